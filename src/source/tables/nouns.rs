//! Which table of the format each noun of an address is.
//! Invariant: the key of a list of tables is the word of its noun.

use super::root::{ROOT, SOURCE};
use crate::journey::Noun;
use crate::source::format::{
    ACTION, ASK, BINDING, CHANNEL, CONSULT, EVIDENCE, JOURNEY, METRIC, NOTE, OPPORTUNITY, PAIN, PERSONA, RESEARCH,
    RISK, SCENARIO, STAGE, TOUCHPOINT, Table, ValueKind,
};

/// The keys of a thing of that kind.
pub(crate) fn table_of(noun: Noun) -> &'static Table {
    match noun {
        Noun::Journey => &JOURNEY,
        Noun::Persona => &PERSONA,
        Noun::Channel => &CHANNEL,
        Noun::Metric => &METRIC,
        Noun::Source => &SOURCE,
        Noun::Stage => &STAGE,
        Noun::Touchpoint => &TOUCHPOINT,
        Noun::Pain => &PAIN,
        Noun::Opportunity => &OPPORTUNITY,
        Noun::Risk => &RISK,
        Noun::Note => &NOTE,
        Noun::Action => &ACTION,
        Noun::Consult => &CONSULT,
        Noun::Scenario => &SCENARIO,
        Noun::Binding => &BINDING,
        Noun::Evidence => &EVIDENCE,
        Noun::Research => &RESEARCH,
        Noun::Ask => &ASK,
    }
}

/// What the lists in a table hold, in the order of the table.
pub(crate) fn nouns_in(table: &'static Table) -> impl Iterator<Item = Noun> {
    let lists = table.fields.iter().filter(|field| matches!(field.kind, ValueKind::Tables(_)));
    lists.filter_map(|field| Noun::of_word(field.key))
}

/// Does it stand beside the journey's own table, and not in it?
pub(crate) fn is_beside_journey(noun: Noun) -> bool {
    ROOT.field(noun.word()).is_some()
}

/// Is it named by its position alone?
pub(crate) fn is_by_position(noun: Noun) -> bool {
    table_of(noun).field("id").is_none()
}

#[cfg(test)]
mod tests {
    use super::super::root::FIELDS;
    use super::*;

    #[test]
    fn every_list_of_the_format_is_a_noun() {
        for table in FIELDS {
            for field in table.fields {
                let ValueKind::Tables(inner) = field.kind else { continue };
                let noun = Noun::of_word(field.key).unwrap_or_else(|| panic!("{} is no noun", field.key));
                assert_eq!(table_of(noun).name, inner.name);
            }
        }
    }
}
