//! One row of the log as one sentence. The match below is the whole list: a new event does not compile without words.
//! Facts hold codes and numbers; whatever is missing in them leaves the sentence shorter, never wrong.

use domain::{
    Language, Moment,
    escalation::Stage,
    organisations::Kind,
    people::Role,
    post::{Obstacle, Whose},
};
use flows::audit::{Event, LogActor, LogRow};
use serde_json::Value;

use super::letters;
use crate::{texts::log as say, words::capitalised};

/// How rows are told: in which language, with which names of rights, and about whom where a row does not say.
#[derive(Clone, Copy)]
pub(crate) struct Story<'a> {
    /// The reader's language.
    pub language: Language,
    /// The kind of the organisation, for the names of rights.
    pub kind: Option<&'a Kind>,
    /// Who is meant by rows of the account itself, on the page of one person.
    pub about: Option<&'a str>,
}

/// Who did it.
pub(crate) fn actor(l: Language, actor: &LogActor) -> String {
    match actor {
        LogActor::Person(Some(name)) => name.clone(),
        LogActor::Person(None) => say::somebody_gone(l).to_owned(),
        LogActor::Stranger => say::stranger(l).to_owned(),
        LogActor::System => say::system(l).to_owned(),
        LogActor::Operator => say::operator(l).to_owned(),
        LogActor::Desk => say::desk(l).to_owned(),
        LogActor::Unknown => say::somebody_unknown(l).to_owned(),
    }
}

