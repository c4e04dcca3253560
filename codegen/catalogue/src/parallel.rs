//! Work on many things at once, with results that do not depend on how many threads there are.

use std::panic::resume_unwind;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// As much as the main thread has, in bytes: what can be worked on must not depend on where.
const STACK: usize = 8 << 20;

/// The results of `work` for each of `items`, in their order. `work` runs on as many threads as the
/// machine has processors, this one among them.
pub fn map<T: Sync, R: Send>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    // One thing, as an API of few codes has it, is not worth asking the system.
    let processors = match items.len() {
        0 | 1 => 1,
        _ => thread::available_parallelism().map_or(1, usize::from),
    };
    let next = AtomicUsize::new(0);
    // Takes one item after the other, to the last.
    let take = || {
        let mut done: Vec<(usize, R)> = Vec::new();
        loop {
            let at = next.fetch_add(1, Ordering::Relaxed);
            let Some(item) = items.get(at) else { return done };
            done.push((at, work(item)));
        }
    };
    let mut done = thread::scope(|scope| {
        let start = |_| thread::Builder::new().stack_size(STACK).spawn_scoped(scope, take);
        // Where the system gives no more threads, those that there are do all of it.
        let others: Vec<_> =
            (1..processors.min(items.len())).filter_map(|at| start(at).ok()).collect();
        let mut done = take();
        for thread in others {
            done.extend(thread.join().unwrap_or_else(|panic| resume_unwind(panic)));
        }
        done
    });
    done.sort_unstable_by_key(|(at, _)| *at);
    done.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::map;

    #[test]
    fn results_are_in_order() {
        let items: Vec<u32> = (0..1000).collect();
        assert_eq!(
            map(&items, |item| item * 2),
            (0..1000).map(|item| item * 2).collect::<Vec<_>>()
        );
        assert_eq!(map(&[] as &[u32], |item| *item), Vec::<u32>::new());
    }
}
