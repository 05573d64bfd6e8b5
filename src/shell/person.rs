//! Who sits at the keyboard, as the operating system says. It proves nothing; it is what colleagues know each other by.

/// The name that the person logged in with; empty where the system does not say.
pub fn name() -> String {
    let names = ["USER", "USERNAME", "LOGNAME"].iter().filter_map(std::env::var_os);
    let names = names.map(|name| name.to_string_lossy().trim().to_owned());
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}

/// The name of the computer; empty where the system does not say.
pub fn host() -> String {
    let named = ["COMPUTERNAME", "HOSTNAME"].iter().filter_map(std::env::var_os);
    let named = named.map(|name| name.to_string_lossy().into_owned());
    let told =
        ["/proc/sys/kernel/hostname", "/etc/hostname"].iter().filter_map(|path| std::fs::read_to_string(path).ok());
    let names = named.chain(told).map(|name| name.trim().to_owned());
    names.into_iter().find(|name| !name.is_empty()).unwrap_or_default()
}
