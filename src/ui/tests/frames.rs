//! What a frame tells, and where.

use ratatui::buffer::Cell;
use ratatui::layout::Position;
use ratatui::style::{Color, Modifier};

use super::{painted, text};
use crate::app::view::{Block, ChoiceRow, Frame, Hint, Movement, Overlay, Pane, Target, Tone};
use crate::text::Plain;
use crate::ui::fold::LEAST;
use crate::ui::{Depth, Look, picture, sample};

#[test]
fn a_minus_is_a_minus_with_and_without_utf8() {
    let mut view = sample::airport_at(Pane::Detail, true);
    if let Some(journey) = sample::journey_of(&mut view) {
        let words = Plain::new("−1 on a scale from −2 to 2, ±0.5");
        journey.detail.blocks = vec![Block::Field {
            label: "emotion".into(),
            lines: vec![words.into()],
            tone: Tone::default(),
            at: None,
            is_marked: false,
        }];
    }
    assert!(text(&view, 80, 24).contains("−1 on a scale from −2 to 2, ±0.5"));
    let ascii = Look { is_unicode: false, ..Look::default() };
    let frame = picture::text(&painted(&view, ascii, 80, 24).0);
    assert!(frame.contains("-1 on a scale from -2 to 2, ~0.5"), "{frame}");
}

#[test]
fn what_lies_behind_a_popup_is_dim_and_nothing_else_is() {
    use crate::app::view::Area;
    let look = |depth| Look { depth, ..Look::default() };
    let cards = sample::deciding(sample::airport(), "thinks", &[("theirs", "calm"), ("yours", "calm and quick")]);
    for view in [sample::finding(), cards] {
        let plain = Frame { overlay: None, ..view.clone() };
        for depth in [Depth::None, Depth::Sixteen, Depth::Indexed, Depth::True] {
            let (buffer, _) = painted(&view, look(depth), 120, 40);
            let (behind, _) = painted(&plain, look(depth), 120, 40);
            let dim = crate::ui::theme::style(look(depth), crate::ui::theme::Role::Dim);
            let rule = crate::ui::theme::style(look(depth), crate::ui::theme::Role::Rule);
            let is_dim = |cell: &Cell| {
                [dim, rule].iter().any(|own| Some(cell.fg) == own.fg && cell.modifier == own.add_modifier)
            };
            let popup = Area { x: 12, y: 2, width: 96, height: 30 };
            let (mut n_dim, mut n_changed) = (0, 0);
            for y in 0..39 {
                for x in (0..popup.x).chain(popup.x + popup.width..120) {
                    let (cell, was) = (&buffer[(x, y)], &behind[(x, y)]);
                    assert_eq!(cell.symbol(), was.symbol(), "{x} {y}");
                    if cell.symbol() == " " {
                        assert!(cell.modifier.is_empty() || is_dim(cell), "{x} {y}: nothing of a blank is seen");
                    } else {
                        assert!(is_dim(cell), "{depth:?} {x} {y}: {cell:?}");
                        n_dim += 1;
                    }
                    n_changed += usize::from(cell != was);
                }
            }
            assert!(n_dim > 100 && n_changed > 20, "{n_dim} {n_changed}");
            let title = (popup.x..popup.x + popup.width).map(|x| &buffer[(x, popup.y)]);
            assert!(title.clone().any(|cell| cell.modifier == Modifier::BOLD), "the popup is bright");
            assert_eq!(buffer.content()[39 * 120..], behind.content()[39 * 120..], "the footer is the popup's own");
        }
    }
}

#[test]
fn the_help_never_leaves_the_footer() {
    for view in [sample::airport(), sample::shelf(), sample::airport_at(Pane::Detail, true)] {
        for width in LEAST.width..140 {
            let (buffer, geometry) = painted(&view, Look::default(), width, 24);
            let frame = picture::text(&buffer);
            let footer = frame.lines().last().unwrap_or_default();
            assert!(footer.contains('?'), "{width}: {footer}");
            let help = view.hints.iter().position(|hint| hint.is_kept);
            let own = geometry
                .targets
                .iter()
                .find(|(_, target)| matches!(target, Target::Hint(idx, Some(_)) if Some(*idx) == help));
            let (area, _) = own.expect("the mouse may hit it");
            assert_eq!(buffer[(area.x, area.y)].symbol(), "?", "{width}");
        }
    }
}

