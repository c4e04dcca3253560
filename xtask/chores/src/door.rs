//! `cargo chores door`: errcat as those get it who are not here.
//!
//! The program is installed from a copy of the checkout that is gone when it runs. The packages that would be
//! published are unpacked elsewhere. A workspace of somebody else builds its own program over the checkout, and
//! over the packages. All of them work in folders in which no other file may change.

use std::collections::BTreeMap;
use std::path::Path;
use std::process::{Command, Output};

use anyhow::{Context, Result, ensure};
use camino::{Utf8DirEntry, Utf8Path, Utf8PathBuf};
use errcat::Outcome;
use errcat::terminal::print;
use fs_err as fs;

use crate::root;
use crate::tools::{self, said};

/// The crates that are published, lowest first.
const CRATES: &[&str] = &[
    "errcat-findings",
    "errcat-catalogue",
    "errcat-runtime",
    "errcat-emit",
    "errcat-evolve",
    "errcat",
];

/// Somebody else's workspace.
const WORKSPACE: &str = "codegen/cli/tests/workspace";

/// What `gen` writes into it, by the paths that its catalogue gives: all that a run may change.
const OUTPUTS: &[&str] = &[
    "catalogue/.errcat-outputs",
    "catalogue/.schema/",
    "crates/",
    "docs/",
    "generated/",
    "target/",
];

#[derive(Debug, clap::Args)]
pub(crate) struct Args {
    /// Install and build optimised, as people do
    #[arg(long)]
    release: bool,
}

pub(crate) fn run(args: &Args) -> Result<Outcome> {
    let root = Utf8PathBuf::try_from(std::path::absolute(root()?.join("."))?)?;
    let work = tempfile::tempdir()?;
    let work = Utf8Path::from_path(work.path()).context("the path is not UTF-8")?;
    let target = root.join("target");
    let profile: &[&str] = if args.release { &[] } else { &["--debug"] };
    installed(&root, work, &target, profile)?;
    print(
        "installed: the program works where its checkout is gone, and changes its outputs alone\n",
    );
    let by_path = format!("path = \"{root}/codegen/cli\"");
    own_program(&root, &work.join("by-path"), &by_path, "", &target)?;
    print("by path: a program of three lines in another workspace works\n");
    packages(&root, work, &target)?;
    print(
        "packages: unpacked elsewhere they build, and a program of three lines over them works\n",
    );
    Ok(Outcome::Clean)
}

/// Installs the program from a copy of the checkout, deletes that, and has it work.
fn installed(root: &Utf8Path, work: &Utf8Path, target: &Utf8Path, profile: &[&str]) -> Result<()> {
    let checkout = work.join("checkout");
    copy_tracked(root, &checkout)?;
    let home = work.join("installed");
    let mut cargo = tools::cargo();
    cargo.args(["install", "--locked", "--quiet", "--path"]).arg(checkout.join("codegen/cli"));
    cargo.args(profile).arg("--root").arg(&home).arg("--target-dir").arg(target);
    tools::done(&mut cargo)?;
    fs::remove_dir_all(&checkout)?;
    let program = home.join("bin/cargo-errcat");
    // As Cargo finds it.
    let errcat = |folder: &Utf8Path, arguments: &[&str]| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        let path = std::iter::once(home.join("bin").into_std_path_buf())
            .chain(std::env::split_paths(&path));
        let mut command = cargo_in(folder);
        command.env("PATH", std::env::join_paths(path)?).arg("errcat").args(arguments);
        anyhow::Ok(command)
    };
    let place = work.join("theirs");
    copy_tracked(&root.join(WORKSPACE), &place)?;
    let before = tree(&place)?;
    all_commands(&place, "cargo errcat", &mut |arguments| errcat(&place, arguments))?;
    tools::done(errcat(&place, &["docs"])?.stdout(std::process::Stdio::null()))?;
    ensure!(place.join("target/site/shop/index.html").is_file(), "the site was not built");
    only_outputs(&before, &tree(&place)?)?;
    // Called directly, from below the catalogue.
    let mut direct = Command::new(&program);
    tools::done(direct.args(["gen", "--check"]).current_dir(place.join("server/src")))?;
    let empty = work.join("empty");
    fs::create_dir_all(&empty)?;
    let output = errcat(&empty, &["gen", "--check"])?.output()?;
    ensure!(output.status.code() == Some(2), "without a catalogue: {}", output.status);
    ensure!(fs::read_dir(&empty)?.next().is_none(), "something was written without a catalogue");
    Ok(())
}

