//! What was understood of the sources of a map, and words that its page shares with printed output.
//! Every count stands beside what it counts.

use std::fmt::Write as _;

use super::row::{DialKind, DialRow, ViewRow};
use crate::app::figures::{count, size};
use crate::app::library::LoadProgress;
use crate::app::scene::claims::remark;
use crate::app::scene::pieces::{Scene, joined};
use crate::app::view::{Block, Page, PageLine, Tone};
use crate::app::viewing::{Dials, ViewName};
use crate::journey::book::Pass;
use crate::journey::understood::{Answers, ColumnValues, FileColumn, FirstRow, Taken, Use};
use crate::journey::{Address, Ask, LeftOut, Map, Noun, Source, SourceReport, Understood};
use crate::text::Plain;

/// The most line numbers that the screen shows for a reason.
const MOST_LINES: usize = 3;

/// The most values of a column, and the most columns of a kind, that the screen shows.
const MOST_LISTED: usize = 24;

pub(super) const ROW: ViewRow = ViewRow {
    name: ViewName::new("sources"),
    letter: 's',
    sentence: "What was understood of the files, and what was left out",
    dials: &[&SOURCE],
    is_edited: false,
    is_drawing: false,
    sides: &[],
    analysis: None,
    fold: sources,
    lack: |scene| {
        let has_none = scene.map().sources.is_empty();
        has_none
            .then(|| "This map reads no files: nothing is counted. `cjm bind FILE.csv` proposes what to add.".into())
    },
};

const SOURCE: DialRow = DialRow {
    name: "source",
    value: "ID",
    sentence: "Show this source only",
    lack: "there are no two sources",
    kind: DialKind::Own,
    // There is nothing to choose from one.
    choices: |scene| {
        let sources = scene.map().sources.iter().map(|source| source.id.clone());
        Some(sources.collect()).filter(|all: &Vec<String>| all.len() > 1).unwrap_or_default()
    },
    ..DialRow::OWN
};

/// Every source of the map with what was understood of it.
fn sources(scene: Scene<'_>, dials: &Dials) -> Page {
    let all = &scene.map().sources;
    // A source that is gone is no reason to show nothing.
    let chosen = dials.chosen(SOURCE.name).filter(|id| all.iter().any(|source| source.id == *id));
    let mut blocks = Vec::new();
    for source in all.iter().filter(|source| chosen.is_none_or(|id| source.id == id)) {
        if !blocks.is_empty() {
            blocks.push(Block::Gap);
        }
        let report = report(scene, source);
        blocks.push(head(scene, source, report));
        let map = scene.map();
        blocks.extend(map.asks.iter().filter(|ask| ask.source == source.id).map(|ask| question(map, ask)));
        if let Some(report) = report {
            body(&mut blocks, report);
        }
    }
    let which = chosen.map_or_else(|| "all".to_owned(), |id| format!("only {id}"));
    let which = if all.len() > 1 { which } else { String::new() };
    let n = if all.len() == 1 { "1 file".to_owned() } else { format!("{} files", all.len()) };
    Page { title: "Sources".into(), aside: joined([n, which]), blocks, ..Page::default() }
}

/// What nobody has said yes or no to; none of it is counted.
pub(super) fn questions(scene: Scene<'_>) -> Vec<Block> {
    let map = scene.map();
    map.asks.iter().map(|ask| question(map, ask)).collect()
}

fn question(map: &Map, ask: &Ask) -> Block {
    Block::Item {
        lead: "?".into(),
        tone: Tone::Strong,
        lines: vec![Plain::from(ask.words(map))],
        tail: Plain::default(),
        under: ask.why.iter().map(|why| Plain::new(why).into()).collect(),
        is_done: false,
        at: Some(ask.address()),
        is_marked: false,
    }
}

/// The file of every source, and how much of it is used.
pub(super) fn heads(scene: Scene<'_>) -> Vec<Block> {
    scene.map().sources.iter().map(|source| head(scene, source, report(scene, source))).collect()
}

fn report<'a>(scene: Scene<'a>, source: &Source) -> Option<&'a SourceReport> {
    scene.book.counts.sources.iter().find(|report| report.id == source.id)
}

