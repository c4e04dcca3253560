//! An SVG picture under construction: boxes, words and arrows.
//!
//! It is shown as an image, which inherits nothing from its page: so it has a ground of its own,
//! and colours for light and for dark.

use std::fmt::Write as _;

use crate::output::xml::escape;

/// Space around everything, in pixels, as all lengths here.
pub(super) const MARGIN: u32 = 16;
/// The height of a box with one line.
pub(super) const BOX: u32 = 32;
/// The space between boxes.
pub(super) const GAP: u32 = 10;

const STYLE: &str = "\
.ground{fill:#fff}.box{fill:#f4f6f9;stroke:#c4cbd6}.words{fill:#1f2733;font:14px system-ui,sans-serif}\
.quiet{fill:#556072;font:13px system-ui,sans-serif}.flow{fill:none;stroke:#7d92b5;stroke-opacity:.55}\
.line{fill:none;stroke:#8a94a6;stroke-width:1.5}.tip{fill:#8a94a6}.track{fill:#e3e7ee}.bar{fill:#4a6fa5}\
@media (prefers-color-scheme:dark){.ground{fill:#15181e}.box{fill:#20252e;stroke:#434b59}\
.words{fill:#e1e5ec}.quiet{fill:#a4adbb}.flow{stroke:#7f9bc9}.line{stroke:#7a8496}.tip{fill:#7a8496}\
.track{fill:#2c323d}.bar{fill:#7f9fd1}}";

/// A picture.
pub(super) struct Svg {
    body: String,
    width: u32,
}

impl Svg {
    pub(super) fn new(width: u32) -> Self {
        Self { body: String::new(), width }
    }

    /// A box with a line of words in it, and quiet ones at its right end; what does not fit ends
    /// in `…`, and is told in full when one points at it.
    pub(super) fn node(&mut self, x: u32, y: u32, size: (u32, u32), words: &str, quiet: &str) {
        let (width, height) = size;
        let label = if quiet.is_empty() { words.to_owned() } else { format!("{words}: {quiet}") };
        let _ = write!(
            self.body,
            "<g><title>{}</title><rect class=\"box\" x=\"{x}\" y=\"{y}\" width=\"{width}\" \
             height=\"{height}\" rx=\"6\"/>",
            escape(&label)
        );
        let middle = y + height / 2 + 5;
        let room = width.saturating_sub(24 + wide(quiet) + if quiet.is_empty() { 0 } else { 8 });
        self.words(x + 12, middle, "words", &fit(words, room));
        if !quiet.is_empty() {
            let _ = write!(
                self.body,
                "<text class=\"quiet\" text-anchor=\"end\" x=\"{}\" y=\"{middle}\">{}</text>",
                x + width - 12,
                escape(quiet)
            );
        }
        self.body.push_str("</g>\n");
    }

    /// A line of quiet words.
    pub(super) fn quiet(&mut self, x: u32, y: u32, words: &str) {
        self.words(x, y, "quiet", words);
        self.body.push('\n');
    }

    fn words(&mut self, x: u32, y: u32, class: &str, words: &str) {
        let words = escape(words);
        let _ = write!(self.body, "<text class=\"{class}\" x=\"{x}\" y=\"{y}\">{words}</text>");
    }

    /// A curve from one place to another, as thick as `weight` of `most`.
    pub(super) fn flow(&mut self, from: (u32, u32), to: (u32, u32), weight: usize, most: usize) {
        let middle = u32::midpoint(from.0, to.0);
        let tenths = 15 + 105 * weight / most.max(1);
        let _ = writeln!(
            self.body,
            "<path class=\"flow\" stroke-width=\"{}.{}\" d=\"M{} {}C{middle} {} {middle} {} {} {}\"/>",
            tenths / 10,
            tenths % 10,
            from.0,
            from.1,
            from.1,
            to.1,
            to.0,
            to.1
        );
    }

    /// An arrow to the right.
    pub(super) fn arrow(&mut self, from: u32, to: u32, y: u32) {
        let _ = writeln!(
            self.body,
            "<path class=\"line\" d=\"M{from} {y}H{}\"/><path class=\"tip\" d=\"M{to} {y}l-9-5v10z\"/>",
            to - 8,
        );
    }

    /// A line, as a path's data.
    pub(super) fn line(&mut self, path: &str) {
        let _ = writeln!(self.body, "<path class=\"line\" d=\"{path}\"/>");
    }

    /// A bar of which `part` of `whole` is filled.
    pub(super) fn bar(&mut self, x: u32, y: u32, width: u32, part: usize, whole: usize) {
        let filled = width as usize * part / whole.max(1);
        let _ = writeln!(
            self.body,
            "<rect class=\"track\" x=\"{x}\" y=\"{y}\" width=\"{width}\" height=\"6\" rx=\"3\"/>\
             <rect class=\"bar\" x=\"{x}\" y=\"{y}\" width=\"{filled}\" height=\"6\" rx=\"3\"/>"
        );
    }

    /// The picture, `height` high; `title` is its name, `description` says the same in words.
    pub(super) fn finish(self, height: u32, title: &str, description: &str) -> String {
        let Self { body, width } = self;
        format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" \
             viewBox=\"0 0 {width} {height}\" role=\"img\" aria-labelledby=\"title description\">\n\
             <title id=\"title\">{}</title>\n<desc id=\"description\">{}</desc>\n\
             <style>{STYLE}</style>\n\
             <rect class=\"ground\" width=\"{width}\" height=\"{height}\" rx=\"8\"/>\n{body}</svg>\n",
            escape(title),
            escape(description)
        )
    }
}

/// About how wide `text` is at most: fonts differ, and the picture is made without one.
fn wide(text: &str) -> u32 {
    text.chars().map(width).sum()
}

fn width(character: char) -> u32 {
    match character {
        'i' | 'j' | 'l' | 't' | 'f' | 'r' | ' ' | '.' | ',' | '\'' | ':' => 5,
        'm' | 'w' => 13,
        'A'..='Z' => 11,
        '\0'..='\u{2e7f}' => 8,
        _ => 15,
    }
}

/// `text`, or as much of it as is at most `room` wide.
fn fit(text: &str, room: u32) -> String {
    if wide(text) <= room {
        return text.to_owned();
    }
    let mut used = width('…');
    let kept = text.chars().take_while(|character| {
        used += width(*character);
        used <= room
    });
    let mut out: String = kept.collect();
    out.truncate(out.trim_end().len());
    out.push('…');
    out
}
