//! The shape of a source: keys that only work together.

use super::Reader;
use crate::source::format::{Fields, Remark, rules};
use crate::source::shapes::shape::Names;
use crate::source::shapes::{SHAPES, keys};

impl Reader<'_, '_> {
    /// Keys that only work together.
    pub(super) fn check_shape(&mut self, fields: &Fields<'_>) {
        for need in SHAPES.iter().flat_map(|shape| shape.needs) {
            let is_lacking = !fields.has(need.lacks) && (need.or.is_empty() || !fields.has(need.or));
            if is_lacking && need.given.iter().all(|key| fields.has(key)) {
                let help = Some(need.help.to_owned());
                self.add(Remark { help, ..fields.remark(need.wrong, need.rule, need.message.to_owned()) });
            }
        }
        let place = SHAPES.iter().find_map(|shape| Some((shape, shape.place.filter(|key| fields.has(key))?)));
        match place {
            Some((shape, key)) if fields.has("touchpoint") => {
                let shape = shape.told.unwrap_or(shape.noun);
                let message = format!("touchpoint does nothing here, the {key} of {shape} names the touchpoint");
                let help = Some("remove it".to_owned());
                self.add(Remark { help, ..fields.remark("touchpoint", &rules::UNUSED_KEY, message) });
            }
            None if !fields.has("touchpoint") => {
                let of_metrics = keys().filter(|key| matches!(key.names, Names::Metric | Names::Metrics));
                if let Some(key) = of_metrics.map(|key| key.field.key).find(|key| fields.has(key)) {
                    let message = format!("{key} without touchpoint, expected the column that names the touchpoint");
                    let help = Some("add touchpoint = \"...\", or bind the column where it is measured".to_owned());
                    self.add(Remark { help, ..fields.remark(key, &rules::SOURCE_SHAPE, message) });
                }
            }
            _ => {}
        }
        let given = SHAPES.iter().filter_map(|shape| {
            let key = shape.made_by.first().filter(|key| fields.has(key))?;
            Some((shape, shape.told?, *key))
        });
        let given: Vec<_> = given.collect();
        let of_many = given.iter().find(|(shape, ..)| shape.is_of_many).filter(|_| fields.has("weight"));
        if let Some((_, told, _)) = of_many {
            let message = format!("weight does nothing here, a row of {told} says how many it stands for");
            let help = Some("remove it".to_owned());
            self.add(Remark { help, ..fields.remark("weight", &rules::UNUSED_KEY, message) });
        }
        if let [(_, one, _), (_, other, key), ..] = given.as_slice() {
            let message = format!("{one} and {other} at once, expected one shape");
            let help = Some("write two sources for the one file".to_owned());
            self.add(Remark { help, ..fields.remark(key, &rules::SOURCE_SHAPE, message) });
        }
    }
}
