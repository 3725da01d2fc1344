//! Shared pieces of every screen: the frame, fields, rows, notices.
//! All are pure and know no language: every word comes in as a value.
//! Class names are the contract with `style/`; nothing else styles a page.

mod act;
mod choice;
mod code_display;
mod details;
mod doors;
mod error_page;
mod error_summary;
mod field;
mod field_kind;
mod form;
mod form_number;
mod fresh;
mod history;
mod keep_typed;
mod lists;
mod masked;
mod notice;
mod opening;
mod page;
mod pager;
mod person_row;
mod plain_script;
mod print_button;
mod question;
mod section;
mod seen;
mod select;
mod shell;
mod state_mark;
mod still_here;
mod summary_list;
mod tag;
mod words;

pub use act::{Act, ActView, Acts, Key};
pub use choice::{Choice, Choices, HowMany};
pub use code_display::CodeDisplay;
pub use details::Details;
pub use doors::{Door, Doors};
pub use error_page::ErrorPage;
pub use error_summary::{ErrorSummary, FieldError, error_at};
pub use field::{Field, LongText};
pub use field_kind::FieldKind;
pub use form::{EnterPresses, Form, PageAddress};
pub use form_number::{FORM_NUMBER, FormNumber, Numbered, PageNumber};
pub use fresh::{BY_ITSELF, Fresh, KeepFresh, LoadAnew};
pub use history::{Event, History};
pub use keep_typed::KeepTyped;
pub use lists::{Lists, OneList};
pub use masked::{Masked, ends_in};
pub use notice::{Notice, NoticeKind};
pub use opening::Opening;
pub use page::Page;
pub use pager::Pager;
pub use person_row::{PersonRow, PersonRows};
pub use plain_script::PlainScripts;
pub use print_button::PrintButton;
pub use question::Question;
pub use section::{Empty, Section};
pub use seen::{DRAWN, SEEN, SeenField};
pub use select::Select;
pub use shell::{Logo, NavLink, Shell, ShellAssets, ShellTexts, Visitor};
pub use state_mark::{Mark, StateMark};
pub use still_here::{StillHere, StillHereWords};
pub use summary_list::{Fact, SummaryList};
pub use tag::Tag;
pub use words::Words;

/// Renders a view the way a page does, without the marks leptos leaves between texts.
#[cfg(test)]
fn html<V: leptos::prelude::IntoView>(view: impl FnOnce() -> V) -> String {
    use leptos::prelude::*;
    Owner::new().with(|| view().into_view().to_html().replace("<!>", ""))
}
