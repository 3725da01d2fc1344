//! The only place in this crate that knows the request: who asks, in which language, from where, with which session.
//! Pages are handlers that take an [`Ask`] and give back a [`Response`] or a reason to [`Stop`].

mod ask;
mod dead_ends;
mod device;
mod draft;
mod drawn_for;
mod flash;
mod help_desk;
mod kept;
mod language;
mod live;
mod media;
mod memory;
mod next;
mod screen;
pub mod step_up;
mod stop;
mod typed;
mod wanted;

pub use ask::{Ask, ClientAddress, DEVICE_COOKIE, Portal, SESSION_COOKIE, looks_by_itself};
pub use dead_ends::{Failed, ForMachines, dead_ends, page_of};
pub use device::device_name;
pub use draft::Filled;
pub use drawn_for::only_of_here;
pub use flash::{Flash, FlashKind};
pub use language::choose_language;
pub use live::wake_islands;
pub use media::media_type;
pub use memory::{Memory, StoreNotes};
pub use next::NextPath;
pub use screen::{Assets, STILL_HERE, Screen};
pub use stop::{Stop, Stopped, enough};
pub use typed::{Typed, Unread};

pub use crate::parts::Logo;
pub use axum::response::Response;

/// What every handler gives back.
pub type Answer = Result<Response, Stop>;
