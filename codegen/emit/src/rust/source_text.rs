//! The source of a file, piece by piece.
//!
//! What is short comes as tokens and is laid out by prettyplease. Tables and enums with a line or
//! a record for each code are written as text: as syntax trees they would take ten times as long.
//! Only names that have passed their grammar, values of [`Literal`] and numbers go into them.

use std::fmt::{self, Display, Write};

use proc_macro2::TokenStream;
use syn::{Item, parse_quote};

use super::spacing::spaced;
use crate::output::make_room;

/// The width of a file.
const WIDTH: usize = 100;

/// The fewest values that get lines of their own.
const FEW: usize = 10;

/// So many values go to one use of a macro.
const MOST_OF_MACRO: usize = 32;

/// The source of a file.
pub(super) struct SourceText {
    text: String,
    /// Lines that can be broken have at most so many characters.
    width: usize,
}

impl SourceText {
    /// A file with a comment at its top.
    pub(super) fn new(docs: &str) -> Self {
        let mut source = Self { text: String::new(), width: WIDTH };
        source.docs("", "//!", docs);
        source
    }

    /// A part of a file, so many levels in.
    pub(super) fn part(levels: usize) -> Self {
        Self { text: String::new(), width: WIDTH - 4 * levels }
    }

    /// Items, with a blank line before each but imports and modules in a row.
    pub(super) fn items(&mut self, tokens: &TokenStream) {
        let file: syn::File = parse_quote!(#tokens);
        for (at, attribute) in file.attrs.into_iter().enumerate() {
            let file = syn::File { attrs: vec![attribute], ..parse_quote!() };
            if at == 0 {
                self.blank_line();
            }
            self.text.push_str(&spaced(&prettyplease::unparse(&file)));
        }
        let mut before = None;
        for item in file.items {
            let kind = std::mem::discriminant(&item);
            let row = matches!(item, Item::Use(_) | Item::Mod(_)) && before == Some(kind);
            if !row {
                self.blank_line();
            }
            before = Some(kind);
            let file = syn::File { items: vec![item], ..parse_quote!() };
            self.text.push_str(&spaced(&prettyplease::unparse(&file)));
        }
    }

    /// An item of many lines: its documentation, its lines up to the one that opens it, what is in
    /// it, and the line that closes it.
    pub(super) fn block(
        &mut self,
        docs: &str,
        open: &str,
        inside: impl FnOnce(&mut Self),
        close: &str,
    ) {
        self.blank_line();
        self.docs("", "///", docs);
        self.line(open);
        inside(self);
        self.line(close);
    }

    /// A record in a table.
    pub(super) fn record(&mut self, name: &str, fields: impl FnOnce(&mut Fields<'_>)) {
        self.text.extend(["    ", name, " {\n"]);
        fields(&mut Fields { text: &mut self.text });
        self.text.push_str("    },\n");
    }

    /// A line, and below it what `inside` writes, one level in; then the line that closes it.
    pub(super) fn nest(&mut self, open: impl Line, inside: &Self, close: &str) {
        self.line(open);
        for line in inside.text.lines() {
            let indent = if line.is_empty() { "" } else { "    " };
            self.text.extend([indent, line, "\n"]);
        }
        self.line(close);
    }

    /// Whether `line` is not too long.
    pub(super) fn fits(&self, line: &str) -> bool {
        line.len() <= self.width
    }

    /// A line of two parts. The second gets its own line if the line is too long.
    pub(super) fn broken(&mut self, first: &str, second: &str) {
        if first.len() + second.len() < self.width {
            return self.line(format_args!("{first} {second}"));
        }
        self.line(first);
        self.line(format_args!("        {second}"));
    }

    /// Values between brackets: on one line where they fit, else on one line each.
    pub(super) fn row(&mut self, indent: &str, open: &str, values: &[String], close: &str) {
        if self.short(indent, open, values, close) {
            return;
        }
        self.line(format_args!("{indent}{open}"));
        for value in values {
            self.line(format_args!("{indent}    {value},"));
        }
        self.line(format_args!("{indent}{close}"));
    }

    /// The same, but where there are many, with as many on a line as fit.
    pub(super) fn run(&mut self, indent: &str, open: &str, values: &[String], close: &str) {
        if values.len() <= FEW {
            return self.row(indent, open, values, close);
        }
        if self.short(indent, open, values, close) {
            return;
        }
        self.fill(indent, open, values, close);
    }

    /// Values between brackets on lines of their own, as many on each as fit.
    fn fill(&mut self, indent: &str, open: &str, values: &[String], close: &str) {
        self.line(format_args!("{indent}{open}"));
        let mut line = String::new();
        for value in values {
            if !line.is_empty() && indent.len() + line.len() + value.len() + 6 > self.width {
                self.line(format_args!("{indent}   {line}"));
                line.clear();
            }
            line.extend([" ", value, ","]);
        }
        self.line(format_args!("{indent}   {line}"));
        self.line(format_args!("{indent}{close}"));
    }

    /// Uses of a macro that takes a list. Each has few values: the compiler takes a time for it that grows
    /// with the square of their number.
    pub(super) fn uses(&mut self, name: &str, head: &str, values: &[String]) {
        for values in values.chunks(MOST_OF_MACRO) {
            let mut values = values.to_vec();
            values[0].insert_str(0, head);
            self.blank_line();
            self.fill("", &format!("{name}! {{"), &values, "}");
        }
    }

    /// Writes the values on one line, if that fits.
    fn short(&mut self, indent: &str, open: &str, values: &[String], close: &str) -> bool {
        let length: usize = values.iter().map(|value| value.len() + 2).sum();
        let fits = indent.len() + open.len() + length + close.len() <= self.width;
        if fits {
            let space = if open.ends_with(" {") && !values.is_empty() { " " } else { "" };
            let values = values.join(", ");
            self.line(format_args!("{indent}{open}{space}{values}{space}{close}"));
        }
        fits
    }

    /// A line.
    pub(super) fn line(&mut self, line: impl Line) {
        make_room(&mut self.text);
        line.write(&mut self.text);
        self.text.push('\n');
    }

    /// A value in a table, with a comment behind it.
    pub(super) fn entry(&mut self, value: impl Line, comment: &str) {
        make_room(&mut self.text);
        self.text.push_str("    ");
        value.write(&mut self.text);
        self.text.extend([", // ", comment, "\n"]);
    }

    /// Documentation, in lines that begin with `marker`.
    pub(super) fn docs(&mut self, indent: &str, marker: &str, docs: &str) {
        make_room(&mut self.text);
        for line in docs.lines() {
            let line = line.trim_end();
            let space = if line.is_empty() { "" } else { " " };
            self.text.extend([indent, marker, space, line, "\n"]);
        }
    }

    /// An item on one line.
    pub(super) fn one_line(&mut self, item: impl Line) {
        self.blank_line();
        self.line(item);
    }

    /// What is in another source.
    pub(super) fn append(&mut self, other: &Self) {
        self.blank_line();
        self.text.push_str(&other.text);
    }

    /// A blank line, unless nothing is above it.
    pub(super) fn blank_line(&mut self) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
    }

    /// Whether there is nothing in it.
    pub(super) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// The text of the whole file.
    pub(super) fn finish(self) -> String {
        self.text
    }
}

/// What can be a line. As `Display`, each would be formatted once more.
pub(super) trait Line {
    /// Writes it behind `text`.
    fn write(self, text: &mut String);
}

impl Line for &str {
    fn write(self, text: &mut String) {
        text.push_str(self);
    }
}

impl Line for &String {
    fn write(self, text: &mut String) {
        text.push_str(self);
    }
}

impl Line for String {
    fn write(self, text: &mut String) {
        text.push_str(&self);
    }
}

impl Line for i64 {
    fn write(self, text: &mut String) {
        let _ = write!(text, "{self}");
    }
}

impl Line for Literal<'_> {
    fn write(self, text: &mut String) {
        let _ = write!(text, "{self}");
    }
}

