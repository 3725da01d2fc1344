//! A new password by way of the mailbox and the phone.

super::texts! {
    ask_title:
        "Nieuw wachtwoord instellen",
        "Set a new password";
    ask_lead:
        "Vul uw e-mailadres in. Wij mailen u een link waarmee u een nieuw wachtwoord kiest. Houd uw mobiele telefoon erbij.",
        "Fill in your e-mail address. We will mail you a link to choose a new password. Keep your mobile phone at hand.";
    ask_submit:
        "Stuur mij de link",
        "Send me the link";
    sent_title:
        "Controleer uw e-mail",
        "Check your e-mail";
    sent_lead(email):
        "Kennen wij {email}? Dan hebt u binnen 5 minuten een mail van ons.",
        "Do we know {email}? Then you will have a mail from us within 5 minutes.";
    sent_what:
        "In de mail staat een link. Daarmee kiest u een nieuw wachtwoord. Daarna krijgt u een sms-code en bent u binnen.",
        "The mail has a link. With it you choose a new password. After that you get a code by text message and you are in.";
    sent_none:
        "Geen mail gekregen?",
        "No mail?";
    sent_spam:
        "Kijk ook bij ongewenste e-mail (spam).",
        "Look in your spam folder too.";
    sent_typo:
        "Klopt het adres? Het moet het adres zijn waarmee u inlogt.",
        "Is the address right? It has to be the address you log in with.";
    sent_again:
        "Stuur opnieuw",
        "Send again";
    sent_other:
        "Ander adres invullen",
        "Fill in another address";
    sent_again_done:
        "Wij hebben uw vraag nog een keer doorgegeven.",
        "We passed on your question once more.";
    new_link_title:
        "Er is een nieuwe mail onderweg",
        "A new mail is on its way";
    new_link_lead:
        "Hij gaat naar hetzelfde e-mailadres als de vorige. Gebruik de nieuwste mail.",
        "It goes to the same e-mail address as the one before. Use the newest mail.";
    new_link_too_often(time):
        "Wij hebben u net al een paar mails gestuurd. Gebruik de nieuwste mail, of vraag vanaf {time} een nieuwe.",
        "We sent you some mails just now. Use the newest one, or ask for a new one from {time}.";
    choose_title:
        "Kies een nieuw wachtwoord",
        "Choose a new password";
    choose_lead(time):
        "Daarna sturen wij u een sms-code. Deze link werkt tot {time}.",
        "After that we send you a code by text message. This link works until {time}.";
    choose_number:
        "Naar welk nummer sturen wij de sms-code?",
        "To which number do we send the code?";
    choose_number_hint:
        "U logt daarna in bij dit bedrijf.",
        "You will then be logged in at this company.";
    choose_submit:
        "Opslaan en inloggen",
        "Save and log in";
    expired_title:
        "Deze link werkt niet meer",
        "This link does not work any more";
    expired(time):
        "De link werkte tot {time}. Wij sturen u graag een nieuwe, naar hetzelfde e-mailadres. U hoeft niets in te vullen.",
        "The link worked until {time}. We will gladly send you a new one, to the same e-mail address. There is nothing to fill in.";
    used:
        "De link is al gebruikt. Wilt u nog een keer een nieuw wachtwoord kiezen? Wij sturen een nieuwe link naar hetzelfde e-mailadres.",
        "The link was used already. Would you like to choose a new password once more? We will send a new link to the same e-mail address.";
    withdrawn:
        "De link is vervangen, of er is intussen iets aan uw account gewijzigd. Wij sturen een nieuwe link naar hetzelfde e-mailadres.",
        "The link was replaced, or something about your account was changed meanwhile. We will send a new link to the same e-mail address.";
    new_link:
        "Stuur mij een nieuwe link",
        "Send me a new link";
    unknown_title:
        "Deze link kennen wij niet",
        "We do not know this link";
    unknown_lead:
        "Misschien is hij niet helemaal uit de mail meegekomen. Open de link in de mail nog een keer, of vraag een nieuwe.",
        "Perhaps not all of it was copied from the mail. Open the link in the mail once more, or ask for a new one.";
    unknown_ask:
        "Vraag een nieuwe link",
        "Ask for a new link";
    nowhere_title:
        "Uw gebruikersbeheerder moet u helpen",
        "Your admin has to help you";
    nowhere_lead:
        "Wij hebben geen mobiel nummer waar wij een sms-code heen kunnen sturen: u hebt op dit moment nergens toegang. Een nieuw wachtwoord helpt dan niet.",
        "We have no mobile number to send a code to: you have no access anywhere at the moment. A new password does not help then.";
    over:
        "De code werkt niet meer, en uw wachtwoord is niet gewijzigd. Open de link in de mail nog een keer, of vraag hier een nieuwe.",
        "The code does not work any more, and your password was not changed. Open the link in the mail once more, or ask for a new one here.";
    start_over:
        "Begin opnieuw met een nieuwe link",
        "Start again with a new link";
    done:
        "Uw nieuwe wachtwoord werkt. Op andere apparaten bent u uitgelogd.",
        "Your new password works. You are logged out on other devices.";
    done_invited:
        "Uw nieuwe wachtwoord is ingesteld.",
        "Your new password is set.";
    done_invited_text:
        "Open nu de mail met uw uitnodiging en vul daar dit wachtwoord in. Daarna kunt u inloggen.",
        "Now open the mail with your invitation and fill in this password there. After that you can log in.";
    blocked_title:
        "Uw account is geblokkeerd",
        "Your account is blocked";
    blocked_codes:
        "Er is te vaak een verkeerde sms-code ingevuld. Uw wachtwoord is daarom niet gewijzigd.",
        "A wrong code was filled in too often. That is why your password was not changed.";
    blocked_frozen:
        "U hebt uw account zelf geblokkeerd, met de link in een mail van ons. Uw wachtwoord is daarom niet gewijzigd.",
        "You blocked your account yourself, with the link in one of our mails. That is why your password was not changed.";
    blocked_unknown(desk):
        "Uw account is geblokkeerd. Uw wachtwoord is niet gewijzigd. Is dit over een uur nog zo? Bel dan {desk}.",
        "Your account is blocked. Your password has not been changed. Is this still so in an hour? Then call {desk}.";
    blocked_by_desk(desk):
        "Uw account is geblokkeerd door {desk}, omdat u daarom vroeg. Uw wachtwoord is daarom niet gewijzigd.",
        "Your account was blocked by {desk}, because you asked for it. That is why your password was not changed.";
    blocked_passwords:
        "Er is te vaak een verkeerd wachtwoord ingevuld. Uw wachtwoord is niet gewijzigd.",
        "A wrong password was filled in too often. Your password was not changed.";
    blocked_who:
        "Iemand moet uw account deblokkeren. Dat kan:",
        "Somebody has to unblock your account. These people can:";
    blocked_nobody(desk):
        "Bel {desk} om uw account te laten deblokkeren.",
        "Call {desk} to have your account unblocked.";
}