#[test]
fn each_key_of_a_hint_is_one_to_click() {
    let mut view = sample::airport();
    let keys = |keys: &[&str]| keys.iter().map(|key| Plain::new(key)).collect::<Vec<_>>();
    view.hints = vec![
        Hint { keys: keys(&["+", "-"]), words: "severity".into(), is_kept: false },
        Hint { keys: keys(&["pgup", "pgdn"]), words: "page".into(), is_kept: false },
    ];
    let (buffer, geometry) = painted(&view, Look::default(), 80, 24);
    let frame = picture::text(&buffer);
    assert!(frame.lines().last().is_some_and(|row| row.starts_with(" +- severity   pgup/pgdn page")), "{frame}");
    let at = |x: u16| geometry.target((x, 23));
    assert_eq!(at(1), Some(Target::Hint(0, Some(0))));
    assert_eq!(at(2), Some(Target::Hint(0, Some(1))));
    assert_eq!([3, 5, 11].map(at), [Some(Target::Hint(0, None)); 3]);
    assert_eq!(at(13), None);
    assert_eq!(
        [15, 18, 19, 20, 23].map(at),
        [Some(0), Some(0), None, Some(1), Some(1)].map(|key| Some(Target::Hint(1, key)))
    );
}

#[test]
fn panes_fold_with_the_size() {
    let view = sample::airport();
    let wide = text(&view, 120, 40);
    assert!(wide.contains("Getting there") && wide.contains("Screens") && wide.contains("does  "));
    let column = text(&view, 80, 24);
    assert!(column.contains("Getting there") && column.contains("Screens") && !column.contains("does  "));
    let card = text(&view, 40, 12);
    assert!(!card.contains("Getting there") && card.contains("Screens") && card.contains("Waiting"));
    let page = text(&sample::airport_at(Pane::Detail, false), 80, 24);
    assert!(page.contains("Waiting › Restaurants") && page.contains("pain points") && !page.contains("Screens"));
    let zoomed = text(&sample::airport_at(Pane::Stages, true), 120, 40);
    assert!(zoomed.contains("Getting there") && !zoomed.contains("Screens"));
    assert_eq!(text(&view, 20, 4), "needs 24x6\nq quits\n\n\n");
}

#[test]
fn the_pane_in_focus_is_there_at_every_size() {
    for (pane, word) in [(Pane::Stages, "Waiting"), (Pane::Touchpoints, "Restau"), (Pane::Detail, "Restau")] {
        for is_zoomed in [false, true] {
            let view = sample::airport_at(pane, is_zoomed);
            for width in (LEAST.width..130).step_by(5) {
                for height in LEAST.height..26 {
                    let frame = text(&view, width, height);
                    assert!(frame.contains(word), "{pane:?} at {width}x{height}:\n{frame}");
                }
            }
        }
    }
}

#[test]
fn the_selection_shows_without_colors() {
    let look = Look { depth: Depth::None, ..Look::default() };
    let (buffer, _) = painted(&sample::airport(), look, 120, 40);
    assert!(buffer.content().iter().all(|cell| cell.fg == Color::Reset && cell.bg == Color::Reset));
    let reversed: String =
        buffer.content().iter().filter(|cell| cell.modifier.contains(Modifier::REVERSED)).map(Cell::symbol).collect();
    assert!(reversed.contains("▸ Restaurants ◆   −  54 ±2.0"), "the whole row: {reversed}");
}

