//! Maps of keys: one declaration makes the struct, its reader and its JSON Schema, so that the names of keys and their
//! descriptions exist once.

use super::number::looks_like_number;
use super::reader::{Read, Reader};
use crate::problem::Expected;
use crate::yaml::{Content, Entry, Node};

/// A struct made of the keys of a map.
pub(crate) trait ReadKeys: Sized {
    /// Every key it reads, in order.
    fn keys() -> Vec<&'static str>;

    /// Takes its keys out of a map that may have others too.
    fn pick(map: &[Entry], reader: &mut Reader) -> Self;
}

/// Reads a map with exactly the keys of `T`.
pub(crate) fn read_keys<T: ReadKeys>(node: &Node, reader: &mut Reader, expected: Expected) -> Option<T> {
    let map = reader.map(node, expected)?;
    reader.refuse_others(map, &T::keys());
    Some(T::pick(map, reader))
}

/// Reads a value that is either one number or a map with the details.
pub(crate) fn number_or<N: Read, M: Read, T>(
    node: &Node,
    reader: &mut Reader,
    number: impl FnOnce(N) -> T,
    details: impl FnOnce(M) -> T,
    expected: Expected,
) -> Option<T> {
    if looks_like_number(&node.content) {
        N::read(node, reader).map(number)
    } else if matches!(node.content, Content::Map(_)) {
        M::read(node, reader).map(details)
    } else {
        reader.wrong(node, expected)
    }
}

/// Declares the keys of a map: a struct with its reader and its schema. A last line `..name: Type` takes
/// in the keys of another such struct.
macro_rules! keys {
    (
        $(#[$about:meta])*
        $name:ident {
            $($(#[$meta:meta])* $field:ident $(($key:literal))? : $type:ty,)*
            $(..$rest:ident : $rest_type:ty)?
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Debug, Default, schemars::JsonSchema)]
        #[schemars(deny_unknown_fields)]
        pub(in crate::input) struct $name {
            $($(#[$meta])* $(#[schemars(rename = $key)])? #[schemars(required)] pub $field: Option<$type>,)*
            $(#[schemars(flatten)] pub $rest: $rest_type,)?
        }

        impl $crate::input::read::ReadKeys for $name {
            fn keys() -> Vec<&'static str> {
                #[allow(unused_mut)]
                let mut keys = vec![$($crate::input::read::keys!(@name $field $($key)?)),*];
                $(keys.extend(<$rest_type as $crate::input::read::ReadKeys>::keys());)?
                keys
            }

            fn pick(
                map: &[$crate::yaml::Entry],
                reader: &mut $crate::input::read::Reader,
            ) -> Self {
                $name {
                    $($field: reader.key(map, $crate::input::read::keys!(@name $field $($key)?)),)*
                    $($rest: <$rest_type as $crate::input::read::ReadKeys>::pick(map, reader),)?
                }
            }
        }
    };
    (@name $field:ident) => { stringify!($field) };
    (@name $field:ident $key:literal) => { $key };
}
pub(crate) use keys;

/// Lets a struct of keys be the whole value of a key.
macro_rules! plain_map {
    ($($name:ident),*) => {
        $(impl $crate::input::read::Read for $name {
            fn read(
                node: &$crate::yaml::Node,
                reader: &mut $crate::input::read::Reader,
            ) -> Option<Self> {
                let expected = $crate::problem::Expected::Map;
                $crate::input::read::read_keys(node, reader, expected)
            }

            fn placeholder() -> Option<Self> {
                Some(Self::default())
            }
        })*
    };
}
pub(crate) use plain_map;

/// The schema of a value that is either of two things.
macro_rules! either_schema {
    ($name:ident, $words:literal, $($option:ty),+) => {
        impl schemars::JsonSchema for $name {
            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).trim_start_matches("Raw").into()
            }

            fn json_schema(generator: &mut schemars::SchemaGenerator) -> schemars::Schema {
                let options = vec![$(generator.subschema_for::<$option>()),+];
                schemars::json_schema!({ "description": $words, "anyOf": options })
            }
        }
    };
}
pub(crate) use either_schema;

/// A word that can stand where something else is usual, for the schema.
macro_rules! word_schema {
    ($name:ident, $word:literal) => {
        struct $name;

        impl schemars::JsonSchema for $name {
            fn inline_schema() -> bool {
                true
            }

            fn schema_name() -> std::borrow::Cow<'static, str> {
                stringify!($name).into()
            }

            fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
                schemars::json_schema!({ "const": $word })
            }
        }
    };
}
pub(crate) use word_schema;
