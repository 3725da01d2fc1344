//! Requests to be appointed admin in the demo, one at every point of its life, so that the queue and the pages can be seen.

use std::time::Duration;

use domain::{
    AccountId, Language, Moment, OrganisationId,
    appointments::{Reason, Review, Sex, State},
};
use flows::{
    Services, Tx,
    appointments::{Happened, Request, Seeded, seed},
    trouble::Result,
};

use super::{address, named, number};

const DAY: Duration = Duration::from_secs(24 * 60 * 60);

/// Who asks, for which company, when, and what happened.
struct Asked {
    kind: &'static str,
    number: &'static str,
    company: &'static str,
    given: &'static str,
    infix: &'static str,
    family: &'static str,
    email: &'static str,
    mobile: &'static str,
    days_ago: u32,
    stands: fn(Moment, &AccountId) -> State,
    story: &'static [(Happened, Option<&'static str>)],
}

const SENT: (Happened, Option<&str>) = (Happened::Submitted, None);
const YES: (Happened, Option<&str>) = (Happened::Confirmed, None);
const TAKEN: (Happened, Option<&str>) = (Happened::Taken, None);

const ALL: &[Asked] = &[
    Asked {
        kind: "garage",
        number: "3100517",
        company: "Garage De Linde",
        given: "Petra",
        infix: "de",
        family: "Wit",
        email: "petra@garage-delinde.example",
        mobile: "06 12345701",
        days_ago: 0,
        stands: |now, _| State::Submitted {
            until: now.plus(7 * DAY),
        },
        story: &[SENT],
    },
    Asked {
        kind: "adviseur",
        number: "40999",
        company: "Assurantiekantoor Visser",
        given: "Kees",
        infix: "",
        family: "Visser",
        email: "kees.visser@gmail.com",
        mobile: "06 12345702",
        days_ago: 1,
        stands: |_, _| State::Confirmed,
        story: &[SENT, YES],
    },
    Asked {
        kind: "garage",
        number: "3100517",
        company: "Garage De Linde BV",
        given: "Ahmed",
        infix: "",
        family: "Kaya",
        email: "ahmed@garage-delinde.example",
        mobile: "06 12345703",
        days_ago: 2,
        stands: |_, desk| {
            State::InReview(Review {
                organisation: true,
                called_back: true,
                verified_by: Some(desk.clone()),
            })
        },
        story: &[
            SENT,
            YES,
            TAKEN,
            (Happened::Linked, None),
            (Happened::CalledBack, Some("055 123 4567 (relatiebestand)")),
            (Happened::Verified, None),
        ],
    },
    Asked {
        kind: "autoverkoper",
        number: "77012",
        company: "Autohuis Van Dam",
        given: "Iris",
        infix: "van",
        family: "Dam",
        email: "iris@autohuis-vandam.example",
        mobile: "06 12345704",
        days_ago: 3,
        stands: |now, _| State::QuestionAsked {
            until: now.plus(11 * DAY),
            review: Review::default(),
        },
        story: &[
            SENT,
            YES,
            TAKEN,
            (
                Happened::Question,
                Some("U hebt al twee beheerders. Wordt u de derde, of vervangt u iemand?"),
            ),
        ],
    },
    Asked {
        kind: "adviseur",
        number: "40888",
        company: "Kantoor Smit",
        given: "Johan",
        infix: "",
        family: "Smit",
        email: "johan@kantoor-smit.example",
        mobile: "06 12345705",
        days_ago: 6,
        stands: |_, _| State::Rejected(Reason::NotReached),
        story: &[
            SENT,
            YES,
            TAKEN,
            (
                Happened::Rejected,
                Some("Wij belden drie keer, op verschillende dagen."),
            ),
        ],
    },
    Asked {
        kind: "adviseur",
        number: "40217",
        company: "Kantoor De Boer",
        given: "Karin",
        infix: "de",
        family: "Boer",
        email: "karin@kantoor-deboer.example",
        mobile: "06 12345601",
        days_ago: 40,
        stands: |_, _| State::Activated,
        story: &[
            SENT,
            YES,
            TAKEN,
            (Happened::Approved, None),
            (Happened::Activated, None),
        ],
    },
    Asked {
        kind: "garage",
        number: "3100555",
        company: "Garage Mulder",
        given: "Bas",
        infix: "",
        family: "Mulder",
        email: "bas@garage-mulder.example",
        mobile: "06 12345706",
        days_ago: 20,
        stands: |_, _| State::Expired,
        story: &[SENT, YES, TAKEN, (Happened::Expired, None)],
    },
    Asked {
        kind: "autoverkoper",
        number: "77044",
        company: "Autobedrijf De Brug",
        given: "Nina",
        infix: "",
        family: "Postma",
        email: "nina@debrug.example",
        mobile: "06 12345707",
        days_ago: 5,
        stands: |_, _| State::Withdrawn,
        story: &[SENT, YES, (Happened::Withdrawn, None)],
    },
];

/// Puts them into the books; `desk` dealt with them, and `linde` is the company that has no admin.
pub(super) async fn furnish(
    tx: &mut Tx,
    services: &Services,
    desk: &AccountId,
    linde: &OrganisationId,
) -> Result<()> {
    let now = services.now();
    for asked in ALL {
        let at = now.minus(asked.days_ago * DAY);
        let request = Request {
            kind: asked.kind.to_owned(),
            number: Some(asked.number.to_owned()),
            company: Some(asked.company.to_owned()),
            name: named(asked.given, asked.infix, asked.family)?,
            sex: (asked.kind == "garage").then_some(Sex::Unsaid),
            email: address(asked.email)?,
            mobile: number(asked.mobile)?,
            remark: None,
            answers: Vec::new(),
            language: Language::Nl,
        };
        let seeded = Seeded {
            request: &request,
            at,
            state: (asked.stands)(now, desk),
            reply_by: at.plus(2 * DAY),
            organisation: Some(linde),
            desk,
            story: asked.story,
        };
        seed(tx, services, &seeded).await?;
    }
    Ok(())
}
