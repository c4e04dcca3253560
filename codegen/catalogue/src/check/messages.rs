//! Lints of messages and titles.

use std::collections::HashMap;

use super::codes::kept_wire;
use super::{codes, codes_of, finding};
use crate::model::{Api, Catalogue, Code, Part};
use errcat_findings::diagnostic::{Diagnostic, Findings};
use errcat_findings::rules::{self, Rule};
use errcat_findings::source::Span;

/// A message that says no more than the code's name.
pub(super) fn repeats_code(catalogue: &Catalogue, findings: &mut Findings) {
    for (_, code) in codes(catalogue, &rules::MESSAGE_REPEATS_CODE) {
        let Some(span) = code.message.span else { continue };
        let name = code.name.title();
        if split(&code.message.source).flatten().eq(split(&name).flatten()) {
            findings.push(finding(
                &rules::MESSAGE_REPEATS_CODE,
                span,
                format!("the message of `{}` only repeats its name", code.name.as_str()),
                "say what happened, in words for the person who reads the message",
            ));
        }
    }
}

/// A message that ends otherwise than most of its API's.
pub(super) fn stop(catalogue: &Catalogue, findings: &mut Findings) {
    for api in &catalogue.apis {
        let ends = |code: &&Code| code.message.source.ends_with('.');
        let written = || {
            codes_of(api, &rules::MESSAGE_STOP)
                .filter(|code| code.message.span.is_some() && may_stop(&code.message.source))
        };
        let (all, stops) = (written().count(), written().filter(ends).count());
        // Of the two habits the rarer one is the mistake; where both are as common, there is none.
        let odd = match stops.cmp(&(all - stops)) {
            std::cmp::Ordering::Less => true,
            std::cmp::Ordering::Greater => false,
            std::cmp::Ordering::Equal => continue,
        };
        for code in written().filter(|code| ends(code) == odd) {
            let Some(span) = code.message.span else { continue };
            findings.push(full_stop(code, span, odd));
        }
    }
}

/// Whether it is a matter of style that the message ends with a full stop or without one: it is a
/// single sentence, and has no other mark at its end.
fn may_stop(message: &str) -> bool {
    let other_end = message.ends_with(['!', '?', ':', '…']) || message.ends_with("..");
    let sentences = [". ", "! ", "? ", ".\n"].iter().any(|end| message.contains(end));
    !(other_end || sentences)
}

fn full_stop(code: &Code, span: Span, has_one: bool) -> Diagnostic {
    let (name, source) = (code.name.as_str(), &code.message.source);
    let message = if has_one {
        format!("the message of `{name}` ends with a full stop, unlike most others of its API")
    } else {
        format!("the message of `{name}` ends without a full stop, unlike most others of its API")
    };
    let better =
        if has_one { source.trim_end_matches('.').to_owned() } else { format!("{source}.") };
    let replacement = toml::Value::from(better).to_string();
    let diagnostic = Diagnostic::new(&rules::MESSAGE_STOP, span, message);
    if source.contains('\n') {
        return diagnostic.help(if has_one {
            "delete the full stop at its end"
        } else {
            "end it with a full stop"
        });
    }
    diagnostic.suggest(Some(replacement))
}

/// Messages that differ in punctuation, case or the names of their placeholders alone.
pub(super) fn similar(catalogue: &Catalogue, findings: &mut Findings) {
    for api in &catalogue.apis {
        let all = codes_of(api, &rules::SIMILAR_MESSAGES).filter_map(|code| {
            let said = code.message.parts.iter().map(|part| match part {
                Part::Text(text) => words(text),
                Part::Field(_) | Part::Slot(_) => "{}".to_owned(),
            });
            Some((code, code.message.span?, said.collect::<Vec<_>>().join(" ")))
        });
        report_twins(&rules::SIMILAR_MESSAGES, all, findings, |code, other| {
            (
                format!("the message of `{code}` says the same as that of `{other}`"),
                "say how the two differ, or make them one code",
            )
        });
    }
}

