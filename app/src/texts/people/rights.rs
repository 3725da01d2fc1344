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
