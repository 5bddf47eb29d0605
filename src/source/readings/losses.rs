//! What of a source's rows and answers is lost to its numbers, and what of that its author has to know.
//! Invariant: every count of a loss that is told anywhere comes from here.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use super::counted::Counted;
use super::header::Header;
use super::ledger::{Entry, Reason};
use super::mend;
use super::plan::Plan;
use super::question::RowQuestion;
use super::sizes::lines;
use crate::journey::{Binding, Finding, Loss, Losses, Lost, Question, Rule, Shortfall, rule as rules};
use crate::metric::{Grain, Series, Weighing};
use crate::source::format::shorten;
use crate::source::shapes;

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

/// What one binding lost of its answers.
struct Own {
    /// Its number among all bindings of the map.
    binding: usize,
    /// Its place in the table.
    place: usize,
    /// How many answers it had.
    of: u64,
    /// By reason and column.
    losses: Vec<(Reason, usize, Loss)>,
}

/// What is told together: what one question of a column lost for one reason.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    /// `None`: weights are of rows, whatever is asked of them.
    question: Option<usize>,
    reason: Reason,
    column: usize,
}

impl Own {
    fn lost(&self, key: Key) -> Option<&Loss> {
        let all = self.losses.iter();
        all.filter(|(reason, column, _)| (*reason, *column) == (key.reason, key.column)).map(|(_, _, loss)| loss).next()
    }
}

