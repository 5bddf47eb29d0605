//! Examples for the reference page. Must not know how they are set.
//! Invariant: each one is read without a finding; a test holds it.

/// An example.
pub struct Example {
    /// Its heading.
    pub title: &'static str,
    /// What it is, in a few sentences.
    pub doc: &'static str,
    /// The first lines of the CSV file; empty where the example has none.
    pub csv: &'static str,
    /// The map, or the part of one that is not the journey's own table.
    pub toml: &'static str,
}

/// The smallest map that says something.
pub const FIRST: &str = r#"[journey]
title = "Ordering bread online"
objective = "Orders arrive warm"

[[persona]]
id = "noa"
name = "Noa, orders every Friday"

[[source]]
id = "survey"
file = "survey.csv"
time = "date"

[[stage]]
id = "order"
name = "Ordering"
when = "during"
customer_goal = "Bread without a queue"

[[stage.touchpoint]]
id = "checkout"
name = "Checkout"
channel = "web"
does = "Fills in the form and pays"
thinks = "Why do they need my birthday?"
feels = "impatient"
emotion = -1
moment_of_truth = true
metrics = [{ metric = "csat", source = "survey", column = "checkout" }]

[[stage.touchpoint.pain]]
text = "The form asks for eleven things"
severity = 4
evidence = [{ kind = "survey", ref = "spring", n = 120, date = 2024-04-30 }]
"#;

/// One example for each shape of a source.
pub const SHAPES: &[Example] = &[
    Example {
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
    Example {
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
    Example {
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
    Example {
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
    Example {
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
              or a stage without `match`, begins with the first event of all, and needs `to`.",
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
    Example {
        title: "Cases",
        doc: "One row a case: a complaint, a ticket, a claim. The `status` decides which cases are closed: one that was \
              opened again is open, whatever its closing date. With a `column` a metric reads the cells of that column; \
              without one:\n\n\
              - A `count` counts the cases, each on the day of `time`, by default that it was `opened`.\n\
              - A `duration` is the time from `opened` to `closed`, in the unit of the metric: s, min, h, days or weeks; \
              whole days where one of the two has no time. Cases that are open are left out, and those closed before \
              they were opened.\n\
              - A `rate` is the share that was closed by the time it was `due`; an open case is late once the file holds \
              a later moment, before that it is not counted. Without `due` it is the share that is closed. Where lower \
              is better it counts the others.",
        csv: "opened,topic,due,closed,status,minutes\n2024-04-01T09:30,checkout,2024-04-03,2024-04-02T16:00,closed,35\n2024-04-01T11:10,delivery,2024-04-03,,open,120\n",
        toml: r#"[[metric]]
id = "complaints"
name = "Complaints"
kind = "count"
better = "lower"

[[metric]]
id = "in-time"
name = "Closed in time"
kind = "rate"

[[metric]]
id = "until-closed"
name = "Time to close"
kind = "duration"
unit = "h"

[[metric]]
id = "handling"
name = "Handling time"
kind = "duration"
unit = "min"

[[source]]
id = "support"
file = "cases.csv"
opened = "opened"
due = "due"
closed = "closed"
status = "status"
touchpoint = "topic"

[[stage]]
id = "order"
name = "Ordering"

[[stage.touchpoint]]
id = "checkout"
name = "Checkout"
metrics = [
    { metric = "complaints", source = "support" },
    { metric = "in-time", source = "support" },
    { metric = "until-closed", source = "support" },
    { metric = "handling", source = "support", column = "minutes" },
]
"#,
    },
];
