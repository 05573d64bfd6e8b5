//! A register of any size for a council that does not exist: the same every time, for tests and benchmarks of size.

use ropa::domain::id::Ids;
use serde_json::{Value, json};

/// The register file, in the layout in which the program writes it: about 2.5 KB an activity.
pub fn register(count: usize) -> String {
    let mut dice = Dice(0x5eed);
    let mut ids = Ids::seeded(0x1d5);
    let head = json!({
        "format": "ropa-register",
        "version": 1,
        "id": ids.fresh(|_| false),
        "organisation": {
            "name": "Llanfair and Castle Vale Council",
            "email": "records@llanfair-vale.example",
            "public_authority": true,
            "data_protection_officer": { "name": "Siân O’Brien", "email": "dpo@llanfair-vale.example" },
            "security_measures": ["Role-based access control", "Encryption at rest"]
        },
        "activities": []
    });
    let head = serde_json::to_string_pretty(&head).unwrap();
    let mut text = String::with_capacity(count * 2_700 + 1_000);
    text.push_str(head.strip_suffix("[]\n}").unwrap());
    text.push('[');
    for number in 0..count {
        text.push_str(if number == 0 { "\n    " } else { ",\n    " });
        let activity = serde_json::to_string_pretty(&activity(number, &mut dice, &mut ids)).unwrap();
        text.push_str(&activity.replace('\n', "\n    "));
    }
    text.push_str(if count == 0 { "]\n}\n" } else { "\n  ]\n}\n" });
    text
}

/// The title of an activity of [`register`]: no two are the same.
pub fn title(number: usize) -> String {
    let topic = pick(&TOPICS, number);
    let (_, service) = pick(&SERVICES, number / TOPICS.len());
    let ward = pick(&WARDS, number / (TOPICS.len() * SERVICES.len()));
    let round = number / (TOPICS.len() * SERVICES.len() * WARDS.len());
    let round = if round == 0 { String::new() } else { format!(" {}", round + 1) };
    format!("{topic} – {service}, {ward}{round}")
}

fn activity(number: usize, dice: &mut Dice, ids: &mut Ids) -> Value {
    let (directorate, service) = pick(&SERVICES, number / TOPICS.len());
    let owner = dice.of(&PEOPLE);
    let line_count = 1 + dice.below(3);
    let line_ids: Vec<String> = (0..line_count).map(|_| ids.fresh(|_| false).as_str().to_owned()).collect();
    let lines: Vec<Value> = line_ids.iter().map(|id| line(id, dice)).collect();
    let abroad = dice.below(10) == 0;
    let transfers = if abroad {
        json!([{
            "id": ids.fresh(|_| false),
            "country": dice.of(&["US", "IN", "FR"]),
            "organisation": dice.of(&RECIPIENTS),
            "mechanism": "idta",
            "line": line_ids[0]
        }])
    } else {
        json!([])
    };
    let mut activity = json!({
        "id": ids.fresh(|_| false),
        "reference": format!("PA-{:06}", number + 1),
        "title": title(number),
        "directorate": directorate,
        "team": format!("{service} team {}", 1 + dice.below(4)),
        "business_function": service,
        "owner": owner,
        "role": "controller",
        "regime": "general",
        "status": dice.of(&["approved", "approved", "draft", "in-review"]),
        "description": format!("{} {} {}", dice.of(&SENTENCES), dice.of(&SENTENCES), dice.of(&SENTENCES)),
        "purposes": [dice.of(&PURPOSES), format!("Plan and improve {}", service.to_lowercase())],
        "lines": lines,
        "transfers": transfers,
        "lawful_bases": [{ "basis": dice.of(&["6(1)(c)", "6(1)(e)"]), "statutory_reference": dice.of(&ACTS) }],
        "sources": ["The person themselves", dice.of(&RECIPIENTS)],
        "locations": [dice.of(&SYSTEMS)],
        "breach": { "occurred": false },
        "contact": format!("team{}@llanfair-vale.example", dice.below(400)),
        "last_reviewed": format!("2026-{:02}-{:02}", 1 + dice.below(10), 1 + dice.below(28)),
        "reviewed_by": owner
    });
    if dice.below(8) > 0 {
        let day = format!("{}-{:02}-{:02}", 2026 + dice.below(3), 1 + dice.below(12), 1 + dice.below(28));
        activity["next_review"] = day.into();
    }
    activity
}

fn line(id: &str, dice: &mut Dice) -> Value {
    let special: Vec<&str> = if dice.below(3) == 0 { vec![dice.of(&SPECIAL)] } else { Vec::new() };
    let months = 12 * (1 + dice.below(10));
    json!({
        "id": id,
        "subjects": [dice.of(&SUBJECTS)],
        "data_classes": ["Contact details", dice.of(&CLASSES)],
        "special_categories": special,
        "recipients": [dice.of(&RECIPIENTS), format!("{} ({})", dice.of(&RECIPIENTS), dice.of(&WARDS))],
        "retention": { "period_months": months, "trigger": "case closed", "action": "destroy" }
    })
}

