//! A map of any size for the benchmarks. Must not know what is timed.
//! Invariant: the same size gives the same text.

use std::fmt::Write as _;

/// A map with so many touchpoints, each with a pain point, a note and a metric, ten to a stage.
pub(super) fn large_map(n_touchpoints: usize) -> String {
    let mut text = String::from(
        "[journey]\ntitle = \"A long way\"\nobjective = \"Arrive\"\n\n[[source]]\nid = \"survey\"\nfile = \"answers.csv\"\ntime = \"date\"\n",
    );
    for idx in 0..n_touchpoints {
        if idx % 10 == 0 {
            write!(text, "\n[[stage]]\nid = \"stage-{idx}\"\nname = \"Stage {idx}\"\ncustomer_goal = \"Get on\"\n")
                .expect("a string takes all");
        }
        write!(
            text,
            "\n[[stage.touchpoint]]\nid = \"touchpoint-{idx}\"\nname = \"Touchpoint {idx}\"\nchannel = \"web\"\ndoes = \"Looks for the button\"\nemotion = -1\n\
             metrics = [{{ metric = \"csat\", source = \"survey\", column = \"q{idx}\", scale = [1, 5] }}]\n\n[[stage.touchpoint.pain]]\ntext = \"It is hidden below the fold\"\n\
             severity = 3\nevidence = [{{ kind = \"survey\", n = 41, date = 2026-06-01 }}]\n\n[[stage.touchpoint.note]]\ntext = \"Moved up in the next release\"\ndate = 2026-06-02\nby = \"dl\"\n"
        )
        .expect("a string takes all");
    }
    text
}
