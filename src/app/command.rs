//! The table of commands: everything that a key can ask for, by the words under which officers find it.

/// What a key asks for, before any screen has seen it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Command {
    /// Type one character.
    Type(char),
    /// Go to a section by its number, counted from 1.
    Section(u8),
    /// One of the table's commands.
    Do(Action),
}

/// Writes the actions and their table in one.
macro_rules! actions {
    ($($action:ident $group:ident $title:literal $help:literal;)*) => {
        /// An action that has a title of its own.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum Action {
            $(#[doc = $help] $action,)*
        }

        /// Every action in the order of the list of all actions.
        pub static COMMANDS: &[Entry] = &[
            $(Entry { action: Action::$action, group: Group::$group, title: $title, help: $help },)*
        ];
    };
}

impl Action {
    /// Whether it moves the highlight of a list.
    pub fn moves(self) -> bool {
        matches!(self, Action::Up | Action::Down | Action::PageUp | Action::PageDown | Action::First | Action::Last)
    }

    /// The row of a list that it leads to from another, with the last row and how many make a page; any other action stays.
    pub fn moved(self, from: usize, last: usize, page: usize) -> usize {
        match self {
            Action::Up => from.saturating_sub(1),
            Action::Down => (from + 1).min(last),
            Action::PageUp => from.saturating_sub(page),
            Action::PageDown => (from + page).min(last),
            Action::First => 0,
            Action::Last => last,
            _ => from,
        }
    }
}

/// A row of the table.
#[derive(Debug)]
pub struct Entry {
    /// The action.
    pub action: Action,
    /// What it belongs to.
    pub group: Group,
    /// Its title.
    pub title: &'static str,
    /// What it does, in a sentence.
    pub help: &'static str,
}

/// How actions are grouped in help and documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    /// The register as a whole.
    Register,
    /// One activity.
    Activity,
    /// Editing a field.
    Editing,
    /// Finding the way.
    Moving,
    /// Inside a line of text: needs no place in the list of actions.
    Typing,
}

