//! Wire values that people cannot tell apart.

use std::collections::HashMap;

use unicode_normalization::UnicodeNormalization;

use super::finding;
use crate::model::{Api, Catalogue, Code, Wire};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules;
use errcat_findings::source::Span;

/// A string by which an API knows a code: a wire value, that of a tombstone, or an alias.
struct Known<'c> {
    text: &'c str,
    span: Span,
    /// Whose it is; `None` for a tombstone.
    code: Option<&'c Code>,
}

/// The first strings of one look, as indices.
#[derive(Clone, Copy)]
struct Firsts {
    /// Of all.
    any: usize,
    /// Of those that are not ASCII.
    foreign: Option<usize>,
}

/// A string that looks like another of its API. In ASCII alone nothing is found: `l`, `I` and `1` are
/// everywhere, and whoever types one of them sees what they type.
pub(super) fn look_alike(catalogue: &Catalogue, findings: &mut Findings) {
    for api in &catalogue.apis {
        let all = known(api);
        if all.iter().all(|it| it.text.is_ascii()) {
            continue;
        }
        let mut looks: HashMap<String, Firsts> = HashMap::new();
        for (at, this) in all.iter().enumerate() {
            let is_foreign = !this.text.is_ascii();
            let mut other = None;
            for look in looks_of(this.text) {
                let firsts = looks.entry(look).or_insert(Firsts { any: at, foreign: None });
                let earlier = if is_foreign { Some(firsts.any) } else { firsts.foreign };
                other = other.or(earlier.filter(|it| is_another(this, &all[*it])));
                if is_foreign {
                    firsts.foreign.get_or_insert(at);
                }
            }
            findings.extend(other.map(|other| report(this, &all[other])));
        }
    }
}

/// The strings of an API, except those of codes that waive the lint.
fn known(api: &Api) -> Vec<Known<'_>> {
    let codes = super::codes_of(api, &rules::LOOK_ALIKE).flat_map(|code| {
        let names = code.aliases.iter().map(crate::name::Name::as_str);
        let all = wire(&code.wire).into_iter().chain(names);
        all.map(move |text| Known { text, span: code.span, code: Some(code) })
    });
    let retired = api
        .retired
        .iter()
        .filter_map(|code| Some(Known { text: wire(&code.wire)?, span: code.span, code: None }));
    codes.chain(retired).collect()
}

fn wire(wire: &Wire) -> Option<&str> {
    match wire {
        Wire::String(text) => Some(text),
        Wire::Integer(_) => None,
    }
}

fn is_another(this: &Known<'_>, other: &Known<'_>) -> bool {
    match (this.code, other.code) {
        (Some(this), Some(other)) => !std::ptr::eq(this, other),
        // Of two tombstones neither is ever sent again.
        (None, None) => false,
        _ => true,
    }
}

/// What a string looks like (UTS #39, section 4): as it is, and with all that is only another form of
/// the same, since upper and lower case make no difference between wire values.
fn looks_of(text: &str) -> [String; 2] {
    let plain: String = text.nfkc().collect::<String>().to_lowercase();
    [text, plain.as_str()].map(|text| unicode_security::skeleton(text).collect())
}

fn report(this: &Known<'_>, other: &Known<'_>) -> Diagnostic {
    // The one that is not ASCII is the one that nobody expects.
    let (this, other) = if this.text.is_ascii() { (other, this) } else { (this, other) };
    let point = |it: char| format!("`{it}` is U+{:04X}", u32::from(it));
    let (mut ours, mut theirs) = (this.text.chars(), other.text.chars());
    let differ = loop {
        match (ours.next(), theirs.next()) {
            (Some(our), Some(their)) if our == their => {}
            (our, their) => break our.into_iter().chain(their).map(point).collect::<Vec<_>>(),
        }
    };
    finding(
        &rules::LOOK_ALIKE,
        this.span,
        format!(
            "`{}` looks the same as `{}`, which is another code of the API",
            this.text, other.text
        ),
        format!("give one of the codes another `wire`: {}", differ.join(", and ")),
    )
    .secondary(other.span, "the other one")
}
