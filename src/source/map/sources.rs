//! The map's own metrics and its CSV files.
//! Invariant: a source in the map has a file and one shape.

use super::Reader;
use crate::journey::{Address, MADE_UP, Noun, Source};
use crate::metric::Metric;
use crate::source::format::{
    DIRECTIONS, Fields, Ids, METRIC, METRIC_KINDS, Node, Place, Raw, Remark, Value, rules, shorten,
};
use crate::source::shapes::shape::Names;
use crate::source::shapes::{SHAPES, keys, metric_keys};
use crate::source::tables::SOURCE;
use crate::source::{charset, dates};

impl Reader<'_, '_> {
    pub(super) fn read_metrics(&mut self, root: &Fields<'_>) {
        let mut ids = Ids::default();
        for (position, raw) in root.tables("metric").iter().enumerate() {
            let id = ids.name(self.report, raw, position, (&Place::JOURNEY, Noun::Metric));
            let fields = self.entry(raw, Place::JOURNEY.then(Noun::Metric, &id), &METRIC);
            let id = id.to_text();
            let kind = fields.choice("kind", &METRIC_KINDS);
            self.metrics.insert(id.clone(), kind);
            let Some(kind) = kind else { continue };
            let steady = fields.number("steady");
            if steady.is_some_and(|steady| steady <= 0.0) {
                self.add(fields.remark("steady", &rules::OFF_SCALE, "steady is expected above 0".to_owned()));
            }
            let steady = steady.filter(|steady| *steady > 0.0);
            let usual = Metric::usual(id, kind);
            self.map.metric_definitions.push(Metric {
                name: fields.text("name").unwrap_or_else(|| usual.name.clone()),
                unit: fields.text("unit").unwrap_or_else(|| usual.unit.clone()),
                direction: fields.choice("better", &DIRECTIONS).unwrap_or(usual.direction),
                range: fields.range("range").or(usual.range),
                steady,
                ..usual
            });
        }
    }

    pub(super) fn read_sources(&mut self, root: &Fields<'_>) {
        let mut ids = Ids::default();
        let all = root.tables("source");
        let n_asking = all.iter().filter(|raw| raw.table.get("ask").is_some()).count();
        for (position, raw) in all.iter().enumerate() {
            let id = ids.name(self.report, raw, position, (&Place::JOURNEY, Noun::Source));
            let fields = self.entry(raw, Place::JOURNEY.then(Noun::Source, &id), &SOURCE);
            let id = id.to_text();
            let Some(file) = fields.text("file") else {
                self.sources.insert(id, None);
                continue;
            };
            self.check_path(&fields, &file);
            self.check_shape(&fields);
            let time_format = self.pattern(&fields);
            let zone = self.zone(&fields);
            self.sources.insert(id.clone(), Some(self.map.sources.len()));
            let mut other_times = SHAPES.iter().filter_map(|shape| shape.time);
            let source = Source {
                id,
                file,
                time: fields.text("time").or_else(|| other_times.find_map(|key| fields.text(key))),
                time_format,
                zone,
                delimiter: fields.letter("delimiter"),
                encoding: self.encoding(&fields),
                missing: fields.texts("missing"),
                segments: fields.texts("segments"),
                touchpoint: fields.text("touchpoint"),
                columns: self.columns(&fields),
                comment: fields.text("comment"),
                language: fields.text("language"),
                keys: own_keys(&fields),
                respondent: fields.text("respondent"),
                weight: fields.text("weight"),
            };
            self.map.sources.push(source);
            self.read_asks(&fields, n_asking == 1);
        }
    }

