//! Signs in a text that it is about one person: numbers with a known build, a private email address, a date of birth.
//!
//! A register is full of numbers and addresses that are nobody's: telephones, contract references, mailboxes of teams. A sign
//! therefore counts only where its whole build fits; better to overlook one than to cry wolf.

use crate::domain::check::case::Case;
use crate::domain::date::read;
use jiff::civil::Date;

/// What a text looks as if it held, as the end of a sentence.
pub(super) fn sign(words: &str, own: &OwnAddresses, today: Date) -> Option<&'static str> {
    let bytes = words.as_bytes();
    if !bytes.iter().any(|byte| byte.is_ascii_digit() || *byte == b'@') {
        return None;
    }
    if word_starts(words).any(|(_, rest)| is_insurance_number(rest)) {
        return Some("a National Insurance number");
    }
    if word_starts(words).any(|(before, rest)| may_begin_number(before) && is_nhs_number(rest)) {
        return Some("an NHS number");
    }
    if word_starts(words).any(|(_, rest)| is_date_of_birth(rest, today)) {
        return Some("a date of birth");
    }
    addresses(words).any(|address| own.is_private(&address)).then_some("a person’s email address")
}

/// Each place at which a word or number begins, as what stands before it and the text from there on.
fn word_starts(words: &str) -> impl Iterator<Item = (&str, &str)> {
    let mut in_word = false;
    words.char_indices().filter_map(move |(place, character)| {
        let begins = character.is_alphanumeric() && !in_word;
        in_word = character.is_alphanumeric();
        begins.then(|| words.split_at_checked(place)).flatten()
    })
}

/// Two letters, six digits and A to D, in pairs or in one; letters and beginnings that are not given out do not count.
fn is_insurance_number(text: &str) -> bool {
    let mut rest = text.bytes().peekable();
    let (Some(first), Some(second)) = (rest.next(), rest.next()) else {
        return false;
    };
    let pair = [first, second];
    let letters = pair.iter().all(|letter| letter.is_ascii_uppercase() && !b"DFIQUV".contains(letter));
    if !letters || second == b'O' || [b"BG", b"GB", b"KN", b"NK", b"NT", b"TN", b"ZZ"].contains(&&pair) {
        return false;
    }
    for _ in 0..3 {
        rest.next_if_eq(&b' ');
        if !(0..2).all(|_| rest.next().is_some_and(|digit| digit.is_ascii_digit())) {
            return false;
        }
    }
    rest.next_if_eq(&b' ');
    rest.next().is_some_and(|last| (b'A'..=b'D').contains(&last))
        && rest.next().is_none_or(|next| !next.is_ascii_alphanumeric())
}

/// The end of an international or longer number is not the beginning of another, nor is an amount or a part of a reference.
fn may_begin_number(before: &str) -> bool {
    let nearest = before.chars().next_back();
    let number = before.trim_end_matches([' ', '-', '(', ')']);
    !matches!(nearest, Some('£' | '/' | '.'))
        && !number.ends_with(|character: char| character.is_ascii_digit() || character == '+')
}

/// Ten digits in one, or 3, 3 and 4, of which the last checks the others. Those that begin with 0, 1 or 2 are telephones here.
fn is_nhs_number(text: &str) -> bool {
    let mut digits: Vec<u32> = Vec::with_capacity(10);
    let mut gaps: Vec<(usize, char)> = Vec::new();
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next_if(|next| next.is_ascii_digit() || matches!(next, ' ' | '-')) {
        match character.to_digit(10) {
            Some(_) if digits.len() == 10 => return false,
            Some(digit) => digits.push(digit),
            None if rest.peek().is_some_and(char::is_ascii_digit) => gaps.push((digits.len(), character)),
            None => break,
        }
    }
    let laid_out = match gaps.as_slice() {
        [] => true,
        [(3, one), (6, other)] => one == other,
        _ => false,
    };
    let ends = rest.peek().is_none_or(|next| !next.is_alphanumeric() && *next != '/');
    laid_out && ends && digits.first().is_some_and(|first| *first > 2) && is_checked(&digits)
}

/// The check digit of an NHS number: what is left to 11 of the sum of its digits, weighed 10 to 2.
fn is_checked(digits: &[u32]) -> bool {
    let Some((check, others)) = digits.split_last().filter(|_| digits.len() == 10) else {
        return false;
    };
    let sum: u32 = others.iter().zip((2..=10).rev()).map(|(digit, weight)| digit * weight).sum();
    (11 - sum % 11) % 11 == *check
}

