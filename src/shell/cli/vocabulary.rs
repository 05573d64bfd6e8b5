//! `ropa vocabulary`: the word lists.

use crate::domain::near::near;
use crate::domain::vocabulary::{List, ListId, list};
use crate::shell::cli::answer::{Answer, Refusal};
use crate::shell::cli::setting::Setting;
use crate::shell::cli::table::Table;
use crate::shell::cli::{Format, words};
use clap::Args;
use serde_json::{Value, json};

#[derive(Args)]
pub(super) struct Vocabulary {
    #[arg(value_name = "LIST", help = words("vocabulary.list"))]
    list: Option<String>,
}

impl Vocabulary {
    pub(super) fn run(self, setting: &Setting) -> Result<Answer, Refusal> {
        let (table, value) = match self.list {
            None => (
                lists(),
                json!({ "schema": "ropa.vocabulary/1", "lists": ListId::ALL.iter().map(|id| about(list(*id))).collect::<Vec<_>>() }),
            ),
            Some(name) => {
                let list = list(named(&name)?);
                (terms(list), in_full(list))
            }
        };
        match setting.format {
            Format::Text => Ok(table.text()),
            Format::Csv => table.csv(),
            Format::Json => Ok(Answer::json(&value)),
        }
    }
}

fn named(name: &str) -> Result<ListId, Refusal> {
    let keys = ListId::ALL.iter().map(|id| id.key());
    ListId::from_key(&name.replace('-', "_")).ok_or_else(|| match near(name, keys).as_slice() {
        [] => Refusal::not_understood("cli.no-list", &[("name", name)]),
        near => Refusal::not_understood("cli.no-list-near", &[("name", name), ("near", &near.join("’, ‘"))]),
    })
}

fn lists() -> Table {
    let rows = ListId::ALL.iter().map(|id| {
        let list = list(*id);
        vec![id.key().to_owned(), list.title.to_string(), list.terms.len().to_string()]
    });
    Table { headings: heads(&["list", "title", "terms"]), rows: rows.collect() }
}

fn terms(list: &List) -> Table {
    let rows = list.terms.iter().map(|term| {
        let text = |text: &Option<crate::domain::Text>| text.as_deref().unwrap_or_default().to_owned();
        vec![text(&term.code), term.label.to_string(), text(&term.citation)]
    });
    Table { headings: heads(&["code", "label", "citation"]), rows: rows.collect() }
}

fn heads(names: &[&str]) -> Vec<String> {
    names.iter().map(|name| (*name).to_owned()).collect()
}

fn about(list: &List) -> Value {
    json!({ "list": list.id.key(), "title": list.title, "open": list.open, "source": list.source, "as_of": list.as_of, "doubt": list.doubt, "count": list.terms.len() })
}

fn in_full(list: &List) -> Value {
    let terms = list.terms.iter().map(|term| {
        json!({
            "code": term.code, "label": term.label, "aliases": term.aliases, "citation": term.citation, "help": term.help,
            "source": term.source, "doubt": term.doubt,
        })
    });
    let mut value = about(list);
    if let Some(members) = value.as_object_mut() {
        members.insert("terms".to_owned(), terms.collect());
        members.shift_insert(0, "schema".to_owned(), "ropa.vocabulary/1".into());
    }
    value
}
