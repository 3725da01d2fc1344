//! Messages for everybody.

super::texts! {
    news_title:
        "Bericht voor iedereen",
        "Message for everybody";
    news_lead:
        "Kies wat er aan de hand is. Het bericht staat meteen bovenaan elke pagina, ook als iemand niet is ingelogd.",
        "Choose what is the matter. The message is at the top of every page at once, also for people who are not logged in.";
    news_nl:
        "Bericht in het Nederlands",
        "Message in Dutch";
    news_en:
        "Bericht in het Engels",
        "Message in English";
    news_hint(most):
        "Wat werkt er niet, en wat kan iemand doen? Hoogstens {most} tekens. Bijvoorbeeld: Sms-codes komen nu later aan. Wij werken eraan.",
        "What does not work, and what can somebody do? At most {most} characters. For example: Codes arrive late at the moment. We are working on it.";
    news_from:
        "Vanaf wanneer",
        "From when on";
    news_lasts:
        "Hoe lang",
        "How long";
    at_once:
        "Meteen",
        "At once";
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
        "Put up the message";
    news_kind:
        "Wat is er aan de hand?",
        "What is the matter?";
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
        "This text has a time in it. Choose which.";
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
        "Choose what is the matter.";
    news_nl_missing:
        "Vul het bericht in het Nederlands in.",
        "Fill in the message in Dutch.";
    news_en_missing:
        "Vul het bericht in het Engels in.",
        "Fill in the message in English.";
    news_own:
        "Eigen tekst schrijven",
        "Write a text of your own";
    news_own_title:
        "Eigen bericht voor iedereen",
        "Message for everybody in your own words";
    news_own_lead:
        "Een collega moet dit goedkeuren voordat iemand het ziet. Hebt u haast? Kies dan een tekst die al klaarligt.",
        "A colleague has to approve this before anybody sees it. Is it urgent? Then choose a text that is ready.";
    news_ready:
        "Kies een tekst die klaarligt",
        "Choose a text that is ready";
    news_ask:
        "Vraag een collega",
        "Ask a colleague";
    news_asked:
        "Een collega moet dit bericht goedkeuren.",
        "A colleague has to approve this message.";
    news_asked_text:
        "Uw collega's zien het op de pagina Servicedesk. Keurt een van hen het goed, dan staat het op elke pagina.",
        "Your colleagues see it on the page Service desk. Once one of them approves it, it is on every page.";
    news_waiting:
        "Wacht op een tweede collega",
        "Waits for a second colleague";
    news_by(name, until):
        "Geschreven door {name}. Na goedkeuring staat het er tot {until}.",
        "Written by {name}. Once approved, it stays until {until}.";
    news_refused_title:
        "Afgewezen door een collega",
        "Refused by a colleague";
    news_refused:
        "Wordt niet geplaatst",
        "Will not be put up";
    news_refused_by(name, at):
        "Afgewezen door {name}, {at}. Overleg samen, en schrijf zo nodig een nieuw bericht.",
        "Refused by {name}, {at}. Talk about it together, and write a new message if need be.";
    news_approved:
        "Het bericht is goedgekeurd.",
        "The message was approved.";
    news_waits_here:
        "Een bericht voor iedereen wacht op een tweede collega",
        "A message for everybody waits for a second colleague";
    news_placed:
        "Het bericht is geplaatst.",
        "The message was put up.";
    news_placed_text:
        "Binnen 10 seconden staat het overal.",
        "It will be everywhere within 10 seconds.";
    news_enough(most):
        "Van één collega kunnen er {most} berichten zijn. Berichten die nog komen, tellen mee. Haal eerst een van die berichten weg, of laat een andere collega dit bericht plaatsen.",
        "One colleague can have {most} messages. Messages that are still to come count too. Take one of them down first, or have another colleague put this one up.";
    news_stop:
        "Weghalen",
        "Take down";
    news_stopped:
        "Het bericht is weggehaald.",
        "The message was taken down.";
    news_not_placed:
        "Het bericht wordt niet geplaatst.",
        "The message will not be put up.";
    news_now:
        "Berichten",
        "Messages";
    news_shown:
        "Staat nu op elke pagina",
        "On every page now";
    news_change:
        "Wijzigen of weghalen",
        "Change or take down";
    news_waits(from):
        "Vanaf {from}",
        "From {from}";
    news_until(until):
        "Tot {until}",
        "Until {until}";
}
