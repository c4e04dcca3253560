//! Findings as people can read them, however many: all errors; of many warnings how many there are by
//! rule, some of each, and the command that lists the rest.

use std::collections::BTreeMap;

use super::{Style, human};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::Rule;
use crate::source::Sources;

/// At most this many warnings are shown as they are; more are summed up.
const MOST_WARNINGS: usize = 20;

/// So many of a rule are shown where warnings are summed up.
const EXAMPLES: usize = 3;

/// All errors of `diagnostics` as text, and the warnings, or their number by rule and some of each.
/// `command` is the command line that lists those of a rule, whose name is behind it.
pub fn brief(
    diagnostics: &[Diagnostic],
    sources: &Sources,
    style: Style,
    command: &dyn Fn(&Rule) -> String,
) -> String {
    let is_warning = |one: &&Diagnostic| one.severity == Severity::Warning;
    let all = diagnostics.iter().filter(is_warning).count();
    if all <= MOST_WARNINGS {
        return human(diagnostics, sources, style);
    }
    let errors: Vec<Diagnostic> =
        diagnostics.iter().filter(|one| !is_warning(one)).cloned().collect();
    let mut text = human(&errors, sources, style);
    let mut rules: BTreeMap<&str, Vec<&Diagnostic>> = BTreeMap::new();
    for one in diagnostics.iter().filter(is_warning) {
        rules.entry(one.rule.id).or_default().push(one);
    }
    // The commonest first.
    let mut rules: Vec<Vec<&Diagnostic>> = rules.into_values().collect();
    rules.sort_by_key(|found| std::cmp::Reverse(found.len()));
    text.push_str(&format!("{all} warnings:\n{}\n", table(&rules)));
    for found in &rules {
        let shown: Vec<Diagnostic> =
            found.iter().take(EXAMPLES).map(|one| (*one).clone()).collect();
        text.push_str(&human(&shown, sources, style));
        if let (Some(one), more @ 1..) = (found.first(), found.len() - shown.len()) {
            let command = command(one.rule);
            text.push_str(&format!(
                "… and {more} more of {}: `{command}` lists them\n\n",
                one.rule.name
            ));
        }
    }
    text
}

/// A line for each rule: how many there are of it, and what it says.
fn table(rules: &[Vec<&Diagnostic>]) -> String {
    let rows = || rules.iter().filter_map(|found| Some((found.len(), found.first()?.rule)));
    let numbers = rows().map(|(count, _)| count.to_string().len()).max().unwrap_or(0);
    let names = rows().map(|(_, rule)| rule.name.len()).max().unwrap_or(0);
    let line = |(count, rule): (usize, &Rule)| {
        format!("  {count:>numbers$}  {} {:names$}  {}\n", rule.id, rule.name, rule.summary)
    };
    rows().map(line).collect()
}
