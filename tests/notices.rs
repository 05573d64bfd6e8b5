//! Notices in: what a careful officer takes from them is what the drafts hold, and no line of a notice is lost.

mod expected;
mod laws;
mod layouts;
mod one;
mod refusals;

use expected::{Scores, expectations, own, samples};
use one::bring;

/// The least share of terms, by F1, that each list must have over many notices.
const LEAST: f64 = 0.97;

#[test]
fn the_lists_of_the_samples_are_those_that_a_careful_officer_takes() {
    let Some(folder) = samples() else { return };
    score(&expectations(&folder));
}

#[test]
fn the_lists_of_our_own_notices_are_those_that_were_written_into_them() {
    let found = expectations(&own());
    assert!(found.len() >= 25, "only {} notices of our own", found.len());
    score(&found);
}

#[test]
fn every_list_of_the_first_notice_is_taken_exactly() {
    let Some(folder) = samples() else { return };
    let all = expectations(&folder);
    let first = all.iter().find(|one| one.file.starts_with("A00")).unwrap();
    let mut scores = Scores::default();
    scores.add(first, &bring(&first.bytes, &first.file));
    for (list, score) in scores.by_list() {
        assert!((score.f1() - 1.0).abs() < f64::EPSILON, "{list}: {score:?}");
    }
    assert!(scores.misses.is_empty(), "{}", scores.misses.join("\n"));
}

fn score(all: &[expected::Expected]) {
    let mut scores = Scores::default();
    for one in all {
        scores.add(one, &bring(&one.bytes, &one.file));
    }
    for miss in &scores.misses {
        println!("{miss}");
    }
    for (list, score) in scores.by_list() {
        println!(
            "{list:28} F1 {:.4} ({} right, {} missed, {} too many)",
            score.f1(),
            score.right,
            score.missed,
            score.extra
        );
    }
    for (list, score) in scores.by_list() {
        assert!(score.f1() >= LEAST, "{list}: F1 {:.4}\n{}", score.f1(), scores.misses.join("\n"));
    }
}
