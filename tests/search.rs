//! Search: what an officer types against what is found, on the sample and on registers that are made up here.

use jiff::civil::{Date, date};
use proptest::prelude::*;
use ropa::domain::activity::Activity;
use ropa::domain::edit::Edit;
use ropa::domain::id::{Id, Ids};
use ropa::domain::lexicon::Lexicon;
use ropa::domain::organisation::Organisation;
use ropa::domain::register::{Register, RegisterFile};
use ropa::domain::subject::Subject;
use ropa::formats::json;
use ropa::search::explain::explain;
use ropa::search::filter::{Filter, Holding, Review};
use ropa::search::index::Index;
use ropa::search::query::Query;
use ropa::search::rank::find;
use ropa::search::{Ask, Found, Order};
use std::collections::HashSet;
use std::sync::Arc;

const TODAY: Date = date(2026, 11, 24);

fn sample() -> Register {
    let bytes = include_bytes!("../data/sample.json");
    json::read(bytes, &mut Ids::seeded(1)).unwrap().register
}

fn index_of(register: &Register) -> Arc<Index> {
    Arc::new(Index::of(register, &Lexicon::of(&register.vocabulary()), TODAY, None))
}

fn ask(query: &str) -> Ask {
    Ask {
        query: query.to_owned(),
        filters: Vec::new(),
        order: Order::Title,
        facets: false,
        today: TODAY,
        changed: Arc::default(),
    }
}

fn found(index: &Arc<Index>, query: &str) -> Found {
    find(index.clone(), &ask(query), &|| false).unwrap()
}

fn filtered(index: &Arc<Index>, filters: &[Filter]) -> Found {
    find(index.clone(), &Ask { filters: filters.to_vec(), facets: true, ..ask("") }, &|| false).unwrap()
}

fn titles(found: &Found) -> Vec<&str> {
    found.places.iter().map(|place| found.index.entry(*place).unwrap().activity.name()).collect()
}

fn is(field: &'static str, value: &str) -> Filter {
    Filter::Is { field, value: value.into() }
}

/// A register with one activity for each title.
fn register_of(titles: impl IntoIterator<Item = impl AsRef<str>>) -> Register {
    let mut ids = Ids::seeded(7);
    let activities = titles.into_iter().map(|title| {
        Arc::new(Activity { id: ids.fresh(|_| false), title: Some(title.as_ref().into()), ..Activity::default() })
    });
    with_activities(&Register::new(Id::from("register"), Organisation::default()), activities.collect())
}

fn with_activities(register: &Register, activities: Vec<Arc<Activity>>) -> Register {
    Register::from_file(RegisterFile { activities: Some(activities), ..register.file().clone() })
}

/// The sample's activities over and over, each with a title and reference of its own.
fn many(count: usize) -> Register {
    let sample = sample();
    let mut ids = Ids::seeded(3);
    let services =
        ["School transport", "Council tax", "Housing benefit", "Contact centre", "CCTV", "Fostering", "Licensing"];
    let work = ["applications", "appeals", "call recording", "home visits", "surveys"];
    let activities = (0..count).map(|number| {
        let model = &sample.activities()[number % sample.activities().len()];
        let title = format!("{}: {} {number}", services[number % services.len()], work[number / 7 % work.len()]);
        Arc::new(Activity {
            id: ids.fresh(|_| false),
            title: Some(title.as_str().into()),
            reference: Some(format!("GEN-{number:05}").as_str().into()),
            ..(**model).clone()
        })
    });
    with_activities(&sample, activities.collect())
}

#[test]
fn words_find_what_an_officer_means() {
    let index = index_of(&sample());
    let cases: &[(&str, &[&str])] = &[
        ("school tr", &["School transport: applications and eligibility", "School transport: escorts"]),
        ("SCHOOL  TR", &["School transport: applications and eligibility", "School transport: escorts"]),
        ("payrol", &["Payroll and pensions", "Payroll for academy schools"]),
        ("sian prys", &["Leisure centres"]),
        ("Siân Prys", &["Leisure centres"]),
        ("commission", &["SEND transport commissioning", "Strategic Commissioning"]),
        ("\"council tax b\"", &["Council tax billing and recovery"]),
        ("PA-0019", &["CCTV in council car parks"]),
        ("cctv", &["CCTV in council car parks"]),
        ("taxi firms transport", &["SEND transport commissioning", "School transport: escorts"]),
        ("-\"transport: escorts\" \"school transport\"", &["School transport: applications and eligibility"]),
    ];
    for (query, first) in cases {
        let found = found(&index, query);
        let titles = titles(&found);
        let firsts: HashSet<&str> = titles.iter().take(first.len()).copied().collect();
        assert_eq!(firsts, first.iter().copied().collect(), "{query}: {titles:?}");
        assert!(found.exact >= first.len() && found.slip.is_none(), "{query}");
    }
    assert_eq!(found(&index, "").places.len(), 36);
    assert_eq!(found(&index, "   ").places.len(), 36);
    assert!(found(&index, "nhs").exact >= 6);
}

