//! The bytes of a change, counted, and what a terminal makes of them.
//! Invariant: after the bytes the terminal shows the frame.

use proptest::prelude::*;
use ratatui::backend::{Backend as _, CrosstermBackend};
use ratatui::layout::Rect;
use ratatui::style::Style as Dress;

use super::*;
use crate::app::view::Area;

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
    Encoder::new().change(&mut before.clone(), before.diff_iter(after), &mut bytes);
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

fn links(all: &[(u16, u16, u16, &str)]) -> Links {
    let link = |address| Link::new(address).expect("an address");
    Links(all.iter().map(|&(x, y, width, to)| (Area { x, y, width, height: 1 }, link(to))).collect())
}

#[test]
fn what_leads_somewhere_is_told_once_and_ended() {
    const START: &str = "\x1b]8;id=cjm;https://a.org\x1b\\";
    const END: &str = "\x1b]8;;\x1b\\";
    let plain = Dress::new();
    let mut pen = Encoder::new();
    let (mut shown, mut before) = (Buffer::empty(AREA), Buffer::empty(AREA));
    let mut change = |next: &Buffer, to: &[(u16, u16, u16, &str)]| {
        let mut bytes = Vec::new();
        pen.lead(links(to));
        pen.change(&mut shown, before.diff_iter(next), &mut bytes);
        before = next.clone();
        String::from_utf8(bytes).expect("our own bytes")
    };
    let words = frame(&[(0, 0, "a survey b", plain)]);
    assert_eq!(change(&words, &[(2, 0, 6, "https://a.org")]), format!("\x1b[1Ha {START}survey{END} b"));
    assert_eq!(change(&words, &[(2, 0, 6, "https://a.org")]), "", "it leads there already");
    assert_eq!(change(&words, &[]), format!("\x1b[1;3Hsurvey"), "no longer");
    let two = frame(&[(0, 0, "a survey b", plain), (0, 1, "of 2017", plain), (3, 2, "x", plain)]);
    let wrapped = [(2, 0, 8, "https://a.org"), (0, 1, 7, "https://a.org")];
    assert_eq!(
        change(&two, &wrapped),
        format!("\x1b[1;3H{START}survey b\r\nof 2017{END}\x1b[3;4Hx"),
        "one link in two rows is opened once"
    );
    let other = [(2, 0, 8, "https://b.org"), (0, 1, 7, "https://a.org")];
    assert_eq!(change(&two, &other), format!("\x1b[1;3H{}survey b{END}", START.replace("a.org", "b.org")));
    let changed = frame(&[(0, 0, "a survey b", plain), (0, 1, "of 2018", plain), (3, 2, "x", plain)]);
    assert_eq!(change(&changed, &other), format!("\x1b[2;7H{START}8{END}"), "what is written again leads there again");
    assert_eq!(change(&frame(&[]), &[]), "\x1b[1H\x1b[K\r\n\x1b[K\x1b[3;4H ", "a blank leads nowhere");
}

/// A gap between two changes is written again only if it leads where the words before it do.
#[test]
fn a_gap_does_not_lead_where_its_neighbors_do() {
    let plain = Dress::new();
    let (before, after) = (frame(&[(0, 0, "abc", plain)]), frame(&[(0, 0, "xbz", plain)]));
    let mut pen = Encoder::new();
    let mut shown = before.clone();
    let to = [(0, 0, 1, "https://a.org"), (2, 0, 1, "https://a.org")];
    pen.lead(links(&to));
    let mut bytes = Vec::new();
    pen.change(&mut shown, before.diff_iter(&after), &mut bytes);
    let open = "\x1b]8;id=cjm;https://a.org\x1b\\";
    assert_eq!(String::from_utf8_lossy(&bytes), format!("\x1b[1H{open}x\x1b[1Cz\x1b]8;;\x1b\\"));
}

