//! The table of commands: each with its name, the sentence a person reads, and its usual keys.
//! What a command does is in the layer that obeys it.

/// Where a key is pressed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Scope {
    /// In the list of maps or in a journey.
    Page,
    /// In a list with a line to type in.
    List,
    /// Where something is typed into the map.
    Pen,
    /// Where something is to be decided; each choice has a letter of its own.
    Card,
    /// Where comments are read.
    Comments,
}

impl Scope {
    /// All of them, in the order in which a command's keys are looked for, to be shown.
    pub const ALL: [Self; 5] = [Self::Page, Self::List, Self::Pen, Self::Card, Self::Comments];

    /// Does a letter stand for itself there?
    #[must_use]
    pub const fn takes_letters(self) -> bool {
        !matches!(self, Self::Page | Self::Comments)
    }

    /// The scope in words: `among comments`.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Page => "in a map",
            Self::List => "in a list",
            Self::Pen => "while typing",
            Self::Card => "on a card",
            Self::Comments => "among comments",
        }
    }
}

/// What a group of commands is for, in the order of the help.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Heading {
    /// What was chosen last in this session; has no commands.
    Recent,
    /// What matters where the user is; has no commands.
    Here,
    /// All the rest, where some stand first; has no commands.
    Rest,
    Moving,
    Editing,
    Finding,
    Looking,
    Program,
    List,
    Typing,
    /// Things to add; has no commands.
    Adding,
    /// Fields that are still blank; has no commands.
    Blank,
    /// Fields that say something already; has no commands.
    Said,
    /// Whose answers may be counted; has no commands.
    Personas,
    /// By which periods; has no commands.
    Periods,
    /// By which metric; has no commands.
    Metrics,
    /// The signs on the screen; has no commands.
    Signs,
}

impl Heading {
    /// The words over the group.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Recent => "recent",
            Self::Here => "here",
            Self::Rest => "all else",
            Self::Moving => "moving",
            Self::Editing => "editing",
            Self::Finding => "finding",
            Self::Looking => "numbers and people",
            Self::Program => "program",
            Self::List => "in a list",
            Self::Typing => "while typing",
            Self::Adding => "add",
            Self::Blank => "blank fields",
            Self::Said => "change",
            Self::Personas => "persona",
            Self::Periods => "period",
            Self::Metrics => "metric",
            Self::Signs => "signs on the screen",
        }
    }
}

