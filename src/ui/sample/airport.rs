//! An airport, at its restaurants.

use std::sync::Arc;

use super::parts::{chart, fell, field, figure, item, journey_of, measured, moved, p, rose, stage, touchpoint, view};
use crate::app::view::{
    Block, Body, Feeling, Figure, Frame, Journey, Labels, Leaning, Move, Movement, Overview, Page, Pane, Sentence,
    SentimentHead, Timeline, TimelinePanel, TimelinePoint, TimelineSeries, TimelineStage, TimelineValue, Tone,
    TouchpointRow, Window,
};
use crate::journey::When;
use crate::text::Plain;

fn airport_detail() -> Page {
    let years = [Some(61.0), Some(58.0), None, Some(66.0), Some(63.0), Some(58.0), Some(54.0)];
    Page {
        starts_at: None,
        title: p("Restaurants"),
        way: p("Waiting"),
        window: Window::default(),
        aside: p("in person · food court team"),
        is_moment_of_truth: true,
        is_dated: false,
        blocks: vec![
            Block::Score {
                metric: p("CSAT"),
                figure: figure("54", "2.0", "2,318"),
                more: p("52 to 56 · mean 3.4"),
                is_main: true,
                movement: Some(Movement {
                    way: None,
                    words: p("cannot tell"),
                    by: p(""),
                    since: p("since 2017"),
                    why: p("(would show 5.7 or more)"),
                    tone: Tone::Dim,
                    ..Movement::default()
                }),
            },
            Block::Score {
                metric: p("sentiment"),
                figure: Figure { unit: p(""), is_weak: true, ..figure("−0.12", "0.31", "14") },
                more: p(""),
                movement: None,
                is_main: false,
            },
            Block::Gap,
            field("does", "looks for something quick near the gate"),
            field("thinks", "“Eighteen dollars for a sandwich? There must be something else on the way to the gate.”"),
            field("feels", "resigned"),
            field("goal", "eat before boarding"),
            field("expects", "a fair price and a seat"),
            Block::Gap,
            Block::Heading(p("pain points")),
            item("4 !!", Tone::Bad, "prices well above the city's", "open", &["survey 2018, n 2,318 · sales 2018-04"]),
            item(
                "3 !",
                Tone::Neutral,
                "nothing open before 5 am, when the first bank of flights leaves",
                "planned",
                &["interview 2018-05-12"],
            ),
            item("2", Tone::Neutral, "no seats with power", "fixed", &[]),
            Block::Gap,
            Block::Heading(p("opportunities")),
            item("impact 4 effort 2", Tone::Good, "order ahead from the queue", "", &["owner dl"]),
            Block::Gap,
            Block::Chart(chart("CSAT by year", &years, "54 (52 to 56)")),
            Block::Gap,
            Block::Heading(p("actions")),
            item(
                "",
                Tone::Neutral,
                "noon staffing at the food court",
                "in progress",
                &["due 2018-09-01 · CSAT 54 to 60"],
            ),
            Block::Gap,
            Block::Heading(p("notes")),
            item("2018-06-01 dl", Tone::Dim, "asked the food court for noon staffing", "", &[]),
        ],
    }
}

