//! The comments of a place and all in it row by row, each with what its row says besides.
//! Invariant: this reader hands out exactly the cells that the metric `comments` counts there, each once.

use std::borrow::Cow;

use super::answer::{Answer, Reader, Rule};
use super::beside::BesideColumn;
use super::blocks::BLOCK;
use super::case::{Case, CaseColumns};
use super::columns::Columns;
use super::counts::Progress;
use super::crew::Sharing;
use super::failure::Failure;
use super::header::Header;
use super::heard::Heard;
use super::intake::Stopped;
use super::opened::{Job, Opened, SAMPLE, open, scout};
use super::plan::Plan;
use super::question::{Dialect, RowQuestion};
use super::records::Record;
use super::repeat::AskedRow;
use super::respondents::{Given, Respondents};
use super::sheet::Next;
use super::width::Width;
use crate::journey::book::Pass;
use crate::journey::{Address, Column, Map, Question, Segment, Source};
use crate::metric::{Grain, Period};
use crate::source::bytes::Bytes;
use crate::source::commented::{is_of_comments, places};
use crate::source::dates::{Calendar, Terms};
use crate::source::shapes;

/// Which comments of which source are asked for.
#[derive(Clone, Copy, Debug)]
pub(in crate::source) struct RemarkQuery<'m> {
    pub(in crate::source) map: &'m Map,
    pub(in crate::source) source_idx: usize,
    /// The place, with all in it.
    pub(in crate::source) at: &'m Address,
    /// Whose comments; everyone's where it has no choices.
    pub(in crate::source) segment: &'m Segment,
    /// How many people must share a value for it to stand beside a comment.
    pub(in crate::source) least_beside: u64,
}

/// One comment as it passes by.
#[derive(Clone, Debug, Default)]
pub(in crate::source) struct Remark<'a> {
    /// What it is about, by [`places`].
    pub(in crate::source) place: u16,
    pub(in crate::source) text: Cow<'a, str>,
    /// The number of its date among [`Heard::periods`].
    pub(in crate::source) date: Option<usize>,
    /// By [`Heard::segments`], the number of each value there; `None` where it is blank.
    pub(in crate::source) segments: Vec<Option<u32>>,
    /// By [`Heard::answers`]; blank where there is none.
    pub(in crate::source) answers: Vec<Cow<'a, str>>,
    /// The sentiment that the row itself gives.
    pub(in crate::source) given: Option<f64>,
}

