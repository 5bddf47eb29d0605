//! What is measured of a journey by phase: the metrics, and the table that each phase needs.
//! Invariant: a table has its header and no row; nothing is measured before somebody writes one.

use std::fmt::Write as _;

/// One measure of a phase.
#[derive(Debug)]
struct Kpi {
    id: &'static str,
    name: &'static str,
    kind: &'static str,
    /// Blank where only the author knows.
    unit: &'static str,
    better: &'static str,
    /// What a value of it says.
    says: &'static str,
}

/// A phase of a journey, as it is measured.
#[derive(Debug)]
pub struct Phase {
    /// Its name: `awareness`.
    pub name: &'static str,
    /// What its measures tell.
    pub purpose: &'static str,
    kpis: &'static [Kpi],
    /// How its table is read: the columns, and what the source says of them.
    table: Table,
    /// What has to be known of its numbers.
    remark: &'static str,
}

/// What a row of a table is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Table {
    /// A day or a week, with a column for each count.
    Counts,
    /// A value that somebody else computed, with the number it rests on.
    Values,
}

const fn count(id: &'static str, name: &'static str, unit: &'static str, says: &'static str) -> Kpi {
    Kpi { id, name, kind: "count", unit, better: "higher", says }
}

const fn rate(id: &'static str, name: &'static str, better: &'static str, says: &'static str) -> Kpi {
    Kpi { id, name, kind: "rate", unit: "%", better, says }
}

const fn amount(id: &'static str, name: &'static str, says: &'static str) -> Kpi {
    Kpi { id, name, kind: "amount", unit: "", better: "higher", says }
}

/// What may only be compared among the like.
const COHORTS: &str = "\
# Both need cohorts: customers who first bought in the same month, all given the same time to return. A row is one such
# month, dated by its last day. Months that had less time to return are not comparable: leave them out until they have.
# CSAT, the third of this phase, is asked at each touchpoint already: made-up.csv stands for it until yours does.
";

/// Every phase, in the order of a journey.
#[rustfmt::skip]
pub static PHASES: &[Phase] = &[
    Phase { name: "awareness", purpose: "how many come to know of it", table: Table::Counts, remark: "", kpis: &[
        count("visits", "Visits", "visits", "visits of the site"),
        count("reach", "Reach", "people", "people who saw it somewhere"),
        count("newsletter", "Newsletter", "people", "people who subscribed"),
    ] },
    Phase { name: "interest", purpose: "how many look closer", table: Table::Counts, remark: "", kpis: &[
        count("product_views", "Product views", "views", "pages of products that were opened"),
        count("downloads", "Downloads", "downloads", "files that were taken"),
        count("enquiries", "Enquiries", "enquiries", "people who asked"),
    ] },
    Phase { name: "purchase", purpose: "how many buy, and for how much", table: Table::Values, remark: "", kpis: &[
        rate("conversion", "Conversion", "higher", "percent of the visits that became an order; n: visits"),
        rate("abandonment", "Abandonment", "lower", "percent of the baskets that were left; n: baskets"),
        amount("order_value", "Order value", "mean of the orders; n: orders, sd: their standard deviation"),
    ] },
    Phase { name: "retention", purpose: "how many stay, and what that is worth", table: Table::Values, remark: COHORTS, kpis: &[
        rate("repeat_rate", "Repeat rate", "higher", "percent of a month's customers who bought again within 90 days; n: customers"),
        amount("lifetime", "Value in the first year", "mean of a month's customers; n: customers, sd: their standard deviation"),
    ] },
];

impl Phase {
    /// The name of its table.
    pub(super) fn file(&self) -> String {
        format!("{}.csv", self.name)
    }

    /// Its table, without a row.
    pub(super) fn header(&self) -> String {
        match self.table {
            Table::Counts => format!("date,{}\n", self.kpis.iter().map(|own| own.id).collect::<Vec<_>>().join(",")),
            Table::Values => "date,place,metric,value,n,sd\n".to_owned(),
        }
    }

    /// Its metrics and its source.
    pub(super) fn text(&self) -> String {
        let Self { name, purpose, remark, table, .. } = self;
        let (row, columns) = match table {
            Table::Counts => ("a day or a week", ""),
            Table::Values => (
                "a value",
                "touchpoint = \"place\"      # `all` is the journey\nmetric = \"metric\"\nvalue = \"value\"           \
                 # shares in percent\nn = \"n\"\nsd = \"sd\"\n",
            ),
        };
        let (file, header) = (self.file(), self.header());
        let mut text = format!("\n# {name}: {purpose}. {file} has a row for {row}:\n#   {header}");
        for own in self.kpis {
            // Writing to a string does not fail.
            let _ = writeln!(text, "#   {}: {}", own.id, own.says);
        }
        text.push_str(remark);
        for Kpi { id, name, kind, unit, better, .. } in self.kpis {
            let unit = if unit.is_empty() { "# unit = \"€\"".to_owned() } else { format!("unit = \"{unit}\"") };
            let _ = write!(
                text,
                "[[metric]]\nid = \"{id}\"\nname = \"{name}\"\nkind = \"{kind}\"\n{unit}\nbetter = \"{better}\"\n\n"
            );
        }
        let _ = write!(text, "[[source]]\nid = \"{name}\"\nfile = \"{file}\"\ntime = \"date\"\n{columns}");
        text
    }

    /// Is it read by the place that each row names?
    fn names_places(&self) -> bool {
        self.table == Table::Values
    }
}

/// The bindings of the journey to the measures of these phases.
pub(super) fn bound(phases: &[&Phase]) -> String {
    if phases.is_empty() {
        return String::new();
    }
    let mut text = String::new();
    if phases.iter().any(|phase| phase.names_places()) {
        text.push_str("match = [\"all\"]        # what the journey is called in the tables of its phases\n");
    }
    text.push_str("metrics = [\n");
    for phase in phases {
        for Kpi { id, .. } in phase.kpis {
            let column = if phase.names_places() { String::new() } else { format!(", column = \"{id}\"") };
            let _ = writeln!(text, "  {{ metric = \"{id}\", source = \"{}\"{column} }},", phase.name);
        }
    }
    text.push_str("]\n");
    text
}
