//! The page of a standup: what was shipped, what to talk about, what changed so far; afterwards what is told of it.
//! Invariant: every number has its n and its interval, or says what is missing.

use super::claims::{evidence_words, severity};
use super::pieces::{Scene, joined};
use crate::app::board::TouchpointBoard;
use crate::app::command::Command;
use crate::app::figures;
use crate::app::meeting::{Recap, Standup};
use crate::app::movement::movement;
use crate::app::track::Track;
use crate::app::view::{Block, Move, Page, Strip, Tone, TurnLine, TurnRow};
use crate::journey::{Action, ActionStatus, Address, Map, Note, Noun, PainPoint, PainStatus, Promise, Touchpoint};
use crate::standup::{self, Turn};
use crate::text::Plain;

/// How many periods a strip has.
const LONGEST: usize = 32;

/// What nobody looks after.
const NOBODY: &str = "nobody";

/// The page of the standup under way, else of the one that ended last.
pub(super) fn page(scene: Scene<'_>) -> Page {
    match (scene.standup, scene.ended) {
        (Some(standup), _) => under_way(scene, standup),
        (None, Some(ended)) => over(ended),
        (None, None) => {
            let start = scene.keymap.map(|keymap| format!(": {} starts one", keymap.shown(Command::Standup)));
            let words = format!("no standup is under way{}", start.unwrap_or_default());
            Page { title: "Standup".into(), blocks: vec![Block::Sentence(words.into())], ..Page::default() }
        }
    }
}

fn under_way(scene: Scene<'_>, standup: &Standup) -> Page {
    let mut blocks = begun(scene, standup);
    let asked = standup.touchpoint().and_then(|id| scene.map().touchpoint(id));
    if let Some((stage, touchpoint)) = asked {
        let place = Address::journey().then(Noun::Stage, &stage.id).then(Noun::Touchpoint, &touchpoint.id);
        blocks.extend([Block::Gap, Block::Heading("questions".into())]);
        blocks.extend(super::standup::questions(&place, touchpoint));
    }
    blocks.push(Block::Gap);
    blocks.extend(to_talk_about(scene, standup));
    let changed = standup.changed();
    if !changed.is_empty() {
        let undo = scene.keymap.map(|keymap| format!(" · {} takes the last back", keymap.shown(Command::Undo)));
        let heading = format!("changed so far{}", undo.unwrap_or_default());
        blocks.extend([Block::Gap, Block::Heading(heading.into())]);
        blocks.extend(changed.iter().map(|own| {
            Block::Turn(TurnRow { words: Plain::new(&own.words), state: Plain::new(&own.said), ..TurnRow::default() })
        }));
    }
    Page {
        title: "Standup".into(),
        way: asked.map(|(_, touchpoint)| Plain::new(&touchpoint.name)).unwrap_or_default(),
        aside: standup.words(scene.now, scene.today).into(),
        blocks,
        ..Page::default()
    }
}

/// What was shipped since the last one; if nothing was, what is late and what is next.
fn begun(scene: Scene<'_>, standup: &Standup) -> Vec<Block> {
    let since = standup.last().map(|date| format!(" since {}", standup::day(date, scene.today))).unwrap_or_default();
    let all: Vec<_> = standup::actions(scene.map()).collect();
    let shipped = standup.shipped().iter().filter_map(|at| all.iter().find(|(own, ..)| own == at));
    let rows: Vec<Block> = shipped.map(|(at, own, touchpoint)| shipped_row(scene, at, own, *touchpoint)).collect();
    if !rows.is_empty() {
        let heading = if since.is_empty() {
            "shipped last · no standup was held here before".to_owned()
        } else {
            format!("shipped{since}")
        };
        return std::iter::once(Block::Heading(heading.into())).chain(rows).collect();
    }
    let mut blocks = vec![Block::Sentence(format!("nothing was shipped{since}").into())];
    let (late, next) = standup::awaited(standup.turns());
    for (lead, tone, turns) in [("late", Tone::Bad, late), ("next", Tone::Dim, next)] {
        let Some(turn) = turns.first() else { continue };
        let n_more = turns.len() - 1;
        let more = if turn.is_overdue && n_more > 0 { format!(", {n_more} more late") } else { String::new() };
        let due = turn.due.map(|due| standup::due(due, scene.today)).unwrap_or_default();
        let own = all.iter().find(|(at, ..)| *at == turn.at).map(|(_, own, _)| *own);
        blocks.push(Block::Turn(TurnRow {
            lead: lead.into(),
            tone,
            words: Plain::new(&turn.words),
            state: format!("{due}{more}").into(),
            under: own.and_then(|own| promised(scene, &turn.at, own.promise.as_ref()?)).into_iter().collect(),
            is_done: is_done(turn),
            ..TurnRow::default()
        }));
    }
    blocks
}

