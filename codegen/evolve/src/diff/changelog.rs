//! Release notes for those who use an API, by what they must do. They know nothing of internal codes.

use super::public::public;
use super::report::words;
use super::{Change, Class, Kind, Snapshot, diff, rules};
use errcat_emit::prose::{Embed, code, plain};

/// What readers must do about some changes.
struct Section {
    title: &'static str,
    about: &'static str,
    /// Whether a change belongs here; the first section that takes it has it.
    takes: fn(&Change) -> bool,
}

static SECTIONS: &[Section] = &[
    Section {
        title: "Change your client",
        about: "Clients of the previous release may fail, or do the wrong thing.",
        takes: |change| change.wire.max(change.meaning) == Class::Breaking,
    },
    Section {
        title: "Change your Rust source",
        about: "The wire value is the same; source that uses the generated crate may no longer \
        compile.",
        takes: |change| change.source == Class::Breaking,
    },
    Section {
        title: "Prepare for",
        about: "These still work, but a later release will remove them.",
        takes: |change| change.rule.id == rules::DEPRECATED.id,
    },
    Section {
        title: "New in this release",
        about: "Clients that ignore what they do not know continue to work.",
        takes: |change| change.class() == Class::Additive,
    },
    Section {
        title: "Reworded",
        about: "Nothing to do: no program depends on these.",
        takes: |_| true,
    },
];

/// The notes of a release.
#[derive(Debug)]
pub struct Notes {
    version: String,
    changes: Vec<Change>,
}

impl Notes {
    /// On what has changed from `old` to `new` as far as the world may know: a code that was internal
    /// is a new one, and one that is internal now is gone.
    pub fn new(old: Snapshot, new: Snapshot) -> Self {
        let (old, new) = public(old, new);
        Self { version: new.version().to_owned(), changes: diff(&old, &new) }
    }

    /// The version of the release.
    pub fn version(&self) -> &str {
        &self.version
    }

    /// The notes in Markdown: what breaks clients first, each with its reason.
    pub fn markdown(&self) -> String {
        format!("## {}\n\n{}", plain(&self.version), notes(&self.changes, "###"))
    }

    /// The text of `changelog.toml` with these notes in it, where they appear first: in the place of
    /// those that it has of the same version, or as new ones. `old` is the text that is there.
    ///
    /// # Errors
    /// Where that text is not TOML.
    pub fn written_into(&self, old: &str) -> Result<String, toml::de::Error> {
        let read = toml::de::DeTable::parse(old)?;
        let releases = read.get_ref().get("release").and_then(|it| it.get_ref().as_array());
        let begin = |at: usize| {
            let table = releases?.get(at)?;
            // The span of a table is that of its header.
            Some(table.span().start)
        };
        let version = |at: usize| releases?.get(at)?.get_ref().get("version")?.get_ref().as_str();
        let first = begin(0).unwrap_or(old.len());
        let rest = if version(0) == Some(self.version.as_str()) {
            begin(1).unwrap_or(old.len())
        } else {
            first
        };
        let (head, tail) = (&old[..first], &old[rest..]);
        let gap = |text: &str, gap| if text.trim().is_empty() { "" } else { gap };
        let notes = notes(&self.changes, "##").replace('\\', "\\\\").replace("\"\"\"", "\"\"\\\"");
        let version = toml::Value::from(self.version.as_str());
        Ok(format!(
            "{}{}[[release]]\nversion = {version}\nnotes = \"\"\"\n{}\"\"\"\n{}{tail}",
            head.trim_end(),
            gap(head, "\n\n"),
            notes.trim_end(),
            gap(tail, "\n"),
        ))
    }
}

/// The notes alone, with these marks before headings.
fn notes(changes: &[Change], marks: &str) -> String {
    let mut text = String::new();
    if changes.is_empty() {
        return "Nothing has changed.\n".to_owned();
    }
    let mut sections: Vec<Vec<String>> = SECTIONS.iter().map(|_| Vec::new()).collect();
    for change in changes {
        let at = SECTIONS.iter().position(|section| (section.takes)(change));
        let own = change.subject.kind != Kind::Catalogue || change.class() != Class::Editorial;
        if let Some(lines) = at.and_then(|at| sections.get_mut(at)).filter(|_| own) {
            let line = item(change);
            // One sentence for a thing that is reworded in several places.
            if lines.last() != Some(&line) {
                lines.push(line);
            }
        }
    }
    for (section, lines) in SECTIONS.iter().zip(sections) {
        if !lines.is_empty() {
            let gap = if text.is_empty() { "" } else { "\n" };
            text.push_str(&format!("{gap}{marks} {}\n\n{}\n\n", section.title, section.about));
            text.push_str(&lines.concat());
        }
    }
    text
}

fn item(change: &Change) -> String {
    let subject = &change.subject;
    let name = |text: &str| code(text, Embed::Inline);
    let mut line = String::from("- ");
    if let Some(api) = &subject.api {
        line.push_str(&format!("{}, ", name(api)));
    }
    line.push_str(match subject.kind {
        Kind::Catalogue => "all APIs",
        kind => kind.as_str(),
    });
    if !subject.name.is_empty() {
        line.push_str(&format!(" {}", name(&subject.name)));
    }
    line.push_str(&format!(": {}", lower(change.rule.summary.trim_end_matches('.'))));
    if change.class() == Class::Editorial {
        return line + ".\n";
    }
    if !change.key.is_empty() {
        line.push_str(&format!(", {}", name(&change.key.join("."))));
    }
    if let Some(values) = words::values(change) {
        line.push_str(&format!(": {}", name(&values)));
    }
    line.push_str(&format!(". {}.", upper(change.rule.reason)));
    line.push_str(
        &successor(change).map(|it| format!(" Use {} instead.", name(&it))).unwrap_or_default(),
    );
    line + "\n"
}

/// What replaces a code that is deprecated or retired.
fn successor(change: &Change) -> Option<String> {
    Some(change.new.as_ref()?.get("replaced_by")?.as_str()?.to_owned())
}

fn lower(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().map(|it| it.to_ascii_lowercase());
    first.into_iter().chain(letters).collect()
}

fn upper(phrase: &str) -> String {
    let mut letters = phrase.chars();
    let first = letters.next().map(|it| it.to_ascii_uppercase());
    first.into_iter().chain(letters).collect()
}
