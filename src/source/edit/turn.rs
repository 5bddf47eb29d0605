//! Makes a change again in a text that somebody else changed since: undo and redo.
//! Invariant: what others wrote stays; where they wrote about the very same, nothing is done.

use super::merge::merge_by_place;
use super::merged::is_sound;
use super::mesh::meshes;
use super::refusal::Refusal;

/// Takes a text from one state to another: the first to become the second. Where the text says something else by
/// now, only what differs between the two is changed.
///
/// # Errors
/// When the same lines were changed since.
pub fn turn(text: &str, from: &str, to: &str) -> Result<String, Refusal> {
    if text == from || text == to {
        return Ok(to.to_owned());
    }
    if from == to {
        return Ok(text.to_owned());
    }
    // Changes on neighboring lines are no conflict for somebody who reads the map.
    let meshed = meshes(from, text, to).into_iter().find(|meshed| is_sound(meshed, text, (from, to)));
    meshed.map_or_else(|| merge_by_place(text, from, to), Ok)
}
