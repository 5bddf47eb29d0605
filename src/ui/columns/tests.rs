//! Columns that line up at every width.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

use super::*;
use crate::app::view::{Lack, Level};
use crate::ui::cluster;
use crate::ui::fold::Field;
use crate::ui::{Look, picture};

fn row(name: &str, value: &str, margin: &str) -> TouchpointRow {
    TouchpointRow {
        name: Plain::new(name),
        figure: Some(Figure {
            value: Plain::new(value),
            margin: Some(crate::app::view::Spread::Half(margin.into())),
            n: Plain::new("2,318"),
            ..Figure::default()
        }),
        strip: Strip { cells: vec![Level::Rise(4); 7] },
        ..TouchpointRow::default()
    }
}

fn painted(rows: &[TouchpointRow], width: u16) -> Vec<String> {
    let mut buffer = Buffer::empty(Rect::new(0, 0, width, u16::try_from(rows.len()).expect("few rows")));
    let mut brush = Brush::new(&mut buffer, Look::default(), false);
    let entries: Vec<_> = rows.iter().map(ListRow::from).collect();
    let columns = ListColumns::fit(&brush, &entries, width);
    for (y, entry) in (0..).zip(&entries) {
        columns.paint(&mut brush, Field { x: 0, y, width }, entry, Selected::No);
    }
    picture::text(&buffer).lines().map(str::to_owned).collect()
}

#[test]
fn numbers_line_up_whatever_the_names() {
    let rows = [row("Shops", "51", "2.1"), row("旅客体验 😀", "−5", "12.0"), row("Wi-Fi", "100", "0.4")];
    let lines = painted(&rows, 44);
    let places: Vec<_> = lines
        .iter()
        .map(|line| {
            let before: String = line.chars().take_while(|c| *c != '▄').collect();
            cluster::columns(&before)
        })
        .collect();
    assert!(places.windows(2).all(|pair| pair[0] == pair[1]), "{lines:?}");
    assert!(lines[1].contains("−5 ±12.0"), "{lines:?}");
}

#[test]
fn a_metric_that_was_asked_for_has_its_column_where_nobody_measured_it() {
    let silent = TouchpointRow { figure: None, strip: Strip::default(), ..row("Shops", "54", "2.0") };
    let asked = TouchpointRow { lack: Lack::Asked, ..silent.clone() };
    let [silent, asked] = [silent, asked].map(|row| painted(&[row], 66).remove(0));
    assert!(asked.contains('–') && !silent.contains('–'), "{asked:?}\n{silent:?}");
}

#[test]
fn what_is_still_read_keeps_its_place() {
    let whole = row("Restaurants", "54", "2.0");
    let awaited = TouchpointRow {
        figure: None,
        strip: Strip::default(),
        lack: Lack::Awaited,
        severity: Some(4),
        n_pains: 1,
        ..whole.clone()
    };
    let whole = TouchpointRow { severity: Some(4), n_pains: 1, is_worst: true, ..whole };
    let moved = |mut row: TouchpointRow| {
        if let Some(figure) = &mut row.figure {
            figure.change = Some((crate::app::view::Move::Fell, crate::app::view::Tone::Bad));
        }
        row
    };
    let [before, after] = [awaited, moved(whole)].map(|row| painted(&[row], 66).remove(0));
    let pains = |line: &str| line.split("4 !!").next().map(cluster::columns);
    assert_eq!(pains(&before), pains(&after), "{before:?}\n{after:?}");
    assert!(before.contains("  …  ") && after.contains("54 ±2.0  2,318 ▼◂"), "{before:?}\n{after:?}");
}

#[test]
fn what_does_not_fit_is_left_out_whole() {
    for width in 0..60 {
        for line in painted(&[row("Restaurants", "54", "2.0")], width) {
            assert!(!line.contains('±') || line.contains("54 ±2.0"), "{width}: {line}");
        }
    }
}

#[test]
fn the_room_for_a_strip_does_not_depend_on_its_cells() {
    let mut long = row("Shops", "51", "2.1");
    long.strip.cells = vec![Level::Rise(3); 40];
    let mut buffer = Buffer::empty(Rect::new(0, 0, 1, 1));
    let brush = Brush::new(&mut buffer, Look::default(), false);
    let short = row("Shops", "51", "2.1");
    let [few, many] = [&short, &long].map(|row| ListColumns::fit(&brush, &[ListRow::from(row)], 60).strip_room);
    assert_eq!(few, many);
    assert!(few > 7);
}
