//! Which sheet is read, where its headings stand, and what each row is.

use ropa::domain::activity::Activity;
use ropa::formats::import::book::{Book, Cell, Sheet};
use ropa::formats::import::brought::Brought;
use ropa::formats::import::choices::Choices;
use ropa::formats::import::table::Table;

use super::account::{book, bring, merged, sheet, unaccounted};

/// Brings a book in, with the proof that nothing of it is dropped.
fn brought(book: &Book) -> (Table, Brought) {
    let (table, _, brought) = bring(book, &Choices::default()).expect("it is brought");
    assert_eq!(unaccounted(book, &table, &brought), Vec::<String>::new());
    (table, brought)
}

fn titles(brought: &Brought) -> Vec<&str> {
    brought.drafts.iter().map(|draft| draft.activity.name()).collect()
}

fn activity(brought: &Brought, place: usize) -> &Activity {
    &brought.drafts[place].activity
}

fn reasons(brought: &Brought) -> Vec<(usize, &str)> {
    brought.skipped.iter().map(|skipped| (skipped.row, skipped.reason.as_str())).collect()
}

#[test]
fn headings_in_two_rows_are_read_together() {
    let mut one = sheet(
        "IAR",
        "
Ref | Activity | Personal data | | | Recipients
 | | Ordinary | Special category data | Criminal offence data |
1 | Payroll | Name; bank details | Trade union membership | | HMRC
2 | Licensing | Name | | Criminal convictions | Police",
    );
    one.merged = vec![merged(0, 0, 1, 0), merged(0, 1, 1, 1), merged(0, 2, 0, 4), merged(0, 5, 1, 5)];
    let (table, brought) = brought(&book(vec![one]));
    assert_eq!((table.parts[0].top, table.parts[0].bottom), (0, 1));
    let line = &activity(&brought, 0).lines()[0];
    assert_eq!(line.data_classes.as_deref().map(|terms| terms.len()), Some(2));
    assert_eq!(line.special_categories.as_deref(), Some(&["Trade union membership".into()][..]));
    assert_eq!(
        activity(&brought, 1).lines()[0].criminal_offence_data.as_deref(),
        Some(&["Criminal convictions".into()][..])
    );
}

#[test]
fn a_heading_written_over_two_rows_without_merged_cells_is_one() {
    let one = sheet(
        "Register",
        "
Processing | Purpose of | Lawful basis | Retention | Categories of
activity | processing | for processing | period | recipients
Payroll | Paying staff | 6(1)(b) | 6 years | HMRC",
    );
    let (_, brought) = brought(&book(vec![one]));
    assert_eq!(titles(&brought), ["Payroll"]);
    assert_eq!(activity(&brought, 0).lawful_bases()[0].basis.as_deref(), Some("6(1)(b)"));
}

#[test]
fn headings_in_row_12_behind_empty_columns_are_found_with_what_stands_above() {
    let one = sheet(
        "Record of processing",
        "
 | | Anytown Borough Council: record of processing
 | | |
 | | Data controller | Anytown Borough Council
 | | DPO | A. Shah
 | | DPO email | dpo@anytown.gov.uk
 | | Telephone: | 01234 567890
 | | Last reviewed | 1 March 2026
 | | |
 | | Please do not add columns
 | | |
 | | COLUMN A | COLUMN B | COLUMN C | COLUMN D
 | | Info asset | Who do we share with? | Lawful Basis (Art 6) | Date rev’d
 | | Council tax | Valuation Office | Public task | 03/02/2026
 | | Housing benefit | DWP | Legal obligation |",
    );
    let (table, brought) = brought(&book(vec![one]));
    assert_eq!(table.parts[0].bottom, 11);
    assert_eq!(titles(&brought), ["Council tax", "Housing benefit"]);
    let organisation = brought.organisation.as_ref().expect("an organisation");
    let officer = organisation.data_protection_officer.as_ref().expect("an officer");
    assert_eq!(organisation.name.as_deref(), Some("Anytown Borough Council"));
    assert_eq!((officer.name.as_deref(), officer.email.as_deref()), (Some("A. Shah"), Some("dpo@anytown.gov.uk")));
    assert_eq!(organisation.telephone.as_deref().or(officer.telephone.as_deref()), Some("01234 567890"));
    let reviewed = |place: usize| activity(&brought, place).last_reviewed.as_ref().map(|date| date.as_str().to_owned());
    assert_eq!((reviewed(0).as_deref(), reviewed(1).as_deref()), (Some("2026-02-03"), Some("2026-03-01")));
}

