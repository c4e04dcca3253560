//! HTML as the pieces that matter here. It is read by tokens, so however deep it nests, and whatever is left
//! open in it, there is nothing to overflow.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer,
};

/// A piece of HTML, with its line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Piece {
    /// Text, its entities decoded.
    Text(String),
    /// `<a href="…">`: the name, the address and the number of rows of a cell.
    Open(String, Option<String>, usize),
    /// `</a>`
    Close(String),
}

#[derive(Default)]
struct Pieces(RefCell<Vec<(usize, Piece)>>);

impl TokenSink for Pieces {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let line = usize::try_from(line).unwrap_or(usize::MAX);
        let mut pieces = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => match pieces.last_mut() {
                Some((_, Piece::Text(last))) => last.push_str(&text),
                _ => pieces.push((line, Piece::Text(text.to_string()))),
            },
            Token::TagToken(tag) => {
                let raw = match &*tag.name {
                    _ if tag.kind == TagKind::EndTag => None,
                    "script" => Some(RawKind::ScriptData),
                    "style" | "xmp" | "iframe" | "noembed" | "noframes" => Some(RawKind::Rawtext),
                    "textarea" | "title" => Some(RawKind::Rcdata),
                    _ => None,
                };
                pieces.push((line, piece(&tag)));
                if let Some(raw) = raw {
                    return TokenSinkResult::RawData(raw);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

fn piece(tag: &Tag) -> Piece {
    let name = tag.name.to_string();
    if tag.kind == TagKind::EndTag {
        return Piece::Close(name);
    }
    let value = |key: &str| {
        tag.attrs.iter().find(|it| &*it.name.local == key).map(|it| it.value.to_string())
    };
    let rows = value("rowspan").and_then(|it| it.trim().parse().ok()).unwrap_or(1);
    Piece::Open(name, value("href"), rows)
}

/// The pieces of a page or of a part of one, scripts and styles left out; whether there were any of these.
pub fn pieces(text: &str) -> (Vec<(usize, Piece)>, bool) {
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(text));
    let tokenizer =
        Tokenizer::new(Pieces::default(), html5ever::tokenizer::TokenizerOpts::default());
    // It stops at scripts, for a browser to run them.
    while matches!(tokenizer.feed(&input), html5ever::TokenizerResult::Script(())) {}
    tokenizer.end();
    let mut hidden = false;
    let mut within = None;
    let mut kept = Vec::new();
    for (line, piece) in tokenizer.sink.0.take() {
        match (&within, &piece) {
            (None, Piece::Open(name, ..))
                if matches!(
                    &**name,
                    "script" | "style" | "iframe" | "noembed" | "noframes" | "xmp"
                ) =>
            {
                hidden = true;
                within = Some(name.clone());
            }
            (None, _) => kept.push((line, piece)),
            (Some(open), Piece::Close(name)) if open == name => within = None,
            (Some(_), _) => {}
        }
    }
    (kept, hidden)
}
