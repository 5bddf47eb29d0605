//! Which maps a folder holds.
//! Invariant: a list is sorted, and no folder is entered through a symbolic link.

use std::fs::File;
use std::io::Read;
use std::path::Path;

use super::file::{Folder, LARGEST_TEXT};

/// How deep folders are searched.
const DEEPEST: usize = 6;

/// How many entries are looked at: a home folder opened by mistake must not hang.
const MOST_ENTRIES: usize = 50_000;

/// How many bytes of a file are searched for its `[journey]` table.
const HEAD: u64 = 64 * 1024;

/// What a folder holds.
#[derive(Debug, Default)]
pub(super) struct Shelf {
    /// Labels of its maps: their paths from it, sorted.
    pub(super) maps: Vec<String>,
    /// The folders that were searched, by their path from it.
    pub(super) folders: Vec<String>,
}

/// How far to look.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Depth {
    /// In the folder itself.
    Here,
    /// In the folders in it too.
    Below,
}

impl Shelf {
    pub(super) fn search(folder: &Folder, depth: Depth) -> Self {
        let mut shelf = Self::default();
        let mut n_left = MOST_ENTRIES;
        shelf.look(folder, "", if depth == Depth::Below { DEEPEST } else { 0 }, &mut n_left);
        shelf.maps.sort_unstable();
        shelf
    }

    fn look(&mut self, folder: &Folder, inside: &str, depth: usize, n_left: &mut usize) {
        let Ok(entries) = folder.path.join(inside).read_dir() else { return };
        self.folders.push(inside.to_owned());
        for entry in entries.flatten() {
            *n_left = n_left.saturating_sub(1);
            if *n_left == 0 {
                return;
            }
            // A name that is no text cannot be written in a label.
            let Ok(name) = entry.file_name().into_string() else { continue };
            if name.starts_with('.') || name == "target" || name == "node_modules" {
                continue;
            }
            let label = if inside.is_empty() { name } else { format!("{inside}/{name}") };
            let Ok(kind) = entry.file_type() else { continue };
            if kind.is_dir() {
                if depth > 0 {
                    self.look(folder, &label, depth - 1, n_left);
                }
            } else if Path::new(&label).extension().is_some_and(|extension| extension == "toml")
                && folder.file(Path::new(&label), &label, LARGEST_TEXT).is_ok_and(|(file, _)| is_map(file))
            {
                self.maps.push(label);
            }
        }
    }
}

/// Does the file begin like a map?
pub(super) fn is_map(file: File) -> bool {
    let mut head = Vec::new();
    file.take(HEAD).read_to_end(&mut head).is_ok() && has_journey(&head)
}

/// Is there a line that opens the table `journey`, or one within it?
fn has_journey(text: &[u8]) -> bool {
    text.split(|byte| matches!(byte, b'\n' | b'\r')).any(|line| {
        let line = line.strip_prefix(b"\xef\xbb\xbf").unwrap_or(line).trim_ascii();
        let name = line.strip_prefix(b"[").map(|name| name.strip_prefix(b"[").unwrap_or(name).trim_ascii_start());
        let name = name.and_then(|name| name.strip_prefix(b"journey")).map(<[u8]>::trim_ascii_start);
        name.is_some_and(|rest| matches!(rest.first(), Some(b']' | b'.')))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_map_has_a_journey_table() {
        let cases = [
            ("[journey]\ntitle = \"x\"", true),
            ("\u{feff}# mine\r\n  [ journey ] # first\r\n", true),
            ("[journey.target]\n", true),
            ("[[journey.note]]\n", true),
            ("[[stage]]\n", false),
            ("# [journey]\n", false),
            ("[journeys]\n", false),
            ("title = \"[journey]\"\n", false),
            ("", false),
        ];
        for (text, expected) in cases {
            assert_eq!(has_journey(text.as_bytes()), expected, "{text}");
        }
    }
}
