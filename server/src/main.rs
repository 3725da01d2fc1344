//! The program `sleutelbos`; see `sleutelbos --help`.

use std::process::ExitCode;

use mimalloc::MiMalloc;

/// A page of a list is thousands of small texts; with the allocator of the C library they were a third of its time
/// (docs/benchmarks.md). SQLite's go through this one as well.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let runtime = match tokio::runtime::Runtime::new() {
        Ok(runtime) => runtime,
        Err(error) => {
            server::say::complaint(format_args!(
                "the program cannot start its threads: {error}"
            ));
            return ExitCode::FAILURE;
        }
    };
    let code = runtime.block_on(server::cli::run());
    // Whatever still hangs somewhere (a mail server, a gateway) has had its time; dropping would wait for it.
    runtime.shutdown_background();
    server::log::ends();
    code
}