#[test]
fn apostrophes_accents_and_case_make_no_difference() {
    let index = index_of(&sample());
    let places = |query| found(&index, query).places;
    assert!(!places("childrens services").is_empty());
    for other in ["children’s services", "children's services", "CHILDREN’S SERVICES", "Childrén’s sërvices"] {
        assert_eq!(places(other), places("childrens services"), "{other}");
    }
}

#[test]
fn other_wordings_find_the_term_they_mean() {
    let mut register = sample();
    let mut activities = register.activities().to_vec();
    let line = |words: &str| ropa::domain::line::Line { recipients: Some(vec![words.into()]), ..Default::default() };
    for (title, words) in [
        ("First", "Information Commission"),
        ("Second", "ICO"),
        ("Third", "Coach and taxi operators"),
        ("Fourth", "Police"),
    ] {
        activities.push(Arc::new(Activity {
            id: Id::from(title),
            title: Some(format!("{title} of all").as_str().into()),
            lines: Some(vec![line(words)]),
            ..Activity::default()
        }));
    }
    activities.push(Arc::new(Activity {
        id: Id::from("fifth"),
        title: Some("Fifth of all".into()),
        notes: Some("Told to the Information Commission.".into()),
        ..Activity::default()
    }));
    register = with_activities(&register, activities);
    let index = index_of(&register);
    let has = |query: &str, title: &str| titles(&found(&index, query)).contains(&title);
    for (query, title, expected) in [
        ("ICO", "First of all", true),
        ("information commission", "Second of all", true),
        ("ICO", "Fifth of all", true),
        ("taxi firms", "Third of all", true),
        ("hackney carriages", "Third of all", true),
        ("to:hackney", "Third of all", true),
        ("taxi firms", "Fourth of all", false),
        ("carriages", "Third of all", false),
    ] {
        assert_eq!(has(query, title), expected, "{query} and {title}");
    }
}

#[test]
fn the_name_comes_before_the_reference_before_the_rest() {
    let mut register =
        register_of(["Annual surveys", "Tree surveys", "Resurveyed land", "Zoo", "Yard", "Surveys of roads"]);
    let mut activities = register.activities().to_vec();
    Arc::make_mut(&mut activities[3]).team = Some("Survey team".into());
    Arc::make_mut(&mut activities[4]).notes = Some("A survey is made".into());
    register = with_activities(&register, activities);
    let index = index_of(&register);
    let order = ["Surveys of roads", "Annual surveys", "Tree surveys", "Resurveyed land", "Zoo", "Yard"];
    assert_eq!(titles(&found(&index, "survey")), order);
}

#[test]
fn few_matches_are_followed_by_close_ones() {
    let index = index_of(&sample());
    for (query, close) in [
        ("pyroll", "Payroll and pensions"),
        ("hsg", "Housing lettings and waiting list"),
        ("recrutment", "Recruitment and vetting"),
    ] {
        let found = found(&index, query);
        assert_eq!(found.exact, 0, "{query}");
        assert!(titles(&found).contains(&close), "{query}: {:?}", titles(&found));
    }
    let many = found(&index, "transport");
    assert_eq!(many.exact, many.places.len());
    assert!(found(&index_of(&register_of(["Contact centre call recording home visits"])), "cctv").places.is_empty());
}

#[test]
fn one_slip_is_forgiven_and_said() {
    let index = index_of(&sample());
    for (typed, read) in [
        ("trasnport", "transport"),
        ("lisensing", "licensing"),
        ("safegaurding", "safeguarding"),
        ("ombudsnan", "ombudsman"),
    ] {
        let answer = found(&index, typed);
        assert_eq!(answer.slip, Some((typed.to_owned(), read.to_owned())), "{typed}");
        assert_eq!(answer.places, found(&index, read).places);
    }
    let both = found(&index, "schol trasnport");
    assert_eq!(titles(&both)[0], "School transport: applications and eligibility");
    for query in ["txa", "trasnprot", "qqqqqqq", "12345678", "transport"] {
        assert_eq!(found(&index, query).slip, None, "{query}");
    }
}

