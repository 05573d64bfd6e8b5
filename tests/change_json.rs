//! Differences as JSON and back: what history and journal write, they read again as it was.

use ropa::domain::diff::{About, FieldChange};
use ropa::domain::field_path::FieldPath;
use ropa::formats::change_json::{from_json, to_json};
use serde_json::{Value, json};

#[test]
fn a_difference_is_read_as_it_was_written() {
    let activity = || About::Activity("k7m2q9xd".into());
    let odd_id = About::Activity("register".into());
    let field = |path: &str| FieldPath::read(path).unwrap();
    let cases = [
        (activity(), field("dpia.link"), None, Some(json!("https://x")), None),
        (activity(), field("lines[4hq0w8zr].recipients"), Some(json!(["A", "B"])), Some(json!([])), None),
        (activity(), field("agreements[\"a]b\"]"), None, Some(json!({ "recipient": "a]b" })), Some("Trust")),
        (activity(), FieldPath::whole(), Some(json!({ "id": "k7m2q9xd" })), None, None),
        (odd_id, FieldPath::whole(), None, Some(json!({ "id": "register" })), Some("k7m2q9xd")),
        (About::Organisation, field("name"), Some(json!("Before")), Some(Value::Null), None),
        (About::Vocabulary, field("recipients"), None, Some(json!([{ "label": "SCT" }])), None),
        (About::Register, field("conflicts"), Some(Value::Null), None, None),
    ];
    for (about, path, from, to, after) in cases {
        let change = FieldChange { about, path, from, to, after: after.map(Into::into) };
        let text = to_json(&change).to_string();
        let read: Value = serde_json::from_str(&text).unwrap();
        assert_eq!(from_json(&read).as_ref(), Some(&change), "{text}");
    }
    let number: Value = serde_json::from_str(r#"{"activity":"a","field":"x","to":1.10}"#).unwrap();
    assert_eq!(to_json(&from_json(&number).unwrap()).to_string(), number.to_string());
}

#[test]
fn what_is_no_difference_is_none() {
    let cases = [
        r#"7"#,
        r#"{}"#,
        r#"{"about":"activity"}"#,
        r#"{"about":"register","activity":"a"}"#,
        r#"{"about":7}"#,
        r#"{"activity":"a","field":"[open"}"#,
        r#"{"activity":"a","field":7}"#,
        r#"{"activity":"a","after":{}}"#,
    ];
    for case in cases {
        let value: Value = serde_json::from_str(case).unwrap();
        assert_eq!(from_json(&value), None, "{case}");
    }
}
