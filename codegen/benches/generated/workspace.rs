//! The crates that are compared, in a cargo workspace below the target folder.

use std::io;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant, SystemTime};

use camino::{Utf8Path, Utf8PathBuf};
use errcat_emit::output::Artifact;

use super::competitors::Competitor;
use super::subject::Subject;

/// As a user would build them: the release profile as it is, but that programs are stripped.
const MANIFEST: &str = "[workspace]\nresolver = \"3\"\nmembers = [\"crates/*\"]\n\n\
     [profile.release]\nstrip = true\n";

/// How often a build is timed.
const ROUNDS: usize = 4;

/// What is timed once only.
const LONG: Duration = Duration::from_secs(40);

pub struct Workspace {
    root: Utf8PathBuf,
}

impl Workspace {
    /// The workspace `name`, empty except what has been built of its dependencies.
    pub fn new(name: &str) -> io::Result<Self> {
        let root = Utf8Path::new(env!("CARGO_TARGET_TMPDIR")).join("generated-bench").join(name);
        fs_err::create_dir_all(&root)?;
        write(&root.join("Cargo.toml"), MANIFEST)?;
        Ok(Self { root })
    }

    /// A folder for a catalogue.
    pub fn catalogue(&self, name: &str) -> Utf8PathBuf {
        self.root.join("catalogues").join(name)
    }

    /// Writes errcat's crate for a subject, and returns its name.
    pub fn ours(&self, subject: &Subject) -> io::Result<String> {
        let name = format!("errcat_{}", subject.key);
        self.files(&name, subject.ours())?;
        Ok(name)
    }

    /// Writes an emitted crate under another name.
    pub fn files(&self, name: &str, artifacts: Vec<Artifact>) -> io::Result<()> {
        for artifact in artifacts {
            let path = self.root.join("crates").join(name).join(artifact.path());
            let text = match artifact.path() {
                "Cargo.toml" => renamed(artifact.text(), name),
                _ => artifact.text().to_owned(),
            };
            write(&path, &text)?;
        }
        Ok(())
    }

    /// Writes a competitor's crate for a subject, and returns its name.
    pub fn competitor(&self, competitor: &Competitor, subject: &Subject) -> io::Result<String> {
        let name = format!("{}_{}", competitor.name, subject.key);
        let dependencies = competitor.dependencies.join("\n");
        self.package(&name, &dependencies, &[("src/lib.rs", &competitor.source(subject))])?;
        Ok(name)
    }

    /// Writes a crate of these files.
    pub fn package(
        &self,
        name: &str,
        dependencies: &str,
        files: &[(&str, &str)],
    ) -> io::Result<()> {
        let dir = self.root.join("crates").join(name);
        let manifest = format!(
            "[package]\nname = \"{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
             [dependencies]\n{dependencies}\n"
        );
        write(&dir.join("Cargo.toml"), &manifest)?;
        files.iter().try_for_each(|(path, text)| write(&dir.join(path), text))
    }

    /// Runs cargo.
    pub fn cargo(&self, arguments: &[&str]) -> io::Result<()> {
        let status = Command::new(env!("CARGO"))
            .args(arguments)
            .args(["--quiet", "--target-dir"])
            .arg(self.target())
            .current_dir(&self.root)
            .env_remove("CARGO_ENCODED_RUSTFLAGS")
            .env("CARGO_INCREMENTAL", "0")
            .status()?;
        if status.success() {
            return Ok(());
        }
        Err(io::Error::other(format!("cargo {} failed", arguments.join(" "))))
    }

    /// How long cargo takes for each of some crates: the fastest of several times, or the first where
    /// that is long. They take turns, so that a machine that slows down does so for all of them.
    ///
    /// Their dependencies are built in the first round, which is the slowest therefore: those whose
    /// first time counts must have been preceded by others with the same.
    pub fn time(&self, command: &[&str], packages: &[&str]) -> io::Result<Vec<Duration>> {
        let mut best = vec![Duration::MAX; packages.len()];
        for round in 0..ROUNDS {
            for (package, best) in packages.iter().zip(&mut best) {
                if round > 0 && *best > LONG {
                    continue;
                }
                let root = self.root.join("crates").join(package).join("src/lib.rs");
                let root = fs_err::OpenOptions::new().append(true).open(&root)?;
                root.set_modified(SystemTime::now())?;
                let start = Instant::now();
                self.cargo(&[command, &["--package", package]].concat())?;
                *best = start.elapsed().min(*best);
            }
        }
        Ok(best)
    }

    /// A program that has been built in release.
    pub fn program(&self, name: &str) -> Utf8PathBuf {
        self.target().join("release").join(name)
    }

    fn target(&self) -> Utf8PathBuf {
        self.root.join("target")
    }
}

/// What a command prints, to both streams.
pub fn output(command: &mut Command) -> io::Result<String> {
    let output = command.stdin(Stdio::null()).output()?;
    let text = [output.stdout, output.stderr].concat();
    let text = String::from_utf8_lossy(&text).into_owned();
    if output.status.success() { Ok(text) } else { Err(io::Error::other(text)) }
}

/// The manifest of an emitted crate, with another name.
fn renamed(manifest: &str, name: &str) -> String {
    let lines = manifest.lines().map(|line| {
        if line.starts_with("name = ") {
            format!("name = \"{name}\"\n")
        } else {
            format!("{line}\n")
        }
    });
    lines.collect()
}

/// Writes a file unless it already has this text, so that cargo builds only what has changed.
fn write(path: &Utf8Path, text: &str) -> io::Result<()> {
    if fs_err::read_to_string(path).is_ok_and(|old| old == text) {
        return Ok(());
    }
    if let Some(parent) = path.parent() {
        fs_err::create_dir_all(parent)?;
    }
    fs_err::write(path, text)
}