#[test]
fn names_before_a_colon_ask_one_field() {
    let index = index_of(&sample());
    let cases: &[(&str, &[&str])] = &[
        ("title:payroll", &["Payroll and pensions", "Payroll for academy schools"]),
        ("team:payroll pensions", &["Payroll and pensions"]),
        ("service:payroll", &["Payroll and pensions", "Payroll for academy schools"]),
        ("owner:\"trading standards\"", &["Trading standards investigations"]),
        ("status:retired", &["Test and Trace support payments"]),
        ("role:processor", &["Payroll for academy schools"]),
        ("regime:\"law enforcement\"", &["Trading standards investigations"]),
        ("basis:consent", &["Newsletter and email updates"]),
        ("ref:pa-0031", &["Staff social events and discounts"]),
        ("missing:owner", &["Staff social events and discounts", "Strategic Commissioning"]),
        ("due:overdue parking", &["CCTV in council car parks"]),
        ("due:<-5", &[]),
        ("missing:retention title:cctv", &["CCTV in council car parks"]),
    ];
    for (query, expected) in cases {
        let found = found(&index, query);
        assert_eq!(titles(&found), *expected, "{query}");
    }
}

#[test]
fn terms_with_a_name_hold_for_what_they_find_and_for_nothing_else() {
    let index = index_of(&sample());
    let check = |query: &str, test: &dyn Fn(&Activity) -> bool| {
        let found = found(&index, query);
        let ids: HashSet<&str> =
            found.places.iter().map(|place| index.entry(*place).unwrap().activity.id.as_str()).collect();
        let expected: HashSet<&str> = (0..36)
            .map(|place| &index.entry(place).unwrap().activity)
            .filter(|activity| test(activity))
            .map(|activity| activity.id.as_str())
            .collect();
        assert!(!expected.is_empty() && expected.len() < 36, "{query} says nothing");
        assert_eq!(ids, expected, "{query}");
    };
    let day = |activity: &Activity| activity.next_review.as_ref().and_then(|date| date.day());
    check("due:<30", &|activity| day(activity).is_some_and(|day| day < date(2026, 12, 24)));
    check("due:<=30", &|activity| day(activity).is_some_and(|day| day <= date(2026, 12, 24)));
    check("due:>90", &|activity| day(activity).is_some_and(|day| day > date(2027, 2, 22)));
    check("-due:>90", &|activity| day(activity).is_none_or(|day| day <= date(2027, 2, 22)));
    check("missing:due", &|activity| day(activity).is_none());
    check("none:transfers", &|activity| activity.transfers.as_ref().is_some_and(Vec::is_empty));
    check("-none:transfers", &|activity| !activity.transfers.as_ref().is_some_and(Vec::is_empty));
    check("country:\"united states\"", &|activity| {
        activity.transfers().iter().any(|transfer| transfer.country.as_deref() == Some("US"))
    });
    check("transfers.country:us", &|activity| {
        activity.transfers().iter().any(|transfer| transfer.country.as_deref() == Some("US"))
    });
    check("missing:country", &|activity| activity.transfers.is_none());
    check("special:health", &|activity| {
        activity
            .lines()
            .iter()
            .flat_map(|line| line.special_categories.iter().flatten())
            .any(|code| code.to_lowercase().contains("health"))
    });
    check("notes:the", &|activity| activity.notes.as_deref().is_some_and(|notes| notes.to_lowercase().contains("the")));
}

#[test]
fn the_number_of_a_rule_finds_where_it_is_open() {
    let register = sample();
    let index = index_of(&register);
    let lexicon = Lexicon::of(&register.vocabulary());
    let organisation = register.organisation();
    let (mut open, mut errors, mut warnings) = (HashSet::new(), 0, 0);
    for activity in register.activities() {
        for finding in ropa::domain::check::check_activity(activity, &organisation, &lexicon, TODAY) {
            if finding.accepted {
                continue;
            }
            open.insert((finding.rule.id, activity.id.clone()));
            match finding.rule.severity {
                ropa::domain::check::Severity::Error => errors += 1,
                ropa::domain::check::Severity::Warning => warnings += 1,
                ropa::domain::check::Severity::Info => {}
            }
        }
    }
    for rule in ropa::domain::check::RULES {
        let found = found(&index, &format!("rule:{}", rule.id.to_lowercase()));
        let expected = open.iter().filter(|(id, _)| *id == rule.id).count();
        assert_eq!(found.places.len(), expected, "{}", rule.id);
    }
    assert_eq!(index.totals().to_fix, errors + warnings);
    let counted: u32 = (0..36).map(|place| index.entry(place).unwrap().errors).sum();
    assert_eq!(counted as usize, errors);
}

