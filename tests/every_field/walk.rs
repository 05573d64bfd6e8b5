//! A person who goes from field to field of one record by keys, with the file as the witness.

use crate::story::{Story, key};
use ropa::app::Screen;
use ropa::app::outline::{self, Item};
use ropa::domain::activity::Activity;
use ropa::domain::field::rows::Column;
use ropa::domain::field::{Kind, Section};
use ropa::domain::organisation::{Organisation, Vocabulary};
use ropa::domain::subject::{Place, Subject};
use ropa::domain::term::Term;
use ropa::domain::vocabulary::{ListId, list};
use serde_json::{Map, Value, json};
use std::sync::Arc;

/// The line that stands in the walked activity from the beginning.
pub const LINE: &str = "4hq0w8zr";

/// A person who goes from field to field of one record, always back to the file as it was.
pub struct Walk {
    pub story: Story,
    pub original: String,
    /// The way to the record in the file.
    pub record: Vec<&'static str>,
    pub subject: Subject,
}

/// A register with one activity that holds next to nothing.
fn register(role: &str, regime: &str) -> String {
    format!(
        r#"{{
  "format": "ropa-register",
  "version": 1,
  "id": "h5v0n3wc",
  "organisation": {{
    "name": "Anytown Borough Council",
    "email": "dpo@anytown.example"
  }},
  "activities": [
    {{
      "id": "k7m2q9xd",
      "reference": "W-1",
      "title": "Walk",
      "role": "{role}",
      "regime": "{regime}",
      "lines": [
        {{
          "id": "{LINE}"
        }}
      ]
    }}
  ]
}}
"#
    )
}

impl Walk {
    pub fn activity(role: &str, regime: &str) -> Self {
        let activity = Activity { role: Some(role.into()), regime: Some(regime.into()), ..Activity::default() };
        let mut walk =
            Walk::over(&register(role, regime), vec!["activities", "0"], Subject::Activity(Arc::new(activity)));
        walk.story.keys("'walk' Enter F2");
        walk
    }

    pub fn organisation() -> Self {
        let subject = Subject::Organisation(Arc::new(Organisation::default()));
        let mut walk = Walk::over(&register("controller", "general"), vec!["organisation"], subject);
        walk.story.keys("F10 'your organisation' Enter");
        walk
    }

    pub fn word_lists() -> Self {
        let subject = Subject::Vocabulary(Arc::new(Vocabulary::default()));
        let mut walk = Walk::over(&register("controller", "general"), vec!["vocabulary"], subject);
        walk.story.keys("F10 'word lists' Enter");
        walk
    }

    pub fn over(register: &str, record: Vec<&'static str>, subject: Subject) -> Self {
        let story = Story::open_at(80, 24, register);
        Walk { story, original: register.to_owned(), record, subject }
    }

    /// The item that has the keyboard.
    fn here(&self) -> Option<Item> {
        let Some(Screen::Form(form)) = self.story.app.top() else { return None };
        let shown = self.story.app.with_desk(|desk| form.shown(desk))?;
        shown.items.get(form.highlight(&shown.items)).cloned()
    }

    /// Goes to a place by the list of sections and the keys for the next field.
    #[track_caller]
    pub fn go(&mut self, section: Section, place: Place) {
        if outline::sections(&self.subject).len() > 1 {
            self.story.press(key("F6"));
            self.press_until("Down", section.label());
            self.story.press(key("Enter"));
        } else {
            while self.here() != Some(Item::Field(Place::of(self.subject.fields()[0].spec.id))) {
                self.story.press(key("Up"));
            }
        }
        self.move_to(place);
    }

    #[track_caller]
    pub fn move_to(&mut self, place: Place) {
        for step in 0..120 {
            if self.here() == Some(Item::Field(place)) {
                let label = self.subject.column(&place).unwrap().spec.label;
                let label: String = label.chars().take(20).collect();
                assert!(self.story.screen().contains(&format!("> {label}")), "{}", self.story.screen());
                return;
            }
            let put_away = matches!(self.here(), Some(Item::Folded(_)));
            self.story.press(key(if put_away {
                "Enter"
            } else if step % 2 == 0 {
                "Tab"
            } else {
                "Down"
            }));
        }
        panic!("no key leads to {place:?}:\n{}", self.story.screen());
    }

    /// Presses a key until the line of the cursor shows a text.
    #[track_caller]
    fn press_until(&mut self, name: &str, text: &str) {
        let text: String = text.chars().take(24).collect();
        for _ in 0..300 {
            if self.story.cursor_line().contains(&text) {
                return;
            }
            self.story.press(key(name));
        }
        panic!("{name} does not lead to {text:?}:\n{}", self.story.screen());
    }

