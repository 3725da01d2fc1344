//! Messages for everybody.

super::texts! {
    news_title:
        "Bericht voor iedereen",
        "Message for everybody";
    news_lead:
        "Kies wat er aan de hand is. Het bericht komt bovenaan elke pagina te staan, ook voor wie niet is ingelogd.",
        "Choose what is going on. The message will appear at the top of every page, also for people who are not logged in.";
    news_nl:
        "Bericht in het Nederlands",
        "Message in Dutch";
    news_en:
        "Bericht in het Engels",
        "Message in English";
    news_hint(most):
        "Wat werkt er niet, en wat kunnen mensen doen? Hoogstens {most} tekens. Bijvoorbeeld: Sms-codes komen nu later aan. Wij werken eraan.",
        "What is not working, and what can people do? At most {most} characters. For example: Codes are arriving late at the moment. We are working on it.";
    news_en_hint:
        "Ook dit is verplicht: wie de pagina’s in het Engels leest, ziet deze tekst.",
        "This is required too: it is what people see who read the pages in English.";
    news_from:
        "Vanaf wanneer?",
        "From when?";
    news_lasts:
        "Hoe lang?",
        "For how long?";
    at_once:
        "Meteen",
        "Straight away";
    in_an_hour:
        "Over 1 uur",
        "In 1 hour";
    in_hours(hours):
        "Over {hours} uur",
        "In {hours} hours";
    one_hour:
        "1 uur",
        "1 hour";
    many_hours(hours):
        "{hours} uur",
        "{hours} hours";
    news_place:
        "Bericht plaatsen",
        "Post the message";
    news_look:
        "Bericht bekijken",
        "Preview the message";
    news_read:
        "Zo leest iedereen het bericht. Klopt het? Plaats het dan.",
        "This is what everybody will read. Is it right? Then post it.";
    news_read_when(from, until):
        "Van {from} tot {until}.",
        "From {from} until {until}.";
    news_gone_before(until, time):
        "Het bericht is weg vanaf {until}, vóór de tijd in de tekst ({time}). Laat het langer staan.",
        "The message is gone from {until}, before the time in the text ({time}). Leave it up longer.";
    news_kind:
        "Wat is er aan de hand?",
        "What is going on?";
    news_time:
        "Tijd in de tekst",
        "Time in the text";
    news_time_hint:
        "Alleen als er [tijd] in de tekst staat.",
        "Only if the text says [time].";
    news_time_none:
        "Kies een tijd",
        "Choose a time";
    news_time_choose:
        "In deze tekst staat een tijd. Kies hoe laat.",
        "This text contains a time. Choose it.";
    news_desk:
        "Servicedesk in de tekst",
        "Desk in the text";
    news_gap_time:
        "[tijd]",
        "[time]";
    news_gap_desk:
        "[servicedesk]",
        "[desk]";
    news_choose:
        "Kies wat er aan de hand is.",
        "Choose what is going on.";
    news_nl_missing:
        "Vul het bericht in het Nederlands in.",
        "Enter the message in Dutch.";
    news_en_missing:
        "Vul het bericht in het Engels in.",
        "Enter the message in English.";
    news_own:
        "Eigen tekst schrijven",
        "Write your own text";
    news_own_title:
        "Eigen bericht voor iedereen",
        "Your own message for everybody";
    news_own_lead:
        "Een collega moet dit goedkeuren voordat iemand het ziet. Hebt u haast? Kies dan een kant-en-klare tekst.",
        "A colleague has to approve this before anybody sees it. Is it urgent? Then choose a ready-made text.";
    news_ready:
        "Kies een kant-en-klare tekst",
        "Choose a ready-made text";
    news_ask:
        "Vraag een collega",
        "Ask a colleague";
    news_asked:
        "Een collega moet dit bericht goedkeuren.",
        "A colleague has to approve this message.";
    news_asked_text:
        "Uw collega’s zien het op de pagina Servicedesk. Keurt een van hen het goed, dan staat het op elke pagina.",
        "Your colleagues see it on the Service desk page. Once one of them approves it, it appears on every page.";
    news_waiting:
        "Wacht op een tweede collega",
        "Waiting for a second colleague";
    news_by(name, until):
        "Geschreven door {name}. Na goedkeuring staat het er tot {until}.",
        "Written by {name}. Once approved, it stays until {until}.";
    news_refused_title:
        "Afgewezen door een collega",
        "Rejected by a colleague";
    news_refused:
        "Wordt niet geplaatst",
        "Will not be posted";
    news_refused_by(name, at):
        "Afgewezen door {name}, {at}. Overleg samen, en schrijf zo nodig een nieuw bericht.",
        "Rejected by {name}, {at}. Discuss it together, and write a new message if necessary.";
    news_approved:
        "Het bericht is goedgekeurd.",
        "The message has been approved.";
    news_waits_here:
        "Een bericht voor iedereen wacht op een tweede collega",
        "A message for everybody is waiting for a second colleague";
    news_placed:
        "Het bericht is geplaatst.",
        "The message has been posted.";
    news_placed_text:
        "Het staat binnen 10 seconden overal, of vanaf de gekozen tijd.",
        "It will be everywhere within 10 seconds, or from the chosen time.";
    news_enough(most):
        "Eén collega kan hoogstens {most} berichten plaatsen. Berichten die nog komen, tellen mee. Haal eerst een van die berichten weg, of laat een andere collega dit bericht plaatsen.",
        "One colleague can post at most {most} messages. Messages that are still to come count too. Remove one of them first, or have another colleague post this one.";
    news_stop:
        "Weghalen",
        "Remove";
    news_stopped:
        "Het bericht is weggehaald.",
        "The message has been removed.";
    news_not_placed:
        "Het bericht wordt niet geplaatst.",
        "The message will not be posted.";
    news_now:
        "Berichten",
        "Messages";
    news_shown:
        "Staat nu op elke pagina",
        "Now on every page";
    news_change:
        "Wijzigen of weghalen",
        "Change or remove";
    news_waits(from):
        "Vanaf {from}",
        "From {from}";
    news_until(until):
        "Tot {until}",
        "Until {until}";
}
