//! What holds for every view in every size: nothing outside the buffer, half of no character, no cell that harms.

use proptest::prelude::*;
use ratatui::buffer::{Buffer, Cell, CellWidth};
use ratatui::layout::{Position, Rect};
use unicode_properties::{GeneralCategory, UnicodeGeneralCategory};

use super::{painted, samples};
use crate::app::view::{Area, Geometry};
use crate::ui::{Look, paint, sample};

/// Every row is as wide as the buffer, counted as a terminal counts.
fn check_columns(name: &str, buffer: &Buffer) {
    let area = *buffer.area();
    for y in area.top()..area.bottom() {
        let mut x = area.left();
        while x < area.right() {
            let cell = buffer.cell(Position::new(x, y)).expect("a cell");
            let columns = cell.cell_width().max(1);
            for hidden in x + 1..(x + columns).min(area.right()) {
                let symbol = buffer.cell(Position::new(hidden, y)).map(Cell::symbol);
                assert_eq!(symbol, Some(" "), "{name}: something under a wide character at {x},{y}");
            }
            x += columns;
        }
        assert_eq!(x, area.right(), "{name}: row {y} is too wide at {area:?}");
    }
}

fn check_targets(name: &str, area: Rect, geometry: &Geometry) {
    for (place, target) in &geometry.targets {
        let Area { x, y, width, height } = *place;
        let place = Rect::new(x, y, width, height);
        assert_eq!(area.intersection(place).area(), place.area(), "{name}: {target:?} at {place:?} outside {area:?}");
    }
    for (x, y) in geometry.links.cells() {
        assert!(area.contains(Position::new(x, y)), "{name}: a link at {x},{y} outside {area:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(400) })]

    #[test]
    fn any_view_fits_any_size(
        (x, y, width, height) in (0_u16..5, 0_u16..5, 0_u16..=200, 0_u16..=60),
        (which, is_unicode, reorders, scroll) in (0_usize..14, any::<bool>(), any::<bool>(), 0_usize..200),
    ) {
        let mut views = samples();
        let (name, view) = &mut views[which];
        if let Some(journey) = sample::journey_of(view) {
            journey.scroll = scroll;
            journey.stage_idx = scroll % 7;
            journey.touchpoint_idx = scroll % 11;
        }
        let look = Look { is_unicode, reorders, has_links: true, ..Look::default() };
        let area = Rect::new(x, y, width, height);
        let mut buffer = Buffer::empty(area);
        let geometry = paint(view, &look, &mut buffer);
        check_columns(name, &buffer);
        check_targets(name, area, &geometry);
    }
}

#[test]
fn a_card_covers_half_of_no_character_however_wide() {
    let mut view = sample::deciding(sample::nasty(), "thinks", &[("theirs", "旅客体验")]);
    for place in 0..80 {
        if let Some(journey) = sample::journey_of(&mut view) {
            (journey.scroll, journey.stage_idx, journey.touchpoint_idx) = (place, place % 7, place % 11);
        }
        for width in 90..106 {
            let look = Look { is_unicode: true, reorders: false, ..Look::default() };
            check_columns("card", &painted(&view, look, width, 6).0);
        }
    }
}

#[test]
fn no_cell_holds_what_could_move_the_cursor_or_hide() {
    for (name, view) in samples() {
        for (width, height) in [(200, 60), (120, 40), (80, 24), (40, 12)] {
            let (buffer, _) = painted(&view, Look::default(), width, height);
            for c in buffer.content().iter().flat_map(|cell| cell.symbol().chars()) {
                let category = c.general_category();
                let is_harmless = !matches!(
                    category,
                    GeneralCategory::Control
                        | GeneralCategory::Format
                        | GeneralCategory::LineSeparator
                        | GeneralCategory::ParagraphSeparator
                        | GeneralCategory::PrivateUse
                        | GeneralCategory::Unassigned
                );
                assert!(is_harmless, "{name}: U+{:04X}", c as u32);
            }
        }
    }
}

#[test]
fn without_utf8_every_sign_is_ascii() {
    let look = Look { is_unicode: false, ..Look::default() };
    for (name, view) in samples() {
        for (width, height) in [(120, 40), (80, 24), (40, 12), (20, 4)] {
            let (buffer, _) = painted(&view, look, width, height);
            // Punctuation, arrows, boxes, blocks and shapes; and the signs of Latin 1.
            let is_ours = |c: char| matches!(c, '\u{2010}'..='\u{203a}' | '\u{2190}'..='\u{25ff}' | '±' | '·' | '×');
            let is_sign = |symbol: &str| symbol.chars().any(is_ours);
            let odd = buffer.content().iter().find(|cell| is_sign(cell.symbol()));
            assert!(odd.is_none(), "{name}: {odd:?}");
        }
    }
}

#[test]
fn a_picker_lies_over_wide_characters_without_halving_one() {
    let mut view = sample::finding();
    if let Some(journey) = sample::journey_of(&mut view) {
        journey.title = "旅客体验地图旅客体验地图旅客体验地图旅客体验地图旅客体验地图".into();
        for row in sample::overview_of(journey).rows.iter_mut().flatten() {
            row.name = "a旅客体验地图旅客体验地图".into();
        }
    }
    for width in 24..110 {
        let (buffer, _) = painted(&view, Look::default(), width, 24);
        check_columns("picker", &buffer);
    }
}
