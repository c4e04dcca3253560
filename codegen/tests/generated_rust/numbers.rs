//! Numbers come and go the same, whatever features serde_json is built with: Cargo unites those that
//! all packages of a program ask for, so any of them may be on. `main.rs` builds this with each.

use std::io::Cursor;

use real::Json;
use real::iozen::{Code, Error, ReceivedError, Response};
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

/// Numbers as they come, and as they leave.
const NUMBERS: &[(&str, &str)] = &[
    ("0", "0"),
    ("12", "12"),
    ("-7", "-7"),
    ("12.0", "12.0"),
    ("12.50", "12.5"),
    ("1e2", "100.0"),
    ("0.1", "0.1"),
    ("3.0e-7", "3e-7"),
    ("0.00005", "0.00005"),
    ("1e16", "1e+16"),
    ("-2.5E+20", "-2.5e+20"),
    ("9007199254740993", "9007199254740993"),
    ("9223372036854775807", "9223372036854775807"),
    ("-9223372036854775808", "-9223372036854775808"),
    // More than this is not kept to the unit.
    ("18446744073709551615", "18446744073709551615"),
    ("18446744073709551616", "1.8446744073709552e+19"),
    ("-9223372036854775809", "-9.223372036854776e+18"),
    ("123456789012345678901234567890", "1.2345678901234568e+29"),
    ("340282366920938463463374607431768211456", "3.402823669209385e+38"),
];

#[derive(Deserialize)]
#[serde(untagged)]
enum Untagged<T> {
    One(T),
}

/// What each way to read gives.
fn read<T: DeserializeOwned>(text: &str) -> Vec<T> {
    let value = || serde_json::from_str::<Value>(text).unwrap();
    let Untagged::One(buffered) = serde_json::from_str(text).unwrap();
    let mut read = vec![
        serde_json::from_str(text).unwrap(),
        serde_json::from_slice(text.as_bytes()).unwrap(),
        serde_json::from_reader(Cursor::new(text)).unwrap(),
        serde_json::from_value(value()).unwrap(),
        T::deserialize(&value()).unwrap(),
        buffered,
    ];
    match serde_json::from_value::<Untagged<T>>(value()) {
        Ok(Untagged::One(buffered)) => read.push(buffered),
        // What serde keeps for `untagged` holds no number of 128 bits.
        Err(wrong) => assert!(wrong.to_string().contains("128"), "{wrong}"),
    }
    read
}

#[test]
fn numbers_leave_as_they_came() {
    for (number, written) in NUMBERS {
        for json in read::<Json>(number) {
            assert_eq!(json.to_string(), *written, "{number}");
            assert_eq!(serde_json::to_string(&json).unwrap(), *written, "{number}");
            assert_eq!(serde_json::to_value(&json).unwrap().to_string(), *written, "{number}");
        }
        let details = |number: &str| format!(r#"{{"a":{number},"b":[{number},"x"]}}"#);
        // `Value` may sort the keys: so they are sorted from the start.
        let body = |number: &str| {
            let error = details(number);
            let error = format!(r#"{{"code":"moon_closed","details":{error},"message":"x"}}"#);
            format!(r#"{{"error":{error},"success":false}}"#)
        };
        for response in read::<Response>(&body(number)) {
            assert_eq!(response.json().to_string(), body(written));
            assert_eq!(serde_json::to_string(&response).unwrap(), body(written));
            // Also in a new body, as a gateway sends it.
            let again = Response::new(response.occurrence().clone(), response.slots().clone());
            let again = serde_json::to_string(&again).unwrap();
            assert!(again.contains(&details(written)), "{again}");
        }
    }
}

#[test]
fn typed_details_take_numbers_in_every_form() {
    for seven in ["7", "7.0", "0.7e1"] {
        let text = format!(
            r#"{{"success":false,"error":{{"code":"plan_limit_exceeded","message":"x",
            "details":{{"resource":"forms","current":{seven},"max":{seven}}}}}}}"#
        );
        for response in read::<Response>(&text) {
            let Some(Error::PlanLimitExceeded(plan)) = response.error() else {
                panic!("{response:?}")
            };
            assert_eq!((plan.current, plan.max), (7, 7));
        }
        let text = text.replace("plan_limit_exceeded", "moon_closed");
        for response in read::<Response>(&text) {
            let ReceivedError::Unknown { details: Some(details), .. } =
                response.occurrence().received()
            else {
                panic!("{response:?}")
            };
            let max = details.get("max").unwrap();
            assert_eq!((max.as_i64(), max.as_f64()), (Some(7), Some(7.0)));
        }
    }
    for code in read::<Code>("\"rate_limit_exceeded\"") {
        assert_eq!(code, Code::RateLimitExceeded);
    }
}

