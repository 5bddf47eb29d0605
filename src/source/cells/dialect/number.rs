//! What stands for the decimal point, from the numbers of the first rows.
//! Invariant: `1,234` alone tells nothing, it may be a thousand or a little more than one.

/// How many rows are looked at.
const ROWS: usize = 1_000;

/// The signs that were met in numbers where they can be nothing but the decimal point.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(in crate::source) struct Point {
    has_comma: bool,
    has_point: bool,
}

impl Point {
    /// Looks at the cells of those columns, of all where there are none.
    pub(in crate::source) fn of(mut rows: csv::Reader<&[u8]>, columns: &[usize]) -> Self {
        let mut point = Self::default();
        let mut record = csv::ByteRecord::new();
        for _ in 0..ROWS {
            if !matches!(rows.read_byte_record(&mut record), Ok(true)) {
                break;
            }
            let cells = record.iter().enumerate().filter(|(idx, _)| columns.is_empty() || columns.contains(idx));
            for (_, cell) in cells {
                match decimal(cell) {
                    Some(b',') => point.has_comma = true,
                    Some(_) => point.has_point = true,
                    None => {}
                }
            }
        }
        point
    }

    /// May a comma stand for the decimal point? Where numbers do not tell, the delimiter does.
    pub(in crate::source) fn takes_comma(self, delimiter: u8) -> bool {
        match (self.has_comma, self.has_point) {
            (true, false) => true,
            (false, true) => false,
            (true, true) => delimiter != b',',
            // Programs write it where the comma is taken.
            (false, false) => delimiter == b';',
        }
    }
}

/// The sign before the decimals of a number, where it cannot be that before thousands.
fn decimal(cell: &[u8]) -> Option<u8> {
    let cell = cell.trim_ascii();
    let cell = cell.strip_suffix(b"%").unwrap_or(cell);
    let cell = cell.strip_prefix(b"-").or_else(|| cell.strip_prefix(b"+")).unwrap_or(cell);
    let at = cell.iter().position(|byte| matches!(byte, b',' | b'.'))?;
    let (whole, rest) = cell.split_at_checked(at)?;
    let (sign, part) = rest.split_first()?;
    let is_number = |digits: &[u8]| !digits.is_empty() && digits.len() < 20 && digits.iter().all(u8::is_ascii_digit);
    let may_be_thousands = part.len() == 3 && whole.len() <= 3 && whole.first() != Some(&b'0');
    (is_number(whole) && is_number(part) && !may_be_thousands).then_some(*sign)
}
