//! Files that are no register, places that take none, words that make no command, and text that would act on a terminal.

use super::Office;
use serde_json::json;
use std::fs;

/// Files that cannot be opened, each with words that its refusal must hold.
fn bad_files() -> Vec<(&'static str, Vec<u8>, &'static str)> {
    let good = json!({ "format": "ropa-register", "version": 1, "activities": [{ "id": "k7m2q9xd", "title": "A" }] })
        .to_string();
    let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain(good.encode_utf16().flat_map(u16::to_le_bytes)).collect();
    let text = |text: &str| text.as_bytes().to_vec();
    vec![
        ("empty.json", Vec::new(), "nothing in this file"),
        ("blank.json", text("  \n\n"), "nothing in this file"),
        ("zeros.json", vec![0; 4_096], "nothing in this file"),
        ("truncated.json", text(&good[..good.len() - 9]), "ends in the middle"),
        ("comma.json", text(&good.replace("1,", "1,,")), "Line 1"),
        ("twice.json", text(&good.replace("\"id\"", "\"title\": \"B\", \"id\"")), "‘title’ stands twice"),
        ("hidden-twice.json", text(&good.replace("\"id\"", "\"zz\": {\"a\": 1, \"a\": 2}, \"id\"")), "stands twice"),
        ("kind.json", text(&good.replace("\"A\"", "[]")), "activities[0].title"),
        ("utf16.json", utf16, "UTF-16"),
        (
            "latin1.json",
            [text("{\"format\": \"ropa-register\",\n \"x\": \""), vec![0xe9], text("\"}")].concat(),
            "Line 2",
        ),
        ("deep.json", text(&format!("{{\"x\": {}{}}}", "[".repeat(100_000), "]".repeat(100_000))), "nested too deeply"),
        ("other.json", text("{\"name\": \"package\", \"version\": \"1.0\"}"), "not a Ropa register"),
        ("list.json", text("[1, 2]"), "not a Ropa register"),
        ("no-version.json", text("{\"format\": \"ropa-register\"}"), "which version"),
        ("sheet.xlsx", [text("PK\u{3}\u{4}"), vec![0; 30], text("xl/workbook.xml")].concat(), "an Excel workbook"),
        ("letter.docx", [text("PK\u{3}\u{4}"), vec![0; 30], text("word/document.xml")].concat(), "a Word document"),
        ("old.xls", vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "before 2007"),
        ("notice.pdf", text("%PDF-1.7 ..."), "a PDF"),
        ("scan.png", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\xff".to_vec(), "a picture, not a register. Name the file"),
        ("scan.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF\0".to_vec(), "a picture"),
        ("notice.html", text("<!DOCTYPE html><html><p>Privacy notice</p></html>"), "a web page"),
        ("notice.txt", text("Privacy notice\nWe process personal data to run the library.\n"), "privacy notice"),
        ("register.csv", text("Business function,Purpose\nHR,Payroll\n"), "comma-separated"),
        ("quoted.csv", text("Name,Officer\n\"Anytown\",\"R Okafor, officer\"\n"), "comma-separated"),
    ]
}

#[test]
fn a_file_that_is_no_register_is_refused_in_one_line_and_left_as_it_is() {
    for (name, bytes, words) in bad_files() {
        let office = Office::new();
        let path = office.file(name, &bytes);
        let modified = fs::metadata(&path).unwrap().modified().unwrap();
        for args in [
            vec!["list", "-r", name],
            vec!["show", "-r", name],
            vec!["check", "-r", name],
            vec!["set", "-r", name, "A", "owner=X"],
            vec!["remove", "-r", name, "A", "--yes"],
            vec!["export", "-r", name, "-o", "out.xlsx"],
            vec![name],
        ] {
            office.run(args).refuses(3, name).says(words);
        }
        assert_eq!(office.bytes(name), bytes, "{name}");
        assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), modified, "{name}");
        assert_eq!(office.names(), [name]);
    }
}

#[test]
fn a_file_of_another_kind_says_how_it_comes_in() {
    let office = Office::new();
    office.file("register.csv", "a,b\n1,2\n");
    office
        .run(["register.csv"])
        .refuses(3, "‘register.csv’ is a comma-separated file (CSV), not a register")
        .says("ropa import register.csv");
}

