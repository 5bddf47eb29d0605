//! Where customers are lost, as `cjm funnel` tells it: of the toy shop, and of an event log with a window.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fmt::Write as _;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

const TOYS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/maps/toys");

fn printed(map: &Path, arguments: &[&str]) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    let out = command.arg("funnel").arg(map).args(["--color", "never"]).args(arguments).output().unwrap();
    assert!(out.status.success(), "{}", String::from_utf8_lossy(&out.stderr));
    String::from_utf8(out.stdout).unwrap()
}

fn json(map: &Path, arguments: &[&str]) -> Value {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    let out = command.arg("funnel").arg(map).args(["--format", "json"]).args(arguments).output().unwrap();
    serde_json::from_slice(&out.stdout).unwrap()
}

#[track_caller]
fn near(own: &Value, expected: f64) {
    let is = own.as_f64().unwrap();
    assert!((is - expected).abs() <= 1e-9 * expected.abs().max(1.0), "{is} is not {expected}");
}

/// statsmodels 0.15.0: `proportion_confint(method="wilson")` of the sums of `funnel.csv`.
#[test]
fn the_toy_shop_over_the_whole_year() {
    let told = json(Path::new(TOYS), &["--by", "all"]);
    let steps = told["steps"].as_array().unwrap();
    let ids: Vec<&str> = steps.iter().filter_map(|step| step["touchpoint"].as_str()).collect();
    // The shop and the checkout are sums of steps, and do not compete.
    assert_eq!(ids, ["listing", "product", "cart", "delivery-options", "payment"]);
    let lost: Vec<u64> = steps.iter().filter_map(|step| step["lost"].as_u64()).collect();
    assert_eq!(lost, [297_000, 225_720, 540, 540, 4_500]);
    near(&steps[0]["conversion"]["value"], 45.0);
    near(&steps[0]["lost_a_day"], 297_000.0 / 364.0);
    near(&steps[4]["conversion"]["value"], 72.222_222_222_222_23);
    near(&told["overall"]["low"], 2.128_173_505_870_980_5);
    near(&told["overall"]["high"], 2.205_840_377_362_739_5);
    near(&told["abandonment"]["value"], 32.291_666_666_666_664);
    near(&told["abandonment"]["low"], 31.598_492_703_916_424);
    assert_eq!(told["abandonment"]["n"], 17_280);
    let leaks = &told["leaks"];
    assert_eq!(
        (&leaks["most"], &leaks["rate"], &leaks["after_looking"]),
        (&"listing".into(), &"product".into(), &"payment".into())
    );
    assert_eq!((&told["unit"], &told["before"]), (&"sessions".into(), &Value::Null));
}