fn pick<T: Copy>(from: &[T], number: usize) -> T {
    from[number % from.len()]
}

/// SplitMix64, so that a register is the same on every machine.
struct Dice(u64);

impl Dice {
    fn below(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut value = self.0;
        value = (value ^ (value >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        value = (value ^ (value >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        ((value ^ (value >> 31)) % sides as u64) as usize
    }

    fn of<T: Copy>(&mut self, from: &[T]) -> T {
        pick(from, self.below(from.len()))
    }
}

const TOPICS: [&str; 33] = [
    "Payroll and pensions",
    "School transport",
    "Children’s safeguarding referrals",
    "Cymraeg classes and café bookings",
    "Housing benefit",
    "Council tax recovery",
    "CCTV",
    "Blue badges",
    "Home visits",
    "Freedom of information requests",
    "Complaints and compliments",
    "Electoral registration",
    "Taxi licensing",
    "Noise and nuisance",
    "Planning applications",
    "Library membership",
    "Foster carer assessments",
    "Adoption records",
    "Special educational needs",
    "Free school meals",
    "Care home placements",
    "Direct payments",
    "Homelessness prevention",
    "Tenancy fraud",
    "Parking permits",
    "Bereavement services",
    "Registration of births",
    "Commissioning of care",
    "Contact centre recordings",
    "Staff recruitment",
    "Occupational health",
    "Trading standards enquiries",
    "Müll und recycling pilot (twin town Düren)",
];

const SERVICES: [(&str, &str); 13] = [
    ("Children and Learning", "Education"),
    ("Children and Learning", "Social work"),
    ("Children and Learning", "Early help"),
    ("Adults and Health", "Adult social care"),
    ("Adults and Health", "Public health"),
    ("Place", "Highways"),
    ("Place", "Housing"),
    ("Place", "Environmental health"),
    ("Law and Governance", "Democratic services"),
    ("Law and Governance", "Information governance"),
    ("Resources", "Revenues and benefits"),
    ("Resources", "Human resources"),
    ("Resources", "Digital services"),
];

const WARDS: [&str; 11] = [
    "Castle Vale",
    "Llanfair",
    "St Anne’s",
    "Pont-y-garn",
    "Tŷ Gwyn",
    "Harbour",
    "Old Town",
    "Moorside",
    "Ynys Môn Road",
    "Park",
    "Bryn Siôn",
];

const PEOPLE: [&str; 9] =
    ["J Evans", "A Shah", "Siân O’Brien", "Zoë Müller", "R Okafor", "José Núñez", "M Davies", "L Chen", "P Ó Briain"];

const SUBJECTS: [&str; 6] = ["Residents", "Employees", "Pupils", "Carers or representatives", "Tenants", "Suppliers"];

const CLASSES: [&str; 7] = [
    "Financial details",
    "Family details",
    "Case notes and chronology",
    "Education and training",
    "Employment details",
    "Vehicle and number plate",
    "Correspondence and complaints content",
];

const SPECIAL: [&str; 4] =
    ["Health", "Racial or ethnic origin", "Religious or philosophical beliefs", "Trade union membership"];

const RECIPIENTS: [&str; 11] = [
    "Police forces",
    "NHS trusts and general practitioners",
    "Courts and tribunals",
    "Other local authorities",
    "HM Revenue and Customs",
    "Department for Work and Pensions",
    "Schools and colleges",
    "Ombudsman and regulatory authorities",
    "Cwmni Gofal Môn Cyf",
    "Vale Coaches Ltd",
    "Document storage supplier",
];

const PURPOSES: [&str; 5] = [
    "Carry out the council’s statutory duties",
    "Decide who is entitled to a service and provide it",
    "Protect people who are at risk of harm",
    "Collect money that is owed to the council",
    "Answer enquiries, complaints and appeals",
];

const SENTENCES: [&str; 6] = [
    "Officers record each case from the first contact until it is closed, and what was decided and why.",
    "Information is checked against other records of the council – only where the law lets us.",
    "A summary is shared with partners who provide the service for us, under an agreement.",
    "Letters are kept with the case; “without prejudice” ones are kept apart.",
    "People can ask for their record at the front desk, by telephone or on the website.",
    "Statistics that name nobody go to the Welsh and UK governments every quarter.",
];

const ACTS: [&str; 5] = [
    "Children Act 1989 s.17",
    "Care Act 2014 ss.1 and 9",
    "Housing Act 1996 Part VII",
    "Local Government Finance Act 1992",
    "Education Act 1996 s.508B",
];

const SYSTEMS: [&str; 5] =
    ["Casebook", "Shared drive", "Finance ledger", "Paper files, records store", "Education portal"];