/// Who shipped what, when, and what was promised of it. Whether it worked is not judged here.
fn shipped_row(scene: Scene<'_>, at: &Address, own: &Action, touchpoint: Option<&Touchpoint>) -> Block {
    let when = own.shipped.map(|date| format!(" {}", standup::day(date, scene.today))).unwrap_or_default();
    let turn = standup::turn(scene.map(), scene.today, at);
    let owned = owner(turn.as_ref().and_then(|turn| turn.owner.as_ref()));
    let promise = own.promise.as_ref().and_then(|promise| promised(scene, at, promise));
    let nothing = || TurnLine {
        words: name(scene.map(), touchpoint),
        told: vec!["nothing was promised".into()],
        tone: Tone::Dim,
        moved: None,
    };
    Block::Turn(TurnRow {
        words: Plain::new(&own.text),
        is_owned: turn.is_some_and(|turn| turn.owner.is_some()),
        owner: owned,
        state: format!("{}{when}", own.status.word()).into(),
        under: vec![promise.unwrap_or_else(nothing)],
        at: Some(at.clone()),
        ..TurnRow::default()
    })
}

/// `Payment   abandonment from 37.5 to 30 by Mar 2026, now 28 (27.2 to 29.0), n 9,240`.
fn promised(scene: Scene<'_>, at: &Address, promise: &Promise) -> Option<TurnLine> {
    let map = scene.map();
    let name_of = |metric: &String| map.metric(metric).map_or_else(|| metric.clone(), |own| own.name);
    let from = promise.from.map(|from| format!(" from {}", figures::written(from))).unwrap_or_default();
    let to = promise.to.map(|to| format!(" {}", figures::written(to)))?;
    let by = promise.by.map(|by| format!(", by {}", figures::month(by))).unwrap_or_default();
    let place = at.up_to(at.steps.len().saturating_sub(1));
    let idx = map.bindings().position(|(own, binding)| own == place && binding.metric == promise.metric);
    let now = match idx.and_then(|idx| scene.board.verdicts.tracks.get(idx)?.as_ref()) {
        Some(track) => format!("now {}", stands(track)),
        None if scene.is_loading && idx.is_some() => "now: reading".to_owned(),
        None => "not measured here".to_owned(),
    };
    let touchpoint = at.id_of(Noun::Touchpoint).and_then(|id| map.touchpoint(id)).map(|(_, own)| own);
    let told = vec![
        format!("{} promised{to}, {now}", name_of(&promise.metric)).into(),
        format!("{from}{by}").trim_start_matches([' ', ',']).into(),
    ];
    let told = told.into_iter().filter(|own: &Plain| !own.is_empty()).collect();
    Some(TurnLine { words: name(map, touchpoint), told, ..TurnLine::default() })
}

/// `75 (73 to 77), n 2,364`, or what keeps it from being shown.
fn stands(track: &Track) -> String {
    let Some((_, reading)) = track.latest() else {
        return track.withheld().map_or_else(|| "not measured".to_owned(), |own| figures::hidden(own).to_string());
    };
    let digits = figures::digits(&track.metric, reading);
    let ends = reading.interval().map(|interval| format!(" ({})", figures::range(interval, digits)));
    let unit = if track.metric.unit.is_empty() { String::new() } else { format!(" {}", track.metric.unit) };
    let few = if reading.is_few() { ", too few" } else { "" };
    let shown = figures::shown(reading, digits);
    format!("{shown}{unit}{}, n {}{few}", ends.unwrap_or_default(), figures::count(reading.n()))
}

