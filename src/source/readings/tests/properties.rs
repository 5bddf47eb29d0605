//! What holds whatever the bytes.

use std::io::{self, Read, Write as _};
use std::num::NonZeroUsize;
use std::ops::ControlFlow;

use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::shapes::{funnel, long, series};
use super::{Made, asked, cohort, counted, everyone, own};
use crate::journey::book::{Cohort, Pass};
use crate::journey::{Map, Question, SourceReport};
use crate::metric::period::GRAINS;
use crate::source::readings::count::count_shared;
use crate::source::readings::crew::Sharing;
use crate::source::readings::opened::Job;
use crate::source::readings::{Mark, SourceCounts, count, scores_comments};

/// Hands out a few bytes at a time.
struct Drops<'a>(&'a [u8], usize);

impl Read for Drops<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.1.min(self.0.len()).min(buffer.len());
        buffer[..n].copy_from_slice(&self.0[..n]);
        self.0 = &self.0[n..];
        Ok(n)
    }
}

fn odd_bytes() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b",".to_vec()),
        Just(b"\"".to_vec()),
        Just(b"\n".to_vec()),
        Just(b"\r\n".to_vec()),
        Just(b"5".to_vec()),
        Just(b"search".to_vec()),
        Just(b"cart,nps,".to_vec()),
        Just(b"pay,".to_vec()),
        Just(b"2024-01-02,search,4,0.25\n".to_vec()),
        Just(b"2024-01-02,search,5,0.25,\n".to_vec()),
        Just(b"2024-01-03,\"pay.checkout\",\"2\",\"-0.5\"\r\n".to_vec()),
        Just(b"\"x\ny\"".to_vec()),
        Just(b"\r".to_vec()),
        Just(b"\xff".to_vec()),
        Just(b"-1e12".to_vec()),
        Just(b"999999999999".to_vec()),
        Just(b"2024-01-01".to_vec()),
        Just(b"13/1/2024".to_vec()),
        any::<u8>().prop_map(|byte| vec![byte]),
    ];
    let heads = prop_oneof![
        Just("date,touchpoint,csat,sentiment\n"),
        Just("where,metric,value,n,sd\n"),
        Just("step,entered,completed\n"),
        Just("touchpoint;csat\n"),
        Just("")
    ];
    (heads, proptest::collection::vec(piece, 0..200)).prop_map(|(head, pieces)| {
        let mut text = head.as_bytes().to_vec();
        text.extend(pieces.concat());
        text
    })
}

