//! `cjm NAME MAP`: the page of a view, by the very code that draws it on the screen.
//! Invariant: the same map, dials, width and day give the same page.

use super::arguments::ViewCommand;
use super::chosen::Chosen;
use super::dates::today;
use super::failure::CommandFailure;
use super::open::open_one;
use super::print::Printer;
use super::show;
use crate::app::Size;
use crate::app::scene::views::DialRow;
use crate::app::view::Body;
use crate::terminal::{Environment, Rehearsal};
use crate::ui;

/// Rows of a screen that nobody sees: what is printed has as many as it needs.
const ROWS: u16 = 40;

/// Prints a view; gives the exit code.
pub(super) fn run(command: &ViewCommand, environment: &Environment, out: &mut Printer) -> Result<u8, CommandFailure> {
    let arguments = &command.arguments;
    let root = open_one(&arguments.map, arguments.reach)?.into_root();
    let chosen = Chosen::read(&arguments.look, arguments.color)?;
    let format = arguments.format.unwrap_or_else(|| show::usual_format(arguments.color));
    let (settings, look) = show::dressed(&chosen, environment, format, arguments.color);
    let day = arguments.today.unwrap_or_else(today);
    let start = chosen.start(&root, day, Size::new(arguments.width, ROWS), settings);
    let mut rehearsal = Rehearsal::open(root, start, look);
    let lack = rehearsal.session().lack(command.view);
    for (name, choice) in command.dials.iter().filter(|_| lack.is_none()) {
        let dial = command.view.dials.iter().find(|dial| dial.name == name);
        dial.map_or(Ok(()), |dial| check(dial, choice, rehearsal.session().choices(dial)))?;
    }
    rehearsal.see(command.view.name, command.dials.clone());
    let seen = rehearsal.frame();
    let Body::Journey(journey) = &seen.body else { return Ok(1) };
    let page = ui::sheet(&journey.detail, &rehearsal.look(), seen.is_right_to_left, arguments.width);
    show::print(&page, format, rehearsal.look(), out)?;
    Ok(u8::from(lack.is_some()))
}

/// Refuses what a dial cannot be turned to in this map.
fn check(dial: &DialRow, choice: &str, known: Vec<String>) -> Result<(), CommandFailure> {
    if known.iter().any(|known| known == choice) {
        return Ok(());
    }
    Err(CommandFailure::Unknown { kind: dial.name, name: choice.to_owned(), known })
}