fn name(map: &Map, touchpoint: Option<&Touchpoint>) -> Plain {
    Plain::new(touchpoint.map_or(map.title.as_str(), |own| own.name.as_str()))
}

/// The first items, or all by owner.
fn to_talk_about(scene: Scene<'_>, standup: &Standup) -> Vec<Block> {
    let is_item = |turn: &&&Turn| turn.noun != Noun::Touchpoint;
    let seen = standup.seen();
    let items: Vec<&Turn> = seen.iter().filter(is_item).copied().collect();
    let n_all = standup.turns().iter().filter(|turn| turn.noun != Noun::Touchpoint).count();
    if n_all == 0 {
        return vec![Block::Sentence("nothing is open here".into())];
    }
    let key = |words: String| scene.keymap.map(|keymap| format!(" · {}: {words}", keymap.shown(Command::NextPane)));
    let (heading, key) = if standup.has_all() {
        (format!("all {n_all}, by owner"), key("the first again".to_owned()))
    } else {
        let number = ["none", "one", "two", "three", "four", "five"].get(items.len()).copied();
        let number = number.map_or_else(|| items.len().to_string(), str::to_owned);
        let n_more = n_all.saturating_sub(items.len());
        (format!("{number} to talk about"), (n_more > 0).then(|| key(format!("{n_more} more"))).flatten())
    };
    let mut blocks = vec![Block::Heading(format!("{heading}{}", key.unwrap_or_default()).into())];
    for group in items.chunk_by(|a, b| !standup.has_all() || a.owner == b.owner) {
        if let Some(first) = group.first().filter(|_| standup.has_all()) {
            blocks.push(Block::Field {
                label: Plain::default(),
                lines: vec![owner(first.owner.as_ref())],
                tone: Tone::Strong,
                at: None,
                is_marked: false,
            });
        }
        let rows = group.iter().map(|turn| TurnRow {
            // It stands above them.
            owner: if standup.has_all() { Plain::default() } else { owner(turn.owner.as_ref()) },
            ..row(scene, standup, turn)
        });
        blocks.extend(rows.map(Block::Turn));
    }
    blocks
}

fn owner(owner: Option<&String>) -> Plain {
    owner.map_or_else(|| NOBODY.into(), |owner| Plain::new(owner))
}

fn is_done(turn: &Turn) -> bool {
    let words = [
        PainStatus::Fixed.word(),
        PainStatus::Accepted.word(),
        ActionStatus::Shipped.word(),
        ActionStatus::Dropped.word(),
    ];
    words.contains(&turn.status)
}

/// One item.
fn row(scene: Scene<'_>, standup: &Standup, turn: &Turn) -> TurnRow {
    let map = scene.map();
    let touchpoint = turn.at.id_of(Noun::Touchpoint).and_then(|id| map.touchpoint(id)).map(|(_, own)| own);
    let id = turn.at.steps.last().map(|step| step.id.as_str()).unwrap_or_default();
    let is_late = turn.is_overdue && !is_done(turn);
    let (lead, tone) = match (turn.noun, turn.severity) {
        (Noun::Action, _) if is_late => ("late".into(), Tone::Bad),
        (Noun::Action, _) => ("action".into(), Tone::Neutral),
        (_, Some(own)) => (severity(own), if own >= 4 { Tone::Bad } else { Tone::Neutral }),
        _ => (Plain::default(), Tone::Neutral),
    };
    let mark = standup.mark(&turn.at).map(|mark| format!(" · {mark}")).unwrap_or_default();
    let state = match turn.due.filter(|_| !is_done(turn)) {
        Some(due) if turn.status == ActionStatus::InProgress.word() && !is_late => {
            format!("{}, due {}", turn.status, standup::day(due, scene.today))
        }
        // How late it is matters more than that it is planned.
        Some(due) => standup::due(due, scene.today),
        None => turn.status.to_owned(),
    };
    let under = match turn.noun {
        Noun::Action => {
            let own = standup::actions(map).find(|(at, ..)| *at == turn.at).map(|(_, own, _)| own);
            own.map(|own| of_action(scene, turn, own, touchpoint)).unwrap_or_default()
        }
        _ => touchpoint.map(|own| of_pain(scene, &turn.at, id, own)).unwrap_or_default(),
    };
    TurnRow {
        lead,
        tone,
        words: Plain::new(&turn.words),
        owner: Plain::default(),
        is_owned: turn.owner.is_some(),
        state: format!("{state}{mark}").into(),
        under,
        course: course(scene, &turn.at),
        is_done: is_done(turn),
        at: Some(turn.at.clone()),
        is_marked: false,
    }
}

