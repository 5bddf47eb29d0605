//! What is to be read of each row of a source: the bindings of the map, the columns of the file.
//! Invariant: a column that is not there takes with it only what needs it.

mod weight;

use std::collections::{BTreeSet, HashMap};

use foldhash::fast::RandomState;

pub(super) use self::weight::WeightColumn;
use super::answer::Rule;
use super::case::CaseColumns;
use super::columns::Columns;
use super::events::Events;
use super::header::Header;
use super::joint::{JointPlace, JointPlan, JointTerms};
use super::log::Way;
use super::panels::PanelPlan;
use super::question::{Dialect, RowQuestion};
use super::table::{Table, TablePlace};
use crate::journey::book::{Cohort, Pass};
use crate::journey::{Address, AskedBinding, Binding, Column, Finding, Noun, Question};
use crate::source::shapes;
use crate::source::shapes::shape::{Bound, Planned};

/// A question, and the places its answer is for.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    /// Its number among the plan's questions.
    pub(super) question: usize,
    /// Numbers of places in the table.
    pub(super) places: Vec<usize>,
    /// Numbers of the sides of panels that stand at these places.
    pub(super) sides: Vec<u16>,
    /// Does it say that the cell is blank or a missing code? One question of each column does.
    pub(super) tells_blanks: bool,
}

/// Which rows a cohort is made of: every column holds one of its values.
pub(super) type Wanted = Vec<(usize, Vec<Vec<u8>>)>;

/// What is to be read.
#[derive(Debug)]
pub(super) struct Plan {
    /// Every question once.
    pub(super) questions: Vec<RowQuestion>,
    /// Asked of every row.
    pub(super) always: Vec<Asked>,
    /// Asked of the rows whose touchpoint column holds the key.
    pub(super) by_touchpoint: HashMap<Vec<u8>, Vec<Asked>, RandomState>,
    /// The column that names the touchpoint.
    pub(super) touchpoint: Option<usize>,
    /// The column that says when.
    pub(super) time: Option<usize>,
    /// The column with distinct values.
    pub(super) respondent: Option<usize>,
    /// Is anything asked for whose answers are to be weighed?
    pub(super) is_weighed: bool,
    /// How much a row weighs; `None` where nothing is weighed, or the column is not there.
    pub(super) weight: Option<WeightColumn>,
    /// The columns of cases; `None` where nothing is asked of cases.
    pub(super) cases: Option<CaseColumns>,
    /// What is asked of the events of a log; `None` where it is not about cases.
    pub(super) events: Option<Events>,
    /// Whose answers are joined; `None` where nobody asks for that.
    pub(super) joint: Option<JointPlan>,
    /// Whose people are counted together; `None` where nobody asks for that.
    pub(super) panels: Option<PanelPlan>,
    /// The columns that people may be told apart by.
    pub(super) segments: Vec<usize>,
    /// By cohort; `None` where the file lacks a column of it.
    pub(super) cohorts: Vec<Option<Wanted>>,
    /// Index of a binding and its place in the table.
    pub(super) bindings: Vec<(usize, usize)>,
    /// What is wrong with the map or the header.
    pub(super) findings: Vec<Finding>,
    /// Columns of cohorts that the file lacks, with what could be said about each.
    pub(super) lacking: Vec<(String, Finding)>,
}

/// The columns a source and its bindings name, each once.
pub(super) fn columns(question: &Question) -> Vec<&str> {
    let source = &question.source;
    let common = ["time", "touchpoint", "respondent", "weight"].into_iter().filter_map(|key| source.key(key));
    let own = shapes::columns(source).map(|(_, column)| column);
    let bound = question.asked.iter().filter_map(|asked| match &asked.binding.column {
        Column::Own(column) | Column::Matched(column) => Some(column.as_str()),
        Column::Rows | Column::Shape(_) => None,
    });
    let segments = source.segments.iter().map(String::as_str);
    common.chain(own).chain(bound).chain(segments).map(str::trim).collect::<BTreeSet<_>>().into_iter().collect()
}

