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
        if own.unknowns.n_touchpoints == 0 {
            return Vec::new();
        }
        let few = own.places.iter().filter(|place| is_shown(scene, place)).filter_map(|place| {
            let n = place.performance.as_ref().ok().filter(|own| own.is_few())?.n();
            Some(format!("{} n {}", place.name, figures::count(n)))
        });
        let few = few.collect::<Vec<_>>().join(", ");
        let few = if few.is_empty() { few } else { format!("; few answers: {few}") };
        let form = if own.is_unjoined { form } else { "" };
        let words = format!("Every touchpoint has a number{few}. {form}");
        return vec![Block::Gap, Block::Sentence(words.trim().into())];
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
