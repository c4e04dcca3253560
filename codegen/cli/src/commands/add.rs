//! `add`

use anyhow::bail;
use errcat_catalogue::model::{Advance, Api, Catalogue, Status, WireType};
use errcat_catalogue::name::Grammar;
use errcat_evolve::edit::{self, New, Opened, Refused, literals};

use crate::Outcome;
use crate::commands::edit::{Common, run};
use crate::commands::prompt::{self, ask, choose};

#[derive(Debug, clap::Args)]
#[command(
    after_help = "On a terminal, the command asks for what is missing. Elsewhere, missing values \
    are an error that lists the choices."
)]
pub(crate) struct Args {
    /// The new code: `NAME`, or `API/NAME`
    #[arg(value_name = "CODE")]
    code: Option<String>,
    /// The group to add it to: the name of a file without `.toml`
    #[arg(long, value_name = "GROUP")]
    group: Option<String>,
    /// The wire value [default: the name; integer codes have no default]
    #[arg(long, value_name = "VALUE", allow_hyphen_values = true)]
    wire: Option<String>,
    /// Its status, or several statuses separated by commas, the default first
    #[arg(long, value_name = "STATUS")]
    status: Option<String>,
    /// What the receiver should do [default: the action of the group, else of the status]
    #[arg(long, value_name = "ACTION")]
    action: Option<String>,
    /// A short title [default: the name in words]
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,
    /// The message in the response; `{field}` inserts a detail [default: the title]
    #[arg(long, value_name = "TEXT")]
    message: Option<String>,
    /// What happened, for the docs: Markdown
    #[arg(long, value_name = "TEXT")]
    description: Option<String>,
    /// The code's own wording of the action
    #[arg(long, value_name = "TEXT")]
    advice: Option<String>,
    /// Where clients find the delay before a retry: `details.FIELD`, `header`, or seconds, separated by commas
    #[arg(long, value_name = "PLACES")]
    retry_after: Option<String>,
    /// A field of its details, such as `limit=integer`; repeatable
    #[arg(long = "detail", value_name = "FIELD=TYPE")]
    details: Vec<String>,
    /// The version that introduces it
    #[arg(long, value_name = "VERSION")]
    since: Option<String>,
    #[command(flatten)]
    common: Common,
}

pub(crate) fn run_add(args: &Args) -> anyhow::Result<Outcome> {
    run(&args.common, |opened| {
        let new = complete(args, opened)?;
        Ok(edit::add(opened, new)?)
    })
}

/// The code with all required values.
fn complete(args: &Args, opened: &Opened<'_>) -> anyhow::Result<New> {
    let catalogue = opened.catalogue;
    let (api, name) = name(args, catalogue)?;
    let group = group(args, catalogue, api)?;
    let of = &catalogue.apis[api];
    let mut new = New { api, group, name, ..New::default() };
    let mut put = |key: &str, text: Option<String>| {
        new.keys.extend(text.map(|text| (key.to_owned(), text)));
    };
    put("wire", wire(args, of, group)?);
    let status = status(args, opened, api, group)?;
    put("status", status.as_deref().map(literals::statuses));
    let words = |given: &Option<String>| given.as_deref().map(literals::string);
    put("title", words(&args.title));
    put(
        "message",
        message(args, &edit::default_title(&new.name))?.as_deref().map(literals::string),
    );
    let described =
        optional(args.description.as_deref(), "What happened (for the docs; optional)")?;
    put("description", described.as_deref().map(literals::string));
    let action = action(args, opened, (api, group), status.as_deref())?;
    put("action", action.as_deref().map(literals::string));
    put("advice", words(&args.advice));
    let delayed = action.as_deref().is_some_and(|name| is_delayed(catalogue, name));
    put("retry_after", retry_after(args, delayed)?);
    put("since", words(&args.since));
    for field in &args.details {
        let Some((name, ty)) = field.split_once('=') else {
            bail!(Refused::new(
                format!("`{}` is not a field", errcat_findings::wording::printable(field)),
                "write its name and its type, such as `--detail limit=integer`",
            ))
        };
        new.details.push((name.trim().to_owned(), ty.trim().to_owned()));
    }
    Ok(new)
}

