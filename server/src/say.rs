//! What the program says on standard output and standard error. Nobody may be listening, and the disk that it goes to may
//! be full: that is no reason to end, as it is for the macros of the standard library.

use std::{
    fmt::Arguments,
    io::{Write, stderr, stdout},
};

/// Says something, without a new line.
pub fn text(text: Arguments<'_>) {
    let mut out = stdout().lock();
    let _ = out.write_fmt(text).and_then(|()| out.flush());
}

/// Says a line.
pub fn line(line: Arguments<'_>) {
    text(format_args!("{line}\n"));
}

/// Complains, in a line.
pub fn complaint(line: Arguments<'_>) {
    let _ = writeln!(stderr().lock(), "{line}");
}
