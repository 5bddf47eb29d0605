//! A source on a page, for people.
//! Invariant: every count stands with what it counts, and texts of files are cut to what fits.

use std::io;

use super::page::{self, Edge, PrintedPage};
use super::rows::SourceRow;
use crate::app::figures::{count, size};
use crate::app::scene::views::sources::{is_blank, left_out, listed, measured, roles, values};
use crate::cli::print::Printer;
use crate::journey::understood::{FileColumn, FirstRow, Taken};
use crate::journey::{LeftOut, SourceReport, Understood};
use crate::source::caret;

/// How many line numbers are named for each reason.
const MOST_LINES: usize = 10;

/// How many columns that are not used are named.
const MOST_UNUSED: usize = 40;

/// How many values of a column are named.
const MOST_VALUES: usize = 24;

pub(super) fn print(row: &SourceRow, out: &mut Printer) -> io::Result<()> {
    let mut page = PrintedPage::default();
    let report = &row.report;
    page.title(&format!("{}: {}", row.source.id, row.file));
    if let Some(why) = &report.failed {
        page.field("failed", why);
    } else {
        let rows = format!("{} rows, {} used", count(report.rows), count(report.used));
        page.field("file", &format!("{}, {rows}", size(report.n_bytes)));
        if let Some(repeated) = report.repeated() {
            page.field("repeated", &repeated);
        }
    }
    if let Some(understood) = &report.understood {
        page.field("written", &understood.dialect.words());
        if let Some(dates) = &understood.dates {
            page.field("dates", &dates.words());
        }
        columns(&mut page, understood, report);
    }
    // Blank cells are counted in the table of columns.
    let odd: Vec<&LeftOut> = report.left_out.iter().filter(|left| !is_blank(left)).collect();
    if !odd.is_empty() {
        page.heading("left out");
        for own in odd {
            page.entry(&left_out(own, MOST_LINES));
        }
    }
    if let Some(understood) = &report.understood {
        first_rows(&mut page, understood);
    }
    out.lines(&page.text())?;
    for finding in &row.findings {
        out.made("\n")?;
        out.made(&caret::render(finding))?;
    }
    Ok(())
}

/// Names every column, and puts those that are used in a table.
fn columns(page: &mut PrintedPage, understood: &Understood, report: &SourceReport) {
    let all = &understood.columns;
    let (used, unused): (Vec<&FileColumn>, Vec<&FileColumn>) = all.iter().partition(|column| !column.uses.is_empty());
    let n = |columns: &[&FileColumn]| count(columns.len() as u64);
    let header = format!("header on line {}", count(understood.header_line));
    page.field("columns", &format!("{}, {} used, {header}", count(all.len() as u64), n(&used)));
    if !unused.is_empty() {
        page.field("not used", &listed(unused.iter().map(|column| column.name.clone()), MOST_UNUSED));
    }
    let mut rows = vec![["column", "used for", "answers", "no answer", "n", "blank"].map(str::to_owned).to_vec()];
    for column in used {
        let mut name = column.name.clone();
        let mut blank =
            report.left_out.iter().find(|left| is_blank_of(left, &column.name)).map(|left| count(left.count));
        for role in roles(column) {
            rows.push([std::mem::take(&mut name), role.to_owned()].into_iter().chain(blanks(4)).collect());
        }
        for metric in measured(column.answers()) {
            let (words, n) = (metric.words(), metric.n());
            let blank = blank.take().unwrap_or_default();
            rows.push(vec![std::mem::take(&mut name), words, metric.expected, metric.codes, n, blank]);
        }
    }
    for metric in measured(understood.of_rows.iter()) {
        let (words, n) = (metric.words(), metric.n());
        rows.push(vec!["the rows".to_owned(), words, metric.expected, metric.codes, n, String::new()]);
    }
    if rows.len() > 1 {
        page.heading("used columns");
        table(page, rows);
    }
    let told = all.iter().filter_map(|column| Some((column, column.values.as_ref()?)));
    let told: Vec<Vec<String>> =
        told.map(|(column, met)| vec![column.name.clone(), values(met, MOST_VALUES)]).collect();
    if !told.is_empty() {
        page.heading("values, with the number of rows");
        page.table(&[Edge::Left, Edge::Left], &told);
    }
}

