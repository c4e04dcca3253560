//! The command line over errcat. `cargo xtask --help` lists the commands.
//!
//! Results go to stdout, findings to stderr. Exit status: 0 clean, 1 findings or stale output,
//! 2 usage or input/output failure.

mod conformance;
mod generate;
mod lint;
mod merged;
mod openapi;
mod paths;
mod terminal;
mod validators;

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use terminal::{Color, error};

/// A run makes and drops millions of small texts: with this allocator it takes a tenth less time.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// One TOML catalogue of error codes, turned into Rust, docs, OpenAPI and tables.
#[derive(Debug, Parser)]
#[command(name = "cargo xtask", bin_name = "cargo xtask")]
struct Cli {
    /// Colours in what is printed
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t)]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Generate all outputs from the catalogue, or check that they are up to date
    Gen(generate::Args),
    /// Check the catalogue alone: errors and lints
    Lint(lint::Args),
    /// Put an API's errors into an OpenAPI document of your own
    #[command(subcommand)]
    Openapi(openapi::Command),
    /// Hold the OpenAPI documents against three validators (installs them under target/)
    Conformance(conformance::Args),
}

/// How a command ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// All is as it should be.
    Clean,
    /// There are errors in the catalogue, or outputs are stale.
    Findings,
}

fn main() -> ExitCode {
    let cli = Cli::parse();
    cli.color.set();
    let result = match cli.command {
        Command::Gen(args) => generate::run(&args),
        Command::Lint(args) => lint::run(&args),
        Command::Openapi(command) => openapi::run(&command),
        Command::Conformance(args) => conformance::run(&args),
    };
    match result {
        Ok(Outcome::Clean) => ExitCode::SUCCESS,
        Ok(Outcome::Findings) => ExitCode::from(1),
        Err(failure) => {
            error(&format!("error: {failure:#}\n"));
            ExitCode::from(2)
        }
    }
}
