//! Which part of which source measures what, where: written bindings, and those that the shape of a source implies.
//! Invariant: a binding in the map names a metric and a source that are there, and its column fits the shape of the
//! source.

use super::Reader;
use crate::journey::{Binding, Column, Noun, Source};
use crate::metric::kinds::{AnswerRange, KindRow, OfCases, TakesScale};
use crate::metric::{self, Kind};
use crate::source::commented::is_of_comments;
use crate::source::format::{BINDING, Fields, Id, Remark, rules, shorten};
use crate::source::shapes;
use crate::source::shapes::shape::{Misfit, Wish};

/// The metric of a column with comments.
const COMMENTS: &str = "comments";

impl Reader<'_, '_> {
    /// The bindings of a place.
    ///
    /// * `matches`: values in the touchpoint column that mean it; empty: none do.
    pub(super) fn bindings(&mut self, fields: &Fields<'_>, matches: &[String]) -> Vec<Binding> {
        let mut bindings = Vec::new();
        for (position, raw) in fields.tables("metrics").iter().enumerate() {
            let id = Id::Position(position + 1);
            let written = self.entry(raw, fields.at.then(Noun::Binding, &id), &BINDING);
            if let Some(binding) = self.binding(&written, position + 1, matches) {
                bindings.push(binding);
            }
        }
        if !matches.is_empty() {
            let is_touchpoint = fields.at.noun() == Some(Noun::Touchpoint);
            self.imply(&mut bindings, matches, is_touchpoint);
        }
        bindings
    }

    fn binding(&mut self, fields: &Fields<'_>, position: usize, matches: &[String]) -> Option<Binding> {
        let (metric, is_source) = (self.metric_of(fields), self.is_source(fields));
        let (metric, source) = (metric?, fields.text("source").filter(|_| is_source)?);
        let kind = self.kind(&metric)?;
        let column = self.column(fields, &source, kind, matches)?;
        self.check_use(fields, kind, &column);
        Some(Binding {
            metric,
            source,
            column,
            scale: fields.scale("scale").filter(|scale| may_have(kind, *scale)),
            top: self.top(fields, kind),
            yes: fields.texts("yes"),
            no: fields.texts("no"),
            missing: fields.texts("missing"),
            to: fields.text("to"),
            matches: matches.to_vec(),
            position,
            implied: false,
        })
    }

    /// `None` where its definition is broken, which has been remarked.
    fn kind(&self, metric: &str) -> Option<Kind> {
        match self.metrics.get(metric) {
            Some(kind) => *kind,
            None => metric::catalog::BUILT_IN.iter().find(|entry| entry.id == metric).map(|entry| entry.kind),
        }
    }

    /// What of a row is read; `None` where the source cannot answer.
    fn column(&mut self, fields: &Fields<'_>, id: &str, kind: Kind, matches: &[String]) -> Option<Column> {
        let source = self.source(id)?;
        let shape = shapes::of(source);
        let metric = fields.str("metric").unwrap_or_default();
        let named = fields.str("column").or_else(|| column_of(source, metric)).filter(|_| shape.has_cells);
        if let Some(column) = named {
            let distinct = shape.distinct.and_then(|key| source.key(key));
            if kind.row().of_cases == OfCases::Number && Some(column) == distinct {
                return Some(shape.column());
            }
            let is_by_touchpoint = shapes::place_column(source).is_some() && !matches.is_empty();
            let column = column.to_owned();
            return Some(if is_by_touchpoint { Column::Matched(column) } else { Column::Own(column) });
        }
        let definition = self.map.metric_definitions.iter().find(|own| own.id == metric);
        let wish = Wish {
            source,
            metric,
            kind,
            unit: definition.map_or("", |metric| metric.unit.as_str()),
            has_match: !matches.is_empty(),
            has_to: fields.has("to"),
        };
        let column = if shape.has_cells && !kind.is_estimate() { Ok(Column::Rows) } else { (shape.bind)(&wish) };
        if fields.has("column") {
            let message = format!("column does nothing here, \"{}\" is a {}", shorten(id), shape.noun);
            let help = Some("remove it".to_owned());
            self.add(Remark { help, ..fields.remark("column", &rules::UNUSED_KEY, message) });
        }
        match column {
            Ok(column) => {
                if let Some(touchpoint) = fields.text("to").filter(|_| is_way(kind, &column)) {
                    self.point(Noun::Touchpoint, &touchpoint, fields.span_of("to"), fields.at.field("to"));
                }
                Some(column)
            }
            Err(Misfit { key, message, help }) => {
                let (span, help) = (Some(fields.span_of(key)), Some(help.to_owned()));
                self.add(Remark { span, help, ..fields.remark(key, &rules::BINDING_SHAPE, message) });
                None
            }
        }
    }

