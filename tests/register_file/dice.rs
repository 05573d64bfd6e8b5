//! Random registers in the program's layout, drawn from a row of random numbers that a failing test can shrink.

use super::tree::Tree;
use proptest::prelude::*;
use ropa::domain::Text;
use ropa::domain::field::{Kind, Value};

/// Random numbers; when they run out everything is zero, and zero means the plainest choice.
pub struct Dice {
    numbers: std::vec::IntoIter<u32>,
    made: usize,
}

/// Rows of numbers of every length, from an almost empty register to a full one.
pub fn dice() -> impl Strategy<Value = Dice> {
    prop_oneof![prop::collection::vec(any::<u32>(), 0..120), prop::collection::vec(any::<u32>(), 0..3_000),]
        .prop_map(|numbers| Dice { numbers: numbers.into_iter(), made: 0 })
}

impl std::fmt::Debug for Dice {
    fn fmt(&self, formatter: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(formatter, "{:?}", self.numbers.as_slice())
    }
}

impl Dice {
    /// Always the same numbers for the same seed.
    pub fn seeded(seed: u64) -> Dice {
        let mut state = seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1;
        let numbers: Vec<u32> = (0..3_000)
            .map(|_| {
                state ^= state << 13;
                state ^= state >> 7;
                state ^= state << 17;
                (state >> 32) as u32
            })
            .collect();
        Dice { numbers: numbers.into_iter(), made: 0 }
    }

    pub fn below(&mut self, end: usize) -> usize {
        self.numbers.next().unwrap_or(0) as usize % end
    }

    pub fn one_in(&mut self, sides: usize) -> bool {
        self.below(sides) == sides - 1
    }

    fn number(&mut self) -> usize {
        self.made += 1;
        self.made
    }

    pub fn words(&mut self) -> String {
        let count = 1 + self.below(3);
        let words: Vec<&str> = (0..count).map(|_| WORDS[self.below(WORDS.len())]).collect();
        words.join("")
    }

    /// A register like the example: some of its members, in its order, with unknown ones between them.
    pub fn register(&mut self, example: &Tree) -> Tree {
        self.like("", example)
    }

    fn like(&mut self, name: &str, example: &Tree) -> Tree {
        match (name, example) {
            ("external_ids" | "unmapped", _) => self.free_group(),
            ("base" | "yours" | "theirs", _) => self.anything(3),
            ("id", _) => Tree::text(&format!("{:08}", self.number())),
            ("format" | "version", _) => example.clone(),
            (_, Tree::Scalar(scalar)) => self.scalar_like(scalar),
            (_, Tree::List(examples)) => {
                let count = self.below(4);
                Tree::List((0..count).map(|_| self.like("", &examples[0])).collect())
            }
            (_, Tree::Group(members)) => {
                let mut group = Vec::new();
                for (member, example) in members {
                    self.strangers(&mut group);
                    let needed = matches!(member.as_str(), "format" | "version" | "id");
                    if needed || self.one_in(2) {
                        group.push((member.clone(), self.like(member, example)));
                    }
                }
                self.strangers(&mut group);
                Tree::Group(group)
            }
        }
    }

    fn scalar_like(&mut self, scalar: &str) -> Tree {
        if scalar.starts_with('"') {
            return Tree::text(&self.words());
        }
        let choices: &[&str] =
            if scalar == "true" || scalar == "false" { &["false", "true"] } else { &["0", "72", "4294967295"] };
        Tree::Scalar(choices[self.below(choices.len())].to_owned())
    }

    fn strangers(&mut self, group: &mut Vec<(String, Tree)>) {
        while self.one_in(8) {
            group.push((self.stranger(), self.anything(3)));
        }
    }

    fn stranger(&mut self) -> String {
        if self.one_in(20) {
            let odd = ["$serde_json::private::Number", "$serde_json::private::RawValue"];
            return format!("{}{}", odd[self.below(2)], " ".repeat(self.number() % 50));
        }
        format!("{}#{}", self.words(), self.number())
    }

