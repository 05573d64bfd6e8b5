//! One processing with what stands beside it, as a draft.

use super::codes;
use super::sheets::{Row, Table, Topic};
use crate::domain::Text;
use crate::domain::activity::{Agreement, JointController, LawfulBasis, Mark};
use crate::domain::fold::fold;
use crate::domain::line::Line;
use crate::domain::transfer::Transfer;
use crate::domain::vocabulary::ListId;
use crate::domain::words::say;
use crate::formats::import::cells::sorted::{Sort, sort_of};
use crate::formats::import::cells::{flag, places};
use crate::formats::import::choices::Setting;
use crate::formats::import::drafting::{View, Writer};

/// The field of a column of processings; none where its cells are kept as they are.
pub(super) fn field_of(key: &str) -> Option<&'static str> {
    Some(match key {
        "ref_id" => "reference",
        "name" => "title",
        "description" => "description",
        "domain" | "folder" => "business_function",
        "status" => "status",
        "dpia_required" => "dpia.required",
        "dpia_reference" => "dpia.link",
        "assigned_to" => "owner",
        "labels" | "filtering_labels" => "tags",
        "legal_basis" => "lawful_bases",
        _ => return None,
    })
}

/// A draft that is being written.
pub(super) struct Draft<'a> {
    writer: Writer<'a>,
    /// The data, a line for each time that they are kept.
    data: Vec<(Text, Line)>,
    /// A cell that says that there are sensitive data.
    sensitive: Option<View<'a>>,
}

impl<'a> Draft<'a> {
    pub fn new(setting: &'a Setting<'a>) -> Self {
        Draft { writer: Writer::new(setting), data: Vec::new(), sensitive: None }
    }

    /// The row of the processing itself.
    pub fn processing(&mut self, table: &Table<'a>, row: Row) {
        for (key, view) in table.views(row) {
            match (key.as_str(), field_of(&key)) {
                ("status", _) => match codes::status(&view.words) {
                    Some(code) => self.writer.code("status", code, &view),
                    None => self.writer.keep_and_look(&view, "import.look.not-in-list", &[]),
                },
                ("legal_basis", _) => self.basis(&view, None),
                ("labels" | "filtering_labels", _) => {
                    let labels = view.words.split([',', '|']).map(str::trim).filter(|label| !label.is_empty());
                    self.writer.terms("tags", None, labels.map(Text::from).collect(), &view);
                }
                (_, Some(field)) => self.writer.cell(field, &view),
                (_, None) => self.writer.keep(&view),
            }
        }
    }

    /// The rows of a sheet that belong to it.
    pub fn beside(&mut self, table: &Table<'a>, rows: &[Row]) {
        for row in rows {
            let views: Vec<_> = table.views(*row).into_iter().filter(|(key, _)| !is_link(key)).collect();
            let taken = match table.topic {
                Topic::Purposes => self.purpose(&views, rows.len() > 1),
                Topic::PersonalData => self.personal_data(&views),
                Topic::Subjects => self.named("subjects", ListId::Subjects, &views),
                Topic::Recipients => self.named("recipients", ListId::Recipients, &views),
                Topic::Contractors => self.contractor(&views),
                Topic::Transfers => self.transfer(&views),
                Topic::Processing => Vec::new(),
            };
            for (key, view) in &views {
                if !taken.contains(&key.as_str()) {
                    self.writer.keep(view);
                }
            }
            for (_, view) in table.views(*row).iter().filter(|(key, _)| is_link(key)) {
                self.writer.evidence("title", self.writer.activity.title.clone().as_deref(), &view.found, &view.at);
            }
        }
    }

