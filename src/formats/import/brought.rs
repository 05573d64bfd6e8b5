//! What a file brought: drafts of activities, where each came from, and all that wants an officer's eye.

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::organisation::{Organisation, Vocabulary};
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;
use std::sync::Arc;

/// What one file brought, before anything is added.
#[derive(Clone, Debug, Default)]
pub struct Brought {
    /// The file and how it was read.
    pub source: Source,
    /// What each column went to, left to right; empty for a notice.
    pub mapping: Vec<Matched>,
    /// What the file says of the organisation; members that it does not say are absent.
    pub organisation: Option<Organisation>,
    /// The words that the file's own lists hold, where it is a register.
    pub vocabulary: Option<Arc<Vocabulary>>,
    /// The activities, in the order of the file.
    pub drafts: Vec<Draft>,
    /// Rows that hold no activity, each with the reason.
    pub skipped: Vec<Skipped>,
    /// Values that were brought but want an officer's eye.
    pub looks: Vec<Look>,
    /// What the file does not say that a record needs, for a notice: a field with the reason in words.
    pub gaps: Vec<Gap>,
}

/// The file and how it was read.
#[derive(Clone, Debug, Default)]
pub struct Source {
    /// The name of the file.
    pub file: Text,
    /// What it was taken for.
    pub kind: Kind,
    /// The sheet that was read.
    pub sheet: Option<Text>,
    /// How its text was written, such as `windows-1252`.
    pub encoding: Option<&'static str>,
    /// The row of the headings, counted from 1.
    pub heading_row: Option<usize>,
}

/// What a file is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Kind {
    /// A spreadsheet of somebody's own layout.
    #[default]
    Sheet,
    /// The regulator's controller template, or one of its sheets as this program writes them.
    RegulatorTemplate,
    /// LG Inform Plus.
    LgInform,
    /// The workbook of CISO Assistant.
    CisoAssistant,
    /// A Fides manifest (YAML).
    FidesManifest,
    /// A Fides data map (JSON or CSV).
    FidesDatamap,
    /// A register of this program.
    Register,
    /// A privacy notice.
    Notice,
}

impl Kind {
    /// All kinds with the names by which `--from` and JSON know them.
    pub const NAMED: [(&'static str, Kind); 8] = [
        ("sheet", Kind::Sheet),
        ("regulator-template", Kind::RegulatorTemplate),
        ("lg-inform", Kind::LgInform),
        ("ciso-assistant", Kind::CisoAssistant),
        ("fides-manifest", Kind::FidesManifest),
        ("fides-datamap", Kind::FidesDatamap),
        ("register", Kind::Register),
        ("notice", Kind::Notice),
    ];

    /// The name by which `--from` and JSON know it.
    pub fn name(self) -> &'static str {
        Self::NAMED.iter().find(|(_, kind)| *kind == self).map_or("", |(name, _)| name)
    }
}

impl Kind {
    /// What it is called in a sentence: «a spreadsheet».
    pub fn label(self) -> String {
        let id = match self {
            Kind::Sheet => "import.kind.sheet",
            Kind::RegulatorTemplate => "import.kind.regulator",
            Kind::LgInform => "import.kind.lg-inform",
            Kind::CisoAssistant => "import.kind.ciso-assistant",
            Kind::FidesManifest => "import.kind.fides-manifest",
            Kind::FidesDatamap => "import.kind.fides-datamap",
            Kind::Register => "import.kind.register",
            Kind::Notice => "import.kind.notice",
        };
        say(id, &[])
    }
}

/// What one column went to.
#[derive(Clone, Debug, PartialEq)]
pub struct Matched {
    /// The column, counted from 0.
    pub column: usize,
    /// Its heading as it stands; its letters where it has none.
    pub heading: Text,
    /// The id of the field in [`super::choices`]'s words; none where it found none, and its cells go to `unmapped`.
    pub field: Option<&'static str>,
    /// How sure that is, of 100.
    pub confidence: u8,
    /// What made it so.
    pub by: MatchedBy,
    /// The first few different values of the column.
    pub examples: Vec<Text>,
}

/// What made a column go where it goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MatchedBy {
    /// A known layout.
    Layout,
    /// The very words of the field.
    Words,
    /// Another wording of it that is known.
    Alias,
    /// Words that are near.
    Near,
    /// What is in its cells.
    Cells,
    /// A matching that was remembered.
    Remembered,
    /// The officer.
    Officer,
    /// Nothing.
    Nothing,
}

/// One activity as the file has it.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The activity: ids derived from source and key, `imported` filled in.
    pub activity: Activity,
    /// Its row or line in the file, counted from 1.
    pub at: usize,
    /// What tells it apart from the file's other activities: an id of the other system, a reference, or its names.
    pub key: Text,
    /// Whether an earlier row of the file says the same function and purposes; it is brought and told.
    pub repeats: Option<usize>,
    /// The organisation's own words, by list, that no list has.
    pub own_words: Vec<(ListId, Text)>,
}

/// A row that holds no activity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Skipped {
    /// The row, counted from 1.
    pub row: usize,
    /// The sheet, where it is not the one that was read.
    pub sheet: Option<Text>,
    /// The reason, in a sentence.
    pub reason: String,
}

/// A value that wants an officer's eye.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Look {
    /// The row or line, counted from 1.
    pub row: usize,
    /// The heading of its column or section.
    pub heading: Text,
    /// The value as it stands.
    pub value: Text,
    /// The reason, in a sentence that says what to do.
    pub reason: String,
}

/// What a notice does not say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// Which draft, counted from 0.
    pub draft: usize,
    /// The field.
    pub field: &'static str,
    /// The words for it, such as «How long you keep it (no time given)».
    pub words: String,
}
