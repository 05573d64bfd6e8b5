//! What is for programs and shells: help, completions, the manual page, the schema, word lists, and pipes that close.

use super::Office;
use ropa::domain::vocabulary::ListId;
use ropa::shell::cli::help;
use serde_json::Value;

const VERBS: [&str; 20] = [
    "demo",
    "new",
    "import",
    "list",
    "show",
    "check",
    "history",
    "diff",
    "add",
    "set",
    "remove",
    "merge",
    "restore",
    "export",
    "vocabulary",
    "schema",
    "git-setup",
    "doctor",
    "completions",
    "man",
];

/// Verbs that come with later parts, and must not be promised.
const LATER: [&str; 1] = ["conflict"];

#[test]
fn help_names_every_verb_in_its_group_and_none_of_later_parts() {
    let office = Office::new();
    let text = office.run(["--help"]).is(0).out;
    assert_eq!(text, help());
    let mut rest = text.as_str();
    for heading in ["Start here", "Look", "Change", "Share", "Other"] {
        rest = rest.split_once(&format!("\n{heading}\n")).unwrap_or_else(|| panic!("{heading} in {text}")).1;
    }
    for verb in VERBS {
        assert!(text.contains(&format!("  ropa {verb}")), "{verb}");
        let of_verb = office.run([verb, "--help"]).is(0).out;
        assert!(of_verb.contains(&format!("Usage: ropa {verb}")), "{of_verb}");
    }
    for verb in LATER {
        assert!(!text.contains(&format!("ropa {verb}")), "{verb}");
    }
    for option in ["--register", "ROPA_REGISTER", "--format text|json|csv", "--read-only", "--color auto|always|never"]
    {
        assert!(text.contains(option), "{option}");
    }
    assert!(office.run(["--version"]).is(0).out.starts_with("ropa "));
}

#[test]
fn completions_and_the_manual_page_hold_every_verb() {
    let office = Office::new();
    for shell in ["bash", "elvish", "fish", "powershell", "zsh"] {
        let script = office.run(["completions", shell]).is(0).out;
        for verb in VERBS {
            assert!(script.contains(verb), "{shell} {verb}");
        }
    }
    let page = office.run(["man"]).is(0).out;
    // Its language takes a bare hyphen for another sign.
    let page_of = |verb: &str| page.contains(&format!("ropa {}", verb.replace('-', "\\-")));
    for verb in VERBS {
        assert!(page_of(verb) || page.contains(&format!("ropa {verb}")), "{verb}: {page}");
    }
    for field in ["dpia.link", "retention.period_months", "organisation.name", "vocabulary.recipients"] {
        assert!(page.contains(&format!("\\fB{field}\\fR")), "{field}");
    }
}

#[test]
fn the_registers_that_commands_write_fit_the_schema() {
    let office = Office::with_sample();
    let schema: Value = serde_json::from_str(&office.run(["schema"]).is(0).out).unwrap();
    let check = jsonschema::validator_for(&schema).unwrap();
    assert!(check.is_valid(&office.register()));
    office.on_register(["set", "PA-0001", "owner=X", "transfers:none", "dpia.link=y", "notes:to-confirm=z"]).is(0);
    office.with_input(["add"], "{\"title\": \"A\", \"lines\": [{}]}").is(0);
    office.run(["new", "new.json"]).is(0);
    let new: Value = serde_json::from_slice(&office.bytes("new.json")).unwrap();
    assert!(check.is_valid(&office.register()) && check.is_valid(&new));
}

#[test]
fn vocabulary_shows_the_lists_and_the_terms_of_each() {
    let office = Office::new();
    let lists = office.run(["vocabulary"]).is(0).out;
    for id in ListId::ALL {
        assert!(lists.contains(id.key()));
        let terms = office.run(["vocabulary", id.key(), "--format", "json"]).is(0).out;
        let terms: Value = serde_json::from_str(&terms).unwrap();
        assert_eq!((&terms["schema"], &terms["list"]), (&Value::from("ropa.vocabulary/1"), &Value::from(id.key())));
        assert_eq!(terms["terms"].as_array().map(|terms| terms.len() as u64), terms["count"].as_u64());
    }
    assert!(office.run(["vocabulary", "lawful-bases"]).is(0).out.contains("6(1)(ea)"));
    assert!(office.run(["vocabulary", "countries", "--format", "csv"]).is(0).out.starts_with("code,label,citation\n"));
}

#[test]
fn doctor_tells_where_things_are() {
    let office = Office::new();
    let text = office.on_register(["doctor"]).is(0).out;
    for words in ["r.json (not there yet)", "J. Smith", "Register", "Colours"] {
        assert!(text.contains(words), "{words} is not in {text}");
    }
}

#[test]
fn a_pipe_that_closes_ends_a_command_quietly() {
    let office = Office::with_sample();
    for args in [vec!["show"], vec!["list"], vec!["--help"], vec!["man"]] {
        let mut child = office.command().env("ROPA_REGISTER", "r.json").args(&args).spawn().unwrap();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        assert_eq!(
            (output.status.code(), String::from_utf8(output.stderr).unwrap().as_str()),
            (Some(0), ""),
            "{args:?}"
        );
    }
}

#[test]
fn colour_is_never_in_an_answer() {
    let office = Office::with_sample();
    for color in ["auto", "always", "never"] {
        // `run` looks for control characters.
        office.on_register(["list", "--color", color]).is(0);
        office.on_register(["list", "--help", "--color", color]).is(0);
    }
}
