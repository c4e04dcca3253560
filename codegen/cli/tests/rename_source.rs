//! What `rename` says of Rust source is true: a client of the release before is compiled against the
//! crate of the release after.

use crate::nested;
use crate::scratch::{Scratch, said, write};

const FILES: &[(&str, &str)] = &[
    (
        "catalogue.toml",
        "format = 1\ntitle = \"Shop\"\nversion = \"1.0.0\"\n[outputs.rust]\npackage = \"api-errors\"\n",
    ),
    ("shop/api.toml", "title = \"Shop\"\n"),
    (
        "shop/orders.toml",
        "[codes.Plain]\n[codes.Told]\ndetails.id = \"string\"\n[codes.MalformedJWT]\n",
    ),
];

/// Lines of a client, each with the old name that it needs.
const LINES: &[(&str, &str)] = &[
    ("Code::Plain", "let _ = shop::Code::Plain;"),
    ("Code::Plain", "assert!(matches!(\"Plain\".parse(), Ok(shop::Code::Plain)));"),
    ("Error::Plain", "let error = shop::Error::Plain;"),
    ("Error::Plain", "assert!(matches!(error, shop::Error::Plain));"),
    ("Code::Told", "let _ = shop::Code::Told;"),
    ("details::Told", "let told = shop::details::Told::builder().id(\"x\").build();"),
    ("details::Told", "let _: &shop::details::Told = &told;"),
    ("details::Told", "let shop::details::Told { id, .. } = &told; assert_eq!(id, \"x\");"),
    ("Error::Told", "if let shop::Error::Told(it) = shop::Error::from(told) { drop(it); }"),
    ("details::builders::Told", "use shop::details::builders::Told as _;"),
    ("Code::MalformedJwt", "let _ = shop::Code::MalformedJwt;"),
    ("Error::MalformedJwt", "let _ = shop::Error::MalformedJwt;"),
];

/// Whether a client of these lines compiles and runs with the crate in `out`.
fn runs(scratch: &Scratch, lines: &[&str]) -> Result<(), String> {
    let client = scratch.path("client");
    let main = format!(
        "#![allow(deprecated)]\nuse api_errors::shop;\nfn main() {{\n{}\n}}\n",
        lines.join("\n")
    );
    write(&client.join("src/main.rs"), main.as_bytes());
    let manifest = "[package]\nname = \"client\"\nversion = \"0.0.0\"\nedition = \"2024\"\n\n\
                    [dependencies]\napi-errors = { path = \"../out\" }\n\n[workspace]\n";
    write(&client.join("Cargo.toml"), manifest.as_bytes());
    nested::copy_lock(&client);
    let output = nested::cargo(&client, &["run", "--quiet", "--offline"]).output().unwrap();
    if output.status.success() { Ok(()) } else { Err(said(&output)) }
}

#[test]
fn what_rename_says_of_rust_source_is_true() {
    let scratch = Scratch::empty();
    for (path, text) in FILES {
        write(&scratch.path("catalogue").join(path), text.as_bytes());
    }
    let mut printed = String::new();
    for command in [
        ["rename", "Plain", "Simple"],
        ["rename", "Told", "Detailed"],
        ["rename", "MalformedJWT", "MalformedJwt"],
    ] {
        let output = scratch.errcat(&[&command[..], &["--catalogue", "catalogue"]].concat());
        assert_eq!(output.status.code(), Some(0), "{}", said(&output));
        printed.push_str(&said(&output));
    }
    let gone: Vec<&str> =
        printed.lines().filter_map(|it| it.trim().split_once(", now ")).map(|it| it.0).collect();
    assert_eq!(gone, ["Error::Told", "details::builders::Told"], "{printed}");
    for kept in ["Code::Plain", "Error::Plain", "Code::Told", "details::Told"] {
        assert!(printed.contains(&format!("\n  {kept}\n")), "{printed}");
    }
    let generated =
        scratch.errcat(&["gen", "--only", "rust", "--catalogue", "catalogue", "--out", "out"]);
    assert_eq!(generated.status.code(), Some(0), "{}", said(&generated));
    let goes_on = |name: &str| !gone.contains(&name);
    let lines: Vec<&str> =
        LINES.iter().filter(|(name, _)| goes_on(name)).map(|(_, line)| *line).collect();
    runs(&scratch, &lines).unwrap();
    for (name, line) in LINES.iter().filter(|(name, _)| !goes_on(name)) {
        let told =
            "let told = shop::details::Detailed::builder().id(\"x\").build(); let _ = &told;";
        let said = runs(&scratch, &[told, line]).unwrap_err();
        assert!(said.contains("Told"), "{name}: {said}");
    }

    // Without the alias nothing goes on.
    let output =
        scratch.errcat(&["rename", "Simple", "Bare", "--no-alias", "--catalogue", "catalogue"]);
    let text = said(&output);
    assert!(
        text.contains("  Code::Simple, now Code::Bare\n  Error::Simple, now Error::Bare\n"),
        "{text}"
    );
}
