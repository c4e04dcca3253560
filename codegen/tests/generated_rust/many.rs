//! More codes than the slots of a lookup hold themselves, and more fields than a builder has type
//! parameters for.

use many::wide::details::Full;
use many::{numbers, texts, wide};

#[test]
fn every_code_is_found() {
    assert_eq!(texts::Code::ALL.len(), 4_200);
    for code in texts::Code::ALL.iter().copied() {
        assert_eq!(texts::Code::from_wire(code.wire()), Some(code));
        assert_eq!(texts::Code::from_wire(&code.wire().to_lowercase()), None);
        assert_eq!(texts::Code::from_wire(&format!("{}_", code.wire())), None);
        assert_eq!(texts::Code::from_name(code.name()), Some(code));
    }
    for code in numbers::Code::ALL.iter().copied() {
        assert_eq!(numbers::Code::from_wire(code.wire()), Some(code));
        assert_eq!(numbers::Code::from_wire(code.wire() + 1), None);
        assert_eq!(numbers::Code::from_name(code.name()), Some(code));
        assert_eq!(numbers::Code::from_name(&code.name().to_lowercase()), None);
    }
}

/// Calls these setters, one after the other.
macro_rules! give {
    ($builder:expr; $($field:ident)*) => { $builder$(.$field(stringify!($field)))* };
}

/// Fields that must be given come in their order, others anywhere.
#[test]
fn a_hundred_fields_are_given() {
    let builder = Full::builder().some(7);
    let full = give! { builder;
        f0 f1 f2 f3 f4 f5 f6 f7 f8 f9 f10 f11 f12 f13 f14 f15
        f16 f17 f18 f19 f20 f21 f22 f23 f24 f25 f26 f27 f28 f29 f30 f31
        f32 f33 f34 f35 f36 f37 f38 f39 f40 f41 f42 f43 f44 f45 f46 f47
        f48 f49 f50 f51 f52 f53 f54 f55 f56 f57 f58 f59 f60 f61 f62 f63
        f64 f65 f66 f67 f68 f69 f70 f71 f72 f73 f74 f75 f76 f77 f78 f79
        f80 f81 f82 f83 f84 f85 f86 f87 f88 f89 f90 f91 f92 f93 f94 f95
        f96 f97 f98 f99
    };
    assert_eq!(format!("{full:?}"), "Full { .. }");
    let full = full.more(["a".to_owned()]).build();
    assert_eq!((full.some, full.f0.as_str(), full.f99.as_str()), (Some(7), "f0", "f99"));
    assert_eq!(full.more.as_deref(), Some(&["a".to_owned()][..]));
    let response = wide::Response::from(wide::Error::from(full));
    let text = serde_json::to_string(&response).unwrap();
    let back: wide::Response = serde_json::from_str(&text).unwrap();
    let Some(wide::Error::Full(read)) = back.error() else { panic!("{text}") };
    assert_eq!((read.f42.as_str(), read.some), ("f42", Some(7)));
}
