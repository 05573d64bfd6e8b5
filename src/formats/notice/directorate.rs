//! The directorate that a notice names in its prose.

/// `… part of Children’s Services and Skills directorate`: the directorate.
pub(super) fn named(text: &str) -> Option<&str> {
    let lower = text.to_ascii_lowercase();
    let start = lower.find("part of ")? + "part of ".len();
    let end = lower.get(start..)?.find(" directorate")?;
    let name = text.get(start..start + end)?;
    let name = name.strip_prefix("the ").or_else(|| name.strip_prefix("our ")).unwrap_or(name).trim();
    (name.split_whitespace().count() < 10 && !name.contains('.')).then_some(name)
}
