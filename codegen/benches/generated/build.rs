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

pub fn run() -> io::Result<()> {
    let workspace = Workspace::new("build")?;
    let mut figures = Vec::new();
    for size in SIZES.into_iter().chain([LARGE]) {
        let key = size.to_string();
        let subject = synthetic(&workspace.catalogue(&key), &key, Wires::Texts, size)?;
        let ours = workspace.ours(&subject)?;
        let module = subject.api().name.snake();
        measure(&workspace, "errcat", &ours, &format!("{ours}::{module}"), &key, &mut figures)?;
        let whole = workspace.catalogue(&format!("whole_{key}"));
        super::whole::write(&whole, size)?;
        let whole_name = format!("whole_{key}");
        let whole = read(&whole, "")?.remove(0);
        workspace.files(&whole_name, whole.ours())?;
        time(&workspace, "errcat, with texts and details", &whole_name, &key, &mut figures)?;
        if size == LARGE {
            continue;
        }
        let detailed = format!("detailed_{key}");
        let source = competitors::derives(&whole.rows()) + &detailed::errors(whole.api());
        workspace.package(
            &detailed,
            &detailed::DEPENDENCIES.join("\n"),
            &[("src/lib.rs", &source)],
        )?;
        time(&workspace, "derives, with details", &detailed, &key, &mut figures)?;
        for competitor in OF_TEXTS.iter().filter(|it| it.whole) {
            let name = workspace.competitor(competitor, &subject)?;
            measure(&workspace, competitor.name, &name, &name, &key, &mut figures)?;
        }
    }
    print(&figures);
    Ok(())
}

/// Times a crate, and weighs a program that uses it.
fn measure(
    workspace: &Workspace,
    contender: &str,
    package: &str,
    module: &str,
    group: &str,
    figures: &mut Vec<Figure>,
) -> io::Result<()> {
    time(workspace, contender, package, group, figures)?;
    let program = format!("program_{package}");
    let message = if contender == "derives" { "code" } else { "code.message()" };
    let source = format!("use {module}::Code;\n\n{}", PROGRAM.replace("code.message()", message));
    let dependencies =
        format!("serde_json = \"=1.0.154\"\n{package} = {{ path = \"../{package}\" }}\n");
    workspace.package(&program, &dependencies, &[("src/main.rs", &source)])?;
    workspace.cargo(&["build", "--release", "--package", &program])?;
    let kilobytes = fs_err::metadata(workspace.program(&program))?.len() / 1_000;
    figures.push(Figure {
        group: group.to_owned(),
        question: "size of a stripped program (kB)".to_owned(),
        contender: contender.to_owned(),
        value: u32::try_from(kilobytes).unwrap_or(u32::MAX).into(),
    });
    Ok(())
}

/// Times a crate.
fn time(
    workspace: &Workspace,
    contender: &str,
    package: &str,
    group: &str,
    figures: &mut Vec<Figure>,
) -> io::Result<()> {
    for command in [&["check"][..], &["build", "--release"]] {
        figures.push(Figure {
            group: group.to_owned(),
            question: format!("cargo {} (s)", command.join(" ")),
            contender: contender.to_owned(),
            value: workspace.time(command, package)?.as_secs_f64(),
        });
    }
    Ok(())
}
