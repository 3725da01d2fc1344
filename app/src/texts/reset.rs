//! A new password by way of the mailbox and the phone.

super::texts! {
    ask_title:
        "Nieuw wachtwoord instellen",
        "Set a new password";
    ask_lead:
        "Vul uw e-mailadres in. Wij mailen u een link waarmee u een nieuw wachtwoord kiest. Houd uw mobiele telefoon bij de hand.",
        "Enter your e-mail address. We will e-mail you a link to choose a new password. Keep your mobile phone at hand.";
    ask_submit:
        "Stuur mij de link",
        "Send me the link";
    sent_title:
        "Controleer uw e-mail",
        "Check your e-mail";
    sent_lead(email):
        "Kennen wij {email}? Dan krijgt u binnen 5 minuten een mail van ons.",
        "If we know {email}, you will get an e-mail from us within 5 minutes.";
    sent_what:
        "In de mail staat een link. Daarmee kiest u een nieuw wachtwoord. Daarna krijgt u een sms-code. Als u die invult, bent u ingelogd.",
        "The e-mail contains a link to choose a new password. After that you will get a code by text message. Enter it and you are logged in.";
    sent_none:
        "Geen mail gekregen?",
        "Didn’t get an e-mail?";
    sent_spam:
        "Kijk ook bij ongewenste e-mail (spam).",
        "Check your spam folder too.";
    sent_typo:
        "Klopt het adres? Het moet het adres zijn waarmee u inlogt.",
        "Is the address correct? It has to be the address you log in with.";
    sent_often(most):
        "Wij sturen hoogstens {most} keer per uur een mail. Kreeg u er al een? Gebruik dan de nieuwste.",
        "We send no more than {most} of these e-mails in an hour. If you already have one, use the latest.";
    sent_again:
        "Stuur opnieuw",
        "Send again";
    sent_other:
        "Ander adres invullen",
        "Enter another address";
    sent_again_done:
        "Wij hebben uw vraag opnieuw ontvangen.",
        "We have received your request again.";
    new_link_title:
        "Er is een nieuwe mail onderweg",
        "A new e-mail is on its way";
    new_link_lead:
        "De mail gaat naar hetzelfde e-mailadres als de vorige. Gebruik de nieuwste mail.",
        "It goes to the same e-mail address as the last one. Use the latest e-mail.";
    new_link_too_often(time):
        "Wij hebben u net al een paar mails gestuurd. Gebruik de nieuwste mail, of vraag vanaf {time} een nieuwe.",
        "We have just sent you a few e-mails. Use the latest one, or ask for a new one from {time}.";
    choose_title:
        "Kies een nieuw wachtwoord",
        "Choose a new password";
    choose_lead(time):
        "Daarna sturen wij u een sms-code. Deze link werkt tot {time}.",
        "We will then send you a code by text message. This link works until {time}.";
    choose_number:
        "Naar welk nummer sturen wij de sms-code?",
        "Which number should we send the code to?";
    choose_number_hint:
        "U logt daarna in bij dit bedrijf.",
        "You will then be logged in at this company.";
    choose_present:
        "Dit is uw huidige wachtwoord. U kunt ermee inloggen, of kies een ander.",
        "This is your current password. You can log in with it, or choose a different one.";
    choose_submit:
        "Opslaan en inloggen",
        "Save and log in";
    expired_title:
        "Deze link werkt niet meer",
        "This link no longer works";
    expired(time):
        "De link werkte tot {time}. Wij sturen u graag een nieuwe naar hetzelfde e-mailadres. U hoeft niets in te vullen.",
        "The link worked until {time}. We can send you a new one at the same e-mail address. You do not have to enter anything.";
    used:
        "De link is al gebruikt. Wilt u nog een keer een nieuw wachtwoord kiezen? Wij sturen een nieuwe link naar hetzelfde e-mailadres.",
        "The link has already been used. Would you like to choose a new password again? We will send a new link to the same e-mail address.";
    withdrawn:
        "De link is vervangen, of er is intussen iets aan uw account gewijzigd. Wij sturen een nieuwe link naar hetzelfde e-mailadres.",
        "The link has been replaced, or something about your account has changed since. We will send a new link to the same e-mail address.";
    not_yet(time):
        "Er is intussen iets aan uw account gewijzigd. Voor uw veiligheid kunt u vanaf {time} weer een link vragen. Eerder kan niet: ook uw gebruikersbeheerder en wij kunnen dat niet.",
        "Something about your account has changed since. For your security, you can ask for a link again from {time}. It cannot be any sooner, not even by your admin or by us.";
    not_yet_meanwhile:
        "Werkt uw huidige wachtwoord nog? Dan kunt u daarmee gewoon inloggen, en waar u nog ingelogd bent, kunt u verder werken.",
        "If your current password still works, you can log in with it, and where you are still logged in you can go on working.";
    not_yet_not_you(desk):
        "Weet u van geen wijziging? Bel dan meteen {desk}.",
        "If you do not know of any change, call {desk} straight away.";
    new_link:
        "Stuur mij een nieuwe link",
        "Send me a new link";
    unknown_title:
        "Deze link kennen wij niet",
        "We do not recognise this link";
    unknown_lead:
        "Misschien is het niet de hele link uit de mail. Open de link in de mail nog een keer, of vraag een nieuwe.",
        "This may not be the whole link from the e-mail. Open the link in the e-mail again, or ask for a new one.";
    unknown_ask:
        "Vraag een nieuwe link",
        "Ask for a new link";
    nowhere_title:
        "Uw gebruikersbeheerder moet u helpen",
        "Your admin has to help you";
    nowhere_lead:
        "U hebt op dit moment bij geen enkel bedrijf toegang. Wij hebben dus geen mobiel nummer om een sms-code naartoe te sturen. Een nieuw wachtwoord helpt dan niet.",
        "You do not have access at any company at the moment, so we have no mobile number to send a code to. A new password will not help then.";
    over:
        "De code werkt niet meer, en uw wachtwoord is niet gewijzigd. Open de link in de mail nog een keer, of vraag hier een nieuwe.",
        "The code no longer works, and your password has not been changed. Open the link in the e-mail again, or ask for a new one here.";
    start_over:
        "Begin opnieuw met een nieuwe link",
        "Start again with a new link";
    done:
        "Uw nieuwe wachtwoord werkt. Op andere apparaten bent u uitgelogd.",
        "Your new password works. You have been logged out on other devices.";
    done_invited:
        "Uw nieuwe wachtwoord is ingesteld.",
        "Your new password has been set.";
    done_invited_text:
        "Open nu de mail met uw uitnodiging en vul daar dit wachtwoord in. Daarna kunt u inloggen.",
        "Now open the e-mail with your invitation and enter this password there. After that you can log in.";
    done_later:
        "Uw nieuwe wachtwoord is ingesteld.",
        "Your new password has been set.";
    done_later_text(organisation, day):
        "U kunt er nog niet mee inloggen: uw toegang bij {organisation} begint op {day}.",
        "You cannot log in with it yet: your access at {organisation} begins on {day}.";
    blocked_not_saved:
        "Er is te vaak een verkeerde code ingevuld. Uw nieuwe wachtwoord is niet opgeslagen; uw oude blijft. Kijk in uw e-mail: daar staat hoe u verder kunt.",
        "Too many wrong codes were entered. Your new password was not saved; your old one stays. Check your e-mail: it tells you what to do.";
    blocked_title:
        "Uw account is geblokkeerd",
        "Your account is blocked";
    blocked_codes:
        "Er is te vaak een verkeerde sms-code ingevuld. Uw wachtwoord is daarom niet gewijzigd.",
        "Too many wrong codes were entered. That is why your password was not changed.";
    blocked_frozen:
        "U hebt uw account zelf geblokkeerd, met de link in een mail van ons. Uw wachtwoord is daarom niet gewijzigd.",
        "You blocked your account yourself, with the link in one of our e-mails. That is why your password was not changed.";
    blocked_unknown(desk):
        "Uw account is geblokkeerd. Uw wachtwoord is niet gewijzigd. Is dit over een uur nog zo? Bel dan {desk}.",
        "Your account is blocked. Your password has not been changed. Is this still so in an hour? Then call {desk}.";
    blocked_by_desk(desk):
        "Uw account is geblokkeerd door {desk}, omdat u daarom vroeg. Uw wachtwoord is daarom niet gewijzigd.",
        "Your account was blocked by {desk} at your request. That is why your password was not changed.";
    blocked_passwords:
        "Er is te vaak een verkeerd wachtwoord ingevuld. Uw wachtwoord is niet gewijzigd.",
        "Too many wrong passwords were entered. Your password was not changed.";
    blocked_who:
        "Uw account moet worden gedeblokkeerd. Deze mensen kunnen dat:",
        "Your account has to be unblocked. These people can do that:";
    blocked_nobody(desk):
        "Bel {desk} om uw account te laten deblokkeren.",
        "Call {desk} to have your account unblocked.";
}
