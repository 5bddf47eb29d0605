//! The persona that `--persona` names.

use super::failure::CommandFailure;
use crate::journey::{Map, Segment};

/// The rows of the persona, everyone's without one.
pub(super) fn segment(map: &Map, persona: Option<&String>) -> Result<Segment, CommandFailure> {
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
