//! The last line, help and the list of all actions tell only of what works, and the table of keys is sound.

use crate::every_screen::{WAYS, and_back, screens};
use crate::story::{SAMPLE, Story};
use ratatui::buffer::Buffer;
use ropa::app::command::{Action, COMMANDS, Group};
use ropa::app::key::{Key, Name};
use ropa::app::keymap::{Binding, KEYMAP, Mode, key_of};
use ropa::app::menu::Menu;
use ropa::app::{Screen, available, palette};
use ropa::domain::subject::{Place, Subject};
use std::collections::HashSet;

/// What an officer can see of a story, and what it did.
#[derive(PartialEq)]
struct Seen {
    screen: Buffer,
    cursor: Option<(u16, u16)>,
    done: usize,
    copied: usize,
    ended: bool,
}

fn seen(story: &Story) -> Seen {
    let (screen, cursor) = story.drawn();
    Seen { screen, cursor, done: story.app.document().done(), copied: story.copied.len(), ended: story.ended }
}

fn top(story: &Story) -> &Screen {
    story.app.top().unwrap()
}

#[test]
fn every_hint_does_what_it_says() {
    for (name, mut story) in screens(80, 24) {
        let hinted: Vec<&Binding> = available::working(&story.app).filter(|binding| !binding.hint.is_empty()).collect();
        let texts: Vec<String> =
            hinted.iter().map(|binding| format!("{} {}", binding.key, available::hint(&story.app, binding))).collect();
        let screen = story.screen();
        let foot = screen.lines().last().unwrap_or_default();
        for hint in foot.trim().split("   ") {
            assert!(texts.iter().any(|text| text == hint), "{hint:?} is hinted on {name}, of {texts:?}");
        }
        for binding in hinted {
            and_back(&mut story, |story| hint_holds(story, binding, name));
        }
    }
}

#[track_caller]
fn hint_holds(story: &mut Story, binding: &Binding, name: &str) {
    let shown = story.screen();
    let before = (seen(story), story.app.screens().len(), story.app.document().unsaved(), story.app.mode());
    let ticked = story.app.list().map_or(0, |browse| browse.ticked.len());
    story.press(binding.key);
    let depth = story.app.screens().len();
    let says = !story.app.notice().is_empty();
    let changed = story.app.document().unsaved() > before.2;
    let holds = match (before.3, binding.action) {
        (Mode::Register | Mode::Reviews, Action::Open) => matches!(top(story), Screen::Detail(_)),
        (Mode::Register, Action::Edit) if ticked > 0 => matches!(top(story), Screen::Menu(_)),
        (Mode::Differences, Action::Open) => says || depth > before.1,
        (Mode::Clashes, Action::Edit | Action::Accept | Action::Back) => seen(story) != before.0,
        (Mode::Reading, Action::Open) | (_, Action::Edit) => matches!(top(story), Screen::Form(_)),
        (Mode::Register | Mode::Reviews, Action::Tick) => {
            story.app.list().map_or(0, |browse| browse.ticked.len()) != ticked
        }
        (Mode::Checks, Action::Open) => matches!(top(story), Screen::Form(_)),
        (Mode::Checks, Action::Filter | Action::Order) => matches!(top(story), Screen::Menu(_)),
        (_, Action::Filter) => matches!(top(story), Screen::Filter(_)),
        (_, Action::New) => changed && matches!(top(story), Screen::Form(_)),
        (Mode::BringColumns, Action::Choose) => matches!(top(story), Screen::Menu(_)),
        (_, Action::Choose) => matches!(top(story), Screen::Picker(_)),
        (_, Action::Sections) => matches!(top(story), Screen::Menu(_)),
        (_, Action::AddRow) => changed && matches!(top(story), Screen::Form(_)),
        (_, Action::RemoveRow) => changed,
        (Mode::History | Mode::Checks | Mode::BringPreview | Mode::BringNotice, Action::Back) => {
            depth < before.1 || seen(story) != before.0
        }
        (_, Action::Back) => depth < before.1,
        (_, Action::Save) => story.app.document().unsaved() == 0 || says,
        (_, Action::Actions) => matches!(top(story), Screen::Menu(Menu { query: Some(_), .. })),
        (_, Action::Help) => matches!(top(story), Screen::Help(_)),
        (Mode::BringBack, Action::Accept) => says || changed,
        (Mode::Export, Action::Accept) => says || depth > before.1,
        _ => seen(story) != before.0,
    };
    assert!(holds, "{} {} does not hold on {name}:\n{}\n{}", binding.key, binding.hint, shown, story.screen());
}

#[test]
fn help_opens_at_the_field_and_lists_keys_that_work_there() {
    for (name, mut story) in screens(80, 24) {
        if matches!(top(&story), Screen::Help(_)) {
            continue;
        }
        let label = |(subject, place): (Subject, Place)| subject.column(&place).unwrap().spec.label;
        let field = story.app.guide_here().map(label);
        let working: Vec<&Binding> = available::working(&story.app).collect();
        and_back(&mut story, |story| {
            story.keys("F1");
            let Screen::Help(help) = top(story) else { panic!("F1 opens no help on {name}:\n{}", story.screen()) };
            let keys = match field {
                Some(label) => {
                    assert!(help.topics[0].title.starts_with(label), "{} on {name}", help.topics[0].title);
                    &help.topics[1]
                }
                None => &help.topics[0],
            };
            assert_eq!(keys.title, "Keys on this screen", "on {name}");
            assert!(!keys.parts[0].body.is_empty(), "no keys on {name}");
        });
        let before = seen(&story);
        for binding in &working {
            let opposite = opposite(binding.action).and_then(|action| key_of(story.app.mode(), action));
            let does = |story: &mut Story, key: Key| {
                and_back(story, |story| {
                    story.press(key);
                    seen(story) != before
                })
            };
            let is_move = opposite.is_some();
            let works = does(&mut story, binding.key) || opposite.is_some_and(|key| does(&mut story, key));
            let one_line = matches!(top(&story), Screen::Menu(menu) if menu.shown().len() < 2)
                || matches!(top(&story), Screen::Help(help) if help.shown().len() < 2)
                || name.contains("nothing found")
                || story.app.list().is_some_and(|browse| browse.count() < 2);
            let at_rest = is_at_rest(&story, binding.action);
            assert!(
                works || (is_move && one_line) || at_rest,
                "{} ({:?}) does nothing on {name}:\n{}",
                binding.key,
                binding.action,
                story.screen()
            );
        }
    }
}

