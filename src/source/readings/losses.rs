//! What of a source's rows and answers is lost to its numbers, and what of that its author has to know.
//! Must not know how rows are read. Invariant: every count of a loss that is told anywhere comes from here.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::counted::Counted;
use super::header::Header;
use super::ledger::{Entry, Reason};
use super::mend;
use super::plan::{Plan, RowQuestion};
use super::sizes::lines;
use crate::journey::{Binding, Finding, Loss, Losses, Lost, Question, Rule, Shortfall, rule as rules};
use crate::metric::{Grain, Series, Weighing};
use crate::source::format::shorten;

/// How many lines are kept.
const MOST_LINES: usize = 10;

/// A source that was counted.
pub(super) struct Counting<'a> {
    pub(super) question: &'a Question,
    pub(super) header: &'a Header,
    pub(super) plan: &'a Plan,
    pub(super) counted: &'a Counted,
    /// By index of the binding.
    pub(super) series: &'a [(usize, Vec<Series>)],
}

/// What one binding lost for one reason.
struct Own {
    /// Its number among all bindings of the map.
    binding: usize,
    reason: Reason,
    column: usize,
    loss: Loss,
}

/// What there is to say of a loss.
pub(super) struct Told {
    reason: Reason,
    finding: Finding,
}

/// By place of the table.
type Homes<'a> = HashMap<usize, Home<'a>>;

/// Of which rows a place asks what.
#[derive(Default)]
struct Home<'a> {
    question: usize,
    /// The values of the touchpoint column; `None`: every row.
    rows: Option<BTreeSet<&'a [u8]>>,
}

