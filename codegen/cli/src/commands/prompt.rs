//! Questions to the person at the terminal. Without a terminal, errcat does not ask.

use std::io::IsTerminal;

use anyhow::Context;
use console::{Term, user_attended_stderr};
use dialoguer::theme::ColorfulTheme;
use dialoguer::{FuzzySelect, Input};
use errcat_findings::render::{Syntax, harmless};

use errcat_findings::wording::printable;

/// Whether there is somebody to ask.
pub(crate) fn is_possible() -> bool {
    std::io::stdin().is_terminal() && user_attended_stderr()
}

/// A text as it may be in a question: questions are drawn by a library, and not printed.
fn shown(text: &str) -> String {
    harmless(&printable(text), Syntax::Text)
}

/// One of some choices, each with a few words: its index. What one types narrows them down.
pub(crate) fn choose(question: &str, choices: &[(String, String)]) -> anyhow::Result<usize> {
    let width =
        choices.iter().map(|(name, _)| console::measure_text_width(name)).max().unwrap_or(0);
    let lines: Vec<String> = choices
        .iter()
        .map(|(name, about)| {
            let pad = " ".repeat(width.saturating_sub(console::measure_text_width(name)));
            shown(format!("{name}{pad}  {about}").trim_end())
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

/// A line of text, or `default` for an empty line. `check` says what is wrong with it.
pub(crate) fn ask(
    question: &str,
    default: Option<String>,
    check: impl Fn(&str) -> Result<(), String>,
) -> anyhow::Result<String> {
    let theme = ColorfulTheme::default();
    let input = Input::<String>::with_theme(&theme)
        .with_prompt(question)
        .allow_empty(true)
        .validate_with(|text: &String| check(text).map_err(|message| shown(&message)));
    let offered = default.as_deref().map(shown);
    let input = match &offered {
        Some(offered) => input.default(offered.clone()),
        None => input,
    };
    let answer = input.interact_text_on(&Term::stderr()).context("cannot ask")?;
    // What was taken as it was offered is what was meant, not what stood for it.
    Ok(default.filter(|_| offered.as_ref() == Some(&answer)).unwrap_or(answer))
}
