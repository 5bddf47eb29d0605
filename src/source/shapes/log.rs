//! Event log: one row something that happened to a case.

use super::cases;
use super::shape::{
    Bound, Ending, Key, Misfit, Names, Need, Planned, Proposing, Shape, Wish, column, idle, needs, saying,
};
use crate::journey::Column;
use crate::metric::Kind;
use crate::source::bytes::Bytes;
use crate::source::cells::columns::{Columns, Untold};
use crate::source::cells::events::Events;
use crate::source::cells::log::MOST_EVENTS;
use crate::source::format::examples::Example;
use crate::source::format::{ValueKind, may};
use crate::source::survey::column::Column as FileColumn;
use crate::source::survey::file::File;
use crate::source::survey::proposal::{Key as Pair, Maker};
use crate::source::survey::role::Role;
use crate::source::survey::words::{counted, quoted, told};

#[rustfmt::skip]
const KEYS: &[Key] = &[
    column("case", "Event log: the column that names the case: an order, a visit, a person. A `count` of it counts cases."),
    column("activity", "Event log: the column that names what happened; `match` finds its touchpoint."),
    saying(may("window", ValueKind::Span, "Event log: how long a case has from its first event at the first touchpoint to the others. With it the log is a funnel: every touchpoint gets the metric `conversion`."), Names::Words),
];

#[rustfmt::skip]
const NEEDS: &[Need] = &[
    needs(&["case"], "activity", "case without activity, an event log needs both", "add activity = \"...\""),
    needs(&["activity"], "case", "activity without case, an event log needs both", "add case = \"...\""),
    needs(&["case", "activity"], "time", "an event log without time, expected the column that says when it happened", "add time = \"...\""),
    idle(&["window"], "case", "window does nothing here, expected it in an event log", "remove it, or add case = \"...\""),
];

/// What its columns are called.
#[rustfmt::skip]
const CASE: &[&str] = &["case", "case id", "caseid", "trace", "session", "session id", "order", "order id", "visit", "visit id", "user id", "customer id"];
#[rustfmt::skip]
const ACTIVITY: &[&str] = &["activity", "event", "action", "event name", "concept name", "step"];

pub(super) static LOG: Shape = Shape {
    id: "log",
    noun: "log of events",
    told: Some("an event log"),
    keys: KEYS,
    made_by: &["case", "activity"],
    needs: NEEDS,
    place: Some("activity"),
    distinct: Some("case"),
    follows: true,
    implies: |source, is_touchpoint| source.key("window").filter(|_| is_touchpoint).map(|_| "conversion"),
    bind,
    plan,
    home: &["activity"],
    finish,
    propose,
    page: Example {
        title: "Event log",
        doc: "One row something that happened to a case: an order, a visit, a person. The `activity` plays the part of \
              the touchpoint. Rows may come in any order; up to 2,000,000 events are followed.\n\n\
              - A `count` without `column` counts the rows; with the column of the case, distinct cases.\n\
              - A `rate` without `column` is the share of the cases that came here which then got to the touchpoint \
              `to`, or, without `to`, to any other of the map. Where lower is better it counts those that did not. A \
              case that has not gone on yet counts as not gone on, so the last days of a log look worse than they are.\n\
              - A `duration` without `column` is the time from the first event here to the first later one there, in \
              the unit of the metric: s, min, h, days or weeks. Of events at the same second the one here is taken to \
              be first, so that a log of days without times works: its durations are whole days.\n\
              - Each case counts once, on the day of its first event here, with the people of that event. The journey, \
              or a stage without `match`, begins with the first event of all, and needs `to`.\n\
              - With `window` the log is a funnel, in order: its steps are the touchpoints that occur in it, as the map \
              has them. A case begins with its first event at the first of them; at each further step it is counted \
              once it comes there after the step before and within the window from its beginning, whatever it does \
              in between. Every touchpoint then gets the metric `conversion`, the share that came to the next step; \
              at the last it is of those who came. All is told of the day on which the case began. Cases whose window \
              is not over at the last event are left out, and counted. A `rate` of your own without `to` takes the \
              funnel too.",
        csv: "order,event,time\n8113,cart,2024-04-01T09:30:00\n8113,payment,2024-04-01T09:41:00\n8114,cart,2024-04-01T10:02:00\n",
        toml: r#"[[metric]]
id = "carts"
name = "Carts"
kind = "count"

[[metric]]
id = "abandonment"
name = "Abandonment"
kind = "rate"
better = "lower"

[[metric]]
id = "until-paid"
name = "Time to payment"
kind = "duration"
unit = "min"

[[source]]
id = "events"
file = "events.csv"
time = "time"
case = "order"
activity = "event"

[[stage]]
id = "order"
name = "Ordering"

[[stage.touchpoint]]
id = "cart"
name = "Cart"
metrics = [
    { metric = "carts", source = "events", column = "order" },
    { metric = "abandonment", source = "events", to = "payment" },
    { metric = "until-paid", source = "events", to = "payment" },
]

[[stage.touchpoint]]
id = "payment"
name = "Payment"
metrics = [{ metric = "conversion", source = "events" }]
"#,
    },
    ..Shape::OF_ANSWERS
};