/// What there is to know of an action: what was promised or how it stands there, the pain that it mends, notes.
fn of_action(scene: Scene<'_>, turn: &Turn, own: &Action, touchpoint: Option<&Touchpoint>) -> Vec<TurnLine> {
    let mends = touchpoint.map(|own| own.pains.as_slice()).unwrap_or_default().iter();
    let mends = mends.filter(|pain| own.mends.contains(&pain.id)).map(|pain| TurnLine {
        words: Plain::new(&pain.text),
        told: vec![told_of(pain).into()],
        tone: Tone::Dim,
        moved: None,
    });
    let promise = own.promise.as_ref().and_then(|promise| promised(scene, &turn.at, promise));
    let state =
        TurnLine { words: Plain::default(), told: vec![own.status.word().into()], tone: Tone::Dim, moved: None };
    let score = score(scene, &turn.at, touchpoint);
    let notes = touchpoint.map_or(scene.map().notes.as_slice(), |own| own.notes.as_slice());
    mends.chain(promise).chain(score).chain(turn.is_overdue.then_some(state)).chain(note(notes)).collect()
}

/// `mends: severity 5, open`.
fn told_of(pain: &PainPoint) -> String {
    let severity = pain.severity.map(|own| format!("severity {own}, ")).unwrap_or_default();
    format!("is mended: {severity}{}", pain.status.word())
}

/// What there is to know of a pain point: how its touchpoint stands, what is done about it, why one believes it, notes.
fn of_pain(scene: Scene<'_>, at: &Address, id: &str, touchpoint: &Touchpoint) -> Vec<TurnLine> {
    let mut lines: Vec<TurnLine> = score(scene, at, Some(touchpoint)).into_iter().collect();
    let done = touchpoint.actions.iter().filter(|own| own.mends.iter().any(|own| own == id));
    let before = lines.len();
    lines.extend(done.map(|own| {
        let due = own.due.filter(|_| matches!(own.status, ActionStatus::Planned | ActionStatus::InProgress));
        let due = due.map(|due| format!(", {}", standup::due(due, scene.today))).unwrap_or_default();
        let told = vec![format!("{}{due}", own.status.word()).into()];
        TurnLine { words: format!("→ {}", Plain::new(&own.text)).into(), told, tone: Tone::Dim, moved: None }
    }));
    if lines.len() == before {
        lines.push(TurnLine {
            words: Plain::default(),
            told: vec!["no action mends it".into()],
            tone: Tone::Dim,
            moved: None,
        });
    }
    let pain = touchpoint.pains.iter().find(|own| own.id == id);
    lines.extend(pain.and_then(|own| own.evidence.first()).map(|own| TurnLine {
        words: Plain::default(),
        told: vec![format!("evidence: {}", evidence_words(scene.labels, own)).into()],
        tone: Tone::Dim,
        moved: None,
    }));
    lines.extend(note(&touchpoint.notes));
    lines
}

/// The newest note.
fn note(notes: &[Note]) -> Option<TurnLine> {
    let newest = notes.iter().max_by_key(|own| own.date)?;
    let signed = [newest.date.map(|date| date.to_string()), newest.by.clone()].into_iter().flatten();
    let signed = signed.collect::<Vec<_>>().join(", ");
    let words = Plain::lines(&newest.text).into_iter().next().unwrap_or_default();
    Some(TurnLine { words, told: vec![format!("note {signed}").trim_end().into()], tone: Tone::Dim, moved: None })
}