#[test]
fn the_last_quarter_is_told_against_the_one_before() {
    let told = json(Path::new(TOYS), &[]);
    assert_eq!((&told["period"], &told["before"]), (&"2026-Q1".into(), &"2025-Q4".into()));
    let payment = &told["steps"][4];
    assert_eq!((&payment["entered"], &payment["lost"]), (&3_650.into(), &907.into()));
    assert_eq!((&payment["change"]["verdict"], &payment["change"]["family"]), (&"fell".into(), &5.into()));
    near(&payment["change"]["change"], 100.0 * (2_743.0 / 3_650.0 - 4_157.0 / 5_350.0));
    assert_eq!(told["leaks"]["worse"], "payment");
    let page = printed(Path::new(TOYS), &["--width", "120"]);
    for words in [
        "1 in 4 who reach Payment leave: 907 of 3,650, about 10 a day; worse since 2025-Q4",
        "from Cart on, too small to tell apart above: here 3,913 is the full width",
        "Payment 78 → 75, ▼ worse by 2.6 points (3 % relative)",
        "One cannot pay by invoice or by transfer",
        "Search engine, Gift guide, Reviews, Confirmation",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let alone = json(Path::new(TOYS), &["--touchpoint", "cart", "--period", "2025-Q4"]);
    assert_eq!((alone["steps"].as_array().unwrap().len(), &alone["period"]), (1, &"2025-Q4".into()));
}

/// Every step keeps 88 of 100 and more, and 67 of 100 never finish: most are lost on the way from one to the next.
#[test]
fn who_goes_on_and_never_comes_is_told_first() {
    let product = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/maps/product/journey.toml"));
    let page = printed(product, &["--width", "120"]);
    for words in [
        "Where we lose them",
        "459 of 851 who go on from Fitting in the app never come to Video call, about 5.0 a day",
        "on the way",
        "Fitting in the app → Video call: 459 of 851, 54 % ±3.3",
        "never finish: 281 at a step, 459 between steps",
    ] {
        assert!(page.contains(words), "{words}\n{page}");
    }
    let told = json(product, &[]);
    let steps = told["steps"].as_array().unwrap();
    let sum = |key: &str| steps.iter().filter_map(|step| step[key].as_u64()).sum::<u64>();
    let began = steps[0]["entered"].as_u64().unwrap();
    // Whoever begins is lost once, or finishes; nobody came in later.
    assert_eq!(sum("reentered"), 0);
    assert_eq!(sum("lost") + sum("lost_before") + steps[3]["completed"].as_u64().unwrap(), began);
}

/// Of one step there are no leaks to tell apart.
#[test]
fn one_step_has_no_leaks_by_name() {
    let page = printed(Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/maps/b2b")), &["--width", "120"]);
    assert!(page.contains("one step: 1 in 5 leave: 17 of 92"), "{page}");
    assert!(!page.contains("most people") && !page.contains("worst rate"), "{page}");
}

#[test]
fn the_cursor_starts_at_the_leak_after_the_look_around() {
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    let out = command.args(["show", TOYS, "--view", "funnel", "--size", "40x12", "--color", "never"]).output().unwrap();
    let frame = String::from_utf8(out.stdout).unwrap();
    assert!(frame.lines().any(|line| line.starts_with("▸Payment")), "{frame}");
    assert!(frame.contains(" Payment: 1 in 4"), "what is to be known first is in sight: {frame}");
}

/// Nobody of these people is in the file: it lacks the column they are told apart by.
#[test]
fn what_is_missing_is_said() {
    let told = json(Path::new(TOYS), &["--persona", "phone"]);
    assert_eq!(
        told["notes"][0],
        "`funnel` counts nobody of these people: a funnel needs the columns they are told apart by"
    );
    let without = concat!(env!("CARGO_MANIFEST_DIR"), "/maps/airport");
    assert!(printed(Path::new(without), &[]).contains("No source has a funnel: two columns would make one"));
    let told = json(Path::new(without), &[]);
    assert_eq!(told["steps"], Value::Array(Vec::new()));
    assert!(told["notes"][0].as_str().unwrap().starts_with("no source has a funnel"), "{told}");
}

/// A folder with a map of its own.
fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (file, text) in files {
        std::fs::write(folder.path().join(file), text).unwrap();
    }
    folder
}

const LOG: &str = r#"[journey]
title = "Ordering"
as_of = 2026-03-01

[[source]]
id = "events"
file = "events.csv"
time = "at"
case = "visit"
activity = "what"
window = "2 days"
segments = ["device"]

[[persona]]
id = "phone"
name = "On a phone"
segment = { device = "phone" }

[[stage]]
id = "order"
name = "Ordering"

[[stage.touchpoint]]
id = "search"
name = "Search engine"

[[stage.touchpoint]]
id = "list"
name = "List"

[[stage.touchpoint]]
id = "cart"
name = "Cart"
match = ["cart", "cart again"]

[[stage.touchpoint]]
id = "done"
name = "Done"
"#;

#[test]
fn a_log_with_a_window_is_a_funnel() {
    let mut events = "visit,what,at,device\n".to_owned();
    for visit in 0..200_u32 {
        let (day, device) = (1 + visit % 27, if visit % 2 == 0 { "phone" } else { "desk" });
        writeln!(events, "v{visit},list,2026-02-{day:02}T08:00:00,{device}").unwrap();
        if visit % 4 != 0 {
            writeln!(events, "v{visit},cart,2026-02-{day:02}T08:30:00,{device}").unwrap();
        }
        // Every third of all is done; those that skipped the cart are not in the funnel's way.
        if visit % 3 == 0 {
            writeln!(events, "v{visit},done,2026-02-{day:02}T09:00:00,{device}").unwrap();
        }
    }
    let map = folder(&[("journey.toml", LOG), ("events.csv", &events)]);
    let told = json(map.path(), &["--by", "all"]);
    let steps = told["steps"].as_array().unwrap();
    assert_eq!(steps.len(), 3, "{told}");
    // Days from the 26th on had not two days to the last event on the 27th at 9.
    let is_over = |visit: &u32| 1 + visit % 27 < 26;
    let all: Vec<u32> = (0..200).filter(is_over).collect();
    let in_cart = all.iter().filter(|visit| **visit % 4 != 0).count();
    let done = all.iter().filter(|visit| **visit % 4 != 0 && **visit % 3 == 0).count();
    assert_eq!((&steps[0]["entered"], &steps[0]["completed"]), (&all.len().into(), &in_cart.into()));
    assert_eq!((&steps[1]["entered"], &steps[1]["completed"]), (&in_cart.into(), &done.into()));
    assert_eq!((&steps[2]["entered"], &steps[2]["conversion"]["value"]), (&done.into(), &Value::Null));
    assert_eq!(told["pending"], 200 - all.len());
    near(
        &told["overall"]["value"],
        100.0 * f64::from(u32::try_from(done).unwrap()) / f64::from(u32::try_from(all.len()).unwrap()),
    );
    assert_eq!((&told["unit"], &told["window"]), (&"visit".into(), &"2 days".into()));
    let page = printed(map.path(), &["--by", "all"]);
    assert!(
        page.contains("A case has 2 days from its first event at List; 14 whose time is not over are left out."),
        "{page}"
    );
    let phones = json(map.path(), &["--by", "all", "--persona", "phone"]);
    let of_phones = all.iter().filter(|visit| **visit % 2 == 0).count();
    assert_eq!(phones["steps"][0]["entered"], of_phones);
}

/// Whose two days are not over is in no count: all that are counted had the same time.
#[test]
fn what_is_counted_of_a_window_is_settled() {
    let mut events = "visit,what,at,device\n".to_owned();
    for visit in 0..400_u32 {
        let (month, day) = (1 + visit % 2, 1 + visit % 27);
        writeln!(events, "v{visit},list,2026-0{month}-{day:02}T08:00:00,phone").unwrap();
        if visit % 2 == 0 || visit % 3 == 0 {
            writeln!(events, "v{visit},cart,2026-0{month}-{day:02}T08:30:00,phone").unwrap();
        }
        writeln!(events, "v{visit},done,2026-0{month}-{day:02}T09:00:00,phone").unwrap();
    }
    let map = folder(&[("journey.toml", LOG), ("events.csv", &events)]);
    assert_ne!(json(map.path(), &["--by", "month"])["pending"], 0);
    let mut command = Command::new(env!("CARGO_BIN_EXE_cjm"));
    let out = command.arg("changes").arg(map.path()).args(["--by", "month", "--format", "json"]).output().unwrap();
    let told = String::from_utf8(out.stdout).unwrap();
    assert!(told.contains("\"fell\"") && !told.contains("still open"), "{told}");
}

#[test]
fn who_enters_again_is_said_and_no_loss_is_below_zero() {
    let map = r#"[journey]
title = "T"
[[source]]
id = "f"
file = "f.csv"
time = "day"
touchpoint = "step"
entered = "in"
completed = "out"
unit = "people"
[[stage]]
id = "s"
name = "S"
[[stage.touchpoint]]
id = "a"
name = "A"
[[stage.touchpoint]]
id = "b"
name = "B"
[[stage.touchpoint]]
id = "c"
name = "C"
"#;
    let rows = "day,step,in,out\n2026-01-01,a,100,60\n2026-01-01,b,75,50\n2026-01-01,c,12,6\n";
    let map = folder(&[("journey.toml", map), ("f.csv", rows)]);
    let told = json(map.path(), &["--by", "all"]);
    let lost: Vec<u64> = told["steps"].as_array().unwrap().iter().filter_map(|step| step["lost"].as_u64()).collect();
    assert_eq!(lost, [40, 25, 6]);
    assert_eq!(told["steps"][1]["reentered"], 15);
    let between = &told["steps"][2]["between"];
    assert_eq!((&between["lost"], &between["share"]["n"]), (&38.into(), &50.into()));
    near(&between["share"]["value"], 76.0);
    assert_eq!((&told["steps"][1]["between"], &told["leaks"]["between"]), (&Value::Null, &"c".into()));
    let notes = told["notes"].to_string();
    assert!(notes.contains("B: 15 entered beyond those who completed A: they came again"), "{notes}");
    assert!(notes.contains("38 of 50 went on from B and never came to C"), "{notes}");
    assert!(notes.contains("C: n 12, too few: listed, not ranked"), "{notes}");
    assert_eq!(told["leaks"]["rate"], "a", "the worse rate is of too few people");
}
