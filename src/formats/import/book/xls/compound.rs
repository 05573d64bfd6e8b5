//! The compound file of Office before 2007: a small file system of sectors in chains. No chain is followed twice round.

use crate::formats::import::book::why::Why;
use encoding_rs::UTF_16LE;

/// A compound file whose tables are read.
pub(super) struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// The sector behind each sector.
    next: Vec<u32>,
    /// The small sectors: their own bytes, and the small sector behind each.
    small: Vec<u8>,
    small_next: Vec<u32>,
    entries: Vec<Entry>,
}

/// One stream or folder of it.
struct Entry {
    name: String,
    start: u32,
    length: usize,
}

/// From this number on a sector is none: the end of a chain, or a mark.
const NO_SECTOR: u32 = 0xFFFF_FFFA;

/// The bytes of a small sector.
const SMALL_SECTOR: usize = 64;

/// Streams below this length stand in small sectors.
const SMALL_STREAM: usize = 4_096;

impl<'a> Compound<'a> {
    /// Reads the tables of a compound file.
    pub(super) fn open(bytes: &'a [u8]) -> Result<Self, Why> {
        let sector = match number_16(bytes, 30) {
            Some(9) => 512,
            Some(12) => 4_096,
            _ => return Err(damaged()),
        };
        let mut file = Compound {
            bytes,
            sector,
            next: Vec::new(),
            small: Vec::new(),
            small_next: Vec::new(),
            entries: Vec::new(),
        };
        file.next = file.read_next()?;
        let folder = file.chain(header(bytes, 48)?)?;
        file.entries = folder.chunks_exact(128).filter_map(entry).collect();
        let root = file.entries.first().map(|root| root.start).ok_or_else(damaged)?;
        if header(bytes, 64)? > 0 {
            file.small = file.chain(root)?;
            file.small_next = numbers(&file.chain(header(bytes, 60)?)?);
        }
        Ok(file)
    }

    /// Whether there is a stream or folder of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.entries.iter().any(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    /// The bytes of a stream; none where there is none.
    pub(super) fn stream(&self, name: &str) -> Result<Option<Vec<u8>>, Why> {
        let Some(entry) = self.entries.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)) else {
            return Ok(None);
        };
        let mut stream =
            if entry.length < SMALL_STREAM { self.small_chain(entry.start)? } else { self.chain(entry.start)? };
        if stream.len() < entry.length {
            return Err(damaged());
        }
        stream.truncate(entry.length);
        Ok(Some(stream))
    }

    /// The table of sectors, whose own sectors the head of the file and a chain of further sectors list.
    fn read_next(&self) -> Result<Vec<u32>, Why> {
        let all = self.bytes.len() / self.sector + 1;
        let mut listed = numbers(self.bytes.get(76..512).ok_or_else(damaged)?);
        let mut further = header(self.bytes, 68)?;
        let mut steps = 0;
        while further < NO_SECTOR {
            steps += 1;
            let mut numbers = numbers(self.at(further)?);
            further = numbers.pop().ok_or_else(damaged)?;
            listed.extend(numbers);
            if steps > all {
                return Err(damaged());
            }
        }
        listed.retain(|sector| *sector < NO_SECTOR);
        if listed.len() > all {
            return Err(damaged());
        }
        let mut next = Vec::new();
        for sector in listed {
            next.extend(numbers(self.at(sector)?));
        }
        Ok(next)
    }

    /// The bytes of one sector; the last of a file may be short.
    fn at(&self, sector: u32) -> Result<&'a [u8], Why> {
        let start = usize::try_from(sector).ok().and_then(|sector| (sector + 1).checked_mul(self.sector));
        let rest =
            start.and_then(|start| self.bytes.get(start..)).filter(|rest| !rest.is_empty()).ok_or_else(damaged)?;
        Ok(rest.get(..self.sector).unwrap_or(rest))
    }

    fn chain(&self, start: u32) -> Result<Vec<u8>, Why> {
        let most = self.bytes.len() / self.sector + 1;
        follow(start, &self.next, most, |sector| self.at(sector))
    }

    fn small_chain(&self, start: u32) -> Result<Vec<u8>, Why> {
        let at = |sector: u32| {
            let start = usize::try_from(sector).ok().and_then(|sector| sector.checked_mul(SMALL_SECTOR));
            start.and_then(|start| self.small.get(start..start + SMALL_SECTOR)).ok_or_else(damaged)
        };
        follow(start, &self.small_next, self.small.len() / SMALL_SECTOR, at)
    }
}

/// The bytes of a chain of sectors. One that is longer than the file has sectors goes round in a ring.
fn follow<'b>(
    start: u32,
    next: &[u32],
    most: usize,
    at: impl Fn(u32) -> Result<&'b [u8], Why>,
) -> Result<Vec<u8>, Why> {
    let mut bytes = Vec::new();
    let mut sector = start;
    let mut steps = 0;
    while sector < NO_SECTOR {
        steps += 1;
        if steps > most {
            return Err(damaged());
        }
        bytes.extend_from_slice(at(sector)?);
        sector = usize::try_from(sector).ok().and_then(|sector| next.get(sector)).copied().ok_or_else(damaged)?;
    }
    Ok(bytes)
}

/// One entry of the folder; none where it is not used.
fn entry(bytes: &[u8]) -> Option<Entry> {
    let length = usize::from(number_16(bytes, 64)?).min(64).checked_sub(2)?;
    let name = UTF_16LE.decode_without_bom_handling(bytes.get(..length)?).0.into_owned();
    let size = usize::try_from(header(bytes, 120).ok()?).ok()?;
    Some(Entry { name, start: header(bytes, 116).ok()?, length: size })
}

fn number_16(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..)?.first_chunk().copied().map(u16::from_le_bytes)
}

/// A number of four bytes at a fixed place.
fn header(bytes: &[u8], at: usize) -> Result<u32, Why> {
    bytes.get(at..).and_then(|rest| rest.first_chunk()).copied().map(u32::from_le_bytes).ok_or_else(damaged)
}

fn numbers(bytes: &[u8]) -> Vec<u32> {
    bytes.as_chunks().0.iter().copied().map(u32::from_le_bytes).collect()
}

fn damaged() -> Why {
    Why::new("book.damaged-xls")
}
