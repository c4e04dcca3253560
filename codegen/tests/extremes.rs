//! Catalogues far beyond what anybody writes: deep, long, many. Each ends, in words, on the stack that
//! a program has at the least.

use std::fmt::Write;
use std::sync::mpsc::channel;
use std::time::Duration;

use crate::memory::check_files;

/// The findings of a catalogue of one API with these files.
fn findings(api: &str, group: &str, more: &[(&str, &str)]) -> usize {
    let mut files = vec![
        ("catalogue.toml", "format = 1\ntitle = \"Fixture\"\nversion = \"1.0.0\"\n"),
        ("door/api.toml", api),
        ("door/lock.toml", group),
    ];
    files.extend(more);
    files.sort_by_key(|(path, _)| (path.contains('/'), *path != "catalogue.toml", *path));
    let files: Vec<_> =
        files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect();
    // A thread of its own, with the stack that a program's first thread has at the least.
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    let (ended, end) = channel();
    thread.spawn(move || ended.send(check_files(&files).len())).unwrap();
    // How fast it is, no test can say; this is for what never ends.
    end.recv_timeout(Duration::from_secs(300)).unwrap()
}

/// `line` for each number below `count`, with the number for `#` and the next for `@`.
fn lines(count: usize, line: &str) -> String {
    (0..count).fold(String::new(), |mut text, at| {
        let line = line.replace('#', &at.to_string()).replace('@', &(at + 1).to_string());
        writeln!(text, "{line}").unwrap();
        text
    })
}

const API: &str = "title = \"Door\"\n";
const CODE: &str = "[codes.LOCKED]\n";

#[test]
fn deep_values_are_refused() {
    let deep = |open: &str, close: &str| {
        let value = open.repeat(20_000) + "1" + &close.repeat(20_000);
        assert!(findings(API, &format!("{CODE}tags = {value}\n"), &[]) > 0);
        assert!(findings(API, &format!("{CODE}tags = {}\n", open.repeat(20_000)), &[]) > 0);
    };
    deep("[", "]");
    deep("{ a = ", " }");
    // What is where no key or value can closes nothing.
    for open in ["{ {} a = ", "{ [] a = ", "[ {} [", "[ } [", "{ a = [ ] ] "] {
        let text = format!("{CODE}tags = {}\n", open.repeat(100_000));
        assert!(findings(API, &text, &[]) > 0);
    }
    assert!(findings(API, &format!("[{}b]\n", "a.".repeat(20_000)), &[]) > 0);
    assert!(findings(API, &format!("{}b = 1\n", "a.".repeat(20_000)), &[]) > 0);
    // As deep as the parser goes: headers, keys with dots and inline tables add up.
    let (key, inline) = ("a.".repeat(70), "{ a = ".repeat(70) + "1" + &" }".repeat(70));
    let api = format!("{API}[envelopes.error.body.{key}b]\n{key}b = {inline}\n");
    assert!(findings(&api, CODE, &[]) > 0);
}

#[test]
fn deep_texts_are_read() {
    let types =
        format!("{API}[types]\nX = \"{}string{}\"\n", "list<".repeat(20_000), ">".repeat(20_000));
    assert!(findings(&types, CODE, &[]) > 0);
    for text in ["> ", "- ", "[", "![", "*a_", "`", "<b>", "[[a|", "](", "|a\n|-\n"] {
        let prose = format!("{CODE}description = '''\n{}x'''\n", text.repeat(10_000));
        findings(API, &prose, &[]);
    }
    assert!(findings(API, &format!("{CODE}message = '{}'\n", "{".repeat(100_001)), &[]) > 0);
}

#[test]
fn long_lines_are_cut() {
    let numbers = "5, ".repeat(100_000);
    assert_eq!(findings(API, &format!("{CODE}tags = [{numbers}]\n"), &[]), 100_000);
    let name = "x".repeat(1_000_000);
    assert_eq!(findings(API, &format!("[codes.{name}]\naction = \"{name}\"\n"), &[]), 2);
    let references = "[[LOCKED]] ".repeat(50_000);
    let placeholders = "{name} ".repeat(50_000);
    let code = format!("{CODE}description = '{references}'\nmessage = '{placeholders}'\n");
    let example = "details = { name = { type = 'string', example = 'x' } }";
    assert_eq!(findings(API, &format!("{code}{example}\n"), &[]), 1);
    assert!(findings(API, &code, &[]) > 0);
}

