//! A source as a thing of a map: what each of its keys says.

use std::borrow::Cow;

use super::SOURCE;
use crate::journey::thing::Shown as _;
use crate::journey::{Content, Field, Noun, Source, Table, Thing};

impl Thing for Source {
    fn table(&self) -> &'static Table {
        &SOURCE
    }

    fn noun(&self) -> Option<Noun> {
        Some(Noun::Source)
    }

    fn id(&self) -> Cow<'_, str> {
        Cow::Borrowed(&self.id)
    }

    fn values(&self) -> Vec<(&'static Field, Content<'_>)> {
        SOURCE.fields.iter().map(|field| (field, said(self, field.key))).collect()
    }
}

/// What a key says: of those that only sources of one shape have, as they are kept.
fn said<'a>(source: &'a Source, key: &str) -> Content<'a> {
    let texts = |texts: &'a [String]| match texts {
        [] => Content::Nothing,
        texts => Content::List(Cow::Borrowed(texts)),
    };
    match key {
        "id" => source.id.said(),
        "file" => source.file.said(),
        "format" => source.time_format.said(),
        "zone" => source.zone.said(),
        "delimiter" => source.delimiter.map_or(Content::Nothing, |own| Content::Words(own.to_string().into())),
        "encoding" => source.encoding.said(),
        "language" => source.language.said(),
        "missing" => texts(&source.missing),
        "segments" => texts(&source.segments),
        "columns" => {
            let own = source.columns.iter().filter(|(metric, _)| SOURCE.field(metric).is_none());
            let own: Vec<String> = own.map(|(metric, column)| format!("{metric} = {column}")).collect();
            if own.is_empty() { Content::Nothing } else { Content::List(Cow::Owned(own)) }
        }
        key => match source.key(key) {
            Some(text) if source.values(key).len() < 2 => Content::Words(Cow::Borrowed(text)),
            Some(_) => texts(source.values(key)),
            // A metric of a long source may have a key of its own.
            None => {
                let own = source.columns.iter().find(|(metric, _)| metric == key);
                own.map_or(Content::Nothing, |(_, column)| Content::Words(Cow::Borrowed(column)))
            }
        },
    }
}
