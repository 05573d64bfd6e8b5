//! What a written notice says, and that nothing of a register is markup in it.

use jiff::civil::date;
use ropa::domain::activity::Activity;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::organisation::Organisation;
use ropa::domain::register::Register;
use ropa::formats::json;
use ropa::formats::notice::written::{Document, NotWritten, Request, Shape, Template, write};

fn sample() -> Register {
    json::read(include_bytes!("../../data/sample.json"), &mut ropa::domain::id::Ids::seeded(1)).unwrap().register
}

fn of(reference: &str) -> Result<Document, NotWritten> {
    let register = sample();
    let activity =
        register.activities().iter().find(|activity| activity.reference.as_deref() == Some(reference)).unwrap();
    notice(activity, &register.organisation(), None)
}

fn notice(
    activity: &Activity,
    organisation: &Organisation,
    template: Option<&Template>,
) -> Result<Document, NotWritten> {
    let lexicon = Lexicon::default();
    write(&Request { activity, organisation, lexicon: &lexicon, today: date(2026, 11, 25), template })
}

#[test]
fn every_activity_of_the_sample_but_a_processors_has_a_notice() {
    let register = sample();
    for activity in register.activities() {
        let written = notice(activity, &register.organisation(), None);
        if activity.is_processor() {
            assert_eq!(written, Err(NotWritten::Processor));
            continue;
        }
        let written = written.unwrap_or_else(|problem| panic!("{}: {problem:?}", activity.name()));
        if std::env::var("SHOW").is_ok_and(|show| Some(show.as_str()) == activity.reference.as_deref()) {
            println!("{}", written.write(Shape::Text));
            println!("{}", written.write(Shape::Markdown));
        }
    }
    let _ = of("PA-0001");
}
