//! Questions to the person at the terminal. Where nobody sits there, nothing is asked.

use std::io::IsTerminal;

use anyhow::Context;
use console::Term;
use dialoguer::theme::ColorfulTheme;
use dialoguer::{FuzzySelect, Input};

use crate::terminal::printable;

/// Whether there is somebody to ask.
pub(crate) fn is_possible() -> bool {
    std::io::stdin().is_terminal() && std::io::stderr().is_terminal()
}

/// One of some choices, each with a few words: its index. What one types narrows them down.
pub(crate) fn choose(question: &str, choices: &[(String, String)]) -> anyhow::Result<usize> {
    let width =
        choices.iter().map(|(name, _)| console::measure_text_width(name)).max().unwrap_or(0);
    let lines: Vec<String> = choices
        .iter()
        .map(|(name, about)| {
            let pad = " ".repeat(width.saturating_sub(console::measure_text_width(name)));
            printable(format!("{name}{pad}  {about}").trim_end())
        })
        .collect();
    FuzzySelect::with_theme(&ColorfulTheme::default())
        .with_prompt(question)
        .items(&lines)
        .default(0)
        .max_length(12)
        .interact_on_opt(&Term::stderr())
        .context("cannot ask")?
        .context("nothing was chosen")
}

/// A line of text; `default` where nothing is typed. `check` says what is wrong with it.
pub(crate) fn ask(
    question: &str,
    default: Option<String>,
    check: impl Fn(&str) -> Result<(), String>,
) -> anyhow::Result<String> {
    let theme = ColorfulTheme::default();
    let input = Input::<String>::with_theme(&theme)
        .with_prompt(question)
        .allow_empty(true)
        .validate_with(|text: &String| check(text));
    let input = match default {
        Some(default) => input.default(default),
        None => input,
    };
    input.interact_text_on(&Term::stderr()).context("cannot ask")
}
