//! Lawful bases, conditions and statutes from cells.

use crate::domain::Text;
use crate::domain::activity::LawfulBasis;
use crate::formats::import::cells::law::{self, Context, Law};

use super::writer::{View, Writer};

impl<'a> Writer<'a> {
    /// A column of bases or conditions: each code that its words name, whichever column it stands in.
    pub(super) fn law(&mut self, field: &'static str, view: &View<'a>) {
        let context = match field {
            "article9_conditions" => Context::Article9,
            "schedule1_conditions" => Context::Schedule1,
            _ => Context::Article6,
        };
        let law = law::read(&view.words, context);
        for doubtful in &law.doubtful {
            self.look(view, "import.look.law-doubtful", &[("words", doubtful)]);
        }
        if law.is_empty() {
            return self.keep_and_look(view, "import.look.no-law", &[]);
        }
        self.bases(&law, view);
        for (field, found) in [("article9_conditions", &law.article9), ("schedule1_conditions", &law.schedule1)] {
            if !found.is_empty() {
                self.terms(field, None, found.iter().map(|found| found.code.clone()).collect(), view);
            }
        }
        if let Some(article10) = law.article10 {
            match article10.route {
                Some(route) => self.code("article10_route", &route, view),
                None => self.keep(view),
            }
        }
        if !law.rest.is_empty() && !law.doubtful.is_empty() {
            self.keep(view);
        }
    }

    fn bases(&mut self, law: &Law, view: &View<'a>) {
        for found in &law.bases {
            self.evidence("lawful_bases", Some(&found.code), &view.found, &view.at);
            let bases = self.activity.lawful_bases.get_or_insert_default();
            if !bases.iter().any(|basis| basis.basis.as_ref() == Some(&found.code)) {
                bases.push(LawfulBasis { basis: Some(found.code.clone()), ..LawfulBasis::default() });
            }
        }
        for power in &law.powers {
            self.evidence("lawful_bases.statutory_reference", Some(power), &view.found, &view.at);
            self.add_statute(power.clone());
        }
    }

    /// A column of statutes: they belong to the bases, which may stand in a later column.
    pub(super) fn statute(&mut self, view: &View<'a>) {
        let words = view.words.trim();
        self.evidence("lawful_bases.statutory_reference", Some(words), &view.found, &view.at);
        self.add_statute(words.into());
    }

    fn add_statute(&mut self, words: Text) {
        if !self.statutes.contains(&words) {
            self.statutes.push(words);
        }
    }

    /// Gives the statutes to the bases that rest on law (Article 6(3)); where none does, to the first, or to one that is not named yet.
    pub(super) fn settle_statutes(&mut self) {
        let statutes = std::mem::take(&mut self.statutes);
        if statutes.is_empty() {
            return;
        }
        let words: Text = statutes.join("; ").into();
        let bases = self.activity.lawful_bases.get_or_insert_default();
        let rests_on_law = |basis: &LawfulBasis| matches!(basis.basis.as_deref(), Some("6(1)(c)" | "6(1)(e)"));
        let mut given = false;
        for basis in bases.iter_mut().filter(|basis| rests_on_law(basis)) {
            basis.statutory_reference = Some(words.clone());
            given = true;
        }
        if given {
            return;
        }
        match bases.first_mut() {
            Some(first) => first.statutory_reference = Some(words),
            None => bases.push(LawfulBasis { statutory_reference: Some(words), ..LawfulBasis::default() }),
        }
    }
}
