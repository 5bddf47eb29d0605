//! What lanes keep, at any size: the cell under the cursor, whole words, whole numbers, and on paper every column.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::view::{
    Anchor, Area, Block, Cell, CellLine, CoursePoint, Feeling, Figure, Lane, Move, Page, Spread, Tone,
};
use crate::journey::{Address, Noun};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::fold;
use crate::ui::page::PageRows;
use crate::ui::page::sheet::sheet;
use crate::ui::{Look, picture};

const GOAL: &str = "Three offers side by side, the same things counted in all of them";

const ASCII: Look = Look { is_unicode: false, ..LOOK };

const LOOK: Look =
    Look { depth: crate::ui::Depth::None, is_dark: true, is_unicode: true, reorders: true, has_links: false };

fn line(words: &str) -> CellLine {
    CellLine { words: Plain::new(words), ..CellLine::default() }
}

fn figure(value: &str, margin: Spread, n: &str) -> Figure {
    Figure { value: value.into(), margin: Some(margin), n: n.into(), ..Figure::default() }
}

fn at(stage: usize, persona: &str) -> Address {
    Address::journey().then(Noun::Stage, format!("s{stage}")).field(format!("goals.{persona}"))
}

/// Heads, a course, a lane of goals with numbers, one of names with numbers; so many stages.
fn blocks(n: usize) -> Vec<Block> {
    let stages = || 1..=n;
    let head = Lane {
        cells: stages().map(|nth| Cell { lines: vec![line(&format!("Stage {nth}"))], ..Cell::default() }).collect(),
        is_head: true,
        ..Lane::default()
    };
    let point = |emotion: i8, is_assumed: bool| CoursePoint {
        name: "Cart".into(),
        feeling: Some(Feeling { emotion, is_assumed }),
        is_moment_of_truth: emotion == 2,
    };
    let course = |_: usize| Cell { course: vec![point(-2, true), point(0, true), point(2, false)], ..Cell::default() };
    let mood = Lane { label: "mood".into(), cells: stages().map(course).collect(), ..Lane::default() };
    let goal = |persona: &'static str| {
        move |nth: usize| Cell {
            anchor: Anchor { at: Some(at(nth, persona)), is_marked: false },
            feeling: Some(Feeling { emotion: -2, is_assumed: nth.is_multiple_of(2) }),
            lines: vec![line(GOAL)],
            figure: Some(figure("46", Spread::Ends("35 to 58".into()), "1,063")),
            ..Cell::default()
        }
    };
    let omar = Lane {
        label: "Omar".into(),
        under: "buys it".into(),
        cells: stages().map(goal("omar")).collect(),
        ..Lane::default()
    };
    let named = |_: usize| Cell {
        lines: vec![CellLine {
            words: "Opening the box".into(),
            figure: Some(figure("85", Spread::Half("9".into()), "60")),
            ..CellLine::default()
        }],
        ..Cell::default()
    };
    let csat =
        Lane { label: "CSAT %".into(), cells: stages().map(named).collect(), is_parted: true, ..Lane::default() };
    [head, mood, omar, csat].map(Block::Lane).into_iter().collect()
}

/// The page as a pane of that size shows it from its top, with the cursor on Omar at a stage.
fn pane(n: usize, stage: usize, (width, height): (u16, u16), look: Look) -> String {
    let mut page = Page { blocks: blocks(n), ..Page::default() };
    page.mark(Some(&at(stage, "omar")));
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, 60));
    let area = Area { x: 0, y: 0, width, height };
    let mut brush = Brush::new(&mut buffer, look, false);
    let rows = PageRows::of(&brush, &page.blocks, area);
    for (y, row) in (0..60).zip(&rows.rows) {
        row.paint(&mut brush, fold::row(Area { height: 60, ..area }, y));
    }
    let marked = rows.marked.expect("the cursor is on a lane");
    assert_eq!(rows.blocks[2].0, marked, "air over a lane is not the lane's");
    picture::text(&buffer)
}

fn paper(n: usize, width: u16, is_right_to_left: bool) -> String {
    let page = Page { blocks: blocks(n), ..Page::default() };
    picture::text(&sheet(&page, &Plain::default(), &LOOK, is_right_to_left, width).0)
}

#[test]
fn the_column_under_the_cursor_is_seen_and_said_among_how_many() {
    for n in [1, 2, 5, 7, 12, 21] {
        for stage in 1..=n {
            for size in [(38, 7), (78, 18), (98, 24), (118, 33), (198, 45)] {
                let frame = pane(n, stage, size, LOOK);
                let head = frame.lines().next().unwrap_or_default();
                let name = format!("STAGE {stage}");
                assert!(head.split(['─', ' ']).collect::<Vec<_>>().join(" ").contains(&name), "{n} {size:?}: {head}");
                let n_seen = head.matches("STAGE").count();
                assert_eq!(n_seen < n, head.contains(&format!("of {n}")), "{size:?}: {head}");
                assert!(n_seen == 1 || size.0 >= 60, "one stage a screen: {head}");
            }
        }
    }
}

