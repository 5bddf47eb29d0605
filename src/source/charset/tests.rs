//! What is made of bytes, whatever they are.

use std::io::Write;
use std::sync::atomic::Ordering;

use encoding_rs::Encoding;
use flate2::Compression;
use flate2::write::GzEncoder;
use proptest::prelude::*;
use ruzstd::encoding::{CompressionLevel, compress_to_vec};

use super::packing::Unpacked;
use super::*;

const HEBREW: &str = "תאריך,ציון,הערה\n2024-01-01,5,המשלוח הגיע מאוחר והקופסה הייתה פתוחה\n\
    2024-01-02,3,\"השירות היה אדיב, אבל צריך לחכות\"\n";
const FRENCH: &str =
    "date;note;avis\n2024-01-01;5;\u{ab} très réussi \u{bb}, à refaire\n2024-01-02;3;l\u{2019}été, 10 €\n";
const RUSSIAN: &str = "дата,оценка,отзыв\n2024-01-01,5,Доставка пришла поздно и коробка была открыта\n";
const ARABIC: &str = "التاريخ,النتيجة,تعليق\n2024-01-01,5,وصل الطلب متأخرا وكانت العلبة مفتوحة\n";
const JAPANESE: &str = "日付,評価,コメント\n2024-01-01,5,配達が遅れて箱が開いていました\n";