#[test]
fn unknown_names_are_words_and_are_said() {
    let query = Query::read("colour:blue owner: https://example.org missing:shoes -flavour:x due:< 10:30 team:parking");
    assert_eq!(query.unknown_fields, ["colour", "shoes", "flavour"]);
    assert_eq!(query.words, ["colour:blue", "https://example.org", "missing:shoes", "10:30"]);
    assert_eq!(query.without, ["flavour:x"]);
    assert!(Query::read(" - ’ \"\" owner: ").is_empty());
    let index = index_of(&register_of(["Colour:blue is a title"]));
    assert_eq!(found(&index, "colour:blue").places, [0]);
    assert_eq!(found(&index, "colour:blue").unknown_fields, ["colour"]);
}

#[test]
fn filters_of_one_kind_widen_and_of_different_kinds_narrow() {
    let index = index_of(&sample());
    let count = |filters: &[Filter]| filtered(&index, filters).places.len();
    let (place, finance) = (is("directorate", "Place and Environment"), is("directorate", "Finance and Resources"));
    assert_eq!(
        count(std::slice::from_ref(&place)) + count(std::slice::from_ref(&finance)),
        count(&[place.clone(), finance.clone()])
    );
    let overdue = Filter::Review(Review::Overdue);
    assert_eq!(titles(&filtered(&index, &[overdue.clone(), place.clone()])), ["CCTV in council car parks"]);
    let both = filtered(&index, &[Filter::Review(Review::Overdue), Filter::Review(Review::NotSet)]);
    assert_eq!(both.places.len(), index.totals().overdue + index.totals().without_review);
    for filter in [
        place,
        finance,
        overdue,
        Filter::Holds(Holding::Transfers),
        is("basis", "6(1)(a)"),
        is("title", "Licensing"),
        is("colour", "blue"),
    ] {
        let found = filtered(&index, std::slice::from_ref(&filter));
        let passing: HashSet<u32> =
            (0..36).filter(|place| filter.passes(index.entry(*place).unwrap(), &index, TODAY)).collect();
        assert_eq!(found.places.iter().copied().collect::<HashSet<u32>>(), passing, "{filter:?}");
    }
    assert_eq!(count(&[is("title", "licensing")]), 1);
    let narrowed =
        find(index.clone(), &Ask { filters: vec![is("team", "Payroll")], ..ask("academy") }, &|| false).unwrap();
    assert_eq!(titles(&narrowed), ["Payroll for academy schools"]);
}

#[test]
fn each_facet_counts_what_its_filter_would_leave() {
    let index = index_of(&sample());
    let cases: [(&str, Vec<Filter>); 5] = [
        ("", vec![]),
        ("", vec![Filter::Holds(Holding::Transfers), Filter::Holds(Holding::SpecialCategory)]),
        ("transport", vec![]),
        ("", vec![is("directorate", "Place and Environment"), Filter::Holds(Holding::Children)]),
        ("data", vec![Filter::Review(Review::Overdue), Filter::Review(Review::Soon), is("status", "approved")]),
    ];
    for (query, on) in cases {
        let answer = find(index.clone(), &Ask { filters: on.clone(), facets: true, ..ask(query) }, &|| false).unwrap();
        assert!(!answer.facets.is_empty(), "{query}");
        for facet in &answer.facets {
            let kind = |filter: &Filter| match filter {
                Filter::Is { field, .. } => (*field).to_owned(),
                Filter::Review(_) => "review".to_owned(),
                Filter::Holds(holding) => format!("{holding:?}"),
            };
            let mut filters: Vec<Filter> =
                on.iter().filter(|filter| kind(filter) != kind(&facet.filter)).cloned().collect();
            filters.push(facet.filter.clone());
            let left = find(index.clone(), &Ask { filters, ..ask(query) }, &|| false).unwrap();
            assert_eq!(left.exact, facet.count, "{query} {:?}", facet.filter);
        }
        for filter in &on {
            assert_eq!(answer.facets.iter().filter(|facet| facet.filter == *filter).count(), 1);
        }
    }
    let statuses: usize = filtered(&index, &[])
        .facets
        .iter()
        .filter(|facet| matches!(facet.filter, Filter::Is { field: "status", .. }))
        .map(|facet| facet.count)
        .sum();
    assert_eq!(statuses, 36);
    assert!(found(&index, "").facets.is_empty());
}

