//! How it stands with somebody, and why somebody needs help.

super::texts! {
    // How it stands
    standing_active:
        "Kan inloggen",
        "Can log in";
    standing_must_change:
        "Kan inloggen, moet dan een nieuw wachtwoord kiezen",
        "Can log in, then has to choose a new password";
    standing_invited(day):
        "Uitgenodigd, tot {day}",
        "Invited, until {day}";
    standing_invitation_expired:
        "Uitnodiging verlopen",
        "Invitation expired";
    standing_blocked:
        "Geblokkeerd",
        "Blocked";
    standing_password_disabled:
        "Wachtwoord uitgezet",
        "Password switched off";
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
        "Staat er anders in dan deze versie kent",
        "Stored in a way that this version does not know";
    of_newer_version:
        "een nieuwere versie van dit portaal heeft het vastgelegd; deze versie laat het dicht. Probeer het over een uur nog eens",
        "a newer version of this portal recorded it; this version keeps it closed. Try again in an hour";
    role_unknown:
        "Onbekend in deze versie",
        "Unknown to this version";
    why_unknown:
        "Geblokkeerd: om een reden die deze versie niet kent",
        "Blocked: for a reason that this version does not know";
    standing_ends(day):
        "Heeft toegang tot en met {day}",
        "Has access up to and including {day}";

    // Why somebody needs help
    why_wrong_passwords:
        "Geblokkeerd: te vaak een verkeerd wachtwoord",
        "Blocked: a wrong password too often";
    why_wrong_codes:
        "Geblokkeerd: te vaak een verkeerde sms-code",
        "Blocked: a wrong code too often";
    why_frozen:
        "Geblokkeerd: heeft zelf het account geblokkeerd",
        "Blocked: blocked the account themselves";
    why_by_desk:
        "Geblokkeerd: vroeg de servicedesk daarom",
        "Blocked: asked the service desk to do so";
    why_password_disabled:
        "Wachtwoord uitgezet: onbekenden hebben te vaak geraden",
        "Password switched off: strangers guessed too often";
    why_waits(time):
        "Kan niet inloggen: te vaak een verkeerd wachtwoord, tot {time}",
        "Cannot log in: a wrong password too often, until {time}";
    why_cannot_log_in:
        "Vraagt uw hulp: kan niet inloggen",
        "Asks for your help: cannot log in";
    why_wrong_number:
        "Vraagt uw hulp: het mobiele nummer klopt niet",
        "Asks for your help: the mobile number is wrong";
    why_more_rights:
        "Vraagt uw hulp: wil meer kunnen doen",
        "Asks for your help: would like to do more";
    why_invitation_expired:
        "De uitnodiging is verlopen, het account is nog niet klaargemaakt",
        "The invitation has expired, the account was never set up";
    since(day, time):
        "Sinds {day}, {time}",
        "Since {day}, {time}";
    since_today(time):
        "Sinds vandaag, {time}",
        "Since today, {time}";
    next_somebody(when):
        "Nog niets gedaan? Wij vragen {when} iemand anders",
        "Nothing done yet? We will ask somebody else {when}";
    next_desk(when):
        "Nog niets gedaan? Wij vragen {when} de servicedesk",
        "Nothing done yet? We will ask the service desk {when}";
    at_desk:
        "De servicedesk heeft deze vraag nu ook",
        "The service desk has this question now as well";
    at_time(time):
        "om {time}",
        "at {time}";
    at_day_and_time(day, time):
        "op {day} om {time}",
        "on {day} at {time}";
    desk_unblocks(name, desk):
        "Alleen {desk} kan {name} deblokkeren. Laat {name} zelf bellen.",
        "Only {desk} can unblock {name}. Let {name} call.";
    desk_sends_link(name, desk):
        "Wachtwoord vergeten? {name} vraagt zelf een nieuw aan op de inlogpagina, of belt {desk}.",
        "Forgot the password? {name} asks for a new one on the login page, or calls {desk}.";
    desk_changes_number(name, until, desk):
        "Tot {until} wijzigt alleen {desk} het mobiele nummer, want {name} is of was kort geleden vervanger of beheerder. Laat {name} zelf bellen.",
        "Until {until} only {desk} changes the mobile number, because {name} stands in, or stood in or was admin a short time ago. Let {name} call.";
    desk_changes_number_of_admin(name, desk):
        "Een ander mobiel nummer? {name} is ook gebruikersbeheerder: daarvoor belt {name} zelf {desk}.",
        "Another mobile number? {name} is an admin too, and calls {desk} for it.";
    number_of_agent(name):
        "Een ander mobiel nummer? {name} werkt bij de servicedesk: daar wijzigen twee collega's het samen.",
        "Another mobile number? {name} works at the service desk: two colleagues there change it together.";
    reset_off(until):
        "Een nieuw wachtwoord per mail kan weer vanaf {until}: een nummer of het e-mailadres is net gewijzigd.",
        "A new password by e-mail is possible again from {until}: a number or the e-mail address was just changed.";
    only_desk(desk):
        "Alleen {desk} kan een gebruikersbeheerder deblokkeren.",
        "Only {desk} can unblock an admin.";
}
