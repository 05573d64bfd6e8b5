//! What rules look at: an activity with what its words mean, or the header of a record; and the spots that they find.

use crate::domain::activity::{Activity, Controller};
use crate::domain::fold::fold;
use crate::domain::id::Id;
use crate::domain::lexicon::{Known, Lexicon};
use crate::domain::line::Line;
use crate::domain::organisation::{Officer, Organisation};
use crate::domain::term::Term;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::{List, Text};
use jiff::civil::Date;
use std::collections::HashMap;
use std::sync::Arc;

/// One activity as the rules see it. Each of its words is looked up once, when the case is made.
#[derive(Debug)]
pub struct Case<'a> {
    /// The activity.
    pub activity: &'a Activity,
    /// The organisation whose register it stands in.
    pub organisation: &'a Organisation,
    /// The words of the register.
    pub lexicon: &'a Lexicon,
    /// Today.
    pub today: Date,
    /// What the first special category data are called, recorded as such or implied by a class of data.
    pub special: Option<&'a str>,
    /// What the first criminal offence data are called, recorded as such or implied by a class of data.
    pub criminal: Option<&'a str>,
    /// Whether children are among the people.
    pub children: bool,
    /// Whether people who need particular protection are among them.
    pub vulnerable: bool,
    /// The recipients that may be processors or that have a country recorded, in the order of the lines.
    pub recipients: Vec<Recipient<'a>>,
}

/// A recipient of a line, with what the register knows of it.
#[derive(Clone, Copy, Debug)]
pub struct Recipient<'a> {
    /// The words of the line.
    pub words: &'a str,
    /// What they mean.
    pub known: Known<'a>,
}

impl<'a> Case<'a> {
    /// Looks the words of an activity up.
    pub fn of(
        activity: &'a Activity,
        organisation: &'a Organisation,
        lexicon: &'a Lexicon,
        today: Date,
    ) -> Case<'a> {
        let mut case = Case {
            activity,
            organisation,
            lexicon,
            today,
            special: None,
            criminal: None,
            children: false,
            vulnerable: false,
            recipients: Vec::new(),
        };
        for line in activity.lines() {
            case.read(line);
        }
        case
    }

    fn read(&mut self, line: &'a Line) {
        self.special = self
            .special
            .or_else(|| said(&line.special_categories).next());
        self.criminal = self
            .criminal
            .or_else(|| said(&line.criminal_offence_data).next());
        for words in said(&line.data_classes) {
            let Some(term) = self.term(ListId::DataClasses, words) else {
                continue;
            };
            self.special = self
                .special
                .or(term.implies_special.as_ref().map(|_| words));
            self.criminal = self
                .criminal
                .or(term.implies_criminal.as_ref().map(|_| words));
        }
        for words in said(&line.subjects) {
            let Some(term) = self.term(ListId::Subjects, words) else {
                continue;
            };
            self.children |= term.children;
            self.vulnerable |= term.vulnerable;
        }
        for words in said(&line.recipients) {
            let Some(known) = self.lexicon.known(ListId::Recipients, words) else {
                continue;
            };
            let recipient = Recipient { words, known };
            if recipient.may_be_processor() || known.country().is_some() {
                self.recipients.push(recipient);
            }
        }
    }

    fn term(&self, id: ListId, words: &str) -> Option<&'static Term> {
        self.lexicon.known(id, words)?.term
    }

    /// Whether the activity's own controller is a public authority. The register's organisation is one unless it says no;
    /// another controller only where that is recorded, since electoral registration and returning officers are none.
    pub fn by_public_authority(&self) -> bool {
        match self.other_controller() {
            Some(controller) => controller.public_authority == Some(true),
            None => self.organisation.public_authority != Some(false),
        }
    }

    /// The controller, where it is not the register's organisation.
    pub fn other_controller(&self) -> Option<&'a Controller> {
        self.activity
            .controller
            .as_ref()
            .filter(|controller| !controller.is_empty())
    }

    /// Whether one of the lawful bases has this code.
    pub fn relies_on(&self, basis: &str) -> bool {
        self.activity
            .lawful_bases()
            .iter()
            .any(|row| row.basis.as_deref() == Some(basis))
    }

    /// The Schedule 1 conditions that we know.
    pub fn schedule1(&self) -> impl Iterator<Item = &'static Term> {
        said(&self.activity.schedule1_conditions)
            .filter_map(|code| list(ListId::Schedule1Conditions).by_code(code))
    }
}

impl Recipient<'_> {
    /// Whether it acts, or may act, on the organisation's instructions.
    pub fn may_be_processor(&self) -> bool {
        matches!(
            self.known.kind(),
            Some("processor" | "processor-or-controller")
        )
    }
}

/// The header of a record (Article 30(1)(a)): the organisation's, or that of another controller which activities name.
#[derive(Debug)]
pub struct Header<'a> {
    /// The first activity that names the controller; `None` for the organisation's own header.
    pub activity: Option<&'a Activity>,
    /// Whether a name is recorded.
    pub named: bool,
    /// The name, for sentences.
    pub name: &'a str,
    /// Whether an address, email or telephone is recorded.
    pub reachable: bool,
    /// Whether a data protection officer is a duty: for a public authority (Article 37(1)(a)).
    pub needs_officer: bool,
    /// Whether the officer's name is recorded.
    pub officer_named: bool,
    /// Whether the officer's address, email or telephone is recorded.
    pub officer_reachable: bool,
}