fn in_encoding(text: &str, label: &str) -> Vec<u8> {
    let units = |to: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(to).collect();
    match label {
        "UTF-16LE" => units(u16::to_le_bytes),
        "UTF-16BE" => units(u16::to_be_bytes),
        _ => {
            let encoding = Encoding::for_label(label.as_bytes()).expect("a label of the web");
            let (bytes, _, has_unmappable) = encoding.encode(text);
            assert!(!has_unmappable, "{label} has no letter for some of {text}");
            bytes.into_owned()
        }
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(bytes).expect("memory takes all");
    packer.finish().expect("memory takes all")
}

fn zstd(bytes: &[u8]) -> Vec<u8> {
    compress_to_vec(bytes, CompressionLevel::Fastest)
}

/// The text, how it was told, and what did not fit.
fn read(bytes: &[u8], wanted: Option<&str>) -> (String, Script, Option<(u64, u64)>) {
    let mut text = open(&bytes, wanted).unwrap_or_else(|error| panic!("{error:?}"));
    let mut all = Vec::new();
    text.reader.read_to_end(&mut all).expect("memory gives all");
    assert_eq!(text.taken.load(Ordering::Relaxed), bytes.len() as u64, "all bytes are taken");
    (String::from_utf8(all).expect("it is UTF-8"), text.script, text.faults.told())
}

/// What is said of bytes that cannot be read, at once or on the way.
fn refused(bytes: &[u8]) -> String {
    let mut text = match open(&bytes, None) {
        Ok(text) => text,
        Err(Foreign::Unreadable(why, _)) => return why,
        Err(Foreign::Failed(error)) => return error.to_string(),
    };
    let error = io::copy(&mut text.reader, &mut io::sink()).expect_err("it cannot be read to its end");
    Damage::of(&error).map_or_else(|| error.to_string(), |damage| damage.to_string())
}

#[test]
fn encodings_are_told_from_the_bytes() {
    let cases = [
        ("UTF-8", FRENCH),
        ("UTF-8", HEBREW),
        ("UTF-16LE", FRENCH),
        ("UTF-16BE", FRENCH),
        ("UTF-16LE", HEBREW),
        ("UTF-16BE", HEBREW),
        ("UTF-16LE", JAPANESE),
        ("windows-1252", FRENCH),
        ("windows-1255", HEBREW),
        ("windows-1251", RUSSIAN),
        ("windows-1256", ARABIC),
        ("Shift_JIS", JAPANESE),
    ];
    for (name, text) in cases {
        let bytes = in_encoding(text, name);
        let (is, script, faults) = read(&bytes, None);
        assert_eq!((script.encoding, is.as_str(), faults), (name, text, None));
        assert!(!script.is_given && !script.has_mark);
        let (is, script, _) = read(&gzip(&bytes), None);
        assert_eq!((script.encoding, is.as_str(), script.packing), (name, text, Packing::Gzip));
        let (is, script, _) = read(&zstd(&bytes), None);
        assert_eq!((script.encoding, is.as_str(), script.packing), (name, text, Packing::Zstd));
        let marked = in_encoding("\u{feff}", if name.starts_with("UTF") { name } else { "UTF-8" });
        if name.starts_with("UTF") {
            let (is, script, _) = read(&[marked, bytes].concat(), Some("windows-1252"));
            assert_eq!((script.encoding, is.as_str(), script.has_mark, script.is_given), (name, text, true, false));
        }
    }
}

#[test]
fn ten_words_of_hebrew_are_enough() {
    let cases = [
        "id,q1,comment\n1,5,המשלוח הגיע מאוחר והקופסה הייתה פתוחה וחסרו בה שני פריטים\n",
        "id,q1,comment\n1,5,שירות טוב\n2,4,מחכים הרבה זמן\n3,1,לא ענו לי בטלפון\n4,5,תודה רבה\n",
        "עיר,ציון\nתל אביב,5\nירושלים,4\nחיפה,3\nבאר שבע,5\nאילת,1\nנתניה,2\nראשון לציון,4\n",
        "id;note\n1;\"הכל היה בסדר, תודה!\"\n2;\"למה אין חניה?\"\n3;\"המחיר גבוה (מאוד).\"\n4;\"אחלה\"\n",
    ];
    for text in cases {
        let (is, script, _) = read(&in_encoding(text, "windows-1255"), None);
        assert_eq!((script.encoding, is.as_str()), ("windows-1255", text));
    }
}

#[test]
fn the_map_may_say_which_encoding_it_is() {
    let bytes = in_encoding(FRENCH, "windows-1252");
    let (text, script, _) = read(&bytes, Some("latin1"));
    assert_eq!((text.as_str(), script.encoding, script.is_given), (FRENCH, "windows-1252", true));
    let (_, script, faults) = read(&bytes, Some("shift_jis"));
    assert_eq!(
        (script.encoding, faults.map(|(_, line)| line)),
        ("Shift_JIS", Some(2)),
        "it does not fit, from line 2 on"
    );
    for name in ["UTF-16LE", "UTF-16BE"] {
        let (text, script, _) = read(&in_encoding(HEBREW, name), Some("utf-16"));
        assert_eq!((text.as_str(), script.encoding, script.is_given), (HEBREW, name, true));
    }
}

#[test]
fn a_slip_does_not_make_it_another_encoding() {
    let mut bytes = HEBREW.as_bytes().to_vec();
    bytes.push(0xff);
    assert_eq!(open(&bytes.as_slice(), None).expect("it is text").script.encoding, "UTF-8");
}

#[test]
fn letters_far_from_the_start_count() {
    let head = "date,note\n".to_owned() + &"2024-01-01,fine\n".repeat(40_000);
    let tail = "2024-01-02,très réussi, à refaire l\u{2019}été\n".repeat(2_000);
    let text = head + &tail;
    let (is, script, _) = read(&in_encoding(&text, "windows-1252"), None);
    assert_eq!(script.encoding, "windows-1252");
    assert!(is == text, "read as it was written");
    let (is, script, _) = read(text.as_bytes(), None);
    assert_eq!(script.encoding, "UTF-8");
    assert!(is == text, "letters cut at the edge of a block are no fault");
}

#[test]
fn marks_of_files_put_together_are_all_left_out() {
    let (text, script, _) = read("\u{feff}\u{feff}\"a\",b\n".as_bytes(), None);
    assert_eq!((text.as_str(), script.has_mark), ("\"a\",b\n", true));
    assert_eq!(read(b"", None).0, "");
    assert_eq!(read(&in_encoding("\u{feff}", "UTF-16LE"), None).0, "");
}

#[test]
fn what_is_no_text_is_named() {
    let mut sheet = b"PK\x03\x04\x14\0".to_vec();
    sheet.extend(b"....[Content_Types].xml");
    let hollow = [b"date,csat\n2024-01-01,5\n".as_slice(), &[0; 400]].concat();
    let cases: [(&[u8], &str); 13] = [
        (b"\xff\xfe\0\0a\0\0\0", "UTF-32"),
        (b"\0\0\xfe\xff\0\0\0a", "UTF-32"),
        (&sheet, "xlsx"),
        (b"PK\x03\x04rest", "zip archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0", "xls"),
        (b"PAR1\x15\x04", "Parquet"),
        (b"%PDF-1.7\n", "PDF"),
        (b"\n <!DOCTYPE html><table>", "web page"),
        (b"\xfd7zXZ\0\0", "xz"),
        (&gzip(&gzip(b"a\n5\n")), "packed twice"),
        (&gzip(&sheet), "xlsx"),
        (&hollow, "zero bytes"),
        (&gzip(&hollow), "zero bytes"),
    ];
    for (bytes, expected) in cases {
        let said = refused(bytes);
        assert!(said.contains(expected), "{expected}: {said}");
    }
    assert_eq!(read(b"date,csat\n2017\0,4\n\0\0\0,5\n", None).1.encoding, "UTF-8", "a few zero bytes are harmless");
}

#[test]
fn frames_and_members_are_read_one_after_the_other() {
    let skipped = [&[0x5a, 0x2a, 0x4d, 0x18, 3, 0, 0, 0][..], b"any"].concat();
    let frames = [skipped.clone(), zstd(b"a,b\n"), skipped, zstd(b""), zstd(b"5,1\n")].concat();
    assert_eq!(read(&frames, None).0, "a,b\n5,1\n");
    let members = [gzip(b"a,b\n"), gzip(b""), gzip(b"5,1\n")].concat();
    assert_eq!(read(&members, None).0, "a,b\n5,1\n");
}

#[test]
fn a_packed_file_that_is_cut_off_is_never_taken_for_a_short_one() {
    let text = FRENCH.repeat(20);
    for (packed, name) in [(gzip(text.as_bytes()), "gzip"), (zstd(text.as_bytes()), "zstd")] {
        for n in 4..packed.len() {
            let said = refused(&packed[..n]);
            assert!(said.contains(name) && (said.contains("cut off") || said.contains("damaged")), "{n}: {said}");
        }
        let twice = [packed.as_slice(), &packed[..packed.len() / 2]].concat();
        assert!(refused(&twice).contains("cut off"), "{name}");
        let mut changed = packed.clone();
        let last = changed.len() - 1;
        changed[last] ^= 1;
        assert!(refused(&changed).contains("damaged"), "{name}: the checksum tells");
    }
}

#[test]
fn unpacking_has_limits() {
    // A frame whose window is 256 MiB: 2 to the power of 28.
    let wide = [0x28, 0xb5, 0x2f, 0xfd, 0x00, 18 << 3, 1, 0, 0];
    assert!(refused(&wide).contains("128 MiB"), "{}", refused(&wide));
    let needs = [0x28, 0xb5, 0x2f, 0xfd, 0x21, 7, 0, 1, 0, 0];
    assert!(refused(&needs).contains("dictionary"), "{}", refused(&needs));
    let mut small = Unpacked::new(io::repeat(b'x'), Packing::Gzip, 1_000_000);
    let error = io::copy(&mut small, &mut io::sink()).expect_err("it has no end");
    assert_eq!(Damage::of(&error), Some(Damage::TooLarge(Packing::Gzip)));
    assert!(small.read(&mut [0]).is_err(), "nothing more comes");
}

#[test]
fn a_disk_that_fails_is_not_taken_for_a_damaged_file() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    for (bytes, packing) in [(gzip(FRENCH.as_bytes()), Packing::Gzip), (zstd(FRENCH.as_bytes()), Packing::Zstd)] {
        let half = bytes[..bytes.len() / 2].to_vec();
        let mut unpacked = packing::unpack(Cursor::new(half).chain(Failing), packing);
        let error = io::copy(&mut unpacked, &mut io::sink()).expect_err("the disk fails");
        assert_eq!(error.kind(), io::ErrorKind::ConnectionReset, "{packing:?}");
    }
}

