//! The page of a standup: what was shipped, what to talk about, what changed so far; afterwards what is told of it.
//! Invariant: every number has its n and its interval, or says what is missing.

use super::claims::{evidence_words, severity};
use super::outcome;
use super::pieces::Scene;
use super::told::{course, day, due_in_words, due_on, fallen, name, pieces, promised, score};
use crate::analysis::promises::Ledger;
use crate::app::command::Command;
use crate::app::meeting::{Recap, Standup};
use crate::app::view::{Block, Label, Page, Tone, TurnLine, TurnRow};
use crate::journey::{Action, ActionStatus, Address, Note, Noun, PainPoint, PainStatus, Touchpoint};
use crate::standup::{self, Turn};
use crate::text::Plain;

/// The page of the standup under way, else of the one that ended last.
pub(super) fn page(scene: Scene<'_>) -> Page {
    match (scene.standup, scene.ended) {
        (Some(standup), _) => under_way(scene, standup),
        (None, Some(ended)) => over(scene, ended),
        (None, None) => {
            let start = scene.keymap.map(|keymap| format!(": {} starts one", keymap.shown(Command::Standup)));
            let words = format!("no standup is under way{}", start.unwrap_or_default());
            Page {
                title: scene.label(Label::Standup).into(),
                blocks: vec![Block::Sentence(words.into())],
                ..Page::default()
            }
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
        let heading = format!("{}{}", scene.label(Label::ChangedSoFar), undo.unwrap_or_default());
        blocks.extend([Block::Gap, Block::Heading(heading.into())]);
        blocks.extend(changed.iter().map(|own| {
            Block::Turn(TurnRow { words: Plain::new(&own.words), state: Plain::new(&own.said), ..TurnRow::default() })
        }));
    }
    Page {
        title: scene.label(Label::Standup).into(),
        way: asked.map(|(_, touchpoint)| Plain::new(&touchpoint.name)).unwrap_or_default(),
        aside: standup.words(scene.now, scene.today).into(),
        blocks,
        ..Page::default()
    }
}

/// What was shipped since the last one; if nothing was, what is late and what is next.
fn begun(scene: Scene<'_>, standup: &Standup) -> Vec<Block> {
    let since = standup.last().map(|date| day(scene.labels, date, scene.today));
    let all: Vec<_> = standup::actions(scene.map()).collect();
    let shipped = standup.shipped().iter().filter_map(|at| all.iter().find(|(own, ..)| own == at));
    let is_shipped = |own: &Action| own.status == ActionStatus::Shipped;
    // What turned out not to be stays only as long as the cursor is on it, which would else fall on another one.
    let is_under_cursor = |at: &Address| scene.place.item.as_ref() == Some(at);
    let is_turn = |at: &Address| standup.seen().iter().any(|turn| turn.at == *at);
    let shipped = shipped.filter(|(at, own, _)| is_shipped(own) || (is_under_cursor(at) && !is_turn(at)));
    let shipped: Vec<_> = shipped.collect();
    // Each is judged among all that was promised: that is done once.
    let ledger = scene.matter().filter(|_| !shipped.is_empty()).map(|matter| Ledger::of(&matter, None, None));
    let row = |(at, own, touchpoint): &(Address, &Action, Option<&Touchpoint>)| {
        shipped_row(scene, ledger.as_ref(), (at, own), *touchpoint)
    };
    let rows: Vec<Block> = shipped.into_iter().map(row).collect();
    if !rows.is_empty() {
        let heading = match since {
            None => format!("{} · {}", scene.label(Label::ShippedLast), scene.label(Label::NoneBefore)),
            Some(day) => scene.labels.filled(Label::ShippedSince, &[&day]),
        };
        return std::iter::once(Block::Heading(heading.into())).chain(rows).collect();
    }
    let nothing = match since {
        None => scene.label(Label::NothingShipped).to_owned(),
        Some(day) => scene.labels.filled(Label::NoneShippedSince, &[&day]),
    };
    let mut blocks = vec![Block::Sentence(nothing.into())];
    let (late, next) = standup::awaited(standup.turns());
    for (lead, tone, turns) in [(Label::Late, Tone::Bad, late), (Label::Next, Tone::Dim, next)] {
        let Some(turn) = turns.first() else { continue };
        let n_more = turns.len() - 1;
        let more = scene.labels.filled(Label::More, &[&n_more.to_string()]);
        let more = if turn.is_overdue && n_more > 0 {
            format!(", {more} {}", scene.label(Label::Late))
        } else {
            String::new()
        };
        let due = turn.due.map(|due| due_in_words(scene, due)).unwrap_or_default();
        let own = all.iter().find(|(at, ..)| *at == turn.at).map(|(_, own, _)| *own);
        blocks.push(Block::Turn(TurnRow {
            lead: scene.label(lead).into(),
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

/// Who shipped what, when, what was promised of it, and what came of that.
fn shipped_row(
    scene: Scene<'_>,
    ledger: Option<&Ledger>,
    (at, own): (&Address, &Action),
    touchpoint: Option<&Touchpoint>,
) -> Block {
    let when = own.shipped.filter(|_| own.status == ActionStatus::Shipped);
    let when = when.map(|date| format!(" {}", day(scene.labels, date, scene.today))).unwrap_or_default();
    let turn = standup::turn(scene.map(), scene.today, at);
    let owned = owner(scene, turn.as_ref().and_then(|turn| turn.owner.as_ref()));
    let promise = own.promise.as_ref().and_then(|promise| promised(scene, at, promise));
    let promise = promise.map(|line| with_outcome(scene, ledger, at, line));
    let nothing = || TurnLine {
        words: name(scene.map(), touchpoint),
        told: vec![vec!["nothing was promised".into()]],
        tone: Tone::Dim,
        moved: None,
    };
    Block::Turn(TurnRow {
        words: Plain::new(&own.text),
        is_owned: turn.is_some_and(|turn| turn.owner.is_some()),
        owner: owned,
        state: format!("{}{when}", scene.label(own.status.into())).into(),
        under: vec![promise.unwrap_or_else(nothing)],
        at: Some(at.clone()),
        ..TurnRow::default()
    })
}

/// What came of it first, as the ledger of the map has it, and behind that what was promised.
fn with_outcome(scene: Scene<'_>, ledger: Option<&Ledger>, at: &Address, line: TurnLine) -> TurnLine {
    let entry = ledger.and_then(|ledger| ledger.entries.iter().find(|own| own.at == *at));
    let Some([(stands, tone), (moved, lasting)]) = entry.and_then(|own| outcome::told(scene, own)) else {
        return line;
    };
    let mut told = vec![pieces(stands), pieces(moved)];
    // How it stands now goes: how it stands since then says more.
    told.extend(line.told.into_iter().map(|mut own| {
        own.truncate(own.len().saturating_sub(2));
        let last = own.pop().map(|last| Plain::from(last.as_str().trim_end_matches(',')));
        own.extend(last);
        own
    }));
    told.retain(|own| !own.is_empty());
    TurnLine { told, tone, moved: Some(lasting), ..line }
}

/// The first items, or all by owner.
fn to_talk_about(scene: Scene<'_>, standup: &Standup) -> Vec<Block> {
    let seen = standup.seen();
    let items: Vec<&Turn> = seen.iter().filter(|turn| !standup.is_asked(turn)).copied().collect();
    let n_all = standup.turns().iter().filter(|turn| !standup.is_asked(turn)).count();
    if n_all == 0 {
        return vec![Block::Sentence(scene.label(Label::NothingOpen).into())];
    }
    let key = |words: String| scene.keymap.map(|keymap| format!(" · {}: {words}", keymap.shown(Command::NextPane)));
    let (heading, key) = if standup.has_all() {
        (scene.labels.filled(Label::AllByOwner, &[&n_all.to_string()]), key("the first again".to_owned()))
    } else {
        let number = ["none", "one", "two", "three", "four", "five"].get(items.len()).copied();
        let number = number.filter(|_| scene.labels.is_english());
        let number = number.map_or_else(|| items.len().to_string(), str::to_owned);
        let n_more = n_all.saturating_sub(items.len());
        let more = || key(scene.labels.filled(Label::More, &[&n_more.to_string()]));
        (scene.labels.filled(Label::ToTalkAbout, &[&number]), (n_more > 0).then(more).flatten())
    };
    let mut blocks = vec![Block::Heading(format!("{heading}{}", key.unwrap_or_default()).into())];
    for group in items.chunk_by(|a, b| !standup.has_all() || a.owner == b.owner) {
        if let Some(first) = group.first().filter(|_| standup.has_all()) {
            blocks.push(Block::Field {
                label: Plain::default(),
                lines: vec![owner(scene, first.owner.as_ref()).into()],
                tone: Tone::Strong,
                at: None,
                is_marked: false,
            });
        }
        let rows = group.iter().map(|turn| TurnRow {
            // It stands above them.
            owner: if standup.has_all() { Plain::default() } else { owner(scene, turn.named.as_ref()) },
            ..row(scene, standup, turn)
        });
        blocks.extend(rows.map(Block::Turn));
    }
    blocks
}

fn owner(scene: Scene<'_>, owner: Option<&String>) -> Plain {
    owner.map_or_else(|| scene.label(Label::Nobody).into(), |owner| Plain::new(owner))
}

/// Where a turn stands, in the language of the map.
fn status(scene: Scene<'_>, turn: &Turn) -> &'static str {
    let pains = [PainStatus::Open, PainStatus::Planned, PainStatus::Accepted, PainStatus::Fixed];
    let actions = [ActionStatus::Planned, ActionStatus::InProgress, ActionStatus::Shipped, ActionStatus::Dropped];
    let label = match turn.noun {
        Noun::Pain => pains.into_iter().find(|own| own.word() == turn.status).map(Label::from),
        _ => actions.into_iter().find(|own| own.word() == turn.status).map(Label::from),
    };
    label.map_or(turn.status, |label| scene.label(label))
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
        (Noun::Action, _) if is_late => (scene.label(Label::Late).into(), Tone::Bad),
        (Noun::Action, _) => (scene.label(Label::Action).into(), Tone::Neutral),
        (Noun::Touchpoint, _) => fallen(scene, &turn.at),
        (_, Some(own)) => (severity(own), if own >= 4 { Tone::Bad } else { Tone::Neutral }),
        _ => (Plain::default(), Tone::Neutral),
    };
    let mark = standup.mark(&turn.at).map(|mark| format!(" · {mark}")).unwrap_or_default();
    let state = match turn.due.filter(|_| !is_done(turn)) {
        Some(due) if turn.status == ActionStatus::InProgress.word() && !is_late => {
            format!("{}, {}", status(scene, turn), due_on(scene, due))
        }
        // How late it is matters more than that it is planned.
        Some(due) => due_in_words(scene, due),
        None => status(scene, turn).to_owned(),
    };
    let under = match turn.noun {
        Noun::Action => {
            let own = standup::actions(map).find(|(at, ..)| *at == turn.at).map(|(_, own, _)| own);
            own.map(|own| of_action(scene, turn, own, touchpoint)).unwrap_or_default()
        }
        Noun::Touchpoint => touchpoint.map(|own| of_numbers(scene, &turn.at, own)).unwrap_or_default(),
        _ => touchpoint.map(|own| of_pain(scene, &turn.at, id, own)).unwrap_or_default(),
    };
    TurnRow {
        lead,
        tone,
        words: Plain::new(&turn.words),
        owner: Plain::default(),
        is_owned: turn.named.is_some(),
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
        told: vec![told_of(scene, pain)],
        tone: Tone::Dim,
        moved: None,
    });
    let promise = own.promise.as_ref().and_then(|promise| promised(scene, &turn.at, promise));
    let state =
        TurnLine { told: vec![vec![scene.label(own.status.into()).into()]], tone: Tone::Dim, ..TurnLine::default() };
    let score = score(scene, &turn.at, touchpoint);
    let notes = touchpoint.map_or(scene.map().notes.as_slice(), |own| own.notes.as_slice());
    mends.chain(promise).chain(score).chain(turn.is_overdue.then_some(state)).chain(note(scene, notes)).collect()
}

/// `is mended: severity 5, open`.
fn told_of(scene: Scene<'_>, pain: &PainPoint) -> Vec<Plain> {
    let severity = pain.severity.map(|own| format!("severity {own},")).unwrap_or_default();
    let state = scene.label(pain.status.into()).to_owned();
    pieces(["is mended:".to_owned(), severity, state])
}

/// What there is to know of a pain point: how its touchpoint stands, what is done about it, why one believes it, notes.
fn of_pain(scene: Scene<'_>, at: &Address, id: &str, touchpoint: &Touchpoint) -> Vec<TurnLine> {
    let mut lines: Vec<TurnLine> = score(scene, at, Some(touchpoint)).into_iter().collect();
    let done = touchpoint.actions.iter().filter(|own| own.mends.iter().any(|own| own == id));
    let before = lines.len();
    lines.extend(done.map(|own| {
        let due = own.due.filter(|_| matches!(own.status, ActionStatus::Planned | ActionStatus::InProgress));
        let due = due.map(|due| format!(", {}", due_in_words(scene, due))).unwrap_or_default();
        let told = vec![pieces([format!("{}{due}", scene.label(own.status.into()))])];
        TurnLine { words: format!("→ {}", Plain::new(&own.text)).into(), told, tone: Tone::Dim, moved: None }
    }));
    if lines.len() == before {
        lines.push(TurnLine {
            words: Plain::default(),
            told: vec![vec![scene.label(Label::NoAction).into()]],
            tone: Tone::Dim,
            moved: None,
        });
    }
    let pain = touchpoint.pains.iter().find(|own| own.id == id);
    lines.extend(pain.and_then(|own| own.evidence.first()).map(|own| TurnLine {
        words: Plain::default(),
        told: vec![pieces([format!("{}: {}", scene.label(Label::Evidence), evidence_words(scene.labels, own))])],
        tone: Tone::Dim,
        moved: None,
    }));
    lines.extend(note(scene, &touchpoint.notes));
    lines
}

/// What there is to know of a touchpoint that nobody said anything bad of: how it stands, and notes.
fn of_numbers(scene: Scene<'_>, at: &Address, touchpoint: &Touchpoint) -> Vec<TurnLine> {
    // Its name stands above.
    let score = score(scene, at, Some(touchpoint)).map(|own| TurnLine { words: Plain::default(), ..own });
    let unnamed =
        TurnLine { told: vec![vec![scene.label(Label::NoPainOpen).into()]], tone: Tone::Dim, ..TurnLine::default() };
    score.into_iter().chain([unnamed]).chain(note(scene, &touchpoint.notes)).collect()
}

/// The newest note.
fn note(scene: Scene<'_>, notes: &[Note]) -> Option<TurnLine> {
    let newest = notes.iter().max_by_key(|own| own.date)?;
    let signed = [newest.date.map(|date| date.to_string()), newest.by.clone()].into_iter().flatten();
    let signed = signed.collect::<Vec<_>>().join(", ");
    let words = Plain::lines(&newest.text).into_iter().next().unwrap_or_default();
    let told = vec![pieces([scene.label(Label::Noted).to_owned(), signed])];
    Some(TurnLine { words, told, tone: Tone::Dim, moved: None })
}

/// What is told of a standup that is over.
fn over(scene: Scene<'_>, ended: &Recap) -> Page {
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
    Page { title: scene.label(Label::Standup).into(), aside: "over".into(), blocks, ..Page::default() }
}
