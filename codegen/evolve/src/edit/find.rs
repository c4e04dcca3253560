//! What a command line names: `NAME`, or `api/NAME` as the catalogue itself writes it.

use super::Refused;
use crate::lookup::codes_called;
use errcat_catalogue::model::{Catalogue, CodeRef};
use errcat_findings::wording::{nearest, one_of};

/// The API called `name`.
///
/// # Errors
/// Where there is none.
pub fn api(catalogue: &Catalogue, name: &str) -> Result<usize, Refused> {
    let names: Vec<&str> = catalogue.apis.iter().map(|api| api.name.as_str()).collect();
    names.iter().position(|it| *it == name).ok_or_else(|| {
        Refused::new(format!("the catalogue has no API `{}`", shown(name)), instead(name, &names))
    })
}

/// The group called `name` of an API.
///
/// # Errors
/// Where there is none.
pub fn group(catalogue: &Catalogue, api: usize, name: &str) -> Result<usize, Refused> {
    let api = &catalogue.apis[api];
    let names: Vec<&str> = api.groups.iter().map(|group| group.name.as_str()).collect();
    names.iter().position(|it| *it == name).ok_or_else(|| {
        let message = format!("`{}` has no group `{}`", api.name.as_str(), shown(name));
        Refused::new(message, instead(name, &names))
    })
}

/// The one code of this name.
///
/// # Errors
/// Where there is none, or more than one.
pub fn code(catalogue: &Catalogue, text: &str) -> Result<CodeRef, Refused> {
    let found = codes_called(catalogue, text);
    let name = text.split_once('/').map_or(text, |(_, name)| name);
    let full = |it: &CodeRef| {
        let (api, code) = catalogue.code(*it);
        format!("{}/{}", api.name.as_str(), code.name.as_str())
    };
    match found.as_slice() {
        [one] => {
            let own = catalogue.code(*one).1.name.as_str();
            if own == name {
                return Ok(*one);
            }
            Err(Refused::new(
                format!("`{}` is an alias of `{own}`", shown(name)),
                format!("name the code itself: `{}`", full(one)),
            ))
        }
        [] => {
            if let Some((wanted, _)) = text.split_once('/') {
                api(catalogue, wanted)?;
            }
            Err(unknown(catalogue, text, name))
        }
        several => {
            let all: Vec<String> = several.iter().map(full).collect();
            let all: Vec<&str> = all.iter().map(String::as_str).collect();
            Err(Refused::new(
                format!("several APIs have a code `{}`", shown(name)),
                format!("name {}", one_of(&all)),
            ))
        }
    }
}

fn unknown(catalogue: &Catalogue, text: &str, name: &str) -> Refused {
    if let Some(meant) = with_slash(catalogue, text) {
        return meant;
    }
    let of = text.split_once('/').map(|(api, _)| api);
    let apis = catalogue.apis.iter().filter(|api| of.is_none_or(|of| of == api.name.as_str()));
    let retired = apis.clone().flat_map(|api| &api.retired).any(|it| it.name.as_str() == name);
    if retired {
        let help = "a retired code stays as it is: its name is never used again";
        return Refused::new(format!("`{}` is retired", shown(text)), help);
    }
    let names = apis.flat_map(|api| api.codes.iter().map(|code| code.name.as_str()));
    let help = match nearest(name, names) {
        Some(near) => format!("did you mean `{near}`?"),
        None => "`list` lists all codes".to_owned(),
    };
    Refused::new(format!("the catalogue has no code `{}`", shown(text)), help)
}

/// What is wrong with an API and a name that have another sign than `/` between them.
pub fn with_slash(catalogue: &Catalogue, text: &str) -> Option<Refused> {
    let (api, name) = text.split_once(['.', ':', '#'])?;
    catalogue.apis.iter().find(|it| it.name.as_str() == api)?;
    let name = shown(name.trim_start_matches(':'));
    Some(Refused::new(format!("`{}` is not a name", shown(text)), format!("write `{api}/{name}`")))
}

/// The nearest of some names, or all of them.
fn instead(name: &str, names: &[&str]) -> String {
    match nearest(name, names.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("name {}", one_of(names)),
    }
}

/// What somebody typed, for a message.
fn shown(text: &str) -> String {
    errcat_findings::wording::phrase(text)
}
