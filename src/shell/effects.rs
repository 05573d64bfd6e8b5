//! What the program asks of the outside world, done on threads of their own so that no key waits for a disk or a search.

mod opening;

use crate::app::export::ExportJob;
use crate::app::history::compare::Comparison;
use crate::app::theirs::Theirs;
use crate::app::{Effect, Msg, Search};
use crate::domain::Text;
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;
use crate::domain::words::say;
use crate::formats::json::Form;
use crate::shell::demo::{self, DemoCopy};
use crate::shell::journal::Journals;
use crate::shell::open_file::{Changed, OpenFile, SavedState};
use crate::shell::own_folder::OwnFolder;
use crate::shell::register_file::SaveProblem;
use crate::shell::searching::search;
use crate::shell::store::{Note, StoreProblem};
use crate::shell::{bringing, clock, export_file, looking_back, notice_file, person, register_file, terminal};
use opening::{opened, rescued, settled};
use std::path::Path;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Sender, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What effects work on: the open file, and where answers go.
pub struct Outside {
    answers: Sender<Msg>,
    file: Arc<Mutex<OpenFile>>,
    searches: Sender<Search>,
    comparisons: Sender<Comparison>,
    asked: Arc<AtomicU64>,
    /// The number of the file that is being brought in; 0 where none is.
    bringing: Arc<AtomicU64>,
    own: OwnFolder,
    /// Whether every register is opened to look at only.
    read_only: bool,
    journals: Arc<Journals>,
}

impl Outside {
    /// The outside world, answering to a channel.
    pub fn new(answers: Sender<Msg>, read_only: bool, own: OwnFolder) -> Self {
        let journals = Arc::new(Journals::new(&own, answers.clone()));
        let file = OpenFile::none(own.clone(), journals.clone());
        let (searches, inbox) = channel();
        let asked = Arc::<AtomicU64>::default();
        let (found, newest) = (answers.clone(), asked.clone());
        let file = Arc::new(Mutex::new(file));
        let open = Arc::downgrade(&file);
        spawn(move || search(&inbox, &found, &newest, &open));
        let (comparisons, inbox) = channel();
        let compared = answers.clone();
        spawn(move || looking_back::compare(&inbox, &compared));
        Outside { answers, file, searches, comparisons, asked, bringing: Arc::default(), own, read_only, journals }
    }

