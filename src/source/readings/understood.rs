//! What was understood of a file, gathered while it is counted.
//! Invariant: it is taken from the first bytes, the plan and what was counted, so that it is the same whoever counted.

mod first_rows;
mod met;
mod opening;
mod values;

use std::sync::Arc;

use self::first_rows::{Look, Timed};
pub(super) use self::opening::Opening;
pub(super) use self::values::Distinct;
use super::columns::holds_comments;
use super::counted::Counted;
use super::counts::SourceCounts;
use super::dialect::{Layout, NO_DELIMITER};
use super::header::Header;
use super::plan::Plan;
use super::records::Record;
use super::width::Width;
use crate::journey::understood::{Answers, Comma, Dates, Dialect, Expected, FileColumn, LineEnds, Use};
use crate::journey::{AskedBinding, Column, Question, Source, Understood};
use crate::metric::Series;
use crate::metric::kinds::{AnswerRange, OfComments};
use crate::source::charset::{Packing, Script};
use crate::source::dates::{Calendar, Days};
use crate::source::shapes;

/// How a file is written, as it was found before its rows were counted.
#[derive(Debug)]
pub(super) struct Writing {
    /// From bytes to text.
    pub(super) script: Script,
    /// What stands before its header, between its fields and for the decimal point.
    pub(super) layout: Layout,
    /// How lines end.
    pub(super) line_ends: LineEnds,
}

/// What is to be told of a source.
pub(super) struct Telling<'a> {
    /// What was asked.
    pub(super) question: &'a Question,
    /// The header.
    pub(super) header: &'a Header,
    /// How wide its rows are.
    pub(super) width: Width,
    /// How the file is written.
    pub(super) writing: &'a Writing,
    /// Its first rows.
    pub(super) opening: &'a Opening,
}

/// The dates of the first rows and how they are written; asked for before the calendar is finished.
pub(super) struct FirstDates {
    /// What the time column of each row says.
    timed: Vec<Timed>,
    written: String,
}

