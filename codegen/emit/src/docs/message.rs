//! A code's message with its placeholders.

use crate::prose::{Embed, Piece, pieces, plain};
use errcat_catalogue::model::{Api, Code, Part};

/// The message as Markdown, its placeholders as code. Its lines stay lines in a block, and become
/// one in a cell.
pub(super) fn message(api: &Api, code: &Code, embed: Embed) -> String {
    if let [Part::Text(text)] = code.message.parts.as_slice()
        && !text.contains('\n')
    {
        return plain(text);
    }
    let field = |index: usize| api.detail_fields(code)?.get(index).map(|field| field.wire.as_str());
    let slot = |index: usize| api.envelope(code).slots.get(index).map(|slot| slot.name.as_str());
    let placeholder = |name: Option<&str>| format!("{{{}}}", name.unwrap_or_default());
    let values: Vec<String> = code
        .message
        .parts
        .iter()
        .map(|part| match part {
            Part::Text(_) => String::new(),
            Part::Field(index) => placeholder(field(*index)),
            Part::Slot(index) => placeholder(slot(*index)),
        })
        .collect();
    let mut lines = vec![Vec::new()];
    for (part, value) in code.message.parts.iter().zip(&values) {
        let Part::Text(text) = part else {
            if let Some(line) = lines.last_mut() {
                line.push(Piece::Code(value));
            }
            continue;
        };
        for (at, text) in text.split('\n').enumerate() {
            if at > 0 {
                lines.push(Vec::new());
            }
            if let Some(line) = lines.last_mut()
                && !text.is_empty()
            {
                line.push(Piece::Text(text));
            }
        }
    }
    let mut out = String::new();
    for (at, line) in lines.iter().enumerate() {
        let end = match embed {
            _ if at == 0 => "",
            Embed::Block { .. } if line.is_empty() => "\n",
            Embed::Block { .. } if lines[at - 1].is_empty() => "\n",
            Embed::Block { .. } => "\\\n",
            Embed::Cell | Embed::Inline | Embed::Item { .. } => " ",
        };
        out.push_str(end);
        out.push_str(&pieces(line, embed));
    }
    out
}