#[test]
fn what_is_no_file_is_refused_in_one_line() {
    let office = Office::new();
    fs::create_dir(office.path("folder")).unwrap();
    for name in ["folder", "missing.json", "missing/r.json"] {
        office.run(["list", "-r", name]).refuses(3, name);
        office.run(["set", "-r", name, "A", "owner=X"]).refuses(3, name);
    }
    office.run(["folder"]).refuses(3, "folder").says("It is a folder");
    office.run(["missing.json"]).refuses(3, "missing.json");
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink("circle", office.path("circle")).unwrap();
        office.run(["circle"]).refuses(3, "circle").says("round in a circle");
        office.run(["list", "-r", "circle"]).refuses(3, "circle").says("round in a circle");
        fs::remove_file(office.path("circle")).unwrap();
    }
    office.file("r.json", "{}");
    office.run(["new", "folder"]).is(5);
    assert_eq!(office.names(), ["folder", "r.json"]);
}

#[test]
fn a_register_of_a_newer_version_is_looked_at_and_not_changed() {
    let office = Office::new();
    let newer = json!({ "format": "ropa-register", "version": 99, "activities": [{ "id": "k7m2q9xd", "title": "A" }], "new": 1 });
    office.file("r.json", newer.to_string());
    let before = office.bytes("r.json");
    assert!(office.on_register(["list"]).is(0).says("newer version").out.contains('A'));
    office.on_register(["show", "A"]).is(0).says("format 99");
    office.on_register(["set", "A", "owner=X"]).refuses(3, "r.json").says("newer version");
    office.on_register(["remove", "A", "--yes"]).refuses(3, "r.json");
    office.with_input(["add"], "{\"title\": \"B\"}").refuses(3, "r.json");
    assert_eq!((office.bytes("r.json"), office.names()), (before, vec!["r.json".to_owned()]));
}

#[test]
fn missing_and_doubled_ids_are_named_and_kept_with_the_next_change() {
    let office =
        Office::with(json!([{ "title": "A" }, { "id": "k7m2q9xd", "title": "B" }, { "id": "k7m2q9xd", "title": "C" }]));
    let before = office.bytes("r.json");
    office.on_register(["list"]).is(0).says("2 ids were missing or there twice");
    assert_eq!(office.bytes("r.json"), before);
    office.on_register(["set", "A", "owner=X"]).is(0);
    assert_eq!(office.on_register(["list"]).is(0).err, "");
}

#[test]
fn somebody_elses_save_under_way_is_waited_for_and_then_told() {
    let office = Office::with(json!([{ "id": "k7m2q9xd", "title": "A" }]));
    let before = office.bytes("r.json");
    let lock = fs::File::create(office.path("~$r.json.lock")).unwrap();
    lock.lock().unwrap();
    office.on_register(["set", "A", "owner=X"]).refuses(4, "r.json").says("Somebody else is saving");
    assert_eq!(office.bytes("r.json"), before);
    drop(lock);
    office.on_register(["set", "A", "owner=X"]).is(0);
}

#[cfg(unix)]
#[test]
fn a_read_only_file_or_folder_is_told_and_nothing_is_written() {
    use std::os::unix::fs::PermissionsExt;
    let office = Office::with(json!([{ "id": "k7m2q9xd", "title": "A" }]));
    let before = office.bytes("r.json");
    let mode =
        |name: &str, mode: u32| fs::set_permissions(office.path(name), fs::Permissions::from_mode(mode)).unwrap();
    mode("r.json", 0o444);
    office.on_register(["set", "A", "owner=X"]).refuses(5, "r.json").says("read-only");
    office.on_register(["list"]).is(0);
    mode("r.json", 0o644);
    mode("", 0o555);
    office.on_register(["set", "A", "owner=X"]).refuses(5, "r.json").says("folder");
    mode("", 0o755);
    assert_eq!((office.bytes("r.json"), office.names()), (before, vec!["r.json".to_owned()]));
}

#[test]
fn words_that_make_no_command_are_told_in_one_line() {
    let office = Office::with_sample();
    for (args, words) in [
        (vec!["lst"], "Did you mean ‘ropa list’?"),
        (vec!["chekc"], "Did you mean ‘ropa check’?"),
        (vec!["import"], "FILE"),
        (vec!["check", "--severity", "heavy"], "error, warning, info"),
        (vec!["check", "--rules", "payroll"], "--rules"),
        (vec!["list", "--frmat", "json"], "‘--format’"),
        (vec!["list", "--format", "yaml"], "text, json, csv"),
        (vec!["list", "--format"], "--format"),
        (vec!["set"], "ACTIVITY"),
        (vec!["set", "PA-0001"], "CHANGE"),
        (vec!["export"], "--output"),
        (vec!["new"], "FILE"),
        (vec!["new", "a.json", "b.json"], "b.json"),
        (vec!["list", "-r", "r.json", "-r", "r.json"], "--register"),
        (vec!["r.json", "list"], "before a command"),
        (vec!["show", "--format", "csv"], "cannot be CSV"),
        (vec!["vocabulary", "rols"], "‘roles’"),
        (vec!["vocabulary", "x"], "no word list"),
        (vec!["completions", "cmd"], "bash"),
        (vec!["list", "-x"], "after ‘--’"),
    ] {
        office.on_register(args.clone()).refuses(2, "").says(words);
    }
    assert_eq!(office.names(), ["r.json"]);
}

