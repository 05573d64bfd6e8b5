//! Any bytes: a register, or a refusal in one line. A register that was read is written, and read back as the same bytes.

#![no_main]

use libfuzzer_sys::fuzz_target;
use ropa::domain::id::Ids;
use ropa::formats::json;

fuzz_target!(|bytes: &[u8]| {
    let loaded = match json::read(bytes, &mut Ids::seeded(1)) {
        Ok(loaded) => loaded,
        Err(problem) => {
            let sentence = problem.sentence();
            assert!(!sentence.is_empty() && !sentence.contains('\n'), "{sentence:?}");
            return;
        }
    };
    let written = json::write(&loaded.register, loaded.form);
    let again = json::read(&written, &mut Ids::seeded(2));
    assert!(again.is_ok(), "not read back: {again:?}");
    if let Ok(again) = again {
        assert_eq!(again.ids_given, 0, "ids are given once");
        assert!(json::write(&again.register, again.form) == written, "not the same twice");
    }
});
