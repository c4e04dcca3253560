//! Characters and words in texts, and the marks of merges.

use super::Input;

/// The inputs.
pub const INPUTS: &[Input] = &[
    text!("an escaped NUL", "\"a\\u0000b\""),
    text!("an escaped bell", "\"a\\u0007b\""),
    text!("an escaped escape character", "\"\\u001b[31mred\""),
    text!("an escaped carriage return", "\"a\\rb\""),
    text!("an escaped line feed in a title", "\"a\\nb\""),
    text!("an escaped tab in a title", "\"a\\tb\""),
    text!("a character of C1", "\"a\\u0085b\""),
    text!("an override of the direction", "\"a\\u202eb\""),
    text!("an override of the direction, as it is", "'a\u{202e}b'"),
    text!("an isolate that is never ended", "\"a\\u2066b\""),
    text!("a mark of direction", "\"a\\u200fb\""),
    text!("a zero-width space", "\"a\\u200bb\""),
    text!("a soft hyphen", "\"a\\u00adb\""),
    text!("a line separator", "\"a\\u2028b\""),
    text!("a byte order mark in a text", "\"a\\ufeffb\""),
    text!("tag characters", "\"a\\U000e0041b\""),
    text!("a character for nobody", "\"a\\uffffb\""),
    text!("half of a surrogate pair, escaped", "\"\\ud800\""),
    text!("a number that is not a character", "\"\\U00110000\""),
    text!("an empty title", "''"),
    text!("a blank title", "'   '"),
    text!("a title of spaces that look like none", "\"\\u00a0\\u3000\""),
    text!("the end of a script", "'</script><script>alert(1)</script>'"),
    text!("the end of a comment", "'*/ --> ]]>'"),
    text!("a directive of mdBook", "'{{#include /etc/passwd}}'"),
    text!("the end of a raw string", "'\"##'"),
    text!("a text of three quotes", "'\"\"\"'"),
    lock!(
        "a link that runs",
        "[codes.LOCKED]\nlinks = [{ title = 'x', url = 'javascript:alert(1)' }]\n"
    ),
    lock!(
        "a link that runs, in prose",
        "[codes.LOCKED]\ndescription = '[x](javascript:alert(1))'\n"
    ),
    lock!(
        "a link that runs, behind an entity",
        "[codes.LOCKED]\ndescription = '[x](java&Tab;script&colon;alert(1))'\n"
    ),
    lock!(
        "a link to a file",
        "[codes.LOCKED]\nlinks = [{ title = 'x', url = 'file:///etc/passwd' }]\n"
    ),
    lock!("raw HTML in prose", "[codes.LOCKED]\ndescription = '<script>alert(1)</script>'\n"),
    lock!(
        "Rust in prose, which would run as a test",
        "[codes.LOCKED]\ndescription = '''\n```\ncompile_error!()\n```\n'''\n"
    ),
];