impl Story<'_> {
    /// Whom a row concerned.
    pub fn subject(&self, row: &LogRow) -> String {
        let named = row
            .subject
            .as_ref()
            .and_then(|subject| subject.name.clone());
        named
            .or_else(|| self.about.map(str::to_owned))
            .unwrap_or_else(|| say::somebody_gone(self.language).to_owned())
    }

    /// The row as a sentence.
    pub fn tell(&self, row: &LogRow) -> String {
        let l = self.language;
        let (who, whom, facts) = (actor(l, &row.actor), self.subject(row), &row.facts);
        let who = match facts["stand_in"].as_bool() {
            Some(true) => say::as_stand_in(l, who),
            _ => who,
        };
        let Some(event) = row.event else {
            return say::of_newer_version(l).to_owned();
        };
        let text = match event {
            Event::PasswordRight => say::password_right(l, who),
            Event::PasswordWrong => say::password_wrong(l, whom),
            Event::CodeWrong => say::code_wrong(l, who),
            Event::LoggedIn => say::logged_in(l, who),
            Event::LoggedOut => say::logged_out(l, who),
            Event::SteppedUp => say::stepped_up(l, who),
            Event::SessionEnded => say::session_ended(l, who),
            Event::Blocked => blocked(l, (&who, &whom), facts),
            Event::BlockBroken => say::block_broken(l, whom),
            Event::PasswordDisabled => say::password_disabled(l, whom),
            Event::Unblocked if facts["reason"] == "waiting" => {
                say::unblocked_waiting(l, who, whom)
            }
            Event::Unblocked => say::unblocked(l, who, whom),
            Event::UnblockedByOperator => say::unblocked_by_operator(l, who, whom),
            Event::NumberMoved => say::number_moved(l, whom),
            Event::Frozen => say::frozen(l, who),
            Event::ResetSent => say::reset_sent(l, whom),
            Event::ResetSentByAdmin => say::reset_sent_by_admin(l, who, whom),
            Event::ResetDone => say::reset_done(l, who),
            Event::PasswordChanged => say::password_changed(l, who),
            Event::Invited => self.invited(&who, &whom, facts),
            Event::InvitationSentAgain if facts["reminder"].is_u64() => {
                say::invitation_reminder(l, whom)
            }
            Event::InvitationSentAgain if who == whom => say::invitation_again_self(l, who),
            Event::InvitationSentAgain => say::invitation_again(l, who, whom),
            Event::InvitationWithdrawn => say::invitation_withdrawn(l, who, whom),
            Event::InvitationHeld => match facts["why"].as_str() {
                Some("block") => say::invitation_held_block(l, whom),
                Some("sender") => say::invitation_held_sender(l, whom),
                _ => say::invitation_held(l, whom),
            },
            Event::Activated => say::activated(l, who),
            Event::MobileChangedByAdmin => {
                with_number(l, say::mobile_by_admin(l, who, whom), facts)
            }
            Event::TestSmsSent => with_number(l, say::test_sms_sent(l, who, whom), facts),
            Event::MobileChangedByOwner => with_number(l, say::mobile_by_owner(l, who), facts),
            Event::NameChanged if facts["own"] == false => {
                with_names(l, say::name_changed_for(l, who, whom), facts)
            }
            Event::NameChanged => with_names(l, say::name_changed(l, who), facts),
            Event::AddressChangeAsked => say::address_change_asked(l, who),
            Event::AddressChangeWithdrawn => say::address_change_withdrawn(l, whom),
            Event::AddressChanged => say::address_changed(l, who),
            Event::RightsChanged => self.rights(say::rights_changed(l, who, whom), facts),
            Event::DatesChanged => dates(l, say::dates_changed(l, who, whom), facts),
            Event::AccessStopped => match moment(&facts["at"]).filter(|at| *at > row.at) {
                Some(at) => say::access_stopped_on(l, who, whom, crate::people::last_day(l, at)),
                None => say::access_stopped(l, who, whom),
            },
            Event::SessionsEndedByAdmin => say::sessions_ended_by_admin(l, who, whom),
            Event::AccessRestored => say::access_restored(l, who, whom),
            Event::MadeAdmin => say::made_admin(l, who, whom),
            Event::NoLongerAdmin if who == whom => say::no_longer_admin_self(l, who),
            Event::NoLongerAdmin => say::no_longer_admin(l, who, whom),
            Event::StandInAppointed => dates(l, say::stand_in_appointed(l, who, whom), facts),
            Event::DeputyAsked => say::deputy_asked(l, who, whom),
            Event::StandInEnded => say::stand_in_ended(l, who, whom),
            Event::AdminCreatedByOperator => say::admin_by_operator(l, who, whom),
            Event::HelpAsked => help_asked(l, &whom, facts),
            Event::HelpMovedOn if facts["stage"].as_str() == Some(Stage::Desk.code()) => {
                say::help_at_desk(l, whom)
            }
            Event::HelpMovedOn => say::help_moved_on(l, whom),
            Event::HelpDone => say::help_done(l, who, whom),
            Event::MyAdminAsked => say::my_admin_asked(l, whom),
            Event::StaffChecked => checked(l, say::staff_checked(l, who), facts),
            Event::LogExported => say::log_exported(l, who),
            Event::PageRefused => {
                say::page_refused(l, who, facts["part"].as_str().unwrap_or_default())
            }
            Event::Imported => say::imported(l, who),
            Event::Adopted => say::adopted(l, who),
            Event::DeskSearched => say::desk_searched(l, who),
            Event::DeskViewed if row.subject.is_some() => say::desk_viewed(l, who, whom),
            Event::DeskViewed => say::desk_viewed_company(l, who),
            Event::CallerCheckSent => say::caller_check_sent(l, who, whom),
            Event::CallerChecked => say::caller_checked(l, who, whom),
            Event::CallerNotKnown => say::caller_not_known(l, whom),
            Event::DeskNoteWritten => say::desk_note_written(l, who, whom),
            Event::FourEyesAsked => say::four_eyes_asked(l, who, whom),
            Event::FourEyesApproved if facts["kind"] == "call_back" => {
                say::caller_approved(l, whom)
            }
            Event::FourEyesApproved => say::four_eyes_approved(l, who, whom),
            Event::FourEyesEnded => say::four_eyes_ended(l, who, whom),
            Event::AnnouncementAsked => say::announcement_asked(l, who),
            Event::AnnouncementPut => say::announcement_put(l, who),
            Event::AnnouncementEnded => say::announcement_ended(l, who),
            Event::SmsAlarm => say::sms_alarm(l).to_owned(),
            Event::BudgetAlarm => say::budget_alarm(l).to_owned(),
            Event::BudgetLifted => say::budget_lifted(l, who),
            Event::AppointmentAsked => say::appointment_asked(l, who),
            Event::AppointmentConfirmed => say::appointment_confirmed(l, who),
            Event::AppointmentAnnounced => say::appointment_announced(l, who),
            Event::AppointmentWithdrawn => say::appointment_withdrawn(l, who),
            Event::AppointmentViewed => say::appointment_viewed(l, who),
            Event::AppointmentTaken => say::appointment_taken(l, who),
            Event::AppointmentLinked => say::appointment_linked(l, who),
            Event::AppointmentCalledBack => say::appointment_called_back(l, who),
            Event::AppointmentNotReached => say::appointment_not_reached(l, who),
            Event::AppointmentQuestion => say::appointment_question(l, who),
            Event::AppointmentAnswered => say::appointment_answered(l, who),
            Event::AppointmentAnswerNoted => say::appointment_answer_noted(l, who),
            Event::AppointmentVerified => say::appointment_verified(l, who),
            Event::AppointmentTakenBack => say::appointment_taken_back(l).to_owned(),
            Event::AppointmentApproved => say::appointment_approved(l, who, whom),
            Event::AppointmentRejected => say::appointment_rejected(l, who),
            Event::AppointmentExpired => say::appointment_expired(l, who),
            Event::LetterFailed => {
                let letter = facts["letter"].as_str();
                let letter = letter.and_then(|letter| letters::known(l, letter));
                let obstacle = facts["error"].as_str().and_then(Obstacle::from_code);
                let whose = obstacle.map_or(Whose::Receivers, Obstacle::whose);
                match (letter, whose) {
                    (Some(letter), Whose::Receivers) => say::letter_failed_what(l, whom, letter),
                    (None, Whose::Receivers) => say::letter_failed(l, whom),
                    (Some(letter), Whose::Ours) => say::letter_not_sent_what(l, whom, letter),
                    (None, Whose::Ours) => say::letter_not_sent(l, whom),
                    (Some(letter), Whose::Settings) => say::letter_withheld_what(l, whom, letter),
                    (None, Whose::Settings) => say::letter_withheld(l, whom),
                }
            }
        };
        capitalised(&text)
    }

    fn invited(&self, who: &str, whom: &str, facts: &Value) -> String {
        let l = self.language;
        if facts["changed"] == Value::Bool(true) {
            return say::invited_changed(l, who, whom);
        }
        let admin = facts["role"].as_str() == Some(Role::Admin.code());
        let mut what: Vec<String> = Vec::new();
        what.extend(admin.then(|| say::as_admin(l).to_owned()));
        what.extend(self.names(&facts["rights"]));
        if what.is_empty() {
            say::invited(l, who, whom)
        } else {
            say::invited_with(l, who, whom, what.join(", "))
        }
    }

    fn rights(&self, text: String, facts: &Value) -> String {
        let l = self.language;
        let (added, removed) = (self.names(&facts["added"]), self.names(&facts["removed"]));
        let added = (!added.is_empty()).then(|| say::rights_added(l, added.join(", ")));
        let removed = (!removed.is_empty()).then(|| say::rights_removed(l, removed.join(", ")));
        sentences([Some(text), added, removed])
    }

    /// Names of rights, in the order of the catalogue; one that left the catalogue goes by its code.
    fn names(&self, codes: &Value) -> Vec<String> {
        let name = |code: &str| {
            self.kind.and_then(|kind| kind.right(code)).map_or_else(
                || code.to_owned(),
                |right| right.name.get(self.language).to_owned(),
            )
        };
        let codes = codes.as_array().map(Vec::as_slice).unwrap_or_default();
        let mut codes: Vec<&str> = codes.iter().filter_map(Value::as_str).collect();
        codes.sort_by_key(|code| self.kind.map_or(0, |kind| kind.place_of(code)));
        codes.into_iter().map(name).collect()
    }
}

