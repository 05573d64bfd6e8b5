//! What the program does when a screen asks: the document changes here, and only here.

use crate::app::bring::BringStep;
use crate::app::browse::{Browse, View};
use crate::app::command::{Action, Command};
use crate::app::document::Document;
use crate::app::export::{Export, ExportJob, Look};
use crate::app::form::{Form, Scope};
use crate::app::help::Help;
use crate::app::history::compare::Extent;
use crate::app::menu::confirm;
use crate::app::notice::known_of_changes;
use crate::app::program::App;
use crate::app::program::history::open_history;
use crate::app::theirs::question;
use crate::app::{Damaged, Effect, Opened, Screen, Search, Step, Unmerged, leave, palette};
use crate::domain::field::Section;
use crate::domain::subject::SubjectId;
use crate::domain::words::say;
use crate::search::Found;
use crate::search::checks::Listed;

impl App {
    /// Does what screens ask for. The document changes here, and only here.
    pub(super) fn take(&mut self, steps: Vec<Step>) -> Vec<Effect> {
        let mut effects = Vec::new();
        for step in steps {
            match step {
                Step::Open(screen) => self.screens.push(*screen),
                Step::Close if self.screens.len() > 1 => {
                    self.screens.pop();
                }
                Step::Close => {}
                Step::Home => self.screens.truncate(1),
                Step::Make(edit) => effects.extend(self.make(edit)),
                Step::Approve(edit) => effects.extend(self.make_approved(edit)),
                Step::Bulk(bulk) => {
                    let steps = self.on_top(|_, desk| vec![Step::Open(Box::new(bulk.question(desk)))]);
                    effects.extend(self.take(steps));
                }
                Step::Find { keep } => effects.extend(self.search(keep)),
                Step::Filter(filters) => {
                    self.change_list(|browse| browse.filters = filters);
                    effects.extend(self.search(false));
                }
                Step::Order(order) => {
                    self.change_list(|browse| browse.order = order);
                    effects.extend(self.search(true));
                }
                Step::ListChecks { by, narrowed } => {
                    effects.extend(self.list_checks(|checks| checks.list(by, narrowed)));
                }
                Step::GoTo(id, place) => self.go_to(id, place),
                Step::NextToFix => effects.extend(self.next_to_fix()),
                Step::Highlight(id) => self.change_list(|browse| browse.highlight_id(&id)),
                Step::GoToSection(number) => self.go_to_section(number),
                Step::Do(action) => effects.extend(self.command(Command::Do(action))),
                Step::Save { leave } => effects.extend(self.save(leave)),
                Step::SaveAs(file) => effects.extend(self.save_as(file)),
                Step::Ask(theirs) => self.screens.push(Screen::Menu(question(&theirs, &self.document))),
                Step::KeepCopy(theirs) => {
                    self.saving = true;
                    let register = self.document.register().clone();
                    effects.push(Effect::KeepCopy { register, form: self.document.form, theirs });
                }
                Step::RemoveCopy(theirs) => effects.push(Effect::RemoveCopy(theirs)),
                Step::LeaveOut => effects.push(Effect::LeaveOut(self.document.state())),
                Step::Quit => effects.extend(self.quit()),
                Step::LookAtExport => effects.extend(self.look_at_export()),
                Step::Export(job) => {
                    self.notice = say("export.under-way", &[]);
                    effects.push(Effect::Export(job));
                }
                Step::ExportHistory { past, file } => {
                    self.notice = say("export.under-way", &[]);
                    effects.push(self.export_history(*past, file));
                }
                Step::LookAtNotice(id) => effects.extend(self.look_at_notice(&id)),
                Step::WriteNotice(job) => {
                    self.notice = say("export.under-way", &[]);
                    effects.push(Effect::WriteNotice(job));
                }
                Step::ReadNotice { activity, file } => effects.push(self.read_notice(activity, file)),
                Step::Bring(step) => effects.extend(self.bring_step(step)),
                Step::Copy(text) => effects.push(Effect::Copy(text)),
                Step::Load(file) => effects.push(Effect::Load(file)),
                Step::Rescue(file) => effects.push(Effect::Rescue(file)),
                Step::Settle(file) => effects.push(Effect::Settle(file)),
                Step::Demo => effects.push(Effect::Demo),
                Step::Create { file, organisation } => effects.push(Effect::Create { file, organisation }),
                Step::Work(step) => effects.extend(self.work_step(step)),
                // Having nothing to say does not silence what the same key made known.
                Step::Say(words) if words.is_empty() && self.just_asked => {}
                Step::Say(words) => self.notice = words,
            }
        }
        effects
    }

