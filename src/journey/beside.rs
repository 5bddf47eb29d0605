//! Where a path leads that one map gives of another.
//! Invariant: what comes out is the label of a map, a path from the folder that was opened and never out of it.

/// The label that a path leads to; `None` where it leads out of the folder, or nowhere.
///
/// * `label`: of the map that gives the path, to which it is relative.
#[must_use]
pub fn beside(label: &str, path: &str) -> Option<String> {
    if path.starts_with('/') {
        return None;
    }
    let mut steps: Vec<&str> = label.split('/').collect();
    steps.pop();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(step),
        }
    }
    let is_file = !matches!(path.rsplit('/').next(), None | Some("" | "." | ".."));
    is_file.then(|| steps.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_leads_no_further_than_the_folder() {
        let cases = [
            ("beside it", "a/journey.toml", "returns.toml", Some("a/returns.toml")),
            ("in another folder", "a/journey.toml", "../b/journey.toml", Some("b/journey.toml")),
            ("further in", "journey.toml", "./b//c/journey.toml", Some("b/c/journey.toml")),
            ("there and back", "a/journey.toml", "../b/../a/x.toml", Some("a/x.toml")),
            ("itself", "a/journey.toml", "journey.toml", Some("a/journey.toml")),
            ("out", "journey.toml", "../b/journey.toml", None),
            ("out and in again", "a/journey.toml", "../../a/journey.toml", None),
            ("from the root", "a/journey.toml", "/etc/passwd", None),
            ("a folder", "a/journey.toml", "../b/", None),
            ("the folder above", "a/b/journey.toml", "..", None),
            ("blank", "a/journey.toml", "", None),
        ];
        for (name, label, path, expected) in cases {
            assert_eq!(beside(label, path).as_deref(), expected, "{name}");
        }
    }
}
