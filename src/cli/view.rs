//! `cjm NAME MAP`: the page of a view, by the very code that draws it on the screen.
//! Invariant: the same map, dials, width and day give the same page.

use std::io::IsTerminal as _;

use super::arguments::{FrameFormat, ViewCommand};
use super::chosen::Chosen;
use super::failure::CommandFailure;
use super::open::open_one;
use super::persona;
use super::print::{Printer, complain, escaped};
use super::show::{self, Dressed};
use super::table;
use super::timeline::timeline_json;
use crate::app::scene::joined;
use crate::app::scene::views::ViewRow;
use crate::app::view::{Body, Journey};
use crate::app::{Size, Start};
use crate::journey::Segment;
use crate::metric::Period;
use crate::terminal::{self, Environment, Rehearsal};
use crate::text::Plain;
use crate::ui;

/// Rows of a screen that nobody sees: what is printed has as many as it needs.
const ROWS: u16 = 40;
/// Columns of a page that is printed to a file.
const WIDTH: u16 = 100;

/// As wide as the terminal, or as a page is where there is none.
fn usual_width(environment: &Environment) -> u16 {
    if std::io::stdout().is_terminal() { terminal::size(environment).width } else { WIDTH }
}

/// Prints a view; gives the exit code.
pub(super) fn run(command: &ViewCommand, environment: &Environment, out: &mut Printer) -> Result<u8, CommandFailure> {
    let arguments = &command.arguments;
    let opened = open_one(&arguments.map, arguments.counting)?;
    let persona = command.dials.iter().find(|(name, _)| name == "persona").map(|(_, id)| id);
    let only = if arguments.conditions.is_empty() {
        Segment::default()
    } else {
        persona::segment(&opened.parse()?, persona, &arguments.conditions)?
    };
    let (label, root) = (opened.label().to_owned(), opened.into_root().counting_apart(only.clone()));
    let chosen = Chosen::read(&arguments.look, arguments.picture.color)?;
    let Dressed { format, settings, look, day } = show::dressed(&arguments.picture, &chosen, environment);
    let width = arguments.width.unwrap_or_else(|| usual_width(environment));
    let mut start = chosen.start(&root, day, Size::new(width, ROWS), settings);
    // The map that is printed comes first; those beside it may be drawn along with it.
    start.maps.sort_by_key(|own| *own != label);
    let mut rehearsal = Rehearsal::open(root, Start { is_printed: true, only, ..start }, look);
    if let Some(lacking) = rehearsal.session().unknown_column() {
        return Err(CommandFailure::Column(lacking.message.clone(), lacking.help.clone()));
    }
    let has_all = see(&mut rehearsal, command.view, &command.dials)?;
    let seen = rehearsal.frame();
    let Body::Journey(journey) = &seen.body else { return Ok(1) };
    if format.is_data() {
        return data(&rehearsal, command, format, out).map(|()| u8::from(!has_all));
    }
    if let Some(printed) = rehearsal.session().analysis().and_then(|own| own.printed()) {
        out.lines(&printed)?;
        return Ok(u8::from(!has_all));
    }
    // On the screen the header and the footer say it.
    let is_sheet = format == FrameFormat::Svg && journey.detail.is_sheet();
    // A sheet has the title of the map at its head.
    let around = around(journey, !is_sheet);
    if is_sheet {
        let language = rehearsal.session().language();
        out.made(&ui::paper(journey, &around, language.as_deref(), seen.is_right_to_left))?;
        return Ok(u8::from(!has_all));
    }
    let (page, links) = ui::sheet(&journey.detail, &around, &rehearsal.look(), seen.is_right_to_left, width);
    show::print((&page, &links), format, rehearsal.look(), out)?;
    Ok(u8::from(!has_all))
}

/// Prints what a view found.
fn data(
    rehearsal: &Rehearsal,
    command: &ViewCommand,
    format: FrameFormat,
    out: &mut Printer,
) -> Result<(), CommandFailure> {
    let Some(analysis) = rehearsal.session().analysis() else {
        let seen = rehearsal.frame();
        let Body::Journey(journey) = &seen.body else { return Err(show::no_data(format)) };
        let persona = command.dials.iter().find(|(name, _)| name == "persona").map(|(_, id)| id.as_str());
        let told = timeline_json(journey, command.view.name.as_str(), persona);
        let told = told.filter(|_| format == FrameFormat::Json).ok_or_else(|| show::no_data(format))?;
        return Ok(out.made(&escaped(&format!("{told:#}\n")))?);
    };
    if analysis.printed().is_some() {
        let known = vec!["text".to_owned()];
        return Err(CommandFailure::Unknown { kind: "format of a form", name: show::format_name(format), known });
    }
    let data = analysis.data();
    match format {
        FrameFormat::Csv => table::print_csv(&data, out)?,
        FrameFormat::Markdown => table::print_markdown(&data, out)?,
        _ => table::print_json(&data, out)?,
    }
    Ok(())
}

/// Of which map, whose and of when the numbers of a page are.
fn around(journey: &Journey, has_title: bool) -> Plain {
    let title = (has_title && journey.title != journey.detail.title).then(|| journey.title.to_string());
    let span = journey.overview.span(journey.labels, usize::MAX);
    let when = if span.is_empty() || journey.detail.is_dated {
        String::new()
    } else {
        format!("{span}, figures are those of the last period")
    };
    joined([title.unwrap_or_default(), journey.counted.to_string(), when])
}

/// Looks at a view with these of its dials turned; tells whether the map has what it needs.
pub(super) fn see(
    rehearsal: &mut Rehearsal,
    view: &ViewRow,
    dials: &[(String, String)],
) -> Result<bool, CommandFailure> {
    let has_all = rehearsal.session().lack(view).is_none();
    if has_all {
        check(rehearsal, view, dials)?;
    }
    rehearsal.see(view.name, dials.to_vec());
    Ok(has_all)
}

/// Refuses what the dials of a view cannot be turned to in this map.
fn check(rehearsal: &Rehearsal, view: &ViewRow, dials: &[(String, String)]) -> Result<(), CommandFailure> {
    for (name, choice) in dials {
        let Some(dial) = view.dials.iter().find(|dial| dial.name == name) else {
            let known = view.dials.iter().map(|dial| format!("--{}", dial.name)).collect();
            return Err(CommandFailure::Unknown { kind: "dial", name: name.clone(), known });
        };
        if dial.is_open_to(choice) {
            continue;
        }
        let known = rehearsal.session().choices(view, dial);
        if known.is_empty() {
            return Err(CommandFailure::Undialed(dial.name, dial.lack));
        }
        if !known.contains(choice) {
            return Err(CommandFailure::Unknown { kind: dial.name, name: choice.clone(), known });
        }
    }
    check_periods(dials)
}

/// Refuses two periods that have days in common: the same answers would stand on both sides. Says so where they are turned.
fn check_periods(dials: &[(String, String)]) -> Result<(), CommandFailure> {
    let given = |name: &str| dials.iter().find(|(own, _)| own == name).and_then(|(_, label)| Period::parse(label));
    let Some((from, to)) = given("from").zip(given("to")) else { return Ok(()) };
    if from.end() < to.start {
        return Ok(());
    }
    let (from_label, to_label) = (from.label(), to.label());
    if to.end() < from.start {
        // Somebody may want to see it from the other side.
        complain(&format!("warning: --from {from_label} is later than --to {to_label}: all signs are turned"));
        return Ok(());
    }
    let message = format!("{from_label} and {to_label} have days in common: no change can be told between them");
    Err(CommandFailure::Periods(message, "choose two periods, one after the other".to_owned()))
}