#[test]
fn ten_thousand_errors_are_found() {
    let count = 10_000;
    let errors = |line: &str| findings(API, &lines(count, line), &[]);
    assert_eq!(errors("[codes.C#]\nmesage = 'x'"), count);
    assert_eq!(errors("[codes.C#]\nsee_also = ['D#']"), count);
    assert_eq!(errors("[codes.C#]\nwire = 'x'"), count - 1);
    // One cause, one finding.
    assert_eq!(errors("[codes.C#]\naction = 'wait'"), 1);
    assert_eq!(errors("[codes.C#]\nstatus = 404"), 1);
    assert_eq!(errors("[codes.C#]\ndeprecated = { replaced_by = 'C@' }"), 1);
    assert_eq!(errors("key# = "), count);
    assert_eq!(errors("a = 'x"), count);
    assert_eq!(errors("<<<<<<< a\n=======\n>>>>>>> b"), count);
    assert_eq!(errors("[codes.LOCKED]"), count - 1);
}

#[test]
fn many_types_are_read() {
    let types = |line: &str, count: usize| {
        let types = format!("{API}[types]\n{}T{count} = 'string'\n", lines(count, line));
        findings(&types, &format!("{CODE}details = {{ a = 'T0' }}\nmessage = '{{a}}'\n"), &[])
    };
    // A chain is too deep once; a circle is reported at each of its types.
    assert_eq!(types("T# = 'T@'", 100_000), 1);
    assert_eq!(types("T# = { a = 'T@' }", 20_000), 1);
    assert_eq!(types("T# = 'T#'", 10_000), 10_000);
    // An example of one that holds two that hold two …
    assert_eq!(types("T# = { a = 'T@', b = 'T@' }", 30), 1);
    types("T# = { a = 'list<T@>', b = 'map<T@>', c = 'list<T0>' }", 30);
    let all = lines(26, "f# = 'list<T#>',").replace('\n', " ");
    types(&format!("T# = {{ {} }}", all.trim_end_matches(", ")), 26);
}

#[test]
fn many_of_everything_are_read() {
    let count = 3000;
    let fields = lines(count, "f# = 'string'");
    let message = lines(count, "{f#}").replace('\n', " ");
    let code = format!("{CODE}message = '{message}'\n[codes.LOCKED.details]\n{fields}");
    // Nothing but the lints of a code without description, action and example.
    assert_eq!(findings(API, &code, &[]), 3);

    let slots = format!(
        "{API}[envelopes.e.body]\ncode = '$code'\n{}[envelopes.e.slots]\n{}",
        lines(count, "s# = '$s#?'"),
        lines(count, "s# = 'string'")
    );
    assert_eq!(
        findings(&slots, &lines(count, "[codes.C#]\nfills = ['s#']\nset = { t# = 1 }"), &[]),
        count
    );

    let values = lines(count, "'v#',");
    let values = format!("{API}[types.Mode]\nenum = [{values}]\n");
    let fields = lines(count, "f# = { type = 'Mode', example = 'w#' }");
    assert_eq!(findings(&values, &format!("{CODE}[codes.LOCKED.details]\n{fields}"), &[]), count);

    // What a file says for its codes is read once.
    let fields = lines(300, "f# = 'strng',").replace('\n', " ");
    let file = format!(
        "details = {{ {} }}\n{}",
        fields.trim_end_matches(", "),
        lines(count, "[codes.C#]")
    );
    assert_eq!(findings(API, &file, &[]), 300);

    let conversion = format!(
        "[[conversion]]\nfrom = 'door'\nto = 'gate'\n[conversion.codes]\n{}",
        lines(count, "C# = 'E#'")
    );
    let more = [
        ("gate/api.toml", API),
        ("gate/lock.toml", &lines(count, "[codes.D#]")),
        ("conversions.toml", &conversion),
    ];
    assert_eq!(findings(API, &lines(count, "[codes.C#]"), &more), count);
}
