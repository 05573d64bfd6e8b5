//! A long text that two people changed: made one where the paragraphs that they changed do not touch.

use std::ops::Range;

/// The text with both changes in it; `None` where they touch, so that somebody has to read them.
pub(super) fn merged_text(base: &str, yours: &str, theirs: &str) -> Option<String> {
    let [base, yours, theirs] = [base, yours, theirs].map(|text| text.split('\n').collect::<Vec<_>>());
    let (by_you, by_them) = (changes(&base, &yours)?, changes(&base, &theirs)?);
    let mut all: Vec<(&Change, &[&str])> = Vec::new();
    all.extend(by_you.iter().map(|change| (change, yours.as_slice())));
    all.extend(by_them.iter().map(|change| (change, theirs.as_slice())));
    all.sort_by_key(|(change, _)| (change.old.start, change.old.end));
    let mut result: Vec<&str> = Vec::new();
    let mut place = 0;
    let mut last: Option<(&Change, &[&str])> = None;
    for (change, side) in all {
        let new = side.get(change.new.clone())?;
        if let Some((before, new_before)) = last {
            if before.old == change.old && new_before == new {
                // Both made the same change.
                continue;
            }
            if change.old.start <= before.old.end {
                return None;
            }
        }
        result.extend(base.get(place..change.old.start)?);
        result.extend(new);
        place = change.old.end;
        last = Some((change, new));
    }
    result.extend(base.get(place..)?);
    Some(result.join("\n"))
}

/// Paragraphs of the base in whose place a side put its own.
struct Change {
    old: Range<usize>,
    new: Range<usize>,
}

/// What a side changed, in order; `None` where the texts are too long to compare.
fn changes(base: &[&str], side: &[&str]) -> Option<Vec<Change>> {
    let start = base.iter().zip(side).take_while(|(one, other)| one == other).count();
    let longest = base.len().min(side.len()) - start;
    let end = base.iter().rev().zip(side.iter().rev()).take(longest).take_while(|(one, other)| one == other).count();
    let (old, new) = (base.get(start..base.len() - end)?, side.get(start..side.len() - end)?);
    let mut changes = Vec::new();
    let mut open: Option<Change> = None;
    let (mut left, mut right) = (0, 0);
    for (in_old, in_new) in common(old, new)?.into_iter().chain([(old.len(), new.len())]) {
        if in_old > left || in_new > right {
            open = Some(Change { old: start + left..start + in_old, new: start + right..start + in_new });
        }
        changes.extend(open.take());
        (left, right) = (in_old + 1, in_new + 1);
    }
    Some(changes)
}

/// The paragraphs that two texts have in common, as places in the one and in the other, as many as can be.
fn common(old: &[&str], new: &[&str]) -> Option<Vec<(usize, usize)>> {
    if old.len().checked_mul(new.len())? > MOST_COMPARED {
        return None;
    }
    // How many paragraphs the rests from each place have in common.
    let width = new.len() + 1;
    let mut counts = vec![0_usize; (old.len() + 1) * width];
    let at = |counts: &[usize], left: usize, right: usize| counts.get(left * width + right).copied().unwrap_or(0);
    for (left, one) in old.iter().enumerate().rev() {
        for (right, other) in new.iter().enumerate().rev() {
            let count = match one == other {
                true => 1 + at(&counts, left + 1, right + 1),
                false => at(&counts, left + 1, right).max(at(&counts, left, right + 1)),
            };
            if let Some(slot) = counts.get_mut(left * width + right) {
                *slot = count;
            }
        }
    }
    let (mut left, mut right) = (0, 0);
    let mut pairs = Vec::new();
    while let (Some(one), Some(other)) = (old.get(left), new.get(right)) {
        if one == other {
            pairs.push((left, right));
            (left, right) = (left + 1, right + 1);
        } else if at(&counts, left + 1, right) >= at(&counts, left, right + 1) {
            left += 1;
        } else {
            right += 1;
        }
    }
    Some(pairs)
}

/// How many pairs of paragraphs are compared at most; beyond, somebody is asked.
const MOST_COMPARED: usize = 4_000_000;
