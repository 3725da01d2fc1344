//! Text messages of a day: what invited people, one office or all of them use up, and who still gets a code.

use std::time::Duration;

use domain::{
    AccountId, AuthorisationId, ChallengeId, MobileNumber, OrganisationId,
    messages::{DayOfMessages, Share},
    organisations::DESK_RIGHT,
    people::AuthorisationState,
    post::{Channel, Letter, Obstacle},
};
use flows::{
    Policy, Services,
    budgets::{Budget, DAY},
    challenges::{self, Alarm, Asker, NotAgain, Purpose, TooManyMessages},
    login::DeviceCookie,
    on_each_database,
    post::{self, Failed, Pointless},
    testing::{On, Seed, World},
};

type Person = (AccountId, AuthorisationId, String);

/// A portal with messages for a small day, shared out as shipped: 400, of which 20 for the desk, 40 for invited people and
/// 20 for one organisation, 2 of them for whom it invited.
struct Portal {
    world: World,
    people: std::cell::Cell<u32>,
}

impl Portal {
    async fn new(on: On) -> Self {
        Self::with_network(on, 100_000).await
    }

    /// The same where a network has so many messages an hour.
    async fn with_network(on: On, sends: u32) -> Self {
        let mut policy = Policy {
            messages: DayOfMessages {
                all: 400,
                ..DayOfMessages::default()
            },
            ..Policy::default()
        };
        policy.code.sends_per_network_hour = sends;
        Self {
            world: World::with_policy(on, policy).await,
            people: std::cell::Cell::new(0),
        }
    }

    fn services(&self) -> &Services {
        &self.world.services
    }

    async fn office(&self, name: &str) -> OrganisationId {
        self.world.organisation("adviseur", name).await
    }

