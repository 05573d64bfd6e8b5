//! What a record needs and a notice does not say.

use crate::domain::activity::Activity;
use crate::domain::line::Line;
use crate::domain::words::say;
use crate::domain::{List, Text};
use crate::formats::import::brought::Gap;

/// What a notice says of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Time {
    /// A time, or for good.
    Said,
    /// Words without a time.
    OnlyWords,
    /// Nothing.
    NotSaid,
}

/// The gaps of one draft, in the order in which an officer fills them.
pub(super) fn of(activity: &Activity, line: &Line, time: Time, draft: usize) -> Vec<Gap> {
    let mut gaps = Vec::new();
    let mut gap = |missing: bool, field: &'static str, id: &str| {
        if missing {
            gaps.push(Gap { draft, field, words: say(id, &[]) });
        }
    };
    let told = |field: &str| activity.marks().iter().any(|mark| mark.field.as_deref() == Some(field));
    let blank = |list: &List, field: &str| list.is_none() && !told(field);
    let some = |list: &List| list.as_ref().is_some_and(|list: &Vec<Text>| !list.is_empty());
    gap(blank(&activity.purposes, "purposes"), "purposes", "notice.gap_purposes");
    gap(blank(&line.subjects, "subjects"), "subjects", "notice.gap_subjects");
    gap(blank(&line.data_classes, "data_classes"), "data_classes", "notice.gap_data");
    gap(blank(&line.recipients, "recipients"), "recipients", "notice.gap_recipients");
    gap(time == Time::NotSaid && !told("retention"), "retention", "notice.gap_retention");
    gap(time == Time::OnlyWords, "retention", "notice.gap_time");
    gap(activity.transfers.is_none() && !told("transfers"), "transfers", "notice.gap_transfers");
    let placeless = |country: Option<&str>| matches!(country, None | Some("unspecified" | "EEA" | "EU"));
    let no_country = activity.transfers().iter().any(|transfer| placeless(transfer.country.as_deref()));
    gap(no_country, "transfers", "notice.gap_countries");
    gap(activity.lawful_bases.is_none(), "lawful_bases", "notice.gap_basis");
    let special = some(&line.special_categories);
    gap(special && activity.article9_conditions.is_none(), "article9_conditions", "notice.gap_article9");
    let criminal = some(&line.criminal_offence_data);
    gap(criminal && activity.article10_route.is_none(), "article10_route", "notice.gap_article10");
    gap(blank(&activity.sources, "sources"), "sources", "notice.gap_sources");
    gap(activity.contact.is_none(), "contact", "notice.gap_contact");
    gaps
}