/// The file, and how much of it is used.
fn head(scene: Scene<'_>, source: &Source, report: Option<&SourceReport>) -> Block {
    let failed = report.and_then(|report| report.failed.as_ref());
    let tail = match report {
        Some(_) if failed.is_some() => "failed".into(),
        Some(report) => format!("{} rows used", count(report.used)).into(),
        None => match scene.progress.filter(|progress| progress.source == source.id) {
            Some(progress) => doing(progress).into(),
            None if scene.is_loading => "waiting to be read".into(),
            None => Plain::from("not read"),
        },
    };
    Block::Item {
        lead: Plain::default(),
        tone: if failed.is_some() { Tone::Bad } else { Tone::Neutral },
        lines: vec![Plain::new(&source.file)],
        tail,
        under: failed.map(|why| Plain::new(why).into()).into_iter().collect(),
        is_done: false,
        at: Some(Address::journey().then(Noun::Source, &source.id)),
        is_marked: false,
    }
}

/// `reading … 43 %`.
fn doing(progress: &LoadProgress) -> String {
    let work = match progress.pass {
        Pass::Counting => "reading …",
        Pass::Scoring => "scoring comments …",
    };
    progress.percent().map_or(work.to_owned(), |percent| format!("{work} {percent} %"))
}

fn body(blocks: &mut Vec<Block>, report: &SourceReport) {
    let mut tell = |label: &str, lines: Vec<String>| {
        let lines: Vec<PageLine> = lines.into_iter().map(|line| Plain::from(line).into()).collect();
        if !lines.is_empty() {
            blocks.push(Block::Field { label: label.into(), lines, tone: Tone::Neutral, at: None, is_marked: false });
        }
    };
    if report.failed.is_none() {
        let rows = format!("{} rows", count(report.rows));
        let size = Some(report.n_bytes).filter(|n_bytes| *n_bytes > 0).map(size);
        let read = std::iter::once(rows).chain(size).collect::<Vec<_>>().join(", ");
        tell("read", std::iter::once(read).chain(report.repeated()).collect());
    }
    if let Some(understood) = &report.understood {
        tell("written", vec![understood.dialect.words()]);
        tell("dates", understood.dates.iter().map(crate::journey::understood::Dates::words).collect());
        tell("columns", columns(understood));
        let met = understood.columns.iter().filter_map(|column| Some((column, column.values.as_ref()?)));
        tell("rows with", met.map(|(column, met)| format!("{}: {}", column.name, values(met, MOST_LISTED))).collect());
    }
    // That people skip a question is no fault: it is enough to say how often.
    let (blank, odd): (Vec<&LeftOut>, Vec<&LeftOut>) = report.left_out.iter().partition(|left| is_blank(left));
    let blank =
        blank.iter().map(|left| format!("{} {}", left.column.as_deref().unwrap_or_default(), count(left.count)));
    let blank = listed(blank, MOST_LISTED);
    tell("no answer", Some(blank).filter(|blank| !blank.is_empty()).into_iter().collect());
    tell("left out", odd.into_iter().map(|left| left_out(left, MOST_LINES)).collect());
    if let Some(understood) = &report.understood {
        blocks.extend(understood.first_rows.iter().map(|row| {
            let tone = if row.left_out.is_some() { Tone::Neutral } else { Tone::Dim };
            remark(format!("line {}", row.line).into(), first_row(understood, row).into(), tone)
        }));
    }
}

