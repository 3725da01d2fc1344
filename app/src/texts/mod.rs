//! Every word on a screen, in every language side by side, so that none can be forgotten (docs/decisions/0004).
//! A text is a function of the language; what it mentions is an argument, checked by the compiler.

/// `name(argument, …): "Dutch with {argument}", "English with {argument}";`
macro_rules! texts {
    ($($name:ident $(($($part:ident),+))? : $nl:literal, $en:literal;)*) => {
        $(super::texts!(@one $name $(($($part),+))? : $nl, $en);)*
    };
    (@one $name:ident : $nl:literal, $en:literal) => {
        #[doc = $nl]
        pub const fn $name(language: domain::Language) -> &'static str {
            match language {
                domain::Language::Nl => $nl,
                domain::Language::En => $en,
            }
        }
    };
    (@one $name:ident ($($part:ident),+) : $nl:literal, $en:literal) => {
        #[doc = $nl]
        pub fn $name(language: domain::Language, $($part: impl std::fmt::Display),+) -> String {
            domain::shared::one_full_stop(&match language {
                domain::Language::Nl => format!($nl),
                domain::Language::En => format!($en),
            })
        }
    };
}
use texts;

pub mod account;
pub mod activation;
pub mod address_change;
pub mod appointments;
pub mod appointments_desk;
pub mod check;
pub mod contact;
pub mod demo;
pub mod desk;
pub mod details;
pub mod frame;
pub mod freeze;
pub mod guide;
pub mod help;
pub mod log;
pub mod login;
pub mod passwords;
pub mod people;
pub mod problems;
pub mod refused;
pub mod reset;
pub mod step_up;
pub mod watch;
pub mod who_is_my_admin;
