//! What a sheet promises: it is one well-formed file, small, in the order of reading, and every block is on it.

use crate::app::view::{
    Anchor, Block, Cell, CellLine, CoursePoint, Feeling, Figure, Journey, Lane, Move, Page, RailHead, RailRow,
    RailValue, Ring, RingPart, Spoke, Spread, Timeline, TimelinePanel, TimelinePoint, TimelineSeries, TimelineStage,
    TimelineValue, TimelineZone, Tone,
};
use crate::text::Plain;
use crate::ui::paper;

fn figure(value: &str, half: &str, n: &str) -> Figure {
    Figure {
        value: value.into(),
        margin: Some(Spread::Half(half.into())),
        n: n.into(),
        unit: "%".into(),
        ..Figure::default()
    }
}

const fn feeling(emotion: i8, is_assumed: bool) -> Feeling {
    Feeling { emotion, is_assumed }
}

fn lane(label: &str, words: [&str; 3]) -> Block {
    let cells = words
        .map(|words| Cell { lines: vec![CellLine { words: words.into(), ..CellLine::default() }], ..Cell::default() });
    Block::Lane(Lane { label: label.into(), cells: cells.into(), is_parted: true, ..Lane::default() })
}

fn timeline() -> Timeline {
    let names = ["Search", "Toy list", "Payment", "Parcel", "Returns"];
    let point = |(nth, name): (usize, &&str)| TimelinePoint {
        anchor: Anchor::default(),
        name: (*name).into(),
        is_moment_of_truth: nth == 2,
        pain: (nth == 4).then_some(5),
        ..TimelinePoint::default()
    };
    let felt = |value: f64, is_assumed: bool| Some(TimelineValue { value, is_assumed, ..TimelineValue::default() });
    let counted = |value: f64, n: &str| {
        let shown = format!("{value}").into();
        let interval = Some((value - 6.0, value + 6.0));
        Some(TimelineValue { value, shown, n: n.into(), interval, ..TimelineValue::default() })
    };
    let mut scores = vec![counted(68.0, "56"), counted(47.0, "60"), None, counted(79.0, "80"), counted(22.0, "88")];
    if let Some(Some(last)) = scores.last_mut() {
        last.moved = Some((Move::Fell, Tone::Bad, "fell 22.9".into()));
    }
    let stage = |name: &str, when: &str, n_points| TimelineStage { name: name.into(), when: when.into(), n_points };
    Timeline {
        stages: vec![stage("Choosing", "before", 2), stage("Paying", "during", 1), stage("Getting it", "after", 2)],
        zones: vec![
            TimelineZone { name: "at home".into(), points: 0..3 },
            TimelineZone { name: "at the shop".into(), points: 3..5 },
        ],
        points: names.iter().enumerate().map(point).collect(),
        panels: vec![
            TimelinePanel {
                title: "emotion".into(),
                ends: Some((-2.0, 2.0)),
                baseline: Some((0.0, "0: neutral".into())),
                baseline_ends: None,
                is_emotion: true,
                is_sentiment: false,
                series: vec![
                    TimelineSeries {
                        name: "Tom".into(),
                        values: vec![
                            felt(1.0, true),
                            felt(-1.0, true),
                            felt(0.0, false),
                            felt(2.0, true),
                            felt(-2.0, false),
                        ],
                    },
                    TimelineSeries {
                        name: "Inge".into(),
                        values: vec![felt(0.0, true), None, felt(1.0, true), None, None],
                    },
                ],
            },
            TimelinePanel {
                title: "CSAT %, 2026".into(),
                baseline: Some((60.0, "the mean of the 14: 60 ±3".into())),
                series: vec![TimelineSeries { name: Plain::default(), values: scores }],
                ..TimelinePanel::default()
            },
        ],
        ..Timeline::default()
    }
}

fn ring() -> Ring {
    let spoke = |name: &str, emotion: i8| Spoke {
        anchor: Anchor::default(),
        name: name.into(),
        feeling: Some(feeling(emotion, emotion != -2)),
        is_moment_of_truth: emotion == -2,
        figure: Some(figure("75", "2.0", "2,364")),
        pain: (emotion == -2).then_some(5),
        ..Spoke::default()
    };
    let part = |name: &str, all: &[(&str, i8)]| RingPart {
        name: name.into(),
        spokes: all.iter().map(|(name, emotion)| spoke(name, *emotion)).collect(),
    };
    Ring {
        hub: vec!["Dana".into(), "“I only relax once I can see my gate.”".into()],
        parts: vec![
            part("before", &[("Way to the airport", 1), ("Signs on the roads", 0), ("Parking", -1), ("Security", -2)]),
            part("during", &[("Feeling safe", 1), ("Restaurants", -1), ("Shops", 1), ("Wi-Fi", 0), ("Screens", 2)]),
            part("after", &[("Clean boarding areas", 1), ("AirTrain", 0), ("Rental car center", -1)]),
        ],
    }
}

