//! What people do with the letters in their mailboxes: they want another address, confirm it or let it be, accept an invitation
//! with the telephone that stands in it, or freeze their account by a warning. The mailbox is theirs; the telephone of an
//! invitation may be anybody's.

use std::net::IpAddr;

use super::{
    super::house::PASSWORD,
    books::Books,
    deeds::{OFFICE, People, gets_in, newest_code},
    dice::Dice,
    rules::Doer,
};

const CONFIRM: &str = "/e-mailadres-bevestigen/";
const ACCEPT: &str = "/account-activeren/";
const FREEZE: &str = "/blokkeren/";
/// A password that nobody has yet.
const OTHER: &str = "drie paarse ganzen in de mist";

/// A link in a mailbox, and whose account it is about.
#[derive(Clone, Debug)]
pub struct Kept {
    account: String,
    link: String,
}

impl People<'_> {
    /// Takes in what lies in mailboxes.
    pub fn keeps_letters(&mut self, books: &Books) {
        for path in [ACCEPT, FREEZE] {
            for letter in self.house.post.read(|letter| letter.link(path).is_some()) {
                let account = books.account_of(&letter.to).map(|one| one.id.clone());
                let link = letter.link(path).map(str::to_owned);
                self.kept.extend(
                    account
                        .zip(link)
                        .map(|(account, link)| Kept { account, link }),
                );
            }
        }
    }

    fn with(&self, path: &str) -> Vec<Kept> {
        let kept = self.kept.iter().filter(|one| one.link.starts_with(path));
        kept.cloned().collect()
    }

    fn a_place(&mut self) -> IpAddr {
        self.strangers += 1;
        IpAddr::from([
            198,
            18,
            (self.strangers / 200) as u8,
            (self.strangers % 200) as u8,
        ])
    }

    /// Wim, Karin or Sanne wants another login address, one of the own or that of somebody who is there; confirms it at both
    /// mailboxes, leaves it, or takes it back. Or somebody confirms what was left.
    pub async fn an_owner(&mut self, dice: &mut Dice) -> (Doer, String) {
        let left = self.with(CONFIRM);
        if !left.is_empty() && dice.roll(4) == 0 {
            let account = dice.one_of(&left).account.clone();
            return (Doer::Owner(account.clone()), self.confirms(&account).await);
        }
        let books = Books::read(self.house).await;
        let (visitor, who, name, company) = match dice.roll(4) {
            0 => (&mut self.karin, 0, "karin", OFFICE),
            1 => (&mut self.sanne, 3, "sanne", "Voorbeeld Verzekeringen"),
            _ => (&mut self.wim, 2, "wim", OFFICE),
        };
        let account = self.accounts[who].clone();
        let doer = Doer::Owner(account.clone());
        if !gets_in(visitor, &books, &account, company).await {
            return (doer, format!("{name} does not get in"));
        }
        let new = match dice.roll(3) {
            0 => {
                let other = &self.accounts[3 + dice.roll(2)];
                books.account(other).unwrap().email.clone()
            }
            _ => format!("{name}{}@nieuw.example", dice.roll(1_000)),
        };
        let form = [("new_email", new.as_str()), ("current_password", PASSWORD)];
        let answer = visitor.posts("/account/gegevens/e-mailadres", &form).await;
        let withdrawn = dice.roll(4) == 0;
        if withdrawn {
            visitor
                .posts("/account/gegevens/e-mailadres/intrekken", &[])
                .await;
        }
        self.house.post_goes_out().await;
        for letter in self
            .house
            .post
            .read(|letter| letter.link(CONFIRM).is_some())
        {
            let link = letter.link(CONFIRM).unwrap().to_owned();
            self.kept.push(Kept {
                account: account.clone(),
                link,
            });
        }
        let mut what = format!("{name} wants the address {new}: {}", answer.in_short());
        if withdrawn {
            what.push_str(", and takes it back");
        } else if dice.roll(3) > 0 {
            what.push_str(", ");
            what.push_str(&self.confirms(&account).await);
        }
        (doer, what)
    }

    /// Everything that lies in the mailboxes of somebody who wants another address is said yes to.
    async fn confirms(&mut self, account: &str) -> String {
        let before = Books::read(self.house).await;
        self.house.post_goes_out().await;
        self.keeps_letters(&before);
        let mut answers = Vec::new();
        for kept in self
            .with(CONFIRM)
            .into_iter()
            .filter(|one| one.account == account)
        {
            let answer = self.house.stranger().posts(&kept.link, &[]).await;
            answers.push(answer.in_short());
            self.kept.retain(|one| one.link != kept.link);
        }
        let after = Books::read(self.house).await;
        let (then, now) = (
            before.account(account).unwrap(),
            after.account(account).unwrap(),
        );
        if then.email != now.email {
            self.house.post_goes_out().await;
            self.hears(&before, account, (&then.email, &now.email));
        }
        format!("says yes: {answers:?}")
    }

    /// Whoever hears of the new address of somebody works where that person has access (SEC-04).
    fn hears(&mut self, books: &Books, account: &str, (then, new): (&str, &str)) {
        let clock = self.house.world.services.now().unix_ms();
        let told = |letter: &super::super::house::Letter| {
            letter.text.contains(new) && letter.to != then && letter.to != new
        };
        for letter in self.house.post.read(told) {
            let reader = books.account_of(&letter.to).map(|one| one.id.as_str());
            let reads = |organisation: &str| {
                let mut posts = reader
                    .into_iter()
                    .flat_map(|reader| books.of_account(reader));
                posts.any(|one| one.organisation_id == organisation && one.is_open(clock))
            };
            let mut of_account = books.of_account(account).filter(|one| one.is_there(clock));
            if !of_account.any(|one| reads(&one.organisation_id)) {
                let what = format!(
                    "SEC-04: {} heard of {account}: {}",
                    letter.to, letter.subject
                );
                self.overheard.push(what);
            }
        }
    }

    /// Somebody accepts an invitation: with the password of before or another one, and the code that went to its number.
    pub async fn somebody_accepts(&mut self, dice: &mut Dice) -> (Doer, String) {
        let invited = self.with(ACCEPT);
        if invited.is_empty() {
            return (Doer::Looker, "nobody is invited".to_owned());
        }
        let kept = dice.one_of(&invited).clone();
        let password = *dice.one_of(&[PASSWORD, OTHER]);
        let from = self.a_place();
        let mut browser = self.house.stranger().at(from);
        self.house.post_goes_out().await;
        let answer = browser.posts(&kept.link, &[("password", password)]).await;
        let mut what = format!(
            "{} accepts with {password}: {}",
            kept.account,
            answer.in_short()
        );
        if answer.location() == "/account-activeren/code" {
            for mobile in self.numbers_of(&kept.account).await {
                let Some(code) = newest_code(self.house, &mobile).await else {
                    continue;
                };
                let answer = browser
                    .posts("/account-activeren/code", &[("code", &code)])
                    .await;
                what.push_str(&format!(", code of {mobile}: {}", answer.in_short()));
            }
            self.kept.retain(|one| one.link != kept.link);
        }
        (Doer::Invited(kept.account), what)
    }

    async fn numbers_of(&self, account: &str) -> Vec<String> {
        let sql = "select mobile from authorisation where account_id = $1 and state = 'invited' order by mobile";
        self.house.lines(sql, account).await
    }

    /// Somebody presses the link of a warning.
    pub async fn an_owner_freezes(&mut self, dice: &mut Dice) -> (Doer, String) {
        let warned = self.with(FREEZE);
        if warned.is_empty() {
            return (Doer::Looker, "nobody was warned".to_owned());
        }
        let kept = dice.one_of(&warned).clone();
        self.kept.retain(|one| one.link != kept.link);
        let answer = self.house.stranger().posts(&kept.link, &[]).await;
        let what = format!("{} freezes: {}", kept.account, answer.in_short());
        (Doer::Owner(kept.account), what)
    }
}
