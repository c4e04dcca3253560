//! The canonical layout: nothing is lost, nothing means something else, and a second run changes
//! nothing.
//!
//! Each folder of `layout/` is named after a kind of file, and has a text before and after.
//! `ERRCAT_BLESS=1 cargo test --test suite layout::` writes the latter again.

use std::collections::BTreeMap;

use camino::{Utf8Path, Utf8PathBuf};
use errcat_catalogue::model::Catalogue;
use errcat_catalogue::raw::format::{FILES, file};
use errcat_emit::TARGETS;
use errcat_evolve::layout::format;
use errcat_findings::diagnostic::Findings;
use errcat_findings::source::{Source, Sources};
use errcat_tests::{Case, tests, unpack};

/// The files of every catalogue of the tests, and of the project's own, by path.
fn catalogues() -> Vec<(Utf8PathBuf, BTreeMap<String, String>)> {
    let home = tempfile::tempdir().unwrap();
    let home = Utf8Path::from_path(home.path()).unwrap();
    let mut dirs = unpack(&tests().join("fail"), home).unwrap();
    let pass = tests().join("pass").read_dir_utf8().unwrap();
    dirs.extend(pass.map(|entry| entry.unwrap().into_path()));
    let base = Case::read(tests().join("diff/base.md")).unwrap().unpack(home).unwrap();
    dirs.extend([tests().join("../../catalogue"), base]);
    dirs.into_iter()
        .filter_map(|dir| {
            let sources = errcat::load::catalogue(&dir, &mut Findings::default()).ok()?;
            let files = sources.iter().filter(|(_, source)| source.readable);
            let files = files.map(|(_, it)| (it.path.clone(), it.text.clone())).collect();
            Some((dir, files))
        })
        .collect()
}

fn read(files: &BTreeMap<String, String>) -> Option<Catalogue> {
    let mut sources = Sources::default();
    for (path, text) in files {
        let (path, text) = (path.clone(), text.clone());
        sources.add(Source { display: path.clone(), path, text, readable: true });
    }
    let mut findings = Findings::default();
    let tree = errcat_catalogue::raw::read(&sources, &mut findings);
    errcat_catalogue::lower::catalogue(&tree, &mut findings)
}

/// All that is generated.
fn outputs(catalogue: &Catalogue) -> Vec<(String, String)> {
    let artifacts = TARGETS.iter().flat_map(|target| target.files(catalogue));
    artifacts.map(errcat_emit::output::Artifact::into_parts).collect()
}

/// The files in the canonical layout; those that are not TOML as they are.
fn formatted(files: &BTreeMap<String, String>) -> BTreeMap<String, String> {
    let format = |path: &str, text: &str| format(text, &file(path)?.shape);
    let new = |(path, text): (&String, &String)| {
        (path.clone(), format(path, text).unwrap_or_else(|| text.clone()))
    };
    files.iter().map(new).collect()
}

/// A text with a comment above and behind each line that begins a statement on its own, with more
/// white space, and with line ends of Windows. Texts in several lines are left alone.
fn disturbed(text: &str) -> (String, usize) {
    let mut comments = 0;
    let mut out = String::new();
    let mut open = false;
    let mut depth = 0_usize;
    for line in text.lines() {
        let quotes = line.matches("\"\"\"").count() + line.matches("'''").count();
        let inside = open || depth > 0;
        if !inside && line.contains('=') && !line.trim_start().starts_with('#') {
            out.push_str(&format!("\r\n\r\n   # above {comments}\r\n \t"));
            comments += 1;
        }
        out.push_str(line);
        open ^= quotes % 2 == 1;
        if quotes == 0 && !open {
            depth += line.matches('[').count();
            depth = depth.saturating_sub(line.matches(']').count());
        }
        out.push_str(if open { "\n" } else { "  \r\n" });
    }
    (out, comments)
}

#[test]
fn nothing_means_something_else_and_a_second_run_changes_nothing() {
    let (mut valid, mut changed) = (0, 0);
    for (dir, files) in catalogues() {
        let new = formatted(&files);
        assert_eq!(formatted(&new), new, "{dir}");
        changed += files.iter().filter(|(path, text)| new[*path] != **text).count();
        let Some(old) = read(&files) else {
            assert!(read(&new).is_none(), "{dir}");
            continue;
        };
        assert!(outputs(&read(&new).unwrap()) == outputs(&old), "{dir}");
        valid += 1;
    }
    assert!(valid > 12 && changed > 20, "{valid} catalogues, {changed} files");
}

#[test]
fn no_comment_is_lost() {
    let (mut tried, mut kept_as_they_were) = (0, 0);
    for (dir, files) in catalogues() {
        for (path, text) in &files {
            let Some(kind) = file(path) else { continue };
            let (text, comments) = disturbed(text);
            let Some(new) = format(&text, &kind.shape) else { continue };
            kept_as_they_were += usize::from(new == text && comments > 0);
            for at in 0..comments {
                let comment = format!("# above {at}");
                let found = new.lines().filter(|line| line.trim() == comment).count();
                assert_eq!(found, 1, "{dir}/{path}: {comment}\n{new}");
                tried += 1;
            }
            assert_eq!(format(&new, &kind.shape).unwrap(), new, "{dir}/{path}");
        }
    }
    assert!(tried > 1_000, "only {tried} comments");
    assert_eq!(kept_as_they_were, 0, "files that are not formatted at all");
}

#[test]
fn what_is_no_toml_is_refused() {
    for text in ["a = ", "a = 1\na = 2", "[a", "a = \"\"\"", "\u{0}", "= 1"] {
        assert_eq!(format(text, &FILES[0].shape), None, "{text}");
    }
    assert_eq!(format("", &FILES[0].shape).as_deref(), Some(""));
    assert_eq!(format("\n\n# a\n\n\n# b", &FILES[0].shape).as_deref(), Some("# a\n\n# b\n"));
}

#[test]
fn texts_are_written_like_this() {
    let bless = std::env::var_os("ERRCAT_BLESS").is_some();
    for entry in tests().join("layout").read_dir_utf8().unwrap() {
        let dir = entry.unwrap().into_path();
        let name = format!("{}.toml", dir.file_name().unwrap());
        let kind = FILES.iter().find(|kind| kind.name == name).unwrap();
        let before = fs_err::read_to_string(dir.join("before.toml")).unwrap();
        let after = format(&before, &kind.shape).unwrap();
        assert_ne!(after, before);
        if bless {
            fs_err::write(dir.join("after.toml"), &after).unwrap();
        }
        assert_eq!(fs_err::read_to_string(dir.join("after.toml")).unwrap(), after);
    }
}

#[test]
fn the_projects_own_catalogue_is_formatted() {
    let (_, files) = catalogues().into_iter().find(|(dir, _)| dir.ends_with("catalogue")).unwrap();
    assert!(formatted(&files) == files, "run cargo xtask fmt");
}
