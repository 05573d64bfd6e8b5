//! Any bytes where `ropa add` expects activities: these, or a refusal in one line.

#![no_main]

use libfuzzer_sys::fuzz_target;
use ropa::formats::json::activities::read_activities;

fuzz_target!(|bytes: &[u8]| {
    if let Err(problem) = read_activities(bytes) {
        let sentence = problem.sentence();
        assert!(!sentence.is_empty() && !sentence.contains('\n'), "{sentence:?}");
    }
});
