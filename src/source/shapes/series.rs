//! Series: one row a value that somebody else computed.

use std::collections::BTreeMap;

use super::shape::{Bound, Key, Need, Planned, Proposing, Shape, column, idle, needs};
use crate::journey::understood::Expected;
use crate::metric::{Direction, Kind};
use crate::source::bytes::Bytes;
use crate::source::cells::answer::{Rule, number};
use crate::source::cells::columns::{Columns, Untold};
use crate::source::cells::question::RowQuestion;
use crate::source::format::examples::Example;
use crate::source::survey::column::Column;
use crate::source::survey::file::File;
use crate::source::survey::hints::{self, Hint, has};
use crate::source::survey::pass;
use crate::source::survey::proposal::{Bound as Line, Definition, Maker};
use crate::source::survey::unbound::Unbound;
use crate::source::survey::words::{counted, quoted, titled};

const KEYS: &[Key] = &[
    column("metric", "Series: the column that names the metric.").told("name of the metric"),
    column("value", "Series: the column with the value; shares are in percent."),
    column("n", "Series: the column with the number of answers.").told("number of answers"),
    column("sd", "Series: the column with the standard deviation.").told("standard deviation"),
];

#[rustfmt::skip]
const NEEDS: &[Need] = &[
    needs(&["value"], "metric", "value without metric, a series needs both", "add metric = \"...\""),
    needs(&["metric"], "value", "metric without value, a series needs both", "add value = \"...\""),
    idle(&["n"], "value", "n does nothing here, expected it in a series", "remove it, or add value = \"...\""),
    idle(&["sd"], "value", "sd does nothing here, expected it in a series", "remove it, or add value = \"...\""),
];

/// What its columns are called.
#[rustfmt::skip]
const METRIC: &[&str] = &["metric", "measure", "kpi", "indicator", "metrik", "kennzahl", "מדד"];
#[rustfmt::skip]
const VALUE: &[&str] = &["value", "score", "result", "wert", "ערך"];
#[rustfmt::skip]
const N: &[&str] = &["n", "base", "respondents", "answers", "count", "sample", "responses"];
#[rustfmt::skip]
const SD: &[&str] = &["sd", "stdev", "std", "stddev", "deviation"];

pub(super) static SERIES: Shape = Shape {
    id: "series",
    noun: "series",
    told: Some("a series"),
    keys: KEYS,
    made_by: &["value"],
    needs: NEEDS,
    has_cells: false,
    is_of_many: true,
    bind: |_| Ok(SERIES.column()),
    plan,
    expected: |measure| {
        let (low, high) = measure.bounds();
        Expected::Number(low, high)
    },
    home: &["value"],
    propose,
    page: Example {
        title: "Series",
        doc: "One row a value that somebody else computed, with the number of answers behind it. Shares are in \
              percent. A touchpoint names the metric it takes; the rows of that metric and of its `match` are read.",
        csv: "week,page,metric,value,n\n2024-04-01,payment,abandonment,31.5,812\n2024-04-08,payment,abandonment,29.9,790\n",
        toml: r#"[[metric]]
id = "abandonment"
name = "Abandonment"
kind = "rate"
better = "lower"

[[source]]
id = "weekly"
file = "weekly.csv"
time = "week"
touchpoint = "page"
metric = "metric"
value = "value"
n = "n"

[[stage]]
id = "order"
name = "Ordering"

[[stage.touchpoint]]
id = "payment"
name = "Payment"
metrics = [{ metric = "abandonment", source = "weekly" }]
"#,
    },
    ..Shape::OF_ANSWERS
};

fn plan(columns: &mut Columns<'_>, bound: &Bound<'_>) -> Result<Planned, Untold> {
    columns.check_scale(bound.at, bound.binding, (bound.metric, bound.measure))?;
    let reader = columns.reader(Rule::Sum, bound.binding);
    let name = columns.named("metric")?;
    let Some(value) = columns.named("value")? else {
        return Err(Some(Box::new(columns.shapeless("value"))));
    };
    let (n, sd) = (columns.named("n")?, columns.named("sd")?);
    let metric = name.map(|column| (column, bound.binding.metric.clone()));
    Ok(Planned::row(RowQuestion::Figure { metric, value, n, sd, measure: bound.measure, reader }))
}

/// The columns of a series.
struct Series {
    touchpoint: Option<usize>,
    metric: usize,
    value: usize,
    n: Option<usize>,
    sd: Option<usize>,
}

fn propose<'a>(file: &File<'a>, bytes: &'a dyn Bytes) -> Option<Proposing<'a>> {
    let is_text = |_, column: &Column| column.n > 0 && column.is_listed && !column.is_numbers(50);
    let is_number = |idx, column: &Column| column.is_numbers(80) && !file.is_date(idx);
    let metric = file.find(METRIC, is_text)?;
    let value = file.find(VALUE, is_number)?;
    let is_beside = |idx, column: &Column| idx != value && is_number(idx, column);
    let named = |words| file.find(words, |idx, column| is_beside(idx, column) && hints::is_one_of(&column.name, words));
    let (n, sd) = (named(N), named(SD));
    let series = Series { touchpoint: file.touchpoint(&[metric]), metric, value, n, sd };
    Some(Box::new(move |maker| {
        let pairs = pairs(bytes, maker.columns, &series)?;
        make(maker, &series, &pairs);
        Ok(())
    }))
}

