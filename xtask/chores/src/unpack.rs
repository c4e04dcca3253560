//! `cargo chores unpack`

use camino::Utf8PathBuf;
use errcat::Outcome;
use errcat::terminal::print;
use errcat_tests::Case;

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Pages such as `codegen/tests/fail/slot.md`
    #[arg(required = true, value_name = "CASE")]
    cases: Vec<Utf8PathBuf>,
    /// Where a folder is made for each, of the page's name
    #[arg(long, value_name = "DIR")]
    into: Utf8PathBuf,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    for path in &args.cases {
        let dir = Case::read(path.clone())?.unpack(&args.into)?;
        print(&format!("{dir}\n"));
    }
    Ok(Outcome::Clean)
}
