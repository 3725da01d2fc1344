//! Signals. The first SIGINT or SIGTERM asks for a stop, the second ends the program at once; and a file that may not grow
//! is an error of whoever writes it, not the end of the program.

use rustix::process::Signal;
use tokio::{
    signal::unix::{Signal as Signals, SignalKind, signal},
    sync::watch,
};

use crate::log;

/// What a shell gives for a program that was ended by SIGINT.
const INTERRUPTED: i32 = 130;

/// True from the first signal on. Without handlers the process ends the ordinary way, which loses nothing either.
pub fn asked_to_stop() -> watch::Receiver<bool> {
    let (stop, stopped) = watch::channel(false);
    let handlers = (
        signal(SignalKind::terminate()),
        signal(SignalKind::interrupt()),
    );
    tokio::spawn(async move {
        let (Ok(mut terminate), Ok(mut interrupt)) = handlers else {
            return std::future::pending().await;
        };
        either(&mut terminate, &mut interrupt).await;
        tracing::info!("asked to stop");
        stop.send_replace(true);
        either(&mut terminate, &mut interrupt).await;
        tracing::warn!("asked to stop again: ending at once");
        log::ends();
        std::process::exit(INTERRUPTED);
    });
    stopped
}

async fn either(one: &mut Signals, other: &mut Signals) {
    tokio::select! {
        _ = one.recv() => {}
        _ = other.recv() => {}
    }
}

/// Has a write fail that makes a file larger than the system lets this program make one (`ulimit -f`); without a handler
/// SIGXFSZ ends the process. Once is for good. Has to be called within the runtime.
pub fn outlive_full_files() {
    // It fails where the system has no such signal, and then none comes.
    let _ = signal(SignalKind::from_raw(Signal::XFSZ.as_raw()));
}
