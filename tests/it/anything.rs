//! Whatever stands in a map and its sources, nothing breaks: it is read, counted, put into readings and painted.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;
use std::sync::Arc;

use cjm::app::event::Size;
use cjm::app::view::Geometry;
use cjm::app::{Event, Key, News, Session, Start, frame, press, update};
use cjm::journey::book::Cohort;
use cjm::journey::{Book, Counts, Question};
use cjm::metric::period::GRAINS;
use cjm::metric::reading::compose;
use cjm::metric::{Grain, Reading, Series, change, trend};
use cjm::source::readings::count;
use cjm::source::settings::Settings;
use cjm::ui::{Look, paint};
use jiff::civil::Date;
use proptest::prelude::*;
use proptest::sample::select;
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

/// Numbers at the ends of what can be written, and some that mean something.
const NUMBERS: &[&str] = &[
    "0",
    "1",
    "-1",
    "2",
    "3",
    "4",
    "5",
    "7",
    "10",
    "11",
    "100",
    "-100",
    "0.5",
    "-0.5",
    "99.99",
    "1e3",
    "255",
    "256",
    "1000",
    "-1000",
    "1001",
    "2147483646",
    "2147483647",
    "-2147483648",
    "4294967296",
    "999999999999",
    "1e12",
    "-1e12",
    "1000000000000000",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551615",
    "1e308",
    "-1e308",
    "1e-308",
    "1e400",
    "nan",
    "-inf",
    "0x7fffffff",
    "\"3\"",
    "\"very\"",
];

/// Numbers that most columns take, some of them very large.
const PLAIN: &[&str] =
    &["0", "1", "2", "3", "4", "5", "6", "7", "9", "10", "100", "0.5", "1e12", "999999999999", "999999999999"];

/// Days at the ends of the calendar, and others.
const DATES: &[&str] = &[
    "0001-01-01",
    "0000-01-01",
    "1899-12-31",
    "1900-01-01",
    "1970-01-01",
    "2016-02-29",
    "2017-01-01",
    "2017-06-15",
    "2018-12-31",
    "2200-12-31",
    "2201-01-01",
    "9999-12-31",
];

/// Cells of a row.
const CELLS: &[&str] = &[
    "2017",
    "2017-05",
    "2017-Q2",
    "2017-W53",
    "2020-W53",
    "01/02/2017",
    "31/12/2200",
    "12/31/1900",
    "20170531",
    "2017-01-01T23:59:60Z",
    "x",
    "y",
    "wait",
    "nps",
    "csat",
    "rate",
    "sum",
    "time",
    "yes",
    "no",
    "N/A",
    "",
    " ",
    "\"",
    "\"a\nb\"",
    "12%",
    "4,5",
    "שלום",
    "\u{202e}",
    "\0",
];

const COLUMNS: &[&str] = &["date", "where", "what", "a", "b", "c", "d", "who"];