#[test]
fn departments_in_rows_of_their_own_are_the_directorates_below() {
    let mut one = sheet(
        "ROPA",
        "
Activity | Purpose | Categories of individuals
ADULT SERVICES | |
Care assessments | Assess needs | Service users
 | |
Children's Services | |
Adoption | Place children | Children
Fostering | Find carers | Carers
Key: TBC = to be confirmed | |
Total entries: 3 | |",
    );
    one.merged = vec![merged(1, 0, 1, 2)];
    let (_, brought) = brought(&book(vec![one]));
    assert_eq!(titles(&brought), ["Care assessments", "Adoption", "Fostering"]);
    let directorates: Vec<_> = brought.drafts.iter().map(|draft| draft.activity.directorate.as_deref()).collect();
    assert_eq!(directorates, [Some("ADULT SERVICES"), Some("Children's Services"), Some("Children's Services")]);
    assert_eq!(reasons(&brought), [(8, "This row explains the sheet"), (9, "This row counts entries")]);
}

#[test]
fn a_sheet_for_each_department_is_brought_whole() {
    let head = "\nActivity | Purpose | Lawful basis | Retention\n";
    let one = sheet("Adults", &format!("{head}Care | Assess | Public task | 6 years"));
    let two = sheet(
        "Planning",
        &format!(
            "{head}Applications | Decide | Public task | Permanent\nEnforcement | Enforce | Public task | 10 years"
        ),
    );
    let old = sheet("Planning old", &format!("{head}Applications | Decide | Public task | Permanent"));
    let lists = sheet("Lists", "\nLawful basis\nConsent\nContract");
    let (_, brought) = brought(&book(vec![one, two, old, lists]));
    assert_eq!(titles(&brought), ["Care", "Applications", "Enforcement"]);
    let directorates: Vec<_> = brought.drafts.iter().map(|draft| draft.activity.directorate.as_deref()).collect();
    assert_eq!(directorates, [Some("Adults"), Some("Planning"), Some("Planning")]);
    let told: Vec<_> = brought.skipped.iter().filter_map(|skipped| skipped.sheet.as_deref()).collect();
    assert_eq!(told, ["Lists", "Planning old"]);
}

#[test]
fn hidden_sheets_are_read_only_when_they_are_chosen() {
    let head = "\nActivity | Purpose | Lawful basis\n";
    let one = sheet("ROPA", &format!("{head}Care | Assess | Public task"));
    let hidden = Sheet { hidden: true, ..sheet("2018", &format!("{head}Payroll | Pay | Contract")) };
    let book = book(vec![one, hidden]);
    assert_eq!(titles(&brought(&book).1), ["Care"]);
    let choices = Choices { sheet: Some("2018".into()), ..Choices::default() };
    let (_, _, chosen) = bring(&book, &choices).expect("it is brought");
    assert_eq!(titles(&chosen), ["Payroll"]);
}

#[test]
fn ticked_columns_under_one_title_are_its_terms() {
    let mut one = sheet(
        "ROPA",
        "
 | | Categories of individuals | | | Lawful basis | | Shared with
Activity | Purpose | Residents | Employees | Children and young people | Consent | Public task |
Care | Assess | x | | ✓ | | Y | NHS trusts
Payroll | Pay | | 1 | n | x | | HMRC",
    );
    one.merged = vec![merged(0, 2, 0, 4), merged(0, 5, 0, 6)];
    let (_, brought) = brought(&book(vec![one]));
    let terms = |place: usize| activity(&brought, place).lines()[0].subjects.clone().unwrap_or_default();
    assert_eq!(terms(0), ["Residents".into(), "Children and young people".into()]);
    assert_eq!(terms(1), ["Employees".into()]);
    assert_eq!(activity(&brought, 0).lawful_bases()[0].basis.as_deref(), Some("6(1)(e)"));
    assert_eq!(activity(&brought, 1).lawful_bases()[0].basis.as_deref(), Some("6(1)(a)"));
}