impl Counting<'_> {
    /// What is lost.
    pub(super) fn losses(&self) -> (Losses, Vec<Told>) {
        let mut losses = Losses::default();
        let mut findings = Vec::new();
        let mut rows: BTreeMap<Reason, Loss> = BTreeMap::new();
        let ledger = &self.counted.ledger;
        for (reason, entry) in ledger.rows_lost() {
            rows.insert(reason, self.loss(Lost::Rows, (reason.words(), self.counted.n_read), entry));
        }
        // What such a row says of no touchpoint may still count.
        for told in ledger.columns(Reason::UnknownTouchpoint) {
            let reason = Reason::UnknownTouchpoint;
            let none = self.loss(Lost::Rows, (reason.words(), self.counted.n_read), &Entry::default());
            let loss = rows.entry(reason).or_insert(none);
            loss.count += told.count;
            loss.lines.extend(told.lines);
        }
        for (reason, loss) in rows {
            if loss.is_told() && !reason.is_told_of_rows() {
                let why = mend::why_rows(reason, self.header, self.plan);
                findings.push(self.told(reason, &loss, &why));
            }
            match reason {
                Reason::UnknownTouchpoint => losses.of_touchpoints.push(loss),
                _ => losses.rows.push(loss),
            }
        }
        let homes = self.homes();
        let own = self.answers(&homes);
        findings.extend(self.tell_answers(&own, &homes, &mut losses.answers));
        (losses, findings)
    }

    /// What every binding lost of its answers.
    fn answers(&self, homes: &Homes<'_>) -> Vec<Own> {
        let mut all = Vec::new();
        for (binding, place) in &self.plan.bindings {
            let series = self.series.iter().find(|(idx, _)| idx == binding).and_then(|(_, cohorts)| cohorts.first());
            let refused = self.counted.refused.of(*place);
            let by_reason = refused.map(|own| own.by_reason()).unwrap_or_default();
            let n_lost: u64 = by_reason.iter().map(|(_, _, entry)| entry.count).sum();
            let unweighed = self.unweighed(*place, series);
            if n_lost == 0 && unweighed.is_none() {
                continue;
            }
            let n_figures = refused.map_or(0, |own| own.n_figures);
            let n_counted = if n_figures > 0 { n_figures } else { series.map_or(0, Series::n) };
            let n_counted = unweighed.as_ref().map_or(n_counted, |own| own.n_all);
            let of = n_counted + n_lost;
            let question = homes.get(place).and_then(|home| self.plan.questions.get(home.question));
            for (reason, column, entry) in by_reason {
                let loss = self.loss(Lost::Answers, (&mend::words(reason, question), of), entry);
                all.push(Own { binding: *binding, reason, column, loss });
            }
            all.extend(unweighed.map(|own| {
                let none = self.loss(Lost::Answers, (own.words, of), &Entry::default());
                let loss = Loss { count: own.n_left_out, lines: own.lines, ..none };
                Own { binding: *binding, reason: Reason::NoWeight, column: own.column, loss }
            }));
        }
        all
    }

    /// Puts what bindings lost where it is looked up, and says what there is to say: of a column as a whole where that
    /// is enough to be told, or else of each place.
    fn tell_answers(&self, all: &[Own], homes: &Homes<'_>, answers: &mut HashMap<Binding, Shortfall>) -> Vec<Told> {
        let place =
            |binding: usize| self.plan.bindings.iter().find(|(idx, _)| *idx == binding).map(|(_, place)| *place);
        let home = |own: &Own| place(own.binding).and_then(|place| homes.get(&place));
        let mut groups: BTreeMap<(usize, Reason, usize), Vec<&Own>> = BTreeMap::new();
        for own in all {
            // Weights are of rows, whatever is asked of them.
            let question =
                if own.reason == Reason::NoWeight { usize::MAX } else { home(own).map_or(0, |home| home.question) };
            groups.entry((question, own.reason, own.column)).or_default().push(own);
        }
        let mut findings = Vec::new();
        let mut said = BTreeSet::new();
        let mut is_told = BTreeSet::new();
        for ((_, reason, column), mut group) in groups {
            // Of places that share rows one is enough; what is asked of all rows is asked of all places alike.
            let width = |own: &&Own| home(own).map_or(0, |home| home.rows.as_ref().map_or(usize::MAX, BTreeSet::len));
            group.sort_by_key(|own| std::cmp::Reverse(width(own)));
            let mut taken: BTreeSet<&[u8]> = BTreeSet::new();
            let mut whole: Option<Loss> = None;
            for own in &group {
                let rows = home(own).and_then(|home| home.rows.as_ref());
                if whole.is_some() && rows.is_none_or(|rows| rows.iter().any(|row| taken.contains(row))) {
                    continue;
                }
                taken.extend(rows.into_iter().flatten());
                whole = Some(whole.map_or_else(|| own.loss.clone(), |whole| both(whole, &own.loss)));
            }
            let name = shorten(self.header.names.get(column).map_or("", String::as_str));
            let is_new = said.insert((reason, column)) && !reason.is_told_of_answers();
            match whole.filter(Loss::is_told) {
                Some(whole) => {
                    is_told.extend(group.iter().map(|own| own.binding));
                    findings.extend(is_new.then(|| self.told(reason, &whole, &format!("in column `{name}`"))));
                }
                None => {
                    for own in group.iter().filter(|own| own.loss.is_told() && is_new) {
                        let asked = self.question.asked.iter().find(|asked| asked.idx == own.binding);
                        let at = asked.map(|asked| asked.address.to_string()).unwrap_or_default();
                        let why = format!("in column `{name}` at `{}`", shorten(&at));
                        findings.push(self.told(reason, &own.loss, &why));
                    }
                }
            }
        }
        for own in all {
            let Some(asked) = self.question.asked.iter().find(|asked| asked.idx == own.binding) else { continue };
            let shortfall = answers.entry(asked.binding.clone()).or_default();
            shortfall.losses.push(own.loss.clone());
            shortfall.is_told |= own.loss.is_told() || is_told.contains(&own.binding);
        }
        findings
    }

    /// What every place of the table is asked of which rows.
    fn homes(&self) -> Homes<'_> {
        let mut homes = Homes::new();
        for asked in &self.plan.always {
            homes.extend(asked.places.iter().map(|place| (*place, Home { question: asked.question, rows: None })));
        }
        #[expect(clippy::iter_over_hash_type, reason = "each fills a set")]
        for (value, group) in &self.plan.by_touchpoint {
            for asked in group {
                for place in &asked.places {
                    let none = || Home { question: asked.question, rows: Some(BTreeSet::new()) };
                    let home = homes.entry(*place).or_insert_with(none);
                    home.rows.iter_mut().for_each(|rows| _ = rows.insert(value.as_slice()));
                }
            }
        }
        homes
    }

    /// The answers of a place that are left out for want of a weight, in years that have weights.
    fn unweighed(&self, place: usize, series: Option<&Series>) -> Option<Unweighed> {
        let column = self.plan.weight.as_ref()?.column();
        let (series, measure) = (series?, self.counted.table.measure(place)?);
        let of = |reason| self.counted.ledger.columns(reason).find(move |told| told.column == column);
        let (none, bad) = (of(Reason::NoWeight), of(Reason::BadWeight));
        if none.is_none() && bad.is_none() || !self.counted.table.is_weighed(place) {
            return None;
        }
        let readings: Vec<_> = series.readings(Grain::Year, &measure).into_iter().filter_map(|(_, own)| own).collect();
        let n_left_out: u64 = readings.iter().map(|own| own.n_without_weight).sum();
        let n_all = readings.iter().map(|own| own.n + own.n_without_weight).sum();
        let words = match (&none, &bad) {
            (Some(_), Some(_)) => "no weight, or none that counts",
            (Some(_), None) => Reason::NoWeight.words(),
            _ => Reason::BadWeight.words(),
        };
        // Where a year has no weights at all its answers count, and the first lines may be theirs.
        let has_plain = readings.iter().any(|own| own.weighing == Weighing::Unweighed);
        let mut lines: Vec<u64> = [none, bad].into_iter().flatten().flat_map(|told| told.lines).collect();
        lines.sort_unstable();
        lines.truncate(if has_plain { 0 } else { MOST_LINES });
        (n_left_out > 0).then_some(Unweighed { column, words, n_left_out, n_all, lines })
    }

    fn loss(&self, lost: Lost, (reason, of): (&str, u64), entry: &Entry) -> Loss {
        let source = self.question.source.id.clone();
        Loss { lost, source, reason: reason.to_owned(), count: entry.count, of, lines: entry.lines() }
    }

    fn told(&self, reason: Reason, loss: &Loss, why: &str) -> Told {
        let Loss { count, of, reason: words, .. } = loss;
        let are = if *count == 1 { "is" } else { "are" };
        let (rule, message) = match loss.lost {
            Lost::Rows => (&rules::ROWS_LEFT_OUT, format!("{count} of {of} rows {are} left out ({words}), {why}")),
            Lost::Answers => {
                (&rules::ANSWERS_LEFT_OUT, format!("{count} of {of} answers {why} {are} left out ({words})"))
            }
        };
        let at = if loss.lines.is_empty() { String::new() } else { format!(": {}", lines(*count, &loss.lines)) };
        let line = loss.lines.first().and_then(|line| usize::try_from(*line).ok()).unwrap_or(self.header.line);
        let help = mend::help(reason).to_owned();
        Told { reason, finding: Finding { line, ..self.header.finding(rule, format!("{message}{at}"), Some(help)) } }
    }
}

