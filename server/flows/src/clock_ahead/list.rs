//! Every moment that is stored, and how far ahead it can be. A test holds this list against the tables.

use std::time::Duration;

use crate::{Policy, post::LONGEST_PAUSE};

const HOUR: Duration = Duration::from_secs(60 * 60);
const DAY: Duration = HOUR.saturating_mul(24);

/// A table with moments in it.
pub struct Table {
    /// Its name.
    pub name: &'static str,
    /// What names a row of it.
    pub key: &'static str,
    /// It opens something: what was put back is never given its moment again.
    pub opens: bool,
    /// What tells for each row when it was written, and until when what begins then lasts: both move together.
    pub begins: Option<(&'static str, &'static [&'static str])>,
    /// What tells for each row when it was written, and until when it waits: only the waiting ends, for the row itself may be
    /// right and the clock behind.
    pub waits: Option<(&'static str, &'static str)>,
    /// What is over when it stands there, such as the end of something: it cannot be later than now.
    pub past: &'static [&'static str],
    /// What is to come, and how far ahead it can be.
    pub to_come: &'static [ToCome],
    /// Which of these, `past` or `to_come`, protect somebody for a while after them, or are held against such a one.
    pub guards: &'static [&'static str],
}

/// A moment that is to come.
pub struct ToCome {
    /// Its column.
    pub column: &'static str,
    /// How far ahead it can be.
    pub farthest: fn(&Policy) -> Duration,
    /// What it becomes if it is further.
    pub becomes: Becomes,
    /// Only of these rows, as a condition.
    pub only: &'static str,
}

/// What becomes of a moment that is further ahead than it can be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Becomes {
    /// What it opened is over, what it kept waiting goes on.
    Now,
    /// What it protects is protected for as long as it can be.
    Farthest,
    /// It is not known.
    Nothing,
}

const fn table(name: &'static str) -> Table {
    Table {
        name,
        key: "id",
        opens: false,
        begins: None,
        waits: None,
        past: &[],
        to_come: &[],
        guards: &[],
    }
}

const fn over(column: &'static str, farthest: fn(&Policy) -> Duration) -> ToCome {
    ToCome {
        column,
        farthest,
        becomes: Becomes::Now,
        only: "",
    }
}

impl Table {
    const fn begins(mut self, at: &'static str, until: &'static [&'static str]) -> Self {
        self.begins = Some((at, until));
        self
    }

    const fn waits(mut self, at: &'static str, until: &'static str) -> Self {
        self.waits = Some((at, until));
        self
    }

    const fn past(mut self, columns: &'static [&'static str]) -> Self {
        self.past = columns;
        self
    }

    const fn key(mut self, key: &'static str) -> Self {
        self.key = key;
        self
    }

    const fn opens(mut self) -> Self {
        self.opens = true;
        self
    }

    const fn guards(mut self, columns: &'static [&'static str]) -> Self {
        self.guards = columns;
        self
    }

    const fn coming(mut self, columns: &'static [ToCome]) -> Self {
        self.to_come = columns;
        self
    }
}

/// What is under way for minutes: whoever loses some of it to a clock that is wrong asks once more.
pub const UNDER_WAY: &[Table] = &[
    table("belcode")
        .begins("made_at", &["expires_at"])
        .coming(&[over("expires_at", |policy| policy.belcode)]),
    table("caller_check").past(&["asked_at", "passed_at"]),
    table("challenge")
        .begins("created_at", &["code_expires_at"])
        .past(&["last_send_at", "closed_at", "verified_at"])
        .coming(&[over("code_expires_at", |_| DAY)]),
    table("failure").past(&["at"]),
    table("former_code").coming(&[over("expires_at", |_| DAY)]),
    table("login_counter")
        .begins("window_started_at", &["refused_until"])
        .coming(&[over("refused_until", |policy| {
            policy.lock.window + policy.lock.longest_delay
        })]),
    table("network_in").coming(&[over("until_at", |policy| policy.known_network)]),
    // Nobody asks once more for an invitation or a warning: a letter keeps the moment from which it counts.
    table("outbox").waits("created_at", "next_at").coming(&[
        over("leased_until", |_| HOUR),
        ToCome {
            column: "next_at",
            farthest: |_| LONGEST_PAUSE,
            becomes: Becomes::Now,
            only: "attempts > 0",
        },
        ToCome {
            column: "hindered_since",
            farthest: |_| Duration::ZERO,
            becomes: Becomes::Nothing,
            only: "",
        },
    ]),
    table("pepper").past(&["mixed_at"]),
    table("probe").past(&["at"]),
    table("waiting")
        .begins("since", &["until_at"])
        .coming(&[over("until_at", |_| DAY)]),
];

