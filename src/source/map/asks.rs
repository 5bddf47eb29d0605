//! Questions about columns that nobody has answered.
//! Invariant: each one that can be answered is a finding, with the line that says yes.

use super::Reader;
use crate::journey::ask::{self, Ask};
use crate::journey::{Address, Noun, Source};
use crate::source::format::{ASK, Fields, Ids, Remark, rules};
use crate::source::shapes;
use crate::source::splice::literal_of_text;

/// The keys that it has in common with a binding.
const OF_BINDING: [&str; 5] = ["scale", "top", "yes", "no", "missing"];

impl Reader<'_, '_> {
    /// The open questions of a source, which is the last of the map.
    ///
    /// * `is_only`: does no other source ask?
    pub(super) fn read_asks(&mut self, source: &Fields<'_>, is_only: bool) {
        let mut ids = Ids::default();
        for (position, raw) in source.tables("ask").iter().enumerate() {
            let id = ids.by_column(raw, position);
            let fields = self.entry(raw, source.at.then(Noun::Ask, &id), &ASK);
            let (Some(column), Some(role)) = (fields.text("column"), fields.text("as")) else { continue };
            let is_key = ask::is_key(&role);
            if !is_key && !self.is_metric(&role, fields.span_of("as"), || fields.at.field("as")) {
                continue;
            }
            let idle = ["touchpoint"].into_iter().chain(OF_BINDING).find(|key| is_key && fields.has(key));
            if let Some(key) = idle {
                let message = format!("{key} does nothing here, {role} is a key of the source");
                let help = Some("remove it".to_owned());
                self.add(Remark { help, ..fields.remark(key, &rules::UNUSED_KEY, message) });
            }
            let Some(own) = self.map.sources.last() else { continue };
            let ask = Ask {
                source: own.id.clone(),
                column,
                role,
                why: fields.text("why"),
                touchpoint: fields.text("touchpoint"),
                scale: fields.scale("scale"),
                top: fields.whole("top"),
                yes: fields.texts("yes"),
                no: fields.texts("no"),
                missing: fields.texts("missing"),
                id: id.to_text(),
            };
            let why = ask.why.as_deref().map(|why| format!(" {}", why.trim_end_matches('.'))).unwrap_or_default();
            let message = format!("not counted until somebody says yes: {}{why}", lower(&ask.words(&self.map)));
            let at = typed(&ask, is_only);
            let by_hand = line(self, &ask, &fields, own);
            let help = format!(
                "for yes `cjm take MAP {at}` or + in the explorer (i), for no `cjm remove MAP {at}` or -; or by hand: write \
                 {by_hand} for yes, and delete this entry; for no delete it"
            );
            let address = Some(fields.at.address());
            let span = Some(fields.span.clone());
            self.map.asks.push(ask);
            self.add(Remark { rule: &rules::OPEN_QUESTION, span, message, help: Some(help), address });
        }
    }
}

/// Its address as a shell takes it, as short as is distinct.
fn typed(ask: &Ask, is_only: bool) -> String {
    let whole = ask.address();
    let own = whole.steps.iter().filter(|step| !is_only || step.noun == Noun::Ask).cloned();
    let at = Address { steps: own.collect(), field: None }.to_string();
    let is_bare = at.chars().all(|c| c.is_alphanumeric() || "/-_.".contains(c));
    if is_bare { at } else { format!("'{}'", at.replace('\'', "'\\''")) }
}

/// The line that says yes, and where it goes.
fn line(reader: &Reader<'_, '_>, ask: &Ask, fields: &Fields<'_>, source: &Source) -> String {
    let column = quoted(&ask.column);
    if ask.role == "segments" {
        let all: Vec<String> = source.segments.iter().map(|own| quoted(own)).chain([column]).collect();
        return format!("`segments = [{}]` in this [[source]]", all.join(", "));
    }
    if ask::is_key(&ask.role) {
        return format!("`{} = {column}` in this [[source]]", ask.role);
    }
    let rest: String = OF_BINDING
        .iter()
        .filter(|key| fields.has(key))
        .filter_map(|key| Some(format!(", {key} = {}", reader.report.text().get(fields.span_of(key))?)))
        .collect();
    let binding = |column: &str| {
        format!("`metrics = [{{ metric = {}, source = {}{column}{rest} }}]`", quoted(&ask.role), quoted(&source.id))
    };
    if shapes::place_column(source).is_none() {
        let place = match fields.str("touchpoint") {
            Some(id) => format!("a [[stage.touchpoint]] with `id = {}`", quoted(id)),
            None => "[journey]".to_owned(),
        };
        return format!("{} in {place}", binding(&format!(", column = {column}")));
    }
    let own = if shapes::metric_keys().any(|key| key == ask.role) {
        format!("`{} = {column}` in this [[source]]", ask.role)
    } else {
        let named = source.columns.iter().filter(|(metric, _)| !shapes::metric_keys().any(|key| key == metric));
        let pairs = named.map(|(metric, column)| format!("{} = {}", quoted(metric), quoted(column)));
        let pairs: Vec<String> = pairs.chain([format!("{} = {column}", quoted(&ask.role))]).collect();
        format!("`columns = {{ {} }}` in this [[source]]", pairs.join(", "))
    };
    if rest.is_empty() { own } else { format!("{own} and {} in each touchpoint", binding("")) }
}

/// A question within a sentence.
fn lower(question: &str) -> String {
    let mut chars = question.chars();
    chars.next().map(|first| first.to_lowercase().chain(chars).collect()).unwrap_or_default()
}

fn quoted(text: &str) -> String {
    literal_of_text(text, None)
}
