//! The program `sleutelbos`; see `sleutelbos --help`.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A page of a list is thousands of small texts; with the allocator of the C library they were a third of its time
/// (docs/benchmarks.md). SQLite's go through this one as well.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

#[tokio::main]
async fn main() -> ExitCode {
    server::cli::run().await
}
