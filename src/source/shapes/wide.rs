//! Wide: one row a respondent, one column a question.

use super::shape::Shape;
use crate::metric::Kind;
use crate::source::format::examples::Example;
use crate::source::survey::proposal::answers::{built_in, is_measured};
use crate::source::survey::proposal::asks::Way;
use crate::source::survey::proposal::{Maker, Spot};
use crate::source::survey::role::Role;
use crate::source::survey::scale::Scale;
use crate::source::survey::words::titled;

pub(super) static WIDE: Shape = Shape {
    // What no other shape takes.
    propose: |_, _| {
        Some(Box::new(|maker| {
            make(maker);
            Ok(())
        }))
    },
    page: Example {
        title: "Wide",
        doc: "One row a respondent, one column a question. Each touchpoint, stage or the journey names its column.",
        csv: "date,city,recommend,checkout,delivery\n2024-04-02,Haifa,9,4,5\n2024-04-02,Acre,6,2,\n",
        toml: r#"[[source]]
id = "survey"
file = "survey.csv"
time = "date"
missing = ["99"]
segments = ["city"]

[[stage]]
id = "order"
name = "Ordering"
metrics = [{ metric = "nps", source = "survey", column = "recommend" }]

[[stage.touchpoint]]
id = "checkout"
name = "Checkout"
metrics = [{ metric = "csat", source = "survey", column = "checkout", scale = [1, 5] }]
"#,
    },
    ..Shape::OF_ANSWERS
};

/// One row a respondent, one column a question.
fn make(maker: &mut Maker<'_>) {
    "Wide: one row a respondent, one column a question.".clone_into(&mut maker.proposal.shape);
    maker.time();
    let shared = maker.shared_codes(2);
    maker.missing(&shared);
    let n_questions = maker.n_questions();
    let mut of_journey: Vec<String> = Vec::new();
    // The first metric of a journey is the one in the header.
    let (first, others): (Vec<usize>, Vec<usize>) = maker
        .free(is_measured)
        .into_iter()
        .partition(|idx| matches!(maker.roles.get(*idx), Some(Role::Score(scale)) if scale.kind.row().is_of_journey));
    for idx in first.into_iter().chain(others) {
        let Some(metric) = metric_for(maker, idx, &of_journey) else { continue };
        let bound = maker.bound(idx, &metric, &shared, Some(maker.name(idx)));
        maker.spend(idx);
        match maker.roles.get(idx) {
            Some(Role::Score(scale))
                if !maker.is_of_journey(idx, scale, n_questions) || of_journey.contains(&metric) =>
            {
                let name = maker.name(idx);
                let id = maker.names.touchpoint(name);
                let name = titled(name);
                maker.proposal.spots.push(Spot { id, name, value: None, remarks: Vec::new(), bounds: vec![bound] });
            }
            _ => {
                of_journey.push(metric);
                maker.proposal.journey.push(bound);
            }
        }
    }
    maker.respondent();
    maker.comment();
    maker.segments();
    maker.ask(Way { is_wide: true, shared, taken: of_journey, n_questions, asks_all: false });
}

/// The metric of a question: a built-in one, or one of the file's own.
fn metric_for(maker: &mut Maker<'_>, idx: usize, of_journey: &[String]) -> Option<String> {
    let name = maker.name(idx);
    let (kind, unit) = match maker.roles.get(idx)? {
        // A second one of the journey would hide the first.
        Role::Score(Scale { kind, .. })
            if kind.row().is_of_journey && of_journey.iter().any(|metric| metric == kind.row().word) =>
        {
            (*kind, None)
        }
        Role::Score(scale) => return built_in(scale.kind),
        Role::Rate(_) => (Kind::Rate, None),
        Role::Number(Kind::Sentiment, _) if !of_journey.iter().any(|metric| metric == "sentiment") => {
            return built_in(Kind::Sentiment);
        }
        Role::Number(kind, unit) => (*kind, *unit),
        _ => return None,
    };
    Some(maker.define(name, kind, unit))
}
