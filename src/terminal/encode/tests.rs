//! The bytes of a change, counted, and what a terminal makes of them.
//! Invariant: after the bytes the terminal shows the frame.

use ratatui::layout::Rect;
use ratatui::style::Style as Dress;

use super::*;

const AREA: Rect = Rect { x: 0, y: 0, width: 40, height: 6 };

fn frame(lines: &[(u16, u16, &str, Dress)]) -> Buffer {
    let mut buffer = Buffer::empty(AREA);
    for &(x, y, text, style) in lines {
        buffer.set_string(x, y, text, style);
    }
    buffer
}

fn bytes(before: &Buffer, after: &Buffer) -> String {
    let mut bytes = Vec::new();
    Encoder::new().change(before, after, &mut bytes);
    String::from_utf8(bytes).unwrap()
}

#[test]
fn equal_frames_give_no_bytes() {
    let shown = frame(&[(0, 0, "Restaurants", Dress::new().bold())]);
    assert_eq!(bytes(&shown, &shown), "");
}

#[test]
fn bytes_are_few() {
    let plain = Dress::new();
    let blank = frame(&[]);
    let cases = [
        ("a word", blank.clone(), frame(&[(3, 1, "food", plain)]), "\x1b[2;4Hfood"),
        ("the next row", blank.clone(), frame(&[(0, 1, "a", plain), (0, 2, "b", plain)]), "\x1b[2Ha\r\nb"),
        ("a short gap", blank.clone(), frame(&[(0, 0, "a  b", plain)]), "\x1b[1Ha  b"),
        ("a long gap", blank.clone(), frame(&[(0, 0, "a", plain), (9, 0, "b", plain)]), "\x1b[1Ha\x1b[8Cb"),
        ("a cleared row", frame(&[(0, 0, "abcdef", plain)]), blank.clone(), "\x1b[1H\x1b[K"),
        (
            "bold, then plain",
            blank.clone(),
            frame(&[(0, 0, "a", plain.bold()), (1, 0, "b", plain)]),
            "\x1b[1H\x1b[1ma\x1b[mb",
        ),
        (
            "a blank needs no color",
            blank.clone(),
            frame(&[(0, 0, "a", plain.bold()), (1, 0, "   ", plain.red()), (4, 0, "b", plain.bold())]),
            "\x1b[1H\x1b[1ma   b",
        ),
        ("a color", blank, frame(&[(0, 0, "a", plain.fg(Color::Indexed(208)))]), "\x1b[1H\x1b[38;5;208ma"),
    ];
    for (name, before, after, expected) in cases {
        assert_eq!(bytes(&before, &after), expected, "{name}");
    }
}

/// The same frames through ratatui's crossterm backend, the usual way: ours never takes more bytes, and far fewer in all.
#[test]
fn bytes_are_fewer_than_the_usual_way_takes() {
    use ratatui::backend::{Backend, CrosstermBackend};
    let bold = Dress::new().fg(Color::Indexed(141)).bold();
    let bar = Dress::new().fg(Color::Indexed(247));
    let screen = |selected: u16| {
        let mut lines = Vec::new();
        for row in 0..AREA.height {
            lines.push((2, row, "Touchpoint", if row == selected { bold } else { Dress::new() }));
            lines.push((14, row, "64 ", Dress::new()));
            lines.push((17, row, "±2.9", Dress::new().dim()));
            lines.push((23, row, if row == selected { "▄▄ ▅▅ ▃▃ ▆▆" } else { "▃▃ ▃▃ ▅▅ ▆▆" }, bar));
        }
        frame(&lines)
    };
    let mut pen = Encoder::new();
    let (mut n_ours, mut n_usual) = (0, 0);
    let mut shown = Buffer::empty(AREA);
    for selected in [0, 1, 2, 3, 2, 5] {
        let next = screen(selected);
        let mut bytes = Vec::new();
        pen.change(&shown, &next, &mut bytes);
        let mut usual = Vec::new();
        CrosstermBackend::new(&mut usual).draw(shown.diff(&next).into_iter()).expect("a vector takes all");
        let step = usual.len();
        assert!(bytes.len() <= step, "{} bytes where the usual way takes {step}", bytes.len());
        n_ours += bytes.len();
        n_usual += step;
        shown = next;
    }
    assert!(n_ours * 10 <= n_usual * 7, "{n_ours} bytes where the usual way takes {n_usual}");
}

