//! `cjm metrics`: the readings of a map.
//! Invariant: a period without answers has no row, and what the gate withholds has no value.

mod changes;
mod readings;

use std::collections::BTreeMap;
use std::rc::Rc;

use serde_json::{Value, json};

use super::arguments::{MetricsArguments, RowsChoice};
use super::dates;
use super::failure::CommandFailure;
use super::left_out::left_out_json;
use super::open::{OpenedMap, open_one};
use super::persona;
use super::print::{Printer, complain};
use super::settings;
use super::table::{self, Around, TableColumn};
use crate::analysis::judged::Judged;
use crate::analysis::track::{Eye, Track};
use crate::analysis::verdicts::{Verdicts, Viewpoint, Whole};
use crate::journey::{Address, Binding, Book, Finding, Map, Noun, Segment, Severity, SourceReport, Toll, rule};
use crate::metric::{Gate, Grain, Kind, Series};
use changes::{BREAKS, BreakRow, CHANGES, ChangeRow};
use readings::{COLUMNS, MeasuredPlace, MeasuredRow};

/// Prints the readings; gives the exit code.
pub(super) fn run(arguments: &MetricsArguments, out: &mut Printer) -> Result<u8, CommandFailure> {
    let limits = settings::limits(arguments.config.as_deref())?;
    let opened = open_one(&arguments.map, arguments.counting)?;
    let map = opened.parse()?;
    check_names(&map, arguments)?;
    let segment = persona::segment(&map, arguments.persona.as_ref(), &arguments.conditions)?;
    let book = opened.load(&segment, asked_grain(arguments));
    check_columns(&book)?;
    let cohort = book.counts.cohorts.iter().rposition(|cohort| cohort.segment == segment);
    let viewpoint = Viewpoint { cohort, gate: Gate::new(limits, segment.crowd()), today: map.day(dates::today()) };
    let verdicts = Verdicts::new(&book, viewpoint);
    let told = Told { book: &book, arguments, verdicts: &verdicts, viewpoint };
    let rows = told.measured();
    let sources = book.counts.sources.iter().map(source_json).collect();
    let notes = astride(&book, arguments, &segment);
    let beside = vec![("sources", sources), ("notes", notes.iter().map(|note| json!(note)).collect())];
    let mut around = Around { rows: Some("readings"), beside };
    match arguments.rows {
        RowsChoice::Readings | RowsChoice::All => {
            if arguments.rows == RowsChoice::All {
                around.beside.push(("changes", objects(&CHANGES, &told.changes())));
                around.beside.push(("since", objects(&BREAKS, &told.breaks())));
            }
            table::print(arguments.format, &COLUMNS, &rows.iter(), &around, out)?;
        }
        RowsChoice::Changes => {
            around.rows = Some("changes");
            let changes = told.changes();
            table::print(arguments.format, &CHANGES, &changes.iter(), &around, out)?;
            if changes.is_empty() {
                complain("warning: no changes: nothing that is asked for was measured in two periods that are over");
            }
        }
        RowsChoice::Since => {
            around.rows = Some("since");
            let breaks = told.breaks();
            table::print(arguments.format, &BREAKS, &breaks.iter(), &around, out)?;
            if breaks.is_empty() {
                complain("warning: no breaks: no day parts the answers beyond chance");
            }
        }
    }
    for note in &notes {
        complain(&format!("warning: {note}"));
    }
    Ok(remarks(&opened, &book, &rows))
}

/// Rows as values of an object.
fn objects<R>(columns: &[TableColumn<R>], rows: &[R]) -> Value {
    rows.iter().map(|row| table::object(columns, row)).collect()
}

