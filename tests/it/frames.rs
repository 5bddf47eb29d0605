//! What the screen shows, kept in `tests/frames`: the text, then row by row where it does not look plain.
//! `INSTA_UPDATE=always cargo test --test it frames` writes them anew, once a change of the picture is wanted.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use cjm::app::Size;
use cjm::terminal::Rehearsal;
use cjm::ui::{Depth, Look, picture};
use ratatui::buffer::{Buffer, Cell};
use ratatui::style::{Color, Modifier};

use super::session::{LARGE, USUAL, open, play, resize};

const SMALL: Size = Size::new(40, 12);

const DARK: Look = Look { depth: Depth::Sixteen, is_dark: true, is_unicode: true, reorders: true, has_links: false };
const LIGHT: Look = Look { is_dark: false, ..DARK };
const INDEXED: Look = Look { depth: Depth::Indexed, ..DARK };
const TRUE: Look = Look { depth: Depth::True, ..DARK };
const TRUE_LIGHT: Look = Look { is_dark: false, ..TRUE };
const NO_COLOR: Look = Look { depth: Depth::None, ..DARK };
const ASCII: Look = Look { is_unicode: false, ..DARK };
const BARE: Look = Look { is_unicode: false, ..NO_COLOR };
/// The terminal puts right-to-left text in order itself.
const LOGICAL: Look = Look { reorders: false, ..DARK };

