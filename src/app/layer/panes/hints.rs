//! What the footer says over the panes: what matters where the cursor is, then what matters anywhere.
//! What does not work is left out by whoever asks.

use crate::app::command::Command;
use crate::app::naming::noun_of;
use crate::app::row::Hint;
use crate::app::saving::target;
use crate::app::scene::views;
use crate::app::state::State;
use crate::app::view::Pane;
use crate::app::walk;
use crate::journey::Noun;

/// What matters anywhere, the most important first. The help is kept on the narrowest screen.
pub(super) const COMMON: &[Hint] = &[
    (Command::PreviousStage, "stage"),
    (Command::NextStage, "stage"),
    (Command::Up, "move"),
    (Command::Down, "move"),
    (Command::Enter, "open"),
    (Command::Edit, "edit"),
    (Command::Undo, "undo"),
    (Command::Add, "add"),
    (Command::Find, "find"),
    (Command::Out, "out"),
    (Command::Comments, "comments"),
    (Command::Redo, "redo"),
    (Command::NextMatch, "match"),
    (Command::PreviousMatch, "match"),
    (Command::Worst, "worst"),
    (Command::NextPersona, "persona"),
    (Command::Period, "period"),
    (Command::Metric, "metric"),
    (Command::Palette, "commands"),
    (Command::NextPane, "pane"),
    (Command::Views, "views"),
    (Command::About, "about"),
    (Command::Zoom, "zoom"),
    (Command::Findings, "findings"),
    (Command::Back, "back"),
    (Command::Quit, "quit"),
    (Command::Help, "help"),
];

/// On a walk.
const WALK: &[Hint] = &[(Command::NextStage, "on"), (Command::PreviousStage, "back")];

const SHELF: &[Hint] = &[
    (Command::Up, "move"),
    (Command::Down, "move"),
    (Command::Enter, "open"),
    (Command::Turn, "order"),
    (Command::Find, "find"),
    (Command::Add, "new map"),
    (Command::Findings, "findings"),
    (Command::Palette, "commands"),
];

const STAGE: &[Hint] = &[
    (Command::PreviousStage, "stage"),
    (Command::NextStage, "stage"),
    (Command::Enter, "open"),
    (Command::Worst, "worst"),
    (Command::Undo, "undo"),
    (Command::Find, "find"),
    (Command::Edit, "edit"),
    (Command::Add, "add"),
];

const TOUCHPOINT: &[Hint] = &[
    (Command::PreviousStage, "stage"),
    (Command::NextStage, "stage"),
    (Command::Up, "move"),
    (Command::Down, "move"),
    (Command::Enter, "open"),
    (Command::Follow, "follow"),
    (Command::Undo, "undo"),
    (Command::Worst, "worst"),
    (Command::Comments, "comments"),
    (Command::Edit, "edit"),
    (Command::Add, "add"),
    (Command::Raise, "emotion"),
    (Command::Lower, "emotion"),
    (Command::Owner, "owner"),
];

/// A text of a place, and whatever has no keys of its own.
const TEXT: &[Hint] = &[
    (Command::Up, "move"),
    (Command::Down, "move"),
    (Command::PreviousSection, "section"),
    (Command::NextSection, "section"),
    (Command::Turn, "turn"),
    (Command::Enter, "open"),
    (Command::Follow, "follow"),
    (Command::Edit, "edit"),
    (Command::Undo, "undo"),
    (Command::Add, "add"),
    (Command::Out, "out"),
    (Command::Raise, "emotion"),
    (Command::Lower, "emotion"),
    (Command::Comments, "comments"),
    (Command::Delete, "delete"),
];

/// A place in a drawing of the journey.
const DRAWING: &[Hint] = &[
    (Command::PreviousStage, "along"),
    (Command::NextStage, "along"),
    (Command::Up, "move"),
    (Command::Down, "move"),
    (Command::Enter, "open"),
    (Command::Out, "out"),
    (Command::NextPane, "next drawing"),
    (Command::Raise, "emotion"),
    (Command::Lower, "emotion"),
    (Command::NextPersona, "persona"),
    (Command::Turn, "turn"),
    (Command::Edit, "edit"),
    (Command::Undo, "undo"),
    (Command::Add, "add"),
];