/// The same, where the answers of a row weigh what it says of sentiment.
fn weighed(mut map: Map, has_weight: bool) -> Map {
    map.sources[0].weight = has_weight.then(|| "sentiment".to_owned());
    map
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn rows_read_are_rows_used_and_rows_left_out(text in odd_bytes(), shape in 0..3_usize, has_time: bool) {
        let mut map = [long, series, funnel][shape]();
        if !has_time {
            map.sources[0].time = None;
        }
        let report = counted(&map, &text).report;
        let n_left: u64 = report.left_out.iter().filter(|left| left.column.is_none()).map(|left| left.count).sum();
        prop_assert_eq!(report.rows, report.used + n_left);
        let n_lines = text.iter().filter(|byte| matches!(byte, b'\n' | b'\r')).count() as u64 + 1;
        for left in &report.left_out {
            prop_assert!(left.lines.iter().all(|line| (1..=n_lines).contains(line)), "{:?}", left);
            prop_assert!(left.lines.is_sorted());
        }
    }

    #[test]
    fn pieces_make_no_difference(text in odd_bytes(), size in 1..40_usize, has_weight: bool) {
        let map = weighed(long(), has_weight);
        let whole = counted(&map, &text);
        let drops = Made::of(|| Drops(&text, size));
        let pieces = count(&asked(&map, &everyone()), &drops, NonZeroUsize::MIN, &mut |_| ControlFlow::Continue(()));
        prop_assert_eq!(whole, pieces);
    }

    #[test]
    fn those_who_share_a_file_count_as_one_who_reads_it_in_order(text in odd_bytes(), size in 1..200_usize, n_workers in 1..4_usize, shape in 0..3_usize, has_respondent: bool, has_weight: bool) {
        let mut map = weighed([long, series, funnel][shape](), has_weight);
        map.sources[0].respondent = has_respondent.then(|| "sentiment".to_owned());
        let cohorts = [Cohort::default(), cohort("sentiment", &["0.25", "-0.5"])];
        let count = |n_workers| {
            let sharing = Sharing { size, n_workers };
            let bytes = text.as_slice();
            let question = asked(&map, &cohorts);
            let job = Job { question: &question, bytes: &bytes, sharing };
            count_shared(job, None, &mut |_| ControlFlow::Continue(()))
        };
        prop_assert_eq!(count(0), count(n_workers));
    }

    #[test]
    fn what_is_counted_fast_is_what_counting_everything_gives(text in odd_bytes(), size in 1..200_usize, n_workers in 0..3_usize, is_for_all: bool, has_respondent: bool, has_weight: bool) {
        let mut map = weighed(long(), has_weight);
        map.sources[0].respondent = has_respondent.then(|| "csat".to_owned());
        map.sources[0].comment = Some("sentiment".to_owned());
        if is_for_all {
            map.metrics.push(own("sentiment", "sentiment"));
        }
        prop_assert!(scores_comments(&asked(&map, &everyone())));
        let cohorts = [Cohort::default(), cohort("csat", &["4"])];
        let sharing = Sharing { size, n_workers };
        let count = |pass| {
            let bytes = text.as_slice();
            let question = asked(&map, &cohorts).read_for(pass);
            let job = Job { question: &question, bytes: &bytes, sharing };
            count_shared(job, None, &mut |_| ControlFlow::Continue(()))
        };
        let (fast, mut whole) = (count(Pass::Counting), count(Pass::Scoring));
        let metrics: Vec<&str> = map.bindings().map(|(_, binding)| binding.metric.as_str()).collect();
        whole.series.retain(|(idx, _)| metrics[*idx] != "sentiment");
        prop_assert_eq!(fast.series, whole.series);
        prop_assert_eq!(fast.report.rows, whole.report.rows);
    }

    #[test]
    fn what_is_asked_by_longer_periods_is_the_sum_of_the_shorter(text in odd_bytes(), shape in 0..3_usize, n_workers in 0..3_usize, has_weight: bool) {
        let map = weighed([long, series, funnel][shape](), has_weight);
        let question = asked(&map, &everyone());
        let count = |question: &Question| {
            let bytes = text.as_slice();
            let job = Job { question, bytes: &bytes, sharing: Sharing { size: 50, n_workers } };
            count_shared(job, None, &mut |_| ControlFlow::Continue(()))
        };
        let by_day = count(&question);
        for (grain, _) in GRAINS {
            let coarse = count(&question.clone().by(*grain));
            prop_assert_eq!((coarse.report.used, &coarse.report.left_out), (by_day.report.used, &by_day.report.left_out));
            for ((_, own), (_, days)) in coarse.series.iter().zip(&by_day.series) {
                prop_assert_eq!(own[0].finest, days[0].finest.min(*grain));
                prop_assert_eq!(own[0].by_period(*grain), days[0].by_period(*grain));
            }
        }
    }

    #[test]
    fn what_is_appended_counts_as_if_it_had_been_there(text in odd_bytes(), more in odd_bytes(), size in 1..200_usize, shape in 0..3_usize, has_weight: bool) {
        let map = weighed([long, series, funnel][shape](), has_weight);
        let cohorts = everyone();
        let sharing = Sharing { size, n_workers: 2 };
        let count = |bytes: &[u8], mark: Option<&mut Option<Mark>>| {
            let question = asked(&map, &cohorts);
            let job = Job { question: &question, bytes: &bytes, sharing };
            count_shared(job, mark, &mut |_| ControlFlow::Continue(()))
        };
        let mut mark = None;
        count(&[&text[..], b"\n"].concat(), Some(&mut mark));
        let whole = [&text[..], b"\n", &more[..]].concat();
        prop_assert_eq!(count(&whole, Some(&mut mark)), count(&whole, None));
    }

    #[test]
    fn packed_or_in_another_encoding_it_is_the_same_file(text in odd_bytes(), shape in 0..3_usize) {
        let map = [long, series, funnel][shape]();
        let text = String::from_utf8_lossy(&text).replace('\0', "0");
        // Only what is told of the packing and the encoding itself is different.
        let counted = |bytes: &[u8]| SourceCounts { report: SourceReport { understood: None, ..counted(&map, bytes).report }, ..counted(&map, bytes) };
        let plain = counted(text.as_bytes());
        let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
        packer.write_all(text.as_bytes()).expect("memory takes all");
        prop_assert_eq!(&counted(&packer.finish().expect("memory takes all")), &plain);
        prop_assert_eq!(&counted(&compress_to_vec(text.as_bytes(), CompressionLevel::Fastest)), &plain);
        let marked = format!("\u{feff}{text}");
        for to in [u16::to_le_bytes, u16::to_be_bytes] {
            let units: Vec<u8> = marked.encode_utf16().flat_map(to).collect();
            prop_assert_eq!(&counted(&units), &plain);
        }
    }
}
