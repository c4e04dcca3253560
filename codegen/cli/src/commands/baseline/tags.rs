//! Which tags of a repository are versions of its catalogue.

use std::collections::BTreeSet;

use anyhow::bail;
use errcat_findings::wording::{one_of, phrase};
use semver::Version;

/// A tag that names a version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct VersionTag {
    /// The tag.
    pub name: String,
    /// The version.
    pub version: Version,
}

/// A pattern of tags: one `*` stands for the version.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Pattern {
    before: String,
    after: String,
}

impl Pattern {
    /// Reads a pattern, such as `shop-v*`.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        match text.split_once('*') {
            Some((before, after)) if !after.contains('*') => {
                Ok(Self { before: before.to_owned(), after: after.to_owned() })
            }
            _ => Err("write one `*` where the version stands, such as `shop-v*`".to_owned()),
        }
    }

    fn version(&self, tag: &str) -> Option<Version> {
        let version = tag.strip_prefix(&self.before)?.strip_suffix(&self.after)?;
        Version::parse(version).ok()
    }
}

/// The version that a tag names in one of the usual ways, and the text before it: `v1.2.3` and
/// `1.2.3` have nothing there, `shop-v1.2.3`, `shop/v1.2.3` and `shop@1.2.3` have a name.
fn usual(tag: &str) -> Option<(&str, Version)> {
    // A name may hold what looks like a version: the last one counts. A pre-release may hold a `-`.
    let starts = tag.match_indices(['-', '/', '@', '_']).map(|(at, sign)| at + sign.len());
    let mut starts: Vec<usize> = std::iter::once(0).chain(starts).collect();
    starts.sort_unstable();
    starts.into_iter().find_map(|at| {
        let (name, text) = tag.split_at(at);
        let version = Version::parse(text.strip_prefix('v').unwrap_or(text)).ok()?;
        Some((name.trim_end_matches(['-', '/', '@', '_']), version))
    })
}

/// The tags that name versions of the catalogue, whose generated crate is called `package`. Without a
/// pattern these are the ones that are a version and nothing else; where there are none, the ones with
/// a name before it.
pub(super) fn of_versions<'a>(
    tags: impl Iterator<Item = &'a str>,
    pattern: Option<&Pattern>,
    package: &str,
) -> anyhow::Result<Vec<VersionTag>> {
    let tag = |name: &str, version| VersionTag { name: name.to_owned(), version };
    if let Some(pattern) = pattern {
        return Ok(tags.filter_map(|name| Some(tag(name, pattern.version(name)?))).collect());
    }
    let found: Vec<(&str, VersionTag)> = tags
        .filter_map(|name| usual(name).map(|(word, version)| (word, tag(name, version))))
        .collect();
    let words: BTreeSet<&str> = found.iter().map(|(word, _)| *word).collect();
    let wanted = if words.contains("") {
        ""
    } else if let Some(own) = words.get(package) {
        own
    } else if words.len() > 1 {
        let patterns: Vec<String> = words
            .iter()
            .filter_map(|word| found.iter().find(|(it, _)| it == word))
            .map(|(_, tag)| tag.name.replace(&tag.version.to_string(), "*"))
            .map(|pattern| format!("--tag-pattern '{}'", phrase(&pattern)))
            .collect();
        let patterns: Vec<&str> = patterns.iter().map(String::as_str).take(5).collect();
        bail!(
            "the tags here are versions of several things: say which are the catalogue's with {}",
            one_of(&patterns)
        );
    } else {
        words.first().copied().unwrap_or_default()
    };
    Ok(found.into_iter().filter(|(word, _)| *word == wanted).map(|(_, tag)| tag).collect())
}

/// Of these tags those that a release of `version` may follow, the newest first. A pre-release counts
/// only where there is no release at all: callers hold releases.
pub(super) fn before(version: &Version, tags: Vec<VersionTag>) -> Vec<VersionTag> {
    let mut tags: Vec<VersionTag> = tags.into_iter().filter(|it| it.version <= *version).collect();
    if tags.iter().any(|it| it.version.pre.is_empty()) {
        tags.retain(|it| it.version.pre.is_empty());
    }
    tags.sort_by(|a, b| b.version.cmp(&a.version).then_with(|| a.name.cmp(&b.name)));
    tags
}

#[cfg(test)]
mod tests {
    use semver::Version;

    use super::{Pattern, before, of_versions, usual};

    fn names(version: &str, tags: &[&str], pattern: Option<&str>) -> Vec<String> {
        let pattern = pattern.map(|it| Pattern::parse(it).expect("a pattern"));
        let tags = of_versions(tags.iter().copied(), pattern.as_ref(), "shop-errors");
        let tags = before(&Version::parse(version).expect("a version"), tags.expect("one name"));
        tags.into_iter().map(|it| it.name).collect()
    }

    #[test]
    fn versions_are_read_from_tags() {
        let check = |tag: &str, expected: Option<(&str, &str)>| {
            let found = usual(tag).map(|(word, version)| (word, version.to_string()));
            let found = found.as_ref().map(|(word, version)| (*word, version.as_str()));
            assert_eq!(found, expected, "{tag}");
        };
        check("v1.2.3", Some(("", "1.2.3")));
        check("1.2.3", Some(("", "1.2.3")));
        check("v2.0.0-rc.1", Some(("", "2.0.0-rc.1")));
        check("shop-v1.2.3", Some(("shop", "1.2.3")));
        check("shop-errors/v1.2.3-beta-2", Some(("shop-errors", "1.2.3-beta-2")));
        check("@acme/shop@1.2.3", Some(("@acme/shop", "1.2.3")));
        for tag in ["latest", "v1", "v1.2", "nightly-2026-01-01", "release", ""] {
            check(tag, None);
        }
    }

    #[test]
    fn the_newest_version_below_comes_first() {
        let tags = ["v1.9.0", "v1.10.0", "deployed", "v2.0.0", "v1.10.0-rc.1", "web-v1.10.1"];
        assert_eq!(names("1.11.0", &tags, None), ["v1.10.0", "v1.9.0"]);
        assert_eq!(names("1.10.0", &tags, None), ["v1.10.0", "v1.9.0"]);
        assert_eq!(names("2.0.0-rc.1", &tags, None), ["v1.10.0", "v1.9.0"]);
        assert_eq!(names("9.0.0", &tags, Some("web-v*")), ["web-v1.10.1"]);
        assert_eq!(names("0.1.0", &tags, None), [""; 0]);
        assert_eq!(names("0.2.0", &["v0.1.0-alpha.1"], None), ["v0.1.0-alpha.1"]);
    }

    #[test]
    fn tags_of_several_things_need_a_pattern() {
        let tags = ["web-v1.0.0", "app/v2.0.0"];
        let error = of_versions(tags.into_iter(), None, "shop-errors").expect_err("two names");
        let says = error.to_string();
        assert!(says.contains("`--tag-pattern 'app/v*'`"), "{says}");
        let tags = ["web-v1.0.0", "shop-errors-v2.0.0"];
        assert_eq!(names("3.0.0", &tags, None), ["shop-errors-v2.0.0"]);
        assert_eq!(names("3.0.0", &tags[..1], None), ["web-v1.0.0"]);
        assert!(Pattern::parse("v1").is_err() && Pattern::parse("*-*").is_err());
    }
}