/// What is left out of what was asked for, because its dates do not tell on which side of a bound it lies.
fn astride(book: &Book, arguments: &MetricsArguments, segment: &Segment) -> Vec<String> {
    let Some(cohort_idx) = book.counts.cohorts.iter().rposition(|cohort| cohort.segment == *segment) else {
        return Vec::new();
    };
    let mut finest: BTreeMap<&str, Grain> = BTreeMap::new();
    for ((address, binding), cohorts) in book.map.bindings().zip(book.counts.series.iter()) {
        let Some(series) = cohorts.get(cohort_idx) else { continue };
        let is_asked = is_asked_for(&book.map, &address, &binding.metric, arguments);
        if is_asked && series.n_astride(arguments.since, arguments.until) > 0 {
            finest.insert(&binding.source, series.finest);
        }
    }
    let bounds = [("--since", arguments.since), ("--until", arguments.until)];
    let bounds = bounds.into_iter().filter_map(|(name, bound)| Some(format!("{name} {}", bound?)));
    let bounds = bounds.collect::<Vec<_>>().join(" ");
    let words = |(source, grain): (&&str, &Grain)| match grain {
        Grain::All => format!("`{source}` says no dates: none of its answers is counted with {bounds}"),
        grain => {
            let name = grain.name();
            format!("`{source}` tells dates by {name}: a {name} that lies only in part within {bounds} is left out")
        }
    };
    finest.iter().map(words).collect()
}

/// Says on standard error what the numbers do not show; gives the exit code.
fn remarks(opened: &OpenedMap, book: &Book, rows: &[MeasuredRow]) -> u8 {
    let failed = book.counts.sources.iter().filter_map(|report| Some((report, report.failed.as_ref()?)));
    let mut n_failed = 0;
    for (report, why) in failed {
        complain(&format!("warning: source `{}` could not be read: {why}", report.id));
        n_failed += 1;
    }
    if rows.is_empty() {
        complain("warning: no readings: nothing was measured, or nothing of it was asked for");
    }
    let n = book.findings.iter().filter(|finding| finding.severity() != Severity::Advice).count();
    if n > 0 {
        let noun = if n == 1 { "finding" } else { "findings" };
        complain(&format!("warning: {n} {noun}\nhelp: run `cjm check {}`", opened.named()));
    }
    u8::from(n_failed > 0)
}

/// Refuses touchpoints and metrics that the map does not have.
fn check_names(map: &Map, arguments: &MetricsArguments) -> Result<(), CommandFailure> {
    let touchpoints = || map.stages.iter().flat_map(|stage| &stage.touchpoints);
    for name in &arguments.touchpoints {
        if map.touchpoint(name).is_none() {
            let known = touchpoints().map(|touchpoint| touchpoint.id.clone()).collect();
            return Err(CommandFailure::Unknown { kind: "touchpoint", name: name.clone(), known });
        }
    }
    let mut known: Vec<String> = map.bindings().map(|(_, binding)| binding.metric.clone()).collect();
    known.sort();
    known.dedup();
    for name in &arguments.names {
        if !known.iter().any(|id| is_metric(map, id, name)) {
            return Err(CommandFailure::Unknown { kind: "metric", name: name.clone(), known });
        }
    }
    Ok(())
}

/// Refuses columns that no source has. Readers report a missing column with the place in the map that names it; a
/// column of `--where` has no such place.
fn check_columns(book: &Book) -> Result<(), CommandFailure> {
    let is_asked = |finding: &&Finding| *finding.rule == rule::UNKNOWN_COLUMN && finding.address.is_none();
    let lacking = book.findings.iter().find(is_asked);
    lacking.map_or(Ok(()), |finding| Err(CommandFailure::Column(finding.message.clone(), finding.help.clone())))
}

/// Was this metric asked for, by its id or by the name on the screen?
fn is_metric(map: &Map, id: &str, asked: &str) -> bool {
    id.eq_ignore_ascii_case(asked) || map.metric(id).is_some_and(|metric| metric.name.eq_ignore_ascii_case(asked))
}

/// How long the periods are that have to be counted apart. Where bounds are given only days tell what lies within.
fn asked_grain(arguments: &MetricsArguments) -> Grain {
    let is_bounded = arguments.since.is_some() || arguments.until.is_some();
    if is_bounded || arguments.rows != RowsChoice::Readings { Grain::Day } else { Grain::Year.max(arguments.by.into()) }
}

