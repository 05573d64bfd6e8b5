//! Any three registers, parted by a zero byte: merged, and the laws of merging hold.

#![no_main]

use libfuzzer_sys::fuzz_target;
use ropa::domain::id::Ids;
use ropa::domain::merge::merge;
use ropa::domain::register::Register;
use ropa::formats::json::{self, Form};

fuzz_target!(|bytes: &[u8]| {
    let read = |bytes: &[u8]| json::read(bytes, &mut Ids::seeded(1)).ok().map(|loaded| loaded.register);
    let registers: Vec<Register> = bytes.split(|byte| *byte == 0).map_while(read).collect();
    let [base, yours, theirs] = registers.as_slice() else { return };
    let merged = merge(base, yours, theirs);
    let written = json::write(&merged.register, Form::default());
    assert!(json::read(&written, &mut Ids::seeded(2)).is_ok(), "what was merged is not read back");
    let turned = merge(base, theirs, yours);
    assert_eq!(merged.clashes.len(), turned.clashes.len(), "the sides clash elsewhere when they are turned round");
    assert!(merge(base, base, base).clashes.is_empty(), "what nobody changed does not clash");
    assert!(merge(base, yours, yours).clashes.is_empty(), "the same changes do not clash");
    assert!(merge(base, yours, base).clashes.is_empty(), "what one side changed does not clash");
});
