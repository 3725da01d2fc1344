//! Lists of codes that the database keeps, each named once: variants, codes, and both ways between them.

/// An enum of which each variant has a code: `ALL`, `code` and `from_code`. More attributes stand above its name.
#[macro_export]
macro_rules! codes {
    ($(#[$about:meta])* $name:ident { $($(#[$variant_about:meta])* $variant:ident = $code:literal),+ $(,)? }) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $name { $($(#[$variant_about])* $variant),+ }

        impl $name {
            /// All of them, in the order in which they are written down.
            pub const ALL: &[Self] = &[$(Self::$variant),+];

            /// The code kept in the database.
            pub const fn code(self) -> &'static str {
                match self { $(Self::$variant => $code),+ }
            }

            /// What has this code; `None` if nothing has, as with one of a newer version.
            pub fn from_code(code: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.code() == code)
            }
        }
    };
}
