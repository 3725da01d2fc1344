//! What the desk would look up by hand, said beforehand: each check is one fact in favour or against, and none decides.

use crate::{EmailAddress, Moment, shared::person_name::fold};

/// Mail providers where anybody gets a mailbox, as they are common in the Netherlands.
const FREE_MAIL: [&str; 22] = [
    "gmail.com",
    "googlemail.com",
    "hotmail.com",
    "hotmail.nl",
    "outlook.com",
    "outlook.nl",
    "live.com",
    "live.nl",
    "msn.com",
    "yahoo.com",
    "yahoo.nl",
    "icloud.com",
    "me.com",
    "proton.me",
    "protonmail.com",
    "gmx.net",
    "gmx.com",
    "ziggo.nl",
    "kpnmail.nl",
    "planet.nl",
    "hetnet.nl",
    "xs4all.nl",
];

/// Words that a company may write or leave out.
const LEGAL_FORMS: [&str; 12] = [
    "bv", "nv", "vof", "cv", "bvba", "holding", "beheer", "en", "de", "het", "zonen", "zn",
];

/// How well the name that was typed fits the one we know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameMatch {
    /// The same, but for spelling.
    Same,
    /// They share a word that says something.
    Alike,
    /// They share nothing.
    Other,
}

/// What is known at the moment of looking.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// Name of the organisation with the number of the request; `None` if there is none, or no number was asked.
    pub company: Option<String>,
    /// Whether the mailbox said yes.
    pub confirmed: bool,
    /// Domains of that organisation's addresses.
    pub domains: Vec<String>,
    /// Admins it has now.
    pub admins: usize,
    /// Other requests for the same organisation or address that are not over.
    pub other_requests: usize,
    /// Whether codes may go to the number.
    pub mobile_allowed: bool,
    /// Whether this person is admin there already.
    pub is_admin: bool,
    /// Whether this person has access there, now or from a day that is set.
    pub has_access: bool,
    /// Whether this person had access there that was stopped or is over.
    pub access_over: bool,
    /// The end of access there that goes on now.
    pub access_ends: Option<Ends>,
    /// What the company calls whoever has this mailbox there, if not as the request does.
    pub called: Option<String>,
    /// Whether that is somebody else, as far as names tell.
    pub somebody_else: bool,
    /// Whether that person has another mailbox today.
    pub other_address: bool,
    /// What it called this person not long ago, if otherwise.
    pub called_before: Option<String>,
    /// Who had this mailbox there, and is gone for long.
    pub had_by: Vec<String>,
    /// Name and address of others there who may be called so.
    pub namesakes: Vec<String>,
    /// Whose the mobile number is there, if that is somebody else.
    pub number_of: Option<String>,
}

/// One fact, in favour or against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Check {
    /// The number belongs to a company of that name, more or less.
    NumberBelongs(NameMatch, String),
    /// We know no company with that number.
    NumberUnknown,
    /// Whether the mailbox said yes.
    AddressConfirmed(bool),
    /// The domain is in use at this organisation.
    DomainKnown,
    /// The domain is another than those in use there.
    DomainDiffers(Vec<String>),
    /// The mailbox is one that anybody gets.
    FreeMail,
    /// Nothing is known to hold the domain against.
    DomainNew,
    /// There are admins already.
    HasAdmins(usize),
    /// There is no admin.
    NoAdmin,
    /// There are other requests.
    OtherRequests(usize),
    /// Whether codes may go to the number.
    MobileAllowed(bool),
    /// This person is admin there already.
    IsAdmin,
    /// This person has access there already: an employee who becomes admin, or who can simply log in.
    HasAccess,
    /// This person had access there that was stopped or is over: somebody meant that to be so.
    AccessOver,
    /// The access of this person there ends: whoever is appointed has it for good.
    AccessEnds(Ends),
    /// The company knows this mailbox as that of somebody who is called otherwise.
    SomebodyElse(String),
    /// The company knows this person, who has another mailbox today.
    OtherAddress,
    /// The company writes the name of this person so.
    Called(String),
    /// Not long ago this person was called so there.
    CalledBefore(String),
    /// This mailbox was that of somebody there who is gone for long.
    WasOf(String),
    /// The company knows others who may be called so, each with an address.
    Namesakes(Vec<String>),
    /// At the company the number is that of somebody who is called so.
    NumberOf(String),
}

