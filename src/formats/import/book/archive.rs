//! The zip archive of a workbook, opened only after every part of it was unpacked once, counted and checked.

use super::bounds::{MOST_PARTS, MOST_UNPACKED};
use super::why::Why;
use crate::formats::other_kind::OtherKind;
use std::io::{Cursor, Read};
use zip::ZipArchive;
use zip::result::ZipError;

/// A checked archive.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    names: Vec<String>,
}

impl<'a> Archive<'a> {
    /// Opens the archive, and unpacks each part once into nothing: more bytes than an import may have, a checksum that is wrong,
    /// a part that stands twice or one behind a password end it here.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Why> {
        let damaged = || Why::new("book.damaged-archive");
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| damaged())?;
        if zip.len() > MOST_PARTS {
            return Err(Why::new("book.too-many-parts"));
        }
        if zip.has_duplicate_names() {
            return Err(Why::new("book.part-twice"));
        }
        let mut names = Vec::new();
        let mut left = MOST_UNPACKED;
        for index in 0..zip.len() {
            let part = zip.by_index(index).map_err(|problem| match problem {
                ZipError::UnsupportedArchive(why) if why == ZipError::PASSWORD_REQUIRED => Why::new("book.password"),
                _ => damaged(),
            })?;
            let name = part.name().map_err(|_| damaged())?.into_owned();
            let taken = std::io::copy(&mut part.take(left + 1), &mut std::io::sink())
                .map_err(|_| Why::new("book.damaged-part").with("part", &name))?;
            left = left.checked_sub(taken).ok_or_else(|| Why::new("book.bomb"))?;
            names.push(name);
        }
        if OtherKind::of(bytes) == Some(OtherKind::WordDocument) {
            return Err(Why::new("book.other").with("kind", OtherKind::WordDocument.name()));
        }
        Ok(Archive { zip, names })
    }

    /// A part to be read from its beginning, by its name whatever its capitals; none where there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<impl Read + '_>, Why> {
        let same = |known: &&String| known.replace('\\', "/").eq_ignore_ascii_case(name);
        let Some(index) = self.names.iter().position(|known| same(&known)) else {
            return Ok(None);
        };
        self.zip.by_index(index).map(Some).map_err(|_| Why::new("book.damaged-part").with("part", name))
    }
}
