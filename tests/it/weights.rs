//! What weights do, as a person meets it: the airport's survey with its own weights, and files with odd ones.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use cjm::journey::Book;
use cjm::metric::change::{compare, discover};
use cjm::metric::{Comparison, Grain, Reading, Verdict};
use cjm::store::{Outside, Root, Wanted};
use serde_json::Value;
use tempfile::TempDir;

/// A folder with the airport's map and answers, which weigh what the survey says.
fn airport() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/airport");
    fs::copy(maps.join("responses.csv"), folder.path().join("responses.csv")).unwrap();
    fs::copy(maps.join("journey.toml"), folder.path().join("journey.toml")).unwrap();
    folder
}

/// What a subcommand prints of a folder, and its exit code.
fn cjm(folder: &TempDir, arguments: &[&str]) -> (String, Option<i32>) {
    let (text, _, code) = crate::program::cjm(folder, arguments);
    (text, code)
}

/// The readings of a folder's map.
fn readings(folder: &TempDir, arguments: &[&str]) -> Vec<Value> {
    let (text, code) = cjm(folder, &[&["metrics", ".", "--format", "json"], arguments].concat());
    assert_eq!(code, Some(0), "{text}");
    serde_json::from_str::<Value>(&text).unwrap()["readings"].as_array().unwrap().clone()
}

#[test]
fn unweighted_the_airport_is_what_it_is_without_weights() {
    let folder = airport();
    let by_year = ["--by", "year", "--metric", "nps"];
    let nps = |arguments: &[&str]| {
        let readings = readings(&folder, &[&by_year, arguments].concat());
        let of = readings.iter().find(|reading| reading["period"] == "2017").unwrap();
        (of["value"].clone(), of["n"].clone(), of["weighted"].clone())
    };
    let (value, n, is_weighted) = nps(&[]);
    assert_eq!((n, is_weighted), (Value::from(2746), Value::from(true)));
    assert!((value.as_f64().unwrap() - 40.398).abs() < 0.001, "{value}");
    let (value, n, is_weighted) = nps(&["--unweighted"]);
    assert_eq!((n, is_weighted), (Value::from(2746), Value::from(false)));
    assert!((value.as_f64().unwrap() - 39.840).abs() < 0.001, "{value}");
}

#[test]
fn screens_and_pages_say_that_weights_are_left_aside() {
    let folder = airport();
    for (subcommand, more) in [("show", ["--size", "80x24"]), ("about", ["--width", "80"])] {
        let arguments = [subcommand, ".", more[0], more[1]];
        let (weighted, _) = cjm(&folder, &arguments);
        assert!(!weighted.contains("everyone · unweighted"), "{weighted}");
        let (unweighted, _) = cjm(&folder, &[&arguments[..], &["--unweighted"]].concat());
        assert!(unweighted.contains("everyone · unweighted"), "{unweighted}");
        assert_ne!(weighted, unweighted, "{subcommand}");
    }
    // A map without weights has none to leave aside.
    let map = fs::read_to_string(folder.path().join("journey.toml")).unwrap();
    let (before, after) = map.split_once("weight = \"weight\"\n").unwrap();
    fs::write(folder.path().join("journey.toml"), format!("{before}{after}")).unwrap();
    let (plain, _) = cjm(&folder, &["show", ".", "--unweighted"]);
    assert!(!plain.contains("unweighted"), "{plain}");
}

/// The readings of 2017 and 2018 of each touchpoint's CSAT, or of a metric of the journey.
fn both_years(book: &Book, metric: &str, is_meant: impl Fn(&str) -> bool) -> Vec<(String, Reading, Reading)> {
    let bindings = book.map.bindings().zip(book.counts.series.iter());
    let bindings = bindings.filter(|((_, binding), _)| binding.metric == metric);
    let readings = bindings.filter(|((at, _), _)| is_meant(&at.to_string())).map(|((at, binding), cohorts)| {
        let readings = cohorts[0].readings(Grain::Year, &book.map.measure(binding).unwrap());
        let of = |year: i16| readings.iter().find(|(period, _)| period.start.year() == year).and_then(|(_, own)| *own);
        (at.to_string(), of(2017).unwrap(), of(2018).unwrap())
    });
    readings.collect()
}