    /// Starts an effect; its answer comes later. Returns whether the program is to end.
    pub fn start(&self, effect: Effect) -> bool {
        match effect {
            Effect::Quit => return true,
            // At once and not on a thread: what the journal holds comes back, whatever the next key does.
            Effect::Journal(told) => {
                if let Some(protection) = self.journals.take(told) {
                    self.answer(Msg::Protection(protection));
                }
            }
            Effect::Copy(text) => {
                let told = terminal::copy(&text);
                self.answer(Msg::Tell(say(
                    if told { "copy.done" } else { "copy.not" },
                    &[("text", text.lines().next().unwrap_or_default())],
                )));
            }
            Effect::Search(search) => {
                self.asked.store(search.ask, Ordering::Relaxed);
                let _ = self.searches.send(search);
            }
            Effect::Load(file) => {
                self.with_file(move |open, read_only| opened(open, Path::new(&file), false, read_only))
            }
            Effect::Rescue(file) => {
                self.with_file(move |open, read_only| rescued(open, Path::new(&file), read_only));
            }
            Effect::Settle(file) => {
                self.with_file(move |open, read_only| settled(open, Path::new(&file), read_only));
            }
            Effect::Demo => self.with_file(|open, read_only| {
                let copy = match demo::copy(None, clock::today(), &mut open.ids) {
                    Ok(copy) => copy,
                    Err(problem) => return Msg::NotOpened(problem.sentence()),
                };
                let path = copy.path.clone();
                open.demo = Some(copy);
                opened(open, &path, true, read_only)
            }),
            Effect::Create { file, organisation } => self.with_file(move |open, read_only| {
                let organisation = Organisation { name: Some(organisation.as_str().into()), ..Organisation::default() };
                let register = Register::new(open.ids.fresh(|_| false), organisation);
                match register_file::create(Path::new(&file), &register, &person::name(), &open.own, &mut open.ids) {
                    Ok(_) => opened(open, Path::new(&file), false, read_only),
                    Err(problem) => Msg::NotOpened(problem.sentence()),
                }
            }),
            Effect::Save { register, form, done, to: None, state, also } => {
                self.with_file(move |open, _| saved(open, register, form, done, state, &also));
            }
            Effect::Save { register, done, to: Some(file), .. } => {
                self.with_file(move |open, _| saved_elsewhere(open, register, done, Path::new(&file)));
            }
            Effect::TookIn(state) => {
                let file = self.file.clone();
                spawn(move || file.lock().unwrap_or_else(PoisonError::into_inner).rest_on(state));
            }
            Effect::KeepCopy { register, form, theirs } => {
                self.with_file(move |open, _| kept_copy(open, register, form, theirs));
            }
            Effect::LeaveOut(state) => self.with_file(move |open, _| Msg::CopyRemoved(open.leave_out(state))),
            Effect::RemoveCopy(theirs) => self.with_file(move |open, _| Msg::CopyRemoved(open.remove_copy(&theirs))),
            Effect::Export(job) => self.with_answer(move || exported(job)),
            Effect::LookAtNotice { ask, wanted } => {
                let file = self.file.clone();
                self.with_answer(move || {
                    let register = file.lock().unwrap_or_else(PoisonError::into_inner).path.clone();
                    let notice = notice_file::written(&wanted, &register).map(Box::new);
                    Msg::LookedAtNotice { ask, notice }
                });
            }
            Effect::WriteNotice(job) => self.with_answer(move || notice_file::made(job)),
            Effect::ReadNotice { ask, notice } => {
                self.with_answer(move || Msg::NoticeRead {
                    ask,
                    notice: notice_file::published(*notice).map(Box::new),
                });
            }
            Effect::ReadHistory { ask, seen, zone } => {
                let (answers, file) = (self.answers.clone(), self.file.clone());
                spawn(move || {
                    let (path, stamp) = {
                        let open = file.lock().unwrap_or_else(PoisonError::into_inner);
                        (open.path.clone(), open.stamp())
                    };
                    let (known, seen) = looking_back::read(&path, stamp.as_ref(), &seen, zone);
                    let _ = answers.send(Msg::HistoryRead { ask, known, seen });
                });
            }
            Effect::Compare(comparison) => {
                let _ = self.comparisons.send(*comparison);
            }
            Effect::ExportHistory(sheet) => self.with_answer(move || looking_back::export(&sheet)),
            Effect::ListFolder { ask, folder } => {
                self.with_answer(move || Msg::FolderListed { ask, found: bringing::list(&folder) });
            }
            Effect::Bring(job) => {
                self.bringing.store(job.number, Ordering::Relaxed);
                let (answers, newest, own) = (self.answers.clone(), self.bringing.clone(), self.own.clone());
                spawn(move || bringing::run(*job, &own, &answers, &newest));
            }
            Effect::StopBringing => self.bringing.store(0, Ordering::Relaxed),
            Effect::KeepMatching(columns) => {
                if let Some(msg) = bringing::keep(&columns, &self.own) {
                    self.answer(msg);
                }
            }
            Effect::LookAtExport { ask, job } => {
                self.with_answer(move || Msg::LookedAtExport { ask, look: Box::new(job.look(clock::now())) });
            }
        }
        false
    }

    /// Opens a file or the sample before the first screen is drawn.
    pub fn open_now(&self, path: &Path, is_demo: Option<DemoCopy>) -> Msg {
        let mut open = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        let demo = is_demo.is_some();
        open.demo = is_demo;
        opened(&mut open, path, demo, self.read_only)
    }

    /// Looks whether somebody else changed the open file, on a thread of its own. A save under way looks by itself.
    pub fn look(&self) {
        let (answers, file) = (self.answers.clone(), self.file.clone());
        spawn(move || {
            let Ok(mut open) = file.try_lock() else { return };
            if let Some(msg) = look(&mut open) {
                let _ = answers.send(msg);
            }
        });
    }

