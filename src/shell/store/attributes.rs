//! What a file carries besides its bytes and permissions: access lists and named attributes, where the system has them.

use std::fs::File;
use std::io;
use std::path::Path;

#[cfg(unix)]
use xattr::FileExt;

/// The attribute in which Linux keeps a file's access list (a POSIX ACL).
#[cfg(unix)]
const ACCESS_LIST: &str = "system.posix_acl_access";

/// Attributes that the system makes for the very bytes of a file: on other bytes they would be wrong.
#[cfg(unix)]
const OF_THE_BYTES: [&str; 3] = ["security.ima", "security.evm", "security.capability"];

/// The access list of a file; nothing where it has none, or where there are none here.
#[cfg(unix)]
pub(super) fn access_list(path: &Path) -> io::Result<Option<Vec<u8>>> {
    match xattr::get(path, ACCESS_LIST) {
        Err(cause) if is_not_for_us(&cause) => Ok(None),
        list => list,
    }
}

/// Takes away the access list that a new file got from its folder. Answers whether it has none now.
#[cfg(unix)]
pub(super) fn remove_access_list(file: &File) -> bool {
    match file.get_xattr(ACCESS_LIST) {
        Ok(Some(_)) => file.remove_xattr(ACCESS_LIST).is_ok(),
        Ok(None) => true,
        Err(cause) => is_not_for_us(&cause),
    }
}

/// Gives a file an access list. Answers whether it has it now.
#[cfg(unix)]
pub(super) fn set_access_list(file: &File, list: &[u8]) -> bool {
    file.set_xattr(ACCESS_LIST, list).is_ok()
}

/// Copies the named attributes of one file to another: those of people and programs (`user.`), which are an error when
/// they cannot be kept, and the system's own as far as it lets us.
#[cfg(unix)]
pub(super) fn carry(from: &Path, to: &File) -> io::Result<()> {
    let names = match xattr::list(from) {
        Err(cause) if is_not_for_us(&cause) => return Ok(()),
        names => names?,
    };
    let mut done = Ok(());
    for name in names {
        let text = name.to_string_lossy();
        // Elsewhere than on Linux names have no beginnings, and some of the system's own cannot be set.
        let is_a_persons = text.starts_with("user.");
        let is_carried = is_a_persons || text.starts_with("security.") || cfg!(not(target_os = "linux"));
        if !is_carried || OF_THE_BYTES.contains(&text.as_ref()) {
            continue;
        }
        let copied = xattr::get(from, &name).and_then(|value| match value {
            Some(value) if to.get_xattr(&name).ok().flatten().as_ref() != Some(&value) => to.set_xattr(&name, &value),
            _ => Ok(()),
        });
        if is_a_persons && done.is_ok() {
            done = copied;
        }
    }
    done
}

/// Elsewhere there are none that we know of.
#[cfg(not(unix))]
pub(super) fn carry(_from: &Path, _to: &File) -> io::Result<()> {
    Ok(())
}

/// Whether the file system has no such thing, or does not show it to us.
#[cfg(unix)]
fn is_not_for_us(cause: &io::Error) -> bool {
    matches!(cause.kind(), io::ErrorKind::Unsupported | io::ErrorKind::InvalidInput | io::ErrorKind::PermissionDenied)
}