/// What the columns are used for; those that are read alike share a line.
fn columns(understood: &Understood) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    let used = || understood.columns.iter().filter(|column| !column.uses.is_empty());
    let mut by_role: Vec<(&str, Vec<&str>)> = Vec::new();
    let mut kinds: Vec<(String, Vec<&str>, Vec<u64>)> = Vec::new();
    for column in used() {
        for role in roles(column) {
            match by_role.iter_mut().find(|(of, _)| *of == role) {
                Some((_, names)) => names.push(&column.name),
                None => by_role.push((role, vec![&column.name])),
            }
        }
        for metric in measured(column.answers()) {
            let kind = metric.kind();
            match kinds.iter_mut().find(|(of, ..)| *of == kind) {
                Some((_, names, n)) => {
                    names.push(&column.name);
                    n.extend(&metric.all_n);
                }
                None => kinds.push((kind, vec![&column.name], metric.all_n)),
            }
        }
    }
    let names = |names: &[&str]| listed(names.iter().map(|name| (*name).to_owned()), MOST_LISTED);
    for (kind, of, n) in &kinds {
        let n_columns = if of.len() > 1 { format!("{} columns with ", of.len()) } else { String::new() };
        // `csat 1-5: csat` would say it twice.
        let after = if of.len() == 1 && of.iter().all(|name| kind.split(' ').next() == Some(*name)) {
            String::new()
        } else {
            format!(": {}", names(of))
        };
        lines.push(format!("{n_columns}{kind}, n {}{after}", span(n)));
    }
    for metric in measured(understood.of_rows.iter()) {
        lines.push(format!("{}: the rows, n {}", metric.words(), metric.n()));
    }
    let others: Vec<String> = by_role.iter().map(|(role, of)| format!("{role}: {}", names(of))).collect();
    lines.extend(Some(others.join(" · ")).filter(|others| !others.is_empty()));
    let unused = understood.columns.iter().filter(|column| column.uses.is_empty());
    let unused: Vec<&str> = unused.map(|column| column.name.as_str()).collect();
    if !unused.is_empty() {
        let (n, all) = (count(unused.len() as u64), count(understood.columns.len() as u64));
        lines.push(format!("{n} of {all} not used: {}", names(&unused)));
    }
    lines
}

/// `2012 · D · csat food 4, store 4 · nps 8 · no answer in 3`. Leaves out the column of a metric that only one column
/// holds, and blank cells that tell nobody apart.
fn first_row(understood: &Understood, row: &FirstRow) -> String {
    let name = |idx: usize| understood.columns.get(idx).map_or("", |column| column.name.as_str());
    let is_alone = |metric: &str| {
        let reads = |column: &&FileColumn| column.answers().any(|own| own.metric == metric);
        understood.columns.iter().filter(reads).count() < 2
    };
    let mut parts: Vec<String> = row.left_out.map(|why| format!("left out: {why}")).into_iter().collect();
    let mut metrics: Vec<(&str, Vec<String>)> = Vec::new();
    let mut n_blank = 0;
    for (idx, taken) in &row.cells {
        let name = name(*idx);
        match (taken, taken.metric()) {
            // A row that is left out for its date need not say so twice.
            (Taken::LeftOut { cell, .. }, None) => parts.push(format!("{name} {cell}")),
            (Taken::NoAnswer { code: None, .. }, _) => n_blank += 1,
            (_, Some(metric)) => {
                let said = if is_alone(metric) { taken.to_string() } else { format!("{name} {taken}") };
                match metrics.iter_mut().find(|(of, _)| *of == metric) {
                    Some((_, all)) => all.push(said),
                    None => metrics.push((metric, vec![said])),
                }
            }
            (Taken::Comment, None) => {}
            (Taken::Text(text), None) if text.is_empty() => {}
            (_, None) => parts.push(taken.to_string()),
        }
    }
    parts.extend(metrics.into_iter().map(|(metric, said)| format!("{metric} {}", said.join(", "))));
    if n_blank > 0 {
        // Begin with a word: in a line of Hebrew, a leading number would end up behind it.
        parts.push(format!("no answer in {n_blank}"));
    }
    parts.join(" · ")
}

/// What one metric reads from a column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Measured {
    metric: String,
    places: Vec<String>,
    /// How many answers each place has.
    all_n: Vec<u64>,
    /// What an answer may be.
    pub(crate) expected: String,
    /// Codes that mean "no answer".
    pub(crate) codes: String,
}

impl Measured {
    /// `csat at wait/food`, `csat at 19 places`.
    pub(crate) fn words(&self) -> String {
        match self.places.as_slice() {
            [] => self.metric.clone(),
            [one] => format!("{} at {one}", self.metric),
            [one, other] => format!("{} at {one} and {other}", self.metric),
            places => format!("{} at {} places", self.metric, places.len()),
        }
    }

