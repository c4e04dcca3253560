//! The fast path: simple prose needs no parser.

use super::text::fits_code_span;
use super::{Embed, Links};
use errcat_catalogue::model::prose::simple::{Part, scan};
use errcat_catalogue::model::{Prose, Reference};

/// `prose` as Markdown, or `None` where it takes a parser to know what it means.
pub(super) fn markdown(prose: &Prose, embed: Embed, links: &dyn Links) -> Option<String> {
    let source = prose.source.trim_end_matches('\n');
    let mut references = prose.references.iter();
    let mut out = String::with_capacity(source.len() + 128);
    let mut complex = false;
    scan(source, |part| match part {
        Part::Words(range) => out.push_str(&source[range]),
        Part::Code(range) => {
            let code = &source[range];
            complex |= embed == Embed::Cell && code.contains('|');
            complex |= !fits_code_span(code.trim_matches('`'), embed);
            // Two code spans side by side would be something else.
            complex |= out.ends_with('`');
            out.push_str(code);
        }
        Part::Newline => out.push(if embed.is_block() { '\n' } else { ' ' }),
        Part::Reference { range, .. } => match references.next() {
            Some(reference) if reference.range == range => {
                let start = out.len();
                write_reference(reference, embed, links, &mut out);
                complex |= out[..start].ends_with('`') && out[start..].starts_with('`');
            }
            _ => complex = true,
        },
    })?;
    (!complex && references.next().is_none()).then_some(out)
}

fn write_reference(reference: &Reference, embed: Embed, links: &dyn Links, out: &mut String) {
    let destination = links.link(&reference.target);
    let label = match &reference.text {
        Some(text) => super::plain(text),
        None => destination.label.markdown(embed),
    };
    match destination.address {
        Some(address) => out.push_str(&super::link(&label, &address)),
        None => out.push_str(&label),
    }
}
