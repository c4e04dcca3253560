//! `changelog.toml` with new notes in it. Notes that a person wrote, or reworded, stay.
//!
//! A line above the notes that a command wrote holds a digest of them: as long as it fits, nobody has
//! touched them.

use semver::Version;

/// What becomes of the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Written {
    /// Its new text.
    Text(String),
    /// It has notes of this version that a person wrote, and stays as it is.
    Kept,
}

/// A release in the file.
struct Entry<'a> {
    /// Where it begins, the line with the digest included.
    start: usize,
    version: &'a str,
    /// Whether a command wrote its notes, and nobody has touched them.
    untouched: bool,
}

/// The text of `changelog.toml` with these notes of `version` at its beginning. They take
/// the place of notes that nobody has touched and no release has: those of the same version, or of any
/// other above `last`, the version of the release before. `old` is the text that is there.
pub(super) fn written(
    old: &str,
    notes: &str,
    version: &str,
    last: &Version,
) -> Result<Written, toml::de::Error> {
    let read = toml::de::DeTable::parse(old)?;
    let releases = read.get_ref().get("release").and_then(|it| it.get_ref().as_array());
    let entries: Vec<Entry<'_>> = releases
        .into_iter()
        .flatten()
        .filter_map(|item| {
            let table = item.get_ref().as_table()?;
            let text = |key: &str| table.get(key)?.get_ref().as_str();
            // The span of a table is that of its header.
            let header = line_start(old, item.span().start);
            let mark = header.checked_sub(1).map(|end| line_start(old, end)..end);
            let mark = mark.filter(|range| old[range.clone()].starts_with(MARK));
            let digest = |range: &std::ops::Range<usize>| {
                old[range.clone()].contains(&digest(text("notes").unwrap_or_default()))
            };
            Some(Entry {
                untouched: mark.as_ref().is_some_and(digest),
                start: mark.map_or(header, |mark| mark.start),
                version: text("version")?,
            })
        })
        .collect();
    if entries.iter().any(|entry| entry.version == version && !entry.untouched) {
        return Ok(Written::Kept);
    }
    let is_new = |entry: &&Entry<'_>| {
        let later = Version::parse(entry.version).is_ok_and(|it| it > *last);
        entry.untouched && (later || entry.version == version)
    };
    let first = entries.first().map_or(old.len(), |entry| entry.start);
    let replaced = entries.iter().take_while(is_new).count();
    let rest = entries.get(replaced).map_or(old.len(), |entry| entry.start);
    let (head, tail) = (&old[..first], &old[rest..]);
    let gap = |text: &str, gap| if text.trim().is_empty() { "" } else { gap };
    let escaped = notes.trim_end().replace('\\', "\\\\").replace("\"\"\"", "\"\"\\\"");
    Ok(Written::Text(format!(
        "{}{}{MARK}{}\n[[release]]\nversion = {}\nnotes = \"\"\"\n{escaped}\"\"\"\n{}{tail}",
        head.trim_end(),
        gap(head, "\n\n"),
        digest(notes.trim_end()),
        toml::Value::from(version),
        gap(tail, "\n"),
    )))
}

const MARK: &str = "# Written by errcat; reworded, they are yours and stay. ";

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |feed| feed + 1)
}

/// FNV-1a of 64 bits, over the text with LF as line ends: a slip of the hand does not keep it.
fn digest(notes: &str) -> String {
    let hash = notes.trim_end().bytes().filter(|byte| *byte != b'\r');
    let hash = hash.fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    format!("[{hash:016x}]")
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::{Written, written};

    fn text(old: &str, notes: &str, version: &str, released: &str) -> String {
        let released = Version::parse(released).expect("a version");
        match written(old, notes, version, &released).expect("TOML") {
            Written::Text(text) => text,
            Written::Kept => "kept".to_owned(),
        }
    }

    #[test]
    fn notes_take_the_place_of_what_nobody_has_touched() {
        let first = text("", "One.\n", "1.1.0", "1.0.0");
        assert_eq!(text(&first, "One.\n", "1.1.0", "1.0.0"), first, "a second run changes nothing");
        let again = text(&first, "Two.\n", "1.1.0", "1.0.0");
        assert!(again.contains("Two.") && !again.contains("One."), "{again}");
        // What was never released does not stay behind.
        let higher = text(&first, "Three.\n", "2.0.0", "1.0.0");
        assert!(higher.contains("\"2.0.0\"") && !higher.contains("\"1.1.0\""), "{higher}");
        let next = text(&first, "Three.\n", "2.0.0", "1.1.0");
        assert!(next.contains("One.") && next.find("Three.") < next.find("One."), "{next}");
    }

    #[test]
    fn notes_of_a_person_stay() {
        let first = text("", "One \\ and \"\"\"quotes\"\"\".\n", "1.1.0", "1.0.0");
        assert_eq!(text(&first, "One \\ and \"\"\"quotes\"\"\".\n", "1.1.0", "1.0.0"), first);
        let reworded = first.replace("One", "The one");
        assert_eq!(text(&reworded, "Two.\n", "1.1.0", "1.0.0"), "kept");
        let own = "# Ours.\n\n[[release]]\nversion = \"1.1.0\"\nnotes = \"It began.\"\n";
        assert_eq!(text(own, "Two.\n", "1.1.0", "1.0.0"), "kept");
        let next = text(own, "Two.\n", "1.2.0", "1.1.0");
        assert!(next.starts_with("# Ours.\n\n# Written by errcat"), "{next}");
        assert!(next.contains("It began."), "{next}");
        // Notes of a version that never came out, reworded, are a person's, too.
        let next = text(&reworded, "Two.\n", "2.0.0", "1.0.0");
        assert!(next.contains("Two.") && next.contains("The one"), "{next}");
    }
}
