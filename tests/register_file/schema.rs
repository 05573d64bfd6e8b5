//! The JSON Schema: what the program writes is valid against it, and values of another kind are not.

use super::dice::dice;
use super::tree::Tree;
use super::{EVERY_MEMBER, PAGE, open, written};
use jsonschema::Validator;
use proptest::prelude::*;
use ropa::formats::json::pretty;
use ropa::formats::json::schema::schema;
use serde_json::Value;
use std::sync::LazyLock;

static VALIDATOR: LazyLock<Validator> = LazyLock::new(|| jsonschema::draft202012::new(&schema()).unwrap());

fn complaints(json: &str) -> Vec<String> {
    let value: Value = serde_json::from_str(json).unwrap();
    VALIDATOR.iter_errors(&value).map(|error| format!("{}: {error}", error.instance_path())).collect()
}

#[test]
fn it_is_a_schema_of_the_2020_12_draft() {
    assert!(jsonschema::draft202012::meta::is_valid(&schema()));
    assert!(pretty(&schema()).starts_with("{\n  \"$schema\": \"https://json-schema.org/draft/2020-12/schema\""));
}

#[test]
fn the_examples_are_valid() {
    for example in [PAGE, EVERY_MEMBER] {
        assert_eq!(complaints(example), [""; 0]);
    }
    match std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/data/sample.json")) {
        Ok(sample) => assert_eq!(complaints(&sample), [""; 0]),
        Err(problem) => eprintln!("skipped data/sample.json: {problem}"),
    }
}

proptest! {
    #[test]
    fn every_register_that_is_written_is_valid(mut dice in dice()) {
        // serde_json's own values, which the validator reads, cannot hold its private names.
        let text = dice.register(&Tree::read(EVERY_MEMBER)).file().replace("$serde_json", "serde_json");
        for text in [text.replace("\"id\"", "\"identity\""), text] {
            prop_assert_eq!(complaints(&written(&open(&text).register)), [""; 0]);
        }
    }
}

#[test]
fn every_member_of_the_format_is_described() {
    let schema = schema();
    let tree = Tree::read(EVERY_MEMBER);
    for path in tree.paths() {
        let free = ["saved.", "marks[", "conflicts[", "external_ids.", "unmapped."];
        if free.iter().any(|part| path.contains(part)) {
            continue;
        }
        let pointer = format!("/{}", path.replace('[', ".[").replace('.', "/"));
        let mut steps = pointer.split('/').filter(|step| !step.is_empty());
        let described = steps.try_fold(&schema, |here, step| {
            if step.starts_with('[') { here.get("items") } else { here.get("properties")?.get(step) }
        });
        assert!(described.is_some(), "{path}");
    }
}

#[test]
fn values_of_another_kind_and_missing_members_are_refused() {
    let tree = Tree::read(EVERY_MEMBER);
    for path in tree.paths() {
        let free = ["saved.", "marks[", "conflicts[", "external_ids.", "unmapped."];
        if free.iter().any(|part| path.contains(part)) {
            continue;
        }
        let was = tree.at(&path).unwrap().clone();
        for wrong in ["7", "true", "\"text\"", "{}", "[]", "null", "-1", "1.5"] {
            let wrong = Tree::read(wrong);
            let alike = match (&was, &wrong) {
                (Tree::Scalar(was), Tree::Scalar(wrong)) => {
                    was.starts_with('"') == wrong.starts_with('"')
                        && was.parse::<bool>().is_ok() == wrong.parse::<bool>().is_ok()
                        && !(wrong.starts_with(['n', '-']) || wrong.contains('.'))
                }
                (was, wrong) => std::mem::discriminant(was) == std::mem::discriminant(wrong),
            };
            if alike {
                continue;
            }
            let mut changed = tree.clone();
            *changed.at_mut(&path).unwrap() = wrong.clone();
            assert_ne!(complaints(&changed.file()), [""; 0], "{path} = {wrong:?}");
        }
    }
    for needed in
        ["format", "version", "id", "activities[0].id", "activities[0].lines[0].id", "activities[0].transfers[0].id"]
    {
        let (parent, name) = needed.rsplit_once('.').unwrap_or(("", needed));
        let mut changed = tree.clone();
        let Some(Tree::Group(members)) = changed.at_mut(parent) else { panic!("{needed}") };
        members.retain(|(member, _)| member != name);
        assert_ne!(complaints(&changed.file()), [""; 0], "{needed}");
    }
    for (old, new) in [("\"ropa-register\"", "\"other\""), ("\"version\": 1", "\"version\": 2")] {
        assert_ne!(complaints(&EVERY_MEMBER.replacen(old, new, 1)), [""; 0], "{new}");
    }
}