/// What was done to whom and what protects somebody after it, and what somebody waits for or holds for longer.
pub const LASTING: &[Table] = &[
    table("account")
        .past(&[
            "password_changed_at",
            "blocked_at",
            "shut_since",
            "wish_lifted_at",
            "created_at",
            "last_login_at",
            "number_changed_at",
        ])
        .coming(&[
            protects("reset_off_until", |policy| {
                let apart = policy.number_and_address_apart;
                if policy.reset_off_after_own_change.as_secs() > apart.as_secs() {
                    policy.reset_off_after_own_change
                } else {
                    apart
                }
            }),
            protects("reset_off_strict_until", |policy| {
                let apart = policy.number_and_address_apart;
                if policy.reset_off_after_own_change.as_secs() > apart.as_secs() {
                    policy.reset_off_after_own_change
                } else {
                    apart
                }
            }),
        ])
        .guards(&[
            "number_changed_at",
            "reset_off_until",
            "reset_off_strict_until",
            "last_login_at",
        ]),
    table("address_change").past(&["asked_at", "done_at", "ended_at"]),
    table("announcement").past(&["put_at", "approved_at", "ended_at"]),
    table("appointment")
        .begins("submitted_at", &["state_until", "reply_by"])
        .past(&[
            "confirmed_at",
            "reminded_at",
            "ended_at",
            "called_back_at",
            "forgotten_at",
        ])
        .coming(&[
            protects("state_until", |policy| {
                policy.appointment_confirm + policy.appointment_answer + policy.appointment_accept
            }),
            protects("reply_by", |_| 60 * DAY),
        ]),
    table("appointment_draft")
        .key("secret_hash")
        .past(&["saved_at"]),
    table("appointment_event")
        .key("appointment_id || ' ' || appointment_event.place")
        .past(&["at"]),
    table("authorisation")
        .past(&[
            "mobile_changed_at",
            "invited_at",
            "activated_at",
            "stopped_at",
            "out_since",
            "last_login_at",
            "created_at",
            "looked_after_until",
            "at_desk_until",
            "given_at",
        ])
        .guards(&[
            "mobile_changed_at",
            "activated_at",
            "stopped_at",
            "last_login_at",
            "looked_after_until",
            "at_desk_until",
            "given_at",
        ]),
    table("authorisation_right")
        .key("authorisation_id || ' ' || right_code")
        .past(&["granted_at"])
        .guards(&["granted_at"]),
    table("desk_note").past(&["written_at"]),
    table("desk_request")
        .begins("asked_at", &["expires_at"])
        .past(&["decided_at"])
        .coming(&[protects("expires_at", |_| 60 * DAY)]),
    table("help_request")
        .begins("created_at", &["next_at"])
        .past(&["closed_at"])
        .coming(&[over("next_at", |policy| policy.help_answer + 30 * DAY)]),
    table("import_run").past(&["created_at", "touched_at"]),
    table("link")
        .opens()
        .begins("created_at", &["expires_at"])
        .past(&["used_at", "ended_at"])
        .coming(&[over("expires_at", longest_link)]),
    table("address_before")
        .key("authorisation_id || ' ' || email_canonical")
        .past(&["until_at"]),
    table("made_admin").past(&["made_at"]).guards(&["made_at"]),
    table("number_before")
        .key("authorisation_id || ' ' || mobile")
        .coming(&[protects("until_at", |policy| {
            // The database itself counts a month.
            policy.eyes.remembered + 31 * DAY
        })])
        .guards(&["until_at"]),
    table("organisation").past(&[
        "checked_at",
        "check_reminded_at",
        "created_at",
        "deputy_asked_at",
    ]),
    table("outbox")
        .begins("created_at", &["next_at"])
        .past(&["ended_at"]),
    table("session")
        .key("id_hash")
        .opens()
        .past(&["created_at", "seen_at"]),
    table("staff_check")
        .key("organisation_id")
        .past(&["began_at"]),
];

const fn protects(column: &'static str, farthest: fn(&Policy) -> Duration) -> ToCome {
    ToCome {
        column,
        farthest,
        becomes: Becomes::Farthest,
        only: "",
    }
}

fn longest_link(policy: &Policy) -> Duration {
    [
        policy.invitation,
        policy.reset_link,
        policy.freeze_link,
        policy.address_link,
        policy.appointment_accept,
    ]
    .into_iter()
    .max()
    .unwrap_or(DAY)
        + DAY
}
