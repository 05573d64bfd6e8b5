//! Typing: the draft of one text and its cursor.

use proptest::prelude::*;
use ropa::app::textbox::TextBox;
use unicode_normalization::is_nfc;
use unicode_segmentation::UnicodeSegmentation;

/// The text with `|` at the cursor.
fn shown(typed: &TextBox) -> String {
    let lines: Vec<&str> = if typed.is_multiline() { typed.text().split('\n').collect() } else { vec![typed.text()] };
    let mut shown: Vec<String> = lines.into_iter().map(str::to_owned).collect();
    shown[typed.cursor_line()] = format!("{}|{}", typed.before_cursor(), typed.after_cursor());
    shown.join("\n")
}

/// Starts at the end of `text`, does the steps, and compares.
fn check(text: &str, multiline: bool, steps: &[fn(&mut TextBox)], expected: &str) {
    let mut typed = TextBox::new(text, multiline);
    for step in steps {
        step(&mut typed);
    }
    assert_eq!(shown(&typed), expected, "from {text:?}");
}

fn left(typed: &mut TextBox) {
    typed.left();
}

fn up(typed: &mut TextBox) {
    typed.up();
}

fn down(typed: &mut TextBox) {
    typed.down();
}

#[test]
fn characters_are_typed_and_deleted_at_the_cursor() {
    check("", false, &[|t| t.insert('a'), |t| t.insert('ŵ')], "aŵ|");
    check("payroll", false, &[left, left, |t| t.insert('x')], "payrox|ll");
    check("payroll", false, &[left, TextBox::backspace], "payro|l");
    check("payroll", false, &[left, TextBox::delete], "payrol|");
    check("payroll", false, &[TextBox::delete], "payroll|");
    check("payroll", false, &[TextBox::home, TextBox::backspace, left], "|payroll");
    check("payroll", false, &[TextBox::home, TextBox::right, TextBox::end], "payroll|");
    check("payroll", false, &[TextBox::clear, TextBox::clear], "|");
    check("a\nb", true, &[left, TextBox::backspace], "a|b");
}

#[test]
fn what_looks_like_one_letter_is_passed_and_deleted_as_one() {
    for letter in ["e\u{323}\u{302}\u{301}", "👩‍👩‍👧", "🇬🇧", "नि", "각", "❤️", "\r\n"] {
        let text = format!("a{letter}b");
        check(&text, true, &[left, TextBox::backspace, TextBox::end], "ab|");
        let mut typed = TextBox::new(&text, false);
        typed.left();
        typed.left();
        assert_eq!(typed.before_cursor(), "a", "{letter:?}");
        typed.delete();
        assert_eq!(typed.text(), "ab", "{letter:?}");
    }
}

#[test]
fn accents_typed_behind_their_letter_become_one_with_it() {
    check("", false, &[|t| t.insert('w'), |t| t.insert('\u{302}'), |t| t.insert('n')], "ŵn|");
    check("\u{302}n", false, &[TextBox::home, |t| t.insert('w')], "ŵ|n");
    check("w\n\u{302}", true, &[TextBox::home, TextBox::backspace], "ŵ|");
    check("🇬", false, &[|t| t.insert('🇧')], "🇬🇧|");
    check("🇬🇧", false, &[TextBox::home, |t| t.insert('🇫')], "🇫🇬|🇧");
}

#[test]
fn a_text_that_is_only_looked_at_stays_as_it_was() {
    let stored = "w\u{302}y\r\nl\u{7}";
    let mut typed = TextBox::new(stored, true);
    typed.home();
    typed.up();
    typed.word_right();
    typed.select_all();
    typed.left();
    assert_eq!(typed.text(), stored);
}

