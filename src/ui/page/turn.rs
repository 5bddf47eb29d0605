//! One of what a standup goes through: a line of its own, and under the cursor what there is to know.
//! Invariant: leads, owners and states of one page start and end in the same columns.

use super::rows::PageRows;
use super::words::{Alignment, PageRow, PageText, PageWords};
use crate::app::view::{Block, TurnLine, TurnRow};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::cluster;
use crate::ui::theme::Role;

/// From how many columns on an owner has room.
const OWNED: u16 = 68;

/// From how many columns and rows on the first of what there is to know stands below every item.
const ROOMY: (u16, u16) = (98, 26);

/// Between two things that are told.
const GAP: u16 = 2;

/// The fewest columns of a name beside what is told of it.
const SHORTEST: u16 = 8;

/// How many lines the item under the cursor unfolds to on a low screen.
const UNFOLDED: usize = 2;

/// The columns that the turns of a page share.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct TurnColumns {
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
            lead: widest(&|turn| brush.columns(&turn.lead) + done(turn)).min(width / 4),
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

/// The columns of the sign of what is done with.
const fn done(turn: &TurnRow) -> u16 {
    if turn.is_done { 2 } else { 0 }
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
        let x = if columns.lead == 0 { 1 } else { columns.lead + 3 };
        let behind = |columns: u16| if columns == 0 { 0 } else { columns + 2 };
        let room = self.width.saturating_sub(x + behind(owner) + behind(state));
        let mut head = Vec::new();
        if turn.is_done {
            head.push(PageWords::new(1, 1, PageText::Sign(brush.glyphs.done), Role::Good));
        }
        let sign = done(turn);
        let lead_columns = columns.lead.saturating_sub(sign);
        head.push(
            PageWords::new(1 + sign, lead_columns, PageText::Whole(&turn.lead), calm(Role::of(turn.tone)))
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
        let columns = |text: &Plain| if text.is_empty() { 0 } else { brush.columns(text) + GAP };
        let first = line.told.first().map_or(0, columns);
        let both = first + line.told.get(1).map_or(0, columns);
        // How it moved matters more than the end of a name. Too few columns for words say nothing.
        let first = if both + SHORTEST <= room { both } else { first };
        let words = columns(&line.words).min(room.saturating_sub(first) + GAP).saturating_sub(GAP);
        let words = if words < 4 { 0 } else { words };
        let role = if is_done { Role::Dim } else { Role::of(line.tone) };
        let mut row = vec![PageWords::new(x, words, PageText::Whole(&line.words), Role::Dim)];
        let mut at = if words == 0 { x } else { x + words + GAP };
        for (idx, told) in line.told.iter().enumerate() {
            let left = self.width.saturating_sub(at);
            if idx == 0 && brush.columns(told) > left {
                // A number is not cut in two.
                if words > 0 {
                    self.rows.push(PageRow::Words(std::mem::take(&mut row)));
                }
                self.prose(brush, std::slice::from_ref(told), x, room, role);
                return;
            }
            if brush.columns(told) > left {
                break;
            }
            let moved = line.moved.filter(|_| !is_done && idx == 1).map_or(Role::Dim, Role::of);
            let role = if idx == 0 { role } else { moved };
            row.push(PageWords::new(at, brush.columns(told), PageText::Whole(told), role));
            at = at.saturating_add(columns(told));
        }
        self.rows.push(PageRow::Words(row));
    }
}
