//! How long things last and how often they may be done, read from section `policy`.
//! Each number is checked by itself, and then against those it must agree with ([`order`]).

use domain::{
    four_eyes::Apart,
    login::{CodePolicy, LockPolicy},
    messages::DayOfMessages,
    shared::mobile_number::AllowedCountries,
};
use flows::Policy;

use super::values::{Reader, parse_duration};

mod order;

/// Of a hundred messages of a day, what may be kept for some; the rest is for everybody who logs in.
const MOST_KEPT_PERCENT: u32 = 75;

/// Reads section `policy`.
pub(super) fn read(reader: &mut Reader<'_>) -> Policy {
    let reminders = reader.read("policy.reminders", "two times such as 3d,6d", |text| {
        let (first, second) = text.split_once(',')?;
        let both = [
            parse_duration(first.trim())?,
            parse_duration(second.trim())?,
        ];
        (both[0] < both[1]).then_some(both)
    });
    let countries = reader.list("policy.countries");
    let codes: Vec<&str> = countries.iter().map(String::as_str).collect();
    let allowed = AllowedCountries::new(&codes);
    if codes.is_empty() || codes.iter().any(|code| !allowed.contains(code)) {
        reader.wrong(
            "policy.countries",
            "must be a list of country calling codes that exist, such as 31,32",
        );
    }
    let policy = Policy {
        lock: lock(reader),
        code: code(reader),
        reminders: reminders.unwrap_or(Policy::default().reminders),
        invitation: reader.duration("policy.invitation"),
        reset_link: reader.duration("policy.reset_link"),
        freeze_link: reader.duration("policy.freeze_link"),
        address_link: reader.duration("policy.address_link"),
        session_idle: reader.duration("policy.session_idle"),
        session_absolute: reader.duration("policy.session_absolute"),
        known_device: reader.duration("policy.known_device"),
        step_up: reader.duration("policy.step_up"),
        reset_off_after_own_change: reader.duration("policy.reset_off_after_own_change"),
        number_and_address_apart: reader.duration("policy.number_and_address_apart"),
        check_every: reader.duration("policy.check_every"),
        check_again: reader.duration("policy.check_again"),
        help_answer: reader.duration("policy.help_answer"),
        stand_in: reader.duration("policy.stand_in"),
        eyes: Apart {
            settled: reader.duration("policy.eyes_settled"),
            remembered: reader.duration("policy.eyes_remembered"),
        },
        restore: reader.duration("policy.restore"),
        appointment_confirm: reader.duration("policy.appointment_confirm"),
        appointment_answer: reader.duration("policy.appointment_answer"),
        appointment_accept: reader.duration("policy.appointment_accept"),
        appointment_draft: reader.duration("policy.appointment_draft"),
        appointment_kept: reader.duration("policy.appointment_kept"),
        appointments_per_network_hour: reader.number("policy.appointments_per_network_hour"),
        appointments_per_address_day: reader.number("policy.appointments_per_address_day"),
        appointments_per_number_day: reader.number("policy.appointments_per_number_day"),
        letters_per_address_hour: reader.number("policy.letters_per_address_hour"),
        letters_per_network_hour: reader.number("policy.letters_per_network_hour"),
        sessions_per_network_hour: reader.number("policy.sessions_per_network_hour"),
        sessions_overall_hour: reader.number("policy.sessions_overall_hour"),
        guesses_per_network: reader.number("policy.guesses_per_network"),
        known_network: reader.duration("policy.known_network"),
        wide_networks: reader.number("policy.wide_networks"),
        guesses_overall: reader.number("policy.guesses_overall"),
        looks_per_quarter: reader.number("policy.looks_per_quarter"),
        invitations_open: reader.number("policy.invitations_open"),
        invitations_per_admin_day: reader.number("policy.invitations_per_admin_day"),
        invitations_per_organisation_day: reader.number("policy.invitations_per_organisation_day"),
        invitations_per_mailbox_day: reader.number("policy.invitations_per_mailbox_day"),
        blocks_until_breaker: reader.number("policy.blocks_until_breaker"),
        unused_numbers_per_month: reader.number("policy.unused_numbers_per_month"),
        test_sms_per_day: reader.number("policy.test_sms_per_day"),
        test_sms_per_organisation_day: reader.number("policy.test_sms_per_organisation_day"),
        news_per_person_hour: reader.number("policy.news_per_person_hour"),
        quiet_deeds_per_hour: reader.number("policy.quiet_deeds_per_hour"),
        news_to_one_person_day: reader.number("policy.news_to_one_person_day"),
        unblocks_per_day: reader.number("policy.unblocks_per_day"),
        desk_unblocks_per_day: reader.number("policy.desk_unblocks_per_day"),
        desk_searches_per_hour: reader.number("policy.desk_searches_per_hour"),
        desk_codes_per_day: reader.number("policy.desk_codes_per_day"),
        belcode: reader.duration("policy.belcode"),
        messages: DayOfMessages {
            all: reader.number("policy.sms_per_day"),
            desk_percent: reader.number("policy.sms_desk_percent"),
            invited_percent: reader.number("policy.sms_invited_percent"),
            organisation_percent: reader.number("policy.sms_organisation_percent"),
        },
        countries: allowed,
        product_names: vec![reader.text("portal.name"), reader.text("portal.insurer")],
    };
    order::check(reader);
    let kept = policy.messages.desk_percent + policy.messages.invited_percent;
    if kept > MOST_KEPT_PERCENT {
        let what = format!(
            "and `policy.sms_desk_percent` must be {MOST_KEPT_PERCENT} together at most: the rest is for everybody who logs in"
        );
        let both = ("policy.sms_invited_percent", "policy.sms_desk_percent");
        reader.wrong_beside(both, what);
    }
    policy
}

