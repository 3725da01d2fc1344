//! What five people do, in any order: two admins of one office, somebody who works there and at a garage, an agent who
//! works at the office as well, and a stranger. Each deed goes the way of the screens.

use std::{net::IpAddr, time::Duration};

use super::{
    super::house::{House, PASSWORD, Visitor},
    books::{Authorisation, Books},
    dice::Dice,
    rules::Doer,
};

pub const OFFICE: &str = "Kantoor De Boer";
const CONFIRM: &str = "/e-mailadres-bevestigen/";
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
    house: &'h House,
    karin: Visitor<'h>,
    jan: Visitor<'h>,
    wim: Visitor<'h>,
    sanne: Visitor<'h>,
    daan: Visitor<'h>,
    /// Accounts of those five, in this order.
    accounts: [String; 5],
    strangers: usize,
}

impl<'h> People<'h> {
    /// Everybody, at browsers that were used before.
    pub async fn of(house: &'h House) -> Self {
        let names = ["karin", "jan", "wim", "sanne", "daan"];
        let mut accounts = names.map(str::to_owned);
        for (name, account) in names.iter().zip(&mut accounts) {
            let email = house.visitor(name).person().email;
            *account = house
                .lines("select id from account where email = $1", email)
                .await
                .remove(0);
        }
        Self {
            house,
            karin: house.visitor("karin"),
            jan: house.visitor("jan"),
            wim: house.visitor("wim"),
            sanne: house.visitor("sanne"),
            daan: house.visitor("daan"),
            accounts,
            strangers: 0,
        }
    }

    /// One step; says who did it and what was tried.
    pub async fn step(&mut self, dice: &mut Dice, books: &Books) -> (Doer, String) {
        match dice.roll(16) {
            0..=7 => self.an_admin(dice, books).await,
            8..=9 => self.an_owner(dice).await,
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
        let is_karin = dice.roll(2) == 0;
        let (visitor, account, name) = if is_karin {
            (&mut self.karin, &self.accounts[0], "karin")
        } else {
            (&mut self.jan, &self.accounts[1], "jan")
        };
        let own = books
            .authorisations
            .iter()
            .find(|one| one.account_id == *account)
            .unwrap();
        let doer = Doer::Admin(own.id.clone(), own.organisation_id.clone());
        if !gets_in(visitor, books, account, OFFICE).await {
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
                .filter(|one| one.organisation_id == own.organisation_id)
                .collect();
            whom = dice.one_of::<&Authorisation>(&here);
        }
        let (person, admin) = (
            format!("/beheer/medewerkers/{}", whom.id),
            format!("/beheer/beheerders/{}", whom.id),
        );
        let day = |dice: &mut Dice| format!("2026-{}-{:02}", 11 + dice.roll(2), 21 + dice.roll(9));
        let (path, fields): (String, Vec<(&str, String)>) = match dice.roll(11) {
            0 | 1 => (
                format!("{person}/mobiel"),
                vec![("nummer", (*dice.one_of(&NUMBERS)).to_owned())],
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
            8 => {
                let fields = vec![
                    ("rights", "offertes".to_owned()),
                    ("from", String::new()),
                    (
                        "until",
                        if dice.roll(2) == 0 {
                            String::new()
                        } else {
                            day(dice)
                        },
                    ),
                ];
                (format!("{person}/autorisaties"), fields)
            }
            9 => {
                let fields = vec![
                    ("wie", whom.id.clone()),
                    ("from", day(dice)),
                    ("until", day(dice)),
                ];
                ("/beheer/beheerders/vervanger".to_owned(), fields)
            }
            _ => (format!("{admin}/vervanging-stoppen"), vec![]),
        };
        let fields: Vec<(&str, &str)> = fields
            .iter()
            .map(|(field, value)| (*field, value.as_str()))
            .collect();
        let answer = visitor.posts(&path, &fields).await;
        (
            doer,
            format!("{name}: {path} {fields:?}: {}", answer.in_short()),
        )
    }

    /// Wim changes his login address, or finishes that; Karin tries it with hers.
    async fn an_owner(&mut self, dice: &mut Dice) -> (Doer, String) {
        let books = Books::read(self.house).await;
        let (visitor, account, name) = if dice.roll(3) == 0 {
            (&mut self.karin, &self.accounts[0], "karin")
        } else {
            (&mut self.wim, &self.accounts[2], "wim")
        };
        let doer = Doer::Owner(account.clone());
        if !gets_in(visitor, &books, account, OFFICE).await {
            return (doer, format!("{name} does not get in"));
        }
        let new = format!("{name}{}@nieuw.example", dice.roll(1_000));
        let form = [("new_email", new.as_str()), ("current_password", PASSWORD)];
        let answer = visitor.posts("/account/gegevens/e-mailadres", &form).await;
        self.house.post_goes_out().await;
        for letter in self
            .house
            .post
            .read(|letter| letter.link(CONFIRM).is_some())
        {
            let link = letter.link(CONFIRM).unwrap().to_owned();
            self.house.stranger().posts(&link, &[]).await;
        }
        (
            doer,
            format!("{name} wants the address {new}: {}", answer.in_short()),
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
            let hours = *dice.one_of(&[1_u64, 5, 25, 70, 80]);
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
async fn newest_code(house: &House, mobile: &str) -> Option<String> {
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
async fn gets_in(visitor: &mut Visitor<'_>, books: &Books, account: &str, company: &str) -> bool {
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