/// Hands out a few bytes at a time.
struct Drops(Vec<u8>, usize);

impl Bytes for Drops {
    fn reader_at(&self, offset: u64) -> io::Result<Box<dyn Read + Send + '_>> {
        struct Part<'a>(&'a [u8], usize);
        impl Read for Part<'_> {
            fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
                let n = self.1.min(self.0.len()).min(buffer.len());
                buffer[..n].copy_from_slice(&self.0[..n]);
                self.0 = &self.0[n..];
                Ok(n)
            }
        }
        let from = usize::try_from(offset).expect("it is small");
        Ok(Box::new(Part(self.0.get(from..).unwrap_or_default(), self.1)))
    }

    fn size(&self) -> u64 {
        self.0.len() as u64
    }
}

fn letters() -> impl Strategy<Value = (&'static str, String)> {
    let of = |label: &'static str, letters: &'static str| {
        let chars: Vec<char> = letters.chars().chain("aZ9 ,;\"\n\r".chars()).collect();
        proptest::collection::vec(proptest::sample::select(chars), 0..300)
            .prop_map(move |chars| (label, chars.into_iter().collect::<String>()))
    };
    prop_oneof![
        any::<String>().prop_map(|text| ("UTF-8", text)),
        any::<String>().prop_map(|text| ("UTF-16LE", text)),
        any::<String>().prop_map(|text| ("UTF-16BE", text)),
        of("windows-1252", "àéîõüß€\u{2019}\u{ab}"),
        of("windows-1255", "אבגדהוזחטיכלמנסעפצקרשת\u{5b8}₪"),
        of("windows-1251", "абвгдежзийклмн№"),
        of("windows-1256", "ابتثجحخد\u{60c}"),
        of("Shift_JIS", "日付評価コメントｱｲ"),
    ]
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_was_encoded_is_decoded_and_pieces_make_no_difference((label, text) in letters(), size in 1..70_usize) {
        let text = text.trim_start_matches('\u{feff}');
        prop_assume!(!text.contains('\0'));
        let bytes = in_encoding(text, label);
        prop_assume!(foreign::foreign(&bytes, Packing::Plain).is_none() && Packing::of(&bytes) == Packing::Plain);
        prop_assume!(Encoding::for_bom(&bytes).is_none());
        let (is, script, faults) = read(&bytes, Some(label));
        prop_assert_eq!((is.as_str(), script.encoding, faults), (text, label, None));
        for packed in [bytes.clone(), gzip(&bytes), zstd(&bytes)] {
            let drops = Drops(packed, size);
            let mut opened = open(&drops, Some(label)).expect("it is text");
            let (mut all, mut piece) = (Vec::new(), vec![0; size]);
            loop {
                match opened.reader.read(&mut piece).expect("memory gives all") {
                    0 => break,
                    n => all.extend_from_slice(&piece[..n]),
                }
            }
            prop_assert_eq!(std::str::from_utf8(&all).expect("it is UTF-8"), text);
        }
    }

    #[test]
    fn no_bytes_do_harm(start in 0..6_usize, bytes in proptest::collection::vec(any::<u8>(), 0..400), flip: usize) {
        let starts: [&[u8]; 6] = [b"", b"\xff\xfe", b"\x1f\x8b\x08\0", b"\x28\xb5\x2f\xfd", b"a,b\n", b"\xef\xbb\xbf"];
        let mut whole = [starts[start], &bytes].concat();
        for text in [whole.clone(), { whole = gzip(&whole); flipped(&whole, flip) }, flipped(&zstd(&bytes), flip)] {
            if let Ok(mut text) = open(&text.as_slice(), None) {
                let _ = io::copy(&mut text.reader, &mut io::sink());
            }
        }
    }
}

fn flipped(bytes: &[u8], flip: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    let idx = flip % bytes.len();
    bytes[idx] ^= 1 << (flip % 8);
    bytes
}
