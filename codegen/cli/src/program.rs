//! What this program is called by those who run it.

use std::env;
use std::path::Path;
use std::sync::OnceLock;

/// The name under which Cargo finds the installed program.
pub(crate) const SUBCOMMAND: &str = "errcat";

/// How the program is called: what is on a command line before the name of a command.
#[derive(Debug)]
pub struct Program {
    /// `cargo errcat`, `cargo xtask`.
    pub name: String,
    /// What follows `cargo` on the line, which shells complete.
    pub word: String,
    /// How many of the arguments are the name alone.
    pub(crate) leading: usize,
}

/// How this run was called.
///
/// Cargo runs a program called `cargo-errcat` with the word `errcat` before its arguments. What `cargo
/// run` builds and runs knows its package, by a variable: one that is called `xtask` has, by custom, an
/// alias of that name.
pub fn program() -> &'static Program {
    static PROGRAM: OnceLock<Program> = OnceLock::new();
    PROGRAM.get_or_init(|| {
        let mut arguments = env::args_os();
        let file = arguments.next().unwrap_or_default();
        let file = Path::new(&file).file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let first = arguments.next();
        tell(&file, first.is_some_and(|it| it == SUBCOMMAND), env::var("CARGO_PKG_NAME").ok())
    })
}

fn tell(file: &str, subcommand: bool, package: Option<String>) -> Program {
    if let Some(word) = file.strip_prefix("cargo-") {
        let name = if subcommand { format!("cargo {word}") } else { file.to_owned() };
        return Program { name, word: word.to_owned(), leading: usize::from(subcommand) };
    }
    let word = package.unwrap_or_else(|| file.to_owned());
    let name = match word.as_str() {
        "xtask" => "cargo xtask".to_owned(),
        package => format!("cargo run --package {package} --"),
    };
    Program { name, word, leading: 0 }
}

/// A command as it is typed: `cargo xtask gen`.
pub fn typed(command: &str) -> String {
    format!("{} {command}", program().name)
}

#[cfg(test)]
mod tests {
    use super::tell;

    #[test]
    fn programs_are_told_by_how_they_are_called() {
        let name = |file, subcommand, package: Option<&str>| {
            tell(file, subcommand, package.map(str::to_owned)).name
        };
        assert_eq!(name("cargo-errcat", true, None), "cargo errcat");
        assert_eq!(name("cargo-errcat", false, None), "cargo-errcat");
        assert_eq!(name("cargo-errcat", true, Some("errcat")), "cargo errcat");
        assert_eq!(name("xtask", false, Some("xtask")), "cargo xtask");
        assert_eq!(name("xtask", false, None), "cargo xtask");
        assert_eq!(name("codes", false, Some("codes")), "cargo run --package codes --");
    }
}