#[test]
fn answers_of_yes_and_no_below_a_title_are_no_terms_of_it() {
    let mut one = sheet(
        "ROPA",
        "
 | | Special category or criminal offence data | | Impact assessment
Activity | Purpose | Policy is followed | Article 9 condition | DPIA required?
Care | Assess | Yes | 9(2)(h) | Yes
Payroll | Pay | Yes | 9(2)(b) | No",
    );
    one.merged = vec![merged(0, 2, 0, 3)];
    let (_, brought) = brought(&book(vec![one]));
    let care = activity(&brought, 0);
    assert_eq!(care.lines().len(), 0);
    assert_eq!(care.appropriate_policy_document.as_ref().and_then(|policy| policy.followed), Some(true));
    assert_eq!(care.dpia.as_ref().and_then(|dpia| dpia.required.as_deref()), Some("yes"));
}

#[test]
fn rows_that_leave_the_name_blank_or_say_as_above_are_lines_of_one_activity() {
    let one = sheet(
        "ROPA",
        "
Business function | Purpose of processing | Categories of individuals | Categories of personal data | Retention schedule
SEND | EHC needs assessments | Children | Name; school | 31 years from birth
 | | Parents | Contact details | as above
 | | Professionals | Name | ditto
Payroll | Pay staff | Employees | Bank details | 6 years",
    );
    let (_, brought) = brought(&book(vec![one]));
    assert_eq!(brought.drafts.len(), 2);
    let lines = activity(&brought, 0).lines();
    assert_eq!(lines.len(), 3);
    let words = |place: usize| lines[place].retention.as_ref().and_then(|retention| retention.text.as_deref());
    assert_eq!((words(1), words(2)), (Some("31 years from birth"), Some("31 years from birth")));
}

#[test]
fn rows_that_repeat_all_but_the_people_are_lines_and_true_repeats_are_told() {
    let one = sheet(
        "ROPA",
        "
Business function | Purpose of processing | Categories of individuals | Categories of personal data | Article 6 lawful basis
HR | Payroll | Employees | Bank details | 6(1)(b)
HR | Payroll | Pensioners | Bank details | 6(1)(b)
Licensing | Taxis | Drivers | Name | 6(1)(c)
Waste | Bins | Residents | Name | 6(1)(e)
Licensing | Taxis | Drivers | Address | 6(1)(e)",
    );
    let (_, brought) = brought(&book(vec![one]));
    let told: Vec<_> =
        brought.drafts.iter().map(|draft| (draft.at, draft.activity.lines().len(), draft.repeats)).collect();
    assert_eq!(told, [(2, 2, None), (4, 1, None), (5, 1, None), (6, 1, Some(4))]);
}

#[test]
fn labels_down_a_column_make_an_activity_of_each_next_column() {
    let one = sheet(
        "Form",
        "
Name of activity | Council tax | Parking
Purpose of processing | Bill households | Issue permits
Categories of individuals | Residents | Motorists
Lawful basis | Public task | Public task
Retention period | 6 years | 2 years
Where is it stored? | Northgate | Chipside",
    );
    let (table, brought) = brought(&book(vec![one]));
    assert!(table.parts[0].turned);
    assert_eq!(titles(&brought), ["Council tax", "Parking"]);
    assert_eq!(activity(&brought, 1).locations.as_deref(), Some(&["Chipside".into()][..]));
}

#[test]
fn headings_again_numbers_of_columns_guidance_and_examples_are_told() {
    let one = sheet(
        "ROPA",
        "
Activity | Purpose | Lawful basis | Retention
What is it called? | Why do you need the data? | Select from the list | e.g. 6 years
Example: payroll | Pay staff | Contract | 6 years
Council tax | Bill households | Public task | 6 years
Activity | Purpose | Lawful basis | Retention
Parking | Issue permits | Public task | 2 years",
    );
    let (_, brought) = brought(&book(vec![one]));
    assert_eq!(titles(&brought), ["Council tax", "Parking"]);
    let told: Vec<_> = brought.skipped.iter().map(|skipped| skipped.row).collect();
    assert_eq!(told, [2, 3, 5]);
}

