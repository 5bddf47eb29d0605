//! Claims as blocks of a detail: pain points, opportunities, risks, actions, notes, research, evidence.
//! Must not know which place they belong to. Invariant: at most one block is marked.

use std::cmp::Reverse;
use std::fmt::Write as _;

use super::figures::{month, written};
use super::{Block, Tone};
use crate::app::place::Item;
use crate::journey::{
    Action, ActionStatus, Evidence, EvidenceKind, Map, Note, Noun, Opportunity, PainPoint, PainStatus, Promise,
    Research, Risk,
};
use crate::text::Plain;

/// The word for a kind of evidence.
const fn kind(kind: EvidenceKind) -> &'static str {
    match kind {
        EvidenceKind::Survey => "survey",
        EvidenceKind::Analytics => "analytics",
        EvidenceKind::Interview => "interview",
        EvidenceKind::Recording => "recording",
        EvidenceKind::Sales => "sales",
        EvidenceKind::Support => "support",
        EvidenceKind::Observation => "observation",
        EvidenceKind::Assumption => "assumption",
    }
}

const fn pain_status(status: PainStatus) -> &'static str {
    match status {
        PainStatus::Open => "open",
        PainStatus::Planned => "planned",
        PainStatus::Fixed => "fixed",
        PainStatus::Accepted => "accepted",
    }
}

/// The word for the state of an action.
const fn action_status(status: ActionStatus) -> &'static str {
    match status {
        ActionStatus::Planned => "planned",
        ActionStatus::InProgress => "in progress",
        ActionStatus::Shipped => "shipped",
        ActionStatus::Dropped => "dropped",
    }
}

/// `survey 2017 comments, n 41, 2017-06-01, dl`.
fn evidence_words(evidence: &Evidence) -> String {
    let mut text = kind(evidence.kind).to_owned();
    if let Some(reference) = &evidence.reference {
        text.push(' ');
        text.push_str(reference);
    }
    let n = evidence.n.map(|n| format!("n {}", super::figures::count(n)));
    let date = evidence.date.map(|date| date.to_string());
    for part in [n, date, evidence.by.clone()].into_iter().flatten() {
        text.push_str(", ");
        text.push_str(&part);
    }
    text
}

/// What stands under a claim: its evidence, one a line, then its owner.
fn under(evidence: &[Evidence], owner: Option<&String>) -> Vec<Plain> {
    let owner = owner.map(|owner| Plain::from(format!("owner {owner}")));
    evidence.iter().map(|evidence| Plain::from(evidence_words(evidence))).chain(owner).collect()
}

/// Adds a section where there is anything to put in it.
pub(super) fn section(blocks: &mut Vec<Block>, heading: &str, items: Vec<Block>) {
    if !items.is_empty() {
        blocks.push(Block::Gap);
        blocks.push(Block::Heading(heading.into()));
        blocks.extend(items);
    }
}

/// Adds a labelled text where there is one.
pub(super) fn field(blocks: &mut Vec<Block>, label: &str, text: Option<&String>) {
    if let Some(text) = text.filter(|text| !text.trim().is_empty()) {
        blocks.push(Block::Field { label: label.into(), lines: Plain::lines(text), tone: Tone::Neutral });
    }
}

/// Is that claim the marked one?
pub(super) fn is_marked(marked: Option<&Item>, noun: Noun, id: &str) -> bool {
    marked.is_some_and(|(own, own_id)| *own == noun && own_id == id)
}

/// Does this pain point still hurt?
#[must_use]
pub(crate) fn is_hurting(pain: &PainPoint) -> bool {
    pain.status != PainStatus::Fixed
}

/// Pain points: what hurts first, by severity.
pub(super) fn pains(pains: &[PainPoint], marked: Option<&Item>) -> Vec<Block> {
    let mut sorted: Vec<&PainPoint> = pains.iter().collect();
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
            Some(4..) if is_hurting(pain) => Tone::Bad,
            _ => Tone::Neutral,
        },
        lines: Plain::lines(&pain.text),
        tail: pain_status(pain.status).into(),
        under: under(&pain.evidence, pain.owner.as_ref()),
        is_done: !is_hurting(pain),
        is_marked: is_marked(marked, Noun::Pain, &pain.id),
    };
    sorted.into_iter().map(block).collect()
}

/// `4 !!`: severity, and a mark for what must not be overlooked.
fn severity(severity: u8) -> Plain {
    let marks = match severity {
        5.. => " !!!",
        4 => " !!",
        3 => " !",
        _ => "",
    };
    format!("{severity}{marks}").into()
}

/// `impact 4 effort 2`; what is not said is left out.
fn scores(scores: [(&str, Option<u8>); 2]) -> Plain {
    let said = scores.into_iter().filter_map(|(name, score)| Some(format!("{name} {}", score?)));
    said.collect::<Vec<_>>().join(" ").into()
}