/// A frame that is kept: its name, what is opened, how large, how it looks, the keys before it.
type Kept = (&'static str, &'static str, Size, Look, &'static str);

#[rustfmt::skip]
const KEPT: &[Kept] = &[
    ("airport 80x24",                "maps/airport", USUAL, DARK,       ""),
    ("airport 120x40 true",          "maps/airport", LARGE, TRUE,       ""),
    ("airport 40x12",                "maps/airport", SMALL, DARK,       ""),
    ("airport 80x24 light",          "maps/airport", USUAL, LIGHT,      ""),
    ("airport 120x40 true light",    "maps/airport", LARGE, TRUE_LIGHT, ""),
    ("airport 80x24 256",            "maps/airport", USUAL, INDEXED,    ""),
    ("airport 80x24 no color",       "maps/airport", USUAL, NO_COLOR,   "l j"),
    ("airport 120x40 ascii",         "maps/airport", LARGE, ASCII,      ""),
    ("airport 40x12 bare",           "maps/airport", SMALL, BARE,       "j"),
    ("airport walk 120x40",          "maps/airport", LARGE, DARK,       "l l j"),
    ("airport stage 120x40",         "maps/airport", LARGE, DARK,       "l 1"),
    ("airport worst 80x24",          "maps/airport", USUAL, DARK,       "w"),
    ("airport detail 80x24",         "maps/airport", USUAL, DARK,       "w enter"),
    ("airport detail scrolled",      "maps/airport", USUAL, DARK,       "w enter ctrl-d ctrl-d"),
    ("airport detail 40x12",         "maps/airport", SMALL, DARK,       "w enter"),
    ("airport zoom 120x40",          "maps/airport", LARGE, DARK,       "w z"),
    ("airport zoom detail",          "maps/airport", LARGE, TRUE,       "w 3 z"),
    ("airport about 120x40",         "maps/airport", LARGE, DARK,       "i"),
    ("airport about end",            "maps/airport", USUAL, DARK,       "i G"),
    ("airport sources 120x40",       "maps/airport", LARGE, DARK,       "v s"),
    ("bakery sources 80x24",         "maps/bakery",  USUAL, DARK,       "v s ctrl-d"),
    ("toys sources 120x40",          "maps/toys",    LARGE, DARK,       "v s s s"),
    ("airport views 80x24",          "maps/airport", USUAL, DARK,       "v"),
    ("airport mile 120x40",          "maps/airport", LARGE, TRUE,       "w v l"),
    ("airport mile end 80x24",       "maps/airport", USUAL, DARK,       "T v l l l l"),
    ("airport truths 120x40",        "maps/airport", LARGE, DARK,       "T"),
    ("toys mile 40x12",              "maps/toys",    SMALL, BARE,       "w v l"),
    ("bakery mile 80x24",            "maps/bakery",  USUAL, LIGHT,      "w v l"),
    ("airport persona",              "maps/airport", USUAL, DARK,       "p p"),
    ("airport period",               "maps/airport", USUAL, DARK,       "t"),
    ("airport curve 120x40",         "maps/airport", LARGE, TRUE,       "v c right"),
    ("airport curve 80x24 bare",     "maps/airport", USUAL, BARE,       "v c"),
    ("airport curve 40x12",          "maps/airport", SMALL, NO_COLOR,   "v c right"),
    ("toys curve 120x40 ascii",      "maps/toys",    LARGE, ASCII,      "v c"),
    ("toys curve 80x24 no color",    "maps/toys",    USUAL, NO_COLOR,   "v c down"),
    ("bakery curve 120x40",          "maps/bakery",  LARGE, DARK,       "v c"),
    ("bakery curve 40x12",           "maps/bakery",  SMALL, DARK,       "v c right"),
    ("airport find 120x40",          "maps/airport", LARGE, DARK,       "/ text:queue"),
    ("airport find 40x12",           "maps/airport", SMALL, DARK,       "/ text:food"),
    ("airport found",                "maps/airport", USUAL, DARK,       "/ text:queue enter n"),
    ("airport palette",              "maps/airport", USUAL, DARK,       ": text:per"),
    ("airport help 80x24",           "maps/airport", USUAL, DARK,       "?"),
    ("airport help 120x40 light",    "maps/airport", LARGE, LIGHT,      "? text:scr"),
    ("airport no findings",          "maps/airport", USUAL, DARK,       "!"),
    ("airport nothing back",         "maps/airport", USUAL, DARK,       "["),
    ("airport edit 80x24",           "maps/airport", USUAL, DARK,       "w enter j e ctrl-u"),
    ("airport edit unfit 120x40",    "maps/airport", LARGE, LIGHT,      "/ text:emotion esc w 3 j j j e ctrl-u 9 enter"),
    ("airport add 80x24",            "maps/airport", USUAL, DARK,       "w a"),
    ("airport new note 40x12",       "maps/airport", SMALL, NO_COLOR,   "w a text:note enter text:one alt-enter text:two"),
    ("bakery edit 120x40",           "maps/bakery",  LARGE, DARK,       "h 3 e"),
    ("shelf edit 80x24",             "maps",         USUAL, DARK,       "j j e"),
    ("cocoa 120x40",                 "maps/cocoa",   LARGE, TRUE,       "v c"),
    ("cafe curve personas",          "maps/cafe",    LARGE, DARK,       "v c s"),
    ("health plan 80x24",            "maps/health",  USUAL, DARK,       "v p"),
    ("flight 120x40",                "maps/flight",  LARGE, TRUE,       "v w"),
    ("flight wheel 80x24",           "maps/flight",  USUAL, NO_COLOR,   "v w T"),
    ("bakery wheel 120x40",          "maps/bakery",  LARGE, LIGHT,      "v w"),
    ("car 120x40",                   "maps/car",     LARGE, DARK,       "v k"),
    ("car consults 40x12",           "maps/car",     SMALL, BARE,       "v k"),
    ("cafe 80x24",                   "maps/cafe",    USUAL, DARK,       "v c"),
    ("product plan 120x40",          "maps/product", LARGE, DARK,       "enter v p"),
    ("b2b 120x40",                   "maps/b2b",     LARGE, TRUE,       "v g"),
    ("b2b goals 40x12",              "maps/b2b",     SMALL, ASCII,      "v g"),
    ("repairs 80x24",                "maps/repairs", USUAL, DARK,       "w v l"),
    ("airport standup 80x24",        "maps/airport", USUAL, DARK,       "S n"),
    ("airport standup 120x40",       "maps/airport", LARGE, DARK,       "S n"),
    ("airport standup questions",    "maps/airport", USUAL, DARK,       "S n enter g"),
    ("airport standup all 80x24",    "maps/airport", USUAL, LIGHT,      "S tab"),
    ("airport standup over 80x24",   "maps/airport", USUAL, NO_COLOR,   "S esc"),
    ("toys standup 120x40",          "maps/toys",    LARGE, TRUE,       "S n n"),
    ("toys standup 40x12",           "maps/toys",    SMALL, ASCII,      "S n"),
    ("bakery 80x24",                 "maps/bakery",  USUAL, DARK,       ""),
    ("bakery 120x40",                "maps/bakery",  LARGE, TRUE,       "h h"),
    ("bakery 40x12",                 "maps/bakery",  SMALL, DARK,       ""),
    ("bakery 80x24 logical",         "maps/bakery",  USUAL, LOGICAL,    ""),
    ("bakery detail",                "maps/bakery",  USUAL, LIGHT,      "h h enter ctrl-d"),
    ("bakery standup 80x24",         "maps/bakery",  USUAL, DARK,       "S"),
    ("bakery standup 120x40",        "maps/bakery",  LARGE, DARK,       "S n"),
    ("bakery find",                  "maps/bakery",  USUAL, DARK,       "/ text:משלוח"),
    ("bakery 120x40 ascii",          "maps/bakery",  LARGE, ASCII,      "l"),
    ("toys 80x24",                   "maps/toys",    USUAL, DARK,       ""),
    ("toys 120x40",                  "maps/toys",    LARGE, DARK,       "w"),
    ("toys 40x12",                   "maps/toys",    SMALL, DARK,       "l l"),
    ("toys comments 120x40",         "maps/toys",    LARGE, TRUE,       "w c j"),
    ("toys comments 80x24",          "maps/toys",    USUAL, DARK,       "w c s"),
    ("toys comments found",          "maps/toys",    USUAL, LIGHT,      "w c / text:money enter n"),
    ("toys comments 40x12",          "maps/toys",    SMALL, BARE,       "w c j"),
    ("toys comments of all 40x12",   "maps/toys",    SMALL, DARK,       "i c j"),
    ("toys comments help",           "maps/toys",    USUAL, DARK,       "c ? text:order"),
    ("bakery comments of all",       "maps/bakery",  USUAL, DARK,       "i c j"),
    ("bakery comments 80x24",        "maps/bakery",  USUAL, DARK,       "h h c j"),
    ("bakery comments typed",        "maps/bakery",  USUAL, NO_COLOR,   "c / text:חבר"),
    ("toys metric by month",         "maps/toys",    LARGE, TRUE_LIGHT, "w m t"),
    ("toys persona hidden",          "maps/toys",    USUAL, NO_COLOR,   "p t t t"),
    ("shelf 80x24",                  "maps",         USUAL, DARK,       ""),
    ("shelf 120x40",                 "maps",         LARGE, TRUE,       "j"),
    ("shelf 40x12",                  "maps",         SMALL, BARE,       "j j"),
    ("odd 80x24",                    "tests/maps/odd", USUAL, DARK,     ""),
    ("odd findings",                 "tests/maps/odd", LARGE, DARK,     "!"),
    ("odd findings 40x12",           "tests/maps/odd", SMALL, NO_COLOR, "!"),
    ("too small",                    "maps/toys",    Size::new(19, 5), DARK, ""),
];

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/frames");

#[test]
fn every_frame_is_as_it_was_kept() {
    let mut opened: BTreeMap<&str, Rehearsal> = BTreeMap::new();
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(FOLDER);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, path, size, look, keys) in KEPT {
            let mut session = opened.entry(path).or_insert_with(|| open(path, USUAL)).clone();
            session.dress(*look);
            resize(&mut session, *size);
            play(&mut session, keys);
            let (columns, rows) = (size.width, size.height);
            settings_of(path, columns, rows, keys)
                .bind(|| insta::assert_snapshot!(name.replace(' ', "-"), described(session.cells())));
        }
    });
    check_none_is_forgotten();
}

