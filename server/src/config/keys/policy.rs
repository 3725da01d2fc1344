//! Keys of the rules: how long things last and how often they may be done.

use super::{Key, key};

/// Section `policy`.
pub(super) const KEYS: &[Key] = &[
    key("policy.invitation", "7d", "How long an invitation works."),
    key(
        "policy.reminders",
        "3d,6d",
        "When an invitation is brought to mind: two times after it was sent.",
    ),
    key(
        "policy.reset_link",
        "60m",
        "How long a link for a new password works.",
    ),
    key(
        "policy.freeze_link",
        "30d",
        "How long the link in a warning mail can freeze an account.",
    ),
    key(
        "policy.address_link",
        "24h",
        "How long the links work that confirm another e-mail address.",
    ),
    key(
        "policy.session_idle",
        "30m",
        "A session ends after this long without a request.",
    ),
    key(
        "policy.session_absolute",
        "12h",
        "A session ends this long after the login.",
    ),
    key(
        "policy.known_device",
        "90d",
        "How long a browser that completed a login is remembered.",
    ),
    key(
        "policy.step_up",
        "15m",
        "How long a second factor counts for deeds that concern others.",
    ),
    key(
        "policy.reset_off_after_own_change",
        "24h",
        "How long reset by mail is off after an owner changed the own number or address.",
    ),
    key(
        "policy.number_and_address_apart",
        "72h",
        "Within this time nobody can change both number and address of the same person.",
    ),
    key(
        "policy.check_every",
        "182d",
        "How long after the last check of the list of the staff its admins are asked for another.",
    ),
    key(
        "policy.check_again",
        "14d",
        "How long after that they are asked once more, for the last time.",
    ),
    key(
        "policy.help_answer",
        "4h",
        "How long a question for help waits for an answer before somebody else is asked, counted while the service desk is open.",
    ),
    key(
        "policy.stand_in",
        "92d",
        "How long somebody can stand in for an admin, at most.",
    ),
    key(
        "policy.restore",
        "30d",
        "How long stopped access can be restored.",
    ),
    key(
        "policy.appointment_confirm",
        "7d",
        "How long whoever asks to be appointed admin can confirm the e-mail address.",
    ),
    key(
        "policy.appointment_answer",
        "14d",
        "How long a question of the desk about such a request can be answered.",
    ),
    key(
        "policy.appointment_accept",
        "30d",
        "How long an approved request can be accepted; each link works as long as an invitation.",
    ),
    key(
        "policy.appointment_draft",
        "24h",
        "How long a form is kept that was filled in and not sent.",
    ),
    key(
        "policy.appointment_kept",
        "90d",
        "How long names and addresses of a request are kept after it ended.",
    ),
    key(
        "policy.appointments_per_network_hour",
        "5",
        "Requests to be appointed admin from one network, an hour.",
    ),
    key(
        "policy.appointments_per_address_day",
        "3",
        "Requests to be appointed admin with one e-mail address, a day.",
    ),
    key(
        "policy.appointments_per_number_day",
        "5",
        "Requests to be appointed admin with one number of a company, a day.",
    ),
    key(
        "policy.letters_per_address_hour",
        "3",
        "Letters that strangers can cause to one address, an hour.",
    ),
    key(
        "policy.letters_per_network_hour",
        "60",
        "Requests for letters from one network, an hour.",
    ),
    key(
        "policy.known_network",
        "30d",
        "How long a network where somebody got in is known: what everybody together uses up is not refused there; from 1d to 365d.",
    ),
    key(
        "policy.wide_networks",
        "4",
        "How many times as much the widest networks (/16, and /32 of IPv6) may as the narrowest (/24 and /64), from 1 to 64; never more than a quarter of what everybody may.",
    ),
    key(
        "policy.guesses_per_network",
        "50",
        "Wrong logins looked at from one network, in a quarter of an hour.",
    ),
    key(
        "policy.guesses_overall",
        "1000",
        "Wrong logins looked at in the whole system, in a quarter of an hour, before strangers on unknown networks have to go slowly.",
    ),
    key(
        "policy.blocks_until_breaker",
        "20",
        "New blocks within a quarter of an hour after which wrong passwords stop blocking.",
    ),
    key(
        "policy.unblocks_per_day",
        "3",
        "Unblocks of one person by its own admins, a day.",
    ),
    key(
        "policy.desk_unblocks_per_day",
        "3",
        "Unblocks of one person by the service desk, a day.",
    ),
    key(
        "policy.desk_searches_per_hour",
        "240",
        "Searches of one agent of the service desk, an hour.",
    ),
    key(
        "policy.desk_codes_per_day",
        "150",
        "Codes that one agent of the service desk has sent to callers, a day.",
    ),
    key(
        "policy.belcode",
        "2h",
        "How long the six digits on the screen of somebody who is stuck lead the service desk to the case.",
    ),
    key(
        "policy.sms_per_day",
        "20000",
        "SMS messages of the whole system, a day.",
    ),
    key(
        "policy.countries",
        "31",
        "Country calling codes to whose mobile numbers codes are sent.",
    ),
    key(
        "policy.lock",
        "fair",
        "`fair`: strangers cannot lock anybody out; `strict:N`: N wrong passwords from anywhere block, which a stranger can use against a victim.",
    ),
    key(
        "policy.known_device_tries",
        "5",
        "Wrong passwords in a row on a known device that block the account; at most 100.",
    ),
    key(
        "policy.free_tries",
        "3",
        "Wrong passwords of strangers for one login name before they have to wait.",
    ),
    key(
        "policy.first_delay",
        "2s",
        "How long strangers wait after that; doubles with each further wrong password.",
    ),
    key(
        "policy.longest_delay",
        "15m",
        "The longest that strangers wait between two passwords.",
    ),
    key(
        "policy.guesses_per_window",
        "10",
        "Passwords of strangers that are looked at for one login name within policy.guess_window.",
    ),
    key(
        "policy.guess_window",
        "24h",
        "How long the passwords of strangers are counted together.",
    ),
    key(
        "policy.guesses_until_disabled",
        "100",
        "Wrong passwords of strangers in a row that disable the password, not the account; at most 100.",
    ),
    key(
        "policy.code_tries",
        "5",
        "Wrong codes after which a new code is needed.",
    ),
    key(
        "policy.wrong_codes_until_block",
        "5",
        "Wrong codes after a right password, within policy.wrong_code_window, that block the account.",
    ),
    key(
        "policy.wrong_code_window",
        "24h",
        "How long wrong codes are counted together.",
    ),
    key(
        "policy.code_lifetime",
        "5m",
        "How long a code works; at most ten minutes.",
    ),
    key(
        "policy.code_pause",
        "30s",
        "Shortest time between two messages with a code.",
    ),
    key(
        "policy.codes_per_challenge",
        "4",
        "Messages with a code for one login or one deed, the first included.",
    ),
    key(
        "policy.codes_per_hour",
        "5",
        "Messages with a code an hour, for one account and for one number.",
    ),
    key(
        "policy.codes_per_day",
        "10",
        "Messages with a code a day, for one account and for one number.",
    ),
    key(
        "policy.codes_per_network_hour",
        "20",
        "Messages with a code an hour from one network, not counting those whose code was given back.",
    ),
];