    /// Gives the field a value, the first or the second of its kind; what the file must hold then.
    #[track_caller]
    fn give(&mut self, column: &Column, which: usize) -> Value {
        let second = which == 1;
        match column.kind {
            Kind::Text(_) | Kind::Long => {
                let words = if second { "Two" } else { "One" };
                self.story.keys("Ctrl+U").types(words);
                words.into()
            }
            Kind::Date => {
                self.story.keys("Ctrl+U").types(if second { "24th nov" } else { "3/9/26" });
                if second { "2026-11-24" } else { "2026-09-03" }.into()
            }
            Kind::Number => {
                self.story.keys("Ctrl+U").types(if second { "18" } else { "6 years" });
                if second { 18 } else { 72 }.into()
            }
            Kind::Flag => {
                self.story.press(key("Space"));
                (!second).into()
            }
            Kind::Choice(id) => {
                // Approving asks first, and tells who did it: tests/approving.rs.
                let approves = |term: &Term| term.code.as_deref() == Some(Activity::APPROVED);
                let plain = |term: &&Term| !term.not_selectable && (id != ListId::Statuses || !approves(term));
                let term = list(id).terms.iter().filter(plain).nth(which + 1);
                let term = term.unwrap_or(&list(id).terms[which]);
                self.story.keys(if second { "" } else { "F4" });
                self.story.types(&begin(&term.label));
                self.press_until("Down", &term.label);
                self.story.press(key("Enter"));
                term.code.as_ref().unwrap_or(&term.label).to_string().into()
            }
            Kind::Many(Some(id)) if !list(id).open => {
                let terms: Vec<_> = list(id).terms.iter().filter(|term| !term.not_selectable).take(which + 1).collect();
                let term = terms[which];
                self.story.types(&begin(&term.label));
                self.press_until("Down", &term.label);
                self.story.keys("Enter Enter");
                terms.iter().map(|term| term.code.as_ref().unwrap_or(&term.label).to_string()).collect()
            }
            Kind::Many(_) => {
                self.story.types(if second { "Zwei" } else { "Eins" }).keys("Enter Enter");
                if second { json!(["Eins", "Zwei"]) } else { json!(["Eins"]) }
            }
            Kind::Line => {
                self.story.keys("F4");
                self.press_until("Down", "Line 1:");
                self.story.press(key("Enter"));
                LINE.into()
            }
            Kind::Rows => panic!("{} is a table", column.spec.id),
        }
    }

    /// Says that there are none.
    #[track_caller]
    pub fn answer_none(&mut self) {
        self.story.keys("F4 Home");
        self.press_until("Down", " None");
        self.story.press(key("Enter"));
    }

    /// Saves, and checks that the file holds one member as it is to be, and else what it held at first.
    #[track_caller]
    pub fn saved(&mut self, path: &[&str], member: Option<Value>, marks: Option<Value>) {
        self.story.press(key("Ctrl+S"));
        let mut expected: Value = serde_json::from_str(&self.original).unwrap();
        let path: Vec<&str> = self.record.iter().copied().chain(path.iter().copied()).collect();
        put(&mut expected, &path, member);
        let of_marks: Vec<&str> = self.record.iter().copied().chain(["marks"]).collect();
        put(&mut expected, &of_marks, marks);
        let file = self.file();
        assert_eq!(file, expected, "{path:?}\n{}", self.story.screen());
    }

    /// The file without the stamp of the save and the ids of rows that were added.
    fn file(&self) -> Value {
        let mut file = self.story.file();
        file.as_object_mut().unwrap().remove("saved");
        let transfers = file.pointer_mut("/activities/0/transfers").and_then(Value::as_array_mut);
        for transfer in transfers.into_iter().flatten() {
            assert_eq!(transfer.as_object_mut().unwrap().remove("id").unwrap().as_str().unwrap().len(), 8);
        }
        file
    }

    /// Takes everything back; the file is the same again, byte by byte.
    #[track_caller]
    pub fn undo_all(&mut self) {
        while !self.story.screen().contains("Nothing to undo") {
            self.story.press(key("Ctrl+Z"));
        }
        self.story.press(key("Ctrl+S"));
        let file = std::fs::read_to_string(self.story.path()).unwrap();
        let (before, stamp) = file.split_once("  \"saved\": {\n").unwrap_or((&file, ""));
        let rest = stamp.split_once("  },\n").map_or("", |(_, rest)| rest);
        assert_eq!(format!("{before}{rest}"), self.original);
    }

