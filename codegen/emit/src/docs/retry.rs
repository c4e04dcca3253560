//! Whether and when to send a request again, in words.

use super::links::Site;
use super::page::count;
use super::paths::{Paths, Slot, join};
use crate::prose::{Embed, code as code_span};
use errcat_catalogue::model::{Actor, Advance, Api, Code, Field, Place, Scalar, TypeRef};

/// Who can act, in words.
pub(super) fn actor(actor: Actor) -> &'static str {
    match actor {
        Actor::Client => "the client, by itself",
        Actor::User => "the user",
        Actor::Developer => "the developer of the client",
        Actor::Administrator => "an administrator",
        Actor::Provider => "the provider of the API",
    }
}

/// When to send the request again, in words; the same for all codes of an action.
pub(super) fn advance(retry: Advance) -> &'static str {
    match retry {
        Advance::Never => "not with the same request",
        Advance::Immediately => "at once",
        Advance::AfterDelay => "after the delay that the error gives",
        Advance::Backoff => "with longer and longer pauses",
        Advance::AfterAction => "after that is done",
    }
}

/// The same in a cell, where the column asks `Send again?`.
pub(super) fn short(retry: Advance) -> &'static str {
    match retry {
        Advance::Never => "No",
        Advance::Immediately => "At once",
        Advance::AfterDelay => "After a delay",
        Advance::Backoff => "With longer pauses",
        Advance::AfterAction => "After that is done",
    }
}

/// The same for a code, with the places of the delay.
pub(super) fn of_code(site: &Site<'_>, api: &Api, code: &Code, retry: Advance) -> String {
    let places = delays(site, api, code);
    match retry {
        Advance::Never => "no, the same request fails again".to_owned(),
        Advance::AfterDelay if !places.is_empty() => format!("yes, after {places}"),
        Advance::Backoff if !places.is_empty() => {
            format!("yes, after {places}, then with longer and longer pauses")
        }
        _ => format!("yes, {}", advance(retry)),
    }
}

fn delays(site: &Site<'_>, api: &Api, code: &Code) -> String {
    let (envelope, paths) = (api.envelope(code), site.paths(code));
    let mut out = String::new();
    for place in &code.retry_after {
        let words = match place {
            Place::Detail(index) => {
                let Some(field) = api.detail_fields(code).and_then(|fields| fields.get(*index))
                else {
                    continue;
                };
                delay(api, &field.ty, &code_span(&detail(paths, field), Embed::Inline))
            }
            Place::Slot(index) => {
                let place = match paths.and_then(|paths| paths.slot(*index)) {
                    Some(Slot::Body(path)) => code_span(path, Embed::Inline),
                    Some(Slot::Header(name)) => {
                        format!("the header {}", code_span(name, Embed::Inline))
                    }
                    None => continue,
                };
                delay(api, &envelope.slots[*index].ty, &place)
            }
            Place::Header => "the delay in the header `Retry-After`".to_owned(),
            Place::Assume(seconds) => count(*seconds, "second"),
        };
        out.push_str(if out.is_empty() { "" } else { ", else " });
        out.push_str(&words);
    }
    out
}

/// The path of a field of the details.
fn detail(paths: Option<&Paths>, field: &Field) -> String {
    match paths.and_then(|paths| paths.details.as_ref()) {
        Some((path, _)) => join(path, &field.wire),
        None => field.wire.clone(),
    }
}

fn delay(api: &Api, ty: &TypeRef, place: &str) -> String {
    if api.scalar(&ty.base) == Some(Scalar::Datetime) {
        format!("the time in {place}")
    } else {
        format!("the number of seconds in {place}")
    }
}
