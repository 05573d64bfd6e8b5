//! Folding, against its laws.

use proptest::prelude::*;
use ropa::domain::fold::{Folded, fold, same_term};

#[test]
fn texts_that_look_alike_fold_alike() {
    for (a, b) in [
        ("école", "ECOLE"),
        ("ŵyl", "wyl"),
        ("children’s", "childrens"),
        ("children's", "childrens"),
        ("O´Brien", "o`brien"),
        ("Siân", "SIAN"),
        ("e\u{301}mile", "Émile"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("Bjørn Æsir", "bjorn aesir"),
        ("e\u{2011}mail", "E-mail"),
        ("“case file”", "\"case file\""),
        ("2019–2024", "2019-2024"),
        ("of\u{fb01}cer", "ofFIcer"),
        ("council\u{a0}tax", " Council \t\n tax  "),
        ("İstanbul", "istanbul"),
        ("data\u{ad}base\u{200b}", "database"),
    ] {
        assert!(same_term(a, b), "\"{}\" and \"{}\"", fold(a), fold(b));
    }
    assert!(!same_term("data class", "data classes"));
    assert_eq!(fold(" The  Council’s\u{a0}Tax "), "the councils tax");
    assert_eq!(fold(" ’ "), "");
}

#[test]
fn every_character_folds_to_what_folds_to_itself() {
    for character in (0..=0x10ffff).filter_map(char::from_u32) {
        let folded = fold(&character.to_string());
        assert_eq!(fold(&folded), folded, "{character:?}");
    }
}

#[test]
fn a_match_is_marked_where_it_stands_in_the_original() {
    for (original, word, marked) in [
        ("  The Children’s\u{a0} Services", "childrens", "Children’s"),
        ("  The Children’s\u{a0} Services", "services", "Services"),
        ("plain text here", "text", "text"),
        ("Cafe\u{301} bar", "cafe", "Cafe\u{301}"),
        ("Große Straße  ", "strasse", "Straße"),
        ("boys’", "boys", "boys’"),
    ] {
        let folded = Folded::new(original);
        let start = folded.text().find(word).unwrap();
        let first = folded.text()[..start].chars().count();
        let behind = first + word.chars().count();
        let place = folded.original_char(first);
        let length = folded.original_char(behind) - place;
        let found: String = original.chars().skip(place).take(length).collect();
        assert_eq!(found, marked, "{original}");
    }
    assert_eq!(Folded::new("ab  ").original_char(99), 2);
    assert_eq!(Folded::default().original_char(0), 0);
}

proptest! {
    #[test]
    fn folding_twice_is_folding_once(text in any::<String>()) {
        let folded = fold(&text);
        prop_assert_eq!(&fold(&folded), &folded);
        prop_assert!(!folded.starts_with(' ') && !folded.ends_with(' ') && !folded.contains("  "));
    }

    #[test]
    fn a_folded_text_with_places_is_the_folded_text(text in prop_oneof![any::<String>(), "[ -~\\t\\r\\n]{0,40}"]) {
        let folded = Folded::new(&text);
        prop_assert_eq!(folded.text(), &*fold(&text));
        let length = folded.text().chars().count();
        let places: Vec<usize> = (0..=length).map(|at| folded.original_char(at)).collect();
        prop_assert!(places.is_sorted());
        prop_assert!(places.last().is_none_or(|end| *end <= text.chars().count()));
    }
}