    /// How many answers there are: `5,396`, `49 to 274` if places differ, `520 each` if they do not. A sum would count
    /// an answer twice that is used at two places.
    pub(crate) fn n(&self) -> String {
        match self.all_n.as_slice() {
            [one] => count(*one),
            all => {
                let n = span(all);
                if n.contains(' ') { n } else { format!("{n} each") }
            }
        }
    }

    /// `csat 1-5 (9: no answer)`.
    fn kind(&self) -> String {
        let codes = if self.codes.is_empty() { String::new() } else { format!(" ({}: no answer)", self.codes) };
        format!("{} {}{codes}", self.metric, self.expected)
    }
}

/// What is read from a column, the places of one metric together.
pub(crate) fn measured<'a>(answers: impl Iterator<Item = &'a Answers>) -> Vec<Measured> {
    let mut all: Vec<Measured> = Vec::new();
    for own in answers {
        let (expected, codes) = (own.expected.to_string(), own.missing.join(" "));
        let place = own.at.to_string();
        let is_alike =
            |other: &&mut Measured| other.metric == own.metric && other.expected == expected && other.codes == codes;
        if let Some(other) = all.iter_mut().find(is_alike) {
            other.places.push(place);
            other.all_n.push(own.n);
        } else {
            all.push(Measured { metric: own.metric.clone(), places: vec![place], all_n: vec![own.n], expected, codes });
        }
    }
    all
}

/// What a column is used for besides metrics. That it holds their values goes without saying.
pub(crate) fn roles(column: &FileColumn) -> impl Iterator<Item = &'static str> {
    let is_measured = column.answers().next().is_some();
    column.uses.iter().filter(move |own| !(is_measured && own.holds_answers())).filter_map(Use::role)
}

/// `A 5,172, B 4,300, X 3 (no touchpoint) and 4 more`.
pub(crate) fn values(values: &ColumnValues, most: usize) -> String {
    if values.are_too_many {
        return "too many different values to list".to_owned();
    }
    let met = values.met.iter().map(|value| {
        let text = if value.text.is_empty() { "blank" } else { &value.text };
        let unknown = if value.is_unknown { " (no touchpoint)" } else { "" };
        format!("{text} {}{unknown}", count(value.n_rows))
    });
    listed(met, most)
}

/// Is it about blank cells of a column?
pub(crate) fn is_blank(left_out: &LeftOut) -> bool {
    left_out.is_blank && left_out.column.is_some()
}

/// `12 out of range in nps: lines 3, 18 and 10 more`.
pub(crate) fn left_out(left_out: &LeftOut, most: usize) -> String {
    let mut text = format!("{} {}", count(left_out.count), left_out.reason);
    if let Some(column) = &left_out.column {
        text.push_str(" in ");
        text.push_str(column);
    }
    let lines: Vec<String> = left_out.lines.iter().take(most).map(u64::to_string).collect();
    if lines.is_empty() {
        return text;
    }
    let n_more = left_out.count.saturating_sub(lines.len() as u64);
    text.push_str(if left_out.count == 1 { ": line " } else { ": lines " });
    text.push_str(&lines.join(", "));
    if n_more > 0 {
        let _ = write!(text, " and {} more", count(n_more));
    }
    text
}

/// `5,396`, or `49 to 274`.
fn span(all: &[u64]) -> String {
    let (least, most) = (all.iter().min().copied().unwrap_or(0), all.iter().max().copied().unwrap_or(0));
    if least == most { count(most) } else { format!("{} to {}", count(least), count(most)) }
}

/// Names in a line, at most `most` of them, and how many more there are.
pub(crate) fn listed(names: impl Iterator<Item = String>, most: usize) -> String {
    let mut names: Vec<String> = names.collect();
    let n_more = names.len().saturating_sub(most);
    names.truncate(most);
    let more = if n_more > 0 { format!(" and {} more", count(n_more as u64)) } else { String::new() };
    format!("{}{more}", names.join(", "))
}

#[cfg(test)]
mod tests;