/// Rows of cells, without the columns that are all blank; the last two are numbers.
fn table(page: &mut PrintedPage, mut rows: Vec<Vec<String>>) {
    let mut sides = vec![Edge::Left, Edge::Left, Edge::Left, Edge::Left, Edge::Right, Edge::Right];
    for idx in (0..sides.len()).rev() {
        let is_blank = rows.iter().skip(1).all(|row| row.get(idx).is_none_or(String::is_empty));
        if is_blank {
            sides.remove(idx);
            for row in &mut rows {
                row.remove(idx);
            }
        }
    }
    page.table(&sides, &rows);
}

/// The first rows side by side, as many as fit, a line for each column that is used.
fn first_rows(page: &mut PrintedPage, understood: &Understood) {
    let mut rest = understood.first_rows.as_slice();
    if !rest.is_empty() {
        page.heading("first rows as understood");
    }
    while !rest.is_empty() {
        let fits = |n: &usize| {
            rest.split_at_checked(*n).is_some_and(|(rows, _)| page::fits(&side_by_side(understood, rows), n + 2))
        };
        let most = (1..=rest.len()).rev().find(fits).unwrap_or(1);
        let n_rows = rest.len().div_ceil(rest.len().div_ceil(most));
        let (rows, after) = rest.split_at(n_rows);
        page.table(&vec![Edge::Left; n_rows + 2], &side_by_side(understood, rows));
        if !after.is_empty() {
            page.gap();
        }
        rest = after;
    }
}

fn side_by_side(understood: &Understood, rows: &[FirstRow]) -> Vec<Vec<String>> {
    let mut table = vec![vec!["column".to_owned(), "read as".to_owned()]];
    if let Some(head) = table.first_mut() {
        head.extend(rows.iter().map(|row| format!("line {}", row.line)));
    }
    for (idx, column) in understood.columns.iter().enumerate() {
        let of = |row: &FirstRow| -> Vec<Taken> {
            row.cells.iter().filter(|(own, _)| *own == idx).map(|(_, taken)| taken.clone()).collect()
        };
        let cells: Vec<Vec<Taken>> = rows.iter().map(of).collect();
        if cells.iter().all(Vec::is_empty) {
            continue;
        }
        let mut metrics: Vec<&str> = cells.iter().flatten().filter_map(Taken::metric).collect();
        metrics.sort_unstable();
        metrics.dedup();
        let (read_as, is_named) = match metrics.as_slice() {
            [] if cells.iter().flatten().any(|taken| *taken == Taken::Comment) => ("comments", false),
            [] => (roles(column).next().unwrap_or_default(), false),
            [only] => (*only, false),
            _ => ("", true),
        };
        let mut line = vec![column.name.clone(), read_as.to_owned()];
        line.extend(cells.iter().map(|cell| words(cell, is_named)));
        table.push(line);
    }
    let mut verdict = vec!["row".to_owned(), String::new()];
    verdict.extend(rows.iter().map(|row| match row.left_out {
        None => "used".to_owned(),
        Some(why) => format!("left out: {why}"),
    }));
    table.push(verdict);
    table
}

/// What a cell was taken for, with its metric if the column has several.
fn words(cell: &[Taken], is_named: bool) -> String {
    let one = |taken: &Taken| match taken.metric().filter(|_| is_named) {
        Some(metric) => format!("{metric} {taken}"),
        None => taken.to_string(),
    };
    cell.iter().map(one).collect::<Vec<_>>().join(", ")
}

fn is_blank_of(left: &LeftOut, column: &str) -> bool {
    is_blank(left) && left.column.as_deref() == Some(column)
}

fn blanks(n: usize) -> impl Iterator<Item = String> {
    std::iter::repeat_n(String::new(), n)
}
