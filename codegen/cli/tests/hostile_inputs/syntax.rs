//! Invalid TOML, TOML 1.1, and numbers.

use super::Input;

/// The inputs.
pub const INPUTS: &[Input] = &[
    lock!("an escape of TOML 1.1", "[codes.LOCKED]\ntitle = \"\\e\"\n"),
    lock!("an inline table of several lines, of TOML 1.1", "[codes.LOCKED]\nset = {\n}\n"),
    lock!(
        "a comma at the end of an inline table, of TOML 1.1",
        "[codes.LOCKED]\nset = { a = 1, }\n"
    ),
    lock!("a time without seconds, of TOML 1.1", "[codes.LOCKED]\nset = { a = 13:37 }\n"),
    lock!("a key that is not ASCII", "[codes.LOCKED]\ntïtle = 'x'\n"),
    lock!("a key that is defined twice", "[codes.LOCKED]\ntitle = 'a'\ntitle = 'b'\n"),
    lock!("a table that is defined twice", "[codes.LOCKED]\n[codes.LOCKED]\n"),
    lock!("a table that is a value already", "codes = 1\n[codes.LOCKED]\n"),
    lock!("a key without a value", "[codes.LOCKED]\ntitle =\n"),
    lock!("a string that is never closed", "[codes.LOCKED]\ntitle = \"x\n"),
    lock!("a string of several lines that is never closed", "[codes.LOCKED]\ntitle = \"\"\"x\n"),
    lock!("quotes of a word processor", "[codes.LOCKED]\ntitle = “x”\n"),
    lock!("spaces that do not break", "[codes.LOCKED]\ntitle\u{a0}=\u{a0}'x'\n"),
    lock!("a status as `4_01`", "[codes.LOCKED]\nstatus = 4_01\n"),
    lock!("a status as `0o621`", "[codes.LOCKED]\nstatus = 0o621\n"),
    lock!("a status as `0x191`", "[codes.LOCKED]\nstatus = 0x191\n"),
    lock!("a status as `401.0`", "[codes.LOCKED]\nstatus = 401.0\n"),
    lock!("a status as `4.01e2`", "[codes.LOCKED]\nstatus = 4.01e2\n"),
    lock!("a status as `+401`", "[codes.LOCKED]\nstatus = +401\n"),
    lock!("a status as `-401`", "[codes.LOCKED]\nstatus = -401\n"),
    lock!("a status as `0401`", "[codes.LOCKED]\nstatus = 0401\n"),
    lock!("a status as `'401'`", "[codes.LOCKED]\nstatus = '401'\n"),
    lock!("a status as `'4xx'`", "[codes.LOCKED]\nstatus = '4xx'\n"),
    lock!("a status as `nan`", "[codes.LOCKED]\nstatus = nan\n"),
    lock!("a status of nineteen digits", "[codes.LOCKED]\nstatus = 9223372036854775807\n"),
    lock!("a status of twenty digits", "[codes.LOCKED]\nstatus = 9223372036854775808\n"),
    lock!("a status in digits of another script", "[codes.LOCKED]\nstatus = ٤٠١\n"),
    lock!(
        "an infinite example",
        "[codes.LOCKED.details]\na = { type = 'number', example = inf }\n"
    ),
    lock!(
        "an example too large for a double",
        "[codes.LOCKED.details]\na = { type = 'number', example = 1e999 }\n"
    ),
    lock!("a day that there is not", "[codes.LOCKED]\nset = { a = 2026-02-30 }\n"),
];
