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
        "notice that a different mobile number was requested";
    letter_number_moved:
        "bericht dat het nummer op een andere simkaart staat",
        "notice that the number is on another SIM card";
    letter_reset:
        "link voor een nieuw wachtwoord",
        "link for a new password";
    letter_reset_not:
        "uitleg waarom een nieuw wachtwoord niet helpt",
        "explanation of why a new password does not help";
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
    letter_test_sms:
        "test-sms",
        "test message";
    letter_address_confirm:
        "vraag om een nieuw e-mailadres te bevestigen",
        "request to confirm a new e-mail address";
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
        "bericht dat het account is geblokkeerd",
        "notice about a block";
    letter_must_wait:
        "bericht over even wachten met inloggen",
        "notice of having to wait before logging in";
    letter_unblocked:
        "bericht dat inloggen weer kan",
        "notice that logging in is possible again";
    letter_new_eyes:
        "bericht over een collega die meebeslist",
        "notice about a colleague who decides";
    letter_not_agreed:
        "bericht dat een aanvraag niet doorgaat",
        "notice that a request will not go ahead";
    letter_rights:
        "bericht over autorisaties",
        "notice about permissions";
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
        "question whether the list is still correct";
    letter_help:
        "vraag om hulp",
        "request for help";
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
    delivery_held_up:
        "nog niet verstuurd",
        "not sent yet";
    delivery_expired:
        "niet verstuurd",
        "not sent";
    delivery_unsure:
        "misschien verstuurd",
        "perhaps sent";
    tried_again:
        "Wij proberen het vanzelf opnieuw.",
        "We will try again automatically.";
    why_no_such_address:
        "dit adres bestaat niet volgens de mailserver van de ontvanger; controleer het adres",
        "according to the recipient’s mail server this address does not exist; check the address";
    why_address_unsupported:
        "dit adres heeft voor de @ letters die mail niet overal kan bezorgen; kies een adres met gewone letters",
        "this address has letters before the @ that cannot be delivered everywhere; choose an address with plain letters";
    why_no_such_number:
        "dit nummer bestaat niet volgens de sms-dienst; controleer het nummer",
        "according to the text message service this number does not exist; check the number";
    why_number_not_allowed:
        "naar dit nummer sturen wij geen sms; kies een ander mobiel nummer",
        "text messages are not sent to this number; choose another mobile number";
    why_country_not_allowed:
        "onze instellingen staan geen sms toe naar het land van dit nummer",
        "our settings allow no text messages to the country of this number";
    why_refused:
        "de mailserver weigert dit adres zonder te zeggen waarom; controleer het adres",
        "the mail server refuses this address without giving a reason; check the address";
    why_mailbox_full:
        "de mailbox van de ontvanger is vol",
        "the recipient’s mailbox is full";
    why_receiver_not_now:
        "de mailserver van de ontvanger neemt nu niets aan",
        "the recipient’s mail server is not accepting anything now";
    why_server_away:
        "onze mailserver geeft geen antwoord",
        "our mail server is not answering";
    why_server_busy:
        "onze mailserver neemt nu niets aan",
        "our mail server is not accepting anything now";
    why_server_unanswered:
        "onze mailserver kreeg de mail, maar zei niet of het gelukt is",
        "our mail server got the e-mail, but did not say whether it went well";
    why_gateway_unanswered:
        "onze sms-dienst kreeg de sms, maar zei niet of het gelukt is",
        "our text message service got the message, but did not say whether it went well";
    why_server_refuses:
        "onze mailserver weigert op dit moment",
        "our mail server is refusing at the moment";
    why_not_carried:
        "onze mailserver verstuurt nu niets naar dit adres",
        "our mail server is not sending anything to this address now";
    why_text_refused:
        "onze mailserver weigert de tekst van dit bericht",
        "our mail server refuses the text of this message";
    why_gateway_away:
        "onze sms-dienst geeft geen antwoord",
        "our text message service is not answering";
    why_gateway_busy:
        "onze sms-dienst neemt nu niets aan",
        "our text message service is not accepting anything now";
    why_gateway_refuses:
        "onze sms-dienst weigert op dit moment",
        "our text message service is refusing at the moment";
    why_no_credit:
        "ons tegoed bij de sms-dienst is op",
        "our credit with the text message service has run out";
    why_not_written:
        "wij konden het bericht niet opstellen",
        "we could not write the message";
    why_not_named:
        "dit is een testomgeving of een kopie, die alleen berichten stuurt aan mensen die in de instellingen staan",
        "this is a test environment or a copy, which only sends messages to people named in its settings";
    delivery_dropped:
        "niet meer nodig",
        "no longer needed";
}
