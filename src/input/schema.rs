//! The JSON Schema of a scenario, for editors; made from the types that read it.

use super::keys::RawScenario;
use schemars::Schema;
use schemars::generate::SchemaSettings;
use schemars::transform::{RecursiveTransform, Transform};
use serde_json::{Value, json};

/// The JSON Schema (draft 2020-12) of a scenario file.
#[must_use]
pub fn schema() -> Value {
    let mut schema = SchemaSettings::draft2020_12().into_generator().into_root_schema_for::<RawScenario>();
    RecursiveTransform(|part: &mut Schema| optional(part)).transform(&mut schema);
    schema.insert("title".to_owned(), json!("kfactor scenario"));
    schema.insert("required".to_owned(), json!(["name", "days"]));
    schema.to_value()
}

/// The reader's fields are all marked as required, because that makes schemars describe the bare type and
/// not "the type or null". Which keys must really be there depends on other keys; the reader says it.
fn optional(part: &mut Schema) {
    part.remove("required");
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::input::read::ReadKeys;

    #[test]
    fn the_schema_names_every_key_that_is_read_and_describes_it() {
        let schema = schema();
        let properties = schema["properties"].as_object().unwrap();
        let mut named: Vec<&str> = properties.keys().map(String::as_str).collect();
        let mut read = RawScenario::keys();
        named.sort_unstable();
        read.sort_unstable();
        assert_eq!(named, read);
        assert!(properties.values().all(|property| property["description"].is_string()));
        assert!(schema["$defs"]["RawEvent"]["properties"]["for"].is_object());
    }
}
