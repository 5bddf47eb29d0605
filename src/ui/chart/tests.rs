//! What a chart looks like at its scale, and at sizes it does not like.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::ui::{Look, picture};

fn number(value: f64) -> String {
    format!("{value:.0}").replace('-', "−")
}

fn points(values: &[Option<f64>]) -> Vec<ChartPoint> {
    values
        .iter()
        .enumerate()
        .map(|(idx, value)| ChartPoint {
            label: Plain::new(&format!("{}", 2012 + idx)),
            value: *value,
            shown: value.map(|value| Plain::new(&number(value))).unwrap_or_default(),
            margin: value.map(|_| crate::app::view::Spread::Half("2.0".into())),
            interval: None,
            is_weak: false,
        })
        .collect()
}

fn chart(scale: (f64, f64), values: &[Option<f64>]) -> Chart {
    Chart {
        title: Plain::new("CSAT by year"),
        points: points(values),
        scale,
        ends: (Plain::new(&number(scale.0)), Plain::new(&number(scale.1))),
        target: None,
        last: Plain::new("54 (52 to 56)"),
        marks: Vec::new(),
    }
}

#[test]
fn where_something_was_shipped_stands_a_mark_between_two_periods() {
    let own = chart((20.0, 90.0), &[Some(50.0), Some(54.0), Some(71.0)]);
    let plain = painted(&own, 60);
    let marked = painted(&Chart { marks: vec![2], ..own }, 60);
    let columns = |row: &str| row.chars().enumerate().filter(|(_, c)| *c == '┊').map(|own| own.0).collect::<Vec<_>>();
    let new: Vec<Vec<usize>> = marked.lines().map(columns).filter(|own| !own.is_empty()).collect();
    assert_eq!((columns(&plain).len(), new.len()), (0, 7), "a mark in every row of the plot\n{marked}");
    assert!(new.windows(2).all(|own| own[0] == own[1]), "{marked}");
}

fn painted(chart: &Chart, width: u16) -> String {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, 16));
    let mut brush = Brush::new(&mut buffer, Look::default(), false);
    let layout = ChartLayout::of(&brush, chart, width);
    for y in 0..layout.n_rows() {
        paint(&mut brush, Field { x: 0, y, width }, chart, &layout, y);
    }
    picture::text(&buffer).trim_end().to_owned()
}

#[test]
fn bars_stand_on_the_fixed_scale_and_a_gap_has_none() {
    let text = painted(&chart((0.0, 100.0), &[Some(61.0), None, Some(54.0)]), 40);
    assert_eq!(
        text,
        "\
CSAT by year               54 (52 to 56)
100

    ▂▂▂▂▂▂
    ██████          ▆▆▆▆▆▆
    ██████          ██████
    ██████          ██████
  0 ██████          ██████
     2012    2013    2014
      61      ·       54
     ±2.0            ±2.0"
    );
}

#[test]
fn a_small_difference_is_visible() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
    let brush = Brush::new(&mut buffer, Look::default(), false);
    let layout = ChartLayout::of(&brush, &chart((0.0, 100.0), &[Some(54.0)]), 40);
    assert!(layout.eighths(61.0) >= layout.eighths(54.0) + 2);
    assert_eq!(layout.eighths(0.0), 1, "the lowest value is not a gap");
    assert_eq!(layout.eighths(100.0), 56);
    assert_eq!(layout.eighths(1e9), 56);
    assert_eq!(layout.eighths(f64::NAN), 1);
}

#[test]
fn negative_values_hang_below_the_zero_line() {
    let text = painted(&chart((-100.0, 100.0), &[Some(50.0), Some(-50.0)]), 30);
    let rows: Vec<_> = text.lines().collect();
    let zero = rows.iter().position(|row| row.trim_start().starts_with("0 ─")).expect("a zero line");
    assert!(rows[zero - 1].contains("██████"));
    assert!(rows[zero + 1].contains("          ██████"), "{text}");
    assert!(rows[zero + 2].contains("          ██████") && !rows[zero + 3].contains('█'), "{text}");
    assert!(text.contains("−50"));
}

#[test]
fn without_negative_values_the_room_below_zero_is_saved() {
    let text = painted(&chart((-100.0, 100.0), &[Some(50.0), Some(40.0)]), 30);
    assert!(!text.contains('─'));
    assert!(text.lines().any(|row| row.starts_with("   0 ██████")), "{text}");
}

#[test]
fn the_target_is_a_dotted_line_with_its_label() {
    let mut chart = chart((0.0, 100.0), &[Some(30.0), Some(20.0)]);
    chart.target = Some((70.0, Plain::new("goal 70")));
    let text = painted(&chart, 40);
    let line = text.lines().find(|row| row.contains("goal 70")).expect("the target");
    assert!(line.contains("┈┈┈┈"), "{line}");
}

#[test]
fn many_periods_keep_the_latest_and_thin_their_labels() {
    let values: Vec<_> = (0..60_u32).map(|idx| Some(f64::from(idx))).collect();
    let text = painted(&chart((0.0, 100.0), &values), 34);
    let labels = text.lines().last().expect("labels");
    assert!(labels.contains("2071"), "{text}");
    assert!(labels.split_whitespace().count() > 2 && !labels.contains("2012"), "{labels}");
}

#[test]
fn odd_scales_do_no_harm() {
    for scale in [(0.0, 0.0), (f64::NAN, 1.0), (5.0, -5.0), (-1.0, 0.0), (f64::NEG_INFINITY, f64::INFINITY)] {
        for width in [0, 1, 2, 3, 7, 40] {
            let values = [Some(f64::NAN), Some(f64::INFINITY), Some(-3.0), None];
            let _ = painted(&chart(scale, &values), width);
        }
    }
    let _ = painted(&chart((0.0, 1.0), &[]), 20);
}
