//! The columns of LG Inform Plus, by their newer and older headings.

use super::{RECORD, RETENTION, SERVICE};

/// One column.
#[derive(Debug)]
pub(super) struct Column {
    /// Its headings, newer first, as letters and digits only.
    headings: &'static [&'static str],
    /// Where its cells go.
    pub goes: Goes,
    /// Whether a council may change it: only such a column is written anew.
    pub is_editable: bool,
    /// Whether a sheet of another system would hardly have it.
    pub is_telling: bool,
}

/// Where the cells of a column go.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Goes {
    /// To the organisation, by the member's path; on the first row of data only.
    Organisation(&'static str),
    /// To the external ids, by the name there.
    Id(&'static str),
    /// To a text of the activity.
    Text(&'static str),
    /// To a list of the activity or of its line.
    List(&'static str),
    /// To title and description.
    Description,
    /// To the team, as the service.
    Service,
    /// To the law that a basis rests on: the statute.
    Legislation,
    /// Whether that is a power or a duty.
    PowerOrDuty,
    /// Decides whether the row is a processing activity.
    Personal,
    /// Says whether there are special categories.
    Special,
    /// To the retention's authority.
    Authority,
    /// To the retention's `permanent`.
    Permanent,
    /// To the retention's words.
    Requirements,
    /// Nowhere: kept under its heading.
    Kept,
}

/// The column with this heading, however it is spaced.
pub(super) fn known(heading: &str) -> Option<&'static Column> {
    let bare: String = heading.chars().filter(|letter| letter.is_alphanumeric()).collect::<String>().to_lowercase();
    COLUMNS.iter().find(|column| column.headings.contains(&bare.as_str()))
}

/// The headings that are known in their order, for a register that no longer has its own.
pub(super) const NEWER: [&str; 18] = [
    "Data Controller Name",
    "Data Controller Email",
    "Data Controller Address",
    "Data Controller Telephone",
    "Data Protection Officer Name",
    "Data Protection Officer Email",
    "Data Protection Officer Address",
    "Data Protection Officer Telephone",
    "ID",
    "Retention ID",
    "Business Function",
    "Service ID",
    "Service Name",
    "Service Legislation Name",
    "Service Legislation Power Or Duty",
    "Records Description",
    "Contains Personal Information?",
    "Contains Special Information?",
];

impl Goes {
    /// The id of the field, as a mapping names it.
    pub fn field(self) -> Option<&'static str> {
        Some(match self {
            Goes::Organisation(path) => path,
            Goes::Id(RECORD) => "external_ids.lg-inform",
            Goes::Id(RETENTION) => "external_ids.lg-inform-retention",
            Goes::Id(_) => "external_ids.lg-inform-service",
            Goes::Text(field) | Goes::List(field) => field,
            Goes::Description => "title",
            Goes::Service => "team",
            Goes::Legislation | Goes::PowerOrDuty => "lawful_bases",
            Goes::Special => "special_categories",
            Goes::Authority | Goes::Permanent | Goes::Requirements => "retention",
            Goes::Personal | Goes::Kept => return None,
        })
    }
}

const fn council(headings: &'static [&'static str], goes: Goes) -> Column {
    Column { headings, goes, is_editable: true, is_telling: false }
}

const fn central(headings: &'static [&'static str], goes: Goes) -> Column {
    Column { headings, goes, is_editable: false, is_telling: false }
}

const fn telling(headings: &'static [&'static str], goes: Goes, is_editable: bool) -> Column {
    Column { headings, goes, is_editable, is_telling: true }
}

/// The columns that are known. Those behind the eighteenth have been seen in descriptions only; any other is kept as it is.
const COLUMNS: &[Column] = &[
    council(&["datacontrollername", "organisationname", "datacontroller"], Goes::Organisation("organisation.name")),
    council(&["datacontrolleremail"], Goes::Organisation("organisation.email")),
    council(&["datacontrolleraddress"], Goes::Organisation("organisation.address")),
    council(&["datacontrollertelephone"], Goes::Organisation("organisation.telephone")),
    council(
        &["dataprotectionofficername", "dataprotectionofficer"],
        Goes::Organisation("organisation.data_protection_officer.name"),
    ),
    council(&["dataprotectionofficeremail"], Goes::Organisation("organisation.data_protection_officer.email")),
    council(&["dataprotectionofficeraddress"], Goes::Organisation("organisation.data_protection_officer.address")),
    council(&["dataprotectionofficertelephone"], Goes::Organisation("organisation.data_protection_officer.telephone")),
    central(&["id", "recordid", "recordsid"], Goes::Id(RECORD)),
    telling(&["retentionid"], Goes::Id(RETENTION), true),
    council(&["businessfunction"], Goes::Text("business_function")),
    telling(&["serviceid"], Goes::Id(SERVICE), false),
    central(&["servicename"], Goes::Service),
    telling(&["servicelegislationname"], Goes::Legislation, false),
    telling(&["servicelegislationpowerorduty", "powerorduty"], Goes::PowerOrDuty, false),
    telling(&["recordsdescription", "recorddescription"], Goes::Description, true),
    telling(&["containspersonalinformation", "containspersonaldata"], Goes::Personal, false),
    telling(&["containsspecialinformation", "containsspecialcategoryinformation"], Goes::Special, true),
    central(&["impactlevel"], Goes::Kept),
    telling(&["retentionlegislationname"], Goes::Authority, false),
    telling(&["retentionlegislationurl"], Goes::Kept, false),
    telling(&["retainpermanently"], Goes::Permanent, false),
    telling(&["retentionrequirements", "retentionrequirement"], Goes::Requirements, false),
    central(&["notes", "retentionnotes", "addeddate", "updateddate", "dateadded", "dateupdated"], Goes::Kept),
    council(
        &["purposeofprocessing", "purposesofprocessing", "purposesoftheprocessing", "purpose", "purposes"],
        Goes::List("purposes"),
    ),
    council(
        &["categoriesofdatasubjects", "categoriesofindividuals", "datasubjects", "datasubjectcategories"],
        Goes::List("subjects"),
    ),
    council(
        &[
            "categoriesofpersonaldata",
            "personaldatacategories",
            "categoriesofpersonalinformation",
            "typesofpersonaldata",
        ],
        Goes::List("data_classes"),
    ),
    council(&["categoriesofrecipients", "recipients", "recipientcategories"], Goes::List("recipients")),
    council(
        &["securitymeasures", "technicalandorganisationalsecuritymeasures", "technicalandorganisationalmeasures"],
        Goes::List("security_measures"),
    ),
    council(&["informationassetowner", "assetowner", "iao"], Goes::Text("owner")),
];
