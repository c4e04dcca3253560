//! Where in the files of the catalogue a text stands.

use std::ops::Range;
use std::sync::LazyLock;

use super::FILES;

/// What stands for a text in the files: plain text, and Markdown.
pub const TEXTS: [&str; 2] = ["\"TEXT", "\"PROSE"];

/// A place for a text.
pub struct Place {
    /// Which file.
    pub file: usize,
    /// Where in the file, quotes included.
    pub range: Range<usize>,
    /// Which text: places of one name share one.
    pub text: usize,
    /// Whether the text is Markdown.
    pub is_prose: bool,
    /// What is before the text, where something must.
    prefix: Option<&'static str>,
}

/// The places of all texts.
pub struct Places {
    /// In the order of the files and of their keys.
    pub all: Vec<Place>,
    /// How many texts there are.
    pub count: usize,
}

/// The places of all texts.
pub fn places() -> &'static Places {
    static PLACES: LazyLock<Places> = LazyLock::new(find);
    &PLACES
}

fn find() -> Places {
    let (mut all, mut names, mut count) = (Vec::new(), Vec::<(&str, usize)>::new(), 0);
    for (file, (_, text)) in FILES.iter().enumerate() {
        for (start, _) in text.match_indices('"') {
            let Some(mark) = TEXTS.iter().find(|mark| text[start..].starts_with(**mark)) else {
                continue;
            };
            let inside = start + mark.len();
            let end = inside + text[inside..].find('"').unwrap();
            let (name, prefix) = match text[inside..end].split_once(':') {
                Some((name, prefix)) => (name, Some(prefix)),
                None => (&text[inside..end], None),
            };
            let known = names.iter().find(|(it, _)| *it == name && !name.is_empty());
            let at = known.map_or(count, |(_, at)| *at);
            if at == count {
                names.push((name, at));
                count += 1;
            }
            let is_prose = *mark == TEXTS[1];
            all.push(Place { file, range: start..end + 1, text: at, is_prose, prefix });
        }
    }
    Places { all, count }
}

impl Place {
    /// What stands here for a text. Behind a prefix there are seldom spaces.
    pub fn filled(&self, text: Option<&str>) -> String {
        match (self.prefix, text) {
            (prefix, Some(text)) => prefix.unwrap_or_default().to_owned() + text,
            (None, None) => super::harmless(self.text),
            (Some(prefix), None) => format!("{prefix}harmless{}", self.text),
        }
    }
}