    pub(super) fn search(&mut self, keep: bool) -> Vec<Effect> {
        if !self.is_open {
            return Vec::new();
        }
        let question = self.list().map(|browse| self.with_desk(|desk| browse.ask(desk)));
        let Some(mut question) = question else { return Vec::new() };
        question.facets |= matches!(self.top(), Some(Screen::Filter(_)));
        self.asked += 1;
        self.keep = keep;
        vec![Effect::Search(Search {
            ask: self.asked,
            question,
            register: self.document.register().clone(),
            lexicon: self.document.lexicon().clone(),
            checks: self.checks_question(),
        })]
    }

    pub(super) fn found(&mut self, ask: u64, mut found: Found, listed: Option<Box<Listed>>, at: String) {
        if ask != self.asked {
            return;
        }
        self.answered = ask;
        self.index = Some(found.index.clone());
        self.checked(listed, at);
        if let Some((typed, read)) = &found.slip {
            self.notice = say("browse.slip", &[("typed", typed), ("read", read)]);
        } else if let Some(field) = found.unknown_fields.first() {
            self.notice = say("browse.unknown-field", &[("field", field)]);
        } else if let Some(changed) = &found.changed {
            self.notice = known_of_changes(changed);
        }
        let facets = std::mem::take(&mut found.facets);
        let keep = self.keep;
        for screen in self.screens.iter_mut().rev() {
            match screen {
                Screen::Filter(filter) => filter.take(facets.clone()),
                Screen::Browse(browse) => {
                    found.facets = facets;
                    browse.take(found, keep);
                    if let Some(id) = self.to_highlight.take() {
                        browse.highlight_id(&id);
                    }
                    return;
                }
                _ => {}
            }
        }
    }

    /// The list that is on top of the others.
    pub fn list(&self) -> Option<&Browse> {
        self.screens
            .iter()
            .rev()
            .find_map(|screen| if let Screen::Browse(browse) = screen { Some(browse) } else { None })
    }

    pub(super) fn change_list(&mut self, change: impl FnOnce(&mut Browse)) {
        let list = self
            .screens
            .iter_mut()
            .rev()
            .find_map(|screen| if let Screen::Browse(browse) = screen { Some(browse) } else { None });
        if let Some(browse) = list {
            change(browse);
        }
    }

    pub(super) fn go_to_section(&mut self, number: usize) {
        self.on_top(|screen, desk| {
            match screen {
                Screen::Detail(detail) => {
                    if let Some(shown) = detail.shown(desk) {
                        detail.go_to_section(number, &shown);
                    }
                }
                Screen::Form(form) => form.go_to_section(number, desk),
                _ => {}
            }
            Vec::new()
        });
    }

    pub(super) fn open(&mut self, mut opened: Opened) -> Vec<Effect> {
        let found = std::mem::take(&mut opened.found);
        let ids_given = opened.loaded.ids_given.to_string();
        self.notice = match (&opened.note, opened.loaded.ids_given) {
            (Some(note), _) => note.clone(),
            (None, 0) if opened.is_demo => say("demo.tip", &[]),
            (None, 0) => String::new(),
            _ => say("open.ids-given", &[("count", &ids_given)]),
        };
        let copy = opened.copy.clone();
        self.others.clone_from(&opened.others);
        if let Some(others) = opened.others.as_ref().filter(|_| self.notice.is_empty()) {
            self.notice.clone_from(others);
        }
        self.document = Document::open(opened);
        self.is_open = true;
        self.screens = vec![Screen::Browse(Browse::register())];
        self.index = None;
        self.saved_at = None;
        self.taken_in = None;
        self.asks = None;
        self.waiting = None;
        self.notes.clear();
        self.typing_kept.clear();
        self.forget_history();
        let mut effects = self.search(false);
        effects.extend(self.offer(found));
        effects.extend(self.take(copy.into_iter().map(Step::Ask).collect()));
        let begin = self.to_bring.take().map(|file| Step::Bring(BringStep::Begin(file)));
        effects.extend(self.take(begin.into_iter().collect()));
        effects
    }

    /// What can be done with a damaged register; the file itself stays as it is either way.
    pub(super) fn damaged(&mut self, damaged: Damaged) -> Vec<Effect> {
        let Damaged { sentence, file, safe, damaged } = damaged;
        let answers =
            vec![(say("damaged.copy", &[]), vec![Step::Rescue(file)]), (say("damaged.leave", &[]), Vec::new())];
        let mut menu = confirm(say("damaged.title", &[]), answers);
        let parts = [("safe", safe.to_string()), ("damaged", damaged.to_string())];
        let parts = parts.each_ref().map(|(name, part)| (*name, part.as_str()));
        menu.lead = vec![sentence, say("damaged.safe", &parts)];
        self.notice.clear();
        self.take(vec![Step::Open(Box::new(Screen::Menu(menu)))])
    }

