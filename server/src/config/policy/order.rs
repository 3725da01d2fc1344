//! Numbers that only make sense beside each other: a memory that is shorter than what waits for it, a link that
//! ends before what it guards against, one network that may more than all of them. One table; both keys are named.

use Must::{BeAtLeast, BeLessThan};

use super::{Reader, parse_duration};

/// How a number must stand to another one.
#[derive(Clone, Copy)]
enum Must {
    BeAtLeast,
    BeLessThan,
}

const ALL_OF_ONE: &str = "one alone would use up what is for all";

/// What must stand how to what, and what would be wrong otherwise.
#[rustfmt::skip]
const TABLE: [(&str, Must, &str, &str); 28] = [
    ("policy.session_absolute", BeAtLeast, "policy.session_idle", "a session would be over before it was idle"),
    ("policy.session_absolute", BeAtLeast, "policy.step_up", "a second factor would count longer than the session"),
    ("policy.appointment_accept", BeAtLeast, "policy.invitation", "the request would be over while its invitation works"),
    ("policy.invitation", BeAtLeast, "policy.reset_off_after_own_change", "an invitation would be over before a number that moved lets it open"),
    ("policy.restore", BeAtLeast, "policy.appointment_accept", "an invitation would count no more while what was approved still waits for it"),
    ("policy.reminders", BeLessThan, "policy.invitation", "it would remind of an invitation that is over"),
    ("policy.eyes_remembered", BeAtLeast, "policy.eyes_settled", "who chose whom would be forgotten before they decide anything"),
    ("policy.check_again", BeLessThan, "policy.check_every", "the last reminder would come after the next check"),
    ("policy.freeze_link", BeAtLeast, "policy.number_and_address_apart", "the other one could change when the warning no longer helps"),
    ("policy.freeze_link", BeAtLeast, "policy.reset_off_after_own_change", "reset would work again when the warning no longer helps"),
    ("policy.reset_link", BeAtLeast, "policy.code_lifetime", "the code would outlive the link that it belongs to"),
    ("policy.code_pause", BeLessThan, "policy.code_lifetime", "a code would be over before another one can be asked for"),
    ("policy.codes_per_hour", BeAtLeast, "policy.codes_per_challenge", "one login could not have the messages that it may"),
    ("policy.codes_per_day", BeAtLeast, "policy.codes_per_hour", "an hour could not have the messages that it may"),
    ("policy.codes_per_network_hour", BeAtLeast, "policy.codes_per_challenge", "one login could not have the messages that it may"),
    ("policy.longest_delay", BeAtLeast, "policy.first_delay", "the longest wait would be shorter than the first"),
    ("policy.guess_window", BeAtLeast, "policy.longest_delay", "passwords would be forgotten while they make somebody wait"),
    ("policy.guesses_per_window", BeAtLeast, "policy.free_tries", "some of the free passwords would not be looked at"),
    ("policy.guesses_until_disabled", BeAtLeast, "policy.guesses_per_window", "a stranger would disable a password in one window"),
    ("policy.guesses_until_disabled", BeAtLeast, "policy.known_device_tries", "the password would be disabled before the account is blocked"),
    ("policy.guesses_until_disabled", BeAtLeast, "policy.lock", "the password would be disabled before the account is blocked"),
    ("policy.guesses_overall", BeAtLeast, "policy.guesses_per_network", ALL_OF_ONE),
    ("policy.sessions_overall_hour", BeAtLeast, "policy.sessions_per_network_hour", ALL_OF_ONE),
    ("policy.letters_per_network_hour", BeAtLeast, "policy.letters_per_address_hour", ALL_OF_ONE),
    ("policy.invitations_per_organisation_day", BeAtLeast, "policy.invitations_per_admin_day", ALL_OF_ONE),
    ("policy.sms_per_day", BeAtLeast, "policy.codes_per_day", ALL_OF_ONE),
    ("policy.sms_per_day", BeAtLeast, "policy.codes_per_network_hour", ALL_OF_ONE),
    ("server.connections_per_address", BeLessThan, "server.connections", ALL_OF_ONE),
];

/// Refuses numbers that contradict each other. What is wrong by itself is told already, and nothing is held against it.
pub(super) fn check(reader: &mut Reader<'_>) {
    for (one, must, other, why) in TABLE {
        if reader.is_wrong(one) || reader.is_wrong(other) {
            continue;
        }
        let Some((is, beside)) = number(reader, one).zip(number(reader, other)) else {
            continue;
        };
        let (stands, words) = match must {
            BeAtLeast => (is >= beside, "at least"),
            BeLessThan => (is < beside, "less than"),
        };
        if !stands {
            let what = format!("must be {words} `{other}`: {why}");
            reader.wrong_beside((one, other), what);
        }
    }
}

