//! What six people do, in any order: two admins of one office and one of a garage, somebody who works at both, an agent who
//! works at the office as well, and a stranger; what they do with their letters stands in `letters.rs`. Each deed goes the way of
//! the screens.

use std::{net::IpAddr, time::Duration};

use super::{
    super::house::{House, PASSWORD, Visitor},
    books::{Authorisation, Books},
    dice::Dice,
    letters::Kept,
    rules::Doer,
};

pub const OFFICE: &str = "Kantoor De Boer";
pub const GARAGE: &str = "Garage Jansen";
const NUMBERS: [&str; 4] = ["06 20000001", "06 20000002", "06 20000003", "06 20000004"];
const DEEP: [&str; 6] = [
    "/start",
    "/beheer/medewerkers",
    "/servicedesk",
    "/inloggen?naar=/beheer",
    "/hulp-bij-inloggen/adviseur",
    "/wachtwoord-vergeten",
];

/// Who can act, in which house, on whom.
pub struct People<'h> {
    pub(super) house: &'h House,
    pub(super) karin: Visitor<'h>,
    jan: Visitor<'h>,
    pub(super) wim: Visitor<'h>,
    pub(super) sanne: Visitor<'h>,
    daan: Visitor<'h>,
    fatima: Visitor<'h>,
    /// Accounts of those six, in this order.
    pub(super) accounts: [String; 6],
    /// Where each of them works first: authorisation and organisation.
    posts: [(String, String); 6],
    /// Links that lie in mailboxes.
    pub(super) kept: Vec<Kept>,
    /// The agent who was told, and of whom, that they are one or stand with each other.
    pub said_same: Option<(String, String)>,
    /// What letters told to whom it is nobody's business.
    pub overheard: Vec<String>,
    pub(super) strangers: usize,
}

impl<'h> People<'h> {
    /// Everybody, at browsers that were used before.
    pub async fn of(house: &'h House) -> Self {
        let names = ["karin", "jan", "wim", "sanne", "daan", "fatima"];
        let mut accounts = names.map(str::to_owned);
        for (name, account) in names.iter().zip(&mut accounts) {
            let email = house.visitor(name).person().email;
            *account = house
                .lines("select id from account where email = $1", email)
                .await
                .remove(0);
        }
        let books = Books::read(house).await;
        let posts = accounts.clone().map(|account| {
            let own = books
                .of_account(&account)
                .find(|one| one.role == "beheerder");
            let own = own.or_else(|| books.of_account(&account).next()).unwrap();
            (own.id.clone(), own.organisation_id.clone())
        });
        Self {
            house,
            karin: house.visitor("karin"),
            jan: house.visitor("jan"),
            wim: house.visitor("wim"),
            sanne: house.visitor("sanne"),
            daan: house.visitor("daan"),
            fatima: house.visitor("fatima"),
            accounts,
            posts,
            kept: Vec::new(),
            said_same: None,
            overheard: Vec::new(),
            strangers: 0,
        }
    }

    /// One step; says who did it and what was tried.
    pub async fn step(&mut self, dice: &mut Dice, books: &Books) -> (Doer, String) {
        self.keeps_letters(books);
        match dice.roll(21) {
            0..=7 => self.an_admin(dice, books).await,
            8..=9 => self.an_owner(dice).await,
            16..=18 => self.somebody_accepts(dice).await,
            19 => self.an_owner_freezes(dice).await,
            10..=11 => self.an_agent(dice, books).await,
            12 => self.a_second_agent(dice).await,
            13 => self.a_stranger(dice, books).await,
            14 => {
                let page = *dice.one_of(&DEEP);
                self.house.stranger().get(page).await;
                (Doer::Looker, format!("looks at {page}"))
            }
            _ => self.the_world(dice, books).await,
        }
    }