/// One row of [`COMMANDS`].
#[derive(Clone, Copy, Debug)]
pub struct CommandRow {
    pub command: Command,
    pub heading: Heading,
    /// Its name in the palette and in the settings file.
    pub name: &'static str,
    /// What it does, in one line.
    pub sentence: &'static str,
    /// Its usual keys in each scope; the first of them is shown.
    pub keys: &'static [(Scope, &'static [&'static str])],
}

/// Makes the enum and the table from one list, so that no command lacks a row.
macro_rules! commands {
    ($( $heading:ident {
        $( $id:ident $name:literal $sentence:literal [$( $scope:ident: $($key:literal)+ ),*] )*
    } )*) => {
        /// Everything that can be asked for without typing text.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Command {
            $( $( #[doc = $sentence] $id, )* )*
        }

        /// Every command, in the order of the help.
        pub(crate) const COMMANDS: &[CommandRow] = &[$( $( CommandRow {
            command: Command::$id,
            heading: Heading::$heading,
            name: $name,
            sentence: $sentence,
            keys: &[$( (Scope::$scope, &[$($key),+]) ),*],
        }, )* )*];
    };
}

#[rustfmt::skip]
commands! {
    Moving {
        PreviousStage   "previous stage"    "Go to the stage before"                                       [Page: "left" "h"]
        NextStage       "next stage"        "Go to the stage after"                                        [Page: "right" "l"]
        Down            "down"              "Go down in the pane in focus"                                 [Page: "down" "j", Comments: "down" "j"]
        Up              "up"                "Go up in the pane in focus"                                   [Page: "up" "k", Comments: "up" "k"]
        Enter           "enter"             "Go further in: journey, touchpoints, detail"                  [Page: "enter"]
        Out             "out"               "Go back out, as far as the list of maps"                      [Page: "esc", Comments: "esc" "c" "q" "ctrl-c"]
        NextPane        "next pane"         "Put the next pane in focus"                                   [Page: "tab"]
        PreviousPane    "previous pane"     "Put the pane before in focus"                                 [Page: "shift-tab"]
        Stages          "stages"            "Put the stages in focus"                                      [Page: "1"]
        Touchpoints     "touchpoints"       "Put the touchpoints in focus"                                 [Page: "2"]
        Detail          "detail"            "Put the detail in focus, to go through it"                    [Page: "3"]
        First           "first"             "Go to the first row"                                          [Page: "home" "g", Comments: "home" "g"]
        Last            "last"              "Go to the last row"                                           [Page: "end" "G", Comments: "end" "G"]
        PageDown        "page down"         "Go down a page"                                               [Page: "pgdn" "space" "ctrl-f", List: "pgdn", Comments: "pgdn" "space" "ctrl-f"]
        PageUp          "page up"           "Go up a page"                                                 [Page: "pgup" "ctrl-b", List: "pgup", Comments: "pgup" "ctrl-b"]
        HalfDown        "half page down"    "Go down half a page"                                          [Page: "ctrl-d", Comments: "ctrl-d"]
        HalfUp          "half page up"      "Go up half a page"                                            [Page: "ctrl-u", Comments: "ctrl-u"]
        NextSection     "next section"      "Go to the next section of the detail"                         [Page: "}"]
        PreviousSection "previous section"  "Go to the section before"                                     [Page: "{"]
        Zoom            "zoom"              "Let the pane in focus fill the screen"                        [Page: "z"]
        Back            "back"              "Go back to where you jumped from"                             [Page: "["]
        Forward         "forward"           "Go forward again"                                             [Page: "]"]
        Follow          "follow"            "Go on: to what may come next, or into another map"            [Page: "f"]
        MapList           "maps"              "Go to the list of maps"                                       [Page: "H" "backspace"]
        About           "about"             "Show the journey's own story: goals, people, actions"          [Page: "i"]
    }
    Editing {
        Edit            "edit"              "Edit what is under the cursor, in place"                      [Page: "e"]
        Editor          "editor"            "Open your own editor at its line"                             [Page: "E"]
        Add             "add"               "Add something here, or fill a blank field"                    [Page: "a"]
        MoveDown        "move down"         "Move it down among its neighbors"                             [Page: "J"]
        MoveUp          "move up"           "Move it up among its neighbors"                               [Page: "K"]
        Cycle           "next state"        "Take a pain point or an action to its next state"             [Page: "x"]
        Raise           "raise"             "Raise a severity, an emotion; say yes to a question"       [Page: "+" "="]
        Lower           "lower"             "Lower it; say no to a question"                               [Page: "-"]
        Owner           "owner"             "Say who looks after it"                                       [Page: "o"]
        Delete          "delete"            "Delete what is under the cursor"                              [Page: "d"]
        Undo            "undo"              "Take the last change of this map back"                        [Page: "u"]
        Redo            "redo"              "Make it again"                                                [Page: "ctrl-r"]
        History         "history"           "List the changes of this map, to go back to one"              [Page: "U"]
    }
    Finding {
        Find            "find"              "Find anything in the map by a few letters"                    [Page: "/", Comments: "/"]
        NextMatch       "next match"        "Go to the next thing found"                                   [Page: "n", Comments: "n"]
        PreviousMatch   "previous match"    "Go to the thing found before"                                 [Page: "N", Comments: "N"]
        Worst           "worst"             "Go to the worst touchpoint; again, on by score"               [Page: "w"]
        Standup         "standup"           "Start a standup of what is most pressing, or end it"          [Page: "S"]
        Comments        "comments"          "Read what customers wrote here"                               [Page: "c"]
        Order           "order"             "Read the newest, the worst or the best comments first"        [Comments: "s" "tab"]
    }
    Looking {
        NextPersona     "next persona"      "Count only the next persona's answers"                        [Page: "p", Comments: "p"]
        Period          "period"            "Count by year, quarter, month, week, day or not at all"       [Page: "t"]
        Metric          "metric"            "Show the next metric in the strips"                           [Page: "m"]
        Numbers         "choose numbers"    "Choose a persona, a period or a metric from a list"           [Page: "P", Comments: "P"]
        Truths          "moments of truth"  "Show only moments of truth, or all again"                     [Page: "T"]
        Views           "views"             "Look at the journey another way: a list with letters"         [Page: "v"]
        Turn            "turn"              "Turn what is shown: pain points, a view, the maps' order"     [Page: "s"]
    }
    Program {
        Palette         "commands"          "Run a command by a few letters of its name"                   [Page: ":" "ctrl-p", Comments: ":" "ctrl-p"]
        Help            "help"              "List what every key does, to search and run"                  [Page: "?" "f1", Comments: "?" "f1"]
        Findings        "findings"          "List what is odd or wrong in the files"                       [Page: "!"]
        Reload          "read again"        "Read the map and its data again"                              [Page: "r", Comments: "r"]
        Cancel          "stop reading"      "Stop what is being read"                                      [Page: "ctrl-c"]
        Mouse           "mouse"             "Let the terminal have the mouse, or take it again"            [Page: "M", Comments: "M"]
        Bidi            "bidi"              "Change who puts right-to-left text in order"                  [Page: "b", Comments: "b"]
        Suspend         "suspend"           "Go back to the shell; fg returns"                             [Page: "ctrl-z", List: "ctrl-z", Pen: "ctrl-z", Card: "ctrl-z", Comments: "ctrl-z"]
        Quit            "quit"              "Quit"                                                         [Page: "q"]
    }
    List {
        Choose          "choose"            "Go to the row under the cursor, or run it"                    [List: "enter", Card: "enter"]
        Close           "close"             "Close the list and be where you were"                         [List: "esc" "ctrl-c", Card: "esc" "ctrl-c"]
        NextRow         "next row"          "Go down a row"                                                [List: "down" "ctrl-n", Card: "down" "right" "ctrl-n"]
        PreviousRow     "previous row"      "Go up a row"                                                  [List: "up" "ctrl-p", Card: "up" "left" "ctrl-p"]
    }
    Typing {
        Save            "save"              "Save what was typed"                                          [Pen: "enter"]
        Leave           "leave"             "Leave, and keep the words as a draft"                         [Pen: "esc" "ctrl-c"]
        NewLine         "new line"          "Begin a new line, where there may be several"                 [Pen: "alt-enter" "ctrl-j"]
        OtherWords      "other words"       "Change between your words and what the map says"              [Pen: "ctrl-o"]
        CaretLeft       "left"              "Go a character to the left"                                   [Pen: "left" "ctrl-b"]
        CaretRight      "right"             "Go a character to the right"                                  [Pen: "right" "ctrl-f"]
        WordLeft        "word left"         "Go a word to the left"                                        [Pen: "ctrl-left" "alt-b"]
        WordRight       "word right"        "Go a word to the right"                                       [Pen: "ctrl-right" "alt-f"]
        LineUp          "line up"           "Go a line up"                                                 [Pen: "up" "ctrl-p"]
        LineDown        "line down"         "Go a line down"                                               [Pen: "down" "ctrl-n"]
        LineStart       "line start"        "Go to the start of the line"                                  [Pen: "home" "ctrl-a"]
        LineEnd         "line end"          "Go to the end of the line"                                    [Pen: "end" "ctrl-e"]
        Erase           "erase"             "Erase the character before the cursor"                        [List: "backspace" "ctrl-h", Pen: "backspace" "ctrl-h"]
        EraseNext       "erase next"        "Erase the character under the cursor"                         [Pen: "delete" "ctrl-d"]
        EraseWord       "erase word"        "Erase the word before the cursor"                             [List: "ctrl-w" "alt-backspace", Pen: "ctrl-w" "alt-backspace"]
        EraseLine       "erase line"        "Erase the line"                                               [List: "ctrl-u", Pen: "ctrl-u"]
        EraseRest       "erase rest"        "Erase the rest of the line"                                   [Pen: "ctrl-k"]
        PutBack         "put back"          "Put back what was erased last"                                [Pen: "ctrl-y"]
    }
}

impl Command {
    /// Its row; the table is in the order of the enum.
    #[must_use]
    pub fn row(self) -> &'static CommandRow {
        COMMANDS.get(self as usize).unwrap_or(&COMMANDS[0])
    }

    /// Its name in the palette and in the settings file.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// The command of that name.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        let name = name.trim();
        COMMANDS.iter().find(|row| row.name.eq_ignore_ascii_case(name)).map(|row| row.command)
    }

    /// Does it have keys of its own in that scope?
    #[must_use]
    pub fn is_of(self, scope: Scope) -> bool {
        self.row().keys.iter().any(|(own, _)| *own == scope)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn every_command_is_told_by_its_name() {
        let names: BTreeSet<&str> = COMMANDS.iter().map(|row| row.name).collect();
        assert_eq!(names.len(), COMMANDS.len(), "a name twice");
        let n_typed = COMMANDS.iter().filter(|row| row.heading == Heading::Typing).count();
        assert!(COMMANDS.len() - n_typed <= 65 && n_typed <= 20, "more than a person can learn");
        for row in COMMANDS {
            assert_eq!(Command::named(row.name), Some(row.command));
            assert_eq!(row.command.row().name, row.name);
            assert!(!row.sentence.ends_with('.') && row.sentence.len() <= 56, "{}", row.sentence);
        }
    }

    #[test]
    fn groups_stand_together() {
        assert!(COMMANDS.iter().map(|row| row.heading).is_sorted());
    }
}