/// What stands at the head of the file.
fn settings_of(path: &str, columns: u16, rows: u16, keys: &str) -> insta::Settings {
    let mut settings = insta::Settings::clone_current();
    settings.set_description(format!("{path} at {columns}x{rows} after: {keys}"));
    settings
}

/// A file without a row is the picture of nothing.
#[track_caller]
fn check_none_is_forgotten() {
    let names: BTreeSet<String> = KEPT.iter().map(|(name, ..)| name.replace(' ', "-")).collect();
    assert_eq!(names.len(), KEPT.len(), "two frames have one name");
    let entries = std::fs::read_dir(FOLDER).expect("the folder is there");
    let files = entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned());
    let kept = files.filter_map(|name| name.strip_suffix(".snap").map(str::to_owned));
    let forgotten: Vec<String> = kept.filter(|name| !names.contains(name)).collect();
    assert!(forgotten.is_empty(), "no row keeps {forgotten:?}");
}

#[test]
fn a_window_made_larger_shows_what_it_would_have_shown_from_the_start() {
    for path in ["maps/toys", "maps/bakery", "maps"] {
        let from_start = open(path, LARGE);
        let mut resized = open(path, SMALL);
        resize(&mut resized, LARGE);
        assert_eq!(picture::text(resized.cells()), picture::text(from_start.cells()), "{path}");
    }
}

