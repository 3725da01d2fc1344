//! Another e-mail address to log in with.

super::texts! {
    title:
        "E-mailadres wijzigen",
        "Change your e-mail address";
    lead(email):
        "U logt nu in met {email}. Wij sturen een mail naar uw oude en naar uw nieuwe adres. Bevestig in allebei. Daarna is uw e-mailadres gewijzigd.",
        "You log in with {email} at the moment. We will send an e-mail to your old and to your new address. Confirm in both. After that your e-mail address is changed.";
    new:
        "Nieuw e-mailadres",
        "New e-mail address";
    submit:
        "Stuur de mails",
        "Send the e-mails";
    same:
        "Dit is uw huidige e-mailadres. Vul een ander adres in.",
        "This is your current e-mail address. Enter a different one.";
    no_mailbox:
        "Kunt u niet meer bij uw oude e-mail?",
        "Can you no longer get into your old e-mail?";
    no_mailbox_employee(desk):
        "Vraag dan uw gebruikersbeheerder om u opnieuw toe te voegen, met uw nieuwe e-mailadres. Of bel {desk}.",
        "Then ask your admin to add you again with your new e-mail address. Or call {desk}.";
    no_mailbox_admin(desk):
        "Bel dan {desk}. U bent gebruikersbeheerder, dus wij controleren extra goed of u het bent.",
        "Then call {desk}. You are an admin, so we check extra carefully that it is you.";
    sent:
        "Er zijn twee mails onderweg.",
        "Two e-mails are on their way.";
    sent_text:
        "Bevestig in allebei. Tot dan verandert er niets.",
        "Confirm in both. Nothing changes until then.";
    waits_lead(address):
        "U wilt voortaan inloggen met {address}. Hieronder staat wat u nog moet doen.",
        "You want to log in with {address} from now on. Below is what you still have to do.";
    waits_title:
        "Nog te doen",
        "Still to do";
    waits_old:
        "Mail aan uw oude adres",
        "E-mail to your old address";
    waits_new:
        "Mail aan uw nieuwe adres",
        "E-mail to your new address";
    said_yes:
        "Bevestigd",
        "Confirmed";
    not_yet:
        "Nog niet bevestigd. Open de mail, volg de link en bevestig daar.",
        "Not confirmed yet. Open the e-mail, follow the link and confirm there.";
    waits_until(time):
        "Dat kan tot {time}. Daarna vult u het adres opnieuw in.",
        "You can do that until {time}. After that you will have to enter the address again.";
    waits_none:
        "Geen mail gekregen? Kijk ook bij ongewenste e-mail (spam). Klopt het adres niet? Trek de wijziging in en vul het opnieuw in.",
        "Didn’t get an e-mail? Check your spam folder too. Is the address wrong? Withdraw the change and enter the address again.";
    withdraw:
        "Wijziging intrekken",
        "Withdraw the change";
    withdraw_question:
        "Wilt u de wijziging intrekken?",
        "Withdraw the change?";
    withdraw_lead(address):
        "U wilde voortaan inloggen met {address}.",
        "You wanted to log in with {address} from now on.";
    withdraw_links:
        "De links in de twee mails werken dan niet meer.",
        "The links in the two e-mails will then no longer work.";
    withdraw_stays(email):
        "U blijft inloggen met {email}.",
        "You keep logging in with {email}.";
    withdraw_back:
        "Wilt u later toch een ander e-mailadres? Dan vult u het opnieuw in.",
        "If you want another e-mail address later after all, you will have to enter it again.";
    withdrawn:
        "De wijziging is ingetrokken. U logt in met hetzelfde e-mailadres als eerst.",
        "The change was withdrawn. You log in with the same e-mail address as before.";
    nothing_waits:
        "Er was niets meer om in te trekken.",
        "There was nothing left to withdraw.";
    number_changed(time):
        "Uw mobiele nummer is kort geleden gewijzigd, hier of bij een ander bedrijf. Voor uw veiligheid kunt u uw e-mailadres weer wijzigen vanaf {time}.",
        "Your mobile number was changed recently, here or at another company. For your security, you can change your e-mail address again from {time}.";
    address_changed(time):
        "U hebt kort geleden uw e-mailadres gewijzigd. Voor uw veiligheid kunt u uw mobiele nummer weer wijzigen vanaf {time}.",
        "You changed your e-mail address recently. For your security, you can change your mobile number again from {time}.";
    hurry(desk):
        "Kan dat niet wachten? Bel {desk}.",
        "Can it not wait? Call {desk}.";

    // The page behind the link in a mail
    confirm_title:
        "E-mailadres bevestigen",
        "Confirm the e-mail address";
    confirm_old_lead(address):
        "U wilt voortaan inloggen met {address}. Controleer goed of dat adres klopt.",
        "You want to log in with {address} from now on. Check carefully that this address is correct.";
    confirm_new_lead(address):
        "Iemand wil voortaan bij ons inloggen met {address}. Bent u dat? Bevestig dan dat dit uw e-mailadres is.",
        "Somebody wants to log in with {address} from now on. Is that you? Then confirm that this is your e-mail address.";
    confirm_old:
        "Ja, dit wordt mijn e-mailadres",
        "Yes, this will be my e-mail address";
    confirm_new:
        "Ja, dit is mijn e-mailadres",
        "Yes, this is my e-mail address";
    confirm_until(time):
        "Dat kan tot {time}.",
        "You can do that until {time}.";
    not_me_title:
        "Hebt u dit niet gevraagd?",
        "Didn’t ask for this?";
    not_me_text:
        "Dan kent iemand anders uw wachtwoord. Wij stoppen de wijziging en blokkeren uw account. Niemand kan dan nog met uw account inloggen, ook u niet, tot uw beheerder of de servicedesk het deblokkeert.",
        "Then somebody else knows your password. We will stop the change and block your account. Nobody, including you, can log in with your account until your admin or the service desk unblocks it.";
    not_me:
        "Dit was ik niet, blokkeer mijn account",
        "This was not me, block my account";
    not_me_new:
        "Was u dit niet? Dan hoeft u niets te doen. Zonder uw bevestiging verandert er niets.",
        "Wasn’t this you? Then you do not have to do anything. Nothing changes without your confirmation.";
    one_more_see:
        "Bekijk hoe ver uw wijziging is (u logt eerst in)",
        "See how far your change is (you log in first)";
    one_more:
        "Bevestigd. Nog één mail",
        "Confirmed. One more e-mail";
    one_more_new(address):
        "Open nu de mail die wij naar {address} hebben gestuurd, volg de link en bevestig ook daar.",
        "Now open the e-mail that we sent to {address}, follow the link and confirm there too.";
    one_more_old:
        "Open nu de mail die wij naar uw oude e-mailadres hebben gestuurd, volg de link en bevestig ook daar.",
        "Now open the e-mail that we sent to your old e-mail address, follow the link and confirm there too.";
    done_title:
        "Uw e-mailadres is gewijzigd",
        "Your e-mail address has been changed";
    done_lead(address):
        "Log voortaan in met {address}. Uw wachtwoord is hetzelfde gebleven. U bent overal uitgelogd.",
        "Log in with {address} from now on. Your password has stayed the same. You have been logged out everywhere.";
    done_reset(until):
        "Voor uw veiligheid kunt u tot {until} geen nieuw wachtwoord per mail aanvragen.",
        "For your security, you cannot ask for a new password by e-mail until {until}.";
    done_manager:
        "Bewaart uw browser uw wachtwoord? Laat hem het nieuwe e-mailadres onthouden als u inlogt.",
        "Does your browser save your password? Let it remember the new e-mail address when you log in.";
    taken:
        "Dit e-mailadres is intussen bij een ander account in gebruik. Uw e-mailadres is niet gewijzigd.",
        "This e-mail address is now used by another account. Your e-mail address has not been changed.";
    over_lead(time):
        "De link werkte tot {time}, of de wijziging is ingetrokken. Er is niets gewijzigd. Wilt u het e-mailadres nog wijzigen? Log in en vul het opnieuw in.",
        "The link worked until {time}, or the change was withdrawn. Nothing was changed. Do you still want to change the e-mail address? Log in and enter it again.";
    over_again:
        "Opnieuw invullen",
        "Enter it again";
    unknown_lead(phone):
        "Misschien is het niet de hele link uit de mail. Open de link in de mail nog een keer. Lukt het niet? Bel ons: {phone}.",
        "This may not be the whole link from the e-mail. Open the link in the e-mail again. Still not working? Call us: {phone}.";
}
