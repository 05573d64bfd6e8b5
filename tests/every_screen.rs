//! The way to every screen and every state of it, for the tests that hold everywhere.

use crate::story::{SAMPLE, Story};
use ropa::app::outline::Item;
use ropa::app::program::App;
use ropa::app::{Msg, Screen};
use ropa::domain::field::Kind;

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
    ("the word lists", |story| press(story, "F8 F8")),
    ("a word of your own", |story| press(story, "F8 F8 Ctrl+N")),
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
    ("an export, what", |story| press(story, "F9")),
    ("an export, for whom", |story| press(story, "F9 Tab")),
    ("an export, as what", |story| press(story, "F9 Tab Tab")),
    ("an export, where to", |story| press(story, "F9 Tab Tab Tab")),
    ("an export that is there already", |story| press(story, "F9 Enter F9 Enter")),
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
