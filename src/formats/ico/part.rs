//! A part of the record: one sheet, whose it is, and the activities that stand on it.

use std::collections::HashMap;

use crate::domain::Text;
use crate::domain::activity::{Activity, Controller};
use crate::domain::fold::fold;
use crate::domain::organisation::Officer;
use crate::domain::words::say;
use crate::formats::regulator_template::{LAYOUTS, Layout};
use crate::formats::workbook::sheet_name;

use super::Audience;
use super::cell::{Answer, Cell, filled, one_line};
use super::column::Export;

/// One sheet before it is filled in.
#[derive(Debug)]
pub(super) struct Part<'a> {
    pub layout: &'static Layout,
    /// The sheet's name, as it stands in the file.
    pub name: Text,
    /// The activities on it, in the order chosen.
    pub activities: Vec<&'a Activity>,
    /// The controller as its activities record it; none where it is the register's organisation.
    controllers: Vec<&'a Controller>,
}

impl<'a> Export<'a> {
    /// The sheets of the record: controllers, processor, law enforcement, the organisation's own first in each.
    ///
    /// A council holds records of several controllers (an electoral registration officer is one), each with a header of its own.
    pub fn parts(&self) -> Vec<Part<'a>> {
        let mut parts = Vec::new();
        let mut taken = Vec::new();
        for layout in LAYOUTS.iter() {
            for (controllers, activities) in self.by_controller(layout) {
                let wished = self.sheet_name(layout, &controllers);
                let name = sheet_name::allowed(&wished, &taken);
                taken.push(name.clone());
                parts.push(Part { layout, name: name.into(), activities, controllers });
            }
        }
        if let (true, Some(layout)) = (parts.is_empty(), LAYOUTS.first()) {
            parts.push(Part { layout, name: layout.name.clone(), activities: Vec::new(), controllers: Vec::new() });
        }
        parts
    }

    fn by_controller(&self, layout: &Layout) -> Vec<(Vec<&'a Controller>, Vec<&'a Activity>)> {
        let organisation = fold(self.organisation.name.as_deref().unwrap_or_default());
        let mut groups: Vec<(Vec<&Controller>, Vec<&Activity>)> = vec![Default::default()];
        let mut places: HashMap<String, usize> = HashMap::new();
        let held_back =
            |activity: &Activity| self.request.audience == Audience::Publication && activity.publish == Some(false);
        for activity in
            self.request.activities.iter().filter(|activity| layout_of(activity) == &*layout.id && !held_back(activity))
        {
            let other = activity.other_controller();
            let key = other.map(|controller| fold(controller.name.as_deref().unwrap_or_default()));
            let other = other.filter(|_| key.as_ref() != Some(&organisation));
            let place = match (other, key) {
                (Some(_), Some(key)) => *places.entry(key).or_insert(groups.len()),
                _ => 0,
            };
            if place == groups.len() {
                groups.push(Default::default());
            }
            if let Some((controllers, activities)) = groups.get_mut(place) {
                controllers.extend(other);
                activities.push(activity.as_ref());
            }
        }
        groups.retain(|(_, activities)| !activities.is_empty());
        groups
    }

    fn sheet_name(&self, layout: &Layout, controllers: &[&Controller]) -> String {
        let Some(controller) = controllers.first() else {
            return layout.name.to_string();
        };
        let name = filled(&controller.name).unwrap_or(&self.phrases.not_recorded);
        if &*layout.id == "controller" {
            return name.to_string();
        }
        say("export.sheet-of", &[("sheet", &layout.name), ("controller", name)])
    }

    /// What stands beside a label of the header block.
    pub fn header(&self, part: &Part, field: &str) -> Cell {
        let (group, member) = field.split_once('.').unwrap_or((field, ""));
        let organisation = &self.organisation;
        if group == "representative" {
            let representative = organisation.representative.as_ref().filter(|_| part.controllers.is_empty());
            return self.officer_detail(representative.filter(|officer| !officer.is_empty()), member, true);
        }
        if group == "data_protection_officer" {
            if self.request.audience == Audience::Publication && member == "name" {
                return self.plain(Answer::NotPublished);
            }
            if part.controllers.is_empty() {
                let not_needed = organisation.public_authority == Some(false);
                return self.officer_detail(organisation.data_protection_officer.as_ref(), member, not_needed);
            }
            let not_needed = part.controllers.iter().all(|controller| controller.public_authority == Some(false));
            let officers = part.controllers.iter().filter_map(|controller| controller.data_protection_officer.as_ref());
            return self.joined(officers.map(|officer| officer_member(officer, member)).collect(), not_needed);
        }
        if part.controllers.is_empty() {
            let value = match member {
                "name" => &organisation.name,
                "address" => &organisation.address,
                "email" => &organisation.email,
                _ => &organisation.telephone,
            };
            return self.joined(vec![value], false);
        }
        let values = part.controllers.iter().map(|controller| match member {
            "name" => &controller.name,
            "address" => &controller.address,
            "email" => &controller.email,
            _ => &controller.telephone,
        });
        self.joined(values.collect(), false)
    }

    /// How many values of the header are not recorded.
    pub fn header_gaps(&self, part: &Part) -> usize {
        let fields = part.layout.blocks.iter().flat_map(|block| &block.fields);
        fields.map(|field| self.header(part, &field.field).gaps).sum()
    }

    /// The names of data protection officers that the sheet gives.
    pub fn officers(&self, part: &Part) -> Vec<Text> {
        if self.request.audience == Audience::Publication {
            return Vec::new();
        }
        let own = self.organisation.data_protection_officer.as_ref().filter(|_| part.controllers.is_empty());
        let others = part.controllers.iter().filter_map(|controller| controller.data_protection_officer.as_ref());
        own.into_iter().chain(others).filter_map(|officer| filled(&officer.name).cloned()).collect()
    }

    fn officer_detail(&self, officer: Option<&Officer>, member: &str, not_needed: bool) -> Cell {
        let values = officer.map(|officer| officer_member(officer, member));
        self.joined(values.into_iter().collect(), not_needed)
    }

    /// The different values on one line each: activities of one controller may record it differently.
    fn joined(&self, values: Vec<&Option<Text>>, not_needed: bool) -> Cell {
        let nobody = values.is_empty();
        let mut lines: Vec<String> = Vec::new();
        for line in values.into_iter().filter_map(filled).map(|value| one_line(value).into_owned()) {
            if !lines.contains(&line) {
                lines.push(line);
            }
        }
        let answer = Answer::of_lines(lines);
        self.plain(answer.or(|| if nobody && not_needed { Answer::NotApplicable } else { Answer::NotRecorded }))
    }
}

fn officer_member<'a>(officer: &'a Officer, member: &str) -> &'a Option<Text> {
    match member {
        "name" => &officer.name,
        "address" => &officer.address,
        "email" => &officer.email,
        _ => &officer.telephone,
    }
}

/// The sheet that an activity stands on. A processor's record of either regime stands among the processor's.
fn layout_of(activity: &Activity) -> &'static str {
    if activity.is_processor() {
        "processor"
    } else if activity.is_law_enforcement() {
        "law_enforcement"
    } else {
        "controller"
    }
}
