//! Timelines as they are painted.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use crate::app::view::{
    Anchor, Area, Block, Feeling, Move, Timeline, TimelinePanel, TimelinePoint, TimelineSeries, TimelineStage,
    TimelineValue, TimelineZone, Tone,
};
use crate::journey::{Address, Noun};
use crate::text::Plain;
use crate::ui::brush::Brush;
use crate::ui::fold::Field;
use crate::ui::page::PageRows;
use crate::ui::{Look, picture};

fn painted(timeline: Timeline, (width, height): (u16, u16), look: Look, is_mirrored: bool) -> Vec<String> {
    let blocks = [Block::Timeline(timeline)];
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, 200));
    let mut brush = Brush::new(&mut buffer, look, is_mirrored);
    let rows = PageRows::of(&brush, &blocks, Area { x: 0, y: 0, width, height });
    for (y, row) in (0..).zip(&rows.rows) {
        row.paint(&mut brush, Field { x: 0, y, width });
    }
    picture::text(&buffer).trim_end().lines().map(str::to_owned).collect()
}

fn point(name: &str, emotion: Option<i8>, is_marked: bool) -> TimelinePoint {
    TimelinePoint {
        anchor: Anchor { at: Some(Address::journey().then(Noun::Touchpoint, name)), is_marked },
        name: name.into(),
        feeling: emotion.map(|emotion| Feeling { emotion, is_assumed: true }),
        ..TimelinePoint::default()
    }
}

fn value(value: f64, is_assumed: bool) -> TimelineValue {
    TimelineValue { value, shown: format!("{value:.0}").into(), is_assumed, ..TimelineValue::default() }
}

fn series(name: &str, emotions: &[Option<(i8, bool)>]) -> TimelineSeries {
    let of = |own: &Option<(i8, bool)>| own.map(|(emotion, is_assumed)| value(f64::from(emotion), is_assumed));
    TimelineSeries { name: name.into(), values: emotions.iter().map(of).collect() }
}

fn emotion(all: Vec<TimelineSeries>) -> TimelinePanel {
    TimelinePanel {
        title: "emotion".into(),
        ends: Some((-2.0, 2.0)),
        baseline: Some((0.0, "0: neither".into())),
        series: all,
        is_emotion: true,
        ..TimelinePanel::default()
    }
}

/// Two stages of three touchpoints; the one under the cursor is the fourth.
fn journey() -> Timeline {
    let names = ["Ad", "Shop window", "Door", "Queue", "Till", "Bag"];
    let emotions = [Some(1), Some(0), None, Some(-2), Some(-1), Some(2)];
    let points = names.iter().zip(emotions).enumerate().map(|(idx, (name, own))| point(name, own, idx == 3));
    let stage = |name: &str, when: &str| TimelineStage { name: name.into(), when: when.into(), n_points: 3 };
    let felt = emotions.map(|own| own.map(|own| (own, own < 0)));
    let mut timeline = Timeline {
        stages: vec![stage("Outside", "before"), stage("Inside", "during")],
        zones: vec![
            TimelineZone { name: "street".into(), points: 0..3 },
            TimelineZone { name: "shop".into(), points: 3..6 },
        ],
        points: points.collect(),
        panels: vec![emotion(vec![series("", &felt)])],
        ..Timeline::default()
    };
    timeline.points[3].is_moment_of_truth = true;
    timeline.points[3].pain = Some(5);
    timeline
}

/// The same with numbers: the queue fell, the door has too few answers.
fn measured() -> Timeline {
    let at = |own: f64| TimelineValue { n: "120".into(), interval: Some((own - 4.0, own + 4.0)), ..value(own, false) };
    let queue = TimelineValue {
        moved: Some((Move::Fell, Tone::Bad, "fell 9".into())),
        before: Some(59.0),
        is_named: true,
        ..at(50.0)
    };
    let door = TimelineValue { is_few: true, ..at(70.0) };
    let values = vec![Some(at(80.0)), Some(at(72.0)), Some(door), Some(queue), None, Some(at(90.0))];
    let panel = TimelinePanel {
        title: "CSAT %".into(),
        baseline: Some((72.0, "mean of the 5: 72 ±2".into())),
        series: vec![TimelineSeries { values, ..TimelineSeries::default() }],
        ..TimelinePanel::default()
    };
    let mut timeline = journey();
    timeline.panels.insert(0, panel);
    timeline
}

/// The rows with that sign, and how often each has it.
fn count(rows: &[String], sign: char) -> usize {
    rows.iter().map(|row| row.chars().filter(|own| *own == sign).count()).sum()
}