/// Packages all crates, unpacks them, and builds somebody's program over them.
fn packages(root: &Utf8Path, work: &Utf8Path, target: &Utf8Path) -> Result<()> {
    let made = target.join("package");
    if made.exists() {
        fs::remove_dir_all(&made)?;
    }
    let mut package = cargo_in(root);
    package.args(["package", "--locked", "--quiet", "--allow-dirty", "--no-verify"]);
    for name in CRATES {
        package.args(["--package", name]);
    }
    tools::done(package.arg("--target-dir").arg(target))?;
    let unpacked = work.join("packages");
    fs::create_dir_all(&unpacked)?;
    let mut patches = String::from("\n[patch.crates-io]\n");
    for name in CRATES {
        let mut archives =
            made.read_dir_utf8()?.filter_map(Result::ok).map(Utf8DirEntry::into_path);
        let archive = archives.find(|path| {
            let is_package = path.extension() == Some("crate");
            let version =
                path.file_stem().and_then(|stem| stem.strip_prefix(name)?.strip_prefix('-'));
            is_package && version.is_some_and(|it| it.starts_with(|c: char| c.is_ascii_digit()))
        });
        let archive = archive.with_context(|| format!("{name} was not packaged"))?;
        tools::done(Command::new("tar").arg("-xzf").arg(&archive).arg("-C").arg(&unpacked))?;
        let folder = archive.file_stem().unwrap_or_default();
        patches.push_str(&format!("{name} = {{ path = \"{unpacked}/{folder}\" }}\n"));
    }
    own_program(root, &work.join("packaged"), "version = \"0.1\"", &patches, target)
}

/// Builds a user's program of three lines with errcat, runs `gen` with it, and builds a server with the
/// output. `errcat` says where the program has errcat from.
fn own_program(
    root: &Utf8Path,
    place: &Utf8Path,
    errcat: &str,
    patches: &str,
    target: &Utf8Path,
) -> Result<()> {
    copy_tracked(&root.join(WORKSPACE), place)?;
    let workspace = place.join("Cargo.toml");
    fs::write(&workspace, fs::read_to_string(&workspace)? + patches)?;
    let manifest = place.join("xtask/Cargo.toml");
    let text = fs::read_to_string(&manifest)?;
    let own = text.replace("path = \"../../..\"", errcat);
    ensure!(own != text, "{manifest} does not depend on errcat by its path");
    fs::write(&manifest, own)?;
    let mut xtask = |arguments: &[&str]| {
        let mut command = cargo_in(place);
        command.env("CARGO_TARGET_DIR", target).arg("xtask").args(arguments);
        anyhow::Ok(command)
    };
    if !patches.is_empty() {
        // Packages are others to a lock file than folders are: it is written again, with the versions that
        // this checkout has.
        fs::copy(root.join("Cargo.lock"), place.join("Cargo.lock"))?;
        tools::done(&mut xtask(&["--help"])?)?;
    }
    let before = tree(place)?;
    all_commands(place, "cargo xtask", &mut xtask)?;
    only_outputs(&before, &tree(place)?)?;
    // Now there is a crate that a server can depend on.
    let text = fs::read_to_string(&workspace)?;
    let text = text
        .replace("exclude = [\"server\"]\n", "")
        .replace("[\"xtask\"]", "[\"crates/shop-errors\", \"server\", \"xtask\"]");
    fs::write(&workspace, text)?;
    let mut server = cargo_in(place);
    server.env("CARGO_TARGET_DIR", target);
    let output = server.args(["run", "--quiet", "--package", "server"]).output()?;
    let answer = printed(&output);
    let expected = r#"404 {"code":"ORDER_NOT_FOUND","message":"Order not found"}"#;
    ensure!(answer.trim() == expected, "the server says {answer}{}", said(&output));
    Ok(())
}