/// What there is to say of a loss.
pub(super) struct Told {
    reason: Reason,
    /// Is it about one row?
    is_single: bool,
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
        // A log may tell of steps that the map has no place for: they are none of its numbers.
        let is_log = shapes::place_key(&self.question.source) != "touchpoint";
        let is_meant = |reason: &Reason| !(is_log && *reason == Reason::UnknownTouchpoint);
        for (reason, entry) in ledger.rows_lost().filter(|(reason, _)| is_meant(reason)) {
            let loss = self.loss(Lost::Rows, (&mend::words_of_rows(reason), self.counted.n_read), entry);
            rows.insert(reason, Loss { is_end: reason.ends_rows(), ..loss });
        }
        // What such a row says of no touchpoint may still count.
        for told in ledger.columns(Reason::UnknownTouchpoint).filter(|_| !is_log) {
            let reason = Reason::UnknownTouchpoint;
            let none = self.loss(Lost::Rows, (reason.words(), self.counted.n_read), &Entry::default());
            let loss = rows.entry(reason).or_insert(none);
            loss.count += told.count;
            loss.lines.extend(told.lines);
        }
        for (reason, loss) in rows {
            if loss.is_told() && !reason.ends_rows() {
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
        let all = self.plan.bindings.iter().map(|(binding, place)| {
            let series = self.series.iter().find(|(idx, _)| idx == binding).and_then(|(_, cohorts)| cohorts.first());
            let refused = self.counted.refused.of(*place);
            let by_reason = refused.map(|own| own.by_reason()).unwrap_or_default();
            let n_lost: u64 = by_reason.iter().map(|(_, _, entry)| entry.count).sum();
            let unweighed = self.unweighed(*place, series);
            let n_figures = refused.map_or(0, |own| own.n_figures);
            let n_counted = if n_figures > 0 { n_figures } else { series.map_or(0, Series::n) };
            let of = n_lost + unweighed.as_ref().map_or(n_counted, |own| own.n_all);
            let question = homes.get(place).and_then(|home| self.plan.questions.get(home.question));
            let refused = by_reason.into_iter().map(|(reason, column, entry)| {
                (reason, column, self.loss(Lost::Answers, (&mend::words(reason, question), of), entry))
            });
            let unweighed = unweighed.map(|own| {
                let none = self.loss(Lost::Answers, (own.words, of), &Entry::default());
                (Reason::NoWeight, own.column, Loss { count: own.n_left_out, lines: own.lines, ..none })
            });
            Own { binding: *binding, place: *place, of, losses: refused.chain(unweighed).collect() }
        });
        all.collect()
    }

    /// Puts what bindings lost where it is looked up, and says what there is to say: of a column as a whole where that
    /// is enough to be told, or else of each place.
    fn tell_answers(&self, all: &[Own], homes: &Homes<'_>, answers: &mut HashMap<Binding, Shortfall>) -> Vec<Told> {
        let mut findings = Vec::new();
        let mut said = BTreeSet::new();
        let mut is_told = BTreeSet::new();
        for (key, group) in groups(all, homes) {
            let Key { reason, column, .. } = key;
            let name = shorten(self.header.names.get(column).map_or("", String::as_str));
            let is_new = said.insert((reason, column)) && !reason.is_told_of_answers();
            if let Some(whole) = whole(key, &group, homes).filter(Loss::is_told) {
                is_told.extend(group.iter().filter(|own| own.lost(key).is_some()).map(|own| own.binding));
                findings.extend(is_new.then(|| self.told(reason, &whole, &format!("in column `{name}`"))));
                continue;
            }
            let lost = group.iter().filter_map(|own| Some((own.binding, own.lost(key)?)));
            for (binding, loss) in lost.filter(|(_, loss)| is_new && loss.is_told()) {
                let asked = self.question.asked.iter().find(|asked| asked.idx == binding);
                let at = asked.map(|asked| asked.address.to_string()).unwrap_or_default();
                findings.push(self.told(reason, loss, &format!("in column `{name}` at `{}`", shorten(&at))));
            }
        }
        for own in all.iter().filter(|own| !own.losses.is_empty()) {
            let Some(asked) = self.question.asked.iter().find(|asked| asked.idx == own.binding) else { continue };
            let own_losses = Shortfall::of(own.losses.iter().map(|(_, _, loss)| loss.clone()).collect());
            let is_told = own_losses.is_told || is_told.contains(&own.binding);
            answers.insert(asked.binding.clone(), Shortfall { is_told, ..own_losses });
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
        Loss { lost, source, reason: reason.to_owned(), count: entry.count, of, lines: entry.lines(), is_end: false }
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
        let is_single = *count == 1;
        Told {
            reason,
            is_single,
            finding: Finding { line, ..self.header.finding(rule, format!("{message}{at}"), Some(help)) },
        }
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

/// The bindings of each question that lost anything, those that did not included.
fn groups<'o>(all: &'o [Own], homes: &Homes<'_>) -> BTreeMap<Key, Vec<&'o Own>> {
    let question = |own: &Own| homes.get(&own.place).map(|home| home.question);
    let mut groups: BTreeMap<Key, Vec<&Own>> = BTreeMap::new();
    for own in all {
        for (reason, column, _) in &own.losses {
            let asked = question(own).filter(|_| *reason != Reason::NoWeight);
            groups.entry(Key { question: asked, reason: *reason, column: *column }).or_default();
        }
    }
    for (key, group) in &mut groups {
        let is_asked = |own: &&Own| match key.question {
            None => own.lost(*key).is_some(),
            asked => question(own) == asked,
        };
        group.extend(all.iter().filter(is_asked));
    }
    groups
}

/// What a column lost, of all places that ask for it. Of places that share rows one is enough, the one with the most.
fn whole(key: Key, group: &[&Own], homes: &Homes<'_>) -> Option<Loss> {
    let rows = |own: &Own| homes.get(&own.place).and_then(|home| home.rows.as_ref());
    let mut group = group.to_vec();
    group.sort_by_key(|own| std::cmp::Reverse(rows(own).map_or(usize::MAX, BTreeSet::len)));
    let mut whole: Option<Loss> = group.iter().find_map(|own| own.lost(key)).cloned();
    let (mut count, mut of, mut lines, mut n_taken) = (0, 0, Vec::new(), 0);
    let mut taken: BTreeSet<&[u8]> = BTreeSet::new();
    for own in group {
        let rows = rows(own);
        if n_taken > 0 && rows.is_none_or(|rows| rows.iter().any(|row| taken.contains(row))) {
            continue;
        }
        n_taken += 1;
        taken.extend(rows.into_iter().flatten());
        of += own.of;
        if let Some(loss) = own.lost(key) {
            count += loss.count;
            lines.extend(&loss.lines);
        }
    }
    lines.sort_unstable();
    lines.truncate(MOST_LINES);
    if let Some(whole) = &mut whole {
        (whole.count, whole.of, whole.lines) = (count, of, lines);
    }
    whole
}

impl Reason {
    /// Does the file end with the row? Then that has a finding of its own.
    pub(super) fn ends_rows(self) -> bool {
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
    let is_there = |own: &Finding| others.iter().any(|of| *of.rule == rules::STRAY_QUOTE && of.line == own.line);
    let is_said = |told: &Told| {
        has(&rules::NO_ANSWERS)
            || has(&rules::UNKNOWN_DATES) && told.reason == Reason::BadDate
            || has(&rules::NO_WEIGHTS) && told.reason == Reason::NoWeight
            || told.is_single && is_there(&told.finding)
    };
    all.into_iter().filter(|told| !is_said(told)).map(|told| told.finding).collect()
}

/// What a question is, for whoever words a loss.
pub(super) fn scale(question: Option<&RowQuestion>) -> Option<&super::answer::Rule> {
    question.and_then(RowQuestion::rule)
}