#[test]
fn facets_stand_kind_by_kind_most_first() {
    let index = index_of(&sample());
    let facets = filtered(&index, &[]).facets;
    let kinds = [
        "directorate",
        "status",
        "review",
        "holds",
        "owner",
        "team",
        "basis",
        "country",
        "recipients",
        "special_categories",
        "subjects",
        "data_classes",
        "tags",
    ];
    let place = |filter: &Filter| {
        let kind = match filter {
            Filter::Is { field, .. } => *field,
            Filter::Review(_) => "review",
            Filter::Holds(_) => "holds",
        };
        kinds.iter().position(|known| *known == kind).unwrap()
    };
    assert!(facets.windows(2).all(|pair| (place(&pair[0].filter), std::cmp::Reverse(pair[0].count))
        <= (place(&pair[1].filter), std::cmp::Reverse(pair[1].count))));
    let seen: HashSet<usize> = facets.iter().map(|facet| place(&facet.filter)).collect();
    assert_eq!(seen.len(), kinds.len());
}

#[test]
fn another_wording_of_a_recipient_counts_as_the_same() {
    let sample = sample();
    let line = |words: &[&str]| ropa::domain::line::Line {
        recipients: Some(words.iter().map(|word| (*word).into()).collect()),
        ..Default::default()
    };
    let lines = [
        line(&["Coach and taxi operators"]),
        line(&["taxi firms"]),
        line(&["minibus operators", "TAXI FIRMS"]),
        line(&["Schools"]),
    ];
    let activities = lines.into_iter().enumerate().map(|(number, line)| {
        Arc::new(Activity { id: Id::from(number.to_string().as_str()), lines: Some(vec![line]), ..Activity::default() })
    });
    let index = index_of(&with_activities(&sample, activities.collect()));
    let found = filtered(&index, &[]);
    let facet = found.facets.iter().find(|facet| facet.filter == is("recipients", "Coach and taxi operators")).unwrap();
    assert_eq!(facet.count, 3);
    assert_eq!(filtered(&index, std::slice::from_ref(&facet.filter)).places, [0, 1, 2]);
}

#[test]
fn filters_are_called_what_they_are() {
    let lexicon = Lexicon::of(&sample().vocabulary());
    for (filter, label) in [
        (is("recipients", "Schools"), "Shared with: Schools"),
        (is("basis", "6(1)(a)"), "Basis: Consent"),
        (is("status", "in-review"), "Status: In review"),
        (is("team", "Payroll"), "Team or service: Payroll"),
        (Filter::Review(Review::Overdue), "Overdue"),
        (Filter::Review(Review::Soon), "Due within 90 days"),
        (Filter::Review(Review::NotSet), "No review date"),
        (Filter::Holds(Holding::SpecialCategory), "Special category data"),
        (Filter::Holds(Holding::CriminalOffence), "Criminal offence data"),
        (Filter::Holds(Holding::Transfers), "Transfers outside the UK"),
        (Filter::Holds(Holding::Children), "Children’s data"),
    ] {
        assert_eq!(filter.label(&lexicon), label);
    }
}

