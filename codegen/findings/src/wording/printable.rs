//! Text that a terminal cannot take for a command.

use crate::source::floor_char_boundary;

/// The text with a stand-in for each character that a terminal might take for a command; line feeds too, so
/// that it stays on its line.
pub fn printable(text: &str) -> String {
    text.chars()
        .map(|character| match character {
            '\t' => ' ',
            _ if is_unprintable(character) => char::REPLACEMENT_CHARACTER,
            _ => character,
        })
        .collect()
}

/// Words of a message: a name or value of the catalogue in it is cut where it would drown them.
pub fn phrase(text: &str) -> String {
    /// No name of a valid catalogue is longer.
    const MOST: usize = 128;
    let parts = text.split('`').enumerate().map(|(at, part)| {
        if at % 2 == 1 && part.len() > MOST {
            format!("{}…", &part[..floor_char_boundary(part, MOST)])
        } else {
            part.to_owned()
        }
    });
    printable(&parts.collect::<Vec<_>>().join("`"))
}

/// Whether a character is a control or a bidirectional formatting character (Unicode 15, Cc and
/// the controls of UAX #9), which no text of a catalogue may hold.
pub fn is_unprintable(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{2028}' | '\u{2029}')
        || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}
