//! Is a row one too many, from somebody who answered before?
//! Invariant: a row without an answer takes nobody's place, and is never a repeat.

use super::case::{Case, Told};
use super::plan::{Asked, Plan};
use super::question::RowQuestion;
use super::records::Record;
use super::respondents::{Given, Respondents, Who};

/// A row, and what is asked of it.
#[derive(Clone, Copy)]
pub(super) struct AskedRow<'a, 'r> {
    pub(super) plan: &'a Plan,
    pub(super) record: &'a Record<'r>,
    /// What is asked of the rows of its touchpoint.
    pub(super) group: &'a [Asked],
    pub(super) case: Option<&'a Case>,
    /// Is it an event that is followed?
    pub(super) is_event: bool,
}

impl AskedRow<'_, '_> {
    /// Was everything it gives given before? Where nothing is asked but that it is there, that is enough.
    pub(super) fn is_repeat(&self, respondents: &Respondents, who: Who<'_>) -> bool {
        if self.is_event || self.questions().any(|question| !matches!(question, RowQuestion::Row)) {
            respondents.has(who, Given::Answer) && self.has_answer()
        } else {
            respondents.has(who, Given::Row)
        }
    }

    /// Does it say anything, but that it is there?
    pub(super) fn has_answer(&self) -> bool {
        self.is_event || self.questions().any(|question| self.answers(question)) || self.has_later_answer()
    }

    /// Does it say anything that is asked when the file is read again?
    pub(super) fn has_later_answer(&self) -> bool {
        let mut later = self.questions().filter_map(|question| match question {
            RowQuestion::Later { column, reader } => Some((column, reader)),
            _ => None,
        });
        later.any(|(column, reader)| reader.read(self.record.get(*column).unwrap_or_default()).is_ok())
    }

    fn answers(&self, question: &RowQuestion) -> bool {
        match question {
            RowQuestion::Row | RowQuestion::Later { .. } => false,
            RowQuestion::Case(outcome) => match self.case.map(|case| case.outcome(*outcome)) {
                Some(Ok(Told::Answer(_))) => true,
                // Whether it is late is told at the end of the file: until then it keeps its place.
                Some(Ok(Told::LateAfter(_))) => self.plan.time.is_some(),
                Some(Err(_)) | None => false,
            },
            question => matches!(question.answer(self.record), Ok(Some(_))),
        }
    }

    fn questions(&self) -> impl Iterator<Item = &RowQuestion> {
        let asked = self.plan.always.iter().chain(self.group);
        asked.filter_map(|asked| self.plan.questions.get(asked.question))
    }
}
