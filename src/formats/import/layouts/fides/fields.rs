//! Which field each key of a system, of a privacy declaration or of a column of the data map is.

use super::taxonomy;
use crate::domain::Text;
use crate::domain::activity::Mark;
use crate::domain::fold::fold;
use crate::domain::pairs::Pair;
use crate::domain::vocabulary::{ListId, list};
use crate::domain::words::say;
use crate::formats::import::cells::absence::{self, Absence};
use crate::formats::import::cells::sorted::{Sort, sort_of};
use crate::formats::import::cells::{flag, places, terms};
use crate::formats::import::drafting::{View, Writer};

/// The name of its key in `external_ids`.
const EXTERNAL: &str = "fides";

/// The field that a key goes to; none where its value is kept as it is. Keys of the data map are named by their last part.
pub(super) fn field_of(key: &str) -> Option<&'static str> {
    Some(match key {
        "fides_key" => "external_ids",
        "name" => "title",
        "description" => "description",
        "administrating_department" => "business_function",
        "data_stewards" => "owner",
        "joint_controller_info" | "joint_controller" => "joint_controllers",
        "dpa_location" | "link_to_processor_contract" => "agreements",
        "data_security_practices" | "link_to_security_policy" => "security_measures",
        "privacy_policy" => "privacy_notice.link",
        "requires_data_protection_assessments" => "dpia.required",
        "dpa_progress" => "dpia.progress",
        "third_country_transfers" | "third_country_combined" => "transfers",
        "legal_basis_for_transfers" => "transfers.safeguards",
        "data_use" => "purposes",
        "data_subjects" => "subjects",
        "data_categories" | "unioned_data_categories" => "data_classes",
        "third_parties" => "recipients",
        "legal_basis_for_processing" | "legal_basis" => "lawful_bases",
        "special_category_legal_basis" => "article9_conditions",
        "impact_assessment_location" => "legitimate_interests.assessment",
        "retention_period" => "retention",
        "automated_decisions_or_profiling" => "automated_decisions.level",
        "processes_special_category_data" => "special_categories",
        "source_name" | "ingress" => "sources",
        "system" | "dataset" => "locations",
        _ => return None,
    })
}

/// Writes a value into its field; `words` may hold several, one a line or parted by commas.
pub(super) fn write<'a>(writer: &mut Writer<'a>, key: &str, view: &View<'a>) {
    let Some(field) = field_of(key) else {
        return writer.keep(view);
    };
    if matches!(absence::read(&view.words), Some(Absence::DoesNotApply | Absence::NotSaid)) {
        return writer.evidence(field, None, &view.found, &view.at);
    }
    match field {
        "external_ids" => {
            let pair = Pair { name: Some(EXTERNAL.into()), value: Some(view.words.clone()), raw: None };
            let standing = writer.activity.external_ids.get_or_insert_default();
            if !standing.0.contains(&pair) {
                standing.0.push(pair);
            }
            writer.evidence(field, Some(&view.words), &view.found, &view.at);
        }
        "data_classes" => data(writer, view),
        "purposes" => writer.terms(field, None, clauses(&view.words), view),
        "subjects" => writer.terms(field, Some(ListId::Subjects), listed(&view.words), view),
        "sources" => writer.terms(field, Some(ListId::Sources), listed(&view.words), view),
        "locations" => writer.terms(field, None, vec![view.words.clone()], view),
        "special_categories" => special(writer, view),
        "transfers" => transfers(writer, view),
        "lawful_bases" | "article9_conditions" => law(writer, field, view),
        // A link, which no comma parts.
        "security_measures" if view.words.contains("://") => {
            writer.terms(field, Some(ListId::SecurityMeasures), vec![view.words.clone()], view);
        }
        "title" | "description" => {
            if field == "title" && writer.activity.title.is_some() {
                return writer.evidence(field, Some(&view.words), &view.found, &view.at);
            }
            writer.cell(field, view);
        }
        _ => writer.cell(field, view),
    }
}