#[test]
fn every_order_is_kept_and_repeats() {
    let index = index_of(&sample());
    let keys = |order: Order| -> Vec<String> {
        let found = find(index.clone(), &Ask { order, ..ask("") }, &|| false).unwrap();
        assert_eq!(found.places.len(), 36);
        let entries = found.places.iter().map(|place| (*place, index.entry(*place).unwrap()));
        let text = |text: &Option<ropa::domain::Text>| text.as_deref().unwrap_or("~").to_lowercase();
        entries
            .map(|(place, entry)| match order {
                Order::Title => entry.activity.name().to_lowercase(),
                Order::Reference => text(&entry.activity.reference),
                Order::Directorate => {
                    format!("{} {}", text(&entry.activity.directorate), entry.activity.name().to_lowercase())
                }
                Order::Review => format!(
                    "{} {}",
                    entry.next_review.map_or("~".to_owned(), |day| day.to_string()),
                    entry.activity.name().to_lowercase()
                ),
                Order::Status => {
                    let statuses = ["draft", "in-review", "approved", "retired"];
                    let place = statuses.iter().position(|status| Some(*status) == entry.activity.status.as_deref());
                    format!("{place:?} {}", entry.activity.name().to_lowercase())
                }
                Order::ToFix => {
                    format!("{:05} {}", 10_000 - entry.errors - entry.warnings, entry.activity.name().to_lowercase())
                }
                Order::File => format!("{place:05}"),
            })
            .collect()
    };
    for order in Order::ALL {
        assert!(keys(order).is_sorted(), "{order:?}: {:?}", keys(order));
        assert_eq!(keys(order), keys(order));
    }
    let best = find(index.clone(), &Ask { order: Order::File, ..ask("payroll") }, &|| false).unwrap();
    assert_eq!(titles(&best)[..2], ["Payroll and pensions", "Payroll for academy schools"]);
    let named = find(index.clone(), &Ask { order: Order::Review, ..ask("due:overdue") }, &|| false).unwrap();
    assert_eq!(titles(&named)[0], "CCTV in council car parks");
}

#[test]
fn the_order_of_the_file_changes_no_answer() {
    let register = many(600);
    let mut reversed = register.activities().to_vec();
    reversed.reverse();
    let mut shuffled = register.activities().to_vec();
    shuffled.sort_by_key(|activity| activity.id.as_str().bytes().rev().collect::<Vec<u8>>());
    let indexes = [
        index_of(&register),
        index_of(&with_activities(&register, reversed)),
        index_of(&with_activities(&register, shuffled)),
    ];
    for query in
        ["cctv", "cct", "school tr", "payrol", "hsg ben", "trasnport", "visits", "apeals", "", "nhs -cctv", "staffl"]
    {
        let answers = indexes.each_ref().map(|index| {
            let found = find(index.clone(), &Ask { facets: true, ..ask(query) }, &|| false).unwrap();
            let ids: Vec<Id> =
                found.places.iter().map(|place| index.entry(*place).unwrap().activity.id.clone()).collect();
            (ids, found.exact, found.slip, found.facets)
        });
        assert_eq!(answers[0], answers[1], "{query}");
        assert_eq!(answers[0], answers[2], "{query}");
    }
}

#[test]
fn no_search_leaves_a_trace_in_the_next() {
    let index = index_of(&register_of([
        "Castle Vale: badge misuse enforcement visit log",
        "Contact centre call recording home visits",
        "CCTV",
        "Staff ccctv",
        "Carts of coal to view",
    ]));
    let alone: Vec<Vec<u32>> = ["cctv", "cct", "ctv"].iter().map(|query| found(&index, query).places).collect();
    for before in ["castle vale", "cctv", "c", "visit log"] {
        found(&index, before);
        let after: Vec<Vec<u32>> = ["cctv", "cct", "ctv"].iter().map(|query| found(&index, query).places).collect();
        assert_eq!(after, alone, "{before}");
    }
}

#[test]
fn words_with_doubled_letters_rank_alike_in_any_order() {
    let letters = ["c", "c", "t", "v", " ", "-", "a"];
    let mut state = 1_usize;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        state >> 33
    };
    let titles: Vec<String> =
        (0..400).map(|_| (0..4 + next() % 12).map(|_| letters[next() % letters.len()]).collect()).collect();
    for query in ["cct", "cctv", "ccv", "ccc", "cctt"] {
        // Without the word itself in a title all of them are close matches, ranked by score alone.
        let register = register_of(titles.iter().filter(|title| !title.contains(query)));
        let mut reversed = register.activities().to_vec();
        reversed.reverse();
        let indexes = [index_of(&register), index_of(&with_activities(&register, reversed))];
        let [forward, backward] = indexes.each_ref().map(|index| {
            let found = found(index, query);
            found.places.iter().map(|place| index.entry(*place).unwrap().activity.id.clone()).collect::<Vec<Id>>()
        });
        assert!(!forward.is_empty(), "{query}");
        assert_eq!(forward, backward, "{query}");
    }
}

/// The characters of a text at these places.
fn marked(text: &str, places: &[usize]) -> String {
    assert!(places.is_sorted() && places.iter().all(|place| *place < text.chars().count()), "{places:?} in {text}");
    text.chars().enumerate().filter(|(place, _)| places.contains(place)).map(|(_, letter)| letter).collect()
}