/// Where cases get to from here, or how long it takes.
fn bind(wish: &Wish<'_>) -> Result<Column, Misfit> {
    if !wish.kind.is_of_some_cases() {
        return Err(wish.without_column());
    }
    if !wish.has_match && !wish.has_to {
        let message = "a place without match has every event, expected the touchpoint that cases get to".to_owned();
        return Err(Misfit { key: "to", message, help: "add to = \"...\", the id of a touchpoint" });
    }
    if wish.kind.is_time() {
        wish.in_time()?;
    }
    Ok(LOG.column())
}

fn plan(columns: &mut Columns<'_>, bound: &Bound<'_>) -> Result<Planned, Untold> {
    let case = columns.named("case")?.filter(|_| columns.is_placed()).ok_or(None)?;
    let missing = columns.missing();
    let events = columns.events.get_or_insert_with(|| Events::new(bound.question, case, missing));
    events.way(bound.question, (bound.at, bound.binding), bound.metric).map(Planned::Way).ok_or(None)
}

/// Which cases went on.
fn finish(ending: &mut Ending<'_>) -> Option<String> {
    let events = ending.events?;
    let log = std::mem::take(&mut ending.log);
    let ways = events.ways.iter().filter_map(|way| Some((way, (ending.measure)(way.place)?)));
    let ways: Vec<_> = ways.filter(|(way, _)| ending.series.contains_key(&way.place)).collect();
    let n_cohorts = ways.first().and_then(|(way, _)| ending.series.get(&way.place)).map_or(0, Vec::len);
    let told = log.finish(&ways, events.passages.as_ref(), (n_cohorts, ending.days.finest));
    let is_surplus = told.is_none();
    for (way, _) in &ways {
        ending.series.remove(&way.place);
    }
    let places = ways.iter().map(|(way, _)| way.place);
    ending.series.extend(places.zip(told.into_iter().flatten()));
    is_surplus.then(|| format!("more than {MOST_EVENTS} events of cases, what became of them is not told"))
}

/// A file that says when cases were opened and how they ended is of cases.
fn propose<'a>(file: &File<'a>, _: &'a dyn Bytes) -> Option<Proposing<'a>> {
    let has_answers =
        file.roles.iter().any(|role| role.score().is_some() || matches!(role, Role::Number(Kind::Sentiment, _)));
    let has_time = (0..file.columns.len()).any(|idx| file.is_date(idx));
    let activity = file.find(ACTIVITY, |_, column| column.is_listed && !column.is_numbers(50))?;
    let is_case =
        |idx, column: &FileColumn| idx != activity && !file.is_date(idx) && column.n > 0 && !column.is_distinct();
    let case = file.find(CASE, is_case)?;
    (has_time && !has_answers && !cases::is_of(file)).then(|| -> Proposing<'a> {
        Box::new(move |maker| {
            make(maker, case, activity);
            Ok(())
        })
    })
}

/// One row an event of a case.
fn make(maker: &mut Maker<'_>, case: usize, activity: usize) {
    maker.proposal.shape =
        format!("Event log: one row something that happened, {} says in which case.", told(maker.name(case)));
    maker.spend(case);
    maker.spend(activity);
    maker.key("case", case, vec!["its values come again: one case, several events".to_owned()]);
    let n = maker.column(activity).map_or(0, |column| column.values.len() as u64);
    maker.key("activity", activity, vec![format!("{} of events, each a touchpoint below", counted(n, "name"))]);
    let remarks =
        vec!["one way, step by step? Then how long a case has for it: cjm funnel tells where they are lost".to_owned()];
    maker.proposal.keys.push(Pair { name: "window", value: quoted("7 days"), remarks, is_asked: true });
    maker.time();
    maker.segments();
    let cases = maker.define("cases", Kind::Count, None);
    maker.say("distinct cases, each counted where and when it first came");
    let went_on = maker.define("went-on", Kind::Rate, None);
    maker.say("the share of cases that went on from here to another touchpoint; to = \"...\" names one of them");
    let column = quoted(maker.name(case));
    let bounds = vec![maker.measured(&cases, Some(&column)), maker.measured(&went_on, None)];
    maker.spots(activity, |_| bounds.clone());
}
