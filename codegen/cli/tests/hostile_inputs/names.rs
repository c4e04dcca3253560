//! Names that no output can bear, or that are another.

use super::Input;

/// The inputs.
pub const INPUTS: &[Input] = &[
    lock!("a code called `self`", "[codes.self]\n"),
    lock!("a code called `Self`", "[codes.Self]\n"),
    lock!("a code called `crate`", "[codes.crate]\n"),
    lock!("a code called `_`", "[codes._]\n"),
    lock!("a code called `2fa`", "[codes.2fa]\n"),
    lock!("a code called `type`", "[codes.type]\n"),
    lock!("a code called `gen`", "[codes.gen]\n"),
    lock!("a code called `__proto__`", "[codes.__proto__]\n"),
    lock!("a code called `constructor`", "[codes.constructor]\n"),
    lock!("a code called `Option`, and one `None`", "[codes.Option]\n[codes.None]\n"),
    lock!("a code called `ALL`", "[codes.ALL]\n"),
    lock!("a code called `Unknown`", "[codes.Unknown]\n"),
    lock!("a code without a name", "[codes.'']\n"),
    lock!("a code with a path as its name", "[codes.'../../x']\n"),
    lock!("a code with a letter that looks like another", "[codes.LОCKED]\n"),
    lock!("two codes that differ in their case", "[codes.LOCKED]\n[codes.Locked]\n"),
    lock!("two codes that are one after casing", "[codes.not_found]\n[codes.notFound]\n"),
    lock!("two codes that are one in a path", "[codes.a_b]\n[codes.a-b]\n"),
    lock!(
        "two wire values that differ in their case",
        "[codes.A]\nwire = 'x'\n[codes.B]\nwire = 'X'\n"
    ),
    lock!("a wire value that is a path", "[codes.A]\nwire = '../../../x'\n"),
    lock!("a field called `type`", "[codes.LOCKED.details]\ntype = 'string'\n"),
    lock!(
        "a field that is `__proto__` on the wire",
        "[codes.LOCKED.details]\na = { type = 'string', wire = '__proto__' }\n"
    ),
    lock!(
        "two fields that are one after casing",
        "[codes.LOCKED.details]\nfoo_bar = 'string'\nfooBar = 'string'\n"
    ),
    operation!("an operation with an override of the direction in its name", "\u{202e}open"),
    operation!("an operation with an escape sequence in its name", "\\u001b[2J"),
    operation!("an operation with a space of another script in its path", "GET /a\u{3000}b"),
    operation!("an operation with an override of the direction in its path", "GET /\u{202e}x"),
    operation!("an operation whose path ends a string", "GET /\\\"'`</script>"),
    file!("two groups that differ in their case", "door/Lock.toml", "[codes.B]\n"),
    file!("a group called `api`, in another case", "door/API.toml", "title = 'x'\n"),
    file!("a group called `mod`", "door/mod.toml", "[codes.B]\n"),
    file!("a group called `code`", "door/code.toml", "[codes.B]\n"),
    file!("a group called `facts`", "door/facts.toml", "[codes.B]\n"),
    file!("a group called `index`", "door/index.toml", "[codes.B]\n"),
    file!("a group called `con`, a device of Windows", "door/con.toml", "[codes.B]\n"),
    api!("an API called `con`, a device of Windows", "con"),
    api!("an API called `css`", "css"),
    api!("an API called `index`", "index"),
    api!("an API called `codes`", "codes"),
    api!("an API called `statuses`", "statuses"),
    api!("an API called `actions`", "actions"),
    api!("an API called `conversions`", "conversions"),
    api!("an API called `theme`", "theme"),
    api!("an API called `runtime_`", "runtime_"),
    api!("an API called `shared`", "shared"),
    api!("an API called `lib`", "lib"),
    api!("an API called `main`", "main"),
    api!("an API called `std`", "std"),
    api!("an API called `core`", "core"),
    api!("an API called `serde`", "serde"),
    api!("an API called `self`", "self"),
    api!("an API called `super`", "super"),
    api!("an API called `type`", "type"),
    api!("an API called `llms`", "llms"),
    api!("an API called `summary`", "summary"),
    api!("an API called `404`", "404"),
    api!("an API called `book`", "book"),
    api!("an API called `errors`", "errors"),
    api!("an API called `Door`", "Door"),
    api!("an API with a space in its name", "the door"),
    api!("an API with an override of the direction in its name", "do\u{202e}or"),
    api!("an API with an escape sequence in its name", "do\x1b[2Jor"),
    api!("an API whose name ends in `.toml`", "door.toml"),
    folder!("two APIs that differ in their case", |dir| {
        fs_err::create_dir(dir.join("DOOR")).unwrap();
        fs_err::write(dir.join("DOOR/api.toml"), "title = 'Door'\n").unwrap();
        fs_err::write(dir.join("DOOR/lock.toml"), "[codes.A]\n").unwrap();
    }),
    file!(
        "a package called `../../x`",
        "catalogue.toml",
        "format = 1\ntitle = 'x'\nversion = '1.0.0'\n[outputs.rust]\npackage = '../../x'\n"
    ),
    file!(
        "a package called `std`",
        "catalogue.toml",
        "format = 1\ntitle = 'x'\nversion = '1.0.0'\n[outputs.rust]\npackage = 'std'\n"
    ),
    file!(
        "a package called `serde`",
        "catalogue.toml",
        "format = 1\ntitle = 'x'\nversion = '1.0.0'\n[outputs.rust]\npackage = 'serde'\n"
    ),
    file!(
        "a version that is not a number",
        "catalogue.toml",
        "format = 1\ntitle = 'x'\nversion = '1.0.0\\n[dependencies]'\n"
    ),
    file!(
        "a format from the future",
        "catalogue.toml",
        "format = 2\ntitle = 'x'\nversion = '1.0.0'\nnew = 1\n"
    ),
    file!(
        "a `docs_url` that runs",
        "catalogue.toml",
        "format = 1\ntitle = 'x'\nversion = '1.0.0'\ndocs_url = 'javascript:alert(1)'\n"
    ),
    file!(
        "a header that begins another",
        "door/api.toml",
        "title = 'x'\n[envelopes.error]\nbody = { code = '$code' }\nheaders = { X-A = \"a\\r\\nSet-Cookie: b\" }\n"
    ),
    file!("a type that contains itself", "door/api.toml", "title = 'x'\n[types.T]\na = 'T'\n"),
];
