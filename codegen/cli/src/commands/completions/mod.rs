//! `completions`: what a shell offers behind `cargo errcat`, or what else the program is called.
//!
//! The shell asks this program for each word, so that what it offers is what the catalogue has: its
//! APIs, groups, codes, statuses and actions. The scripts do no more than ask.

use std::collections::HashSet;
use std::ffi::{OsStr, OsString};

use crate::pipeline;
use anyhow::Context;
use camino::Utf8PathBuf;
use clap::ValueEnum;
use clap_complete::engine::{ArgValueCompleter, CompletionCandidate, complete};
use errcat_catalogue::model::Catalogue;

use crate::Outcome;
use crate::paths;
use crate::program::program;
use crate::terminal::print;
use errcat_findings::wording::printable;

#[derive(Debug, clap::Args)]
#[command(after_help = HELP)]
pub(crate) struct Args {
    /// The shell
    #[arg(value_name = "SHELL", value_enum, required_unless_present = "at")]
    shell: Option<Shell>,
    /// Which of the words is to be completed, counted from 0: for the scripts
    #[arg(long, hide = true)]
    at: Option<usize>,
    /// The words on the line, that of the program the first
    #[arg(hide = true, last = true)]
    words: Vec<OsString>,
}

const HELP: &str = "\
Write the output to a file that the shell reads when it starts:
  bash  ~/.errcat.bash, and `source ~/.errcat.bash` in ~/.bashrc
  zsh   ~/.errcat.zsh, and `source ~/.errcat.zsh` in ~/.zshrc, after compinit
  fish  ~/.config/fish/conf.d/errcat.fish
The shell then completes the commands, options and names of this program. If `cargo` finds
another program's command of the same name, the shell offers nothing for it. It completes
cargo's other commands as before.";

#[derive(Debug, Clone, Copy, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
}

pub(crate) fn run(args: &Args, command: clap::Command) -> anyhow::Result<Outcome> {
    if let Some(at) = args.at {
        return candidates(command, &args.words, at);
    }
    let script = match args.shell {
        Some(Shell::Zsh) => include_str!("zsh.sh"),
        Some(Shell::Fish) => include_str!("fish.fish"),
        _ => include_str!("bash.sh"),
    };
    let word = &program().word;
    // Functions and variables of shells have no hyphens.
    print(&script.replace("<NAME>", &word.replace('-', "_")).replace("<WORD>", word));
    Ok(Outcome::Clean)
}

/// Prints what can be at a place: a line for each, its value and, behind a tab, what it is.
fn candidates(command: clap::Command, words: &[OsString], at: usize) -> anyhow::Result<Outcome> {
    let dir = folder(words)?;
    let mut command = with_names(command, &dir);
    let mut words = words.to_vec();
    words.resize(words.len().max(at + 1), OsString::new());
    let here = std::env::current_dir().ok();
    let found = complete(&mut command, words, at, here.as_deref()).context("cannot complete")?;
    let mut text = String::new();
    for candidate in found.iter().filter(|candidate| !candidate.is_hide_set()) {
        let value = candidate.get_value().to_string_lossy();
        let help = candidate.get_help().map(ToString::to_string).unwrap_or_default();
        let help = help.lines().next().unwrap_or_default();
        text.push_str(&format!("{}\t{}\n", printable(&value), printable(help)));
    }
    print(&text);
    Ok(Outcome::Clean)
}

/// The catalogue that the line is about.
fn folder(words: &[OsString]) -> anyhow::Result<Utf8PathBuf> {
    let words: Vec<_> = words.iter().map(|word| word.to_string_lossy()).collect();
    let given = words.iter().enumerate().find_map(|(at, word)| {
        let value = word.strip_prefix("--catalogue")?;
        let next = || words.get(at + 1).map(AsRef::as_ref);
        value.strip_prefix('=').or_else(|| value.is_empty().then(next).flatten())
    });
    paths::catalogue(given.map(camino::Utf8Path::new))
}

/// A name, and what it is.
type Names = Vec<(String, String)>;

/// What gives names.
type NamesOf = fn(&Catalogue) -> Names;

/// Where the values of arguments come from, by what the arguments call them.
const NAMES: &[(&str, NamesOf)] = &[
    ("API", apis),
    ("ACTION", actions),
    ("CODE", codes),
    ("CODE|WIRE|JSON", codes),
    ("GROUP", groups),
    ("NAME", apis),
    ("RULE", rules),
    ("STATUS", statuses),
];

/// Lets the arguments of a command and those below it be completed from the catalogue in `dir`.
fn with_names(command: clap::Command, dir: &Utf8PathBuf) -> clap::Command {
    let command = command.mut_subcommands(|below| with_names(below, dir));
    command.mut_args(|arg| {
        let called = arg.get_value_names().and_then(|names| names.first()).map(ToString::to_string);
        let source = NAMES.iter().find(|(name, _)| called.as_deref() == Some(*name));
        let Some((_, names)) = source.filter(|_| arg.get_possible_values().is_empty()) else {
            return arg;
        };
        let dir = dir.clone();
        arg.add(ArgValueCompleter::new(move |typed: &OsStr| offer(&dir, *names, typed)))
    })
}

fn offer(dir: &Utf8PathBuf, names: NamesOf, typed: &OsStr) -> Vec<CompletionCandidate> {
    let typed = typed.to_string_lossy();
    // A catalogue that cannot be read has no names to offer.
    let catalogue = pipeline::read(dir).ok().and_then(|reading| reading.catalogue);
    let names = catalogue.map(|catalogue| names(&catalogue)).unwrap_or_default();
    let mut seen = HashSet::new();
    names
        .into_iter()
        .filter(|(name, _)| name.starts_with(&*typed) && seen.insert(name.clone()))
        .map(|(name, about)| CompletionCandidate::new(name).help(Some(about.into())))
        .collect()
}

fn apis(catalogue: &Catalogue) -> Names {
    let apis = catalogue.apis.iter();
    apis.map(|api| (api.name.as_str().to_owned(), api.title.clone())).collect()
}

fn groups(catalogue: &Catalogue) -> Names {
    let groups = catalogue.apis.iter().flat_map(|api| &api.groups);
    groups.map(|group| (group.name.as_str().to_owned(), group.title.clone())).collect()
}

/// Codes with their API before them, and without it.
fn codes(catalogue: &Catalogue) -> Names {
    let mut names = Names::new();
    for api in &catalogue.apis {
        let full = |name: &str| format!("{}/{name}", api.name.as_str());
        names.extend(api.codes.iter().map(|it| (full(it.name.as_str()), it.title.clone())));
    }
    let codes = catalogue.apis.iter().flat_map(|api| &api.codes);
    names.extend(codes.map(|it| (it.name.as_str().to_owned(), it.title.clone())));
    names
}

fn statuses(catalogue: &Catalogue) -> Names {
    let errors = catalogue.statuses.iter().filter(|info| info.status.is_error());
    errors.map(|info| (info.status.to_string(), info.reason.clone())).collect()
}

/// The rules are the program's own.
fn rules(_: &Catalogue) -> Names {
    let rules = errcat_findings::rules::ALL.iter();
    rules
        .flat_map(|rule| [rule.name, rule.id].map(|it| (it.to_owned(), rule.summary.to_owned())))
        .collect()
}

fn actions(catalogue: &Catalogue) -> Names {
    let actions = catalogue.actions.iter();
    actions.map(|action| (action.name.as_str().to_owned(), action.title.clone())).collect()
}
