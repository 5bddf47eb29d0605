//! What is typed and cards as they are painted, kept in `tests/pieces`: the text, then what is turned over or underlined.
//! `INSTA_UPDATE=always cargo test --lib pieces` writes them anew, once a change of the picture is wanted.

use std::fmt::Write as _;

use ratatui::style::Modifier;

use super::painted;
use crate::app::view::Frame;
use crate::ui::{Depth, Look, picture, sample};

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/pieces");

const THOUGHT: &str = "Eighteen dollars for a sandwich? There must be something else on the way to the |gate.";
const NOTE: &str = "Asked the food court for noon staffing.\n\nThey say it costs two people a day, and that \
                    nobody at the airport has asked for it before.|";
const HEBREW: &str = "מישהו בטח מכיר מקום טוב ב-WhatsApp, עד 21:00|";

fn thinks() -> Frame {
    sample::typed(sample::airport(), "thinks", sample::typing("thinks", THOUGHT, "enter saves, esc keeps it for later"))
}

fn note() -> Frame {
    sample::typed(sample::airport(), "new", sample::typing("new note", NOTE, "alt-enter breaks the line"))
}

fn severity() -> Frame {
    let typing = sample::typing("severity", "9|", "expected a whole number from 1 to 5");
    sample::typed(sample::airport(), "prices well above the city's", typing)
}

fn hebrew() -> Frame {
    sample::typed(sample::bakery(), "thinks", sample::typing("thinks", HEBREW, "enter saves"))
}

fn conflict() -> Frame {
    let parts = [
        ("when you began", "Eighteen dollars for a sandwich?"),
        ("theirs", "Nineteen dollars for a sandwich? And nowhere to sit, with an hour to go until boarding begins."),
        ("yours", "Eighteen dollars for a sandwich! There must be something else on the way to the gate."),
    ];
    sample::deciding(sample::airport(), "thinks · Waiting / Restaurants", &parts)
}

fn difference() -> Frame {
    let parts = [("", "  name = \"Restaurants\"\n- thinks = \"Eighteen dollars?\"\n+ thinks = \"Nineteen dollars?\"")];
    sample::deciding(sample::bakery(), "thinks", &parts)
}

/// A picture that is kept: its name, what it shows, how large, how it looks.
type KeptPiece = (&'static str, fn() -> Frame, (u16, u16), Look);

const DARK: Look = Look { depth: Depth::Sixteen, is_dark: true, is_unicode: true, reorders: true, has_links: false };
const NO_COLOR: Look = Look { depth: Depth::None, ..DARK };
const ASCII: Look = Look { is_unicode: false, ..DARK };
const LOGICAL: Look = Look { reorders: false, ..DARK };

#[rustfmt::skip]
const KEPT: &[KeptPiece] = &[
    ("typing-120x40",          thinks,     (120, 40), DARK),
    ("typing-80x24-no-color",  thinks,     (80, 24),  NO_COLOR),
    ("typing-40x12-ascii",     thinks,     (40, 12),  ASCII),
    ("typing-wrong-80x24",     severity,   (80, 24),  DARK),
    ("typing-note-120x40",     note,       (120, 40), DARK),
    ("typing-note-40x12",      note,       (40, 12),  NO_COLOR),
    ("typing-hebrew-80x24",    hebrew,     (80, 24),  DARK),
    ("typing-hebrew-40x12",    hebrew,     (40, 12),  DARK),
    ("typing-hebrew-logical",  hebrew,     (80, 24),  LOGICAL),
    ("card-120x40",            conflict,   (120, 40), DARK),
    ("card-80x24-no-color",    conflict,   (80, 24),  NO_COLOR),
    ("card-40x12",             conflict,   (40, 12),  DARK),
    ("card-40x12-ascii",       conflict,   (40, 12),  ASCII),
    ("card-24x6",              conflict,   (24, 6),   DARK),
    ("card-difference-80x24",  difference, (80, 24),  DARK),
    ("card-difference-40x12",  difference, (40, 12),  NO_COLOR),
];

#[test]
fn every_piece_is_as_it_was_kept() {
    let mut settings = insta::Settings::clone_current();
    settings.set_snapshot_path(FOLDER);
    settings.set_prepend_module_to_snapshot(false);
    settings.set_omit_expression(true);
    settings.bind(|| {
        for (name, view, (width, height), look) in KEPT {
            insta::assert_snapshot!(*name, described(&view(), *look, *width, *height));
        }
    });
}

/// The painted page, a wide one scrolled to what is typed; then the cells that are turned over or underlined.
fn described(view: &Frame, look: Look, width: u16, height: u16) -> String {
    let mut view = view.clone();
    let (_, geometry) = painted(&view, look, width, height);
    if let (Some(row), Some(journey)) = (geometry.marked_row, sample::journey_of(&mut view)) {
        let (_, n_rows) = geometry.block_rows.iter().find(|(first, n)| *first == row && *n > 0).expect("a block");
        journey.scroll = (row + n_rows).saturating_sub(geometry.detail_rows);
    }
    let (buffer, geometry) = painted(&view, look, width, height);
    let mut told = picture::text(&buffer);
    told.push_str("---- looks\n");
    let _ = writeln!(told, "caret: {:?}", geometry.caret);
    for y in 0..height {
        let runs = |weight: Modifier| -> Vec<u16> {
            let has = |x: &u16| buffer.cell((*x, y)).is_some_and(|cell| cell.modifier.contains(weight));
            (0..width).filter(has).collect()
        };
        for (name, weight) in [("underlined", Modifier::UNDERLINED), ("reversed", Modifier::REVERSED)] {
            if let [first, .., last] | [first @ last] = runs(weight)[..] {
                let _ = writeln!(told, "{y}: {first}-{last} {name}");
            }
        }
    }
    told
}
