//! Pages that only a demo has: its mailbox and its clock.

super::texts! {
    mailbox_title:
        "Postvak",
        "Mailbox";
    mailbox_lead:
        "Alle mails en sms’jes, de nieuwste bovenaan. Er is niets naar buiten gegaan.",
        "Every e-mail and text message, newest first. Nothing has left this machine.";
    mail(subject):
        "Mail: {subject}",
        "E-mail: {subject}";
    sms(to):
        "Sms: {to}",
        "Text message: {to}";
    as_seen(subject):
        "{subject}, zoals de lezer het ziet",
        "{subject}, as the reader sees it";
    clock_title:
        "Klok",
        "Clock";
    clock_lead(time):
        "In deze demo is het {time}.",
        "It is {time} in this demo.";
    clock_text:
        "Links en codes verlopen, herinneringen gaan de deur uit en vragen zonder antwoord gaan verder, alsof de tijd echt verstreek.",
        "Links and codes run out, reminders are sent, and questions that nobody answers move on, as if the time had really passed.";
    ten_minutes:
        "10 minuten vooruit",
        "Forward by 10 minutes";
    an_hour:
        "Een uur vooruit",
        "Forward by an hour";
    a_day:
        "Een dag vooruit",
        "Forward by a day";
    a_week:
        "Een week vooruit",
        "Forward by a week";
}
