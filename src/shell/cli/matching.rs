//! The activities that a query finds. A command takes only what matches word for word: a script must not work on a guess.

use crate::app::notice::known_of_changes;
use crate::domain::activity::Activity;
use crate::domain::lexicon::Lexicon;
use crate::domain::words::say;
use crate::search::changed::Changed;
use crate::search::index::Index;
use crate::search::query::Query;
use crate::search::rank::find;
use crate::search::{Ask, Found, Order};
use crate::shell::cli::setting::{Setting, Source};
use crate::shell::register_history::changed;
use std::sync::Arc;

/// What a query found, and what the person should know of the search.
pub(super) struct Matching<'a> {
    /// The activities, best first; all of them in the order of the file where nothing is asked.
    pub(super) activities: Vec<&'a Arc<Activity>>,
    pub(super) remarks: Vec<String>,
}

impl<'a> Matching<'a> {
    pub(super) fn of(query: &str, source: &'a Source, lexicon: &Lexicon, setting: &Setting) -> Matching<'a> {
        let register = source.register();
        if query.trim().is_empty() {
            return Matching { activities: register.activities().iter().collect(), remarks: Vec::new() };
        }
        let index = Arc::new(Index::of(register, lexicon, setting.today, None));
        let asks = Query::read(query).asks_of_changes();
        let ask = Ask {
            query: query.to_owned(),
            filters: Vec::new(),
            order: Order::File,
            facets: false,
            today: setting.today,
            changed: Arc::new(if asks { changed(&source.path) } else { Changed::default() }),
        };
        let Some(found) = find(index, &ask, &|| false) else {
            return Matching { activities: Vec::new(), remarks: Vec::new() };
        };
        let exact = if found.slip.is_some() { 0 } else { found.exact };
        let at = |place: &u32| register.activities().get(usize::try_from(*place).ok()?);
        let mut remarks: Vec<String> =
            found.unknown_fields.iter().map(|name| say("cli.unknown-field", &[("name", name)])).collect();
        remarks.extend(found.changed.as_deref().map(known_of_changes));
        if exact == 0 {
            remarks.push(nothing_found(query, &found));
        }
        Matching { activities: found.places.iter().take(exact).filter_map(at).collect(), remarks }
    }
}

/// That nothing matches, and what would nearly.
fn nothing_found(query: &str, found: &Found) -> String {
    if let Some((typed, read)) = &found.slip {
        return say("cli.slip", &[("typed", typed), ("read", read)]);
    }
    let near =
        found.places.iter().take(3).filter_map(|place| found.index.entry(*place)).map(|entry| entry.activity.name());
    let near = near.collect::<Vec<_>>().join("’, ‘");
    let id = if near.is_empty() { "cli.nothing-found" } else { "cli.nothing-found-near" };
    say(id, &[("query", query), ("near", &near)])
}
