//! Both ways to split a piece, held against each other.

use proptest::prelude::*;

use super::super::index::Manner;
use super::*;

/// The cells of every record, and the line feeds before each.
fn all(records: &mut impl Records, piece: &[u8]) -> Vec<(Vec<Vec<u8>>, usize, u64)> {
    let mut all = Vec::new();
    records.each(|record, from| {
        let from = from.min(piece.len());
        let n_blank = piece[from..].iter().take_while(|byte| matches!(byte, b'\n' | b'\r')).count();
        let cells = (0..record.len()).map(|column| record.get(column).unwrap_or_default().to_vec()).collect();
        all.push((cells, from + n_blank, record.n_feeds()));
    });
    all
}

fn pieces() -> impl Strategy<Value = Vec<u8>> {
    let part = prop_oneof![
        4 => Just(b",".to_vec()),
        3 => Just(b"\n".to_vec()),
        2 => Just(b"\r\n".to_vec()),
        2 => Just(b"ab".to_vec()),
        2 => Just(b"\"x,\"".to_vec()),
        1 => Just(b"\"\"".to_vec()),
        1 => Just(b"\"\ny\"\"z\"".to_vec()),
        1 => Just(b"\"".to_vec()),
        1 => Just(b"\r".to_vec()),
        1 => Just("ש".as_bytes().to_vec()),
        1 => any::<u8>().prop_map(|byte| vec![byte]),
        1 => Just(vec![b'x'; 40]),
    ];
    proptest::collection::vec(part, 0..60).prop_map(|parts| parts.concat())
}

/// Fields with quotes around some.
fn plain_pieces() -> impl Strategy<Value = Vec<u8>> {
    let field = prop_oneof![
        3 => "[a-z0-9 ;|.]{0,20}".prop_map(String::into_bytes),
        1 => "[a-z,\n\r\"ש]{0,20}".prop_map(|text| format!("\"{}\"", text.replace('"', "\"\"").replace('\r', "\r\n")).into_bytes()),
    ];
    let row = proptest::collection::vec(field, 1..5).prop_map(|fields| fields.join(&b','));
    let end = prop_oneof![3 => Just(b"\n".to_vec()), 1 => Just(b"\r\n".to_vec()), 1 => Just(b"\n\n".to_vec())];
    proptest::collection::vec((row, end), 0..30)
        .prop_map(|rows| rows.into_iter().flat_map(|(row, end)| [row, end].concat()).collect())
}

fn check(piece: &[u8]) -> Result<(), TestCaseError> {
    let mut index = Index::default();
    if index.read(piece, b',') == Manner::Plain {
        let mut parsed = Parsed::new(piece, b',');
        let expected = all(&mut parsed, piece);
        prop_assert!(parsed.is_whole());
        prop_assert_eq!(all(&mut Split::new(piece, &index), piece), expected);
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, cases: 2_000, ..ProptestConfig::default() })]

    #[test]
    fn odd_pieces_are_told_or_split_alike(piece in pieces()) {
        check(&piece)?;
    }

    #[test]
    fn plain_pieces_are_split_alike(piece in plain_pieces()) {
        prop_assert_eq!(Index::default().read(&piece, b','), Manner::Plain);
        check(&piece)?;
    }
}

#[test]
fn cells_have_no_quotes_around_them() {
    let piece = b"a,\"b\",\"\",\"c\"\"d\",\"e\nf\",\n";
    let (mut n_records, mut index) = (0, Index::default());
    assert_eq!(index.read(piece, b','), Manner::Plain);
    Split::new(piece, &index).each(|record, _| {
        n_records += 1;
        let cells: Vec<_> = (0..record.len()).map(|column| record.get(column).unwrap_or_default()).collect();
        assert_eq!(cells, [&b"a"[..], b"b", b"", b"c\"d", b"e\nf", b""]);
        assert_eq!((record.get(6), record.n_feeds()), (None, 1));
        let fits = |n_columns, n_surplus| record.fits(Width { n_columns, n_surplus });
        assert!(fits(6, 0) && fits(6, 1) && fits(5, 1) && !fits(5, 0) && !fits(4, 2) && !fits(4, 0) && !fits(7, 0));
    });
    assert_eq!(n_records, 1);
}

#[test]
fn a_quote_left_open_is_not_whole() {
    for (piece, expected) in
        [(&b"a,b\n"[..], true), (b"a,b", true), (b"", true), (b"a,\"b\n", false), (b"\"a\"\"", false)]
    {
        let mut parsed = Parsed::new(piece, b',');
        all(&mut parsed, piece);
        assert_eq!(parsed.is_whole(), expected, "{piece:?}");
    }
}
