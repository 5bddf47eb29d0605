//! `cjm show`: one frame, by the very code that draws the screen.
//! Invariant: the same map, keys, size and day give the same frame.

use std::io::IsTerminal as _;

use super::arguments::{ColorsChoice, FrameFormat, ShowArguments};
use super::chosen::Chosen;
use super::dates::today;
use super::failure::CommandFailure;
use super::open::open;
use super::print::Printer;
use crate::app::{Key, Size};
use crate::source::settings;
use crate::terminal::{Environment, Rehearsal};
use crate::ui;

pub(super) fn run(
    arguments: &ShowArguments,
    environment: &Environment,
    out: &mut Printer,
) -> Result<(), CommandFailure> {
    let keys = Key::sequence(&arguments.keys).map_err(CommandFailure::Keys)?;
    let root = open(&arguments.map, arguments.reach)?;
    let chosen = Chosen::read(&arguments.look, arguments.color)?;
    let format = format(arguments);
    let mut settings = chosen.settings.clone();
    if format == FrameFormat::Svg && arguments.color.is_none() {
        // A picture has all colors and signs, whatever terminal it is made on.
        settings.colors = settings::Colors::True;
    }
    if format == FrameFormat::Text && settings.bidi == settings::Bidi::Auto {
        // Text for a file or a program stays in reading order.
        settings.bidi = settings::Bidi::Off;
    }
    let mut look = environment.look(&settings);
    if format == FrameFormat::Svg && settings.glyphs == settings::Glyphs::Auto {
        look.is_unicode = true;
    }
    let (columns, rows) = arguments.size;
    let day = arguments.today.unwrap_or_else(today);
    let start = chosen.start(&root, day, Size::new(columns, rows), settings);
    let mut rehearsal = Rehearsal::open(root, start, look);
    rehearsal.play(&keys);
    let (frame, look) = (rehearsal.frame(), rehearsal.look());
    match format {
        FrameFormat::Text => out.lines(&ui::picture::text(frame))?,
        FrameFormat::Ansi => out.made(&ui::picture::ansi(frame, look.depth))?,
        FrameFormat::Svg => out.made(&ui::picture::svg(frame, look.is_dark))?,
    }
    Ok(())
}

/// Escape sequences where they can be seen, or were asked for.
fn format(arguments: &ShowArguments) -> FrameFormat {
    match (arguments.format, arguments.color) {
        (Some(format), _) => format,
        (None, Some(ColorsChoice::Never)) => FrameFormat::Text,
        (None, Some(ColorsChoice::Auto) | None) if !std::io::stdout().is_terminal() => FrameFormat::Text,
        (None, _) => FrameFormat::Ansi,
    }
}
