//! The one escaper of XML outputs.

/// `text` as XML's character data, in an element or between quotes. What XML 1.0 (section 2.2)
/// has no place for is shown as U+FFFD.
pub(crate) fn escape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            '\t' | '\n' | '\r' => out.push_str(&format!("&#{};", u32::from(character))),
            '\u{fffe}' | '\u{ffff}' => out.push('\u{fffd}'),
            _ if character.is_control() => out.push('\u{fffd}'),
            _ => out.push(character),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn markup_is_text() {
        assert_eq!(
            escape("</text><script>&'\" é🦀\u{0}\u{1b}\n"),
            "&lt;/text&gt;&lt;script&gt;&amp;&#39;&quot; é🦀\u{fffd}\u{fffd}&#10;"
        );
    }
}
