//! Metrics and questions as things of a map: their fields do not stand by the rows of their tables.

use std::borrow::Cow;

use super::{ASK, DIRECTIONS, METRIC};
use crate::journey::thing::Shown as _;
use crate::journey::{Ask, Content, Field, Noun, Table, Thing};
use crate::metric::Metric;

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
        let better = DIRECTIONS.iter().find(|(_, direction)| *direction == self.direction);
        let values = [
            self.id.said(),
            self.name.said(),
            Content::Words(self.kind.row().word.into()),
            self.unit.said(),
            better.map_or(Content::Nothing, |(word, _)| Content::Words((*word).into())),
            self.range.said(),
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
        let values = [
            self.column.said(),
            self.role.said(),
            self.why.said(),
            self.touchpoint.said(),
            self.scale.said(),
            self.top.said(),
            self.yes.said(),
            self.no.said(),
            self.missing.said(),
        ];
        ASK.fields.iter().zip(values).collect()
    }
}
