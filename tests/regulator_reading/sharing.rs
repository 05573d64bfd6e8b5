//! Who gets the data, where they go, how they are kept safe and for how long, as the register’s JSON says.

use serde_json::Value;

use super::json::{find, folded, long_date, or_not_recorded, strings, vocabulary};
use super::{NONE, NOT_APPLICABLE, NOT_RECORDED, Reading};

impl Reading<'_> {
    pub fn security(&self, activity: &Value) -> String {
        let mut measures = strings(&self.register["organisation"]["security_measures"]);
        for own in strings(&activity["security_measures"]) {
            if !measures.contains(&own) {
                measures.push(own);
            }
        }
        let answered = activity["security_measures"].is_array();
        if measures.is_empty() && answered { NONE.into() } else { or_not_recorded(measures) }
    }

    pub fn transfers<'a>(&self, activity: &'a Value, line: &Value) -> Vec<&'a Value> {
        let all = activity["transfers"].as_array().into_iter().flatten();
        all.filter(|transfer| transfer["line"].is_null() || line.is_null() || transfer["line"] == line["id"]).collect()
    }

    pub fn place(&self, transfer: &Value) -> String {
        let country = self.label("countries", &transfer["country"]);
        match transfer["organisation"].as_str() {
            Some(organisation) => format!("{country}: {organisation}"),
            None => country,
        }
    }

    pub fn countries(&self, activity: &Value, line: &Value) -> String {
        if !activity["transfers"].is_array() {
            return NOT_RECORDED.into();
        }
        let mut lines = Vec::new();
        for transfer in self.transfers(activity, line) {
            lines.push(self.place(transfer));
            lines.extend(strings(&transfer["data"]).iter().map(|data| format!("Data: {data}")));
            if transfer["country"] == "unspecified" {
                lines.extend(transfer["notes"].as_str().map(|notes| format!("In words: {notes}")));
            }
        }
        if lines.is_empty() { NONE.into() } else { lines.join("\n") }
    }

    pub fn safeguards(&self, activity: &Value, line: &Value) -> String {
        if !activity["transfers"].is_array() {
            return NOT_RECORDED.into();
        }
        let mut lines = Vec::new();
        for transfer in self.transfers(activity, line) {
            let mechanism = match transfer["mechanism"].as_str() {
                Some(code) => self.cited("mechanisms", code),
                None => NOT_RECORDED.into(),
            };
            lines.push(format!("{}: {mechanism}", self.place(transfer)));
            lines.extend(transfer["safeguards"].as_str().map(|words| format!("Safeguards: {words}")));
            lines.extend(transfer["assessment"].as_str().map(|link| format!("Risk assessment: {link}")));
            lines.extend(transfer["checked_on"].as_str().map(|day| format!("Checked on {}", long_date(day))));
        }
        if lines.is_empty() { "No exceptional transfers".into() } else { lines.join("\n") }
    }

    pub fn retention(&self, retention: &Value) -> String {
        let mut lines: Vec<String> = Vec::new();
        if retention["permanent"] == true {
            lines.push("Kept permanently".into());
        }
        let period = retention["period_months"].to_string().parse::<u32>().ok().map(|months| {
            let (count, unit) = if months > 0 && months % 12 == 0 { (months / 12, "year") } else { (months, "month") };
            format!("{count} {unit}{}", if count == 1 { "" } else { "s" })
        });
        lines.extend(match (period, retention["trigger"].as_str()) {
            (Some(period), Some(trigger)) => Some(format!("{period}, counted from: {trigger}")),
            (Some(period), None) => Some(period),
            (None, Some(trigger)) => Some(format!("Counted from: {trigger}")),
            (None, None) => None,
        });
        lines.extend(retention["authority"].as_str().map(|authority| format!("Authority: {authority}")));
        lines.extend(
            retention["action"]
                .as_str()
                .map(|_| format!("At the end: {}", self.label("retention_actions", &retention["action"]))),
        );
        let words = retention["text"]
            .as_str()
            .map(|text| if lines.is_empty() { text.to_owned() } else { format!("In words: {text}") });
        lines.extend(words);
        let no_limit =
            retention["permanent"] != true && retention["period_months"].is_null() && retention["text"].is_null();
        if no_limit && !lines.is_empty() {
            lines.insert(0, "Time limit: Not recorded".into());
        }
        or_not_recorded(lines)
    }

    pub fn automated(&self, activity: &Value) -> String {
        let decisions = &activity["automated_decisions"];
        let mut lines: Vec<String> =
            decisions["level"].as_str().map(|code| self.cited("automated_decision_levels", code)).into_iter().collect();
        lines.extend(decisions["safeguards"].as_str().map(|words| format!("Safeguards: {words}")));
        lines.extend(decisions["condition"].as_str().map(|words| format!("Condition: {words}")));
        or_not_recorded(lines)
    }

    pub fn dpia_required(&self, dpia: &Value) -> String {
        let mut lines: Vec<String> =
            dpia["required"].as_str().map(|_| self.label("dpia_required", &dpia["required"])).into_iter().collect();
        lines.extend(dpia["reason"].as_str().map(|reason| format!("Reason: {reason}")));
        or_not_recorded(lines)
    }

    pub fn contracts(&self, activity: &Value) -> String {
        let agreements: Vec<&Value> = activity["agreements"].as_array().into_iter().flatten().collect();
        let mut lines = Vec::new();
        for agreement in agreements.iter().filter(|agreement| agreement["role"] == "processor") {
            let ends = agreement["ends_on"].as_str().map(|day| format!("ends on {}", long_date(day)));
            let texts = ["link", "reference"].iter().filter_map(|member| agreement[member].as_str().map(str::to_owned));
            let details: Vec<String> = texts.chain(ends).collect();
            lines.push(format!(
                "{}: {}",
                agreement["recipient"].as_str().unwrap(),
                or_not_recorded(details).replace('\n', "; ")
            ));
        }
        let own = self.register["vocabulary"]["recipients"].as_array().cloned().unwrap_or_default();
        let listed = vocabulary("recipients");
        let name = |words: &str| {
            find(&own, words)
                .or(find(&listed, words))
                .map_or(folded(words), |term| folded(term["label"].as_str().unwrap()))
        };
        let kind = |words: &str| {
            let own_kind = find(&own, words).and_then(|term| term["kind"].as_str());
            own_kind.or(find(&listed, words).and_then(|term| term["kind"].as_str()))
        };
        let mut recipients: Vec<&str> = Vec::new();
        for recipient in
            activity["lines"].as_array().into_iter().flatten().flat_map(|line| strings(&line["recipients"]))
        {
            if !recipients.contains(&recipient) {
                recipients.push(recipient);
            }
        }
        for recipient in &recipients {
            let own_agreements =
                agreements.iter().filter(|agreement| name(agreement["recipient"].as_str().unwrap()) == name(recipient));
            let settled = match kind(recipient) {
                Some("processor") => own_agreements.count() > 0,
                Some("processor-or-controller") => {
                    own_agreements.filter(|agreement| agreement["role"].is_string()).count() > 0
                }
                _ => true,
            };
            if !settled {
                let term = find(&own, recipient);
                let link = term.and_then(|term| term["agreement"].as_str());
                let ends =
                    term.and_then(|term| term["ends_on"].as_str()).map(|day| format!("; ends on {}", long_date(day)));
                lines.push(match link {
                    Some(link) => format!("{recipient}: {link}{}", ends.unwrap_or_default()),
                    None => format!("{recipient}: Not recorded"),
                });
            }
        }
        let others = ["internal", "public-body", "public", "controller", "joint-controller"];
        let answered =
            activity["lines"].as_array().is_some_and(|lines| lines.iter().all(|line| line["recipients"].is_array()));
        let all_known =
            answered && recipients.iter().all(|words| kind(words).is_some_and(|kind| others.contains(&kind)));
        match (lines.is_empty(), activity["agreements"].as_array()) {
            (false, _) => lines.join("\n"),
            (true, Some(agreements)) if agreements.is_empty() => NONE.into(),
            (true, Some(_)) => NOT_APPLICABLE.into(),
            (true, None) if all_known => NOT_APPLICABLE.into(),
            (true, None) => NOT_RECORDED.into(),
        }
    }
}
