//! The function that sends requests: as much of it as the API has use for.

use super::advice::Advice;
use crate::public_view;
use errcat_catalogue::model::Api;

const OPEN: &str = "  if (response.ok) return response;\n";

const READ: &str = "  const body: unknown = await response.clone().json().catch(() => undefined);
  const errors = readErrors(body, response.headers);
  const [error] = errors;
";

/// What [`READ`] calls, and with what where a pause has a bound.
const HEADERS: (&str, &str) = ("response.headers)", "response.headers, maxDelay)");

const HIDDEN: &str = "  if (error === undefined && response.ok) return response;\n";

const FOREIGN: &str =
    "  if (error === undefined) throw new Error(`HTTP ${response.status}, and no error in it`);\n";

const ONCE: &str = "\
/** Sends a request. Throws `ApiFailure` if the response has errors. */
export async function send(request: () => Promise<Response>): Promise<Response> {
  const response = await request();
";

const ACT: &str =
    "  if (error.advice?.retry === \"after_action\" && (await act(error))) continue;\n";

const WAIT: &str = "  const wait = pause(error.advice, attempt);
  if (wait === undefined || (wait > 0 && wait >= maxDelay)) throw new ApiFailure(errors);
  // JavaScript fires a timer at once if its delay is longer than this.
  const milliseconds = Math.min(wait * 1000, 2 ** 31 - 1);
  await new Promise((resolve) => setTimeout(resolve, milliseconds));
";

/// The function `send`, and what it calls.
pub(super) fn send(api: &Api, advice: &Advice) -> String {
    // Where errors come with a status of success, the body has to be read in any case.
    let hidden = public_view::envelopes(api)
        .any(|(_, envelope)| envelope.http_status.is_some_and(|status| status < 300));
    let (open, hidden) = if hidden { ("", HIDDEN) } else { (OPEN, "") };
    let inner = [open, READ, hidden, FOREIGN].concat();
    if !advice.waits && !advice.acts {
        return format!("{ONCE}{inner}  throw new ApiFailure(errors);\n}}\n\n");
    }
    let inner =
        if advice.waits && advice.bounded { inner.replace(HEADERS.0, HEADERS.1) } else { inner };
    let mut out =
        "/**\n * Sends a request, and sends it again if the API says that this helps:\n".to_owned();
    if advice.acts {
        out.push_str(
            " * - after `act` has done what `error.advice` asks for; `act` returns whether it \
                succeeded;\n",
        );
    }
    if advice.waits {
        out.push_str(
            " * - after a pause, unless the pause takes `maxDelay` seconds or longer. The default \
                is five minutes.\n",
        );
    }
    out.push_str(
        " * Throws `ApiFailure` for every other response with errors.\n */\nexport async function \
            send(\n  \
         request: () => Promise<Response>,\n",
    );
    if advice.acts {
        out.push_str("  act: (error: ReceivedError) => Promise<boolean> = async () => false,\n");
    }
    out.push_str("  attempts = 5,\n");
    if advice.waits {
        out.push_str("  maxDelay = 300,\n");
    }
    out.push_str(
        "): Promise<Response> {\n  for (let attempt = 1; ; attempt++) {\n    \
         const response = await request();\n",
    );
    let last = "  if (attempt >= attempts) throw new ApiFailure(errors);\n";
    let act = if advice.acts { ACT } else { "" };
    let end = if advice.waits { WAIT } else { "  throw new ApiFailure(errors);\n" };
    for line in [&inner, last, act, end].concat().lines() {
        out.extend(["  ", line, "\n"]);
    }
    out.push_str("  }\n}\n\n");
    if advice.waits {
        out.push_str(include_str!("parts/pause.ts"));
    }
    out
}