/// How often, or a time in milliseconds: of two times the last, of `strict:N` the N. `None` for a rule without a number.
fn number(reader: &Reader<'_>, key: &str) -> Option<u128> {
    let text = reader.text(key);
    let last = text.rsplit([',', ':']).next()?.trim();
    let many = last.parse().ok();
    many.or_else(|| Some(parse_duration(last)?.as_millis()))
}

#[cfg(test)]
mod tests {
    use super::TABLE;
    use crate::config::policy::tests::with;

    /// For each line of the table values that contradict each other, and the least change that no longer does.
    #[rustfmt::skip]
    const PAIRS: [(&str, &str, &str, &str, &str); 28] = [
        ("session_absolute", "session_idle", "59m", "1h", "1h"),
        ("session_absolute", "step_up", "59m", "1h", "1h"),
        ("appointment_accept", "invitation", "40d", "41d", "41d"),
        ("invitation", "reset_off_after_own_change", "7d", "8d", "8d"),
        ("restore", "appointment_accept", "29d", "30d", "30d"),
        ("reminders", "invitation", "3d,41d", "41d", "3d,40d"),
        ("eyes_remembered", "eyes_settled", "1d", "7d", "7d"),
        ("check_again", "check_every", "20d", "20d", "19d"),
        ("freeze_link", "number_and_address_apart", "1d", "72h", "3d"),
        ("freeze_link", "reset_off_after_own_change", "29d", "30d", "30d"),
        ("reset_link", "code_lifetime", "9m", "10m", "10m"),
        ("code_pause", "code_lifetime", "1m", "1m", "59s"),
        ("codes_per_hour", "codes_per_challenge", "5", "6", "6"),
        ("codes_per_day", "codes_per_hour", "10", "11", "11"),
        ("codes_per_network_hour", "codes_per_challenge", "3", "4", "4"),
        ("longest_delay", "first_delay", "1m", "2m", "2m"),
        ("guess_window", "longest_delay", "1h", "2h", "2h"),
        ("guesses_per_window", "free_tries", "2", "3", "3"),
        ("guesses_until_disabled", "guesses_per_window", "19", "20", "20"),
        ("guesses_until_disabled", "known_device_tries", "19", "20", "20"),
        ("guesses_until_disabled", "lock", "29", "strict:30", "30"),
        ("guesses_overall", "guesses_per_network", "99", "100", "100"),
        ("sessions_overall_hour", "sessions_per_network_hour", "1999", "2000", "2000"),
        ("letters_per_network_hour", "letters_per_address_hour", "4", "5", "5"),
        ("invitations_per_organisation_day", "invitations_per_admin_day", "49", "50", "50"),
        ("sms_per_day", "codes_per_day", "19", "20", "20"),
        ("sms_per_day", "codes_per_network_hour", "59", "60", "60"),
        ("server.connections_per_address", "server.connections", "16", "16", "15"),
    ];

    fn full(name: &str) -> String {
        if name.contains('.') {
            name.to_owned()
        } else {
            format!("policy.{name}")
        }
    }

    #[test]
    fn sec_73_numbers_that_contradict_each_other_are_refused_and_both_are_named() {
        for (one, other, wrong, beside, right) in PAIRS {
            let (key, than) = (full(one), full(other));
            // What these two stand beside otherwise is out of the way.
            let around = [
                ("policy.appointment_accept", "60d"),
                ("policy.restore", "60d"),
                ("policy.invitation", "30d"),
                ("policy.codes_per_day", "50"),
            ];
            let read = |value: &str| {
                let own = [(key.as_str(), value), (than.as_str(), beside)];
                let is_own = |name: &str| name == key || name == than;
                let others = around.into_iter().filter(|(name, _)| !is_own(name));
                let all: Vec<_> = others.chain(own).collect();
                with(&all).map(|config| config.policy)
            };
            let told = read(wrong).unwrap_err();
            let named = told.len() == 1
                && told[0].starts_with(&format!("`{key}` must be "))
                && told[0].contains(&format!("`{than}`"));
            assert!(named, "{key} = {wrong} beside {than} = {beside}: {told:?}");
            assert!(
                read(right).is_ok(),
                "{key} = {right}: {:?}",
                read(right).err()
            );
        }
        let tried = PAIRS.map(|(one, other, ..)| format!("{} {}", full(one), full(other)));
        for (one, _, other, _) in TABLE {
            assert!(
                tried.contains(&format!("{one} {other}")),
                "{one} beside {other}"
            );
        }
    }
}
