//! Asking for a fresh code in the middle of a deed.

super::texts! {
    title:
        "Bent u het nog?",
        "Please confirm it’s you";
    lead(deed, number):
        "U gaat {deed}. Ter controle hebben wij een sms gestuurd naar {number}. Vul de 6 cijfers in. Daarna gaat u vanzelf verder.",
        "You are about to {deed}. To check that it is you, we sent a text message to {number}. Enter the 6 digits and you will continue automatically.";
    offer_lead(deed, number):
        "U gaat {deed}. Daarvoor hebt u een nieuwe sms-code nodig. Wij sturen die naar {number}. Daarna gaat u vanzelf verder.",
        "You are about to {deed}. You need a new code for that. We will send it to {number} by text message. After that you will continue automatically.";
    offer_send:
        "Stuur mij een code",
        "Send me a code";
    whom(name):
        "Het gaat om: {name}.",
        "This is about: {name}.";
    submit:
        "Bevestigen",
        "Confirm";
    over:
        "De code werkt niet meer, en er is niets gewijzigd. Doe het nog een keer, dan krijgt u een nieuwe code.",
        "The code no longer works, and nothing has been changed. Do it again to get a new code.";
    no_code:
        "Wij kunnen nu geen sms-code sturen. Er is niets gewijzigd.",
        "We cannot send a code at the moment. Nothing has been changed.";
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
        "change a permission";
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
        "deal with a request for help";
    deed_ask_deputy:
        "een bedrijf om een tweede beheerder vragen",
        "ask a company for a second admin";
    deed_end_sessions:
        "een medewerker overal uitloggen",
        "log a member of staff out everywhere";
    deed_check_staff:
        "de lijst van uw medewerkers vastleggen",
        "confirm your list of staff";
    deed_export:
        "het logboek downloaden",
        "download the log";
    deed_appoint:
        "een aanvraag behandelen",
        "deal with a request";
    deed_own_security:
        "uw eigen wachtwoord of nummer wijzigen",
        "change your own password or number";
    deed_help_caller:
        "iemand helpen die belt",
        "help somebody who is calling";
    deed_four_eyes:
        "beslissen over wat een collega vraagt",
        "decide on a colleague’s request";
    deed_announce:
        "een bericht voor iedereen plaatsen of weghalen",
        "post or remove a message for everybody";
}
