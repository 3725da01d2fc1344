//! `/beheer/medewerkers/nieuw`: somebody new, on one page and with one letter. Whether the address has an account
//! elsewhere shows nowhere.

use domain::{
    AuthorisationId, EmailAddress, Language, MobileNumber, PersonName,
    people::Role,
    post::Deed,
    shared::{
        lookalike::meant,
        person_name::{NamePart, NameProblem},
    },
};
use flows::{
    Caller, Permit,
    caller::right::SeeStaff,
    people::{
        Invite, Invited, Over, PAGE, Refusal, WholePerson, count, invite, one, rights_in_common,
        rights_to_copy,
    },
};

use super::{
    LIST, access, address,
    dates::{self, Dates},
    invite_form::{
        ADMIN, CALLED, EMAIL, FAMILY, FIELDS, GIVEN, INFIX, INITIALS, LOOK, MOBILE, SAME_AS, Shown,
        TAKE_OVER, draw,
    },
    refusals::{already_here, notice, refused, unfit_name},
    rights::{RIGHTS, right_names},
};
use crate::{
    bridge::{Answer, Ask, Flash, Stop, Typed, Unread},
    parts::{Act, FieldError, SEEN},
    texts::people as say,
    words::field_error,
};

/// Address of this page.
pub const PATH: &str = "/beheer/medewerkers/nieuw";

/// The same form, with what was filled in for somebody whose invitation was withdrawn.
pub(super) const ANEW: &str = "/beheer/medewerkers/nieuw?opnieuw=1";
/// Where the session keeps that.
const WITHDRAWN: &str = "withdrawn";

/// Shows the form: empty, or for inviting once more with another address.
pub async fn show(ask: Ask) -> Answer {
    let (caller, permit) = ask.admin().await?;
    let withdrawn = match ask.query("opnieuw") {
        Some(_) => ask.recall::<Typed>(WITHDRAWN).await?,
        None => None,
    };
    let same_as = ask.query(SAME_AS);
    let shown = match (
        ask.typed_before(&caller, &FIELDS).await?,
        withdrawn,
        same_as,
    ) {
        (Some(typed), ..) | (None, Some(typed), _) => Shown::refused(typed, vec![]),
        (None, None, Some(colleague)) => same_as_of(&ask, &permit, Typed::default(), &colleague)
            .await?
            .unwrap_or_default(),
        (None, None, None) => Shown::fresh(usual_rights(&ask, &permit).await?),
    };
    draw(&ask, shown).await
}

/// Keeps what can be filled in again after an invitation was withdrawn: most often only the address was wrong.
/// Neither address nor number: the one is why it was withdrawn, the other is never shown in full.
pub(super) async fn keep_withdrawn(ask: &Ask, whole: &WholePerson) -> Result<(), Stop> {
    let (name, facts) = (&whole.person.name, &whole.person.facts);
    let admin = match whole.person.role {
        Role::Admin => "ja",
        Role::Employee | Role::Unknown => "",
    };
    let typed = Typed::with(GIVEN, name.given_name())
        .and(INITIALS, name.initials())
        .and(INFIX, name.infix())
        .and(FAMILY, name.family_name())
        .and(ADMIN, admin);
    let rights = whole.rights.iter().filter(|right| right.works);
    let typed = rights.fold(typed, |typed, right| typed.and(RIGHTS, &right.code));
    let dates = Dates {
        from: facts.valid_from,
        until: facts.valid_until,
    };
    ask.remember(WITHDRAWN, dates.typed(typed)).await
}

