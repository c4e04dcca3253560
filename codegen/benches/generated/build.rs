//! Building: how long cargo takes for a crate whose dependencies are there, and how large a
//! program becomes by it.

use std::io;

use super::competitors::{self, OF_TEXTS};
use super::detailed;
use super::lookups::SIZES;
use super::subject::{Wires, read, synthetic};
use super::table::{Figure, print};
use super::workspace::Workspace;

/// One more size for errcat's crate, to see that it stays linear.
const LARGE: usize = 10_000;

/// What a program of a code's crate asks for; a competitor's has it all as well.
const PROGRAM: &str = r#"fn main() {
    let text = std::env::args().next().unwrap_or_default();
    if let Some(code) = Code::from_wire(&text) {
        let (wire, message) = (code.wire(), code.message());
        println!("{code:?} {code} {wire} {message} {:?} {:?}", code.status(), code.action());
        println!("{:?}", serde_json::to_string(&code));
    }
    println!("{}", serde_json::from_str::<Code>(&text).is_ok());
}
"#;

/// A crate that is timed.
struct Package {
    contender: &'static str,
    name: String,
    /// Where its `Code` is, if a program that uses it is weighed.
    module: Option<String>,
}

pub fn run() -> io::Result<()> {
    let workspace = Workspace::new("build")?;
    let mut figures = Vec::new();
    for size in SIZES.into_iter().chain([LARGE]) {
        let packages = packages(&workspace, size)?;
        let group = size.to_string();
        let mut add = |question: &str, contender: &str, value: f64| {
            let (group, question) = (group.clone(), question.to_owned());
            figures.push(Figure { group, question, contender: contender.to_owned(), value });
        };
        let names: Vec<&str> = packages.iter().map(|it| it.name.as_str()).collect();
        for command in [&["check"][..], &["build", "--release"]] {
            let times = workspace.time(command, &names)?;
            let question = format!("cargo {} (s)", command.join(" "));
            for (package, time) in packages.iter().zip(times) {
                add(&question, package.contender, time.as_secs_f64());
            }
        }
        for package in &packages {
            if let Some(module) = &package.module {
                let size = size_of_program(&workspace, package, module)?;
                add("size of a stripped program (kB)", package.contender, size);
            }
        }
    }
    print(&figures);
    Ok(())
}

/// Writes the crates of a size.
fn packages(workspace: &Workspace, size: usize) -> io::Result<Vec<Package>> {
    let key = size.to_string();
    let subject = synthetic(&workspace.catalogue(&key), &key, Wires::Texts, size)?;
    let name = workspace.ours(&subject)?;
    let module = Some(format!("{name}::{}", subject.api().name.snake()));
    let mut packages = vec![Package { contender: "errcat", name, module }];
    let name = format!("whole_{key}");
    let whole = workspace.catalogue(&name);
    super::whole::write(&whole, size)?;
    let whole = read(&whole, "")?.remove(0);
    workspace.files(&name, whole.ours())?;
    packages.push(Package { contender: "errcat, with texts and details", name, module: None });
    if size == LARGE {
        return Ok(packages);
    }
    let name = format!("detailed_{key}");
    let source = competitors::derives(&whole.rows()) + &detailed::errors(whole.api());
    workspace.package(&name, &detailed::DEPENDENCIES.join("\n"), &[("src/lib.rs", &source)])?;
    packages.push(Package { contender: "derives, with details", name, module: None });
    for competitor in OF_TEXTS.iter().filter(|it| it.whole) {
        let name = workspace.competitor(competitor, &subject)?;
        let module = Some(name.clone());
        packages.push(Package { contender: competitor.name, name, module });
    }
    Ok(packages)
}

/// Kilobytes of a stripped program that uses a crate.
fn size_of_program(workspace: &Workspace, package: &Package, module: &str) -> io::Result<f64> {
    let Package { contender, name, .. } = package;
    let program = format!("program_{name}");
    let message = if *contender == "derives" { "code" } else { "code.message()" };
    let source = format!("use {module}::Code;\n\n{}", PROGRAM.replace("code.message()", message));
    let dependencies = format!("serde_json = \"=1.0.154\"\n{name} = {{ path = \"../{name}\" }}\n");
    workspace.package(&program, &dependencies, &[("src/main.rs", &source)])?;
    workspace.cargo(&["build", "--release", "--package", &program])?;
    let kilobytes = fs_err::metadata(workspace.program(&program))?.len() / 1_000;
    Ok(u32::try_from(kilobytes).unwrap_or(u32::MAX).into())
}
