//! Texts that would steer a terminal, in every field of a register and in every word of a command: no command, message or screen
//! sends one as it is.

#[cfg(unix)]
use super::pseudo_terminal::PseudoTerminal;
use super::terminal_bytes::TerminalBytes;
use super::{many, tell};
use crate::command_line::{Answer, Office};
use crate::hostile_screens;
#[cfg(target_os = "linux")]
use crate::story::SAMPLE;
use ropa::domain::activity::Activity;
#[cfg(target_os = "linux")]
use ropa::domain::diff::{About, FieldChange};
use ropa::domain::field::Kind;
use ropa::domain::field::rows::Column;
#[cfg(target_os = "linux")]
use ropa::domain::field_path::FieldPath;
use ropa::domain::organisation::{Organisation, Vocabulary};
use ropa::domain::subject::Subject;
#[cfg(target_os = "linux")]
use ropa::formats::journal::{Entry, Header};
#[cfg(target_os = "linux")]
use ropa::shell::store::{Stamp, hexadecimal};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// Texts beside those of the screens' own table.
const MORE: [&str; 14] = [
    "\u{1b}]52;c;cm0gLXJm\u{1b}\\by string terminator",
    "\u{1b}[?1049h\u{1b}[?25l\u{1b}[?2004h modes",
    "\u{1b}[6n\u{1b}[c\u{1b}[>c\u{1b}[14t questions",
    "\u{1b}c\u{1b}#8\u{1b}(0 lqqk",
    "\u{1b}",
    "\u{90}q\u{9c}\u{9e}\u{9f}\u{98} C1 strings",
    "\u{84}\u{85}\u{88}\u{8d} C1 moves",
    "\u{202a}\u{202b}\u{202d}\u{202e}\u{2066}\u{2067}\u{2068}\u{2069} every turn",
    "\u{206a}\u{206b}\u{206c}\u{206d}\u{206e}\u{206f} old turns",
    "\u{e0001}\u{e0020}\u{e0061}",
    "\\u001b]0;not an escape\\u0007",
    "%s %n %x {0} {file} ${HOME} $(id) `id`",
    "a\0b\0",
    "\u{1}\u{2}\u{3}\u{4}\u{5}\u{6}\u{e}\u{f}\u{10}\u{11}\u{12}\u{13}\u{14}\u{15}\u{16}\u{17}\u{18}\u{19}\u{1a}\u{1c}\u{1d}\u{1e}\u{1f}",
];

/// All texts there are.
fn texts() -> Vec<String> {
    let mut texts: Vec<String> = hostile_screens::HOSTILE.iter().chain(&MORE).map(|text| (*text).to_owned()).collect();
    texts.extend(hostile_screens::shared());
    texts.push(format!("a{}", "\u{301}".repeat(3_000)));
    texts.push("x\u{1b}[31m".repeat(2_000));
    texts
}

/// The commands that show something of a register, by their arguments; one that comes later is one more row.
const COMMANDS: [&[&str]; 29] = [
    &["list"],
    &["list", "--format", "json"],
    &["list", "--format", "csv"],
    &["check"],
    &["check", "--format", "json"],
    &["check", "--format", "csv"],
    &["show"],
    &["show", "--format", "json"],
    &["show", "hostile0"],
    &["show", "hostile1"],
    &["show", "hostile1", "--format", "json"],
    &["vocabulary"],
    &["vocabulary", "recipients"],
    &["vocabulary", "recipients", "--format", "json"],
    &["vocabulary", "recipients", "--format", "csv"],
    &["export", "-o", "out.json"],
    &["export", "-o", "out.xlsx"],
    &["export", "-o", "out.csv"],
    &["doctor"],
    &["show", "--as-at", "today"],
    &["export", "--as-at", "today", "-o", "then.csv"],
    &["set", "hostile0", "owner=Somebody"],
    &["history"],
    &["history", "hostile0"],
    &["history", "--format", "json"],
    &["history", "--format", "csv"],
    &["history", "--verify"],
    &["diff", "out.json", "r.json"],
    &["merge", "out.json", "r.json", "out.json", "-o", "merged.json"],
];

