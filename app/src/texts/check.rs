//! The half-yearly check of the list of the staff.

super::texts! {
    title:
        "Controle van uw medewerkers",
        "Check of your staff";
    lead_one:
        "Werkt deze medewerker nog bij u? Haal het vinkje weg als dat niet zo is.",
        "Does this person still work for you? Untick the box if not.";
    lead(number):
        "Werken deze {number} mensen nog bij u? Haal het vinkje weg bij wie weg is.",
        "Do these {number} people still work for you? Untick whoever has left.";
    nobody:
        "Er is nu niemand om na te kijken.",
        "There is nobody to look at now.";
    so_far(number, all):
        "U hebt er al {number} van de {all} nagekeken. Tussendoor stoppen mag: wij onthouden hoe ver u bent.",
        "You have looked at {number} of {all} so far. You may stop in between: we remember how far you are.";
    last(day, by):
        "Laatste controle: {day}, door {by}.",
        "Last check: {day}, by {by}.";
    last_by_somebody(day):
        "Laatste controle: {day}.",
        "Last check: {day}.";
    never:
        "Deze lijst is nog niet eerder gecontroleerd.",
        "This list has not been checked before.";
    people:
        "Wie werkt er nog bij u?",
        "Who still works for you?";
    unticked:
        "Haalt u ergens een vinkje weg? Dan ziet u eerst wat er gebeurt.",
        "If you untick anybody, you first see what will happen.";
    may(rights):
        "Mag: {rights}",
        "May: {rights}";
    may_nothing:
        "Heeft geen autorisaties",
        "Has no authorisations";
    right:
        "Ja, deze lijst klopt",
        "Yes, this list is right";
    right_so_far:
        "Dit klopt, verder",
        "This is right, continue";
    print:
        "Lijst om af te drukken",
        "List for printing";
    back:
        "Terug naar de lijst",
        "Back to the list";
    changed:
        "De lijst is intussen gewijzigd. Kijk hem nog een keer na.",
        "The list was changed meanwhile. Please look at it once more.";

    // Who is gone
    gone_one:
        "Van deze medewerker stopt de toegang vandaag",
        "The access of this person stops today";
    gone(number):
        "Van deze {number} mensen stopt de toegang vandaag",
        "The access of these {number} people stops today";
    gone_lead(days):
        "Zij worden overal uitgelogd en krijgen hier een mail over. Vergist u zich? U kunt de toegang nog {days} dagen herstellen.",
        "They are logged out everywhere and get an e-mail about this. A mistake? You can restore the access for {days} days.";
    gone_active:
        "De toegang stopt.",
        "The access stops.";
    gone_invited:
        "De uitnodiging wordt ingetrokken.",
        "The invitation is withdrawn.";
    gone_submit:
        "Toegang stoppen en lijst vastleggen",
        "Stop access and record the list";

    // What came of it
    done(day):
        "De lijst is vastgelegd op {day}.",
        "The list was recorded on {day}.";
    done_text(day):
        "Het staat in het logboek. Vanaf {day} vragen wij het opnieuw.",
        "It is in the log. We will ask again from {day}.";
    done_stopped_one:
        "Van 1 medewerker is de toegang gestopt.",
        "The access of 1 person was stopped.";
    done_stopped(number):
        "Van {number} mensen is de toegang gestopt.",
        "The access of {number} people was stopped.";
    page_done:
        "Deze bladzijde is vastgelegd. Hieronder staan de volgende medewerkers.",
        "This page was recorded. The next people are below.";

    // On the list of the staff
    due:
        "Klopt deze lijst nog?",
        "Is this list still right?";
    due_text:
        "Kijk weer even na wie er nog bij u werkt. Dan kan niemand inloggen die weg is.",
        "Check once more who still works for you. Then nobody who has left can log in.";
    due_go:
        "Lijst nakijken (1 minuut)",
        "Check the list (1 minute)";
    go:
        "Lijst nakijken of afdrukken",
        "Check or print the list";

    // On paper
    list_title(organisation):
        "Medewerkers van {organisation}",
        "Staff of {organisation}";
    list_lead(day, by):
        "Stand van {day}. Opgevraagd door {by}.",
        "As of {day}. Asked for by {by}.";
}
