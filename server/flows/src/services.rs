//! What flows need from the world around them: the database, the clock, randomness, keys, and the rules of this deployment.

use std::{sync::Arc, time::Duration};

use domain::{
    Moment,
    four_eyes::Apart,
    login::{CodePolicy, LockPolicy},
    messages::DayOfMessages,
    opening::OpeningHours,
    organisations::Catalogue,
    shared::{blocklist::Blocklist, mobile_number::AllowedCountries},
};

use crate::{
    Db,
    passwords::{Hasher, LeakedPasswords},
    secrets::Keys,
    trouble::Result,
};

/// Tells the time. The only way in which this crate learns it.
pub trait Clock: Send + Sync + 'static {
    /// This moment.
    fn now(&self) -> Moment;
}

/// Gives random bytes fit for secrets. The only way in which this crate gets them.
pub trait Chance: Send + Sync + 'static {
    /// Fills `bytes`.
    fn fill(&self, bytes: &mut [u8]) -> Result<()>;
}

/// Randomness of the operating system.
#[derive(Clone, Copy, Debug)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        Ok(getrandom::fill(bytes)?)
    }
}

/// Everything a flow needs.
#[derive(Clone)]
pub struct Services {
    /// Where everything is kept.
    pub db: Db,
    /// Hashes passwords on a bounded pool.
    pub hasher: Arc<Hasher>,
    /// Secrets of this deployment.
    pub keys: Arc<Keys>,
    /// Rules of this deployment.
    pub policy: Arc<Policy>,
    /// Kinds of organisation and their rights.
    pub catalogue: Arc<Catalogue>,
    /// When the service desk answers: the hours in which somebody may be waited for.
    pub desk_hours: Arc<OpeningHours>,
    /// Passwords too many people use.
    pub blocklist: Arc<Blocklist>,
    /// Passwords that leaked elsewhere, if the operator has a file of them.
    pub leaked: Option<LeakedPasswords>,
    /// Tells the time.
    pub clock: Arc<dyn Clock>,
    /// Gives random bytes.
    pub chance: Arc<dyn Chance>,
}

impl Services {
    /// This moment.
    pub fn now(&self) -> Moment {
        self.clock.now()
    }

    /// A new id: UUIDv7 of this moment, as text.
    pub fn new_id(&self) -> Result<String> {
        let mut random = [0; 10];
        self.chance.fill(&mut random)?;
        let ms = u64::try_from(self.now().unix_ms()).unwrap_or_default();
        Ok(uuid::Builder::from_unix_timestamp_millis(ms, &random)
            .into_uuid()
            .to_string())
    }
}

impl Policy {
    /// So long it takes at most to have an admin appointed: whoever stays for that is followed by another.
    pub fn appointing(&self) -> Duration {
        self.appointment_confirm + self.appointment_answer + self.appointment_accept
    }
}

