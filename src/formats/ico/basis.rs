//! The words of lawful bases, of what goes with each basis, and of the rights that follow from them.

use crate::domain::Text;
use crate::domain::activity::{Activity, LawfulBasis};
use crate::domain::rights::bases_of;
use crate::domain::term::Rights;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::words::say;

use super::cell::{Answer, Asked, Cell, does_not_apply, filled, one_line};
use super::column::{Export, cited};
use super::transfer::counted;

impl Export<'_> {
    /// Column L: each basis with its citation, the law behind it, and the purpose that it serves.
    pub fn lawful_bases(&self, activity: &Activity) -> Cell {
        let answer = match activity.lawful_bases.as_deref() {
            None => Answer::NotRecorded,
            Some([]) => Answer::None,
            Some(bases) => {
                let gaps = bases.iter().filter(|basis| filled(&basis.basis).is_none()).count();
                counted(bases.iter().flat_map(|basis| self.basis(basis)).collect(), gaps)
            }
        };
        self.marked(answer, &["lawful_bases"], activity, None)
    }

    fn basis(&self, basis: &LawfulBasis) -> Vec<String> {
        let name = match filled(&basis.basis) {
            Some(code) => cited(ListId::LawfulBases, code),
            None => say("export.basis", &[("answer", &self.phrases.not_recorded)]),
        };
        let details = [
            ("export.law", &basis.statutory_reference),
            ("export.for-purpose", &basis.purpose),
            ("export.outside-public-tasks", &basis.outside_public_tasks),
        ];
        let details = details.into_iter().filter_map(|(id, text)| Some(say(id, &[("text", &one_line(filled(text)?))])));
        std::iter::once(name).chain(details).collect()
    }

    /// Column M: the Article 9 conditions, asked for where there are special category data.
    pub fn article9(&self, activity: &Activity) -> Answer {
        conditions(ListId::Article9Conditions, activity.article9_conditions.as_deref())
            .unless(self.special_category_data(activity))
    }

    /// Column N: the interests pursued, asked for with 6(1)(f) and (ea).
    pub fn interests(&self, activity: &Activity) -> Answer {
        let interests = activity.legitimate_interests.as_ref().and_then(|interests| filled(&interests.interests));
        let recognised = filled(&activity.recognised_legitimate_interest)
            .map(|code| say("export.recognised", &[("interest", &cited(ListId::RecognisedLegitimateInterests, code))]));
        Answer::of_lines(interests.map(|text| text.to_string()).into_iter().chain(recognised))
            .unless(relies_on(activity, &["6(1)(f)", "6(1)(ea)"]))
    }

    /// Column O: the assessment, asked for with 6(1)(f).
    pub fn interests_assessment(&self, activity: &Activity) -> Answer {
        let assessment = activity.legitimate_interests.as_ref().and_then(|interests| interests.assessment.as_ref());
        Answer::of_text(assessment).unless(relies_on(activity, &["6(1)(f)"]))
    }

    /// Column S: the record of consents, asked for wherever consent is relied on (Articles 6, 9 and Schedule 1).
    pub fn consent_record(&self, activity: &Activity) -> Answer {
        let explicit = activity.article9_conditions.iter().flatten().any(|code| &**code == "9(2)(a)")
            || activity.schedule1_conditions.iter().flatten().any(|code| &**code == "para-29");
        let explicit = if explicit { Asked::Yes } else { Asked::No };
        Answer::of_text(activity.consent_record.as_ref()).unless(explicit.or(relies_on(activity, &["6(1)(a)"])))
    }

    /// Column P: the rights that everybody has, and those that follow from the bases and from automated decisions.
    /// A right that not every basis gives names the bases that do.
    pub fn rights(&self, activity: &Activity) -> Answer {
        if does_not_apply(activity, "lawful_bases", None) {
            return Answer::NotApplicable;
        }
        if activity.lawful_bases.is_none() {
            return Answer::NotRecorded;
        }
        let bases = bases_of(activity);
        let mut lines = Vec::new();
        for right in &list(ListId::Rights).terms {
            match (right.code(), Rights::way_to(right.code())) {
                (_, Some(answer)) => lines.extend(by_basis(&right.label, &bases, answer)),
                ("automated-decisions", _) if !activity.is_decided_by_system() => {}
                _ => lines.push(right.label.to_string()),
            }
        }
        Answer::of_lines(lines)
    }
}

/// A right as far as the bases give it: wholly, and within limits.
fn by_basis(right: &str, given: &[(&Text, &Rights)], answer: fn(&Rights) -> &Text) -> Vec<String> {
    let bases = |word: &str| -> Vec<&str> {
        let given = given.iter().filter(|(_, rights)| &**answer(rights) == word);
        given.map(|(label, _)| &***label).collect()
    };
    let (wholly, limited) = (bases("yes"), bases("limited"));
    if !given.is_empty() && wholly.len() == given.len() {
        return vec![right.to_owned()];
    }
    if !given.is_empty() && limited.len() == given.len() {
        return vec![say("export.right-limited", &[("right", right)])];
    }
    let named = [("export.right-by-basis", wholly), ("export.right-limited-by-basis", limited)];
    let named = named.into_iter().filter(|(_, bases)| !bases.is_empty());
    named.map(|(id, bases)| say(id, &[("right", right), ("bases", &bases.join("; "))])).collect()
}

/// Whether the activity rests on one of these bases.
fn relies_on(activity: &Activity, codes: &[&str]) -> Asked {
    let Some(bases) = activity.lawful_bases.as_deref() else {
        let marked = does_not_apply(activity, "lawful_bases", None);
        return if marked { Asked::No } else { Asked::Unknown };
    };
    let known = |code: &str| list(ListId::LawfulBases).by_code(code).is_some();
    let of_basis = |basis: &LawfulBasis| match basis.basis.as_deref() {
        Some(code) if codes.contains(&code) => Asked::Yes,
        Some(code) if known(code) => Asked::No,
        _ => Asked::Unknown,
    };
    bases.iter().map(of_basis).fold(Asked::No, Asked::or)
}

/// Codes of a list of conditions as labels with citations, one a line.
pub(super) fn conditions(id: ListId, codes: Option<&[Text]>) -> Answer {
    match codes {
        None => Answer::NotRecorded,
        Some([]) => Answer::None,
        Some(codes) => {
            Answer::of_lines(codes.iter().filter(|code| !code.trim().is_empty()).map(|code| cited(id, code)))
        }
    }
}
