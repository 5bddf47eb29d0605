//! Which rows of the data are meant.

/// `boarding_area=B`.
pub(super) fn condition(text: &str) -> Result<(String, String), String> {
    match text.split_once('=') {
        Some((column, value)) if !column.trim().is_empty() => Ok((column.trim().to_owned(), value.trim().to_owned())),
        _ => Err("expected a column and a value, as in boarding_area=B".to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_are_read() {
        assert_eq!(condition("area=B=C"), Ok(("area".to_owned(), "B=C".to_owned())));
        assert!(condition("=B").is_err());
        assert!(condition("area").is_err());
    }
}
