//! The way to every screen and every state of it, for the tests that hold everywhere.

use crate::bringing::{NOTICE, forty, with_file};
use crate::past;
use crate::story::{SAMPLE, Story};
use ropa::app::found_work::{FoundWork, MadeIn};
use ropa::app::outline::Item;
use ropa::app::program::App;
use ropa::app::{Msg, Opened, Screen};
use ropa::domain::Text;
use ropa::domain::diff::{About, FieldChange};
use ropa::domain::field::Kind;
use ropa::domain::field_path::FieldPath;
use ropa::domain::id::{Id, Ids};
use ropa::formats::journal::Header;
use ropa::formats::json;
use serde_json::Value;
use std::sync::Arc;

/// A screen in some state: its name, and the way to it from the register.
type Way = (&'static str, fn(&mut Story));

/// Every kind of screen in every state that takes keys in a way of its own.
pub const WAYS: &[Way] = &[
    ("the register", |_| {}),
    ("the register, in the list", |story| press(story, "Down Down")),
    ("the register, searched", |story| press(story, "'school'")),
    ("the register, searched and in the list", |story| press(story, "'school' Down")),
    ("the register, nothing found", |story| press(story, "'zzqqxx'")),
    ("the register, filtered", |story| press(story, "F4 'overdue' Enter Esc")),
    ("the register, with ticks", |story| press(story, "Down Space Down Space")),
    ("the register, with a change to save", |story| press(story, "Ctrl+D Esc Esc")),
    ("the reviews", |story| press(story, "F8")),
    ("the reviews, searched", |story| press(story, "F8 'school'")),
    ("an activity", |story| press(story, "'SC-01' Enter")),
    ("an activity from the reviews", |story| press(story, "F8 Enter Down")),
    ("an activity, further down", |story| press(story, "'PA-0018' Enter 4 Down")),
    ("an activity, at its end", |story| press(story, "'PA-0018' Enter End")),
    ("a law enforcement activity", |story| press(story, "'PA-0023' Enter 2")),
    ("a form on a text", |story| form_on(story, |kind| matches!(kind, Kind::Text(_)))),
    ("a form on a long text", |story| form_on(story, |kind| kind == Kind::Long)),
    ("a form on a date", |story| form_on(story, |kind| kind == Kind::Date)),
    ("a form on a number", |story| form_on(story, |kind| kind == Kind::Number)),
    ("a form on a choice", |story| form_on(story, |kind| matches!(kind, Kind::Choice(_)))),
    ("a form on a list of terms", |story| form_on(story, |kind| matches!(kind, Kind::Many(_)))),
    ("a form on yes or no", |story| form_on(story, |kind| kind == Kind::Flag)),
    ("a form on a table", |story| form_on(story, |kind| kind == Kind::Rows)),
    ("a form on a row of a table", |story| form_at(story, |item| matches!(item, Item::Row { .. }))),
    ("a form on the offer of a row", |story| form_at(story, |item| matches!(item, Item::Add { .. }))),
    ("a form with something typed", |story| {
        form_on(story, |kind| matches!(kind, Kind::Text(_)));
        press(story, "'and more'");
    }),
    ("a form with a change to save", |story| press(story, "'SC-01' Enter F2 'x' Tab")),
    ("a form of a row", |story| press(story, "'PA-0018' Enter 5 F2 Ctrl+N")),
    ("a form of a line of several", |story| press(story, "'PA-0018' Enter 2 F2 Enter")),
    ("a new activity", |story| press(story, "Ctrl+N")),
    ("your organisation", |story| press(story, "F10 'your org' Enter")),
    ("the checks", |story| press(story, "F8 F8")),
    ("the checks, further down", |story| press(story, "F5 Down Down PageDown")),
    ("the checks, at their end", |story| press(story, "F5 End")),
    ("the checks, searched", |story| press(story, "F5 'article 9'")),
    ("the checks, nothing found", |story| press(story, "F5 'zzqqxx'")),
    ("the checks, filtered", |story| press(story, "F5 F4 Enter")),
    ("the checks, by rule", |story| press(story, "F5 Ctrl+O Down Enter Down")),
    ("the checks, by activity", |story| press(story, "F5 Ctrl+O Down Down Enter Down")),
    ("the checks, by directorate", |story| press(story, "F5 Ctrl+O Down Down Down Enter Down")),
    ("the checks, by severity", |story| press(story, "F5 Ctrl+O End Enter Down")),
    ("the orders of the checks", |story| press(story, "F5 Ctrl+O")),
    ("the filters of the checks", |story| press(story, "F5 F4")),
    ("a form from the checks", |story| press(story, "F5 Down Enter")),
    ("the checks, with a change to save", |story| press(story, "Ctrl+D Esc Esc F5")),
    ("the word lists", |story| press(story, "F8 F8 F8")),
    ("a word of your own", |story| press(story, "F8 F8 F8 Ctrl+N")),
    ("the history, with none beside the register", |story| press(story, "F10 'history' Enter")),
    ("the history", |story| history(story, "F8 F8 F8 F8")),
    ("the history, at a save", |story| history(story, "F8 F8 F8 F8 Down Down")),
    ("the history, in the differences", |story| history(story, "F8 F8 F8 F8 Down Down Enter Down")),
    ("the history, narrowed", |story| history(story, "F8 F8 F8 F8 'price'")),
    ("the history, nothing found", |story| history(story, "F8 F8 F8 F8 'zzqqxx'")),
    ("the history of an activity", |story| history(story, "'PA-0007' Enter Ctrl+L Down Down")),
    ("the history of an activity, in the differences", |story| {
        history(story, "'PA-0007' Ctrl+L End Enter Down Down");
    }),
    ("the history of a field", |story| history(story, "'PA-0007' Ctrl+L End Enter Down Enter Down")),
    ("the history of a field, in the differences", |story| {
        history(story, "'PA-0007' Ctrl+L End Enter Down Enter Down Down Enter");
    }),
    ("the history, with a change to save", |story| history(story, "Ctrl+D Esc Esc Ctrl+L")),
    ("the question before all of it comes back", |story| {
        history(story, "'PA-0007' Ctrl+L End F10 'whole act' Enter");
    }),
    ("the file for a history", |story| history(story, "'PA-0007' Ctrl+L F9")),
    ("a word list of several", |story| picker(story, |kind| matches!(kind, Kind::Many(_)))),
    ("a word list of several, in the list", |story| {
        picker(story, |kind| matches!(kind, Kind::Many(_)));
        press(story, "Down Down");
    }),
    ("a word list of several, narrowed", |story| {
        picker(story, |kind| matches!(kind, Kind::Many(_)));
        press(story, "'pol'");
    }),
    ("a word list of several, nothing found", |story| {
        press(story, "'SC-01' Enter F2");
        to(story, |item, kind| field(item) && matches!(kind, Some(Kind::Many(Some(_)))));
        press(story, "F4 'zzqqxx'");
    }),
    ("a word list of one", |story| picker(story, |kind| matches!(kind, Kind::Choice(_)))),
    ("a word list of one, in the list", |story| {
        picker(story, |kind| matches!(kind, Kind::Choice(_)));
        press(story, "Down");
    }),
    ("yes or no", |story| picker(story, |kind| kind == Kind::Flag)),
    ("days to select from", |story| picker(story, |kind| kind == Kind::Date)),
    ("the answers to a table", |story| picker(story, |kind| kind == Kind::Rows)),
    ("the note of a mark", |story| {
        picker(story, |kind| matches!(kind, Kind::Text(_)));
        press(story, "'not known' Enter");
    }),
    ("the filters", |story| press(story, "F4")),
    ("the filters, in the list", |story| press(story, "F4 Down Down")),
    ("the filters, narrowed", |story| press(story, "F4 'over'")),
    ("the filters, nothing found", |story| press(story, "F4 'zzqqxx'")),
    ("the orders", |story| press(story, "Ctrl+O")),
    ("the sections", |story| press(story, "'SC-01' Enter F6")),
    ("all actions", |story| press(story, "F10")),
    ("all actions, narrowed", |story| press(story, "F10 'exp'")),
    ("all actions, nothing found", |story| press(story, "F10 'zzqqxx'")),
    ("all actions from a form", |story| press(story, "'SC-01' Enter F2 F10")),
    ("the question before deleting", |story| press(story, "Down Delete")),
    ("the question before leaving", |story| press(story, "Ctrl+D Esc Esc Ctrl+Q")),
    ("the question before leaving, with several changes", |story| {
        press(story, "'SC-01' Enter F2 'x' Tab Tab 'y' Tab Esc Esc Ctrl+U 'library' F2 'x' Tab Esc Esc Ctrl+U");
        press(story, "Ctrl+N 'New one' Tab Esc Esc Down Down Down Delete Down Enter Ctrl+Q");
    }),
    ("unsaved work that was found", |story| find_work(story, None)),
    ("unsaved work that cannot be read", |story| {
        find_work(story, Some(|work| (work.header, work.is_cut) = (None, true)));
    }),
    ("what unsaved work changed", |story| {
        find_work(story, None);
        press(story, "Down Enter");
    }),
    ("what unsaved work changed, further down", |story| {
        find_work(story, None);
        press(story, "Down Enter Down Space Down");
    }),
    ("unsaved work that clashes", |story| {
        find_work(story, Some(|work| work.base = None));
        press(story, "Enter");
    }),
    ("work put aside", |story| {
        find_work(story, None);
        press(story, "Esc F10 'put aside' Enter");
    }),
    ("an export, what", |story| press(story, "F9")),
    ("an export, for whom", |story| press(story, "F9 Tab")),
    ("an export, as what", |story| press(story, "F9 Tab Tab")),
    ("an export, where to", |story| press(story, "F9 Tab Tab Tab")),
    ("an export that is there already", |story| press(story, "F9 Enter F9 Enter")),
    ("a file to bring in", |story| bring(story, "")),
    ("a file to bring in, narrowed", |story| bring(story, "'ropa'")),
    ("a file to bring in, nothing found", |story| bring(story, "'zzqqxx'")),
    ("the columns of a spreadsheet", |story| bring(story, "'ropa.csv' Enter Down")),
    ("the columns of a spreadsheet, one left out", |story| bring(story, "'ropa.csv' Enter F7 Space")),
    ("the columns of a spreadsheet, saved for the next time", |story| bring(story, "'ropa.csv' Enter End")),
    ("the field of a column", |story| bring(story, "'ropa.csv' Enter F7 F4")),
    ("what a spreadsheet would bring in", |story| bring(story, "'ropa.csv' Enter Enter Down")),
    ("what a spreadsheet would bring in, a row being read", |story| bring(story, "'ropa.csv' Enter Enter F7 Tab Down")),
    ("the last question before a spreadsheet is brought in", |story| bring(story, "'ropa.csv' Enter Enter Enter")),
    ("what a notice suggests", |story| bring(story, "'allot' Enter Down Down")),
    ("what a notice does not say", |story| bring(story, "'allot' Enter F7")),
    ("the way on from what a notice suggests", |story| bring(story, "'allot' Enter End")),
    ("a suggestion in own words", |story| bring(story, "'allot' Enter Down Enter")),
    ("a notice being read", |story| bring(story, "'allot' Enter Down Tab Down")),
    ("what a notice would bring in", |story| bring(story, "'allot' Enter End Enter")),
    ("the question where both changed a value", clash),
    ("differences of both sides", |story| {
        clash(story);
        press(story, "Down Enter");
    }),
    ("clashes to settle", |story| {
        clash(story);
        press(story, "Enter");
    }),
    ("a clash that is decided", |story| {
        clash(story);
        press(story, "Enter Right Right");
    }),
    ("a clash in own words", |story| {
        clash(story);
        press(story, "Enter F2");
    }),
    ("what changed", |story| {
        theirs(story);
        story.look();
        press(story, "F10 'what changed' Enter");
    }),
    ("help", |story| press(story, "F1")),
    ("help at a field", |story| press(story, "'SC-01' Enter F2 F1")),
    ("help, searched", |story| press(story, "F1 'transfer'")),
    ("help, nothing found", |story| press(story, "F1 'zzqqxx'")),
];

/// The screens before a register is open.
pub const FIRST_WAYS: &[Way] = &[
    ("the first screen", |_| {}),
    ("the first screen, further down", |story| press(story, "Down Down")),
    ("the name of a new register’s organisation", |story| press(story, "Down Enter")),
    ("the file of a new register", |story| {
        press(story, "Down Enter 'Anytown' Enter Ctrl+U");
        let path = story.folder.path().join("new.json").display().to_string();
        story.types(&path);
    }),
    ("the file to open", |story| press(story, "Down Down Enter")),
    ("the register to bring a file into", |story| press(story, "Down Down Down Enter")),
    ("help on the first screen", |story| press(story, "F1")),
];

/// Every screen over the sample.
pub fn screens(columns: u16, rows: u16) -> impl Iterator<Item = (&'static str, Story)> {
    screens_of(columns, rows, SAMPLE)
}

/// Every screen over some register.
pub fn screens_of(columns: u16, rows: u16, register: &str) -> impl Iterator<Item = (&'static str, Story)> {
    let opened = WAYS.iter().map(move |(name, way)| {
        let mut story = Story::open_at(columns, rows, register);
        way(&mut story);
        (*name, story)
    });
    opened.chain(first_screens(columns, rows))
}

/// The screens before a register is open.
pub fn first_screens(columns: u16, rows: u16) -> impl Iterator<Item = (&'static str, Story)> {
    FIRST_WAYS.iter().map(move |(name, way)| {
        let mut story = Story::begin(columns, rows);
        way(&mut story);
        (*name, story)
    })
}

/// Opens the register again, and this time there is unsaved work: two titles, an owner, and an activity that is no more.
pub fn find_work(story: &mut Story, other: Option<fn(&mut FoundWork)>) {
    let bytes = std::fs::read(story.path()).unwrap();
    let loaded = json::read(&bytes, &mut Ids::seeded(5)).unwrap();
    let change = |id: &Id, field: &str, from: Option<Value>, to: &str| FieldChange {
        about: About::Activity(id.clone()),
        path: FieldPath::read(field).unwrap(),
        from,
        to: Some(to.into()),
        after: None,
    };
    let text = |text: &Option<Text>| text.as_deref().map(Value::from);
    let mut changes = Vec::new();
    for activity in loaded.register.activities().iter().take(2) {
        let title = format!("{} (new)", activity.name());
        changes.push(change(&activity.id, "title", text(&activity.title), &title));
        changes.push(change(&activity.id, "owner", Some("Somebody before".into()), "J Evans"));
    }
    changes.push(change(&Id::from("zzzzzzzz"), "title", Some("Before".into()), "An activity that is no more"));
    let header = Header {
        register: loaded.register.file().id.as_str().to_owned(),
        path: "/home/ashah/anytown.json".to_owned(),
        who: "A Shah".to_owned(),
        ..Header::default()
    };
    let mut work = FoundWork {
        name: "journal".to_owned(),
        header: Some(header),
        changes,
        base: Some(Arc::new(loaded.register.clone())),
        closed: jiff::civil::date(2026, 11, 24).at(10, 51, 0, 0),
        aside: false,
        is_cut: false,
        made_in: MadeIn::default(),
    };
    if let Some(other) = other {
        other(&mut work);
    }
    let document = story.app.document();
    let opened = Opened {
        state: 0,
        others: None,
        copy: None,
        loaded,
        name: document.name.clone(),
        read_only: None,
        is_demo: document.is_demo,
        note: None,
        keeps_work: true,
        found: vec![work],
    };
    story.tell(Msg::Opened(Box::new(opened)));
}

/// Does something in a story and then takes the program back to where it was.
pub fn and_back<T>(story: &mut Story, act: impl FnOnce(&mut Story) -> T) -> T {
    let before = story.app.clone();
    let done = act(story);
    story.app = before;
    (story.ended, story.copied) = (false, Vec::new());
    done
}

/// Gives the program another size.
pub fn resize(story: &mut Story, columns: u16, rows: u16) {
    story.tell(Msg::Resized(ropa::app::layout::Size { columns, rows }));
}

/// As `resize`, without waiting for what comes from outside.
pub fn resize_only(story: &mut Story, columns: u16, rows: u16) {
    story.app.update(Msg::Resized(ropa::app::layout::Size { columns, rows }));
}

/// Somebody else saves another name of the organisation.
fn theirs(story: &mut Story) {
    let mut file = story.file();
    let name = format!("{} of others", file["organisation"]["name"].as_str().unwrap_or_default());
    file["organisation"]["name"] = name.into();
    std::fs::write(story.path(), file.to_string()).unwrap();
}

/// Both change the name of the organisation, and yours is to be saved.
fn clash(story: &mut Story) {
    press(story, "F10 'your org' Enter 'x' Tab");
    theirs(story);
    press(story, "Ctrl+S");
}

fn press(story: &mut Story, keys: &str) {
    story.keys(keys);
}

/// The list of files to bring in, a spreadsheet and a notice among them, and on from there.
fn bring(story: &mut Story, keys: &str) {
    with_file(story, "ropa.csv", forty().as_bytes());
    with_file(story, "allotments.txt", NOTICE.as_bytes());
    press(story, "F10 'bring in a' Enter");
    press(story, keys);
}

/// A register with a history beside it.
fn history(story: &mut Story, keys: &str) {
    past::write(story);
    press(story, keys);
}

/// The form of an activity of one line, which has fields of every kind, on the first of a kind.
fn form_on(story: &mut Story, wanted: fn(Kind) -> bool) {
    press(story, "'SC-01' Enter F2");
    to(story, |item, kind| field(item) && kind.is_some_and(wanted));
}

fn form_at(story: &mut Story, wanted: fn(&Item) -> bool) {
    press(story, "'PA-0018' Enter F2");
    to(story, |item, _| wanted(item));
}

fn picker(story: &mut Story, wanted: fn(Kind) -> bool) {
    form_on(story, wanted);
    press(story, "F4");
    assert!(matches!(story.app.top(), Some(Screen::Picker(_))), "F4 opens a list:\n{}", story.screen());
}

fn field(item: &Item) -> bool {
    matches!(item, Item::Field(_))
}

/// Goes from field to field until one is wanted.
fn to(story: &mut Story, wanted: impl Fn(&Item, Option<Kind>) -> bool) {
    for _ in 0..200 {
        if here(&story.app).is_some_and(|(item, kind)| wanted(&item, kind)) {
            return;
        }
        press(story, "Tab");
    }
    panic!("no field is of this kind:\n{}", story.screen());
}

/// The item of a form that has the keyboard.
fn here(app: &App) -> Option<(Item, Option<Kind>)> {
    let Some(Screen::Form(form)) = app.top() else { return None };
    let shown = app.with_desk(|desk| form.shown(desk))?;
    let item = shown.items.get(form.highlight(&shown.items))?.clone();
    let kind = match &item {
        Item::Field(place) => shown.subject.column(place).map(|column| column.kind),
        _ => None,
    };
    Some((item, kind))
}
