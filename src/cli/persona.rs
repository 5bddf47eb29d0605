//! The rows that `--persona` and `--where` mean.

use super::failure::CommandFailure;
use crate::journey::{Choice, Map, Segment};

/// The rows of the persona, everyone's without one, that meet the conditions: one of the values of each column.
pub(super) fn segment(
    map: &Map,
    persona: Option<&String>,
    conditions: &[(String, String)],
) -> Result<Segment, CommandFailure> {
    let Segment { mut choices } = own_rows(map, persona)?;
    let n_of_persona = choices.len();
    for (column, value) in conditions {
        let known = choices.iter_mut().skip(n_of_persona).find(|choice| choice.column == *column);
        match known {
            Some(choice) => choice.values.push(value.clone()),
            None => choices.push(Choice { column: column.clone(), values: vec![value.clone()] }),
        }
    }
    Ok(Segment { choices })
}

fn own_rows(map: &Map, persona: Option<&String>) -> Result<Segment, CommandFailure> {
    let Some(name) = persona else { return Ok(Segment::default()) };
    let Some(persona) = map.personas.iter().find(|persona| persona.id == *name) else {
        let known = map.personas.iter().map(|persona| persona.id.clone()).collect();
        return Err(CommandFailure::Unknown { kind: "persona", name: name.clone(), known });
    };
    if persona.segment.choices.is_empty() {
        return Err(CommandFailure::NoSegment(name.clone()));
    }
    Ok(persona.segment.clone())
}