#[track_caller]
fn near(name: &str, is: f64, expected: f64) {
    assert!((is - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{name}: {is} is not {expected}");
}

/// Value, `n_eff`, low and high.
#[track_caller]
fn check(name: &str, reading: &Reading, [value, n_eff, low, high]: [f64; 4]) {
    let interval = reading.interval.unwrap();
    let pairs = [(reading.value, value), (reading.n_eff, n_eff), (interval.low, low), (interval.high, high)];
    for (is, expected) in pairs {
        near(name, is, expected);
    }
}

/// Difference, low, high and p.
#[track_caller]
fn check_change(name: &str, change: &Comparison, [difference, low, high, p]: [f64; 4]) {
    let Comparison { interval, .. } = change;
    let pairs = [(change.difference, difference), (interval.low, low), (interval.high, high), (change.p, p)];
    for (is, expected) in pairs {
        near(name, is, expected);
    }
}

/// Expected are exact fractions of the survey's answers and weights, with the normal of scipy 1.17.1: m = Σwx / Σw,
/// `n_eff` = [Σw(x - m)² / Σw] / Σ(w / Σw)²(x - m)², then adjusted Wald, Wilson, Newcombe and the pooled z with `n_eff` for n.
#[test]
fn the_weighted_airport_equals_exact_fractions() {
    let folder = airport();
    let root = Root::open(folder.path(), Outside::Refuse).unwrap();
    let book = root.load(&root.only_map().unwrap(), &Wanted::default(), &AtomicBool::new(false), &mut |_| {});
    assert_eq!(book.findings, []);
    let nps = both_years(&book, "nps", |at| at == "journey");
    let [(_, earlier, later)] = nps.as_slice() else { panic!("{nps:?}") };
    assert_eq!((earlier.n, later.n), (2746, 2650));
    let expected = [40.398_435_511_707_42, 2_301.884_331_602_347, 37.513_947_662_971_76, 43.177_759_465_775_21];
    check("nps 2017", earlier, expected);
    let expected = [35.113_632_103_597_22, 2_167.761_844_493_328_7, 31.974_767_860_190_784, 38.155_442_037_174_11];
    check("nps 2018", later, expected);
    near("mean 2017", earlier.mean.unwrap(), 8.362_785_195_619_827);
    near("nps as shown", later.value - earlier.value, -5.284_803_408_110_2);
    let change = compare(earlier, later).unwrap();
    near("nps adjusted", change.adjusted.unwrap(), -5.280_748_615_691_039);
    let expected = [-5.284_803_408_110_2, -9.472_392_011_174_61, -1.089_105_220_207_466_5, 0.013_540_907_990_002_928];
    check_change("nps", &change, expected);
    near("z", change.z, -2.469_216_992_389_244);

    let all = both_years(&book, "csat", |at| at != "journey");
    assert_eq!(all.len(), 21);
    let of = |place: &str| all.iter().find(|(at, ..)| at.ends_with(place)).unwrap();
    let (_, earlier, later) = of("/ease_security");
    let expected = [82.846_925_052_323_57, 2_051.830_863_161_692_4, 81.154_790_565_424_12, 84.416_296_676_070_56];
    check("security 2017", earlier, expected);
    let expected = [75.284_238_101_304_3, 1_960.582_248_291_242_4, 73.326_631_791_037_84, 77.142_957_028_846_6];
    check("security 2018", later, expected);
    let expected = [-7.562_686_951_019_271, -10.071_700_653_536_118, -5.049_092_876_122_044, 3.751_004_274_962_791e-9];
    check_change("security", &compare(earlier, later).unwrap(), expected);
    let (_, earlier, later) = of("/cln_restroom");
    let expected = [78.330_008_903_105_5, 2_215.969_215_506_071_6, 76.566_389_295_358_69, 79.995_576_398_706_13];
    check("restrooms 2017", earlier, expected);
    let expected = [74.231_492_839_942_83, 2_113.166_468_338_459_7, 72.323_949_742_515_38, 76.051_096_463_252_69];
    check("restrooms 2018", later, expected);
    let restrooms = compare(earlier, later).unwrap();
    let expected =
        [-4.098_516_063_162_661, -6.630_873_808_613_432_5, -1.564_485_387_185_882_8, 0.001_518_080_730_120_902_7];
    check_change("restrooms", &restrooms, expected);
    // The second smallest p of 21, by Benjamini and Hochberg.
    near("adjusted p", restrooms.p * 21.0 / 2.0, 0.015_939_847_666_269_477);

    let mut changes: Vec<Comparison> = all.iter().filter_map(|(_, earlier, later)| compare(earlier, later)).collect();
    assert_eq!(changes.len(), 21);
    assert_eq!(changes.iter().filter(|change| change.p < restrooms.p).count(), 1);
    discover(&mut changes);
    let moved = all.iter().zip(&changes).filter(|(_, change)| change.verdict != Verdict::CannotTell);
    let moved: Vec<(&str, Verdict)> = moved.map(|((at, ..), change)| (at.as_str(), change.verdict)).collect();
    assert_eq!(moved, [("security/ease_security", Verdict::Fell), ("wait/cln_restroom", Verdict::Fell)]);
}

const EVERY_KIND: &str = r#"
[journey]
title = "Every kind"
metrics = [
  { metric = "nps", source = "all", column = "nps" },
  { metric = "csat", source = "all", column = "csat" },
  { metric = "ces", source = "all", column = "ces" },
  { metric = "sentiment", source = "all", column = "sentiment" },
  { metric = "problem", source = "all", column = "problem", yes = ["y"] },
  { metric = "spent", source = "all", column = "spent" },
  { metric = "wait", source = "all", column = "wait" },
  { metric = "visits", source = "all", column = "visits" },
]
[[metric]]
id = "problem"
kind = "rate"
[[metric]]
id = "spent"
kind = "amount"
[[metric]]
id = "wait"
kind = "duration"
unit = "min"
[[metric]]
id = "visits"
kind = "count"
[[source]]
id = "all"
file = "all.csv"
time = "date"
"#;

#[test]
fn weights_of_one_change_no_digit_of_any_metric() {
    let folder = tempfile::tempdir().unwrap();
    // A linear congruential generator: answers with no order to them, the same in every run.
    let mut state = 12_345_u64;
    let mut next = |below: u32| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        u32::try_from(state >> 33).unwrap() % below
    };
    let mut text = "date,nps,csat,ces,sentiment,problem,spent,wait,visits,one\n".to_owned();
    for _ in 0..400 {
        let (month, problem) = (next(3) + 1, ["y", "n", ""][usize::from(next(3) > 0) + usize::from(next(5) > 3)]);
        let (nps, csat, ces, visits) = (next(11), next(5) + 1, next(7) + 1, next(4));
        let (sentiment, spent, wait) = (f64::from(next(2001)) / 1000.0 - 1.0, next(100_000), next(9_000));
        let (spent, wait) = (f64::from(spent) / 100.0, f64::from(wait) / 7.0);
        let _ =
            writeln!(text, "2024-0{month}-01,{nps},{csat},{ces},{sentiment},{problem},{spent},{wait:.4},{visits},1");
    }
    fs::write(folder.path().join("all.csv"), text).unwrap();
    let told = |map: &str, by: &str| {
        fs::write(folder.path().join("journey.toml"), map).unwrap();
        let mut readings = readings(&folder, &["--by", by]);
        let is_weighted: Vec<bool> =
            readings.iter_mut().map(|own| own.as_object_mut().unwrap().remove("weighted").unwrap() == true).collect();
        (readings, is_weighted)
    };
    for (by, n) in [("all", 8), ("month", 24)] {
        let (plain, is_weighted) = told(EVERY_KIND, by);
        assert_eq!((plain.len(), is_weighted.contains(&true)), (n, false));
        let (ones, is_weighted) = told(&format!("{EVERY_KIND}weight = \"one\"\n"), by);
        assert_eq!(ones, plain, "by {by}");
        // All but the count.
        assert_eq!(is_weighted.iter().filter(|is| **is).count(), n * 7 / 8);
    }
}

#[test]
fn a_period_without_weights_is_marked_in_tables_and_on_the_screen() {
    let folder = tempfile::tempdir().unwrap();
    let map = "[journey]\ntitle = \"Two years\"\nmetrics = [{ metric = \"csat\", source = \"all\", column = \"csat\" }]\n\
        [[source]]\nid = \"all\"\nfile = \"all.csv\"\ntime = \"year\"\nweight = \"w\"\n";
    let rows: Vec<String> =
        (0..80_u32).map(|n| format!("{},{},{}\n", 2017 + n % 2, n % 5 + 1, ["1.5", ""][n as usize % 2])).collect();
    fs::write(folder.path().join("all.csv"), format!("year,csat,w\n{}", rows.concat())).unwrap();
    fs::write(folder.path().join("journey.toml"), map).unwrap();
    let (table, _) = cjm(&folder, &["metrics", ".", "--by", "year"]);
    let notes: Vec<&str> = table.lines().filter(|line| line.contains("no weights in this period")).collect();
    assert!(notes.len() == 1 && notes[0].contains("2018"), "{table}");
    let (page, _) = cjm(&folder, &["about", ".", "--width", "100", "--by", "year"]);
    for words in ["40* ", "* unweighted: no weights", "cannot tell since 2017, unweighted now", "* unweighted: 2018"] {
        assert!(page.contains(words), "{words}: {page}");
    }
    let (sources, _) = cjm(&folder, &["sources", "."]);
    assert!(sources.contains("40 no weight in w: lines 3, 5, 7"), "{sources}");
}
