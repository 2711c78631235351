//! JSON in which no key stands twice: Zendesk's validator refuses what other readers pass over.

use serde::de::{Deserialize, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::fmt;

/// Why a file cannot be read as JSON.
pub(super) enum Unreadable {
    /// This key stands twice.
    Twice(String),
    /// It is not JSON; where.
    NotJson(String),
}

/// Reads JSON, every key once.
pub(super) fn read(text: &str) -> Result<Value, Unreadable> {
    match serde_json::from_str::<Once>(text) {
        Ok(Once(value)) => Ok(value),
        Err(error) => {
            let said = error.to_string();
            let twice = said
                .strip_prefix(TWICE)
                .and_then(|rest| rest.split('`').next());
            Err(match twice {
                Some(key) => Unreadable::Twice(key.to_owned()),
                None => {
                    Unreadable::NotJson(format!("line {}, column {}", error.line(), error.column()))
                }
            })
        }
    }
}

const TWICE: &str = "twice `";

struct Once(Value);

impl<'de> Deserialize<'de> for Once {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        from.deserialize_any(Reader).map(Self)
    }
}

struct Reader;

impl<'de> Visitor<'de> for Reader {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("JSON")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_f64<E>(self, value: f64) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(value.into())
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let mut all = Vec::new();
        while let Some(Once(item)) = items.next_element()? {
            all.push(item);
        }
        Ok(Value::Array(all))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<Value, A::Error> {
        let mut all = Map::new();
        while let Some((key, Once(value))) = entries.next_entry::<String, Once>()? {
            if all.contains_key(&key) {
                return Err(A::Error::custom(format!("{TWICE}{key}`")));
            }
            all.insert(key, value);
        }
        Ok(Value::Object(all))
    }
}
