//! What goes with being recommended, in the airport survey: counts of pairs against pandas and scipy.

use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use cjm::journey::book::Cohort;
use cjm::journey::{JointPair, Map, Noun, Question};
use cjm::metric::{Grain, JointCounts, JointSeries};
use cjm::source::{self, readings};

const AIRPORT: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/maps/airport");

/// The map, every touchpoint with its pair with NPS, by year, for everyone and for each persona of its own.
fn airport() -> (Map, Vec<(String, Vec<JointSeries>)>) {
    let text = std::fs::read_to_string(format!("{AIRPORT}/journey.toml")).expect("the example map");
    // Without weights, as the figures of scipy are.
    let text = text.replace("weight = \"weight\"\n", "");
    let rows = std::fs::read(format!("{AIRPORT}/responses.csv")).expect("its survey");
    let (map, findings) = source::parse("journey.toml", &text);
    assert!(findings.is_empty(), "{findings:?}");
    let own = map.personas.iter().filter(|persona| !persona.segment.choices.is_empty());
    let own = own.map(|persona| Cohort { persona: Some(persona.id.clone()), segment: persona.segment.clone() });
    let cohorts: Vec<Cohort> = std::iter::once(Cohort::default()).chain(own).collect();
    let bindings: Vec<_> = map.bindings().map(|(at, binding)| (at, binding.clone())).collect();
    let outcome = bindings.iter().position(|(_, binding)| binding.metric == "nps").expect("NPS is measured");
    let at_touchpoint =
        (0..).zip(&bindings).filter_map(|(idx, (at, _))| Some((idx, at.id_of(Noun::Touchpoint)?.to_owned())));
    let (pairs, ids): (Vec<(usize, usize)>, Vec<String>) = at_touchpoint.map(|(idx, id)| ((idx, outcome), id)).unzip();
    let source_idx = map.sources.iter().position(|source| source.id == "survey").expect("a survey");
    let question = Question::of(&map, source_idx, &cohorts).expect("it has that source");
    let question = question.by(Grain::Year).joining(pairs);
    let go_on = &mut |_| ControlFlow::Continue(());
    let counts = readings::count(&question, &rows.as_slice(), NonZeroUsize::MIN, go_on);
    let series = counts.joint.into_iter().map(|JointPair { series, .. }| series.expect("it is joined"));
    let series = ids.into_iter().zip(series).collect();
    (map, series)
}

fn of_year(series: &JointSeries, year: i16) -> JointCounts {
    let years = series.by_period(Grain::Year).into_iter();
    years.filter(|(period, _)| period.start.year() == year).map(|(_, counts)| counts).next().expect("it was asked")
}

#[track_caller]
fn near(actual: Option<f64>, expected: f64) {
    let actual = actual.expect("it is defined");
    assert!((actual - expected).abs() < 1e-9, "{actual} is not {expected}");
}

#[test]
fn what_goes_with_being_recommended_is_what_scipy_says() {
    let (map, touchpoints) = airport();
    assert_eq!(touchpoints.len(), 21);
    let of = |id: &str, cohort: usize, year| {
        let (_, series) = touchpoints.iter().find(|(own, _)| own == id).expect("it is measured");
        of_year(&series[cohort], year)
    };
    // pandas: s = d[d.year == 2017][["park", "nps"]].dropna(); SciPy 1.17.1: pearsonr(s.park, s.nps), spearmanr.
    let parking = of("park", 0, 2017);
    assert_eq!(parking.n(), 1_236);
    near(parking.pearson(), 0.427_270_328_745_332_6);
    near(parking.spearman(), 0.451_016_394_546_014_4);
    // Only of boarding areas A and G, in 2018.
    let abroad = 1 + map
        .personas
        .iter()
        .filter(|own| !own.segment.choices.is_empty())
        .position(|own| own.id == "abroad")
        .unwrap();
    let parking = of("park", abroad, 2018);
    assert_eq!(parking.n(), 446);
    near(parking.pearson(), 0.436_921_170_418_382_8);
    for (year, r, n, expected) in [(2017, 0.446_838_020_514_438_5, 812, 1), (2018, 0.376_466_696_139_078_46, 612, 15)] {
        let shuttle = of("ltparking", 0, year);
        assert_eq!(shuttle.n(), n, "{year}");
        near(shuttle.pearson(), r);
        let all = touchpoints.iter().map(|(_, series)| of_year(&series[0], year).pearson().expect("it is defined"));
        let n_before = all.filter(|own| *own > r + 1e-9).count();
        assert_eq!(n_before + 1, expected, "{year}");
    }
}
