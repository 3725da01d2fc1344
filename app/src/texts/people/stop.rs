//! Leaving: when access stops.

super::texts! {
    stop_title(name):
        "De toegang van {name} stoppen",
        "Stop {name}’s access";
    stop_lead(organisation, name, days):
        "{name} kan daarna niet meer inloggen voor {organisation}. U kunt dit nog {days} dagen herstellen.",
        "{name} will then no longer be able to log in for {organisation}. You can restore access for {days} days.";
    stop_lead_less(organisation, name, until):
        "{name} kan daarna niet meer inloggen voor {organisation}. Stopt u de toegang nu, dan kunt u dit herstellen tot {until}.",
        "{name} will then no longer be able to log in for {organisation}. If you stop access now, you can restore it until {until}.";
    stop_lost(what):
        "Dit komt niet vanzelf terug: {what}.",
        "This does not come back automatically: {what}.";
    stop_lost_text:
        "Herstelt u de toegang, vraag het dan opnieuw aan bij de autorisaties. Iemand anders van de servicedesk moet het goedkeuren.",
        "If you restore access, ask for it again under permissions. Somebody else at the service desk has to approve it.";
    stop_when:
        "Wanneer stopt de toegang?",
        "When should access stop?";
    stop_now:
        "Nu meteen",
        "Straight away";
    stop_now_hint(name):
        "{name} wordt overal uitgelogd.",
        "{name} will be logged out everywhere.";
    stop_later:
        "Na de laatste werkdag",
        "After the last working day";
    stop_later_hint:
        "Vul hieronder de datum in. Op die dag werkt de toegang nog.",
        "Enter the date below. Access still works on that day.";
    stop_day:
        "Laatste werkdag",
        "Last working day";
    stop_day_hint(later):
        "Alleen bij “{later}”.",
        "Only with “{later}”.";
    stop_now_or_then(now, later):
        "U koos “{now}” en vulde ook een datum in. Kies “{later}”, of maak de datum leeg.",
        "You chose “{now}” and also entered a date. Choose “{later}”, or clear the date.";
    stop_submit:
        "Toegang stoppen",
        "Stop access";
    stop_done(name):
        "De toegang van {name} is gestopt.",
        "{name}’s access has been stopped.";
    stop_done_text(name, day):
        "{name} is overal uitgelogd en krijgt hier een mail over. Herstellen kan tot {day}.",
        "{name} has been logged out everywhere and will get an e-mail about this. You can restore access until {day}.";
    stop_planned(name, day):
        "De toegang van {name} stopt na {day}.",
        "{name}’s access stops after {day}.";
    stop_planned_text(name):
        "Tot en met die dag verandert er niets. {name} krijgt hier een mail over.",
        "Nothing changes up to and including that day. {name} will get an e-mail about this.";
}
