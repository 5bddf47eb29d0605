//! Figures, pages and footers as lines of text.

use super::Session;
use crate::app::view::{Block, Figure, Hint, Movement, Page, PageLine, Spread};
use crate::text::Plain;

/// A figure as it would be painted: `54 ±6.9 n 200`.
pub(in crate::app) fn words(figure: &Figure) -> String {
    let margin = match &figure.margin {
        Some(Spread::Half(half)) => format!(" ±{half}"),
        Some(Spread::Ends(ends)) => format!(" {ends}"),
        None => String::new(),
    };
    let weak = if figure.is_weak { " weak" } else { "" };
    format!("{}{margin} n {}{weak}", figure.value, figure.n)
}

/// A detail as lines of text.
pub(in crate::app) fn told(detail: &Page) -> Vec<String> {
    let spaced = |pieces: &[Plain]| Plain::from(pieces.iter().map(Plain::as_str).collect::<Vec<_>>().join(" "));
    let joined = |lines: &[Plain]| lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ");
    let lined = |lines: &[PageLine]| lines.iter().map(ToString::to_string).collect::<Vec<_>>().join(" | ");
    let line = |block: &Block| match block {
        Block::Gap => String::new(),
        Block::Sentence(words) => words.to_string(),
        Block::Heading(words) => format!("# {words}"),
        Block::Comment(row) => row.text.to_string(),
        Block::Choice(row) => format!("{} {}", row.text, row.key),
        Block::Score { metric, figure, more, movement, .. } => {
            let said = |own: &Movement| format!("; {} {} {} {:?}", own.words, own.by, own.since, own.tone);
            let moved = movement.as_ref().map(said).unwrap_or_default();
            format!("{metric} {}; {more}{moved}", words(figure))
        }
        Block::Field { label, lines, is_marked, .. } => {
            let mark = if *is_marked { "▸" } else { "" };
            format!("{mark}{label}: {}", lined(lines))
        }
        Block::Typing(typing) => format!("{}> {}", typing.label, joined(&typing.lines)),
        Block::Item { lead, lines, tail, under, is_done, is_marked, .. } => {
            let mark = if *is_marked { "▸" } else { "" };
            let done = if *is_done { " done" } else { "" };
            format!("{mark}[{lead}] {} [{tail}]{done} ({})", joined(lines), lined(under))
        }
        Block::Turn(turn) => {
            let mark = if turn.is_marked { "▸" } else { "" };
            let done = if turn.is_done { " done" } else { "" };
            let under = turn.under.iter().map(|line| {
                format!("{} {}", line.words, joined(&line.told.iter().map(|told| spaced(told)).collect::<Vec<_>>()))
                    .trim()
                    .to_owned()
            });
            let under = under.collect::<Vec<_>>().join(" | ");
            format!("{mark}[{}] {} [{}] [{}]{done} ({under})", turn.lead, turn.words, turn.owner, turn.state)
        }
        Block::Chart(chart) => {
            let points: Vec<String> = chart.points.iter().map(|point| point.label.to_string()).collect();
            format!("chart {} {} {:?} {}", chart.title, points.join(" "), chart.scale, chart.last)
        }
        Block::Steps(row) => format!("{} {}", row.words, row.whole),
        Block::Feeling(row) => {
            let mark = if row.is_marked { "▸" } else { "" };
            let emotion = row.feeling.map(|own| own.emotion.to_string()).unwrap_or_default();
            format!("{mark}{}: {emotion} {}", row.label, row.words)
        }
        Block::Course(row) => format!("course {}", row.span),
        // Of a drawing, where the cursor can be.
        drawn => drawn.places().iter().map(ToString::to_string).collect::<Vec<_>>().join(" "),
    };
    detail.blocks.iter().map(line).collect()
}

impl Session {
    /// The hints of the footer: `←→ stage`.
    pub(in crate::app) fn footer(&self) -> Vec<String> {
        let told = |hint: &Hint| {
            let keys: Vec<&str> = hint.keys.iter().map(Plain::as_str).collect();
            format!("{} {}", keys.join(hint.between()), hint.words)
        };
        self.frame().hints.iter().map(told).collect()
    }
}
