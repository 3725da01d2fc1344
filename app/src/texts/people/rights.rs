//! What somebody may do, and from when until when.

super::texts! {
    rights_of(name):
        "Autorisaties van {name}",
        "{name}’s permissions";
    access_of(name):
        "Toegang van {name}",
        "{name}’s access";
    let_in_again:
        "Weer toegang geven",
        "Give access again";
    rights_question(name):
        "Wat mag {name}?",
        "What may {name} do?";
    rights_hint:
        "Zet een vinkje bij wat deze medewerker mag. Uw wijziging werkt meteen.",
        "Tick what this person may do. Your change works straight away.";
    rights_wanted(name, what):
        "{name} vraagt om: {what}.",
        "{name} asks for: {what}.";
    dates_hint:
        "Laat de datums leeg als de toegang gewoon doorloopt.",
        "Leave the dates empty if access simply continues.";
    date_until_hint:
        "De toegang werkt op deze dag nog.",
        "Access still works on this day.";
    dates_folded:
        "Begindatum of einddatum instellen",
        "Set a start date or an end date";
    date_hint:
        "De toegang werkt op deze dag nog. Laat de datum leeg als de toegang gewoon doorloopt.",
        "Access still works on this day. Leave the date empty if access simply continues.";
    date_from:
        "Begindatum",
        "Start date";
    date_until:
        "Einddatum",
        "End date";
    rights_done_added(name, what):
        "{name} mag nu ook: {what}.",
        "{name} may now also: {what}.";
    rights_done_removed(name, what):
        "{name} mag niet meer: {what}.",
        "{name} may no longer: {what}.";
    rights_done_asked(name, what):
        "{name} krijgt dit pas als de servicedesk het goedkeurt: {what}.",
        "{name} will only get this once the service desk approves it: {what}.";
    rights_asked_text:
        "Wie dit mag, beslist mee over aanvragen van collega’s. Daarom moet iemand anders van de servicedesk het goedkeuren.",
        "Anybody who may do this helps to decide on colleagues’ requests. That is why somebody else at the service desk has to approve it.";
    right_takes_two:
        "Iemand anders van de servicedesk moet dit eerst goedkeuren.",
        "Somebody else at the service desk has to approve this first.";
    rights_withdrawn(name, what):
        "U hebt deze aanvraag voor {name} ingetrokken: {what}.",
        "You have withdrawn this request for {name}: {what}.";
    right_asked(until):
        "Wacht op goedkeuring door de servicedesk, tot {until}. Haal het vinkje weg om de aanvraag in te trekken.",
        "Waiting for approval by the service desk, until {until}. Untick it to withdraw the request.";
    right_waits(until):
        "Wacht op goedkeuring door de servicedesk, tot {until}",
        "Waiting for approval by the service desk, until {until}";
    restored_without(name, what):
        "{name} krijgt hier een mail over en kan meteen inloggen. Dit komt niet vanzelf terug: {what}. Vraag het opnieuw aan bij de autorisaties.",
        "{name} will get an e-mail about this and can log in straight away. This does not come back automatically: {what}. Ask for it again under permissions.";
    dates_done_none(name):
        "De toegang van {name} heeft nu geen begindatum of einddatum.",
        "{name}’s access now has no start date or end date.";
    dates_done_from(name, day):
        "De toegang van {name} begint nu op {day}.",
        "{name}’s access now begins on {day}.";
    dates_done_until(name, day):
        "De toegang van {name} loopt nu tot en met {day}.",
        "{name}’s access now lasts up to and including {day}.";
    dates_done_between(name, from, until):
        "De toegang van {name} loopt nu van {from} tot en met {until}.",
        "{name}’s access now lasts from {from} up to and including {until}.";
    rights_done_text(name):
        "Dit werkt meteen. {name} krijgt hier een mail over.",
        "This works straight away. {name} will get an e-mail about this.";
    rights_undo_until(time):
        "Ongedaan maken kan tot {time}.",
        "You can undo this until {time}.";
    rights_undo(time):
        "Laatste wijziging ongedaan maken (kan tot {time})",
        "Undo the last change (until {time})";
    rights_undone:
        "Uw laatste wijziging is ongedaan gemaakt.",
        "Your last change has been undone.";
    rights_undone_text(name):
        "{name} krijgt hier ook een mail over.",
        "{name} will get an e-mail about this too.";
    rights_undo_not:
        "Dit kunt u niet meer ongedaan maken.",
        "You can no longer undo this.";
    rights_undo_not_text:
        "Het is te lang geleden, of er is daarna nog iets gewijzigd. Hieronder ziet u hoe het nu is. Wijzig het daar als het niet klopt.",
        "It was too long ago, or something was changed after it. Below you can see how it is now. Change it there if it is wrong.";
    rights_again:
        "Nog eens wijzigen",
        "Change again";
}
