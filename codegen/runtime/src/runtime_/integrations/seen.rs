//! What a failed response is seen by, besides its client.

#[cfg(feature = "tracing")]
use super::tracing::event;
use crate::runtime_::failed::Failed;

/// What a response failed with, once it has been logged.
pub(super) fn seen(failed: Failed) -> Failed {
    event(&failed);
    failed
}

/// Without the feature `tracing`, nobody logs.
#[cfg(not(feature = "tracing"))]
fn event(_: &Failed) {}