/// The commands that are given a text, in the place of `@`; all of them refuse it or find nothing, or change one field to it.
const GIVEN: [&[&str]; 22] = [
    &["@"],
    &["list", "@"],
    &["check", "@"],
    &["list", "-r", "@"],
    &["show", "@"],
    &["set", "@", "owner=X"],
    &["set", "hostile0", "@"],
    &["set", "hostile0", "owner=@"],
    &["set", "hostile0", "lines[@].subjects+=@"],
    &["remove", "@", "--yes"],
    &["vocabulary", "@"],
    &["export", "-o", "@", "--as", "@"],
    &["list", "--format", "@"],
    &["add", "--from", "@"],
    &["history", "@", "--field", "@"],
    &["history", "--since", "@"],
    &["history", "--verify", "@"],
    &["history", "--redact", "@", "--reason", "@", "--yes"],
    &["diff", "@", "r.json"],
    &["merge", "@", "r.json", "@"],
    &["restore", "--as-at", "@", "-o", "@"],
    &["git-setup", "@"],
];

#[test]
fn no_command_sends_a_text_of_a_register_as_it_is() {
    let texts = texts();
    let office = Office::new();
    office.file("r.json", poisoned(&texts, many(1, 16)));
    for args in COMMANDS {
        let answer = is_safe(office.on_register(args));
        assert!(answer.code <= 1 || args[0] == "export", "{args:?}: {} {}", answer.code, answer.err);
    }
    tell(&format!("hostile texts in every field, by {} commands: {} passed, 0 failed", COMMANDS.len(), texts.len()));
}

#[test]
fn no_command_sends_a_text_that_it_was_given_as_it_is() {
    let texts = texts();
    let office = Office::new();
    office.file("r.json", poisoned(&texts[..4], 1));
    let mut given = 0;
    for (number, text) in texts.iter().enumerate() {
        // A command takes no zero byte and no more than so much, and a text that begins with a dash is an option.
        let text: String = text.replace('\0', "").chars().take(5_000).collect();
        let commands = GIVEN.iter().skip(number % many(2, 21)).step_by(many(2, 21));
        for args in commands {
            is_safe(office.on_register(args.iter().map(|arg| arg.replace('@', &text))));
            given += 1;
        }
    }
    for (number, text) in texts.iter().enumerate().step_by(many(1, 24)) {
        is_safe(office.with_input(["add"], &json!({ "title": "A", text: { text: text } }).to_string()));
        is_safe(office.with_input(["add"], text));
        is_safe(office.with_input(["add"], &json!([{ "title": { text: 1 } }, number]).to_string()));
        given += 3;
    }
    tell(&format!("hostile texts in the words of commands: {given} passed, 0 failed"));
}

#[test]
fn no_file_beside_a_register_is_shown_as_it_is() {
    let office = Office::with_sample();
    office.on_register(["set", "PA-0001", "owner=Somebody"]).is(0);
    let whole = String::from_utf8(office.bytes("r.history.jsonl")).unwrap();
    let texts = texts();
    let mut given = 0;
    for text in texts.iter().step_by(many(4, 24)) {
        let said = Value::from(text.as_str()).to_string();
        let name = said[1..said.len() - 1].to_owned();
        for history in
            [whole.replace("Somebody", &name), whole.replace("J. Smith", &name), format!("{whole}{text}"), text.clone()]
        {
            office.file("r.history.jsonl", history);
            for args in [&["history"][..], &["history", "--verify"], &["history", "--format", "csv"], &["list"]] {
                is_safe(office.on_register(args));
            }
            given += 1;
        }
        // Who says that they have it open, and who saves: the lock is a file that anybody may write to.
        office.file(
            "~$r.json.lock",
            format!("{{\"who\":{said},\"host\":{said},\"run\":{said},\"since\":{said},\"seen\":{said}}}\n{text}\n"),
        );
        is_safe(office.on_register(["set", "PA-0001", "owner=Somebody"]));
        given += 1;
    }
    tell(&format!("hostile histories and locks: {given} passed, 0 failed"));
}

/// Which journal stands in the person's own folder.
#[cfg(target_os = "linux")]
const JOURNALS: [&str; 5] =
    ["whole", "behind a line with another sum", "no journal at all", "huge", "of a hostile name"];