/// The same frames through ratatui's crossterm backend, the usual way: ours never takes more bytes, and far fewer in all.
#[test]
fn bytes_are_fewer_than_the_usual_way_takes() {
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
        pen.change(&mut shown.clone(), shown.diff_iter(&next), &mut bytes);
        let mut usual = Vec::new();
        CrosstermBackend::new(&mut usual).draw(shown.diff_iter(&next)).expect("a vector takes all");
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
    let (mut shown, mut before) = (Buffer::empty(AREA), Buffer::empty(AREA));
    for round in 0..300 {
        let mut next = before.clone();
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
        pen.change(&mut shown, before.diff_iter(&next), &mut bytes);
        terminal.process(&bytes);
        check(&terminal, &next, round);
        before = next;
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

/// What a terminal shows of a frame that crossterm's own commands write.
fn usual(frame: &Buffer) -> vt100::Parser {
    crossterm::style::force_color_output(true);
    let mut bytes = Vec::new();
    let blank = Buffer::empty(frame.area);
    CrosstermBackend::new(&mut bytes).draw(blank.diff_iter(frame)).expect("a vector takes all");
    let mut terminal = vt100::Parser::new(frame.area.height, frame.area.width, 0);
    terminal.process(&bytes);
    terminal
}

/// Where two screens differ, if anywhere. Of a blank only what can be seen matters.
fn difference(ours: &vt100::Screen, usual: &vt100::Screen) -> Option<String> {
    let look = |screen: &vt100::Screen, x: u16, y: u16| {
        let cell = screen.cell(y, x).expect("a cell");
        let is_blank = cell.contents().trim().is_empty() && !cell.inverse() && !cell.underline();
        let ink = (cell.fgcolor(), cell.bold(), cell.dim(), cell.italic(), cell.underline(), cell.inverse());
        let is_wide = (cell.is_wide(), cell.is_wide_continuation());
        (cell.contents().trim().to_owned(), is_wide, cell.bgcolor(), (!is_blank).then_some(ink))
    };
    let (height, width) = ours.size();
    let places = (0..height).flat_map(|y| (0..width).map(move |x| (x, y)));
    let mut differing = places.map(|(x, y)| (x, y, look(ours, x, y), look(usual, x, y)));
    differing.find(|(_, _, ours, usual)| ours != usual).map(|found| format!("{found:?}"))
}

#[rustfmt::skip]
const COLORS: &[Color] = &[
    Color::Reset, Color::Black, Color::Red, Color::Green, Color::Yellow, Color::Blue, Color::Magenta, Color::Cyan, Color::Gray,
    Color::DarkGray, Color::LightRed, Color::LightGreen, Color::LightYellow, Color::LightBlue, Color::LightMagenta,
    Color::LightCyan, Color::White, Color::Indexed(0), Color::Indexed(33), Color::Indexed(255), Color::Rgb(0, 0, 0),
    Color::Rgb(1, 20, 255),
];

/// Every style after every other, as crossterm's commands have it.
#[test]
fn styles_are_those_that_crossterm_sets() {
    let modifiers = (0..8_u16).map(|bit| Modifier::from_bits_truncate(1 << bit)).filter(|one| !one.is_empty());
    let looks = modifiers.flat_map(|one| [one, one | Modifier::BOLD, one | Modifier::REVERSED, Modifier::empty()]);
    let plain = COLORS.iter().flat_map(|color| [Dress::reset().fg(*color), Dress::reset().bg(*color)]);
    let styles: Vec<Dress> = plain.chain(looks.map(|look| Dress::reset().add_modifier(look))).collect();
    for first in &styles {
        let area = Rect::new(0, 0, 2, u16::try_from(styles.len()).expect("few"));
        let mut frame = Buffer::empty(area);
        for (y, second) in (0..).zip(&styles) {
            frame.set_string(0, y, "a", *first);
            frame.set_string(1, y, "b", *second);
        }
        let mut ours = vt100::Parser::new(area.height, area.width, 0);
        let blank = Buffer::empty(area);
        let mut bytes = Vec::new();
        Encoder::new().change(&mut blank.clone(), blank.diff_iter(&frame), &mut bytes);
        ours.process(&bytes);
        assert_eq!(difference(ours.screen(), usual(&frame).screen()), None, "{first:?}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 200, ..ProptestConfig::default() })]

    /// Frame after frame, each as crossterm's commands show it on a blank screen.
    #[test]
    fn frames_are_those_that_crossterm_writes(
        rounds in prop::collection::vec(
            (any::<bool>(), prop::collection::vec((0..5_u16, 0..6_u16, 0..9_usize, 0..22_usize, 0..22_usize, 0..128_u16), 0..12)),
            1..8,
        ),
    ) {
        let words = ["food", "שלום", "旅客", "▄▅▆", "  ", "a·b", "       ", "é", "👍旅 x"];
        let (mut shown, mut before) = (Buffer::empty(AREA), Buffer::empty(AREA));
        let mut ours = vt100::Parser::new(AREA.height, AREA.width, 0);
        let mut pen = Encoder::new();
        for (is_fresh, writings) in rounds {
            let mut next = if is_fresh { Buffer::empty(AREA) } else { before.clone() };
            for (slot, y, word, fg, bg, modifier) in writings {
                let mut modifier = Modifier::from_bits_truncate(modifier);
                if modifier.contains(Modifier::BOLD) {
                    // The screen shows one of them only, the one that was set last.
                    modifier -= Modifier::DIM;
                }
                let style = Dress::reset().fg(COLORS[fg]).bg(COLORS[bg]).add_modifier(modifier);
                // Slots of eight columns, so that no word covers half of a wide character.
                next.set_string(slot * 8, y, "        ", Dress::reset());
                next.set_string(slot * 8, y, words[word], style);
            }
            let mut bytes = Vec::new();
            pen.change(&mut shown, before.diff_iter(&next), &mut bytes);
            ours.process(&bytes);
            prop_assert_eq!(difference(ours.screen(), usual(&next).screen()), None);
            before = next;
        }
    }
}