impl Plan {
    /// Lays out what is to be read, and a place in the table for each binding.
    pub(super) fn new(question: &Question, header: &Header, dialect: Dialect) -> (Self, Table) {
        let Question { source, cohorts, pass, .. } = question;
        let mut table = Table::new(cohorts.len());
        let mut plan = Self {
            questions: Vec::new(),
            always: Vec::new(),
            by_touchpoint: HashMap::default(),
            touchpoint: None,
            time: None,
            respondent: None,
            is_weighed: false,
            weight: None,
            cases: None,
            events: None,
            joint: None,
            panels: None,
            segments: Vec::new(),
            cohorts: Vec::new(),
            bindings: Vec::new(),
            findings: columns(question).iter().filter_map(|column| header.twice(column)).collect(),
            lacking: Vec::new(),
        };
        let at = Address::journey().then(Noun::Source, &source.id);
        plan.time = plan.column(header, source.time.as_deref(), || at.field(shapes::time_key(source)));
        plan.touchpoint = plan.column(header, shapes::place_column(source), || at.field(shapes::place_key(source)));
        plan.respondent = plan.column(header, source.respondent.as_deref(), || at.field("respondent"));
        let weight = plan.column(header, source.weight.as_deref(), || at.field("weight"));
        plan.weight = weight.map(|column| WeightColumn::new(column, source, dialect.takes_comma));
        for (idx, segment) in source.segments.iter().enumerate() {
            let column = plan.column(header, Some(segment), || at.field(format!("segments.{}", idx + 1)));
            plan.segments.extend(column);
        }
        plan.cohorts = cohorts.iter().map(|cohort| plan.wanted(header, cohort)).collect();
        let is_placed = plan.time.is_some() && plan.touchpoint.is_some();
        let mut columns = Columns::new(header, source, dialect).placed(is_placed);
        for AskedBinding { idx, address, binding, metric, measure } in &question.asked {
            let (idx, measure) = (*idx, *measure);
            let planned = match shapes::of_column(&binding.column) {
                Some(shape) => (shape.plan)(&mut columns, &Bound { question, at: address, binding, metric, measure }),
                None => columns.question(address, binding, (metric, measure)).map(Planned::row),
            };
            match planned {
                Ok(Planned::Row(question)) => match *question {
                    // A row of which nothing else is asked is one of those that are asked, all the same.
                    RowQuestion::Cell { column, reader }
                        if *pass == Pass::Counting && matches!(reader.rule, Rule::Comment(_)) =>
                    {
                        let place = table.place(TablePlace::even(measure), None);
                        plan.ask(RowQuestion::Later { column, reader }, place, binding);
                    }
                    question => {
                        // Without the column there is no weight: then no answer has one, and readings say so.
                        let is_of_row = matches!(question, RowQuestion::Cell { .. } | RowQuestion::Row);
                        let is_weighed = source.weight.is_some() && is_of_row && measure.kind.is_estimate();
                        plan.is_weighed |= is_weighed;
                        let place = table.place(TablePlace { measure, is_weighed }, question.rule());
                        plan.bindings.push((idx, place));
                        plan.ask(question, place, binding);
                    }
                },
                Ok(Planned::Way(way)) => {
                    let place = table.place(TablePlace::even(measure), None);
                    plan.bindings.push((idx, place));
                    columns.follow(Way { place, ..way });
                }
                Err(finding) => plan.findings.extend(finding.map(|finding| *finding)),
            }
        }
        plan.weight = plan.weight.filter(|_| plan.is_weighed);
        (plan.cases, plan.events) = columns.into_followed();
        for activity in plan.events.iter().flat_map(Events::asked) {
            plan.by_touchpoint.entry(activity.clone()).or_default();
        }
        plan.share_out_blanks();
        let (is_weighed, has_touchpoints) = (plan.is_weighed, plan.touchpoint.is_some());
        let terms = JointTerms { is_by_respondent: has_touchpoints && plan.respondent.is_some(), is_weighed };
        plan.joint = JointPlan::new(question, terms, |idx| plan.joint_place(idx));
        plan.panels = PanelPlan::new(question, terms, |idx| plan.joint_place(idx));
        plan.seat_panels();
        (plan, table)
    }

    /// What is asked of the rows of a touchpoint, besides what is asked of all.
    pub(super) fn of_touchpoint(&self, value: Option<&[u8]>) -> &[Asked] {
        value.and_then(|value| self.by_touchpoint.get(value)).map(Vec::as_slice).unwrap_or_default()
    }

    /// Is the value of the touchpoint column asked for as an event of a case?
    pub(super) fn is_event(&self, value: &[u8]) -> bool {
        self.events.as_ref().is_some_and(|events| events.activity(value).is_some())
    }

