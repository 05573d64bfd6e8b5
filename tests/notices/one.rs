//! One notice brought in on a fixed day.

use ropa::domain::activity::Activity;
use ropa::domain::lexicon::Lexicon;
use ropa::formats::import::brought::Brought;
use ropa::formats::import::choices::Setting;
use ropa::formats::notice;

/// What the notice brings, or a panic with the sentence that refused it.
pub fn bring(bytes: &[u8], file: &str) -> Brought {
    let lexicon = Lexicon::default();
    let notice = notice::read(bytes, file).unwrap_or_else(|refusal| panic!("{file}: {}", refusal.0));
    notice::bring(&notice, &Setting { file, lexicon: &lexicon, today: jiff::civil::date(2026, 11, 25) })
}

/// The first activity of a notice in words.
pub fn first(text: &str) -> Activity {
    bring(text.as_bytes(), "notice.txt").drafts.remove(0).activity
}

/// A list in plain texts; «not recorded» is `None`.
pub fn plain(list: &ropa::domain::List) -> Option<Vec<&str>> {
    list.as_ref().map(|list| list.iter().map(|term| &**term).collect())
}
