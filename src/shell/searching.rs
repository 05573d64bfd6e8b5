//! Searches, answered on a thread of their own.

use crate::app::{Msg, Search};
use crate::search::checks::list;
use crate::search::index::Index;
use crate::search::query::Query;
use crate::search::rank::find;
use crate::shell::clock;
use crate::shell::open_file::OpenFile;
use crate::shell::register_history::changed;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, Sender};
use std::sync::{Arc, Mutex, PoisonError, Weak};

/// Answers searches one after the other, only the newest where several wait. The index is kept from one to the next, so that
/// it is made once, however fast somebody types while it is being made. The open file, its journal with it, ends with the program and
/// not with this thread.
pub(super) fn search(
    inbox: &Receiver<Search>,
    answers: &Sender<Msg>,
    newest: &AtomicU64,
    open: &Weak<Mutex<OpenFile>>,
) {
    let mut index: Option<Arc<Index>> = None;
    while let Ok(next) = inbox.recv() {
        let search = inbox.try_iter().last().unwrap_or(next);
        let Search { ask, mut question, register, lexicon, checks } = search;
        if Query::read(&question.query).asks_of_changes()
            && let Some(path) =
                open.upgrade().map(|open| open.lock().unwrap_or_else(PoisonError::into_inner).path.clone())
        {
            question.changed = Arc::new(changed(&path));
        }
        let made = Arc::new(Index::of(&register, &lexicon, question.today, index.as_deref()));
        index = Some(made.clone());
        if let Some(found) = find(made.clone(), &question, &|| newest.load(Ordering::Relaxed) != ask) {
            let listed = checks.map(|question| Box::new(list(&made, &question)));
            let _ = answers.send(Msg::Found { ask, found: Box::new(found), listed, at: clock::time() });
        }
    }
}
