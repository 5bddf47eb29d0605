//! One of what a standup goes through: a line of its own, and under the cursor what there is to know.
//! Invariant: leads, owners and states of one page start and end in the same columns.

use super::rows::PageRows;
use super::words::{Alignment, PageRow, PageText, PageWords};
use crate::app::view::{Block, TurnLine, TurnRow};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::cluster;
use crate::ui::figure;
use crate::ui::theme::Role;

/// From how many columns on an owner has room.
const OWNED: u16 = 68;

/// From how many columns and rows on the first of what there is to know stands below every item.
const ROOMY: (u16, u16) = (98, 26);

/// Between two things that are told.
const GAP: u16 = 2;

/// The sign of what is done with, and a blank.
const SIGN: u16 = 2;

/// The fewest columns of a name beside what is told of it.
const SHORTEST: u16 = 8;

/// How many lines the item under the cursor unfolds to on a low screen.
const UNFOLDED: usize = 2;

/// The columns that the turns of a page share.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TurnColumns {
    /// That of the sign of what is done with, and the gap behind it.
    sign: u16,
    lead: u16,
    owner: u16,
    state: u16,
}

impl TurnColumns {
    pub(super) fn of(brush: &Brush<'_>, blocks: &[Block], width: u16) -> Self {
        let turns = || blocks.iter().filter_map(turn);
        let widest = |columns: &dyn Fn(&TurnRow) -> u16| turns().map(columns).max().unwrap_or(0);
        let owner = widest(&|turn| brush.columns(&turn.owner)).min(width / 5);
        Self {
            // The sign has its column whether or not anything is done with, so that nothing moves.
            sign: if turns().any(is_item) { SIGN } else { 0 },
            lead: widest(&|turn| brush.columns(&turn.lead)).min(width / 4),
            owner: if width < OWNED { 0 } else { owner },
            state: widest(&|turn| if is_item(turn) { brush.columns(&turn.state) } else { 0 }).min(width * 2 / 5),
        }
    }
}

const fn turn(block: &Block) -> Option<&TurnRow> {
    match block {
        Block::Turn(turn) => Some(turn),
        _ => None,
    }
}

/// Is it one of the items? What is not has all the room to say where it stands.
const fn is_item(turn: &TurnRow) -> bool {
    turn.at.is_some()
}

impl<'v> PageRows<'v> {
    pub(super) fn turn(&mut self, brush: &Brush<'_>, turn: &'v TurnRow) {
        let columns = self.turns;
        let first = self.rows.len();
        let calm = |role: Role| if turn.is_done { Role::Dim } else { role };
        let (owner, state) = if is_item(turn) {
            (columns.owner, columns.state)
        } else {
            (0, brush.columns(&turn.state).min(self.width * 3 / 5))
        };
        let x = columns.sign + if columns.lead == 0 { 1 } else { columns.lead + 3 };
        let behind = |columns: u16| if columns == 0 { 0 } else { columns + 2 };
        let room = self.width.saturating_sub(x + behind(owner) + behind(state));
        let mut head = Vec::new();
        if turn.is_done {
            head.push(PageWords::new(1, 1, PageText::Sign(brush.glyphs.done), Role::Good));
        }
        head.push(
            PageWords::new(1 + columns.sign, columns.lead, PageText::Whole(&turn.lead), calm(Role::of(turn.tone)))
                .at(Alignment::Start),
        );
        let looks = if turn.is_owned { Role::Dim } else { Role::Strong };
        head.push(PageWords::new(x + room + 2, owner, PageText::Whole(&turn.owner), calm(looks)));
        let end = self.width.saturating_sub(state);
        head.push(PageWords::new(end, state, PageText::Whole(&turn.state), Role::Dim).at(Alignment::End));
        let words = calm(Role::Text);
        // Under the cursor all of it is read.
        if turn.is_marked && brush.columns(&turn.words) > room {
            for line in cluster::wrap(&turn.words, room) {
                let words = PageWords::new(x, room, PageText::Line(line), words);
                self.rows.push(PageRow::Words(vec![words]));
            }
        } else {
            self.rows.push(PageRow::Words(vec![PageWords::new(x, room, PageText::Whole(&turn.words), words)]));
        }
        if let Some(PageRow::Words(row)) = self.rows.get_mut(first) {
            row.extend(head);
        }
        let is_roomy = self.width >= ROOMY.0 && self.height >= ROOMY.1;
        let n_lines = match (turn.is_marked, is_roomy) {
            (true, true) => turn.under.len(),
            (true, false) => UNFOLDED,
            (false, true) => 1,
            (false, false) => 0,
        };
        for line in turn.under.iter().take(n_lines) {
            self.turn_line(brush, line, x, turn.is_done);
        }
        if let Some((strip, span)) = turn.course.as_ref().filter(|_| turn.is_marked && is_roomy) {
            self.rows.push(PageRow::Course(x, strip, span));
        }
        if turn.is_marked {
            self.mark(first, true);
        }
    }

    /// Words of the map where its texts start, and behind them as much of what is told as has room.
    fn turn_line(&mut self, brush: &Brush<'_>, line: &'v TurnLine, x: u16, is_done: bool) {
        let room = self.width.saturating_sub(x);
        let told: Vec<Vec<Plain>> = line.told.iter().map(figure::runs).collect();
        let behind = |columns: u16| if columns == 0 { 0 } else { columns + GAP };
        let columns = |pieces: &[Plain]| {
            let all: u16 = pieces.iter().map(|piece| brush.columns(piece) + 1).sum();
            all.saturating_sub(1)
        };
        let nth = |idx: usize| told.get(idx).map_or(0, |pieces| behind(columns(pieces)));
        let (first, both) = (nth(0), nth(0) + nth(1));
        // How it moved matters more than the end of a name. Too few columns of a longer name say nothing.
        let first = if both + SHORTEST <= room { both } else { first };
        let whole = brush.columns(&line.words);
        let words = behind(whole).min(room.saturating_sub(first) + GAP).saturating_sub(GAP);
        let words = if words < whole.min(4) { 0 } else { words };
        let role = if is_done { Role::Dim } else { Role::of(line.tone) };
        let mut row = vec![PageWords::new(x, words, PageText::Whole(&line.words), Role::Dim)];
        let mut at = if words == 0 { x } else { x + words + GAP };
        for (idx, pieces) in told.into_iter().enumerate() {
            let (used, left) = (columns(&pieces), self.width.saturating_sub(at));
            if idx == 0 && used > left {
                // A number is not cut in two.
                if words > 0 {
                    self.rows.push(PageRow::Words(std::mem::take(&mut row)));
                }
                let whole = pieces.iter().map(Plain::as_str).collect::<Vec<_>>().join(" ");
                for line in cluster::wrap(&whole.into(), room) {
                    self.rows.push(PageRow::Words(vec![PageWords::new(x, room, PageText::Line(line), role)]));
                }
                return;
            }
            if used > left {
                break;
            }
            let moved = line.moved.filter(|_| !is_done && idx == 1).map_or(Role::Dim, Role::of);
            let role = if idx == 0 { role } else { moved };
            let mut from = at;
            for piece in pieces {
                let own = brush.columns(&piece);
                row.push(PageWords::new(from, own, PageText::Line(piece), role));
                from = from.saturating_add(own + 1);
            }
            at = at.saturating_add(used + GAP);
        }
        self.rows.push(PageRow::Words(row));
    }
}
