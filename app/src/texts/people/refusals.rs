//! Why something is not done, and what helps instead.

super::texts! {
    no_yourself:
        "Dit kunt u niet voor uzelf doen.",
        "You cannot do this for yourself.";
    no_yourself_text(desk):
        "Vraag een andere gebruikersbeheerder van uw bedrijf, of bel {desk}. Uw eigen nummer en wachtwoord wijzigt u bij Mijn account.",
        "Ask another admin of your company, or call {desk}. You can change your own number and password under My account.";
    no_admin(name, desk):
        "{name} is ook gebruikersbeheerder. Alleen {desk} kan dit doen.",
        "{name} is an admin too. Only {desk} can do this.";
    no_admin_text(phone, name):
        "Laat {name} zelf bellen: {phone}. Zo kan niemand het account van een beheerder overnemen.",
        "Ask {name} to call: {phone}. That way nobody can take over an admin’s account.";
    no_still_protected(name, desk):
        "{name} vervangt een gebruikersbeheerder, of was kort geleden zelf beheerder of vervanger. Alleen {desk} kan dit nu doen.",
        "{name} is standing in for an admin, or was an admin or a stand-in recently. Only {desk} can do this now.";
    no_still_protected_text(until, name, phone):
        "Vanaf {until} kunt u het zelf, als {name} dan geen beheerder of vervanger is. Eerder nodig? Laat {name} zelf bellen: {phone}. Zo kan niemand het account van een beheerder overnemen.",
        "You can do it yourself from {until}, if {name} is not an admin or a stand-in by then. Needed sooner? Ask {name} to call: {phone}. That way nobody can take over an admin’s account.";
    no_agent(name):
        "{name} werkt bij de servicedesk. Niemand kan dit alleen doen.",
        "{name} works at the service desk. Nobody can do this alone.";
    no_agent_text(name):
        "Laat {name} een collega van de servicedesk bellen: die vraagt een tweede collega om mee te kijken. Is er geen tweede collega? Dan helpt het technische team van het portaal.",
        "Ask {name} to call a colleague at the service desk, who will ask a second colleague to check. If there is no second colleague, the portal’s technical team can help.";
    no_needs_desk(name, desk):
        "Alleen {desk} kan dit doen voor {name}.",
        "Only {desk} can do this for {name}.";
    no_needs_desk_text(phone, name):
        "Laat {name} zelf bellen: {phone}. Wat alleen uw bedrijf aangaat, kunt u zelf blijven wijzigen.",
        "Ask {name} to call: {phone}. You can still change what concerns only your company.";
    no_reset_off(name):
        "{name} kan nu geen nieuw wachtwoord per mail krijgen: het account, een nummer of het e-mailadres is nieuw.",
        "{name} cannot get a new password by e-mail now: the account, a number or the e-mail address is new.";
    no_reset_off_text(until):
        "Vanaf {until} kan het weer. Werkt het huidige wachtwoord nog, dan kan deze persoon daarmee gewoon inloggen.",
        "It is possible again from {until}. If the current password still works, this person can log in with it.";
    no_often:
        "Dit is kort geleden al een paar keer gedaan.",
        "This has already been done a few times recently.";
    no_often_text(desk, name):
        "Misschien is er meer aan de hand met de toegang van {name}. Bel {desk}, dan zoeken wij het samen uit.",
        "There may be more going on with {name}’s access. Call {desk} and we will look into it together.";
    no_often_desk_too(until, desk, name):
        "Ook wij deden dit vandaag al te vaak voor {name}. Bel {desk} vanaf {until}. Kan het niet wachten? Bel dan nu, dan vragen wij ons technische team om hulp.",
        "We have also done this too often for {name} today. Call {desk} from {until}. Can’t it wait? Call now and we will ask our technical team for help.";
    no_links(name):
        "{name} heeft het afgelopen uur het maximum aantal mails voor een nieuw wachtwoord gekregen.",
        "{name} has been sent the maximum number of password e-mails in the past hour.";
    no_links_text(until, name):
        "Vanaf {until} kan het weer. Wij kunnen het ook niet eerder. Vraag {name} om de laatste mail te zoeken, ook bij ongewenste e-mail (spam).",
        "It is possible again from {until}. We cannot do it sooner either. Ask {name} to look for the last e-mail, in the spam folder too.";
    no_last_admin(name):
        "{name} is de laatste vaste gebruikersbeheerder die kan inloggen.",
        "{name} is the last permanent admin who can log in.";
    no_last_admin_text:
        "Zonder beheerder kan niemand uw medewerkers helpen. Zorg eerst voor een andere beheerder die kan inloggen en die geen einddatum heeft.",
        "Without an admin nobody can help your staff. First make sure there is another admin who can log in and has no end date.";
    no_last_admin_begins(day, name):
        "{name} kan pas inloggen vanaf {day}.",
        "{name} can only log in from {day}.";
    no_last_admin_ends(day, name):
        "{name} heeft toegang tot en met {day}.",
        "{name} has access up to and including {day}.";
    no_last_admin_blocked(name):
        "{name} kan niet inloggen: het account is geblokkeerd.",
        "{name} cannot log in: the account is blocked.";
    no_last_admin_no_password(name):
        "{name} kan niet inloggen: er moet eerst een nieuw wachtwoord komen.",
        "{name} cannot log in: a new password is needed first.";
    no_last_admin_unknown(name):
        "Van {name} weten wij nu niet of inloggen lukt.",
        "We do not know at the moment whether {name} can log in.";
    no_last_admin_stuck(desk):
        "Wie niet kan inloggen, belt zelf {desk}.",
        "Anyone who cannot log in should call {desk} themselves.";
    no_already:
        "Dit was al zo. Er is niets gewijzigd.",
        "This had already been done. Nothing was changed.";
    no_blocked_first(name):
        "Het account van {name} is geblokkeerd.",
        "{name}’s account is blocked.";
    no_blocked_first_text(name):
        "Dat moet eerst over zijn. Kunt u {name} deblokkeren? Dan staat dat op de pagina van {name}; anders helpt onze servicedesk {name}. Kies daarna opnieuw.",
        "That has to be over first. If you can unblock {name}, the page about {name} says so; otherwise our service desk helps {name}. Then choose again.";
    no_only_invited(name):
        "{name} heeft het account nog niet klaargemaakt.",
        "{name} has not set up the account yet.";
    no_only_invited_text:
        "Stuur de uitnodiging opnieuw. Dan kan het account worden klaargemaakt, ook na te veel verkeerde codes. Is de uitnodiging niet meer nodig? Trek die dan in.",
        "Send the invitation again. Then the account can be set up, even after too many wrong codes. Is the invitation no longer needed? Then withdraw it.";
    no_not_invited(name):
        "{name} heeft het account al klaargemaakt.",
        "{name} has already set up the account.";
    no_not_invited_text:
        "Er is geen uitnodiging meer om te sturen of in te trekken.",
        "There is no invitation left to send or to withdraw.";
    no_stopped(name):
        "De toegang van {name} is gestopt.",
        "{name}’s access has been stopped.";
    no_stopped_text:
        "Herstel eerst de toegang. Daarna kunt u dit doen. Is de toegang te lang geleden gestopt? Nodig deze persoon dan opnieuw uit.",
        "Restore access first. After that you can do this. Was it stopped too long ago? Then invite them again.";
    no_too_late(name):
        "De toegang van {name} is te lang geleden geëindigd om te herstellen.",
        "{name}’s access ended too long ago to restore it.";
    no_too_late_text(name):
        "Komt {name} terug? Nodig {name} opnieuw uit, met hetzelfde e-mailadres. Het account wordt dan opnieuw klaargemaakt.",
        "Is {name} coming back? Then invite {name} again with the same e-mail address. The account will be set up again.";
    no_right:
        "Uw bedrijf heeft deze autorisatie niet (meer). Haal het vinkje weg.",
        "Your company does not have this permission (any more). Untick it.";
    no_longer_admin:
        "U bent zelf geen gebruikersbeheerder meer. Er is niets gewijzigd.",
        "You are no longer an admin yourself. Nothing was changed.";
    no_newer(name):
        "Er is niets gewijzigd bij {name}.",
        "Nothing was changed for {name}.";
    no_newer_text:
        "Het portaal wordt op dit moment vernieuwd. Daarom kan dit nu niet worden gewijzigd. Probeer het over een uur nog eens.",
        "The portal is being updated at the moment, so this cannot be changed now. Try again in an hour.";
    no_reversed:
        "De einddatum is al voorbij, of ligt vóór de begindatum. Kies een latere einddatum.",
        "The end date is in the past, or before the start date. Choose a later end date.";
    no_too_far:
        "De begindatum ligt meer dan een jaar in de toekomst. Kies een dag binnen een jaar.",
        "The start date is more than a year from now. Choose a day within a year.";
    no_has_begun(name):
        "De toegang van {name} is al begonnen: de begindatum kan niet meer veranderen.",
        "{name}’s access has already begun, so the start date cannot change any more.";
    no_has_begun_text(name):
        "Mag {name} (een tijd) niet meer inloggen? Stop dan de toegang.",
        "Should {name} not log in any more, or not for a while? Then stop the access.";
    no_stand_in:
        "Dit kunt u als vervanger niet doen.",
        "You cannot do this as a stand-in.";
    no_stand_in_text(desk):
        "Alleen een gebruikersbeheerder kan beheerders aanwijzen of iets voor een beheerder wijzigen. Kan het niet wachten? Bel {desk}.",
        "Only an admin can appoint admins or change something for an admin. If it cannot wait, call {desk}.";
    no_too_long(days):
        "Iemand kan hoogstens {days} dagen vervangen. Kies een eerdere datum, of wijs een beheerder aan.",
        "Somebody can stand in for at most {days} days. Choose an earlier date, or appoint an admin.";
    no_access_then(name):
        "{name} heeft niet die hele periode toegang. Kies een kortere periode, of wijzig eerst de toegang van {name}.",
        "{name} does not have access for that whole period. Choose a shorter period, or change {name}’s access first.";
    no_changed(name):
        "Wat u over {name} zag, is intussen gewijzigd. Kijk het nog eens na.",
        "What you saw about {name} was changed in the meantime. Please check it again.";
    no_open(most):
        "Er wachten nu {most} uitnodigingen op antwoord. Meer kunnen er niet tegelijk open staan.",
        "There are {most} invitations waiting for an answer. There cannot be more at the same time.";
    no_open_text(desk):
        "Vraag uw collega’s om hun account klaar te maken, of trek uitnodigingen in die niet meer nodig zijn. Moet u veel mensen tegelijk toevoegen? Het technische team van het portaal kan dat in één keer doen. Vraag het via {desk}.",
        "Ask your colleagues to set up their accounts, or withdraw invitations that are no longer needed. Do you have to add many people at once? The portal’s technical team can do that in one go. Ask {desk} about it.";
    no_invited:
        "Het maximum aantal uitnodigingen voor vandaag is bereikt.",
        "Today’s limit for invitations has been reached.";
    no_invited_text(until):
        "U kunt weer uitnodigen vanaf {until}. Moet het vandaag nog? Vraag het aan een andere gebruikersbeheerder van uw bedrijf.",
        "You can invite people again from {until}. Does it have to be today? Ask another admin of your company.";
    no_invited_company_text(until, desk):
        "Uw bedrijf kan weer uitnodigen vanaf {until}. Moet u vandaag veel mensen toevoegen? Het technische team van het portaal kan dat in één keer doen. Vraag het via {desk}.",
        "Your company can invite people again from {until}. Do you have to add many people today? The portal’s technical team can do that in one go. Ask {desk} about it.";
    no_mailed(name):
        "{name} heeft vandaag al een paar keer een uitnodiging gekregen.",
        "{name} has already been sent an invitation a few times today.";
    no_mailed_text(until):
        "Vraag of de uitnodiging bij ongewenste e-mail (spam) staat. Klopt het e-mailadres niet? Trek de uitnodiging dan in en nodig deze persoon opnieuw uit. Nog een keer sturen kan vanaf {until}.",
        "Ask them to check their spam folder. Is the e-mail address wrong? Then withdraw the invitation and invite them again. It can be sent again from {until}.";
    name_of_house:
        "Zo heten wij zelf. Vul de naam van deze persoon in.",
        "That is what we are called. Enter this person’s own name.";
    name_taken:
        "Zo heet een collega van u al. Vul bij de voornaam ook een voorletter of tweede naam in.",
        "A colleague of yours already has this name. Add an initial or second name to the first name.";
    no_already_here(name):
        "{name} staat met dit e-mailadres al in uw lijst.",
        "{name} is already on your list with this e-mail address.";
    no_stopped_here(name):
        "{name} werkte eerder bij u, maar de toegang is gestopt. Uitnodigen hoeft niet: herstel de toegang.",
        "{name} worked for you before, but access has been stopped. You do not have to invite them: restore the access.";
    no_ended_here(name):
        "{name} werkte eerder bij u, maar de einddatum is voorbij. Uitnodigen hoeft niet: kies een nieuwe einddatum.",
        "{name} worked for you before, but the end date has passed. You do not have to invite them: choose a new end date.";
}
