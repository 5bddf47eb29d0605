//! The rows under the dots: what authors and customers feel at every touchpoint, where it decides, the worst pain point.

use super::ink::{Inked, line};
use super::slots::LEFT;
use crate::app::view::{Feeling, Leaning, TimelinePoint};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::columns;
use crate::ui::page::words::PageWords;
use crate::ui::theme::Role;

/// Touchpoints with their columns, and how many columns each has.
#[derive(Clone, Copy, Debug)]
pub(in crate::ui) struct UnderDots<'u, 'v> {
    pub(in crate::ui) points: &'u [(u16, &'v TimelinePoint)],
    pub(in crate::ui) slot: u16,
}

fn label<'v>(text: &str) -> PageWords<'v> {
    line(1, LEFT - 1, text, Role::Dim)
}

impl<'v> UnderDots<'_, 'v> {
    /// A row with these words at every touchpoint that has any.
    fn row(self, name: &str, words: impl Fn(u16, &TimelinePoint) -> Vec<PageWords<'v>>) -> Vec<PageWords<'v>> {
        let all = self.points.iter().flat_map(|(x, point)| words(*x, point));
        std::iter::once(label(name)).chain(all).collect()
    }

    /// `−−` to `++`, and the sign of a moment of truth where there is no row for those.
    pub(in crate::ui) fn felt(self, brush: &Brush<'_>, name: &str, has_truths: bool) -> Inked<'v> {
        self.row(name, |x, point| {
            let mut words = self.emotion(brush, x, point.feeling);
            let n = if point.feeling.is_some_and(|own| own.emotion.abs() > 1) { 2 } else { 1 };
            if point.is_moment_of_truth && !has_truths {
                words.push(line(x + n + u16::from(self.slot > 4), 1, brush.glyphs.truth, Role::Strong));
            }
            words
        })
    }

    /// What somebody feels at every touchpoint.
    pub(in crate::ui) fn feelings(
        self,
        brush: &Brush<'_>,
        name: &Plain,
        feelings: &[Option<Feeling>],
    ) -> Vec<PageWords<'v>> {
        let each = self.points.iter().zip(feelings).flat_map(|((x, _), own)| self.emotion(brush, *x, *own));
        std::iter::once(label(name.as_str())).chain(each).collect()
    }

    /// Where anything speaks for what is felt but its author.
    pub(in crate::ui) fn known(self, brush: &Brush<'_>, name: &str) -> Inked<'v> {
        self.row(name, |x, point| {
            let sign = |own: Feeling| if own.is_assumed { brush.glyphs.before } else { brush.glyphs.value };
            point.feeling.map(|own| line(x, 1, sign(own), Role::Dim)).into_iter().collect()
        })
    }

    fn emotion(self, brush: &Brush<'_>, x: u16, feeling: Option<Feeling>) -> Vec<PageWords<'v>> {
        let Some(Feeling { emotion, .. }) = feeling else { return Vec::new() };
        let (sign, role) = columns::emotion_sign(brush, emotion);
        vec![line(x, 2.min(self.slot), sign, role)]
    }

    /// Where the journey is decided.
    pub(in crate::ui) fn truths(
        self,
        brush: &Brush<'_>,
        name: &str,
        is_strong: impl Fn(usize) -> bool,
    ) -> Vec<PageWords<'v>> {
        let of = self.points.iter().enumerate().filter(|(_, (_, point))| point.is_moment_of_truth);
        let of = of.map(|(idx, (x, _))| {
            line(*x, 1, brush.glyphs.truth, if is_strong(idx) { Role::Strong } else { Role::Text })
        });
        std::iter::once(label(name)).chain(of).collect()
    }

    /// Whether what customers wrote is good or bad.
    pub(in crate::ui) fn sentiment(self, brush: &Brush<'_>, name: &str) -> Inked<'v> {
        self.row(name, |x, point| {
            let (sign, role) = match point.sentiment {
                Leaning::Unmeasured => (brush.glyphs.none, Role::Rule),
                Leaning::Few => (brush.glyphs.few, Role::Dim),
                Leaning::Bad => columns::emotion_sign(brush, -1),
                Leaning::Neither => columns::emotion_sign(brush, 0),
                Leaning::Good => columns::emotion_sign(brush, 1),
            };
            vec![line(x, 1, sign, role)]
        })
    }

    /// `5!!!`, as far as there is room.
    pub(in crate::ui) fn pain(self, brush: &Brush<'_>, name: &str) -> Vec<PageWords<'v>> {
        let room = self.slot.saturating_sub(1).max(1);
        self.row(name, |x, point| match point.pain {
            None => Vec::new(),
            Some(0) => vec![line(x, 1, brush.glyphs.value, Role::Dim)],
            Some(severity) => {
                let role = if severity >= 4 { Role::Bad } else { Role::Text };
                let number = Plain::new(&severity.min(9).to_string());
                let marks: String = columns::alarm(severity).chars().take(usize::from(room - 1)).collect();
                vec![line(x, 1, number, role), line(x + 1, room - 1, marks, role)]
            }
        })
    }
}
