//! What nobody was asked, each with a question ready and the column for its answers.

use super::list::is_shown;
use crate::analysis::drivers::Drivers;
use crate::analysis::drivers::unknown::OpenQuestion;
use crate::app::figures;
use crate::app::scene::pieces::Scene;
use crate::app::view::{Anchor, Block, GridCell, GridColumn, GridHead, GridRow, Label};

/// So many questions stand there; the form has all.
const SHOWN: usize = 6;

/// The block of questions.
pub(super) fn blocks(scene: Scene<'_>, own: &Drivers) -> Vec<Block> {
    let heading = || Block::Heading(scene.label(Label::AskHere).into());
    let is_meant = |question: &&OpenQuestion| {
        let of = own.places.iter().find(|place| Some(&place.at) == question.at.as_ref());
        of.is_none_or(|place| is_shown(scene, place))
    };
    let questions: Vec<&OpenQuestion> = own.unknowns.questions.iter().filter(is_meant).collect();
    let form = "cjm drivers MAP --ask prints a form and the CSV header.";
    if questions.is_empty() {
        let Some(fewest) = own.fewest.filter(|_| own.unknowns.n_touchpoints > 0) else { return Vec::new() };
        let n = figures::count(fewest);
        let metric = own.metric.as_ref().map(|own| own.name.as_str()).unwrap_or_default();
        let words = format!("Every touchpoint has a number; no {metric} rests on fewer than {n} answers. {form}");
        return vec![Block::Gap, heading(), Block::Sentence(words.into())];
    }
    let columns =
        vec![GridColumn::words("").cut_to(10), GridColumn::words("").cut_to(16), GridColumn::words("").going(1)];
    let mut blocks = vec![Block::Gap, heading(), Block::GridHead(GridHead { columns, is_bare: true })];
    blocks.extend(questions.iter().take(SHOWN).map(|own| Block::GridRow(row(own))));
    let more = questions.len().saturating_sub(SHOWN);
    let more = if more > 0 { format!("{more} more. ") } else { String::new() };
    let settling = own.unknowns.settling().map(|words| format!("{words} ")).unwrap_or_default();
    blocks.push(Block::Sentence(format!("{more}{settling}{form}").into()));
    blocks
}

fn row(own: &OpenQuestion) -> GridRow {
    let mark = if own.is_moment_of_truth { "◆ " } else { "" };
    GridRow {
        anchor: Anchor { at: own.at.clone(), is_marked: false },
        cells: vec![
            GridCell::told(format!("{mark}{}", own.name)),
            GridCell::told(own.ask.as_str()),
            GridCell::told(own.column.as_str()),
        ],
        is_dim: false,
    }
}
