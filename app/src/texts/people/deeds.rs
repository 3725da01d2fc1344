//! What can be done for somebody with one press, and what came of it.

super::texts! {
    // What can be done
    unblock:
        "Deblokkeren",
        "Unblock";
    look_and_unblock:
        "Bekijken en deblokkeren",
        "View and unblock";
    change_mobile:
        "Mobiel wijzigen",
        "Change mobile";
    rights:
        "Autorisaties",
        "Permissions";
    more:
        "Meer",
        "More";
    send_invitation:
        "Uitnodiging opnieuw sturen",
        "Send the invitation again";
    withdraw:
        "Uitnodiging intrekken",
        "Withdraw the invitation";
    send_link:
        "Wachtwoordlink sturen",
        "Send a password link";
    send_link_to(name):
        "Stuur {name} een wachtwoordlink",
        "Send {name} a password link";
    help_done:
        "Markeer als afgehandeld",
        "Mark as done";
    invite_same:
        "Collega toevoegen met dezelfde autorisaties",
        "Add a colleague with the same permissions";
    leave:
        "Uit dienst",
        "Has left";
    restore:
        "Toegang herstellen",
        "Restore access";
    drop_end:
        "Einddatum weghalen",
        "Remove the end date";
    restore_of(name):
        "Toegang van {name} herstellen",
        "Restore {name}’s access";
    new_end:
        "Einddatum wijzigen",
        "Change the end date";
    new_end_of(name):
        "Einddatum van {name} wijzigen",
        "Change {name}’s end date";
    appoint:
        "Beheerder aanwijzen",
        "Appoint an admin";
    see_person(name):
        "Naar {name}",
        "Go to {name}";
    back_to_list:
        "Alle medewerkers",
        "All staff";
    back_to(name):
        "Terug naar {name}",
        "Back to {name}";

    // What is asked first
    unblock_question(name):
        "{name} deblokkeren?",
        "Unblock {name}?";
    unblock_in(name):
        "{name} kan daarna meteen weer inloggen.",
        "{name} can then log in again straight away.";
    unblock_later(name, day):
        "{name} kan daarna inloggen vanaf {day}: dan begint de toegang.",
        "{name} can then log in from {day}, when access begins.";
    unblock_mail(name):
        "{name} krijgt hier een mail over.",
        "{name} will get an e-mail about this.";
    unblock_doubt(name):
        "U kunt dit niet terugdraaien. Weet u niet zeker of {name} zelf wil inloggen? Bel {name} dan eerst.",
        "You cannot undo this. If you are not sure that it is {name} who wants to log in, call {name} first.";
    log_out_question(name):
        "{name} overal uitloggen?",
        "Log {name} out everywhere?";
    log_out_lead(name):
        "Handig als {name} een telefoon of computer kwijt is.",
        "Useful if {name} has lost a phone or a computer.";
    log_out_lost(name):
        "{name} wordt meteen uitgelogd op elk apparaat. Wat {name} nu aan het invullen is, gaat misschien verloren.",
        "{name} will be logged out on every device straight away. What {name} is filling in now may be lost.";
    log_out_mail(name):
        "{name} krijgt hier een mail over en kan daarna meteen weer inloggen.",
        "{name} will get an e-mail about this and can log in again straight away.";

    // What came of it
    unblocked(name):
        "{name} kan weer inloggen.",
        "{name} can log in again.";
    unblocked_later(name, day):
        "{name} is gedeblokkeerd. De toegang begint op {day}.",
        "{name} is no longer blocked. Access begins on {day}.";
    unblocked_text(name):
        "Wij hebben {name} een mail gestuurd.",
        "We have sent {name} an e-mail.";
    unblocked_renew(name):
        "{name} is gedeblokkeerd.",
        "{name} is no longer blocked.";
    unblocked_text_renew(name):
        "Het oude wachtwoord werkt niet meer, want misschien kent iemand anders het. Stuur {name} een link voor een nieuw wachtwoord. {name} krijgt ook een mail met uitleg.",
        "The old password no longer works, because somebody else may know it. Send {name} a link for a new one. {name} will also get an e-mail that explains what to do.";
    unblocked_text_reset(name):
        "Wij hebben {name} een mail gestuurd. Is het wachtwoord vergeten? Stuur dan ook een link voor een nieuw wachtwoord.",
        "We have sent {name} an e-mail. Has the password been forgotten? Then send a link for a new one too.";
    link_sent(name):
        "{name} krijgt een mail met een link voor een nieuw wachtwoord.",
        "{name} will get an e-mail with a link for a new password.";
    link_sent_text(until):
        "De link werkt tot {until}. Er is ook een sms-code nodig. U krijgt het wachtwoord niet te zien.",
        "The link works until {until}. A code by text message is needed too. You will not see the password.";
    invitation_sent(name):
        "{name} krijgt de uitnodiging nog een keer.",
        "{name} will get the invitation again.";
    invitation_just_sent(name):
        "De uitnodiging voor {name} is net verstuurd.",
        "The invitation for {name} has just been sent.";
    invitation_sent_text(until):
        "De nieuwe link werkt tot {until}. De oude link werkt niet meer.",
        "The new link works until {until}. The old link no longer works.";
    withdrawn(name):
        "De uitnodiging voor {name} is ingetrokken.",
        "The invitation for {name} has been withdrawn.";
    withdrawn_text(name):
        "De link in de mail werkt niet meer. {name} krijgt hier een mail over. Klopte alleen het e-mailadres niet? Nodig {name} dan meteen opnieuw uit.",
        "The link in the e-mail no longer works. {name} will get an e-mail about this. Was only the e-mail address wrong? Then invite {name} again straight away.";
    invite_anew(name):
        "{name} opnieuw uitnodigen",
        "Invite {name} again";
    log_out_everywhere:
        "Overal uitloggen",
        "Log out everywhere";
    logged_out(name):
        "{name} is nu overal uitgelogd.",
        "{name} has been logged out everywhere.";
    nowhere_logged_in(name):
        "{name} was nergens ingelogd. Er is niets veranderd.",
        "{name} was not logged in anywhere. Nothing has changed.";
    logged_out_text(name):
        "{name} krijgt hier een mail over en kan meteen weer inloggen.",
        "{name} will get an e-mail about this and can log in again straight away.";
    restored(name):
        "{name} heeft weer toegang.",
        "{name} has access again.";
    restored_text(name):
        "{name} krijgt hier een mail over en kan meteen inloggen, met dezelfde autorisaties als eerst.",
        "{name} will get an e-mail about this and can log in straight away, with the same permissions as before.";
    restored_blocked(name):
        "{name} heeft weer toegang, maar kan nog niet inloggen.",
        "{name} has access again, but cannot log in yet.";
    restored_blocked_text:
        "Iets houdt het account nog tegen. Hieronder ziet u wat, en wie dat kan opheffen.",
        "Something still keeps the account out. Below you see what, and who can lift that.";
    restored_later(name, day):
        "De toegang van {name} is hersteld en begint op {day}.",
        "{name}’s access has been restored and begins on {day}.";
    restored_later_text(name):
        "{name} krijgt hier een mail over. Moet {name} nu al kunnen inloggen? Haal dan de begindatum weg bij de autorisaties.",
        "{name} will get an e-mail about this. Should {name} be able to log in now? Then remove the start date under permissions.";
    restored_until(name, day):
        "De toegang duurt weer tot en met {day}, zoals dat al gepland was. {name} krijgt hier een mail over.",
        "Access lasts until {day} again, as was planned before. {name} will get an e-mail about this.";
    restored_over(name):
        "De toegang van {name} is hersteld, maar de einddatum is intussen voorbij.",
        "{name}’s access has been restored, but the end date has passed in the meantime.";
    restored_over_text:
        "Inloggen kan pas weer als u een nieuwe einddatum kiest bij de autorisaties.",
        "Logging in is only possible again once you choose a new end date under permissions.";
    help_closed(name):
        "De vraag van {name} is afgehandeld.",
        "The request from {name} has been dealt with.";
    help_closed_text(name):
        "{name} krijgt hier een mail over.",
        "{name} will get an e-mail about this.";
}
