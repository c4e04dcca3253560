//! Sources that mean harm, and imports that are killed.

use super::{assert_has, done, import, scratch};
use crate::scratch::{said, tree, write};

/// Whatever a source holds, it ends in words, and nothing is written.
#[test]
fn hostile_sources_end_in_words() {
    let deep = "[".repeat(100_000);
    let tables = "<table><tr><td>".repeat(50_000);
    let scripts = "<script><!--".repeat(50_000);
    let nested = format!("a = {deep}");
    let brackets = format!("const A: u8 = {}{};", "(".repeat(50_000), ")".repeat(50_000));
    let signs = format!("const A: u8 = {}1;", "-".repeat(50_000));
    let angles = format!("type A = {}u8{};", "B<u8, ".repeat(50_000), ">".repeat(50_000));
    let elses = format!("fn a() {{ {} {{}} }}", "if a {} else ".repeat(50_000));
    let quotes = ">".repeat(50_000);
    let bomb: String = (1..30).fold("a0: &a0 [x, x]\n".to_owned(), |text, at| {
        format!("{text}a{at}: &a{at} [*a{0}, *a{0}]\n", at - 1)
    });
    let sources: &[(&str, &[u8], &str)] = &[
        ("deep.json", deep.as_bytes(), "deep.json:1: this is not JSON: recursion limit exceeded"),
        ("deep.yaml", deep.as_bytes(), "recursion limit exceeded"),
        ("deep.toml", nested.as_bytes(), "deep.toml:1: this is not TOML"),
        ("bomb.yaml", bomb.as_bytes(), "a million values"),
        ("wide.csv", b"\xff\xfec\0o\0", "it seems to be UTF-16"),
        ("latin.csv", b"code,title\nA,caf\xe9\n", "latin.csv:2: the file is not UTF-8"),
        ("empty.csv", b"", "nothing in the source looks like codes"),
        ("prose.json", b"[{\"a b\": \"c d\"}]", "nothing in the source looks like codes"),
        ("open.rs", deep.as_bytes(), "this is not Rust"),
        ("deep.rs", brackets.as_bytes(), "20,000 tokens are nested in one another"),
        ("signs.rs", signs.as_bytes(), "20,000 tokens are nested in one another"),
        ("angles.rs", angles.as_bytes(), "20,000 tokens are nested in one another"),
        ("else.rs", elses.as_bytes(), "20,000 tokens are nested in one another"),
        ("twice.json", b"{\"a\": [],\n\"a\": []}", "twice.json:2: the key `a` appears twice"),
        ("twice.yaml", b"a: 1\nb: 2\na: 3\n", "twice.yaml:3: the key `a` appears twice"),
        ("wrong.rs", b"enum {", "wrong.rs:1: this is not Rust"),
        ("deep.html", tables.as_bytes(), "nothing in the source looks like codes"),
        ("open.html", scripts.as_bytes(), "nothing in the source looks like codes"),
        ("deep.md", quotes.as_bytes(), "nothing in the source looks like codes"),
        ("circle.json", br##"{"openapi": "3.1.0", "components": {"responses": {"A": {"$ref": "#/components/responses/A"}}}}"##, "nothing in the source"),
        ("none.go", b"package main\n", "no line looks like a constant"),
        ("x.exe", b"", "cannot tell the format from the name"),
    ];
    for (name, bytes, words) in sources {
        let scratch = scratch(&[]);
        write(&scratch.path(name), bytes);
        let before = tree(&scratch.root);
        let output = import(&scratch, &[name, "--write"]);
        assert_eq!(output.status.code(), Some(2), "{name}: {}", said(&output));
        assert_has(&said(&output), &[words]);
        assert!(tree(&scratch.root) == before, "{name}");
    }
    let scratch = scratch(&[]);
    let large = fs_err::File::create(scratch.path("large.json")).unwrap();
    large.set_len(100 << 20).unwrap();
    assert_has(&said(&import(&scratch, &["large.json"])), &["is larger than 64 MiB"]);
    assert_has(&said(&import(&scratch, &["none.csv"])), &["none.csv"]);
}

/// What the format refuses of a source is left out, and told with its place.
#[test]
fn what_is_refused_is_told() {
    let csv = "code,status,description,message\n\
               A,404,[x](javascript:alert(1)),\u{1b}[31m{{x}}\n\
               \u{200b}B,404,\"<<<<<<< a\",{% raw %} ${{ x }}\n\
               C,404,<script>alert(1)</script>,<script>alert(1)</script>\n";
    let scratch = scratch(&[("e.csv", csv)]);
    let told = done(&scratch, &["e.csv"]);
    assert_has(&told, &["e.csv:2 (description)", "control and invisible characters", "e.csv:3"]);
    assert!(!told.contains('\u{1b}'));
}

/// Killed before any call that changes the disk, an import is not there or is finished by the next command that
/// writes; run again, it ends as if nothing had been.
#[cfg(all(target_os = "linux", target_arch = "x86_64"))]
#[test]
fn an_import_is_killed_anywhere() {
    use crate::tracer::{self, Verdict};
    let files = [("e.csv", "code,status,title\nA,404,One\nB,410,Two\n")];
    let arguments = ["import", "e.csv", "--api", "shop", "--write", "--catalogue", "catalogue"];
    let whole = scratch(&files);
    assert_eq!(whole.errcat(&arguments).status.code(), Some(0));
    let expected = tree(&whole.path("catalogue"));
    let program = [&[crate::scratch::PROGRAM], &arguments[..]].concat();
    for at in 0.. {
        let scratch = scratch(&files);
        let (mut seen, mut struck) = (0, false);
        tracer::run(&scratch.root, &program, &mut |call| {
            seen += usize::from(call.touches_disk());
            struck |= seen == at + 1;
            if struck { Verdict::Kill } else { Verdict::Pass }
        });
        if !struck {
            assert!(at > 30, "only {at} kills");
            break;
        }
        let generated =
            scratch.errcat(&["gen", "--only", "json", "--catalogue", "catalogue", "--out", "out"]);
        // Without an API there is nothing to generate.
        assert_ne!(generated.status.code(), Some(2), "{at}: {}", said(&generated));
        let mut found = tree(&scratch.path("catalogue"));
        found.retain(|path, _| !path.contains(".errcat-") && !path.starts_with(".import/"));
        let is_new = found.contains_key("shop/errors.toml");
        assert!(!is_new || found.iter().all(|(path, text)| expected[path] == *text), "{at}");
        assert!(is_new || found.len() == 1, "{at}: {found:?}");
        let again = scratch.errcat(&arguments);
        assert_eq!(again.status.code(), Some(0), "{at}: {}", said(&again));
        assert!(tree(&scratch.path("catalogue")) == expected, "{at}");
    }
}
