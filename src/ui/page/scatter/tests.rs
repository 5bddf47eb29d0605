//! Dots and names as they are painted.

use proptest::prelude::*;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::app::view::{Area, Block, ScatterAxis};
use crate::ui::fold::Field;
use crate::ui::{Look, picture};

fn plot(dots: &[(f64, f64, bool)]) -> Scatter {
    let axis = |title: &str| ScatterAxis { title: title.into(), ends: (0.0, 1.0), ticks: Vec::new(), middle: 0.5 };
    let dot = |(idx, (x, y, is_sure)): (usize, &(f64, f64, bool))| ScatterDot {
        names: vec![format!("place{idx:02}").into()],
        at: (*x, *y),
        is_sure: *is_sure,
        ..ScatterDot::default()
    };
    Scatter {
        across: axis("across"),
        up: axis("up"),
        dots: dots.iter().enumerate().map(dot).collect(),
        untold: "{} without".into(),
        ..Scatter::default()
    }
}

fn painted(own: Scatter, (width, height): (u16, u16), look: Look) -> String {
    let blocks = [Block::Scatter(own)];
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
    let mut brush = Brush::new(&mut buffer, look, false);
    let rows = PageRows::of(&brush, &blocks, Area { x: 0, y: 0, width, height });
    for (y, row) in (0..).zip(rows.rows.iter().take(usize::from(height))) {
        row.paint(&mut brush, Field { x: 0, y, width });
    }
    picture::text(&buffer)
}

#[test]
fn what_cannot_be_placed_is_hollow_and_names_stand_beside_their_dots() {
    let shown = painted(plot(&[(0.1, 0.9, true), (0.8, 0.2, false)]), (60, 20), Look::default());
    assert!(shown.contains("● place00") && shown.contains("○ place01"), "{shown}");
    assert!(shown.contains("across") && shown.contains("up") && !shown.contains("without"), "{shown}");
    let ascii = painted(plot(&[(0.1, 0.9, true)]), (60, 20), Look { is_unicode: false, ..Look::default() });
    assert!(ascii.is_ascii() && ascii.contains("place00"), "{ascii}");
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn no_name_covers_a_dot_and_those_without_room_are_counted(
        dots in proptest::collection::vec((0.0..1.0_f64, 0.0..1.0_f64, any::<bool>()), 1..30),
        size in (30..120_u16, 14..40_u16),
    ) {
        let shown = painted(plot(&dots), size, Look::default());
        let n_named = (0..dots.len()).filter(|idx| shown.contains(&format!("place{idx:02}"))).count();
        let n_untold = shown.lines().find_map(|line| line.trim().strip_suffix(" without")?.parse::<usize>().ok());
        prop_assert_eq!(n_named + n_untold.unwrap_or(0), dots.len(), "{}", shown);
        let n_dots = shown.chars().filter(|c| matches!(c, '●' | '○')).count();
        prop_assert!(n_dots >= 1 && n_dots <= dots.len(), "{}", shown);
    }
}
