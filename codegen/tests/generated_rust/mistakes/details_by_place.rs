//! error[E0639]: cannot create non-exhaustive struct using struct expression

use api_errors::iozen;

fn main() {
    // A field that comes later would break this.
    let details =
        iozen::details::PlanLimitExceeded { resource: "x".into(), current: 1, max: 1 };
    println!("{}", details.max);
}
