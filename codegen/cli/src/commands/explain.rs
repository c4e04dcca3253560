//! `explain`

use anyhow::bail;
use errcat_findings::render::Syntax;
use errcat_findings::rules::{self, Level, Rule};

use crate::Outcome;
use crate::terminal::{print, print_as};

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// A rule's id or name, such as `E0103` or `unknown-key` [default: list all rules]
    rule: Option<String>,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let Some(text) = &args.rule else {
        print(&list(rules::ALL));
        return Ok(Outcome::Clean);
    };
    match rule(text) {
        Ok(rule) => print_as(Syntax::Styled, &page(rule.explanation)),
        Err(unknown) => bail!(unknown),
    }
    Ok(Outcome::Clean)
}

/// The rule of this id or name.
///
/// # Errors
/// Where there is none: that, and which one was meant.
pub(crate) fn rule(text: &str) -> Result<&'static Rule, String> {
    rules::find(text).ok_or_else(|| unknown(text))
}

fn unknown(text: &str) -> String {
    let help = match rules::nearest(text) {
        Some(rule) => format!("did you mean `{}` ({})?", rule.name, rule.id),
        None => "`explain` lists them all".to_owned(),
    };
    format!("there is no rule `{}`\n  = help: {help}", text.escape_debug())
}

/// A line for each rule: id, name, level, summary.
fn list(rules: &[&Rule]) -> String {
    let width = rules.iter().map(|rule| rule.name.len()).max().unwrap_or_default();
    let lines = rules.iter().map(|rule| {
        let level = match rule.level {
            Level::Error => "error",
            Level::Deny => "deny",
            Level::Warn => "warn",
            Level::Allow => "allow",
        };
        format!("{}  {:width$}  {level:5}  {}\n", rule.id, rule.name, rule.summary)
    });
    lines.collect()
}

const BOLD: &str = "\x1b[1m";
const DIM: &str = "\x1b[2m";
const PLAIN: &str = "\x1b[0m";

/// A rule's page for a terminal: headings in bold, examples indented, everything else as it is
/// written.
fn page(markdown: &str) -> String {
    let mut text = String::new();
    let mut in_example = false;
    for line in markdown.lines() {
        if line.starts_with("```") {
            in_example = !in_example;
        } else if in_example && line.starts_with("# ") {
            text.push_str(&format!("    {DIM}{line}{PLAIN}\n"));
        } else if in_example && !line.is_empty() {
            text.push_str(&format!("    {line}\n"));
        } else if let Some(title) = line.strip_prefix("# ").or(line.strip_prefix("## ")) {
            text.push_str(&format!("{BOLD}{title}{PLAIN}\n"));
        } else {
            text.push_str(&format!("{line}\n"));
        }
    }
    text
}
