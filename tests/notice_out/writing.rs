//! What a written notice says, and that nothing of a register is markup in it.

use jiff::civil::date;
use ropa::domain::activity::Activity;
use ropa::domain::lexicon::Lexicon;
use ropa::domain::organisation::Organisation;
use ropa::domain::register::Register;
use ropa::formats::json;
use ropa::formats::notice::written::{Document, NotWritten, Request, Shape, Template, write};

pub(super) fn sample() -> Register {
    json::read(include_bytes!("../../data/sample.json"), &mut ropa::domain::id::Ids::seeded(1)).unwrap().register
}

fn of(reference: &str) -> Result<Document, NotWritten> {
    let register = sample();
    let activity =
        register.activities().iter().find(|activity| activity.reference.as_deref() == Some(reference)).unwrap();
    notice(activity, &register.organisation(), None)
}

pub(super) fn notice(
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

/// A record that says everything, with text of a register that would be markup anywhere.
fn hostile() -> Activity {
    let evil = EVIL.join(" ");
    serde_json::from_value(serde_json::json!({
        "id": "k7m2q9xd", "title": evil, "role": "joint-controller", "description": format!("{evil}\n# a heading\n- a list\n1. one"),
        "purposes": EVIL, "joint_controllers": [{ "name": evil, "contact": evil }], "sources": EVIL, "contact": evil,
        "lines": [
            { "id": "4hq0w8zr", "subjects": EVIL, "data_classes": EVIL, "special_categories": EVIL, "criminal_offence_data": EVIL,
              "recipients": EVIL, "retention": { "text": evil, "authority": evil, "trigger": evil, "period_months": 7 } },
            { "id": "4hq0w8zs", "subjects": EVIL, "recipients": [] }
        ],
        "transfers": [{ "id": "m2x7d4tb", "country": "US", "organisation": evil, "mechanism": "idta", "safeguards": evil, "data": EVIL }],
        "lawful_bases": [{ "basis": "6(1)(c)", "purpose": evil, "statutory_reference": evil }, { "basis": evil }],
        "article9_conditions": [evil], "automated_decisions": { "level": "sole", "safeguards": evil }
    }))
    .unwrap()
}

const EVIL: [&str; 9] = [
    "<script>alert(1)</script>",
    "{{ 7 * 7 }} {% include 'x' %}",
    "[link](javascript:alert(1)) ![x](http://x.example/y.png)",
    "# heading\n## heading",
    "- list\r\n* list",
    "`code` *bold* _it_ ~~no~~ | cell | &lt;b&gt;",
    "https://x.example/a www.x.example <http://x.example>",
    "\u{2}mark\u{3}\u{4}gap\u{3} \u{1b}[31mred \u{202e}turned",
    "\"><img src=x onerror=alert(1)>",
];

#[test]
fn no_text_of_a_register_is_markup_in_a_page() {
    let page = notice(&hostile(), &Organisation::default(), None).unwrap().write(Shape::Html);
    let mut tags: Vec<&str> = page.split('<').skip(1).filter_map(|rest| rest.split(['>', ' ']).next()).collect();
    tags.sort_unstable();
    tags.dedup();
    const OURS: [&str; 30] = [
        "!DOCTYPE", "/body", "/h1", "/h2", "/h3", "/head", "/html", "/li", "/main", "/p", "/strong", "/style",
        "/title", "/ul", "body", "h1", "h2", "h3", "head", "html", "li", "main", "meta", "p", "strong", "style",
        "title", "ul", "", "",
    ];
    assert!(tags.iter().all(|tag| OURS.contains(tag)), "{tags:?}");
    assert!(page.contains("default-src &#39;none&#39;") || page.contains("default-src 'none'"));
    let body = page.split("<body>").nth(1).unwrap();
    assert!(!body.contains("href") && !page.contains("src=\"") && !body.contains("style="), "{page}");
    assert!(!page.chars().any(|letter| letter != '\n' && (letter.is_control() || letter == '\u{202e}')));
    assert!(body.contains("{{ 7 * 7 }}"), "a template in a register is text");
}

#[test]
fn no_text_of_a_register_is_markup_in_markdown() {
    let text = notice(&hostile(), &Organisation::default(), None).unwrap().write(Shape::Markdown);
    let plain = text.replace("\\\\", "");
    for sign in ['<', '>', '`', '[', ']', '|', '~', '_', '&'] {
        for (at, _) in plain.match_indices(sign) {
            assert!(
                plain[..at].ends_with('\\'),
                "{sign} at {}",
                &plain[at.saturating_sub(20)..(at + 10).min(plain.len())]
            );
        }
    }
    assert!(plain.match_indices("://").all(|(at, _)| plain[..at].ends_with('\\')) && !plain.contains("www."), "{text}");
    let headings = text.lines().filter(|line| line.starts_with('#')).count();
    let own = notice(&Activity { title: Some("x".into()), ..hostile() }, &Organisation::default(), None).unwrap();
    assert_eq!(headings, own.write(Shape::Markdown).lines().filter(|line| line.starts_with('#')).count());
    assert!(text.lines().all(|line| !line.starts_with("1.")));
}

#[test]
fn a_page_has_one_title_and_no_heading_skips_a_level() {
    let register = sample();
    for activity in register.activities().iter().filter(|activity| !activity.is_processor()) {
        let page = notice(activity, &register.organisation(), None).unwrap().write(Shape::Html);
        let levels: Vec<u32> =
            page.match_indices("<h").filter_map(|(at, _)| page[at + 2..at + 3].parse().ok()).collect();
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        assert!(page.starts_with("<!DOCTYPE html>\n<html lang=\"en-GB\">") && page.contains("<title>Privacy Notice"));
        assert!(page.contains("<main>") && page.contains("@media print") && !page.contains("<script"));
    }
}

#[test]
fn nothing_of_the_inside_of_a_council_stands_in_a_notice() {
    let register = sample();
    for activity in register.activities().iter().filter(|activity| !activity.is_processor()) {
        let text = notice(activity, &register.organisation(), None).unwrap().write(Shape::Text);
        let inside = [&activity.owner, &activity.notes, &activity.reference].into_iter().flatten();
        let lists = activity.locations.iter().chain(&activity.security_measures).flatten();
        let links = activity.joint_controllers.iter().flatten().filter_map(|row| row.arrangement.as_ref());
        let told: Vec<_> = activity.lines().iter().flat_map(|line| line.recipients.iter().flatten()).collect();
        let public = serde_json::to_string(&*register.organisation()).unwrap();
        let secrets = inside.chain(lists).chain(links).filter(|secret| secret.chars().count() > 5);
        for secret in
            secrets.filter(|secret| !public.contains(&***secret) && !told.iter().any(|told| told.contains(&***secret)))
        {
            assert!(!text.contains(&**secret), "‘{secret}’ stands in the notice of {}", activity.name());
        }
        assert!(!text.contains("https://"), "{text}");
    }
}

#[test]
fn what_is_not_recorded_stands_there_as_a_gap_and_is_counted() {
    let activity = Activity { title: Some("Nothing yet".into()), ..Activity::default() };
    let document = notice(&activity, &Organisation::default(), None).unwrap();
    let words: Vec<String> = document.gaps().into_iter().map(|gap| gap.words).collect();
    for wanted in [
        "why we need the information",
        "the lawful basis",
        "how long we keep it",
        "how to reach the team",
        "who we share it with",
    ] {
        assert!(words.iter().any(|words| words == wanted), "{wanted} is not among {words:?}");
    }
    assert!(document.write(Shape::Text).contains("*** [Not recorded: how long we keep it] ***"));
    assert!(document.write(Shape::Markdown).contains("**\\[Not recorded: how long we keep it\\]**"));
    assert!(document.write(Shape::Html).contains("<strong class=\"gap\">[Not recorded: how long we keep it]</strong>"));
}

#[test]
fn none_is_told_and_is_no_gap() {
    let activity: Activity = serde_json::from_value(serde_json::json!({
        "id": "k7m2q9xd", "title": "T", "transfers": [], "lines": [{ "id": "4hq0w8zr", "recipients": [] }]
    }))
    .unwrap();
    let text = notice(&activity, &Organisation::default(), None).unwrap().write(Shape::Text);
    assert!(text.contains("We do not send your information outside the UK."));
    assert!(text.contains("We do not share this information with anybody."));
}

#[test]
fn a_field_that_is_to_be_confirmed_says_so() {
    let document = of("PA-0035").unwrap();
    let shown: Vec<String> = document.gaps().iter().map(ropa::formats::notice::written::Gap::shown).collect();
    assert!(shown.contains(&"[To confirm: who we share it with]".to_owned()), "{shown:?}");
}

#[test]
fn the_rights_follow_from_the_bases() {
    let with = |basis: &str| {
        let activity: Activity = serde_json::from_value(serde_json::json!({
            "id": "k7m2q9xd", "title": "T", "lawful_bases": [{ "basis": basis }]
        }))
        .unwrap();
        notice(&activity, &Organisation::default(), None).unwrap().write(Shape::Text)
    };
    let cases = [
        ("6(1)(a)", "withdraw your consent at any time", true),
        ("6(1)(e)", "withdraw your consent", false),
        ("6(1)(e)", "object to our use of your information", true),
        ("6(1)(c)", "object to", false),
        ("6(1)(c)", "delete your information", false),
        ("6(1)(b)", "take to somebody else", true),
        ("6(1)(a)", "You do not have to give us information", true),
        ("6(1)(e)", "Data Protection Act 2018 section 164A", true),
    ];
    for (basis, words, stands) in cases {
        assert_eq!(with(basis).contains(words), stands, "{basis}: {words}");
    }
}

#[test]
fn a_notice_for_law_enforcement_has_wording_of_its_own() {
    let text = of("PA-0023").unwrap().write(Shape::Text);
    assert!(text.contains("under Part 3 of the Data Protection Act 2018"));
    assert!(text.contains("ask us to put right what is wrong (section 46)"));
    assert!(!text.contains("UK GDPR Article 6"));
}

#[test]
fn several_groups_stay_linked() {
    let text = of("PA-0009").unwrap().write(Shape::Text);
    assert!(text.contains("About Referees, we process:\n\n  • Contact details"), "{text}");
    assert!(text.contains("About Referees: we do not share this information with anybody."));
}

#[test]
fn a_council_puts_its_own_wording_in_its_place() {
    let register = sample();
    let activity = &register.activities()[1];
    let own = Template::read(
        "# {{ title }}\n\n{% for purpose in purposes %}\n- {{ purpose }}\n{% endfor %}\n\nOurs. {{ gap(\"x\") }}\n",
    );
    let text = notice(activity, &register.organisation(), Some(&own.unwrap())).unwrap().write(Shape::Text);
    assert!(text.starts_with("Freedom of information requests\n\n  • "), "{text}");
    assert!(text.ends_with("Ours. *** [Not recorded: x] ***\n"), "{text}");
}

#[test]
fn a_template_that_cannot_be_used_is_told_with_its_line() {
    use ropa::formats::notice::written::Fault;
    let register = sample();
    let activity = &register.activities()[1];
    let deep = "{% for a in purposes %}".repeat(30) + "x" + &"{% endfor %}".repeat(30);
    type Case = (String, Option<usize>, fn(&Fault) -> bool);
    let cases: [Case; 9] = [
        ("# T\n\n{% if %}".into(), Some(3), |why| *why == Fault::Spelling),
        ("# T\n{{ nothing }}".into(), Some(2), |why| matches!(why, Fault::Unknown(_))),
        ("# T\n{{ controller.nothing }}".into(), Some(2), |why| matches!(why, Fault::Unknown(_))),
        ("# T\n\n{{ title | nonsense }}".into(), Some(3), |why| matches!(why, Fault::Unknown(_))),
        ("# T\n{% include 'x' %}".into(), Some(2), |_| true),
        (format!("# T\n{}", deep.replace("purposes", "[1,2,3,4,5,6,7,8,9]")), Some(2), |why| *why == Fault::TooMuch),
        ("no heading".into(), None, |why| *why == Fault::Headings),
        ("# T\n\n### deep".into(), None, |why| *why == Fault::Headings),
        ("x".repeat(300_000), None, |why| *why == Fault::TooMuch),
    ];
    for (text, line, why) in cases {
        let start: String = text.chars().take(40).collect();
        let problem = match Template::read(&text) {
            Err(problem) => problem,
            Ok(template) => match notice(activity, &register.organisation(), Some(&template)) {
                Err(NotWritten::Template(problem)) => problem,
                other => panic!("{start}: {other:?}"),
            },
        };
        assert!(why(&problem.why), "{start}: {problem:?}");
        if line.is_some() && problem.why != Fault::TooMuch {
            assert_eq!(problem.line, line, "{start}: {problem:?}");
        }
    }
}
