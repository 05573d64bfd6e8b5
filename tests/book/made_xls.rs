//! Workbooks of Excel 97, record by record and sector by sector, so that each can be wrong in just one thing.

/// The sector that ends a chain, and one that is free.
const END: u32 = 0xFFFF_FFFE;
const FREE: u32 = 0xFFFF_FFFF;

/// Records of a sheet, each with its kind.
type Records = Vec<(u16, Vec<u8>)>;

/// The records of a workbook.
#[derive(Clone, Debug, Default)]
pub struct MadeXls {
    /// The records of all sheets, before the list of sheets.
    pub globals: Vec<(u16, Vec<u8>)>,
    /// The sheets: name, how it is hidden, the records inside.
    pub sheets: Vec<(String, u8, Records)>,
}

impl MadeXls {
    /// A workbook with one sheet.
    pub fn sheet(records: Vec<(u16, Vec<u8>)>) -> Self {
        MadeXls { globals: Vec::new(), sheets: vec![("Register".into(), 0, records)] }
    }

    /// The stream of records.
    pub fn stream(&self) -> Vec<u8> {
        let bodies: Vec<Vec<u8>> = self
            .sheets
            .iter()
            .map(|(_, _, records)| {
                let mut body = record(0x0809, &beginning(0x0010));
                body.extend(records.iter().flat_map(|(kind, bytes)| record(*kind, bytes)));
                body.extend(record(0x000A, &[]));
                body
            })
            .collect();
        let mut globals = record(0x0809, &beginning(0x0005));
        globals.extend(self.globals.iter().flat_map(|(kind, bytes)| record(*kind, bytes)));
        let listed: usize = self.sheets.iter().map(|(name, _, _)| 4 + 8 + name.len()).sum();
        let mut start = globals.len() + listed + 4;
        for ((name, hidden, _), body) in self.sheets.iter().zip(&bodies) {
            let mut bytes = u32::try_from(start).unwrap().to_le_bytes().to_vec();
            bytes.extend([*hidden, 0, u8::try_from(name.len()).unwrap(), 0]);
            bytes.extend(name.bytes());
            globals.extend(record(0x0085, &bytes));
            start += body.len();
        }
        globals.extend(record(0x000A, &[]));
        globals.into_iter().chain(bodies.into_iter().flatten()).collect()
    }

    /// The file.
    pub fn bytes(&self) -> Vec<u8> {
        compound("Workbook", &self.stream())
    }
}

/// A compound file with one stream: short ones stand in small sectors.
pub fn compound(name: &str, stream: &[u8]) -> Vec<u8> {
    let is_small = stream.len() < 4_096;
    let (unit, sectors) = if is_small { (64, stream.len().div_ceil(64)) } else { (512, stream.len().div_ceil(512)) };
    let data_sectors = (sectors * unit).div_ceil(512);
    let small_sectors = if is_small { (sectors * 4).div_ceil(512) } else { 0 };
    // Tables of sectors first, then the folder, the table of small sectors, the data.
    let mut tables = 1;
    while tables * 128 < tables + 1 + small_sectors + data_sectors {
        tables += 1;
    }
    assert!(tables <= 109, "too long for this simple file");
    let (folder, small_table) = (tables, tables + 1);
    let data = small_table + small_sectors;
    let mut next: Vec<u32> = vec![0xFFFF_FFFD; tables];
    next.push(END);
    chain(&mut next, small_sectors);
    chain(&mut next, data_sectors);
    next.resize(tables * 128, FREE);

    let mut file = vec![0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];
    file.resize(24, 0);
    for number in [0x003E_u16, 3, 0xFFFE, 9, 6] {
        file.extend(number.to_le_bytes());
    }
    file.resize(44, 0);
    let small_start = if small_sectors > 0 { small_table as u32 } else { END };
    for number in [tables as u32, folder as u32, 0, 4_096, small_start, small_sectors as u32, END, 0] {
        file.extend(number.to_le_bytes());
    }
    for table in 0..109 {
        file.extend(if table < tables { table as u32 } else { FREE }.to_le_bytes());
    }
    file.extend(next.iter().flat_map(|number| number.to_le_bytes()));
    let (root, length) = if is_small { (data as u32, data_sectors * 512) } else { (END, 0) };
    let mut entries = entry("Root Entry", 5, root, length);
    entries.extend(entry(name, 2, if is_small { 0 } else { data as u32 }, stream.len()));
    entries.resize(512, 0);
    file.extend(entries);
    if is_small {
        let mut small = Vec::new();
        chain(&mut small, sectors);
        let mut small: Vec<u32> = small.iter().map(|next| if *next == END { END } else { *next }).collect();
        small.resize(small_sectors * 128, FREE);
        file.extend(small.iter().flat_map(|number| number.to_le_bytes()));
    }
    file.extend(stream);
    file.resize((data + data_sectors + 1) * 512, 0);
    file
}

/// A record.
pub fn record(kind: u16, bytes: &[u8]) -> Vec<u8> {
    let mut record = kind.to_le_bytes().to_vec();
    record.extend(u16::try_from(bytes.len()).unwrap().to_le_bytes());
    record.extend(bytes);
    record
}

/// The head of a cell: row, column, style.
pub fn at(row: u16, column: u16, style: u16) -> Vec<u8> {
    [row, column, style].iter().flat_map(|number| number.to_le_bytes()).collect()
}

/// A record of a text cell.
pub fn label(row: u16, column: u16, text: &str) -> (u16, Vec<u8>) {
    let mut bytes = at(row, column, 0);
    bytes.extend(wide(text));
    (0x0204, bytes)
}

/// A text in two bytes a letter with its length before it.
pub fn wide(text: &str) -> Vec<u8> {
    let letters: Vec<u16> = text.encode_utf16().collect();
    let mut bytes = u16::try_from(letters.len()).unwrap().to_le_bytes().to_vec();
    bytes.push(1);
    bytes.extend(letters.iter().flat_map(|letter| letter.to_le_bytes()));
    bytes
}

fn beginning(kind: u16) -> Vec<u8> {
    let mut bytes: Vec<u8> = [0x0600, kind].iter().flat_map(|number| number.to_le_bytes()).collect();
    bytes.resize(16, 0);
    bytes
}

/// Adds a chain of sectors that stand one behind the other.
fn chain(next: &mut Vec<u32>, sectors: usize) {
    for index in 0..sectors {
        let behind = next.len() as u32 + 1;
        next.push(if index + 1 == sectors { END } else { behind });
    }
}

fn entry(name: &str, kind: u8, start: u32, length: usize) -> Vec<u8> {
    let mut bytes: Vec<u8> = name.encode_utf16().flat_map(|letter| letter.to_le_bytes()).collect();
    let used = u16::try_from(bytes.len() + 2).unwrap();
    bytes.resize(64, 0);
    bytes.extend(used.to_le_bytes());
    bytes.extend([kind, 1]);
    bytes.extend([0xFF; 12]);
    bytes.resize(116, 0);
    bytes.extend(start.to_le_bytes());
    bytes.extend(u32::try_from(length).unwrap().to_le_bytes());
    bytes.resize(128, 0);
    bytes
}