fn lock(reader: &mut Reader<'_>) -> LockPolicy {
    let strict = reader.read(
        "policy.lock",
        "`fair`, or `strict:N` with N from 3 to 100",
        |text| match text.split_once(':') {
            None if text == "fair" => Some(None),
            Some(("strict", tries)) => tries
                .parse()
                .ok()
                .filter(|tries| (3..=100).contains(tries))
                .map(Some),
            _ => None,
        },
    );
    LockPolicy {
        known_device_tries: reader.number("policy.known_device_tries"),
        free_tries: reader.number("policy.free_tries"),
        first_delay: reader.duration("policy.first_delay"),
        longest_delay: reader.duration("policy.longest_delay"),
        guesses_per_window: reader.number("policy.guesses_per_window"),
        window: reader.duration("policy.guess_window"),
        guesses_until_disabled: reader.number("policy.guesses_until_disabled"),
        strict_block_after: strict.flatten(),
    }
}

fn code(reader: &mut Reader<'_>) -> CodePolicy {
    CodePolicy {
        tries_per_challenge: reader.number("policy.code_tries"),
        wrong_until_block: reader.number("policy.wrong_codes_until_block"),
        window: reader.duration("policy.wrong_code_window"),
        lifetime: reader.duration("policy.code_lifetime"),
        pause_between_sends: reader.duration("policy.code_pause"),
        sends_per_challenge: reader.number("policy.codes_per_challenge"),
        sends_per_hour: reader.number("policy.codes_per_hour"),
        sends_per_day: reader.number("policy.codes_per_day"),
        sends_per_network_hour: reader.number("policy.codes_per_network_hour"),
    }
}

#[cfg(test)]
pub(super) mod tests {
    use crate::config::{
        Config, Sources,
        keys::{self, Bounds},
    };

    /// The configuration of a laptop with other values for some keys.
    pub(in crate::config) fn with(values: &[(&str, &str)]) -> Result<Config, Vec<String>> {
        let variable = |key: &str| format!("SLEUTELBOS__{}", key.to_uppercase().replace('.', "__"));
        let sources = Sources {
            file: None,
            environment: [("server.mode", "development")]
                .iter()
                .chain(values)
                .map(|(key, value)| (variable(key), (*value).to_owned()))
                .collect(),
            no_text: Vec::new(),
        };
        let told = |mistakes: Vec<super::super::Mistake>| {
            mistakes.into_iter().map(|mistake| mistake.what).collect()
        };
        Config::load(&sources).map_err(told)
    }

    /// "7d" becomes "8d".
    fn one_more(value: &str) -> String {
        another(value, |number| number + 1)
    }

    /// "7d" becomes "6d".
    fn one_less(value: &str) -> String {
        another(value, |number| number - 1)
    }

    fn another(value: &str, change: impl FnOnce(u32) -> u32) -> String {
        let digits = value.bytes().take_while(u8::is_ascii_digit).count();
        let (number, unit) = value.split_at(digits);
        format!("{}{unit}", change(number.parse().unwrap()))
    }

    #[test]
    fn every_key_of_the_policy_changes_the_policy() {
        let shipped = format!("{:?}", with(&[]).unwrap().policy);
        for key in keys::all().filter(|key| key.name.starts_with("policy.")) {
            let other = match key.name {
                "policy.lock" => "strict:5".to_owned(),
                "policy.countries" => "31,32".to_owned(),
                "policy.guesses_until_disabled" => "99".to_owned(),
                // What was approved waits no longer than an invitation counts.
                "policy.appointment_accept" => "29d".to_owned(),
                _ => one_more(key.default),
            };
            let changed = with(&[(key.name, &other)]).unwrap().policy;
            assert_ne!(format!("{changed:?}"), shipped, "{} = {other}", key.name);
        }
    }

