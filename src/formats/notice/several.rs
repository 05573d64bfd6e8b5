//! One notice with several activities: the purposes of the register before 2013, and the further sections of later entries.

use super::document::{Block, Document};
use super::heading::{self, Topic};
use super::sections::Section;
use super::title;
use crate::domain::Text;
use crate::domain::fold::fold;

/// The sections that tell of one activity.
#[derive(Clone, Debug, Default)]
pub(super) struct Group {
    /// What the activity is called, with the line and the words where that stands.
    pub title: Option<Titled>,
    /// Whether it is a further activity beside the one that the notice is about.
    pub further: bool,
    /// Its sections.
    pub sections: Vec<Section>,
}

/// A title with where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Titled {
    /// The title.
    pub title: Text,
    /// The words that it was taken from.
    pub found: Text,
    /// The line; 0 where it is the file's name or the page's title.
    pub line: usize,
}

/// The activities of a notice, each with its sections. There is always one.
pub(super) fn groups(sections: Vec<Section>, document: &Document) -> Vec<Group> {
    let mut main = Group::default();
    let mut further: Vec<Group> = Vec::new();
    let mut entries: Vec<Group> = Vec::new();
    for mut section in sections {
        match section.topic {
            Some(Topic::Entry) => {
                let title = title_of_entry(&mut section);
                entries.push(Group { title, further: false, sections: vec![section] });
            }
            Some(Topic::Further) => {
                let heading = section.heading.clone().unwrap_or_default();
                let title = Titled { title: heading.trim_end_matches(':').into(), found: heading, line: section.line };
                further.push(Group { title: Some(title), further: true, sections: vec![section] });
            }
            _ => match entries.last_mut() {
                Some(entry) => entry.sections.push(section),
                None => main.sections.push(section),
            },
        }
    }
    main.title = title::of(&mut main.sections, document);
    let tells = |group: &Group| {
        let told = group.sections.iter().filter(|section| section.topic.is_some());
        told.clone().any(|section| !section.parts.is_empty() && section.topic != Some(Topic::Other))
    };
    let mut groups = Vec::new();
    if entries.is_empty() || tells(&main) {
        groups.push(main);
    } else if let Some(first) = entries.first_mut() {
        // What stands before the first entry is kept with it.
        first.sections.splice(0..0, main.sections);
    }
    groups.append(&mut entries);
    groups.append(&mut further);
    groups
}

/// `Purpose 1`, `Purpose 2 - Staff administration`: the title behind it, where it has one.
pub(super) fn entry(text: &str) -> Option<Option<&str>> {
    let start = text.get(..8).filter(|start| start.eq_ignore_ascii_case("purpose "))?;
    let rest = text.get(start.len()..)?.trim_start();
    let end = rest.find(|letter: char| !letter.is_ascii_digit()).unwrap_or(rest.len());
    let (number, behind) = rest.split_at_checked(end)?;
    if number.is_empty() || number.len() > 3 {
        return None;
    }
    let title = behind.trim().trim_start_matches([':', '-', '–', '.', ')']).trim();
    let parted =
        behind.is_empty() || behind.trim_start().starts_with([':', '-', '–', '.', ')']) || behind.starts_with(' ');
    let short = title.split_whitespace().count() < 13;
    (parted && short).then_some(Some(title).filter(|title| !title.is_empty()))
}

/// The title of an entry stands behind its number or in the next line.
fn title_of_entry(section: &mut Section) -> Option<Titled> {
    let heading = section.heading.clone()?;
    if let Some(Some(title)) = entry(&heading) {
        return Some(Titled { title: title.into(), found: heading.clone(), line: section.line });
    }
    let first = section.parts.first_mut()?;
    first.used = true;
    Some(Titled { title: first.text.trim_end_matches([':', '.']).into(), found: first.text.clone(), line: first.line })
}

/// Whether a heading opens a further activity: it is known as one, or its words are those by which the register tells of one.
pub(super) fn is_further(text: &str, next: Option<&Block>) -> bool {
    let short = text.split_whitespace().count() < 13 && !text.ends_with(['.', ':', ';', ',']);
    if !short {
        return false;
    }
    let body = next.map(|block| fold(&block.text)).unwrap_or_default();
    let told =
        body.contains("the information processed may include") || body.contains("information processed may include");
    match heading::topic(text) {
        Some((Topic::Further, _)) => next.is_some_and(|block| !block.is_item()) || told,
        Some((_, by)) if by >= heading::By::Near => false,
        _ => told,
    }
}