/// The end of access.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ends {
    /// When.
    pub until: Moment,
    /// Whether somebody there stops it then; else it is the date that it was given until.
    pub stopped: bool,
}

impl Check {
    /// Whether it speaks for the request; `None` for what is only good to know.
    pub const fn in_favour(&self) -> Option<bool> {
        match self {
            Self::NumberBelongs(NameMatch::Same, _)
            | Self::AddressConfirmed(true)
            | Self::DomainKnown
            | Self::NoAdmin
            | Self::MobileAllowed(true) => Some(true),
            Self::NumberBelongs(NameMatch::Other, _)
            | Self::NumberUnknown
            | Self::AddressConfirmed(false)
            | Self::DomainDiffers(_)
            | Self::FreeMail
            | Self::HasAdmins(_)
            | Self::OtherRequests(_)
            | Self::MobileAllowed(false)
            | Self::IsAdmin
            | Self::AccessOver
            | Self::AccessEnds(_)
            | Self::SomebodyElse(_)
            | Self::OtherAddress
            | Self::Called(_)
            | Self::CalledBefore(_)
            | Self::WasOf(_)
            | Self::Namesakes(_)
            | Self::NumberOf(_) => Some(false),
            Self::NumberBelongs(NameMatch::Alike, _) | Self::DomainNew | Self::HasAccess => None,
        }
    }
}

/// Every check of one request, in the order in which they are read.
pub fn checks(company: &str, email: &EmailAddress, known: &Known) -> Vec<Check> {
    let mut all = vec![match &known.company {
        Some(name) => Check::NumberBelongs(same_company(company, name), name.clone()),
        None => Check::NumberUnknown,
    }];
    all.push(Check::AddressConfirmed(known.confirmed));
    let domain = email.domain();
    // A mailbox that anybody gets tells nothing, whoever else has one there.
    all.push(if FREE_MAIL.contains(&domain) {
        Check::FreeMail
    } else if known.domains.iter().any(|one| one == domain) {
        Check::DomainKnown
    } else if known.domains.is_empty() {
        Check::DomainNew
    } else {
        Check::DomainDiffers(known.domains.clone())
    });
    // Of a company that we do not know that is no news, and speaks for nobody.
    all.extend(match known.admins {
        0 if known.company.is_none() => None,
        0 => Some(Check::NoAdmin),
        number => Some(Check::HasAdmins(number)),
    });
    all.extend(known.called.clone().map(|name| {
        if known.somebody_else {
            Check::SomebodyElse(name)
        } else {
            Check::Called(name)
        }
    }));
    all.extend((known.other_address && !known.somebody_else).then_some(Check::OtherAddress));
    all.extend(known.called_before.clone().map(Check::CalledBefore));
    all.extend(known.had_by.iter().cloned().map(Check::WasOf));
    let namesakes = Some(known.namesakes.clone()).filter(|some| !some.is_empty());
    all.extend(namesakes.map(Check::Namesakes));
    all.extend(known.number_of.clone().map(Check::NumberOf));
    all.extend(known.is_admin.then_some(Check::IsAdmin));
    all.extend((known.has_access && !known.is_admin).then_some(Check::HasAccess));
    all.extend(known.access_over.then_some(Check::AccessOver));
    all.extend(known.access_ends.map(Check::AccessEnds));
    all.extend((known.other_requests > 0).then_some(Check::OtherRequests(known.other_requests)));
    all.push(Check::MobileAllowed(known.mobile_allowed));
    all
}

/// Compares names of companies as people write them: capitals, accents, dots and legal forms make no difference.
pub fn same_company(one: &str, other: &str) -> NameMatch {
    let (one, other) = (telling(one), telling(other));
    if one.is_empty() || other.is_empty() {
        NameMatch::Other
    } else if one.concat() == other.concat() {
        NameMatch::Same
    } else if one.iter().any(|word| other.contains(word)) {
        NameMatch::Alike
    } else {
        NameMatch::Other
    }
}

