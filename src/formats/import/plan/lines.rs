//! Which line of an activity a line of a file is: by its id, else by what the two have in common.

use super::before::leaves;
use super::update::Update;
use serde_json::Value;

impl Update<'_> {
    /// For each line of the file the line of the register that it is.
    pub(super) fn same_lines(&mut self, old: &[Value], new: &[Value]) -> Vec<Option<usize>> {
        let mut places: Vec<Option<usize>> = vec![None; new.len()];
        let mut free: Vec<usize> = (0..old.len()).collect();
        for (line, slot) in new.iter().zip(&mut places) {
            let here = free
                .iter()
                .position(|at| old.get(*at).is_some_and(|there| id(there).is_some() && id(there) == id(line)));
            *slot = here.map(|here| free.remove(here));
        }
        for (line, slot) in new.iter().zip(&mut places).filter(|(_, slot)| slot.is_none()) {
            let wanted = leaves(line);
            let shared = |at: &usize| old.get(*at).map_or(0, |there| leaves(there).intersection(&wanted).count());
            let best = free.iter().enumerate().map(|(here, at)| (shared(at), here)).filter(|(shared, _)| *shared > 0);
            let best = best.max_by_key(|(shared, here)| (*shared, std::cmp::Reverse(*here)));
            *slot = best.map(|(_, here)| free.remove(here));
        }
        // One line on either side is the same line, whatever became of it.
        if let ([None], [at]) = (places.as_slice(), free.as_slice()) {
            places = vec![Some(*at)];
        }
        for (line, place) in new.iter().zip(&places) {
            if let (Some(now), Some(there)) = (id(line), place.and_then(|at| id(old.get(at)?))) {
                self.lines.insert(now.to_owned(), there.to_owned());
            }
        }
        places
    }
}

fn id(line: &Value) -> Option<&str> {
    line.get("id").and_then(Value::as_str)
}
