//! Long: one row an answer, and a column that says what it is about.

use super::shape::{Key, Names, Proposing, Shape, saying};
use crate::metric::Kind;
use crate::source::bytes::Bytes;
use crate::source::format::examples::Example;
use crate::source::format::{ValueKind, may};
use crate::source::survey::file::File;
use crate::source::survey::proposal::answers::{built_in, is_measured};
use crate::source::survey::proposal::asks::Way;
use crate::source::survey::proposal::{Bound, Key as Line, Maker};
use crate::source::survey::role::Role;
use crate::source::survey::words::{counted, key, quoted, told};

#[rustfmt::skip]
const KEYS: &[Key] = &[
    metric("csat", "Long: the column with satisfaction answers."),
    metric("nps", "Long: the column with answers from 0 to 10."),
    metric("ces", "Long: the column with effort answers."),
    metric("sentiment", "Long: the column with sentiment from -1 to 1."),
    saying(may("columns", ValueKind::Columns, "Long: other metrics and their columns."), Names::Metrics),
];

const fn metric(key: &'static str, doc: &'static str) -> Key {
    saying(may(key, ValueKind::Text, doc), Names::Metric)
}

pub(super) static LONG: Shape = Shape {
    keys: KEYS,
    made_by: &["touchpoint"],
    propose,
    page: Example {
        title: "Long",
        doc: "One row an answer; a column names the touchpoint. The columns are named once, in the source, and every \
              touchpoint is measured by the rows that hold its `match`, by default its id. Stages and the journey \
              are measured where they have a `match`.",
        csv: "timestamp,touchpoint,csat,nps,comment\n2024-04-02T09:30:00,pay.checkout,2,,too long\n2024-04-02T10:12:00,delivery,5,9,\n",
        toml: r#"[[source]]
id = "responses"
file = "responses.csv"
time = "timestamp"
touchpoint = "touchpoint"
csat = "csat"
nps = "nps"
comment = "comment"

[[stage]]
id = "order"
name = "Ordering"

[[stage.touchpoint]]
id = "checkout"
name = "Checkout"
match = ["pay.checkout", "pay.checkout-v2"]

[[stage.touchpoint]]
id = "delivery"
name = "Delivery"
"#,
    },
    ..Shape::OF_ANSWERS
};

fn propose<'a>(file: &File<'a>, _: &'a dyn Bytes) -> Option<Proposing<'a>> {
    let touchpoint = file.touchpoint(&[])?;
    let is_sure = file.roles.get(touchpoint) == Some(&Role::Place { is_sure: true });
    let is_question = |role: &&Role| role.score().is_some_and(|scale| scale.kind == Kind::Csat);
    let n_questions = file.roles.iter().filter(is_question).count();
    (is_sure || n_questions < 2).then(|| -> Proposing<'a> {
        Box::new(move |maker| {
            make(maker, touchpoint);
            Ok(())
        })
    })
}

/// One row an answer, with a column that names the touchpoint.
fn make(maker: &mut Maker<'_>, touchpoint: usize) {
    let name = maker.name(touchpoint);
    maker.proposal.shape = format!("Long: one row an answer, {} says what it is about.", told(name));
    maker.spend(touchpoint);
    maker.time();
    let n = maker.column(touchpoint).map_or(0, |column| column.values.len() as u64);
    maker.key("touchpoint", touchpoint, vec![format!("{} of a touchpoint, below", counted(n, "name"))]);
    let (shared, n_questions) = (maker.shared_codes(1), maker.n_questions());
    let (mut columns, mut extra, mut taken) = (Vec::new(), Vec::new(), Vec::new());
    for idx in maker.free(is_measured) {
        let metric = built_in_of(maker, idx).filter(|metric| !taken.contains(metric));
        let own = metric.is_none();
        let metric = match metric {
            Some(metric) => metric,
            None => match maker.roles.get(idx).cloned() {
                Some(Role::Score(scale)) => maker.define(maker.name(idx), scale.kind, None),
                Some(Role::Rate(_)) => maker.define(maker.name(idx), Kind::Rate, None),
                Some(Role::Number(kind, unit)) => maker.define(maker.name(idx), kind, unit),
                _ => continue,
            },
        };
        taken.push(metric.clone());
        let bound = maker.bound(idx, &metric, &shared, None);
        let source = quoted(&maker.proposal.source);
        let is_plain = bound.table == format!("{{ metric = {}, source = {source} }}", quoted(&metric));
        let remarks = bound.remarks.clone();
        if !is_plain {
            extra.push(Bound { remarks: Vec::new(), ..bound });
        }
        if own {
            maker.spend(idx);
            columns.push((format!("{} = {}", key(&metric), quoted(maker.name(idx))), remarks));
        } else if let Some(known) = named().find(|known| *known == metric) {
            maker.key(known, idx, remarks);
        }
    }
    if !columns.is_empty() {
        let value = columns.iter().map(|(pair, _)| pair.as_str()).collect::<Vec<_>>().join(", ");
        let remarks = columns.into_iter().flat_map(|(_, remarks)| remarks).collect();
        let value = format!("{{ {value} }}");
        maker.proposal.keys.push(Line { name: "columns", value, remarks, is_asked: false });
    }
    maker.missing(&shared);
    maker.comment();
    maker.respondent();
    maker.segments();
    if !taken.iter().any(|metric| named().any(|known| known == metric)) {
        let stem = maker.names.stem().to_owned();
        let metric = maker.define(&stem, Kind::Count, None);
        let remark = "how many rows there are of each touchpoint".to_owned();
        if let Some(definition) = maker.proposal.metrics.last_mut() {
            definition.remarks.push(remark);
        }
        let table = format!("{{ metric = {}, source = {} }}", quoted(&metric), quoted(&maker.proposal.source));
        extra.push(Bound { table, remarks: Vec::new() });
    }
    maker.spots(touchpoint, |_| extra.clone());
    maker.ask(Way { is_wide: false, shared, taken, n_questions, asks_all: false });
}

fn built_in_of(maker: &Maker<'_>, idx: usize) -> Option<String> {
    match maker.roles.get(idx)? {
        Role::Score(scale) => built_in(scale.kind),
        Role::Number(Kind::Sentiment, _) => built_in(Kind::Sentiment),
        _ => None,
    }
}

/// The keys that are called like a metric.
fn named() -> impl Iterator<Item = &'static str> {
    KEYS.iter().filter(|key| key.names == Names::Metric).map(|key| key.field.key)
}