/// `Security   CSAT 75 % (73 to 77), n 2,364   ▼ fell 7.6 (5.0 to 10.1 points) since 2017`.
fn score(scene: Scene<'_>, at: &Address, touchpoint: Option<&Touchpoint>) -> Option<TurnLine> {
    let touchpoint = touchpoint?;
    let numbers = numbers(scene, at)?;
    let line = |told: Vec<Plain>| TurnLine { words: Plain::new(&touchpoint.name), told, ..TurnLine::default() };
    let is_awaited = scene.is_loading && !numbers.bindings.is_empty();
    let Some(track) = numbers.shown.and_then(|idx| scene.board.verdicts.tracks.get(idx)?.as_ref()) else {
        return Some(line(vec![if is_awaited { "reading" } else { "not measured" }.into()]));
    };
    let mut told: Vec<Plain> = vec![format!("{} {}", track.metric.name, stands(track)).into()];
    let mut tone = None;
    if let Some(own) = movement(scene.labels, track) {
        let way = match own.way {
            Some(Move::Rose) => "▲ ",
            Some(Move::Fell) => "▼ ",
            None => "",
        };
        let joined = |parts: &[&Plain]| {
            let said: Vec<&str> = parts.iter().map(|part| part.as_str()).filter(|part| !part.is_empty()).collect();
            said.join(" ")
        };
        // What cannot be told stands with its interval, which would else be said with what would show.
        let ends = own.why.as_str().split_once("; ").map(|(ends, _)| Plain::from(format!("{ends})")));
        // Of shares it goes without saying that they are points.
        let moved = joined(&[&own.words, &own.by, &own.sure, &ends.unwrap_or_default()]).replace(" points)", ")");
        told.extend([format!("{way}{moved}").into(), own.since]);
        tone = Some(own.tone);
    }
    told.retain(|part| !part.is_empty());
    Some(TurnLine { moved: tone, ..line(told) })
}

/// The touchpoint that something is at: the index of its stage, and its own in that stage.
fn indexes(scene: Scene<'_>, at: &Address) -> Option<(usize, usize)> {
    let stages = &scene.map().stages;
    let stage_idx = stages.iter().position(|own| Some(own.id.as_str()) == at.id_of(Noun::Stage))?;
    let mut touchpoints = stages.get(stage_idx)?.touchpoints.iter();
    let idx = touchpoints.position(|own| Some(own.id.as_str()) == at.id_of(Noun::Touchpoint))?;
    Some((stage_idx, idx))
}

/// The numbers of the touchpoint that something is at.
fn numbers<'a>(scene: Scene<'a>, at: &Address) -> Option<&'a TouchpointBoard> {
    let (stage_idx, idx) = indexes(scene, at)?;
    scene.board.stages.get(stage_idx)?.touchpoints.get(idx)
}

/// How its score went, over as many periods as a strip has room for, and which those are.
fn course(scene: Scene<'_>, at: &Address) -> Option<(Strip, Plain)> {
    let (stage_idx, idx) = indexes(scene, at)?;
    let mut strip = scene.overview.rows.get(stage_idx)?.get(idx)?.score.strip.clone();
    strip.cells.drain(..strip.cells.len().saturating_sub(LONGEST));
    let grain = scene.board.grain.filter(|_| !strip.cells.is_empty())?;
    let swing = format!("own average {}", scene.overview.swing);
    Some((
        strip,
        joined([figures::by(grain).to_owned(), scene.overview.span(scene.labels, LONGEST).to_string(), swing]),
    ))
}

/// What is told of a standup that is over.
fn over(ended: &Recap) -> Page {
    let mut blocks = Vec::new();
    if let Some(line) = &ended.commit {
        blocks.extend([Block::Heading("for git".into()), Block::Sentence(Plain::new(line)), Block::Gap]);
    }
    blocks.push(Block::Heading("summary, printed on leaving cjm".into()));
    let lines = ended.summary.lines().map(|line| match line {
        "" => Block::Gap,
        line => Block::Sentence(Plain::new(line)),
    });
    blocks.extend(lines);
    Page { title: "Standup".into(), aside: "over".into(), blocks, ..Page::default() }
}