#[test]
fn what_hurts_most_is_marked_by_a_sign() {
    let frame = text(&sample::airport(), 120, 40);
    assert!(frame.contains("62 ±1.9 ◂"), "the worst stage");
    assert!(frame.contains("51 ±2.1 ◂ ▼ 7.6"), "the worst touchpoint");
    assert!(frame.contains("NPS 31 ±2.8  n 2,650   ▼ fell 8.9 since 2017"));
}

#[test]
fn strips_say_their_scale_and_their_time() {
    for (width, height) in [(120, 40), (120, 24), (80, 24)] {
        let frame = text(&sample::airport(), width, height);
        let rule = frame.lines().find(|row| row.starts_with("──")).expect("a rule");
        assert!(rule.contains("2012 to 2018"), "{width}x{height}:\n{frame}");
        assert!(frame.contains("own average ±5"), "{width}x{height}:\n{frame}");
    }
    assert!(text(&sample::airport(), 120, 40).contains("─ strips 2012 to 2018, own average ±5 ──"));
    assert!(text(&sample::airport(), 180, 24).contains(" 0–100 "), "a rail has its ends");
    let page = text(&sample::airport_at(Pane::Detail, true), 120, 40);
    assert!(!page.contains("2012 to 2018"), "a page without strips has no scale");
}

#[test]
fn stages_and_touchpoints_share_the_names_of_their_columns() {
    let frame = text(&sample::airport(), 80, 24);
    let rows: Vec<&str> = frame.lines().collect();
    let at = |row: &str, word: &str| row.find(word).map(|at| row.get(..at).expect("a boundary").chars().count());
    let pains = at(rows[2], "pains").expect("a name on the rule");
    let stage = rows.iter().find(|row| row.contains("Getting there")).expect("a stage");
    assert_eq!(at(stage, "4 !!"), Some(pains), "{frame}");
    let touchpoint = rows.iter().find(|row| row.contains("Restaurants")).expect("a touchpoint");
    assert_eq!(at(stage, "±"), at(touchpoint, "±"), "{frame}");
    assert_eq!(frame.matches("CSAT %").count(), 1, "{frame}");
}

#[test]
fn a_weak_score_says_its_n_once() {
    let mut view = sample::airport();
    if let Some(journey) = sample::journey_of(&mut view) {
        if let Some((_, figure)) = &mut journey.overall {
            (figure.is_weak, figure.n) = (true, "4".into());
        }
        if let Some(movement) = &mut journey.movement {
            *movement =
                Movement { way: None, words: "too few".into(), by: "".into(), since: "".into(), ..movement.clone() };
        }
    }
    for (width, height) in [(120, 40), (80, 24), (60, 20), (44, 12), (40, 12)] {
        let head = text(&view, width, height).lines().next().unwrap_or_default().to_owned();
        assert!(head.contains("n 4") || !head.contains("too few"), "{width}: {head}");
        assert!(head.matches(" 4").count() <= 1, "{width}: {head}");
    }
    assert!(text(&view, 120, 40).contains("NPS 31 ±2.8  n 4   too few"));
}

#[test]
fn hebrew_names_begin_at_the_right() {
    let frame = text(&sample::bakery(), 120, 56);
    assert!(frame.lines().any(|row| row.contains(" (שדח) רתא")), "{frame}");
    assert!(frame.contains("12:00-ב חולשמ"), "{frame}");
    let logical = Look { reorders: false, ..Look::default() };
    let frame = picture::text(&painted(&sample::bakery(), logical, 120, 40).0);
    assert!(frame.contains("אתר (חדש)"), "{frame}");
}

#[test]
fn a_hebrew_detail_begins_at_the_right() {
    let mut view = sample::bakery();
    if let Some(journey) = sample::journey_of(&mut view) {
        (journey.focus, journey.is_zoomed) = (Pane::Detail, true);
    }
    for (width, height) in [(80, 24), (120, 40)] {
        let frame = text(&view, width, height);
        let ends = |start: &str, end: &str| {
            let is = |row: &str| {
                let own = row.split('│').next().unwrap_or_default().trim();
                own.starts_with(start) && own.ends_with(end)
            };
            assert!(frame.lines().any(is), "{start} {end} in\n{frame}");
        };
        ends("", "תינרקס   feels");
        ends("", "pain points");
        ends("open ", "  4 !!");
        ends("planned ", "ףוסב קר עיפומ ריחמה   3 !");
        ends("", "% ±2.0 54    CSAT");
    }
}

