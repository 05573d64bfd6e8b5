//! An activity as the rules see it: with what its words mean.

use crate::domain::activity::Activity;
use crate::domain::lexicon::{Known, Lexicon};
use crate::domain::line::Line;
use crate::domain::organisation::Organisation;
use crate::domain::term::Term;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::{List, Text};
use jiff::civil::Date;

/// One activity as the rules see it. Each of its words is looked up once, when the case is made.
#[derive(Debug)]
pub struct Case<'a> {
    /// The activity.
    pub(super) activity: &'a Activity,
    /// The organisation whose register it stands in.
    pub(super) organisation: &'a Organisation,
    /// The words of the register.
    pub(super) lexicon: &'a Lexicon,
    /// Today.
    pub(super) today: Date,
    /// Special category data, if there are any.
    pub(super) special: Option<Sensitive<'a>>,
    /// Criminal offence data, if there are any.
    pub(super) criminal: Option<Sensitive<'a>>,
    /// Whether children are among the people.
    pub(super) children: bool,
    /// Whether people who need particular protection are among them.
    pub(super) vulnerable: bool,
    /// The recipients that may be processors or that have a country or an agreement recorded, in the order of the lines.
    pub(super) recipients: Vec<Recipient<'a>>,
}

/// The first special category or criminal offence data of an activity. What is recorded as such stands before what a class
/// of data implies.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sensitive<'a> {
    /// The words of the line.
    pub(super) words: &'a str,
    /// Whether a class of data only implies them: such data need not be sensitive.
    pub(super) implied: bool,
}

/// A recipient of a line, with what the register knows of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Recipient<'a> {
    /// The words of the line.
    pub(super) words: &'a str,
    /// What they mean.
    pub(super) known: Known<'a>,
}

impl<'a> Case<'a> {
    /// Looks the words of an activity up.
    pub(super) fn of(
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
        for words in said(&line.special_categories) {
            // Before 2018 offences were sensitive data, and many records still list them so.
            let criminal = self.term(ListId::CriminalOffenceData, words).is_some();
            note(if criminal { &mut self.criminal } else { &mut self.special }, words, false);
        }
        for words in said(&line.criminal_offence_data) {
            note(&mut self.criminal, words, false);
        }
        for words in said(&line.data_classes) {
            let Some(term) = self.term(ListId::DataClasses, words) else {
                continue;
            };
            if term.implies_special.is_some() {
                note(&mut self.special, words, true);
            }
            if term.implies_criminal.is_some() {
                note(&mut self.criminal, words, true);
            }
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
            if known.may_be_processor() || known.country().is_some() || known.agreement().is_some() {
                self.recipients.push(recipient);
            }
        }
    }

    fn term(&self, id: ListId, words: &str) -> Option<&'static Term> {
        self.lexicon.known(id, words)?.term
    }

    /// Whether the activity's own controller is a public authority. The register's organisation is one unless it says no;
    /// another controller only where that is recorded, since electoral registration and returning officers are none.
    pub(super) fn by_public_authority(&self) -> bool {
        match self.activity.other_controller() {
            Some(controller) => controller.public_authority == Some(true),
            None => self.organisation.public_authority != Some(false),
        }
    }

    /// Whether one of the lawful bases has this code.
    pub(super) fn relies_on(&self, basis: &str) -> bool {
        self.activity.lawful_bases().iter().any(|row| row.basis.as_deref() == Some(basis))
    }

    /// The Schedule 1 conditions that we know.
    pub(super) fn schedule1(&self) -> impl Iterator<Item = &'static Term> {
        said(&self.activity.schedule1_conditions).filter_map(|code| list(ListId::Schedule1Conditions).by_code(code))
    }
}

/// Keeps the first of what is recorded, else the first of what is implied.
fn note<'a>(held: &mut Option<Sensitive<'a>>, words: &'a str, implied: bool) {
    if held.is_none_or(|held| held.implied && !implied) {
        *held = Some(Sensitive { words, implied });
    }
}

/// Whether something is written there; spaces are nothing.
pub(super) fn is_said(text: &Option<Text>) -> bool {
    text.as_deref().is_some_and(|text| !text.trim().is_empty())
}

/// The terms of a list that say something.
pub(super) fn said(list: &List) -> impl Iterator<Item = &str> {
    list.iter().flatten().map(|term| term.as_ref()).filter(|term: &&str| !term.trim().is_empty())
}

/// Whether a list holds nothing, whether nobody answered or somebody answered «none».
pub(super) fn holds_nothing(list: &List) -> bool {
    said(list).next().is_none()
}

/// Whether nobody answered; «none» is an answer.
pub(super) fn is_unanswered(list: &List) -> bool {
    list.as_ref().is_none_or(|terms| !terms.is_empty() && holds_nothing(list))
}