/// Sends the invitation.
pub async fn send(ask: Ask, form: Unread) -> Answer {
    let (_, permit) = ask.admin().await?;
    let mut typed = form.only(&FIELDS)?;
    // A colleague sets the ticks and does nothing else, whichever button was pressed: what is given has been seen.
    let pressed = !typed.take(TAKE_OVER).is_empty();
    let looks = !typed.take(LOOK).is_empty();
    let colleague = typed.take(SAME_AS);
    let called = typed.take(CALLED);
    // Whoever looks for a colleague does nothing else either, also with Enter.
    if looks || (!pressed && !called.is_empty()) {
        return draw(&ask, Shown::looking(typed, called)).await;
    }
    if pressed || !colleague.is_empty() {
        let error = FieldError {
            field: SAME_AS,
            text: say::same_as_choose(ask.language).to_owned(),
        };
        return match same_as_of(&ask, &permit, typed.clone(), &colleague).await? {
            Some(shown) => draw(&ask, shown).await,
            None => draw(&ask, Shown::refused(typed, vec![error])).await,
        };
    }
    let new = match read(&ask, &typed) {
        Ok(new) => new,
        Err(errors) => return draw(&ask, Shown::refused(typed, errors)).await,
    };
    let name = new.name.full();
    let (caller, permit) = ask.change_staff(Deed::Invite, Some(&name)).await?;
    let l = ask.language;
    let at = |field, text: String| vec![FieldError { field, text }];
    match invite(ask.services(), &permit, &new).await? {
        Ok(invited) => {
            ask.tell(done(&ask, &caller, &new, &invited)).await?;
            Ok(ask.go(LIST))
        }
        Err(Refusal::NameUnfit(unfit)) => {
            let errors = at(GIVEN, unfit_name(l, unfit).to_owned());
            draw(&ask, Shown::refused(typed, errors)).await
        }
        Err(Refusal::AlreadyHere {
            authorisation,
            name,
            over,
        }) => {
            let errors = at(EMAIL, already_here(l, &name, over));
            let there = one(ask.services(), &permit.see(), &authorisation).await?;
            let there = there.ok().zip(over);
            let back = there.map(|(there, over)| gives_back(l, &name, &there, over));
            let page = Act::link(say::see_person(l, &name), address(&authorisation, ""));
            let known = back.into_iter().chain([page]).collect();
            draw(
                &ask,
                Shown {
                    known,
                    ..Shown::refused(typed, errors)
                },
            )
            .await
        }
        Err(Refusal::RightNotHeld { .. }) => {
            let errors = at(RIGHTS, say::no_right(l).to_owned());
            draw(&ask, Shown::refused(typed, errors)).await
        }
        Err(Refusal::DatesReversed) => {
            let errors = at(dates::UNTIL, say::no_reversed(l).to_owned());
            draw(&ask, Shown::refused(typed, errors)).await
        }
        Err(refusal) => not_done(&ask, &refusal, &name, typed).await,
    }
}

/// What gives somebody back the access that is over.
fn gives_back(l: Language, name: &str, there: &WholePerson, over: Over) -> Act {
    let at = |deed: &str| address(&there.person.id, deed);
    match over {
        Over::Stopped => Act::post(say::restore_of(l, name), at("toegang-herstellen"))
            .second()
            .with(SEEN, there.stop_seen.as_str()),
        Over::Ended => Act::link(say::new_end_of(l, name), at(access::PAGE)),
    }
}

/// Why not, above the form as it was filled in: what was typed for somebody can be sent later.
async fn not_done(ask: &Ask, refusal: &Refusal, name: &str, typed: Typed) -> Answer {
    if matches!(refusal, Refusal::NoLongerAdmin) {
        return refused(ask, refusal, name, PATH).await;
    }
    let why_not = Some(notice(ask, refusal, name)?);
    let shown = Shown {
        why_not,
        ..Shown::refused(typed, vec![])
    };
    draw(ask, shown).await
}

/// The form with what a colleague may do ticked, instead of what was; `None` if there is no such colleague here.
async fn same_as_of(
    ask: &Ask,
    permit: &Permit<SeeStaff>,
    typed: Typed,
    colleague: &str,
) -> Result<Option<Shown>, Stop> {
    let Some(id) = AuthorisationId::parse(colleague) else {
        return Ok(None);
    };
    let Ok(whole) = one(ask.services(), permit, &id).await? else {
        return Ok(None);
    };
    let rights = rights_to_copy(ask.services(), &whole);
    Ok(Some(Shown::same_as(
        whole.person.name.full(),
        typed,
        rights,
    )))
}

/// What every colleague may do, ticked from the start: most new people do the same work. It is there to be seen and
/// unticked. In a large organisation the work differs, and nothing is ticked; nor is what a second person has to approve.
async fn usual_rights(ask: &Ask, permit: &Permit<SeeStaff>) -> Result<Vec<String>, Stop> {
    if count(ask.services(), permit).await?.number as usize > PAGE {
        return Ok(vec![]);
    }
    let mut usual = rights_in_common(ask.services(), permit).await?;
    usual.retain(|code| !ask.services().catalogue.has_four_eyes(code));
    Ok(usual)
}

