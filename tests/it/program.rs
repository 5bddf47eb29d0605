//! The program, run in a folder of its own.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use tempfile::TempDir;

/// What a subcommand prints of a folder on both streams, and its exit code.
pub(crate) fn cjm(folder: &TempDir, arguments: &[&str]) -> (String, String, Option<i32>) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    command.args(arguments).current_dir(folder.path()).stdin(Stdio::null()).env("LC_ALL", "C.UTF-8");
    command.env("XDG_CONFIG_HOME", folder.path().join("no-settings"));
    let output = command.output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (text(output.stdout), text(output.stderr), output.status.code())
}

/// What a subcommand prints of a folder.
pub(crate) fn stdout(folder: &TempDir, arguments: &[&str]) -> String {
    cjm(folder, arguments).0
}

/// A folder with an example map and its files, to be changed.
pub(crate) fn example(map: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for own in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("maps").join(map)).unwrap() {
        let path = own.unwrap().path();
        fs::copy(&path, folder.path().join(path.file_name().unwrap())).unwrap();
    }
    folder
}
