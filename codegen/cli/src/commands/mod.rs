//! The command line: one registry of commands.
//!
//! Results go to stdout, findings to stderr. Exit status: 0 clean, 1 findings or stale output,
//! 2 usage or input/output failure (lost output is one), or an edit of the catalogue that is not finished.

mod add;
mod baseline;
mod completions;
mod diff;
mod docs;
mod edit;
#[cfg(not(all(feature = "docs", feature = "import")))]
mod elsewhere;
mod explain;
mod format;
mod generate;
mod import;
mod init;
mod lint;
mod openapi;
mod prompt;
mod read;
mod release;
mod schema;
mod watch;

use std::process::ExitCode;

use clap::{CommandFactory, FromArgMatches, Parser, Subcommand};

use crate::Outcome;
use crate::program::program;
use crate::terminal::{self, Color};

/// One TOML catalogue of error codes, turned into Rust, docs, OpenAPI and tables.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    /// Whether to print in colour
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Start: write a small catalogue, and add its crate to the workspace
    Init(init::Args),
    /// Generate all outputs from the catalogue, or check that they are up to date
    Gen(generate::Args),
    /// Check the catalogue: errors and lints
    Lint(lint::Args),
    /// Format the catalogue's files, or check that they are formatted
    Fmt(format::Args),
    /// Explain a rule: its reason, with a wrong and a right example
    Explain(explain::Args),
    /// Compare with a release: what has changed, whom it breaks, and which version it needs
    Diff(diff::Args),
    /// Write release notes for users of the APIs, grouped by what they must do
    Changelog(diff::ChangelogArgs),
    /// Make a release: the version that it needs, its notes, and tombstones of codes that are gone
    Release(release::Args),
    /// List codes
    List(read::ListArgs),
    /// Show everything about a code, found by name, wire value or the body of a response
    Show(read::ShowArgs),
    /// Search the names and texts of codes
    Search(read::SearchArgs),
    /// Count codes by API, status and action
    Stats(read::StatsArgs),
    /// Add a code to the catalogue
    Add(add::Args),
    /// Import codes from tables, documents and programs, and update them when these change
    Import(import::Args),
    /// Rename a code everywhere in the catalogue
    Rename(edit::RenameArgs),
    /// Mark a code as deprecated
    Deprecate(edit::DeprecateArgs),
    /// Replace a code with a tombstone, so that its name and wire value are never used again
    Retire(edit::EndArgs),
    /// Move a code to another group
    Mv(edit::MvArgs),
    /// Print a completion script for a shell, which completes names of the catalogue too
    Completions(completions::Args),
    /// Write JSON Schemas of the catalogue's files for editors, or check that they are up to date
    Schema(schema::Args),
    /// Build the docs as a static site, or serve the site while you edit
    Docs(docs::Args),
    /// Add an API's errors to your own OpenAPI document
    #[command(subcommand)]
    Openapi(openapi::Command),
}

/// The program: reads its arguments, and runs what they say. The exit status is 0 where all is clean, 1
/// where there are findings, 2 where the arguments are wrong, input or output fails, what is printed is
/// lost, or an edit is not finished; a failure is told here, except the last, which has been told.
pub fn main() -> ExitCode {
    let program = program();
    // A line that completions hand over and a real one are read alike.
    let arguments = std::env::args_os();
    let arguments = arguments.enumerate().filter(|(at, _)| *at == 0 || *at > program.leading);
    let arguments = arguments.map(|(_, argument)| argument);
    terminal::ended(command().try_get_matches_from(arguments), |matches| {
        run(Cli::from_arg_matches(&matches)?)
    })
}

/// The command line's definition, by the name under which it is called.
fn command() -> clap::Command {
    Cli::command().name(&*program().name).bin_name(&*program().name)
}

fn run(cli: Cli) -> anyhow::Result<Outcome> {
    cli.color.set();
    match cli.command {
        Command::Init(args) => init::run(&args),
        Command::Gen(args) => generate::run(&args),
        Command::Lint(args) => lint::run(&args),
        Command::Fmt(args) => format::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Changelog(args) => diff::run_changelog(&args),
        Command::Release(args) => release::run(&args),
        Command::List(args) => read::run_list(&args),
        Command::Show(args) => read::run_show(&args),
        Command::Search(args) => read::run_search(&args),
        Command::Stats(args) => read::run_stats(&args),
        Command::Add(args) => add::run_add(&args),
        Command::Import(args) => import::run(&args),
        Command::Rename(args) => edit::run_rename(&args),
        Command::Deprecate(args) => edit::run_deprecate(&args),
        Command::Retire(args) => edit::run_retire(&args),
        Command::Mv(args) => edit::run_mv(&args),
        Command::Completions(args) => completions::run(&args, command()),
        Command::Schema(args) => schema::run(&args),
        Command::Docs(args) => docs::run(&args),
        Command::Openapi(command) => openapi::run(&command),
    }
}
