//! The smallest good catalogue: what a team would have written on its first day.

use errcat_catalogue::model::WireType;
use errcat_catalogue::name::Name;
use errcat_evolve::edit::literals;

/// What is known of the catalogue.
pub(super) struct Starter<'a> {
    /// The API's name.
    pub api: &'a str,
    pub wire: WireType,
    /// The folder of the generated crate, below the folder that holds the catalogue.
    pub krate: Option<&'a str>,
    /// The command that headers name, where it is not the usual one.
    pub command: Option<&'a str>,
}

const STATUSES: &str = r#"# The HTTP statuses of all APIs. A code that names no action of its own has its status's.

[404]
reason = "Not Found"
meaning = "There is nothing at this address, or nothing that the caller may see."
action = "fix_request"
grpc = "NOT_FOUND"

[500]
reason = "Internal Server Error"
meaning = "The server failed, and the request is not to blame."
action = "report"
grpc = "INTERNAL"
"#;

const ACTIONS: &str = r#"# What the receiver of an error should do.

[fix_request]
title = "Correct the request"
advice = "Compare the request with the documentation and correct it. Sent unchanged, it fails again."
actor = "developer"
retry = "after_action"

[authenticate]
title = "Authenticate"
advice = "Get valid credentials, attach them to the request and send it again."
actor = "client"
retry = "after_action"

[ask_for_permission]
title = "Ask for permission"
advice = "Ask an administrator to allow it. Nobody else can remove the cause."
actor = "administrator"
retry = "after_action"

[read_again]
title = "Read the current state"
advice = "Read the resource again, apply the change to what is there now, and send that."
actor = "client"
retry = "after_action"

[wait]
title = "Wait, then send it again"
advice = "Wait for as long as the response says, then send the same request again."
actor = "client"
retry = "after_delay"

[try_again]
title = "Try again a few times"
advice = "Send the request again, with longer pauses from try to try, and give up in the end."
actor = "client"
retry = "backoff"

[report]
title = "Report it"
advice = "Tell support when it happened and what was sent."
actor = "provider"
retry = "never"
"#;

impl Starter<'_> {
    /// The catalogue's files by their paths in its folder, `catalogue.toml` last: whoever sees it sees
    /// the whole. Codes that are `imported` afterwards bring their API and statuses with them.
    pub(super) fn files(&self, imported: bool) -> Vec<(String, String)> {
        let api = self.api;
        let mut files = vec![("actions.toml".to_owned(), ACTIONS.to_owned())];
        if !imported {
            files.push(("statuses.toml".to_owned(), STATUSES.to_owned()));
            files.push((format!("{api}/api.toml"), self.api_file()));
            files.push((format!("{api}/general.toml"), self.codes()));
        }
        files.push(("catalogue.toml".to_owned(), self.catalogue()));
        files
    }

    fn catalogue(&self) -> String {
        let title = literals::string(&format!("{} errors", Name::new(self.api).title()));
        let mut text = format!(
            "# Every error code of your APIs. A folder beside this file is an API, and a file in it a group of codes.\n\n\
             format = 1\ntitle = {title}\nversion = \"0.1.0\"\n\n\
             [lints]\n# The actions are a beginning: delete this line when those that you do not need are gone.\n\
             unused-action = \"allow\"\n"
        );
        if let Some(command) = self.command {
            text.push_str(&format!("\n[outputs]\ncommand = {}\n", literals::string(command)));
        }
        if let Some(krate) = self.krate {
            text.push_str(&format!("\n[outputs.rust]\npath = {}\n", literals::string(krate)));
        }
        text
    }

    fn api_file(&self) -> String {
        let title = literals::string(&format!("{} API", Name::new(self.api).title()));
        let code = match self.wire {
            WireType::String => "case = \"snake_case\"",
            WireType::Integer => "type = \"integer\"",
        };
        format!(
            "# The API as a whole: how its codes look, and the JSON that carries an error.\n\n\
             title = {title}\n\n[code]\n{code}\n\n[envelopes.error.body]\n\
             error = {{ code = \"$code\", message = \"$message\", details = \"$details?\" }}\n"
        )
    }

    fn codes(&self) -> String {
        let wire = |number: i64| match self.wire {
            WireType::String => String::new(),
            WireType::Integer => format!("wire = {number}\n"),
        };
        format!(
            r#"# Codes that any part of the API may answer with. The key is a code's name.

[codes.resource_not_found]
{}status = 404
title = "Resource not found"
message = "There is no {{resource}} of this id"
description = """
What the request names does not exist, or the caller may not see it. It may have been deleted since the \
caller learnt of it."""

[codes.resource_not_found.details.resource]
type = "string"
description = "The resource that the request asked for"
example = "order"

[codes.internal_error]
{}status = 500
title = "Internal error"
message = "Something went wrong on our side"
description = "The server failed in a way that is its own fault. What exactly happened is in its logs alone."
"#,
            wire(1001),
            wire(1002),
        )
    }
}