#[test]
fn on_paper_every_column_stands_somewhere() {
    for n in [1, 5, 12, 21] {
        for width in [40, 80, 120, 200] {
            let sheet = paper(n, width, false);
            for stage in 1..=n {
                assert_eq!(sheet.matches(&format!("STAGE {stage} ")).count(), 1, "{stage} of {n} at {width}:\n{sheet}");
            }
            assert_eq!(sheet.matches("counted").count(), n, "no word is lost at {width}");
            assert_eq!(sheet.matches("46 (35–58)").count(), n, "{sheet}");
        }
    }
}

#[test]
fn words_are_cut_between_words_and_numbers_not_at_all() {
    let known: Vec<&str> = GOAL.split(' ').chain(["Opening", "the", "box", "Omar", "buys", "it", "mood"]).collect();
    for n in [2, 5, 7] {
        for size in [(38, 9), (60, 12), (78, 18), (100, 22), (118, 40)] {
            let frame = pane(n, 1, size, LOOK);
            for word in frame.lines().skip(1).flat_map(|line| line.split([' ', '┈'])).filter(|word| !word.is_empty())
            {
                let is_word = known.contains(&word.trim_end_matches('…'));
                let is_number = ["46", "(35–58)", "n", "1,063", "85", "±9", "60", "CSAT", "%"].contains(&word);
                let is_sign = ["−−", "(−−)", "++", "○", "●◆", "buys…"].contains(&word);
                assert!(is_word || is_number || is_sign, "{word} at {size:?} of {n}:\n{frame}");
            }
        }
    }
}

#[test]
fn without_utf8_no_sign_is_more_than_ascii() {
    let frame = pane(7, 3, (118, 40), ASCII);
    assert!(frame.is_ascii(), "{frame}");
    assert!(frame.contains("(--)") && frame.contains('@') && frame.contains("(35-58)"), "{frame}");
}

#[test]
fn from_right_to_left_the_first_column_is_at_the_right() {
    let sheet = paper(3, 100, true);
    let head = sheet.lines().find(|line| line.contains("STAGE")).unwrap_or_default();
    let place = |nth: usize| head.find(&format!("STAGE {nth}")).expect("a stage");
    assert!(place(3) < place(2) && place(2) < place(1), "{head}");
    let label = sheet.lines().find(|line| line.contains("Omar")).unwrap_or_default();
    assert!(label.trim_end().ends_with("Omar"), "{label}");
}

#[test]
fn on_a_low_screen_words_give_way_to_numbers() {
    let (roomy, low) = (pane(5, 2, (118, 40), LOOK), pane(5, 2, (118, 12), LOOK));
    assert!(roomy.contains("counted") && !low.contains("offers"), "{low}");
    assert!(low.contains("46 (35–58)") && low.contains("1,063"), "{low}");
}

#[test]
fn a_named_number_says_how_it_moved_and_with_room_how_far() {
    let moved = |name: &str, change| CellLine {
        figure: Some(Figure { change, by: "13".into(), ..figure("38", Spread::Half("9".into()), "60") }),
        ..line(name)
    };
    let lines = vec![moved("Charging", Some((Move::Fell, Tone::Bad))), moved("Wearing", None)];
    let lane = Lane { label: "CSAT".into(), cells: vec![Cell { lines, ..Cell::default() }; 3], ..Lane::default() };
    let page = Page { blocks: vec![Block::Lane(lane)], ..Page::default() };
    let at = |width: u16| picture::text(&sheet(&page, &Plain::default(), &LOOK, false, width).0);
    let (narrow, wide) = (at(66), at(140));
    assert!(narrow.contains("38 ±9 ▼") && !narrow.contains("▼ 13"), "{narrow}");
    assert!(wide.contains("38 ±9 n 60 ▼ 13"), "{wide}");
    let ends = |text: &str| text.lines().filter_map(|line| line.find("38 ±9")).collect::<Vec<_>>();
    assert_eq!(ends(&narrow).len(), 2, "{narrow}");
    assert!(ends(&narrow).windows(2).all(|two| two[0] == two[1]), "they line up: {narrow}");
}

#[test]
fn a_cell_that_is_the_worst_says_so_and_a_lead_has_its_tone() {
    let cell = Cell { lines: vec![line("0 of 2")], tone: Tone::Bad, is_worst: true, ..Cell::default() };
    let lane = Lane { label: "met".into(), cells: vec![cell], ..Lane::default() };
    let page = Page { blocks: vec![Block::Lane(lane)], ..Page::default() };
    let sheet = picture::text(&sheet(&page, &Plain::default(), &LOOK, false, 80).0);
    assert!(sheet.contains("0 of 2 ◂"), "{sheet}");
}