#[test]
fn emotion_alone_is_high_hollow_where_assumed_and_has_gaps() {
    let rows = painted(journey(), (78, 20), Look::default(), false);
    let ticks: Vec<usize> = rows.iter().enumerate().filter(|(_, row)| row.contains(" ·  · ")).map(|(y, _)| y).collect();
    assert_eq!((ticks.len(), ticks[1] - ticks[0]), (2, 8), "twice as high as beside numbers: {rows:#?}");
    assert_eq!((count(&rows, '●'), count(&rows, '○')), (3, 2), "{rows:#?}");
    assert!(rows.iter().any(|row| row.starts_with("emotion") && row.ends_with("┈ 0: neither")), "{rows:#?}");
    assert!(rows.iter().any(|row| row.contains("street ┈┈") && row.contains("shop ┈┈")), "{rows:#?}");
    let at = |sign: char| {
        let row = rows.iter().find(|row| row.contains(sign)).expect("a row");
        row.chars().position(|own| own == sign).expect("a column")
    };
    let rule = rows.last().expect("a rule");
    let heavy: Vec<usize> = rule.chars().enumerate().filter(|(_, own)| *own == '━').map(|(x, _)| x).collect();
    assert!(heavy.contains(&at('◆')) && heavy.contains(&at('5')), "the cursor is under its touchpoint: {rows:#?}");
    assert!(heavy.len() < 16, "{rule}");
}

#[test]
fn numbers_have_the_room_and_emotion_a_row() {
    let rows = painted(measured(), (78, 16), Look::default(), false);
    assert!(rows.len() <= 13, "words of the touchpoint fit below: {rows:#?}");
    for words in ["┈ mean of the 5: 72 ±2", "▼ Queue 50, fell 9", "emotion", "−−", "5!!!"] {
        assert!(rows.iter().any(|row| row.contains(words)), "{words} in {rows:#?}");
    }
    assert_eq!(count(&rows, '▫'), 1, "few are told apart: {rows:#?}");
    assert!(!rows.iter().any(|row| row.contains("Door")), "and have no name: {rows:#?}");
    let tall = painted(measured(), (118, 40), Look::default(), false);
    assert!(tall.iter().any(|row| row.contains("before ───")), "{tall:#?}");
    assert_eq!(count(&tall, '●'), 4 - 1 + 3, "both are drawn: {tall:#?}");
}

/// What is measured alone, a name at each of these.
fn crowd(values: &[(f64, bool)]) -> Timeline {
    let of = |(own, is_named): &(f64, bool)| Some(TimelineValue { is_named: *is_named, ..value(*own, false) });
    let series = vec![TimelineSeries { values: values.iter().map(of).collect(), ..TimelineSeries::default() }];
    let panel = TimelinePanel { series, ends: Some((0.0, 100.0)), ..TimelinePanel::default() };
    let stage = TimelineStage { n_points: values.len(), ..TimelineStage::default() };
    let points = (0..values.len()).map(|idx| point(&format!("Place {idx}"), None, false));
    Timeline { stages: vec![stage], points: points.collect(), panels: vec![panel], ..Timeline::default() }
}

#[test]
fn a_name_is_near_no_dot_but_its_own() {
    let (near, far) = (50.0, 90.0);
    for (values, told) in [
        (vec![(near, false), (near, true), (far, false)], true),
        (vec![(near, true), (far, false), (near, false)], true),
        (vec![(near, true); 12], false),
    ] {
        let rows = painted(crowd(&values), (78, 16), Look::default(), false);
        let own = rows.iter().find(|row| row.contains("Place 0") || row.contains("Place 1"));
        let own = own.unwrap_or_else(|| panic!("it is told somewhere: {rows:#?}"));
        assert_eq!(own.contains('●') && !own.contains("also"), told, "{rows:#?}");
    }
    for width in (60..=198).step_by(7) {
        let values: Vec<(f64, bool)> = (0..14_u16).map(|nth| (f64::from(nth * 37 % 60), nth % 2 == 0)).collect();
        let rows = painted(crowd(&values), (width, 24), Look::default(), false);
        for row in rows.iter().filter(|row| !row.contains("also")) {
            let cells: Vec<char> = row.chars().collect();
            if let Some((before, _)) = row.split_once("Place ") {
                let first = before.chars().count();
                // `Place 10 50`: three words.
                let words: Vec<&str> = row.split("Place ").nth(1).unwrap_or_default().split(' ').take(2).collect();
                let last = first + "Place ".len() + words.join(" ").chars().count() - 1;
                let near = (first.saturating_sub(3)..first).chain(last + 1..last + 4);
                let n_dots = near.filter(|x| cells.get(*x) == Some(&'●')).count();
                assert!(n_dots <= 1, "in {width}: {rows:#?}");
            }
        }
    }
}

