//! `init`: the smallest good catalogue, and what makes it a part of a workspace.

mod starter;
mod workspace;

use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};
use clap::ValueEnum;
use errcat_catalogue::model::{GENERATED, WireType};
use errcat_catalogue::name::Grammar;
use errcat_evolve::edit::Refused;
use errcat_findings::diagnostic::Findings;
use errcat_findings::source::{Source, Sources};
use errcat_findings::wording::printable;

use crate::Outcome;
use crate::apply;
use crate::commands::prompt::{self, ask, choose};
use crate::commands::{generate, import};
use crate::load::{self, A_FOLDER, Existing};
use crate::paths::{self, CATALOGUE};
use crate::pipeline;
use crate::program::{program, typed};
use crate::terminal::{findings, print};
use starter::Starter;
use workspace::Workspace;

#[derive(Debug, clap::Args)]
#[command(
    after_help = "On a terminal, the command asks for what is missing. Elsewhere, missing values \
    are an error, unless --yes accepts the suggestions.\nThe command does not overwrite anything: a second run lists what exists."
)]
pub(crate) struct Args {
    /// The folder of the new catalogue
    #[arg(long, value_name = "DIR", default_value = CATALOGUE)]
    catalogue: Utf8PathBuf,
    /// Accept all suggestions, and ask nothing
    #[arg(long)]
    yes: bool,
    /// The name of the first API: a folder of the catalogue, and a module in Rust
    #[arg(long, value_name = "NAME")]
    api: Option<String>,
    /// The type of the codes on the wire
    #[arg(long = "type", value_name = "TYPE", value_enum)]
    wire: Option<Wire>,
    /// Import its codes from these files, as `import` does, instead of writing two sample codes
    #[arg(long, value_name = "FILE", num_args = 1.., conflicts_with = "wire")]
    from: Vec<Utf8PathBuf>,
    /// A JSON body that the API sends, from which errcat guesses its envelope
    #[arg(long, value_name = "FILE", requires = "from")]
    body: Option<Utf8PathBuf>,
    /// The folder of the generated crate, relative to the folder that holds the catalogue [default: crates/NAME-errors in a workspace, else generated]
    #[arg(long = "crate", value_name = "DIR")]
    krate: Option<String>,
    /// Add the alias `cargo xtask` for this program
    #[arg(long)]
    xtask: bool,
}

/// What codes are on the wire.
#[derive(Debug, Clone, Copy, ValueEnum)]
enum Wire {
    /// Strings: by default a code's name
    String,
    /// Integers, one for each code
    Integer,
}

pub(crate) fn run(args: &Args) -> anyhow::Result<Outcome> {
    let dir = &args.catalogue;
    let base = paths::base(dir);
    if is_there(dir, &base)? {
        print(&format!(
            "{dir} is a catalogue already: nothing was changed\n\
             add codes to it with `{}`, and write the outputs with `{}`\n",
            typed("add"),
            typed("gen"),
        ));
        return Ok(Outcome::Clean);
    }
    let here = absolute(&base)?;
    if cfg!(not(feature = "import")) && !args.from.is_empty() {
        // It has a program with the feature do all of this.
        return import::run(&import::Args::of(dir, &args.from, None, ""));
    }
    if let Some(file) = args.from.iter().chain(&args.body).find(|file| !file.is_file()) {
        bail!("{file} is not a file: nothing was written");
    }
    let around = Workspace::around(&here)?;
    let api = api(args, &here)?;
    let wire = wire(args)?;
    let krate = krate(args, &api, around.is_some())?;
    let out = base.join(krate.as_deref().unwrap_or(GENERATED));
    if out.read_dir_utf8().is_ok_and(|mut entries| entries.next().is_some()) {
        bail!("{out} already exists and has files: name another folder with --crate DIR");
    }
    let command = args.xtask.then_some("cargo xtask gen");
    let imported = !args.from.is_empty();
    let starter = Starter { api: &api, wire, krate: krate.as_deref(), command };
    if !is_fit(&starter.files(false), dir)? {
        return Ok(Outcome::Findings);
    }
    for (path, text) in &starter.files(imported) {
        let path = dir.join(path);
        let made = apply::create(&path, text).with_context(|| format!("cannot write {path}"))?;
        print(&format!("{} {path}\n", if made { "wrote" } else { "kept " }));
    }
    if imported {
        let import = import::Args::of(dir, &args.from, args.body.clone(), &api);
        if import::run(&import)? != Outcome::Clean {
            return Ok(Outcome::Findings);
        }
    }
    if generate::run(&generate::Args::of(dir))? != Outcome::Clean {
        return Ok(Outcome::Findings);
    }
    if let Some(around) = around {
        let manifest = around.manifest.clone();
        let manifest = manifest.strip_prefix(&here).unwrap_or(&manifest);
        if around.add_member(&out)? {
            print(&format!("added {out} to the members in {manifest}\n"));
        }
    }
    if args.xtask && !workspace::add_alias(&base)? {
        print("kept  the alias `xtask` in .cargo/config.toml: it is another program's\n");
    }
    attributes(&base, krate.as_deref())?;
    print(&next(dir, &api, imported, &out));
    Ok(Outcome::Clean)
}

