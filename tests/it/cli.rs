//! Every subcommand as a person in a shell meets it: output, exit code, and nothing that a terminal could act on.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::io::Read as _;
use std::process::{Command, Output, Stdio};

const SUBCOMMANDS: &[&str] = &[
    "show",
    "metrics",
    "comments",
    "check",
    "sources",
    "diff",
    "bind",
    "get",
    "set",
    "add",
    "note",
    "remove",
    "move",
    "sentiment",
    "about",
    "walk",
    "completions",
    "man",
];

fn cjm(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    command.args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).stdin(Stdio::null());
    command.env_remove("NO_COLOR").env_remove("COLORTERM").env("LC_ALL", "C.UTF-8").env("TERM", "xterm-256color");
    command.env("XDG_CONFIG_HOME", concat!(env!("CARGO_MANIFEST_DIR"), "/tests/no-settings"));
    command
}

fn run(arguments: &[&str]) -> Output {
    cjm(arguments).output().unwrap()
}

#[track_caller]
fn stdout(arguments: &[&str], code: i32) -> String {
    let output = run(arguments);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {stderr}");
    String::from_utf8(output.stdout).unwrap()
}

#[track_caller]
fn stderr(arguments: &[&str], code: i32) -> String {
    let output = run(arguments);
    let text = String::from_utf8(output.stderr).unwrap();
    assert_eq!(output.status.code(), Some(code), "{arguments:?}: {text}");
    text
}

#[test]
fn help_is_everywhere_and_has_examples() {
    assert!(stdout(&["--help"], 0).contains("Examples:"));
    for subcommand in SUBCOMMANDS {
        assert!(stdout(&[subcommand, "--help"], 0).contains("Examples:\n  cjm "), "{subcommand}");
    }
    assert_eq!(stdout(&["--version"], 0), format!("cjm {}\n", env!("CARGO_PKG_VERSION")));
}

#[test]
fn without_a_terminal_the_explorer_names_the_way_out() {
    let said = stderr(&["maps/airport"], 2);
    assert!(said.starts_with("error: ") && said.contains("help: use `cjm show`"), "{said}");
}

#[test]
fn a_standup_needs_one_map_and_a_touchpoint_that_it_has() {
    let said = stderr(&["maps/airport", "--standup", "fod"], 2);
    assert_eq!(said, "error: unknown touchpoint `fod`\nhelp: did you mean `food`?\n");
    let said = stderr(&["maps", "--standup"], 2);
    assert!(said.contains("12 maps in `maps`, expected one") && said.contains("name one of them: "), "{said}");
    for fits in
        [&["maps/airport", "--standup"][..], &["maps/airport", "--standup", "food"], &["--standup", "maps/airport"]]
    {
        assert!(stderr(fits, 2).contains("needs a terminal"), "{fits:?}");
    }
}

#[test]
fn a_mistake_is_told_without_control_bytes() {
    let cases: &[&[&str]] = &[
        &["--no-such\u{1b}[2Jflag"],
        &["show"],
        &["show", "maps/airport", "--size", "\u{1b}]0;x\u{7}"],
        &["show", "no/such\u{1b}[31m/map"],
        &["show", "maps/airport", "--keys", "jj\u{9b}31m"],
        &["metrics", "maps/airport", "--touchpoint", "fo\u{202e}od"],
        &["metrics", "maps/airport", "--by", "\u{1b}c"],
        &["check", "nowhere\u{7f}"],
    ];
    for arguments in cases {
        let said = stderr(arguments, 2);
        assert!(said.contains("error: "), "{arguments:?}: {said}");
        let odd = |c: &char| (c.is_control() && *c != '\n') || *c == '\u{202e}';
        assert_eq!(said.chars().find(odd), None, "{arguments:?}: {said:?}");
    }
}