    #[test]
    fn sec_73_every_number_and_time_has_bounds_and_the_check_holds_them() {
        for key in keys::all() {
            let (least, most) = match key.bounds {
                Bounds::Time(least, most) => (least.to_owned(), most.to_owned()),
                Bounds::Count(least, most) | Bounds::Budget(least, most) => {
                    (least.to_string(), most.to_string())
                }
                Bounds::None => {
                    let chosen = ["policy.lock", "policy.countries", "policy.reminders"];
                    let is_policy = key.name.starts_with("policy.");
                    assert!(
                        !is_policy || chosen.contains(&key.name),
                        "{} has no bounds",
                        key.name
                    );
                    continue;
                }
            };
            // In production, where also budgets have an upper end.
            let refused = |value: &str| {
                let told = with(&[("server.mode", "production"), (key.name, value)]).unwrap_err();
                let ways = ["from", "a whole number from", "a time such as"];
                let named = ways.map(|way| format!("`{}` must be {way}", key.name));
                let is_bound = |what: &String| named.iter().any(|begin| what.starts_with(begin));
                told.iter().any(is_bound)
            };
            assert!(
                !refused(&least) && !refused(&most),
                "{} at its ends",
                key.name
            );
            assert!(refused(&one_more(&most)), "{} above {most}", key.name);
            assert!(refused(&one_less(&least)), "{} below {least}", key.name);
            for nonsense in ["-1", "0", "1e9", "99999999999999999999d", "4294967296", "∞"] {
                let told = with(&[(key.name, nonsense)]).unwrap_err();
                assert!(told[0].contains(key.name), "{}: {nonsense}", key.name);
            }
        }
    }

    #[test]
    fn rules_that_contradict_each_other_are_refused_by_name() {
        for (key, value) in [
            ("policy.session_absolute", "29m"),
            ("policy.appointment_accept", "6d"),
            ("policy.reminders", "3d,7d"),
            ("policy.reminders", "3d,2d"),
            ("policy.lock", "strict:2"),
            ("policy.countries", ""),
            ("policy.countries", "3"),
            ("policy.countries", "31,3"),
            ("policy.known_device_tries", "0"),
            ("policy.known_device_tries", "101"),
            ("policy.longest_delay", "1s"),
            ("policy.guesses_until_disabled", "9"),
            ("policy.guesses_until_disabled", "101"),
            ("policy.code_lifetime", "11m"),
            ("policy.code_pause", "5m"),
            ("policy.codes_per_hour", "3"),
            ("policy.codes_per_day", "4"),
            ("policy.known_network", "1h"),
            ("policy.known_network", "366d"),
            ("policy.wide_networks", "65"),
            ("policy.sms_desk_percent", "51"),
            ("policy.sms_invited_percent", "0"),
            ("policy.sms_organisation_percent", "100"),
            ("policy.guesses_overall", "49"),
            ("policy.sessions_overall_hour", "999"),
            ("policy.looks_per_quarter", "9"),
            ("policy.invitations_open", "4"),
            ("policy.invitations_per_admin_day", "1001"),
            ("policy.invitations_per_organisation_day", "19"),
            ("policy.invitations_per_mailbox_day", "21"),
            ("policy.looks_per_quarter", "100001"),
        ] {
            let told = with(&[(key, value)]).unwrap_err();
            let named = told
                .iter()
                .all(|what| what.starts_with(&format!("`{key}`")));
            assert!(named && told.len() == 1, "{key} = {value}: {told:?}");
        }
    }

    #[test]
    fn sec_73_what_is_kept_of_a_day_of_messages_leaves_some_for_who_logs_in() {
        let shares = |desk, invited| {
            with(&[
                ("policy.sms_desk_percent", desk),
                ("policy.sms_invited_percent", invited),
            ])
        };
        assert!(shares("50", "25").is_ok() && shares("25", "50").is_ok());
        let told = shares("50", "50").unwrap_err();
        assert!(
            told.len() == 1 && told[0].starts_with("`policy.sms_invited_percent`"),
            "{told:?}"
        );
    }

    #[test]
    fn hashes_are_computed_on_every_processor_unless_a_number_says_otherwise() {
        let here = std::thread::available_parallelism().unwrap().get();
        let threads =
            |value| with(&[("password_hash.threads", value)]).map(|read| read.hash_threads);
        assert_eq!(with(&[]).unwrap().hash_threads, here);
        for (value, expected) in [("auto", here), ("", here), ("1", 1), ("12", 12)] {
            assert_eq!(threads(value).unwrap(), expected, "{value:?}");
        }
        for wrong in ["0", "-1", "all", "1025", "99999999999"] {
            assert!(threads(wrong).is_err(), "{wrong:?}");
        }
    }
}
