//! A list of things with names in files as one table: the enumeration, all members in order and their names come from
//! the same rows, so that none can be forgotten.

/// Makes an enumeration of named members. With `: Facts` behind its name every row ends in `=> facts`, which
/// `facts()` returns.
macro_rules! named {
    (
        $(#[$about:meta])*
        $Id:ident { $($(#[$doc:meta])* $Member:ident = $name:literal;)+ }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[non_exhaustive]
        pub enum $Id { $($(#[$doc])* $Member,)+ }

        impl $Id {
            /// All of them, in order.
            pub const ALL: [$Id; [$($name),+].len()] = [$($Id::$Member),+];

            /// The name in files and statements.
            #[must_use]
            pub const fn name(self) -> &'static str {
                match self { $($Id::$Member => $name,)+ }
            }

            /// The one of this name.
            #[must_use]
            pub fn named(name: &str) -> Option<$Id> {
                $Id::ALL.into_iter().find(|member| member.name() == name)
            }
        }

        /// As its name.
        impl serde::Serialize for $Id {
            fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                serializer.serialize_str(self.name())
            }
        }
    };
    (
        $(#[$about:meta])*
        $Id:ident: $Facts:ty { $($(#[$doc:meta])* $Member:ident = $name:literal => $facts:expr;)+ }
    ) => {
        named! { $(#[$about])* $Id { $($(#[$doc])* $Member = $name;)+ } }

        impl $Id {
            /// The rest of the row.
            const fn facts(self) -> $Facts {
                match self { $($Id::$Member => $facts,)+ }
            }
        }
    };
}