#[test]
fn a_reader_that_goes_away_is_no_error() {
    for arguments in [
        ["show", "maps/airport", "--size=1000x1000"].as_slice(),
        &["metrics", "maps/airport", "--by=year", "--format=json"],
        &["completions", "bash"],
        &["man"],
        &["--help"],
    ] {
        let mut child = cjm(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        drop(child.stdout.take());
        let mut said = String::new();
        child.stderr.take().unwrap().read_to_string(&mut said).unwrap();
        assert_eq!(child.wait().unwrap().code(), Some(0), "{arguments:?}");
        assert_eq!(said, "", "{arguments:?}");
    }
}

#[test]
fn names_that_are_not_there_are_answered_with_those_that_are() {
    let cases: &[(&[&str], &str)] = &[
        (&["--touchpoint", "fodo"], "unknown touchpoint `fodo`\nhelp: did you mean `food`?"),
        (&["--metric", "npss"], "unknown metric `npss`\nhelp: did you mean `nps`?"),
        (
            &["--where", "boarding_aera=B"],
            "no column `boarding_aera` in `responses.csv`, did you mean `boarding_area`?",
        ),
        (&["--persona", "nobody-at-all"], "unknown persona `nobody-at-all`\nhelp: use one of: "),
    ];
    for (arguments, expected) in cases {
        let said = stderr(&[["metrics", "maps/airport"].as_slice(), arguments].concat(), 2);
        assert!(said.starts_with(&format!("error: {expected}")), "{arguments:?}: {said}");
    }
}

#[test]
fn a_mistyped_subcommand_is_answered_with_the_one_that_was_meant() {
    let cases: &[(&[&str], &str)] = &[
        (&["metric", "maps"], "metrics"),
        (&["metric"], "metrics"),
        (&["comment", "maps/toys", "--at", "payment"], "comments"),
        (&["chekc"], "check"),
        (&["sentimetn"], "sentiment"),
    ];
    for (arguments, meant) in cases {
        let said = stderr(arguments, 2);
        let name = arguments[0];
        assert_eq!(said, format!("error: unknown command `{name}`\nhelp: did you mean `{meant}`?\n"), "{arguments:?}");
    }
    for arguments in [["maps"].as_slice(), &["no-such-folder"], &["nothing", "like", "it"]] {
        assert!(!stderr(arguments, 2).contains("unknown command"), "{arguments:?}");
    }
    // What is there is meant as it is.
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("metric")).unwrap();
    let output = cjm(&["metric"]).current_dir(folder.path()).output().unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(said.contains("needs a terminal"), "{said}");
}

#[test]
fn whatever_prints_rows_prints_them_in_every_format() {
    let folder = tempfile::tempdir().unwrap();
    let (lines, odd) = (folder.path().join("lines.txt"), folder.path().join("odd.toml"));
    std::fs::write(&lines, "Good\nBad | worse\n").unwrap();
    std::fs::write(&odd, "[journey]\ntitel = \"a | b\"\n").unwrap();
    let cases: &[(&[&str], i32)] = &[
        (&["metrics", "maps/airport", "--by", "year"], 0),
        (&["comments", "maps/toys", "--at", "payment", "--most", "3"], 0),
        (&["check", odd.to_str().unwrap()], 1),
        (&["check", "--list"], 0),
        (&["sources", "maps"], 0),
        (&["get", "maps/airport", "food/pain/half-satisfied"], 0),
        (&["get", "maps/airport", "wait/food.name"], 0),
        (&["sentiment", lines.to_str().unwrap()], 0),
        (&["diff", "maps/airport", "maps/toys"], 1),
    ];
    for (arguments, code) in cases {
        let printed = |format| stdout(&[arguments, ["--format", format].as_slice()].concat(), *code);
        assert!(!printed("text").is_empty(), "{arguments:?}");
        let csv = printed("csv");
        let mut reader = csv::Reader::from_reader(csv.as_bytes());
        let n_rows = reader.records().collect::<Result<Vec<_>, _>>().unwrap().len();
        assert!(n_rows > 0, "{arguments:?}: {csv}");
        for line in printed("json").lines() {
            serde_json::from_str::<serde_json::Value>(line).unwrap();
        }
        let markdown = printed("markdown");
        let bars = |line: &str| line.replace("\\|", "").matches('|').count();
        let n_bars: Vec<usize> = markdown.lines().map(bars).collect();
        assert_eq!(n_bars.len(), n_rows + 2, "{arguments:?}: {markdown}");
        assert!(n_bars.iter().all(|n| *n == n_bars[0] && *n > 2), "{arguments:?}: {markdown}");
        assert!(markdown.lines().nth(1).unwrap().starts_with("| ---"), "{arguments:?}: {markdown}");
    }
    assert_eq!(
        stdout(&["metrics", "maps/airport", "--format", "table"], 0),
        stdout(&["metrics", "maps/airport"], 0),
        "as it was called before"
    );
}

