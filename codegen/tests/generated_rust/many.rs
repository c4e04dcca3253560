//! More codes than the slots of a lookup hold themselves.

use many::{numbers, texts};

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
