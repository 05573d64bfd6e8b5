//! Who else has the file open: told to others, and by others. It stops nobody.

use crate::domain::words::say;
use crate::shell::open_file::OpenFile;
use crate::shell::store::presence::{self, Present};
use crate::shell::{clock, person};
use jiff::Timestamp;

impl OpenFile {
    /// Says to others that this run has the file open.
    pub(in crate::shell) fn arrive(&mut self) {
        if !self.keeps_work() || self.path.as_os_str().is_empty() {
            return;
        }
        let now = Timestamp::now();
        let since = *self.since.get_or_insert(now);
        let me = Present { run: self.run.clone(), who: person::name(), host: person::host(), since, seen: now };
        presence::arrive(&self.path, &me);
    }

    /// Says to others that this run has the file open no more.
    pub(in crate::shell) fn leave(&mut self) {
        if self.since.take().is_some() {
            presence::leave(&self.path, &self.run, Timestamp::now());
        }
    }

    /// Who else has the file open, in a sentence; nothing where nobody does.
    pub(in crate::shell) fn others(&self) -> Option<String> {
        let others = presence::others(&self.path, &self.run, Timestamp::now());
        let words = |other: &Present| {
            let who = Some(other.who.trim()).filter(|who| !who.is_empty());
            let who = who.map_or_else(|| say("theirs.colleague", &[]), str::to_owned);
            let since = clock::spoken(&other.since.to_string()).unwrap_or_default();
            let id = if other.host.is_empty() { "presence.person" } else { "presence.person.on" };
            say(id, &[("who", &who), ("time", &since), ("host", &other.host)])
        };
        let people: Vec<String> = others.iter().take(5).map(words).collect();
        (!people.is_empty()).then(|| say("presence.open", &[("people", &people.join(", "))]))
    }
}