impl Telling<'_> {
    /// Looks up the first rows' dates.
    pub(super) fn dates(&self, plan: &Plan, calendar: Option<&mut Calendar>) -> FirstDates {
        let Some(calendar) = calendar else { return FirstDates { timed: Vec::new(), written: String::new() } };
        let rows = self.opening.rows.iter();
        let timed = rows.map(|row| Timed::read(&Record::parsed(&row.record), self.width, plan, calendar)).collect();
        let written = match &self.question.source.time_format {
            Some(format) => format!("as {format}"),
            None => calendar.clock().words().to_owned(),
        };
        FirstDates { timed, written }
    }

    /// Everything, now that all is counted.
    pub(super) fn tell(
        &self,
        plan: &Plan,
        first_dates: FirstDates,
        days: &Days,
        counted: &Counted,
        counts: &SourceCounts,
    ) -> Arc<Understood> {
        let source = &self.question.source;
        let mut columns: Vec<FileColumn> =
            self.header.names.iter().map(|name| FileColumn { name: name.clone(), ..FileColumn::default() }).collect();
        let mut of_rows = Vec::new();
        for (own, name) in uses(source) {
            self.give(&mut columns, name, own);
        }
        let personas = self.question.cohorts.iter().filter(|cohort| cohort.persona.is_some());
        for choice in personas.flat_map(|cohort| &cohort.segment.choices) {
            if !source.segments.contains(&choice.column) {
                self.give(&mut columns, &choice.column, Use::Persona);
            }
        }
        for answers in self.answers(counts) {
            match answers {
                (Some(column), answers) => self.give(&mut columns, column, Use::Metric(answers)),
                (None, answers) => of_rows.push(answers),
            }
        }
        for (column, met) in counted.values.told(plan) {
            if let Some(column) = columns.get_mut(column) {
                column.values = Some(met);
            }
        }
        let look = Look {
            question: self.question,
            header: self.header,
            width: self.width,
            plan,
            days,
            latest: counted.desk.latest(),
        };
        let first_rows = look.rows(&self.opening.rows, &first_dates.timed);
        let dates = plan.time.map(|column| Dates {
            column: self.header.names.get(column).cloned().unwrap_or_default(),
            written: first_dates.written,
            is_given: source.time_format.is_some(),
            finest: days.written,
            span: span(counts),
            zone: source.zone.clone(),
        });
        let header_line = u64::try_from(self.header.line).unwrap_or(1);
        Arc::new(Understood { dialect: self.dialect(), header_line, dates, columns, of_rows, first_rows })
    }

    /// Adds a use to the column of that name, once.
    fn give(&self, columns: &mut [FileColumn], name: &str, own: Use) {
        let column = self.header.find(name).ok().and_then(|idx| columns.get_mut(idx));
        if let Some(column) = column.filter(|column| !column.uses.contains(&own)) {
            column.uses.push(own);
        }
    }

    fn dialect(&self) -> Dialect {
        let Writing { script, layout, line_ends } = self.writing;
        let Layout { delimiter, takes_comma, .. } = *layout;
        Dialect {
            packing: match script.packing {
                Packing::Plain => None,
                Packing::Gzip => Some("gzip"),
                Packing::Zstd => Some("zstd"),
            },
            encoding: script.encoding,
            is_encoding_given: script.is_given,
            delimiter: (delimiter != NO_DELIMITER).then(|| char::from(delimiter)),
            is_delimiter_given: self.question.source.delimiter.is_some(),
            line_ends: *line_ends,
            comma: match (takes_comma, self.opening.has_comma) {
                (false, _) => Comma::Delimits,
                (true, true) => Comma::Met,
                (true, false) => Comma::Allowed,
            },
        }
    }

    /// The answers of each binding, with the name of the column they are read from.
    fn answers<'a>(&'a self, counts: &'a SourceCounts) -> impl Iterator<Item = (Option<&'a str>, Answers)> {
        let source = &self.question.source;
        self.question.asked.iter().filter_map(move |asked| {
            let binding = &asked.binding;
            let (_, cohorts) = counts.series.iter().find(|(of, _)| *of == asked.idx)?;
            let missing = source.missing.iter().chain(&binding.missing);
            let answers = Answers {
                metric: binding.metric.clone(),
                at: asked.address.clone(),
                expected: self.expected(asked),
                missing: missing.filter(|code| !code.trim().is_empty()).cloned().collect(),
                n: cohorts.first().map_or(0, Series::n),
            };
            Some((home(source, &binding.column), answers))
        })
    }

    /// What a cell of a binding may hold.
    fn expected(&self, asked: &AskedBinding) -> Expected {
        let AskedBinding { binding, metric, measure, .. } = asked;
        let (low, high) = measure.scale;
        let own = match &binding.column {
            Column::Own(name) | Column::Matched(name) => name,
            Column::Rows => return Expected::Anything,
            column @ Column::Shape(_) => {
                return shapes::of_column(column).map_or(Expected::Anything, |shape| (shape.expected)(measure));
            }
        };
        let is_comment = holds_comments(&self.question.source, own, metric);
        let row = metric.kind.row();
        match row.of_comments.filter(|_| is_comment) {
            Some(OfComments::Feeling) => return Expected::Words,
            Some(OfComments::Presence) => return Expected::Anything,
            None => {}
        }
        match row.answers {
            AnswerRange::Whole => Expected::Whole(low, high),
            AnswerRange::YesNo if binding.yes.is_empty() && binding.no.is_empty() => {
                let words = |words: [&str; 3]| words.map(str::to_owned).to_vec();
                Expected::YesNo(words(["1", "yes", "true"]), words(["0", "no", "false"]))
            }
            AnswerRange::YesNo => Expected::YesNo(binding.yes.clone(), binding.no.clone()),
            AnswerRange::OnScale | AnswerRange::NotNegative | AnswerRange::Any => {
                let (low, high) = row.answers.ends(measure.scale);
                Expected::Number(low, high)
            }
        }
    }
}

/// What the keys of a source use a column for, with its name.
fn uses(source: &Source) -> impl Iterator<Item = (Use, &str)> {
    let segments = source.segments.iter().map(|name| (Use::Key("segment"), name.as_str()));
    let common = ["time", "touchpoint", "respondent", "weight", "comment"];
    let common = common.into_iter().filter_map(|key| Some((Use::Key(key), source.key(key)?)));
    common.chain(shapes::uses(source)).chain(segments)
}

/// The column that the answers of a binding are told beside.
fn home<'a>(source: &'a Source, column: &'a Column) -> Option<&'a str> {
    match column {
        Column::Own(name) | Column::Matched(name) => Some(name),
        Column::Shape(_) => shapes::of_column(column)?.home.iter().find_map(|key| source.key(key)),
        Column::Rows => None,
    }
}

/// The first and the last date with an answer.
fn span(counts: &SourceCounts) -> Option<(jiff::civil::Date, jiff::civil::Date)> {
    let all = counts.series.iter().filter_map(|(_, cohorts)| cohorts.first());
    let ends = all.filter_map(|series| {
        let mut dates = series.tallies().map(|(date, _)| date);
        let first = dates.next()?;
        Some((first, dates.next_back().unwrap_or(first)))
    });
    ends.reduce(|(first, last), (other_first, other_last)| (first.min(other_first), last.max(other_last)))
}
