//! A stage as the people of it: the airport's survey, a row a passenger, against what pandas makes of the same file.
#![expect(clippy::unwrap_used, reason = "a test that cannot go on has failed")]

use std::fs;
use std::path::Path;
use std::sync::atomic::AtomicBool;

use cjm::journey::{Book, Noun};
use cjm::metric::{Crowd, Disclosed, Gate, Gated, Grain, Limits, Period};
use cjm::store::{Outside, Root, Wanted};
use tempfile::TempDir;

/// A folder with the airport's map and answers; `weight` is a line of its source.
fn airport(weight: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let maps = Path::new(env!("CARGO_MANIFEST_DIR")).join("maps/airport");
    fs::copy(maps.join("responses.csv"), folder.path().join("responses.csv")).unwrap();
    let map = fs::read_to_string(maps.join("journey.toml")).unwrap();
    let lines = map.lines().filter(|line| !line.starts_with("weight = "));
    let map = lines.collect::<Vec<_>>().join("\n");
    let (before, after) = map.split_once("file = \"responses.csv\"\n").unwrap();
    let map = format!("{before}file = \"responses.csv\"\n{weight}{after}");
    fs::write(folder.path().join("journey.toml"), map).unwrap();
    folder
}

fn book(folder: &TempDir, grain: Grain) -> Book {
    let root = Root::open(folder.path(), Outside::Refuse).unwrap();
    let wanted = Wanted { grain: Some(grain), ..Wanted::default() };
    root.load("journey.toml", &wanted, &AtomicBool::new(false), &mut |_| ())
}

/// The CSAT of a stage, as its touchpoints have it together.
fn stage(book: &Book, stage: &str, period: Period) -> Gated {
    let gate = Gate::new(Limits { few: 30, hidden: 5 }, Crowd::Everyone);
    let bindings = book.map.bindings().enumerate();
    let own = bindings.filter(|(_, (at, binding))| {
        at.id_of(Noun::Stage) == Some(stage) && at.id_of(Noun::Touchpoint).is_some() && binding.metric == "csat"
    });
    let parts: Vec<(usize, Disclosed)> = own
        .filter_map(|(idx, (_, binding))| {
            let measure = book.map.measure(binding).unwrap();
            let series = &book.counts.series[idx][0];
            let readings = gate.readings(series, &[], (period.grain, &measure));
            let all = gate.total(series, &[], &measure).filter(|_| period.grain == Grain::All);
            let of_period = readings.into_iter().find(|(own, _)| *own == period).map(|(_, gated)| gated);
            Some((idx, *all.or(of_period)?.disclosed()?))
        })
        .collect();
    gate.compose_people(&parts, &book.counts.together(0), period).unwrap()
}

fn year(year: i16) -> Period {
    Period::of(jiff::civil::date(year, 6, 1), Grain::Year)
}

#[track_caller]
fn check(gated: &Gated, n: u64, [value, low, high]: [f64; 3]) {
    let told = gated.disclosed().unwrap();
    let interval = told.interval().unwrap();
    assert_eq!(told.n(), n);
    for (told, expected) in [(told.value(), value), (interval.low, low), (interval.high, high)] {
        assert!((told - expected).abs() < 1e-9, "{told} is not {expected}");
    }
}

// pandas 3.1.1, NumPy 2.4.6: x = answers >= 4 of each column, NaN where there is none; m its means, n its counts; V the
// squares of half the Wilson interval over z; C = sum of (x_i - m_i)(x_j - m_j) over rows with both, over n_i n_j; error
// the root of V and C summed, over k; ends of the mean of the intervals drawn in by error over the mean of the roots of V.
// n is the number of rows with any. With weights w each term has w², and n_i is the sum of the column's weights.
#[test]
fn a_stage_counts_passengers_and_is_as_sure_as_they_let_it_be() {
    for by in [Grain::Day, Grain::Month, Grain::Year] {
        let book = book(&airport(""), by);
        let of = |id, year| stage(&book, id, year);
        check(&of("arrive", year(2017)), 2_555, [71.171_122_601_205_77, 69.417_526_082_031_66, 72.845_340_297_595_63]);
        check(&of("arrive", year(2018)), 2_490, [67.776_861_778_829_53, 65.886_807_763_050_78, 69.593_914_852_752_45]);
        check(&of("wait", year(2017)), 2_797, [69.632_656_150_681_56, 68.437_133_614_902_66, 70.785_993_995_187_62]);
        check(&of("wait", year(2018)), 2_762, [66.599_354_585_348_4, 65.395_277_558_303_77, 67.767_447_405_751_84]);
    }
    let all = Period { start: jiff::civil::Date::MIN, grain: Grain::All };
    let ever = stage(&book(&airport(""), Grain::Day), "arrive", all);
    check(&ever, 19_472, [69.709_527_686_262_29, 69.057_220_306_583_57, 70.351_539_178_012_77]);
}

#[test]
fn passengers_who_weigh_more_count_more_together_too() {
    let book = book(&airport("weight = \"weight\"\n"), Grain::Day);
    let of = |id, year| stage(&book, id, year);
    check(&of("arrive", year(2017)), 2_555, [70.896_927_357_150_5, 68.932_425_974_689_83, 72.765_342_860_915_28]);
    check(&of("arrive", year(2018)), 2_490, [68.502_190_359_306_24, 66.416_390_937_963_43, 70.493_671_004_819_94]);
    check(&of("wait", year(2017)), 2_797, [70.138_294_549_925_52, 68.817_830_018_947_46, 71.406_410_289_547_86]);
    check(&of("wait", year(2018)), 2_762, [68.474_103_749_784_2, 67.181_113_538_041_02, 69.719_904_203_551_48]);
    // Nobody of 2012 has a weight: they count as they did.
    let plain = stage(&self::book(&airport(""), Grain::Day), "wait", year(2012));
    let unweighed = of("wait", year(2012));
    let told = |gated: &Gated| gated.disclosed().map(|own| (own.n(), own.value().to_bits(), own.interval()));
    assert_eq!(told(&unweighed), told(&plain));
}
