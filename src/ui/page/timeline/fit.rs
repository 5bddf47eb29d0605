//! How high the panels of a timeline are: the rows of a screen are shared, what is measured has the most of them, and a
//! panel without room is told in a row under the others.

use crate::app::view::TimelinePanel;

/// The fewest rows of a plot.
const FEWEST: u16 = 5;
/// The most rows of what is measured; of emotion and sentiment.
const MOST: u16 = 21;
const MOST_FELT: u16 = 9;
/// The rows of a plot on paper.
const ON_PAPER: u16 = 15;

/// The rows that a drawing may take of so many: the touchpoint under the cursor stands below it in words.
pub(super) fn n_rows(height: u16) -> u16 {
    height.saturating_sub((height / 4).clamp(4, 9)).max(FEWEST)
}

/// How a panel is drawn.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum PanelForm {
    /// Its dots in at most so many rows.
    Plot(u16),
    /// A row of signs for each of its lines.
    Rows,
}

/// The rows that stand over the dots of a panel: its title, and who the letters are.
pub(super) fn n_heads(panel: &TimelinePanel) -> u16 {
    1 + u16::from(panel.series.len() > 1)
}

/// How the panels are drawn in so many rows; `None` on paper.
///
/// * `has_slots`: is there room for the letters of this panel side by side?
pub(super) fn forms(
    panels: &[TimelinePanel],
    room: Option<u16>,
    has_slots: impl Fn(&TimelinePanel) -> bool,
) -> Vec<PanelForm> {
    let needed = |forms: &[PanelForm]| -> u16 {
        let each = panels.iter().zip(forms).map(|(panel, form)| match form {
            PanelForm::Plot(rows) => n_heads(panel) + rows,
            PanelForm::Rows if panel.series.len() > 1 => 2 + u16::try_from(panel.series.len()).unwrap_or(u16::MAX - 2),
            PanelForm::Rows => u16::from(panel.is_emotion || panel.is_sentiment),
        });
        each.sum()
    };
    let mut forms: Vec<PanelForm> =
        panels.iter().map(|panel| if has_slots(panel) { PanelForm::Plot(FEWEST) } else { PanelForm::Rows }).collect();
    let Some(room) = room else {
        for (panel, form) in panels.iter().zip(&mut forms) {
            if let PanelForm::Plot(rows) = form {
                *rows = if panel.is_emotion || panel.is_sentiment { MOST_FELT } else { ON_PAPER };
            }
        }
        return forms;
    };
    // What has a row of its own gives way: sentiment, then emotion, unless nothing else is left.
    for gives_way in [(|panel| panel.is_sentiment) as fn(&TimelinePanel) -> bool, |panel| panel.is_emotion] {
        let n_plots = forms.iter().filter(|form| matches!(form, PanelForm::Plot(_))).count();
        if needed(&forms) > room && n_plots > 1 {
            for (panel, form) in panels.iter().zip(&mut forms) {
                if gives_way(panel) {
                    *form = PanelForm::Rows;
                }
            }
        }
    }
    let mut rest = room.saturating_sub(needed(&forms));
    for (panel, form) in panels.iter().zip(&mut forms) {
        if let PanelForm::Plot(rows) = form {
            let most = if panel.is_sentiment || panel.is_emotion { MOST_FELT } else { MOST };
            let more = most.saturating_sub(*rows).min(rest);
            *rows += more;
            rest -= more;
        }
    }
    forms
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::app::view::TimelineSeries;

    fn panels() -> Vec<TimelinePanel> {
        let one = || vec![TimelineSeries::default()];
        let written = TimelinePanel { is_sentiment: true, series: one(), ..TimelinePanel::default() };
        vec![
            TimelinePanel { series: one(), ..TimelinePanel::default() },
            TimelinePanel { is_emotion: true, ends: Some((-2.0, 2.0)), series: one(), ..TimelinePanel::default() },
            written,
        ]
    }

    fn fitted(panels: &[TimelinePanel], room: Option<u16>) -> Vec<PanelForm> {
        forms(panels, room, |_| true)
    }

    #[test]
    fn panels_share_the_rows_and_give_way() {
        use PanelForm::{Plot, Rows};
        assert_eq!(fitted(&panels(), Some(24)), [Plot(11), Plot(5), Plot(5)]);
        assert_eq!(fitted(&panels(), Some(14)), [Plot(6), Plot(5), Rows]);
        assert_eq!(fitted(&panels(), Some(9)), [Plot(6), Rows, Rows]);
        assert_eq!(fitted(&panels(), Some(0)), [Plot(5), Rows, Rows], "never less");
        assert_eq!(fitted(&panels(), None), [Plot(15), Plot(9), Plot(9)]);
        assert_eq!(fitted(&panels()[1..2], Some(14)), [Plot(9)], "emotion alone is twice as high");
    }

    #[test]
    fn many_personas_have_a_row_each_where_letters_do_not_fit() {
        let own = TimelinePanel { series: vec![TimelineSeries::default(); 3], ..panels().remove(1) };
        assert_eq!(forms(&[own], Some(20), |_| false), [PanelForm::Rows]);
    }
}