#[test]
fn the_terminal_interface_without_a_terminal_says_so() {
    let office = Office::with_sample();
    for args in [vec![], vec!["r.json"], vec!["demo"]] {
        office.on_register(args).refuses(2, "needs a terminal");
    }
    assert_eq!(office.names(), ["r.json"]);
}

/// Texts that would set the clipboard or the title, move the cursor, turn the text round, or hide.
const HOSTILE: [&str; 8] = [
    "\u{1b}]52;c;cm0gLXJm\u{7}clipboard",
    "\u{1b}[2J\u{1b}[1;1Hgone",
    "\u{9b}31mC1",
    "bell\u{7} back\u{8} null\u{0} del\u{7f}",
    "line\nbreak\r\nand tab\t",
    "\u{202e}txet deddah\u{202c}",
    "zero\u{200b}width\u{feff}",
    "\u{2066}isolate\u{2069}\u{2028}",
];

#[test]
fn text_of_a_register_never_acts_on_the_terminal() {
    let activities: Vec<_> = HOSTILE
        .iter()
        .enumerate()
        .map(|(number, text)| {
            json!({ "id": format!("hostile{number}"), "title": text, "reference": text, "team": text, "status": text, "notes": text,
                    "purposes": [text], "next_review": text, "tags": [text], (*text): text,
                    "lines": [{ "id": format!("line000{number}"), "subjects": [text], "retention": { "text": text } }],
                    "transfers": [{ "id": format!("trans00{number}"), "country": text, "organisation": text }],
                    "external_ids": { (*text): text }, "lawful_bases": [{ "basis": text }] })
        })
        .collect();
    let office = Office::with(json!(activities));
    // `run` looks at every byte that comes out.
    for format in ["text", "json", "csv"] {
        office.on_register(["list", "--format", format]).is(0);
        office.on_register(["check", "--format", format]).is(1);
    }
    for (number, text) in HOSTILE.iter().enumerate() {
        let id = format!("hostile{number}");
        office.on_register(["show", &id]).is(0);
        let shown = office.json(["show", &id]);
        assert_eq!(
            (&shown["activity"]["title"], &shown["activity"][text]),
            (&json!(text), &json!(text)),
            "JSON holds the very text"
        );
        office.on_register(["set", &id, &format!("lines[x].{}=y", text.replace('\0', ""))]).is(2);
        office.on_register(["show", &text.replace('\0', "x")]);
        office.on_register(["list", &text.replace('\0', "x")]);
        office.on_register(["check", &text.replace('\0', "x")]);
        office.on_register([text.replace('\0', "x")]);
        office.with_input(["add"], &json!({ (*text): 1 }).to_string()).is(3);
        office.with_input(["add"], &json!([{ "title": { (*text): 1 } }]).to_string()).is(3);
    }
    office.on_register(["show"]).is(0);
    office.on_register(["remove", "hostile0", "--yes"]).is(0);
    for name in ["out.csv", "out.xlsx", "out.json"] {
        office.on_register(["export", "-o", name]);
    }
}

#[cfg(unix)]
#[test]
fn a_file_name_never_acts_on_the_terminal() {
    use std::os::unix::ffi::OsStringExt;
    let names = [
        b"a\x1b]0;title\x07.json".to_vec(),
        b"b\xe2\x80\xae.json".to_vec(),
        b"c\xff\xfe.json".to_vec(),
        b"d\n.json".to_vec(),
    ];
    for name in names.map(std::ffi::OsString::from_vec) {
        let office = Office::new();
        let args = |first: &str| vec![first.into(), "-r".into(), name.clone()];
        office.run(args("list")).refuses(3, ".json");
        office.run(["new".into(), name.clone()]).is(0).says(".json");
        office.run(args("list")).is(1);
        office.run(["export".into(), "-o".into(), name.clone(), "-r".into(), name.clone()]).is(2);
        office.file(&name, "{");
        office.run(args("show")).refuses(3, ".json");
        office.run([name.clone()]).refuses(3, ".json");
    }
}
