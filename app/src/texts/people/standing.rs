//! How it stands with somebody, and why somebody needs help.

super::texts! {
    // How it stands
    standing_active:
        "Kan inloggen",
        "Can log in";
    standing_must_change:
        "Kan inloggen, moet dan een nieuw wachtwoord kiezen",
        "Can log in, but must then choose a new password";
    standing_renew:
        "Moet via de mail een nieuw wachtwoord kiezen",
        "Must choose a new password by e-mail";
    standing_invited(day):
        "Uitgenodigd, tot {day}",
        "Invited, until {day}";
    standing_invitation_expired:
        "Uitnodiging verlopen",
        "Invitation expired";
    standing_invitation_held:
        "Uitnodiging wacht op een beheerder",
        "Invitation waiting for an admin";
    standing_blocked:
        "Geblokkeerd",
        "Blocked";
    standing_password_disabled:
        "Wachtwoord uitgeschakeld",
        "Password disabled";
    standing_not_yet(day):
        "Toegang vanaf {day}",
        "Access from {day}";
    standing_ended(day):
        "Toegang afgelopen op {day}",
        "Access ended on {day}";
    standing_stopped:
        "Toegang gestopt",
        "Access stopped";
    standing_unknown:
        "Nu niet te zien",
        "Cannot be shown right now";
    of_newer_version:
        "het portaal wordt op dit moment vernieuwd. Probeer het over een uur nog eens",
        "the portal is being updated. Try again in an hour";
    role_unknown:
        "Nu niet te zien",
        "Cannot be shown right now";
    why_unknown:
        "Geblokkeerd: de reden is nu niet te zien",
        "Blocked: the reason cannot be shown right now";
    standing_ends(day):
        "Heeft toegang tot en met {day}",
        "Has access up to and including {day}";

    // Why somebody needs help
    why_wrong_passwords:
        "Geblokkeerd: te vaak een verkeerd wachtwoord",
        "Blocked: too many wrong passwords";
    why_wrong_codes:
        "Geblokkeerd: te vaak een verkeerde sms-code",
        "Blocked: too many wrong codes";
    why_frozen:
        "Heeft het eigen account geblokkeerd",
        "Blocked their own account";
    why_by_desk:
        "Geblokkeerd door de servicedesk, op eigen verzoek",
        "Blocked by the service desk, at their own request";
    why_password_disabled:
        "Wachtwoord uitgeschakeld: iemand probeerde het te raden",
        "Password disabled: somebody tried to guess it";
    why_waits(time):
        "Kan niet inloggen tot {time}: te vaak een verkeerd wachtwoord",
        "Cannot log in until {time}: too many wrong passwords";
    why_cannot_log_in:
        "Vraagt uw hulp: inloggen lukt niet",
        "Needs your help: cannot log in";
    why_cannot_set_up:
        "Vraagt uw hulp: account klaarmaken lukt niet",
        "Needs your help: cannot set up the account";
    why_wrong_number:
        "Vraagt uw hulp: het mobiele nummer klopt niet",
        "Needs your help: the mobile number is wrong";
    why_more_rights:
        "Vraagt uw hulp: wil meer kunnen doen",
        "Needs your help: needs to be able to do more";
    why_invitation_expired:
        "De uitnodiging is verlopen, het account is nog niet klaargemaakt",
        "The invitation has expired, the account has not been set up yet";
    why_invitation_held:
        "De uitnodiging werkt pas weer als een beheerder die opnieuw verstuurt",
        "The invitation does not work until an admin sends it again";
    since(day, time):
        "Sinds {day}, {time}",
        "Since {day}, {time}";
    since_today(time):
        "Sinds vandaag, {time}",
        "Since today, {time}";
    next_somebody(when):
        "Doet u niets, dan vragen wij {when} iemand anders",
        "If you do nothing, we will ask somebody else {when}";
    next_desk(when):
        "Doet u niets, dan vragen wij {when} de servicedesk",
        "If you do nothing, we will ask the service desk {when}";
    at_desk:
        "Deze vraag ligt nu ook bij de servicedesk",
        "This request is now with the service desk too";
    at_time(time):
        "om {time}",
        "at {time}";
    at_day_and_time(day, time):
        "op {day} om {time}",
        "on {day} at {time}";
    desk_unblocks(name, desk):
        "Alleen {desk} kan {name} deblokkeren. Laat {name} zelf bellen.",
        "Only {desk} can unblock {name}. Ask {name} to call.";
    desk_sends_link(name, desk):
        "Wachtwoord vergeten? {name} kan zelf een nieuw wachtwoord aanvragen op de inlogpagina, of {desk} bellen.",
        "Forgotten password? {name} can ask for a new one on the login page, or call {desk}.";
    desk_changes_number(name, until, desk):
        "Tot {until} kan alleen {desk} het mobiele nummer wijzigen, want {name} is vervanger, of was kort geleden vervanger of beheerder. Laat {name} zelf bellen.",
        "Until {until} only {desk} can change the mobile number, because {name} is a stand-in, or was a stand-in or an admin recently. Ask {name} to call.";
    desk_changes_number_of_admin(name, desk):
        "Een ander mobiel nummer? {name} is ook gebruikersbeheerder en moet daarvoor zelf {desk} bellen.",
        "A different mobile number? {name} is an admin too, and has to call {desk} for that.";
    number_of_agent(name):
        "Een ander mobiel nummer? {name} werkt bij de servicedesk: daar wijzigen twee collega’s het samen.",
        "A different mobile number? {name} works at the service desk: two colleagues there change it together.";
    reset_off(until):
        "Een nieuw wachtwoord per mail kan vanaf {until}: het account, een nummer of het e-mailadres is nieuw.",
        "A new password by e-mail is possible from {until}: the account, a number or the e-mail address is new.";
    only_desk(desk):
        "Alleen {desk} kan een gebruikersbeheerder deblokkeren.",
        "Only {desk} can unblock an admin.";
}
