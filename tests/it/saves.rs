//! A program that is killed while it saves: the map is the old text or the new one, and what was said to be saved is.
//!
//! `CJM_ROUNDS=1000 cargo test --test it saves` kills more often; `tests/stress/` does it to `cjm set` itself.

use std::convert::Infallible;
use std::env;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use assert_cmd::cargo::cargo_bin;
use cjm::store::{Outside, Root};
use tempfile::TempDir;

/// Tells a process that it is the one to be killed, and which map it writes.
const VICTIM: &str = "CJM_SAVES_OF";

/// How often one is killed where nobody says otherwise.
const ROUNDS: u64 = 24;

/// The text of the map after so many saves: shorter and longer ones by turns, and too long for one page.
fn text(n: u64) -> String {
    let length = usize::try_from(n % 3).expect("small") * 5_000 + 3_000;
    format!("# {n}\n[journey]\ntitle = \"{}\"\n", "שלום ".repeat(length / 9))
}

/// Which of the texts it is.
fn number(text: &str) -> Option<u64> {
    text.strip_prefix("# ")?.lines().next()?.parse().ok()
}

/// Not a test by itself: saves until it is killed, and says each time that it has.
#[test]
fn victim() {
    let Some(path) = env::var_os(VICTIM) else { return };
    let root = Root::open(Path::new(&path), Outside::Refuse).expect("opened");
    let label = root.only_map().expect("named");
    let mut output = std::io::stdout().lock();
    loop {
        let rewritten = root.rewrite(&label, |now| Ok::<_, Infallible>(text(number(now).expect("whole") + 1)));
        let n = number(&rewritten.expect("written").after).expect("one of ours");
        writeln!(output, "saved {n}").expect("somebody reads");
        output.flush().expect("somebody reads");
    }
}

fn start(map: &Path, state: &Path) -> Child {
    let mut victim = Command::new(env::current_exe().expect("this test"));
    victim.args(["saves::victim", "--exact", "--nocapture", "--test-threads=1"]);
    victim.env(VICTIM, map).env("XDG_STATE_HOME", state);
    victim.stdout(Stdio::piped()).stderr(Stdio::null()).spawn().expect("started")
}

/// Lets a process save a few times and kills it at some moment of the next one. The last that it said to be saved.
fn kill_one(map: &Path, state: &Path, round: u64) -> u64 {
    let mut victim = start(map, state);
    let mut said = BufReader::new(victim.stdout.take().expect("piped")).lines();
    let saved = |line: String| line.split("saved ").nth(1).and_then(|n| n.parse::<u64>().ok());
    let mut next = || said.find_map(|line| saved(line.expect("text")));
    let mut last = next().expect("it saves");
    for _ in 0..round % 3 {
        last = next().expect("it saves again");
    }
    // Anywhere between two saves.
    for _ in 0..round * 7_919 % 200_000 {
        std::hint::spin_loop();
    }
    victim.kill().expect("killed");
    victim.wait().expect("gone");
    // What it said before it knew.
    while let Some(n) = next() {
        last = n;
    }
    last
}

fn check(name: &str, is_linked: bool) {
    let (maps, state) = (TempDir::new().expect("a folder"), TempDir::new().expect("a folder"));
    let map = maps.path().join("map.toml");
    fs::write(&map, text(0)).expect("written");
    if is_linked {
        fs::hard_link(&map, maps.path().join("second-name")).expect("linked");
    }
    let rounds = env::var("CJM_ROUNDS").ok().and_then(|rounds| rounds.parse().ok()).unwrap_or(ROUNDS);
    for round in 0..rounds {
        let said = kill_one(&map, state.path(), round);
        // To look at a map is enough to put right what was being written in place.
        let checked =
            Command::new(cargo_bin!("cjm")).arg("check").arg(&map).env("XDG_STATE_HOME", state.path()).output();
        assert!(checked.is_ok(), "{name}, round {round}: checked");
        let now = fs::read_to_string(&map).unwrap_or_default();
        let n = number(&now).unwrap_or(u64::MAX);
        let is_whole = n < u64::MAX && now == text(n);
        assert!(is_whole, "{name}, round {round}: torn or missing, {} bytes", now.len());
        assert!(n == said || n == said + 1, "{name}, round {round}: said to have saved {said}, and it is {n}");
    }
    if is_linked {
        let copies = fs::read_dir(state.path().join("cjm/backup")).expect("a folder").count();
        assert_eq!(copies, 0, "{name}: no copy is left over");
        return;
    }
    let root = Root::open(&map, Outside::Refuse).expect("opened");
    root.rewrite("map.toml", |now| Ok::<_, Infallible>(format!("{now}# the end\n"))).expect("written");
    assert_eq!(fs::read_dir(maps.path()).expect("a folder").count(), 1, "{name}: no spare file is left over");
}

#[test]
fn a_save_that_is_killed_tears_nothing() {
    check("one name", false);
}

#[test]
fn a_save_in_place_that_is_killed_is_put_right() {
    check("two names", true);
}