pub(super) fn airport_journey() -> Journey {
    let mut stages = vec![
        stage("Getting there", fell(figure("75", "1.6", "2,611")), &[4, 4, 5, 5, 5, 4, 4], ("Parking", "61"), 2),
        stage("Check-in, security", figure("84", "1.4", "2,590"), &[6, 6, 6, 7, 6, 6, 6], ("Rental cars", "70"), 1),
        stage("Waiting", figure("62", "1.9", "2,455"), &[4, 3, 3, 4, 4, 4, 3], ("Shops", "51"), 5),
        stage("Boarding", figure("83", "1.5", "2,602"), &[6, 6, 6, 6, 6, 7, 6], ("Info downstairs", "79"), 0),
        stage("Leaving", rose(figure("67", "2.9", "1,204")), &[4, 4, 5, 5, 4, 4, 4], ("Taxis", "60"), 1),
    ];
    if let Some(worst) = stages.get_mut(2) {
        worst.is_worst = true;
    }
    let mut touchpoints = vec![
        touchpoint("Restaurants", -1, figure("54", "2.0", "2,318"), &[4, 3, 3, 4, 4, 4, 3], (2, 4)),
        touchpoint("Shops", -1, fell(figure("51", "2.1", "2,004")), &[3, 3, 3, 4, 4, 4, 2], (1, 3)),
        touchpoint("Art", 1, figure("69", "1.9", "2,120"), &[5, 5, 5, 6, 5, 5, 5], (0, 0)),
        touchpoint("Screens", 1, figure("77", "1.7", "2,340"), &[6, 6, 6, 6, 6, 6, 6], (0, 0)),
        touchpoint("Wi-Fi", 2, rose(figure("75", "1.8", "1,987")), &[0, 5, 6, 6, 6, 6, 6], (1, 2)),
        touchpoint("Restrooms", 0, figure("76", "1.6", "2,400"), &[6, 6, 5, 6, 6, 6, 5], (0, 0)),
        touchpoint("Lounge", -2, Figure { is_weak: true, ..figure("40", "17", "28") }, &[0, 0, 0, 0, 0, 0, 4], (0, 0)),
        TouchpointRow { name: p("Gate agents"), channel: p("phone"), ..TouchpointRow::default() },
    ];
    if let [restaurants, shops, ..] = &mut touchpoints[..] {
        restaurants.is_moment_of_truth = true;
        restaurants.sentiment = measured(Figure { unit: p(""), ..figure("−0.12", "0.31", "14") }, &[0, 4, 5, 3, 2]);
        shops.sentiment = measured(Figure { unit: p(""), ..figure("0.20", "0.11", "204") }, &[0, 4, 5, 5, 6]);
        shops.is_worst = true;
    }
    Journey {
        title: p("Flying from SFO"),
        counted: p("everyone"),
        is_filtered: false,
        overall: Some((p("NPS"), Figure { unit: p("points"), ..figure("31", "2.8", "2,650") })),
        movement: Some(moved()),
        goal: vec![p("goal 45 by May 2019"), p("goal 45")],
        progress: None,
        overview: Arc::new(Overview {
            headline: Sentence {
                way: Some(Move::Fell),
                tone: Tone::Bad,
                forms: ["2 of 8 fell since 2017, none rose: Shops 7.6 · Taxis 4.1", "2 of 8 fell"].map(p).to_vec(),
                n_whole: 1,
            },
            promises: Vec::new(),
            n_parting: 0,
            metric: p("CSAT"),
            unit: p("%"),
            scale: p("0–100"),
            swing: p("±5"),
            periods: (2012..=2018).map(|year| p(&year.to_string())).collect(),
            sentiment: SentimentHead { is_shown: true, is_bound: true, swing: p("±0.5"), why_none: Plain::default() },
            curve: Some(curve(&touchpoints)),
            rows: vec![Vec::new(), Vec::new(), touchpoints, Vec::new(), Vec::new()],
            stages,
        }),
        stage_idx: 2,
        when: Some(When::During),
        customer_goal: p("spend the time well"),
        touchpoint_idx: 0,
        invitation: p(""),
        detail: airport_detail(),
        focus: Pane::Touchpoints,
        is_zoomed: false,
        labels: Labels::default(),
        scroll: 0,
    }
}

/// The touchpoints of one stage as dots.
fn curve(touchpoints: &[TouchpointRow]) -> Timeline {
    let point = |row: &TouchpointRow| TimelinePoint {
        name: row.name.clone(),
        is_moment_of_truth: row.is_moment_of_truth,
        feeling: row.emotion.map(|emotion| Feeling { emotion, is_assumed: false }),
        sentiment: row.sentiment.figure.as_ref().map(|_| Leaning::Bad).unwrap_or_default(),
        pain: row.pains.iter().filter_map(|pain| pain.severity).max(),
        ..TimelinePoint::default()
    };
    let value = |row: &TouchpointRow| {
        let figure = row.score.figure.as_ref()?;
        let value = figure.value.as_str().parse::<f64>().ok()?;
        Some(TimelineValue {
            value,
            shown: figure.value.clone(),
            interval: Some((value - 3.0, value + 3.0)),
            before: figure.change.map(|_| value + 8.0),
            moved: figure.change.map(|(way, tone)| (way, tone, p("fell 7.6"))),
            is_named: figure.change.is_some(),
            is_few: figure.is_weak,
            ..TimelineValue::default()
        })
    };
    let values = touchpoints.iter().map(value).collect();
    let stage = |n_points| TimelineStage { n_points, ..TimelineStage::default() };
    Timeline {
        stages: [0, 0, touchpoints.len(), 0, 0].map(stage).to_vec(),
        points: touchpoints.iter().map(point).collect(),
        panels: vec![TimelinePanel {
            title: p("CSAT % along the journey, 2018"),
            series: vec![TimelineSeries { values, ..TimelineSeries::default() }],
            ..TimelinePanel::default()
        }],
        has_sentiment: true,
        ..Timeline::default()
    }
}

/// What there is of all stages of a sample, to be changed.
pub(in crate::ui) fn overview_of(journey: &mut Journey) -> &mut Overview {
    Arc::make_mut(&mut journey.overview)
}

pub(in crate::ui) fn airport() -> Frame {
    view(Body::Journey(Box::new(airport_journey())), false)
}

/// The airport with that pane in focus.
pub(in crate::ui) fn airport_at(focus: Pane, is_zoomed: bool) -> Frame {
    let mut view = airport();
    if let Some(journey) = journey_of(&mut view) {
        journey.focus = focus;
        journey.is_zoomed = is_zoomed;
    }
    view
}
