//! Details wrapped, scrolled and marked.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::app::view::{Block, Figure, Move, Movement, PageLine, Tone};
use crate::text::link::Link;
use crate::ui::{Look, cluster, picture, sample};

fn story(blocks: &[Block], width: u16) -> Vec<String> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, 40));
    let mut brush = Brush::new(&mut buffer, Look::default(), false);
    let story = PageRows::of(&brush, blocks, brush.area());
    for (y, row) in (0..).zip(&story.rows) {
        row.paint(&mut brush, Field { x: 0, y, width });
    }
    picture::text(&buffer).trim_end().lines().map(str::to_owned).collect()
}

fn item(lead: &str, text: &str, tail: &str, is_marked: bool) -> Block {
    Block::Item {
        lead: lead.into(),
        tone: Tone::Neutral,
        lines: vec![text.into()],
        tail: tail.into(),
        under: vec!["survey 2018".into()],
        is_done: false,
        at: None,
        is_marked,
    }
}

#[test]
fn items_share_their_columns_and_wrap_before_what_stands_at_the_right() {
    let blocks = [item("4 !!", "prices well above the city's", "open", false), item("2", "noisy", "planned", false)];
    assert_eq!(
        story(&blocks, 30),
        [
            " 4 !!  prices well above  open",
            "       the city's",
            "       survey 2018",
            " 2     noisy           planned",
            "       survey 2018",
        ]
    );
}

#[test]
fn labels_and_figures_line_up() {
    let figure = |value: &str, margin: &str| crate::app::view::Figure {
        value: value.into(),
        margin: Some(crate::app::view::Spread::Half(margin.into())),
        n: "318".into(),
        ..Default::default()
    };
    let score = |metric: &str, value: &str, margin: &str| Block::Score {
        metric: metric.into(),
        figure: figure(value, margin),
        more: Plain::default(),
        movement: None,
        is_main: true,
    };
    let field = Block::Field {
        label: "does".into(),
        lines: vec!["waits".into()],
        tone: Tone::Neutral,
        at: None,
        is_marked: false,
    };
    assert_eq!(
        story(&[score("CSAT", "54", "2.0"), score("sentiment", "−0.12", "0.31"), field], 40),
        ["CSAT          54  ±2.0  n 318", "sentiment  −0.12 ±0.31  n 318", "does       waits"]
    );
}

/// A score of a metric that is in the screen's strips, or one that is not.
fn score(metric: &str, figure: (&str, &str, &str), more: &str, is_main: bool) -> Block {
    let (value, unit, n) = figure;
    let margin = (!n.is_empty()).then(|| crate::app::view::Spread::Half("0.04".into()));
    let figure = Figure { value: value.into(), margin, n: n.into(), unit: unit.into(), ..Figure::default() };
    let way = (is_main || unit == "days").then_some(Move::Fell);
    let [words, by] = match (way, n) {
        (Some(_), _) => ["fell", "0.36"],
        (None, "") => ["(40 in 2025-Q4)", ""],
        (None, _) => ["cannot tell", ""],
    };
    let since = if n.is_empty() { "" } else { "since 2025-Q4" };
    let movement = Movement {
        way,
        words: words.into(),
        by: by.into(),
        since: since.into(),
        tone: Tone::Dim,
        ..Movement::default()
    };
    Block::Score { metric: metric.into(), figure, more: more.into(), movement: Some(movement), is_main }
}

#[test]
fn one_metric_is_told_in_full_and_the_others_in_a_row_each() {
    let blocks = [
        score("CSAT", ("64", "%", "140"), "39 to 84 · mean 3.86", true),
        score("Days to the door", ("2.59", "days", "1,702"), "", false),
        score("Help contacts", ("32", "", ""), "in 2025-Q4", false),
        score("First reply", ("8.22", "h", "32"), "", false),
    ];
    assert_eq!(
        story(&blocks, 53),
        [
            "CSAT                64 ±0.04 %     n   140",
            "                  ▼ fell 0.36 since 2025-Q4",
            "                  39 to 84 · mean 3.86",
            "Days to the door  2.59 ±0.04 days  n 1,702  ▼ 0.36",
            "Help contacts       32  (40 in 2025-Q4)  in 2025-Q4",
            "First reply       8.22 ±0.04 h     n    32",
        ]
    );
    let wide = story(&blocks, 100);
    assert_eq!(wide.len(), 4, "{wide:?}");
    assert!(wide[0].ends_with("▼ fell 0.36 since 2025-Q4   39 to 84 · mean 3.86"), "{wide:?}");
    assert!(wide[3].ends_with("cannot tell since 2025-Q4"), "{wide:?}");
}