/// Runs the commands that everybody has, in a workspace that has generated nothing yet.
fn all_commands(
    place: &Utf8Path,
    name: &str,
    errcat: &mut dyn FnMut(&[&str]) -> Result<Command>,
) -> Result<()> {
    tools::done(&mut errcat(&["gen"])?)?;
    for file in
        ["crates/shop-errors/Cargo.toml", "docs/errors/book.toml", "generated/catalogue.json"]
    {
        ensure!(place.join(file).is_file(), "{file} was not generated");
    }
    tools::done(&mut errcat(&["gen", "--check"])?)?;
    tools::done(&mut errcat(&["lint"])?)?;
    tools::done(&mut errcat(&["explain", "E0103"])?)?;
    tools::done(&mut errcat(&["schema"])?)?;
    tools::done(&mut errcat(&["diff", "--base", "generated/catalogue.json"])?)?;
    let said = errcat(&["completions", "bash"])?.output()?;
    ensure!(printed(&said).contains(name), "completions are not those of `{name}`");
    let said = errcat(&["gen", "--help"])?.output()?;
    ensure!(printed(&said).contains(&format!("Usage: {name} gen")), "{}", printed(&said));
    Ok(())
}

/// Copies the files of a folder that are known to git.
fn copy_tracked(from: &Utf8Path, to: &Utf8Path) -> Result<()> {
    let listed = Command::new("git").args(["ls-files", "-z"]).current_dir(from).output()?;
    ensure!(listed.status.success(), "git: {}", said(&listed));
    for path in printed(&listed).split('\0').filter(|path| !path.is_empty()) {
        let (source, file) = (from.join(path), to.join(path));
        fs::create_dir_all(file.parent().context("a file lies in no folder")?)?;
        if source.is_symlink() {
            symlink(&fs::read_link(&source)?, &file)?;
        } else if source.exists() {
            fs::copy(source, file)?;
        }
    }
    Ok(())
}

#[cfg(unix)]
fn symlink(to: &Path, at: &Utf8Path) -> Result<()> {
    Ok(std::os::unix::fs::symlink(to, at)?)
}

#[cfg(not(unix))]
fn symlink(to: &Path, at: &Utf8Path) -> Result<()> {
    let file = at.parent().context("a link lies in no folder")?.as_std_path().join(to);
    fs::copy(file, at)?;
    Ok(())
}

/// All files below a folder.
fn tree(folder: &Utf8Path) -> Result<BTreeMap<String, Vec<u8>>> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(at) = folders.pop() {
        for entry in at.read_dir_utf8()? {
            let path = entry?.into_path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(folder)?.to_string(), fs::read(&path)?);
            }
        }
    }
    Ok(found)
}

/// Fails where something changed that is not an output.
fn only_outputs(
    before: &BTreeMap<String, Vec<u8>>,
    after: &BTreeMap<String, Vec<u8>>,
) -> Result<()> {
    let is_output = |path: &str| OUTPUTS.iter().any(|own| path.starts_with(own));
    for path in before.keys().chain(after.keys()).filter(|path| !is_output(path)) {
        ensure!(before.get(path) == after.get(path), "{path} was changed");
    }
    Ok(())
}

/// Cargo in somebody else's folder. Nothing of this run is handed on.
fn cargo_in(folder: &Utf8Path) -> Command {
    let mut command = tools::cargo();
    command.current_dir(folder);
    let ours = |name: &str| name.starts_with("CARGO_PKG_") || name.starts_with("CARGO_MANIFEST_");
    for (name, _) in std::env::vars_os() {
        if name.to_str().is_some_and(ours) {
            command.env_remove(name);
        }
    }
    command
}

/// What a program printed as its result.
fn printed(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned()
}
