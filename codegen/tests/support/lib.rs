//! Nothing: Cargo wants a package to have a target beside its tests and benchmarks.