    async fn person(
        &self,
        office: &OrganisationId,
        change: impl Fn(Seed<'_>) -> Seed<'_>,
    ) -> Person {
        let number = self.people.get();
        self.people.set(number + 1);
        let (email, mobile) = (
            format!("p{number}@dorp.example"),
            format!("+316123{number:05}"),
        );
        let seed = Seed {
            mobile: &mobile,
            ..Seed::new("Jan", "", "Jansen", &email)
        };
        let (account, authorisation) = self.world.person(office, change(seed)).await;
        (account, authorisation, mobile)
    }

    async fn known(&self, office: &OrganisationId) -> Person {
        self.person(office, |seed| seed).await
    }

    async fn invited(&self, office: &OrganisationId) -> Person {
        self.person(office, |seed| Seed {
            state: AuthorisationState::Invited,
            ..seed
        })
        .await
    }

    async fn agent(&self) -> Person {
        let insurer = self
            .world
            .organisation("verzekeraar", "Voorbeeld Verzekeringen")
            .await;
        self.person(&insurer, |seed| Seed {
            rights: &[DESK_RIGHT],
            ..seed
        })
        .await
    }

    async fn asks(&self, person: &Person, purpose: Purpose) -> Result<ChallengeId, Share> {
        let nobody = DeviceCookie::default();
        let asker = Asker::Browser(&nobody);
        self.asks_as(person, purpose, asker, "192.0.2.0/24").await
    }

    async fn asks_as(
        &self,
        (account, authorisation, mobile): &Person,
        purpose: Purpose,
        asker: Asker<'_>,
        network: &str,
    ) -> Result<ChallengeId, Share> {
        let sent = self.sends((account, authorisation, mobile), purpose, (asker, network));
        sent.await.map_err(|refused| refused.share)
    }

    async fn asks_at(
        &self,
        account: &AccountId,
        authorisation: &AuthorisationId,
        mobile: &str,
        purpose: Purpose,
        network: &str,
    ) -> Result<ChallengeId, TooManyMessages> {
        let nobody = DeviceCookie::default();
        let asker = Asker::Browser(&nobody);
        self.sends((account, authorisation, mobile), purpose, (asker, network))
            .await
    }

    async fn sends(
        &self,
        (account, authorisation, mobile): (&AccountId, &AuthorisationId, &str),
        purpose: Purpose,
        (asker, network): (Asker<'_>, &str),
    ) -> Result<ChallengeId, TooManyMessages> {
        let services = self.services();
        let (now, mobile) = (
            services.now(),
            MobileNumber::from_e164_stored(mobile.to_owned()),
        );
        let new = challenges::New {
            purpose,
            account,
            authorisation,
            mobile: &mobile,
            network,
            asker: match purpose {
                Purpose::CallerCheck => Asker::Agent,
                _ => asker,
            },
            language: domain::Language::Nl,
            letter: match purpose {
                Purpose::CallerCheck => Letter::CallerCheck { asked: None },
                _ => Letter::LoginCode { until: now },
            },
            link: None,
            new_password: None,
            new_mobile: None,
        };
        let mut tx = services.db.write().await.unwrap();
        let opened = challenges::open(&mut tx, services, now, new).await.unwrap();
        tx.commit().await.unwrap();
        if let Err(refused) = opened {
            assert!(refused.until > now);
        }
        opened
    }

    /// The code of a login is written and typed.
    async fn comes_back(&self, challenge: &ChallengeId) {
        let services = self.services();
        let mut tx = services.db.write().await.unwrap();
        let now = services.now();
        let written = challenges::new_code(&mut tx, services, now, challenge)
            .await
            .unwrap();
        let typed = domain::shared::code::TypedCode::parse(written.unwrap().0.expose()).unwrap();
        challenges::answer(&mut tx, services, now, challenge, Purpose::Login, &typed)
            .await
            .unwrap();
        tx.commit().await.unwrap();
    }

    /// Has the worker come until nothing waits: this stands in the way of each letter, or it has lost its point.
    async fn post_goes_wrong(&self, obstacle: Option<Obstacle>) {
        let services = self.services();
        loop {
            let mut next = None;
            for channel in [Channel::Sms, Channel::Mail] {
                for due in post::take(services, "w", channel, flows::testing::letters(50), 0)
                    .await
                    .unwrap()
                {
                    let Some(obstacle) = obstacle else {
                        post::dropped(services, &due, Pointless::CodeNotWanted)
                            .await
                            .unwrap();
                        continue;
                    };
                    if let Failed::TriedAgain { at } =
                        post::failed(services, &due, obstacle).await.unwrap()
                    {
                        next = next.max(Some(at));
                    }
                }
            }
            let Some(at) = next else { return };
            self.world.clock.forward(at.since(services.now()));
        }
    }

    /// Budgets in which something is counted, in any window, and how many messages challenges have.
    async fn counted(&self) -> (Vec<(String,)>, i64) {
        let mut tx = self.services().db.read().await.unwrap();
        let names = "select name from budget group by name, window_start having sum(used) <> 0 order by name";
        let names = flows::on!(&mut tx, |c| sqlx::query_as(names).fetch_all(c)).unwrap();
        let sends = "select cast(coalesce(sum(sends), 0) as bigint) from challenge";
        let (sends,): (i64,) = flows::on!(&mut tx, |c| sqlx::query_as(sends).fetch_one(c)).unwrap();
        (names, sends)
    }

    /// Asks until it is refused; how often it was not, and why then.
    async fn asks_on(&self, people: &[Person], purpose: Purpose) -> (u32, Share) {
        let mut sent = 0;
        let mut why = None;
        for round in 0..12 {
            for person in people {
                match self.asks(person, purpose).await {
                    Ok(_) => sent += 1,
                    Err(Share::Person) => {}
                    Err(share) => why = Some(share),
                }
            }
            if round % 4 == 3 {
                self.world.clock.forward(Duration::from_secs(60 * 60));
            }
        }
        (sent, why.unwrap_or(Share::Person))
    }
}

on_each_database! {
    async fn sec_70_an_office_with_twelve_invented_invitees_spends_its_own_small_share_and_nobody_elses(on: On) {
        let portal = Portal::new(on).await;
        let (office, other) = (portal.office("Kantoor Kwaad").await, portal.office("Kantoor De Boer").await);
        let mut invented = Vec::new();
        for _ in 0..12 {
            invented.push(portal.invited(&office).await);
        }
        assert_eq!(portal.asks_on(&invented, Purpose::Activate).await, (10, Share::Invited));
        let honest = portal.invited(&other).await;
        assert!(portal.asks(&honest, Purpose::Activate).await.is_ok(), "invited by somebody else");
        assert!(portal.asks(&portal.known(&office).await, Purpose::Login).await.is_ok(), "who was in before, in the same office");
        assert!(portal.asks(&portal.agent().await, Purpose::Login).await.is_ok());
        let told = challenges::alarms(portal.services()).await.unwrap();
        assert!(matches!(told.as_slice(), [Alarm::Spent(budget)] if budget.name == format!("sms-invited:{office}")), "{told:?}");
    }

    async fn sec_70_everybody_whom_all_offices_invited_spends_nothing_of_those_who_were_in_before(on: On) {
        let portal = Portal::new(on).await;
        let mut sent = 0;
        for at in 0..25 {
            let office = portal.office(&format!("Kantoor {at}")).await;
            for _ in 0..2 {
                sent += u32::from(portal.asks(&portal.invited(&office).await, Purpose::Activate).await.is_ok());
            }
        }
        assert_eq!(sent, 40);
        let office = portal.office("Kantoor De Boer").await;
        assert_eq!(portal.asks(&portal.invited(&office).await, Purpose::Activate).await, Err(Share::AllInvited));
        assert!(portal.asks(&portal.known(&office).await, Purpose::Login).await.is_ok());
        assert!(portal.asks(&portal.known(&office).await, Purpose::Reset).await.is_ok());
    }

    async fn sec_70_one_office_that_asks_again_and_again_keeps_nobody_elsewhere_from_a_code(on: On) {
        let portal = Portal::new(on).await;
        let (office, other) = (portal.office("Kantoor Kwaad").await, portal.office("Kantoor De Boer").await);
        let mut people = Vec::new();
        for _ in 0..6 {
            people.push(portal.known(&office).await);
        }
        assert_eq!(portal.asks_on(&people, Purpose::Login).await, (20, Share::Organisation));
        assert!(portal.asks(&portal.known(&other).await, Purpose::Login).await.is_ok());
    }

    async fn sec_70_when_the_messages_of_a_day_are_used_up_the_desk_still_gets_its_codes_and_those_of_callers(on: On) {
        let portal = Portal::new(on).await;
        let (agent, mut sent, mut last) = (portal.agent().await, 0, None);
        for at in 0..22 {
            let office = portal.office(&format!("Kantoor {at}")).await;
            let people = [portal.known(&office).await, portal.known(&office).await];
            for ask in 0..20 {
                let purpose = [Purpose::Login, Purpose::StepUp, Purpose::Reset, Purpose::NewNumber][ask / 2 % 4];
                match portal.asks(&people[ask % 2], purpose).await {
                    Ok(_) => sent += 1,
                    Err(share) => last = Some(share),
                }
            }
        }
        assert_eq!((sent, last), (380, Some(Share::Everybody)), "all but what is kept for the desk");
        let office = portal.office("Kantoor De Boer").await;
        let caller = portal.known(&office).await;
        for _ in 0..3 {
            assert_eq!(portal.asks(&caller, Purpose::Login).await, Err(Share::Everybody));
            assert!(portal.asks(&agent, Purpose::Login).await.is_ok());
            assert!(portal.asks(&caller, Purpose::CallerCheck).await.is_ok());
        }
        let told = async || {
            let told = challenges::alarms(portal.services()).await.unwrap();
            told.iter().any(|alarm| matches!(alarm, Alarm::Spent(budget) if budget.name == "sms-day"))
        };
        assert!(told().await);
        assert!(!told().await, "said once");
        // None of them left: what is spent once more is said once more.
        let (day, now) = (Budget::common("sms-day", DAY, 400), portal.services().now());
        let gives = async |many: u32, back: bool| {
            let mut tx = portal.services().db.write().await.unwrap();
            for _ in 0..many {
                if back { day.give_back(&mut tx, now).await.unwrap() } else { day.spend(&mut tx, now).await.map(drop).unwrap() }
            }
            tx.commit().await.unwrap();
        };
        gives(380, true).await;
        assert!(!told().await);
        gives(380, false).await;
        assert!(told().await);
        // One that is given back and spent again and again is not told again and again.
        for back in [true, false, true, false] {
            gives(70, back).await;
            let alarms = challenges::alarms(portal.services()).await.unwrap();
            assert_eq!(alarms, [], "{back}");
        }
    }

    async fn sec_70_a_puppet_that_was_given_a_colleagues_number_spends_none_of_the_colleagues_codes(on: On) {
        let portal = Portal::new(on).await;
        let office = portal.office("Kantoor De Boer").await;
        let (saskia, mut puppet) = (portal.known(&office).await, portal.known(&office).await);
        puppet.2.clone_from(&saskia.2);
        let given = "update authorisation set mobile = $2, mobile_changed_by = $3, mobile_changed_at = 9000000000000 where id = $1";
        let mut tx = portal.services().db.write().await.unwrap();
        flows::execute!(&mut tx, given, puppet.1.as_str(), puppet.2.as_str(), saskia.0.as_str()).unwrap();
        tx.commit().await.unwrap();
        let mut sent = 0;
        while portal.asks(&puppet, Purpose::Login).await.is_ok() {
            sent += 1;
        }
        assert_eq!(sent, portal.services().policy.code.sends_per_hour);
        assert_eq!(portal.asks(&puppet, Purpose::Login).await, Err(Share::Person));
        assert!(portal.asks(&saskia, Purpose::Login).await.is_ok());
        // Who was given that number, too, shares it with the puppet: nobody has it read out a hundred codes.
        let mut another = portal.known(&office).await;
        another.2.clone_from(&saskia.2);
        let mut tx = portal.services().db.write().await.unwrap();
        flows::execute!(&mut tx, given, another.1.as_str(), another.2.as_str(), saskia.0.as_str()).unwrap();
        tx.commit().await.unwrap();
        assert_eq!(portal.asks(&another, Purpose::Login).await, Err(Share::Person));
    }

    async fn sec_70_whoever_says_to_have_somebodys_number_or_password_keeps_nobody_from_a_code_or_a_new_password(on: On) {
        let portal = Portal::new(on).await;
        let (office, other) = (portal.office("Kantoor De Boer").await, portal.office("Kantoor Kwaad").await);
        let karin = portal.known(&office).await;
        for _ in 0..2 {
            let (account, authorisation, _) = portal.invited(&other).await;
            assert!(portal.asks_at(&account, &authorisation, &karin.2, Purpose::Activate, "198.51.100.0/24").await.is_ok());
        }
        for _ in 0..4 {
            let (account, authorisation, _) = portal.known(&other).await;
            for _ in 0..4 {
                let _ = portal.asks_at(&account, &authorisation, &karin.2, Purpose::Login, "198.51.100.0/24").await;
            }
        }
        for _ in 0..5 {
            assert!(portal.asks(&karin, Purpose::Login).await.is_ok(), "her own are all there");
        }
        assert_eq!(portal.asks(&karin, Purpose::Login).await, Err(Share::Person));
        assert!(portal.asks(&karin, Purpose::Reset).await.is_ok(), "who found out a password has logged in five times by now");
    }

    async fn whoever_may_have_no_more_today_is_not_told_to_come_back_in_an_hour(on: On) {
        let mut policy = Policy::default();
        policy.code.sends_per_day = policy.code.sends_per_hour;
        let portal = Portal { world: World::with_policy(on, policy).await, people: std::cell::Cell::new(0) };
        let karin = portal.known(&portal.office("Kantoor De Boer").await).await;
        while portal.asks(&karin, Purpose::Login).await.is_ok() {}
        let tomorrow = flows::budgets::Budget::new("", flows::budgets::DAY, 1).window_end(portal.services().now());
        let refused = portal.asks_at(&karin.0, &karin.1, &karin.2, Purpose::Login, "192.0.2.0/24").await;
        assert_eq!(refused, Err(TooManyMessages { until: tomorrow, share: Share::Person }));
    }

    async fn sec_70_one_colleague_or_people_who_were_invited_keep_no_office_from_its_codes(on: On) {
        let mut policy = Policy::default();
        policy.code.sends_per_network_hour = 8;
        let portal = Portal { world: World::with_policy(on, policy).await, people: std::cell::Cell::new(0) };
        let office = portal.office("Kantoor De Boer").await;
        let colleague = portal.known(&office).await;
        for purpose in [Purpose::Login, Purpose::StepUp, Purpose::Reset] {
            for _ in 0..5 {
                assert!(portal.asks(&colleague, purpose).await.is_ok());
            }
        }
        for _ in 0..9 {
            let _ = portal.asks(&portal.invited(&office).await, Purpose::Activate).await;
        }
        for _ in 0..6 {
            assert!(portal.asks(&portal.known(&office).await, Purpose::Login).await.is_ok());
        }
        assert_eq!(portal.asks(&portal.known(&office).await, Purpose::Login).await, Err(Share::Network), "many without a code that comes back");
    }

    async fn sec_70_neighbours_on_a_network_spend_no_share_of_whom_we_know(on: On) {
        let mut policy = Policy { wide_networks: 1, ..Policy::default() };
        policy.code.sends_per_network_hour = 8;
        let portal = Portal { world: World::with_policy(on, policy).await, people: std::cell::Cell::new(0) };
        let (services, office) = (portal.services(), portal.office("Kantoor De Boer").await);
        // Four of another office, here and on every network around: the wide one is spent, and nobody got in anywhere.
        for network in ["192.0.2.0/24", "192.0.3.0/24"] {
            for _ in 0..4 {
                let neighbour = portal.known(&portal.office("Kantoor Kwaad").await).await;
                for _ in 0..2 {
                    let _ = portal.asks_at(&neighbour.0, &neighbour.1, &neighbour.2, Purpose::Login, network).await;
                }
            }
        }
        let (jan, agent, guest) = (portal.known(&office).await, portal.agent().await, portal.invited(&office).await);
        let nobody = DeviceCookie::default();
        let of = |who: &Person, epoch| DeviceCookie::default().with(&services.keys, &who.0, epoch, services.now());
        let (known, ended, others) = (of(&jan, 0), of(&jan, 1), of(&agent, 0));
        let (one, wide) = ("192.0.2.0/24", "192.0.4.0/24");
        portal.asks_as(&portal.known(&office).await, Purpose::Login, Asker::Browser(&nobody), wide).await.unwrap();
        for network in [one, wide] {
            for strange in [&nobody, &ended, &others] {
                assert_eq!(portal.asks_as(&jan, Purpose::Login, Asker::Browser(strange), network).await, Err(Share::Network), "{network}");
            }
            portal.asks_as(&jan, Purpose::Login, Asker::Browser(&known), network).await.unwrap();
            portal.asks_as(&jan, Purpose::Reset, Asker::Browser(&known), network).await.unwrap();
            portal.asks_as(&jan, Purpose::StepUp, Asker::LoggedIn, network).await.unwrap();
            portal.asks_as(&agent, Purpose::Login, Asker::Browser(&nobody), network).await.unwrap();
        }
        // Each is bounded, and what an agent's password brings somebody takes nothing from the browser that is known, nor from a new password.
        for (who, asker) in [(&jan, Asker::Browser(&known)), (&agent, Asker::Browser(&nobody))] {
            assert_eq!(portal.asks_as(who, Purpose::Login, asker, one).await, Err(Share::Network));
        }
        portal.asks_as(&agent, Purpose::Login, Asker::Browser(&others), one).await.unwrap();
        portal.asks_as(&agent, Purpose::Reset, Asker::Browser(&nobody), one).await.unwrap();
        // Who is only invited is no agent, and has the network of the invited.
        portal.asks_as(&guest, Purpose::Activate, Asker::Browser(&nobody), one).await.unwrap();
    }

    async fn a_code_that_was_sent_again_and_came_back_keeps_nobody_waiting(on: On) {
        let mut policy = Policy { wide_networks: 1, ..Policy::default() };
        policy.code.sends_per_network_hour = 8;
        let portal = Portal { world: World::with_policy(on, policy).await, people: std::cell::Cell::new(0) };
        let (services, office) = (portal.services(), portal.office("Kantoor De Boer").await);
        let asked = async || portal.asks(&portal.known(&office).await, Purpose::Login).await;
        let slow = asked().await.unwrap();
        portal.world.clock.forward(Duration::from_secs(31));
        let mut tx = services.db.write().await.unwrap();
        let letter = Letter::LoginCode { until: services.now() };
        challenges::send_again(&mut tx, services, services.now(), &slow, domain::Language::Nl, letter).await.unwrap().unwrap();
        tx.commit().await.unwrap();
        for _ in 0..6 {
            asked().await.unwrap();
        }
        assert_eq!(asked().await, Err(Share::Network));
        portal.comes_back(&slow).await;
        for _ in 0..2 {
            asked().await.unwrap();
        }
        assert_eq!(asked().await, Err(Share::Network));
    }

    async fn a_code_that_comes_back_gives_the_share_back_that_it_came_out_of(on: On) {
        let mut policy = Policy::default();
        policy.code.sends_per_network_hour = 8;
        policy.code.sends_per_hour = 9;
        let portal = Portal { world: World::with_policy(on, policy).await, people: std::cell::Cell::new(0) };
        let (services, office) = (portal.services(), portal.office("Kantoor De Boer").await);
        let jan = portal.known(&office).await;
        let known = DeviceCookie::default().with(&services.keys, &jan.0, 0, services.now());
        let used = async |of: &'static str| {
            let mut tx = services.db.read().await.unwrap();
            let (used,): (i64,) = flows::on!(&mut tx, |c| sqlx::query_as("select cast(coalesce(sum(used), 0) as bigint) from budget where name like $1").bind(of).fetch_one(c)).unwrap();
            used
        };
        let mut asked = Vec::new();
        for _ in 0..3 {
            asked.push(portal.asks_as(&jan, Purpose::Login, Asker::Browser(&known), "192.0.2.0/24").await.unwrap());
        }
        // Two are the share, and the third was the network's.
        assert_eq!((used("sms-network-known:%").await, used("sms-network/24:%").await), (3, 1));
        for left in [(2, 0), (1, 0), (0, 0)] {
            portal.comes_back(&asked.pop().unwrap()).await;
            assert_eq!((used("sms-network-known:%").await, used("sms-network/24:%").await), left);
        }
        // An earlier message was enough: what the later one counted is taken back once.
        portal.post_goes_wrong(None).await;
        assert_eq!((used("sms-network-known:%").await, used("sms-network/24:%").await), (0, 0));
        let one = "192.0.2.0/24";
        for _ in 0..2 {
            portal.asks_as(&portal.known(&office).await, Purpose::Login, Asker::Browser(&DeviceCookie::default()), one).await.unwrap();
        }
        // Those of the others are on their way.
        assert_eq!(post::take(services, "w", Channel::Sms, flows::testing::letters(9), 0).await.unwrap().len(), 2);
        let jan = portal.known(&office).await;
        let asked = portal.asks_as(&jan, Purpose::Login, Asker::Browser(&DeviceCookie::default()), one).await.unwrap();
        portal.comes_back(&asked).await;
        let before = used("sms-network/24:%").await;
        let due = post::take(services, "w", Channel::Sms, flows::testing::letters(1), 0).await.unwrap().remove(0);
        post::dropped(services, &due, Pointless::CodeNotWanted).await.unwrap();
        assert_eq!((before, used("sms-network/24:%").await), (2, 2));
    }

    async fn what_is_not_sent_costs_nobody_anything_and_a_second_message_is_refused_for_its_own_reason(on: On) {
        let portal = Portal::new(on).await;
        let office = portal.office("Kantoor Kwaad").await;
        let first = portal.known(&office).await;
        let challenge = portal.asks(&first, Purpose::Login).await.unwrap();
        let mut people = Vec::new();
        for _ in 0..6 {
            people.push(portal.known(&office).await);
        }
        portal.asks_on(&people, Purpose::Login).await;
        let services = portal.services();
        let mut tx = services.db.write().await.unwrap();
        let letter = Letter::LoginCode { until: services.now() };
        let again = challenges::send_again(&mut tx, services, services.now(), &challenge, domain::Language::Nl, letter).await.unwrap();
        assert!(matches!(again, Err(NotAgain::NoMessages(refused)) if refused.share == Share::Organisation), "{again:?}");
        tx.commit().await.unwrap();
        let mut tx = services.db.read().await.unwrap();
        let (used,): (i64,) = flows::on!(&mut tx, |c| sqlx::query_as("select cast(sum(used) as bigint) from budget where name = 'sms-day'").fetch_one(c)).unwrap();
        assert_eq!(used, 20);
    }

    async fn sec_70_a_message_that_never_left_is_given_back_wherever_and_whenever_it_was_counted(on: On) {
        let portal = Portal::with_network(on, 8).await;
        let office = portal.office("Kantoor De Boer").await;
        let (known, invited, agent) = (portal.known(&office).await, portal.invited(&office).await, portal.agent().await);
        let nobody = DeviceCookie::default();
        let browser = Asker::Browser(&nobody);
        for obstacle in [Some(Obstacle::CarrierAway), Some(Obstacle::CarrierBusy), Some(Obstacle::NotNamed), None] {
            // A minute before the hour and the day are over.
            let day = 24 * 60 * 60 * 1_000;
            let gone = portal.services().now().unix_ms().rem_euclid(day);
            portal.world.clock.forward(Duration::from_millis((day - gone - 60_000).unsigned_abs()));
            for (person, purpose, asker, times) in [
                (&known, Purpose::Login, browser, 1),
                // More than a share of the network beside it.
                (&known, Purpose::StepUp, Asker::LoggedIn, 5),
                (&known, Purpose::CallerCheck, Asker::Agent, 2),
                (&invited, Purpose::Activate, browser, 1),
                (&agent, Purpose::Login, browser, 1),
            ] {
                for _ in 0..times {
                    portal.asks_as(person, purpose, asker, "192.0.2.0/24").await.unwrap();
                }
            }
            assert_eq!(portal.counted().await.1, 10);
            portal.post_goes_wrong(obstacle).await;
            assert_eq!(portal.counted().await, (vec![], 0), "{obstacle:?}");
        }
    }

    async fn sec_70_who_presses_on_where_it_is_refused_keeps_nobody_out_once_codes_come_back(on: On) {
        let portal = Portal::with_network(on, 8).await;
        let office = portal.office("Kantoor De Boer").await;
        let nobody = DeviceCookie::default();
        let begins = async |person: &Person| portal.asks_as(person, Purpose::Login, Asker::Browser(&nobody), "192.0.2.0/24").await;
        let mut asked = Vec::new();
        for _ in 0..8 {
            asked.push(begins(&portal.known(&office).await).await.unwrap());
        }
        let late = portal.known(&office).await;
        for _ in 0..6 {
            assert_eq!(begins(&late).await, Err(Share::Network));
        }
        portal.comes_back(&asked[0]).await;
        begins(&late).await.unwrap();
        // The same of one person, where nothing arrives.
        let jan = portal.known(&office).await;
        let presses = async || portal.asks_as(&jan, Purpose::StepUp, Asker::LoggedIn, "198.51.100.0/24").await;
        for press in 0..10 {
            assert_eq!(presses().await.is_ok(), press < 5);
        }
        portal.post_goes_wrong(Some(Obstacle::CarrierAway)).await;
        presses().await.unwrap();
    }

    async fn sec_31_a_message_that_may_have_left_or_whose_number_was_refused_stays_counted(on: On) {
        let portal = Portal::new(on).await;
        let office = portal.office("Kantoor De Boer").await;
        for obstacle in [Obstacle::NoSuchNumber, Obstacle::RefusedUnexplained, Obstacle::Unanswered] {
            portal.asks(&portal.known(&office).await, Purpose::Login).await.unwrap();
            let counted = portal.counted().await;
            portal.post_goes_wrong(Some(obstacle)).await;
            assert_eq!(portal.counted().await, counted, "{obstacle:?}");
        }
        // Nor does asking once more take it back.
        let services = portal.services();
        portal.asks(&portal.known(&office).await, Purpose::Login).await.unwrap();
        let counted = portal.counted().await;
        let due = post::take(services, "w", Channel::Sms, flows::testing::letters(1), 0).await.unwrap().remove(0);
        post::failed(services, &due, Obstacle::RefusedUnexplained).await.unwrap();
        portal.world.clock.forward(Duration::from_secs(60));
        portal.post_goes_wrong(None).await;
        assert_eq!(portal.counted().await, counted);
        // Nor does a worker that took it and was killed.
        portal.asks(&portal.known(&office).await, Purpose::Login).await.unwrap();
        let counted = portal.counted().await;
        assert_eq!(post::take(services, "killed", Channel::Sms, flows::testing::letters(1), 0).await.unwrap().len(), 1);
        portal.world.clock.forward(Duration::from_secs(3 * 60));
        portal.post_goes_wrong(Some(Obstacle::CarrierAway)).await;
        assert_eq!(portal.counted().await, counted);
    }

    async fn sec_70_a_gateway_that_was_silent_keeps_nobody_out_once_it_is_well_again(on: On) {
        let portal = Portal::with_network(on, 4).await;
        let (services, office) = (portal.services(), portal.office("Kantoor De Boer").await);
        let nobody = DeviceCookie::default();
        let presses = async |person: &Person| portal.asks_as(person, Purpose::Login, Asker::Browser(&nobody), "192.0.2.0/24").await;
        let (jan, late) = (portal.known(&office).await, portal.known(&office).await);
        presses(&jan).await.unwrap();
        for _ in 0..3 {
            presses(&portal.known(&office).await).await.unwrap();
        }
        assert_eq!(presses(&late).await, Err(Share::Network));
        portal.post_goes_wrong(Some(Obstacle::Unanswered)).await;
        assert_eq!(presses(&late).await, Err(Share::Network), "nobody knows whether they left");
        let day = "select cast(sum(used) as bigint) from budget where name = 'sms-day'";
        let spent = async || {
            let mut tx = services.db.read().await.unwrap();
            let (used,): (i64,) = flows::on!(&mut tx, |c| sqlx::query_as(day).fetch_one(c)).unwrap();
            used
        };
        let before = spent().await;
        let is_over = async |channel| post::silence::is_over(services, channel).await.unwrap();
        assert_eq!(is_over(Channel::Mail).await, 0);
        // One that left meanwhile says that it was not silent.
        let last = "update outbox set state = $1 where id = (select max(id) from outbox where channel = 'sms')";
        for state in ["sent", "expired"] {
            let mut tx = services.db.write().await.unwrap();
            flows::execute!(&mut tx, last, state).unwrap();
            tx.commit().await.unwrap();
            if state == "sent" {
                assert_eq!(is_over(Channel::Sms).await, 0, "the others ended no later");
            }
        }
        // Whatever left in the moment in which it was well again.
        portal.world.clock.forward(Duration::from_secs(1));
        for network in ["198.51.100.0/24", "203.0.113.0/24"] {
            let person = portal.known(&office).await;
            portal.asks_as(&person, Purpose::Login, Asker::Browser(&nobody), network).await.unwrap();
        }
        let mut tx = services.db.write().await.unwrap();
        let left = "update outbox set state = 'sent', ended_at = $1 where channel = 'sms' and state = 'waiting'";
        assert_eq!(flows::execute!(&mut tx, left, services.now().unix_ms()).unwrap(), 2);
        tx.commit().await.unwrap();
        assert_eq!(is_over(Channel::Sms).await, 4);
        assert_eq!(is_over(Channel::Sms).await, 0, "once");
        assert_eq!(spent().await, before + 2, "what it cost stays spent");
        presses(&late).await.unwrap();
        presses(&jan).await.unwrap();
    }

    async fn a_code_by_mail_is_no_text_message(on: On) {
        let portal = Portal::new(on).await;
        let office = portal.office("Kantoor De Boer").await;
        let (account, authorisation, mobile) = portal.known(&office).await;
        let services = portal.services();
        let mobile = MobileNumber::from_e164_stored(mobile);
        let new = challenges::New {
            purpose: Purpose::CallerCheck,
            account: &account,
            authorisation: &authorisation,
            mobile: &mobile,
            network: "agent",
            asker: Asker::Agent,
            language: domain::Language::Nl,
            letter: Letter::CallerCheckMail { asked: None },
            link: None,
            new_password: None,
            new_mobile: None,
        };
        let mut tx = services.db.write().await.unwrap();
        challenges::open(&mut tx, services, services.now(), new).await.unwrap().unwrap();
        let (rows,): (i64,) = flows::on!(&mut tx, |c| sqlx::query_as("select count(*) from budget where name = 'sms-day'").fetch_one(c)).unwrap();
        assert_eq!(rows, 0);
        tx.commit().await.unwrap();
        portal.post_goes_wrong(Some(Obstacle::CarrierAway)).await;
        assert_eq!(portal.counted().await, (vec![], 0));
    }
}
