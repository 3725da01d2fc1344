//! How long things last and how often they may be done, read from section `policy`.
//! Each number is checked by itself, and then against the numbers it must agree with.

use domain::shared::mobile_number::AllowedCountries;
use flows::Policy;

use super::values::{Reader, parse_duration};

/// Begins with the shipped rules, so that a rule without a key keeps its value.
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
            "must be a list of country calling codes such as 31,32",
        );
    }
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
    let mut policy = Policy {
        invitation: reader.duration("policy.invitation"),
        reset_link: reader.duration("policy.reset_link"),
        freeze_link: reader.duration("policy.freeze_link"),
        session_idle: reader.duration("policy.session_idle"),
        session_absolute: reader.duration("policy.session_absolute"),
        known_device: reader.duration("policy.known_device"),
        step_up: reader.duration("policy.step_up"),
        reset_off_after_own_change: reader.duration("policy.reset_off_after_own_change"),
        number_and_address_apart: reader.duration("policy.number_and_address_apart"),
        restore: reader.duration("policy.restore"),
        letters_per_address_hour: reader.number("policy.letters_per_address_hour"),
        letters_per_network_hour: reader.number("policy.letters_per_network_hour"),
        guesses_per_network: reader.number("policy.guesses_per_network"),
        guesses_overall: reader.number("policy.guesses_overall"),
        blocks_until_breaker: reader.number("policy.blocks_until_breaker"),
        unblocks_per_day: reader.number("policy.unblocks_per_day"),
        sms_per_day: reader.number("policy.sms_per_day"),
        countries: allowed,
        product_names: vec![reader.text("portal.name"), reader.text("portal.insurer")],
        ..Policy::default()
    };
    policy.reminders = reminders.unwrap_or(policy.reminders);
    policy.lock.strict_block_after = strict.flatten();
    if policy.session_absolute < policy.session_idle {
        reader.wrong(
            "policy.session_absolute",
            "must be no shorter than policy.session_idle",
        );
    }
    if policy.reminders[1] >= policy.invitation {
        reader.wrong("policy.reminders", "must come before the invitation ends");
    }
    policy
}
