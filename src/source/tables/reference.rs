//! The reference page of the map format, folded from the tables the parser reads.
//! Invariant: every table, key, built-in metric and rule stands on it.

use std::fmt::Write;

use super::root::{FIELDS, examples};
use crate::journey::Severity;
use crate::journey::rule::RULES;
use crate::metric::Direction;
use crate::metric::catalog::BUILT_IN;
use crate::source::format::examples::FIRST;
use crate::source::format::{SETTINGS, Table, ValueKind};
use crate::text::capitalized;

const START: &str = "\
# The map format

A map is a [TOML](https://toml.io) file: one journey to a file, its CSV files beside it. A folder of maps is read as
a whole, and every `.toml` file with a `[journey]` table in it is a map.

This is a whole map:
";

const RULES_OF_THUMB: &str = "\
- Order matters for stages and touchpoints: they are shown as they stand in the file. A touchpoint belongs to the
  `[[stage]]` above it; pain points, opportunities, risks, notes and actions belong to the touchpoint above them.
- An `id` is what the rest of the file calls a thing. Letters of any script, digits, `-`, `_` and `.` are easy to type.
  Where an id may be left out, the position stands for it.
- Where a list of texts is expected, a single text will do.
- A text of several lines goes between `\"\"\"` and `\"\"\"`.
- Dates are written without quotes: `2018-06-01`.
- Paths are relative to the map, and may not lead out of the folder that was opened.
- Nothing stops the reading: a wrong value is reported with its line and left empty, and the rest is shown.
";

const SHAPES_START: &str = "\
The keys of a `[[source]]` say what a row of its file is. An empty cell is never an answer, and never a zero.
Whatever a source leaves out is counted, with the reason and the first line numbers.
";

const FILES: &str = "\
A source is read as it was exported. What is told from its bytes can be given in the map instead, and wins then.

- **Packing**: plain, gzip or zstd, whatever the name of the file. Up to 8 GiB come out of one; a packed file that is cut
  off or damaged is not read.
- **Encoding**: a byte order mark decides; without one, UTF-16 shows by its zero bytes, UTF-8 by its letters, and others
  by theirs: Windows-1252 (Latin-1 is read as that), -1251, -1255, -1256, Shift_JIS and what else browsers tell apart.
  `encoding` takes their labels. UTF-32 is not read.
- **Delimiter**: a first line such as `sep=;` names it. Else it is the one of `,` `;` tab `|` that shows most of the columns
  the map asks for, and cuts the rows alike. `delimiter` may be any ASCII sign. A file of one column has none.
- **Numbers**: a comma is the decimal point where the columns asked for show it, such as `4,5` and never `4.5`; where they
  show nothing, between semicolons. `1,234` alone shows nothing, it may be a thousand.
- **Lines** end in LF, CRLF or CR; a quoted field may have several. Blank lines are no rows, before the header neither.
- **Names of columns** are read without blanks and invisible signs around them, and without quotes within those. Of two with
  the same name the first is read, and that is said.
- **Left out**, each with its reason and lines: rows with more or fewer fields than the header, rows with NUL bytes, and all
  after a quote that is never closed. Where an export ends its rows in a delimiter, and not the header, the blank fields
  after it are taken: at least 95 % of the first 1,000 rows have to have as many. Elsewhere a blank field too many
  is a delimiter too many, which moves the answers of its row. More under [what is left out](#what-is-left-out).
- **Limits**: 10,000 columns, a header of 1 MiB, a row of 16 MiB, a file of 8 GiB.
";

/// What is left out, and where that is told.
const LOSS: &str = "\
A number rests on what could be read. `cjm sources` lists all that could not, by reason and with lines. What may mislead is told
beside the number as well, and `cjm check` reports it.

- **Rows** are lost where they are ragged, have zero bytes, no date that can be read, a touchpoint that no place of the map
  has, or a metric that nothing measures. That touches every number of the source. In an event log a step that the map
  has no place for is no loss.
- **Answers** are lost where they are off the scale, no number, between two answers, neither yes nor no, beyond 10^12,
  without a weight among others that have one, or dated wrongly in a file of cases. That touches the numbers of
  the places that ask for them.
- **No loss** are blank cells, rows of blank cells, codes in `missing`, cases that are open or not due yet, and the rows of
  a `respondent` who answered before: the map asks for one row each. `cjm sources` says how many are repeated.
- **How much is told**: from a hundredth of the rows on, or of the answers of a column, or of one place, for one reason,
  and five of them; of fewer than fifty a tenth. Then it is a finding, `rows-left-out` or `answers-left-out`, with the first
  lines and how to mend it. Where another finding says the same, such as `too-large`, there is no second one.
- **Beside the number** stands a `!` on the screen, and the detail says `of the file 69 of 300 answers counted, 231 left out:
  off the scale 1 to 5`. `cjm metrics` has the same in `note`, and `left_out` and `of` in JSON and CSV: there always, however few,
  of answers or of rows, of which more are gone. These counts are of the whole file, whatever the period and the people.
- **Not one usable row** is an error, `no-answers`, also where nothing in the map asks for the file.
- **`--since` and `--until`** leave out a year or a month that lies only in part within them. `cjm metrics` warns of it, and
  says so under `notes` in JSON.
";

const WEIGHTS: &str = "\
With `weight = \"column\"` a source says how much the answers of each row count: as in a survey that asked more of some people
than there are of them.

- **Values** are Σwx / Σw: shares, scores, means and sentiment. `n` stays the number of answers; by it a group is small or hidden.
- **Intervals and changes** go by the number of answers of equal weight that these are worth: n_eff = [Σw(x − m)² / Σw] / Σ(w / Σw)²(x − m)²,
  where m is the value and x what an answer counts as, -1, 0 or 1 for NPS. It takes the place of n in every formula, and
  weights of 1 give the unweighted numbers to the last digit. Of few answers with very different weights that may come out above n:
  then, and where all answers are alike, n_eff = (Σw)² / Σw².
- **A weight** is a number from 0.000001 to 1,000,000. An answer of a row with a blank cell or a missing code there (`no weight`),
  or with zero, a negative number or words (`not a weight`), is left out, and told with its line.
- **A period without any weight** at a place, for a metric and whoever is asked about, is counted unweighted, as is a source whose file lacks the column, which is a finding. Such a number
  has a `*`, and is not compared with a weighted one: one cannot tell.
- **Not weighed** are counts, cases, events, series and funnels.
- **Sums** are kept in whole parts of 2^-100, so that the order of the rows changes no digit.

`--unweighted` counts every answer as one, in the explorer too, which then says so.
";

const ASKS: &str = "\
What `cjm bind` is not sure of it does not bind. It asks, in the source:

```toml
ask = [
    { column = \"q7\", as = \"csat\", touchpoint = \"checkout\", scale = [1, 6], why = \"63 answers are 6: is it the best of six?\" },
    { column = \"person\", as = \"respondent\", why = \"100 of 200 are repeated\" },
]
```

- **Nothing of it is counted**, shown as a number or ranked until somebody says yes. `cjm check` lists each question, with the commands
  and the line that answer it, and ends with 1 while there is one.
- **A question is named by its column**: `ask/q7`, a second one about that column `ask/q7-2`. Others keep their names when one is answered.
- **What yes binds** is what the question says. Where an answer may be the best one or \"not used\", yes counts it; numbers are `missing` only
  where the question says so. No number is taken for \"no answer\" without a question: what is off the scale is told as left out.
- **Yes** binds the column and takes the question away: `cjm take MAP ask/q7`, or `+` on the question in the explorer (`i`). A metric goes to
  the touchpoint, which is added where it is not there yet, or to the journey. Where a column of the source names the touchpoint, the
  metric becomes a key of the source, and what else the question says is bound at each touchpoint.
- **No** takes the question away: `cjm remove MAP ask/q7`, `-` on it, or delete the entry. `u` takes either back.
";

const METRICS_START: &str = "\
These need no definition. A `[[metric]]` adds others, or changes what one of these means in one map. A share is in
percent. The scale is that of the answers; a binding can give another one, such as `scale = [1, 7]`.
";

const METRICS_END: &str = "\
Amounts, durations, counts and sentiment are kept in millionths, up to 10^12 either way. A larger number is left out
as \"beyond 10^12\"; one under half a millionth counts as 0. Of amounts, durations and counts both are findings, and
so is a number that is off by more than a thousandth of itself: then the unit is too small or too large for the file.

Medians and 90th percentiles are exact of up to 1,000,000 distinct values of a place in a period. Of more, values are
kept to four significant digits, and so are these, and no other digit of them is shown. Of weighted answers they lie on
the weighted distribution, between neighbors, as if there were as many answers as the weights are worth: (Σw)² / Σw².

A duration is told by its median, everywhere: most times are short and a few very long, and the interval of their mean is
too narrow. The mean stands beside it, with an interval from 100 answers on. In JSON and CSV `value`, `low` and `high` are
those of the mean, `median`, `median_low`, `median_high` and `p90` stand beside them, and `shown` says which of the two
the screen and the tables tell: `value` or `median`. A figure of a series has no median: its mean is told.

A figure of a series keeps its value and its n, of which its interval is made: 49 % of 3 answers is 49 %, and not one
of three.
";

const RULES_START: &str = "\
What reading a map, its sources and the settings can report. An error means that something in the file could not be used; a
warning, that it was used but is odd.
";

/// The page of the map format, as Markdown.
#[must_use]
pub fn reference() -> String {
    let mut page = Page(START.to_owned());
    page.code("toml", FIRST);
    page.text(RULES_OF_THUMB);
    page.heading(2, "Tables");
    for table in FIELDS {
        page.table(table);
    }
    page.heading(2, "Shapes of a source");
    page.text(SHAPES_START);
    for example in examples() {
        page.heading(3, example.title);
        page.text(example.doc);
        page.code("csv", example.csv);
        page.code("toml", example.toml);
    }
    page.heading(2, "CSV files");
    page.text(FILES);
    page.heading(2, "What is left out");
    page.text(LOSS);
    page.heading(2, "Weights");
    page.text(WEIGHTS);
    page.heading(2, "Open questions");
    page.text(ASKS);
    page.heading(2, "Built-in metrics");
    page.text(METRICS_START);
    page.metrics();
    page.text(METRICS_END);
    page.heading(2, "Findings");
    page.text(RULES_START);
    page.rules();
    page.0
}

/// The keys of the settings file, as a Markdown table.
#[must_use]
pub fn settings_reference() -> String {
    let mut page = Page(String::new());
    page.fields(&SETTINGS);
    page.0.trim_start().to_owned()
}

/// Markdown; blocks have a blank line between them.
struct Page(String);

impl Page {
    fn heading(&mut self, level: usize, text: &str) {
        self.text(&format!("{} {text}", "#".repeat(level)));
    }

    fn text(&mut self, text: &str) {
        self.0.push('\n');
        self.line(text.trim_end());
    }

    fn line(&mut self, line: &str) {
        self.0.push_str(line);
        self.0.push('\n');
    }

    fn code(&mut self, language: &str, code: &str) {
        self.text(&format!("```{language}\n{}\n```", code.trim_end()));
    }

    fn row(&mut self, cells: &[&str]) {
        let cells: Vec<String> = cells.iter().map(|cell| cell.replace('|', "\\|")).collect();
        self.line(&format!("| {} |", cells.join(" | ")));
    }

    fn rows(&mut self, head: &[&str]) {
        self.0.push('\n');
        self.row(head);
        self.row(&vec!["---"; head.len()]);
    }

    fn table(&mut self, table: &Table) {
        self.heading(3, &title(table));
        let headers: Vec<String> = table.headers.iter().map(|header| format!("`{header}`")).collect();
        let lead = if headers.is_empty() { String::new() } else { format!("{}: ", headers.join(", ")) };
        self.text(&format!("{lead}{}", table.doc));
        self.fields(table);
    }

    fn fields(&mut self, table: &Table) {
        self.rows(&["key", "value", "without it", ""]);
        for field in table.fields {
            let without = if field.required { "**needed**" } else { field.default };
            self.row(&[&format!("`{}`", field.key), &value(&field.kind), without, field.doc]);
        }
    }

    fn metrics(&mut self) {
        self.rows(&["metric", "shown as", "range", "scale", "better", ""]);
        for entry in BUILT_IN {
            let row = entry.kind.row();
            let range =
                entry.kind.range().map_or("that of the data".to_owned(), |(low, high)| format!("{low} to {high}"));
            let unit = if row.unit.is_empty() { String::new() } else { format!(" ({})", row.unit) };
            let better = match row.direction {
                Direction::HigherIsBetter => "higher",
                Direction::LowerIsBetter => "lower",
            };
            let scale = format!("{} to {}", row.scale.0, row.scale.1);
            let name = format!("{}{unit}", entry.name);
            self.row(&[&format!("`{}`", entry.id), &name, &range, &scale, better, entry.doc]);
        }
    }

    fn rules(&mut self) {
        self.rows(&["rule", "", "what it says"]);
        for rule in RULES {
            let severity = match rule.severity() {
                Severity::Error => "error",
                Severity::Warning => "warning",
                Severity::Advice => "advice",
            };
            self.row(&[&format!("`{rule}`"), severity, rule.doc()]);
        }
    }
}

/// `pain point` for `a pain point`.
pub(super) fn bare_name(table: &Table) -> &'static str {
    let bare = ["a ", "an ", "the "].iter().find_map(|article| table.name.strip_prefix(article));
    bare.unwrap_or(table.name)
}

/// `Pain point`.
fn title(table: &Table) -> String {
    capitalized(bare_name(table))
}

fn link(table: &Table) -> String {
    let title = title(table);
    format!("[{}](#{})", title.to_lowercase(), title.to_lowercase().replace(' ', "-"))
}

/// What a value must be, for a cell.
fn value(kind: &ValueKind) -> String {
    match kind {
        ValueKind::Id => "id".to_owned(),
        ValueKind::Text => "text".to_owned(),
        ValueKind::Texts => "texts".to_owned(),
        ValueKind::Codes => "texts or whole numbers".to_owned(),
        ValueKind::Date => "date".to_owned(),
        ValueKind::Period => "period".to_owned(),
        ValueKind::Days => "days".to_owned(),
        ValueKind::Span => "time span".to_owned(),
        ValueKind::Words(words) => words.iter().fold(String::new(), |mut list, word| {
            let comma = if list.is_empty() { "" } else { ", " };
            // Writing to a string does not fail.
            let _ = write!(list, "{comma}`{word}`");
            list
        }),
        ValueKind::Number => "number".to_owned(),
        ValueKind::Whole { .. } => kind.expected(),
        ValueKind::Truth => "`true`, `false`".to_owned(),
        ValueKind::Letter => "one character".to_owned(),
        ValueKind::Scale => "`[low, high]`, whole numbers from -1000 to 1000, at most 1,001 of them".to_owned(),
        ValueKind::Range => "`[low, high]`, numbers".to_owned(),
        ValueKind::Choices => "`{ name = \"value\" }`, `{ name = [\"value\", \"value\"] }`".to_owned(),
        ValueKind::Columns => "`{ metric = \"column\" }`".to_owned(),
        ValueKind::TextBy => "`{ persona = \"text\" }`".to_owned(),
        ValueKind::WholeBy { low, high } => format!("`{{ persona = number }}`, {low} to {high}"),
        ValueKind::Link => "address of a page".to_owned(),
        ValueKind::Path => "path".to_owned(),
        ValueKind::Table(table) => link(table),
        ValueKind::Tables(table) => format!("list: {}", link(table)),
    }
}