    /// Looks whether somebody else changed the open file; nothing where it is as it was.
    pub fn look_now(&self) -> Option<Msg> {
        look(&mut self.file.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// How often to look whether somebody else changed the open file.
    pub fn every(&self) -> Duration {
        self.file.try_lock().map_or(NEAR, |open| if open.is_far { FAR } else { NEAR })
    }

    /// Tells others again that this run has the file open, and the program who else has.
    pub fn tell_presence(&self) {
        let (answers, file, read_only) = (self.answers.clone(), self.file.clone(), self.read_only);
        spawn(move || {
            let Ok(mut open) = file.try_lock() else { return };
            if !read_only {
                open.arrive();
            }
            let _ = answers.send(Msg::Others(open.others()));
        });
    }

    /// What says to others that this run has the file open no more, whenever the program ends.
    pub fn leaving(&self) -> impl Fn() + Send + 'static {
        let file = self.file.clone();
        move || {
            if let Ok(mut open) = file.try_lock() {
                open.leave();
            }
        }
    }

    /// The journals of this run.
    pub fn journals(&self) -> Arc<Journals> {
        self.journals.clone()
    }

    fn answer(&self, msg: Msg) {
        let _ = self.answers.send(msg);
    }

    /// Does something on a thread of its own.
    fn with_answer(&self, work: impl FnOnce() -> Msg + Send + 'static) {
        let answers = self.answers.clone();
        spawn(move || {
            let _ = answers.send(work());
        });
    }

    /// Does something with the open file, one after the other.
    fn with_file(&self, work: impl FnOnce(&mut OpenFile, bool) -> Msg + Send + 'static) {
        let (answers, file, read_only) = (self.answers.clone(), self.file.clone(), self.read_only);
        spawn(move || {
            let msg = work(&mut file.lock().unwrap_or_else(PoisonError::into_inner), read_only);
            let _ = answers.send(msg);
        });
    }
}

/// How often the open file is looked at, on this computer and on a share.
const NEAR: Duration = Duration::from_secs(5);
const FAR: Duration = Duration::from_secs(30);

fn look(open: &mut OpenFile) -> Option<Msg> {
    Some(match open.look()? {
        Changed::Saved(theirs) => Msg::Changed(theirs),
        Changed::Trouble(sentence) => Msg::Tell(sentence),
    })
}

fn spawn(work: impl FnOnce() + Send + 'static) {
    std::thread::spawn(work);
}

fn saved(open: &mut OpenFile, sent: Arc<Register>, form: Form, done: usize, state: usize, also: &[Text]) -> Msg {
    match open.save(&sent, form, state, also) {
        Ok(SavedState::Saved { register, state, taken, notes }) => {
            Msg::Saved { done, sent, register, state, taken, at: clock::time(), name: None, notes }
        }
        Ok(SavedState::Clashing(theirs)) => Msg::Clashing(theirs),
        Err(problem) => Msg::NotSaved(problem.sentence()),
    }
}

/// Saves to a file that is not there yet; from then on that is the one that is open.
fn saved_elsewhere(open: &mut OpenFile, sent: Arc<Register>, done: usize, path: &Path) -> Msg {
    match register_file::create(path, &sent, &person::name(), &open.own, &mut open.ids) {
        Ok(saved) => {
            let (register, state) = open.go_to(path, saved.register, saved.stamp);
            let name = Some(name_of(path));
            let notes = saved.notes.into_iter().map(Note::sentence).collect();
            Msg::Saved { done, sent, register, state, taken: None, at: clock::time(), name, notes }
        }
        Err(problem) => Msg::NotSaved(problem.sentence()),
    }
}

/// Keeps a register as a copy beside the file, so that theirs can take its place.
fn kept_copy(open: &mut OpenFile, sent: Arc<Register>, form: Form, theirs: Arc<Theirs>) -> Msg {
    let name = open.name();
    let stem = name.strip_suffix(".json").unwrap_or(&name);
    for number in 1..100_u32 {
        let again = if number > 1 { format!("-{number}") } else { String::new() };
        let copy = format!("{stem}-copy-{}{again}.json", clock::file_time());
        match register_file::keep_copy(&open.path.with_file_name(&copy), &sent, form, &person::name(), &mut open.ids) {
            Ok(()) => return Msg::KeptCopy { theirs, name: copy, sent },
            Err(SaveProblem::Store(StoreProblem::AlreadyThere { .. })) => {}
            Err(problem) => return Msg::NotSaved(problem.sentence()),
        }
    }
    Msg::NotSaved(say("save.already-there", &[("file", &name)]))
}

fn name_of(path: &Path) -> String {
    path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned())
}

fn exported(job: Box<ExportJob>) -> Msg {
    match export_file::make(&job.request(clock::now()), job.kind, Path::new(&job.path), job.replace) {
        Ok(made) => Msg::Exported(made.sentence()),
        Err(problem) => {
            let again = problem.is_in_the_way().then_some(job);
            let there = again.as_ref().map(|job| say("export.is-there", &[("file", &job.path)]));
            Msg::NotExported { sentence: there.unwrap_or_else(|| problem.sentence()), again }
        }
    }
}