/// Opportunities, in the order of the map.
pub(super) fn opportunities(opportunities: &[Opportunity], marked: Option<&Item>) -> Vec<Block> {
    let block = |own: &Opportunity| Block::Item {
        lead: scores([("impact", own.impact), ("effort", own.effort)]),
        tone: Tone::Neutral,
        lines: Plain::lines(&own.text),
        tail: Plain::default(),
        under: under(&own.evidence, own.owner.as_ref()),
        is_done: false,
        is_marked: is_marked(marked, Noun::Opportunity, &own.id),
    };
    opportunities.iter().map(block).collect()
}

/// Risks, in the order of the map.
pub(super) fn risks(risks: &[Risk], marked: Option<&Item>) -> Vec<Block> {
    let block = |own: &Risk| Block::Item {
        lead: scores([("likelihood", own.likelihood), ("impact", own.impact)]),
        tone: Tone::Neutral,
        lines: Plain::lines(&own.text),
        tail: Plain::default(),
        under: under(&own.evidence, own.owner.as_ref()),
        is_done: false,
        is_marked: is_marked(marked, Noun::Risk, &own.id),
    };
    risks.iter().map(block).collect()
}

/// Actions, in the order of the map; `map` names their metrics and pain points.
pub(super) fn actions(actions: &[Action], pains: &[PainPoint], map: &Map, marked: Option<&Item>) -> Vec<Block> {
    let block = |own: &Action| {
        let mut lines: Vec<Plain> = Vec::new();
        if let Some(promise) = &own.promise {
            lines.push(promised(promise, map).into());
        }
        for id in &own.mends {
            let text = pains.iter().find(|pain| pain.id == *id).map_or(id.as_str(), |pain| pain.text.as_str());
            lines.push(format!("mends: {text}").into());
        }
        lines.extend(under(&own.evidence, own.owner.as_ref()));
        let tail = match (own.status, own.shipped, own.due) {
            (ActionStatus::Shipped, Some(date), _) => format!("shipped {date}"),
            (ActionStatus::Planned | ActionStatus::InProgress, _, Some(due)) => {
                format!("{}, due {due}", action_status(own.status))
            }
            (status, _, _) => action_status(status).to_owned(),
        };
        Block::Item {
            lead: Plain::default(),
            tone: Tone::Neutral,
            lines: Plain::lines(&own.text),
            tail: tail.into(),
            under: lines,
            is_done: matches!(own.status, ActionStatus::Shipped | ActionStatus::Dropped),
            is_marked: is_marked(marked, Noun::Action, &own.id),
        }
    };
    actions.iter().map(block).collect()
}

/// `promised CSAT from 54 to 60 by Jun 2019`.
fn promised(promise: &Promise, map: &Map) -> String {
    let name = map.metric(&promise.metric).map_or_else(|| promise.metric.clone(), |metric| metric.name);
    let mut text = format!("promised {name}");
    for (word, value) in [("from", promise.from), ("to", promise.to)] {
        if let Some(value) = value {
            let _ = write!(text, " {word} {}", written(value));
        }
    }
    if let Some(by) = promise.by {
        let _ = write!(text, " by {}", month(by));
    }
    text
}

/// Notes, the newest first; those without a date last.
pub(super) fn notes(notes: &[Note], marked: Option<&Item>) -> Vec<Block> {
    let mut sorted: Vec<&Note> = notes.iter().collect();
    sorted.sort_by_key(|note| Reverse(note.date));
    let block = |note: &Note| {
        let signed = [note.date.map(|date| date.to_string()), note.by.clone()];
        Block::Item {
            lead: signed.into_iter().flatten().collect::<Vec<_>>().join(" ").into(),
            tone: Tone::Dim,
            lines: Plain::lines(&note.text),
            tail: Plain::default(),
            under: under(&note.evidence, None),
            is_done: false,
            is_marked: is_marked(marked, Noun::Note, &note.id),
        }
    };
    sorted.into_iter().map(block).collect()
}

/// Research methods.
pub(super) fn research(research: &[Research]) -> Vec<Block> {
    let block = |own: &Research| Block::Item {
        lead: own.helpfulness.map(|score| Plain::from(format!("helps {score} of 5"))).unwrap_or_default(),
        tone: Tone::Dim,
        lines: vec![Plain::new(&own.method)],
        tail: Plain::default(),
        under: own.purpose.as_deref().map(Plain::lines).unwrap_or_default(),
        is_done: false,
        is_marked: false,
    };
    research.iter().map(block).collect()
}

/// Evidence for a place as a whole.
pub(super) fn evidence(evidence: &[Evidence]) -> Vec<Block> {
    let block = |own: &Evidence| Block::Field {
        label: Plain::default(),
        lines: vec![evidence_words(own).into()],
        tone: Tone::Dim,
    };
    evidence.iter().map(block).collect()
}