    /// Keys that do nothing for a metric of that kind.
    fn check_use(&mut self, fields: &Fields<'_>, kind: Kind, column: &Column) {
        let is_cell = matches!(column, Column::Own(_) | Column::Matched(_));
        let row = kind.row();
        let has_scale = row.takes_scale != TakesScale::No && is_cell;
        let is_rate = row.answers == AnswerRange::YesNo && is_cell;
        let is_way = is_way(kind, column);
        let with_top = format!("{} of single answers", Kind::either("", |row| row.n_top.is_some()));
        let of_yes = format!("{} of single answers", Kind::either("a ", |row| row.answers == AnswerRange::YesNo));
        let of_cases = |row: &KindRow| matches!(row.of_cases, OfCases::Share | OfCases::Time);
        let of_cases = format!("{} of an event log", Kind::either("a ", of_cases));
        let rows = [
            ("scale", has_scale, "a score of single answers"),
            ("top", row.n_top.is_some() && is_cell, with_top.as_str()),
            ("yes", is_rate, of_yes.as_str()),
            ("no", is_rate, of_yes.as_str()),
            ("missing", is_cell, "a column of single answers"),
            ("to", is_way, of_cases.as_str()),
        ];
        for (key, is_used, expected) in rows {
            if fields.has(key) && !is_used {
                let message = format!("{key} does nothing here, expected it for {expected}");
                let help = Some("remove it".to_owned());
                self.add(Remark { help, ..fields.remark(key, &rules::UNUSED_KEY, message) });
            }
        }
        if let Some((low, high)) = fields.scale("scale").filter(|scale| !may_have(kind, *scale)) {
            let usual = kind.default_scale();
            let message =
                format!("scale is [{low}, {high}], expected [{}, {}] for {}", usual.0, usual.1, kind.row().word);
            let help = Some("define a [[metric]] of another kind for these answers".to_owned());
            self.add(Remark { help, ..fields.remark("scale", &rules::OFF_SCALE, message) });
        }
    }

    /// How many answers count as satisfied: fewer than there are.
    fn top(&mut self, fields: &Fields<'_>, kind: Kind) -> Option<u8> {
        let top: u8 = fields.whole("top")?;
        let (low, high) = fields.scale("scale").unwrap_or_else(|| kind.default_scale());
        if i32::from(top) <= high - low {
            return Some(top);
        }
        let message = format!("top is {top}, expected fewer than the {} answers there are", high - low + 1);
        self.add(fields.remark("top", &rules::OFF_SCALE, message));
        None
    }

    /// Comments of sources whose rows name no touchpoint, where no place asks for them: they are of the journey.
    pub(super) fn comments_of_journey(&self) -> Vec<Binding> {
        let map = &self.map;
        let is_claimed = |id: &str| map.bindings().any(|(_, own)| own.source == id && is_of_comments(map, own));
        let of_rows = |source: &&Source| shapes::of(source).has_cells && shapes::place_column(source).is_none();
        let unclaimed = map.sources.iter().filter(of_rows).filter(|source| !is_claimed(&source.id));
        let binding = |source: &Source| Some(implied(COMMENTS, source, Column::Own(source.comment.clone()?), &[]));
        unclaimed.filter_map(binding).collect()
    }

    /// Bindings that need not be written: long sources name their columns once, funnels and logs with a window have but
    /// one metric.
    fn imply(&self, bindings: &mut Vec<Binding>, matches: &[String], is_touchpoint: bool) {
        let n_written = bindings.len();
        for source in self.map.sources.iter().filter(|source| shapes::place_column(source).is_some()) {
            let mut add = |metric: &str, column: Column| {
                let written = bindings.get(..n_written).unwrap_or_default();
                if written.iter().any(|binding| binding.metric == metric && binding.source == source.id) {
                    return;
                }
                bindings.push(implied(metric, source, column, matches));
            };
            let shape = shapes::of(source);
            if let Some(metric) = (shape.implies)(source, is_touchpoint) {
                add(metric, shape.column());
            }
            if shape.has_cells {
                for (metric, column) in &source.columns {
                    add(metric, Column::Matched(column.clone()));
                }
                if let Some(column) = &source.comment {
                    add(COMMENTS, Column::Matched(column.clone()));
                }
            }
        }
    }
}

/// Does it tell where cases get to?
fn is_way(kind: Kind, column: &Column) -> bool {
    shapes::of_column(column).is_some_and(|shape| shape.follows) && kind.is_of_some_cases()
}

/// May answers of a kind be on such a scale?
fn may_have(kind: Kind, scale: (i32, i32)) -> bool {
    kind.row().takes_scale != TakesScale::Usual || scale == kind.default_scale()
}

/// A binding that is not written.
fn implied(metric: &str, source: &Source, column: Column, matches: &[String]) -> Binding {
    Binding { matches: matches.to_vec(), ..Binding::implied_by(&source.id, metric, column) }
}

/// The column that a long source names for a metric.
fn column_of<'a>(source: &'a Source, metric: &str) -> Option<&'a str> {
    let column = source.columns.iter().find(|(own, _)| own == metric).map(|(_, column)| column);
    column.or(source.comment.as_ref().filter(|_| metric == COMMENTS)).map(String::as_str)
}
