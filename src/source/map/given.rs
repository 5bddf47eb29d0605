//! What is written under the keys of one thing, for the thing to take.
//! Invariant: each thing in the file appears in the map, whatever is wrong with it; a name of nothing is remarked.

use std::ops::Range;

use jiff::civil::Date;

use super::Reader;
use crate::journey::given::Given;
use crate::journey::{Binding, ByPersona, Choice, Field, Noun, Segment};
use crate::metric::Period;
use crate::source::format::{Fields, Id, Ids, Place, Raw, ValueKind, written_id};
use crate::source::tables::is_by_position;

/// One thing while it is read.
pub(super) struct Written<'a, 'r, 'f> {
    reader: &'a mut Reader<'f, 'r>,
    fields: &'a Fields<'a>,
    /// What its id is, or stands for it.
    id: String,
    /// The id as written: of two with the same both find their rows by it.
    own_id: Option<&'a str>,
    position: usize,
}

impl<'r, 'f> Reader<'f, 'r> {
    /// The journey's own table, called after its file where it has no title.
    pub(super) fn journey<'a>(&'a mut self, fields: &'a Fields<'a>) -> Written<'a, 'r, 'f> {
        let id = self.report.label().to_owned();
        Written { reader: self, fields, id, own_id: None, position: 1 }
    }
}

impl Written<'_, '_, '_> {
    /// Does a key of the author's own name something?
    fn is_known(&mut self, field: &'static Field, key: &str, span: &Range<usize>) -> bool {
        let at = || self.fields.at.field(&format!("{}.{key}", field.key));
        field.names.is_none_or(|noun| self.reader.is_there(noun, key, span.clone(), at))
    }

    /// The values that mean this place in the column of touchpoints: of a touchpoint its id, unless it says otherwise.
    fn matches(&self) -> Vec<String> {
        // Rows name places of the journey, and where customers look is none.
        if self.fields.at.noun() == Some(Noun::Consult) {
            return Vec::new();
        }
        let mut matches = self.fields.texts("match");
        if !self.fields.has("match") && self.fields.at.noun() == Some(Noun::Touchpoint) {
            matches.push(self.own_id.unwrap_or(&self.id).to_owned());
        }
        matches
    }
}

impl Given for Written<'_, '_, '_> {
    fn id(&self) -> String {
        self.id.clone()
    }

    fn position(&self) -> usize {
        self.position
    }

    fn text(&mut self, field: &'static Field) -> Option<String> {
        let text = self.fields.text(field.key)?;
        let is_known = field.names.is_none_or(|noun| self.reader.is_known(self.fields, field.key, noun));
        // What cannot do without it is no thing; all others say what is written.
        (is_known || !field.required).then_some(text)
    }

    fn texts(&mut self, field: &'static Field) -> Vec<String> {
        if field.key == "match" {
            return self.matches();
        }
        match field.names {
            Some(noun) => self.reader.known_of(self.fields, field.key, noun),
            None => self.fields.texts(field.key),
        }
    }

    fn date(&self, field: &'static Field) -> Option<Date> {
        self.fields.date(field.key)
    }

    fn period(&self, field: &'static Field) -> Option<Period> {
        self.fields.period(field.key)
    }

    fn whole(&self, field: &'static Field) -> Option<i64> {
        match field.kind {
            ValueKind::Days => self.fields.days(field.key).map(i64::from),
            _ => self.fields.whole(field.key),
        }
    }

    fn number(&self, field: &'static Field) -> Option<f64> {
        self.fields.number(field.key)
    }

    fn truth(&self, field: &'static Field) -> Option<bool> {
        self.fields.truth(field.key)
    }

    fn texts_by(&mut self, field: &'static Field) -> Vec<ByPersona<String>> {
        let mut texts = Vec::new();
        for pair in self.fields.pairs(field.key) {
            if let Some(text) = pair.values.first().filter(|_| self.is_known(field, pair.key, &pair.key_span)) {
                texts.push(ByPersona { persona: pair.key.to_owned(), value: text.text.clone().into_owned() });
            }
        }
        texts
    }

    fn wholes_by(&mut self, field: &'static Field) -> Vec<ByPersona<i64>> {
        let mut wholes = Vec::new();
        for own in self.fields.wholes(field.key) {
            if self.is_known(field, own.key, &own.key_span) {
                wholes.push(ByPersona { persona: own.key.to_owned(), value: own.whole });
            }
        }
        wholes
    }

    fn segment(&self, field: &'static Field) -> Segment {
        let choices = self.fields.pairs(field.key).iter().map(|pair| Choice {
            column: pair.key.to_owned(),
            values: pair.values.iter().map(|value| value.text.clone().into_owned()).collect(),
        });
        Segment { choices: choices.collect() }
    }

    fn each(&mut self, field: &'static Field, see: &mut dyn FnMut(&mut dyn Given)) {
        let all = self.fields.tables(field.key);
        if let ValueKind::Table(table) = field.kind {
            for raw in all {
                let fields = Fields::check(self.reader.report, table, raw, self.fields.at.part(field.key));
                see(&mut Written {
                    reader: self.reader,
                    fields: &fields,
                    id: String::new(),
                    own_id: None,
                    position: 1,
                });
            }
            return;
        }
        self.reader.each((field, &self.fields.at, all), see);
    }

    fn bindings(&mut self) -> Vec<Binding> {
        let matches = self.matches();
        self.reader.bindings(self.fields, &matches)
    }
}

impl Reader<'_, '_> {
    /// Shows each thing of a list, with its id.
    pub(super) fn each<'t>(
        &mut self,
        (field, place, all): (&'static Field, &'t Place<'t>, &'t [Raw<'t>]),
        see: &mut dyn FnMut(&mut dyn Given),
    ) {
        let (ValueKind::Tables(table), Some(noun)) = (field.kind, Noun::of_word(field.key)) else { return };
        let mut own = Ids::default();
        // Positions are distinct as long as nobody else gives ids.
        let is_by_position =
            is_by_position(noun) || (!table.has_needed_id() && all.iter().all(|raw| raw.table.get("id").is_none()));
        for (position, raw) in all.iter().enumerate() {
            let id = if is_by_position {
                Id::Position(position + 1)
            } else {
                let ids = self.ids.get_mut(&noun).unwrap_or(&mut own);
                ids.name(self.report, raw, position, (place, noun))
            };
            let fields = Fields::check(self.report, table, raw, place.then(noun, &id));
            let own_id = written_id(raw);
            see(&mut Written { reader: self, fields: &fields, id: id.to_text(), own_id, position: position + 1 });
        }
    }
}