/// How long things last and how often they may be done. Every number is configuration (decisions.md 13).
#[derive(Clone, Debug)]
pub struct Policy {
    /// Lock-out.
    pub lock: LockPolicy,
    /// Codes by SMS.
    pub code: CodePolicy,
    /// An invitation works this long.
    pub invitation: Duration,
    /// An invitation is brought to mind this long after it was sent.
    pub reminders: [Duration; 2],
    /// A link for a new password works this long.
    pub reset_link: Duration,
    /// A link to freeze one's own account works this long.
    pub freeze_link: Duration,
    /// The links that confirm another address work this long.
    pub address_link: Duration,
    /// A session ends after this long without a request.
    pub session_idle: Duration,
    /// A session ends this long after the login.
    pub session_absolute: Duration,
    /// A device stays known this long.
    pub known_device: Duration,
    /// A second factor counts this long for deeds that concern others.
    pub step_up: Duration,
    /// Reset by mail is off this long after an owner changed number or address.
    pub reset_off_after_own_change: Duration,
    /// The same person cannot change number and address of somebody within this time (SEC-35).
    pub number_and_address_apart: Duration,
    /// The admins are asked to look through the list of their staff this long after the last time.
    pub check_every: Duration,
    /// They are asked once more this long after that.
    pub check_again: Duration,
    /// A question for help waits this long for an answer, counted while the service desk is open; then it moves on.
    pub help_answer: Duration,
    /// Somebody can stand in for an admin this long at most.
    pub stand_in: Duration,
    /// What stands between two people who are to decide together.
    pub eyes: Apart,
    /// Stopped access can be restored this long.
    pub restore: Duration,
    /// Whoever asks to be appointed admin can confirm the mailbox this long.
    pub appointment_confirm: Duration,
    /// A question of the desk can be answered this long.
    pub appointment_answer: Duration,
    /// An appointment that was approved can be accepted this long, with links of [`Policy::invitation`].
    pub appointment_accept: Duration,
    /// What was typed and not sent in is kept this long.
    pub appointment_draft: Duration,
    /// Names and addresses of a request are kept this long after it ended.
    pub appointment_kept: Duration,
    /// Requests to be appointed from one network, an hour.
    pub appointments_per_network_hour: u32,
    /// With one address from one network or by one agent, a day; from all networks twice as many that the mailbox did not answer,
    /// and as many that it confirmed.
    pub appointments_per_address_day: u32,
    /// With one number of a company from one network, a day; from all networks twice as many that were confirmed.
    pub appointments_per_number_day: u32,
    /// Letters a stranger can cause to one address, an hour.
    pub letters_per_address_hour: u32,
    /// Requests for letters from one network, an hour.
    pub letters_per_network_hour: u32,
    /// A network where somebody got in is known this long: what everybody uses up together is not refused there.
    pub known_network: Duration,
    /// How many times as much the widest networks (/16, /32 of IPv6) may as the narrowest (/24, /64).
    pub wide_networks: u32,
    /// Sessions of browsers that nobody knows yet, in an hour and from one network.
    pub sessions_per_network_hour: u32,
    /// The same of all networks together.
    pub sessions_overall_hour: u32,
    /// Wrong logins looked at from one network, in a quarter of an hour.
    pub guesses_per_network: u32,
    /// Wrong logins looked at in the whole system, in a quarter of an hour.
    pub guesses_overall: u32,
    /// Passwords looked at for one person or login name from one network, in a quarter of an hour, right ones too.
    pub looks_per_quarter: u32,
    /// Invitations of one organisation that wait for an answer; a larger one may have as many as a quarter of its staff.
    pub invitations_open: u32,
    /// Invitations that one admin sends, a day.
    pub invitations_per_admin_day: u32,
    /// Invitations that one organisation sends, a day; a larger one as many as a quarter of its staff.
    pub invitations_per_organisation_day: u32,
    /// Invitations that reach one mailbox, a day, whoever sends them; the next one leaves the day after.
    pub invitations_per_mailbox_day: u32,
    /// New blocks within a quarter of an hour after which wrong passwords stop blocking (mass-lock breaker).
    pub blocks_until_breaker: u32,
    /// Other mobile numbers that admins of one organisation give one person who gets in with none of them, in thirty days; the next
    /// goes to the service desk.
    pub unused_numbers_per_month: u32,
    /// Messages to try a number that an admin just typed, to one person and to one number, a day.
    pub test_sms_per_day: u32,
    /// The same, of one organisation; one admin has half of them.
    pub test_sms_per_organisation_day: u32,
    /// Letters to others about deeds of one person, an hour.
    pub news_per_person_hour: u32,
    /// Deeds of one person of which nobody is told, an hour.
    pub quiet_deeds_per_hour: u32,
    /// Letters to one person about deeds of another, a day.
    pub news_to_one_person_day: u32,
    /// Unblocks of one person by its own admins, a day; the next goes to the service desk.
    pub unblocks_per_day: u32,
    /// Unblocks of one person by the service desk, a day.
    pub desk_unblocks_per_day: u32,
    /// Searches of one agent of the service desk, an hour.
    pub desk_searches_per_hour: u32,
    /// Codes that one agent of the service desk has sent to callers, a day.
    pub desk_codes_per_day: u32,
    /// A belcode leads to its case this long.
    pub belcode: Duration,
    /// Text messages of a day, and how they are shared out.
    pub messages: DayOfMessages,
    /// Countries to whose mobile numbers codes are sent.
    pub countries: AllowedCountries,
    /// Name of the portal and of the insurer: words that make a bad password.
    pub product_names: Vec<String>,
}

impl Default for Policy {
    fn default() -> Self {
        const MINUTE: Duration = Duration::from_secs(60);
        const HOUR: Duration = Duration::from_secs(60 * 60);
        const DAY: Duration = Duration::from_secs(24 * 60 * 60);
        Self {
            lock: LockPolicy::default(),
            code: CodePolicy::default(),
            invitation: 7 * DAY,
            reminders: [3 * DAY, 6 * DAY],
            reset_link: 60 * MINUTE,
            freeze_link: 30 * DAY,
            address_link: DAY,
            session_idle: 30 * MINUTE,
            session_absolute: 12 * HOUR,
            known_device: 90 * DAY,
            step_up: 15 * MINUTE,
            reset_off_after_own_change: DAY,
            number_and_address_apart: 3 * DAY,
            check_every: 182 * DAY,
            check_again: 14 * DAY,
            help_answer: 4 * HOUR,
            stand_in: 92 * DAY,
            eyes: Apart {
                settled: 7 * DAY,
                remembered: 30 * DAY,
            },
            restore: 30 * DAY,
            appointment_confirm: 7 * DAY,
            appointment_answer: 14 * DAY,
            appointment_accept: 30 * DAY,
            appointment_draft: DAY,
            appointment_kept: 90 * DAY,
            appointments_per_network_hour: 5,
            appointments_per_address_day: 3,
            appointments_per_number_day: 5,
            letters_per_address_hour: 3,
            letters_per_network_hour: 60,
            known_network: 30 * DAY,
            wide_networks: 4,
            sessions_per_network_hour: 1_000,
            sessions_overall_hour: 100_000,
            guesses_per_network: 50,
            guesses_overall: 1_000,
            looks_per_quarter: 60,
            invitations_open: 20,
            invitations_per_admin_day: 20,
            invitations_per_organisation_day: 40,
            invitations_per_mailbox_day: 3,
            blocks_until_breaker: 20,
            unused_numbers_per_month: 5,
            test_sms_per_day: 3,
            test_sms_per_organisation_day: 30,
            news_per_person_hour: 300,
            quiet_deeds_per_hour: 120,
            news_to_one_person_day: 60,
            unblocks_per_day: 3,
            desk_unblocks_per_day: 3,
            desk_searches_per_hour: 240,
            desk_codes_per_day: 150,
            belcode: 2 * HOUR,
            messages: DayOfMessages::default(),
            countries: AllowedCountries::default(),
            product_names: Vec::new(),
        }
    }
}