fn blocked(l: Language, (who, whom): (&str, &str), facts: &Value) -> String {
    match facts["reason"].as_str() {
        Some("password_on_known_device") => say::blocked_passwords(l, whom),
        Some("wrong_codes") => say::blocked_codes(l, whom),
        Some("by_desk") => say::blocked_by_desk(l, who, whom),
        _ => say::blocked(l, whom),
    }
}

fn help_asked(l: Language, whom: &str, facts: &Value) -> String {
    match facts["kind"].as_str() {
        Some("cannot_log_in") => say::help_asked_log_in(l, whom),
        Some("wrong_number") => say::help_asked_number(l, whom),
        Some("more_rights") => say::help_asked_rights(l, whom),
        _ => say::help_asked(l, whom),
    }
}

fn checked(l: Language, text: String, facts: &Value) -> String {
    let people = facts["people"].as_i64();
    let stopped = facts["stopped"].as_i64().filter(|number| *number > 0);
    sentences([
        Some(text),
        people.map(|number| say::staff_checked_people(l, number)),
        stopped.map(|number| say::staff_checked_stopped(l, number)),
    ])
}

fn with_number(l: Language, text: String, facts: &Value) -> String {
    let digits = facts["ends_in"].as_str();
    sentences([
        Some(text),
        digits.map(|digits| say::mobile_ends_in(l, digits)),
    ])
}