/// The API and the name of the new code.
fn name(args: &Args, catalogue: &Catalogue) -> anyhow::Result<(usize, String)> {
    let apis =
        || catalogue.apis.iter().map(|api| (api.name.as_str().to_owned(), api.title.clone()));
    let given = match &args.code {
        Some(code) => code.clone(),
        None if prompt::is_possible() => String::new(),
        None => {
            bail!(Refused::new("the name is missing", "write it after the command: `add API/NAME`"))
        }
    };
    if let Some(refused) = edit::with_slash(catalogue, &given) {
        bail!(refused)
    }
    let (api, name) = match given.split_once('/') {
        Some((api, name)) => (edit::api(catalogue, api)?, name.to_owned()),
        None => match catalogue.apis.as_slice() {
            [_] => (0, given),
            _ if prompt::is_possible() => (choose("API", &apis().collect::<Vec<_>>())?, given),
            several => {
                let names: Vec<String> =
                    several.iter().map(|api| format!("{}/{given}", api.name.as_str())).collect();
                bail!(missing("the API is missing", "name", &names))
            }
        },
    };
    if !name.is_empty() || !prompt::is_possible() {
        return Ok((api, name));
    }
    let of = &catalogue.apis[api];
    let name = ask("Name", None, |text| match Grammar::Code.check(text) {
        Err(fault) => Err(format!("{}: {}", fault.message(), fault.help())),
        Ok(()) if of.codes.iter().any(|code| code.name.as_str() == text) => {
            Err(format!("`{text}` already exists"))
        }
        Ok(()) => Ok(()),
    })?;
    Ok((api, name))
}

fn group(args: &Args, catalogue: &Catalogue, api: usize) -> anyhow::Result<usize> {
    let groups = &catalogue.apis[api].groups;
    match (&args.group, groups.as_slice()) {
        (Some(name), _) => Ok(edit::group(catalogue, api, name)?),
        (None, [_]) => Ok(0),
        (None, several) if prompt::is_possible() => {
            let names = several.iter().map(|it| (it.name.as_str().to_owned(), it.title.clone()));
            choose("Group", &names.collect::<Vec<_>>())
        }
        (None, several) => {
            let names: Vec<String> = several.iter().map(|it| it.name.as_str().to_owned()).collect();
            bail!(missing("the group is missing", "add `--group` with", &names))
        }
    }
}

/// The wire value, as TOML, where it is not the name.
fn wire(args: &Args, api: &Api, group: usize) -> anyhow::Result<Option<String>> {
    let next = (api.wire == WireType::Integer).then(|| edit::next_number(api, group));
    let text = match (&args.wire, next) {
        (Some(text), _) => text.clone(),
        (None, None) => return Ok(None),
        (None, Some(next)) if prompt::is_possible() => {
            let number = |text: &str| literals::wire(WireType::Integer, text).map(drop);
            ask("Number", next.map(|next| next.to_string()), |text| {
                number(text).map_err(|refused| refused.to_string())
            })?
        }
        (None, Some(next)) => {
            let help = match next {
                Some(next) => format!("add `--wire {next}`, the next free number"),
                None => "add `--wire` with a number: all numbers in the group's range are taken"
                    .to_owned(),
            };
            bail!(Refused::new("the API's codes are integers, and the number is missing", help))
        }
    };
    Ok(Some(literals::wire(api.wire, &text)?))
}

