//! Catalogues of any size that look like real ones.

use std::fmt::Write;

use camino::Utf8Path;

const PER_GROUP: usize = 100;

const STATUSES: &[(&str, &str, &str)] = &[
    ("400", "Bad Request", "INVALID_ARGUMENT"),
    ("401", "Unauthorized", "UNAUTHENTICATED"),
    ("403", "Forbidden", "PERMISSION_DENIED"),
    ("404", "Not Found", "NOT_FOUND"),
    ("409", "Conflict", "ABORTED"),
    ("429", "Too Many Requests", "RESOURCE_EXHAUSTED"),
    ("500", "Internal Server Error", "INTERNAL"),
    ("503", "Service Unavailable", "UNAVAILABLE"),
];

const NOUNS: &[&str] = &[
    "account", "invoice", "payment", "session", "document", "device", "webhook", "member", "order",
    "tariff",
];
const FAULTS: &[&str] =
    &["not_found", "expired", "locked", "already_exists", "invalid", "archived", "unavailable"];

/// Writes a catalogue with one API of `codes` codes to `dir`: a file for every hundred, and of
/// every code what a careful team would write.
pub fn write(dir: &Utf8Path, codes: usize) -> std::io::Result<()> {
    let api = dir.join("shop");
    fs_err::create_dir_all(&api)?;
    fs_err::write(
        dir.join("catalogue.toml"),
        "format = 1\ntitle = \"Synthetic\"\nversion = \"1.0.0\"\ndocs_url = \"https://errors.example.com\"\n",
    )?;
    let mut statuses = String::new();
    for (status, reason, grpc) in STATUSES {
        let _ = writeln!(
            statuses,
            "[{status}]\nreason = \"{reason}\"\nmeaning = \"What {reason} means.\"\naction = \"fix\"\ngrpc = \"{grpc}\"\n"
        );
    }
    fs_err::write(dir.join("statuses.toml"), statuses)?;
    fs_err::write(
        dir.join("actions.toml"),
        "[fix]\nadvice = \"Correct the request.\"\nactor = \"developer\"\nretry = \"never\"\n\n\
         [wait]\nadvice = \"Wait, then send the request again.\"\nactor = \"client\"\nretry = \"after_delay\"\n",
    )?;
    fs_err::write(
        api.join("api.toml"),
        "title = \"Shop API\"\n[code]\ncase = \"snake_case\"\n[envelopes.error.body]\n\
         error = { code = \"$code\", message = \"$message\", details = \"$details?\" }\n\
         request_id = \"$request_id?\"\n[envelopes.error.slots]\n\
         request_id = { type = \"uuid\", description = \"Names the request in the logs\" }\n",
    )?;
    for group in 0..codes.div_ceil(PER_GROUP) {
        let first = group * PER_GROUP;
        let text = group_file(group, first, codes.min(first + PER_GROUP));
        fs_err::write(api.join(format!("group_{group}.toml")), text)?;
    }
    Ok(())
}

fn name(code: usize) -> String {
    let noun = NOUNS[code % NOUNS.len()];
    let fault = FAULTS[code / NOUNS.len() % FAULTS.len()];
    format!("{noun}_{fault}_{code}")
}

fn group_file(group: usize, first: usize, end: usize) -> String {
    let mut text =
        format!("title = \"Group {group}\"\nsummary = \"What can go wrong in part {group}.\"\n");
    for code in first..end {
        let (name, status) = (name(code), STATUSES[code % STATUSES.len()].0);
        let _ = write!(text, "\n[codes.{name}]\nstatus = {status}\n");
        if code % 3 == 0 {
            let _ = writeln!(
                text,
                "message = \"The {{resource}} cannot be used ({{current}}), {code}\""
            );
        } else {
            let _ = writeln!(
                text,
                "message = \"The {} {code} cannot be used\"",
                NOUNS[code % NOUNS.len()]
            );
        }
        let _ = write!(
            text,
            "description = \"\"\"\nThe server refused the request, since what it is about is not in a state that allows it.\n\
             See [[{}]] for the one next to it, and `GET /v1/{}s` for the state.\"\"\"\n",
            self::name(first + (code - first + 1) % (end - first)),
            NOUNS[code % NOUNS.len()],
        );
        if code % 8 == 5 {
            let _ = writeln!(text, "action = \"wait\"\nretry_after = [\"header\", 30]");
        }
        if code % 5 == 0 {
            let _ = writeln!(
                text,
                "troubleshooting = [\"Look at the state of the object first.\", \"Then compare the *identifier* with the one that was returned.\"]"
            );
        }
        if code % 3 == 0 {
            let _ = write!(
                text,
                "\n[codes.{name}.details]\nresource = {{ type = \"string\", description = \"What was asked for\", example = \"{}\" }}\n\
                 current = {{ type = \"integer\", description = \"How many there are\", example = {code} }}\n\
                 limit = {{ type = \"integer?\", description = \"How many there may be\", example = 500 }}\n",
                NOUNS[code % NOUNS.len()]
            );
        }
    }
    text
}