#[cfg(target_os = "linux")]
#[test]
fn no_journal_of_the_own_folder_is_shown_as_it_is() {
    let texts = texts();
    for (place, kind) in JOURNALS.into_iter().enumerate() {
        let said = &texts[(place * 7) % texts.len()];
        let office = Office::new();
        office.file("r.json", SAMPLE);
        let folder = office.path("home/data/ropa/journals");
        std::fs::create_dir_all(&folder).unwrap();
        let mut bytes = journal(&texts, said, if kind == "huge" { 300 } else { 1 });
        let mut name = "run".to_owned();
        match kind {
            "behind a line with another sum" => {
                bytes.extend(format!("2 00000000 {{}}\n{}", texts.concat()).into_bytes());
                bytes.extend([0xff, 0xfe, 0x1b, 0x5b, 0x32, 0x4a, 0x9b, 0xc3]);
            }
            "no journal at all" => {
                bytes = [0xff, 0x1b, 0x9b].into_iter().chain(texts.concat().into_bytes()).collect();
            }
            "of a hostile name" => name = "\u{1b}[2J\u{9b}31m\u{202e}\n\u{7}".to_owned(),
            _ => {}
        }
        std::fs::write(
            folder.join(format!("{}-0000000000000000-{name}.jsonl", sample()["id"].as_str().unwrap())),
            bytes,
        )
        .unwrap();
        let Some(mut terminal) = PseudoTerminal::start(&office, &["r.json"], 80, 24) else { return };
        terminal.waits_for("We found work you had not saved").waits_for_quiet();
        // What changed, row by row; back; brought back; in the list, in an activity; saved.
        let (enter, escape, down, page_down) = ("\r", "\u{1b}", "\u{1b}[B", "\u{1b}[6~");
        for keys in [
            down, enter, page_down, page_down, "  ", enter, escape, enter, page_down, enter, "\u{1b}OQ", page_down,
            escape, "\u{13}",
        ] {
            terminal.types(keys).waits_for_quiet();
        }
        terminal.signal("TERM");
        terminal.ends();
        let bytes = terminal.bytes();
        assert_eq!(bytes.unsafe_ones(), [""; 0], "{kind}");
        assert_eq!(bytes.left_on(), [""; 0], "{kind}");
        assert!(!terminal.text_since_given_back().contains("panicked"), "{kind}");
    }
    tell(&format!("hostile journals: {} passed, 0 failed", JOURNALS.len()));
}

#[cfg(target_os = "linux")]
fn sample() -> Value {
    serde_json::from_str(SAMPLE).unwrap()
}

/// A journal that is whole, with every text as the title of an activity, one text in each word of its header, and so many times
/// each text.
#[cfg(target_os = "linux")]
fn journal(texts: &[String], said: &str, times: usize) -> Vec<u8> {
    let header = Header {
        register: sample()["id"].as_str().unwrap().to_owned(),
        path: said.to_owned(),
        sha256: hexadecimal(&Stamp::sha256_of(SAMPLE.as_bytes())),
        revision: Some(said.to_owned()),
        who: said.to_owned(),
        host: said.to_owned(),
        run: said.to_owned(),
        started: said.to_owned(),
    };
    let activities = sample()["activities"].as_array().unwrap().clone();
    let change = |id: &str, field: &str, text: &str| FieldChange {
        about: About::Activity(id.into()),
        path: FieldPath::read(field).unwrap(),
        from: Some(json!(text)),
        to: Some(json!(text.repeat(times))),
        after: None,
    };
    let mut changes = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let activity = &activities[number % activities.len()];
        let field = ["title", "owner", "team", "notes"][number / activities.len() % 4];
        changes.push(change(activity["id"].as_str().unwrap(), field, text));
        changes.push(change(text, "title", text));
    }
    let edits = changes.chunks(3).zip(1..).map(|(changes, number)| Entry::Edit {
        number,
        label: said.to_owned(),
        changes: changes.to_vec(),
    });
    let typing = Entry::Typing { changes: changes[..1].to_vec() };
    [Entry::Header(header)].into_iter().chain(edits).chain([typing]).flat_map(|entry| entry.line()).collect()
}

#[test]
fn help_and_manual_hold_nothing_unsafe() {
    let office = Office::with_sample();
    let verbs = "demo new list show add set remove export vocabulary schema doctor completions man history diff merge restore git-setup";
    for verb in verbs.split(' ') {
        is_safe(office.run([verb, "--help"]).is(0));
    }
    for args in
        [&["--help"][..], &["--version"], &["-h"], &["schema"], &["completions", "bash"], &["completions", "zsh"]]
    {
        is_safe(office.run(args).is(0));
    }
    is_safe(office.run(["man"]).is(0));
}