#[test]
fn what_a_list_cuts_is_told_in_full_below_it() {
    let mut view = sample::finding();
    let long = "journey.toml:12:5: expected a closing quote before the end of the line, found nothing";
    if let Some(Overlay::Picker(picker)) = &mut view.overlay {
        let row = ChoiceRow { text: long.into(), aside: "help: close the quote".into(), ..Default::default() };
        *picker = sample::picker(vec![Block::Choice(row)], 0);
    }
    for (width, height) in [(80, 24), (40, 12)] {
        let frame = text(&view, width, height);
        let all: String = frame.lines().map(|row| row.trim_matches(['│', ' '])).collect::<Vec<_>>().join(" ");
        assert!(all.contains("found nothing"), "{frame}");
    }
    let wide = text(&view, 120, 40);
    assert_eq!(wide.matches("found nothing").count(), 1, "{wide}");
}

#[test]
fn a_map_without_stages_says_so() {
    let mut view = sample::airport();
    if let Some(journey) = sample::journey_of(&mut view) {
        *sample::overview_of(journey) = crate::app::view::Overview::default();
    }
    for (width, height) in [(120, 40), (80, 24), (40, 12)] {
        let frame = text(&view, width, height);
        assert!(frame.contains("no stages yet") && !frame.contains("in this stage"), "{frame}");
    }
    let frame = text(&view, 80, 24);
    assert_eq!(frame.lines().filter(|row| row.starts_with("──")).count(), 2, "{frame}");
}

#[test]
fn a_journey_is_a_curve_from_thirty_rows_up() {
    let view = sample::airport();
    let frame = text(&view, 120, 40);
    assert!(frame.contains("CSAT % along the journey, 2018") && frame.contains("▼ Shops 51, fell 7.6"), "{frame}");
    assert!(!text(&view, 120, 29).contains("along the journey"));
    assert!(text(&view, 80, 30).contains("along the journey"));
    let zoomed = text(&sample::airport_at(Pane::Touchpoints, true), 80, 24);
    assert!(zoomed.contains("along the journey") && zoomed.contains("─ Restaurants ─"), "{zoomed}");
    let (_, geometry) = painted(&view, Look::default(), 120, 40);
    assert!(geometry.targets.iter().any(|(_, target)| *target == Target::Spot(2, 1)));
}

#[test]
fn a_click_finds_what_is_painted_there() {
    let (buffer, geometry) = painted(&sample::airport(), Look::default(), 120, 40);
    for (nth, name) in [(0, "Restaurants"), (4, "Wi-Fi")] {
        let place = geometry.targets.iter().find(|(_, target)| *target == Target::Touchpoint(nth));
        let (place, _) = place.expect("a place");
        let row: String = (place.x..place.x + place.width)
            .filter_map(|x| buffer.cell(Position::new(x, place.y)).map(Cell::symbol))
            .collect();
        assert!(row.contains(name), "{row}");
    }
    for pane in [Pane::Stages, Pane::Touchpoints, Pane::Detail] {
        assert!(geometry.targets.iter().any(|(_, target)| *target == Target::Pane(pane)));
    }
    let (_, geometry) = painted(&sample::shelf(), Look::default(), 80, 24);
    assert_eq!(geometry.targets.iter().filter(|(_, target)| matches!(target, Target::Map(_))).count(), 4);
    let (_, geometry) = painted(&sample::finding(), Look::default(), 80, 24);
    let rows = geometry.targets.iter().filter(|(_, target)| matches!(target, Target::Row(_))).count();
    assert_eq!(rows, 14, "a heading is no target");
}

