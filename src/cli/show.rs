//! `cjm show`: one frame, by the very code that draws the screen.
//! Invariant: the same map, keys, size and day give the same frame.

use std::io::{self, IsTerminal as _};

use clap::ValueEnum as _;
use jiff::civil::Date;
use ratatui::buffer::Buffer;

use super::arguments::{ColorsChoice, FrameFormat, PictureArguments, ShowArguments};
use super::chosen::Chosen;
use super::dates::today;
use super::failure::CommandFailure;
use super::open::open_any;
use super::print::Printer;
use super::view;
use crate::app::scene::views;
use crate::app::view::Links;
use crate::app::{Key, Size};
use crate::source::settings::{self, Settings};
use crate::terminal::{Environment, Rehearsal};
use crate::ui::{self, Look};

pub(super) fn run(
    arguments: &ShowArguments,
    environment: &Environment,
    out: &mut Printer,
) -> Result<(), CommandFailure> {
    let keys = Key::sequence(&arguments.keys).map_err(CommandFailure::Keys)?;
    let root = open_any(&arguments.map, arguments.counting)?;
    let chosen = Chosen::read(&arguments.look, arguments.picture.color)?;
    let Dressed { format, settings, look, day } = dressed(&arguments.picture, &chosen, environment);
    if format.is_data() {
        return Err(no_data(format));
    }
    let (columns, rows) = arguments.size;
    let start = chosen.start(&root, day, Size::new(columns, rows), settings);
    let mut rehearsal = Rehearsal::open(root, start, look);
    if let Some(row) = arguments.view.as_deref().and_then(views::named) {
        view::see(&mut rehearsal, row, &arguments.dials.turned)?;
    } else if !keys.is_empty() {
        // Keys mean the same in every map.
        rehearsal.go_to_panes();
    }
    rehearsal.play(&keys);
    print((rehearsal.cells(), rehearsal.links()), format, rehearsal.look(), out)?;
    Ok(())
}

/// What is only painted has no data to print.
pub(super) fn no_data(format: FrameFormat) -> CommandFailure {
    let known = ["text", "ansi", "svg"].map(str::to_owned).to_vec();
    CommandFailure::Unknown { kind: "format of a picture", name: format_name(format), known }
}

/// The name of a format, as it is typed.
pub(super) fn format_name(format: FrameFormat) -> String {
    format.to_possible_value().map(|own| own.get_name().to_owned()).unwrap_or_default()
}

/// In which format something is printed, with which settings and look, and of which day.
pub(super) struct Dressed {
    pub(super) format: FrameFormat,
    pub(super) settings: Settings,
    pub(super) look: Look,
    pub(super) day: Date,
}

/// How what was asked for is printed here.
pub(super) fn dressed(arguments: &PictureArguments, chosen: &Chosen, environment: &Environment) -> Dressed {
    let PictureArguments { color: colors, format, today: day } = *arguments;
    let format = format.unwrap_or_else(|| usual_format(colors, environment));
    let mut settings = chosen.settings.clone();
    if format == FrameFormat::Svg && colors.is_none() {
        // A picture has all colors and signs, whatever terminal it is made on.
        settings.colors = settings::Colors::True;
    }
    if format == FrameFormat::Text && settings.bidi == settings::Bidi::Auto {
        // Text for a file or a program stays in reading order.
        settings.bidi = settings::Bidi::Off;
    }
    if format.is_data() {
        // Its words are the same for any map.
        settings.labels = settings::LabelChoice::English;
    }
    let mut look = environment.look(&settings);
    if format == FrameFormat::Svg && settings.glyphs == settings::Glyphs::Auto {
        look.is_unicode = true;
    }
    Dressed { format, settings, look, day: day.unwrap_or_else(today) }
}

/// Prints what was painted, and where it leads if that can be told.
pub(super) fn print(
    (painted, links): (&Buffer, &Links),
    format: FrameFormat,
    look: Look,
    out: &mut Printer,
) -> io::Result<()> {
    match format {
        FrameFormat::Text => out.lines(&ui::picture::text(painted)),
        FrameFormat::Ansi => out.made(&ui::picture::ansi(painted, look.depth, links)),
        FrameFormat::Svg => out.made(&ui::picture::svg(painted, look.is_dark)),
        // Whoever has data to print did so.
        FrameFormat::Json | FrameFormat::Csv | FrameFormat::Markdown => Ok(()),
    }
}

/// Escape sequences where they can be seen, or were asked for.
fn usual_format(colors: Option<ColorsChoice>, environment: &Environment) -> FrameFormat {
    let is_seen = io::stdout().is_terminal() && environment.can_be_drawn_on();
    match colors {
        Some(ColorsChoice::Never) => FrameFormat::Text,
        Some(ColorsChoice::Auto) | None if !is_seen => FrameFormat::Text,
        _ => FrameFormat::Ansi,
    }
}