/// What of a book is asked for.
struct Told<'a> {
    book: &'a Book,
    arguments: &'a MetricsArguments,
    verdicts: &'a Verdicts,
    viewpoint: Viewpoint,
}

impl Told<'_> {
    /// The readings of every binding that is asked for, then those put together from them.
    fn measured(&self) -> Vec<MeasuredRow> {
        let Self { book, arguments, viewpoint, .. } = self;
        let Some(cohort_idx) = viewpoint.cohort else { return Vec::new() };
        let bindings: Vec<&Binding> = book.map.bindings().map(|(_, binding)| binding).collect();
        let asked = |idx: usize| {
            let series = book.counts.series.get(idx)?.get(cohort_idx)?;
            let measure = book.map.measure(bindings.get(idx)?)?;
            Some((series.between(arguments.since, arguments.until), measure))
        };
        let grain: Grain = arguments.by.into();
        let beside = |idx: usize| -> Vec<Series> {
            let all = viewpoint.beside(book, idx).into_iter();
            all.map(|series| series.between(arguments.since, arguments.until)).collect()
        };
        let mut rows = Vec::new();
        for (idx, place) in self.places() {
            let Some((series, measure)) = asked(idx) else { continue };
            let beside = beside(idx);
            let beside: Vec<&Series> = beside.iter().collect();
            let readings = viewpoint.gate.readings(&series, &beside, (grain, &measure)).into_iter();
            rows.extend(readings.map(|(period, gated)| {
                let n_open = series.n_pending(&period);
                MeasuredRow { place: Rc::clone(&place), period, gated, n_open }
            }));
        }
        // Who answered within bounds that cut a period is not known.
        let is_bounded = arguments.since.is_some() || arguments.until.is_some();
        let together = if is_bounded { Vec::new() } else { book.counts.together(cohort_idx) };
        for (whole, place) in self.wholes() {
            let track = |idx: &usize| {
                let (series, measure) = asked(*idx)?;
                let metric = book.map.metric(&whole.metric)?;
                let beside = beside(*idx);
                let beside: Vec<&Series> = beside.iter().collect();
                let eye = Eye { grain, gate: viewpoint.gate, beside: &beside };
                Some((*idx, Track::of(&series, metric, &measure, eye, None)?))
            };
            let parts: Vec<(usize, Track)> = whole.parts.iter().filter_map(track).collect();
            let parts: Vec<(usize, &Track)> = parts.iter().map(|(idx, track)| (*idx, track)).collect();
            let composed = Track::composed(&parts, Judged::default(), viewpoint.gate, &together);
            let points = composed.map(|track| track.points).unwrap_or_default().into_iter();
            rows.extend(points.map(|(period, gated)| MeasuredRow {
                place: Rc::clone(&place),
                period,
                gated,
                n_open: 0,
            }));
        }
        rows
    }

    /// Every step that is asked for.
    fn changes(&self) -> Vec<ChangeRow> {
        let tracks = self.places().into_iter().filter_map(|(idx, place)| {
            let judged = &self.verdicts.tracks.get(idx)?.as_ref()?.judged;
            Some(ChangeRow { place, step: judged.step.clone()? })
        });
        let wholes = self.wholes().filter_map(|(whole, place)| Some((whole.judged.step.clone()?, place)));
        let all = tracks.chain(wholes.map(|(step, place)| ChangeRow { place, step }));
        // A plain count has nothing that says how sure it is: it is not compared.
        all.filter(|row| row.place.kind.is_estimate()).collect()
    }

    /// Every break that is sure and asked for: the best of each series.
    fn breaks(&self) -> Vec<BreakRow> {
        let tracks = self.places().into_iter().filter_map(|(idx, place)| {
            let judged = &self.verdicts.tracks.get(idx)?.as_ref()?.judged;
            Some(BreakRow { place, own: *judged.breaks.first().filter(|own| own.is_sure())? })
        });
        tracks.collect()
    }

    /// The bindings that are asked for, and where each belongs.
    fn places(&self) -> Vec<(usize, Rc<MeasuredPlace>)> {
        let map = &self.book.map;
        let asked = map
            .bindings()
            .enumerate()
            .filter(|(_, (address, binding))| is_asked_for(map, address, &binding.metric, self.arguments));
        let place = |address: &Address, binding: &Binding| MeasuredPlace {
            stage: address.id_of(Noun::Stage).map(str::to_owned),
            touchpoint: address.id_of(Noun::Touchpoint).map(str::to_owned),
            consult: address.id_of(Noun::Consult).map(str::to_owned),
            toll: self.book.toll(binding),
            ..self.place(&binding.metric)
        };
        asked.map(|(idx, (address, binding))| (idx, Rc::new(place(&address, binding)))).collect()
    }

    /// The stages that are put together from their touchpoints, and are asked for.
    fn wholes(&self) -> impl Iterator<Item = (&Whole, Rc<MeasuredPlace>)> {
        let map = &self.book.map;
        let touchpoints = move |idxs: &[usize]| -> Vec<String> {
            let of = |idx: &usize| map.bindings().nth(*idx)?.0.id_of(Noun::Touchpoint).map(str::to_owned);
            idxs.iter().filter_map(of).collect()
        };
        let toll = |idx: &usize| map.bindings().nth(*idx).map(|(_, binding)| self.book.toll(binding));
        let wholes = self.verdicts.wholes.iter().filter(|whole| whole.parts.len() > 1);
        wholes.filter_map(move |whole| {
            let stage = map.stages.get(whole.stage_idx)?;
            let address = Address::journey().then(Noun::Stage, &stage.id);
            is_asked_for(map, &address, &whole.metric, self.arguments).then(|| {
                let place = MeasuredPlace {
                    stage: Some(stage.id.clone()),
                    is_composed: true,
                    joined: touchpoints(&whole.joined),
                    left: touchpoints(&whole.left),
                    few: touchpoints(&whole.few),
                    toll: Toll::together(whole.parts.iter().filter_map(&toll).collect::<Vec<_>>().iter()),
                    ..self.place(&whole.metric)
                };
                (whole, Rc::new(place))
            })
        })
    }

    fn place(&self, metric: &str) -> MeasuredPlace {
        let own = self.book.map.metric(metric);
        let kind = own.as_ref().map_or(Kind::BARE, |own| own.kind);
        let unit = own.map(|own| own.unit).unwrap_or_default();
        let (stage, touchpoint, consult, is_composed) = (None, None, None, false);
        let (joined, left, few) = (Vec::new(), Vec::new(), Vec::new());
        let (metric, toll) = (metric.to_owned(), Toll::default());
        MeasuredPlace { stage, touchpoint, consult, metric, kind, unit, toll, is_composed, joined, left, few }
    }
}

fn is_asked_for(map: &Map, address: &Address, metric: &str, arguments: &MetricsArguments) -> bool {
    let touchpoint = address.id_of(Noun::Touchpoint);
    let is_place = arguments.touchpoints.is_empty()
        || arguments.touchpoints.iter().any(|asked| touchpoint == Some(asked.as_str()));
    let is_measured = arguments.names.is_empty() || arguments.names.iter().any(|asked| is_metric(map, metric, asked));
    is_place && is_measured
}

fn source_json(report: &SourceReport) -> Value {
    let left_out: Vec<Value> = report.left_out.iter().map(left_out_json).collect();
    let mut entry = json!({ "id": report.id, "rows": report.rows, "used": report.used, "left_out": left_out });
    if let (Some(why), Some(entry)) = (&report.failed, entry.as_object_mut()) {
        entry.insert("failed".to_owned(), json!(why));
    }
    entry
}
