//! Numbers of other countries, by the tables of `phonenumber`. The tables are asked about the digits as they stand: a zero
//! that belongs to the number (Italy, Gabon, Ivory Coast) is never taken for one that is dialled at home only, or a landline
//! of Como would be somebody's mobile. A zero or another prefix of the home country is dropped only when nothing fits with it.

use phonenumber::{Metadata, Type, metadata::DATABASE};

use super::{AllowedCountries, MAX_DIGITS, MIN_DIGITS, MobileNumber, MobileProblem, country_of};

/// What a number can be, in the order in which tables that overlap decide: what costs money first.
const NO_PERSON: [Type; 4] = [
    Type::PremiumRate,
    Type::TollFree,
    Type::SharedCost,
    Type::Voip,
];
/// As [`NO_PERSON`], behind it.
const NO_TEXTS: [Type; 4] = [
    Type::PersonalNumber,
    Type::Pager,
    Type::Uan,
    Type::Voicemail,
];

/// A number of another country, given as country code and the rest.
pub(super) fn foreign(
    digits: &str,
    allowed: &AllowedCountries,
) -> Result<MobileNumber, MobileProblem> {
    let code = country_of(digits).ok_or(MobileProblem::Malformed)?;
    if !allowed.contains(code) {
        return Err(MobileProblem::CountryNotAllowed);
    }
    let national = digits.get(code.len()..).unwrap_or_default();
    let regions = code
        .parse()
        .ok()
        .and_then(|code: u16| DATABASE.by_code(&code));
    let regions = regions.unwrap_or_default();
    let at_home = regions
        .iter()
        .filter_map(|region| region.national_prefix())
        .filter_map(|prefix| national.strip_prefix(prefix));
    for national in std::iter::once(national).chain(at_home) {
        match regions.iter().find_map(|region| type_in(region, national)) {
            Some(Type::Mobile | Type::FixedLineOrMobile) => {
                return Ok(MobileNumber(format!("+{code}{national}")));
            }
            Some(Type::FixedLine) => return Err(MobileProblem::Landline),
            Some(Type::Uan) => return Err(MobileProblem::Premium),
            Some(kind) if NO_PERSON.contains(&kind) => return Err(MobileProblem::Premium),
            Some(_) => return Err(MobileProblem::NotMobile),
            None => {}
        }
    }
    let has = digits.len();
    if has < MIN_DIGITS {
        let needs = MIN_DIGITS;
        Err(MobileProblem::TooFewDigits { has, needs })
    } else if has > MAX_DIGITS {
        let needs = MAX_DIGITS;
        Err(MobileProblem::TooManyDigits { has, needs })
    } else {
        Err(MobileProblem::NotMobile)
    }
}

/// What a number is in a region, if it is one of that region.
fn type_in(region: &Metadata, national: &str) -> Option<Type> {
    let tables = region.descriptors();
    let fits = |kind: &Type| {
        tables
            .get(*kind)
            .is_some_and(|table| table.is_match(national))
    };
    if !tables.general().is_match(national) {
        return None;
    }
    NO_PERSON
        .into_iter()
        .chain(NO_TEXTS)
        .find(fits)
        .or_else(|| match (fits(&Type::FixedLine), fits(&Type::Mobile)) {
            (true, true) => Some(Type::FixedLineOrMobile),
            (true, false) => Some(Type::FixedLine),
            (false, true) => Some(Type::Mobile),
            (false, false) => None,
        })
}
