//! What a record is asked for, topic by topic, for an overview: what belongs into the record first, then what stands beside it.

/// A topic.
#[derive(Debug, PartialEq, Eq)]
pub struct Topic {
    /// What it is called.
    pub label: &'static str,
    /// Whether Article 30, or section 61 for law enforcement, wants it in the record.
    pub in_the_record: bool,
    /// Whether only records with special category or criminal offence data are asked.
    pub of_sensitive_data: bool,
    /// The numbers of its rules.
    pub rules: &'static [&'static str],
}

/// Every topic. Each rule belongs to one.
pub static TOPICS: &[Topic] = &[
    record("Controller, DPO contact", &["V-01", "V-02", "V-03", "V-04", "V-54"]),
    record("Purposes", &["V-06", "V-07", "V-55"]),
    record("People and data", &["V-08", "V-09", "V-11"]),
    record("Recipients", &["V-10", "V-12"]),
    record("Transfers and safeguards", &["V-13", "V-14", "V-15", "V-33", "V-34", "V-35", "V-36", "V-37"]),
    record("Time limits for erasure", &["V-16", "V-17"]),
    record("Security measures", &["V-18", "V-19"]),
    record("Law enforcement record", &["V-57"]),
    beside("Lawful basis", &["V-26", "V-27", "V-28", "V-29", "V-30", "V-31", "V-32", "V-59"]),
    Topic {
        of_sensitive_data: true,
        ..beside("Article 9 and 10 grounds", &["V-20", "V-21", "V-22", "V-23", "V-24", "V-25", "V-53", "V-58", "V-60"])
    },
    beside("Privacy notice, sources", &["V-44", "V-45"]),
    beside("DPIA noted where needed", &["V-38", "V-39", "V-40", "V-41", "V-42", "V-43"]),
    beside("Contracts and agreements", &["V-05", "V-46", "V-47", "V-56"]),
    beside("Systems and breaches", &["V-48", "V-49"]),
    beside("Reviews", &["V-51", "V-52", "V-64"]),
    beside("Owner named", &["V-50"]),
    beside("Wording", &["V-61", "V-62", "V-63"]),
];

const fn record(label: &'static str, rules: &'static [&'static str]) -> Topic {
    Topic { label, in_the_record: true, of_sensitive_data: false, rules }
}

const fn beside(label: &'static str, rules: &'static [&'static str]) -> Topic {
    Topic { in_the_record: false, ..record(label, rules) }
}
