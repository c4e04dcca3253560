//! The generated crate against what a user would write instead.
//!
//! `cargo bench --bench generated` prints everything; `-- lookups`, `-- bodies`,
//! `-- build` and `-- instructions` print a part. Crates are written and built below the target folder, the
//! first time for minutes. Nothing here passes or fails: the figures are for people, and on a busy
//! machine only the ratios mean something.

#![allow(clippy::print_stdout, reason = "printing is what it is for")]

mod bodies;
mod build;
mod competitors;
mod detailed;
mod instructions;
mod lookups;
mod subject;
mod table;
#[path = "../generate/synthetic.rs"]
mod whole;
mod workspace;

fn main() -> std::io::Result<()> {
    let asked: Vec<String> = std::env::args().skip(1).filter(|it| !it.starts_with("--")).collect();
    let wanted = |part: &str| asked.is_empty() || asked.iter().any(|it| it == part);
    if wanted("lookups") {
        lookups::run()?;
    }
    if wanted("bodies") {
        bodies::run()?;
    }
    if wanted("instructions") {
        instructions::run()?;
    }
    if wanted("build") {
        build::run()?;
    }
    Ok(())
}
