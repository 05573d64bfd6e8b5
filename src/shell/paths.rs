//! Where the program keeps what is the user's, by the customs of each system.

use directories::{ProjectDirs, UserDirs};
use std::path::{Path, PathBuf};

/// The environment's way to name the register.
pub const REGISTER_VARIABLE: &str = "ROPA_REGISTER";

/// The register that the environment names.
pub fn named_register() -> Option<PathBuf> {
    std::env::var_os(REGISTER_VARIABLE).filter(|path| !path.is_empty()).map(PathBuf::from)
}

/// The register that is opened where none is named; `None` where the user has no folder of their own.
pub fn default_register() -> Option<PathBuf> {
    Some(data_folder()?.join("register.json"))
}

/// The program's folder in the user's data: `~/.local/share/ropa`, `~/Library/Application Support/ropa`, `%APPDATA%\ropa\data`.
pub fn data_folder() -> Option<PathBuf> {
    Some(ProjectDirs::from("", "", "ropa")?.data_dir().to_path_buf())
}

/// The person's folder for settings and for templates of their own: `~/.config/ropa`, `~/Library/Application Support/ropa`,
/// `%APPDATA%\ropa\config`.
pub fn settings_folder() -> Option<PathBuf> {
    Some(ProjectDirs::from("", "", "ropa")?.config_dir().to_path_buf())
}

/// The folder that exports are offered for, with its separator at the end: the person's documents, else the folder one is in.
pub fn export_folder() -> String {
    let folder =
        UserDirs::new().and_then(|dirs| dirs.document_dir().map(PathBuf::from)).filter(|folder| folder.is_dir());
    let folder = folder.or_else(|| std::env::current_dir().ok());
    folder.map_or_else(String::new, |folder| format!("{}{}", folder.display(), std::path::MAIN_SEPARATOR))
}

/// Whether a file stands on a share, as far as the system tells: then it is looked at less often.
pub fn is_far(path: &Path) -> bool {
    const SHARES: [&str; 12] = [
        "nfs",
        "nfs4",
        "cifs",
        "smb3",
        "smbfs",
        "9p",
        "afs",
        "ceph",
        "davfs",
        "fuse.davfs",
        "fuse.sshfs",
        "fuse.rclone",
    ];
    let full = std::fs::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let name = full.to_string_lossy();
    if name.starts_with(r"\\?\UNC\") || (name.starts_with(r"\\") && !name.starts_with(r"\\?\")) {
        return true;
    }
    // Linux says of what kind the file system is that holds a folder; the longest one that holds the file counts.
    let mounts = std::fs::read_to_string("/proc/self/mounts").unwrap_or_default();
    let holding = mounts.lines().filter_map(|line| {
        let mut parts = line.split(' ').skip(1);
        let (folder, kind) = (parts.next()?.replace("\\040", " "), parts.next()?);
        full.starts_with(&folder).then_some((folder.len(), kind))
    });
    holding.max_by_key(|(length, _)| *length).is_some_and(|(_, kind)| SHARES.contains(&kind))
}

/// Whether the terminal shows more than ASCII, as its environment says. Windows terminals always do.
pub fn speaks_unicode() -> bool {
    if cfg!(windows) {
        return true;
    }
    let set = ["LC_ALL", "LC_CTYPE", "LANG"]
        .iter()
        .find_map(|name| std::env::var(name).ok().filter(|value| !value.is_empty()));
    let locale = set.unwrap_or_default().to_lowercase();
    let dumb = std::env::var("TERM").is_ok_and(|term| term == "vt100" || term == "dumb");
    (locale.contains("utf-8") || locale.contains("utf8")) && !dumb
}
