//! The proposal as a page of TOML.
//! Invariant: a remark stands above what it is about, on lines of its own.

use crate::journey::Map;
use crate::source::charset::Packing;
use crate::source::survey::pass::Survey;
use crate::source::survey::proposal::{Bound, Definition, Proposal, Spot};
use crate::source::survey::words::{counted, key, list, quoted, remark, told, told_all};

/// The lines of a page.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn say(&mut self, words: &str) {
        self.line(&remark(words));
    }

    fn say_all(&mut self, remarks: &[String]) {
        for words in remarks {
            self.say(words);
        }
    }

    fn line(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn pair(&mut self, key: &str, value: &str) {
        self.line(&format!("{key} = {value}"));
    }

    fn gap(&mut self) {
        self.text.push('\n');
    }

    /// A list of bindings, each below its remarks.
    fn bounds(&mut self, bounds: &[Bound]) {
        match bounds {
            [] => {}
            [only] => {
                self.say_all(&only.remarks);
                self.pair("metrics", &format!("[{}]", only.table));
            }
            several => {
                self.line("metrics = [");
                for bound in several {
                    for words in &bound.remarks {
                        for line in remark(words).lines() {
                            self.line(&format!("  {line}"));
                        }
                    }
                    self.line(&format!("  {},", bound.table));
                }
                self.line("]");
            }
        }
    }

    /// What is written so far, as remarks.
    fn commented(self) -> String {
        let line = |line: &str| match line {
            "" => "#\n".to_owned(),
            _ if line.starts_with('#') => format!("{line}\n"),
            _ => format!("# {line}\n"),
        };
        self.text.lines().map(line).collect()
    }
}

/// A whole map.
pub(super) fn whole(proposal: &Proposal, survey: &Survey) -> String {
    let mut page = Page::default();
    page.say(&format!("A first map, proposed by `cjm bind` from {}.", size(proposal, survey)));
    page.say(&format!("The map belongs beside {}. Save it there, then run cjm check on it.", told(&proposal.file)));
    page.say("A line with # says why, or asks.");
    page.gap();
    page.line("[journey]");
    page.say("What do your customers want to get done? Call the journey by it.");
    page.pair("title", &quoted(&proposal.title));
    if let Some(language) = language(survey) {
        page.pair("language", &quoted(language));
    }
    if !proposal.whole.is_empty() {
        page.say("These rows are about the journey as a whole.");
        page.pair("match", &list(proposal.whole.iter().map(String::as_str)));
    }
    page.bounds(&proposal.journey);
    metrics(&mut page, &proposal.metrics);
    source(&mut page, proposal, survey);
    page.gap();
    page.say("Put the touchpoints under stages of your own, in the order in which customers meet them.");
    page.line("[[stage]]");
    page.pair("id", &quoted("all"));
    page.pair("name", &quoted("All touchpoints"));
    for spot in &proposal.spots {
        page.gap();
        touchpoint(&mut page, spot);
    }
    page.text
}

/// The source, and the bindings as remarks, to be put where they belong.
pub(super) fn added(proposal: &Proposal, survey: &Survey, map: &Map) -> String {
    let mut page = Page::default();
    page.say(&format!("Proposed by `cjm bind` from {}. Add it to the map.", size(proposal, survey)));
    if let Some(source) = map.sources.iter().find(|source| source.file == proposal.file) {
        page.say(&format!("The map has this file already, as the source {}.", told(&source.id)));
    }
    metrics(&mut page, &proposal.metrics);
    source(&mut page, proposal, survey);
    let mut rest = Page::default();
    if !proposal.journey.is_empty() || !proposal.whole.is_empty() {
        rest.gap();
        rest.say("Of the journey as a whole, in [journey]:");
        if !proposal.whole.is_empty() {
            rest.pair("match", &list(proposal.whole.iter().map(String::as_str)));
        }
        rest.bounds(&proposal.journey);
    }
    let (known, unknown): (Vec<&Spot>, Vec<&Spot>) = proposal.spots.iter().partition(|spot| there(map, spot).is_some());
    let ids = || known.iter().filter_map(|spot| there(map, spot));
    if known.iter().any(|spot| !spot.bounds.is_empty()) {
        for (spot, id) in known.iter().zip(ids()) {
            rest.gap();
            rest.say(&format!("To the touchpoint {} of the map:", told(id)));
            rest.bounds(&spot.bounds);
        }
    } else if !known.is_empty() {
        rest.gap();
        rest.say(&format!("These touchpoints of the map are measured by it as they are: {}.", told_all(ids())));
    }
    if !unknown.is_empty() {
        rest.gap();
        rest.say("New touchpoints, each to be put under its stage:");
    }
    for spot in unknown {
        rest.gap();
        touchpoint(&mut rest, spot);
    }
    page.text + &rest.commented()
}