/// A word for birth and straight behind it a full date. A bound, as in «born on or after 1 September 2010», is no one's birthday,
/// nor is a rule such as «date of birth + 25 years».
fn is_date_of_birth(text: &str, today: Date) -> bool {
    const BIRTH: [&str; 4] = ["date of birth", "d.o.b", "dob", "born"];
    let rest = BIRTH.iter().find_map(|birth| {
        let (begin, rest) = text.split_at_checked(birth.len())?;
        (begin.eq_ignore_ascii_case(birth) && !rest.starts_with(char::is_alphanumeric)).then_some(rest)
    });
    let Some(rest) = rest else {
        return false;
    };
    // A date stands within a few words; a text of any length is read in one go.
    let end = rest.char_indices().nth(60).map_or(rest.len(), |(place, _)| place);
    let rest = rest.get(..end).unwrap_or_default();
    let is_mark = |character: char| matches!(character, ':' | ',' | '.' | ';' | '(' | ')' | '=' | '-' | '–' | '—');
    let words = rest.split_whitespace().map(|word| word.trim_matches(is_mark));
    let mut words = words.filter(|word| !word.is_empty()).skip_while(|word| ["is", "was", "on"].contains(word));
    let Some(first) = words.next() else {
        return false;
    };
    if !first.starts_with(char::is_alphanumeric) {
        return false;
    }
    let in_one = first.matches(['/', '-', '.']).count() == 2;
    let (date, next) = match (in_one, words.next(), words.next()) {
        (true, next, _) => (first.to_owned(), next),
        (false, Some(second), Some(year)) if year.parse::<u16>().is_ok() => {
            (format!("{first} {second} {year}"), words.next())
        }
        _ => return false,
    };
    !matches!(next, Some("or" | "to" | "and" | "onwards")) && read(&date, today).is_ok()
}

/// An email address: what stands before the sign and behind it, in lower case.
#[derive(PartialEq)]
struct Address {
    name: String,
    domain: String,
}

fn addresses(words: &str) -> impl Iterator<Item = Address> {
    let of_name = |character: char| character.is_alphanumeric() || "._%+-'’".contains(character);
    let of_domain = |character: char| character.is_alphanumeric() || ".-".contains(character);
    words.match_indices('@').filter_map(move |(place, _)| {
        let (before, behind) = words.split_at_checked(place)?;
        let name = before.rsplit(|character| !of_name(character)).next()?;
        let domain = behind.strip_prefix('@')?.split(|character| !of_domain(character)).next()?.trim_end_matches('.');
        let whole = !name.is_empty() && domain.contains('.');
        whole.then(|| Address { name: name.to_lowercase(), domain: domain.to_lowercase() })
    })
}

/// The addresses of the organisation, its officers and the team, which are nobody's private ones.
pub(super) struct OwnAddresses(Vec<Address>);

impl OwnAddresses {
    pub(super) fn of(case: &Case) -> OwnAddresses {
        let organisation = case.organisation;
        let officer = organisation.data_protection_officer.as_ref();
        let controller = case.activity.other_controller();
        let texts = [
            organisation.email.as_deref(),
            officer.and_then(|officer| officer.email.as_deref()),
            controller.and_then(|controller| controller.email.as_deref()),
            case.activity.contact.as_deref(),
        ];
        OwnAddresses(texts.into_iter().flatten().flat_map(addresses).collect())
    }

    /// Whether an address looks like a private person's: at a provider for the public, or a name and surname at a domain that is
    /// neither the organisation's own nor another public body's.
    fn is_private(&self, address: &Address) -> bool {
        if self.0.contains(address) {
            return false;
        }
        let provider = address.domain.split('.').next().unwrap_or_default();
        if PROVIDERS.contains(&provider) {
            return true;
        }
        let own = self.0.iter().any(|own| is_within(&address.domain, &own.domain));
        let public = PUBLIC_BODIES.iter().any(|domain| is_within(&address.domain, domain));
        !own && !public && is_a_name(&address.name)
    }
}

fn is_within(domain: &str, of: &str) -> bool {
    domain.strip_suffix(of).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'))
}

/// «j.smith» and «mary_jones», but not «school.admissions».
fn is_a_name(name: &str) -> bool {
    let parts: Vec<&str> = name.split(['.', '_']).collect();
    let [first, surname] = parts.as_slice() else {
        return false;
    };
    let letters = |part: &str| !part.is_empty() && part.chars().all(|letter| letter.is_alphabetic() || letter == '-');
    let of_work = [first, surname].into_iter().any(|part| OF_WORK.contains(part));
    letters(first) && letters(surname) && surname.chars().count() > 1 && !of_work
}

/// Who gives addresses to the public, by the first part of the domain.
const PROVIDERS: [&str; 22] = [
    "aol",
    "btinternet",
    "btopenworld",
    "gmail",
    "gmx",
    "googlemail",
    "hotmail",
    "icloud",
    "live",
    "mac",
    "me",
    "msn",
    "ntlworld",
    "outlook",
    "proton",
    "protonmail",
    "rocketmail",
    "sky",
    "talktalk",
    "tiscali",
    "virginmedia",
    "yahoo",
];

const PUBLIC_BODIES: [&str; 11] = [
    "gov.uk",
    "gov.wales",
    "llyw.cymru",
    "gov.scot",
    "nhs.uk",
    "nhs.net",
    "police.uk",
    "sch.uk",
    "ac.uk",
    "mod.uk",
    "parliament.uk",
];

/// Words that teams call their mailboxes by.
const OF_WORK: [&str; 40] = [
    "admin",
    "admissions",
    "adult",
    "adults",
    "benefits",
    "business",
    "care",
    "children",
    "childrens",
    "client",
    "clients",
    "contact",
    "contracts",
    "council",
    "customer",
    "customers",
    "data",
    "enquiries",
    "family",
    "governance",
    "health",
    "help",
    "housing",
    "info",
    "information",
    "legal",
    "licensing",
    "mail",
    "office",
    "payroll",
    "planning",
    "protection",
    "public",
    "records",
    "school",
    "schools",
    "service",
    "services",
    "support",
    "team",
];