actions! {
    Open Activity "Open" "Opens what is highlighted: the activity, the field, the line.";
    Edit Activity "Edit" "Starts editing. Nothing changes while you only read.";
    New Register "New activity" "Adds an empty activity and starts editing it.";
    BringIn Register "Bring in a spreadsheet or a privacy notice" "Reads a spreadsheet, a privacy notice or another register. You see everything before it is added, and can undo it.";
    CopyToNew Activity "Copy to a new activity" "Makes a new draft like this one, without its review dates and approval.";
    Delete Activity "Delete" "Deletes the activity, or all ticked ones. You are asked first, and can undo it.";
    ChangeTicked Register "Change all ticked" "Changes one field of every ticked activity at once. You see every change before it is made.";
    RecordReview Activity "Record a review" "Records that the activity, or every ticked one, was reviewed today, and when the next review is due.";
    Approve Activity "Approve" "Approves the activity, or every ticked one: your name and today’s date stand with it. You are asked where something is still to fix.";
    Readiness Activity "How ready this activity is" "Lists every question that the law asks of this record: what is to be put right stands first. Enter goes to the field.";
    Figures Register "How ready the register is" "Shows readiness by directorate, and the numbers that an audit committee asks for.";
    AcceptFinding Activity "Accept with a reason" "Says why something on the list of things to fix can stay as it is. It is then shown as accepted, with your name and reason.";
    Tick Register "Tick" "Ticks what is highlighted, or takes the tick off.";
    TickAll Register "Tick all shown" "Ticks every activity that is shown, or takes all ticks off.";
    Search Register "Search" "Goes to the search box. Typing a letter in the register does the same.";
    Filter Register "Filter" "Narrows the register by directorate, status, recipient, country and more, and the checks by kind, severity or directorate.";
    Order Register "Order" "Puts the activities in another order; the checks by rule, activity, directorate or severity.";
    OtherSheet Register "Read another sheet" "Lists the sheets of the file that you bring in, to read another one.";
    ClearFilters Register "Remove all filters" "Shows every activity again.";
    Reviews Register "Go to reviews" "Shows which reviews are overdue or due soon, oldest first.";
    Checks Register "Go to checks" "Lists what is to be fixed in the whole register, most serious first, each a way to its field.";
    CheckAgain Register "Check again" "Checks the register again and says when. The list also renews itself with every change.";
    Register Register "Go to the register" "Shows the list of activities.";
    NextView Moving "Next view" "Goes to the next view: Register, Reviews, Checks, Word lists, History.";
    History Register "History" "Shows every save of the register, and what differs between one of them and now. Looking changes nothing.";
    HistoryOfActivity Activity "History of this activity" "Shows the saves that changed this activity, and what differs between one of them and now.";
    HistoryOfField Activity "History of this field" "Shows the saves that changed the highlighted field, and its earlier values.";
    BringBack Activity "Bring this value back" "Puts the highlighted earlier value back, as one change that you can undo.";
    BringAllBack Activity "Bring the whole activity back" "Puts the activity back as it was in the highlighted save. You are asked first, and can undo it.";
    ExportHistory Register "History to a text file" "Puts what the history screen shows into a text file.";
    Organisation Register "Your organisation" "Edits the header of the record: your organisation and its officers.";
    WordLists Register "Word lists" "Edits your organisation’s own words for recipients, people, data and more.";
    Choose Editing "Select" "Opens the list for this field. It ends with ‘None’, ‘Not known yet’ and ‘Does not apply’.";
    AddRow Editing "Add a line" "Adds a line: people and data, a transfer, a basis, an agreement.";
    RemoveRow Editing "Remove this line" "Takes the highlighted line out of the record. You can undo it.";
    Clear Editing "Clear the field" "Makes the field ‘not recorded’ again. In a search box it takes out what is typed.";
    NextField Moving "Next field" "Goes to the next field and keeps what you typed.";
    PreviousField Moving "Previous field" "Goes to the field before and keeps what you typed.";
    Sections Moving "Sections" "Lists the sections of the activity.";
    NextProblem Activity "Next thing to fix" "Goes to the next field where something is missing or wrong, and on to the next activity behind the last.";
    WhatIsAsked Activity "What this change asks for" "Lists what your last change newly asks for, such as a condition, a safeguard or a policy document. Enter goes to the field.";
    NextActivity Moving "Next activity" "Goes to the next activity of the list.";
    PreviousActivity Moving "Previous activity" "Goes to the activity before.";
    Save Register "Save" "Saves every change to the register file.";
    SaveAs Register "Save under another name" "Saves the register to another file and goes on with that one. The file it was opened from stays as it is.";
    SettleClashes Register "Settle clashes" "Shows every value that two people changed differently, so that you decide which one stands.";
    WhatChanged Register "What changed" "Lists what was taken in of a colleague’s changes last, and what is to be looked at after it.";
    Export Register "Export" "Makes an Excel or CSV copy for the regulator. The register is not changed.";
    WorkPutAside Register "Bring back work put aside" "Lists work that you put aside, left without saving or did not decide about. It is kept for 30 days.";
    WriteNotice Activity "Make the privacy notice" "Sets out what you must tell people (Articles 13 and 14) from the record. You see it first, what is missing on top.";
    CompareNotice Activity "Compare with a published notice" "Reads a published privacy notice and lists where it and the record disagree, with the notice’s line.";
    OlderNotices Register "Notices older than their activity" "Lists the activities that changed after the date of their privacy notice.";
    Undo Register "Undo" "Takes back the last change.";
    Redo Register "Redo" "Makes the change again that was taken back.";
    CopyText Moving "Copy" "Copies the highlighted text to the clipboard of your computer.";
    Help Register "Help" "Explains the field or screen that you are on. You can search it.";
    Actions Register "All actions" "Lists everything that you can do. Type to search it.";
    Back Moving "Back" "Goes back one step. It never leaves the program and never loses typing.";
    Leave Register "Leave" "Leaves the program. If something is not saved you are asked first.";
    Up Moving "Up" "Moves up.";
    Down Moving "Down" "Moves down.";
    Left Moving "Left" "Moves left, or to the section before.";
    Right Moving "Right" "Moves right, or to the next section.";
    PageUp Moving "Page up" "Moves up by a page.";
    PageDown Moving "Page down" "Moves down by a page.";
    First Moving "First" "Moves to the first.";
    Last Moving "Last" "Moves to the last.";
    Accept Moving "Select" "Takes what is highlighted.";
    Backspace Typing "Delete backwards" "Deletes the letter before the cursor.";
    DeleteForward Typing "Delete forwards" "Deletes the letter after the cursor.";
    DeleteWord Typing "Delete a word" "Deletes the word before the cursor.";
    WordLeft Typing "Word left" "Moves to the word before.";
    WordRight Typing "Word right" "Moves to the next word.";
}

impl Action {
    /// Its row in the table.
    pub fn entry(self) -> Option<&'static Entry> {
        COMMANDS.iter().find(|entry| entry.action == self)
    }

    /// Its title.
    pub fn title(self) -> &'static str {
        self.entry().map_or("", |entry| entry.title)
    }
}
