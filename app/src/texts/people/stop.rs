//! Leaving: when access stops.

super::texts! {
    stop_title(name):
        "De toegang van {name} stoppen",
        "Stop the access of {name}";
    stop_lead(organisation, name, days):
        "{name} kan daarna niet meer inloggen voor {organisation}. U kunt dit nog {days} dagen herstellen.",
        "After that {name} cannot log in for {organisation} any more. You can restore this for {days} days.";
    stop_when:
        "Wanneer stopt de toegang?",
        "When does the access stop?";
    stop_now:
        "Nu meteen",
        "At once";
    stop_now_hint(name):
        "{name} wordt overal uitgelogd.",
        "{name} is logged out everywhere.";
    stop_later:
        "Na een laatste werkdag",
        "After a last working day";
    stop_later_hint:
        "Vul hieronder de datum in. Op die dag werkt de toegang nog.",
        "Fill in the date below. The access still works on that day.";
    stop_day:
        "Laatste werkdag",
        "Last working day";
    stop_submit:
        "Toegang stoppen",
        "Stop access";
    stop_done(name):
        "De toegang van {name} is gestopt.",
        "The access of {name} was stopped.";
    stop_done_text(name, day):
        "{name} is overal uitgelogd en krijgt hier een mail over. Herstellen kan tot {day}.",
        "{name} was logged out everywhere and will get an e-mail about this. Restoring is possible until {day}.";
    stop_planned(name, day):
        "De toegang van {name} stopt na {day}.",
        "The access of {name} stops after {day}.";
    stop_planned_text(name):
        "Tot en met die dag verandert er niets. {name} krijgt hier een mail over.",
        "Nothing changes up to and including that day. {name} will get an e-mail about this.";
}
