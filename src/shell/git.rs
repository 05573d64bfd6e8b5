//! Git, asked through its own program: what a repository holds, and its settings. Nothing here goes over a network.

use std::ffi::{OsStr, OsString};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// A repository, by a folder in it.
#[derive(Clone, Debug)]
pub struct Git {
    folder: PathBuf,
}

/// Why git did not answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum GitProblem {
    /// There is no git on this computer.
    NotInstalled,
    /// The folder is in no repository that has files of its own.
    NoRepository,
    /// Git would not do it.
    Refused,
}

impl Git {
    /// The repository that a folder is in, by its topmost folder. A linked work tree or a submodule has its own.
    ///
    /// # Errors
    /// There is no git, or no repository there.
    pub fn of(folder: &Path) -> Result<Git, GitProblem> {
        let here = Git { folder: folder.to_path_buf() };
        let mut top = here.ask(["rev-parse", "--show-toplevel"]).map_err(|problem| match problem {
            GitProblem::Refused => GitProblem::NoRepository,
            other => other,
        })?;
        while top.last().is_some_and(|byte| matches!(byte, b'\n' | b'\r')) {
            top.pop();
        }
        if top.is_empty() { Err(GitProblem::NoRepository) } else { Ok(Git { folder: PathBuf::from(as_path(&top)) }) }
    }

    /// The topmost folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The three states that git keeps of a file which it could not merge: before, yours, theirs. `None` where there is no
    /// such; the whole answer is `None` where yours and theirs are not both there.
    pub fn stages(file: &Path) -> Option<[Option<Vec<u8>>; 3]> {
        let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let git = Git { folder: folder.to_path_buf() };
        let stage = |number: u8| {
            let mut name = OsString::from(format!(":{number}:./"));
            name.push(file.file_name()?);
            git.ask([OsStr::new("cat-file"), OsStr::new("blob"), &name]).ok()
        };
        let (base, yours, theirs) = (stage(1), stage(2)?, stage(3)?);
        Some([base, Some(yours), Some(theirs)])
    }

    /// The files of the repository, tracked or new, as paths below its topmost folder. What is to be ignored is left out.
    ///
    /// # Errors
    /// Git would not tell.
    pub fn files(&self) -> Result<Vec<Vec<u8>>, GitProblem> {
        let listed = self.ask(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])?;
        let mut files: Vec<Vec<u8>> =
            listed.split(|byte| *byte == 0).filter(|name| !name.is_empty()).map(<[u8]>::to_vec).collect();
        files.sort();
        files.dedup();
        Ok(files)
    }

    /// What is set for a path: the values of attributes, in their order.
    ///
    /// # Errors
    /// Git would not tell.
    pub fn attributes(&self, path: &[u8], names: &[&str]) -> Result<Vec<String>, GitProblem> {
        let path = as_path(path);
        let args = ["check-attr", "-z"].iter().chain(names).map(OsStr::new).chain([OsStr::new("--"), &path]);
        let told = self.ask(args)?;
        let mut parts = told.split(|byte| *byte == 0);
        let mut values = Vec::new();
        while let (Some(_), Some(_), Some(value)) = (parts.next(), parts.next(), parts.next()) {
            values.push(String::from_utf8_lossy(value).into_owned());
        }
        Ok(values)
    }

    /// Whether git leaves a file out of account.
    pub fn ignores(&self, path: &str) -> bool {
        self.ask(["check-ignore", "--quiet", "--", path]).is_ok()
    }

    /// The file in which this repository, for itself alone, names what is left out of account.
    ///
    /// # Errors
    /// Git would not tell.
    pub fn exclude_file(&self) -> Result<PathBuf, GitProblem> {
        let told = self.ask(["rev-parse", "--git-path", "info/exclude"])?;
        Ok(self.folder.join(as_path(told.trim_ascii_end())))
    }

    /// A setting of this repository; `None` where there is none.
    pub fn setting(&self, key: &str) -> Option<String> {
        let told = self.ask(["config", "--local", "--get", key]).ok()?;
        let text = String::from_utf8_lossy(&told).into_owned();
        Some(text.strip_suffix('\n').map_or(text.clone(), str::to_owned))
    }

    /// Sets a setting of this repository.
    ///
    /// # Errors
    /// Git would not.
    pub fn set(&self, key: &str, value: &str) -> Result<(), GitProblem> {
        self.ask(["config", "--local", "--replace-all", key, value]).map(|_| ())
    }

    /// What git answers; it asks nobody anything.
    fn ask<A: AsRef<OsStr>>(&self, args: impl IntoIterator<Item = A>) -> Result<Vec<u8>, GitProblem> {
        let mut git = Command::new("git");
        git.arg("-C").arg(&self.folder).args(args).stdin(Stdio::null()).stderr(Stdio::null());
        let output = git.env("GIT_OPTIONAL_LOCKS", "0").output().map_err(|cause| match cause.kind() {
            ErrorKind::NotFound => GitProblem::NotInstalled,
            _ => GitProblem::Refused,
        })?;
        if output.status.success() { Ok(output.stdout) } else { Err(GitProblem::Refused) }
    }
}

/// A path as git gives it.
#[cfg(unix)]
pub(crate) fn as_path(bytes: &[u8]) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec())
}

/// A path as git gives it: UTF-8.
#[cfg(not(unix))]
pub(crate) fn as_path(bytes: &[u8]) -> OsString {
    OsString::from(String::from_utf8_lossy(bytes).into_owned())
}
