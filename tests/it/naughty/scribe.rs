//! Maps and CSV files made of given strings, one for each key of the format. Must not know what is done with them.
//! Invariant: the keys are those of [`cjm::source::format`], so a key that is new is used too.

use std::fmt::Write as _;

use cjm::source::format::{self, Field, Table, ValueKind};
use cjm::source::tables;

/// How many rows a CSV file has.
const N_ROWS: usize = 12;

/// Writes maps, taking strings in turn and beginning anew at their end.
pub(super) struct Scribe<'s> {
    strings: &'s [&'s str],
    n_used: usize,
    names: Names,
}

/// What is referred to by name in a map that holds together.
#[derive(Default)]
struct Names {
    metric: String,
    source: String,
    persona: String,
    channel: String,
    stage: String,
    touchpoint: String,
    pain: String,
    columns: Vec<String>,
    cells: Vec<Vec<String>>,
}

impl<'s> Scribe<'s> {
    /// A scribe who has used no string yet.
    pub(super) fn new(strings: &'s [&'s str]) -> Self {
        Self { strings, n_used: 0, names: Names::default() }
    }

    /// How many strings were taken.
    pub(super) fn n_used(&self) -> usize {
        self.n_used
    }

    /// The id of the touchpoint of the last map that holds together.
    pub(super) fn touchpoint(&self) -> &str {
        &self.names.touchpoint
    }

    fn next(&mut self) -> String {
        let string = self.strings[self.n_used % self.strings.len()];
        self.n_used += 1;
        string.to_owned()
    }

    /// A name that names something: not blank.
    fn name(&mut self) -> String {
        loop {
            let name = self.next();
            if !name.trim().is_empty() {
                return name;
            }
        }
    }

    /// A map with a number, in which every text, id and column is a string of ours.
    pub(super) fn sound_map(&mut self) -> String {
        let mut columns: Vec<String> = Vec::new();
        while columns.len() < 4 {
            let name = self.name();
            if columns.iter().all(|known| known.trim() != name.trim()) {
                columns.push(name);
            }
        }
        self.names = Names {
            metric: self.name(),
            source: self.name(),
            persona: self.name(),
            channel: self.name(),
            stage: self.name(),
            touchpoint: self.name(),
            pain: self.name(),
            cells: (0..N_ROWS).map(|_| columns.iter().map(|_| self.next()).collect()).collect(),
            columns,
        };
        let mut text = String::new();
        self.table(&mut text, "", &tables::ROOT, &Self::sound);
        // A second source, whose dates, touchpoints and answers are none.
        let [time, place, answer, comment] = [0, 1, 2, 3].map(|idx| quoted(&self.names.columns[idx]));
        let (id, metric) = (quoted(&format!("{}2", self.names.source)), quoted(&self.names.metric));
        let _ = write!(
            text,
            "[[source]]\nid = {id}\nfile = \"answers.csv\"\ntime = {time}\ntouchpoint = {place}\ncsat = {answer}\n\
             columns = {{ {metric} = {answer} }}\ncomment = {comment}\n"
        );
        text
    }

    /// The CSV file of the last map that holds together.
    pub(super) fn answers(&self) -> String {
        let mut writer = csv::Writer::from_writer(Vec::new());
        writer.write_record(&self.names.columns).unwrap();
        for row in &self.names.cells {
            writer.write_record(row).unwrap();
        }
        String::from_utf8(writer.into_inner().unwrap()).unwrap()
    }

    /// A map in which every key holds a string of ours, whatever it should hold.
    pub(super) fn odd_map(&mut self) -> String {
        let mut text = String::new();
        self.table(&mut text, "", &tables::ROOT, &Self::odd);
        text
    }

    /// A settings file in which every key holds a string of ours.
    pub(super) fn settings(&mut self) -> String {
        let mut text = String::new();
        self.table(&mut text, "", &format::SETTINGS, &Self::odd);
        text
    }

    fn table(
        &mut self,
        text: &mut String,
        path: &str,
        table: &Table,
        value: &dyn Fn(&mut Self, &Table, &Field) -> Option<String>,
    ) {
        for field in table.fields {
            if let Some(value) = value(self, table, field) {
                let _ = writeln!(text, "{} = {value}", field.key);
            }
        }
        for field in table.fields {
            let path = if path.is_empty() { field.key.to_owned() } else { format!("{path}.{}", field.key) };
            match field.kind {
                ValueKind::Table(inner) => {
                    let _ = writeln!(text, "\n[{path}]");
                    self.table(text, &path, inner, value);
                }
                ValueKind::Tables(inner) => {
                    let _ = writeln!(text, "\n[[{path}]]");
                    self.table(text, &path, inner, value);
                }
                _ => {}
            }
        }
    }

    fn odd(&mut self, _: &Table, field: &Field) -> Option<String> {
        match field.kind {
            ValueKind::Table(_) | ValueKind::Tables(_) => None,
            ValueKind::Texts | ValueKind::Codes | ValueKind::Scale | ValueKind::Range => {
                Some(format!("[{}, {}]", quoted(&self.next()), quoted(&self.next())))
            }
            ValueKind::Choices | ValueKind::Columns | ValueKind::TextBy | ValueKind::WholeBy { .. } => {
                Some(format!("{{ {} = {} }}", quoted(&self.next()), quoted(&self.next())))
            }
            _ => {
                // An unknown key beside it.
                let (value, key, other) = (quoted(&self.next()), quoted(&self.next()), quoted(&self.next()));
                Some(format!("{value}\n{key} = {other}"))
            }
        }
    }

    fn sound(&mut self, table: &Table, field: &Field) -> Option<String> {
        if matches!(field.kind, ValueKind::Table(_) | ValueKind::Tables(_)) {
            return None;
        }
        let names = &self.names;
        let referred = match (table.name, field.key) {
            ("a metric", "id") | (_, "metric") if table.name != "a source" => &names.metric,
            ("a metric", "kind") => return Some("\"rate\"".to_owned()),
            ("a source", "id") | ("a binding", "source") => &names.source,
            ("a source", "file") => "answers.csv",
            ("a source", "segments") => &names.columns[1],
            ("a binding", "column") => &names.columns[0],
            ("a binding", "yes") => {
                let hits: Vec<String> = names.cells.iter().step_by(2).map(|row| quoted(&row[0])).collect();
                return Some(format!("[{}]", hits.join(", ")));
            }
            // Where a map is that there is not.
            (_, "journey" | "current") | ("a source" | "a binding", _) | ("a metric", "range") => return None,
            _ if matches!(field.kind, ValueKind::TextBy | ValueKind::WholeBy { .. }) => {
                let said =
                    if field.kind.expected().contains("text") { quoted(&names.touchpoint) } else { "1".to_owned() };
                return Some(format!("{{ {} = {said} }}", quoted(&names.persona)));
            }
            ("a persona", "id") | ("a scenario" | "a place to consult", "persona") => &names.persona,
            ("a persona", "segment") => {
                return Some(format!("{{ {} = {} }}", quoted(&names.columns[1]), quoted(&names.cells[0][1])));
            }
            ("a channel", "id") | ("a touchpoint", "channel") => &names.channel,
            ("a stage", "id") | ("a place to consult", "stage") => &names.stage,
            ("a touchpoint", "id" | "next") | ("a scenario", "path") => &names.touchpoint,
            ("a pain point", "id" | "answered_by") | ("an opportunity", "id") | ("an action", "mends") => &names.pain,
            _ => return self.any(field),
        };
        Some(quoted(referred))
    }

    /// What a key may hold, a string of ours where it may.
    fn any(&mut self, field: &Field) -> Option<String> {
        match field.kind {
            ValueKind::Id => Some(quoted(&self.name())),
            ValueKind::Text => Some(quoted(&self.next())),
            ValueKind::Texts | ValueKind::Codes => {
                Some(format!("[{}, {}]", quoted(&self.next()), quoted(&self.next())))
            }
            ValueKind::Date => Some("2026-02-03".to_owned()),
            ValueKind::Period => Some("\"2017\"".to_owned()),
            ValueKind::Days => Some("90".to_owned()),
            ValueKind::Span => Some(quoted("7 days")),
            ValueKind::Whole { low, .. } => Some(low.max(2).to_string()),
            ValueKind::Number => Some("7".to_owned()),
            ValueKind::Truth => Some("true".to_owned()),
            ValueKind::Words(words) => words.first().map(|word| quoted(word)),
            ValueKind::Link => Some(quoted("https://example.org/report")),
            ValueKind::Path => Some(quoted("other.toml")),
            ValueKind::Letter
            | ValueKind::Scale
            | ValueKind::Range
            | ValueKind::Choices
            | ValueKind::Columns
            | ValueKind::TextBy
            | ValueKind::WholeBy { .. } => None,
            ValueKind::Table(_) | ValueKind::Tables(_) => unreachable!("written as tables"),
        }
    }
}

/// A TOML string: what may stand there as it is does.
pub(super) fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            '\0'..='\x1f' | '\x7f' => {
                let _ = write!(quoted, "\\u{:04x}", u32::from(c));
            }
            c => quoted.push(c),
        }
    }
    quoted.push('"');
    quoted
}
