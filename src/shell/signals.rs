//! What the system tells the program beside keys. Elsewhere than on Unix there are no signals, and nothing of this happens.

#[cfg(unix)]
use signal_hook::consts::{SIGHUP, SIGINT, SIGQUIT, SIGTERM, SIGXFSZ};
#[cfg(unix)]
use signal_hook::flag::{register, register_conditional_default};
#[cfg(unix)]
use signal_hook::iterator::Signals;
#[cfg(unix)]
use std::sync::Arc;
#[cfg(unix)]
use std::sync::atomic::{AtomicBool, Ordering};

/// Does something when the system tells the program to end: somebody closed the window, the line to a far computer broke, or
/// the computer is about to be turned off. `last` gets the exit code that shells know for it, and is to end the program; told
/// a second time, the program ends on the spot.
///
/// It runs on a thread of its own, because a terminal that is gone can keep the screen's thread for ever.
pub(super) fn when_told_to_end(last: impl FnOnce(u8) + Send + 'static) {
    #[cfg(unix)]
    {
        const ENDS: [std::ffi::c_int; 4] = [SIGHUP, SIGINT, SIGQUIT, SIGTERM];
        let told = Arc::<AtomicBool>::default();
        for signal in ENDS {
            // What cannot be heeded ends the program on the spot.
            let _ = register_conditional_default(signal, told.clone());
        }
        let Ok(mut signals) = Signals::new(ENDS) else { return };
        std::thread::spawn(move || {
            if let Some(signal) = signals.forever().next() {
                told.store(true, Ordering::SeqCst);
                last(u8::try_from(signal).unwrap_or_default().saturating_add(128));
            }
        });
    }
    #[cfg(not(unix))]
    drop(last);
}

/// Makes a file that may not grow any further an answer to whoever writes it. By itself the system would end the program there,
/// and leave its temporary file behind.
pub(super) fn outlive_size_limits() {
    #[cfg(unix)]
    // What cannot be heeded ends the program on the spot.
    let _ = register(SIGXFSZ, Arc::default());
}
