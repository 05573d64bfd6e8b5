//! Rules V-01 to V-19: what Article 30 wants in the record.

use crate::domain::check::rules::{cell, fault, gap, must, rule};
use crate::domain::check::{Find, Rule, RuleKind, Severity};
use crate::domain::check::{granularity, header, record, retention, transfers};
use crate::domain::field::Asked;

use Find::{Activity, Header};
use RuleKind::{GoodPractice, RecordGap};
use Severity::{Error, Info, Warning};

/// The rules, in the order of their numbers.
pub(super) const TABLE: &[Rule] = &[
    rule("V-01", Error, RecordGap, Asked::ALL, Header(header::controller))
        .on("UK GDPR Articles 30(1)(a) and 30(2)(a)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[
            must("name", "Enter the organisation’s name"),
            must("address", "Enter the organisation’s address, email or telephone number"),
            must("controller.name", "Enter the name of the other controller"),
            must("controller.address", "Enter an address, email or telephone number for {controller}"),
        ]),
    rule("V-02", Error, RecordGap, Asked::ALL, Header(header::officer))
        .on("UK GDPR Articles 30(1)(a) and 37(1)(a)", "legislation.gov.uk/eur/2016/679/article/37")
        .asking(&[
            gap(
                "data_protection_officer.name",
                "Enter the data protection officer’s name or post. A public authority must have one",
            ),
            gap(
                "data_protection_officer.email",
                "Enter the data protection officer’s address, email or telephone number",
            ),
            gap(
                "controller.data_protection_officer.name",
                "Enter the data protection officer of {controller}. A public authority must have one",
            ),
            gap(
                "controller.data_protection_officer.email",
                "Enter an address, email or telephone number for the data protection officer of {controller}",
            ),
        ]),
    rule("V-03", Info, GoodPractice, Asked::ALL, Header(header::representative))
        .on("UK GDPR Article 27(2)(b)", "mishcon.com/uk-gdpr/article-27")
        .asking(&[fault("representative.name", "Remove the representative. Only a controller outside the UK needs one, and a public authority never does")]),
    rule("V-04", Error, RecordGap, Asked::GENERAL, Activity(header::joint_controllers))
        .on("UK GDPR Article 30(1)(a)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[
            must(
                "joint_controllers",
                "Add each joint controller with its contact details. You recorded that you decide with others",
            ),
            cell("joint_controllers", "name", "Enter the name of this joint controller"),
            cell("joint_controllers", "contact", "Enter the contact details of {controller}"),
        ]),
    rule("V-05", Warning, RecordGap, Asked::GENERAL, Activity(header::arrangements))
        .on("UK GDPR Article 26(1) and (2)", "legislation.gov.uk/eur/2016/679/article/26")
        .asking(&[cell("joint_controllers", "arrangement", "Add the link to the arrangement with {controller}. It says which of you does what")]),
    rule("V-06", Error, RecordGap, Asked::CONTROLLERS, Activity(record::purposes))
        .on("UK GDPR Article 30(1)(b); DPA 2018 section 61(2)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[must("purposes", "Enter the purpose. Say what the work achieves")]),
    rule("V-07", Warning, RecordGap, Asked::GENERAL, Activity(record::generic_purposes))
        .on("UK GDPR Article 5(1)(b); regulator’s guidance on documentation", "ico.org.uk, documentation")
        .asking(&[fault("purposes", "Say what the work achieves and for whom. ‘{purposes}’ does not tell why you use the data")]),
    rule("V-08", Error, RecordGap, Asked::GENERAL, Activity(record::subjects))
        .on("UK GDPR Article 30(1)(c)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[must("subjects", "Select at least one group of people")]),
    rule("V-09", Error, RecordGap, Asked::GENERAL, Activity(record::data_classes))
        .on("UK GDPR Article 30(1)(c)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[must("data_classes", "Select at least one kind of personal data")]),
    rule("V-10", Error, RecordGap, Asked::GENERAL, Activity(record::recipients))
        .on("UK GDPR Article 30(1)(d)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[gap("recipients", "Select who receives the data, or ‘None’ if nobody does")]),
    rule("V-11", Info, GoodPractice, Asked::GENERAL, Activity(granularity::links))
        .on("UK GDPR Article 30(1); regulator’s guidance on granularity", "elrgpfed.com, quoting the regulator")
        .asking(&[
            fault("subjects", "Add a line for people whose data are shared or kept differently. One line holds {people} groups of people and {data} kinds of data"),
            fault("retention.period_months", "Say how long the data of this line are kept and who receives them, or join the lines. Another line says the same"),
        ]),
    rule("V-12", Warning, RecordGap, Asked::GENERAL, Activity(granularity::suppliers))
        .on("UK GDPR Articles 30(1)(d) and 4(9)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[fault("recipients", "Add ‘{supplier}’ to those who receive the data. This record names it, and suppliers that handle data receive them")]),
    rule("V-13", Error, RecordGap, Asked::ALL, Activity(transfers::destination))
        .on(
            "UK GDPR Articles 30(1)(e) and 30(2)(c); DPA 2018 section 61(2)",
            "legislation.gov.uk/eur/2016/679/article/30",
        )
        .asking(&[
            cell("transfers", "country", "Enter the country that the data go to"),
            cell("transfers", "organisation", "Enter the name of the international organisation"),
            fault("transfers", "Add a transfer to {country}. ‘{recipient}’ is there and receives the data"),
        ]),
    rule("V-14", Error, RecordGap, Asked::ALL, Activity(transfers::worldwide))
        .on(
            "UK GDPR Articles 30(1)(e) and 30(2)(c); DPA 2018 section 61(2)",
            "legislation.gov.uk/eur/2016/679/article/30",
        )
        .asking(&[cell(
            "transfers",
            "country",
            "Enter the country, or select ‘None’ if nothing leaves the UK. ‘Around the world’ does not name one",
        )]),
    rule("V-15", Warning, RecordGap, Asked::CONTROLLERS, Activity(transfers::unanswered))
        .on("UK GDPR Article 30(1)(e); DPA 2018 section 61(2)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[gap("transfers", "Add each transfer outside the UK, or select ‘None’ if nothing leaves it")]),
    rule("V-16", Error, RecordGap, Asked::CONTROLLERS, Activity(retention::time_limit))
        .may_be_waived()
        .on("UK GDPR Article 30(1)(f); DPA 2018 section 61(2)", "legislation.gov.uk/eur/2016/679/article/30")
        .asking(&[must(
            "retention.period_months",
            "Enter how long the data are kept and what the time is counted from",
        )]),
    rule("V-17", Warning, RecordGap, Asked::GENERAL, Activity(retention::wording))
        .on("UK GDPR Article 5(1)(e) and Recital 39", "legislation.gov.uk/eur/2016/679/article/5")
        .asking(&[
            fault("retention.period_months", "Enter the time, or the line of the retention schedule that sets it. The words recorded give no time limit"),
            fault("retention.period_months", "Enter how many months the data are kept after ‘{trigger}’. Enter 0 if they go at once"),
        ]),
    rule("V-18", Error, RecordGap, Asked::ALL, Activity(record::security))
        .may_be_waived()
        .on(
            "UK GDPR Articles 30(1)(g) and 30(2)(d); DPA 2018 section 61(2)",
            "legislation.gov.uk/eur/2016/679/article/30",
        )
        .asking(&[must("security_measures", "Select the security measures here, or once for the whole organisation")]),
    rule("V-19", Warning, RecordGap, Asked::GENERAL, Activity(record::kinds_of_security))
        .on("UK GDPR Article 32(1)", "legislation.gov.uk/eur/2016/679/article/32")
        .asking(&[
            fault("security_measures", "Add the organisational measures, such as training of staff. Only technical ones are recorded"),
            fault("security_measures", "Add the technical measures, such as encryption. Only organisational ones are recorded"),
        ]),
];