#[test]
fn json_has_the_keys_that_programs_rely_on() {
    let json = |arguments: &[&str], code| -> serde_json::Value {
        serde_json::from_str(&stdout(&[arguments, ["--format", "json"].as_slice()].concat(), code)).unwrap()
    };
    let keys = |value: &serde_json::Value| value.as_object().unwrap().keys().cloned().collect::<Vec<_>>().join(" ");
    let metrics = json(&["metrics", "maps/airport"], 0);
    assert_eq!(keys(&metrics), "changes notes readings since sources");
    assert_eq!(
        keys(&metrics["readings"][0]),
        "composed hidden high left_out low mean median median_high median_low metric n n_eff of open p90 period shown stage touchpoint unit value weighted without_weight"
    );
    assert_eq!(keys(&metrics["sources"][0]), "id left_out rows used");
    let comments = json(&["comments", "maps/toys", "--at", "payment", "--most", "1"], 0);
    assert_eq!(keys(&comments), "at comments found hidden hidden_segments n");
    assert_eq!(keys(&comments["comments"][0]), "answers at date score segments text");
    let sources = json(&["sources", "maps/bakery"], 0);
    assert_eq!(
        keys(&sources[0]),
        "bytes columns dates dialect failed file findings first_rows id left_out map of_rows rows used"
    );
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("odd.toml");
    std::fs::write(&path, "[journey]\ntitel = \"x\"\n").unwrap();
    let findings = json(&["check", path.to_str().unwrap()], 1);
    assert_eq!(keys(&findings[0]), "address column file help line message rule severity");
    assert!(findings.as_array().unwrap().iter().any(|finding| finding["line"] == 2), "{findings}");
}

#[test]
fn a_curve_is_told_in_json_with_what_is_remembered_of_it() {
    let told: serde_json::Value =
        serde_json::from_str(&stdout(&["curve", "maps/airport", "--format", "json"], 0)).unwrap();
    let points = told["points"].as_array().unwrap();
    let security = points.iter().find(|own| own["touchpoint"] == "ease_security").unwrap();
    assert_eq!((points.len(), &security["emotion"], &security["when"]), (21, &(-2).into(), &"before".into()));
    assert_eq!((&security["moment"], &security["data"]["n"]), (&true.into(), &2364.into()));
    assert_eq!((&told["view"], &told["peak"], &told["end"]), (&"curve".into(), &(-2).into(), &(-1).into()));
    assert_eq!(told["peak_end"].as_f64(), Some(-1.5));
    let [value, low, high] = ["value", "low", "high"].map(|key| told["baseline"][key].as_f64().unwrap());
    assert!(low < value && value < high && told["baseline"]["label"].as_str().unwrap().starts_with("mean of the "));
    let mean = points.iter().filter_map(|own| own["emotion"].as_f64()).sum::<f64>() / 21.0;
    assert!((told["mean"].as_f64().unwrap() - mean).abs() < 1e-9);
    let none = stderr(&["curve", "maps/cafe", "--against", "journey"], 2);
    assert!(none.contains("with `--against` in this map: the journey itself has no score"), "{none}");
    // In any language the words are the same.
    let bakery: serde_json::Value =
        serde_json::from_str(&stdout(&["curve", "maps/bakery", "--format", "json"], 0)).unwrap();
    assert_eq!(bakery["points"][0]["when"], "before");
    for refused in [["about", "maps/airport"], ["show", "maps/airport"]] {
        let said = stderr(&[refused.as_slice(), &["--format", "json"]].concat(), 2);
        assert!(said.contains("unknown format of a picture `json`"), "{said}");
    }
}

fn readings(arguments: &[&str]) -> Vec<serde_json::Value> {
    let text = stdout(&[["metrics"].as_slice(), arguments, &["--format", "json"]].concat(), 0);
    let json: serde_json::Value = serde_json::from_str(&text).unwrap();
    json["readings"].as_array().unwrap().clone()
}

#[test]
fn the_airport_gives_the_numbers_that_were_published() {
    let readings = readings(&["maps/airport", "--by", "year", "--metric", "nps"]);
    let of = |year: &str| {
        let reading = readings.iter().find(|reading| reading["period"] == year).unwrap();
        assert!(reading["stage"].is_null() && reading["touchpoint"].is_null());
        let rounded = |key: &str| (reading[key].as_f64().unwrap() * 100.0).round() / 100.0;
        (reading["n"].as_u64().unwrap(), rounded("value"), rounded("low"), rounded("high"))
    };
    assert_eq!(of("2017"), (2746, 40.4, 37.51, 43.18));
    assert_eq!(of("2018"), (2650, 35.11, 31.97, 38.16));
}

