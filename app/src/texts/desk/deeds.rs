//! What the desk does, and why not.

super::texts! {
    why:
        "Reden",
        "Reason";
    why_choose:
        "Kies een reden",
        "Choose a reason";
    why_missing:
        "Kies een reden. Uw collega heeft die nodig om te beslissen.",
        "Choose a reason. Your colleague needs it to decide.";
    why_none:
        "Geen reden gekozen",
        "No reason chosen";
    why_cannot_log_in:
        "Kan niet inloggen",
        "Cannot log in";
    why_forgot_password:
        "Wachtwoord vergeten",
        "Forgot the password";
    why_no_message:
        "Krijgt geen sms of mail",
        "Does not get a text message or e-mail";
    why_new_phone:
        "Andere telefoon of ander nummer",
        "Different phone or number";
    why_lost_device:
        "Telefoon of computer kwijt",
        "Lost phone or computer";
    why_suspicion:
        "Denkt dat iemand anders kan inloggen",
        "Thinks that somebody else can log in";
    why_left:
        "Werkt er niet meer",
        "No longer works there";
    why_other:
        "Iets anders",
        "Something else";
    unblock:
        "Deblokkeren",
        "Unblock";
    unblocked(name):
        "{name} kan weer inloggen.",
        "{name} can log in again.";
    unblocked_invited(name):
        "{name} kan verder met de uitnodiging.",
        "{name} can continue with the invitation.";
    unblocked_text(name):
        "{name} krijgt hier een mail over.",
        "{name} will get an e-mail about this.";
    unblocked_text_reset(name):
        "{name} krijgt hier een mail over. Weet {name} het wachtwoord niet meer? Stuur dan ook een link.",
        "{name} will get an e-mail about this. Has {name} forgotten the password? Then send a link too.";
    send_reset:
        "Wachtwoordlink sturen",
        "Send a password link";
    reset_sent(name):
        "{name} krijgt een mail met een link voor een nieuw wachtwoord.",
        "{name} will get an e-mail with a link for a new password.";
    reset_sent_text(time):
        "De link werkt tot {time}. Na het kiezen van het wachtwoord is nog een sms-code nodig.",
        "The link works until {time}. A code by text message is needed too.";
    log_out_everywhere:
        "Overal uitloggen",
        "Log out everywhere";
    logged_out(name):
        "{name} is overal uitgelogd.",
        "{name} has been logged out everywhere.";
    logged_out_text(name):
        "{name} krijgt hier een mail over en kan gewoon weer inloggen.",
        "{name} will get an e-mail about this and can log in again as usual.";
    nowhere_logged_in(name):
        "{name} was nergens ingelogd. Er is niets veranderd.",
        "{name} was not logged in anywhere. Nothing has changed.";
    block:
        "Account blokkeren",
        "Block the account";
    block_harder:
        "Strenger blokkeren",
        "Block more strictly";
    blocked(name):
        "Het account van {name} is geblokkeerd.",
        "{name}’s account has been blocked.";
    blocked_text(name):
        "{name} is overal uitgelogd en krijgt een mail. Een nieuw wachtwoord helpt dan niet: alleen de eigen beheerder of de servicedesk kan het account deblokkeren.",
        "{name} has been logged out everywhere and will get an e-mail. A new password does not help then: only their own admin or the service desk can unblock the account.";
    stop_access:
        "Weg bij het bedrijf? Toegang stoppen",
        "Left the company? Stop access";
    stop_title(name):
        "Toegang van {name} stoppen",
        "Stop {name}’s access";
    stop_lead(name):
        "Voor een beheerder die niet meer bij het bedrijf werkt. Een collega moet dit goedkeuren. Tot dan verandert er niets en krijgt {name} geen bericht. Daarna krijgen {name} en de andere beheerders een mail.",
        "For an admin who has left the company. A colleague has to approve this. Until then nothing changes and {name} is not told. After that {name} and the other admins will get an e-mail.";
    stop_lead_last(name):
        "Voor een beheerder die niet meer bij het bedrijf werkt. Een collega moet dit goedkeuren. Tot dan verandert er niets en krijgt {name} geen bericht. Daarna krijgt {name} een mail.",
        "For an admin who has left the company. A colleague has to approve this. Until then nothing changes and {name} is not told. After that {name} will get an e-mail.";
    stop_last(name, company):
        "{name} is de enige gebruikersbeheerder van {company}. Daarna kan niemand daar de medewerkers nog helpen.",
        "{name} is the only admin of {company}. After this nobody there can help the staff any more.";
    stop_last_text:
        "Vraag het bedrijf wie het overneemt. Help met de aanvraag voor een nieuwe beheerder: zodra deze toegang is gestopt, kan dat op de pagina van het bedrijf.",
        "Ask the company who will take over. Help them request a new admin: as soon as this access has been stopped, you can do that on the company’s page.";
    stop_source:
        "Van wie weet u dit?",
        "Who told you?";
    stop_source_hint:
        "Bijvoorbeeld: mevrouw De Boer, directeur, teruggebeld op het nummer uit het relatiebestand.",
        "For example: Mrs De Boer, director, called back on the number in the customer file.";
    stop_asked_text(name):
        "Iedereen van de servicedesk ziet dit bovenaan staan. {name} houdt toegang tot een collega het goedkeurt.",
        "Everybody at the service desk sees this at the top. {name} keeps access until a colleague approves it.";
    send_invitation:
        "Uitnodiging opnieuw sturen",
        "Send the invitation again";
    invitation_sent(name):
        "{name} krijgt de uitnodiging opnieuw.",
        "{name} will get the invitation again.";
    invitation_sent_text(until):
        "De nieuwe link werkt tot {until}. De oude werkt niet meer.",
        "The new link works until {until}. The old one no longer works.";
    change_mobile:
        "Mobiel nummer wijzigen",
        "Change the mobile number";
    mobile_lead(name):
        "Een collega moet dit goedkeuren voordat het nummer wijzigt. {name} krijgt nu meteen een mail en een sms op het oude nummer, en kan het tegenhouden.",
        "A colleague has to approve this before the number changes. {name} will get an e-mail and a text message at the old number straight away, and can stop it.";
    mobile_password(name, lasts):
        "Is er ook een nieuw wachtwoord nodig? Krijgt {name} nog sms’jes op het oude nummer, laat {name} dan eerst dat wachtwoord kiezen. Na de wijziging kan een nieuw wachtwoord per mail {lasts} niet, en werkt een link die al is verstuurd meestal niet meer.",
        "Is a new password needed too? If {name} still gets text messages at the old number, have {name} choose that password first. After the change a new password by e-mail is not possible for {lasts}, and a link that was already sent usually no longer works.";
    mobile_asked_text(name, number, lasts):
        "Keurt een collega het goed, dan gaan de codes van {name} naar {number}. Een nieuw wachtwoord per mail kan daarna {lasts} niet.",
        "If a colleague approves this, {name}’s codes will go to {number}. After that a new password by e-mail is not possible for {lasts}.";

    // Why not
    no_not_checked(name):
        "Controleer eerst of het {name} is.",
        "First check that it is {name}.";
    no_not_checked_text:
        "Een controle geldt een half uur. Er is niets gewijzigd.",
        "A check is valid for half an hour. Nothing was changed.";
    no_colleague(name):
        "{name} werkt ook bij de servicedesk, of deed dat kort geleden.",
        "{name} works at the service desk too, or did so recently.";
    no_colleague_text:
        "U kunt een collega niet in uw eentje deblokkeren of een wachtwoordlink sturen. Bel terug en laat een tweede collega dat goedkeuren. Daarna kunt u helpen. Is er geen tweede collega? Dan helpt het technische team van het portaal.",
        "You cannot unblock a colleague or send them a password link on your own. Call back and have a second colleague approve that. Then you can help. If there is no second colleague, the portal’s technical team can help.";
    no_often(name):
        "De servicedesk heeft {name} vandaag al te vaak gedeblokkeerd.",
        "The service desk has already unblocked {name} too often today.";
    no_often_text(until):
        "Vanaf {until} kan het weer. Een collega of de gebruikersbeheerder kan het ook niet eerder, het technische team van het portaal wel. Misschien is er meer aan de hand: maak een notitie en zoek het samen uit.",
        "It is possible again from {until}. A colleague or the admin cannot do it sooner either, but the portal’s technical team can. There may be more going on: make a note and find out together.";
    no_links(name):
        "{name} heeft het afgelopen uur het maximum aantal mails voor een nieuw wachtwoord gekregen.",
        "{name} has been sent the maximum number of password e-mails in the past hour.";
    no_links_text(until, name):
        "Vanaf {until} kan het weer. Een collega of de gebruikersbeheerder kan het ook niet eerder. Vraag {name} om de laatste mail te zoeken, ook bij ongewenste e-mail (spam).",
        "It is possible again from {until}. A colleague or the admin cannot do it sooner either. Ask {name} to look for the last e-mail, in the spam folder too.";
    no_newer(name):
        "Er is niets gewijzigd bij {name}.",
        "Nothing was changed for {name}.";
    no_newer_text:
        "Het portaal wordt op dit moment vernieuwd. Daarom kan dit nu niet worden gewijzigd. Probeer het over een uur nog eens.",
        "The portal is being updated at the moment, so this cannot be changed now. Try again in an hour.";
    no_already:
        "Dat was al zo. Er is niets gewijzigd.",
        "That had already been done. Nothing was changed.";
    no_only_invited(name):
        "{name} is uitgenodigd en heeft het account nog niet klaargemaakt. Stuur de uitnodiging opnieuw.",
        "{name} was invited and has not set up the account yet. Send the invitation again.";
    no_not_invited(name):
        "{name} heeft het account al klaargemaakt.",
        "{name} has already set up the account.";
    no_sender(name):
        "De uitnodiging voor {name} kunt u niet opnieuw sturen.",
        "You cannot send the invitation for {name} again.";
    no_sender_text(name):
        "Wie {name} uitnodigde, is daar geen gebruikersbeheerder meer, of liet het eigen account blokkeren. Een gebruikersbeheerder van het bedrijf kan de uitnodiging opnieuw sturen. Is die er niet? Laat {name} dan aanvragen om gebruikersbeheerder te worden.",
        "Whoever invited {name} is no longer an admin there, or had their own account blocked. An admin of the company can send the invitation again. Is there none? Then have {name} ask to become an admin.";
    no_stopped(name):
        "De toegang van {name} is gestopt. De gebruikersbeheerder kan die herstellen, of {name} opnieuw uitnodigen als het te lang geleden is.",
        "{name}’s access has been stopped. The admin can restore it, or invite them again if it was too long ago.";
    no_reset_off(name):
        "{name} kan nu geen nieuw wachtwoord per mail krijgen: het account, een nummer of het e-mailadres is nieuw.",
        "{name} cannot get a new password by e-mail now: the account, a number or the e-mail address is new.";
    no_reset_off_text(until):
        "Vanaf {until} kan het weer.",
        "It is possible again from {until}.";
    no_frozen(name):
        "{name} heeft het account zelf geblokkeerd na een waarschuwing van ons.",
        "{name} blocked the account after a warning from us.";
    no_frozen_text:
        "Misschien deed iemand anders zich voor als deze persoon. Er is niets gewijzigd. Wijs de aanvraag af en overleg met een collega.",
        "Somebody else may have pretended to be this person. Nothing was changed. Reject the request and talk to a colleague.";
    no_blocked(name):
        "Het account van {name} is geblokkeerd, omdat de eigenaar ons daarom vroeg.",
        "{name}’s account is blocked, because its owner asked us to do so.";
    no_blocked_text:
        "Misschien belt er iemand anders. Er is niets gewijzigd. Controleer wie er belt en deblokkeer het account eerst. Daarna kunt u een ander nummer aanvragen.",
        "Somebody else may be calling. Nothing was changed. Check who is calling and unblock the account first. Then you can request a different number.";
}
