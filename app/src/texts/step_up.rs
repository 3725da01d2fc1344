//! Asking for a fresh code in the middle of a deed.

super::texts! {
    title:
        "Bent u het nog?",
        "Is it still you?";
    lead(deed, number):
        "U gaat {deed}. Wij hebben ter controle een sms gestuurd naar {number}. Vul de 6 cijfers in. Daarna gaat het vanzelf verder.",
        "You are about to {deed}. To be sure it is you, we sent a text message to {number}. Fill in the 6 digits. After that it goes on by itself.";
    offer_lead(deed, number):
        "U gaat {deed}. Daarvoor hebt u een nieuwe sms-code nodig. Wij sturen die naar {number}. Daarna gaat het vanzelf verder.",
        "You are about to {deed}. You need a new code for that. We will send it to {number} by text message. After that it goes on by itself.";
    offer_send:
        "Stuur mij een code",
        "Send me a code";
    whom(name):
        "Het gaat om: {name}.",
        "This concerns: {name}.";
    submit:
        "Bevestigen",
        "Confirm";
    over:
        "De code werkt niet meer, en er is niets gewijzigd. Doe het nog een keer, dan krijgt u een nieuwe code.",
        "The code does not work any more, and nothing was changed. Do it once more and you will get a new code.";
    no_code:
        "Wij kunnen nu geen sms-code sturen. Er is niets gewijzigd.",
        "We cannot send a code now. Nothing was changed.";
    deed_invite:
        "iemand toegang geven",
        "give somebody access";
    deed_unblock:
        "iemand deblokkeren",
        "unblock somebody";
    deed_change_mobile:
        "een mobiel nummer wijzigen",
        "change a mobile number";
    deed_change_rights:
        "een autorisatie wijzigen",
        "change an authorisation";
    deed_stop_access:
        "toegang stoppen of herstellen",
        "stop or restore access";
    deed_change_admins:
        "de beheerders van uw bedrijf wijzigen",
        "change the admins of your company";
    deed_send_reset:
        "iemand een link voor een nieuw wachtwoord sturen",
        "send somebody a link for a new password";
    deed_close_help:
        "een vraag van een medewerker afhandelen",
        "close a question of a member of staff";
    deed_ask_deputy:
        "een bedrijf om een tweede beheerder vragen",
        "ask a company for a second admin";
    deed_end_sessions:
        "een medewerker overal uitloggen",
        "log a member of staff out everywhere";
    deed_check_staff:
        "de lijst van uw medewerkers vastleggen",
        "record the list of your staff";
    deed_export:
        "het logboek als bestand meenemen",
        "take the log along as a file";
    deed_appoint:
        "een aanvraag behandelen",
        "deal with a request";
    deed_own_security:
        "uw eigen wachtwoord of nummer wijzigen",
        "change your own password or number";
    deed_help_caller:
        "iemand helpen die belt",
        "help somebody who calls";
    deed_four_eyes:
        "beslissen over wat een collega vraagt",
        "decide on what a colleague asks";
    deed_announce:
        "een bericht voor iedereen plaatsen of weghalen",
        "put up or take down a message for everybody";
}