#[test]
fn conditions_on_one_column_are_either_and_on_two_are_both() {
    let n = |arguments: &[&str]| {
        let arguments = [["maps/airport", "--metric", "nps"].as_slice(), arguments].concat();
        readings(&arguments).iter().map(|reading| reading["n"].as_u64().unwrap()).sum::<u64>()
    };
    let (b, c) = (n(&["--where", "boarding_area=B"]), n(&["--where", "boarding_area=C"]));
    assert!(b > 0 && c > 0);
    assert_eq!(n(&["--where", "boarding_area=B", "--where", "boarding_area=C"]), b + c);
    assert!(n(&["--where", "boarding_area=B", "--where", "year=2018"]) < b);
    assert_eq!(n(&["--since", "2018"]), 2650);
    assert_eq!(n(&["--until", "2017", "--since", "2017"]), 2746);
}

#[test]
fn tables_and_csv_hold_the_same_readings() {
    let arguments = ["metrics", "maps/airport", "--by", "year", "--touchpoint", "food"];
    let json = readings(&arguments[1..]);
    let table = stdout(&arguments, 0);
    let csv = stdout(&[arguments.as_slice(), &["--format", "csv"]].concat(), 0);
    assert_eq!(table.lines().count(), json.len() + 1, "{table}");
    assert_eq!(csv.lines().count(), json.len() + 1, "{csv}");
    assert!(json.len() >= 5, "{table}");
}

#[test]
fn a_frame_is_as_large_as_asked() {
    let frame = stdout(&["show", "maps/airport", "--size", "80x24"], 0);
    assert_eq!(frame.lines().count(), 24);
    assert!(!frame.contains('\u{1b}'));
    let ansi = stdout(&["show", "maps/airport", "--size", "80x24", "--color", "256"], 0);
    assert!(ansi.contains("\u{1b}["));
    let svg = stdout(&["show", "maps/airport", "--size", "80x24", "--format", "svg"], 0);
    assert!(svg.starts_with("<svg") || svg.starts_with("<?xml"), "{}", svg.lines().next().unwrap_or_default());
    assert_ne!(frame, stdout(&["show", "maps/airport", "--size", "80x24", "--keys", "j j"], 0));
}

#[test]
fn plain_text_keeps_hebrew_in_reading_order_and_a_picture_of_the_screen_does_not() {
    let title = "הזמנה";
    let drawn: String = title.chars().rev().collect();
    assert!(stdout(&["show", "maps/bakery"], 0).contains(title));
    assert!(stdout(&["show", "maps/bakery", "--bidi", "app"], 0).contains(&drawn));
    assert!(stdout(&["show", "maps/bakery", "--color", "16"], 0).contains(&drawn));
}

#[test]
fn sentiment_tells_how_each_line_sounds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("comments.txt");
    let path = path.to_str().unwrap();
    std::fs::write(path, "The staff was friendly.\r\nSehr gut\n\nAwful\u{1b}[2J 😡\n").unwrap();
    assert_eq!(
        stdout(&["sentiment", path], 0),
        "0.4939\tThe staff was friendly.\nno lexicon\tSehr gut\n0.0000\t\n0.0000\tAwful\u{fffd}[2J 😡\n"
    );
    assert!(stdout(&["sentiment", path, "--language", "en"], 0).contains("0.0000\tSehr gut\n"));
    assert!(stdout(&["sentiment", path, "--language", "de"], 0).lines().all(|line| line.starts_with("no lexicon\t")));
    let json = stdout(&["sentiment", path, "--format", "json"], 0);
    let lines: Vec<serde_json::Value> = json.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0], serde_json::json!({ "score": 0.4939, "text": "The staff was friendly." }));
    assert_eq!(lines[1], serde_json::json!({ "score": null, "why": "no lexicon", "text": "Sehr gut" }));
    assert_eq!(lines[3]["text"], "Awful\u{1b}[2J 😡");
    assert_eq!(stdout(&["sentiment"], 0), "", "nothing on standard input");
    std::fs::write(path, b"ok\nna\xefve\n").unwrap();
    assert_eq!(stdout(&["sentiment", path], 1), "0.2960\tok\nnot UTF-8\tna\u{fffd}ve\n");
    assert!(stderr(&["sentiment", path], 1).contains("1 line could not be scored"));
    assert!(stderr(&["sentiment", folder.path().to_str().unwrap()], 2).contains("error: "));
    assert!(stderr(&["sentiment", "no-such-file"], 2).contains("error: "));
}

