//! How a thing takes what its author wrote, key by key.
//! Invariant: what is not there, or was no good, leaves its field empty; a thing that cannot do without it is no thing.

use jiff::civil::Date;

use super::schema::{Field, ValueKind};
use super::{Binding, ByPersona, Segment, Word};
use crate::metric::Period;

/// What the author wrote about one thing; each value is of the kind that its row asks for.
pub trait Given {
    /// The id of the thing, as written or made by position; of the journey what its file is called.
    fn id(&self) -> String;
    /// Its 1-based position in its list.
    fn position(&self) -> usize;
    /// A text. One that names something else is only given where a map can be understood with it.
    fn text(&mut self, field: &'static Field) -> Option<String>;
    /// Texts, as those.
    fn texts(&mut self, field: &'static Field) -> Vec<String>;
    /// A date.
    fn date(&self, field: &'static Field) -> Option<Date>;
    /// A period.
    fn period(&self, field: &'static Field) -> Option<Period>;
    /// A whole number, or a time in days.
    fn whole(&self, field: &'static Field) -> Option<i64>;
    /// A number.
    fn number(&self, field: &'static Field) -> Option<f64>;
    /// Yes or no.
    fn truth(&self, field: &'static Field) -> Option<bool>;
    /// Texts by persona.
    fn texts_by(&mut self, field: &'static Field) -> Vec<ByPersona<String>>;
    /// Whole numbers by persona.
    fn wholes_by(&mut self, field: &'static Field) -> Vec<ByPersona<i64>>;
    /// Which rows of the data.
    fn segment(&self, field: &'static Field) -> Segment;
    /// Shows each table under a key.
    fn each(&mut self, field: &'static Field, see: &mut dyn FnMut(&mut dyn Given));
    /// What is measured there, written and implied.
    fn bindings(&mut self) -> Vec<Binding>;
}

/// A thing that can be read.
pub(crate) trait Read: Sized {
    /// `None` where something is missing that it cannot do without.
    fn read(given: &mut dyn Given) -> Option<Self>;
}

/// The value of a field that can be taken from what is written.
pub(crate) trait Take: Sized {
    /// `None` where the thing cannot do without it.
    fn take(given: &mut dyn Given, field: &'static Field) -> Option<Self>;
}

/// The things under a key.
pub(crate) fn each<T: Read>(given: &mut dyn Given, field: &'static Field) -> Vec<T> {
    let mut things = Vec::new();
    given.each(field, &mut |given| things.extend(T::read(given)));
    things
}

/// A text that must be there; a name or a text that is missing is stood in for by the id.
impl Take for String {
    fn take(given: &mut dyn Given, field: &'static Field) -> Option<Self> {
        match field.kind {
            ValueKind::Id if field.key == "id" => Some(given.id()),
            _ => given.text(field).or_else(|| field.or_id.then(|| given.id())),
        }
    }
}

impl Take for Option<String> {
    fn take(given: &mut dyn Given, field: &'static Field) -> Option<Self> {
        Some(given.text(field))
    }
}

impl Take for Vec<String> {
    fn take(given: &mut dyn Given, field: &'static Field) -> Option<Self> {
        Some(given.texts(field))
    }
}

impl<W: Word> Take for Option<W> {
    fn take(given: &mut dyn Given, field: &'static Field) -> Option<Self> {
        Some(given.text(field).and_then(|word| W::of(&word)))
    }
}

/// A word that must be there, or that something holds for without it.
impl<W: Word> Take for W {
    fn take(given: &mut dyn Given, field: &'static Field) -> Option<Self> {
        given.text(field).and_then(|word| W::of(&word)).or(W::USUAL)
    }
}

impl Take for bool {
    fn take(given: &mut dyn Given, field: &'static Field) -> Option<Self> {
        Some(given.truth(field).unwrap_or(false))
    }
}

impl Take for f64 {
    fn take(given: &mut dyn Given, field: &'static Field) -> Option<Self> {
        given.number(field)
    }
}

impl Take for Segment {
    fn take(given: &mut dyn Given, field: &'static Field) -> Option<Self> {
        Some(given.segment(field))
    }
}

impl Take for Vec<ByPersona<String>> {
    fn take(given: &mut dyn Given, field: &'static Field) -> Option<Self> {
        Some(given.texts_by(field))
    }
}

impl Take for Vec<ByPersona<i8>> {
    fn take(given: &mut dyn Given, field: &'static Field) -> Option<Self> {
        let own = given.wholes_by(field).into_iter();
        Some(
            own.filter_map(|own| Some(ByPersona { persona: own.persona, value: own.value.try_into().ok()? })).collect(),
        )
    }
}

impl Take for Vec<Binding> {
    fn take(given: &mut dyn Given, _: &'static Field) -> Option<Self> {
        Some(given.bindings())
    }
}

/// Values that may be missing, and how each is asked for.
macro_rules! optional {
    ($($type:ty: $ask:expr;)*) => { $(
        impl Take for Option<$type> {
            fn take(given: &mut dyn Given, field: &'static Field) -> Option<Self> {
                let ask: fn(&dyn Given, &'static Field) -> Option<$type> = $ask;
                Some(ask(given, field))
            }
        }
    )* };
}

optional! {
    Date: |given, field| given.date(field);
    Period: |given, field| given.period(field);
    f64: |given, field| given.number(field);
    u8: |given, field| given.whole(field)?.try_into().ok();
    i8: |given, field| given.whole(field)?.try_into().ok();
    u32: |given, field| given.whole(field)?.try_into().ok();
    u64: |given, field| given.whole(field)?.try_into().ok();
}
