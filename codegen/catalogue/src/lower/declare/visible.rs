//! Which characters a wire value may have: those that everybody sees, and sees alike.

use unicode_general_category::{GeneralCategory, get_general_category};
use unicode_security::GeneralSecurityProfile as _;
use unicode_security::general_security_profile::IdentifierType;

/// What is wrong with the first character of a wire value that is not printable, and what to do.
pub(super) fn fault(text: &str) -> Option<(String, String)> {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return None;
    }
    let (character, what) = text.chars().find_map(|it| Some((it, hidden(it)?)))?;
    let point = format!("U+{:04X}", u32::from(character));
    Some(match what {
        Hidden::Space => (
            format!("the wire value holds the white space {point}"),
            "write an ordinary space".to_owned(),
        ),
        Hidden::Invisible => (
            format!("the wire value holds the invisible character {point}"),
            "delete it: nobody who compares codes can see it".to_owned(),
        ),
        Hidden::Unassigned => (
            format!("the wire value holds the private or unassigned character {point}"),
            "write a character that looks the same everywhere".to_owned(),
        ),
    })
}

/// Why a character is not printable.
enum Hidden {
    /// It is white space other than U+0020.
    Space,
    /// Nothing is shown for it.
    Invisible,
    /// What is shown for it is not agreed on.
    Unassigned,
}

fn hidden(character: char) -> Option<Hidden> {
    /// An empty pattern of Braille: by its category a symbol.
    const BLANK: char = '\u{2800}';
    match get_general_category(character) {
        GeneralCategory::SpaceSeparator if character != ' ' => Some(Hidden::Space),
        GeneralCategory::LineSeparator | GeneralCategory::ParagraphSeparator => Some(Hidden::Space),
        GeneralCategory::Control | GeneralCategory::Format => Some(Hidden::Invisible),
        GeneralCategory::Unassigned | GeneralCategory::PrivateUse | GeneralCategory::Surrogate => {
            Some(Hidden::Unassigned)
        }
        _ if character == BLANK => Some(Hidden::Invisible),
        // Those that are ignored where they cannot be shown are in other categories, too.
        _ => (character.identifier_type() == Some(IdentifierType::Default_Ignorable))
            .then_some(Hidden::Invisible),
    }
}

#[cfg(test)]
mod tests {
    use super::hidden;

    /// `Default_Ignorable_Code_Point` of Unicode's DerivedCoreProperties.txt.
    const IGNORABLE: &[(u32, u32)] = &[
        (0xad, 0xad),
        (0x34f, 0x34f),
        (0x61c, 0x61c),
        (0x115f, 0x1160),
        (0x17b4, 0x17b5),
        (0x180b, 0x180f),
        (0x200b, 0x200f),
        (0x202a, 0x202e),
        (0x2060, 0x206f),
        (0x3164, 0x3164),
        (0xfe00, 0xfe0f),
        (0xfeff, 0xfeff),
        (0xffa0, 0xffa0),
        (0xfff0, 0xfff8),
        (0x1bca0, 0x1bca3),
        (0x1d173, 0x1d17a),
        (0xe0000, 0xe0fff),
    ];

    #[test]
    fn what_is_ignored_is_hidden() {
        let all = IGNORABLE.iter().flat_map(|(first, last)| *first..=*last);
        for character in all.filter_map(char::from_u32) {
            assert!(hidden(character).is_some(), "U+{:04X}", u32::from(character));
        }
    }

    #[test]
    fn what_people_write_is_not() {
        let texts = "aZ09 _-./:#=<>éßøŁžЖωאعहกあ漢한ไ½€±→▲🦀①ﬁ\u{301}\u{94d}";
        for character in texts.chars() {
            assert!(hidden(character).is_none(), "U+{:04X}", u32::from(character));
        }
    }
}
