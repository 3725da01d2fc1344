//! One person, the whole story.

super::texts! {
    can_log_in(name):
        "{name} kan inloggen.",
        "{name} can log in.";
    can_log_in_until(name, day):
        "{name} kan inloggen, tot en met {day}. Daarna stopt de toegang.",
        "{name} can log in, up to and including {day}. After that, access stops.";
    can_log_in_must_change(name):
        "{name} kan inloggen en moet dan één keer een nieuw wachtwoord kiezen.",
        "{name} can log in and then has to choose a new password once.";
    chooses_by_mail(name):
        "{name} moet eerst een nieuw wachtwoord kiezen. Stuur een wachtwoordlink, of laat {name} op de inlogpagina “Wachtwoord vergeten?” kiezen.",
        "{name} has to choose a new password first. Send a password link, or ask {name} to choose “Forgot your password?” on the login page.";
    cannot_log_in(name, why):
        "{name} kan niet inloggen: {why}.",
        "{name} cannot log in: {why}.";
    too_many_passwords:
        "te vaak een verkeerd wachtwoord",
        "too many wrong passwords";
    too_many_codes:
        "te vaak een verkeerde sms-code",
        "too many wrong codes";
    froze:
        "het account is geblokkeerd met de link in een waarschuwing van ons",
        "the account is blocked, with the link in a warning from us";
    blocked_by_desk:
        "het account is geblokkeerd door de servicedesk, op eigen verzoek",
        "the account is blocked by the service desk, at its owner’s request";
    ask_first(name):
        "Bel {name} voordat u deblokkeert",
        "Call {name} before you unblock";
    ask_first_text(name):
        "{name} liet het account blokkeren omdat iemand anders kon inloggen. Bel een nummer dat u al kent en vraag of dat is opgelost. Stuur na het deblokkeren ook een wachtwoordlink.",
        "{name} had the account blocked because somebody else could log in. Call a number you already know and ask whether that has been solved. After unblocking, send a password link too.";
    guessed:
        "iemand probeerde het wachtwoord te raden, daarom is het uitgeschakeld",
        "somebody tried to guess the password, so it was disabled";
    waits(name, time):
        "{name} kan niet inloggen tot {time}: te vaak een verkeerd wachtwoord. Op een apparaat waarop {name} al eerder inlogde, kan het wel.",
        "{name} cannot log in until {time}: too many wrong passwords. It does work on a device that {name} has used before to log in.";
    is_invited(name, until):
        "{name} is uitgenodigd en heeft het account nog niet klaargemaakt. De uitnodiging werkt tot {until}.",
        "{name} was invited and has not set up the account yet. The invitation works until {until}.";
    invitation_stuck(name):
        "{name} kan het account niet klaarmaken. Misschien is te vaak een verkeerde sms-code ingevuld: dan werkt de uitnodiging niet meer. Stuur de uitnodiging opnieuw, en vraag of het mobiele nummer klopt.",
        "{name} cannot set up the account. Perhaps too many wrong codes were entered: then the invitation no longer works. Send the invitation again, and ask whether the mobile number is right.";
    invitation_ran_out(name):
        "{name} kan niet inloggen: de uitnodiging is verlopen voordat het account klaar was.",
        "{name} cannot log in: the invitation expired before the account was set up.";
    invitation_held_block(name, by):
        "{name} kan niet inloggen: de uitnodiging wacht op een beheerder. Die uitnodiging kwam uit het account van {by}, dat op eigen verzoek is geblokkeerd.",
        "{name} cannot log in: the invitation is waiting for an admin. {by}’s account, from which it was sent, was blocked at their own request.";
    invitation_held_sender(name, by):
        "{name} kan niet inloggen: de uitnodiging wacht op een beheerder. Die uitnodiging kwam van {by}, die hier niemand meer toegang kan geven.",
        "{name} cannot log in: the invitation is waiting for an admin. It was sent by {by}, who can no longer give anybody access here.";
    invitation_held(name):
        "{name} kan niet inloggen: de uitnodiging wacht op een beheerder.",
        "{name} cannot log in: the invitation is waiting for an admin.";
    held_by_somebody:
        "een beheerder",
        "an admin";
    held_ask_first(name):
        "Klopt de uitnodiging voor {name}?",
        "Should {name} have been invited?";
    held_ask_block(name, by):
        "Misschien heeft niet {by} {name} uitgenodigd, maar iemand anders die in het account van {by} was. Bel {by} op een nummer dat u al kent en vraag het. Klopt het niet, trek de uitnodiging dan in.",
        "Perhaps it was not {by} who invited {name}, but somebody else who was in {by}’s account. Call {by} on a number you already know and ask. If not, withdraw the invitation.";
    held_ask(name):
        "Wie {name} uitnodigde, beslist daar niet meer over. Bel uw collega’s of {name} op een nummer dat u al kent en vraag of het nog klopt. Klopt het niet, trek de uitnodiging dan in.",
        "Whoever invited {name} no longer decides on it. Call your colleagues or {name} on a number you already know and ask whether {name} should still get access. If not, withdraw the invitation.";
    held_send:
        "Ja, verstuur de uitnodiging opnieuw",
        "Yes, send the invitation again";
    starts(name, day):
        "{name} kan nog niet inloggen. De toegang begint op {day}.",
        "{name} cannot log in yet. Access starts on {day}.";
    ended(name, day):
        "{name} kan niet meer inloggen: de toegang liep tot en met {day}.",
        "{name} can no longer log in: the last day of access was {day}.";
    was_stopped_by(name, by, day):
        "{name} kan niet inloggen: {by} heeft de toegang gestopt op {day}.",
        "{name} cannot log in: {by} stopped access on {day}.";
    was_stopped(name, day):
        "{name} kan niet inloggen: de toegang is gestopt op {day}.",
        "{name} cannot log in: access was stopped on {day}.";
    was_stopped_once(name):
        "{name} kan niet inloggen: de toegang is gestopt.",
        "{name} cannot log in: access was stopped.";
    restore_until(day):
        "Herstellen kan tot {day}.",
        "Access can be restored until {day}.";
    move_date_until(day):
        "Een nieuwe einddatum kiezen kan tot {day}.",
        "A new end date can be chosen until {day}.";
    restore_no_more:
        "Herstellen kan niet meer: dit is te lang geleden. Komt deze persoon terug? Nodig deze persoon dan opnieuw uit, met hetzelfde e-mailadres.",
        "Access can no longer be restored: this was too long ago. Is this person coming back? Then invite them again with the same e-mail address.";
    invite_back:
        "Opnieuw uitnodigen",
        "Invite again";
    wants(what):
        "Het gaat om: {what}.",
        "It is about: {what}.";
    wants_unsaid(name):
        "{name} gaf niet aan wat. Vraag dat eerst.",
        "{name} did not say what. Ask that first.";
    asks_something:
        "Vraagt uw hulp",
        "Asks for your help";
    facts:
        "Gegevens",
        "Details";
    email:
        "E-mailadres",
        "E-mail address";
    email_wrong:
        "Klopt het adres niet? Trek de uitnodiging in. Daarna kunt u deze persoon meteen opnieuw uitnodigen; de naam is dan al ingevuld.",
        "Is the address wrong? Withdraw the invitation. You can then send a new one straight away; the name will already be filled in.";
    mobile:
        "Mobiel nummer",
        "Mobile number";
    mobile_changed(day):
        "Gewijzigd op {day}",
        "Changed on {day}";
    access_code:
        "Toegangscode",
        "Access code";
    access_code_what(name):
        "Noem deze code als u ons over {name} belt, of laat {name} de code noemen. Niemand kan ermee inloggen.",
        "Give this code when you call us about {name}, or ask {name} to give it. Nobody can log in with it.";
    role_label:
        "Rol",
        "Role";
    role_change:
        "Naar de beheerders",
        "To the admins";
    access:
        "Toegang",
        "Access";
    access_no_dates:
        "Zonder begindatum en einddatum",
        "No start date or end date";
    access_from(day):
        "Vanaf {day}",
        "From {day}";
    access_until(day):
        "Tot en met {day}",
        "Up to and including {day}";
    access_between(from, until):
        "Van {from} tot en met {until}",
        "From {from} up to and including {until}";
    change:
        "Wijzigen",
        "Change";
    last_login_label:
        "Laatst ingelogd",
        "Last logged in";
    never:
        "Nog nooit",
        "Never";
    activated_label:
        "Account klaargemaakt",
        "Account set up";
    invitation_label:
        "Uitnodiging",
        "Invitation";
    invitation_sent_on(day):
        "Verstuurd op {day}",
        "Sent on {day}";
    invitation_works_until(until):
        "Werkt tot {until}",
        "Works until {until}";
    invitation_over:
        "De link werkt niet meer",
        "The link no longer works";
    rights_title:
        "Autorisaties",
        "Permissions";
    rights_none:
        "Nog geen autorisaties. Zonder autorisatie kan iemand inloggen, maar niets doen.",
        "No permissions yet. Without permissions a person can log in, but do nothing.";
    right_since_by(day, by):
        "Sinds {day}, gegeven door {by}",
        "Since {day}, given by {by}";
    right_since(day):
        "Sinds {day}",
        "Since {day}";
    right_not_held:
        "Werkt nu niet: uw bedrijf heeft deze autorisatie niet meer.",
        "Does not work now: your company no longer has this permission.";
    deliveries:
        "Berichten over inloggen en toegang",
        "Messages about login and access";
    deliveries_none(name):
        "Hierover hebben wij {name} nog niets gestuurd.",
        "We have not sent {name} anything about this yet.";
    history:
        "Geschiedenis",
        "History";
    history_none:
        "Er is nog niets gebeurd.",
        "Nothing has happened yet.";
    history_all:
        "Alles in het logboek",
        "Everything in the log";
    moment(day, time):
        "{day}, {time}",
        "{day}, {time}";
}
