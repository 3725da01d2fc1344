//! Messages for everybody.

super::texts! {
    news_title:
        "Bericht voor iedereen",
        "Message for everybody";
    news_lead:
        "Voor een storing of onderhoud. Het bericht staat bovenaan elke pagina, ook als iemand niet is ingelogd.",
        "For an outage or maintenance. The message stands on top of every page, also for who is not logged in.";
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
    news_placed:
        "Het bericht is geplaatst.",
        "The message was put up.";
    news_placed_text:
        "Binnen 10 seconden staat het overal.",
        "It will be everywhere within 10 seconds.";
    news_stop:
        "Weghalen",
        "Take down";
    news_stopped:
        "Het bericht is weggehaald.",
        "The message was taken down.";
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
