//! `ropa set`: changes fields. All changes of one command are one save, and none is saved where one is not understood.

use crate::domain::check::{Finding, check_activity};
use crate::domain::edit::{self, Edit};
use crate::domain::lexicon::Lexicon;
use crate::domain::path::{ORGANISATION, VOCABULARY};
use crate::domain::subject::Subject;
use crate::domain::words::say;
use crate::shell::cli::activity_named::activity_named;
use crate::shell::cli::answer::{Answer, Refusal};
use crate::shell::cli::change::{Change, Maker};
use crate::shell::cli::renaming::Renaming;
use crate::shell::cli::setting::{Setting, Source};
use crate::shell::cli::words;
use clap::Args;

#[derive(Args)]
pub(super) struct Set {
    #[arg(value_name = "ACTIVITY", help = words("set.activity"))]
    activity: String,
    #[arg(value_name = "CHANGE", required = true, help = words("set.changes"))]
    changes: Vec<String>,
}

impl Set {
    pub(super) fn run(self, setting: &mut Setting) -> Result<Answer, Refusal> {
        setting.until_saved(|setting| self.make(setting))
    }

    fn make(&self, setting: &mut Setting) -> Result<Answer, Refusal> {
        let source = setting.open_for_change()?;
        let before = self.subjects(&source)?;
        let mut after = before.clone();
        let mut renamings = Vec::new();
        for text in &self.changes {
            let change =
                Change::read(text).ok_or_else(|| Refusal::not_understood("change.no-sign", &[("change", text)]))?;
            let Some(subject) = after.iter_mut().find(|subject| is_about(change.path, subject)) else {
                return Err(Refusal::not_understood("change.no-start", &[("change", text)]));
            };
            let earlier = subject.clone();
            let maker = Maker { user: &setting.user, today: setting.today };
            change.make(subject, &maker, &mut setting.ids).map_err(|problem| {
                Refusal::not_understood("change.refused", &[("change", text), ("problem", &problem)])
            })?;
            renamings.extend(Renaming::between(&earlier, subject, &mut setting.ids));
        }
        self.save(before, after, &renamings, &source, setting)
    }

    fn subjects(&self, source: &Source) -> Result<Vec<Subject>, Refusal> {
        let register = source.register();
        if self.activity == HEADER {
            return Ok(vec![
                Subject::Organisation(register.organisation()),
                Subject::Vocabulary(register.vocabulary()),
            ]);
        }
        Ok(vec![Subject::Activity(activity_named(register, &self.activity)?.clone())])
    }

    fn save(
        &self,
        before: Vec<Subject>,
        after: Vec<Subject>,
        renamings: &[Renaming],
        source: &Source,
        setting: &mut Setting,
    ) -> Result<Answer, Refusal> {
        let label = say("cli.set", &[("name", &self.activity)]);
        let pairs = before.into_iter().zip(after).filter(|(before, after)| before != after);
        let changes = pairs.flat_map(|(before, after)| Edit::replace(label.clone(), before, after).changes).collect();
        let edit = Edit::of(label.clone(), changes);
        let approved = edit.approves();
        let edit = edit.signed(&setting.user, setting.today);
        let mut answer = Answer::done().with_messages(source.remarks.clone());
        if edit.is_empty() {
            answer.message(&say("cli.nothing-to-change", &[]));
            return Ok(answer);
        }
        let mut register = source.register().clone();
        edit.apply(&mut register);
        let renamed = renamings.iter().map(|renaming| renaming.sentence(renaming.apply(&mut register)));
        let renamed: Vec<String> = renamed.collect();
        let remarks = setting.save(source, &register)?;
        answer.message(&say("cli.saved", &[("file", &source.path.to_string_lossy())]));
        if edit.changes.iter().any(edit::Change::puts_back_in_review) {
            answer.message(&say("cli.back-in-review", &[("name", &self.activity)]));
        }
        for activity in approved {
            let (organisation, lexicon) = (register.organisation(), Lexicon::of(&register.vocabulary()));
            let mut findings = check_activity(&activity, &organisation, &lexicon, setting.today);
            findings.retain(Finding::speaks_against_approval);
            if !findings.is_empty() {
                let count = findings.len().to_string();
                answer.message(&say("cli.approved-open", &[("name", &self.activity), ("count", &count)]));
            }
        }
        Ok(answer.with_messages(renamed).with_messages(remarks))
    }
}

/// The name under which the organisation and its words are changed.
const HEADER: &str = "-";

fn is_about(path: &str, subject: &Subject) -> bool {
    match subject {
        Subject::Activity(_) => true,
        Subject::Organisation(_) => path.starts_with(ORGANISATION),
        Subject::Vocabulary(_) => path.starts_with(VOCABULARY),
    }
}
