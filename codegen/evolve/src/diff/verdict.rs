//! What all changes together are, and which version they need.

use semver::Version;

use super::Class;

/// What a release is to those who use the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verdict {
    /// Nothing has changed.
    None,
    /// The gravest change is of this class.
    Changed(Class),
}

impl Verdict {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::Changed(class) => class.as_str(),
        }
    }
}

/// The gravest class of all changes.
pub fn verdict(classes: impl Iterator<Item = Class>) -> Verdict {
    classes.max().map_or(Verdict::None, Verdict::Changed)
}

/// The lowest version that a release with this verdict may bear after `old`: what Semantic
/// Versioning 2.0.0 asks for, and below 1.0.0 what Cargo makes of it, where the leftmost number that
/// is not 0 counts as the major one. A release after a pre-release may be its final version.
pub fn least_version(old: &Version, verdict: Verdict) -> Version {
    let class = match verdict {
        Verdict::None => return old.clone(),
        Verdict::Changed(_) if !old.pre.is_empty() => {
            return Version::new(old.major, old.minor, old.patch);
        }
        Verdict::Changed(class) => class,
    };
    match (class, old.major, old.minor) {
        (Class::Breaking, 1.., _) => Version::new(old.major + 1, 0, 0),
        (Class::Additive, 1.., _) | (Class::Breaking, 0, 1..) => {
            Version::new(old.major, old.minor + 1, 0)
        }
        _ => Version::new(old.major, old.minor, old.patch + 1),
    }
}
