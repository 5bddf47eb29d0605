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
        title: "Events and cases",
        doc: "One row something that happened. A metric of the kind `count` without `column` counts the rows of its \
              `match`; a `rate` says which cells are hits; a `duration` or an `amount` reads a number.",
        csv: "opened,topic,minutes,status\n2024-04-01,checkout,35,closed\n2024-04-01,delivery,120,open\n",
        toml: r#"[[metric]]
id = "cases"
name = "Support cases"
kind = "count"
better = "lower"

[[metric]]
id = "solved"
name = "Solved"
kind = "rate"

[[metric]]
id = "handling"
name = "Handling time"
kind = "duration"
unit = "min"

[[source]]
id = "support"
file = "cases.csv"
time = "opened"
touchpoint = "topic"

[[stage]]
id = "order"
name = "Ordering"

[[stage.touchpoint]]
id = "checkout"
name = "Checkout"
metrics = [
    { metric = "cases", source = "support" },
    { metric = "solved", source = "support", column = "status", yes = ["closed"] },
    { metric = "handling", source = "support", column = "minutes" },
]
"#,
    },
];
