//! Pages with files in them: what a case says is what is unpacked, and what it cannot mean is refused.

use camino::Utf8Path;
use errcat_tests::{Case, Files};

const BASE: &str =
    "# Base\n\n```toml\n# a.toml\none = 1\n\ntwo = 2\n```\n\n```toml\n# b/c.toml\n```\n";

/// The files of a page beside [`BASE`], and what is wrong with it.
fn files(page: &str, section: &str) -> Result<Files, String> {
    let dir = tempfile::tempdir().unwrap();
    let dir = Utf8Path::from_path(dir.path()).unwrap();
    fs_err::write(dir.join("base.md"), BASE).unwrap();
    fs_err::write(dir.join("case.md"), format!("# Case\n\n{page}```text\n# said\n```\n")).unwrap();
    let case = Case::read(dir.join("case.md")).unwrap();
    case.files(section).map_err(|error| format!("{error:#}"))
}

/// The file `name` of a page that has a block of this kind with these lines.
fn file(kind: &str, lines: &str, name: &str) -> Vec<u8> {
    files(&format!("````{kind}\n{lines}````\n"), "").unwrap().remove(name).unwrap()
}

#[test]
fn a_block_is_a_file() {
    assert_eq!(file("toml", "# x.toml\n# y\n```\n", "x.toml"), b"# y\n```\n");
    assert_eq!(file("toml", "# a.toml\n", "a.toml"), b"");
    assert_eq!(
        file("toml", "# a.toml (continued)\n[x]\n", "a.toml"),
        b"one = 1\n\ntwo = 2\n\n[x]\n"
    );
    assert_eq!(file("diff", "# a.toml\n\n-two = 2\n+two = 3\n", "a.toml"), b"one = 1\n\ntwo = 3\n");
    let saved = |how: &str| file("toml", &format!("# x.toml, saved {how}\nä\n"), "x.toml");
    assert_eq!(saved("as ISO 8859-1"), b"\xE4\n");
    assert_eq!(saved("as UTF-16"), b"\xFF\xFE\xE4\0\n\0");
    assert_eq!(saved("with CRLF and with a byte order mark"), "\u{FEFF}ä\r\n".as_bytes());
    assert_eq!(saved("with CRLF and without an end of line"), "ä".as_bytes());
}

#[test]
fn what_a_page_does_not_name_is_in_the_base() {
    let names = |page: &str, section: &str| -> Vec<String> {
        files(page, section).unwrap().into_keys().collect()
    };
    assert_eq!(names("", ""), ["a.toml", "b/c.toml"]);
    assert_eq!(names("```toml\n# x.toml, instead of b\n```\n", ""), ["a.toml", "x.toml"]);
    let page = "```toml\n# x.toml\n```\n## Old\n## New\n```toml\n# y.toml\n```\n";
    assert_eq!(names(page, "Old"), ["a.toml", "b/c.toml", "x.toml"]);
    assert_eq!(names(page, "New"), ["a.toml", "b/c.toml", "x.toml", "y.toml"]);
}

#[test]
fn what_fits_nothing_is_refused() {
    for (kind, lines, says) in [
        ("diff", "# a.toml\n-three = 3\n", "cannot change a.toml: this is not there once"),
        ("toml", "# x.toml, instead of y.toml\n", "there is no y.toml that x.toml could replace"),
        ("toml", "# x.toml, saved as EBCDIC\n", "nothing is saved `as EBCDIC`"),
        ("toml", "#x.toml\n", "has a block without the name of a file:\n#x.toml"),
    ] {
        let error = files(&format!("```{kind}\n{lines}```\n"), "").unwrap_err();
        assert!(error.contains(says), "{error}");
    }
}
