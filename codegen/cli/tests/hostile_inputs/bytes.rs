//! Files of bytes that are not text, or no TOML file.

use super::Input;

/// The inputs.
pub const INPUTS: &[Input] = &[
    lock!("a byte order mark", b"\xef\xbb\xbf[codes.LOCKED]\n"),
    lock!("two byte order marks", b"\xef\xbb\xbf\xef\xbb\xbf[codes.LOCKED]\n"),
    lock!("a byte order mark within", b"[codes.LOCKED]\n\xef\xbb\xbftitle = 'x'\n"),
    lock!("CRLF as line ends", "[codes.LOCKED]\r\ntitle = 'Shut'\r\n"),
    lock!("CRLF in a block of prose", "[codes.LOCKED]\r\ndescription = '''\r\na\r\nb'''\r\n"),
    lock!("a bare CR as line end", "[codes.LOCKED]\rtitle = 'x'\r"),
    lock!("a bare CR in a comment", "# a\rb\n[codes.LOCKED]\n"),
    lock!("a bare CR in a string", "[codes.LOCKED]\ntitle = 'a\rb'\n"),
    lock!("a bare CR in a string of several lines", "[codes.LOCKED]\ndescription = '''a\rb'''\n"),
    lock!("a NUL", "[codes.LOCKED]\n\0"),
    lock!("a NUL in a comment", "# \0\n[codes.LOCKED]\n"),
    lock!("a NUL in a string", "[codes.LOCKED]\ntitle = 'a\0b'\n"),
    lock!("a NUL in a key", "[codes.\"A\0B\"]\n"),
    lock!(
        "an escape sequence of terminals in a comment",
        "# \x1b[2J\x1b]0;x\x07\n[codes.LOCKED]\n"
    ),
    lock!(
        "an escape sequence of terminals in an unknown key",
        "\"\\u001b[31m\" = 1\n[codes.LOCKED]\n"
    ),
    lock!("an escape sequence of terminals as a code's name", "[codes.\"\\u001b[2J\"]\n"),
    lock!("a control character of C1 as a code's name", "[codes.\"\u{9b}31m\"]\n"),
    lock!("DEL in a string", "[codes.LOCKED]\ntitle = 'a\x7fb'\n"),
    lock!("bytes that are not UTF-8", b"[codes.LOCKED]\ntitle = '\xff\xfe'\n"),
    lock!("an overlong encoding", b"[codes.LOCKED]\ntitle = '\xc0\xaf'\n"),
    lock!("half of a surrogate pair", b"[codes.LOCKED]\ntitle = '\xed\xa0\x80'\n"),
    lock!("a character that is cut off", b"[codes.LOCKED]\n# \xf0\x9f\xa6"),
    lock!("Latin-1", b"[codes.LOCKED]\ntitle = 'Gr\xfc\xdfe'\n"),
    lock!("UTF-16, little end first", b"\xff\xfe[\0c\0o\0d\0e\0s\0]\0\n\0"),
    lock!("UTF-16, big end first", b"\xfe\xff\0[\0c\0o\0d\0e\0s\0]\0\n"),
    lock!("UTF-16 without a mark", b"[\0c\0o\0d\0e\0s\0]\0\n\0"),
    lock!("UTF-32", b"\xff\xfe\0\0[\0\0\0c\0\0\0"),
    lock!("an empty file", ""),
    lock!("a file of blank lines", "\n\n  \n\t\n"),
    lock!("a file of one comment", "# nothing yet"),
    lock!("no line end at the end", "[codes.LOCKED]"),
    lock!("a program", b"\x7fELF\x02\x01\x01\0\0\0"),
    lock!("JSON", "{ \"codes\": { \"LOCKED\": {} } }\n"),
    lock!("YAML", "codes:\n  LOCKED: {}\n"),
    lock!("XML", "<?xml version=\"1.0\"?><codes/>\n"),
];
