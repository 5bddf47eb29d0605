//! The user's own editor: how it is called, and what it says when it ends.
//! Invariant: no shell reads the command, and the map's path is one argument that begins with a slash.

use std::ffi::{OsStr, OsString};
use std::io;
use std::os::unix::process::ExitStatusExt as _;
use std::path::Path;
use std::process::{Child, Command, ExitStatus};

use crate::text::Plain;

/// What is used where nobody chose.
pub(super) const USUAL: &str = "vi";

/// How an editor is told the line to start at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum LineFlag {
    /// `+12 FILE`
    Plus,
    /// `FILE:12`
    Colon,
    /// `-g FILE:12`
    Goto,
    /// `--line 12 FILE`
    Option,
}

/// How the editors that are known are told the line. Any other one only gets the path.
#[rustfmt::skip]
const EDITORS: &[(LineFlag, &[&str])] = &[
    (LineFlag::Plus, &[
        "vi", "vim", "nvim", "gvim", "nano", "pico", "emacs", "emacsclient", "kak", "micro", "joe", "ne", "mg", "jed", "gedit",
    ]),
    (LineFlag::Colon, &["hx", "helix", "zed", "zeditor", "subl", "sublime_text"]),
    (LineFlag::Goto, &["code", "code-insiders", "codium", "vscodium", "cursor"]),
    (LineFlag::Option, &["kate", "kwrite"]),
];

/// An editor that is to open a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Editor {
    program: String,
    arguments: Vec<OsString>,
}

impl Editor {
    /// The editor of that command, on a line (from 1) of the file of that absolute path.
    ///
    /// # Errors
    /// In words, when the command is none.
    pub(super) fn new(command: &str, path: &Path, line: usize) -> Result<Self, String> {
        let words = shell_words::split(command).map_err(|_| unsplit(command))?;
        let Some((program, rest)) = words.split_first().filter(|(program, _)| !program.is_empty()) else {
            return Err(unsplit(command));
        };
        let mut arguments: Vec<OsString> = rest.iter().map(OsString::from).collect();
        let at_line = || {
            let mut place = path.as_os_str().to_owned();
            place.push(format!(":{line}"));
            place
        };
        match style(program) {
            Some(LineFlag::Plus) => arguments.extend([format!("+{line}").into(), path.into()]),
            Some(LineFlag::Colon) => arguments.push(at_line()),
            Some(LineFlag::Goto) => arguments.extend(["-g".into(), at_line()]),
            Some(LineFlag::Option) => arguments.extend(["--line".into(), line.to_string().into(), path.into()]),
            None => arguments.push(path.into()),
        }
        Ok(Self { program: program.clone(), arguments })
    }

    /// Starts it, in our own job: Ctrl-Z stops it and us together.
    ///
    /// # Errors
    /// In words, when it cannot be started.
    pub(super) fn start(&self) -> Result<Child, String> {
        Command::new(&self.program).args(&self.arguments).spawn().map_err(|error| self.unstarted(&error))
    }

    /// What to tell of how it ended, where that was not well.
    pub(super) fn complaint(&self, ended: &io::Result<ExitStatus>) -> Option<String> {
        let name = self.name();
        match ended {
            Ok(status) if status.success() => None,
            Ok(status) => Some(match (status.code(), status.signal()) {
                (Some(code), _) => format!("the editor \"{name}\" ended with code {code}"),
                (None, Some(signal)) => format!("the editor \"{name}\" was killed by signal {signal}"),
                (None, None) => format!("the editor \"{name}\" was killed"),
            }),
            Err(error) => Some(format!("the editor \"{name}\" is lost: {}", error.kind())),
        }
    }

    /// Its name as it can be shown.
    pub(super) fn name(&self) -> Plain {
        Plain::new(&self.program)
    }

    fn unstarted(&self, error: &io::Error) -> String {
        let name = self.name();
        match error.kind() {
            io::ErrorKind::NotFound => format!("the editor \"{name}\" is not installed: set $EDITOR"),
            kind => format!("the editor \"{name}\" cannot be started: {kind}"),
        }
    }
}

fn unsplit(command: &str) -> String {
    format!("\"{}\" is no command, a quote may not be closed: set $EDITOR", Plain::new(command))
}

/// How this program is told the line: `vim.basic` as `vim` is, wherever it lies.
fn style(program: &str) -> Option<LineFlag> {
    let name = Path::new(program).file_name().and_then(OsStr::to_str)?;
    let name = name.split('.').next().unwrap_or_default();
    EDITORS.iter().find(|(_, names)| names.contains(&name)).map(|(line, _)| *line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(command: &str, expected: &[&str]) {
        let editor = Editor::new(command, Path::new("/maps/a b.toml"), 12).expect("a command");
        let arguments = editor.arguments.iter().map(|argument| argument.to_str().expect("text"));
        let called: Vec<&str> = std::iter::once(editor.program.as_str()).chain(arguments).collect();
        assert_eq!(called, expected, "{command}");
    }

    #[test]
    fn each_editor_is_told_the_line_in_its_own_way() {
        check("vi", &["vi", "+12", "/maps/a b.toml"]);
        check("/usr/bin/vim.basic -u NONE", &["/usr/bin/vim.basic", "-u", "NONE", "+12", "/maps/a b.toml"]);
        check("emacsclient -t", &["emacsclient", "-t", "+12", "/maps/a b.toml"]);
        check("hx", &["hx", "/maps/a b.toml:12"]);
        check("code --wait", &["code", "--wait", "-g", "/maps/a b.toml:12"]);
        check("kate -b", &["kate", "-b", "--line", "12", "/maps/a b.toml"]);
        check("ed", &["ed", "/maps/a b.toml"]);
        check("env vim", &["env", "vim", "/maps/a b.toml"]);
    }

    #[test]
    fn no_shell_reads_the_command() {
        check(
            "'/opt/my editor/run' \"a b\" $HOME '*' `id`",
            &["/opt/my editor/run", "a b", "$HOME", "*", "`id`", "/maps/a b.toml"],
        );
    }

    #[test]
    fn what_is_no_command_is_said() {
        for odd in ["vim 'x", "", "  ", "''"] {
            let words = Editor::new(odd, Path::new("/m.toml"), 1).expect_err(odd);
            assert!(words.contains("set $EDITOR"), "{words}");
        }
        let missing = Editor::new("/no/such/editor --wait", Path::new("/m.toml"), 1).expect("a command");
        let words = missing.start().expect_err("it is not there");
        assert_eq!(words, "the editor \"/no/such/editor\" is not installed: set $EDITOR");
    }
}
