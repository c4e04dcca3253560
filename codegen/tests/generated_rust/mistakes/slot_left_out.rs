//! error[E0599]: no method named `build` found for struct

use api_errors::izi;

fn main() {
    // `timestamp` is missing.
    let slots = izi::ErrorSlots::builder().build();
    println!("{slots:?}");
}