    /// The whole of it: a line for each time that data are kept, each with the people and recipients of the processing.
    pub fn finished(mut self) -> Writer<'a> {
        let (subjects, recipients) = (self.writer.line.subjects.take(), self.writer.line.recipients.take());
        let has_special = self.data.iter().any(|(_, line)| line.special_categories.is_some());
        if let Some(view) = self.sensitive.filter(|_| !has_special) {
            let note = say("ciso.special-which", &[("words", &view.found)]);
            self.writer.mark("special_categories", Mark::TO_CONFIRM, note, &view);
        }
        if self.data.is_empty() {
            self.data.push(("".into(), Line::default()));
        }
        let last = self.data.len() - 1;
        for (place, (_, line)) in self.data.into_iter().enumerate() {
            self.writer.line = Line { subjects: subjects.clone(), recipients: recipients.clone(), ..line };
            if place < last {
                self.writer.next_line();
            }
        }
        self.writer
    }

    fn purpose(&mut self, views: &[(String, View<'a>)], is_one_of_many: bool) -> Vec<&'static str> {
        let Some(view) = get(views, "name").or_else(|| get(views, "description")) else {
            return Vec::new();
        };
        let purpose = view.words.clone();
        self.writer.terms("purposes", None, vec![purpose.clone()], view);
        let mut taken = vec![if get(views, "name").is_some() { "name" } else { "description" }];
        if let Some(view) = get(views, "legal_basis") {
            self.basis(view, is_one_of_many.then_some(purpose));
            taken.push("legal_basis");
        }
        if let Some(view) = get(views, "article_9_condition") {
            self.basis(view, None);
            taken.push("article_9_condition");
        }
        taken
    }

    /// A basis or a condition, whichever column it stands in; a code that is neither is kept, and told.
    fn basis(&mut self, view: &View<'a>, purpose: Option<Text>) {
        if let Some(condition) = codes::condition(&view.words) {
            return self.writer.terms("article9_conditions", None, vec![condition.into()], view);
        }
        let Some(bases) = codes::basis(&view.words) else {
            return self.writer.keep_and_look(view, "import.look.no-law", &[]);
        };
        for code in bases {
            self.writer.evidence("lawful_bases", Some(code), &view.found, &view.at);
            let basis = LawfulBasis { basis: Some((*code).into()), purpose: purpose.clone(), ..LawfulBasis::default() };
            let standing = self.writer.activity.lawful_bases.get_or_insert_default();
            if !standing.contains(&basis) {
                standing.push(basis);
            }
        }
    }

    /// Data under their name. The category beside it is a term of its own where it is a special one, so that no law is lost.
    fn personal_data(&mut self, views: &[(String, View<'a>)]) -> Vec<&'static str> {
        let retention = get(views, "retention").map(|view| view.words.clone()).unwrap_or_default();
        let policy = get(views, "deletion_policy").map(|view| view.words.clone()).unwrap_or_default();
        let kept_alike: Text = format!("{}\n{}", fold(&retention), fold(&policy)).into();
        let place = self.data.iter().position(|(known, _)| *known == kept_alike).unwrap_or_else(|| {
            self.data.push((kept_alike, Line::default()));
            self.data.len() - 1
        });
        // The line of these data takes the place of the one that people and recipients are gathered in.
        let gathered = std::mem::take(&mut self.writer.line);
        if let Some((_, line)) = self.data.get_mut(place) {
            self.writer.line = std::mem::take(line);
        }
        let taken = self.data_of_line(views);
        let line = std::mem::replace(&mut self.writer.line, gathered);
        if let Some((_, standing)) = self.data.get_mut(place) {
            *standing = line;
        }
        taken
    }

    fn data_of_line(&mut self, views: &[(String, View<'a>)]) -> Vec<&'static str> {
        let mut taken = Vec::new();
        if let Some(view) = get(views, "name") {
            self.datum(view.words.clone(), view);
            taken.push("name");
        }
        if let Some(view) = get(views, "category") {
            let words = codes::words(&view.words);
            if get(views, "name").is_none() || sort_of(&words, self.writer.setting.lexicon) != Sort::Ordinary {
                self.datum(words, view);
                taken.push("category");
            }
        }
        if let Some(view) = get(views, "retention") {
            if self.writer.line.retention.is_none() {
                self.writer.cell("retention", view);
            } else {
                self.writer.evidence("retention", Some(&view.words), &view.found, &view.at);
            }
            taken.push("retention");
        }
        if let Some((view, action)) =
            get(views, "deletion_policy").and_then(|view| Some((view, codes::action(&view.words)?)))
        {
            self.writer.evidence("retention.action", Some(action), &view.found, &view.at);
            self.writer.line.retention.get_or_insert_default().action = Some(action.into());
            taken.push("deletion_policy");
        }
        if let Some(view) = get(views, "is_sensitive").filter(|view| flag::read(&view.words) == Some(true)) {
            self.sensitive.get_or_insert_with(|| view.clone());
            self.writer.evidence("special_categories", None, &view.found, &view.at);
            taken.push("is_sensitive");
        }
        if let Some(view) = get(views, "assets") {
            let assets = view.words.split(',').map(str::trim).filter(|asset| !asset.is_empty());
            self.writer.terms("locations", None, assets.map(Text::from).collect(), view);
            taken.push("assets");
        }
        taken
    }

    fn datum(&mut self, term: Text, view: &View<'a>) {
        let (field, id) = match sort_of(&term, self.writer.setting.lexicon) {
            Sort::Ordinary => ("data_classes", ListId::DataClasses),
            Sort::Special => ("special_categories", ListId::SpecialCategories),
            Sort::Criminal => ("criminal_offence_data", ListId::CriminalOffenceData),
        };
        self.writer.terms(field, Some(id), vec![term], view);
    }

    /// People or recipients: their name, or the category where there is no name.
    fn named(&mut self, field: &'static str, id: ListId, views: &[(String, View<'a>)]) -> Vec<&'static str> {
        if let Some(view) = get(views, "name") {
            self.writer.terms(field, Some(id), vec![view.words.clone()], view);
            return vec!["name"];
        }
        let Some(view) = get(views, "category") else {
            return Vec::new();
        };
        self.writer.terms(field, Some(id), vec![codes::words(&view.words)], view);
        vec!["category"]
    }

    /// A contractor is a recipient with an agreement, or a joint controller.
    fn contractor(&mut self, views: &[(String, View<'a>)]) -> Vec<&'static str> {
        let mut taken = Vec::new();
        let (key, view) = match (get(views, "entity"), get(views, "name")) {
            (Some(view), _) => ("entity", view),
            (None, Some(view)) => ("name", view),
            (None, None) => return taken,
        };
        taken.push(key);
        let name = view.words.clone();
        let said = get(views, "relationship_type");
        let role = said.and_then(|view| codes::role(&view.words));
        let link = get(views, "documentation_link");
        if let (Some(role), Some(said)) = (role, said) {
            self.writer.evidence("agreements.role", Some(role), &said.found, &said.at);
            taken.push("relationship_type");
        }
        if let Some(link) = link {
            let field =
                if role == Some("joint-controller") { "joint_controllers.arrangement" } else { "agreements.link" };
            self.writer.evidence(field, Some(&link.words), &link.found, &link.at);
            taken.push("documentation_link");
        }
        let link = link.map(|view| view.words.clone());
        if role == Some("joint-controller") {
            self.writer.evidence("joint_controllers", Some(&name), &view.found, &view.at);
            let body = JointController { name: Some(name), arrangement: link, ..JointController::default() };
            self.writer.activity.joint_controllers.get_or_insert_default().push(body);
        } else {
            self.writer.terms("recipients", Some(ListId::Recipients), vec![name.clone()], view);
            if role.is_some() || link.is_some() {
                let role = role.map(Text::from);
                let agreement = Agreement { recipient: Some(name), role, link, ..Agreement::default() };
                self.writer.activity.agreements.get_or_insert_default().push(agreement);
            }
        }
        let abroad = get(views, "country").filter(|view| places::country(&view.words).as_deref() != Some("GB"));
        if let Some(view) = abroad {
            self.writer.look(view, "ciso.contractor-abroad", &[("words", &view.words)]);
        }
        taken
    }

    /// A transfer. A mechanism of the European Union that is none here stays in the words of the safeguards, and is told.
    fn transfer(&mut self, views: &[(String, View<'a>)]) -> Vec<&'static str> {
        let mut taken = Vec::new();
        let mut transfer = Transfer::default();
        if let Some(view) = get(views, "country") {
            match places::country(&view.words) {
                Some(code) if &*code == "GB" => return self.inside(views),
                Some(code) => {
                    self.writer.evidence("transfers", Some(&code), &view.found, &view.at);
                    transfer.country = Some(code);
                    taken.push("country");
                }
                None => self.writer.look(view, "import.look.no-country", &[("words", &view.words)]),
            }
        }
        for (key, field, place) in [
            ("entity", "transfers.organisation", &mut transfer.organisation),
            ("documentation_link", "transfers.assessment", &mut transfer.assessment),
            ("guarantees", "transfers.safeguards", &mut transfer.safeguards),
            ("name", "transfers.notes", &mut transfer.notes),
        ] {
            if let Some(view) = get(views, key) {
                self.writer.evidence(field, Some(&view.words), &view.found, &view.at);
                *place = Some(view.words.clone());
                taken.push(key);
            }
        }
        for key in ["transfer_mechanism", "legal_basis"] {
            let Some(view) = get(views, key) else { continue };
            taken.push(key);
            if let Some(code) = codes::mechanism(&view.words) {
                self.writer.evidence("transfers.mechanism", Some(code), &view.found, &view.at);
                transfer.mechanism = Some(code.into());
                continue;
            }
            let words = codes::words(&view.words);
            self.writer.evidence("transfers.safeguards", Some(&words), &view.found, &view.at);
            self.writer.look(view, "import.look.not-uk", &[("words", &words)]);
            transfer.safeguards =
                Some(transfer.safeguards.map_or_else(|| words.clone(), |more| format!("{words}; {more}").into()));
        }
        self.writer.activity.transfers.get_or_insert_default().push(transfer);
        taken
    }

    /// A transfer that stays in the United Kingdom is none; its words are kept.
    fn inside(&mut self, views: &[(String, View<'a>)]) -> Vec<&'static str> {
        if let Some(view) = get(views, "country") {
            self.writer.activity.transfers.get_or_insert_default();
            self.writer.evidence("transfers", None, &view.found, &view.at);
        }
        vec!["country"]
    }
}

fn get<'v, 'a>(views: &'v [(String, View<'a>)], key: &str) -> Option<&'v View<'a>> {
    views.iter().find(|(known, _)| known == key).map(|(_, view)| view)
}

/// Whether a column only says which processing a row belongs to.
fn is_link(key: &str) -> bool {
    matches!(key, "processing" | "processing_name" | "processing_ref_id")
}