/// Reads the comments of a place and all in it in one source, in the order of the file.
pub(in crate::source) fn read(
    query: RemarkQuery<'_>,
    bytes: &dyn Bytes,
    progress: Progress<'_>,
    take: &mut dyn FnMut(&Remark<'_>),
) -> Heard {
    let RemarkQuery { map, source_idx, .. } = query;
    let Some(question) = Question::of(map, source_idx, &[]).map(|own| own.read_for(Pass::Counting)) else {
        return Heard::default();
    };
    let source = &question.source;
    let sharing = Sharing { size: BLOCK, n_workers: 1 };
    let job = Job { question: &question, bytes, sharing };
    let Opened { mut sheet, layout, header, width, .. } = match open(job, &mut *progress) {
        Ok(opened) => opened,
        Err(failure) => return failure.heard(),
    };
    let dialect = Dialect { takes_comma: layout.takes_comma };
    let mut asked = match Asked::new(query, source, (&header, width), dialect) {
        Ok(asked) => asked,
        Err(why) => return Heard { failed: Some(why), ..Heard::default() },
    };
    if let Some(column) = asked.time {
        let cells = sheet.sample(column, width, SAMPLE);
        let terms = Terms::new(source.time_format.as_deref(), source.zone.as_deref());
        let calendar = Calendar::learn(cells.iter().map(Vec::as_slice), &terms);
        asked.calendar = Some(calendar.unwrap_or_else(|| Calendar::new(Grain::Day, &terms)));
    }
    if asked.respondent.is_some() {
        let (mut plan, _) = Plan::new(&question, &header, dialect);
        if let Some(cases) = &mut plan.cases {
            cases.learn(source, |column| sheet.sample(column, width, SAMPLE));
        }
        asked.plan = Some(plan);
    }
    if asked.is_undecided() {
        let scouted = scout(sheet, width, |record| asked.scout(record));
        sheet = match scouted.and_then(|()| open(job, progress)) {
            Ok(opened) => opened.sheet,
            Err(failure) => return failure.heard(),
        };
    }
    let mut heard = Heard { answers: asked.names.clone(), ..Heard::default() };
    loop {
        match sheet.advance() {
            Next::Record => asked.hear(&Record::parsed(sheet.record()), take),
            Next::End => break,
            Next::UnclosedQuote(line) => {
                heard.failed = Some(format!("the quote opened on line {line} is never closed"));
                break;
            }
            Next::Stopped(Stopped::Cancelled, _) => {
                heard.is_cancelled = true;
                break;
            }
            Next::Stopped(stopped, line) => {
                heard.failed = Some(Failure::of(&stopped, line).message);
                break;
            }
        }
    }
    heard.n_answers = std::mem::take(&mut asked.n_answers);
    heard.segments = asked.beside.into_iter().map(BesideColumn::finish).collect();
    if let Some(days) = asked.calendar.map(Calendar::finish) {
        heard.periods = days.dates.iter().map(|start| Period { start: *start, grain: days.finest }).collect();
    }
    heard
}

/// A column, and the rows in which it is about the place.
struct Cell {
    column: usize,
    reader: Reader,
    /// Values of the touchpoint column; `None`: every row.
    matches: Option<Vec<Vec<u8>>>,
}

impl Cell {
    fn is_about(&self, touchpoint: &[u8]) -> bool {
        is_of(self.matches.as_deref(), touchpoint)
    }

    /// What it says of the place, if anything.
    fn answer(&self, record: &Record<'_>, touchpoint: &[u8]) -> Option<Answer> {
        // Most rows have no comment, so a blank cell is what is met most.
        let cell = record.cell(self.column);
        if cell.is_empty() || !self.is_about(touchpoint) { None } else { self.reader.read(cell).ok() }
    }
}

/// Is it one of these values? `None` stands for all there are.
fn is_of(values: Option<&[Vec<u8>]>, touchpoint: &[u8]) -> bool {
    values.is_none_or(|values| values.iter().any(|value| value == touchpoint))
}

/// What is asked of a row about one place.
#[derive(Default)]
struct Place {
    said: Vec<Cell>,
    /// Other answers of the same rows, each with the number of its name.
    answers: Vec<(usize, Cell)>,
    given: Option<Cell>,
}

impl Place {
    fn cells(&self) -> impl Iterator<Item = &Cell> {
        self.said.iter().chain(self.answers.iter().map(|(_, cell)| cell)).chain(&self.given)
    }
}

struct Asked {
    width: Width,
    /// By [`places`].
    places: Vec<Place>,
    /// The values of the touchpoint column that some place is about; `None`: every row is about one.
    about: Option<Vec<Vec<u8>>>,
    n_answers: Vec<u64>,
    /// The metrics of [`Place::answers`].
    names: Vec<String>,
    touchpoint: Option<usize>,
    time: Option<usize>,
    respondent: Option<usize>,
    segments: Vec<usize>,
    /// By [`Self::segments`].
    beside: Vec<BesideColumn>,
    /// The numbers of the row's values, by [`Self::segments`].
    numbers: Vec<Option<u32>>,
    wanted: Vec<(usize, Vec<Vec<u8>>)>,
    calendar: Option<Calendar>,
    /// All that is asked of rows, where the source says whose they are: it tells which of somebody's rows counts.
    plan: Option<Plan>,
    respondents: Respondents,
}

impl Asked {
    fn new(
        query: RemarkQuery<'_>,
        source: &Source,
        (header, width): (&Header, Width),
        dialect: Dialect,
    ) -> Result<Self, String> {
        let find = |name: &String| header.find(name).map_err(|finding| finding.message);
        let column = |name: &Option<String>| name.as_ref().and_then(|name| header.find(name).ok());
        let mut wanted = Vec::new();
        for choice in &query.segment.choices {
            let values = choice.values.iter().map(|value| value.trim().as_bytes().to_vec()).collect();
            wanted.push((find(&choice.column)?, values));
        }
        let mut asked = Self {
            width,
            places: Vec::new(),
            about: Some(Vec::new()),
            n_answers: Vec::new(),
            names: Vec::new(),
            touchpoint: shapes::place_column(source).and_then(|name| header.find(name).ok()),
            time: column(&source.time),
            respondent: column(&source.respondent),
            segments: source.segments.iter().filter_map(|name| header.find(name).ok()).collect(),
            beside: Vec::new(),
            numbers: Vec::new(),
            wanted,
            calendar: None,
            plan: None,
            respondents: Respondents::default(),
        };
        let n_segments = asked.segments.len();
        let names = asked.segments.iter().map(|column| header.names.get(*column).map_or("", String::as_str));
        asked.beside = names.map(|name| BesideColumn::new(name, n_segments, query.least_beside)).collect();
        for at in places(query.map, query.at) {
            asked.bind((query.map, source, &at), header, dialect);
        }
        asked.about = asked
            .places
            .iter()
            .flat_map(Place::cells)
            .map(|cell| cell.matches.clone())
            .collect::<Option<Vec<_>>>()
            .map(|matches| {
                let mut values = matches.concat();
                values.sort();
                values.dedup();
                values
            });
        asked.n_answers = vec![0; asked.places.len()];
        if asked.places.iter().all(|place| place.said.is_empty()) {
            return Err("none of its columns holds comments of this place".to_owned());
        }
        Ok(asked)
    }

    fn bind(&mut self, (map, source, at): (&Map, &Source, &Address), header: &Header, dialect: Dialect) {
        let mut columns = Columns::new(header, source, dialect);
        let mut asked = Place::default();
        for (address, binding) in map.bindings().filter(|(place, own)| place == at && own.source == source.id) {
            let (Some(metric), Some(measure)) = (map.metric(&binding.metric), map.measure(binding)) else { continue };
            let Ok(RowQuestion::Cell { column, reader }) = columns.question(&address, binding, (&metric, measure))
            else {
                continue;
            };
            let is_for_all = matches!(binding.column, Column::Own(_)) || self.touchpoint.is_none();
            let values = || match binding.matches.as_slice() {
                // Rows that name no touchpoint are about the whole journey or stage.
                [] => vec![Vec::new()],
                matches => matches.iter().map(|value| value.trim().as_bytes().to_vec()).collect(),
            };
            let matches = (!is_for_all).then(values);
            let is_comment = is_of_comments(map, binding);
            // The sentiment of the words themselves is worked out when they are shown.
            if !is_comment && matches!(reader.rule, Rule::Comment(_)) {
                continue;
            }
            let cell = Cell { column, reader, matches };
            if is_comment {
                asked.said.push(cell);
            } else if metric.kind.is_felt() && measure.scale == metric.kind.default_scale() && asked.given.is_none() {
                asked.given = Some(cell);
            } else {
                let named = self.names.iter().position(|name| *name == metric.name);
                asked.answers.push((named.unwrap_or(self.names.len()), cell));
                if named.is_none() {
                    self.names.push(metric.name);
                }
            }
        }
        self.places.push(asked);
    }

    /// Is there a column of moments of which cells further down may tell more?
    fn is_undecided(&self) -> bool {
        self.calendar.as_ref().is_some_and(Calendar::is_undecided)
            || self.cases().is_some_and(CaseColumns::is_undecided)
    }

    /// Learns from one more row how moments are written; is all decided now?
    fn scout(&mut self, record: &Record<'_>) -> bool {
        let cells = |column| record.get(column).unwrap_or_default();
        let when = self.time.zip(self.calendar.as_mut()).filter(|(_, calendar)| calendar.is_undecided());
        let is_dated = when.is_none_or(|(column, calendar)| calendar.scout(cells(column)));
        let cases = self.plan.as_mut().and_then(|plan| plan.cases.as_mut());
        cases.is_none_or(|cases| cases.scout(cells)) && is_dated
    }

    fn cases(&self) -> Option<&CaseColumns> {
        self.plan.as_ref()?.cases.as_ref()
    }

    /// Does a row say anything that is counted anywhere?
    fn has_answer(&self, record: &Record<'_>, touchpoint: &[u8]) -> bool {
        let Some(plan) = &self.plan else { return true };
        let cells = |column| record.cell(column);
        let case = self.cases().map(|columns| Case::read(cells, columns));
        let clock = plan.time.zip(self.calendar.as_ref().map(Calendar::clock));
        let event = plan.events.as_ref().zip(clock).and_then(|(events, clock)| events.read(touchpoint, cells, clock));
        let is_event = event.is_some_and(|event| event.is_ok());
        let group = plan.of_touchpoint(self.touchpoint.map(|_| touchpoint));
        AskedRow { plan, record, group, case: case.as_ref(), is_event }.has_answer()
    }

    /// Hands on the comments of a row.
    fn hear(&mut self, record: &Record<'_>, take: &mut dyn FnMut(&Remark<'_>)) {
        if record.has_nul() || !record.fits(self.width) {
            return;
        }
        self.numbers.clear();
        let respondent = self.respondent.map(|column| record.cell(column));
        let beside = self.segments.iter().zip(&mut self.beside);
        self.numbers.extend(beside.map(|(column, own)| own.meet(record.cell(*column), respondent)));
        let touchpoint = self.touchpoint.map(|column| record.cell(column)).unwrap_or_default();
        if !is_of(self.about.as_deref(), touchpoint) {
            return;
        }
        let date = match (&mut self.calendar, self.time) {
            (Some(calendar), Some(column)) => match calendar.place(record.cell(column)) {
                Some(number) => Some(number),
                None => return,
            },
            _ => None,
        };
        if let Some(respondent) = respondent.filter(|id| !id.is_empty())
            && self.has_answer(record, touchpoint)
            && !self.respondents.insert((respondent, self.touchpoint.map(|_| touchpoint)), Given::Answer)
        {
            return;
        }
        let is_wanted = |(column, values): &(usize, Vec<Vec<u8>>)| values.iter().any(|own| own == record.cell(*column));
        if !self.wanted.iter().all(is_wanted) {
            return;
        }
        let mut taken = Vec::new();
        for (place_idx, (place, n_answers)) in self.places.iter().zip(&mut self.n_answers).enumerate() {
            if !self.wanted.is_empty() && place.cells().any(|cell| cell.answer(record, touchpoint).is_some()) {
                *n_answers += 1;
            }
            for said in &place.said {
                if taken.contains(&said.column) || said.answer(record, touchpoint).is_none() {
                    continue;
                }
                taken.push(said.column);
                let mut answers = vec![Cow::Borrowed(""); self.names.len()];
                for (name_idx, other) in &place.answers {
                    if let Some(answer) = answers.get_mut(*name_idx).filter(|answer| answer.is_empty())
                        && other.answer(record, touchpoint).is_some()
                    {
                        *answer = text(record, other.column);
                    }
                }
                let given = place.given.as_ref().and_then(|given| given.answer(record, touchpoint));
                take(&Remark {
                    place: u16::try_from(place_idx).unwrap_or(u16::MAX),
                    text: text(record, said.column),
                    date,
                    segments: self.numbers.clone(),
                    answers,
                    given: given.and_then(|answer| if let Answer::Number(value) = answer { Some(value) } else { None }),
                });
            }
        }
    }
}

fn text<'r>(record: &'r Record<'_>, column: usize) -> Cow<'r, str> {
    String::from_utf8_lossy(record.cell(column))
}