#[test]
fn a_pasted_text_loses_what_cannot_be_typed() {
    let rows = [
        ("a\nb", false, "a b"),
        ("a\r\nb\rc", false, "a b c"),
        ("a\r\nb\rc\u{b}d\u{2028}e\u{85}f", true, "a\nb\nc\nd\ne\nf"),
        ("a\tb", false, "a b"),
        ("\u{1b}[31mred\u{7}\u{0}\u{9b}", false, "[31mred"),
        ("y\u{302}r \u{202e}x", false, "ŷr \u{202e}x"),
        ("\u{1b}", true, ""),
    ];
    for (pasted, multiline, expected) in rows {
        let mut typed = TextBox::new("", multiline);
        typed.paste(pasted);
        assert_eq!(typed.text(), expected, "{pasted:?}");
    }
    let mut typed = TextBox::new("ab", false);
    typed.left();
    typed.paste("12");
    assert_eq!(shown(&typed), "a12|b");
    typed.insert('\n');
    typed.insert('\u{7}');
    assert_eq!(shown(&typed), "a12 |b");
}

#[test]
fn the_cursor_goes_by_words() {
    check("school transport, escorts", false, &[TextBox::word_left], "school transport, |escorts");
    check("school transport, escorts", false, &[TextBox::word_left, TextBox::word_left], "school |transport, escorts");
    check("school transport", false, &[TextBox::home, TextBox::word_left], "|school transport");
    check("school transport", false, &[TextBox::home, TextBox::word_right], "school |transport");
    check("school transport", false, &[TextBox::home, TextBox::word_right, TextBox::word_right], "school transport|");
    check("school transport", false, &[left, TextBox::word_left], "school |transport");
    check("  ...", false, &[TextBox::word_left], "|  ...");
}

#[test]
fn a_word_is_deleted_up_to_its_start() {
    check("school transport", false, &[TextBox::delete_word], "school |");
    check("school transport", false, &[TextBox::delete_word, TextBox::delete_word, TextBox::delete_word], "|");
    check("school transport", false, &[left, TextBox::delete_word], "school |t");
    check("school\ntransport", true, &[TextBox::home, TextBox::delete_word], "school|transport");
    check("school\n  ", true, &[TextBox::delete_word], "school\n|");
}

#[test]
fn the_cursor_goes_up_and_down_and_keeps_its_column() {
    let text = "school\nŵ\n\ntransport";
    check(text, true, &[up], "school\nŵ\n|\ntransport");
    check(text, true, &[left, left, left, up, up], "school\nŵ|\n\ntransport");
    check(text, true, &[left, left, left, up, up, up], "school|\nŵ\n\ntransport");
    check(text, true, &[left, left, left, left, left, left, up, up, up, down, down, down], "school\nŵ\n\ntra|nsport");
    check(
        text,
        true,
        &[up, left, up],
        "school\nŵ|\n\ntransport".replace("ŵ|", "ŵ").replacen("school", "s|chool", 1).as_str(),
    );
    check("one\r\ntwo", true, &[up], "one|\ntwo");
    check("one\r\ntwo", true, &[up, TextBox::home, TextBox::end, TextBox::right], "one\r\n|two");
}

#[test]
fn up_and_down_say_when_there_is_no_such_line() {
    let mut lines = TextBox::new("a\nb", true);
    assert!(!lines.down());
    assert!(lines.up());
    assert!(!lines.up());
    assert!(lines.down());
    let mut line = TextBox::new("a\nb", false);
    assert!(!line.up());
    line.home();
    assert!(!line.down());
    assert_eq!(line.before_cursor(), "");
    assert_eq!(line.cursor_line(), 0);
}

