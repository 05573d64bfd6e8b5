//! `ropa remove`: deletes activities, and asks before.

use crate::domain::activity::Activity;
use crate::domain::edit::Edit;
use crate::domain::words::say;
use crate::shell::cli::activity_named::activity_named;
use crate::shell::cli::answer::{Answer, Refusal};
use crate::shell::cli::question::is_agreed;
use crate::shell::cli::setting::{Setting, is_at_terminal};
use crate::shell::cli::words;
use clap::Args;
use std::sync::Arc;

#[derive(Args)]
pub(super) struct Remove {
    #[arg(value_name = "ACTIVITY", required = true, help = words("remove.activities"))]
    activities: Vec<String>,
    #[arg(long, help = words("remove.yes"))]
    yes: bool,
}

impl Remove {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        let mut agreed = self.yes;
        setting.until_saved(|setting| self.make(&mut agreed, setting))
    }

    fn make(&self, agreed: &mut bool, setting: &mut Setting) -> Result<Answer, Refusal> {
        let source = setting.open_for_change()?;
        let register = source.register();
        let mut chosen: Vec<(usize, Arc<Activity>)> = Vec::new();
        for name in &self.activities {
            let activity = activity_named(register, name)?;
            let place = register.place(&activity.id).unwrap_or_default();
            if !chosen.iter().any(|(other, _)| *other == place) {
                chosen.push((place, activity.clone()));
            }
        }
        if !*agreed && !is_at_terminal() {
            return Err(Refusal::not_understood("cli.nobody-to-ask", &[]));
        }
        if !*agreed && !is_agreed(&question(&chosen)) {
            return Ok(Answer::done().with_messages(vec![say("cli.nothing-removed", &[])]));
        }
        *agreed = true;
        let count = chosen.len().to_string();
        let edit = Edit::remove(say("cli.remove", &[("count", &count)]), chosen);
        let mut changed = register.clone();
        edit.apply(&mut changed);
        let remarks = setting.save(&source, &changed)?;
        let mut answer = Answer::done().with_messages(source.remarks.clone());
        answer.message(&say("cli.removed", &[("count", &count), ("file", &source.path.to_string_lossy())]));
        Ok(answer.with_messages(remarks))
    }
}

fn question(chosen: &[(usize, Arc<Activity>)]) -> String {
    let names = chosen.iter().map(|(_, activity)| activity.name()).take(5).collect::<Vec<_>>().join("’, ‘");
    say("cli.remove-question", &[("count", &chosen.len().to_string()), ("names", &names)])
}
