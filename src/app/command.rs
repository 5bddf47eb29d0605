//! What a key can be bound to, each with the name and the sentence a person reads.
//! Must not know keys. Invariant: every [`Command`] has one row in [`COMMANDS`], and names are distinct.

/// Everything that can be asked for without typing text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each has its sentence in COMMANDS")]
pub enum Command {
    PreviousStage,
    NextStage,
    Down,
    Up,
    Enter,
    Out,
    NextPane,
    PreviousPane,
    Stages,
    Touchpoints,
    Detail,
    First,
    Last,
    PageDown,
    PageUp,
    HalfDown,
    HalfUp,
    Zoom,
    Find,
    NextMatch,
    PreviousMatch,
    Worst,
    Back,
    Forward,
    Shelf,
    About,
    NextPersona,
    PreviousPersona,
    Period,
    Metric,
    Palette,
    Help,
    Findings,
    Reload,
    Cancel,
    Mouse,
    Bidi,
    Suspend,
    Quit,
    Choose,
    Close,
    NextRow,
    PreviousRow,
    PageRowsDown,
    PageRowsUp,
    Edit,
    Editor,
    Add,
    MoveDown,
    MoveUp,
    Cycle,
    Raise,
    Lower,
    Owner,
    Delete,
    Undo,
    Redo,
    History,
    Standup,
    Comments,
    Order,
    Write(Stroke),
}

/// What a key does while one types, besides typing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[expect(missing_docs, reason = "each has its sentence in COMMANDS")]
pub enum Stroke {
    Finish,
    Leave,
    Break,
    Other,
    Left,
    Right,
    WordLeft,
    WordRight,
    Up,
    Down,
    Start,
    End,
    Erase,
    EraseNext,
    EraseWord,
    EraseLine,
    EraseRest,
    PutBack,
}

/// What a group of commands is for, in the order of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Heading {
    /// From place to place.
    Moving,
    /// The map itself.
    Editing,
    /// To something by its name.
    Finding,
    /// Which numbers.
    Looking,
    /// The program itself.
    Program,
    /// While typing in a list.
    List,
    /// While typing.
    Typing,
    /// What can be added; no commands.
    Adding,
    /// Fields that say nothing yet; no commands.
    Blank,
}

impl Heading {
    /// The words over the group.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Moving => "moving",
            Self::Editing => "editing",
            Self::Finding => "finding",
            Self::Looking => "numbers and people",
            Self::Program => "program",
            Self::List => "in a list",
            Self::Typing => "while typing",
            Self::Adding => "add",
            Self::Blank => "blank fields",
        }
    }
}

/// One row of [`COMMANDS`].
#[derive(Clone, Copy, Debug)]
pub struct Entry {
    /// The command.
    pub command: Command,
    /// Its group.
    pub heading: Heading,
    /// Its name in the palette and in the settings file.
    pub name: &'static str,
    /// What it does.
    pub sentence: &'static str,
}

const fn row(command: Command, heading: Heading, name: &'static str, sentence: &'static str) -> Entry {
    Entry { command, heading, name, sentence }
}

use Heading::{Editing, Finding, List, Looking, Moving, Program, Typing};