    /// What can be done with a register that git could not merge.
    pub(super) fn unmerged(&mut self, unmerged: Unmerged) -> Vec<Effect> {
        let Unmerged { sentence, file } = unmerged;
        let answers =
            vec![(say("unmerged.settle", &[]), vec![Step::Settle(file)]), (say("unmerged.leave", &[]), Vec::new())];
        let mut menu = confirm(say("unmerged.title", &[]), answers);
        menu.lead = vec![sentence, say("unmerged.safe", &[])];
        self.notice.clear();
        self.take(vec![Step::Open(Box::new(Screen::Menu(menu)))])
    }

    pub(super) fn leave(&mut self) -> Vec<Step> {
        // A save under way is not cut short, unless that is asked for again.
        if self.document.unsaved() == 0 && self.saving && !self.leaving {
            self.leaving = true;
            return vec![Step::Say(say("leave.saving", &[]))];
        }
        if self.document.unsaved() == 0 {
            return vec![Step::Quit];
        }
        vec![Step::Open(Box::new(Screen::Menu(leave::menu(&self.document))))]
    }

    pub(super) fn export(&mut self) -> Vec<Step> {
        if matches!(self.top(), Some(Screen::Export(_))) {
            return Vec::new();
        }
        let export = self.list().map(|browse| self.with_desk(|desk| Export::new(browse, desk)));
        let open = |export| vec![Step::Open(Box::new(Screen::Export(export))), Step::LookAtExport];
        let steps = export.map(open).unwrap_or_default();
        let clashes = self.document.register().conflicts().len();
        if clashes == 0 {
            return steps;
        }
        let mut menu = confirm(
            say("export.clashes", &[("count", &clashes.to_string())]),
            vec![
                (say("export.clashes.settle", &[]), vec![Step::Do(Action::SettleClashes)]),
                (say("export.clashes.with", &[]), steps),
            ],
        );
        menu.lead = vec![say("export.clashes.lead", &[])];
        vec![Step::Open(Box::new(Screen::Menu(menu)))]
    }

    fn look_at_export(&mut self) -> Option<Effect> {
        let Some(Screen::Export(export)) = self.top() else { return None };
        let job = Box::new(self.with_desk(|desk| export.job(desk, false)));
        self.looks_asked += 1;
        Some(Effect::LookAtExport { ask: self.looks_asked, job })
    }

    pub(super) fn looked_at_export(&mut self, ask: u64, look: Look) {
        if ask != self.looks_asked {
            return;
        }
        self.looks_answered = ask;
        for screen in &mut self.screens {
            if let Screen::Export(export) = screen {
                export.look = Some(look);
                return;
            }
        }
    }

    pub(super) fn not_exported(&mut self, sentence: String, again: Option<Box<ExportJob>>) -> Vec<Effect> {
        let Some(job) = again else { return self.tell(sentence) };
        let replace = Box::new(ExportJob { replace: true, ..*job });
        let lines =
            vec![(say("export.keep", &[]), Vec::new()), (say("export.replace", &[]), vec![Step::Export(replace)])];
        let mut menu = confirm(say("export.in-the-way", &[]), lines);
        menu.lead = vec![sentence];
        self.notice.clear();
        self.take(vec![Step::Open(Box::new(Screen::Menu(menu)))])
    }

    /// The views in turn: register, reviews, checks, word lists, history.
    pub(super) fn next_view(&mut self) -> Vec<Step> {
        let in_reviews =
            self.screens.iter().any(|screen| matches!(screen, Screen::Browse(browse) if browse.view == View::Reviews));
        let in_words = self
            .screens
            .iter()
            .any(|screen| matches!(screen, Screen::Form(form) if form.subject == SubjectId::Vocabulary));
        let in_history = self.screens.iter().any(|screen| matches!(screen, Screen::History(_)));
        if in_history {
            return vec![Step::Home];
        }
        if in_words {
            return vec![Step::Home, open_history(Extent::Register)];
        }
        if self.checks().is_some() {
            return vec![Step::Home, open_form(SubjectId::Vocabulary, Section::OwnRecipients)];
        }
        if in_reviews {
            return App::open_checks();
        }
        vec![Step::Home, Step::Open(Box::new(Screen::Browse(Browse::reviews()))), Step::Find { keep: false }]
    }

    pub(super) fn help(&self) -> Help {
        Help::new(self)
    }

    pub(super) fn actions(&mut self) -> Vec<Effect> {
        if matches!(self.top(), Some(Screen::Menu(menu)) if menu.query.is_some()) {
            return Vec::new();
        }
        let menu = palette::menu(self);
        self.take(vec![Step::Open(Box::new(Screen::Menu(menu)))])
    }

    pub(super) fn tell(&mut self, sentence: String) -> Vec<Effect> {
        self.notice = sentence;
        Vec::new()
    }
}

pub(super) fn open_form(subject: SubjectId, section: Section) -> Step {
    Step::Open(Box::new(Screen::Form(Form::new(subject, Scope::Section(section)))))
}
