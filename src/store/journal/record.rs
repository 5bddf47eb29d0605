//! A draft as it is written to disk.
//! Invariant: what is read back is what was kept, whatever was typed.

use serde::{Deserialize, Serialize};

use super::place::{MapPath, label, paths};
use crate::journey::{Address, Aim, Draft, Noun, Step};
use crate::store::Root;

/// A draft, by the path of its map: another session may open another folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct KeptDraft {
    path: MapPath,
    /// Without symbolic links.
    real: MapPath,
    /// Words and ids, from the outside in.
    steps: Vec<(String, String)>,
    field: Option<String>,
    /// The word of what is to be added, where it is no field.
    item: Option<String>,
    typed: String,
    was: Option<String>,
    is_open: bool,
}

impl KeptDraft {
    /// A draft of a map of this root.
    pub(super) fn of(draft: &Draft, root: &Root) -> Self {
        let (address, item) = match &draft.aim {
            Aim::Field(address) => (address, None),
            Aim::Item(address, noun) => (address, Some(noun.word().to_owned())),
        };
        let (path, real) = paths(root, &draft.map);
        Self {
            path,
            real,
            steps: address.steps.iter().map(|step| (step.noun.word().to_owned(), step.id.clone())).collect(),
            field: address.field.clone(),
            item,
            typed: draft.typed.clone(),
            was: draft.was.clone(),
            is_open: draft.is_open,
        }
    }

    /// The draft, if its map is one of this root's.
    pub(super) fn draft(&self, root: &Root) -> Option<Draft> {
        let map = label(root, [&self.path, &self.real])?;
        let step = |(word, id): &(String, String)| Some(Step { noun: Noun::of_word(word)?, id: id.clone() });
        let steps: Option<Vec<Step>> = self.steps.iter().map(step).collect();
        let address = Address { steps: steps?, field: self.field.clone() };
        let aim = match &self.item {
            None => Aim::Field(address),
            Some(word) => Aim::Item(address, Noun::of_word(word)?),
        };
        Some(Draft { map, aim, typed: self.typed.clone(), was: self.was.clone(), is_open: self.is_open })
    }
}
