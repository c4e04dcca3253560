use super::{Key, Literal, StatementKind, TomlTree};

fn joined(keys: &[Key<'_>]) -> String {
    keys.iter().map(|key| &*key.name).collect::<Vec<_>>().join("/")
}

/// Each statement as `kind above path | value | lines`, then the entries of its inline tables.
fn shown(text: &str) -> Vec<String> {
    let mut lines = Vec::new();
    for it in &TomlTree::read(text).statements {
        let kind = match it.kind {
            StatementKind::Header => "[]",
            StatementKind::ArrayHeader => "[[]]",
            StatementKind::Entry(_) => "=",
        };
        let written = |literal: &Literal<'_>| text[literal.range.clone()].to_owned();
        let (above, own) = (joined(&it.above), joined(&it.keys));
        let value = it.literal().map(written).unwrap_or_default();
        lines.push(format!("{kind} {above} {own} |{value}|{:?}", &text[it.lines.clone()]));
        for inner in it.literal().into_iter().flat_map(Literal::all_entries) {
            lines.push(format!("  {} |{}", joined(&inner.keys), written(&inner.literal)));
        }
    }
    lines
}

#[test]
fn headers_and_entries_are_found() {
    let text =
        "# top\na = 1 # one\n\n[b.\"c d\"]\n  e.f = [\n    1,\n  ]\n\n[[g]]\nh = '''\nx\n'''";
    assert_eq!(
        shown(text),
        [
            "=  a |1|\"a = 1 # one\\n\"",
            "[]  b/c d ||\"[b.\\\"c d\\\"]\\n\"",
            "= b/c d e/f |[\n    1,\n  ]|\"  e.f = [\\n    1,\\n  ]\\n\"",
            "[[]]  g ||\"[[g]]\\n\"",
            "= g h |'''\nx\n'''|\"h = '''\\nx\\n'''\"",
        ]
    );
}

#[test]
fn inline_tables_are_looked_into() {
    let value = "{ b = { c.d = 1 }, e = [{ f = [] }, 2], g = {} }";
    assert_eq!(
        shown(&format!("[t]\r\na = {value}\r\nz = 1\r\n"))[1..],
        [
            &format!("= t a |{value}|\"a = {value}\\r\\n\""),
            "  b |{ c.d = 1 }",
            "  e |[{ f = [] }, 2]",
            "  g |{}",
            "  c/d |1",
            "  f |[]",
            "= t z |1|\"z = 1\\r\\n\"",
        ]
    );
}

#[test]
fn keys_are_read() {
    let keys = r#"a-1.'b.c'."d\te"."f g".'\u0041'."A""#;
    let text = format!("{keys} = 0");
    assert_eq!(joined(&TomlTree::read(&text).statements[0].keys), "a-1/b.c/d\te/f g/\\u0041/A");
}

#[test]
fn values_are_found_by_their_path() {
    let tree = TomlTree::read("[t]\na.b = { c.d = [{ e = 1 }, { f = 2 }], \"c\".g = 3 }");
    let found = |path: &[&str]| {
        let literal = tree.statements.iter().find_map(|it| it.find(path))?;
        Some(&tree.text[literal.range.clone()])
    };
    assert_eq!(found(&["t", "a", "b", "c", "d", "f"]), Some("2"));
    assert_eq!(found(&["t", "a", "b", "c", "g"]), Some("3"));
    for path in [&["t"][..], &["t", "a"], &["t", "a", "b", "c"], &["t", "a", "b", "c", "g", "h"]] {
        assert_eq!(found(path), None);
    }
}

#[test]
fn what_stands_beside_values_is_known() {
    let tree = TomlTree::read("a = [ # {\n[1, 2], {}\n]\nb = { c = [1,\n], }");
    let marks = |it: &Literal<'_>| (it.has_comments, it.has_lines, it.ends_in_comma);
    let marks: Vec<_> =
        tree.literals().filter(|it| it.is_array() || it.is_table()).map(marks).collect();
    let expected = [
        (true, true, false),
        (false, false, false),
        (false, false, false),
        (false, false, true),
        (false, true, true),
    ];
    assert_eq!(marks, expected);
}

#[test]
fn comments_stand_above_and_behind() {
    let tree = TomlTree::read("\u{feff}# one\n\n \t# two \na = 1 # three\n[b]\n# four\n\n");
    let above = |at| tree.lines_above(at).collect::<Vec<_>>();
    assert_eq!(above(0), ["\u{feff}# one", "", "# two "]);
    assert_eq!(above(1), [""; 0]);
    assert_eq!(above(2), ["# four", ""]);
    let behind = tree.statements.iter().filter_map(|it| it.comment.clone());
    assert_eq!(behind.map(|range| &tree.text[range]).collect::<Vec<_>>(), ["# three"]);
    assert_eq!(tree.comments().count(), 4);
}

/// What makes no sense is not in the tree; what is behind it is.
#[test]
fn faulty_texts_have_a_tree() {
    let kept = |text| shown(text).len();
    assert_eq!(kept("a\nb = 1\n[c\n[d]\n= 2\ne = 'x\nf = [1"), 5);
    assert_eq!(kept("a = { b 1, { c }, d = [ }\n]"), 3);
    let deep = format!("a = {}1{}\nb = 1", "[".repeat(200), "]".repeat(200));
    let tree = TomlTree::read(&deep);
    assert_eq!(tree.literals().count(), 82);
    assert_eq!(tree.statements.len(), 2);
}
