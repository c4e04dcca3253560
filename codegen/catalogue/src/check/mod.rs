//! Lints: what a valid catalogue could do better. One file each, one table of all.
//!
//! Lints that need a place in the text, such as one entry of a conversion, are raised where that
//! is read, in `lower`.

mod codes;
mod look_alike;
mod messages;
mod unused;
mod vocabulary;
mod waivers;

use crate::model::{Api, Catalogue, Code};
use crate::parallel;
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules::Rule;
use errcat_findings::source::Span;

/// One pass over the catalogue.
type Check = fn(&Catalogue, &mut Findings);

/// All passes.
static CHECKS: &[Check] = &[
    codes::coverage,
    codes::future_version,
    codes::missing_example,
    codes::mixed_case,
    codes::no_action,
    codes::no_replacement,
    codes::pointless_retry,
    codes::undescribed_field,
    codes::undocumented,
    look_alike::look_alike,
    messages::repeats_code,
    messages::same_title,
    messages::similar,
    messages::stop,
    messages::stutter,
    messages::unfinished,
    unused::action,
    unused::envelope,
    unused::r#type,
    vocabulary::no_meaning,
    vocabulary::reason,
    vocabulary::unused,
    waivers::outlived,
];

/// Reports everything that lints find.
pub fn check(catalogue: &Catalogue, findings: &mut Findings) {
    let parts = parallel::map(CHECKS, |check| {
        let mut part = findings.part();
        check(catalogue, &mut part);
        part
    });
    for part in parts {
        findings.append(part);
    }
}

/// A finding with one word of help.
fn finding(
    rule: &'static Rule,
    span: Span,
    message: String,
    help: impl Into<String>,
) -> Diagnostic {
    Diagnostic::new(rule, span, message).help(help)
}

/// All codes that do not waive `rule`.
fn codes<'c>(
    catalogue: &'c Catalogue,
    rule: &'static Rule,
) -> impl Iterator<Item = (&'c Api, &'c Code)> {
    catalogue.apis.iter().flat_map(move |api| codes_of(api, rule).map(move |code| (api, code)))
}

/// The codes of one API that do not waive `rule`.
fn codes_of<'c>(api: &'c Api, rule: &'static Rule) -> impl Iterator<Item = &'c Code> + use<'c> {
    api.codes.iter().filter(|code| !code.allow.iter().any(|lint| lint == rule.name))
}