#[test]
fn a_selected_text_is_replaced_by_what_is_typed_next() {
    let all = TextBox::select_all;
    check("Copy of payroll", false, &[all, |t| t.insert('P')], "P|");
    check("Copy of payroll", false, &[all, |t| t.insert('P'), |t| t.insert('a')], "Pa|");
    check("Copy of payroll", false, &[all, |t| t.paste("Pay")], "Pay|");
    check("Copy of payroll", false, &[all, |t| t.insert('\u{7}'), left], "|Copy of payroll");
    check("Copy of payroll", false, &[all, TextBox::backspace], "|");
    check("Copy of payroll", false, &[all, TextBox::delete], "|");
    check("Copy of payroll", false, &[all, TextBox::delete_word], "|");
    check("Copy of payroll", false, &[all, left, |t| t.insert('x')], "x|Copy of payroll");
    check("Copy of payroll", false, &[all, TextBox::right, |t| t.insert('x')], "Copy of payrollx|");
    let mut typed = TextBox::new("", false);
    typed.select_all();
    assert!(!typed.is_selected(), "there is nothing to select");
    typed.insert('x');
    typed.select_all();
    assert!(typed.is_selected());
    typed.end();
    assert!(!typed.is_selected());
}

#[derive(Clone, Debug)]
enum Step {
    Insert(char),
    Paste(String),
    Plain(fn(&mut TextBox)),
}

fn step() -> impl Strategy<Value = Step> {
    let plain: Vec<fn(&mut TextBox)> = vec![
        TextBox::backspace,
        TextBox::delete,
        TextBox::delete_word,
        TextBox::clear,
        left,
        left,
        TextBox::right,
        TextBox::home,
        TextBox::end,
        TextBox::word_left,
        TextBox::word_right,
        up,
        down,
        TextBox::select_all,
    ];
    prop_oneof![
        3 => awkward().prop_map(Step::Insert),
        1 => prop::collection::vec(awkward(), 0..6).prop_map(|letters| Step::Paste(letters.into_iter().collect())),
        5 => prop::sample::select(plain).prop_map(Step::Plain),
    ]
}

/// Characters that join with their neighbours, and a few that do not.
fn awkward() -> impl Strategy<Value = char> {
    let letters: Vec<char> =
        "ae \n\r\t\u{7}\u{301}\u{302}\u{323}\u{200d}\u{fe0f}👩🇬🇧각क्षि\u{600}\u{dd9}\u{dcf}\u{ff9e}ش.'"
            .chars()
            .collect();
    prop_oneof![4 => prop::sample::select(letters), 1 => any::<char>()]
}

proptest! {
    #[test]
    fn typing_never_panics_and_what_is_typed_is_nfc(
        start in prop::collection::vec(awkward(), 0..8),
        multiline: bool,
        steps in prop::collection::vec(step(), 0..40),
    ) {
        let start: String = start.into_iter().collect();
        let mut typed = TextBox::new(&start, multiline);
        for step in steps {
            let before = typed.text().to_owned();
            match &step {
                Step::Insert(letter) => typed.insert(*letter),
                Step::Paste(text) => typed.paste(text),
                Step::Plain(act) => act(&mut typed),
            }
            prop_assert!(typed.text() == before || is_nfc(typed.text()), "{:?}", typed);
            let lines_before: usize = match multiline {
                true => typed.text().split_inclusive('\n').take(typed.cursor_line()).map(str::len).sum(),
                false => 0,
            };
            let cursor = lines_before + typed.before_cursor().len();
            let mut boundaries = typed.text().grapheme_indices(true).map(|(place, _)| place).chain([typed.text().len()]);
            prop_assert!(boundaries.any(|place| place == cursor), "{:?}", typed);
            prop_assert!(!multiline || !typed.after_cursor().contains('\n'));
        }
    }

    #[test]
    fn typing_letter_by_letter_is_the_same_as_pasting(letters in prop::collection::vec(awkward(), 0..12)) {
        let text: String = letters.iter().filter(|letter| **letter != '\r').collect();
        let (mut typed, mut pasted) = (TextBox::new("", true), TextBox::new("", true));
        text.chars().for_each(|letter| typed.insert(letter));
        pasted.paste(&text);
        prop_assert_eq!(typed, pasted);
    }
}