    async fn an_admin(&mut self, dice: &mut Dice, books: &Books) -> (Doer, String) {
        let (visitor, who, name, company) = match dice.roll(5) {
            0 | 1 => (&mut self.karin, 0, "karin", OFFICE),
            2 | 3 => (&mut self.jan, 1, "jan", OFFICE),
            _ => (&mut self.fatima, 5, "fatima", GARAGE),
        };
        let account = &self.accounts[who];
        let (own, organisation) = &self.posts[who];
        let doer = Doer::Admin(own.clone(), organisation.clone());
        if !gets_in(visitor, books, account, company).await {
            return (
                Doer::Owner(account.clone()),
                format!("{name} does not get in"),
            );
        }
        let all: Vec<&Authorisation> = books.authorisations.iter().collect();
        let mut whom: &Authorisation = dice.one_of::<&Authorisation>(&all);
        if dice.roll(8) > 0 {
            let here: Vec<&Authorisation> = all
                .into_iter()
                .filter(|one| one.organisation_id == *organisation)
                .collect();
            whom = dice.one_of::<&Authorisation>(&here);
        }
        let (person, admin) = (
            format!("/beheer/medewerkers/{}", whom.id),
            format!("/beheer/beheerders/{}", whom.id),
        );
        let day = |dice: &mut Dice| format!("2026-{}-{:02}", 11 + dice.roll(2), 21 + dice.roll(9));
        let first_day = |dice: &mut Dice| match dice.roll(4) {
            0 | 1 => String::new(),
            2 => day(dice),
            _ => (*dice.one_of(&["2027-06-01", "2027-11-01", "2090-01-01"])).to_owned(),
        };
        let (path, fields): (String, Vec<(&str, String)>) = match dice.roll(13) {
            0 | 1 => (
                format!("{person}/mobiel"),
                vec![
                    ("nummer", (*dice.one_of(&NUMBERS)).to_owned()),
                    ("klopt", "ja".to_owned()),
                ],
            ),
            2 => (format!("{person}/deblokkeren"), vec![]),
            3 => (format!("{person}/wachtwoordlink"), vec![]),
            4 => (format!("{admin}/aanwijzen"), vec![]),
            5 => (format!("{admin}/stoppen"), vec![]),
            6 => (
                format!("{person}/uit-dienst"),
                vec![("when", "now".to_owned())],
            ),
            7 => (format!("{person}/toegang-herstellen"), vec![]),
            8 if dice.roll(2) == 0 => (
                format!("{person}/autorisaties"),
                vec![("rights", "offertes".to_owned())],
            ),
            8 => {
                let fields = vec![
                    ("from", first_day(dice)),
                    (
                        "until",
                        if dice.roll(2) == 0 {
                            String::new()
                        } else {
                            day(dice)
                        },
                    ),
                ];
                (format!("{person}/toegang"), fields)
            }
            9 => {
                let fields = vec![
                    ("wie", whom.id.clone()),
                    ("from", day(dice)),
                    ("until", day(dice)),
                ];
                ("/beheer/beheerders/vervanger".to_owned(), fields)
            }
            10 | 11 => {
                // Anybody of anywhere, with a telephone that the admin likes.
                let account = books.account(&whom.account_id).unwrap();
                let any = books.accounts.iter().collect::<Vec<_>>();
                let email = if dice.roll(2) == 0 {
                    &account.email
                } else {
                    &dice.one_of(&any).email
                };
                let number = if dice.roll(2) == 0 {
                    whom.mobile.clone()
                } else {
                    (*dice.one_of(&NUMBERS)).to_owned()
                };
                let fields = vec![
                    ("voornaam", "Iemand".to_owned()),
                    ("achternaam", "Anders".to_owned()),
                    ("postvak", email.clone()),
                    ("nummer", number),
                    ("from", first_day(dice)),
                    ("until", String::new()),
                    ("rights", "offertes".to_owned()),
                ];
                ("/beheer/medewerkers/nieuw".to_owned(), fields)
            }
            _ => (format!("{admin}/vervanging-stoppen"), vec![]),
        };
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(field, value)| (*field, value.as_str()))
            .collect();
        // Each as its page has it, where it has one.
        let page = path.replace("/toegang-herstellen", "");
        let answer = visitor.presses(&page, &path, &fields).await;
        (
            doer,
            format!("{name}: {path} {fields:?}: {}", answer.in_short()),
        )
    }

    /// Sanne helps somebody whom she checked, by one deed.
    async fn an_agent(&mut self, dice: &mut Dice, books: &Books) -> (Doer, String) {
        if !gets_in(
            &mut self.sanne,
            books,
            &self.accounts[3],
            "Voorbeeld Verzekeringen",
        )
        .await
        {
            return (Doer::Agent, "sanne does not get in".to_owned());
        }
        let all: Vec<&Authorisation> = books.authorisations.iter().collect();
        let whom = dice.one_of(&all);
        let person = format!("/servicedesk/gebruikers/{}", whom.id);
        let sent = self
            .sanne
            .posts(
                &format!("{person}/beller-controleren/versturen"),
                &[("kanaal", "sms")],
            )
            .await;
        if let Some(code) = newest_code(self.house, &whom.mobile).await {
            self.sanne
                .posts(&format!("{person}/beller-controleren"), &[("code", &code)])
                .await;
        }
        let number = *dice.one_of(&NUMBERS);
        let (deed, fields): (&str, Vec<(&str, &str)>) = match dice.roll(5) {
            0 => ("deblokkeren", vec![("reden", "cannot_log_in")]),
            1 => ("wachtwoordlink", vec![("reden", "cannot_log_in")]),
            2 | 3 => ("mobiel", vec![("reden", "lost_device"), ("nummer", number)]),
            _ => ("overal-uitloggen", vec![("reden", "cannot_log_in")]),
        };
        let answer = self.sanne.posts(&format!("{person}/{deed}"), &fields).await;
        if !answer.location().is_empty() {
            let page = self.sanne.follows().await;
            self.said_same = page
                .body
                .contains("Dit bent u zelf, of iemand met uw")
                .then(|| (self.accounts[3].clone(), whom.account_id.clone()));
        }
        (
            Doer::Agent,
            format!(
                "sanne: {deed} for {} {fields:?}: {}, {}",
                whom.id,
                sent.in_short(),
                answer.in_short()
            ),
        )
    }

    /// Daan agrees to whatever waits.
    async fn a_second_agent(&mut self, dice: &mut Dice) -> (Doer, String) {
        let books = Books::read(self.house).await;
        if !gets_in(
            &mut self.daan,
            &books,
            &self.accounts[4],
            "Voorbeeld Verzekeringen",
        )
        .await
        {
            return (Doer::SecondAgent, "daan does not get in".to_owned());
        }
        let waiting = self
            .house
            .lines(
                "select id from desk_request where decided_at is null and id <> $1 order by id",
                "",
            )
            .await;
        if waiting.is_empty() {
            return (Doer::SecondAgent, "nothing waits for daan".to_owned());
        }
        let request = dice.one_of(&waiting);
        let answer = self
            .daan
            .posts(&format!("/servicedesk/vier-ogen/{request}/goedkeuren"), &[])
            .await;
        (
            Doer::SecondAgent,
            format!("daan agrees to {request}: {}", answer.in_short()),
        )
    }

    async fn a_stranger(&mut self, dice: &mut Dice, books: &Books) -> (Doer, String) {
        self.strangers += 1;
        let from = IpAddr::from([
            198,
            18,
            (self.strangers / 200) as u8,
            (self.strangers % 200) as u8,
        ]);
        let mut stranger = self.house.stranger().at(from);
        let accounts: Vec<_> = books.accounts.iter().collect();
        let email = dice.one_of(&accounts).email.clone();
        let (path, fields) = match dice.roll(3) {
            0 => ("/wachtwoord-vergeten", vec![("email", email.as_str())]),
            1 => (
                "/hulp-vragen",
                vec![("email", email.as_str()), ("kind", "cannot_log_in")],
            ),
            _ => (
                "/inloggen",
                vec![
                    ("email", email.as_str()),
                    ("password", "natte hond op het kleed"),
                ],
            ),
        };
        let answer = stranger.posts(path, &fields).await;
        (
            Doer::Stranger,
            format!("a stranger: {path} {email}: {}", answer.in_short()),
        )
    }

    /// Time passes, or an account is blocked by what its owner did wrong.
    async fn the_world(&mut self, dice: &mut Dice, books: &Books) -> (Doer, String) {
        if dice.roll(2) == 0 {
            let hours = *dice.one_of(&[1_u64, 5, 25, 70, 80, 31 * 24]);
            self.house.later(Duration::from_secs(hours * 60 * 60));
            return (Doer::Time, format!("{hours} hours pass"));
        }
        let accounts: Vec<_> = books.accounts.iter().map(|one| &one.id).collect();
        let account = *dice.one_of(&accounts);
        let mut tx = self.house.world.services.db.write().await.unwrap();
        let blocked = "update account set blocked_reason = 'wrong_codes', blocked_at = 0 where id = $1 and blocked_reason is null";
        flows::execute!(&mut tx, blocked, account.as_str()).unwrap();
        tx.commit().await.unwrap();
        (Doer::Time, format!("{account} is blocked by wrong codes"))
    }

    /// Whether an agent on a browser of before gets in, whatever strangers did meanwhile.
    pub async fn a_known_person_gets_in(&mut self) -> bool {
        let free = "update account set blocked_reason = null where id = $1";
        let mut tx = self.house.world.services.db.write().await.unwrap();
        flows::execute!(&mut tx, free, self.accounts[4].as_str()).unwrap();
        tx.commit().await.unwrap();
        self.house.later(Duration::from_secs(25 * 60 * 60));
        let books = Books::read(self.house).await;
        gets_in(
            &mut self.daan,
            &books,
            &self.accounts[4],
            "Voorbeeld Verzekeringen",
        )
        .await
    }
}