/// What is left out for want of a weight.
struct Unweighed {
    column: usize,
    words: &'static str,
    n_left_out: u64,
    /// Of how many answers.
    n_all: u64,
    lines: Vec<u64>,
}

/// The same loss of two places without a row in common.
fn both(mut one: Loss, other: &Loss) -> Loss {
    one.count += other.count;
    one.of += other.of;
    one.lines.extend(&other.lines);
    one.lines.sort_unstable();
    one.lines.truncate(MOST_LINES);
    one
}

impl Reason {
    /// Do rows that are left out for it have a finding of their own?
    fn is_told_of_rows(self) -> bool {
        matches!(self, Self::UnclosedQuote | Self::TooLong)
    }

    /// Do answers?
    fn is_told_of_answers(self) -> bool {
        matches!(self, Self::Beyond)
    }
}

/// Leaves out what other findings say of the same rows.
pub(super) fn undoubled(all: Vec<Told>, others: &[Finding]) -> Vec<Finding> {
    let has = |rule: &Rule| others.iter().any(|finding| *finding.rule == *rule);
    let is_said = |reason| {
        has(&rules::NO_ANSWERS)
            || has(&rules::UNKNOWN_DATES) && reason == Reason::BadDate
            || has(&rules::NO_WEIGHTS) && reason == Reason::NoWeight
    };
    all.into_iter().filter(|told| !is_said(told.reason)).map(|told| told.finding).collect()
}

/// What a question is, for whoever words a loss.
pub(super) fn scale(question: Option<&RowQuestion>) -> Option<&super::answer::Rule> {
    match question? {
        RowQuestion::Cell { reader, .. } => Some(&reader.rule),
        _ => None,
    }
}