/// What was typed, or everything that is wrong with it, in the order of the form.
fn read(ask: &Ask, typed: &Typed) -> Result<Invite, Vec<FieldError>> {
    let l = ask.language;
    let name = PersonName::parse(
        typed.get(GIVEN),
        typed.get(INITIALS),
        typed.get(INFIX),
        typed.get(FAMILY),
    );
    let email = EmailAddress::parse(typed.get(EMAIL));
    let mobile = MobileNumber::parse(typed.get(MOBILE), &ask.services().policy.countries);
    let dates = Dates::read(l, typed, ask.now, Dates::default());
    let rights: Vec<String> = typed.all(RIGHTS).into_iter().map(str::to_owned).collect();
    let role = match typed.get(ADMIN) {
        "" => Role::Employee,
        _ => Role::Admin,
    };
    let nothing = rights.is_empty() && role == Role::Employee;
    match (name, email, mobile, dates) {
        (Ok(name), Ok(email), Ok(mobile), Ok(dates)) if !nothing => Ok(Invite {
            name,
            email,
            mobile,
            role,
            rights,
            valid_from: dates.from,
            valid_until: dates.until,
            language: l,
        }),
        (name, email, mobile, dates) => {
            let at_name =
                |problem: NameProblem| field_error(l, name_field(problem.part()), problem);
            let mut errors: Vec<FieldError> =
                name.err().into_iter().flatten().map(at_name).collect();
            errors.extend(email.err().map(|problem| field_error(l, EMAIL, problem)));
            errors.extend(mobile.err().map(|problem| field_error(l, MOBILE, problem)));
            errors.extend(nothing.then(|| FieldError {
                field: RIGHTS,
                text: say::invite_choose(l).to_owned(),
            }));
            errors.extend(dates.err().into_iter().flatten());
            Err(errors)
        }
    }
}

const fn name_field(part: NamePart) -> &'static str {
    match part {
        NamePart::Given => GIVEN,
        NamePart::Initials => INITIALS,
        NamePart::Infix => INFIX,
        NamePart::Family => FAMILY,
    }
}

/// What happened, with a way back; with a warning if the address only looks like one of the company (SEC-62).
fn done(ask: &Ask, caller: &Caller, new: &Invite, invited: &Invited) -> Flash {
    let l = ask.language;
    let (name, email) = (new.name.full(), new.email.for_display());
    // Once, for who typed it: the number is not shown whole again.
    let number = say::invited_number(l, new.mobile.national());
    let warning = invited.warning.as_ref();
    let warning = warning.map(|domain| say::invited_warning_text(l, &email, domain));
    let doubt = || meant(new.email.domain()).map(|domain| say::invited_meant(l, &email, domain));
    let flash = match warning.or_else(doubt) {
        Some(text) => Flash::warn(say::invited_warning(l, name)).text(format!("{text} {number}")),
        None => {
            let until = invited.until.day_and_time(l);
            let text = say::invited_text(l, new.name.greeting(), email, until);
            let begins = new.valid_from.filter(|from| ask.now < *from);
            let begins = begins.map(|from| say::invited_begins(l, from.day(l)));
            let text = [Some(text), begins, Some(number)];
            let text = text.into_iter().flatten().collect::<Vec<_>>().join(" ");
            let text = if invited.asked.is_empty() {
                text
            } else {
                let kind = ask.services().catalogue.kind(&caller.kind);
                let names = right_names(l, kind, &invited.asked).join(", ");
                let waits = say::rights_done_asked(l, new.name.greeting(), names);
                format!("{text} {waits} {}", say::rights_asked_text(l))
            };
            Flash::good(say::invited(l, name)).text(text)
        }
    };
    let at = |deed| address(&invited.authorisation, deed);
    // An admin's number is no fellow's to try.
    let flash = match new.role {
        Role::Employee => flash.next(say::test_sms(l), at("test-sms")),
        Role::Admin | Role::Unknown => flash,
    };
    flash
        .undo(say::withdraw_short(l), at("uitnodiging-intrekken"))
        .seen(&invited.seen)
}
