//! Frames as text, escape sequences and SVG, and films of them.

use ratatui::buffer::Buffer;
use ratatui::layout::Rect;
use ratatui::style::{Color, Modifier, Style};

use super::*;
use crate::app::view::{Area, Links};
use crate::text::link::Link;
use crate::ui::{Depth, Look, paint, sample};

fn row(parts: &[(&str, Style)]) -> Buffer {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 20, 1));
    let mut x = 0;
    for (text, style) in parts {
        (x, _) = buffer.set_stringn(x, 0, text, 20, *style);
    }
    buffer
}

#[test]
fn text_keeps_wide_characters_and_drops_blanks_at_the_end() {
    let buffer = row(&[("旅客 54  ", Style::new())]);
    assert_eq!(text(&buffer), "旅客 54\n");
}

#[test]
fn ansi_switches_only_where_the_look_changes_and_ends_plain() {
    let orange = Style::new().fg(Color::Indexed(215));
    let bold = Style::new().add_modifier(Modifier::BOLD);
    let buffer = row(&[("a", orange), ("b c", orange), ("d", Style::new()), ("e", bold)]);
    assert_eq!(
        ansi(&buffer, Depth::Indexed, &Links::default()),
        "\u{1b}[0;38;5;215mab c\u{1b}[0md\u{1b}[0;1me\u{1b}[0m\n"
    );
    assert_eq!(ansi(&buffer, Depth::None, &Links::default()), "ab cd\u{1b}[0;1me\u{1b}[0m\n");
    let link = Link::new("https://example.org").expect("an address");
    let links = Links(vec![(Area { x: 1, y: 0, width: 3, height: 1 }, link)]);
    let (start, end) = ("\u{1b}]8;id=cjm;https://example.org\u{1b}\\", "\u{1b}]8;;\u{1b}\\");
    let expected = format!("a{start}b c{end}d\u{1b}[0;1me\u{1b}[0m\n");
    assert_eq!(ansi(&buffer, Depth::None, &links), expected);
}

#[test]
fn named_colors_have_their_codes() {
    let cases = [(Color::Yellow, "33"), (Color::LightBlue, "94"), (Color::LightMagenta, "95"), (Color::Gray, "37")];
    for (color, code) in cases {
        let text = ansi(&row(&[("x", Style::new().fg(color))]), Depth::Sixteen, &Links::default());
        assert_eq!(text, format!("\u{1b}[0;{code}mx\u{1b}[0m\n"));
    }
}

#[test]
fn a_frame_in_ansi_shows_the_same_text() {
    let mut buffer = Buffer::empty(Rect::new(0, 0, 120, 40));
    paint(&sample::airport(), &Look { depth: Depth::True, ..Look::default() }, &mut buffer);
    let mut terminal = vt100::Parser::new(40, 120, 0);
    terminal.process(ansi(&buffer, Depth::True, &Links::default()).replace('\n', "\r\n").trim_end().as_bytes());
    let shown: Vec<_> = terminal.screen().rows(0, 120).map(|row| row.trim_end().to_owned()).collect();
    assert_eq!(shown.join("\n") + "\n", text(&buffer));
}

#[test]
fn svg_places_every_run_and_escapes_it() {
    let buffer = row(&[("a<b>&\"c\"", Style::new()), ("  ", Style::new()), ("客x", Style::new())]);
    let drawn = svg(&buffer, true);
    assert!(drawn.contains(">a&lt;b&gt;&amp;&quot;c&quot;</text>"), "{drawn}");
    // 10 for the margin and 8.4 a column: the wide character starts in column 10, the next one in 12.
    assert!(drawn.contains("x=\"94.0\" y=\"23.6\">客</text>"), "{drawn}");
    assert!(drawn.contains("x=\"110.8\""), "{drawn}");
    assert!(drawn.starts_with("<svg ") && drawn.ends_with("</svg>\n"));
}

#[test]
fn svg_draws_blocks_and_rules() {
    let drawn = svg(&row(&[("▄▄█─", Style::new())]), false);
    assert!(!drawn.contains('▄') && !drawn.contains('─'), "{drawn}");
    assert!(drawn.contains("x=\"10.00\" y=\"19.00\" width=\"16.80\" height=\"9.00\""), "{drawn}");
}

#[test]
fn svg_knows_every_color() {
    let colors = [Color::Red, Color::Indexed(3), Color::Indexed(75), Color::Indexed(245), Color::Rgb(1, 2, 3)];
    for (color, hex) in colors.into_iter().zip(["#e06c75", "#e5b567", "#5fafff", "#8a8a8a", "#010203"]) {
        let drawn = svg(&row(&[("x", Style::new().fg(color))]), true);
        assert!(drawn.contains(&format!("fill=\"{hex}\"")), "{color:?}: {drawn}");
    }
    let reversed = svg(&row(&[("x", Style::new().add_modifier(Modifier::REVERSED))]), true);
    assert!(reversed.contains("fill=\"#15181e\"") && reversed.contains("fill=\"#d7dae0\""));
}

#[test]
fn svg_draws_a_line_of_dashes_in_one_piece() {
    let drawn = svg(&row(&[("┈┈┈┈", Style::new())]), true);
    assert!(!drawn.contains('┈'), "{drawn}");
    assert_eq!(drawn.matches("<path d=\"M10.84 18.5H43.60\"").count(), 1, "{drawn}");
}

fn shot(parts: &[(&str, Style)], keys: &str, seconds: u32) -> Shot {
    Shot { screen: row(parts), keys: keys.to_owned(), told: "does it".to_owned(), millis: 1000 * seconds }
}

#[test]
fn a_film_shows_each_shot_in_its_time_and_writes_equal_rows_once() {
    let plain = [("same", Style::new())];
    let shots = [shot(&plain, "j", 1), shot(&[("other", Style::new())], "k", 2), shot(&plain, "l", 1)];
    let drawn = film(&shots, true);
    assert_eq!(drawn.matches(">same</text>").count(), 1, "{drawn}");
    assert_eq!(drawn.matches("<use ").count(), 6, "a row and a caption of each");
    for told in [">j</text>", ">k</text>", ">does it</text>", ">2 of 3</text>", "animation:4000ms step-end infinite"] {
        assert!(drawn.contains(told), "{told}: {drawn}");
    }
    let second = "@keyframes s1{0%{visibility:hidden}25.000%{visibility:visible}75.000%{visibility:hidden}}";
    assert!(drawn.contains(second), "{drawn}");
}

#[test]
fn a_film_stands_still_at_its_first_shot_where_nothing_may_move() {
    let drawn = film(&[shot(&[("a", Style::new())], "j", 1), shot(&[("b", Style::new())], "k", 1)], true);
    let (still, moving) = drawn.split_once("@media (prefers-reduced-motion:no-preference)").unwrap();
    assert!(still.ends_with(".s{visibility:hidden}#s0{visibility:visible}"), "{still}");
    assert!(!still.contains("animation") && moving.contains("animation"), "{drawn}");
}
