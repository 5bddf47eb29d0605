//! `cjm get`: what a map says at one place.
//! Invariant: a value is printed as it can be given to `cjm set`.

use super::arguments::GetArguments;
use super::failure::CommandFailure;
use super::open::open_one;
use super::print::{Printer, complain};
use super::table::{self, Around, Format, TableColumn, column, words};
use crate::source::{self, Unresolved, edit};

const COLUMNS: [TableColumn<(String, String)>; 2] =
    [column(words("field"), |(field, _)| field.into()), column(words("value"), |(_, value)| value.into())];

/// Prints a value, or the fields of a thing; gives the exit code.
pub(super) fn run(arguments: &GetArguments, out: &mut Printer) -> Result<u8, CommandFailure> {
    let text = open_one(&arguments.map, arguments.reach)?.text()?;
    let at = match source::resolve(&edit::check(&text)?, &arguments.address) {
        Ok(at) => at,
        Err(unknown @ Unresolved::Unknown { .. }) => {
            let help = unknown.help().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
            complain(&format!("{unknown}{help}"));
            return Ok(1);
        }
        Err(unresolved) => return Err(unresolved.into()),
    };
    let fields: Vec<(String, String)> = match &at.field {
        None => edit::fields(&text, &at).unwrap_or_default(),
        Some(field) => edit::value(&text, &at).map(|value| (field.clone(), value)).into_iter().collect(),
    };
    if fields.is_empty() && at.field.is_some() {
        complain(&format!("{at} is blank"));
        return Ok(1);
    }
    match arguments.format {
        Format::Text => {
            for (key, value) in &fields {
                out.lines(&if at.field.is_some() { value.clone() } else { format!("{key} = {value}") })?;
            }
        }
        format => table::print(format, &COLUMNS, &fields.iter(), &Around::default(), out)?,
    }
    Ok(0)
}
