//! Release notes for those who call an API, by what they must do. They know nothing of internal codes,
//! and nothing of how a catalogue is written.

mod file;
mod item;
mod words;

use semver::Version;

use super::public::public;
use super::report::{Cause, Judged, causes};
use super::{Class, Rule, Snapshot, diff};
use errcat_emit::prose::plain;

pub use file::Written;

/// Where callers are told of a change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Section {
    /// Clients of before may fail.
    Client,
    /// What will go.
    Prepare,
    /// What clients may use, and may leave.
    New,
    /// Bodies are the same; source that uses the generated crate must change.
    Rust,
    /// Texts with different words.
    Reworded,
    /// Nowhere: they do not see it.
    Silent,
}

use Section::{Client, New, Prepare, Reworded, Rust, Silent};

/// The sections in order, with their headings and what they have in common.
static SECTIONS: &[(Section, &str, &str)] = &[
    (
        Client,
        "Change your client",
        "Clients of the previous release may fail, or do the wrong thing.",
    ),
    (Prepare, "Prepare for", "These still work, but a later release will remove them."),
    (New, "New in this release", "Clients that ignore what they do not know continue to work."),
    (Rust, "If you use the Rust crate", "Bodies are the same; your source has to change."),
    (Reworded, "Reworded", "Nothing to do: no program depends on these."),
];

impl Section {
    /// Where a change belongs that nobody has found words for.
    fn usual(rule: &Rule) -> Self {
        match (rule.wire.max(rule.meaning), rule.source) {
            (Class::Breaking, _) => Client,
            (Class::Additive, _) => New,
            (_, Class::Breaking) => Rust,
            _ => Silent,
        }
    }
}

/// The notes of a release.
#[derive(Debug)]
pub struct Notes {
    old: Snapshot,
    new: Snapshot,
    changes: Vec<Judged>,
    causes: Vec<Cause>,
}

impl Notes {
    /// On what has changed from `old` to `new` as far as the world may know: a code that was internal
    /// is a new one, and one that is internal now is gone.
    pub fn new(old: Snapshot, new: Snapshot) -> Self {
        let (old, new) = public(old, new);
        let changes = diff(&old, &new).into_iter().map(|change| Judged {
            place: None,
            class: change.class(),
            accepted: None,
            change,
        });
        let changes: Vec<Judged> = changes.collect();
        let causes = causes(&changes, &old, &new);
        Self { old, new, changes, causes }
    }

    /// The version of the release.
    pub fn version(&self) -> &str {
        self.new.version()
    }

    /// The notes in Markdown: what breaks clients first, each with what to do.
    pub fn markdown(&self) -> String {
        format!("## {}\n\n{}", plain(self.version()), self.sections("###"))
    }

    /// The text of `changelog.toml` with these notes at its beginning. Notes of the same
    /// version that a person wrote or reworded stay. `old` is the text that is there.
    ///
    /// # Errors
    /// Where that text is not TOML.
    pub fn written_into(&self, old: &str) -> Result<Written, toml::de::Error> {
        let released = Version::parse(self.old.version()).unwrap_or(Version::new(0, 0, 0));
        file::written(old, &self.sections("##"), self.version(), &released)
    }

    /// The notes alone, with these marks before headings.
    fn sections(&self, marks: &str) -> String {
        let mut items: Vec<Vec<String>> = SECTIONS.iter().map(|_| Vec::new()).collect();
        let mut writer = item::Writer::new(&self.old, &self.new);
        for cause in &self.causes {
            let words = words::of(cause.first(&self.changes).change.rule);
            let at = SECTIONS.iter().position(|(section, ..)| *section == words.section);
            let Some(items) = at.and_then(|at| items.get_mut(at)) else { continue };
            if words.section == Reworded {
                writer.reword(&self.changes, cause);
            } else {
                items.extend(writer.item(&self.changes, cause, &words));
            }
        }
        if let Some(last) = items.last_mut() {
            last.extend(writer.reworded());
        }
        let mut text = String::new();
        for ((_, title, about), items) in SECTIONS.iter().zip(items) {
            if !items.is_empty() {
                let gap = if text.is_empty() { "" } else { "\n" };
                text.push_str(&format!("{gap}{marks} {title}\n\n{about}\n\n{}", items.concat()));
            }
        }
        if text.is_empty() {
            return "Nothing has changed for those who call the API.\n".to_owned();
        }
        text
    }
}