fn with_names(l: Language, text: String, facts: &Value) -> String {
    match (facts["before"].as_str(), facts["now"].as_str()) {
        (Some(before), Some(now)) => format!("{text} {}", say::name_before_and_now(l, before, now)),
        _ => text,
    }
}

fn dates(l: Language, text: String, facts: &Value) -> String {
    let from = moment(&facts["from"]).map(|from| say::dates_from(l, from.short_day(l)));
    let until = moment(&facts["until"]);
    let until = until.map(|until| say::dates_until(l, crate::people::last_day(l, until)));
    let none = (from.is_none() && until.is_none()).then(|| say::dates_none(l).to_owned());
    sentences([Some(text), from, until, none])
}

fn moment(fact: &Value) -> Option<Moment> {
    fact.as_i64().map(Moment::from_unix_ms)
}

fn sentences(parts: impl IntoIterator<Item = Option<String>>) -> String {
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::AuthorisationId;
    use flows::audit::LogSubject;
    use serde_json::json;

    fn row(event: Event, facts: Value) -> LogRow {
        LogRow {
            chain: 1,
            seq: 1,
            at: Moment::from_amsterdam_date(2026, 11, 20).unwrap(),
            event: Some(event),
            actor: LogActor::Person(Some("Karin de Boer".into())),
            subject: Some(LogSubject {
                authorisation: AuthorisationId::from_trusted("7".into()),
                name: Some("Jan Jansen".into()),
            }),
            facts,
        }
    }

    fn told(language: Language, row: &LogRow) -> String {
        let story = Story {
            language,
            kind: None,
            about: None,
        };
        story.tell(row)
    }

    #[test]
    fn every_event_has_a_sentence_of_its_own_in_every_language() {
        for language in [Language::Nl, Language::En] {
            let mut all: Vec<String> = Vec::new();
            for event in Event::ALL {
                let sentence = told(language, &row(*event, json!({})));
                assert!(sentence.ends_with('.'), "{sentence}");
                // An alarm is about everybody and nobody, and no agent is named whose account was blocked.
                let names = sentence.contains("Karin de Boer") || sentence.contains("Jan Jansen");
                let nobody = matches!(
                    event,
                    Event::SmsAlarm | Event::BudgetAlarm | Event::AppointmentTakenBack
                );
                assert!(names != nobody, "{sentence}");
                all.push(sentence);
            }
            all.sort();
            all.dedup();
            assert_eq!(all.len(), Event::ALL.len());
        }
    }

    #[test]
    fn facts_become_words() {
        let day = |day| {
            Moment::from_amsterdam_date(2026, 12, day)
                .unwrap()
                .unix_ms()
        };
        for (event, facts, sentence) in [
            (
                Event::MobileChangedByAdmin,
                json!({ "ends_in": "78" }),
                "Karin de Boer heeft het mobiele nummer van Jan Jansen gewijzigd. Het eindigt nu op 78.",
            ),
            (
                Event::NameChanged,
                json!({ "before": "Jan Jansen", "now": "Karin de Boer" }),
                "Karin de Boer heeft de eigen naam gewijzigd. Eerst: Jan Jansen. Nu: Karin de Boer.",
            ),
            (
                Event::NameChanged,
                json!({ "before": "Jan Janssen", "now": "Jan Jansen", "own": false }),
                "Karin de Boer heeft de naam van Jan Jansen gewijzigd. Eerst: Jan Janssen. Nu: Jan Jansen.",
            ),
            (
                Event::NameChanged,
                json!({}),
                "Karin de Boer heeft de eigen naam gewijzigd.",
            ),
            (
                Event::RightsChanged,
                json!({ "added": ["offertes"], "removed": [] }),
                "Karin de Boer heeft gewijzigd wat Jan Jansen mag. Toegevoegd: offertes.",
            ),
            (
                Event::DatesChanged,
                json!({ "from": null, "until": day(2) }),
                "Karin de Boer heeft gewijzigd wanneer Jan Jansen toegang heeft. Tot en met 1 december 2026.",
            ),
            (
                Event::AccessStopped,
                json!({ "at": day(2) }),
                "Karin de Boer heeft de toegang van Jan Jansen gestopt na 1 december 2026.",
            ),
            (
                Event::Invited,
                json!({ "role": "beheerder", "rights": ["offertes"] }),
                "Karin de Boer heeft Jan Jansen toegang gegeven: gebruikersbeheerder, offertes.",
            ),
            (
                Event::InvitationSentAgain,
                json!({ "reminder": 1 }),
                "Jan Jansen heeft een herinnering aan de uitnodiging gekregen.",
            ),
            (
                Event::StaffChecked,
                json!({ "people": 4, "stopped": 1 }),
                "Karin de Boer heeft de lijst van medewerkers nagekeken en vastgelegd. Op de lijst: 4. Toegang gestopt: 1.",
            ),
            (
                Event::LetterFailed,
                json!({ "letter": "invitation" }),
                "Een bericht aan Jan Jansen is niet aangekomen: uitnodiging.",
            ),
            (
                Event::LetterFailed,
                json!({ "letter": "invitation", "error": "no_such_address" }),
                "Een bericht aan Jan Jansen is niet aangekomen: uitnodiging.",
            ),
            (
                Event::LetterFailed,
                json!({ "letter": "invitation", "error": "carrier_refuses" }),
                "Een bericht aan Jan Jansen is door een storing bij ons niet verstuurd: uitnodiging.",
            ),
        ] {
            assert_eq!(told(Language::Nl, &row(event, facts)), sentence);
        }
    }

    #[test]
    fn whoever_was_erased_has_no_name_and_a_row_of_the_account_is_about_its_owner() {
        let mut erased = row(Event::Unblocked, json!({}));
        erased.actor = LogActor::Person(None);
        erased.subject = None;
        assert_eq!(
            told(Language::Nl, &erased),
            "Iemand die wij niet meer kennen heeft iemand die wij niet meer kennen gedeblokkeerd."
        );
        let about = Some("Piet Bakker");
        let story = Story {
            language: Language::En,
            kind: None,
            about,
        };
        let mut disabled = row(Event::PasswordDisabled, json!({}));
        disabled.subject = None;
        assert_eq!(
            story.tell(&disabled),
            "Piet Bakker’s password was disabled: somebody tried to guess it."
        );
    }
}
