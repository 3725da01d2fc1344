//! What an admin gets to see of somebody who accepted an invitation: the same, whatever that account opens elsewhere (SEC-04).

use std::time::Duration;

use super::house::{House, On, PASSWORD, Visitor};

/// A password that is nobody's yet.
const NEW: &str = "natte hond op het kleed";
/// Who accepts: somebody new, and who works elsewhere.
const CLASSES: [(&str, &str, &str); 3] = [
    ("new", "niemand@nergens.example", NEW),
    ("works elsewhere", "jan@kantoor-deboer.example", PASSWORD),
    ("must change it", "tom@kantoor-deboer.example", PASSWORD),
];
const NUMBER: &str = "+31687654321";
const HERE: &str = "select id from authorisation where mobile = $1";
const DAY: Duration = Duration::from_secs(24 * 60 * 60);
/// Letters of one moment stand in no order.
const SECOND: Duration = Duration::from_secs(1);

/// Fatima's page of whom she invited.
struct Seen<'a> {
    house: &'a House,
    fatima: Visitor<'a>,
    page: String,
    /// What differs between any two people.
    theirs: [String; 3],
    /// Who is in the house besides: other ids in each.
    colleagues: Vec<String>,
}

impl Seen<'_> {
    /// Everything that Fatima can look at, and what her buttons answer.
    async fn all(&mut self) -> Vec<(String, String)> {
        self.house.later(SECOND);
        let page = self.page.clone();
        let at = |deed: &str| format!("{page}/{deed}");
        let looks = [
            page.clone(),
            at("deblokkeren"),
            at("mobiel"),
            at("autorisaties"),
            at("toegang"),
            at("uit-dienst"),
            at("overal-uitloggen"),
            "/beheer/medewerkers".into(),
            "/beheer/medewerkers?zoek=vermeer".into(),
            "/beheer/beheerders".into(),
            "/beheer/logboek".into(),
            "/beheer/controle".into(),
        ];
        let mut seen = Vec::new();
        for path in looks {
            let answer = self.fatima.get(&path).await;
            seen.push((path, self.bytes(&answer)));
        }
        for deed in [
            "wachtwoordlink",
            "deblokkeren",
            "uitnodiging-opnieuw",
            "uitnodiging-intrekken",
            "test-sms",
            "toegang-herstellen",
        ] {
            self.house.later(SECOND);
            let answer = self.fatima.posts(&at(deed), &[]).await;
            let told = self.fatima.follows().await;
            seen.push((deed.into(), self.bytes(&answer) + &self.bytes(&told)));
        }
        self.house.post_goes_out().await;
        let hers = self.house.letters_to(self.fatima.person().email).await;
        seen.push((
            "letters".into(),
            hers.into_iter()
                .map(|letter| letter.subject + &letter.text)
                .collect(),
        ));
        seen.iter_mut()
            .for_each(|(what, _)| *what = what.replace(&self.theirs[0], "ID"));
        seen
    }

    fn bytes(&self, answer: &super::house::Answer) -> String {
        let bytes = answer.bytes_but_for(&self.theirs[0]);
        let differs = self.theirs.iter().chain(&self.colleagues);
        let bytes = differs.fold(bytes, |bytes, text| bytes.replace(text, "THEIRS"));
        // What a form says that it saw is hashed with a key, and names who it is about.
        let names = ["name=\"seen\" value=\"", "name=\"hier\" value=\""];
        names.into_iter().fold(bytes, |bytes, name| {
            let mut parts = bytes.split(name);
            let first = parts.next().unwrap_or_default().to_owned();
            parts.fold(first, |all, part| {
                all + part.split_once('"').map_or(part, |(_, rest)| rest)
            })
        })
    }
}

/// Has Fatima invite an address, and its reader accept.
async fn accepted<'a>(house: &'a House, email: &str, password: &str) -> Seen<'a> {
    let mut fatima = house.visitor("fatima");
    fatima.logs_in().await.leads_to("/start");
    let fields = [
        ("voornaam", "Noud"),
        ("achternaam", "Vermeer"),
        ("postvak", email),
        ("nummer", "06 87654321"),
        ("rights", "schade-melden"),
    ];
    fatima
        .posts("/beheer/medewerkers/nieuw", &fields)
        .await
        .leads_to("/beheer/medewerkers");
    fatima.follows().await;
    house.later(SECOND);
    let link = house
        .letter_to(email)
        .await
        .link("/account-activeren/")
        .unwrap()
        .to_owned();
    let mut reader = house.stranger();
    reader
        .posts(&link, &[("email", email), ("password", password)])
        .await
        .leads_to("/account-activeren/code");
    house.later(SECOND);
    let code = house.letter_to(NUMBER).await.code().unwrap().to_owned();
    reader
        .posts("/account-activeren/code", &[("code", &code)])
        .await
        .leads_to("/start");
    house.letters_to(email).await;
    let here = house.lines(HERE, NUMBER).await.remove(0);
    let code = house
        .lines("select access_code from authorisation where id = $1", &here)
        .await
        .remove(0);
    Seen {
        house,
        fatima,
        page: format!("/beheer/medewerkers/{here}"),
        theirs: [here, code, email.to_owned()],
        colleagues: house
            .lines("select id from authorisation where mobile <> $1", NUMBER)
            .await,
    }
}

flows::on_each_database! {
    async fn sec_04_who_accepted_looks_the_same_to_the_admin_whether_new_or_known_elsewhere(on: On) {
        let mut seen = Vec::new();
        for (class, email, password) in CLASSES {
            let house = House::new(on).await;
            let mut of = accepted(&house, email, password).await;
            let mut all = of.all().await;
            house.later(DAY / 2);
            of.fatima.logs_in().await;
            all.extend(of.all().await);
            for to in [email, NUMBER] {
                house.letters_to(to).await;
            }
            seen.push((class, all));
        }
        for (class, all) in &seen {
            let pairs = all.iter().zip(&seen[0].1);
            let differing: Vec<_> = pairs.filter(|(here, new)| here != new).collect();
            assert!(differing.is_empty(), "{class}: {differing:#?}");
        }
    }
}
