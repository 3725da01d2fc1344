//! Why something is not done, and what helps instead.

super::texts! {
    no_yourself:
        "Dit kunt u niet voor uzelf doen.",
        "You cannot do this for yourself.";
    no_yourself_text(desk):
        "Vraag een andere gebruikersbeheerder van uw bedrijf, of bel {desk}. Uw eigen nummer en wachtwoord wijzigt u bij Mijn account.",
        "Ask another admin of your company, or call {desk}. You change your own number and password under My account.";
    no_admin(name, desk):
        "{name} is ook gebruikersbeheerder. Dit doet alleen {desk}.",
        "{name} is an admin too. Only {desk} does this.";
    no_admin_text(phone, name):
        "Laat {name} zelf bellen: {phone}. Zo kan niemand het account van een beheerder overnemen.",
        "Let {name} call: {phone}. This way nobody can take over the account of an admin.";
    no_still_protected(name, desk):
        "{name} vervangt een gebruikersbeheerder, of was kort geleden zelf beheerder of vervanger. Dit doet nu alleen {desk}.",
        "{name} is standing in for an admin, or was admin or stood in a short time ago. Only {desk} does this now.";
    no_still_protected_text(until, name, phone):
        "Vanaf {until} kunt u het zelf, als {name} dan geen beheerder of vervanger is. Eerder nodig? Laat {name} zelf bellen: {phone}. Zo kan niemand het account van een beheerder overnemen.",
        "You can do it yourself from {until}, if {name} is no admin and does not stand in then. Needed sooner? Let {name} call: {phone}. This way nobody can take over the account of an admin.";
    no_agent(name):
        "{name} werkt bij de servicedesk. Dit doet niemand alleen.",
        "{name} works at the service desk. Nobody does this alone.";
    no_agent_text(name):
        "Laat {name} een collega van de servicedesk bellen: die vraagt een tweede collega om mee te kijken. Is er geen tweede collega? Dan helpt een technisch beheerder van het portaal.",
        "Let {name} call a colleague at the service desk, who asks a second colleague to look too. If there is no second colleague, an operator of the portal helps.";
    no_needs_desk(name, desk):
        "Voor {name} doet alleen {desk} dit.",
        "For {name} only {desk} does this.";
    no_needs_desk_text(phone, name):
        "Laat {name} zelf bellen: {phone}. Wat alleen uw bedrijf aangaat, kunt u zelf blijven wijzigen.",
        "Let {name} call: {phone}. What concerns your company alone you can still change yourself.";
    no_reset_off(name):
        "{name} kan nu geen nieuw wachtwoord per mail krijgen: een nummer of het e-mailadres is net gewijzigd.",
        "{name} cannot get a new password by e-mail now: a number or the e-mail address was just changed.";
    no_reset_off_text(until):
        "Vanaf {until} kan het weer. Met het huidige wachtwoord kan deze persoon gewoon inloggen.",
        "It is possible again from {until}. With the present password this person can still log in.";
    no_often:
        "Dit is vandaag al een paar keer gedaan.",
        "This was done a few times today already.";
    no_often_text(desk, name):
        "Misschien is er meer aan de hand met de toegang van {name}. Bel {desk}, dan kijken wij samen.",
        "Something else may be the matter with the access of {name}. Call {desk} and we will look together.";
    no_often_desk_too(until, desk, name):
        "Ook wij deden dit vandaag al te vaak voor {name}. Vanaf {until} kunnen wij weer helpen: bel dan {desk}. Moet het eerder? Bel dan nu: alleen een technisch beheerder van het portaal kan het, en die vragen wij erbij.",
        "We did this too often for {name} today as well. From {until} we can help again: call {desk} then. If it has to be sooner, call now: only an operator of the portal can do it, and we will ask one.";
    no_links(name):
        "{name} kreeg het laatste uur al genoeg mails voor een nieuw wachtwoord.",
        "{name} was sent enough e-mails for a new password in the last hour.";
    no_links_text(until, name):
        "Vanaf {until} kan er weer een. Wij kunnen het eerder ook niet. Vraag {name} de laatste mail te zoeken, ook in de map met ongewenste mail.",
        "There can be another one from {until}. We cannot do it sooner either. Ask {name} to look for the last e-mail, also in the folder for unwanted mail.";
    no_last_admin(name):
        "{name} is de laatste gebruikersbeheerder die blijft.",
        "{name} is the last admin who stays.";
    no_last_admin_text:
        "Zonder beheerder kan niemand uw medewerkers helpen. Wijs eerst iemand anders aan als beheerder, zonder einddatum.",
        "Without an admin nobody can help your staff. Appoint somebody else as admin first, without an end date.";
    no_already:
        "Dit was al zo. Er is niets gewijzigd.",
        "It was so already. Nothing was changed.";
    no_only_invited(name):
        "{name} heeft het account nog niet klaargemaakt.",
        "{name} has not set up the account yet.";
    no_only_invited_text:
        "Stuur de uitnodiging opnieuw. Dan kan het account klaargemaakt worden, ook na te veel verkeerde codes. Is de uitnodiging niet meer nodig? Trek haar dan in.",
        "Send the invitation again. Then the account can be set up, also after too many wrong codes. Is the invitation no longer needed? Then withdraw it.";
    no_not_invited(name):
        "{name} heeft het account al klaargemaakt.",
        "{name} has set up the account already.";
    no_not_invited_text:
        "Er is geen uitnodiging meer om te sturen of in te trekken.",
        "There is no invitation left to send or to withdraw.";
    no_stopped(name):
        "De toegang van {name} is gestopt.",
        "The access of {name} was stopped.";
    no_stopped_text:
        "Herstel eerst de toegang. Daarna kunt u dit doen. Is de toegang te lang geleden gestopt? Nodig dan opnieuw uit.",
        "Restore the access first. After that you can do this. Was it stopped too long ago? Then invite again.";
    no_too_late(name):
        "De toegang van {name} is te lang geleden geëindigd om te herstellen.",
        "The access of {name} ended too long ago to restore it.";
    no_too_late_text(name):
        "Komt {name} terug? Nodig {name} opnieuw uit, met hetzelfde e-mailadres. Het account wordt dan opnieuw klaargemaakt.",
        "Is {name} coming back? Invite {name} again, with the same e-mail address. The account is then set up anew.";
    no_right:
        "Uw bedrijf heeft dit recht niet (meer). Haal het vinkje weg.",
        "Your company does not hold this right (any more). Untick it.";
    no_longer_admin:
        "U bent zelf geen gebruikersbeheerder meer. Er is niets gewijzigd.",
        "You are no longer an admin yourself. Nothing was changed.";
    no_newer(name):
        "Er is niets gewijzigd bij {name}.",
        "Nothing was changed for {name}.";
    no_newer_text:
        "Een nieuwere versie van het portaal heeft hier iets vastgelegd wat deze versie niet kent, en laat staan. Probeer het over een uur nog eens.",
        "A newer version of the portal recorded something here that this version does not know, and leaves alone. Try again in an hour.";
    no_reversed:
        "De einddatum is al voorbij, of ligt voor de begindatum.",
        "The end date has passed, or is before the start date.";
    no_stand_in:
        "Dit kunt u als vervanger niet doen.",
        "You cannot do this while standing in.";
    no_stand_in_text(desk):
        "Alleen een gebruikersbeheerder bepaalt wie beheerder is en wijzigt iets voor een beheerder. Kan het niet wachten? Bel {desk}.",
        "Only an admin decides who is admin and changes something for an admin. If it cannot wait, call {desk}.";
    no_too_long(days):
        "Iemand kan hoogstens {days} dagen vervangen. Kies een eerdere datum, of wijs een beheerder aan.",
        "Somebody can stand in for {days} days at most. Choose an earlier date, or appoint an admin.";
    no_access_then(name):
        "{name} heeft niet de hele tijd toegang. Kies een kortere tijd, of wijzig eerst de toegang van {name}.",
        "{name} does not have access all that time. Choose a shorter time, or change the access of {name} first.";
    no_open(most):
        "Er wachten nu {most} uitnodigingen op antwoord. Meer kunnen er niet tegelijk open staan.",
        "There are {most} invitations waiting for an answer now. There cannot be more at the same time.";
    no_open_text(desk):
        "Vraag uw collega's om hun account klaar te maken, of trek uitnodigingen in die niet meer nodig zijn. Moet u veel mensen tegelijk toevoegen? Een technisch beheerder van het portaal kan dat in één keer doen. Vraag het via {desk}.",
        "Ask your colleagues to set up their accounts, or withdraw invitations that are no longer needed. Do you have to add many people at once? An operator of the portal can do that in one go. Ask for it by way of {desk}.";
    no_invited:
        "Er zijn vandaag genoeg uitnodigingen verstuurd.",
        "Enough invitations were sent today.";
    no_invited_text(until):
        "U kunt weer uitnodigen vanaf {until}. Moet het vandaag nog? Vraag het een andere gebruikersbeheerder van uw bedrijf.",
        "You can invite again from {until}. Does it have to be today? Ask another admin of your company.";
    no_invited_company_text(until, desk):
        "Uw bedrijf kan weer uitnodigen vanaf {until}. Moet u vandaag veel mensen toevoegen? Een technisch beheerder van het portaal kan dat in één keer doen. Vraag het via {desk}.",
        "Your company can invite again from {until}. Do you have to add many people today? An operator of the portal can do that in one go. Ask for it by way of {desk}.";
    no_mailed(name):
        "{name} kreeg vandaag al een paar keer een uitnodiging.",
        "{name} was sent an invitation a few times today already.";
    no_mailed_text(until):
        "Laat in de map met ongewenste mail kijken. Klopt het e-mailadres niet? Trek de uitnodiging dan in en nodig opnieuw uit. Nog een keer sturen kan vanaf {until}.",
        "Have the folder for unwanted mail looked into. Is the e-mail address not right? Then withdraw the invitation and invite again. It can be sent once more from {until}.";
    no_already_here(name):
        "{name} staat met dit e-mailadres al in uw lijst.",
        "{name} is in your list with this e-mail address already.";
}