#[test]
fn hidden_rows_and_columns_are_data_and_told() {
    let mut one = sheet(
        "ROPA",
        "\nActivity | Purpose | Owner\nCare | Assess | Head of care\nElections | Register electors | ERO",
    );
    one.hidden_rows.insert(2);
    one.hidden_columns.insert(2);
    let (_, brought) = brought(&book(vec![one]));
    assert_eq!(activity(&brought, 1).owner.as_deref(), Some("ERO"));
    assert_eq!(brought.looks.iter().map(|look| look.row).collect::<Vec<_>>(), [1, 3]);
}

#[test]
fn a_business_function_merged_over_several_purposes_belongs_to_each_activity() {
    let mut one = sheet(
        "ROPA",
        "
Business function | Purpose of processing | Categories of individuals
Licensing | Taxi licences | Drivers
 | Premises licences | Landlords
 | Street trading | Traders",
    );
    one.merged = vec![merged(1, 0, 3, 0)];
    let (_, brought) = brought(&book(vec![one]));
    assert_eq!(
        titles(&brought),
        ["Licensing - Taxi licences", "Licensing - Premises licences", "Licensing - Street trading"]
    );
}

#[test]
fn numbers_days_and_flags_in_cells_are_read_by_their_columns() {
    let mut one = sheet(
        "ROPA",
        "\nNo. | Activity | Purpose | Last reviewed | Next review date | Has a personal data breach occurred?",
    );
    let day = jiff::civil::date(2026, 3, 1);
    one.rows.push(vec![
        Cell::Number("7".into(), 7.0),
        Cell::Text("Care".into()),
        Cell::Text("Assess".into()),
        Cell::Day(day),
        Cell::Text("31/02/2027".into()),
        Cell::Flag(true),
    ]);
    let (_, brought) = brought(&book(vec![one]));
    let care = activity(&brought, 0);
    assert_eq!(care.reference.as_deref(), Some("7"));
    assert_eq!(care.last_reviewed.as_ref().and_then(|date| date.day()), Some(day));
    assert_eq!(care.next_review.as_ref().map(|date| date.as_str()), Some("31/02/2027"));
    assert_eq!(care.breach.as_ref().and_then(|breach| breach.occurred), Some(true));
    assert_eq!(brought.looks.len(), 1, "the day that is none is told");
}

#[test]
fn sheets_without_a_table_are_refused_in_a_sentence() {
    for text in ["\n", "\nJust a remark", "\nActivity | Purpose | Lawful basis"] {
        let refused = bring(&book(vec![sheet("ROPA", text)]), &Choices::default());
        let refusal = refused.err().map(|refusal| refusal.0).unwrap_or_default();
        assert!(refusal.len() > 20, "{text:?}: {refusal:?}");
    }
}

#[test]
fn ten_thousand_rows_are_brought_under_the_eyes_of_the_officer_who_can_stop_them() {
    use ropa::domain::lexicon::Lexicon;
    use ropa::formats::import::choices::{Progress, Setting};
    use ropa::formats::import::{drafting, matching, table};
    use std::cell::Cell as Counter;

    struct StopAt(usize, Counter<usize>);
    impl Progress for StopAt {
        fn goes_on(&self, done: usize, all: usize) -> bool {
            assert_eq!(all, 10_000);
            self.1.set(self.1.get() + 1);
            done < self.0
        }
    }
    let mut text = String::from("\nActivity | Purpose | Categories of individuals | Retention");
    for row in 0..10_000 {
        text.push_str(&format!("\nActivity {row} | Purpose {row} | Residents; Employees | 6 years"));
    }
    let book = book(vec![sheet("ROPA", &text)]);
    let lexicon = Lexicon::default();
    let setting = Setting { file: "large.xlsx", lexicon: &lexicon, today: jiff::civil::date(2026, 11, 25) };
    let table = table::find(&book, &Choices::default()).expect("a table");
    let matched = matching::match_columns(&table, &Choices::default());
    let stopped = drafting::drafts(&book, &table, &matched, &setting, &StopAt(5_000, Counter::new(0)));
    assert!(stopped.is_err_and(|refusal| refusal.0.contains("stopped")));
    let whole = StopAt(usize::MAX, Counter::new(0));
    let brought = drafting::drafts(&book, &table, &matched, &setting, &whole).expect("all of it");
    assert_eq!((brought.drafts.len(), whole.1.get()), (10_000, 10_000));
    assert_eq!(
        brought.drafts.iter().map(|draft| draft.activity.id.clone()).collect::<std::collections::HashSet<_>>().len(),
        10_000
    );
}
