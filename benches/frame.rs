//! How fast a frame is made: `cargo bench --bench frame`.
//!
//! Goal: view and paint at 200x50 with 300 strips in at most 1 ms. Times depend on the machine, so nothing here is asserted.

use std::fmt::Write as _;
use std::hint::black_box;
use std::sync::Arc;
use std::time::Duration;

use cjm::app::{self, Key, News, Session, Size, Start};
use cjm::journey::Book;
use cjm::journey::book::{Cohort, Counts};
use cjm::metric::{Grain, Series};
use cjm::source;
use cjm::source::settings::Settings;
use cjm::ui::{self, Look};
use divan::Bencher;
use jiff::ToSpan;
use jiff::civil::{Date, date};
use ratatui::buffer::Buffer;
use ratatui::layout::Rect;

const LABEL: &str = "journey.toml";
const SIZE: (u16, u16) = (200, 50);

fn main() {
    divan::main();
}

/// A map with so many touchpoints in each of so many stages, every one with CSAT, sentiment, texts and a pain point.
fn map(n_stages: usize, n_touchpoints: usize) -> String {
    let mut text = String::from(
        "[journey]\ntitle = \"A long way\"\nobjective = \"Arrive\"\n\n[[source]]\nid = \"survey\"\nfile = \"answers.csv\"\ntime = \"date\"\n",
    );
    for stage in 0..n_stages {
        write!(text, "\n[[stage]]\nid = \"stage-{stage}\"\nname = \"Stage {stage}\"\ncustomer_goal = \"Get on\"\n")
            .expect("a string takes all");
        for idx in 0..n_touchpoints {
            write!(
                text,
                "\n[[stage.touchpoint]]\nid = \"at-{stage}-{idx}\"\nname = \"Touchpoint {idx}\"\nchannel = \"web\"\ndoes = \"Looks for the button\"\nthinks = \"Where is it?\"\nemotion = -1\n\
                 metrics = [{{ metric = \"csat\", source = \"survey\", column = \"q\" }}, {{ metric = \"sentiment\", source = \"survey\", column = \"s\" }}]\n\n\
                 [[stage.touchpoint.pain]]\ntext = \"It is hidden below the fold\"\nseverity = 4\n"
            )
            .expect("a string takes all");
        }
    }
    text
}

/// Four years of months, forty answers a month at every touchpoint.
fn book(n_stages: usize, n_touchpoints: usize) -> Book {
    let text = map(n_stages, n_touchpoints);
    let (map, findings) = source::parse(LABEL, &text);
    assert!(findings.is_empty(), "the map of the benchmark is clean: {findings:?}");
    let months: Vec<Date> = (0..48).map(|nth: i64| date(2022, 1, 1).saturating_add(nth.months())).collect();
    let series = map.bindings().enumerate().map(|(nth, (_, binding))| {
        let measure = map.measure(binding).expect("a known metric");
        let (good, bad) = if binding.metric == "csat" { (5.0, 2.0) } else { (0.5, -0.5) };
        let mut series = Series::new(Grain::Month);
        for (idx, month) in months.iter().enumerate() {
            for answer in 0..40 {
                let value = if (answer + idx + nth) % 5 < 3 { good } else { bad };
                assert!(series.add(*month, &measure, value));
            }
        }
        vec![series]
    });
    let counts = Counts {
        series: Arc::new(series.collect()),
        cohorts: vec![Cohort::default()],
        is_complete: true,
        ..Counts::default()
    };
    Book { text: text.into(), map, findings, counts, locked: None }
}

/// Where one looks at that map, with the frame painted once.
fn opened(n_stages: usize, n_touchpoints: usize) -> (Session, Buffer) {
    let size = Size::new(SIZE.0, SIZE.1);
    let (mut state, _) = Session::new(Start {
        only: cjm::journey::Segment::default(),
        folder: "maps".to_owned(),
        maps: vec![LABEL.to_owned()],
        is_proposal: false,
        tables: Vec::new(),
        is_single: true,
        settings: Settings::default(),
        findings: Vec::new(),
        settings_file: String::new(),
        today: date(2026, 1, 1),
        size,
        standup: None,
        is_printed: false,
        is_recalled: false,
    });
    let book = Arc::new(book(n_stages, n_touchpoints));
    let _ = app::update(&mut state, app::Event::News(News::Loaded { map: LABEL.to_owned(), book }));
    let mut buffer = Buffer::empty(Rect::new(0, 0, SIZE.0, SIZE.1));
    for _ in 0..3 {
        buffer.reset();
        let geometry = ui::paint(&app::frame(&state), &Look::default(), &mut buffer);
        let _ = app::update(&mut state, app::Event::News(News::Drawn(geometry)));
    }
    (state, buffer)
}

/// 300 touchpoints: in six stages, and all in one.
const SHAPES: [(usize, usize); 2] = [(6, 50), (1, 300)];

#[divan::bench(args = SHAPES)]
fn view_and_paint(bencher: Bencher, (n_stages, n_touchpoints): (usize, usize)) {
    let (state, mut buffer) = opened(n_stages, n_touchpoints);
    bencher.bench_local(|| {
        buffer.reset();
        ui::paint(&app::frame(black_box(&state)), &Look::default(), &mut buffer)
    });
}

#[divan::bench(args = SHAPES)]
fn view(bencher: Bencher, (n_stages, n_touchpoints): (usize, usize)) {
    let (state, _) = opened(n_stages, n_touchpoints);
    bencher.bench_local(|| app::frame(black_box(&state)));
}

/// From a key to the cells it changes.
#[divan::bench(args = SHAPES)]
fn press_and_paint(bencher: Bencher, (n_stages, n_touchpoints): (usize, usize)) {
    let (mut state, mut buffer) = opened(n_stages, n_touchpoints);
    let keys = Key::sequence("j k").expect("keys");
    let mut keys = keys.iter().cycle();
    let mut age = Duration::ZERO;
    bencher.bench_local(|| {
        // Where keys come fast, less is painted.
        age += Duration::from_secs(1);
        let _ = app::update(&mut state, app::Event::News(News::Clock(age)));
        let key = keys.next().expect("a ring");
        let _ = app::press(&mut state, *key);
        buffer.reset();
        ui::paint(&app::frame(&state), &Look::default(), &mut buffer)
    });
}