#[test]
fn marks_stand_on_the_letters_that_matched() {
    let index = index_of(&sample());
    type Case = (&'static str, &'static str, &'static str, &'static str, Option<(&'static str, &'static str)>);
    let cases: &[Case] = &[
        ("school tr", "School transport: escorts", "Schooltr", "", None),
        ("pa-0008", "School transport: escorts", "", "PA-0008", None),
        ("escorts shah", "School transport: escorts", "escorts", "", Some(("Owner", "Shah"))),
        ("childrens", "Foster carer approval", "", "", Some(("Directorate", "Children’s"))),
        ("skills", "Foster carer approval", "", "", Some(("Directorate", "Skills"))),
        ("sian", "Leisure centres", "", "", Some(("Shared with", "Siân"))),
        ("hackney", "School transport: escorts", "", "", Some(("Shared with", ""))),
        ("pyroll", "Payroll and pensions", "Pyroll", "", None),
        ("basis:consent", "Newsletter and email updates", "", "", Some(("Article 6 lawful basis", "Consent"))),
        ("trasnport", "School transport: escorts", "transport", "", None),
        ("owner:shah", "School transport: escorts", "", "", Some(("Owner", "Shah"))),
    ];
    for (query, title, in_title, in_reference, elsewhere) in cases {
        let found = found(&index, query);
        let mut entries = found.places.iter().filter_map(|place| index.entry(*place));
        let entry = entries.find(|entry| entry.activity.name() == *title).unwrap();
        let why = explain(&found, entry);
        assert_eq!(marked(title, &why.title), *in_title, "{query}");
        assert_eq!(
            marked(entry.activity.reference.as_deref().unwrap_or_default(), &why.reference),
            *in_reference,
            "{query}"
        );
        let shown = why.elsewhere.map(|other| (other.field.label, marked(&other.text, &other.marks)));
        assert_eq!(shown.as_ref().map(|(label, letters)| (*label, letters.as_str())), *elsewhere, "{query}");
    }
}

#[test]
fn every_row_says_why_it_matched() {
    let index = index_of(&sample());
    for query in [
        "nhs",
        "data",
        "health",
        "police",
        "appeals",
        "council",
        "encryption",
        "united states",
        "foi",
        "transport",
        "staff",
        "education act",
    ] {
        let found = found(&index, query);
        assert!(!found.places.is_empty(), "{query}");
        for place in &found.places {
            let entry = index.entry(*place).unwrap();
            let why = explain(&found, entry);
            assert!(
                !why.title.is_empty() || !why.reference.is_empty() || why.elsewhere.is_some(),
                "{query}: {}",
                entry.activity.name()
            );
        }
    }
}

#[test]
fn a_search_stops_when_it_is_told_to() {
    let index = index_of(&many(5000));
    for query in ["", "school", "hsg", "zzzzzzz", "trasnport"] {
        assert!(find(index.clone(), &ask(query), &|| true).is_none() || query == "zzzzzzz", "{query}");
        let asked = std::cell::Cell::new(0);
        let later = find(index.clone(), &ask(query), &|| {
            asked.set(asked.get() + 1);
            false
        });
        assert!(later.is_some() && asked.get() >= 3, "{query} asked {} times", asked.get());
    }
}

#[test]
fn a_search_runs_on_another_thread() {
    let index = index_of(&sample());
    let other = index.clone();
    let there = std::thread::spawn(move || found(&other, "school tr").places).join().unwrap();
    assert_eq!(there, found(&index, "school tr").places);
}

#[test]
fn an_edit_makes_one_entry_anew() {
    let mut register = many(300);
    let lexicon = Lexicon::of(&register.vocabulary());
    let first = Index::of(&register, &lexicon, TODAY, None);
    let before = register.activities()[150].clone();
    let mut after = (*before).clone();
    after.title = Some("Aardvark licences".into());
    after.owner = Some("Keeper of aardvarks".into());
    let edit =
        Edit::replace("Changed the name".to_owned(), Subject::Activity(before), Subject::Activity(Arc::new(after)));
    edit.apply(&mut register);
    let second = Index::of(&register, &lexicon, TODAY, Some(&first));
    for place in 0..300 {
        let same = Arc::ptr_eq(first.entry(place).unwrap(), second.entry(place).unwrap());
        assert_eq!(same, place != 150, "{place}");
    }
    let (fresh, second) = (index_of(&register), Arc::new(second));
    assert_eq!(second.totals(), fresh.totals());
    for query in ["", "aardvark", "keeper of", "ardvark", "school", "owner:aardvarks"] {
        for order in Order::ALL {
            let places =
                |index: &Arc<Index>| find(index.clone(), &Ask { order, ..ask(query) }, &|| false).unwrap().places;
            assert_eq!(places(&second), places(&fresh), "{query} {order:?}");
        }
    }
    let tomorrow = Index::of(&register, &lexicon, TODAY.tomorrow().unwrap(), Some(&second));
    assert!((0..300).all(|place| !Arc::ptr_eq(second.entry(place).unwrap(), tomorrow.entry(place).unwrap())));
}