    fn free_group(&mut self) -> Tree {
        let count = self.below(4);
        Tree::Group(
            (0..count)
                .map(|_| {
                    let value = match self.anything(2) {
                        Tree::Scalar(scalar) if scalar.starts_with('"') => Tree::text(&self.words()),
                        value => value,
                    };
                    (self.stranger(), value)
                })
                .collect(),
        )
    }

    fn anything(&mut self, depth: usize) -> Tree {
        match self.below(if depth == 0 { 2 } else { 4 }) {
            0 => Tree::Scalar(ODD_SCALARS[self.below(ODD_SCALARS.len())].to_owned()),
            1 => Tree::text(&self.words()),
            2 => {
                let count = self.below(3);
                Tree::List((0..count).map(|_| self.anything(depth - 1)).collect())
            }
            _ => {
                let count = self.below(3);
                let member = |dice: &mut Dice| (dice.stranger(), dice.anything(depth - 1));
                Tree::Group((0..count).map(|_| member(self)).collect())
            }
        }
    }

    /// A value that a field of this kind can hold, with the JSON that it makes; `None` is an absent member.
    pub fn value(&mut self, kind: Kind) -> (Value, Option<Tree>) {
        if self.one_in(5) {
            return (Value::Empty, None);
        }
        match kind {
            Kind::Text(_) | Kind::Long | Kind::Choice(_) | Kind::Line => text_value(&self.words()),
            Kind::Many(_) => {
                let from = self.below(TERMS.len());
                terms_value(&TERMS[from..])
            }
            Kind::Date => date_value(["2026-11-24", "2024-02-29"][self.below(2)]),
            Kind::Flag => flag_value(self.one_in(2)),
            Kind::Number => number_value([12, 0, u32::MAX][self.below(3)]),
            Kind::Rows => (Value::Rows(0), Some(Tree::List(Vec::new()))),
        }
    }
}

pub fn text_value(text: &str) -> (Value, Option<Tree>) {
    (Value::Text(text.into()), Some(Tree::text(text)))
}

pub fn terms_value(terms: &[&str]) -> (Value, Option<Tree>) {
    let texts: Vec<Text> = terms.iter().map(|term| Text::from(*term)).collect();
    let items = terms.iter().map(|term| Tree::text(term)).collect();
    (Value::Terms(texts), Some(Tree::List(items)))
}

pub fn date_value(day: &str) -> (Value, Option<Tree>) {
    let date = serde_json::from_value(day.into()).unwrap();
    (Value::Date(date), Some(Tree::text(day)))
}

pub fn flag_value(flag: bool) -> (Value, Option<Tree>) {
    (Value::Flag(flag), Some(Tree::Scalar(flag.to_string())))
}

pub fn number_value(number: u32) -> (Value, Option<Tree>) {
    (Value::Number(number), Some(Tree::Scalar(number.to_string())))
}

const TERMS: &[&str] = &["Health", "Pupils", "Own term of the council", "Zoë’s «list»"];

const WORDS: &[&str] = &[
    "Payroll",
    "",
    " ",
    "Zoë ",
    "日本語",
    "🏛️",
    "say \"no\" \\ ",
    "two\nlines",
    "tab\there",
    "\u{0}\u{1b}[31m",
    "\u{7f}\u{85}",
    "\u{2028}\u{feff}",
    "e\u{301}",
    "approved",
    "6(1)(zz)",
    "not-a-code",
    "29 February 2025",
    "]},{[",
    " at line 3 column 4",
    ", expected u32",
    "null",
    "{name}",
    "\r\n",
];

const ODD_SCALARS: &[&str] = &[
    "null",
    "true",
    "1.10",
    "1E400",
    "-0",
    "123456789012345678901234567890",
    "1e-7",
    "-1.50E+10",
    "0.0",
    "18446744073709551616",
    r#""\/""#,
    r#""caf\u00e9""#,
    r#""\ud83d\ude00""#,
    r#""\u0041\\\"""#,
];
