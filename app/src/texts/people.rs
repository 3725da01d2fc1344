//! The staff, as their admin sees them: the list, one person, and what can be done.

super::texts! {
    // The list
    title:
        "Medewerkers",
        "Staff";
    count_one:
        "1 medewerker",
        "1 person";
    count(number):
        "{number} medewerkers",
        "{number} people";
    count_more(number):
        "meer dan {number} medewerkers",
        "more than {number} people";
    add:
        "Medewerker toevoegen",
        "Add a person";
    needs_help:
        "Heeft uw hulp nodig",
        "Needs your help";
    needs_more:
        "Er zijn er nog meer. Die ziet u zodra u deze mensen hebt geholpen.",
        "There are more. You will see them once you have helped these people.";
    everybody:
        "Alle medewerkers",
        "All staff";
    found(typed):
        "Gevonden bij “{typed}”",
        "Found for “{typed}”";
    search:
        "Zoek op naam, e-mailadres of toegangscode",
        "Search by name, e-mail address or access code";
    search_submit:
        "Zoeken",
        "Search";
    search_nobody(typed):
        "Niemand gevonden bij “{typed}”. Probeer alleen het begin van de achternaam, zonder tussenvoegsel.",
        "Nobody found for “{typed}”. Try only the beginning of the last name, without the prefix.";
    filter_one:
        "1 medewerker gevonden.",
        "1 person found.";
    filter_many(number):
        "{number} medewerkers gevonden.",
        "{number} people found.";
    filter_one_here:
        "1 medewerker op deze bladzijde. Druk op Zoeken om ook op andere bladzijden te kijken.",
        "1 person on this page. Press Search to look on other pages too.";
    filter_many_here(number):
        "{number} medewerkers op deze bladzijde. Druk op Zoeken om ook op andere bladzijden te kijken.",
        "{number} people on this page. Press Search to look on other pages too.";
    filter_none:
        "Niemand op deze bladzijde. Druk op Zoeken om verder te kijken, ook op toegangscode.",
        "Nobody on this page. Press Search to look further, by access code as well.";
    filter_beyond:
        "Druk op Zoeken.",
        "Press Search.";
    search_cut_off:
        "Er zijn er meer dan wij hier laten zien. Typ een paar letters meer.",
        "There are more than we show here. Type a few more letters.";
    search_all:
        "Toon alle medewerkers",
        "Show all staff";
    show_stopped:
        "Toon wie geen toegang meer heeft",
        "Show who has no access any more";
    stopped_title:
        "Toegang gestopt",
        "Access stopped";
    stopped_nobody:
        "Van niemand is de toegang gestopt.",
        "Nobody's access was stopped.";
    empty:
        "Hier komen uw medewerkers te staan. U bent nu nog de enige. Voeg de eerste toe: die krijgt een mail om het account klaar te maken.",
        "Your staff will be listed here. You are the only one so far. Add the first: they will get an e-mail to set up the account.";
    pages:
        "Bladeren door de medewerkers",
        "Pages of the staff";
    previous:
        "Vorige medewerkers",
        "Previous people";
    next:
        "Volgende medewerkers",
        "Next people";
    you:
        "dat bent u",
        "that is you";
    role_admin:
        "gebruikersbeheerder",
        "admin";
    role_employee:
        "medewerker",
        "member of staff";
    last_login(day):
        "Laatst ingelogd op {day}",
        "Last logged in on {day}";
    never_logged_in:
        "Nog nooit ingelogd",
        "Never logged in";

    // What can be done
    unblock:
        "Deblokkeren",
        "Unblock";
    change_mobile:
        "Mobiel wijzigen",
        "Change mobile";
    rights:
        "Autorisaties",
        "Authorisations";
    more:
        "Meer",
        "More";
    send_invitation:
        "Uitnodiging opnieuw sturen",
        "Send the invitation again";
    withdraw:
        "Uitnodiging intrekken",
        "Withdraw the invitation";
    send_link:
        "Wachtwoordlink sturen",
        "Send a password link";
    send_link_to(name):
        "Stuur {name} een wachtwoordlink",
        "Send {name} a password link";
    help_done:
        "Afgehandeld",
        "Dealt with";
    leave:
        "Uit dienst",
        "Has left";
    restore:
        "Toegang herstellen",
        "Restore access";
    appoint:
        "Vervanger aanwijzen",
        "Appoint a replacement";
    see_person(name):
        "Naar {name}",
        "Go to {name}";
    back_to_list:
        "Alle medewerkers",
        "All staff";
    back_to(name):
        "Terug naar {name}",
        "Back to {name}";

    // How it stands
    standing_active:
        "Kan inloggen",
        "Can log in";
    standing_must_change:
        "Kan inloggen, moet dan een nieuw wachtwoord kiezen",
        "Can log in, then has to choose a new password";
    standing_invited(day):
        "Uitgenodigd, tot {day}",
        "Invited, until {day}";
    standing_invitation_expired:
        "Uitnodiging verlopen",
        "Invitation expired";
    standing_blocked:
        "Geblokkeerd",
        "Blocked";
    standing_password_disabled:
        "Wachtwoord uitgezet",
        "Password switched off";
    standing_not_yet(day):
        "Toegang vanaf {day}",
        "Access from {day}";
    standing_ended(day):
        "Toegang afgelopen op {day}",
        "Access ended on {day}";
    standing_stopped:
        "Toegang gestopt",
        "Access stopped";
    standing_ends(day):
        "Heeft toegang tot en met {day}",
        "Has access up to and including {day}";

    // Why somebody needs help
    why_wrong_passwords:
        "Geblokkeerd: te vaak een verkeerd wachtwoord",
        "Blocked: a wrong password too often";
    why_wrong_codes:
        "Geblokkeerd: te vaak een verkeerde sms-code",
        "Blocked: a wrong code too often";
    why_frozen:
        "Geblokkeerd: heeft zelf het account geblokkeerd",
        "Blocked: blocked the account themselves";
    why_password_disabled:
        "Wachtwoord uitgezet: onbekenden hebben te vaak geraden",
        "Password switched off: strangers guessed too often";
    why_cannot_log_in:
        "Vraagt uw hulp: kan niet inloggen",
        "Asks for your help: cannot log in";
    why_wrong_number:
        "Vraagt uw hulp: het mobiele nummer klopt niet",
        "Asks for your help: the mobile number is wrong";
    why_more_rights:
        "Vraagt uw hulp: wil meer kunnen doen",
        "Asks for your help: would like to do more";
    why_invitation_expired:
        "De uitnodiging is verlopen, het account is nog niet klaargemaakt",
        "The invitation has expired, the account was never set up";
    since(day, time):
        "Sinds {day}, {time}",
        "Since {day}, {time}";
    since_today(time):
        "Sinds vandaag, {time}",
        "Since today, {time}";
    only_desk(phone):
        "Een gebruikersbeheerder deblokkeert alleen de servicedesk: {phone}.",
        "Only the service desk unblocks an admin: {phone}.";

    // What came of it
    unblocked(name):
        "{name} kan weer inloggen.",
        "{name} can log in again.";
    unblocked_text(name):
        "Wij hebben {name} een mail gestuurd.",
        "We sent {name} an e-mail.";
    unblocked_text_reset(name):
        "Wij hebben {name} een mail gestuurd. Is het wachtwoord vergeten? Stuur dan ook een link voor een nieuw wachtwoord.",
        "We sent {name} an e-mail. Forgotten the password? Then also send a link for a new one.";
    link_sent(name):
        "{name} krijgt een mail met een link voor een nieuw wachtwoord.",
        "{name} will get an e-mail with a link for a new password.";
    link_sent_text(until):
        "De link werkt tot {until}. Daarna is er ook een sms-code nodig. U ziet het wachtwoord niet.",
        "The link works until {until}. A code by text message is needed as well. You do not see the password.";
    invitation_sent(name):
        "{name} krijgt de uitnodiging nog een keer.",
        "{name} will get the invitation once more.";
    invitation_sent_text(until):
        "De nieuwe link werkt tot {until}. De oude link werkt niet meer.",
        "The new link works until {until}. The old link does not work any more.";
    withdrawn(name):
        "De uitnodiging van {name} is ingetrokken.",
        "The invitation of {name} was withdrawn.";
    withdrawn_text(name):
        "De link in de mail werkt niet meer. {name} krijgt hier een mail over. Toch nodig? Voeg {name} dan opnieuw toe.",
        "The link in the e-mail does not work any more. {name} will get an e-mail about this. Needed after all? Then add {name} again.";
    restored(name):
        "{name} heeft weer toegang.",
        "{name} has access again.";
    restored_text(name):
        "{name} krijgt hier een mail over en kan meteen inloggen, met dezelfde autorisaties als eerst.",
        "{name} will get an e-mail about this and can log in at once, with the same authorisations as before.";
    help_closed(name):
        "De vraag van {name} is afgehandeld.",
        "The question of {name} was dealt with.";
    help_closed_text(name):
        "{name} staat niet meer bij “Heeft uw hulp nodig”.",
        "{name} is no longer listed under “Needs your help”.";

    // Why something is not done
    no_yourself:
        "Dit kunt u niet voor uzelf doen.",
        "You cannot do this for yourself.";
    no_yourself_text(phone):
        "Vraag een andere gebruikersbeheerder van uw bedrijf, of bel de servicedesk: {phone}. Uw eigen nummer en wachtwoord wijzigt u bij Mijn account.",
        "Ask another admin of your company, or call the service desk: {phone}. You change your own number and password under My account.";
    no_admin(name):
        "{name} is ook gebruikersbeheerder. Dit doet alleen de servicedesk.",
        "{name} is an admin too. Only the service desk does this.";
    no_admin_text(phone, name):
        "Laat {name} zelf bellen: {phone}. Zo kan niemand het account van een beheerder overnemen.",
        "Let {name} call: {phone}. This way nobody can take over the account of an admin.";
    no_often:
        "Dit is vandaag al een paar keer gedaan.",
        "This was done a few times today already.";
    no_often_text(phone, name):
        "Misschien probeert iemand anders in te loggen als {name}. Bel de servicedesk, dan kijken wij samen: {phone}.",
        "Somebody else may be trying to log in as {name}. Call the service desk and we will look together: {phone}.";
    no_last_admin(name):
        "{name} is de laatste gebruikersbeheerder die kan inloggen.",
        "{name} is the last admin who can log in.";
    no_last_admin_text:
        "Zonder beheerder kan niemand uw medewerkers helpen. Wijs eerst een vervanger aan.",
        "Without an admin nobody can help your staff. Appoint a replacement first.";
    no_already:
        "Dit was al zo. Er is niets gewijzigd.",
        "It was so already. Nothing was changed.";
    no_only_invited(name):
        "{name} heeft het account nog niet klaargemaakt.",
        "{name} has not set up the account yet.";
    no_only_invited_text:
        "Stuur de uitnodiging opnieuw, of trek haar in.",
        "Send the invitation again, or withdraw it.";
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
        "Herstel eerst de toegang. Daarna kunt u dit doen.",
        "Restore the access first. After that you can do this.";
    no_too_late(name):
        "De toegang van {name} is te lang geleden gestopt om te herstellen.",
        "The access of {name} was stopped too long ago to restore it.";
    no_too_late_text(phone):
        "Bel de servicedesk: {phone}.",
        "Call the service desk: {phone}.";
    no_right:
        "Uw bedrijf heeft dit recht niet (meer). Haal het vinkje weg.",
        "Your company does not hold this right (any more). Untick it.";
    no_longer_admin:
        "U bent zelf geen gebruikersbeheerder meer. Er is niets gewijzigd.",
        "You are no longer an admin yourself. Nothing was changed.";
    no_reversed:
        "De einddatum is al voorbij, of ligt voor de begindatum.",
        "The end date has passed, or is before the start date.";
    no_already_here(name):
        "{name} staat met dit e-mailadres al in uw lijst.",
        "{name} is in your list with this e-mail address already.";

    // One person
    can_log_in(name):
        "{name} kan inloggen.",
        "{name} can log in.";
    can_log_in_until(name, day):
        "{name} kan inloggen, tot en met {day}. Daarna stopt de toegang.",
        "{name} can log in, up to and including {day}. After that the access stops.";
    can_log_in_must_change(name):
        "{name} kan inloggen en moet dan één keer een nieuw wachtwoord kiezen.",
        "{name} can log in and then has to choose a new password once.";
    cannot_log_in(name, why):
        "{name} kan niet inloggen: {why}.",
        "{name} cannot log in: {why}.";
    too_many_passwords:
        "te vaak een verkeerd wachtwoord",
        "a wrong password too often";
    too_many_codes:
        "te vaak een verkeerde sms-code",
        "a wrong code too often";
    froze:
        "heeft het account zelf geblokkeerd na een waarschuwing van ons",
        "blocked the account after a warning from us";
    guessed:
        "onbekenden hebben te vaak geraden, daarom is het wachtwoord uitgezet",
        "strangers guessed too often, so the password was switched off";
    is_invited(name, until):
        "{name} is uitgenodigd en heeft het account nog niet klaargemaakt. De uitnodiging werkt tot {until}.",
        "{name} was invited and has not set up the account yet. The invitation works until {until}.";
    invitation_ran_out(name):
        "{name} kan niet inloggen: de uitnodiging is verlopen voordat het account klaar was.",
        "{name} cannot log in: the invitation expired before the account was set up.";
    starts(name, day):
        "{name} kan nog niet inloggen. De toegang begint op {day}.",
        "{name} cannot log in yet. The access starts on {day}.";
    ended(name, day):
        "{name} kan niet meer inloggen: de toegang liep tot en met {day}.",
        "{name} cannot log in any more: the access lasted up to and including {day}.";
    was_stopped_by(name, by, day):
        "{name} kan niet inloggen: {by} heeft de toegang gestopt op {day}.",
        "{name} cannot log in: {by} stopped the access on {day}.";
    was_stopped(name, day):
        "{name} kan niet inloggen: de toegang is gestopt op {day}.",
        "{name} cannot log in: the access was stopped on {day}.";
    was_stopped_once(name):
        "{name} kan niet inloggen: de toegang is gestopt.",
        "{name} cannot log in: the access was stopped.";
    restore_until(day):
        "Herstellen kan tot {day}.",
        "Restoring is possible until {day}.";
    asks_something:
        "Vraagt uw hulp",
        "Asks for your help";
    facts:
        "Gegevens",
        "Data";
    email:
        "E-mailadres",
        "E-mail address";
    mobile:
        "Mobiel nummer",
        "Mobile number";
    mobile_changed(day):
        "Gewijzigd op {day}",
        "Changed on {day}";
    access_code:
        "Toegangscode",
        "Access code";
    access_code_what:
        "Om te noemen als u belt. Hiermee kan niemand inloggen.",
        "To mention when you call. Nobody can log in with it.";
    role_label:
        "Rol",
        "Role";
    role_change:
        "Naar de beheerders",
        "To the admins";
    access:
        "Toegang",
        "Access";
    access_no_dates:
        "Zonder begindatum en einddatum",
        "Without start date and end date";
    access_from(day):
        "Vanaf {day}",
        "From {day}";
    access_until(day):
        "Tot en met {day}",
        "Up to and including {day}";
    access_between(from, until):
        "Van {from} tot en met {until}",
        "From {from} up to and including {until}";
    change:
        "Wijzigen",
        "Change";
    last_login_label:
        "Laatst ingelogd",
        "Last logged in";
    never:
        "Nog nooit",
        "Never";
    activated_label:
        "Account klaargemaakt",
        "Account set up";
    invitation_label:
        "Uitnodiging",
        "Invitation";
    invitation_sent_on(day):
        "Verstuurd op {day}",
        "Sent on {day}";
    invitation_works_until(until):
        "Werkt tot {until}",
        "Works until {until}";
    invitation_over:
        "De link werkt niet meer",
        "The link does not work any more";
    rights_title:
        "Autorisaties",
        "Authorisations";
    rights_none:
        "Nog geen autorisaties. Zonder autorisatie kan iemand inloggen, maar niets doen.",
        "No authorisations yet. Without one a person can log in, but do nothing.";
    right_since_by(day, by):
        "Sinds {day}, gegeven door {by}",
        "Since {day}, given by {by}";
    right_since(day):
        "Sinds {day}",
        "Since {day}";
    right_not_held:
        "Werkt nu niet: uw bedrijf heeft dit recht niet meer.",
        "Does not work now: your company does not hold this right any more.";
    deliveries:
        "Wat wij stuurden",
        "What we sent";
    deliveries_none:
        "Wij hebben nog niets gestuurd.",
        "We have not sent anything yet.";
    history:
        "Wat er gebeurde",
        "What happened";
    history_none:
        "Er is nog niets gebeurd.",
        "Nothing has happened yet.";
    history_all:
        "Alles in het logboek",
        "Everything in the log";
    moment(day, time):
        "{day}, {time}",
        "{day}, {time}";

    // Another mobile number
    mobile_title(name):
        "Mobiel nummer van {name} wijzigen",
        "Change the mobile number of {name}";
    mobile_lead(number):
        "Sms-codes gaan nu naar {number}. Daarna gaan ze naar het nummer dat u hier invult.",
        "Codes go to {number} now. After this they go to the number you fill in here.";
    mobile_new:
        "Nieuw mobiel nummer",
        "New mobile number";
    mobile_hint:
        "Bijvoorbeeld 06 12345678. Buitenlands nummer? Begin met +.",
        "For example 06 12345678. Foreign number? Start with +.";
    mobile_what(name):
        "{name} krijgt hier een mail over, en een sms op het oude nummer. De autorisaties en het wachtwoord blijven zoals ze zijn.",
        "{name} will get an e-mail about this, and a text message on the old number. Authorisations and password stay as they are.";
    mobile_same:
        "Dit nummer staat er al. Vul het nieuwe nummer in.",
        "This is the number we have already. Fill in the new number.";
    mobile_done(name):
        "Het mobiele nummer van {name} is gewijzigd.",
        "The mobile number of {name} was changed.";
    mobile_done_text(name, digits):
        "{name} is uitgelogd. De volgende sms-code gaat naar het nummer dat eindigt op {digits}. {name} krijgt hier een mail over.",
        "{name} was logged out. The next code goes to the number ending in {digits}. {name} will get an e-mail about this.";
    save:
        "Opslaan",
        "Save";

    // What somebody may do
    rights_of(name):
        "Autorisaties van {name}",
        "Authorisations of {name}";
    rights_question(name):
        "Wat mag {name}?",
        "What may {name} do?";
    rights_hint:
        "Zet een vinkje bij wat deze medewerker mag. Het werkt meteen.",
        "Tick what this person may do. It works at once.";
    dates_question:
        "Hoe lang geldt dit?",
        "How long does this hold?";
    dates_hint:
        "Laat de datums leeg als de toegang gewoon doorloopt.",
        "Leave the dates empty if the access simply goes on.";
    date_from:
        "Eerste dag",
        "First day";
    date_until:
        "Laatste dag",
        "Last day";
    rights_done_added(name, what):
        "{name} mag nu ook: {what}.",
        "{name} may now also: {what}.";
    rights_done_removed(name, what):
        "{name} mag niet meer: {what}.",
        "{name} may no longer: {what}.";
    rights_done_dates(name):
        "De datums van {name} zijn gewijzigd.",
        "The dates of {name} were changed.";
    rights_done_text(name):
        "Dit werkt direct. {name} krijgt hier een mail over.",
        "This works at once. {name} will get an e-mail about this.";
    rights_again:
        "Nog eens wijzigen",
        "Change again";

    // Leaving
    stop_title(name):
        "De toegang van {name} stoppen",
        "Stop the access of {name}";
    stop_lead(organisation, name):
        "{name} kan daarna niet meer inloggen voor {organisation}. U kunt dit nog 30 dagen herstellen.",
        "After that {name} cannot log in for {organisation} any more. You can restore this for 30 days.";
    stop_when:
        "Wanneer stopt de toegang?",
        "When does the access stop?";
    stop_now:
        "Nu meteen",
        "At once";
    stop_now_hint(name):
        "{name} wordt overal uitgelogd.",
        "{name} is logged out everywhere.";
    stop_later:
        "Na een laatste werkdag",
        "After a last working day";
    stop_later_hint:
        "Vul hieronder de datum in. Op die dag werkt de toegang nog.",
        "Fill in the date below. The access still works on that day.";
    stop_day:
        "Laatste werkdag",
        "Last working day";
    stop_submit:
        "Toegang stoppen",
        "Stop access";
    stop_done(name):
        "De toegang van {name} is gestopt.",
        "The access of {name} was stopped.";
    stop_done_text(name, day):
        "{name} is overal uitgelogd en krijgt hier een mail over. Herstellen kan tot {day}.",
        "{name} was logged out everywhere and will get an e-mail about this. Restoring is possible until {day}.";
    stop_planned(name, day):
        "De toegang van {name} stopt na {day}.",
        "The access of {name} stops after {day}.";
    stop_planned_text(name):
        "Tot en met die dag verandert er niets. {name} krijgt hier een mail over.",
        "Nothing changes up to and including that day. {name} will get an e-mail about this.";

    // Inviting
    invite_title:
        "Medewerker toevoegen",
        "Add a person";
    invite_lead(days):
        "De medewerker krijgt een mail om het account klaar te maken. De link daarin werkt {days} dagen. Een mobiele telefoon is nodig.",
        "The person will get an e-mail to set up the account. Its link works for {days} days. A mobile phone is needed.";
    given_name:
        "Voornaam",
        "First name";
    initials:
        "Voorletters",
        "Initials";
    initials_hint:
        "Laat leeg, dan maken wij ze van de voornaam.",
        "Leave empty and we take them from the first name.";
    infix:
        "Tussenvoegsel",
        "Prefix";
    infix_hint:
        "Zoals van, de of van der.",
        "Such as van, de or van der.";
    family_name:
        "Achternaam",
        "Last name";
    invite_email:
        "E-mailadres van het werk",
        "E-mail address at work";
    invite_email_hint:
        "Hiermee logt de medewerker straks in.",
        "The person will log in with this.";
    invite_mobile_hint:
        "Hier sturen wij de sms-code heen. Bijvoorbeeld 06 12345678.",
        "We send the code to this number. For example 06 12345678.";
    same_as:
        "Hetzelfde als …",
        "The same as …";
    same_as_hint:
        "Kies een collega die hetzelfde werk doet. Wat u hieronder aanvinkt, komt daarbij.",
        "Choose a colleague who does the same work. What you tick below is added to that.";
    same_as_nobody:
        "Ik kies zelf",
        "I choose myself";
    invite_rights:
        "Wat mag deze medewerker?",
        "What may this person do?";
    invite_usual:
        "Aangevinkt staat wat al uw medewerkers mogen. Haal weg wat niet nodig is.",
        "Ticked is what all of your staff may do. Untick what is not needed.";
    invite_choose:
        "Kies wat deze medewerker mag.",
        "Choose what this person may do.";
    invite_role:
        "Wordt dit ook een gebruikersbeheerder?",
        "Will this person be an admin too?";
    invite_role_yes:
        "Ja, ook gebruikersbeheerder",
        "Yes, an admin too";
    invite_role_hint:
        "Mag dan, net als u, medewerkers toevoegen, deblokkeren en autorisaties geven.",
        "May then, like you, add and unblock people and give authorisations.";
    invite_submit:
        "Uitnodiging versturen",
        "Send the invitation";
    invited(name):
        "De uitnodiging voor {name} is verstuurd.",
        "The invitation for {name} was sent.";
    invited_text(name, email, until):
        "{name} krijgt een mail op {email}. De link daarin werkt tot {until}.",
        "{name} will get an e-mail at {email}. Its link works until {until}.";
    invited_warning(name):
        "De uitnodiging voor {name} is verstuurd. Klopt het e-mailadres?",
        "The invitation for {name} was sent. Is the e-mail address right?";
    invited_warning_text(email, domain):
        "{email} lijkt op een adres bij {domain}, maar is een ander bedrijf. Klopt het niet? Trek de uitnodiging dan in.",
        "{email} looks like an address at {domain}, but is another company. Not right? Then withdraw the invitation.";
    withdraw_short:
        "Intrekken",
        "Withdraw";

    // Admins
    admins_title:
        "Gebruikersbeheerders",
        "Admins";
    admins_lead:
        "Zij voegen medewerkers toe, helpen wie niet kan inloggen en bepalen wie wat mag.",
        "They add people, help those who cannot log in and decide who may do what.";
    admins_only_you:
        "U bent de enige beheerder.",
        "You are the only admin.";
    admins_only_one:
        "Er is maar één beheerder die kan inloggen.",
        "There is only one admin who can log in.";
    admins_only_text:
        "Bent u ziek of geblokkeerd? Dan kan niemand uw medewerkers helpen. Wijs daarom een vervanger aan.",
        "Are you ill or blocked? Then nobody can help your staff. So appoint a replacement.";
    admins_list:
        "Wie beheerder is",
        "Who is admin";
    admin_stop:
        "Geen beheerder meer",
        "No longer admin";
    admin_stop_you:
        "Ik wil geen beheerder meer zijn",
        "I no longer want to be admin";
    admin_choose:
        "Welke collega wordt beheerder?",
        "Which colleague becomes admin?";
    admin_choose_hint:
        "U kiest uit collega's die al inloggen. Beheerders zijn elkaars gelijke: zij mogen hetzelfde als u.",
        "You choose from colleagues who log in already. Admins are equals: they may do the same as you.";
    admin_choose_nobody:
        "Kies een collega",
        "Choose a colleague";
    admin_choose_missing:
        "Kies een collega.",
        "Choose a colleague.";
    admin_nobody:
        "Er is nog geen collega die u kunt aanwijzen. Voeg eerst een medewerker toe; dat kan ook meteen als beheerder.",
        "There is no colleague to appoint yet. First add a person; you can do that as an admin at once.";
    admin_make:
        "Beheerder maken",
        "Make admin";
    admin_made(name):
        "{name} is nu ook gebruikersbeheerder.",
        "{name} is now an admin too.";
    admin_made_text(name):
        "{name} krijgt hier een mail over en ziet voortaan ook Medewerkers, Beheerders en Logboek.",
        "{name} will get an e-mail about this and from now on also sees Staff, Admins and Log.";
    admin_removed(name):
        "{name} is geen gebruikersbeheerder meer.",
        "{name} is no longer an admin.";
    admin_removed_text(name):
        "{name} krijgt hier een mail over. Inloggen en autorisaties blijven zoals ze waren.",
        "{name} will get an e-mail about this. Logging in and authorisations stay as they were.";
}
