//! Data of unknown shape, read and written by the runtime and by what one would take instead. Best of several
//! rounds, in turns, since machines drift.
//!
//! ```sh
//! cargo bench --package errcat-runtime
//! ```

#![allow(clippy::print_stdout, reason = "printing is what it is for")]
#![allow(
    clippy::unwrap_used,
    reason = "a benchmark ends at the first thing that is not as expected"
)]

use std::hint::black_box;
use std::time::{Duration, Instant};

use errcat_runtime::Json;
use serde_json::Value;

const BODY: &str = r#"{"code":"TOO_MANY_ORDERS","message":"7 orders are too many","details":{"count":7,
    "wait":30,"ratio":0.25,"items":[{"id":"a1","name":"first"},{"id":"b2","name":"second \u00e9"}]},"trace":null}"#;

const TIMES: u32 = 20_000;
const ROUNDS: u32 = 9;

fn timed(mut work: impl FnMut()) -> Duration {
    let start = Instant::now();
    (0..TIMES).for_each(|_| work());
    start.elapsed() / TIMES
}

fn main() {
    let (json, value): (Json, Value) =
        (serde_json::from_str(BODY).unwrap(), serde_json::from_str(BODY).unwrap());
    let mut best = [Duration::MAX; 4];
    for _ in 0..ROUNDS {
        let round = [
            timed(|| drop(black_box(serde_json::from_str::<Json>(black_box(BODY))))),
            timed(|| drop(black_box(serde_json::from_str::<Value>(black_box(BODY))))),
            timed(|| drop(black_box(serde_json::to_string(black_box(&json))))),
            timed(|| drop(black_box(serde_json::to_string(black_box(&value))))),
        ];
        for (best, time) in best.iter_mut().zip(round) {
            *best = time.min(*best);
        }
    }
    for (what, ours, theirs) in [("read", best[0], best[1]), ("write", best[2], best[3])] {
        let ratio = ours.as_secs_f64() / theirs.as_secs_f64();
        println!("{what:6} {ours:>10.0?}   serde_json::Value {theirs:>10.0?}   ratio {ratio:.2}");
    }
}
