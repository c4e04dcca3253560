//! Failed responses as events of the crate `tracing`.

use ::tracing::{Level, event, event_enabled};

use crate::runtime_::failed::Failed;

/// One event for a failed response, in the names of OpenTelemetry where it has some. Level by class: an error of the
/// server is `ERROR`, one of the client `INFO`, a response with any other status `WARN`.
pub(super) fn event(failed: &Failed) {
    match failed.status() {
        500.. => at_error(failed),
        400..500 => at_info(failed),
        _ => at_warn(failed),
    }
}

/// Levels are part of an event's static description, so each has its own.
macro_rules! at {
    ($name:ident $level:ident) => {
        fn $name(failed: &Failed) {
            if !event_enabled!(target: "api_errors", Level::$level) {
                return;
            }
            event!(
                target: "api_errors",
                Level::$level,
                "error.type" = failed.error_type(),
                "http.response.status_code" = failed.status(),
                "errcat.api" = failed.api(),
                "errcat.code" = failed.code(),
                "errcat.internal" = failed.is_internal(),
                "errcat.correlation" = failed.correlation().as_deref(),
                "errcat.causes" = failed.causes(),
                "{}",
                failed.message()
            );
        }
    };
}

at!(at_error ERROR);
at!(at_warn WARN);
at!(at_info INFO);
