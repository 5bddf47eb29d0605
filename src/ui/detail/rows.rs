//! The blocks of a detail as rows.
//! Invariant: labels, leads and figures of one detail start and end in the same columns.

use crate::app::view::{Area, Block, Chart, Figure};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::chart;
use crate::ui::cluster;
use crate::ui::figure::Widths;
use crate::ui::fold::Field;
use crate::ui::theme::Role;

mod scores;
mod typing;

/// Words at a place of a row.
#[derive(Clone, Debug)]
pub(super) struct StoryWords<'v> {
    x: u16,
    width: u16,
    text: StoryText<'v>,
    role: Role,
    side: Alignment,
}

#[derive(Clone, Debug)]
enum StoryText<'v> {
    Whole(&'v Plain),
    Line(Plain),
    Sign(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Alignment {
    /// Where the texts of the map start.
    Start,
    /// The opposite end.
    End,
    /// At the left, wherever texts start.
    Left,
}

/// One row of a detail.
#[derive(Clone, Debug)]
pub(super) enum StoryRow<'v> {
    /// Words side by side, from where the texts of the map start.
    Words(Vec<StoryWords<'v>>),
    /// Figures and words side by side, from the left in any map.
    Score(Vec<StoryWords<'v>>),
    /// One row of a chart.
    Chart(&'v Chart, chart::ChartLayout, u16),
    /// One row of what is being typed.
    Typed(typing::TypedLine),
}

impl StoryRow<'_> {
    /// Paints the row into the whole width of the pane; gives back where the caret is, if it is in this row.
    pub(super) fn paint(&self, brush: &mut Brush<'_>, field: Field) -> Option<(u16, u16)> {
        match self {
            Self::Words(all) => {
                for words in all {
                    words.paint(brush, brush.placed(words.place(field), field), brush.is_right_to_left());
                }
            }
            Self::Score(all) => {
                for words in all {
                    words.paint(brush, words.place(field), false);
                }
            }
            Self::Chart(chart, layout, idx) => chart::paint(brush, field, chart, layout, *idx),
            Self::Typed(line) => return line.paint(brush, field),
        }
        None
    }
}

impl StoryWords<'_> {
    fn is_empty(&self) -> bool {
        match &self.text {
            StoryText::Whole(text) => text.is_empty(),
            StoryText::Line(text) => text.is_empty(),
            StoryText::Sign(_) => false,
        }
    }

    fn place(&self, field: Field) -> Field {
        field.skip(self.x).first(self.width)
    }

    fn paint(&self, brush: &mut Brush<'_>, field: Field, starts_right: bool) {
        let text = match &self.text {
            StoryText::Sign(sign) => return brush.sign(field, sign, self.role),
            StoryText::Whole(text) => *text,
            StoryText::Line(text) => text,
        };
        let is_right = match self.side {
            Alignment::Start => starts_right,
            Alignment::End => !starts_right,
            Alignment::Left => false,
        };
        if is_right {
            brush.right(field, text, self.role)
        } else {
            brush.left(field, text, self.role)
        };
    }
}

/// All rows of a detail.
#[derive(Debug)]
pub(super) struct Story<'v> {
    pub(super) rows: Vec<StoryRow<'v>>,
    /// The rows of each block: the first, and how many.
    pub(super) blocks: Vec<(usize, usize)>,
    /// The first row of the block under the cursor.
    pub(super) marked: Option<usize>,
    width: u16,
    /// Rows of the pane.
    height: u16,
    label: u16,
    figures: Widths,
    unit: u16,
}

impl<'v> Story<'v> {
    /// The rows of these blocks in a pane; without charts where they are painted elsewhere.
    pub(super) fn of(brush: &Brush<'_>, blocks: &'v [Block], pane: Area, has_charts: bool) -> Self {
        let Area { width, height, .. } = pane;
        let labels = blocks.iter().map(|block| match block {
            Block::Field { label, .. } => brush.columns(label),
            Block::Score { metric, .. } => brush.columns(metric),
            Block::Typing(typing) => typing::label(brush, typing),
            _ => 0,
        });
        let scores = || blocks.iter().filter_map(score);
        let mut story = Self {
            rows: Vec::new(),
            blocks: Vec::with_capacity(blocks.len()),
            marked: None,
            width,
            height,
            label: labels.max().unwrap_or(0).min(width / 3),
            figures: Widths::of(brush, scores()),
            unit: scores().map(|figure| brush.columns(&figure.unit)).max().unwrap_or(0),
        };
        let mut lead = 0;
        for (idx, block) in blocks.iter().enumerate() {
            let first = story.rows.len();
            let follows_item = idx > 0 && matches!(blocks.get(idx - 1), Some(Block::Item { .. }));
            match block {
                Block::Typing(typing) => story.typing(brush, typing),
                Block::Gap => story.rows.push(StoryRow::Words(Vec::new())),
                Block::Heading(text) => story.heading(text),
                Block::Score { .. } => story.score(brush, block),
                Block::Field { .. } => story.field(brush, block),
                Block::Item { .. } => {
                    if !follows_item {
                        lead = leads(brush, blocks.get(idx..).unwrap_or_default());
                    }
                    story.item(brush, block, lead);
                }
                Block::Chart(_) if !has_charts => story.close_gap(),
                Block::Chart(chart) => {
                    let layout = chart::ChartLayout::of(brush, chart, width);
                    story.rows.extend((0..layout.n_rows()).map(|row| StoryRow::Chart(chart, layout.clone(), row)));
                }
            }
            let first = first.min(story.rows.len());
            story.blocks.push((first, story.rows.len() - first));
        }
        story
    }

    fn text_x(&self) -> u16 {
        if self.label == 0 { 0 } else { self.label + 2 }
    }

    /// Removes the blank row before a chart that is painted elsewhere.
    fn close_gap(&mut self) {
        if self.rows.pop_if(|row| matches!(row, StoryRow::Words(words) if words.is_empty())).is_some()
            && let Some((_, n_rows)) = self.blocks.last_mut()
        {
            *n_rows = 0;
        }
    }

    fn heading(&mut self, text: &'v Plain) {
        let words = StoryWords {
            x: 0,
            width: self.width,
            text: StoryText::Whole(text),
            role: Role::Heading,
            side: Alignment::Start,
        };
        self.rows.push(StoryRow::Words(vec![words]));
    }

    fn field(&mut self, brush: &Brush<'_>, block: &'v Block) {
        let Block::Field { label, lines, tone, is_marked, .. } = block else { return };
        let role = if *is_marked { Role::Selected } else { Role::Dim };
        let name = StoryWords { x: 0, width: self.label, text: StoryText::Whole(label), role, side: Alignment::Start };
        let x = self.text_x();
        let first = self.rows.len();
        self.prose(brush, lines, x, self.width.saturating_sub(x), Role::of(*tone));
        match self.rows.get_mut(first) {
            Some(StoryRow::Words(row)) => row.insert(0, name),
            _ => self.rows.push(StoryRow::Words(vec![name])),
        }
        if *is_marked {
            self.mark(first, label.is_empty());
        }
    }

    /// Marks the block that begins with a row; a block without a label has its first words stand out.
    fn mark(&mut self, first: usize, by_words: bool) {
        self.marked = self.marked.or(Some(first));
        let row = self.rows.get_mut(first).filter(|_| by_words);
        if let Some(StoryRow::Words(row)) = row
            && let Some(words) = row.iter_mut().find(|words| words.side == Alignment::Start && !words.is_empty())
        {
            words.role = Role::Selected;
        }
    }

    fn prose(&mut self, brush: &Brush<'_>, lines: &'v [Plain], x: u16, width: u16, role: Role) {
        for line in lines {
            if brush.columns(line) <= width {
                let words = StoryWords { x, width, text: StoryText::Whole(line), role, side: Alignment::Start };
                self.rows.push(StoryRow::Words(vec![words]));
                continue;
            }
            for line in cluster::wrap(line, width) {
                let words = StoryWords { x, width, text: StoryText::Line(line), role, side: Alignment::Start };
                self.rows.push(StoryRow::Words(vec![words]));
            }
        }
    }

    fn item(&mut self, brush: &Brush<'_>, block: &'v Block, lead_columns: u16) {
        let Block::Item { lead, tone, lines, tail, under, is_done, is_marked, .. } = block else { return };
        let first = self.rows.len();
        let calm = |role: Role| if *is_done { Role::Dim } else { role };
        let is_stacked = lead_columns > self.width / 3;
        let x = if is_stacked || lead_columns == 0 { 1 } else { lead_columns + 3 };
        let tail_columns = brush.columns(tail).min(self.width * 2 / 5);
        let lead_room = if is_stacked { self.width.saturating_sub(tail_columns + 3) } else { lead_columns };
        let lead_side = if is_stacked { Alignment::Start } else { Alignment::Left };
        let head = vec![
            StoryWords {
                x: 1,
                width: lead_room,
                text: StoryText::Whole(lead),
                role: calm(Role::of(*tone)),
                side: lead_side,
            },
            StoryWords {
                x: self.width.saturating_sub(tail_columns),
                width: tail_columns,
                text: StoryText::Whole(tail),
                role: Role::Dim,
                side: Alignment::End,
            },
        ];
        let room = self.width.saturating_sub(x);
        let beside_tail = if tail_columns > 0 && !is_stacked { room.saturating_sub(tail_columns + 2) } else { room };
        if is_stacked {
            self.rows.push(StoryRow::Words(head.clone()));
        }
        self.prose(brush, lines, x, beside_tail, calm(Role::Text));
        if self.rows.len() == first {
            self.rows.push(StoryRow::Words(Vec::new()));
        }
        if !is_stacked && let Some(StoryRow::Words(row)) = self.rows.get_mut(first) {
            row.extend(head);
        }
        self.prose(brush, under, x, room, Role::Dim);
        if *is_marked {
            self.mark(first, true);
        }
    }
}

const fn score(block: &Block) -> Option<&Figure> {
    match block {
        Block::Score { figure, .. } => Some(figure),
        _ => None,
    }
}

/// The widest lead among the items that these blocks begin with.
fn leads(brush: &Brush<'_>, blocks: &[Block]) -> u16 {
    let items = blocks.iter().map_while(|block| match block {
        Block::Item { lead, .. } => Some(brush.columns(lead)),
        _ => None,
    });
    items.max().unwrap_or(0)
}
