//! What letters are called in the log and in the story of a person, and what became of them.

super::texts! {
    letter_sms_code:
        "sms-code",
        "code by text message";
    letter_caller_check:
        "controlecode voor aan de telefoon",
        "code to read out on the phone";
    letter_number_asked:
        "bericht dat een ander mobiel nummer is gevraagd",
        "notice that another mobile number was asked for";
    letter_number_moved:
        "bericht dat het nummer op een andere simkaart staat",
        "notice that the number is on another SIM card";
    letter_reset:
        "link voor een nieuw wachtwoord",
        "link for a new password";
    letter_reset_not:
        "uitleg waarom een nieuw wachtwoord niet helpt",
        "why a new password does not help";
    letter_invitation:
        "uitnodiging",
        "invitation";
    letter_activated:
        "bericht dat het account klaar is",
        "notice that the account is ready";
    letter_password_changed:
        "bericht over een nieuw wachtwoord",
        "notice about a new password";
    letter_mobile_changed:
        "bericht over een nieuw mobiel nummer",
        "notice about a new mobile number";
    letter_address_confirm:
        "vraag om een nieuw e-mailadres te bevestigen",
        "question to confirm a new e-mail address";
    letter_address_changed:
        "bericht over een nieuw e-mailadres",
        "notice about a new e-mail address";
    letter_address_in_use:
        "bericht dat het e-mailadres in gebruik is",
        "notice that the e-mail address is in use";
    letter_new_device:
        "bericht over een nieuw apparaat",
        "notice about a new device";
    letter_blocked:
        "bericht over een blokkade",
        "notice about a block";
    letter_must_wait:
        "bericht dat inloggen even moet wachten",
        "notice that logging in has to wait";
    letter_unblocked:
        "bericht dat inloggen weer kan",
        "notice that logging in is possible again";
    letter_rights:
        "bericht over autorisaties",
        "notice about authorisations";
    letter_dates:
        "bericht over begin of einde van de toegang",
        "notice about start or end of access";
    letter_access_stopped:
        "bericht dat de toegang stopt",
        "notice that access stops";
    letter_logged_out:
        "bericht over uitloggen",
        "notice of being logged out";
    letter_access_restored:
        "bericht dat de toegang hersteld is",
        "notice that access was restored";
    letter_admins:
        "bericht over de gebruikersbeheerders",
        "notice about the admins";
    letter_colleague:
        "bericht over een collega",
        "notice about a colleague";
    letter_my_admins:
        "antwoord op “wie is mijn gebruikersbeheerder”",
        "answer to “who is my admin”";
    letter_appointment:
        "bericht over een nieuwe gebruikersbeheerder",
        "message about a new admin";
    letter_check:
        "vraag of de lijst nog klopt",
        "question whether the list is still right";
    letter_help:
        "vraag om hulp",
        "question for help";
    letter_other:
        "bericht",
        "message";
    delivery_sms(letter):
        "Sms: {letter}",
        "Text message: {letter}";
    delivery_mail(letter):
        "Mail: {letter}",
        "E-mail: {letter}";
    delivery_waiting:
        "wordt verstuurd",
        "is being sent";
    delivery_sent:
        "verstuurd",
        "sent";
    delivery_failed:
        "niet aangekomen",
        "did not arrive";
    failed_mailbox_full:
        "de mailbox is vol",
        "the mailbox is full";
    failed_no_such_address:
        "dit e-mailadres bestaat niet",
        "this e-mail address does not exist";
    failed_refused:
        "de ontvanger weigert het bericht",
        "the receiver refuses the message";
    failed_no_answer:
        "er kwam geen antwoord",
        "there was no answer";
    delivery_dropped:
        "niet meer nodig",
        "no longer needed";
}
