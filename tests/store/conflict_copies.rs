//! Copies that synchronising programs make are known by their names, and our own files are none of them.

use std::fs;

use ropa::shell::store::conflict_copies::Synchroniser::{
    Dropbox, GoogleDrive, ICloud, Nextcloud, OneDrive, OwnCloud, Syncthing,
};
use ropa::shell::store::conflict_copies::{Synchroniser, beside};
use tempfile::TempDir;

const COPIES: [(&str, Synchroniser); 37] = [
    ("register (J Smith's conflicted copy 2026-11-24).json", Dropbox),
    ("register (J Smith’s conflicted copy 2026-11-24).json", Dropbox),
    ("register (J Smith's conflicted copy 2026-11-24 (1)).json", Dropbox),
    ("register (Jane's conflicted copy).json", Dropbox),
    ("register (Jane's conflicted copy) (2).json", Dropbox),
    ("register (PC204's conflicted copy 2026-11-24).json", Dropbox),
    ("register (conflicted copy).json", Dropbox),
    ("register (Case Conflict).json", Dropbox),
    ("register (Case Conflict 1).json", Dropbox),
    ("Register (Case Conflict).json", Dropbox),
    ("register (Selective Sync Conflict).json", Dropbox),
    ("register (Unicode Encoding Conflict).json", Dropbox),
    ("register (Whitespace Conflict).json", Dropbox),
    ("register-PC204.json", OneDrive),
    ("register-PC204.JSON", OneDrive),
    ("register-PC204-2.json", OneDrive),
    ("register-DESKTOP-AB12CD.json", OneDrive),
    ("register-DESKTOP-AB12CD7-2.json", OneDrive),
    ("register-LAPTOP (1).json", OneDrive),
    ("register-LAPTOP.json", OneDrive),
    ("register-Janes-MacBook-Pro.json", OneDrive),
    ("register.sync-conflict-20261124-104207-ABCDEFG.json", Syncthing),
    ("register.sync-conflict-20261124-104207-A2CD7FG.json", Syncthing),
    ("register.sync-conflict-20261124-104207.json", Syncthing),
    ("register (conflicted copy 2026-11-24 104207).json", Nextcloud),
    ("register (conflicted copy J Smith 2026-11-24 104207).json", Nextcloud),
    ("register (conflicted copy 2026-11-24 104207) (1).json", Nextcloud),
    ("register_conflict-20261124-104207.json", OwnCloud),
    ("register_conflict-jsmith-20261124-104207.json", OwnCloud),
    ("register (1).json", GoogleDrive),
    ("register (12).json", GoogleDrive),
    ("register (Conflict).json", GoogleDrive),
    ("register[Conflict].json", GoogleDrive),
    ("register [conflict].json", GoogleDrive),
    ("register 2.json", ICloud),
    ("register 3.json", ICloud),
    ("register 12.json", ICloud),
];

const OTHERS: [&str; 34] = [
    "register.json",
    "register-2026-11-24.json",
    "register-2026-11-24 (1).json",
    "register.history.jsonl",
    "register.history-PC204.jsonl",
    "register.unsaved-20261124-104207.json",
    "register.unsaved-20261124-104207-2.json",
    "~$register.json.lock",
    "~$register.json.ab2cd3ef.tmp",
    "register-PC204.xlsx",
    "register (1).csv",
    "register-old.json",
    "register-OLD.json",
    "register-FINAL.json",
    "register-HR.json",
    "register-a name much longer than that of any computer.json",
    "register-THISISNOCOMPUTERATALL.json",
    "register 1.json",
    "register 02.json",
    "register 2026.json",
    "register 2026-11-24.json",
    "register (2026).json",
    "register (old).json",
    "register ().json",
    "register(1).json",
    "registers (1).json",
    "our register (1).json",
    "reg.json",
    "register.sync-conflict-yesterday.json",
    "register.sync-conflict-20261124-104207-short.json",
    "register_conflict-.json",
    "register (conflict of interest).json",
    "register é2.json",
    "registe\u{301} 2.json",
];

#[test]
fn conflict_copies_are_known_by_their_names_and_other_files_are_none() {
    let folder = TempDir::new().unwrap();
    for name in COPIES.iter().map(|(name, _)| name).chain(&OTHERS) {
        fs::write(folder.path().join(name), "{}").unwrap();
    }
    fs::create_dir(folder.path().join("register (3).json")).unwrap();
    let found = beside(&folder.path().join("register.json"));
    let mut expected: Vec<_> = COPIES.iter().map(|(name, made_by)| (folder.path().join(name), *made_by)).collect();
    expected.sort_by(|left, right| left.0.cmp(&right.0));
    let found: Vec<_> = found.into_iter().map(|copy| (copy.path, copy.made_by)).collect();
    assert_eq!(found, expected);
}

#[test]
fn copies_of_other_names_are_found_too() {
    let cases = [
        ("Cofrestr Môn.json", "Cofrestr Mo\u{302}n (1).json"),
        ("Cofrestr Môn.json", "Cofrestr Môn-PC204.json"),
        ("council.v2.json", "council.v2 (Jane's conflicted copy).json"),
        ("register", "register (1)"),
        ("register", "register.sync-conflict-20261124-104207-ABCDEFG"),
        (".json", ".json (1)"),
        ("register (1).json", "register (1) (2).json"),
    ];
    for (original, copy) in cases {
        let folder = TempDir::new().unwrap();
        for name in [original, copy] {
            fs::write(folder.path().join(name), "{}").unwrap();
        }
        let found = beside(&folder.path().join(original));
        assert_eq!(found.iter().map(|copy| copy.path.clone()).collect::<Vec<_>>(), [folder.path().join(copy)]);
    }
    assert_eq!(beside(&TempDir::new().unwrap().path().join("nowhere").join("register.json")), []);
}

#[test]
fn every_synchroniser_has_a_name_of_its_own() {
    let all = [Dropbox, OneDrive, Syncthing, Nextcloud, OwnCloud, GoogleDrive, ICloud];
    let names: std::collections::BTreeSet<_> = all.iter().map(|made_by| made_by.name()).collect();
    assert_eq!(names.len(), all.len());
}

#[cfg(unix)]
#[test]
fn copies_are_looked_for_beside_the_file_behind_links() {
    let [shared, mine] = [TempDir::new().unwrap(), TempDir::new().unwrap()];
    for name in ["register.json", "register-PC204.json"] {
        fs::write(shared.path().join(name), "{}").unwrap();
    }
    let link = mine.path().join("my link.json");
    std::os::unix::fs::symlink(shared.path().join("register.json"), &link).unwrap();
    let found = beside(&link);
    assert_eq!(found.len(), 1);
    assert!(found[0].path.ends_with("register-PC204.json"));
}
