//! Names near to a name that nothing has: for «did you mean».

use crate::domain::fold::fold;
use std::collections::HashSet;

/// Up to 3 of the names, nearest first: those with one or two letters other, missing or too many, then those that hold the name.
pub fn near<'a>(name: &str, names: impl IntoIterator<Item = &'a str>) -> Vec<String> {
    let wanted = fold(name);
    let letters = wanted.chars().count();
    if letters < 2 {
        return Vec::new();
    }
    let allowed = if letters < 5 { 1 } else { 2 };
    let mut found: Vec<(usize, &str)> = Vec::new();
    for name in names {
        let folded = fold(name);
        let slips = slips(&wanted, &folded);
        let holds =
            letters > 2 && (folded.contains(&wanted) || (folded.chars().count() > 3 && wanted.contains(&folded)));
        if slips <= allowed {
            found.push((slips, name));
        } else if holds {
            found.push((allowed + 1, name));
        }
    }
    found.sort_by_key(|(distance, _)| *distance);
    let mut said = HashSet::new();
    let found = found.into_iter().filter(|(_, name)| said.insert(fold(name)));
    found.take(3).map(|(_, name)| name.to_owned()).collect()
}

/// How many letters must be put in, taken out or replaced to get from one text to the other.
fn slips(from: &str, to: &str) -> usize {
    let to: Vec<char> = to.chars().collect();
    let mut row: Vec<usize> = (0..=to.len()).collect();
    for (place, letter) in from.chars().enumerate() {
        let mut left = place + 1;
        let mut diagonal = place;
        let mut next = vec![left];
        for (other, above) in to.iter().zip(row.iter().skip(1)) {
            let replaced = diagonal + usize::from(letter != *other);
            diagonal = *above;
            left = replaced.min(left + 1).min(above + 1);
            next.push(left);
        }
        row = next;
    }
    row.last().copied().unwrap_or(0)
}
