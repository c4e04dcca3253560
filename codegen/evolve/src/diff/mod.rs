//! What has changed between two releases of a catalogue, and what that means to those who use them.
//!
//! [`diff`] is pure: two [`Snapshot`]s in, the changes out, each with the [`Rule`] that says what it
//! means. To add a rule: write its line in [`rules`], raise it where its fact is compared, and add
//! a page of its name to `codegen/tests/diff`. A fact that no rule knows is reported as
//! [`rules::UNKNOWN_FACT`], so that nothing passes in silence.

mod api;
mod body;
mod catalogue;
mod changelog;
mod code;
mod codes;
mod conversions;
mod details;
mod envelope;
mod found;
mod generated;
mod internal;
mod moved;
mod pair;
mod parameters;
mod place;
pub mod policy;
mod public;
mod report;
pub mod rules;
mod snapshot;
mod types;
mod verdict;

use self::pair::Pair;
use serde_json::Value as Json;

pub use changelog::{Notes, Written};
pub use place::Places;
pub use policy::Policy;
pub use report::{Cause, Extent, FORMATS, Format, Judged, Report, format};
pub use rules::Rule;
pub use snapshot::{Snapshot, SnapshotError};
pub use verdict::{Verdict, least_version, verdict};

/// What a change is to somebody.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Class {
    /// Nothing that they depend on.
    Editorial,
    /// Something more that they may use, and may leave.
    Additive,
    /// Something that they depend on is no longer so.
    Breaking,
}

impl Class {
    /// All, the gravest first.
    pub const ALL: [Self; 3] = [Self::Breaking, Self::Additive, Self::Editorial];

    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Editorial => "editorial",
            Self::Additive => "additive",
            Self::Breaking => "breaking",
        }
    }
}

/// What a change is about.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Subject {
    /// The API; `None` for what all have in common.
    pub api: Option<String>,
    /// What kind of thing it is.
    pub kind: Kind,
    /// Its name; empty for the catalogue and for an API as a whole.
    pub name: String,
}

impl Subject {
    /// Its place in the catalogue: `shop/ORDER_CLOSED`, `shop`, the name of a thing that all APIs have in
    /// common, or `catalogue`.
    pub fn path(&self) -> String {
        match &self.api {
            Some(api) if self.name.is_empty() => api.clone(),
            Some(api) => format!("{api}/{}", self.name),
            None if self.name.is_empty() => Kind::Catalogue.as_str().to_owned(),
            None => self.name.clone(),
        }
    }
}

/// The kinds of things that change.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// The catalogue as a whole.
    Catalogue,
    /// A status.
    Status,
    /// An action.
    Action,
    /// An API as a whole.
    Api,
    /// An envelope.
    Envelope,
    /// A type.
    Type,
    /// A group.
    Group,
    /// A code.
    Code,
    /// A tombstone.
    Retired,
    /// An operation.
    Operation,
    /// A parameter.
    Parameter,
    /// A conversion: `from -> to`.
    Conversion,
}

impl Kind {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Catalogue => "catalogue",
            Self::Status => "status",
            Self::Action => "action",
            Self::Api => "API",
            Self::Envelope => "envelope",
            Self::Type => "type",
            Self::Group => "group",
            Self::Code => "code",
            Self::Retired => "retired code",
            Self::Operation => "operation",
            Self::Parameter => "parameter",
            Self::Conversion => "conversion",
        }
    }

    /// The word for several of them.
    pub fn plural(self) -> String {
        match self {
            Self::Status => "statuses".to_owned(),
            kind => format!("{}s", kind.as_str()),
        }
    }
}

impl std::fmt::Display for Subject {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self.kind {
            Kind::Catalogue | Kind::Api => write!(f, "the {} itself", self.kind.as_str()),
            _ => write!(f, "{} `{}`", self.kind.as_str(), self.name),
        }
    }
}

/// One change.
#[derive(Debug, Clone, PartialEq)]
pub struct Change {
    /// What kind of change it is.
    pub rule: &'static Rule,
    /// What it is to a client of the old release: what its rule says, where the outputs of both do not say
    /// otherwise.
    pub wire: Class,
    /// The same for Rust source.
    pub source: Class,
    /// The same for what programs and people decide by.
    pub meaning: Class,
    /// What has changed.
    pub subject: Subject,
    /// Which fact of it, as keys of the catalogue; empty where it came, went or moved as a whole.
    pub key: Vec<String>,
    /// What it was; `None` where there was nothing.
    pub old: Option<Json>,
    /// What it is; `None` where there is nothing.
    pub new: Option<Json>,
    /// What breaks in the outputs, where that is more than the rule says.
    pub why: Option<String>,
    /// What to type, where somebody has to.
    pub help: Option<String>,
}

impl Change {
    /// A change of a whole thing, with the classes of its rule.
    fn new(rule: &'static Rule, subject: Subject, old: Option<Json>, new: Option<Json>) -> Self {
        let (wire, source, meaning) = (rule.wire, rule.source, rule.meaning);
        Self {
            rule,
            wire,
            source,
            meaning,
            subject,
            key: Vec::new(),
            old,
            new,
            why: None,
            help: None,
        }
    }

    /// The gravest of its classes.
    pub fn class(&self) -> Class {
        self.wire.max(self.source).max(self.meaning)
    }

    /// Why it has these classes, in a phrase.
    pub fn reason(&self) -> &str {
        match &self.why {
            Some(why) => why,
            None if self.class() < self.rule.class() => "nothing that is generated breaks by it",
            None => self.rule.reason,
        }
    }
}

/// Everything that has changed from `old` to `new`: what all APIs have in common first, then by
/// API, each in the order of the new catalogue. Where both catalogues are at hand, what is generated for them
/// bears the classes out. Time is linear in the size of both.
pub fn diff(old: &Snapshot, new: &Snapshot) -> Vec<Change> {
    let mut found = found::Found::default();
    let (document, moved) = moved::follow(&old.json, &new.json);
    moved::tell(&old.json, &moved, &mut found);
    catalogue::compare(Pair { old: Some(&document), new: Some(&new.json) }, &mut found);
    let mut changes = found.changes;
    if let (Some(old), Some(new)) = (&old.outputs, &new.outputs) {
        generated::judge(&mut changes, old, new);
    }
    changes
}
