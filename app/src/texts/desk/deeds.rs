//! What the desk does, and why not.

super::texts! {
    why:
        "Reden",
        "Reason";
    why_choose:
        "Kies een reden",
        "Choose a reason";
    why_missing:
        "Kies een reden. Uw collega beslist mede daarop.",
        "Choose a reason. Your colleague decides on it too.";
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
        "Gets no text message or mail";
    why_new_phone:
        "Andere telefoon of ander nummer",
        "Another telephone or number";
    why_lost_device:
        "Telefoon of computer kwijt",
        "Lost a telephone or computer";
    why_suspicion:
        "Denkt dat iemand anders erin kan",
        "Thinks that somebody else can get in";
    why_left:
        "Werkt er niet meer",
        "Does not work there any more";
    why_other:
        "Iets anders",
        "Something else";
    unblock:
        "Deblokkeren",
        "Unblock";
    unblocked(name):
        "{name} kan weer inloggen.",
        "{name} can log in again.";
    unblocked_text(name):
        "{name} krijgt hier een mail over.",
        "{name} gets a mail about this.";
    unblocked_text_reset(name):
        "{name} krijgt hier een mail over. Weet {name} het wachtwoord niet meer? Stuur dan ook een link.",
        "{name} gets a mail about this. Does {name} not know the password any more? Then send a link as well.";
    send_reset:
        "Wachtwoordlink sturen",
        "Send a password link";
    reset_sent(name):
        "{name} krijgt een mail met een link voor een nieuw wachtwoord.",
        "{name} gets a mail with a link for a new password.";
    reset_sent_text(time):
        "De link werkt tot {time}. Daarna volgt een sms-code.",
        "The link works until {time}. A code by text message follows.";
    log_out_everywhere:
        "Overal uitloggen",
        "Log out everywhere";
    logged_out(name):
        "{name} is overal uitgelogd.",
        "{name} is logged out everywhere.";
    logged_out_text(name):
        "{name} krijgt hier een mail over en kan gewoon weer inloggen.",
        "{name} gets a mail about this and can log in again as usual.";
    nowhere_logged_in(name):
        "{name} was nergens ingelogd. Er is niets veranderd.",
        "{name} was not logged in anywhere. Nothing has changed.";
    block:
        "Account blokkeren",
        "Block the account";
    blocked(name):
        "Het account van {name} is geblokkeerd.",
        "The account of {name} is blocked.";
    blocked_text(name):
        "{name} is overal uitgelogd en krijgt een mail. Een nieuw wachtwoord heft dit niet op: dat doet de eigen beheerder, of wij.",
        "{name} is logged out everywhere and gets a mail. A new password does not lift this: their own admin does, or we do.";
    stop_access:
        "Weg bij het bedrijf? Toegang stoppen",
        "Left the company? Stop the access";
    stop_title(name):
        "Toegang van {name} stoppen",
        "Stop the access of {name}";
    stop_lead(name):
        "Voor een beheerder die weg is bij het bedrijf. Een collega kijkt mee; tot dan verandert er niets en hoort {name} er niets van. Daarna krijgen {name} en de andere beheerders een mail.",
        "For an admin who left the company. A colleague looks at it; until then nothing changes and {name} hears nothing. After that {name} and the other admins get a mail.";
    stop_source:
        "Van wie weet u dit?",
        "Who told you?";
    stop_source_hint:
        "Bijvoorbeeld: mevrouw De Boer, directeur, teruggebeld op het nummer uit het relatiebestand.",
        "For example: Mrs De Boer, director, called back on the number from the relation file.";
    stop_asked_text(name):
        "Het staat bij iedereen van de servicedesk bovenaan. Tot een collega het goedkeurt, houdt {name} toegang.",
        "It stands on top for everybody at the service desk. Until a colleague approves, {name} keeps the access.";
    send_invitation:
        "Uitnodiging opnieuw sturen",
        "Send the invitation again";
    invitation_sent(name):
        "{name} krijgt de uitnodiging opnieuw.",
        "{name} gets the invitation again.";
    invitation_sent_text(until):
        "De nieuwe link werkt tot {until}. De oude werkt niet meer.",
        "The new link works until {until}. The old one does not work any more.";
    change_mobile:
        "Mobiel nummer wijzigen",
        "Change the mobile number";
    mobile_lead(name):
        "Een collega kijkt mee voordat het nummer wijzigt. {name} krijgt nu meteen een mail en een sms op het oude nummer, en kan het tegenhouden.",
        "A colleague looks at it before the number changes. {name} gets a mail and a text message on the old number at once, and can stop it.";
    mobile_asked_text(name, digits, lasts):
        "Keurt een collega het goed, dan gaan de codes van {name} naar het nummer dat eindigt op {digits}. Een nieuw wachtwoord per mail kan daarna {lasts} niet.",
        "If a colleague approves, the codes of {name} go to the number that ends in {digits}. After that a new password by mail is not possible for {lasts}.";

    // Why not
    no_not_checked(name):
        "Controleer eerst of het {name} is.",
        "First make sure that it is {name}.";
    no_not_checked_text:
        "Een controle telt een half uur. Er is niets gewijzigd.",
        "A check counts for half an hour. Nothing was changed.";
    no_colleague(name):
        "{name} werkt ook bij de servicedesk, of deed dat kort geleden.",
        "{name} works at the service desk too, or did a short time ago.";
    no_colleague_text:
        "Deblokkeren en een nieuw wachtwoord doet niemand alleen voor een collega. Bel terug, en laat een tweede collega dat goedkeuren; daarna kunt u helpen. Is er geen tweede collega? Dan helpt een technisch beheerder van het portaal.",
        "Nobody unblocks a colleague or sends them a new password alone. Call back and have a second colleague approve that; then you can help. If there is no second colleague, an operator of the portal helps.";
    no_often(name):
        "De servicedesk heeft {name} vandaag al te vaak gedeblokkeerd.",
        "The service desk unblocked {name} too often today already.";
    no_often_text(until):
        "Vanaf {until} kan het weer. Een collega of de gebruikersbeheerder kan het eerder ook niet, een technisch beheerder van het portaal wel. Er is meer aan de hand: maak een notitie, en zoek samen uit wat.",
        "It is possible again from {until}. No colleague or admin can do it sooner; an operator of the portal can. Something else is the matter: make a note, and find out together what.";
    no_links(name):
        "{name} kreeg het laatste uur al genoeg mails voor een nieuw wachtwoord.",
        "{name} was sent enough e-mails for a new password in the last hour.";
    no_links_text(until, name):
        "Vanaf {until} kan er weer een. Een collega of de gebruikersbeheerder kan het eerder ook niet. Vraag {name} de laatste mail te zoeken, ook in de map met ongewenste mail.",
        "There can be another one from {until}. No colleague or admin can do it sooner. Ask {name} to look for the last e-mail, also in the folder for unwanted mail.";
    no_newer(name):
        "Er is niets gewijzigd bij {name}.",
        "Nothing was changed for {name}.";
    no_newer_text:
        "Een nieuwere versie van het portaal heeft hier iets vastgelegd wat deze versie niet kent, en laat staan. Probeer het over een uur nog eens.",
        "A newer version of the portal recorded something here that this version does not know, and leaves alone. Try again in an hour.";
    no_already:
        "Dat was al zo. Er is niets gewijzigd.",
        "That was so already. Nothing was changed.";
    no_only_invited(name):
        "{name} is uitgenodigd en heeft het account nog niet klaargemaakt. Stuur de uitnodiging opnieuw.",
        "{name} was invited and has not set up the account yet. Send the invitation again.";
    no_not_invited(name):
        "{name} heeft het account al klaargemaakt.",
        "{name} has set up the account already.";
    no_stopped(name):
        "De toegang van {name} is gestopt. De gebruikersbeheerder herstelt die, of nodigt opnieuw uit als het te lang geleden is.",
        "The access of {name} was stopped. The admin restores it, or invites again if that was too long ago.";
    no_reset_off(name):
        "{name} kan nu geen nieuw wachtwoord per mail krijgen: het nummer of het e-mailadres is net gewijzigd.",
        "{name} cannot get a new password by mail now: number or e-mail address was just changed.";
    no_reset_off_text(until):
        "Vanaf {until} kan het weer.",
        "It is possible again from {until}.";
    no_frozen(name):
        "{name} heeft het account zelf geblokkeerd na een waarschuwing van ons.",
        "{name} blocked the account after a warning from us.";
    no_frozen_text:
        "Misschien deed iemand anders zich voor als deze persoon. Er is niets gewijzigd. Wijs de aanvraag af en overleg met een collega.",
        "Maybe somebody else pretended to be this person. Nothing was changed. Reject the request and talk to a colleague.";
    no_blocked(name):
        "Het account van {name} is geblokkeerd, omdat de eigenaar ons daarom vroeg.",
        "The account of {name} is blocked, because its owner asked us to.";
    no_blocked_text:
        "Misschien belt er iemand anders. Er is niets gewijzigd. Controleer wie er belt en deblokkeer het account eerst. Daarna kunt u een ander nummer vragen.",
        "Maybe somebody else is calling. Nothing was changed. Check who is calling and unblock the account first. Then you can ask for another number.";
}
