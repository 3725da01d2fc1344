//! The half-yearly check of the list of the staff.

super::texts! {
    title:
        "Controle van uw medewerkers",
        "Check your staff";
    lead_one:
        "Werkt deze medewerker nog bij u? Haal het vinkje weg als dat niet zo is.",
        "Does this person still work for you? If not, untick the box.";
    lead(number):
        "Werken deze {number} mensen nog bij u? Haal het vinkje weg bij wie niet meer bij u werkt.",
        "Do these {number} people still work for you? Untick anybody who does not.";
    nobody:
        "Er zijn nu geen medewerkers om na te kijken.",
        "There is nobody to check at the moment.";
    nobody_left:
        "Iedereen is nagekeken. U hoeft de lijst alleen nog vast te leggen.",
        "Everybody has been checked. All that is left is to confirm the list.";
    in_parts(all):
        "U kijkt {all} mensen na, in delen. U mag tussendoor stoppen: wij onthouden hoe ver u bent.",
        "You check {all} people, in parts. You can stop at any time: we remember how far you got.";
    so_far(number, all):
        "U hebt er al {number} van de {all} nagekeken. U mag tussendoor stoppen: wij onthouden hoe ver u bent.",
        "You have checked {number} of {all} so far. You can stop at any time: we remember how far you got.";
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
        "If you untick anybody, you will first see what happens.";
    may(rights):
        "Mag: {rights}",
        "May: {rights}";
    may_nothing:
        "Heeft geen autorisaties",
        "Has no permissions";
    right:
        "Ja, deze lijst klopt",
        "Yes, this list is correct";
    right_so_far:
        "Dit klopt. Verder",
        "This is correct. Continue";
    print:
        "Lijst om af te drukken",
        "List for printing";
    back:
        "Terug naar de lijst",
        "Back to the list";
    changed:
        "De lijst is intussen gewijzigd. Kijk hem nog een keer na.",
        "The list has changed in the meantime. Please check it again.";

    // Who is gone
    gone_one:
        "De toegang van deze medewerker stopt vandaag",
        "This person’s access stops today";
    gone(number):
        "De toegang van deze {number} mensen stopt vandaag",
        "The access of these {number} people stops today";
    gone_lead_one(days):
        "Deze medewerker wordt overal uitgelogd en krijgt hier een mail over. Vergist u zich? U kunt de toegang nog {days} dagen herstellen.",
        "They will be logged out everywhere and will get an e-mail about this. A mistake? You can restore access for {days} days.";
    gone_lead(days):
        "Zij worden overal uitgelogd en krijgen hier een mail over. Vergist u zich? U kunt de toegang nog {days} dagen herstellen.",
        "They will be logged out everywhere and will get an e-mail about this. A mistake? You can restore access for {days} days.";
    gone_active:
        "De toegang stopt.",
        "Access stops.";
    gone_invited:
        "De uitnodiging wordt ingetrokken.",
        "The invitation is withdrawn.";
    gone_submit:
        "Toegang stoppen en lijst vastleggen",
        "Stop access and confirm the list";
    gone_submit_on:
        "Toegang stoppen en verder",
        "Stop access and continue";

    // What came of it
    done(day):
        "De lijst is vastgelegd op {day}.",
        "The list was confirmed on {day}.";
    done_text(day):
        "Dit staat in het logboek. Vanaf {day} vragen wij het opnieuw.",
        "This is in the log. We will ask again from {day}.";
    done_stopped_one:
        "De toegang van 1 medewerker is gestopt.",
        "The access of 1 person has been stopped.";
    done_stopped(number):
        "De toegang van {number} mensen is gestopt.",
        "The access of {number} people has been stopped.";
    page_done:
        "De vorige medewerkers zijn vastgelegd. Hieronder staan de volgende.",
        "The previous people have been confirmed. The next ones are below.";

    // On the list of the staff
    due:
        "Klopt deze lijst nog?",
        "Is this list still correct?";
    due_text:
        "Kijk weer even na wie er nog bij u werkt. Zo kan niemand inloggen die niet meer bij u werkt.",
        "Please check again who still works for you. That way nobody who has left can log in.";
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
        "Stand op {day}. Afgedrukt door {by}.",
        "As of {day}. Printed by {by}.";
}