/// Every command, in the order of the help.
#[rustfmt::skip]
pub const COMMANDS: &[Entry] = &[
    row(Command::PreviousStage,   Moving,  "previous stage",   "Go to the stage before"),
    row(Command::NextStage,       Moving,  "next stage",       "Go to the stage after"),
    row(Command::Down,            Moving,  "down",             "Go down in the pane in focus"),
    row(Command::Up,              Moving,  "up",               "Go up in the pane in focus"),
    row(Command::Enter,           Moving,  "enter",            "Go further in: journey, touchpoints, detail"),
    row(Command::Out,             Moving,  "out",              "Go back out, as far as the list of maps"),
    row(Command::NextPane,        Moving,  "next pane",        "Put the next pane in focus"),
    row(Command::PreviousPane,    Moving,  "previous pane",    "Put the pane before in focus"),
    row(Command::Stages,          Moving,  "stages",           "Put the stages in focus"),
    row(Command::Touchpoints,     Moving,  "touchpoints",      "Put the touchpoints in focus"),
    row(Command::Detail,          Moving,  "detail",           "Put the detail in focus, to go through it"),
    row(Command::First,           Moving,  "first",            "Go to the first row"),
    row(Command::Last,            Moving,  "last",             "Go to the last row"),
    row(Command::PageDown,        Moving,  "page down",        "Go down a page"),
    row(Command::PageUp,          Moving,  "page up",          "Go up a page"),
    row(Command::HalfDown,        Moving,  "half page down",   "Go down half a page"),
    row(Command::HalfUp,          Moving,  "half page up",     "Go up half a page"),
    row(Command::Zoom,            Moving,  "zoom",             "Let the pane in focus fill the screen"),
    row(Command::Back,            Moving,  "back",             "Go back to where you jumped from"),
    row(Command::Forward,         Moving,  "forward",          "Go forward again"),
    row(Command::Shelf,           Moving,  "maps",             "Go to the list of maps"),
    row(Command::About,           Moving,  "about",            "Show the journey's own story, people and sources"),
    row(Command::Edit,            Editing, "edit",             "Edit what is under the cursor, in place"),
    row(Command::Editor,          Editing, "editor",           "Open your own editor at its line"),
    row(Command::Add,             Editing, "add",              "Add something here, or fill a blank field"),
    row(Command::MoveDown,        Editing, "move down",        "Move it down among its neighbors"),
    row(Command::MoveUp,          Editing, "move up",          "Move it up among its neighbors"),
    row(Command::Cycle,           Editing, "next state",       "Take a pain point or an action to its next state"),
    row(Command::Raise,           Editing, "raise",            "Raise a severity, an emotion, an impact, a likelihood"),
    row(Command::Lower,           Editing, "lower",            "Lower it"),
    row(Command::Owner,           Editing, "owner",            "Say who looks after it"),
    row(Command::Delete,          Editing, "delete",           "Delete what is under the cursor"),
    row(Command::Undo,            Editing, "undo",             "Take the last change of this map back"),
    row(Command::Redo,            Editing, "redo",             "Make it again"),
    row(Command::History,         Editing, "history",          "List the changes of this map, to go back to one"),
    row(Command::Find,            Finding, "find",             "Find anything in the map by a few letters"),
    row(Command::NextMatch,       Finding, "next match",       "Go to the next thing found"),
    row(Command::PreviousMatch,   Finding, "previous match",   "Go to the thing found before"),
    row(Command::Worst,           Finding, "worst",            "Go to the touchpoint with the worst score"),
    row(Command::Standup,         Finding, "standup",          "Start a standup of what is open, by owner, or end it"),
    row(Command::Comments,        Finding, "comments",         "Read what customers wrote here"),
    row(Command::Order,           Finding, "order",            "Read the newest, the worst or the best comments first"),
    row(Command::NextPersona,     Looking, "next persona",     "Count only the next persona's answers"),
    row(Command::PreviousPersona, Looking, "previous persona", "Count only the persona before's answers"),
    row(Command::Period,          Looking, "period",           "Count by year, quarter, month, week, day or not at all"),
    row(Command::Metric,          Looking, "metric",           "Show the next metric in the strips"),
    row(Command::Palette,         Program, "commands",         "Run a command by a few letters of its name"),
    row(Command::Help,            Program, "help",             "List what every key does, to search and run"),
    row(Command::Findings,        Program, "findings",         "List what is odd or wrong in the files"),
    row(Command::Reload,          Program, "read again",       "Read the map and its data again"),
    row(Command::Cancel,          Program, "stop reading",     "Stop what is being read"),
    row(Command::Mouse,           Program, "mouse",            "Let the terminal have the mouse, or take it again"),
    row(Command::Bidi,            Program, "bidi",             "Change who puts right-to-left text in order"),
    row(Command::Suspend,         Program, "suspend",          "Go back to the shell; fg returns"),
    row(Command::Quit,            Program, "quit",             "Quit"),
    row(Command::Choose,          List,    "choose",           "Go to the row under the cursor, or run it"),
    row(Command::Close,           List,    "close",            "Close the list and be where you were"),
    row(Command::NextRow,         List,    "next row",         "Go down a row"),
    row(Command::PreviousRow,     List,    "previous row",     "Go up a row"),
    row(Command::PageRowsDown,    List,    "page of rows down", "Go down a page of rows"),
    row(Command::PageRowsUp,      List,    "page of rows up",  "Go up a page of rows"),
    row(Command::Write(Stroke::Finish),    Typing, "save",           "Save what was typed"),
    row(Command::Write(Stroke::Leave),     Typing, "leave",          "Leave, and keep the words as a draft"),
    row(Command::Write(Stroke::Break),     Typing, "new line",       "Begin a new line, where there may be several"),
    row(Command::Write(Stroke::Other),     Typing, "other words",    "Change between your words and what the map says"),
    row(Command::Write(Stroke::Left),      Typing, "left",           "Go a character to the left"),
    row(Command::Write(Stroke::Right),     Typing, "right",          "Go a character to the right"),
    row(Command::Write(Stroke::WordLeft),  Typing, "word left",      "Go a word to the left"),
    row(Command::Write(Stroke::WordRight), Typing, "word right",     "Go a word to the right"),
    row(Command::Write(Stroke::Up),        Typing, "line up",        "Go a line up"),
    row(Command::Write(Stroke::Down),      Typing, "line down",      "Go a line down"),
    row(Command::Write(Stroke::Start),     Typing, "line start",     "Go to the start of the line"),
    row(Command::Write(Stroke::End),       Typing, "line end",       "Go to the end of the line"),
    row(Command::Write(Stroke::Erase),     Typing, "erase",          "Erase the character before the cursor"),
    row(Command::Write(Stroke::EraseNext), Typing, "erase next",     "Erase the character under the cursor"),
    row(Command::Write(Stroke::EraseWord), Typing, "erase word",     "Erase the word before the cursor"),
    row(Command::Write(Stroke::EraseLine), Typing, "erase line",     "Erase the line"),
    row(Command::Write(Stroke::EraseRest), Typing, "erase rest",     "Erase the rest of the line"),
    row(Command::Write(Stroke::PutBack),   Typing, "put back",       "Put back what was erased last"),
];

