//! What only Unix has: permissions, owners, links, pipes and devices.

use std::cell::Cell;
use std::fs::{self, File};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, symlink};
use std::os::unix::net::UnixListener;
use std::path::{Path, PathBuf};
use std::process::Command;

use ropa::shell::store::{Denied, Note, StoreProblem, create_new, read};
use tempfile::TempDir;

use super::odd_disk::OddDisk;
use super::{NEW, OLD, names, register, replace, replace_on};

#[test]
fn permissions_are_kept() {
    for mode in [0o640, 0o664, 0o600, 0o666, 0o200] {
        let (_folder, path, before) = register();
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).unwrap();
        if mode & 0o400 == 0 && File::open(&path).is_err() {
            continue;
        }
        replace(&path, NEW, Some(&before.stamp)).unwrap();
        assert_eq!(fs::metadata(&path).unwrap().mode() & 0o7777, mode);
    }
}

#[test]
fn owner_and_group_are_kept_where_we_may_give_them() {
    let (_folder, path, before) = register();
    if chown(&path, Some(12_345), Some(23_456)).is_err() {
        eprintln!("skipped: only an administrator can give files away");
        return;
    }
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    let saved = replace(&path, NEW, Some(&before.stamp)).unwrap();
    let about = fs::metadata(&path).unwrap();
    assert_eq!((about.uid(), about.gid(), about.mode() & 0o7777), (12_345, 23_456, 0o640));
    assert_eq!(saved.notes, []);
}

#[test]
fn a_temporary_file_is_for_our_own_eyes_while_it_is_written() {
    for there in [true, false] {
        let folder = TempDir::new().unwrap();
        let path = folder.path().join("register.json");
        let stamp = there.then(|| {
            fs::write(&path, OLD).unwrap();
            read(&path).unwrap().stamp
        });
        let mode = Cell::new(0);
        let disk = OddDisk::when(&["write_all"], || {
            let names = names(folder.path());
            let temporary = names.iter().find(|name| name.ends_with(".tmp")).unwrap();
            mode.set(fs::metadata(folder.path().join(temporary)).unwrap().mode() & 0o7777);
        });
        replace_on(&disk, &path, NEW, stamp.as_ref()).unwrap();
        assert_eq!(mode.get(), 0o600);
        // In the end it is as open as the system makes any new file.
        let plain = folder.path().join("plain");
        fs::write(&plain, OLD).unwrap();
        let usual = fs::metadata(&plain).unwrap().mode();
        assert_eq!(fs::metadata(&path).unwrap().mode(), usual);
    }
}

#[test]
fn a_symbolic_link_stays_and_leads_to_the_new_version() {
    let (folder, path, _) = register();
    let elsewhere = TempDir::new().unwrap();
    let first = elsewhere.path().join("first.json");
    let second = elsewhere.path().join("second.json");
    symlink(&path, &first).unwrap();
    symlink("first.json", &second).unwrap();
    let before = read(&second).unwrap();
    assert_eq!(before.path, second);
    assert_eq!(before.real_path, fs::canonicalize(&path).unwrap());
    replace(&second, NEW, Some(&before.stamp)).unwrap();
    assert_eq!(fs::read_link(&second).unwrap(), Path::new("first.json"));
    assert_eq!(fs::read_link(&first).unwrap(), path);
    assert_eq!(fs::read(&path).unwrap(), NEW);
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 2, "lock and temporary file stand at the target");
    assert_eq!(names(folder.path()), ["register.json"]);
}

#[test]
fn links_that_lead_nowhere_or_round_in_a_circle_are_problems() {
    let folder = TempDir::new().unwrap();
    let nowhere = folder.path().join("nowhere.json");
    symlink("missing.json", &nowhere).unwrap();
    let circle = folder.path().join("circle.json");
    symlink("circle.json", &circle).unwrap();
    for path in [nowhere, circle] {
        assert_eq!(read(&path).unwrap_err().exit_code(), 3);
        assert_eq!(create_new(&path, NEW, true).unwrap_err().exit_code(), 5);
        assert_eq!(replace(&path, NEW, None).unwrap_err().exit_code(), 5);
    }
    assert_eq!(names(folder.path()), ["circle.json", "nowhere.json"]);
}

#[test]
fn a_second_name_is_told() {
    let (folder, path, before) = register();
    fs::hard_link(&path, folder.path().join("second.json")).unwrap();
    let saved = replace(&path, NEW, Some(&before.stamp)).unwrap();
    assert_eq!(saved.notes, [Note::SecondName]);
    assert_eq!(fs::read(folder.path().join("second.json")).unwrap(), OLD);
}

#[test]
fn pipes_sockets_and_devices_are_refused_without_waiting() {
    let folder = TempDir::new().unwrap();
    let socket = folder.path().join("socket");
    let _listener = UnixListener::bind(&socket).unwrap();
    let pipe = folder.path().join("pipe");
    let mut paths = vec![socket, PathBuf::from("/dev/zero")];
    if Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        paths.push(pipe.clone());
    } else {
        eprintln!("skipped: there is no mkfifo here");
    }
    for path in &paths {
        let problem = read(path).unwrap_err();
        assert!(matches!(problem, StoreProblem::NotAFile { .. }), "{problem:?}");
        assert_eq!(problem.exit_code(), 3);
        let problem = create_new(path, NEW, true).unwrap_err();
        assert!(matches!(problem, StoreProblem::NotReplaceable { .. }), "{problem:?}");
    }
}

#[test]
fn a_pipe_in_the_place_of_the_lock_does_not_hold_up_a_save() {
    let (folder, path, before) = register();
    let pipe = folder.path().join("~$register.json.lock");
    if !Command::new("mkfifo").arg(&pipe).status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: there is no mkfifo here");
        return;
    }
    assert_eq!(replace(&path, NEW, Some(&before.stamp)).unwrap().notes, [Note::NoLock]);
}