/// What a terminal shows after the bytes is what the frame says, from any frame to any other.
#[test]
fn a_terminal_shows_what_the_frame_says() {
    let mut seed = 7_u32;
    let mut random = |below: u16| {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        u16::try_from(seed >> 16).unwrap() % below
    };
    let words = ["food", "שלום", "旅客", "▄▅▆", "  ", "a·b", "       ", "é"];
    let colors = [Color::Reset, Color::Red, Color::DarkGray, Color::Indexed(33), Color::Rgb(1, 2, 3)];
    let modifiers =
        [Modifier::empty(), Modifier::BOLD, Modifier::DIM, Modifier::BOLD | Modifier::ITALIC, Modifier::REVERSED];
    let mut terminal = vt100::Parser::new(AREA.height, AREA.width, 0);
    let mut pen = Encoder::new();
    let mut shown = Buffer::empty(AREA);
    for round in 0..300 {
        let mut next = shown.clone();
        if round % 7 == 0 {
            next.reset();
        }
        for _ in 0..6 {
            let style = Dress::reset()
                .fg(colors[usize::from(random(5))])
                .bg(colors[usize::from(random(5))])
                .add_modifier(modifiers[usize::from(random(5))]);
            // Slots of eight columns, so that no word covers half of a wide character.
            let (x, y) = (random(5) * 8, random(6));
            next.set_string(x, y, "        ", Dress::reset());
            next.set_string(x, y, words[usize::from(random(8))], style);
        }
        let mut bytes = Vec::new();
        pen.change(&shown, &next, &mut bytes);
        terminal.process(&bytes);
        check(&terminal, &next, round);
        shown = next;
    }
}

#[track_caller]
fn check(terminal: &vt100::Parser, frame: &Buffer, round: u32) {
    for y in 0..AREA.height {
        let mut x = 0;
        while x < AREA.width {
            let cell = frame.cell((x, y)).unwrap();
            let seen = terminal.screen().cell(y, x).unwrap();
            let text = if seen.contents().is_empty() { " " } else { seen.contents() };
            assert_eq!(text, cell.symbol(), "round {round} at {x},{y}");
            let is_blank = cell.symbol() == " " && !cell.modifier.contains(Modifier::REVERSED);
            assert_eq!(seen.bgcolor(), seen_as(cell.bg), "round {round} at {x},{y}");
            x += u16::try_from(cell.symbol().width()).unwrap().max(1);
            if is_blank {
                assert!(!seen.inverse() && !seen.underline(), "round {round} at {x},{y}");
                continue;
            }
            assert_eq!(seen.bold(), cell.modifier.contains(Modifier::BOLD), "bold, round {round} at {x},{y}");
            assert_eq!(seen.dim(), cell.modifier.contains(Modifier::DIM), "dim, round {round} at {x},{y}");
            assert_eq!(seen.inverse(), cell.modifier.contains(Modifier::REVERSED), "reverse, round {round} at {x},{y}");
            assert_eq!(seen.fgcolor(), seen_as(cell.fg), "round {round} at {x},{y}");
        }
    }
}

fn seen_as(color: Color) -> vt100::Color {
    match color {
        Color::Reset => vt100::Color::Default,
        Color::Red => vt100::Color::Idx(1),
        Color::DarkGray => vt100::Color::Idx(8),
        Color::Indexed(number) => vt100::Color::Idx(number),
        Color::Rgb(red, green, blue) => vt100::Color::Rgb(red, green, blue),
        other => panic!("{other:?} is not drawn here"),
    }
}