#[test]
fn completions_and_man_page_know_every_subcommand() {
    for shell in ["bash", "zsh", "fish", "elvish", "powershell"] {
        let script = stdout(&["completions", shell], 0);
        for name in SUBCOMMANDS {
            assert!(script.contains(name), "{shell}: {name}");
        }
    }
    let page = stdout(&["man"], 0);
    for name in SUBCOMMANDS {
        assert!(page.contains(name), "{name}");
    }
    assert!(page.contains("\\-\\-where"), "options of subcommands are missing");
}

#[test]
fn check_tells_clean_from_odd_from_absent() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("odd.toml");
    std::fs::write(&path, "[journey]\ntitel = \"x\"\n").unwrap();
    let odd = stdout(&["check", path.to_str().unwrap()], 1);
    assert!(odd.contains("titel") && odd.contains("odd.toml:2:1"), "{odd}");
    stdout(&["check", "maps"], 0);
    stderr(&["check", "no-such-folder"], 2);
}

#[test]
fn a_view_is_printed_with_its_dials_and_refuses_what_they_do_not_have() {
    let everyone = stdout(&["about", "maps/airport"], 0);
    assert!(everyone.contains("NPS            35 ±3.1 points  n 2,650"), "{everyone}");
    let few = stdout(&["about", "maps/airport", "--persona", "abroad", "--by", "all", "--width", "60"], 0);
    assert!(few.contains("33 ±3.4 points  n 2,513"), "{few}");
    assert!(few.lines().all(|line| line.chars().count() <= 60), "{few}");
    let svg = stdout(&["about", "maps/airport", "--format", "svg"], 0);
    assert!(svg.starts_with("<svg") && svg.contains("Dana"), "a picture has the words");
    let ansi = stdout(&["about", "maps/airport", "--format", "ansi"], 0);
    assert!(ansi.contains("\u{1b}["), "{ansi:?}");
    let unknown = run(&["about", "maps/airport", "--persona", "abrod"]);
    let told = String::from_utf8_lossy(&unknown.stderr);
    assert!(unknown.status.code() == Some(2) && told.contains("unknown persona `abrod`"), "{told}");
    assert!(told.contains("did you mean `abroad`?"), "{told}");
    let shown = stdout(&["show", "maps/airport", "--view", "sources", "--size", "80x24"], 0);
    assert!(shown.contains("▸ responses.csv") && shown.contains("21,540 rows used"), "{shown}");
    assert_eq!(run(&["show", "maps/airport", "--view", "nothing"]).status.code(), Some(2));
}

#[test]
fn a_map_is_shown_on_the_view_that_it_opens_on() {
    let folder = tempfile::tempdir().unwrap();
    let map = folder.path().join("journey.toml");
    let touchpoints = ["search", "pay"].map(|id| format!("[[stage.touchpoint]]\nid = \"{id}\"\nname = \"{id}\"\n"));
    let text =
        format!("[journey]\ntitle = \"Toys\"\nview = \"walk\"\n[[stage]]\nid = \"buy\"\n{}", touchpoints.concat());
    std::fs::write(&map, text.replace("id = \"buy\"\n", "id = \"buy\"\nname = \"Buying\"\n")).unwrap();
    let show = |more: &[&str]| stdout(&[&["show", map.to_str().unwrap(), "--size", "80x24"], more].concat(), 0);
    assert!(show(&[]).contains("touchpoint 1 of 2 · the whole journey"), "{}", show(&[]));
    assert!(show(&["--view", "about"]).contains("reviewed  never"), "{}", show(&["--view", "about"]));
    for more in [&["--view", "about"], &["--keys", "j"]] {
        assert!(!show(more).contains("touchpoint 1 of 2"), "{more:?}: {}", show(more));
    }
    let walked = stdout(&["walk", map.to_str().unwrap()], 0);
    let order = ["Buying · search", "Buying · pay", "The end of the walk"].map(|words| walked.find(words));
    assert!(order.iter().all(Option::is_some) && order.is_sorted(), "{walked}");
}

#[test]
fn a_walk_is_printed_along_the_moments_of_truth_alone() {
    let walked = stdout(&["walk", "maps/airport", "--only", "truths"], 0);
    assert!(walked.contains("touchpoint 3 of 3 · the whole journey · only moments of truth"), "{walked}");
    assert!(walked.contains("Security 7.6") || walked.contains("fell 7.6"), "{walked}");
    assert!(walked.contains("a model of memory, not a score"), "{walked}");
}