#[test]
fn the_airport_tells_its_story_without_a_key() {
    let shown = picture::text(open("maps/airport", LARGE).cells());
    let told = [
        "NPS 35 ±3.1",
        "2,650",
        "n 2,650   ▼ fell 5.3 since 2017",
        "▼ 3 of 21 fell: Security 7.6 · Clean restrooms 4.1 since 2017",
        "goal 45: not reached",
        "Getting there",
        "Leaving",
        // Pain points: how bad they are along the journey, and what they say where one is.
        "\n pain ",
        " 5!! ",
        " 3 !   The way takes longer than the phone",
    ];
    for told in told {
        assert!(shown.contains(told), "`{told}` is not on the screen:\n{shown}");
    }
}

#[test]
fn every_map_here_is_shown_somewhere() {
    for folder in ["maps", "tests/maps"] {
        for entry in std::fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).expect("the folder") {
            let entry = entry.expect("an entry");
            // Beside the maps lie pictures of them.
            if entry.path().is_dir() && entry.file_name() != "drawings" {
                let path = format!("{folder}/{}", entry.file_name().to_string_lossy());
                assert!(KEPT.iter().any(|(_, shown, ..)| *shown == path), "no frame shows {path}");
            }
        }
    }
}

/// The text, then the looks: `3-5: 0-9 bold, 40 dim` are rows and columns, counted from 0.
fn described(frame: &Buffer) -> String {
    let mut told = picture::text(frame);
    told.push_str("---- looks\n");
    let area = *frame.area();
    let mut rows: Vec<(u16, u16, String)> = Vec::new();
    for y in area.top()..area.bottom() {
        let runs = runs(frame, y);
        match rows.last_mut() {
            Some((_, last, before)) if *last + 1 == y && *before == runs => *last = y,
            _ => rows.push((y, y, runs)),
        }
    }
    for (first, last, runs) in rows.into_iter().filter(|(_, _, runs)| !runs.is_empty()) {
        let _ = writeln!(told, "{}: {runs}", range(first, last));
    }
    told
}

/// The stretches of a row that do not look plain.
fn runs(frame: &Buffer, y: u16) -> String {
    let area = *frame.area();
    let mut runs: Vec<(u16, u16, String)> = Vec::new();
    for x in area.left()..area.right() {
        let Some(style) = frame.cell((x, y)).map(style).filter(|style| !style.is_empty()) else { continue };
        match runs.last_mut() {
            Some((_, last, before)) if *last + 1 == x && *before == style => *last = x,
            _ => runs.push((x, x, style)),
        }
    }
    runs.iter().map(|(first, last, style)| format!("{} {style}", range(*first, *last))).collect::<Vec<_>>().join(", ")
}

fn range(first: u16, last: u16) -> String {
    if first == last { first.to_string() } else { format!("{first}-{last}") }
}

/// `bold blue`; a plain cell has none.
fn style(cell: &Cell) -> String {
    let mut words: Vec<String> = Modifier::all()
        .iter_names()
        .filter(|(_, weight)| cell.modifier.contains(*weight))
        .map(|(name, _)| name.to_lowercase())
        .collect();
    words.extend(color(cell.fg));
    words.extend(color(cell.bg).map(|color| format!("on {color}")));
    words.join(" ")
}

fn color(color: Color) -> Option<String> {
    (color != Color::Reset).then(|| color.to_string().to_lowercase())
}
