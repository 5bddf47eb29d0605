//! Metrics and questions as things of a map: their fields do not stand by the rows of their tables.

use std::borrow::Cow;

use super::{ASK, METRIC};
use crate::journey::thing::Shown as _;
use crate::journey::{Ask, Content, Field, Noun, Table, Thing};
use crate::metric::{Direction, Metric};

impl Thing for Metric {
    fn table(&self) -> &'static Table {
        &METRIC
    }

    fn noun(&self) -> Option<Noun> {
        Some(Noun::Metric)
    }

    fn id(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.id)
    }

    fn values(&self) -> Vec<(&'static Field, Content<'_>)> {
        let better = match self.direction {
            Direction::HigherIsBetter => "higher",
            Direction::LowerIsBetter => "lower",
        };
        let range =
            self.range.map_or(Content::Nothing, |(low, high)| Content::Words(format!("{low} to {high}").into()));
        let values = [
            self.id.said(),
            self.name.said(),
            Content::Words(self.kind.row().word.into()),
            self.unit.said(),
            Content::Words(better.into()),
            range,
            self.steady.said(),
        ];
        METRIC.fields.iter().zip(values).collect()
    }
}

impl Thing for Ask {
    fn table(&self) -> &'static Table {
        &ASK
    }

    fn noun(&self) -> Option<Noun> {
        Some(Noun::Ask)
    }

    fn id(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.id)
    }

    fn values(&self) -> Vec<(&'static Field, Content<'_>)> {
        let scale =
            self.scale.map_or(Content::Nothing, |(low, high)| Content::Words(format!("{low} to {high}").into()));
        let values = [
            self.column.said(),
            self.role.said(),
            self.why.said(),
            self.touchpoint.said(),
            scale,
            self.top.said(),
            self.yes.said(),
            self.no.said(),
            self.missing.said(),
        ];
        ASK.fields.iter().zip(values).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FULL: &str = include_str!("../map/full.toml");

    /// A value in the place of another would be told under a wrong name.
    #[test]
    fn each_row_has_its_value() {
        let map = crate::source::parse("map.toml", FULL).0;
        let metric = map.metric_definitions.first().expect("there is one");
        let ask = map.asks.first().expect("there is one");
        for (thing, n_rows) in [(metric as &dyn Thing, METRIC.fields.len()), (ask, ASK.fields.len())] {
            let told: Vec<(&str, Option<String>)> = thing
                .values()
                .into_iter()
                .map(|(field, said)| (field.key, said.words().map(Cow::into_owned)))
                .collect();
            assert_eq!(told.len(), n_rows);
            for (key, words) in told {
                let words = words.unwrap_or_else(|| panic!("{key} says nothing"));
                let line = FULL.lines().find(|line| line.contains(&format!("{key} = ")) && line.contains(&words));
                let is_pair = ["range", "scale"].contains(&key);
                assert!(is_pair || line.is_some(), "{key} does not say {words}");
            }
        }
    }
}