/// Titles that are equal: a reader of the docs cannot tell the codes apart.
pub(super) fn same_title(catalogue: &Catalogue, findings: &mut Findings) {
    for api in &catalogue.apis {
        let all = codes_of(api, &rules::SAME_TITLE)
            .map(|code| (code, code.span, code.title.to_lowercase()));
        report_twins(&rules::SAME_TITLE, all, findings, |code, other| {
            (
                format!("`{code}` has the same title as `{other}`"),
                "give one of them another `title`",
            )
        });
    }
}

/// Reports each code whose text an earlier one has, of those that a reader chooses between: an
/// internal code is its mask to the world, and a deprecated one may well say what its successor says.
fn report_twins<'c>(
    rule: &'static Rule,
    all: impl Iterator<Item = (&'c Code, Span, String)>,
    findings: &mut Findings,
    words: impl Fn(&str, &str) -> (String, &'static str),
) {
    let mut firsts: HashMap<String, (&Code, Span)> = HashMap::new();
    for (code, span, text) in all.filter(|(code, ..)| code.is_public() && code.deprecated.is_none())
    {
        if let Some((first, place)) = firsts.get(&text) {
            let (message, help) = words(code.name.as_str(), first.name.as_str());
            findings.push(finding(rule, span, message, help).secondary(*place, "the other one"));
        } else {
            firsts.insert(text, (code, span));
        }
    }
}

/// Marks of texts that are still to be written.
const MARKS: &[&str] = &["TODO", "FIXME", "TBD", "XXX", "lorem ipsum"];

/// A text that is not finished.
pub(super) fn unfinished(catalogue: &Catalogue, findings: &mut Findings) {
    for (_, code) in codes(catalogue, &rules::UNFINISHED) {
        let prose = code
            .description
            .iter()
            .chain(&code.advice)
            .chain(&code.causes)
            .chain(&code.troubleshooting)
            .map(|prose| prose.source.as_str());
        let texts = prose.chain([code.title.as_str(), code.message.source.as_str()]);
        let mark = texts.flat_map(|text| MARKS.iter().filter(|mark| has_word(text, mark))).next();
        if let Some(mark) = mark {
            findings.push(finding(
                &rules::UNFINISHED,
                code.span,
                format!("a text of `{}` still has the marker `{mark}`", code.name.as_str()),
                "write the text, or delete its key until you have one",
            ));
        }
    }
}

/// Whether `text` has `word`, with no letter or digit at either end of it.
fn has_word(text: &str, word: &str) -> bool {
    let outside = |neighbour: Option<char>| neighbour.is_none_or(|it| !it.is_alphanumeric());
    let stands_alone = |(at, _): (usize, &str)| {
        outside(text[..at].chars().next_back()) && outside(text[at + word.len()..].chars().next())
    };
    // Hardly any text has one, and to ask for one alone is faster.
    text.contains(word) && text.match_indices(word).any(stands_alone)
}

/// The words of a text, in small letters.
fn words(text: &str) -> String {
    let mut words = String::with_capacity(text.len());
    for word in split(text) {
        if !words.is_empty() {
            words.push(' ');
        }
        words.extend(word);
    }
    words
}

/// The small letters of each word of a text.
fn split(text: &str) -> impl Iterator<Item = impl Iterator<Item = char>> {
    let words = text.split(|it: char| !it.is_alphanumeric()).filter(|word| !word.is_empty());
    words.map(|word| word.chars().flat_map(char::to_lowercase))
}

/// The API's name in words, as the beginning of a code's.
pub(super) fn stutter(catalogue: &Catalogue, findings: &mut Findings) {
    let begins = |api: &Api, code: &Code| {
        let rest = code.name.snake().strip_prefix(api.name.snake());
        rest.is_some_and(|rest| rest.starts_with('_'))
    };
    for (api, code) in codes(catalogue, &rules::STUTTER).filter(|(api, code)| begins(api, code)) {
        findings.push(finding(
            &rules::STUTTER,
            code.span,
            format!(
                "`{}` repeats the name of its API, `{}`",
                code.name.as_str(),
                api.name.as_str()
            ),
            format!("leave `{}` out{}", api.name.as_str(), kept_wire(code)),
        ));
    }
}
