//! The linked groups of an activity: people, data, recipients and retention that belong together.

use crate::domain::List;
use crate::domain::activity::{Activity, Mark};
use crate::domain::fold::fold;
use crate::domain::line::{Line, Retention};
use crate::domain::words::say;
use crate::formats::notice::written::facts::{Facts, named, one_line, terms, text};
use minijinja::value::Value;

/// The facts of the groups: each list of parts, a part being whom it is about and what holds for them. Where the same holds for
/// everybody there is one part, and it names nobody.
pub(super) fn facts(activity: &Activity) -> Facts {
    let nobody = [Line::default()];
    let lines = if activity.lines().is_empty() { nobody.as_slice() } else { activity.lines() };
    let names = names(lines);
    let lists = |field: &'static str, of: fn(&Line) -> &List| {
        let list = |line: &Line| answered(activity, line, field, of(line));
        parts(lines, &names, |line| list(line), |line| ("terms", terms(&list(line))))
    };
    let kept = |line: &Line| line.retention.clone().unwrap_or_default();
    let keeps = parts(lines, &names, kept, |line| ("kept", retention(&kept(line))));
    Facts::from([
        ("people", people(activity, lines)),
        ("people_parts", lists("subjects", |line| &line.subjects)),
        ("data", lists("data_classes", |line| &line.data_classes)),
        ("special", lists("special_categories", |line| &line.special_categories)),
        ("criminal", lists("criminal_offence_data", |line| &line.criminal_offence_data)),
        ("recipients", lists("recipients", |line| &line.recipients)),
        ("retention", keeps),
        ("has_special", has(lines, |line| &line.special_categories)),
        ("has_criminal", has(lines, |line| &line.criminal_offence_data)),
        ("several", Value::from(lines.len() > 1)),
    ])
}

/// A list of a line; one that does not apply is as good as answered with «none».
fn answered(activity: &Activity, line: &Line, field: &str, list: &List) -> List {
    let is_spared = |mark: &Mark| {
        mark.is(Mark::DOES_NOT_APPLY)
            && mark.field.as_deref() == Some(field)
            && (mark.is_on(Some(&line.id)) || mark.is_on(None))
    };
    if list.is_none() && activity.marks().iter().any(is_spared) { Some(Vec::new()) } else { list.clone() }
}

/// One part where all lines say the same, else one a line.
fn parts<T: PartialEq>(
    lines: &[Line],
    names: &[String],
    what: impl Fn(&Line) -> T,
    fact: impl Fn(&Line) -> (&'static str, Value),
) -> Value {
    let first = lines.first().map(&what);
    let is_same = lines.iter().all(|line| Some(what(line)) == first);
    let about = |name: &String| if is_same { Value::from(()) } else { Value::from(name.clone()) };
    let parts = lines.iter().zip(names).map(|(line, name)| named([("about", about(name)), fact(line)]));
    parts.take(if is_same { 1 } else { lines.len() }).collect()
}

/// What each group is called: its people; where two groups are of the same people, with a number.
fn names(lines: &[Line]) -> Vec<String> {
    let people = |line: &Line| {
        let people = line.subjects.iter().flatten().map(|term| one_line(term)).filter(|term| !term.is_empty());
        people.collect::<Vec<_>>().join("; ")
    };
    let names: Vec<String> = lines.iter().map(people).collect();
    let name = |(place, name): (usize, &String)| {
        let number = (place + 1).to_string();
        let is_alone = names.iter().filter(|other| fold(other) == fold(name)).count() == 1;
        match (name.is_empty(), is_alone) {
            (true, _) => say("notice.group", &[("number", &number)]),
            (false, true) => name.clone(),
            (false, false) => say("notice.group.named", &[("name", name), ("number", &number)]),
        }
    };
    names.iter().enumerate().map(name).collect()
}

/// All people, each once; `none` where a line does not record any and no other does.
fn people(activity: &Activity, lines: &[Line]) -> Value {
    let lists: Vec<List> = lines.iter().map(|line| answered(activity, line, "subjects", &line.subjects)).collect();
    if lists.iter().all(Option::is_none) {
        return Value::from(());
    }
    let mut people: Vec<String> = Vec::new();
    for term in lists.iter().flatten().flatten() {
        let term = one_line(term);
        if !term.is_empty() && !people.iter().any(|other| fold(other) == fold(&term)) {
            people.push(term);
        }
    }
    people.into_iter().map(Value::from).collect()
}

fn has(lines: &[Line], list: fn(&Line) -> &List) -> Value {
    Value::from(lines.iter().any(|line| list(line).as_ref().is_some_and(|list| !list.is_empty())))
}

/// How long the data of a line are kept. Words that name the period already are not followed by it.
fn retention(kept: &Retention) -> Value {
    let period = kept.period_months.map(period);
    let words = kept.text.as_deref().unwrap_or_default();
    let number = period.as_deref().and_then(|period| period.split(' ').next());
    let months = kept.period_months.map(|months| months.to_string());
    let mut digits = words.split(|letter: char| !letter.is_ascii_digit());
    let says_period =
        period.is_none() || digits.any(|digits| Some(digits) == number || Some(digits) == months.as_deref());
    named([
        ("words", text(Some(words))),
        ("period", text(period.as_deref())),
        ("says_period", Value::from(says_period)),
        ("trigger", text(kept.trigger.as_deref())),
        ("permanent", Value::from(kept.permanent == Some(true))),
        ("authority", text(kept.authority.as_deref())),
        ("action", text(kept.action.as_deref())),
    ])
}

fn period(months: u32) -> String {
    let (id, count) =
        if months > 0 && months % 12 == 0 { ("notice.years", months / 12) } else { ("notice.months", months) };
    say(id, &[("count", &count.to_string())])
}
