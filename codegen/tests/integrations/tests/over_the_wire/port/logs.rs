//! The events of failed responses.

use std::fmt;
use std::sync::{Mutex, OnceLock};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Level, Metadata, Subscriber};

static EVENTS: Mutex<Vec<String>> = Mutex::new(Vec::new());

/// Begins to collect events, for all threads.
pub(super) fn start() {
    static STARTED: OnceLock<()> = OnceLock::new();
    STARTED.get_or_init(|| tracing::subscriber::set_global_default(Collector).unwrap());
}

/// Whether there is an event whose code, status, causes and message begin so.
pub(super) fn has(start: &str) -> bool {
    EVENTS.lock().unwrap().iter().any(|event| event.starts_with(start))
}

pub(super) fn all() -> Vec<String> {
    EVENTS.lock().unwrap().clone()
}

struct Collector;

#[derive(Default)]
struct Fields(Vec<(&'static str, String)>);

impl Fields {
    fn get(&self, name: &str) -> &str {
        self.0.iter().find(|(field, _)| *field == name).map_or("", |(_, value)| value)
    }
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn fmt::Debug) {
        self.0.push((field.name(), format!("{value:?}")));
    }

    fn record_str(&mut self, field: &Field, value: &str) {
        self.0.push((field.name(), value.to_owned()));
    }
}

impl Subscriber for Collector {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "api_errors"
    }

    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let status = fields.get("http.response.status_code");
        let level = if status.starts_with('5') { Level::ERROR } else { Level::INFO };
        assert_eq!(*event.metadata().level(), level);
        assert_eq!(fields.get("errcat.api"), "shop");
        let parts = ["error.type", "http.response.status_code", "errcat.causes", "message"];
        EVENTS.lock().unwrap().push(parts.map(|name| fields.get(name)).join("|"));
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}