impl<'a> Header<'a> {
    /// The organisation's header first, then each other controller once. Details of one controller are gathered from all
    /// the activities that name it.
    pub fn all(organisation: &'a Organisation, activities: &'a [Arc<Activity>]) -> Vec<Header<'a>> {
        let mut headers = vec![Header::of_organisation(organisation)];
        let mut places: HashMap<String, usize> = HashMap::new();
        for activity in activities {
            let Some(controller) = activity
                .controller
                .as_ref()
                .filter(|controller| !controller.is_empty())
            else {
                continue;
            };
            let header = Header::of_controller(activity, controller);
            // Controllers without a name are told apart by their activities only.
            let place = if header.named {
                *places.entry(fold(header.name)).or_insert(headers.len())
            } else {
                headers.len()
            };
            match headers.get_mut(place) {
                Some(first) => first.gather(&header),
                None => headers.push(header),
            }
        }
        headers
    }

    fn of_organisation(organisation: &'a Organisation) -> Header<'a> {
        let officer = organisation.data_protection_officer.as_ref();
        Header {
            activity: None,
            named: is_said(&organisation.name),
            name: organisation.name.as_deref().unwrap_or_default(),
            reachable: any_said([
                &organisation.address,
                &organisation.email,
                &organisation.telephone,
            ]),
            needs_officer: organisation.public_authority != Some(false),
            officer_named: officer.is_some_and(|officer| is_said(&officer.name)),
            officer_reachable: officer.is_some_and(is_reachable),
        }
    }

    fn of_controller(activity: &'a Activity, controller: &'a Controller) -> Header<'a> {
        let officer = controller.data_protection_officer.as_ref();
        Header {
            activity: Some(activity),
            named: is_said(&controller.name),
            name: controller.name.as_deref().unwrap_or_default(),
            reachable: any_said([
                &controller.address,
                &controller.email,
                &controller.telephone,
            ]),
            needs_officer: controller.public_authority == Some(true),
            officer_named: officer.is_some_and(|officer| is_said(&officer.name)),
            officer_reachable: officer.is_some_and(is_reachable),
        }
    }

    fn gather(&mut self, other: &Header) {
        self.reachable |= other.reachable;
        self.needs_officer |= other.needs_officer;
        self.officer_named |= other.officer_named;
        self.officer_reachable |= other.officer_reachable;
    }
}

/// Where a rule found something, and what fills its sentence.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Spot {
    /// Which of the rule's asks it is.
    pub ask: usize,
    /// The line, where the field is a line's.
    pub line: Option<Id>,
    /// The row, where the field is a table.
    pub row: Option<usize>,
    /// The named parts of the sentence.
    pub parts: Vec<(&'static str, String)>,
}

impl Spot {
    /// One of the rule's asks, on the activity as a whole.
    pub(super) fn ask(ask: usize) -> Spot {
        Spot {
            ask,
            ..Spot::default()
        }
    }

    /// The same, on a line.
    pub(super) fn on_line(self, line: &Line) -> Spot {
        Spot {
            line: Some(line.id.clone()),
            ..self
        }
    }

    /// The same, on a row of a table.
    pub(super) fn on_row(self, row: usize) -> Spot {
        Spot {
            row: Some(row),
            ..self
        }
    }

    /// The same, with a part of the sentence.
    pub(super) fn part(mut self, name: &'static str, value: &str) -> Spot {
        self.parts.push((name, value.to_owned()));
        self
    }

    /// The first ask where the test holds, else nothing.
    pub(super) fn when(holds: bool) -> Vec<Spot> {
        if holds {
            vec![Spot::default()]
        } else {
            Vec::new()
        }
    }
}

/// Whether something is written there; spaces are nothing.
pub(super) fn is_said(text: &Option<Text>) -> bool {
    text.as_deref().is_some_and(|text| !text.trim().is_empty())
}

/// The terms of a list that say something.
pub(super) fn said(list: &List) -> impl Iterator<Item = &str> {
    list.iter()
        .flatten()
        .map(|term| term.as_ref())
        .filter(|term: &&str| !term.trim().is_empty())
}

/// Whether a list holds nothing, whether nobody answered or somebody answered «none».
pub(super) fn holds_nothing(list: &List) -> bool {
    said(list).next().is_none()
}

/// Whether nobody answered; «none» is an answer.
pub(super) fn is_unanswered(list: &List) -> bool {
    list.as_ref()
        .is_none_or(|terms| !terms.is_empty() && holds_nothing(list))
}

fn any_said(texts: [&Option<Text>; 3]) -> bool {
    texts.into_iter().any(is_said)
}

fn is_reachable(officer: &Officer) -> bool {
    any_said([&officer.address, &officer.email, &officer.telephone])
}