/// The words of a name that tell companies apart.
fn telling(name: &str) -> Vec<String> {
    let bare: String = fold(name)
        .chars()
        .filter(|sign| !matches!(sign, '.' | '\'' | '’'))
        .map(|sign| if sign.is_alphanumeric() { sign } else { ' ' })
        .collect();
    let words: Vec<&str> = bare.split_whitespace().collect();
    let telling = words.iter().filter(|word| !LEGAL_FORMS.contains(word));
    telling.map(|word| (*word).to_owned()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_companies_are_compared_as_people_write_them() {
        use NameMatch::{Alike, Other, Same};
        for (one, other, matched) in [
            ("Garage Jansen", "garage jansen b.v.", Same),
            ("Kantoor De Boer", "KANTOOR BOER", Same),
            ("Çelik & Zn. Assurantiën", "Celik Assurantien", Same),
            ("Autohuis Van Dam", "Auto huis van Dam", Same),
            ("Garage Jansen", "Autobedrijf Jansen", Alike),
            ("Garage Jansen", "Kantoor De Boer", Other),
            ("BV", "bv", Other),
            ("", "Garage Jansen", Other),
        ] {
            assert_eq!(same_company(one, other), matched, "{one:?} and {other:?}");
        }
    }

    fn known() -> Known {
        Known {
            company: Some("Garage Jansen".into()),
            confirmed: true,
            domains: vec!["garage-jansen.example".into()],
            mobile_allowed: true,
            ..Known::default()
        }
    }

    fn checked(email: &str, known: &Known) -> Vec<Check> {
        let email = EmailAddress::parse(email).unwrap();
        checks("Garage Jansen BV", &email, known)
    }

    #[test]
    fn a_request_that_fits_has_nothing_against_it() {
        let all = checked("petra@garage-jansen.example", &known());
        assert!(
            all.iter().all(|check| check.in_favour() == Some(true)),
            "{all:?}"
        );
        assert_eq!(all.len(), 5);
    }

    #[test]
    fn whatever_does_not_fit_is_named() {
        let stranger = Known::default();
        let crowded = Known {
            admins: 2,
            other_requests: 1,
            is_admin: true,
            ..known()
        };
        let returning = Known {
            access_over: true,
            ..known()
        };
        for (email, known, expected) in [
            ("petra@gmail.com", known(), Check::FreeMail),
            (
                "petra@elders.example",
                known(),
                Check::DomainDiffers(vec!["garage-jansen.example".into()]),
            ),
            (
                "petra@elders.example",
                Known {
                    domains: vec![],
                    ..known()
                },
                Check::DomainNew,
            ),
            (
                "petra@elders.example",
                stranger.clone(),
                Check::NumberUnknown,
            ),
            (
                "petra@elders.example",
                stranger.clone(),
                Check::AddressConfirmed(false),
            ),
            (
                "petra@elders.example",
                stranger,
                Check::MobileAllowed(false),
            ),
            (
                "petra@garage-jansen.example",
                crowded.clone(),
                Check::HasAdmins(2),
            ),
            (
                "petra@garage-jansen.example",
                crowded.clone(),
                Check::OtherRequests(1),
            ),
            ("petra@garage-jansen.example", crowded, Check::IsAdmin),
            ("petra@garage-jansen.example", returning, Check::AccessOver),
            (
                "petra@garage-jansen.example",
                Known {
                    company: Some("Kantoor De Boer".into()),
                    ..known()
                },
                Check::NumberBelongs(NameMatch::Other, "Kantoor De Boer".into()),
            ),
        ] {
            let all = checked(email, &known);
            assert_eq!(
                all.contains(&Check::NoAdmin),
                known.company.is_some() && known.admins == 0
            );
            assert!(all.contains(&expected), "{expected:?} in {all:?}");
            assert_ne!(expected.in_favour(), Some(true));
        }
    }
}