fn rail(name: &str, used: f64, helped: Option<f64>) -> Block {
    let value = |value: f64| RailValue {
        value,
        interval: Some((value - 4.0, value + 4.0)),
        shown: format!("{value} ({} to {})", value - 4.0, value + 4.0).into(),
        n: "434".into(),
        ..RailValue::default()
    };
    Block::RailRow(RailRow {
        name: name.into(),
        aside: "research".into(),
        values: vec![Some(value(used)), helped.map(value)],
        leads: (used > 70.0).then_some(0),
        ..RailRow::default()
    })
}

/// A page with every kind of block that a drawing has.
fn everything() -> Journey {
    let mut blocks = vec![Block::Sentence("Two of fourteen fell: <Returns> & Payment.".into()), Block::Gap];
    let heads = ["CHOOSING", "PAYING", "GETTING IT"]
        .map(|name| Cell { lines: vec![CellLine { words: name.into(), ..CellLine::default() }], ..Cell::default() });
    blocks.push(Block::Lane(Lane { cells: heads.into(), is_head: true, ..Lane::default() }));
    blocks.push(lane("thinks", ["“How big is that, really?”", "“Just let me pay”", "“Where can I even print that?”"]));
    let scored = |emotion: i8, value: &str| Cell {
        feeling: Some(feeling(emotion, true)),
        figure: Some(figure(value, "9", "88")),
        lead: if emotion < 0 { "5 !!!".into() } else { Plain::default() },
        tone: if emotion < 0 { Tone::Bad } else { Tone::Neutral },
        lines: vec![CellLine { words: "Money comes late".into(), ..CellLine::default() }],
        is_moment_of_truth: emotion < 0,
        ..Cell::default()
    };
    let cells = vec![scored(1, "68"), scored(0, "52"), scored(-2, "22")];
    blocks.push(Block::Lane(Lane { label: "Maya".into(), under: "uses it".into(), cells, ..Lane::default() }));
    let felt = |name: &str, emotion: i8| CoursePoint {
        name: name.into(),
        feeling: Some(feeling(emotion, emotion > 0)),
        is_moment_of_truth: emotion == -2,
    };
    let course = [vec![felt("Searching", 1)], vec![felt("Basket", 0), felt("Card", -2)], vec![felt("Door", 2)]];
    let cells = course.map(|course| Cell { course, ..Cell::default() });
    blocks.push(Block::Lane(Lane { label: "mood".into(), cells: cells.into(), ..Lane::default() }));
    blocks.push(Block::Timeline(timeline()));
    blocks.push(Block::Heading("where they look".into()));
    let rails = vec!["used by, % of 611".into(), "of those, helped, %".into()];
    blocks.push(Block::RailHead(RailHead { name: "they look at".into(), aside: "mostly at".into(), rails }));
    blocks.push(rail("Our configurator", 71.0, Some(38.0)));
    blocks.push(rail("A friend's car", 19.0, Some(84.0)));
    blocks.push(rail("Chat", 4.0, None));
    blocks.push(Block::Ring(ring()));
    let detail = Page { title: "plan".into(), aside: "all assumed".into(), blocks, ..Page::default() };
    let overall = Some(("Conversion".into(), figure("2.3", "0.1", "121,541")));
    Journey {
        title: "Buying a toy online".into(),
        overall,
        goal: vec!["goal 2.5 by Dec 2026".into()],
        detail,
        ..Journey::default()
    }
}

#[test]
fn a_sheet_is_one_small_file_with_everything_on_it() {
    let journey = everything();
    let drawn = paper(&journey, &"everyone".into(), Some("en"), false);
    assert_eq!(drawn, paper(&journey, &"everyone".into(), Some("en"), false), "the same again");
    assert!(drawn.len() < 60_000, "{}", drawn.len());
    assert!(!drawn.contains("<script") && !drawn.contains("href"));
    let read = roxmltree::Document::parse(&drawn).expect("well-formed");
    let is_blank = |words: Option<&str>| words.is_none_or(|words| words.trim().is_empty());
    assert!(read.descendants().filter(|own| own.has_tag_name("text")).all(|own| !is_blank(own.text())));
    for words in [
        "Buying a toy online",
        "&lt;Returns&gt; &amp; Payment",
        "PAYING",
        "Maya",
        "at home",
        "Inge",
        "fell 22.9",
        "Our configurator",
        "71 (67 to 75)",
        "Dana",
        "Rental car center",
        "Searching",
        "± 0.1",
    ] {
        let words = words.replace("± ", "±");
        assert!(drawn.contains(&words), "{words} is not on the sheet");
    }
}

#[test]
fn a_sheet_that_is_read_from_the_right_is_mirrored() {
    let mut journey = everything();
    journey.title = "עוגה לשבת".into();
    let drawn = paper(&journey, &"כולם".into(), Some("he"), true);
    assert!(drawn.contains("xml:lang=\"he\"") && drawn.contains("direction=\"rtl\""));
    let labels = drawn.lines().find(|line| line.contains(">thinks<")).expect("a label");
    let x: f64 = labels.split("x=\"").nth(1).and_then(|own| own.split('"').next()?.parse().ok()).expect("a place");
    assert!(x > 600.0, "the gutter is at the right: {labels}");
}