/// A place that customers consult, among others.
const CONSULT: &[Hint] = &[
    (Command::Up, "move"),
    (Command::Down, "move"),
    (Command::Turn, "order"),
    (Command::Enter, "open"),
    (Command::NextPane, "next drawing"),
    (Command::Edit, "edit"),
    (Command::Undo, "undo"),
    (Command::Add, "add"),
    (Command::Out, "out"),
    (Command::NextPersona, "persona"),
];

const PAIN: &[Hint] = &[
    (Command::Raise, "severity"),
    (Command::Lower, "severity"),
    (Command::Owner, "owner"),
    (Command::Cycle, "state"),
    (Command::Undo, "undo"),
    (Command::Edit, "edit"),
    (Command::Add, "add"),
    (Command::Turn, "which"),
    (Command::Out, "out"),
    (Command::PreviousSection, "section"),
    (Command::NextSection, "section"),
    (Command::Delete, "delete"),
];

const ACTION: &[Hint] = &[
    (Command::Cycle, "state"),
    (Command::Owner, "owner"),
    (Command::Undo, "undo"),
    (Command::Edit, "edit"),
    (Command::Add, "add"),
    (Command::Out, "out"),
    (Command::PreviousSection, "section"),
    (Command::NextSection, "section"),
    (Command::Delete, "delete"),
];

const OPPORTUNITY: &[Hint] = &[
    (Command::Raise, "impact"),
    (Command::Lower, "impact"),
    (Command::Owner, "owner"),
    (Command::Undo, "undo"),
    (Command::Edit, "edit"),
    (Command::Add, "add"),
    (Command::Out, "out"),
    (Command::Delete, "delete"),
];

const RISK: &[Hint] = &[
    (Command::Raise, "likelihood"),
    (Command::Lower, "likelihood"),
    (Command::Owner, "owner"),
    (Command::Undo, "undo"),
    (Command::Edit, "edit"),
    (Command::Add, "add"),
    (Command::Out, "out"),
    (Command::Delete, "delete"),
];

const RESEARCH: &[Hint] = &[
    (Command::Raise, "helpfulness"),
    (Command::Lower, "helpfulness"),
    (Command::Undo, "undo"),
    (Command::Edit, "edit"),
    (Command::Add, "add"),
    (Command::Out, "out"),
    (Command::Delete, "delete"),
];

const QUESTION: &[Hint] = &[
    (Command::Raise, "yes"),
    (Command::Lower, "no"),
    (Command::Undo, "undo"),
    (Command::Up, "move"),
    (Command::Down, "move"),
    (Command::Editor, "editor"),
    (Command::Out, "out"),
];

/// How one goes along a walk; nothing elsewhere.
pub(super) fn along(state: &State) -> &'static [Hint] {
    if walk::is_walk(&state.place) && state.place.focus == Pane::Detail { WALK } else { &[] }
}

/// What matters where the cursor is.
pub(super) fn here(state: &State) -> &'static [Hint] {
    if !state.place.is_inside {
        return SHELF;
    }
    let at = target(state);
    // Evidence is of the claim that it is under.
    let own = at.steps.iter().rev().map(|step| step.noun).find(|noun| *noun != Noun::Evidence);
    match (own.unwrap_or_else(|| noun_of(&at)), state.place.focus) {
        (Noun::Ask, _) => QUESTION,
        (Noun::Pain, _) => PAIN,
        (Noun::Action, _) => ACTION,
        (Noun::Opportunity, _) => OPPORTUNITY,
        (Noun::Risk, _) => RISK,
        (Noun::Research, _) => RESEARCH,
        (Noun::Consult, _) if views::is_drawing(state) => CONSULT,
        (_, Pane::Stages) => STAGE,
        (_, Pane::Touchpoints) => TOUCHPOINT,
        (_, Pane::Detail) if views::is_drawing(state) => DRAWING,
        (_, Pane::Detail) => TEXT,
    }
}
