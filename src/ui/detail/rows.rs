//! Blocks of a detail as rows. Must not know where on the screen the rows are painted.
//! Invariant: labels, leads and figures of one detail start and end in the same columns.

use crate::app::view::{Block, Chart, Figure};
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
pub(super) struct Words<'v> {
    x: u16,
    width: u16,
    text: Text<'v>,
    role: Role,
    side: Side,
}

#[derive(Clone, Debug)]
enum Text<'v> {
    Whole(&'v Plain),
    Line(Plain),
    Sign(&'static str),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Side {
    /// Where the map's texts start.
    Start,
    /// The opposite end.
    End,
    /// At the left whatever the texts, so that what comes first lines up.
    Left,
}

/// One row.
#[derive(Clone, Debug)]
pub(super) enum Row<'v> {
    /// Words side by side, from where the map's texts start.
    Words(Vec<Words<'v>>),
    /// Figures and words side by side, always from the left.
    Score(Vec<Words<'v>>),
    /// One row of a chart.
    Chart(&'v Chart, chart::Shape, u16),
    /// One row of what is being typed.
    Typed(typing::Line),
}

impl Row<'_> {
    /// Paints it into the whole width of the pane; gives back where the caret is, if it is here.
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
            Self::Chart(chart, shape, idx) => chart::paint(brush, field, chart, shape, *idx),
            Self::Typed(line) => return line.paint(brush, field),
        }
        None
    }
}

impl Words<'_> {
    fn is_empty(&self) -> bool {
        match &self.text {
            Text::Whole(text) => text.is_empty(),
            Text::Line(text) => text.is_empty(),
            Text::Sign(_) => false,
        }
    }

    fn place(&self, field: Field) -> Field {
        field.skip(self.x).first(self.width)
    }

    fn paint(&self, brush: &mut Brush<'_>, field: Field, starts_right: bool) {
        let text = match &self.text {
            Text::Sign(sign) => return brush.sign(field, sign, self.role),
            Text::Whole(text) => *text,
            Text::Line(text) => text,
        };
        let is_right = match self.side {
            Side::Start => starts_right,
            Side::End => !starts_right,
            Side::Left => false,
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
    /// From top to bottom.
    pub(super) rows: Vec<Row<'v>>,
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
    /// The rows of these blocks in a pane of that size; without charts where they stand elsewhere.
    pub(super) fn of(brush: &Brush<'_>, blocks: &'v [Block], (width, height): (u16, u16), has_charts: bool) -> Self {
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
                Block::Gap => story.rows.push(Row::Words(Vec::new())),
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
                    let shape = chart::Shape::of(brush, chart, width);
                    story.rows.extend((0..shape.n_rows()).map(|row| Row::Chart(chart, shape.clone(), row)));
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

    /// Takes the blank row before a chart that stands elsewhere away again.
    fn close_gap(&mut self) {
        if self.rows.pop_if(|row| matches!(row, Row::Words(words) if words.is_empty())).is_some()
            && let Some((_, n_rows)) = self.blocks.last_mut()
        {
            *n_rows = 0;
        }
    }

    fn heading(&mut self, text: &'v Plain) {
        let words = Words { x: 0, width: self.width, text: Text::Whole(text), role: Role::Heading, side: Side::Start };
        self.rows.push(Row::Words(vec![words]));
    }

    fn field(&mut self, brush: &Brush<'_>, block: &'v Block) {
        let Block::Field { label, lines, tone, is_marked, .. } = block else { return };
        let role = if *is_marked { Role::Selected } else { Role::Dim };
        let name = Words { x: 0, width: self.label, text: Text::Whole(label), role, side: Side::Start };
        let x = self.text_x();
        let first = self.rows.len();
        self.prose(brush, lines, x, self.width.saturating_sub(x), Role::of(*tone));
        match self.rows.get_mut(first) {
            Some(Row::Words(row)) => row.insert(0, name),
            _ => self.rows.push(Row::Words(vec![name])),
        }
        if *is_marked {
            self.mark(first, label.is_empty());
        }
    }

    /// Marks the block that begins with that row; where nothing else names it, its first words stand out.
    fn mark(&mut self, first: usize, by_words: bool) {
        self.marked = self.marked.or(Some(first));
        let row = self.rows.get_mut(first).filter(|_| by_words);
        if let Some(Row::Words(row)) = row
            && let Some(words) = row.iter_mut().find(|words| words.side == Side::Start && !words.is_empty())
        {
            words.role = Role::Selected;
        }
    }

    fn prose(&mut self, brush: &Brush<'_>, lines: &'v [Plain], x: u16, width: u16, role: Role) {
        for line in lines {
            if brush.columns(line) <= width {
                let words = Words { x, width, text: Text::Whole(line), role, side: Side::Start };
                self.rows.push(Row::Words(vec![words]));
                continue;
            }
            for line in cluster::wrap(line, width) {
                let words = Words { x, width, text: Text::Line(line), role, side: Side::Start };
                self.rows.push(Row::Words(vec![words]));
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
        let lead_side = if is_stacked { Side::Start } else { Side::Left };
        let head = vec![
            Words { x: 1, width: lead_room, text: Text::Whole(lead), role: calm(Role::of(*tone)), side: lead_side },
            Words {
                x: self.width.saturating_sub(tail_columns),
                width: tail_columns,
                text: Text::Whole(tail),
                role: Role::Dim,
                side: Side::End,
            },
        ];
        let room = self.width.saturating_sub(x);
        let beside_tail = if tail_columns > 0 && !is_stacked { room.saturating_sub(tail_columns + 2) } else { room };
        if is_stacked {
            self.rows.push(Row::Words(head.clone()));
        }
        self.prose(brush, lines, x, beside_tail, calm(Role::Text));
        if self.rows.len() == first {
            self.rows.push(Row::Words(Vec::new()));
        }
        if !is_stacked && let Some(Row::Words(row)) = self.rows.get_mut(first) {
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

/// The widest lead of the items that follow each other.
fn leads(brush: &Brush<'_>, blocks: &[Block]) -> u16 {
    let items = blocks.iter().map_while(|block| match block {
        Block::Item { lead, .. } => Some(brush.columns(lead)),
        _ => None,
    });
    items.max().unwrap_or(0)
}