#[test]
fn a_read_only_folder_is_respected() {
    let (folder, path, before) = register();
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o555)).unwrap();
    let attempts =
        [replace(&path, NEW, Some(&before.stamp)), create_new(&folder.path().join("export.csv"), NEW, false)];
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).unwrap();
    for attempt in attempts {
        let problem = attempt.unwrap_err();
        assert!(matches!(problem, StoreProblem::NoPermission { what: Denied::Folder, .. }), "{problem:?}");
        assert_eq!(problem.exit_code(), 5);
    }
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    assert_eq!(fs::read(&path).unwrap(), OLD);
}

#[test]
fn a_name_that_is_no_text_is_read_and_saved() {
    let folder = TempDir::new().unwrap();
    let path = folder.path().join(std::ffi::OsStr::from_bytes(b"reg\xff\xfe.json"));
    if fs::write(&path, OLD).is_err() {
        eprintln!("skipped: this file system takes only text as names");
        return;
    }
    let before = read(&path).unwrap();
    replace(&path, NEW, Some(&before.stamp)).unwrap();
    assert_eq!(fs::read(&path).unwrap(), NEW);
}

#[test]
fn a_relative_link_into_another_folder_stays_and_leads_to_the_new_version() {
    let top = TempDir::new().unwrap();
    for folder in ["shared", "mine"] {
        fs::create_dir(top.path().join(folder)).unwrap();
    }
    let path = top.path().join("shared").join("register.json");
    fs::write(&path, OLD).unwrap();
    let link = top.path().join("mine").join("linked.json");
    symlink("../shared/register.json", &link).unwrap();
    let linked_folder = top.path().join("link to mine");
    symlink("mine", &linked_folder).unwrap();
    for way in [link.clone(), linked_folder.join("linked.json")] {
        fs::write(&path, OLD).unwrap();
        let before = read(&way).unwrap();
        replace(&way, NEW, Some(&before.stamp)).unwrap();
        assert_eq!(fs::read(&path).unwrap(), NEW);
        assert_eq!(fs::read_link(&link).unwrap(), Path::new("../shared/register.json"));
        assert_eq!(fs::read_dir(top.path().join("mine")).unwrap().count(), 1);
    }
}

#[test]
fn named_attributes_are_kept() {
    let (_folder, path, before) = register();
    if xattr::set(&path, "user.department", b"Legal").is_err() {
        eprintln!("skipped: this file system has no named attributes");
        return;
    }
    let saved = replace(&path, NEW, Some(&before.stamp)).unwrap();
    assert_eq!(saved.notes, []);
    assert_eq!(xattr::get(&path, "user.department").unwrap().unwrap(), b"Legal");

    let disk = OddDisk::without("carry_attributes", std::io::ErrorKind::StorageFull);
    let saved = replace_on(&disk, &path, OLD, Some(&saved.stamp)).unwrap();
    assert_eq!(saved.notes, [Note::AttributesNotKept]);
}

/// An access list (POSIX ACL) in the form in which Linux keeps it, of these kinds, permissions and ids.
fn access_list(entries: &[(u16, u16, u32)]) -> Vec<u8> {
    let mut bytes = 2_u32.to_le_bytes().to_vec();
    for (kind, permissions, id) in entries {
        bytes.extend(kind.to_le_bytes());
        bytes.extend(permissions.to_le_bytes());
        bytes.extend(id.to_le_bytes());
    }
    bytes
}

const NOBODY: u32 = u32::MAX;
const LIST: &str = "system.posix_acl_access";
const LIST_OF_FOLDER: &str = "system.posix_acl_default";

/// Owner and user 1001 read and write, the group and everybody else do nothing.
fn list_for_a_colleague() -> Vec<u8> {
    access_list(&[(1, 6, NOBODY), (2, 6, 1001), (4, 0, NOBODY), (16, 6, NOBODY), (32, 0, NOBODY)])
}

#[test]
fn access_lists_are_kept_and_none_is_taken_from_the_folder() {
    let (folder, path, before) = register();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    if xattr::set(folder.path(), LIST_OF_FOLDER, &list_for_a_colleague()).is_err() {
        eprintln!("skipped: this file system has no access lists");
        return;
    }
    // The file has no list, so the one that takes its place has none either, and nor has its lock.
    let saved = replace(&path, NEW, Some(&before.stamp)).unwrap();
    assert_eq!(saved.notes, []);
    for file in [&path, &folder.path().join("~$register.json.lock")] {
        assert_eq!(xattr::get(file, LIST).unwrap(), None, "{}", file.display());
        assert_eq!(fs::metadata(file).unwrap().mode() & 0o7777, 0o640);
    }

    xattr::set(&path, LIST, &list_for_a_colleague()).unwrap();
    let mode = fs::metadata(&path).unwrap().mode();
    let saved = replace(&path, OLD, Some(&saved.stamp)).unwrap();
    assert_eq!(saved.notes, []);
    assert_eq!(xattr::get(&path, LIST).unwrap().unwrap(), list_for_a_colleague());
    assert_eq!(fs::metadata(&path).unwrap().mode(), mode);

    // A new file is for those for whom its folder makes files.
    let new = folder.path().join("new.json");
    create_new(&new, NEW, false).unwrap();
    let plain = folder.path().join("plain.json");
    fs::write(&plain, NEW).unwrap();
    assert_eq!(xattr::get(&new, LIST).unwrap(), xattr::get(&plain, LIST).unwrap());
    assert_eq!(fs::metadata(&new).unwrap().mode(), fs::metadata(&plain).unwrap().mode());
}
