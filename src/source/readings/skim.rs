//! What takes long in a source, and may wait for a second look.

use super::columns::holds_comments;
use crate::journey::{Column, Question};
use crate::metric::kinds::OfComments;

/// Is a source asked how its comments feel by their words? That takes longer than all the rest.
#[must_use]
pub fn scores_comments(question: &Question) -> bool {
    let mut sentiment = question.asked.iter().filter(|asked| asked.metric.kind.reads_comments(OfComments::Feeling));
    sentiment.any(|asked| match &asked.binding.column {
        Column::Own(column) | Column::Matched(column) => holds_comments(&question.source, column, &asked.metric),
        _ => false,
    })
}
