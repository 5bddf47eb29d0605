//! All actions of a map, wherever they stand.
//! Invariant: those of the journey come first, the others in the order of the map.

use super::{Action, Address, Map, Noun, Touchpoint};

impl Map {
    /// Every action with its address, and the touchpoint that it is at; `None`: the journey.
    pub fn all_actions(&self) -> impl Iterator<Item = (Address, &Action, Option<&Touchpoint>)> {
        let own = self.actions.iter().map(|own| (Address::journey().then(Noun::Action, &own.id), own, None));
        let staged = self.stages.iter().flat_map(|stage| {
            stage.touchpoints.iter().flat_map(move |touchpoint| {
                let at = Address::journey().then(Noun::Stage, &stage.id).then(Noun::Touchpoint, &touchpoint.id);
                let of = move |own: &'_ Action| at.then(Noun::Action, &own.id);
                touchpoint.actions.iter().map(move |own| (of(own), own, Some(touchpoint)))
            })
        });
        own.chain(staged)
    }
}
