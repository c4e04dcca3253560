//! Checks the TypeScript of the docs against its compiler, and runs it on every example body.
//!
//! The pages are read as their readers get them: each block of code is taken from `handling.md`
//! and saved under the name that the page gives it.

use std::process::{Command, Output};

use anyhow::{Context as _, Result, bail};
use camino::{Utf8Path, Utf8PathBuf};
use fs_err as fs;

const CHECK: &str = include_str!("../conformance/handlers.mjs");
const CONFIG: &str = include_str!("../conformance/tsconfig.json");

/// The names of a page's blocks of TypeScript, in order.
const FILES: [&str; 2] = ["errors.ts", "main.ts"];

/// Compiles and runs the handlers of the output folders `outputs`, each with the name under which
/// its files are kept in the folder `work`, where the compiler has been installed.
///
/// Returns a line on what was done.
///
/// # Errors
/// If something does not compile or reads a body wrongly, there is nothing to run, or a program
/// cannot be started.
pub(crate) fn run(outputs: &[(String, Utf8PathBuf)], work: &Utf8Path) -> Result<String> {
    let home = work.join("handlers");
    if home.exists() {
        fs::remove_dir_all(&home)?;
    }
    let mut count = 0;
    for (name, out) in outputs {
        let target = home.join("src").join(name);
        count += extract(&out.join("docs/src"), &target)?;
        fs::copy(out.join("catalogue.json"), target.join("catalogue.json"))?;
    }
    if count == 0 {
        bail!("there are no pages with handlers");
    }
    fs::write(home.join("tsconfig.json"), CONFIG)?;
    fs::write(home.join("package.json"), "{ \"type\": \"module\" }\n")?;
    fs::write(home.join("handlers.mjs"), CHECK)?;
    let tsc = work.join("node_modules/typescript/bin/tsc");
    node(Command::new("node").arg(tsc).arg("--project").arg(home.join("tsconfig.json")))?;
    let output = node(Command::new("node").arg(home.join("handlers.mjs")))?;
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Saves the TypeScript of every API's page; tells how many there are.
fn extract(docs: &Utf8Path, target: &Utf8Path) -> Result<usize> {
    fs::create_dir_all(target)?;
    let mut count = 0;
    for entry in docs.read_dir_utf8().with_context(|| format!("cannot read {docs}"))? {
        let page = entry?.path().join("handling.md");
        let Some(name) = page.parent().and_then(Utf8Path::file_name) else { continue };
        if !page.exists() {
            continue;
        }
        let folder = target.join(name);
        fs::create_dir_all(&folder)?;
        let text = fs::read_to_string(&page)?;
        let blocks = blocks(&text);
        if blocks.len() != FILES.len() {
            bail!("{page} has {} blocks of TypeScript", blocks.len());
        }
        for (file, block) in FILES.iter().zip(blocks) {
            fs::write(folder.join(file), block)?;
        }
        count += 1;
    }
    Ok(count)
}

/// The blocks of TypeScript on a page.
fn blocks(text: &str) -> Vec<String> {
    let mut blocks = Vec::new();
    let mut lines = text.lines();
    while let Some(line) = lines.next() {
        let Some(ticks) = line.strip_suffix("typescript").filter(|it| it.starts_with("```")) else {
            continue;
        };
        let inside: Vec<&str> = lines.by_ref().take_while(|line| *line != ticks).collect();
        blocks.push(inside.join("\n") + "\n");
    }
    blocks
}

fn node(command: &mut Command) -> Result<Output> {
    let output = command.output().context("cannot start node")?;
    if output.status.success() {
        return Ok(output);
    }
    let said = [output.stdout.as_slice(), output.stderr.as_slice()].concat();
    bail!("handlers: {}\n{}", output.status, String::from_utf8_lossy(&said))
}
