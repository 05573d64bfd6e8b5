//! F1 at a field opens the guide of that field, and Esc leads back.

use crate::every_field::walk::Walk;
use ropa::app::Screen;
use ropa::domain::guide::{guidance, name_of};
use ropa::domain::subject::Place;

impl Walk {
    /// F1 opens the guide of the field that has the keyboard, from the field and from its list, and Esc leads back.
    #[track_caller]
    pub fn explained(&mut self, place: Place) {
        self.opens_guide(place);
        self.story.keys("F4");
        assert!(matches!(self.story.app.top(), Some(Screen::Picker(_))), "no list at {place:?}");
        self.opens_guide(place);
        self.story.keys("Esc");
        assert!(!matches!(self.story.app.top(), Some(Screen::Picker(_))), "{}", self.story.screen());
    }

    /// F1 opens the guide of a field, with everything that it says, and Esc leads back.
    #[track_caller]
    pub fn opens_guide(&mut self, place: Place) {
        let name = name_of(&self.subject, &place);
        let guidance = guidance(&name).unwrap_or_else(|| panic!("the guide says nothing of {name}"));
        let before = self.story.screen();
        self.story.keys("F1").sees("What it is for");
        let Some(Screen::Help(help)) = self.story.app.top() else { panic!("{}", self.story.screen()) };
        let first = help.shown()[0];
        let label = self.subject.column(&place).unwrap().spec.label;
        assert!(first.title.starts_with(label), "{:?} at {name}", first.title);
        let told: Vec<&str> = first.parts.iter().flat_map(|part| &part.body).map(String::as_str).collect();
        for words in [&guidance.why, &guidance.record, &guidance.good, &guidance.weak, &guidance.law, &guidance.expects]
        {
            assert!(told.contains(&&**words), "{words:?} is not told at {name}: {told:#?}");
        }
        let because = format!("Why: {}", guidance.because);
        assert!(told.contains(&because.as_str()), "{because:?} is not told at {name}");
        self.story.keys("Esc");
        assert_eq!(self.story.screen(), before, "at {name}");
    }
}