#[cfg(unix)]
#[test]
fn the_real_terminal_is_sent_nothing_unsafe() {
    let office = Office::new();
    office.file("r.json", poisoned(&texts(), many(8, 40)));
    let walks: &[(u16, u16)] = if many(2, 1) == 2 { &[(80, 24), (120, 40)] } else { &[(80, 24)] };
    for (columns, rows) in walks.iter().copied() {
        let Some(mut terminal) = PseudoTerminal::start(&office, &["r.json"], columns, rows) else { return };
        terminal.waits_for("A to Z").waits_for_quiet();
        let (enter, escape, page_down, f2, f4, f8, f10) =
            ("\r", "\u{1b}", "\u{1b}[6~", "\u{1b}OQ", "\u{1b}OS", "\u{1b}[19~", "\u{1b}[21~");
        for _ in 0..many(12, 4) {
            terminal.types(enter).waits_for_quiet();
            terminal.types(&page_down.repeat(12)).waits_for_quiet().types(f2).waits_for_quiet();
            terminal.types(&page_down.repeat(12)).waits_for_quiet().types(f4).waits_for_quiet();
            for _ in 0..3 {
                terminal.types(escape).waits_for_quiet();
            }
            terminal.types("\u{1b}[B\u{1b}[B").waits_for_quiet();
        }
        terminal.types(f8).waits_for_quiet().types(page_down).types(f10).types(page_down).waits_for_quiet();
        terminal.signal("TERM");
        terminal.ends();
        let bytes = terminal.bytes();
        assert_eq!(bytes.unsafe_ones(), [""; 0]);
        assert_eq!(bytes.left_on(), [""; 0]);
    }
}

/// What a command sends holds letters and line ends, and nothing else.
#[track_caller]
fn is_safe(answer: Answer) -> Answer {
    for text in [&answer.out, &answer.err] {
        let others = TerminalBytes::of(text.as_bytes()).other_than_lines();
        assert!(others.is_empty(), "{others:?} in {}", text.chars().take(2_000).collect::<String>().escape_debug());
    }
    assert!(!answer.err.contains("panicked"), "{}", answer.err);
    answer
}

/// A register with a text in every field of the tables: every text stands in every field once, or in every so many fields.
fn poisoned(texts: &[String], step: usize) -> String {
    let activity = Subject::Activity(Arc::new(Activity::default()));
    let activities: Vec<Value> = (0..texts.len())
        .step_by(step)
        .enumerate()
        .map(|(number, first)| {
            let mut next = texts.iter().cycle().skip(first);
            let mut record = filled(&activity, &mut next);
            record["id"] = format!("hostile{number}").into();
            for pairs in ["/external_ids", "/imported/unmapped"] {
                if let Some(pairs) = record.pointer_mut(pairs) {
                    *pairs = json!({ next.next().unwrap(): next.next().unwrap() });
                }
            }
            record[next.next().unwrap()] = json!(next.next().unwrap());
            record
        })
        .collect();
    let mut next = texts.iter().cycle();
    let header = [
        Subject::Organisation(Arc::new(Organisation::default())),
        Subject::Vocabulary(Arc::new(Vocabulary::default())),
    ];
    let [organisation, vocabulary] = header.map(|subject| filled(&subject, &mut next));
    json!({ "format": "ropa-register", "version": 1, "id": "h5v0n3wc", "saved": { "by": texts[0], "on": texts[1] },
            "organisation": organisation, "vocabulary": vocabulary, "activities": activities })
    .to_string()
}

/// A record with a text in each field, and one row with a text in each column of its tables.
fn filled<'a>(subject: &Subject, next: &mut impl Iterator<Item = &'a String>) -> Value {
    let mut record = json!({});
    for field in subject.fields() {
        let value = match field.kind {
            Kind::Rows => {
                let mut row = json!({});
                subject.columns(field.spec.id).iter().for_each(|cell| put(&mut row, cell, value_of(cell.kind, next)));
                json!([row])
            }
            kind => value_of(kind, next),
        };
        put(&mut record, &field, value);
    }
    record
}

fn value_of<'a>(kind: Kind, next: &mut impl Iterator<Item = &'a String>) -> Value {
    match kind {
        Kind::Flag => true.into(),
        Kind::Number => 72.into(),
        Kind::Many(_) => json!([next.next().unwrap(), next.next().unwrap()]),
        _ => json!(next.next().unwrap()),
    }
}

/// Puts a value at the dotted place of a field.
fn put(record: &mut Value, field: &Column, value: Value) {
    let mut place = record;
    for part in field.spec.id.split('.') {
        place = place.as_object_mut().unwrap().entry(part).or_insert_with(|| Map::new().into());
    }
    *place = value;
}
