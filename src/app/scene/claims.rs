//! Claims as blocks of a detail: pain points, opportunities, risks, actions, notes, research, evidence.
//! Each block holds the address of the claim that it shows.

use std::cmp::Reverse;
use std::fmt::Write as _;

use super::said;
use crate::app::figures::{self, written};
use crate::app::view::{Block, Label, Labels, PageLine, Tone};
use crate::journey::{
    Action, ActionStatus, Address, Evidence, Map, Note, Noun, Opportunity, PainPoint, PainStatus, Promise, Research,
    Risk,
};
use crate::text::Plain;
use crate::text::link::Link;

/// `survey 2017 comments, n 41, 2017-06-01, dl`.
pub(super) fn evidence_words(labels: Labels, evidence: &Evidence) -> String {
    let mut text = labels.word(evidence.kind.into()).to_owned();
    if let Some(reference) = &evidence.reference {
        text.push(' ');
        text.push_str(reference);
    }
    let n = evidence.n.map(|n| format!("n {}", figures::count(n)));
    let value = evidence.metric.as_ref().map(|metric| {
        let value = evidence.value.map(|value| format!(" {}", written(value))).unwrap_or_default();
        let period = evidence.period.map(|period| format!(" {}", period.label())).unwrap_or_default();
        let rows = crate::journey::thing::words_of(&evidence.rows).map(|rows| format!(", {rows}")).unwrap_or_default();
        format!("{metric}{value}{period}{rows}")
    });
    let date = evidence.date.map(|date| date.to_string());
    for part in [value, n, date, evidence.by.clone(), evidence.href.clone()].into_iter().flatten() {
        text.push_str(", ");
        text.push_str(&part);
    }
    text
}

/// A piece of evidence in a line that leads to where it is to be read.
pub(super) fn evidence_line(labels: Labels, evidence: &Evidence) -> PageLine {
    PageLine { words: evidence_words(labels, evidence).into(), link: evidence.href.as_deref().and_then(Link::new) }
}

/// What stands under a claim: the facts, then its evidence, one a line, then its owner.
fn under(labels: Labels, facts: Vec<Plain>, evidence: &[Evidence], owner: Option<&String>) -> Vec<PageLine> {
    let owner = owner.map(|owner| Plain::from(labels.before(Label::Owner, owner)).into());
    let evidence = evidence.iter().map(|evidence| evidence_line(labels, evidence));
    facts.into_iter().map(PageLine::from).chain(evidence).chain(owner).collect()
}

/// Adds a section, unless it is empty.
pub(super) fn section(blocks: &mut Vec<Block>, heading: &str, items: Vec<Block>) {
    if !items.is_empty() {
        blocks.push(Block::Gap);
        blocks.push(Block::Heading(heading.into()));
        blocks.extend(items);
    }
}

/// Adds a labelled text of the map, unless it is blank.
pub(super) fn field(blocks: &mut Vec<Block>, label: &str, text: Option<&String>, at: Address) {
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        let (label, lines) = (label.into(), Plain::lines(text).into_iter().map(PageLine::from).collect());
        blocks.push(Block::Field { label, lines, tone: Tone::Neutral, at: Some(at), is_marked: false });
    }
}

/// A labelled line that no field of the map holds.
pub(super) fn remark(label: Plain, line: Plain, tone: Tone) -> Block {
    Block::Field { label, lines: vec![line.into()], tone, at: None, is_marked: false }
}

/// Pain points: those that still hurt first, by severity.
pub(super) fn pains<'m>(
    labels: Labels,
    map: &Map,
    pains: impl Iterator<Item = &'m PainPoint>,
    place: &Address,
) -> Vec<Block> {
    let mut sorted: Vec<&PainPoint> = pains.collect();
    sorted.sort_by_key(|pain| {
        let rank = match pain.status {
            PainStatus::Open | PainStatus::Planned => 0,
            PainStatus::Accepted => 1,
            PainStatus::Fixed => 2,
        };
        (rank, Reverse(pain.severity), pain.status)
    });
    let block = |pain: &PainPoint| Block::Item {
        lead: pain.severity.map(severity).unwrap_or_default(),
        tone: match pain.severity {
            Some(4..) if pain.is_hurting() => Tone::Bad,
            _ => Tone::Neutral,
        },
        lines: Plain::lines(&pain.text),
        tail: labels.word(pain.status.into()).into(),
        under: under(
            labels,
            said::facts(labels, map, pain, &["severity", "status", "owner", "evidence"]),
            &pain.evidence,
            pain.owner.as_ref(),
        ),
        is_done: !pain.is_hurting(),
        at: Some(place.then(Noun::Pain, &pain.id)),
        is_marked: false,
    };
    sorted.into_iter().map(block).collect()
}

/// `4 !!`: severity, and a mark for what must not be overlooked.
pub(super) fn severity(severity: u8) -> Plain {
    let marks = match severity {
        5.. => " !!!",
        4 => " !!",
        3 => " !",
        _ => "",
    };
    format!("{severity}{marks}").into()
}

/// `impact 4 effort 2`; a score that the map does not give is left out.
fn scores(labels: Labels, scores: [(Label, Option<u8>); 2]) -> Plain {
    let said = scores.into_iter().filter_map(|(label, score)| Some(labels.before(label, &score?)));
    said.collect::<Vec<_>>().join(" ").into()
}

