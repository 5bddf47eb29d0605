//! A walk along a journey: the row of its touchpoints, and what is felt at one of them.
//! Invariant: what does not fit is told in fewer signs or in words, never in part.

use super::rows::PageRows;
use super::words::{Alignment, PageRow, PageText, PageWords};
use crate::app::view::{FeelingRow, StepRow};
use crate::ui::brush::Brush;
use crate::ui::cluster;
use crate::ui::theme::Role;

/// How far the touchpoints of a row stand apart, and their parts, and whether it is said when they are.
#[derive(Clone, Copy, Debug)]
struct StepForm {
    between: u16,
    parts: u16,
    has_when: bool,
}

/// From the roomiest to the narrowest.
const FORMS: [StepForm; 3] = [
    StepForm { between: 1, parts: 3, has_when: true },
    StepForm { between: 1, parts: 2, has_when: false },
    StepForm { between: 0, parts: 1, has_when: false },
];
/// On narrower pages words say where a walk is.
const NARROW: u16 = 64;
/// The columns between two steps of the scale of emotion.
const STEP: u16 = 4;

impl<'v> PageRows<'v> {
    /// `before  ● ● ● ●   ● ● ◉ ○   during  ○ ○ ○      touchpoint 7 of 21 · the whole journey`
    pub(super) fn steps(&mut self, brush: &Brush<'_>, row: &'v StepRow) {
        let (words, whole) = (brush.columns(&row.words), brush.columns(&row.whole));
        let fits = |form: &&StepForm, beside: u16| columns(brush, row, **form) + beside + 3 <= self.width;
        let with_all = FORMS.iter().find(|form| fits(form, words + 3 + whole));
        let form = with_all.or_else(|| FORMS.iter().find(|form| fits(form, words)));
        let mut told = Vec::new();
        let is_narrow = self.width < NARROW;
        let has_whole = with_all.is_some() || words + 3 + whole <= self.width;
        if let Some(form) = form.filter(|_| !is_narrow) {
            dots(brush, row, *form, &mut told);
            let mut at = self.width.saturating_sub(words + if with_all.is_some() { whole + 3 } else { 0 });
            told.push(PageWords::new(at, words, PageText::Whole(&row.words), Role::Dim));
            at += words;
            if with_all.is_some() {
                told.push(PageWords::new(at + 1, 1, PageText::Sign(brush.glyphs.dot), Role::Dim));
                told.push(PageWords::new(at + 3, whole, PageText::Whole(&row.whole), Role::Dim));
            }
        } else {
            told.push(PageWords::new(0, words, PageText::Whole(&row.words), Role::Dim));
            if has_whole {
                told.push(PageWords::new(words + 1, 1, PageText::Sign(brush.glyphs.dot), Role::Dim));
                told.push(PageWords::new(words + 3, whole, PageText::Whole(&row.whole), Role::Dim));
            }
        }
        self.rows.push(PageRow::Words(told));
    }

    /// `emotion   −2 ┈ ┈ ┈ ○ ┈ ┈ ┈ ┈ ┈ +2   as its authors see it`
    pub(super) fn feeling(&mut self, brush: &Brush<'_>, row: &'v FeelingRow) {
        let first = self.rows.len();
        let role = if row.is_marked { Role::Selected } else { Role::Dim };
        let x = self.text_x();
        let mut told = vec![PageWords::new(0, self.label, PageText::Whole(&row.label), role)];
        let rail = x + 3;
        let end = rail + 4 * STEP;
        told.push(PageWords::new(x, 2, PageText::Line("−2".into()), Role::Dim));
        told.push(PageWords::new(end + 2, 2, PageText::Line("+2".into()), Role::Dim));
        let here = row.feeling.map(|own| rail + STEP * u16::try_from(own.emotion.clamp(-2, 2) + 2).unwrap_or(2));
        for at in (rail..=end).step_by(2).filter(|at| Some(*at) != here) {
            told.push(PageWords::new(at, 1, PageText::Sign(brush.glyphs.dotted), Role::Rule));
        }
        if let (Some(at), Some(own)) = (here, row.feeling) {
            let role = match own.emotion {
                ..0 => Role::Bad,
                0 => Role::Text,
                1.. => Role::Good,
            };
            let sign = if own.is_assumed { brush.glyphs.before } else { brush.glyphs.value };
            told.push(PageWords::new(at, 1, PageText::Sign(sign), role));
        }
        let behind = end + 7;
        let columns = brush.columns(&row.words);
        if behind + columns <= self.width {
            told.push(PageWords::new(behind, columns, PageText::Whole(&row.words), Role::Dim));
            self.rows.push(PageRow::Words(told));
        } else {
            self.rows.push(PageRow::Words(told));
            let room = self.width.saturating_sub(x);
            for line in cluster::wrap(&row.words, room) {
                let words = PageWords::new(x, room, PageText::Line(line), Role::Dim).at(Alignment::Start);
                self.rows.push(PageRow::Words(vec![words]));
            }
        }
        if row.is_marked {
            self.mark(first, false);
        }
    }
}

/// Adds the row of touchpoints.
fn dots<'v>(brush: &Brush<'_>, row: &'v StepRow, form: StepForm, told: &mut Vec<PageWords<'v>>) {
    let (mut x, mut nth) = (0, 0);
    for (idx, part) in row.parts.iter().enumerate() {
        if idx > 0 {
            x += form.parts.saturating_sub(form.between);
        }
        if form.has_when && !part.when.is_empty() {
            let when = brush.columns(&part.when);
            told.push(PageWords::new(x, when, PageText::Whole(&part.when), Role::Dim));
            x += when + 2;
        }
        for _ in 0..part.n_steps {
            let (sign, role) = match nth {
                nth if nth < row.here => (brush.glyphs.value, Role::Dim),
                nth if nth == row.here => (brush.glyphs.here, Role::Selected),
                _ => (brush.glyphs.before, Role::Dim),
            };
            told.push(PageWords::new(x, 1, PageText::Sign(sign), role));
            x += 1 + form.between;
            nth += 1;
        }
    }
}

/// The columns that the touchpoints of a row take.
fn columns(brush: &Brush<'_>, row: &StepRow, form: StepForm) -> u16 {
    let n = |n: usize| u16::try_from(n).unwrap_or(u16::MAX);
    let dots: u16 = row.parts.iter().map(|part| n(part.n_steps).saturating_mul(1 + form.between)).sum();
    let named = row.parts.iter().filter(|part| form.has_when && !part.when.is_empty());
    let when: u16 = named.map(|part| brush.columns(&part.when) + 2).sum();
    let gaps = n(row.parts.len().saturating_sub(1)).saturating_mul(form.parts.saturating_sub(form.between));
    dots.saturating_add(when).saturating_add(gaps)
}
