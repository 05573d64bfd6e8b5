//! What a column without a heading holds, by the words in its cells.

use crate::domain::Text;
use crate::domain::vocabulary::{ListId, list};

/// The field that most of the cells speak for, with how sure that is of 100.
pub(super) fn field(cells: &[Text]) -> Option<(&'static str, u8)> {
    if cells.len() < LEAST {
        return None;
    }
    let kinds = LISTS.iter().map(|(field, id)| (*field, share(cells, |cell| has_terms(*id, cell))));
    let law = ("lawful_bases", share(cells, |cell| cell.replace(' ', "").contains("6(1)(")));
    let article9 = ("article9_conditions", share(cells, |cell| cell.replace(' ', "").contains("9(2)(")));
    let best = kinds.chain([law, article9]).max_by_key(|(_, share)| *share)?;
    (best.1 >= MOSTLY).then_some((best.0, best.1 / 2 + 10))
}

/// Fewer cells than this say nothing of the others.
const LEAST: usize = 2;
/// How many of 100 cells must speak for a field.
const MOSTLY: u8 = 60;

const LISTS: [(&str, ListId); 6] = [
    ("subjects", ListId::Subjects),
    ("data_classes", ListId::DataClasses),
    ("recipients", ListId::Recipients),
    ("lawful_bases", ListId::LawfulBases),
    ("security_measures", ListId::SecurityMeasures),
    ("transfers", ListId::Countries),
];

fn share(cells: &[Text], speaks: impl Fn(&str) -> bool) -> u8 {
    let speaking = cells.iter().filter(|cell| speaks(cell)).count();
    u8::try_from(speaking * 100 / cells.len().max(1)).unwrap_or(100)
}

/// Whether half of the terms of a cell at least stand in a list.
fn has_terms(id: ListId, cell: &str) -> bool {
    let terms: Vec<&str> = cell.split([';', '\n', ',', '•']).map(str::trim).filter(|term| !term.is_empty()).collect();
    let known = terms.iter().filter(|term| list(id).resolve(term).is_some()).count();
    known > 0 && known * 2 >= terms.len()
}
