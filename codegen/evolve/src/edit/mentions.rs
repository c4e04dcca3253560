//! Where a name still stands that no reference leads from: in comments, and as code in prose.

use errcat_findings::source::{Sources, Span};

/// The places in an API's files at which comments or code spans have a word that is `name`, a line's
/// first alone.
pub fn mentions(sources: &Sources, api: &str, name: &str) -> Vec<Span> {
    let mut found = Vec::new();
    for (file, source) in sources.iter() {
        if source.path.split('/').next() != Some(api) || name.is_empty() {
            continue;
        }
        let mut start = 0;
        for line in source.text.split_inclusive('\n') {
            let comment = line.trim_start().starts_with('#');
            let is_word = |at: usize| {
                let before = line[..at].chars().next_back();
                let after = line[at + name.len()..].chars().next();
                let in_word = |it: char| it.is_alphanumeric() || it == '_' || it == '-';
                let quoted = before == Some('`') && after == Some('`');
                quoted || comment && !before.is_some_and(in_word) && !after.is_some_and(in_word)
            };
            if let Some((at, _)) = line.match_indices(name).find(|(at, _)| is_word(*at)) {
                found.push(Span::new(file, start + at..start + at + name.len()));
            }
            start += line.len();
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::mentions;
    use errcat_findings::source::{Source, Sources};

    #[test]
    fn comments_and_code_are_found() {
        let text = "# OLD and OLDER\n# OLDER\n[codes.NEW]\naliases = [\"OLD\"]\ndescription = \"Was `OLD`.\"\n";
        let mut sources = Sources::default();
        for path in ["shop/a.toml", "till/a.toml"] {
            let (path, text) = (path.to_owned(), text.to_owned());
            sources.add(Source { display: path.clone(), path, text, readable: true });
        }
        let found = mentions(&sources, "shop", "OLD");
        let lines: Vec<usize> = found.iter().map(|span| sources.position(*span).line).collect();
        assert_eq!(lines, [1, 5]);
    }
}