#[test]
fn ten_thousand_activities_are_searched() {
    let index = index_of(&many(10_000));
    assert_eq!(index.totals().activities, 10_000);
    for (query, least) in
        [("", 10_000), ("school transport", 1400), ("gen-04321", 1), ("trasnport", 1000), ("status:approved", 5000)]
    {
        let found = find(index.clone(), &Ask { facets: true, ..ask(query) }, &|| false).unwrap();
        assert!(found.places.len() >= least, "{query}: {}", found.places.len());
        let different: HashSet<&u32> = found.places.iter().collect();
        assert_eq!(different.len(), found.places.len());
    }
    assert_eq!(found(&index, "trasnport").slip.unwrap().1, "transport");
}

/// Queries as people type them and as nobody does.
fn queries() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("school".to_owned()),
        Just("missing:".to_owned()),
        Just("due:<".to_owned()),
        Just("-".to_owned()),
        Just("\"".to_owned()),
        Just("to:nhs".to_owned()),
        Just("rule:V-20".to_owned()),
        Just("trasnport".to_owned()),
        Just("none:transfers".to_owned()),
        "[a-z]{1,9}",
        "[a-z]{1,5}:[a-z<>=0-9-]{0,5}",
        "\\PC{0,6}",
    ];
    (proptest::collection::vec(pieces, 0..5), prop_oneof![Just(" "), Just("")])
        .prop_map(|(pieces, between)| pieces.join(between))
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn no_query_is_too_much(query in queries()) {
        thread_local!(static INDEX: Arc<Index> = index_of(&sample()));
        let index = INDEX.with(Arc::clone);
        let found = find(index.clone(), &Ask { facets: true, ..ask(&query) }, &|| false).unwrap();
        prop_assert!(found.exact <= found.places.len());
        for place in &found.places {
            let entry = index.entry(*place).unwrap();
            let why = explain(&found, entry);
            marked(entry.activity.name(), &why.title);
            if let Some(other) = why.elsewhere {
                marked(&other.text, &other.marks);
            }
        }
        let again = find(index, &Ask { facets: true, ..ask(&query) }, &|| false).unwrap();
        prop_assert_eq!(again.places, found.places);
    }

    #[test]
    fn edits_one_after_another_end_where_a_new_index_begins(steps in proptest::collection::vec((0..4_usize, 0..30_usize, "[a-d]{1,3}"), 1..12)) {
        let register = many(25);
        let lexicon = Lexicon::of(&register.vocabulary());
        let mut activities = register.activities().to_vec();
        let mut index = Index::of(&register, &lexicon, TODAY, None);
        for (number, (step, place, title)) in steps.into_iter().enumerate() {
            let place = place.min(activities.len().saturating_sub(1));
            let fresh = |id: &str| Arc::new(Activity { id: Id::from(id), title: Some(title.as_str().into()), team: Some(title.as_str().into()), ..Activity::default() });
            match step {
                0 => activities.insert(place, fresh(&format!("new {number}"))),
                1 if !activities.is_empty() => { activities.remove(place); }
                2 if !activities.is_empty() => activities.swap(place, 0),
                _ if !activities.is_empty() => activities[place] = fresh(activities[place].id.as_str()),
                _ => {}
            }
            index = Index::of(&with_activities(&register, activities.clone()), &lexicon, TODAY, Some(&index));
        }
        let fresh = index_of(&with_activities(&register, activities));
        let index = Arc::new(index);
        prop_assert_eq!(index.totals(), fresh.totals());
        for order in Order::ALL {
            for query in ["", "a", "school", "team:b"] {
                let places = |index: &Arc<Index>| find(index.clone(), &Ask { order, ..ask(query) }, &|| false).unwrap().places;
                prop_assert_eq!(places(&index), places(&fresh));
            }
        }
    }
}