/// The touchpoint of the map that is meant.
fn there<'m>(map: &'m Map, spot: &Spot) -> Option<&'m str> {
    let value = spot.value.as_deref().unwrap_or(&spot.name);
    let is_meant = |text: &str| text.eq_ignore_ascii_case(value) || text.eq_ignore_ascii_case(&spot.name);
    let touchpoints = || map.stages.iter().flat_map(|stage| &stage.touchpoints);
    let matched = touchpoints()
        .find(|touchpoint| touchpoint.metrics.iter().any(|binding| binding.matches.iter().any(|own| own == value)));
    let named = || touchpoints().find(|touchpoint| is_meant(&touchpoint.id) || is_meant(&touchpoint.name));
    matched.or_else(named).map(|touchpoint| touchpoint.id.as_str())
}

fn size(proposal: &Proposal, survey: &Survey) -> String {
    let (rows, columns) = (counted(survey.n_rows, "row"), counted(survey.columns.len() as u64, "column"));
    let rows = if survey.n_rows == 0 { "no rows yet, so from names alone".to_owned() } else { rows };
    format!("{}: {columns}, {rows}", told(&proposal.file))
}

fn metrics(page: &mut Page, metrics: &[Definition]) {
    for metric in metrics {
        page.gap();
        page.say_all(&metric.remarks);
        page.line("[[metric]]");
        page.pair("id", &quoted(&metric.id));
        page.pair("name", &quoted(&metric.name));
        page.pair("kind", &quoted(metric.kind.row().word));
        if let Some(unit) = metric.unit {
            page.pair("unit", &quoted(unit));
        }
        if metric.is_lower {
            page.pair("better", &quoted("lower"));
        }
    }
}

fn source(page: &mut Page, proposal: &Proposal, survey: &Survey) {
    page.gap();
    page.say(&proposal.shape);
    page.say(&dialect(survey));
    page.say_all(&survey.remarks);
    page.line("[[source]]");
    page.pair("id", &quoted(&proposal.source));
    page.pair("file", &quoted(&proposal.file));
    for entry in &proposal.keys {
        page.say_all(&entry.remarks);
        let pair = format!("{} = {}", key(entry.name), entry.value);
        page.line(&if entry.is_asked { format!("# {pair}") } else { pair });
    }
    if !proposal.asks.is_empty() {
        page.line("ask = [");
        // Within the list it is gone with the last question.
        page.line(
            "  # Not sure, and so not counted. `cjm take` or + in the explorer says yes; to say no, delete the entry.",
        );
        for entry in &proposal.asks {
            page.line(&format!("  {entry},"));
        }
        page.line("]");
    }
    if !proposal.unbound.is_empty() {
        page.say("Not bound:");
        page.say_all(&proposal.unbound);
    }
}

fn touchpoint(page: &mut Page, spot: &Spot) {
    page.say_all(&spot.remarks);
    page.line("[[stage.touchpoint]]");
    page.pair("id", &quoted(&spot.id));
    page.pair("name", &quoted(&spot.name));
    if let Some(value) = spot.value.as_deref().filter(|value| *value != spot.id) {
        page.pair("match", &list([value]));
    }
    page.bounds(&spot.bounds);
}

/// How the file is written, as it was told.
fn dialect(survey: &Survey) -> String {
    let delimiter = match survey.delimiter {
        b'\t' => "tabs between cells".to_owned(),
        sign if sign.is_ascii_control() => "one column".to_owned(),
        sign => format!("`{}` between cells", char::from(sign)),
    };
    let packing = match survey.script.packing {
        Packing::Plain => "",
        Packing::Gzip => ", packed with gzip",
        Packing::Zstd => ", packed with zstd",
    };
    let n_commas: u64 = survey.columns.iter().map(|column| column.n_commas).sum();
    let comma = match n_commas {
        n if n > 0 && survey.delimiter != b',' => format!(", a decimal comma in {}", counted(n, "cell")),
        _ => String::new(),
    };
    let encoding = &survey.script.encoding;
    format!("Told from the data: {delimiter}, {encoding}{packing}{comma}.")
}

/// The language of the names and values, where its letters tell.
fn language(survey: &Survey) -> Option<&'static str> {
    let texts = survey.columns.iter().flat_map(|column| {
        std::iter::once(column.name.as_str()).chain(column.values.iter().map(|value| value.text.as_str()))
    });
    let (mut n_letters, mut n_hebrew, mut n_arabic) = (0_u64, 0_u64, 0_u64);
    for c in texts.flat_map(str::chars).filter(|c| c.is_alphabetic()) {
        n_letters += 1;
        n_hebrew += u64::from(matches!(c, '\u{590}'..='\u{5ff}'));
        n_arabic += u64::from(matches!(c, '\u{600}'..='\u{6ff}'));
    }
    match () {
        () if n_hebrew * 2 > n_letters => Some("he"),
        () if n_arabic * 2 > n_letters => Some("ar"),
        () => None,
    }
}