/// What does nothing where nothing is left to do, and is known to everybody from elsewhere.
fn is_at_rest(story: &Story, action: Action) -> bool {
    let group = action.entry().map(|entry| entry.group);
    match action {
        Action::Search => matches!(top(story), Screen::Browse(_)),
        Action::Left | Action::Right | Action::First | Action::Last | Action::WordLeft | Action::WordRight => {
            story.app.is_typing()
        }
        Action::Clear => true,
        Action::Leave => matches!(top(story), Screen::Menu(_)),
        _ => group == Some(Group::Typing),
    }
}

fn opposite(action: Action) -> Option<Action> {
    Some(match action {
        Action::Up => Action::Down,
        Action::Down => Action::Up,
        Action::Left => Action::Right,
        Action::Right => Action::Left,
        Action::PageUp => Action::PageDown,
        Action::PageDown => Action::PageUp,
        Action::First => Action::Last,
        Action::Last => Action::First,
        Action::NextField => Action::PreviousField,
        Action::PreviousField => Action::NextField,
        Action::NextActivity => Action::PreviousActivity,
        Action::PreviousActivity => Action::NextActivity,
        _ => return None,
    })
}

#[test]
fn every_action_is_listed_with_a_key_or_a_reason() {
    for (name, story) in screens(100, 30).filter(|(_, story)| story.app.is_open()) {
        let menu = palette::menu(&story.app);
        for line in &menu.lines {
            assert_eq!(line.available, !line.steps.is_empty(), "{} on {name}", line.label);
            assert!(line.available || !line.note.is_empty(), "{} gives no reason on {name}", line.label);
        }
        let listed: HashSet<&str> = menu.lines.iter().map(|line| line.label.as_str()).collect();
        for entry in COMMANDS.iter().filter(|entry| !matches!(entry.group, Group::Moving | Group::Typing)) {
            let is_list = entry.action == Action::Actions;
            assert!(is_list || listed.contains(entry.title), "{} is not listed on {name}", entry.title);
        }
    }
}

#[test]
fn every_available_action_runs_from_the_list_by_arrows_and_enter() {
    for (name, way) in WAYS {
        let mut story = Story::open_at(80, 24, SAMPLE);
        way(&mut story);
        let before = seen(&story);
        let lines = palette::menu(&story.app).lines;
        for (place, line) in lines.iter().enumerate().filter(|(_, line)| line.available) {
            and_back(&mut story, |story| {
                let is_list = |story: &Story| matches!(top(story), Screen::Menu(Menu { query: Some(_), .. }));
                // A list that is searched has no list of actions above it.
                if is_list(story) {
                    return;
                }
                story.keys("F10");
                let in_list = is_list(story);
                assert!(in_list, "F10 opens no list on {name}:\n{}", story.screen());
                for _ in 0..place {
                    story.keys("Down");
                }
                story.sees(&format!("> {}", line.label)).keys("Enter");
                let is_quiet = ["Search", "Clear the field"].contains(&line.label.as_str())
                    || (line.label == "Save" && *name == "the question where both changed a value")
                    || (line.label == "Leave" && name.starts_with("the question before leaving"));
                assert!(seen(story) != before || is_quiet, "{} did nothing on {name}:\n{}", line.label, story.screen());
            });
        }
    }
}

#[test]
fn an_action_that_cannot_be_done_says_why() {
    let mut story = Story::open();
    story.keys("'SC-01' Enter F2 F10 'remove this' Enter").sees("on a line of a table");
}

#[test]
fn no_key_is_bound_twice_and_none_that_terminals_take() {
    let mut bound = HashSet::new();
    for binding in KEYMAP {
        assert!(bound.insert((binding.mode, binding.key)), "{:?} {} is bound twice", binding.mode, binding.key);
        let taken = binding.key.ctrl
            && matches!(
                binding.key.name,
                Name::Char('h' | 'i' | 'j' | 'm' | '[' | 'w' | 'b' | ' ') | Name::Enter | Name::Tab | Name::Esc
            );
        assert!(!taken && binding.key.name != Name::F(11), "{} cannot be bound", binding.key);
    }
}

#[test]
fn every_action_is_reached_and_every_letter_without_ctrl_types() {
    let listed = palette::menu(&Story::open().app).lines;
    for entry in COMMANDS {
        let by_key = KEYMAP.iter().any(|binding| binding.action == entry.action);
        let by_list = listed.iter().any(|line| line.label == entry.title);
        assert!(by_key || by_list, "{} is reached by nothing", entry.title);
    }
    for binding in KEYMAP {
        let types = binding.key.typed().is_some_and(|letter| letter != ' ');
        assert!(!types, "{} does something in {:?}", binding.key, binding.mode);
    }
}
