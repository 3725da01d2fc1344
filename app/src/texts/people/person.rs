//! One person, the whole story.

super::texts! {
    can_log_in(name):
        "{name} kan inloggen.",
        "{name} can log in.";
    can_log_in_until(name, day):
        "{name} kan inloggen, tot en met {day}. Daarna stopt de toegang.",
        "{name} can log in, up to and including {day}. After that the access stops.";
    can_log_in_must_change(name):
        "{name} kan inloggen en moet dan één keer een nieuw wachtwoord kiezen.",
        "{name} can log in and then has to choose a new password once.";
    cannot_log_in(name, why):
        "{name} kan niet inloggen: {why}.",
        "{name} cannot log in: {why}.";
    too_many_passwords:
        "te vaak een verkeerd wachtwoord",
        "a wrong password too often";
    too_many_codes:
        "te vaak een verkeerde sms-code",
        "a wrong code too often";
    froze:
        "heeft het account zelf geblokkeerd na een waarschuwing van ons",
        "blocked the account after a warning from us";
    blocked_by_desk:
        "de servicedesk heeft het account op eigen verzoek geblokkeerd",
        "the service desk blocked the account at their own wish";
    ask_first(name):
        "Bel {name} voordat u deblokkeert",
        "Call {name} before you unblock";
    ask_first_text(name):
        "{name} liet het account blokkeren omdat iemand anders erin kon. Bel een nummer dat u al kent en vraag of dat is opgelost. Stuur na het deblokkeren ook een wachtwoordlink.",
        "{name} had the account blocked because somebody else could get in. Call a number that you already know and ask whether that was sorted out. After unblocking, send a password link as well.";
    guessed:
        "onbekenden hebben te vaak geraden, daarom is het wachtwoord uitgezet",
        "strangers guessed too often, so the password was switched off";
    waits(name, time):
        "{name} kan niet inloggen: te vaak een verkeerd wachtwoord, tot {time}. Alleen op een apparaat waarop {name} al eerder inlogde, kan het wel.",
        "{name} cannot log in: a wrong password too often, until {time}. Only on a device that {name} logged in with before is it possible.";
    is_invited(name, until):
        "{name} is uitgenodigd en heeft het account nog niet klaargemaakt. De uitnodiging werkt tot {until}.",
        "{name} was invited and has not set up the account yet. The invitation works until {until}.";
    invitation_ran_out(name):
        "{name} kan niet inloggen: de uitnodiging is verlopen voordat het account klaar was.",
        "{name} cannot log in: the invitation expired before the account was set up.";
    starts(name, day):
        "{name} kan nog niet inloggen. De toegang begint op {day}.",
        "{name} cannot log in yet. The access starts on {day}.";
    ended(name, day):
        "{name} kan niet meer inloggen: de toegang liep tot en met {day}.",
        "{name} cannot log in any more: the access lasted up to and including {day}.";
    was_stopped_by(name, by, day):
        "{name} kan niet inloggen: {by} heeft de toegang gestopt op {day}.",
        "{name} cannot log in: {by} stopped the access on {day}.";
    was_stopped(name, day):
        "{name} kan niet inloggen: de toegang is gestopt op {day}.",
        "{name} cannot log in: the access was stopped on {day}.";
    was_stopped_once(name):
        "{name} kan niet inloggen: de toegang is gestopt.",
        "{name} cannot log in: the access was stopped.";
    restore_until(day):
        "Herstellen kan tot {day}.",
        "Restoring is possible until {day}.";
    move_date_until(day):
        "Een nieuwe einddatum kiezen kan tot {day}.",
        "Choosing a new end date is possible until {day}.";
    restore_no_more:
        "Herstellen kan niet meer: dit is te lang geleden. Bij terugkeer nodigt u opnieuw uit, met hetzelfde e-mailadres.",
        "It cannot be restored any more: this was too long ago. Whoever comes back is invited again, with the same e-mail address.";
    invite_back:
        "Opnieuw uitnodigen",
        "Invite again";
    asks_something:
        "Vraagt uw hulp",
        "Asks for your help";
    facts:
        "Gegevens",
        "Data";
    email:
        "E-mailadres",
        "E-mail address";
    email_wrong:
        "Klopt het adres niet? Trek de uitnodiging in. Daarna nodigt u meteen opnieuw uit; de naam is dan al ingevuld.",
        "Is the address not right? Withdraw the invitation. Then invite again at once; the name will be filled in.";
    mobile:
        "Mobiel nummer",
        "Mobile number";
    mobile_changed(day):
        "Gewijzigd op {day}",
        "Changed on {day}";
    access_code:
        "Toegangscode",
        "Access code";
    access_code_what:
        "Om te noemen als u belt. Hiermee kan niemand inloggen.",
        "To mention when you call. Nobody can log in with it.";
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
        "Without start date and end date";
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
        "The link does not work any more";
    rights_title:
        "Autorisaties",
        "Authorisations";
    rights_none:
        "Nog geen autorisaties. Zonder autorisatie kan iemand inloggen, maar niets doen.",
        "No authorisations yet. Without one a person can log in, but do nothing.";
    right_since_by(day, by):
        "Sinds {day}, gegeven door {by}",
        "Since {day}, given by {by}";
    right_since(day):
        "Sinds {day}",
        "Since {day}";
    right_not_held:
        "Werkt nu niet: uw bedrijf heeft dit recht niet meer.",
        "Does not work now: your company does not hold this right any more.";
    deliveries:
        "Wat wij stuurden",
        "What we sent";
    deliveries_none:
        "Wij hebben nog niets gestuurd.",
        "We have not sent anything yet.";
    history:
        "Wat er gebeurde",
        "What happened";
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