/// Opportunities, in the order of the map.
pub(super) fn opportunities(labels: Labels, map: &Map, opportunities: &[Opportunity], place: &Address) -> Vec<Block> {
    let block = |own: &Opportunity| Block::Item {
        lead: scores(labels, [(Label::Impact, own.impact), (Label::Effort, own.effort)]),
        tone: Tone::Neutral,
        lines: Plain::lines(&own.text),
        tail: Plain::default(),
        under: under(
            labels,
            said::facts(labels, map, own, &["impact", "effort", "owner", "evidence"]),
            &own.evidence,
            own.owner.as_ref(),
        ),
        is_done: false,
        at: Some(place.then(Noun::Opportunity, &own.id)),
        is_marked: false,
    };
    opportunities.iter().map(block).collect()
}

/// Risks, in the order of the map.
pub(super) fn risks(labels: Labels, map: &Map, risks: &[Risk], place: &Address) -> Vec<Block> {
    let block = |own: &Risk| Block::Item {
        lead: scores(labels, [(Label::Likelihood, own.likelihood), (Label::Impact, own.impact)]),
        tone: Tone::Neutral,
        lines: Plain::lines(&own.text),
        tail: Plain::default(),
        under: under(
            labels,
            said::facts(labels, map, own, &["likelihood", "impact", "owner", "evidence"]),
            &own.evidence,
            own.owner.as_ref(),
        ),
        is_done: false,
        at: Some(place.then(Noun::Risk, &own.id)),
        is_marked: false,
    };
    risks.iter().map(block).collect()
}

/// Actions, in the order of the map; `map` names their metrics and pain points.
pub(super) fn actions(
    labels: Labels,
    actions: &[Action],
    pains: &[PainPoint],
    map: &Map,
    place: &Address,
) -> Vec<Block> {
    let block = |own: &Action| {
        let mut lines: Vec<Plain> = Vec::new();
        if let Some(promise) = &own.promise {
            lines.push(promised(labels, promise, map).into());
        }
        for id in &own.mends {
            let own = id.rsplit_once('/').map_or(id.as_str(), |(_, own)| own);
            let text = pains.iter().find(|pain| pain.id == own).map_or(id.as_str(), |pain| pain.text.as_str());
            lines.push(format!("{}: {text}", labels.word(Label::Mends)).into());
        }
        let tail = match (own.status, own.shipped, own.due) {
            (ActionStatus::Shipped, Some(date), _) => labels.before(Label::Shipped, &date),
            (ActionStatus::Planned | ActionStatus::InProgress, _, Some(due)) => {
                format!("{}, {}", labels.word(own.status.into()), labels.before(Label::Due, &due))
            }
            (status, _, _) => labels.word(status.into()).to_owned(),
        };
        Block::Item {
            lead: Plain::default(),
            tone: Tone::Neutral,
            lines: Plain::lines(&own.text),
            tail: tail.into(),
            under: under(labels, lines, &own.evidence, own.owner.as_ref()),
            is_done: matches!(own.status, ActionStatus::Shipped | ActionStatus::Dropped),
            at: Some(place.then(Noun::Action, &own.id)),
            is_marked: false,
        }
    };
    actions.iter().map(block).collect()
}

/// `promised CSAT from 54 to 60 by Jun 2019`.
pub(super) fn promised(labels: Labels, promise: &Promise, map: &Map) -> String {
    let name = map.metric(&promise.metric).map_or_else(|| promise.metric.clone(), |metric| metric.name);
    let mut text = labels.before(Label::Promised, &name);
    for (label, value) in [(Label::From, promise.from), (Label::To, promise.to)] {
        if let Some(value) = value {
            let _ = write!(text, " {}", labels.before(label, &written(value)));
        }
    }
    if let Some(by) = promise.by {
        let _ = write!(text, " {}", labels.before(Label::By, &labels.month(by)));
    }
    text
}

/// Notes, the newest first; those without a date last.
pub(super) fn notes(labels: Labels, notes: &[Note], place: &Address) -> Vec<Block> {
    let mut sorted: Vec<&Note> = notes.iter().collect();
    sorted.sort_by_key(|note| Reverse(note.date));
    let block = |note: &Note| {
        let signed = [note.date.map(|date| date.to_string()), note.by.clone()];
        Block::Item {
            lead: signed.into_iter().flatten().collect::<Vec<_>>().join(" ").into(),
            tone: Tone::Dim,
            lines: Plain::lines(&note.text),
            tail: Plain::default(),
            under: under(labels, Vec::new(), &note.evidence, None),
            is_done: false,
            at: Some(place.then(Noun::Note, &note.id)),
            is_marked: false,
        }
    };
    sorted.into_iter().map(block).collect()
}

pub(super) fn research(labels: Labels, research: &[Research], place: &Address) -> Vec<Block> {
    let block = |own: &Research| Block::Item {
        lead: own
            .helpfulness
            .map(|score| Plain::from(labels.filled(Label::Helps, &[&score.to_string()])))
            .unwrap_or_default(),
        tone: Tone::Dim,
        lines: vec![Plain::new(&own.method)],
        tail: Plain::default(),
        under: own.purpose.as_deref().map(Plain::lines).unwrap_or_default().into_iter().map(PageLine::from).collect(),
        is_done: false,
        at: Some(place.then(Noun::Research, own.position.to_string())),
        is_marked: false,
    };
    research.iter().map(block).collect()
}

/// Evidence for a place as a whole, with that label where no heading says what it is.
pub(super) fn evidence(labels: Labels, evidence: &[Evidence], place: &Address, label: &str) -> Vec<Block> {
    let block = |own: &Evidence| Block::Field {
        label: label.into(),
        lines: vec![evidence_line(labels, own)],
        tone: Tone::Dim,
        at: Some(place.then(Noun::Evidence, own.position.to_string())),
        is_marked: false,
    };
    evidence.iter().map(block).collect()
}
