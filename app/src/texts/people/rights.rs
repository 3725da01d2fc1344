//! What somebody may do, and how long.

super::texts! {
    rights_of(name):
        "Autorisaties van {name}",
        "Authorisations of {name}";
    rights_question(name):
        "Wat mag {name}?",
        "What may {name} do?";
    rights_hint:
        "Zet een vinkje bij wat deze medewerker mag. Het werkt meteen.",
        "Tick what this person may do. It works at once.";
    dates_hint:
        "Laat de datums leeg als de toegang gewoon doorloopt.",
        "Leave the dates empty if the access simply goes on.";
    date_from:
        "Eerste dag",
        "First day";
    date_until:
        "Laatste dag",
        "Last day";
    rights_done_added(name, what):
        "{name} mag nu ook: {what}.",
        "{name} may now also: {what}.";
    rights_done_removed(name, what):
        "{name} mag niet meer: {what}.",
        "{name} may no longer: {what}.";
    rights_done_asked(name, what):
        "{name} krijgt dit pas als de servicedesk het goedkeurt: {what}.",
        "{name} will get this only once the service desk approves it: {what}.";
    rights_asked_text:
        "Wie dit mag, beslist mee over wat collega's vragen. Daarom moet iemand anders van de servicedesk het goedkeuren.",
        "Whoever may do this decides on what colleagues ask. So somebody else at the service desk has to approve it.";
    right_takes_two:
        "Iemand anders van de servicedesk moet dit eerst goedkeuren.",
        "Somebody else at the service desk has to approve this first.";
    rights_withdrawn(name, what):
        "Voor {name} vraagt u dit niet meer: {what}.",
        "For {name} you no longer ask for this: {what}.";
    right_asked(until):
        "Wacht op goedkeuring door de servicedesk, tot {until}. Haal het vinkje weg om het niet meer te vragen.",
        "Waits for the service desk to approve, until {until}. Untick it to no longer ask for it.";
    right_waits(until):
        "Wacht op goedkeuring door de servicedesk, tot {until}",
        "Waits for the service desk to approve, until {until}";
    restored_without(name, what):
        "{name} krijgt hier een mail over en kan meteen inloggen. Dit komt niet vanzelf terug: {what}. Vraag het opnieuw aan bij de autorisaties.",
        "{name} will get an e-mail about this and can log in at once. This does not come back by itself: {what}. Ask for it anew with the authorisations.";
    rights_done_dates(name):
        "De datums van {name} zijn gewijzigd.",
        "The dates of {name} were changed.";
    rights_done_text(name):
        "Dit werkt direct. {name} krijgt hier een mail over.",
        "This works at once. {name} will get an e-mail about this.";
    rights_again:
        "Nog eens wijzigen",
        "Change again";
}