/// The status, where the group gives none.
fn status(
    args: &Args,
    opened: &Opened<'_>,
    api: usize,
    group: usize,
) -> anyhow::Result<Option<String>> {
    let catalogue = opened.catalogue;
    if args.status.is_some() || opened.gives(api, group, "status") {
        return Ok(args.status.clone());
    }
    // Some APIs give their codes no status.
    let without = catalogue.apis[api].codes.iter().all(|code| code.statuses.is_empty());
    if without {
        return Ok(None);
    }
    let of_errors = catalogue.statuses.iter().filter(|info| info.status.is_error());
    let mut choices: Vec<(String, String)> =
        of_errors.map(|info| (info.status.to_string(), info.reason.clone())).collect();
    if prompt::is_possible() {
        choices.push(("none".to_owned(), "the API does not say".to_owned()));
        let at = choose("Status", &choices)?;
        return Ok((at + 1 < choices.len()).then(|| choices.swap_remove(at).0));
    }
    let names: Vec<String> = choices.into_iter().map(|(name, _)| name).collect();
    bail!(missing(
        "the status is missing, and the group does not give one",
        "add `--status` with",
        &names
    ))
}

/// The action, where neither the group nor the status gives one.
fn action(
    args: &Args,
    opened: &Opened<'_>,
    (api, group): (usize, usize),
    status: Option<&str>,
) -> anyhow::Result<Option<String>> {
    let catalogue = opened.catalogue;
    let from_status = status.and_then(|text| Status::parse(text.split(',').next()?.trim()));
    let given = opened.gives(api, group, "action")
        || from_status.is_some_and(|status| catalogue.status_action(api, status).is_some());
    if args.action.is_some() || given || !prompt::is_possible() {
        return Ok(args.action.clone());
    }
    let own = catalogue.actions.iter().filter(|it| it.api.is_none_or(|of| of == api));
    let mut choices: Vec<(String, String)> =
        own.map(|it| (it.name.as_str().to_owned(), it.title.clone())).collect();
    choices.push(("none".to_owned(), "the docs cannot say what to do".to_owned()));
    let at = choose("Action", &choices)?;
    Ok((at + 1 < choices.len()).then(|| choices.swap_remove(at).0))
}

fn is_delayed(catalogue: &Catalogue, action: &str) -> bool {
    let found = catalogue.actions.iter().find(|it| it.name.as_str() == action);
    found.is_some_and(|it| it.retry == Advance::AfterDelay)
}

fn message(args: &Args, title: &str) -> anyhow::Result<Option<String>> {
    let title = args.title.clone().unwrap_or_else(|| title.to_owned());
    if args.message.is_some() || !prompt::is_possible() {
        return Ok(args.message.clone());
    }
    let text = ask("Message", Some(title.clone()), |_| Ok(()))?;
    Ok((text != title).then_some(text))
}

fn optional(given: Option<&str>, question: &str) -> anyhow::Result<Option<String>> {
    if given.is_some() || !prompt::is_possible() {
        return Ok(given.map(str::to_owned));
    }
    Ok(Some(ask(question, None, |_| Ok(()))?).filter(|text| !text.trim().is_empty()))
}

/// Where the delay stands, as TOML.
fn retry_after(args: &Args, delayed: bool) -> anyhow::Result<Option<String>> {
    let text = match &args.retry_after {
        Some(text) => text.clone(),
        None if delayed && prompt::is_possible() => {
            ask("Where clients find the delay", Some("header".to_owned()), |_| Ok(()))?
        }
        None => return Ok(None),
    };
    let place = |text: &str| match text.trim().parse::<u64>() {
        Ok(seconds) => seconds.to_string(),
        Err(_) => literals::string(text.trim()),
    };
    let places: Vec<String> = text.split(',').map(place).collect();
    Ok(Some(match places.as_slice() {
        [one] => one.clone(),
        several => format!("[{}]", several.join(", ")),
    }))
}

/// The missing values, with the choices.
fn missing(message: &str, how: &str, choices: &[String]) -> Refused {
    let choices: Vec<&str> = choices.iter().map(String::as_str).collect();
    Refused::new(message, format!("{how} {}", edit::one_of(&choices)))
}