fn any_of(lists: &'static [&'static [&'static str]]) -> impl Strategy<Value = String> {
    select(lists.concat()).prop_map(str::to_owned)
}

/// A line of a table whose key takes a number, a date or a text, right or wrong.
fn lines(keys: &'static [&'static str], values: &'static [&'static [&'static str]]) -> impl Strategy<Value = String> {
    proptest::collection::btree_map(select(keys), any_of(values), 0..4)
        .prop_map(|lines| lines.into_iter().fold(String::new(), |all, (key, value)| format!("{all}{key} = {value}\n")))
}

fn binding() -> impl Strategy<Value = String> {
    let metric = select(vec![
        "nps",
        "csat",
        "ces",
        "sentiment",
        "conversion",
        "comments",
        "rate",
        "sum",
        "time",
        "much",
        "other",
    ]);
    let more = proptest::option::of((any_of(&[NUMBERS]), any_of(&[NUMBERS]), any_of(&[NUMBERS])));
    (metric, select(vec!["wide", "long", "series", "funnel"]), select(COLUMNS), more).prop_map(
        |(metric, source, column, more)| {
            let scale =
                more.map_or_else(String::new, |(low, high, top)| format!(", scale = [{low}, {high}], top = {top}"));
            format!("{{ metric = \"{metric}\", source = \"{source}\", column = \"{column}\"{scale} }}")
        },
    )
}

fn bindings() -> impl Strategy<Value = String> {
    proptest::collection::vec(binding(), 0..5).prop_map(|all| format!("metrics = [{}]\n", all.join(", ")))
}

fn touchpoint() -> impl Strategy<Value = String> {
    let claims = (
        lines(&["severity", "text", "id"], &[NUMBERS]),
        lines(&["impact", "effort", "likelihood"], &[NUMBERS]),
        lines(&["date", "shipped", "due"], &[DATES]),
        lines(&["from", "to"], &[NUMBERS]),
        any_of(&[NUMBERS]),
    );
    let claims = claims.prop_map(|(pain, risk, action, promise, n)| {
        format!(
            "[[stage.touchpoint.pain]]\n{pain}evidence = [{{ kind = \"survey\", n = {n} }}]\n[[stage.touchpoint.risk]]\ntext = \"r\"\n{risk}\
             [[stage.touchpoint.action]]\ntext = \"t\"\n{action}[stage.touchpoint.action.promise]\nmetric = \"nps\"\n{promise}"
        )
    });
    let own = lines(&["emotion", "channel", "does", "match", "moment_of_truth"], &[NUMBERS]);
    (select(vec!["x", "y", "wait"]), own, bindings(), claims).prop_map(|(id, own, bindings, claims)| {
        format!("[[stage.touchpoint]]\nid = \"{id}\"\nname = \"{id}\"\n{own}{bindings}{claims}")
    })
}

fn map() -> impl Strategy<Value = String> {
    let journey = (
        lines(
            &["review_every", "state", "language", "owner"],
            &[NUMBERS, &["\"1 year\"", "\"36500 days\"", "\"he\"", "\"current\""]],
        ),
        lines(&["reviewed"], &[DATES]),
        lines(&["baseline", "target"], &[NUMBERS]),
        lines(&["by"], &[DATES]),
        bindings(),
    );
    let journey = journey.prop_map(|(own, reviewed, target, by, bindings)| {
        format!("[journey]\ntitle = \"T\"\n{own}{reviewed}{bindings}[journey.target]\nmetric = \"nps\"\n{target}{by}")
    });
    let metrics = (any_of(&[NUMBERS]), any_of(&[NUMBERS])).prop_map(|(low, high)| {
        ["rate", "count", "duration", "amount"]
            .iter()
            .zip(["rate", "sum", "time", "much"])
            .fold(String::new(), |all, (kind, id)| {
                format!("{all}[[metric]]\nid = \"{id}\"\nkind = \"{kind}\"\nrange = [{low}, {high}]\n")
            })
    });
    let source = lines(
        &["format", "delimiter", "missing", "respondent", "comment", "segments", "time", "touchpoint"],
        &[&[
            "\"%Y-%m-%d\"",
            "\"%d/%m/%Y\"",
            "\"%\"",
            "\";\"",
            "\"who\"",
            "\"date\"",
            "\"where\"",
            "[-1, 0]",
            "9223372036854775807",
        ]],
    );
    (journey, metrics, source, proptest::collection::vec(touchpoint(), 1..4)).prop_map(|(journey, metrics, source, touchpoints)| {
        let mut text = format!("{journey}{metrics}[[persona]]\nid = \"p\"\nname = \"P\"\nsegment = {{ who = [1, \"x\"] }}\n");
        text = format!("{text}[[source]]\nid = \"wide\"\nfile = \"a.csv\"\n{source}");
        text += "[[source]]\nid = \"long\"\nfile = \"a.csv\"\ntime = \"date\"\ntouchpoint = \"where\"\ncsat = \"a\"\nnps = \"b\"\n\
                 columns = { rate = \"c\", sum = \"d\", time = \"a\", much = \"b\" }\ncomment = \"c\"\n";
        text += "[[source]]\nid = \"series\"\nfile = \"a.csv\"\ntime = \"date\"\ntouchpoint = \"where\"\nmetric = \"what\"\nvalue = \"a\"\nn = \"b\"\nsd = \"c\"\n";
        text += "[[source]]\nid = \"funnel\"\nfile = \"a.csv\"\ntime = \"date\"\ntouchpoint = \"where\"\nentered = \"a\"\ncompleted = \"b\"\nunit = \"people\"\n";
        text += "[[stage]]\nid = \"s\"\nname = \"S\"\n";
        text + &touchpoints.concat()
    })
}

fn rows() -> impl Strategy<Value = String> {
    let plausible =
        (select(DATES), select(vec!["x", "y", "wait", ""]), select(vec!["nps", "csat", "rate", "sum", "time", "much"]));
    let plausible = (plausible, proptest::collection::vec(prop_oneof![6 => select(PLAIN), 1 => select(NUMBERS)], 5))
        .prop_map(|((date, place, metric), numbers)| format!("{date},{place},{metric},{}\n", numbers.join(",")));
    let any = proptest::collection::vec(any_of(&[NUMBERS, DATES, CELLS]), 6..10)
        .prop_map(|cells| format!("{}\n", cells.join(",")));
    let rows = proptest::collection::vec(prop_oneof![3 => plausible, 1 => any], 0..40);
    rows.prop_map(|rows| format!("{}\n{}", COLUMNS.join(","), rows.concat()))
}

/// What loading gives, without files.
fn book(text: &str, rows: &str) -> Book {
    let (map, findings) = cjm::source::parse("map.toml", text);
    let mut cohorts = vec![Cohort::default()];
    cohorts
        .extend(map.personas.iter().map(|own| Cohort { persona: Some(own.id.clone()), segment: own.segment.clone() }));
    let mut all = vec![vec![Series::new(Grain::All); cohorts.len()]; map.bindings().count()];
    let mut counts = Counts { cohorts, is_complete: true, ..Counts::default() };
    let mut findings = findings;
    for idx in 0..map.sources.len() {
        let question = Question::of(&map, idx, &counts.cohorts).expect("it has that source");
        let counted = count(&question, &rows.as_bytes(), NonZeroUsize::MIN, &mut |_| ControlFlow::Continue(()));
        for (binding, series) in counted.series {
            all[binding] = series;
        }
        let mut of_source = counted.findings;
        cjm::source::point("map.toml", text, &mut of_source);
        findings.extend(of_source);
        counts.sources.push(counted.report);
    }
    counts.series = all.into();
    Book { text: text.into(), map, findings, counts, locked: None }
}

/// Every reading there is, at every grain.
fn read(book: &Book) -> Vec<Reading> {
    let mut all = Vec::new();
    for ((_, binding), series) in book.map.bindings().zip(book.counts.series.iter()) {
        let Some(measure) = book.map.measure(binding) else { continue };
        for series in series {
            for (grain, _) in GRAINS {
                let readings = series.readings(*grain, &measure);
                let _ = trend::of_readings(readings.iter().map(|(_, reading)| reading.as_ref()));
                for pair in readings.windows(2) {
                    if let [(earlier, Some(one)), (later, Some(other))] = pair {
                        assert!(earlier < later);
                        let change = change::judge(one, other, 5).or_else(|| change::compare(one, other));
                        change::discover(change.into_iter().collect::<Vec<_>>().as_mut_slice());
                    }
                }
                all.extend(readings.into_iter().filter_map(|(_, reading)| reading));
                all.extend(series.latest(*grain, &measure).map(|(_, reading)| reading));
            }
            all.extend(series.total(&measure));
            let (since, until) = series.span().map_or((Date::MIN, Date::MAX), |span| span);
            all.extend(series.between(Some(since), Some(until)).total(&measure));
            if let Some(tally) = series.sum() {
                all.extend(tally.top_share(&measure));
                all.extend(tally.polarity().map(|(positive, _)| positive));
            }
        }
    }
    all.extend(compose(&all));
    all
}

/// Walks about and paints every frame.
fn walk(book: Book, today: Date) {
    let start = Start {
        only: cjm::journey::Segment::default(),
        folder: "maps".to_owned(),
        maps: vec!["map.toml".to_owned()],
        is_proposal: false,
        tables: Vec::new(),
        is_single: true,
        settings: Settings { few: 2, hidden: 0, ..Settings::default() },
        findings: Vec::new(),
        settings_file: "config.toml".to_owned(),
        today,
        size: Size::new(120, 40),
        standup: None,
        is_printed: false,
        is_recalled: false,
    };
    let (mut state, _) = Session::new(start);
    let _ = update(&mut state, Event::News(News::Loaded { map: "map.toml".to_owned(), book: Arc::new(book) }));
    let about = ["", "l", "enter", "j", "enter", "j", "tab", "m", "t", "p", "!", "esc"];
    // Pens, menus, changes that nobody answers, the list of changes, a standup.
    let change = ["e", "9", "enter", "esc", "a", "enter", "x", "esc", "x", "+", "J", "d", "u", "o", "esc", "U", "esc"];
    let standup = ["S", "n", "x", "e", "esc", "S", "q"];
    for keys in about.iter().chain(&change).chain(&standup) {
        if let Ok(key) = keys.parse::<Key>() {
            let _ = press(&mut state, key);
        }
        for (width, height) in [(120, 40), (80, 24), (40, 12), (1, 1)] {
            let _ = update(&mut state, Event::News(News::Resized(Size::new(width, height))));
            let mut buffer = Buffer::empty(Rect::new(0, 0, width, height));
            let geometry: Geometry = paint(&frame(&state), &Look::default(), &mut buffer);
            let _ = update(&mut state, Event::News(News::Drawn(geometry)));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(64) })]

    #[test]
    fn nothing_breaks(map in map(), rows in rows(), today in select(DATES)) {
        let book = book(&map, &rows);
        for reading in read(&book) {
            prop_assert!(reading.n > 0);
            prop_assert!(reading.value.is_finite(), "{:?}", reading);
            if let Some(interval) = reading.interval {
                prop_assert!(interval.low <= interval.high && interval.low.is_finite() && interval.high.is_finite(), "{:?}", reading);
            }
        }
        walk(book, today.parse().unwrap_or(Date::MAX));
    }
}