#[test]
fn a_number_that_no_float_holds_is_refused() {
    for text in ["1e400", "-1e400", "[1, 1e999]"] {
        assert!(serde_json::from_str::<Json>(text).is_err(), "{text}");
    }
}

#[test]
fn objects_stay_objects() {
    const KEY: &str = "$serde_json::private::Number";
    for text in [
        format!(r#"{{"{KEY}":"seven"}}"#),
        format!(r#"{{"{KEY}":"-inf"}}"#),
        format!(r#"{{"{KEY}":7}}"#),
        format!(r#"{{"{KEY}":"7","b":1}}"#),
        format!(r#"{{"b":1,"{KEY}":"7"}}"#),
        r#"{"$serde_json::private::RawValue":"7"}"#.to_owned(),
        "{}".to_owned(),
    ] {
        let json: Json = serde_json::from_str(&text).unwrap();
        assert_eq!(json.to_string(), text);
        assert_eq!(serde_json::to_string(&json).unwrap(), text);
    }
}

#[test]
fn display_writes_the_numbers_that_serde_json_writes() {
    let same = |number: f64| {
        let json = Json::from(number);
        let written = serde_json::to_string(&json).unwrap();
        assert_eq!(json.to_string(), written);
        if number.is_finite() {
            assert_eq!(written.parse::<f64>().unwrap().to_bits(), number.to_bits());
        }
    };
    for number in [1_712_541_580_344_862.2, 0.0, -0.0, 5e-324, f64::MAX, f64::NAN, f64::INFINITY] {
        same(number);
    }
    // Each power of two, where what is below is nearer than what is above, and its neighbours.
    for exponent in 0..0x7ff_u64 {
        let power = exponent << 52;
        for bits in [power, power + 1, power.saturating_sub(1)] {
            same(f64::from_bits(bits));
        }
    }
    // Some that end in a half at the last place, and some of all kinds.
    let mut state = 1_u64;
    for _ in 0..50_000 {
        state = state.wrapping_mul(0x5851_f42d_4c95_7f2d).wrapping_add(0x1405_7b7e_f767_814f);
        same(f64::from_bits(state));
        #[allow(clippy::cast_precision_loss)]
        same((state >> 12) as f64 / 4.0);
    }
}

/// What came from elsewhere as a number of 128 bits.
#[test]
fn numbers_of_128_bits_are_read() {
    use serde::de::IntoDeserializer;
    use serde::de::value::{Error, I128Deserializer, U128Deserializer};

    let unsigned = |number: u128| {
        let deserializer: U128Deserializer<Error> = number.into_deserializer();
        Json::deserialize(deserializer).unwrap().to_string()
    };
    let signed = |number: i128| {
        let deserializer: I128Deserializer<Error> = number.into_deserializer();
        Json::deserialize(deserializer).unwrap().to_string()
    };
    assert_eq!(unsigned(7), "7");
    assert_eq!(unsigned(u128::from(u64::MAX)), "18446744073709551615");
    assert_eq!(unsigned(u128::from(u64::MAX) + 1), "1.8446744073709552e+19");
    assert_eq!(signed(-7), "-7");
    assert_eq!(signed(i128::from(u64::MAX)), "18446744073709551615");
    assert_eq!(signed(i128::from(i64::MIN) - 1), "-9.223372036854776e+18");
}
