//! Privacy notices: asked for, written, and held against an activity.

use crate::app::command::Action;
use crate::app::menu::confirm;
use crate::app::notice::compared::ComparedNotice;
use crate::app::notice::written::WrittenNotice;
use crate::app::notice::{NoticeJob, NoticeRead, NoticeWanted, PublishedNotice, processor};
use crate::app::program::App;
use crate::app::prompt::{Prompt, Purpose};
use crate::app::textbox::TextBox;
use crate::app::{Effect, Screen, Step};
use crate::domain::diff::About;
use crate::domain::id::Id;
use crate::domain::words::say;
use crate::formats::notice::compare::compare;
use crate::formats::notice::written::Document;

impl App {
    /// The steps to a notice of the activity that is highlighted, or to a comparison with it.
    pub(super) fn ask_for_notice(&mut self, action: Action) -> Vec<Step> {
        let Some(About::Activity(id)) = self.activity_here() else { return Vec::new() };
        let Some(activity) = self.document.register().activity(&id) else { return Vec::new() };
        if activity.is_processor() {
            return vec![Step::Say(processor(activity.name()))];
        }
        if action == Action::WriteNotice {
            return vec![Step::LookAtNotice(id)];
        }
        let question = say("notice-check.which", &[("name", activity.name())]);
        let prompt = Prompt::new(question, &self.folder, Purpose::PublishedNotice(id));
        vec![Step::Open(Box::new(Screen::Prompt(prompt)))]
    }

    /// The list of activities whose notice is older than their last change.
    pub(super) fn older_notices(&mut self) -> Vec<Step> {
        self.screens.truncate(1);
        self.change_list(|browse| {
            browse.filters.clear();
            browse.query = TextBox::new(OLDER, false);
            browse.query.end();
        });
        vec![Step::Find { keep: false }]
    }

    pub(super) fn look_at_notice(&mut self, id: &Id) -> Option<Effect> {
        let register = self.document.register();
        let wanted = NoticeWanted {
            activity: register.activity(id)?.clone(),
            organisation: register.organisation(),
            lexicon: self.document.lexicon().clone(),
            today: self.today,
        };
        self.notices_asked += 1;
        Some(Effect::LookAtNotice { ask: self.notices_asked, wanted: Box::new(wanted) })
    }

    pub(super) fn looked_at_notice(&mut self, ask: u64, notice: Result<Box<Document>, String>) -> Vec<Effect> {
        if ask != self.notices_asked {
            return Vec::new();
        }
        self.notices_answered = ask;
        match notice {
            Ok(document) => {
                let screen = Screen::Notice(Box::new(WrittenNotice::new(*document)));
                self.take(vec![Step::Open(Box::new(screen))])
            }
            Err(sentence) => self.tell(sentence),
        }
    }

    pub(super) fn notice_not_written(&mut self, sentence: String, again: Option<Box<NoticeJob>>) -> Vec<Effect> {
        let Some(job) = again else { return self.tell(sentence) };
        let replace = Box::new(NoticeJob { replace: true, ..*job });
        let lines =
            vec![(say("export.keep", &[]), Vec::new()), (say("export.replace", &[]), vec![Step::WriteNotice(replace)])];
        let mut menu = confirm(say("export.in-the-way", &[]), lines);
        menu.lead = vec![sentence];
        self.notice.clear();
        self.take(vec![Step::Open(Box::new(Screen::Menu(menu)))])
    }

    pub(super) fn read_notice(&mut self, activity: Id, file: String) -> Effect {
        self.notices_asked += 1;
        let lexicon = self.document.lexicon().clone();
        let notice = Box::new(PublishedNotice { file, activity, lexicon, today: self.today });
        Effect::ReadNotice { ask: self.notices_asked, notice }
    }

    pub(super) fn notice_read(&mut self, ask: u64, notice: Result<Box<NoticeRead>, String>) -> Vec<Effect> {
        if ask != self.notices_asked {
            return Vec::new();
        }
        self.notices_answered = ask;
        let notice = match notice {
            Ok(notice) => *notice,
            Err(sentence) => return self.tell(sentence),
        };
        let NoticeRead { file, activity: id, drafts } = notice;
        let Some(activity) = self.document.register().activity(&id) else { return Vec::new() };
        let differences = compare(&drafts, activity, self.document.lexicon());
        if differences.is_empty() {
            let sentence = say("notice-check.agrees", &[("name", activity.name())]);
            return self.tell(sentence);
        }
        let name = file.rsplit(['/', '\\']).next().unwrap_or(&file).to_owned();
        let screen = ComparedNotice { activity: id, file: name, differences, highlight: 0, top: 0 };
        self.take(vec![Step::Open(Box::new(Screen::NoticeCheck(Box::new(screen))))])
    }
}

/// What finds the activities whose notice is older than their last change.
const OLDER: &str = "notice:older";
