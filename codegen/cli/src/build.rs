//! The Rust of a catalogue, made while a crate is built.

use std::env;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::{Context, bail};
use camino::{Utf8Path, Utf8PathBuf};
use errcat_catalogue::lower::is_module_path;
use errcat_catalogue::model::{Catalogue, INTEGRATION_NAMES, Integration, RustModule};
use errcat_emit::target;
use errcat_findings::diagnostic::{Diagnostic, Severity};
use errcat_findings::render::{FORMATS, Style, Syntax};
use errcat_findings::wording::nearest;

use crate::apply::{self, Staging};
use crate::load::LoadError;
use crate::root::Root;
use crate::terminal::{error, lost, print, show};
use crate::{apart, pipeline};

/// Where the module is in the crate, if nobody says otherwise.
const MODULE: &str = "crate::errors";

/// Makes a module of a catalogue's errors in a build script.
///
/// **`build.rs`**
///
/// ```no_run
/// fn main() -> std::process::ExitCode {
///     errcat::Build::new("../../catalogue").integrations(["axum"]).run()
/// }
/// ```
///
/// **`src/lib.rs`**
///
/// ```ignore
/// include!(concat!(env!("OUT_DIR"), "/errors.rs"));
/// ```
///
/// gives the crate a `pub mod errors`, as `gen` writes it with `[outputs.rust] kind = "module"`. What the
/// catalogue itself says of its outputs does not matter here: a catalogue of which nothing else is to be made in
/// Rust has `[outputs.rust] enabled = false`.
///
/// **`Cargo.toml`**
///
/// ```toml
/// [dependencies]
/// serde = "1.0"
/// # For the integrations: the top of `OUT_DIR/errors/mod.rs` lists these lines.
/// axum-core = "0.5"
/// http = "1"
///
/// [build-dependencies]
/// errcat = { version = "0.1", default-features = false }
/// ```
///
/// Cargo runs the script again when a file of the catalogue changes, comes or goes.
#[derive(Debug, Clone)]
pub struct Build {
    catalogue: Utf8PathBuf,
    module: String,
    integrations: Vec<String>,
}

impl Build {
    /// For the catalogue in the folder `catalogue`, as a path from the folder of the package's `Cargo.toml`.
    #[must_use]
    pub fn new(catalogue: impl Into<String>) -> Self {
        let catalogue = Utf8PathBuf::from(catalogue.into());
        Self { catalogue, module: MODULE.to_owned(), integrations: Vec::new() }
    }

    /// Where the module is, as a path from the root of the crate: by default `crate::errors`.
    ///
    /// The file to include and the module in it have the path's last name. With `crate::api::failures` it is
    /// `failures.rs`, to be included in the module `api`.
    #[must_use]
    pub fn module(mut self, path: impl Into<String>) -> Self {
        self.module = path.into();
        self
    }

    /// What the module is used with: `actix-web`, `async-graphql`, `axum`, `axum-extract`, `http`, `problem`,
    /// `reqwest`, `tonic`, `tower` or `tracing`.
    #[must_use]
    pub fn integrations<T: Into<String>>(mut self, names: impl IntoIterator<Item = T>) -> Self {
        self.integrations.extend(names.into_iter().map(Into::into));
        self
    }

    /// Makes the module in `OUT_DIR`, and tells Cargo when to do so again. Where the catalogue has errors, they
    /// are told as `gen` tells them, and the build fails.
    pub fn run(self) -> ExitCode {
        let made = self.make();
        if let Err(failure) = &made {
            error(&format!("error: {failure:#}\n"));
        }
        match (made, lost()) {
            (Ok(true), None) => ExitCode::SUCCESS,
            _ => ExitCode::FAILURE,
        }
    }

    /// Whether the catalogue is valid.
    fn make(&self) -> anyhow::Result<bool> {
        let dir = self.catalogue.as_path();
        let module = self.checked()?;
        let out = env::var("OUT_DIR")
            .context("OUT_DIR is not set: errcat::Build works only in a build script")?;
        let out = Utf8PathBuf::from(out);
        let reading = match pipeline::read(dir) {
            Err(LoadError::NoCatalogue { dir }) => bail!(
                "{dir} is not a catalogue: there is no {dir}/catalogue.toml; name the catalogue's folder \
                    from \
                 the one of Cargo.toml, as in `errcat::Build::new(\"../../catalogue\")`"
            ),
            reading => reading.with_context(|| format!("cannot read {dir}"))?,
        };
        let Some(mut catalogue) = reading.catalogue.and_then(Arc::into_inner) else {
            // Lints are for those who edit the catalogue.
            let is_error = |one: &&Diagnostic| one.severity == Severity::Error;
            let errors: Vec<_> = reading.diagnostics.iter().filter(is_error).cloned().collect();
            let text = (FORMATS[0].render)(&errors, &reading.sources, Style::Plain);
            show(Syntax::Styled, &text, &errors);
            return Ok(false);
        };
        // Cargo looks into all that lies in it.
        print(&format!("cargo::rerun-if-changed={dir}\n"));
        let name = module.path.rsplit("::").next().unwrap_or_default().to_owned();
        "build.rs".clone_into(&mut catalogue.outputs.command);
        catalogue.outputs.module = Some(module);
        write(dir, &catalogue, &out, &name)?;
        Ok(true)
    }

    /// What is to be made, if that can be.
    fn checked(&self) -> anyhow::Result<RustModule> {
        let path = self.module.clone();
        if !is_module_path(&path) {
            bail!(
                "`{path}` is not the path of a module: write it from the root of the crate, such \
                    as \
                 \"crate::errors\""
            );
        }
        let mut integrations = Vec::new();
        for name in &self.integrations {
            let Some(integration) = Integration::parse(name) else {
                let help = match nearest(name, INTEGRATION_NAMES.iter().copied()) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("there are {}", INTEGRATION_NAMES.join(", ")),
                };
                bail!("`{name}` is not an integration: {help}");
            };
            integrations.push(integration);
        }
        integrations.sort_unstable();
        integrations.dedup();
        Ok(RustModule { path, integrations })
    }
}

/// Writes the module `name` and the file that declares it, as far as they are not there.
fn write(dir: &Utf8Path, catalogue: &Catalogue, out: &Utf8Path, name: &str) -> anyhow::Result<()> {
    let file = name.trim_start_matches("r#");
    let folder = out.join(file);
    let cannot = || format!("cannot write to {folder}");
    let below = apart::check(dir, &folder)?;
    let root = Root::alone(folder.clone(), target("rust").into_iter().collect(), below);
    let staging = Staging::begin(&folder).with_context(cannot)?;
    let plan = pipeline::plan(catalogue, &root, Some(&staging)).with_context(cannot)?;
    root.check(dir, &plan)?;
    if let Some((path, what)) = plan.conflicts.first() {
        bail!("{} is in the way: {what}; delete it", folder.join(path));
    }
    apply::apply(&folder, &plan, &staging).with_context(cannot)?;
    staging.end().with_context(cannot)?;
    // Its own file, so that what is included is one item: attributes of a whole file cannot be.
    let text = format!(
        "// @generated by build.rs from catalogue; edit the catalogue instead\n\n\
         #[path = \"{file}/mod.rs\"]\npub mod {name};\n"
    );
    apply::keep(&out.join(format!("{file}.rs")), &text).with_context(cannot)
}
