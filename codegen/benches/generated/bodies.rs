//! Bodies to typed errors and back, against what serde derives for the same envelope: that of the
//! real API `iozen`.

use std::io;
use std::process::Command;

use camino::Utf8Path;
use errcat::pipeline;
use errcat_emit::target;

use super::workspace::{Workspace, output};

/// Builds the program and prints what it prints.
pub fn run() -> io::Result<()> {
    let workspace = Workspace::new("bodies")?;
    let real = Utf8Path::new(env!("CARGO_MANIFEST_DIR")).join("../catalogue");
    let catalogue = pipeline::read(&real).map_err(io::Error::other)?.catalogue;
    let (Some(catalogue), Some(rust)) = (catalogue, target("rust")) else {
        return Err(io::Error::other("the catalogue is not valid"));
    };
    workspace.files("api-errors", pipeline::emit(&catalogue, &[rust]))?;
    let dependencies = "api-errors = { path = \"../api-errors\" }\n\
         serde = { version = \"=1.0.229\", features = [\"derive\"] }\nserde_json = \"=1.0.154\"";
    workspace.package(
        "bodies",
        dependencies,
        &[("src/main.rs", include_str!("runner/bodies.rs"))],
    )?;
    workspace.cargo(&["build", "--release", "--package", "bodies"])?;
    println!("{}", output(&mut Command::new(workspace.program("bodies")))?);
    Ok(())
}
