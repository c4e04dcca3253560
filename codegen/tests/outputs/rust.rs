//! Rust as tokens without literals. Comments do not count; lines of documentation are one literal.

use proc_macro2::{Delimiter, TokenStream, TokenTree};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag, TagEnd};
use quote::ToTokens;

use super::Outline;

pub fn outline(text: &str, out: &mut Outline) -> Result<(), String> {
    let file = syn::parse_file(text).map_err(|error| error.to_string())?;
    let mut docs = String::new();
    walk(file.to_token_stream(), out, &mut docs)?;
    examples(&docs, out)
}

/// Tables of a hash depend on the texts that they find: of strings, they hold names alone.
pub fn names_alone(text: &str) -> Result<(), String> {
    outline(text, &mut Outline::new())?;
    let mut tokens: Vec<TokenTree> = text.parse::<TokenStream>().into_iter().flatten().collect();
    while let Some(token) = tokens.pop() {
        match token {
            TokenTree::Group(ref group) if doc(&token).is_none() => tokens.extend(group.stream()),
            TokenTree::Literal(literal) => {
                if let syn::Lit::Str(text) = syn::Lit::new(literal)
                    && !text.value().chars().all(|c| c.is_ascii_alphanumeric() || "_-".contains(c))
                {
                    return Err(format!("the text {:?}", text.value()));
                }
            }
            _ => {}
        }
    }
    Ok(())
}

/// Tokens up to literals; `docs` collects the lines of documentation until something else comes.
fn walk(tokens: TokenStream, out: &mut Outline, docs: &mut String) -> Result<(), String> {
    let mut tokens = tokens.into_iter().peekable();
    while let Some(token) = tokens.next() {
        if let TokenTree::Punct(hash) = &token
            && hash.as_char() == '#'
        {
            let mut ahead = tokens.clone();
            let mut taken = 1;
            let mut next = ahead.next();
            if matches!(&next, Some(TokenTree::Punct(bang)) if bang.as_char() == '!') {
                (next, taken) = (ahead.next(), 2);
            }
            if let Some(line) = next.and_then(|next| doc(&next)) {
                docs.push_str(line.strip_prefix(' ').unwrap_or(&line));
                docs.push('\n');
                tokens.nth(taken - 1);
                if out.last().is_none_or(|last| last != "documentation") {
                    out.push("documentation".to_owned());
                }
                continue;
            }
        }
        if !docs.is_empty() {
            examples(&std::mem::take(docs), out)?;
        }
        match token {
            TokenTree::Group(group) => {
                let (open, close) = match group.delimiter() {
                    Delimiter::Parenthesis => ("(", ")"),
                    Delimiter::Brace => ("{", "}"),
                    Delimiter::Bracket => ("[", "]"),
                    Delimiter::None => ("", ""),
                };
                out.push(open.to_owned());
                walk(group.stream(), out, docs)?;
                out.push(close.to_owned());
            }
            // A comma at the end follows from the width of a line.
            TokenTree::Punct(comma) if comma.as_char() == ',' && tokens.peek().is_none() => {}
            TokenTree::Literal(literal) => {
                let kind = match syn::Lit::new(literal) {
                    syn::Lit::Str(_) => "string",
                    syn::Lit::Int(_) => "integer",
                    syn::Lit::Float(_) => "float",
                    _ => "literal",
                };
                out.push(kind.to_owned());
            }
            token => out.push(token.to_string()),
        }
    }
    Ok(())
}

/// The text of `[doc = "…"]`.
fn doc(token: &TokenTree) -> Option<String> {
    let TokenTree::Group(group) = token else { return None };
    let mut tokens = group.stream().into_iter();
    let (Some(TokenTree::Ident(name)), Some(TokenTree::Punct(_)), Some(TokenTree::Literal(text))) =
        (tokens.next(), tokens.next(), tokens.next())
    else {
        return None;
    };
    match syn::Lit::new(text) {
        syn::Lit::Str(text) if name == "doc" => Some(text.value()),
        _ => None,
    }
}

/// `cargo test` runs code of documentation unless its language says otherwise. What runs is part of the
/// outline: there is no more of it than without the catalogue's texts.
fn examples(docs: &str, out: &mut Outline) -> Result<(), String> {
    let mut example: Option<String> = None;
    for event in Parser::new(docs) {
        match event {
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info)))
                if matches!(&*info, "text" | "toml") => {}
            Event::Start(Tag::CodeBlock(CodeBlockKind::Fenced(info))) => {
                out.push(format!("an example: {info}"));
                example = Some(String::new());
            }
            Event::Start(Tag::CodeBlock(CodeBlockKind::Indented)) => {
                return Err(format!("indented text that runs, of\n{docs}"));
            }
            Event::Text(text) => {
                if let Some(example) = &mut example {
                    // Lines behind a `#` run, and are not shown.
                    example.push_str(&text.replace("\n# ", "\n"));
                }
            }
            Event::End(TagEnd::CodeBlock) => {
                if let Some(example) = example.take() {
                    let example = format!("{{\n{example}}}").replace("\n# ", "\n");
                    let block: syn::Block = syn::parse_str(&example)
                        .map_err(|error| format!("{error} in the example\n{example}"))?;
                    walk(block.to_token_stream(), out, &mut String::new())?;
                }
            }
            _ => {}
        }
    }
    Ok(())
}