#[test]
fn how_the_maps_stand_together_is_told_as_far_as_there_is_room() {
    let whole = "3 of 4 read · 40 of 50 touchpoints measured · 1 review overdue · 44 of 74 claims have evidence";
    for (width, together, goal) in [
        (120, whole, "○ not reached  goal 45 by May 2019"),
        (
            80,
            "3 of 4 read · 40 of 50 touchpoints measured · 1 overdue · evidence 44/74",
            "○ not reached  goal 45 by May 2019",
        ),
        (40, "3 of 4 read · measured 40/50", "○ not reached"),
    ] {
        let frame = text(&sample::shelf(), width, 24);
        assert_eq!(frame.lines().nth(1).map(str::trim), Some(together), "{frame}");
        assert!(frame.contains(goal), "{frame}");
    }
}

#[test]
fn many_stages_scroll_and_say_so() {
    let mut view = sample::airport();
    if let Some(journey) = sample::journey_of(&mut view) {
        let overview = sample::overview_of(journey);
        overview.stages = [&overview.stages[..]; 3].concat();
        overview.rows = [&overview.rows[..]; 3].concat();
        journey.stage_idx = 8;
    }
    let frame = text(&view, 120, 28);
    let row = frame.lines().nth(3).expect("the stages");
    assert!(row.starts_with('‹') && row.ends_with('›'), "{row}");
    let (_, geometry) = painted(&view, Look::default(), 120, 28);
    assert!(geometry.targets.iter().any(|(_, target)| *target == Target::Stage(8)));
}

#[test]
fn a_list_that_goes_on_says_where_it_stands() {
    let mut view = sample::airport();
    if let Some(journey) = sample::journey_of(&mut view) {
        let rows = &mut sample::overview_of(journey).rows[2];
        *rows = [&rows[..]; 4].concat();
        journey.touchpoint_idx = 31;
    }
    assert!(text(&view, 80, 24).contains(" of 32 ──"));
    let card = text(&view, 40, 12);
    assert!(card.trim_end().ends_with(" of 32"), "{card}");
    if let Some(journey) = sample::journey_of(&mut view) {
        let overview = sample::overview_of(journey);
        overview.stages = [&overview.stages[..]; 3].concat();
        overview.rows = [&overview.rows[..]; 3].concat();
    }
    assert!(text(&view, 80, 24).contains("── 1-6 of 15 ──"), "{}", text(&view, 80, 24));
}

#[test]
fn what_is_being_read_is_said_at_every_size() {
    let mut view = sample::airport();
    if let Some(journey) = sample::journey_of(&mut view) {
        journey.progress = Some("reading responses.csv 43 %".into());
    }
    view.hints.clear();
    for (width, height) in [(120, 40), (120, 14), (80, 24), (80, 12), (40, 24)] {
        assert!(text(&view, width, height).contains("reading responses.csv 43 %"), "{width}x{height}");
    }
}

#[test]
fn a_hebrew_page_is_mirrored_and_time_is_not() {
    let mut view = sample::bakery();
    let (buffer, geometry) = painted(&view, Look::default(), 120, 40);
    let frame = picture::text(&buffer);
    assert!(frame.lines().any(|row| row.ends_with('◂')), "what is selected is pointed at from the right\n{frame}");
    let (area, _) = geometry.targets.iter().find(|(_, target)| *target == Target::Stage(0)).expect("a stage");
    assert!(area.x > 60, "the first stage is the rightmost: {area:?}");
    let (area, _) = geometry.targets.iter().find(|(_, target)| *target == Target::Pane(Pane::Detail)).expect("a pane");
    assert_eq!(area.x, 0, "the detail is at the left: {area:?}");
    let strips = |frame: &str| frame.matches("▅▄▅▅").count() + frame.matches("▆▅▃▂").count();
    view.is_right_to_left = false;
    assert_eq!(strips(&frame), strips(&text(&view, 120, 40)), "\n{frame}");
}
