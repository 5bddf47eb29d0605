//! Funnel: one row a step, how many entered it and how many completed it.

use super::shape::{Bound, Key, Misfit, Names, Need, Planned, Proposing, Shape, Wish, column, idle, needs, saying};
use crate::journey::understood::Expected;
use crate::journey::{Column, rule as rules};
use crate::metric::{Direction, Kind, catalog};
use crate::source::bytes::Bytes;
use crate::source::cells::answer::Rule;
use crate::source::cells::columns::{Columns, Untold};
use crate::source::cells::question::RowQuestion;
use crate::source::format::examples::Example;
use crate::source::format::{ValueKind, may, shorten};
use crate::source::survey::column::Column as FileColumn;
use crate::source::survey::file::File;
use crate::source::survey::hints::{self, Hint};
use crate::source::survey::proposal::{Bound as Line, Key as Pair, Maker};
use crate::source::survey::words::{quoted, told};

#[rustfmt::skip]
const KEYS: &[Key] = &[
    column("entered", "Funnel: the column with how many entered."),
    column("completed", "Funnel: the column with how many completed."),
    saying(may("unit", ValueKind::Text, "Funnel, or an event log with `window`: what is counted, such as sessions, people or orders."), Names::Words),
];

#[rustfmt::skip]
const NEEDS: &[Need] = &[
    needs(&["entered"], "completed", "entered without completed, a funnel needs both", "add completed = \"...\""),
    needs(&["completed"], "entered", "completed without entered, a funnel needs both", "add entered = \"...\""),
    idle(&["unit"], "entered", "unit does nothing here, expected it in a funnel", "remove it, or add entered = \"...\"").or("window"),
    Need {
        given: &["entered", "completed"],
        lacks: "unit",
        or: "",
        wrong: "unit",
        rule: &rules::FUNNEL_UNIT,
        message: "a funnel without unit, expected what is counted",
        help: "add unit = \"sessions\", \"people\" or \"orders\"",
    },
];

/// What its columns are called.
#[rustfmt::skip]
const ENTERED: &[&str] = &["entered", "entries", "started", "starts", "visits", "reached"];

pub(super) static FUNNEL: Shape = Shape {
    id: "funnel",
    noun: "funnel",
    told: Some("a funnel"),
    keys: KEYS,
    made_by: &["entered", "completed"],
    needs: NEEDS,
    has_cells: false,
    is_of_many: true,
    implies: |_, _| Some("conversion"),
    bind,
    plan,
    expected: |_| Expected::Share,
    home: &["completed"],
    propose,
    page: Example {
        title: "Funnel",
        doc: "One row a step and a day: how many entered it and how many completed it. Every touchpoint whose \
              `match` is found gets the metric `conversion`. A rate of your own takes the funnel too; where lower \
              is better it counts those who entered and did not complete.",
        csv: "date,step,entered,completed\n2024-04-01,checkout,812,540\n2024-04-02,checkout,790,551\n",
        toml: r#"[[source]]
id = "funnel"
file = "funnel.csv"
time = "date"
touchpoint = "step"
entered = "entered"
completed = "completed"
unit = "sessions"

[[stage]]
id = "order"
name = "Ordering"

[[stage.touchpoint]]
id = "checkout"
name = "Checkout"
"#,
    },
    ..Shape::OF_ANSWERS
};

fn bind(wish: &Wish<'_>) -> Result<Column, Misfit> {
    if wish.kind.row().takes_funnel {
        return Ok(FUNNEL.column());
    }
    let (id, kinds) = (shorten(&wish.source.id), Kind::either("", |row| row.takes_funnel));
    let message = format!("\"{id}\" is a funnel, expected a metric of the kind {kinds}");
    Err(Misfit { key: "metric", message, help: "use conversion, or a [[metric]] with kind = \"rate\"" })
}

fn plan(columns: &mut Columns<'_>, bound: &Bound<'_>) -> Result<Planned, Untold> {
    let Bound { at, binding, metric, measure, .. } = *bound;
    columns.check_scale(at, binding, (metric, measure))?;
    let reader = columns.reader(Rule::Sum, binding);
    let (Some(all), Some(hits)) = (columns.named("entered")?, columns.named("completed")?) else {
        return Err(Some(Box::new(columns.shapeless("entered` and `completed"))));
    };
    if !metric.kind.is_share() {
        let message = format!("a funnel gives a rate, and `{}` is none", shorten(&metric.id));
        return Err(columns.misfit(at, binding, message, "bind a metric of kind \"rate\""));
    }
    let counts_others = metric.direction == Direction::LowerIsBetter;
    Ok(Planned::row(RowQuestion::Share { all, hits, counts_others, reader }))
}

fn propose<'a>(file: &File<'a>, _: &'a dyn Bytes) -> Option<Proposing<'a>> {
    let is_count = |column: &FileColumn| column.is_numbers(95) && column.n_fractions == 0;
    let ends = |idx: usize| file.columns.get(idx).and_then(|column| column.ends);
    let entered = file.find(ENTERED, |idx, column| is_count(column) && !file.is_date(idx))?;
    let completed = file
        .find(hints::words(Hint::Completed), |idx, column| is_count(column) && idx != entered && !file.is_date(idx))?;
    // Whether somebody finished is no number of those who did.
    if ends(completed)?.1 <= 1.0 {
        return None;
    }
    let is_narrowing = ends(completed)?.1 <= ends(entered)?.1;
    let touchpoint = file.touchpoint(&[]);
    is_narrowing.then(|| -> Proposing<'a> {
        Box::new(move |maker| {
            make(maker, touchpoint, entered, completed);
            Ok(())
        })
    })
}

/// One row a step and how many passed it.
fn make(maker: &mut Maker<'_>, touchpoint: Option<usize>, entered: usize, completed: usize) {
    "Funnel: how many entered each step and how many completed it.".clone_into(&mut maker.proposal.shape);
    for idx in [touchpoint, Some(entered), Some(completed)].into_iter().flatten() {
        maker.spend(idx);
    }
    maker.time();
    if let Some(touchpoint) = touchpoint {
        maker.key("touchpoint", touchpoint, Vec::new());
    }
    maker.key("entered", entered, Vec::new());
    maker.key("completed", completed, vec![format!("never more than {}", told(maker.name(entered)))]);
    let remarks = vec!["no column says what is counted: write it".to_owned()];
    maker.proposal.keys.push(Pair { name: "unit", value: quoted("sessions"), remarks, is_asked: true });
    maker.segments();
    if let Some(touchpoint) = touchpoint {
        return maker.spots(touchpoint, |_| Vec::new());
    }
    let rate = catalog::BUILT_IN.iter().find(|entry| entry.kind == Kind::Rate).map_or("", |entry| entry.id);
    let table = format!("{{ metric = {}, source = {} }}", quoted(rate), quoted(&maker.proposal.source));
    maker.proposal.journey.push(Line { table, remarks: Vec::new() });
}
