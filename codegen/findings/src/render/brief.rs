//! Findings as people can read them, however many: all errors; of many warnings a screen that tells how many
//! break which rule, where the first of each stands, and which command lists the others.

use std::collections::BTreeMap;

use super::{Style, human, short};
use crate::diagnostic::{Diagnostic, Severity};
use crate::rules::Rule;
use crate::source::Sources;
use crate::wording::phrase;

/// At most this many warnings are shown as they are; more are summed up.
const MOST_WARNINGS: usize = 20;

/// For so many rules, the commonest, the first finding is shown where warnings are summed up: what fits on a screen.
const MOST_EXAMPLES: usize = 8;

/// All errors of `diagnostics` as text, and the warnings, or their number by rule and one of each.
/// `command` is the command line that lists those of a rule.
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
    text.push_str(&format!("{all} warnings:\n{}", table(&rules, sources)));
    if let Some(one) = rules.first().and_then(|found| found.first()) {
        text.push_str(&format!("\n`{}` lists all of one rule\n\n", command(one.rule)));
    }
    text
}

/// A line for each rule: how many there are of it, and what it says; below it the first of them.
fn table(rules: &[Vec<&Diagnostic>], sources: &Sources) -> String {
    let numbers = rules.iter().map(|found| found.len().to_string().len()).max().unwrap_or(0);
    let firsts = || rules.iter().filter_map(|found| Some((found.len(), *found.first()?)));
    let names = firsts().map(|(_, one)| one.rule.name.len()).max().unwrap_or(0);
    let mut text = String::new();
    for (at, (count, one)) in firsts().enumerate() {
        let Rule { id, name, summary, .. } = one.rule;
        text.push_str(&format!("  {count:>numbers$}  {id} {name:names$}  {summary}\n"));
        if at < MOST_EXAMPLES {
            text.push_str(&format!("  {:numbers$}  {}\n", "", first(one, sources)));
        }
    }
    text
}

fn first(one: &Diagnostic, sources: &Sources) -> String {
    format!("{}: {}", short::place(one, sources), phrase(&one.message))
}
