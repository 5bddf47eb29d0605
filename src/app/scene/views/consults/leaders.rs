//! What is used most, and what helps most: only as far as the intervals tell it apart.

use std::cmp::Ordering;

use super::lookups::Lookup;
use crate::app::scene::pieces::Scene;
use crate::app::view::Label;
use crate::text::Plain;

/// The most places that a sentence names.
const MOST_NAMED: usize = 3;

/// Puts the highest first: what was counted, then what was written, then what nobody was asked.
pub(super) fn sort(all: &mut [Lookup<'_>], rail: usize) {
    let key = |own: &Lookup<'_>| {
        let value = own.values.get(rail).and_then(Option::as_ref);
        let rank = match value {
            Some(_) if own.sure(rail).is_some() => 0,
            Some(own) if !own.is_few => 1,
            Some(_) => 2,
            None => 3,
        };
        (rank, value.map_or(0.0, |own| own.value))
    };
    all.sort_by(|one, other| {
        let ((rank, value), (other_rank, other_value)) = (key(one), key(other));
        rank.cmp(&other_rank).then(other_value.total_cmp(&value)).then(Ordering::Equal)
    });
}

/// Those of which none is surely less than the one that is surely highest; nobody leads alone where nobody else is sure.
pub(super) fn of(all: &[Lookup<'_>], rail: usize) -> Vec<usize> {
    let sure: Vec<(usize, (f64, f64))> =
        all.iter().enumerate().filter_map(|(idx, own)| Some((idx, own.sure(rail)?.1))).collect();
    if sure.len() < 2 {
        return Vec::new();
    }
    let highest = sure.iter().map(|(_, (low, _))| *low).fold(f64::MIN, f64::max);
    sure.into_iter().filter(|(_, (_, high))| *high >= highest).map(|(idx, _)| idx).collect()
}

/// `Most look at X; Y helps most. What is used most is not what helps most.`
pub(super) fn sentence(scene: Scene<'_>, all: &[Lookup<'_>], leads: &[Vec<usize>; 2]) -> Option<Plain> {
    let labels = scene.labels;
    let names = |idxs: &[usize]| {
        let names: Vec<&str> =
            idxs.iter().filter_map(|idx| Some(all.get(*idx)?.consult.name.as_str())).take(MOST_NAMED).collect();
        let more = idxs.len().saturating_sub(names.len());
        let more = (more > 0).then(|| format!(", {}", labels.filled(Label::More, &[&more.to_string()])));
        format!("{}{}", names.join(", "), more.unwrap_or_default())
    };
    let told = |idxs: &[usize], one: Label, several: Label| match idxs {
        [] => None,
        [_] => Some(labels.filled(one, &[&names(idxs)])),
        _ => Some(labels.filled(several, &[&idxs.len().to_string(), &names(idxs)])),
    };
    let [used, helped] = leads;
    if let ([used], [helped]) = (used.as_slice(), helped.as_slice())
        && used == helped
    {
        return Some(labels.filled(Label::MostOfBoth, &[&names(&[*used])]).into());
    }
    let parts: Vec<String> = [
        told(used, Label::MostLookAt, Label::LeadInUse),
        told(helped, Label::HelpsMost, Label::LeadInHelp),
        matches!((used.as_slice(), helped.as_slice()), ([_], [_])).then(|| scene.label(Label::UseIsNotHelp).to_owned()),
    ]
    .into_iter()
    .flatten()
    .collect();
    (!parts.is_empty()).then(|| format!("{}.", parts.join(". ")).into())
}
