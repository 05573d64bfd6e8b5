//! What an activity says that other answers hang on: the form asks by it, changes are judged by it, suggestions fit it.

use crate::domain::Text;
use crate::domain::activity::Activity;
use crate::domain::check::case::{Case, said};
use crate::domain::lexicon::Lexicon;
use crate::domain::organisation::Organisation;
use crate::domain::term::Term;
use crate::domain::vocabulary::{ListId, list};
use jiff::civil::Date;

/// The answers of one activity, with what its words mean.
#[derive(Debug)]
pub struct Answers<'a> {
    case: Case<'a>,
}

/// Words of an activity that law attaches to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said<'a> {
    /// The words as they are recorded.
    pub words: &'a str,
    /// The code of what they mean, where it is known.
    pub code: Option<&'a str>,
    /// Whether a class of data only implies them.
    pub implied: bool,
    /// The codes of what else a class of data may reveal.
    pub may_reveal: &'a [Text],
}

impl<'a> Answers<'a> {
    /// Looks the words of an activity up.
    pub fn of(
        activity: &'a Activity,
        organisation: &'a Organisation,
        lexicon: &'a Lexicon,
        today: Date,
    ) -> Answers<'a> {
        Answers { case: Case::of(activity, organisation, lexicon, today) }
    }

    /// The activity.
    pub fn activity(&self) -> &'a Activity {
        self.case.activity
    }

    /// The words of the register.
    pub fn lexicon(&self) -> &'a Lexicon {
        self.case.lexicon
    }

    /// Today.
    pub fn today(&self) -> Date {
        self.case.today
    }

    /// Whether the activity's own controller is a public authority.
    pub fn by_public_authority(&self) -> bool {
        self.case.by_public_authority()
    }

    /// Whether one of the Article 6 bases has this code.
    pub fn relies_on(&self, basis: &str) -> bool {
        self.case.relies_on(basis)
    }

    /// The Article 9 conditions, as codes.
    pub fn article9(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        said(&self.case.activity.article9_conditions)
    }

    /// The Schedule 1 conditions that we know.
    pub fn schedule1(&self) -> Vec<&'static Term> {
        self.case.schedule1().collect()
    }

    /// The special category data, those recorded as such before those that a class of data implies.
    pub fn special(&self) -> Vec<Said<'a>> {
        let recorded = self.words(|line| &line.special_categories).filter(|words| !self.is_offence(words));
        let recorded = recorded.map(|words| {
            let term = self.term(ListId::SpecialCategories, words);
            Said { words, code: term.and_then(|term| term.code.as_deref()), implied: false, may_reveal: &[] }
        });
        recorded.chain(self.implied(|term| term.implies_special.as_deref())).collect()
    }

    /// The criminal offence data, those recorded as such before those that a class of data implies.
    pub fn criminal(&self) -> Vec<Said<'a>> {
        // Before 2018 offences were sensitive data, and many records still list them so.
        let former = self.words(|line| &line.special_categories).filter(|words| self.is_offence(words));
        let recorded = self.words(|line| &line.criminal_offence_data).chain(former).map(|words| {
            let term = self.term(ListId::CriminalOffenceData, words);
            Said { words, code: term.and_then(|term| term.code.as_deref()), implied: false, may_reveal: &[] }
        });
        recorded.chain(self.implied(|term| term.implies_criminal.as_deref())).collect()
    }

    /// The groups of people that are children or have children among them.
    pub fn children(&self) -> Vec<&'a str> {
        self.people(|term| term.children)
    }

    /// The groups of people who need particular protection.
    pub fn vulnerable(&self) -> Vec<&'a str> {
        self.people(|term| term.vulnerable)
    }

    fn people(&self, is: impl Fn(&Term) -> bool) -> Vec<&'a str> {
        let people = self.words(|line| &line.subjects);
        people.filter(|words| self.term(ListId::Subjects, words).is_some_and(&is)).collect()
    }

    fn implied(&self, code: impl Fn(&'static Term) -> Option<&'static str>) -> impl Iterator<Item = Said<'a>> {
        self.words(|line| &line.data_classes).filter_map(move |words| {
            let term = self.term(ListId::DataClasses, words)?;
            Some(Said { words, code: Some(code(term)?), implied: true, may_reveal: &term.may_reveal })
        })
    }

    fn words(
        &self,
        of: impl Fn(&'a crate::domain::line::Line) -> &'a crate::domain::List,
    ) -> impl Iterator<Item = &'a str> {
        self.case.activity.lines().iter().flat_map(move |line| said(of(line)))
    }

    fn is_offence(&self, words: &str) -> bool {
        self.term(ListId::CriminalOffenceData, words).is_some()
    }

    fn term(&self, id: ListId, words: &str) -> Option<&'static Term> {
        self.case.term(id, words)
    }

    /// The term of a transfer's mechanism and of its country, by the row.
    pub fn transfer(&self, row: usize) -> (Option<&'static Term>, Option<&'static Term>) {
        let transfer = self.case.activity.transfers().get(row);
        let mechanism = transfer.and_then(|transfer| list(ListId::Mechanisms).by_code(transfer.mechanism.as_deref()?));
        let country = transfer.and_then(|transfer| list(ListId::Countries).by_code(transfer.country.as_deref()?));
        (mechanism, country)
    }
}
