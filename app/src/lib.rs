#[cfg(feature = "ssr")]
pub mod parts;
