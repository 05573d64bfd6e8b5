//! What the program asks of the outside world, done on threads of their own so that no key waits for a disk or a search.

use crate::app::export::ExportJob;
use crate::app::{Effect, Msg, Opened};
use crate::domain::id::Ids;
use crate::domain::organisation::Organisation;
use crate::domain::register::Register;
use crate::domain::words::say;
use crate::formats::ico::Request;
use crate::formats::json::Form;
use crate::search::index::Index;
use crate::search::rank::find;
use crate::shell::demo::{self, DemoCopy};
use crate::shell::store;
use crate::shell::{clock, export_file, person, register_file};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::Sender;
use std::sync::{Arc, Mutex, PoisonError};

/// What effects work on: the open file, and where answers go.
pub struct Outside {
    answers: Sender<Msg>,
    file: Arc<Mutex<OpenFile>>,
    asked: Arc<AtomicU64>,
    /// Whether every register is opened to look at only.
    read_only: bool,
}

/// The register file that is open.
struct OpenFile {
    path: PathBuf,
    stamp: Option<store::Stamp>,
    ids: Ids,
    /// The folder of the sample, which goes when it is closed.
    demo: Option<DemoCopy>,
}

impl Outside {
    /// The outside world, answering to a channel.
    pub fn new(answers: Sender<Msg>, read_only: bool) -> Self {
        let file = OpenFile { path: PathBuf::new(), stamp: None, ids: clock::ids(), demo: None };
        Outside { answers, file: Arc::new(Mutex::new(file)), asked: Arc::default(), read_only }
    }

    /// Starts an effect; its answer comes later. Returns whether the program is to end.
    pub fn start(&self, effect: Effect) -> bool {
        match effect {
            Effect::Quit => return true,
            Effect::Copy(text) => {
                let told = crate::shell::terminal::copy(&text);
                self.answer(Msg::Tell(say(
                    if told { "copy.done" } else { "copy.not" },
                    &[("text", text.lines().next().unwrap_or_default())],
                )));
            }
            Effect::Search { ask, question, register, lexicon, index } => {
                self.asked.store(ask, Ordering::Relaxed);
                let (answers, newest) = (self.answers.clone(), self.asked.clone());
                spawn(move || {
                    let stop = || newest.load(Ordering::Relaxed) != ask;
                    let index = Index::of(&register, &lexicon, question.today, index.as_deref());
                    if let Some(found) = find(Arc::new(index), &question, &stop) {
                        let _ = answers.send(Msg::Found { ask, found: Box::new(found) });
                    }
                });
            }
            Effect::Load(file) => {
                self.with_file(move |open, read_only| opened(open, Path::new(&file), false, read_only))
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
                let organisation = Organisation {
                    name: Some(organisation.as_str().into()),
                    public_authority: Some(true),
                    ..Organisation::default()
                };
                let register = Register::new(open.ids.fresh(|_| false), organisation);
                match register_file::create(Path::new(&file), &register, &person::name(), &mut open.ids) {
                    Ok(_) => opened(open, Path::new(&file), false, read_only),
                    Err(problem) => Msg::NotOpened(problem.sentence()),
                }
            }),
            Effect::Save { register, form, done } => self.with_file(move |open, _| saved(open, register, form, done)),
            Effect::Export(job) => {
                let answers = self.answers.clone();
                spawn(move || {
                    let _ = answers.send(exported(job));
                });
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

    fn answer(&self, msg: Msg) {
        let _ = self.answers.send(msg);
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

fn spawn(work: impl FnOnce() + Send + 'static) {
    std::thread::spawn(work);
}

fn opened(open: &mut OpenFile, path: &Path, is_demo: bool, read_only: bool) -> Msg {
    let found = match register_file::open(path, &mut open.ids) {
        Ok(found) => found,
        Err(problem) => return Msg::NotOpened(problem.sentence()),
    };
    store::clean_left_over(path);
    open.path = path.to_path_buf();
    open.stamp = Some(found.stamp);
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let newer = found.loaded.newer.map(|version| say("read-only.newer", &[("version", &version.to_string())]));
    let asked = read_only.then(|| say("read-only.asked", &[]));
    Msg::Opened(Box::new(Opened { loaded: found.loaded, name, read_only: newer.or(asked), is_demo, note: None }))
}

fn saved(open: &mut OpenFile, register: Arc<Register>, form: Form, done: usize) -> Msg {
    let path = open.path.clone();
    let by = person::name();
    match register_file::save(&path, &register, form, open.stamp.as_ref(), &by, &mut open.ids) {
        Ok(saved) => {
            open.stamp = Some(saved.stamp);
            Msg::Saved { done, register, stamp: saved.saved, at: clock::time() }
        }
        Err(problem) => Msg::NotSaved(problem.sentence()),
    }
}

fn exported(job: Box<ExportJob>) -> Msg {
    let by = person::name();
    let request = Request {
        register: &job.register,
        activities: job.activities.iter().collect(),
        lexicon: &job.lexicon,
        written: clock::now(),
        by: &by,
        program_version: env!("CARGO_PKG_VERSION"),
        audience: job.audience,
    };
    match export_file::make(&request, job.kind, Path::new(&job.path), job.replace) {
        Ok(made) => Msg::Exported(made.sentence()),
        Err(problem) => {
            Msg::NotExported { sentence: problem.sentence(), again: problem.is_in_the_way().then_some(job) }
        }
    }
}
