//! Everything that the others leave out or do wrong, done right: this compiles.

use api_errors::{iozen, izi};

fn main() {
    let details = iozen::details::PlanLimitExceeded::builder()
        .max(500)
        .resource("submissions")
        .current(500)
        .build();
    let error = iozen::Error::from(details);
    let name = match error.code() {
        iozen::Code::PlanLimitExceeded => "the plan",
        iozen::Code::InternalError => "the server",
        _ => "something newer",
    };
    let slots = izi::ErrorSlots::builder().timestamp("2026-01-02T03:04:05Z").build();
    let occurrence = izi::Occurrence::new(izi::Error::TokenExpired, slots);
    let response = izi::Response::from(occurrence);
    println!("{name} {error} {response}");
}