impl Command {
    /// Its name in the palette and in the settings file.
    #[must_use]
    pub fn name(self) -> &'static str {
        COMMANDS.iter().find(|entry| entry.command == self).map_or("", |entry| entry.name)
    }

    /// The command of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        COMMANDS.iter().find(|entry| entry.name.eq_ignore_ascii_case(name)).map(|entry| entry.command)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    fn variants(name: &str) -> Vec<&'static str> {
        let (_, after) = include_str!("command.rs").split_once(&format!("pub enum {name} {{")).expect("it is here");
        let (body, _) = after.split_once('}').expect("it ends");
        body.split(',').map(str::trim).filter(|name| !name.is_empty()).collect()
    }

    #[test]
    fn every_command_has_one_row_and_its_own_name() {
        let commands: BTreeSet<String> = COMMANDS.iter().map(|entry| format!("{:?}", entry.command)).collect();
        let names: BTreeSet<&str> = COMMANDS.iter().map(|entry| entry.name).collect();
        assert_eq!(commands.len(), COMMANDS.len(), "a command twice");
        assert_eq!(names.len(), COMMANDS.len(), "a name twice");
        // The variants as they are written above, so that none is without a row.
        let own = variants("Command").into_iter().filter(|name| !name.starts_with("Write")).map(str::to_owned);
        let strokes = variants("Stroke").into_iter().map(|name| format!("Write({name})"));
        let (own, strokes): (BTreeSet<String>, BTreeSet<String>) = (own.collect(), strokes.collect());
        assert!(own.len() < 64 && strokes.len() <= 20, "more than a person can learn");
        assert_eq!(commands, &own | &strokes);
        for entry in COMMANDS {
            assert_eq!(Command::named(entry.name), Some(entry.command));
            assert!(!entry.sentence.ends_with('.') && entry.sentence.len() <= 56, "{}", entry.sentence);
        }
    }

    #[test]
    fn groups_stand_together() {
        let headings: Vec<Heading> = COMMANDS.iter().map(|entry| entry.heading).collect();
        assert!(headings.is_sorted());
    }
}
