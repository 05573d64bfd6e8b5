//! A term of a vocabulary: its words, where they come from, and what follows from them.

use serde::Deserialize;

use crate::domain::Text;

/// A term as its data file has it. A member that is absent there is `None`, empty or false here.
/// Codes are text, since a register may hold one that we do not know.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Term {
    /// What the register stores for a term of law; terms of open lists are stored by their label.
    pub code: Option<Text>,
    /// The words an officer reads and picks.
    pub label: Text,
    /// A shorter label for narrow columns.
    pub short: Option<Text>,
    /// Other wordings that mean this term, in no other term of the list.
    pub aliases: Vec<Text>,
    /// The law, as it is cited.
    pub citation: Option<Text>,
    /// One or two sentences for the person who chooses.
    pub help: Option<Text>,
    /// Where we have it from; without one, the list's source holds. "ours": a suggestion of this program.
    pub source: Option<Text>,
    /// What has still to be checked about it.
    pub doubt: Option<Text>,
    /// The day from which the law says so, as YYYY-MM-DD.
    pub in_force_from: Option<Text>,
    /// A heading or set within the list, such as "EEA".
    pub group: Option<Text>,

    /// Data classes: the code of the special category that this is (Article 9).
    pub implies_special: Option<Text>,
    /// Data classes: the code of the criminal offence data that this is (Article 10).
    pub implies_criminal: Option<Text>,
    /// Data classes: codes of special categories that it may give away.
    pub may_reveal: Vec<Text>,

    /// Subjects: children are among them.
    pub children: bool,
    /// Subjects: people who need particular protection.
    pub vulnerable: bool,
    /// Subjects: shown as an explanation only, not to be chosen.
    pub not_selectable: bool,

    /// Recipients: the code of the kind of recipient.
    pub kind: Option<Text>,

    /// Countries: "home", "full", "partial", "check" or "none", by UK regulations.
    pub adequacy: Option<Text>,
    /// Countries: what an approval covers, or why to check.
    pub adequacy_note: Option<Text>,

    /// Schedule 1: part of the schedule, 1 to 3.
    pub part: Option<u8>,
    /// Schedule 1 and 8: number of the paragraph.
    pub paragraph: Option<u8>,
    /// Schedule 1: an appropriate policy document must be in place (Schedule 1 Part 4).
    pub requires_policy_document: bool,
    /// Schedule 1: when that does not hold, or what it depends on.
    pub policy_document_note: Option<Text>,
    /// Schedule 1: the Article 9 condition that it completes.
    pub supports_article9: Option<Text>,
    /// Schedule 1: codes of the only special categories that it covers; empty, all.
    pub limited_to: Vec<Text>,
    /// Schedule 1: it may serve for criminal offence data too.
    pub usable_for_criminal_data: bool,
    /// Schedule 1: it serves for criminal offence data only.
    pub criminal_data_only: bool,

    /// Article 9 conditions: the part of Schedule 1 from which a condition is needed as well.
    pub needs_schedule1_part: Option<u8>,
    /// Article 9 conditions: the Schedule 1 conditions to offer first.
    pub default_schedule1: Vec<Text>,
    /// A council is likely to need it.
    pub common_in_councils: bool,

    /// Mechanisms: appropriate safeguards (Article 46), which need the data protection test.
    pub safeguard: bool,
    /// Mechanisms: a derogation (Article 49).
    pub derogation: bool,

    /// Lawful bases: "ok", "default", "caution" or "barred_for_tasks"; mechanisms: "not_for_public_powers".
    pub public_authority: Option<Text>,
    /// Members of the register that must be filled in with it, as dotted paths.
    pub needs: Vec<Text>,
    /// Lawful bases: rights that depend on the basis.
    pub rights: Option<Rights>,

    /// Security measures: "technical" or "organisational" (Article 32(1)).
    pub technical: Option<Text>,
    /// Security measures: the paragraph of the UK GDPR that it serves, such as "32(1)(a)".
    pub article32: Option<Text>,

    /// Retention periods: what the time is counted from.
    pub trigger: Option<Text>,
    /// Retention periods: how long, in months.
    pub months: Option<u32>,
}

/// Rights that depend on the lawful basis, each "yes", "no" or "limited". The others always apply.
#[derive(Debug, Clone, PartialEq, Eq, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rights {
    /// Erasure (Article 17).
    pub erasure: Text,
    /// Data portability (Article 20).
    pub portability: Text,
    /// To object (Article 21).
    pub object: Text,
    /// To withdraw consent (Article 7(3)).
    pub withdraw_consent: Text,
}

impl Rights {
    /// The way to the answer on a right, by its code; `None` for a right that people have whatever the basis.
    pub(crate) fn way_to(right: &str) -> Option<fn(&Rights) -> &Text> {
        match right {
            "erasure" => Some(|rights| &rights.erasure),
            "portability" => Some(|rights| &rights.portability),
            "object" => Some(|rights| &rights.object),
            "withdraw" => Some(|rights| &rights.withdraw_consent),
            _ => None,
        }
    }
}

impl Term {
    /// Every wording that means it: its label, short label, code and aliases.
    pub fn wordings(&self) -> impl Iterator<Item = &Text> {
        let single = [Some(&self.label), self.short.as_ref(), self.code.as_ref()];
        single.into_iter().flatten().chain(&self.aliases)
    }

    /// Whether, as a derogation, it is not open to a public authority in the exercise of its public powers (Article 49(3)).
    pub fn is_barred_to_public_powers(&self) -> bool {
        self.public_authority.as_deref() == Some("not_for_public_powers")
    }

    /// The code, or an empty text where terms of the list have none.
    pub fn code(&self) -> &str {
        self.code.as_deref().unwrap_or_default()
    }
}