/// The code of the newest unread message to a number.
pub(super) async fn newest_code(house: &House, mobile: &str) -> Option<String> {
    let messages = house.letters_to(mobile).await;
    let digits = |text: &str| {
        let from = text.find(|sign: char| sign.is_ascii_digit())?;
        text.get(from..from + 6).map(str::to_owned)
    };
    messages.last().and_then(|message| {
        message
            .code()
            .map(str::to_owned)
            .or_else(|| digits(&message.text))
    })
}

/// Logs in, unless that was done; `false` for whoever does not get in.
pub(super) async fn gets_in(
    visitor: &mut Visitor<'_>,
    books: &Books,
    account: &str,
    company: &str,
) -> bool {
    if visitor.is_inside().await {
        return true;
    }
    let house = visitor.house;
    house.letters_to("").await;
    let email = books.account(account).unwrap().email.clone();
    let first = visitor.types(&email, PASSWORD).await;
    if first.location() == "/inloggen/bedrijf" {
        let page = visitor.follows().await;
        if !page.body.contains(&format!(">{company}</label>")) {
            return false;
        }
        let choice = page.choice(company);
        visitor
            .posts("/inloggen/bedrijf", &[("organisation", &choice)])
            .await;
    }
    house.post_goes_out().await;
    let sent = house.post.read(|letter| letter.code().is_some());
    let Some(code) = sent.last().and_then(|letter| letter.code()) else {
        return false;
    };
    visitor.types_code(code).await;
    visitor.is_inside().await
}