/// One row a value.
fn make(maker: &mut Maker<'_>, series: &Series, pairs: &[Pair]) {
    "Series: one row a value that was computed before.".clone_into(&mut maker.proposal.shape);
    for idx in [series.touchpoint, Some(series.metric), Some(series.value), series.n, series.sd].into_iter().flatten() {
        maker.spend(idx);
    }
    maker.time();
    if let Some(touchpoint) = series.touchpoint {
        maker.key("touchpoint", touchpoint, Vec::new());
    }
    maker.key("metric", series.metric, Vec::new());
    maker.key("value", series.value, vec!["shares are read as percent".to_owned()]);
    match series.n {
        Some(n) => maker.key("n", n, vec!["how many answers are behind each value".to_owned()]),
        None => {
            maker.proposal.unbound.push("no column says how many answers are behind a value: no intervals".to_owned());
        }
    }
    if let Some(sd) = series.sd {
        maker.key("sd", sd, Vec::new());
    }
    let mut metrics: Vec<&str> = Vec::new();
    for pair in pairs {
        if !metrics.contains(&pair.metric.as_str()) {
            metrics.push(&pair.metric);
        }
    }
    for metric in metrics {
        let of: Vec<&Pair> = pairs.iter().filter(|pair| pair.metric == metric).collect();
        define(maker, metric, &of);
    }
    let source = quoted(&maker.proposal.source);
    let bound = |pair: &Pair| Line {
        table: format!("{{ metric = {}, source = {source} }}", quoted(&pair.metric)),
        remarks: Vec::new(),
    };
    match series.touchpoint {
        Some(touchpoint) => {
            maker.spots(touchpoint, |value| pairs.iter().filter(|pair| pair.touchpoint == value).map(bound).collect());
        }
        None => maker.proposal.journey.extend(pairs.iter().map(bound)),
    }
}

/// The metric of a series, by its figures first and its name second.
fn define(maker: &mut Maker<'_>, id: &str, pairs: &[&Pair]) {
    if maker.names.has_metric(id) {
        return;
    }
    maker.names.keep_metric(id);
    let n: u64 = pairs.iter().map(|pair| pair.n).sum();
    let n_sd: u64 = pairs.iter().map(|pair| pair.n_sd).sum();
    let n_many: u64 = pairs.iter().map(|pair| pair.n_many).sum();
    let low = pairs.iter().map(|pair| pair.ends.0).fold(f64::INFINITY, f64::min);
    let high = pairs.iter().map(|pair| pair.ends.1).fold(f64::NEG_INFINITY, f64::max);
    let is_percent = low >= 0.0 && high <= 100.0;
    let is_time = has(id, Hint::Duration) || hints::unit(id).is_some() || has(id, Hint::Time);
    let (kind, why) = if n_sd == 0 && n_many > 0 && is_percent {
        (Kind::Rate, "from 0 to 100 and without a deviation: a share")
    } else if n_sd > 0 && n_many > 0 && is_time && low >= 0.0 {
        (Kind::Duration, "with a deviation, and named like a time")
    } else if n_sd > 0 {
        (Kind::Amount, "with a deviation: a mean")
    } else if has(id, Hint::Rate) && is_percent {
        (Kind::Rate, "from 0 to 100 and named like a share")
    } else if is_time && low >= 0.0 {
        (Kind::Duration, "named like a time; unsure")
    } else {
        (Kind::Amount, "unsure: nothing says whether it is a mean, a share or a sum (count)")
    };
    let remarks = vec![format!("{} from {low} to {high}, {why}", counted(n, "value"))];
    let is_lower = kind.row().direction == Direction::HigherIsBetter && has(id, Hint::Lower);
    let unit = hints::unit(id).filter(|_| kind.is_time());
    maker.proposal.metrics.push(Definition { id: id.to_owned(), name: titled(id), kind, unit, is_lower, remarks });
}

/// How many pairs of touchpoint and metric are followed.
const MOST: usize = 400;

/// The rows of one metric at one touchpoint.
#[derive(Clone, Debug, PartialEq)]
struct Pair {
    /// The touchpoint; empty where the file has no column for it.
    touchpoint: String,
    /// The metric.
    metric: String,
    /// How many rows.
    n: u64,
    /// The least and the greatest value.
    ends: (f64, f64),
    /// How many rows have a standard deviation.
    n_sd: u64,
    /// How many rows stand for more than one answer.
    n_many: u64,
}

/// The pairs there are, in the order in which they first stand.
fn pairs(bytes: &dyn Bytes, columns: &[Column], series: &Series) -> Result<Vec<Pair>, Unbound> {
    let place = |idx: usize| columns.get(idx).map(|column| column.place);
    let (touchpoint, sd, n) = (series.touchpoint.and_then(place), series.sd.and_then(place), series.n.and_then(place));
    let (metric, value) = (place(series.metric), place(series.value));
    let mut places: BTreeMap<(Vec<u8>, Vec<u8>), usize> = BTreeMap::new();
    let mut pairs: Vec<Pair> = Vec::new();
    pass::each_row(bytes, &mut |record| {
        let cell =
            |column: Option<usize>| column.and_then(|column| record.get(column)).unwrap_or_default().trim_ascii();
        let key = (cell(touchpoint).to_vec(), cell(metric).to_vec());
        let Some(value) = number(cell(value), true).filter(|_| !key.1.is_empty()) else { return };
        if places.len() >= MOST && !places.contains_key(&key) {
            return;
        }
        let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
        let idx = *places.entry(key.clone()).or_insert_with(|| {
            let (touchpoint, metric) = (text(&key.0), text(&key.1));
            pairs.push(Pair { touchpoint, metric, n: 0, ends: (value, value), n_sd: 0, n_many: 0 });
            pairs.len() - 1
        });
        let Some(pair) = pairs.get_mut(idx) else { return };
        pair.n += 1;
        pair.ends = (pair.ends.0.min(value), pair.ends.1.max(value));
        pair.n_sd += u64::from(!cell(sd).is_empty());
        pair.n_many += u64::from(number(cell(n), true).is_some_and(|n| n > 1.0));
    })?;
    Ok(pairs)
}
