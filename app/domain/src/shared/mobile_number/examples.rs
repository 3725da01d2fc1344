//! Every example of the tables of `phonenumber`, of every region and type, against our own judge.
//! Where the two differ the difference is written down here, with its reason.

use phonenumber::{Type, metadata::DATABASE};

use super::{AllowedCountries, MobileNumber, MobileProblem};

/// Every type that has examples.
const TYPES: [Type; 10] = [
    Type::Mobile,
    Type::FixedLine,
    Type::TollFree,
    Type::PremiumRate,
    Type::SharedCost,
    Type::Voip,
    Type::PersonalNumber,
    Type::Pager,
    Type::Uan,
    Type::Voicemail,
];

#[test]
fn foreign_examples_of_every_region_and_type_are_judged_as_what_they_are() {
    let mut seen = 0;
    for region in DATABASE.iter().filter(|region| region.id() != "NL") {
        let code = region.country_code().to_string();
        let allowed = AllowedCountries::new(&[&code]);
        for kind in TYPES {
            let table = |kind| region.descriptors().get(kind);
            let Some(example) = table(kind).and_then(|table| table.example()) else {
                continue;
            };
            seen += 1;
            let number = format!("+{code}{example}");
            let judged = MobileNumber::parse(&number, &allowed);
            let may_be_mobile = table(Type::Mobile).is_some_and(|table| table.is_match(example));
            let (id, judged) = (region.id(), judged.as_ref().map(MobileNumber::e164));
            match kind {
                Type::Mobile => assert_eq!(judged, Ok(number.as_str()), "{id}"),
                // Where numbers of houses and of telephones look alike (North America among others) they are let in.
                Type::FixedLine if may_be_mobile => assert_eq!(judged, Ok(number.as_str()), "{id}"),
                Type::FixedLine => {
                    assert_eq!(judged, Err(&MobileProblem::Landline), "{id} {number}");
                }
                _ => assert!(judged.is_err(), "{id} {kind:?} {number}: {judged:?}"),
            }
        }
    }
    assert!(seen > 1000, "{seen} examples");
}
