//! For each rule a record that it finds, the nearest that is right, and the same fault in a record that it is not about.

mod lawfulness;
mod record;
mod risk;
mod upkeep;

use super::world::lay_over;
use serde_json::{Value as Json, json};

/// Something that the rule finds, the nearest thing that is right, and a record of another kind with the same fault.
pub(super) struct Row {
    pub(super) rule: &'static str,
    pub(super) fires: Json,
    pub(super) holds: Json,
    pub(super) elsewhere: Option<Json>,
}

pub(super) fn rows() -> Vec<Row> {
    [record::rows(), lawfulness::rows(), risk::rows(), upkeep::rows()].into_iter().flatten().collect()
}

fn row(rule: &'static str, fires: Json, holds: Json) -> Row {
    Row { rule, fires, holds, elsewhere: None }
}

impl Row {
    fn not_for(mut self, elsewhere: Json) -> Row {
        self.elsewhere = Some(elsewhere);
        self
    }
}

fn processor() -> Json {
    json!({ "role": "processor" })
}

fn law_enforcement() -> Json {
    json!({ "regime": "law-enforcement" })
}

fn electoral() -> Json {
    json!({ "controller": { "name": "Electoral Registration Officer", "address": "Town Hall" } })
}

fn a_private_body() -> Json {
    json!({ "organisation": { "public_authority": false } })
}

fn para_18(change: Json) -> Json {
    let mut record = json!({ "schedule1_conditions": ["para-18"], "appropriate_policy_document": { "link": "apd", "followed": true } });
    lay_over(&mut record, change);
    record
}