/// Whether there is a catalogue in `dir`.
fn is_there(dir: &Utf8Path, base: &Utf8Path) -> anyhow::Result<bool> {
    let Some(name) = dir.file_name() else {
        bail!("{dir} has no name: give another --catalogue DIR")
    };
    if !base.as_str().is_empty() && !base.is_dir() {
        bail!("{base} is not a folder: make it, or give another --catalogue DIR");
    }
    match load::existing(base, name)? {
        Existing::Absent => return Ok(false),
        Existing::Other(A_FOLDER) => {}
        Existing::Other(what) => bail!("{dir} is {what}: give another --catalogue DIR"),
        Existing::File => bail!("{dir} is a file: give another --catalogue DIR"),
    }
    Ok(dir.join("catalogue.toml").symlink_metadata().is_ok())
}

/// A folder by its whole path, without links.
fn absolute(base: &Utf8Path) -> anyhow::Result<Utf8PathBuf> {
    let folder = if base.as_str().is_empty() { Utf8Path::new(".") } else { base };
    folder.canonicalize_utf8().with_context(|| format!("cannot read {folder}"))
}

/// The API's name: as it was given, or asked for.
fn api(args: &Args, here: &Utf8Path) -> anyhow::Result<String> {
    let check = |text: &str| match Grammar::Api.check(text) {
        Ok(()) => Ok(()),
        Err(fault) => Err(format!("{}: {}", fault.message(), fault.help())),
    };
    if let Some(name) = &args.api {
        let Err(fault) = Grammar::Api.check(name) else { return Ok(name.clone()) };
        bail!(Refused::new(fault.message(), fault.help()));
    }
    let folder = here.file_name().unwrap_or_default();
    let offered = Grammar::Api.mended(folder).unwrap_or_else(|| "app".to_owned());
    if args.yes {
        return Ok(offered);
    }
    if !prompt::is_possible() {
        bail!(Refused::new(
            "the API's name is missing",
            format!("add `--api {offered}` with a name of your own, or `--yes` to accept this one")
        ));
    }
    ask("Name of the API", Some(offered), check)
}

fn wire(args: &Args) -> anyhow::Result<WireType> {
    let wire = match args.wire {
        Some(wire) => wire,
        None if args.yes || !args.from.is_empty() || !prompt::is_possible() => Wire::String,
        None => {
            let choices =
                [("string", "a code's wire value is its name"), ("integer", "as a number")];
            let choices = choices.map(|(name, about)| (name.to_owned(), about.to_owned()));
            [Wire::String, Wire::Integer][choose("Codes on the wire", &choices)?]
        }
    };
    Ok(match wire {
        Wire::String => WireType::String,
        Wire::Integer => WireType::Integer,
    })
}

/// The folder of the generated crate; `None` for the usual one.
fn krate(args: &Args, api: &str, in_workspace: bool) -> anyhow::Result<Option<String>> {
    let offered = if in_workspace {
        format!("crates/{}-errors", api.replace('_', "-"))
    } else {
        GENERATED.to_owned()
    };
    let folder = match &args.krate {
        Some(folder) => folder.clone(),
        None if args.yes || !prompt::is_possible() => offered,
        None => ask("Folder of the generated crate", Some(offered), |_| Ok(()))?,
    };
    Ok(Some(folder).filter(|folder| folder != GENERATED))
}

/// Whether these files, those that are there as they are, make a catalogue without errors; what is wrong is
/// printed.
fn is_fit(files: &[(String, String)], dir: &Utf8Path) -> anyhow::Result<bool> {
    let mut sources = Sources::default();
    let mut sorted: Vec<_> = files.to_vec();
    sorted.sort();
    for (path, text) in sorted {
        let text = match load::read_if_there(dir, &path)? {
            Some(bytes) => String::from_utf8_lossy(&bytes).into_owned(),
            None => text,
        };
        sources.add(Source { display: dir.join(&path).into_string(), path, text, readable: true });
    }
    let reading = pipeline::understand(sources, Findings::default());
    if reading.catalogue.is_none() {
        findings(&reading.diagnostics, &reading.sources, dir);
    }
    Ok(reading.catalogue.is_some())
}

/// Tells code hosts what is generated: they fold it away in reviews.
fn attributes(base: &Utf8Path, krate: Option<&str>) -> anyhow::Result<()> {
    let mut lines = format!("/{GENERATED}/** linguist-generated\n");
    if let Some(krate) = krate {
        lines.push_str(&format!("/{krate}/** linguist-generated\n"));
    }
    let path = base.join(".gitattributes");
    if apply::create(&path, &lines).with_context(|| format!("cannot write {path}"))? {
        print(&format!("wrote {path}\n"));
    } else {
        print(&format!("kept  {path}: add these lines for the generated files\n{lines}"));
    }
    Ok(())
}

/// What to do next.
fn next(dir: &Utf8Path, api: &str, imported: bool, out: &Utf8Path) -> String {
    let program = &program().name;
    let codes = if imported {
        "has the imported codes: check them, and read the import's report above"
    } else {
        "has two sample codes: change or delete them, and add your own"
    };
    format!(
        "\nNext:\n  \
         {dir}/{api}/ {codes}\n  \
         {program} add       adds a code, and asks for what it needs\n  \
         {program} gen       updates all outputs; gen --check in CI finds stale ones\n  \
         {program} docs      builds the documentation for users of the API\n  \
         cargo add --package YOURS --path {out}    gives them to your server (YOURS is its package)\n",
        dir = printable(dir.as_str()),
        out = printable(out.as_str()),
    )
}