    /// Says of numbers that came with a template that they are not the author's.
    pub(super) fn tell_made_up(&mut self, root: &Fields<'_>) {
        let is_made_up =
            |raw: &&Raw<'_>| matches!(&raw.table.get("id"), Some(Node { value: Value::Text(id), .. }) if id == MADE_UP);
        let Some((raw, source)) = root.tables("source").iter().find(is_made_up).zip(self.source(MADE_UP)) else {
            return;
        };
        let file = shorten(&source.file);
        let metrics: Vec<&str> = source.columns.iter().map(|(metric, _)| metric.as_str()).collect();
        let own = |metric: &&str| self.map.metric_definitions.iter().any(|own| own.id == **metric);
        let mut parts = vec![format!("[[source]] id = \"{MADE_UP}\"")];
        parts.extend(metrics.iter().filter(|metric| own(metric)).map(|id| format!("[[metric]] id = \"{id}\"")));
        let target = self.map.target.as_ref().filter(|target| metrics.contains(&target.metric.as_str()));
        let goal = target.map(|own| format!("; target = {} came with them: say yours", own.target)).unwrap_or_default();
        self.add(Remark {
            rule: &rules::MADE_UP,
            span: Some(raw.span.clone()),
            message: format!("numbers of `{file}` came with the template: bind your own and remove this table"),
            help: Some(format!("remove {}, and {file}{goal}", parts.join(", "))),
            address: Some(Address::journey().then(Noun::Source, MADE_UP)),
        });
    }

    /// Metric and column of a long source.
    fn columns(&mut self, fields: &Fields<'_>) -> Vec<(String, String)> {
        let named = metric_keys().filter_map(|metric| Some((metric.to_owned(), fields.text(metric)?)));
        let mut columns: Vec<(String, String)> = named.collect();
        for pair in fields.pairs("columns") {
            let is_known = self.is_metric(pair.key, pair.key_span.clone(), || fields.at.field("columns"));
            if let Some(column) = pair.values.first().filter(|_| is_known) {
                if columns.iter().any(|(metric, _)| metric == pair.key) {
                    let message = format!("{} has a column already, expected it once", shorten(pair.key));
                    self.add(Remark {
                        span: Some(pair.key_span.clone()),
                        ..fields.remark("columns", &rules::UNUSED_KEY, message)
                    });
                } else {
                    columns.push((pair.key.to_owned(), column.text.clone().into_owned()));
                }
            }
        }
        columns
    }

    fn check_path(&mut self, fields: &Fields<'_>, file: &str) {
        let has_drive = file.as_bytes().get(1) == Some(&b':');
        if file.starts_with(['/', '\\', '~']) || has_drive {
            let message = format!("file is \"{}\", an absolute path, expected one relative to the map", shorten(file));
            let help = Some("put the file beside the map and write its name".to_owned());
            self.add(Remark { help, ..fields.remark("file", &rules::ABSOLUTE_PATH, message) });
        }
    }

    /// How dates are written, where they can be read like that.
    fn pattern(&mut self, fields: &Fields<'_>) -> Option<String> {
        let format = fields.str("format")?;
        let Some(fault) = dates::fault(format) else { return Some(format.to_owned()) };
        let message = format!("format is \"{}\", {fault}", shorten(format));
        let help = Some("mend it, or leave it out to have it told from the data".to_owned());
        self.add(Remark { help, ..fields.remark("format", &rules::DATE_PATTERN, message) });
        None
    }

    /// How letters are written, where it is a known encoding.
    fn encoding(&mut self, fields: &Fields<'_>) -> Option<String> {
        let label = fields.str("encoding")?;
        let Some(help) = charset::fault(label) else { return Some(label.to_owned()) };
        let message = format!("encoding is \"{}\", expected one that the web knows", shorten(label));
        self.add(Remark { help: Some(help), ..fields.remark("encoding", &rules::ENCODING, message) });
        None
    }

    /// The zone of its moments, where there is one of that name.
    fn zone(&mut self, fields: &Fields<'_>) -> Option<String> {
        let zone = fields.str("zone")?;
        if dates::Zone::parse(zone).is_some() {
            return Some(zone.to_owned());
        }
        let message = format!("zone is \"{}\", expected one such as \"Asia/Jerusalem\" or \"+02:00\"", shorten(zone));
        let help = Some("mend it, or write \"+02:00\" where this machine knows no time zones by name".to_owned());
        self.add(Remark { help, ..fields.remark("zone", &rules::UNKNOWN_ZONE, message) });
        None
    }
}

/// What the keys say that only one shape has.
fn own_keys(fields: &Fields<'_>) -> Vec<(&'static str, Vec<String>)> {
    let own = keys().filter(|key| matches!(key.names, Names::Column | Names::Words)).map(|key| key.field.key);
    let values = own.map(|key| (key, fields.text(key).map_or_else(|| fields.texts(key), |text| vec![text])));
    values.filter(|(_, values)| !values.is_empty()).collect()
}
