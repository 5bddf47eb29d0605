//! What the samples are made of.

use crate::app::view::{
    Block, Body, Chart, ChartPoint, Figure, Frame, Hint, Journey, Lack, Level, Move, Movement, PainLine, Rail, Score,
    Spread, StageCell, Strip, Tone, TouchpointRow,
};
use crate::journey::Address;
use crate::text::Plain;

pub(super) fn p(text: &str) -> Plain {
    Plain::new(text)
}

pub(super) fn figure(value: &str, margin: &str, n: &str) -> Figure {
    let margin = (!margin.is_empty()).then(|| Spread::Half(p(margin)));
    Figure { value: p(value), margin, n: p(n), unit: p("%"), ..Figure::default() }
}

pub(super) fn fell(figure: Figure) -> Figure {
    Figure { change: Some((Move::Fell, Tone::Bad)), by: p("7.6"), ..figure }
}

pub(super) fn rose(figure: Figure) -> Figure {
    Figure { change: Some((Move::Rose, Tone::Good)), by: p("3.1"), ..figure }
}

pub(super) fn moved() -> Movement {
    Movement {
        way: Some(Move::Fell),
        words: p("fell"),
        by: p("8.9"),
        since: p("since 2017"),
        tone: Tone::Bad,
        ..Movement::default()
    }
}

pub(super) fn strip(levels: &[u8]) -> Strip {
    let cell = |level: &u8| match level {
        0 => Level::Gap,
        8.. => Level::Beyond(8),
        level => Level::Within(*level),
    };
    Strip { cells: levels.iter().map(cell).collect() }
}

pub(super) fn measured(figure: Figure, levels: &[u8]) -> Score {
    Score { figure: Some(figure), strip: strip(levels) }
}

/// So many pain points, the first of that severity.
pub(super) fn pains(n: usize, severity: u8) -> Vec<PainLine> {
    let pain = |nth: usize| PainLine {
        severity: Some(severity.saturating_sub(u8::from(nth > 0))),
        text: p("prices well above the city's"),
        status: p("open"),
        owner: p(if nth == 0 { "nobody" } else { "food court team" }),
        is_owned: nth > 0,
    };
    (0..n).map(pain).collect()
}

pub(super) fn stage(name: &str, figure: Figure, levels: &[u8], worst: (&str, &str), n_pains: usize) -> StageCell {
    StageCell {
        name: p(name),
        score: measured(figure, levels),
        worst: Some((p(worst.0), self::figure(worst.1, "2.0", "2,318"))),
        pains: pains(n_pains, 4),
        lack: Lack::Unmeasured,
        ..StageCell::default()
    }
}

pub(super) fn touchpoint(name: &str, emotion: i8, figure: Figure, levels: &[u8], own: (usize, u8)) -> TouchpointRow {
    TouchpointRow {
        name: p(name),
        channel: p("in person"),
        emotion: Some(emotion),
        score: measured(figure, levels),
        rail: Some(Rail { low: 0.5, value: 0.54, high: 0.58 }),
        pains: pains(own.0, own.1),
        ..TouchpointRow::default()
    }
}

pub(super) fn field(label: &str, text: &str) -> Block {
    Block::Field {
        label: p(label),
        lines: vec![p(text).into()],
        tone: Tone::Neutral,
        at: Some(Address::journey().field(label)),
        is_marked: false,
    }
}

pub(super) fn item(lead: &str, tone: Tone, text: &str, tail: &str, under: &[&str]) -> Block {
    Block::Item {
        lead: p(lead),
        tone,
        lines: vec![p(text)],
        tail: p(tail),
        under: under.iter().map(|text| p(text).into()).collect(),
        is_done: matches!(tail, "fixed" | "shipped"),
        at: Some(Address::journey().field(text)),
        is_marked: false,
    }
}

pub(super) fn chart(title: &str, values: &[Option<f64>], last: &str) -> Chart {
    let points = values.iter().enumerate().map(|(idx, value)| ChartPoint {
        label: p(&format!("{}", 2012 + idx)),
        value: *value,
        shown: value.map(|value| p(&format!("{value:.0}"))).unwrap_or_default(),
        margin: value.map(|_| Spread::Half(p("2.0"))),
        interval: None,
        is_weak: idx == 2,
    });
    Chart {
        title: p(title),
        points: points.collect(),
        scale: (0.0, 100.0),
        ends: (p("0"), p("100")),
        target: Some((70.0, p("goal 70"))),
        last: p(last),
        marks: Vec::new(),
    }
}

pub(super) fn view(body: Body, is_right_to_left: bool) -> Frame {
    let hints = [
        ("←→", "stage"),
        ("↑↓", "touchpoint"),
        ("tab", "pane"),
        ("z", "zoom"),
        ("/", "find"),
        ("p", "persona"),
        ("t", "period"),
        (":", "commands"),
        ("?", "help"),
        ("q", "quit"),
    ];
    Frame {
        body,
        overlay: None,
        banner: None,
        notice: None,
        hints: hints.map(|(key, word)| Hint { keys: vec![p(key)], words: p(word), is_kept: key == "?" }).to_vec(),
        status: p("by year · everyone"),
        is_right_to_left,
    }
}

/// The journey of a frame, to change something in it.
pub(in crate::ui) fn journey_of(view: &mut Frame) -> Option<&mut Journey> {
    match &mut view.body {
        Body::Journey(journey) => Some(journey),
        Body::MapList(_) | Body::Comments(_) => None,
    }
}
