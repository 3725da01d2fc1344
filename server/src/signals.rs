//! Signals. The first SIGINT, SIGTERM, SIGHUP or SIGQUIT asks for a stop, the second ends the program at once, unless it is the SIGHUP
//! that a terminal which closes, or systemd, sends beside another one, or comes so soon that whoever asked asked once; and a file
//! that may not grow is an error of whoever writes it, not the end of the program.

use std::{future::poll_fn, task::Poll, time::Duration};

use rustix::process::Signal;
use tokio::{
    signal::unix::{Signal as Signals, SignalKind, signal},
    sync::watch,
    time::timeout,
};

use crate::log;

/// What a shell gives for a program that was ended by SIGINT.
const INTERRUPTED: i32 = 130;

/// What comes this soon after the first signal belongs to it: `timeout` sends one to the program and one to its group, systemd one
/// after the command that stops the program.
const ONE_STOP: Duration = Duration::from_secs(1);

/// True from the first signal on. Without handlers the process ends the ordinary way, which loses nothing either.
pub fn asked_to_stop() -> watch::Receiver<bool> {
    let (stop, stopped) = watch::channel(false);
    let handlers = [
        SignalKind::terminate(),
        SignalKind::interrupt(),
        SignalKind::quit(),
    ];
    let handlers: Result<Vec<Signals>, _> = handlers.into_iter().map(signal).collect();
    let hangup = (!hangup_is_ignored()).then(|| signal(SignalKind::hangup()));
    tokio::spawn(async move {
        let (Ok(mut signals), Ok(mut hangup)) = (handlers, hangup.transpose()) else {
            return std::future::pending().await;
        };
        any(signals.iter_mut().chain(&mut hangup)).await;
        tracing::info!("asked to stop");
        stop.send_replace(true);
        let the_same = async {
            loop {
                any(signals.iter_mut()).await;
            }
        };
        let _: Result<(), _> = timeout(ONE_STOP, the_same).await;
        any(signals.iter_mut()).await;
        tracing::warn!("asked to stop again: ending at once");
        log::ends();
        std::process::exit(INTERRUPTED);
    });
    stopped
}

/// Whether whoever started the program has it outlive its terminal, as `nohup` does.
fn hangup_is_ignored() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let bits = status.lines().find_map(|line| line.strip_prefix("SigIgn:"));
    let bits = bits.and_then(|bits| u64::from_str_radix(bits.trim(), 16).ok());
    bits.is_some_and(|bits| bits & 1 == 1)
}

async fn any<'a>(signals: impl Iterator<Item = &'a mut Signals>) {
    let mut signals: Vec<&mut Signals> = signals.collect();
    poll_fn(|cx| {
        let mut came = |signal: &mut &mut Signals| signal.poll_recv(cx).is_ready();
        if signals.iter_mut().any(&mut came) {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
}

/// Has a write fail that makes a file larger than the system lets this program make one (`ulimit -f`); without a handler
/// SIGXFSZ ends the process. Once is for good. Has to be called within the runtime.
pub fn outlive_full_files() {
    // It fails where the system has no such signal, and then none comes.
    let _ = signal(SignalKind::from_raw(Signal::XFSZ.as_raw()));
}
