//! What the export should say of an activity, read from the register's JSON in the plainest way, apart from the program.

use serde_json::Value;

pub use json::strings;
use json::{by_code, find, flag, has_mark, marked, or_not_recorded, terms, text, vocabulary};

mod json;
mod sharing;

pub const NOT_RECORDED: &str = "Not recorded";
pub const NONE: &str = "None";
pub const NOT_APPLICABLE: &str = "Not applicable";

/// A register's JSON with the lists that explain its codes.
pub struct Reading<'a> {
    pub register: &'a Value,
}

impl Reading<'_> {
    /// The thirty cells of one row.
    pub fn controller_row(&self, activity: &Value, line: &Value) -> Vec<String> {
        let z = self.schedule1(activity);
        let relied_on = activity["schedule1_conditions"].as_array().is_some_and(|codes| !codes.is_empty());
        let after_z = |value: String| match () {
            () if value != NOT_RECORDED => value,
            () if z == NOT_RECORDED => NOT_RECORDED.into(),
            () if relied_on && self.needs_policy(activity) => NOT_RECORDED.into(),
            () => NOT_APPLICABLE.into(),
        };
        let l = marked(activity, None, "lawful_bases", self.bases(activity));
        let followed = &activity["appropriate_policy_document"]["followed"];
        let reasons = text(&activity["appropriate_policy_document"]["reason"]);
        let dpia = &activity["dpia"];
        let no_dpia = dpia["required"] == "no" || has_mark(activity, "dpia.required", "does-not-apply");
        let without_dpia = |value: String| if value == NOT_RECORDED && no_dpia { NOT_APPLICABLE.into() } else { value };
        let at = |field: &str, value: String| marked(activity, None, field, value);
        let on_line = |field: &str, value: String| marked(activity, Some(line), field, value);
        vec![
            at("business_function", text(&activity["business_function"])),
            at("purposes", terms(&activity["purposes"])),
            at("joint_controllers", joint_controllers(activity)),
            on_line("subjects", terms(&line["subjects"])),
            personal_data(activity, line),
            on_line("recipients", terms(&line["recipients"])),
            at("agreements", self.contracts(activity)),
            at("transfers", self.countries(activity, line)),
            at("transfers", self.safeguards(activity, line)),
            on_line("retention", self.retention(&line["retention"])),
            at("security_measures", self.security(activity)),
            l.clone(),
            at("article9_conditions", self.article9(activity)),
            at("legitimate_interests.interests", self.interests(activity)),
            self.only_with(activity, &["6(1)(f)"], text(&activity["legitimate_interests"]["assessment"])),
            self.rights(activity),
            at("automated_decisions.level", self.automated(activity)),
            at("sources", terms(&activity["sources"])),
            self.consent(activity),
            at("locations", terms(&activity["locations"])),
            at("dpia.required", self.dpia_required(dpia)),
            without_dpia(at("dpia.progress", self.label("dpia_progress", &dpia["progress"]))),
            without_dpia(at("dpia.link", text(&dpia["link"]))),
            flag(&activity["breach"]["occurred"]),
            match text(&activity["breach"]["link"]) {
                link if link == NOT_RECORDED && activity["breach"]["occurred"] == false => NOT_APPLICABLE.into(),
                link => link,
            },
            z.clone(),
            if relied_on {
                l
            } else if z == NOT_RECORDED {
                NOT_RECORDED.into()
            } else {
                NOT_APPLICABLE.into()
            },
            after_z(self.policy(activity)),
            after_z(flag(followed)),
            if reasons == NOT_RECORDED && *followed == true { NOT_APPLICABLE.into() } else { after_z(reasons) },
        ]
    }

    /// The ten cells of a law-enforcement row.
    pub fn law_enforcement_row(&self, activity: &Value, line: &Value) -> Vec<String> {
        let organisation = &self.register["organisation"];
        let members = ["name", "address", "email", "telephone"];
        let details = |body: &Value| members.map(|member| text(&body[member])).join("; ");
        let record = &activity["law_enforcement"];
        let mut basis = vec![text(&record["legal_basis"])];
        basis.extend(
            strings(&record["schedule8_conditions"]).iter().map(|code| self.cited("schedule8_conditions", code)),
        );
        basis.extend(record["policy_document"].as_str().map(|link| format!("Policy document: {link}")));
        vec![
            format!(
                "Controller: {}\nData protection officer: {}",
                details(organisation),
                details(&organisation["data_protection_officer"])
            ),
            terms(&activity["purposes"]),
            terms(&line["recipients"]),
            terms(&line["subjects"]),
            personal_data(activity, line),
            self.automated(activity),
            self.countries(activity, line),
            basis.join("\n"),
            self.retention(&line["retention"]),
            self.security(activity),
        ]
    }

    /// The seven cells of a processor's row.
    pub fn processor_row(&self, activity: &Value, client: &Value) -> Vec<String> {
        let record = &activity["processor_record"];
        vec![
            format!("{}\n{}", text(&client["name"]), text(&client["contact"])),
            NOT_APPLICABLE.into(),
            terms(&record["categories_of_processing"]),
            self.countries(activity, &Value::Null),
            self.safeguards(activity, &Value::Null),
            self.security(activity),
            text(&record["contract"]),
        ]
    }

    fn bases(&self, activity: &Value) -> String {
        let Some(bases) = activity["lawful_bases"].as_array() else { return NOT_RECORDED.into() };
        let mut lines = Vec::new();
        for basis in bases {
            lines.push(self.cited("lawful_bases", basis["basis"].as_str().unwrap()));
            let members = [
                ("Law", "statutory_reference"),
                ("For the purpose", "purpose"),
                ("Outside public tasks", "outside_public_tasks"),
            ];
            lines.extend(
                members.iter().filter_map(|(name, member)| Some(format!("{name}: {}", basis[member].as_str()?))),
            );
        }
        lines.join("\n")
    }

    fn relies_on(&self, activity: &Value, codes: &[&str]) -> bool {
        let bases = activity["lawful_bases"].as_array();
        bases.into_iter().flatten().any(|basis| codes.contains(&basis["basis"].as_str().unwrap_or_default()))
    }

    fn only_with(&self, activity: &Value, codes: &[&str], value: String) -> String {
        let answered = !activity["lawful_bases"].is_null() || has_mark(activity, "lawful_bases", "does-not-apply");
        if value == NOT_RECORDED && answered && !self.relies_on(activity, codes) {
            NOT_APPLICABLE.into()
        } else {
            value
        }
    }

    fn interests(&self, activity: &Value) -> String {
        let mut lines: Vec<String> =
            activity["legitimate_interests"]["interests"].as_str().map(str::to_owned).into_iter().collect();
        if let Some(code) = activity["recognised_legitimate_interest"].as_str() {
            lines.push(format!(
                "Recognised legitimate interest: {}",
                self.cited("recognised_legitimate_interests", code)
            ));
        }
        self.only_with(activity, &["6(1)(f)", "6(1)(ea)"], or_not_recorded(lines))
    }

    fn consent(&self, activity: &Value) -> String {
        let record = text(&activity["consent_record"]);
        let explicit = strings(&activity["article9_conditions"]).contains(&"9(2)(a)");
        if explicit { record } else { self.only_with(activity, &["6(1)(a)"], record) }
    }

    /// DOMAIN section 4.6 with correction 6: erasure, portability, objection and withdrawal by basis.
    fn rights(&self, activity: &Value) -> String {
        if has_mark(activity, "lawful_bases", "does-not-apply") {
            return NOT_APPLICABLE.into();
        }
        let Some(bases) = activity["lawful_bases"].as_array() else { return NOT_RECORDED.into() };
        let table = [
            ("6(1)(a)", "Consent", ["yes", "yes", "no", "yes"]),
            ("6(1)(b)", "Contract", ["yes", "yes", "no", "no"]),
            ("6(1)(c)", "Legal obligation", ["no", "no", "no", "no"]),
            ("6(1)(d)", "Vital interests", ["yes", "no", "no", "no"]),
            ("6(1)(e)", "Public task", ["limited", "no", "yes", "no"]),
            ("6(1)(ea)", "Recognised legitimate interest", ["yes", "no", "yes", "no"]),
            ("6(1)(f)", "Legitimate interests", ["yes", "no", "yes", "no"]),
        ];
        let mut relied = Vec::new();
        for basis in bases {
            let row = table.iter().find(|row| basis["basis"] == row.0).unwrap();
            if !relied.contains(&row) {
                relied.push(row);
            }
        }
        let by_basis = |place: usize, right: &str| -> Vec<String> {
            let with =
                |word: &str| relied.iter().filter(|row| row.2[place] == word).map(|row| row.1).collect::<Vec<_>>();
            let (yes, limited) = (with("yes"), with("limited"));
            let say = |bases: Vec<&str>, right: String| match bases.len() {
                0 => None,
                count if count == relied.len() => Some(right),
                _ => Some(format!("{right}, where the basis is: {}", bases.join("; "))),
            };
            [say(yes, right.to_owned()), say(limited, format!("{right} (limited)"))].into_iter().flatten().collect()
        };
        let mut lines = vec!["To be informed".to_owned(), "Access".into(), "Rectification".into()];
        lines.extend(by_basis(0, "Erasure"));
        lines.push("Restriction".into());
        lines.extend(by_basis(1, "Data portability"));
        lines.extend(by_basis(2, "To object"));
        if activity["automated_decisions"]["level"].as_str().is_some_and(|level| level.starts_with("sole")) {
            lines.push("Safeguards for solely automated significant decisions".into());
        }
        lines.extend(by_basis(3, "Withdraw consent"));
        lines.push("Complain to the controller, then to the regulator".into());
        lines.join("\n")
    }

    fn article9(&self, activity: &Value) -> String {
        let value = self.codes("article9_conditions", &activity["article9_conditions"]);
        if value == NOT_RECORDED && self.uses(activity, "special_categories", "implies_special") == Some(false) {
            NOT_APPLICABLE.into()
        } else {
            value
        }
    }

    /// Whether any line holds such data; none where a line does not say.
    fn uses(&self, activity: &Value, member: &str, implied: &str) -> Option<bool> {
        let lines = activity["lines"].as_array()?;
        let classes = vocabulary("data_classes");
        let mut unknown = false;
        for line in lines {
            let implies = |class: &&str| find(&classes, class).is_some_and(|term| !term[implied].is_null());
            match line[member].as_array() {
                Some(terms) if !terms.is_empty() => return Some(true),
                _ if strings(&line["data_classes"]).iter().any(implies) => return Some(true),
                Some(_) => {}
                None => unknown = true,
            }
        }
        if unknown { None } else { Some(false) }
    }

    fn schedule1(&self, activity: &Value) -> String {
        let value = self.codes("schedule1_conditions", &activity["schedule1_conditions"]);
        if value != NOT_RECORDED {
            return value;
        }
        let needing = ["9(2)(b)", "9(2)(g)", "9(2)(h)", "9(2)(i)", "9(2)(j)"];
        let conditions = strings(&activity["article9_conditions"]);
        let special = self.uses(activity, "special_categories", "implies_special") != Some(false)
            && (conditions.is_empty() || conditions.iter().any(|code| needing.contains(code)));
        let official = activity["article10_route"] == "official-authority";
        let criminal = !official && self.uses(activity, "criminal_offence_data", "implies_criminal") != Some(false);
        match (special || criminal, official) {
            (true, _) => value,
            (false, true) => format!("Not applicable: {}", self.cited("article10_routes", "official-authority")),
            (false, false) => NOT_APPLICABLE.into(),
        }
    }

    fn needing_policy<'a>(&self, activity: &'a Value) -> Vec<&'a str> {
        let list = vocabulary("schedule1_conditions");
        let mut codes = strings(&activity["schedule1_conditions"]);
        codes.retain(|code| by_code(&list, code).is_none_or(|term| term["requires_policy_document"] == true));
        codes
    }

    fn needs_policy(&self, activity: &Value) -> bool {
        !self.needing_policy(activity).is_empty()
    }

    fn policy(&self, activity: &Value) -> String {
        let own = text(&activity["appropriate_policy_document"]["link"]);
        if own != NOT_RECORDED {
            return own;
        }
        let (mut links, mut missing): (Vec<String>, Vec<String>) = Default::default();
        for condition in self.needing_policy(activity) {
            let documents = self.register["organisation"]["appropriate_policy_documents"].as_array();
            let covering = documents
                .into_iter()
                .flatten()
                .filter(|document| strings(&document["conditions"]).contains(&condition));
            let covering: Vec<String> = covering.map(|document| text(&document["link"])).collect();
            if covering.is_empty() {
                missing.push(format!("{}: Not recorded", self.cited("schedule1_conditions", condition)));
            }
            links.extend(covering);
        }
        let mut seen = Vec::new();
        links.retain(|link| {
            !seen.contains(link) && {
                seen.push(link.clone());
                true
            }
        });
        if links.is_empty() {
            return NOT_RECORDED.into();
        }
        links.extend(missing);
        links.join("\n")
    }

    fn codes(&self, list: &str, codes: &Value) -> String {
        match codes.as_array() {
            None => NOT_RECORDED.into(),
            Some(codes) if codes.is_empty() => NONE.into(),
            Some(_) => strings(codes).iter().map(|code| self.cited(list, code)).collect::<Vec<_>>().join("\n"),
        }
    }

    fn label(&self, list: &str, code: &Value) -> String {
        let Some(code) = code.as_str() else { return NOT_RECORDED.into() };
        by_code(&vocabulary(list), code).map_or(code, |term| term["label"].as_str().unwrap()).to_owned()
    }

    fn cited(&self, list: &str, code: &str) -> String {
        let list = vocabulary(list);
        let Some(term) = by_code(&list, code) else { return code.to_owned() };
        let label = term["label"].as_str().unwrap();
        term["citation"].as_str().map_or(label.to_owned(), |citation| format!("{label} ({citation})"))
    }
}

fn personal_data(activity: &Value, line: &Value) -> String {
    let parts = [
        ("data_classes", "Classes of data"),
        ("special_categories", "Special category data"),
        ("criminal_offence_data", "Criminal offence data"),
    ];
    if parts.iter().all(|(member, _)| line[member].is_null()) {
        return NOT_RECORDED.into();
    }
    let mut lines = Vec::new();
    for (member, name) in parts {
        let plain = member == "data_classes" && !strings(&line[member]).is_empty();
        let cell = marked(activity, Some(line), member, terms(&line[member]));
        lines.extend(cell.lines().map(|words| if plain { words.to_owned() } else { format!("{name}: {words}") }));
    }
    lines.join("\n")
}

fn joint_controllers(activity: &Value) -> String {
    let Some(bodies) = activity["joint_controllers"].as_array() else {
        return if activity["role"] == "controller" { NOT_APPLICABLE.into() } else { NOT_RECORDED.into() };
    };
    let mut lines = Vec::new();
    for body in bodies {
        lines.extend(["name", "contact"].iter().filter_map(|member| body[member].as_str().map(str::to_owned)));
        lines.extend(body["arrangement"].as_str().map(|link| format!("Arrangement: {link}")));
    }
    lines.join("\n")
}