#[test]
fn a_wide_lead_stands_on_a_row_of_its_own() {
    let rows = story(&[item("impact 4 effort 2", "order ahead", "open", false)], 30);
    assert_eq!(rows, [" impact 4 effort 2        open", " order ahead", " survey 2018"]);
}

#[test]
fn what_was_found_is_marked_and_its_row_is_known() {
    let blocks = [item("4", "prices", "", false), item("3", "nothing open", "", true)];
    let mut buffer = Buffer::empty(Rect::new(0, 0, 30, 8));
    let brush = Brush::new(&mut buffer, Look::default(), false);
    let story = PageRows::of(&brush, &blocks, brush.area());
    assert_eq!((story.marked, story.blocks), (Some(2), vec![(0, 2), (2, 2)]));
}

#[test]
fn a_page_says_the_way_to_a_touchpoint_but_not_to_a_stage() {
    let mut view = sample::airport_at(Pane::Detail, false);
    let mut heads = Vec::new();
    for (way, title) in [("Waiting", "Restaurants"), ("", "Waiting")] {
        if let Some(journey) = sample::journey_of(&mut view) {
            (journey.detail.way, journey.detail.title) = (way.into(), title.into());
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
        crate::ui::paint(&view, &Look::default(), &mut buffer);
        heads.push(picture::text(&buffer).lines().nth(3).unwrap_or_default().to_owned());
    }
    assert!(heads[0].starts_with(" Waiting › Restaurants "), "{heads:?}");
    assert!(heads[1].starts_with(" Waiting  "), "{heads:?}");
}

#[test]
fn scrolling_stops_at_the_last_row() {
    let mut view = sample::airport_at(Pane::Detail, false);
    if let Some(journey) = sample::journey_of(&mut view) {
        journey.scroll = 10_000;
    }
    let mut buffer = Buffer::empty(Rect::new(0, 0, 80, 24));
    let geometry = crate::ui::paint(&view, &Look::default(), &mut buffer);
    let text = picture::text(&buffer);
    assert!(text.contains("asked the food court for noon staffing"), "{text}");
    let total = geometry.detail_total;
    assert!(text.contains(&format!("{}-{total} of {total}", total - geometry.detail_rows + 1)), "{text}");
    assert_eq!(geometry.page, geometry.detail_rows);
}

#[test]
fn no_row_is_wider_than_the_pane() {
    let mut view = sample::nasty();
    let Some(journey) = sample::journey_of(&mut view) else { unreachable!("a journey") };
    for width in 0..70 {
        for row in story(&journey.detail.blocks, width) {
            assert!(cluster::columns(&row) <= width, "{width}: {row}");
        }
    }
}

#[test]
fn evidence_leads_to_its_address_in_every_row_it_takes() {
    let link = Link::new("https://example.org/report");
    let told = PageLine { words: "survey 2018 of all who came, n 318".into(), link: link.clone() };
    let field = |lines: Vec<PageLine>| Block::Field {
        label: "evidence".into(),
        lines,
        tone: Tone::Dim,
        at: None,
        is_marked: false,
    };
    let cells = |has_links: bool, is_right_to_left: bool| -> Vec<(u16, u16, u16)> {
        let mut view = sample::airport_at(Pane::Detail, true);
        view.is_right_to_left = is_right_to_left;
        if let Some(journey) = sample::journey_of(&mut view) {
            journey.scroll = 0;
            journey.detail.blocks = vec![field(vec!["seen by us".into(), told.clone()])];
        }
        let mut buffer = Buffer::empty(Rect::new(0, 0, 40, 20));
        let geometry = crate::ui::paint(&view, &Look { has_links, ..Look::default() }, &mut buffer);
        assert!(geometry.links.0.iter().all(|(_, own)| Some(own) == link.as_ref()));
        let words = picture::text(&buffer);
        for (Area { x, y, width, .. }, _) in &geometry.links.0 {
            let row: Vec<char> = words.lines().nth(usize::from(*y)).unwrap_or_default().chars().collect();
            let (x, end) = (usize::from(*x), usize::from(x + width));
            let own: String = row[x..end.min(row.len())].iter().collect();
            assert!("survey 2018 of all who came, n 318".contains(own.trim()), "{own}");
        }
        geometry.links.0.iter().map(|(area, _)| (area.x, area.y, area.width)).collect()
    };
    assert_eq!(cells(false, false), [], "no terminal that opens it");
    let forward = cells(true, false);
    assert_eq!(forward.iter().map(|(_, _, width)| width).sum::<u16>(), 33, "without the blank between the rows");
    let mirrored: Vec<_> = forward.iter().map(|(x, y, width)| (40 - x - width, *y, *width)).collect();
    assert_eq!(cells(true, true), mirrored);
}
