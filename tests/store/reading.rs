//! What is no file to read is refused at once, with a reason.

use std::fs::{self, File};
use std::io::ErrorKind;
use std::path::Path;

use ropa::shell::store::{Denied, StoreProblem, create_new, read, read_on};
use tempfile::TempDir;

use super::odd_disk::OddDisk;
use super::{NEW, OLD, register};

#[test]
fn what_is_no_file_to_read_is_refused_at_once() {
    let folder = TempDir::new().unwrap();
    let missing = read(&folder.path().join("nowhere.json")).unwrap_err();
    assert!(matches!(missing, StoreProblem::Missing { .. }), "{missing:?}");
    let missing = read(Path::new("")).unwrap_err();
    assert!(matches!(missing, StoreProblem::Missing { .. }), "{missing:?}");
    let inside_a_file = folder.path().join("file");
    fs::write(&inside_a_file, OLD).unwrap();
    let missing = read(&inside_a_file.join("register.json")).unwrap_err();
    assert!(matches!(missing, StoreProblem::Missing { .. }), "{missing:?}");
    let is_folder = read(folder.path()).unwrap_err();
    assert!(matches!(is_folder, StoreProblem::Folder { .. }), "{is_folder:?}");
    let not_replaced = create_new(folder.path(), NEW, true).unwrap_err();
    assert!(matches!(not_replaced, StoreProblem::NotReplaceable { .. }), "{not_replaced:?}");
    for problem in [missing, is_folder] {
        assert_eq!(problem.exit_code(), 3);
    }
}

#[test]
fn a_file_too_large_is_refused_before_it_is_read() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join("large.json");
    File::create(&path).unwrap().set_len(2 * 1024 * 1024 * 1024 + 1).unwrap();
    let disk = OddDisk::real();
    let problem = read_on(&disk, &path).unwrap_err();
    assert!(matches!(problem, StoreProblem::TooLarge { .. }), "{problem:?}");
    assert!(!disk.asked.borrow().contains(&"read"));
}

#[test]
fn a_share_that_goes_away_while_reading_is_a_problem_with_a_reason() {
    let (_folder, path, _) = register();
    for (at, fault) in [(0, ErrorKind::StaleNetworkFileHandle), (2, ErrorKind::TimedOut)] {
        let problem = read_on(&OddDisk::faulty(at, fault), &path).unwrap_err();
        assert_eq!(problem.exit_code(), 3);
        assert!(problem.sentence().contains("The network drive does not answer"), "{problem}");
    }
    let problem = read_on(&OddDisk::faulty(0, ErrorKind::PermissionDenied), &path).unwrap_err();
    assert!(matches!(problem, StoreProblem::NoPermission { what: Denied::Reading, .. }), "{problem:?}");
    assert_eq!(problem.exit_code(), 3);
}