    /// Where a binding is counted, and of which rows it is asked.
    fn joint_place(&self, binding_idx: usize) -> Option<JointPlace<'_>> {
        let (_, place) = *self.bindings.iter().find(|(idx, _)| *idx == binding_idx)?;
        let has_place = |all: &[Asked]| all.iter().any(|asked| asked.places.contains(&place));
        let asked = self.by_touchpoint.iter().filter(|(_, group)| has_place(group));
        let touchpoints = (!has_place(&self.always)).then(|| asked.map(|(value, _)| value.as_slice()).collect());
        Some(JointPlace { place, touchpoints })
    }

    /// Every question with its places, of some rows or of all.
    pub(super) fn asked(&self) -> impl Iterator<Item = &Asked> {
        self.always.iter().chain(self.by_touchpoint.values().flatten())
    }

    /// The column of that name; a finding where there is none.
    fn column(&mut self, header: &Header, name: Option<&str>, at: impl FnOnce() -> Address) -> Option<usize> {
        match header.find(name?) {
            Ok(column) => Some(column),
            Err(finding) => {
                self.findings.push(Finding { address: Some(at()), ..*finding });
                None
            }
        }
    }

    fn wanted(&mut self, header: &Header, cohort: &Cohort) -> Option<Wanted> {
        let mut wanted = Some(Vec::new());
        for choice in &cohort.segment.choices {
            match header.find(&choice.column) {
                Ok(column) => {
                    let values = choice.values.iter().map(|value| value.trim().as_bytes().to_vec()).collect();
                    if let Some(wanted) = &mut wanted {
                        wanted.push((column, values));
                    }
                }
                Err(finding) => {
                    wanted = None;
                    if !self.lacking.iter().any(|(column, _)| *column == choice.column) {
                        let at = |id| Address::journey().then(Noun::Persona, id);
                        let field = format!("segment.{}", choice.column);
                        let address = cohort.persona.as_ref().map(|id| at(id).field(field));
                        self.lacking.push((choice.column.clone(), Finding { address, ..*finding }));
                    }
                }
            }
        }
        wanted
    }

    fn ask(&mut self, question: RowQuestion, place: usize, binding: &Binding) {
        let known = self.questions.iter().position(|known| *known == question);
        let number = known.unwrap_or(self.questions.len());
        let is_for_all = match (&question, &binding.column) {
            (RowQuestion::Row | RowQuestion::Case(_), _) => self.touchpoint.is_none() || binding.matches.is_empty(),
            (_, Column::Own(_)) => true,
            _ => self.touchpoint.is_none(),
        };
        if known.is_none() {
            self.questions.push(question);
        }
        if is_for_all {
            return ask(&mut self.always, number, place);
        }
        // What belongs to the whole journey or stage stands in rows that name no touchpoint.
        let matches: BTreeSet<&str> = match binding.matches.as_slice() {
            [] => [""].into_iter().collect(),
            matches => matches.iter().map(|value| value.trim()).collect(),
        };
        for value in matches {
            ask(self.by_touchpoint.entry(value.as_bytes().to_vec()).or_default(), number, place);
        }
    }

    /// Tells each question which sides of panels its places are.
    fn seat_panels(&mut self) {
        let Some(panels) = &self.panels else { return };
        let seat = |asked: &mut Asked| asked.sides = panels.sides_at(&asked.places);
        self.always.iter_mut().for_each(seat);
        self.by_touchpoint.values_mut().flatten().for_each(seat);
    }

    /// Of the questions that read one column of a row, the first tells of blanks and missing codes.
    fn share_out_blanks(&mut self) {
        let column = |asked: &Asked| self.questions.get(asked.question).and_then(RowQuestion::blank);
        let mut told = BTreeSet::new();
        for asked in &mut self.always {
            asked.tells_blanks = told.insert(column(asked));
        }
        #[expect(clippy::iter_over_hash_type, reason = "each is changed by itself")]
        for group in self.by_touchpoint.values_mut() {
            let mut told = told.clone();
            for asked in group {
                asked.tells_blanks = told.insert(column(asked));
            }
        }
    }
}

fn ask(all: &mut Vec<Asked>, question: usize, place: usize) {
    match all.iter_mut().find(|asked| asked.question == question) {
        Some(asked) => asked.places.push(place),
        None => all.push(Asked { question, places: vec![place], sides: Vec::new(), tells_blanks: true }),
    }
}
