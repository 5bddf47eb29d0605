//! What became of what was promised: one action in full, and the ledger of all.
//! Invariant: the page says what the ledger says, and nothing says why.

use std::sync::Arc;

use super::side::ChangesSide;
use crate::analysis::promises::{Entry, Ledger};
use crate::app::figures;
use crate::app::scene::outcome::story;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::scene::views::row::SideRow;
use crate::app::view::{Block, Label, Page};
use crate::app::viewing::Dials;
use crate::metric::{Grain, Metric};
use crate::text::Plain;

mod chart;
mod facts;
mod rows;

pub(super) const SIDE: ChangesSide = ChangesSide {
    row: SideRow { name: "promises", by: "action", lack: |_| None },
    asks: |_, _| None,
    of: |matter, dials| Arc::new(Ledger::of(matter, dials.chosen("action"), dials.chosen("touchpoint"))),
    fold: page,
};

/// Under so many rows a screen is low.
const LOW: u16 = 30;

fn page(scene: Scene<'_>, _: &Dials) -> Page {
    let title: Plain = scene.label(Label::DidItHelp).into();
    let Some(ledger) = scene.analysis::<Ledger>() else {
        return Page { title, blocks: vec![Block::Sentence(scene.inquiry_words())], ..Page::default() };
    };
    let shown = ledger.shown();
    if shown.is_empty() {
        let words = if ledger.asked.is_some() {
            "this action is not shipped, and promises nothing: `promise = { metric, from, to, by }` would"
        } else {
            "no action of this map was shipped, or promises anything"
        };
        return Page { title, blocks: vec![Block::Sentence(words.into())], ..Page::default() };
    }
    let here = under_cursor(scene, &shown);
    let title = if here.is_some_and(Entry::is_unshipped) { scene.label(Label::WhereItStands).into() } else { title };
    let mut blocks: Vec<Block> = Vec::new();
    blocks.extend(sentence(scene, ledger).map(Block::Sentence));
    if let Some(own) = here {
        blocks.push(Block::Heading(head(own)));
        blocks.push(Block::Dots(chart::of(scene, own, ledger.few)));
        if scene.size.is_none_or(|own| own.height >= LOW) {
            blocks.push(Block::Gap);
        }
    }
    blocks.push(Block::Heading(scene.label(Label::PromisesOfMap).into()));
    blocks.extend(rows::of(scene, &shown, here, ledger.few));
    let grain = scene.board.grain.map(figures::by).unwrap_or_default();
    Page { title, aside: grain.into(), blocks, ..Page::default() }
}

/// What became of all of them, in a row where the screen is low.
fn sentence(scene: Scene<'_>, ledger: &Ledger) -> Option<Plain> {
    let forms = story(scene.labels, ledger);
    let Some(size) = scene.size.filter(|own| own.height < LOW) else { return forms.into_iter().next() };
    // Around a page there is a margin of a column.
    let fits = |form: &&Plain| form.as_str().chars().count() + 2 <= usize::from(size.width);
    forms.iter().find(fits).or(forms.last()).cloned()
}

/// The action under the cursor, or else the first.
fn under_cursor<'l>(scene: Scene<'_>, shown: &[&'l Entry]) -> Option<&'l Entry> {
    let here = scene.place.item.as_ref();
    let marked = shown.iter().find(|own| here == Some(&own.at));
    marked.or(shown.first()).copied()
}

/// `Guest checkout · Payment · Cart abandonment, %, a dot a week, lower is better`.
fn head(own: &Entry) -> Plain {
    let metric = own.metric.as_ref();
    let dots = own.outcome.as_ref().ok().filter(|own| own.points.len() > 1).map(|own| match own.grain {
        Grain::All => String::new(),
        grain => format!("a dot a {}", grain.name()),
    });
    let better = metric.map(|own| match own.direction {
        crate::metric::Direction::HigherIsBetter => "higher is better",
        crate::metric::Direction::LowerIsBetter => "lower is better",
    });
    let name = |own: &Metric| [own.name.clone(), own.unit.clone()];
    let of_metric = metric.map(name).into_iter().flatten().chain(dots).chain(better.map(str::to_owned));
    let of_metric: Vec<String> = of_metric.filter(|own| !own.is_empty()).collect();
    joined([own.text.clone(), own.touchpoint.clone().unwrap_or_default(), of_metric.join(", ")])
}