#[test]
fn a_narrow_page_has_a_line_for_every_touchpoint() {
    let rows = painted(measured(), (38, 8), Look::default(), false);
    assert_eq!(
        rows.iter().map(|row| row.split_whitespace().collect::<Vec<_>>().join(" ")).collect::<Vec<_>>(),
        [
            "Outside",
            "+ Ad ● 80",
            "◦ Shop window ● 72",
            "Door ▫ 70",
            "Inside",
            "−− Queue ◆ ▼ 50 5!!!",
            "− Till",
            "++ Bag ● 90",
            "",
            "CSAT %",
            "mean of the 5: 72 ±2",
            "emotion",
        ]
    );
    assert!(rows.iter().all(|row| row.chars().count() <= 38), "{rows:#?}");
}

#[test]
fn several_lines_have_letters_side_by_side() {
    let both = vec![
        series("Dana", &[Some((1, false)), Some((2, true)), None, Some((-1, false)), None, Some((0, true))]),
        series("Omer", &[Some((1, false)), Some((-2, true)), None, None, None, Some((0, true))]),
    ];
    let timeline = Timeline { panels: vec![emotion(both)], ..journey() };
    let rows = painted(timeline.clone(), (78, 20), Look::default(), false);
    assert!(rows.iter().any(|row| row.contains("A a Dana   B b Omer")), "{rows:#?}");
    assert!(rows.iter().any(|row| row.contains("AB")), "the same value, with evidence: {rows:#?}");
    assert!(rows.iter().any(|row| row.contains("┈ab┈")), "only assumed: {rows:#?}");
    let list = painted(timeline, (38, 8), Look::default(), false);
    assert_eq!(list[..3], ["A     Dana", "   B  Omer", "Outside"], "{list:#?}");
    assert!(list.contains(&"++ −− Shop window".to_owned()), "{list:#?}");
}

/// Eight stages of five, the cursor in the sixth.
fn long() -> Timeline {
    let points = (0..40).map(|idx| point(&format!("point {idx}"), Some(1), idx == 27));
    let stage = |nth: usize| TimelineStage {
        name: Plain::from(format!("stage {nth}")),
        n_points: 5,
        ..TimelineStage::default()
    };
    Timeline {
        stages: (1..=8).map(stage).collect(),
        points: points.collect(),
        panels: vec![emotion(vec![series("", &[Some((1, true)); 40])])],
        ..Timeline::default()
    }
}

#[test]
fn more_touchpoints_than_columns_are_seen_in_parts() {
    let rows = painted(long(), (78, 18), Look::default(), false);
    assert_eq!(rows[0].trim(), "‹ stages 5 to 8 of 8", "{rows:#?}");
    assert_eq!(count(&rows, '○'), 20, "{rows:#?}");
    let rows =
        painted(Timeline { points: vec![TimelinePoint::default(); 40], ..long() }, (78, 18), Look::default(), false);
    assert_eq!(rows[0].trim(), "stages 1 to 4 of 8 ›", "without a cursor the first: {rows:#?}");
    let paper = painted(long(), (78, u16::MAX), Look::default(), false);
    assert_eq!(count(&paper, '○'), 40, "on paper all: {paper:#?}");
    assert!(!paper.iter().any(|row| row.contains('━')), "{paper:#?}");
    let wide = painted(long(), (198, 40), Look::default(), false);
    assert!(!wide.iter().any(|row| row.contains(" of 8")), "{wide:#?}");
}

#[test]
fn nothing_but_ascii_where_asked_for_and_mirrored_from_the_right() {
    let ascii = Look { is_unicode: false, ..Look::default() };
    for size in [(38, 8), (78, 18), (118, 40)] {
        let rows = painted(measured(), size, ascii, false);
        assert!(rows.iter().all(|row| row.is_ascii()), "{rows:#?}");
    }
    let rows = painted(measured(), (78, 18), Look::default(), true);
    let heads = rows.iter().find(|row| row.contains("Outside")).expect("heads");
    assert!(heads.find("Inside") < heads.find("Outside"), "{heads}");
    assert!(rows.iter().any(|row| row.ends_with(" pain")), "{rows:#?}");
}

#[test]
fn any_size_will_do() {
    for width in (24..=200).step_by(11) {
        for height in [1, 3, 8, 18, 40, u16::MAX] {
            for timeline in [journey(), measured(), long(), Timeline::default()] {
                let rows = painted(timeline, (width, height), Look::default(), false);
                assert!(
                    rows.iter().all(|row| row.chars().count() <= usize::from(width)),
                    "{width}x{height}: {rows:#?}"
                );
            }
        }
    }
}
