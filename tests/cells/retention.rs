//! How long data are kept.

use super::check;
use ropa::formats::import::cells::retention::{Why, read};

/// What was understood, as `72 after case closed, destroy`.
fn told(text: &str) -> String {
    let Some(kept) = read(text) else {
        return "nothing".to_owned();
    };
    assert_eq!(kept.retention.text.as_deref(), Some(text.trim()), "the words are kept");
    let mut told = Vec::new();
    told.extend(kept.retention.period_months.map(|months| months.to_string()));
    told.extend(kept.retention.trigger.map(|words| format!("after {words}")));
    told.extend(kept.retention.permanent.map(|_| "permanent".to_owned()));
    told.extend(kept.retention.action.map(|code| code.to_string()));
    told.extend(kept.retention.authority.map(|words| format!("by {words}")));
    told.extend(kept.look.map(|why| format!("{why:?}")));
    told.join(" | ")
}

#[test]
fn a_period_is_taken_where_there_is_one_and_no_doubt() {
    let rows = [
        ("", "nothing"),
        ("6 yrs after case closed (then destroy)", "72 | after case closed | destroy"),
        ("6 years after case closed", "72 | after case closed"),
        ("DOB + 31 years", "372 | after date of birth"),
        ("DOB+25", "300 | after date of birth"),
        ("Date of birth plus 25 years", "300 | after date of birth"),
        ("2 years from payment - 7 if unpaid", "SeveralPeriods"),
        ("6 years + current", "72 | after end of the current year"),
        ("6 years plus current financial year", "72 | after end of financial year"),
        ("Current year + 6", "72 | after end of the current year"),
        ("Current financial year + 6 years", "72 | after end of financial year"),
        ("Closure + 6 years", "72 | after Closure"),
        ("End of contract plus 6 years", "72 | after End of contract"),
        ("PERMANENT", "permanent"),
        ("Permanently", "permanent"),
        ("kept for ever", "permanent"),
        ("Registers are kept for ever. Copies used for returns go after 2 years.", "SeveralPeriods"),
        ("11 yrs (NR3S) / 6 yrs otherwise", "SeveralPeriods"),
        ("1", "NoUnit"),
        ("90 days", "3"),
        ("31 days", "1 | after recording"),
        ("45 days", "NotInMonths"),
        ("18 months", "18"),
        ("18 mths.", "18"),
        ("24 Monate", "24"),
        ("10 Jahre (HGB)", "120"),
        ("six months after the dissolution", "6 | after dissolution"),
        ("six (6) years", "72"),
        ("twenty-five years from date of birth", "300 | after date of birth"),
        ("a year", "12"),
        ("Until age 25", "300 | after date of birth"),
        ("until the child is 25 years old", "300 | after date of birth"),
        ("25th birthday", "300 | after date of birth"),
        ("as long as necessary", "NoPeriod"),
        ("See corporate retention schedule", "NoPeriod"),
        ("2 yrs mailbox", "24"),
        ("Staff files: 6 years after leaving. Site counts hold no names.", "72 | after leaving"),
        ("7 years (Limitation Act 1980)", "84 | by Limitation Act 1980"),
        ("6 years (72 months)", "72"),
        ("6 years, reviewed every 2 years", "72 | review"),
        ("At least 6 years", "AtLeast"),
        ("up to 6 years", "72"),
        (
            "Retained for 6 years from the end of the contract and then securely destroyed",
            "72 | after end of the contract | destroy",
        ),
        ("Kept for 6 years after which it is deleted", "72 | destroy"),
        ("12 years from end of financial year. Destroy", "144 | after end of financial year | destroy"),
        ("3-5 years", "SeveralPeriods"),
        ("6", "NoUnit"),
        ("6 years then transfer to archives", "72 | archive"),
        ("75 years from date of birth of looked after child", "900 | after date of birth of looked after child"),
        ("25 years from DOB (children)", "300 | after date of birth"),
        ("CY + 6", "72 | after end of the current year"),
        ("Financial year + 6", "72 | after end of financial year"),
        ("Closed + 6", "NoUnit"),
        ("Until they reach the age of 25", "300 | after date of birth"),
        ("Retained permanently - transferred to county archive", "permanent | archive"),
        ("see schedule ref 3.2.1", "NoPeriod"),
        ("LGCS 4.2 - 6 years from closure", "72 | after closure"),
        ("We keep it for up to 2 years. Complaints are kept for 6 years.", "SeveralPeriods"),
        ("not permanent", "NoPeriod"),
        ("Ref 4.12", "NoPeriod"),
        ("99999999999 years", "NoPeriod"),
    ];
    check(rows.map(|(text, expected)| (format!("{text:?}"), told(text), expected)));
}

#[test]
fn each_reason_is_a_sentence() {
    for why in [Why::NoUnit, Why::SeveralPeriods, Why::AtLeast, Why::NotInMonths, Why::NoPeriod] {
        assert!(why.sentence().len() > 20 && !why.sentence().starts_with("import."), "{why:?}");
    }
}