impl Line for fmt::Arguments<'_> {
    fn write(self, text: &mut String) {
        let _ = text.write_fmt(self);
    }
}

/// The fields of a record.
pub(super) struct Fields<'a> {
    text: &'a mut String,
}

impl Fields<'_> {
    /// A field.
    pub(super) fn field(&mut self, name: &str, value: impl Display) {
        self.text.extend(["        ", name, ": "]);
        let _ = write!(self.text, "{value}");
        self.text.push_str(",\n");
    }
}

/// A string literal with this value.
#[derive(PartialEq)]
pub(super) struct Literal<'a>(pub(super) &'a str);

impl Display for Literal<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plain = |byte: u8| matches!(byte, b' '..=b'~') && !matches!(byte, b'"' | b'\\');
        if self.0.bytes().all(plain) {
            f.write_str("\"")?;
            f.write_str(self.0)?;
            return f.write_str("\"");
        }
        // What `Debug` writes for a string is a literal of Rust with that value.
        fmt::Debug::fmt(self.0, f)
    }
}

/// `Some(value)` or `None`.
pub(super) fn option(value: Option<impl Display>) -> String {
    value.map_or_else(|| "None".to_owned(), |value| format!("Some({value})"))
}

/// The values with commas between them.
pub(super) fn list(values: impl IntoIterator<Item = impl Display>) -> String {
    let mut out = String::new();
    for value in values {
        let comma = if out.is_empty() { "" } else { ", " };
        let _ = write!(out, "{comma}{value}");
    }
    out
}
