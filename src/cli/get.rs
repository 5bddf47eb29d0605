//! `cjm get`: what a map says at one place.
//! Invariant: a value is printed as it can be given to `cjm set`.

use super::arguments::GetArguments;
use super::failure::Failure;
use super::open::open_one;
use super::print::{Printer, complain};
use crate::source::{self, Unresolved, edit};

/// Prints a value, or the fields of a thing; gives the exit code.
pub(super) fn run(arguments: &GetArguments, out: &mut Printer) -> Result<u8, Failure> {
    let text = open_one(&arguments.map, arguments.reach)?.text()?;
    let at = match source::resolve(&text, &arguments.address) {
        Ok(at) => at,
        Err(unknown @ Unresolved::Unknown { .. }) => {
            let help = unknown.help().map(|help| format!("\nhelp: {help}")).unwrap_or_default();
            complain(&format!("{unknown}{help}"));
            return Ok(1);
        }
        Err(unresolved) => return Err(unresolved.into()),
    };
    if at.field.is_none() {
        let fields = edit::fields(&text, &at).unwrap_or_default();
        for (key, value) in fields {
            out.lines(&format!("{key} = {value}"))?;
        }
        return Ok(0);
    }
    let Some(value) = edit::value(&text, &at) else {
        complain(&format!("{at} is blank"));
        return Ok(1);
    };
    out.lines(&value)?;
    Ok(0)
}