    /// Sets, changes and empties the field that has the keyboard.
    #[track_caller]
    pub fn set_change_empty(&mut self, column: &Column, path: &[&str], by_list: bool) {
        for which in [0, 1] {
            let value = self.give(column, which);
            self.saved(path, Some(value), None);
        }
        self.story.keys(if by_list { "F4 End Enter" } else { "Ctrl+U" });
        self.saved(path, None, None);
    }

    /// Sets the field that has the keyboard.
    #[track_caller]
    pub fn set(&mut self, column: &Column, path: &[&str]) {
        let value = self.give(column, 0);
        self.saved(path, Some(value), None);
    }

    /// Marks the field that has the keyboard in every way that it can be marked, and takes the mark off again.
    #[track_caller]
    pub fn mark(&mut self, column: &Column, place: Place, path: &[&str]) {
        let mut member = None;
        if matches!(column.kind, Kind::Many(_) | Kind::Rows) {
            self.answer_none();
            let pairs = matches!(column.spec.id, "external_ids" | "imported.unmapped");
            member = Some(if pairs { json!({}) } else { json!([]) });
            self.saved(path, member.clone(), None);
        }
        let marks = [("to-confirm", "Not known yet", "M Price"), ("does-not-apply", "Does not apply", "Work ended")];
        for (mark, words, note) in marks {
            self.story.press(key("F4"));
            self.press_until("Down", words);
            self.story.keys("Enter").types(note).keys("Enter");
            let field = column.spec.marked_as();
            let mut expected =
                json!({ "field": field, "mark": mark, "note": note, "by": "A Shah", "on": "2026-11-24" });
            if place.field == "lines" {
                expected["line"] = LINE.into();
            }
            member = member.filter(|_| mark == "to-confirm");
            self.saved(path, member.clone(), Some(json!([expected])));
            self.reads(&format!("{words}: {note}"));
            self.go(column.spec.section, place);
        }
        self.story.keys("Ctrl+U");
        self.saved(path, None, None);
    }

    /// Leaves the form and looks for words on the pages of the activity, then goes back to the form.
    #[track_caller]
    fn reads(&mut self, words: &str) {
        self.story.keys("Esc Home");
        for _ in 0..10 {
            if self.story.screen().contains(words) {
                self.story.keys("F2");
                return;
            }
            self.story.press(key("PageDown"));
        }
        panic!("the activity does not show {words:?}:\n{}", self.story.screen());
    }

    /// Each column of the table that has the keyboard, in a row of its own.
    #[track_caller]
    pub fn walk_columns(&mut self, table: &Column, columns: &[Column]) {
        let pairs = matches!(table.spec.id, "external_ids" | "imported.unmapped");
        let path: Vec<&str> = table.spec.id.split('.').collect();
        for column in columns {
            self.go(table.spec.section, Place::of(table.spec.id));
            self.story.press(key("Ctrl+N"));
            self.move_to(Place::cell(table.spec.id, 0, column.spec.id));
            let cell = |value: Option<Value>| match (column.spec.id, value) {
                ("name", Some(name)) if pairs => json!({ name.as_str().unwrap(): "" }),
                (_, value) if pairs => json!({ "": value.unwrap_or("".into()) }),
                // A word that is renamed keeps its old wording as another one.
                ("label", Some(value)) if value == "Two" => json!([{ "label": value, "aliases": ["One"] }]),
                ("label", None) => json!([{ "aliases": ["One"] }]),
                (id, Some(value)) => json!([{ id: value }]),
                (_, None) => json!([{}]),
            };
            for which in [0, 1] {
                let value = self.give(column, which);
                self.saved(&path, Some(cell(Some(value))), None);
            }
            if matches!(column.kind, Kind::Many(_)) {
                self.answer_none();
                self.saved(&path, Some(cell(Some(json!([])))), None);
            }
            self.story.press(key("Ctrl+U"));
            self.saved(&path, Some(cell(None)), None);
            if column.spec.id != "label" {
                self.story.press(key("Esc"));
                self.saved(&path, None, None);
            }
            self.undo_all();
        }
    }
}

/// The beginning of a label: enough to narrow a list to a few lines.
fn begin(label: &str) -> String {
    label.chars().take(8).collect()
}

/// Puts a member at a path, making what leads there, or takes it out.
pub fn put(root: &mut Value, path: &[&str], member: Option<Value>) {
    let (last, way) = path.split_last().unwrap();
    let mut at = root;
    for step in way {
        at = match at {
            Value::Array(items) => &mut items[step.parse::<usize>().unwrap()],
            Value::Object(members) if member.is_some() || members.contains_key(*step) => {
                members.entry(*step).or_insert_with(|| Value::Object(Map::new()))
            }
            _ => return,
        };
    }
    match member {
        Some(member) => at[*last] = member,
        None => {
            at.as_object_mut().map(|members| members.remove(*last));
        }
    }
}
