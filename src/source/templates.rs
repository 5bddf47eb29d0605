//! Maps to begin with: each has the places of one kind of journey, questions where its author is to write, and made-up
//! answers so that there is something to see.
//! Invariant: what is made of a template is a map in which nothing is odd; all that is found in it is to be filled in.

mod kpi;
mod sample;
mod words;
mod woven;

#[cfg(test)]
mod tests;

pub use self::kpi::{PHASES, Phase};

use self::woven::Woven;
use super::splice::literal_of_text;
use crate::journey::MADE_UP;
use crate::text::capitalized;

/// What a map of a folder is called.
pub const MAP_FILE: &str = "journey.toml";

/// What the made-up answers are called.
const SAMPLE_FILE: &str = "made-up.csv";

/// A map to begin with.
#[derive(Debug)]
pub struct Template {
    /// Its name: `cafe`.
    pub name: &'static str,
    /// What it is for, in a few words.
    pub purpose: &'static str,
    /// Which practice of the field it is drawn after.
    pub seed: &'static str,
    /// Its objective, personas and stages, before the questions that all have.
    text: &'static str,
}

macro_rules! template {
    ($name:literal, $purpose:literal, $seed:literal) => {
        Template {
            name: $name,
            purpose: $purpose,
            seed: $seed,
            text: include_str!(concat!("templates/", $name, ".toml")),
        }
    };
}

/// Every template, the most general first.
#[rustfmt::skip]
pub static TEMPLATES: &[Template] = &[
    template!("blank", "any journey, from a need to coming back", "stages, experience, satisfaction"),
    template!("digital", "something found, chosen and ordered online", "decisive moments, risks, technology"),
    template!("insurance", "a contract that is compared, used and renewed", "strategy, loyalty, what differs"),
    template!("flight", "a journey with a before, a during and an after", "the wheel of a flight"),
    template!("car", "a large purchase that people look around for", "what customers consult, and what helps"),
    template!("product", "a product, for the whole organisation to see", "the visual plan"),
    template!("cafe", "a visit to a place, zone by zone", "timeline against a baseline"),
    template!("b2b", "a purchase by several roles, goal by goal", "stage by stage against goals"),
    template!("repairs", "help at home, in stress", "the urgent path, questions and answers, chat"),
    template!("website", "a website, by the five places that decide", "five critical places, four questions each"),
    template!("urgent", "help for somebody who cannot wait", "state of mind, the urgent path"),
];

/// What is asked for besides a template.
#[derive(Debug)]
pub struct NewMap<'a> {
    /// What the map is called.
    pub title: &'a str,
    /// Its language, as BCP 47 has it.
    pub language: Option<&'a str>,
    /// Whose measures it is to have.
    pub phases: &'a [&'static Phase],
}

/// One file of a new map: its name, and what is in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// Its path, from the folder of the map.
    pub name: String,
    /// All of it.
    pub text: String,
}

/// The template of that name.
#[must_use]
pub fn template(name: &str) -> Option<&'static Template> {
    TEMPLATES.iter().find(|own| own.name == name)
}

/// A title for a map that is to have this path: `my-shop/journey.toml` becomes `My shop`.
#[must_use]
pub fn title_for(path: &str) -> String {
    let path = path.strip_suffix(MAP_FILE).unwrap_or(path).trim_end_matches('/');
    let name = path.rsplit('/').next().unwrap_or_default();
    let name = name.strip_suffix(".toml").unwrap_or(name).replace(['-', '_'], " ");
    match name.trim().trim_matches('.') {
        "" => "A journey".to_owned(),
        name => capitalized(name),
    }
}

impl Template {
    /// The names of its stages, in order.
    pub fn stages(&self) -> impl Iterator<Item = &'static str> {
        woven::names(self.text, "[[stage]]")
    }

    /// The languages that its own texts are in, besides English.
    pub fn languages(&self) -> impl Iterator<Item = &'static str> {
        let plain = self.map(&NewMap { title: "", language: None, phases: &[] });
        words::languages().filter(move |language| words::told_in(&plain, language).is_some())
    }

    /// Are its texts in that language?
    #[must_use]
    pub fn speaks(&self, language: &str) -> bool {
        let main = language.split(['-', '_']).next().unwrap_or_default().to_lowercase();
        main == "en" || self.languages().any(|own| own == main)
    }

    /// The files of a new map; the map itself is the last of them.
    #[must_use]
    pub fn files(&self, asked: &NewMap) -> Vec<NewFile> {
        let places = woven::touchpoints(self.text);
        let tables = asked.phases.iter().map(|phase| NewFile { name: phase.file(), text: phase.header() });
        let sample = NewFile { name: SAMPLE_FILE.to_owned(), text: sample::answers(&places) };
        let map = NewFile { name: MAP_FILE.to_owned(), text: self.map(asked) };
        std::iter::once(sample).chain(tables).chain([map]).collect()
    }

    /// The map.
    fn map(&self, asked: &NewMap) -> String {
        let Woven { journey, rest } = woven::weave(self.text);
        let title = literal_of_text(asked.title, None);
        let language = literal_of_text(asked.language.unwrap_or("en"), None);
        let name = self.name;
        let purpose = self.purpose;
        let bound = kpi::bound(asked.phases);
        let measures: String = asked.phases.iter().map(|phase| phase.text()).collect();
        let english = format!(
            r#"# A map begun from the template `{name}`: {purpose}.
# A text that begins with "? " is a question: write your answer in its place, or remove the line.
# `cjm check` lists what is still to be filled in. All that a map may hold is in maps/FORMAT.md and in `cjm schema`.

[journey]
title = {title}
description = "? What is this journey, in two sentences: who goes through it, from where to where?"
{journey}language = {language}        # of the texts; it decides their direction
# owner = "Who looks after this map"
# reviewed = 2026-01-31
# review_every = "6 months"
{bound}
[journey.target]
metric = "csat"
target = 80            # yours instead: the percent of customers who are to be satisfied
# baseline = 62        # where you stand today
# by = 2026-12-31

# All numbers are made up, so that there is something to see: this table says so wherever they are shown.
# `cjm bind answers.csv --map {MAP_FILE}` prints what to add for your own; then remove these two tables and {SAMPLE_FILE}.
[[metric]]
id = "csat"
name = "Made-up CSAT"
kind = "csat"

[[source]]
id = "{MADE_UP}"
file = "{SAMPLE_FILE}"
time = "date"
touchpoint = "touchpoint"   # this column says which touchpoint an answer is about, by its id
csat = "csat"               # answers from 1 to 5
{measures}
{rest}"#
        );
        asked.language.and_then(|language| words::told_in(&english, language)).unwrap_or(english)
    }
}