/// Data categories, each by its key where the law names it, else by the lists.
fn data<'a>(writer: &mut Writer<'a>, view: &View<'a>) {
    for key in parted(&view.words) {
        let term = taxonomy::words(&key);
        let sort = taxonomy::sort(&key).unwrap_or_else(|| sort_of(&term, writer.setting.lexicon));
        let (field, id) = match sort {
            Sort::Ordinary => ("data_classes", ListId::DataClasses),
            Sort::Special => ("special_categories", ListId::SpecialCategories),
            Sort::Criminal => ("criminal_offence_data", ListId::CriminalOffenceData),
        };
        let own = View { found: key, ..view.clone() };
        writer.terms(field, Some(id), vec![term], &own);
    }
}

/// That special categories are processed, without a word which.
fn special<'a>(writer: &mut Writer<'a>, view: &View<'a>) {
    match flag::read(&view.words) {
        Some(true) => {
            let note = say("fides.special-which", &[("file", writer.setting.file)]);
            writer.mark("special_categories", Mark::TO_CONFIRM, note, view);
        }
        _ => writer.keep(view),
    }
}

/// Countries by their codes, which are no words of a sentence here: `CAN` is Canada. One that is the United Kingdom is no
/// transfer, and among others it is left off.
fn transfers<'a>(writer: &mut Writer<'a>, view: &View<'a>) {
    let mut abroad: Vec<Text> = Vec::new();
    for name in parted(&view.words) {
        let code = places::country(&name);
        let label = code.as_ref().and_then(|code| list(ListId::Countries).by_code(code)).map(|term| term.label.clone());
        if code.as_deref() != Some("GB") {
            abroad.push(label.unwrap_or(name));
        }
    }
    if abroad.is_empty() {
        writer.activity.transfers.get_or_insert_default();
        return writer.evidence("transfers", None, &view.found, &view.at);
    }
    writer.cell("transfers", &View { words: abroad.join("\n").into(), ..view.clone() });
}

/// A basis or condition in the words of the taxonomy; others are read as law in prose.
fn law<'a>(writer: &mut Writer<'a>, field: &'static str, view: &View<'a>) {
    const BASES: [(&str, &str); 6] = [
        ("consent", "6(1)(a)"),
        ("contract", "6(1)(b)"),
        ("legal obligation", "6(1)(c)"),
        ("vital interest", "6(1)(d)"),
        ("public interest", "6(1)(e)"),
        ("legitimate interest", "6(1)(f)"),
    ];
    const CONDITIONS: [(&str, &str); 10] = [
        ("explicit consent", "9(2)(a)"),
        ("employment, social security and social protection", "9(2)(b)"),
        ("vital interest", "9(2)(c)"),
        ("not-for-profit bodies", "9(2)(d)"),
        ("made public by the data subject", "9(2)(e)"),
        ("legal claims or judicial acts", "9(2)(f)"),
        ("reasons of substantial public interest (with a basis in law)", "9(2)(g)"),
        ("health or social care (with a basis in law)", "9(2)(h)"),
        ("public health (with a basis in law)", "9(2)(i)"),
        ("archiving, research and statistics (with a basis in law)", "9(2)(j)"),
    ];
    let words = fold(view.words.trim());
    let known: &[(&str, &str)] = if field == "lawful_bases" { &BASES } else { &CONDITIONS };
    let code = known.iter().find(|(wording, _)| words == *wording || words.strip_suffix('s') == Some(*wording));
    match code {
        Some((_, code)) => writer.cell(field, &View { words: (*code).into(), ..view.clone() }),
        None => writer.cell(field, view),
    }
}

/// Keys or names, as words.
fn listed(words: &str) -> Vec<Text> {
    parted(words).iter().map(|key| taxonomy::words(key)).collect()
}

fn clauses(words: &str) -> Vec<Text> {
    let lines = words.lines().map(str::trim).filter(|line| !line.is_empty());
    lines.map(taxonomy::words).collect()
}

/// The parts of a list: its lines; on one line parted by commas where they are keys or codes, else by the rules for all lists.
fn parted(words: &str) -> Vec<Text> {
    let by_comma: Vec<&str> = words.split([',', '\n']).map(str::trim).filter(|part| !part.is_empty()).collect();
    let is_code = |part: &&str| part.len() == 3 && part.bytes().all(|byte| byte.is_ascii_uppercase());
    if by_comma.iter().all(|part| taxonomy::is_key(part) || is_code(part)) {
        return by_comma.into_iter().map(Text::from).collect();
    }
    if words.contains('\n') {
        return words.lines().map(str::trim).filter(|line| !line.is_empty()).map(Text::from).collect();
    }
    terms::split(words)
}
