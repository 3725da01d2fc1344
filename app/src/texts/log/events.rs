//! What happened, in one plain sentence each.

super::texts! {
    password_right(who):
        "{who} heeft het goede wachtwoord ingevuld.",
        "{who} gave the right password.";
    password_wrong(whom):
        "Voor {whom} is een verkeerd wachtwoord ingevuld.",
        "A wrong password was given for {whom}.";
    code_wrong(who):
        "{who} heeft een verkeerde sms-code ingevuld.",
        "{who} gave a wrong code.";
    logged_in(who):
        "{who} heeft ingelogd.",
        "{who} logged in.";
    logged_out(who):
        "{who} heeft uitgelogd.",
        "{who} logged out.";
    stepped_up(who):
        "{who} heeft met een sms-code iets bevestigd.",
        "{who} confirmed something with a code.";
    blocked(whom):
        "{whom} is geblokkeerd.",
        "{whom} was blocked.";
    blocked_passwords(whom):
        "{whom} is geblokkeerd: te vaak een verkeerd wachtwoord.",
        "{whom} was blocked: a wrong password too often.";
    blocked_codes(whom):
        "{whom} is geblokkeerd: te vaak een verkeerde sms-code.",
        "{whom} was blocked: a wrong code too often.";
    blocked_by_desk(who, whom):
        "{who} heeft {whom} op eigen verzoek geblokkeerd.",
        "{who} blocked {whom} at their own wish.";
    block_broken(whom):
        "{whom} is niet geblokkeerd, omdat er te veel mensen tegelijk geblokkeerd raakten.",
        "{whom} was not blocked, because too many people were being blocked at once.";
    password_disabled(whom):
        "Het wachtwoord van {whom} is uitgezet: onbekenden hebben te vaak geraden.",
        "The password of {whom} was switched off: strangers guessed too often.";
    unblocked(who, whom):
        "{who} heeft {whom} gedeblokkeerd.",
        "{who} unblocked {whom}.";
    unblocked_waiting(who, whom):
        "{who} heeft {whom} gedeblokkeerd. Wachten na te veel verkeerde wachtwoorden hoeft niet meer.",
        "{who} unblocked {whom}. The wait after too many wrong passwords is over.";
    frozen(who):
        "{who} heeft het eigen account geblokkeerd.",
        "{who} blocked their own account.";
    reset_sent(whom):
        "Voor {whom} is een link voor een nieuw wachtwoord gevraagd.",
        "A link for a new password was asked for {whom}.";
    reset_sent_by_admin(who, whom):
        "{who} heeft {whom} een link voor een nieuw wachtwoord laten sturen.",
        "{who} had a link for a new password sent to {whom}.";
    reset_done(who):
        "{who} heeft via een link een nieuw wachtwoord gekozen.",
        "{who} chose a new password by way of a link.";
    password_changed(who):
        "{who} heeft het eigen wachtwoord gewijzigd.",
        "{who} changed their own password.";
    invited(who, whom):
        "{who} heeft {whom} toegang gegeven.",
        "{who} gave {whom} access.";
    invited_with(who, whom, what):
        "{who} heeft {whom} toegang gegeven: {what}.",
        "{who} gave {whom} access: {what}.";
    invited_changed(who, whom):
        "{who} heeft de gegevens van {whom} gewijzigd.",
        "{who} changed the data of {whom}.";
    as_admin:
        "gebruikersbeheerder",
        "admin";
    invitation_again(who, whom):
        "{who} heeft de uitnodiging van {whom} opnieuw laten sturen.",
        "{who} had the invitation of {whom} sent again.";
    invitation_again_self(who):
        "{who} heeft om een nieuwe uitnodiging gevraagd.",
        "{who} asked for a new invitation.";
    invitation_reminder(whom):
        "{whom} is aan de uitnodiging herinnerd.",
        "{whom} was reminded of the invitation.";
    invitation_withdrawn(who, whom):
        "{who} heeft de uitnodiging van {whom} ingetrokken.",
        "{who} withdrew the invitation of {whom}.";
    activated(who):
        "{who} heeft het account klaargemaakt.",
        "{who} set up the account.";
    mobile_by_admin(who, whom):
        "{who} heeft het mobiele nummer van {whom} gewijzigd.",
        "{who} changed the mobile number of {whom}.";
    mobile_by_owner(who):
        "{who} heeft het eigen mobiele nummer gewijzigd.",
        "{who} changed their own mobile number.";
    mobile_ends_in(digits):
        "Het eindigt nu op {digits}.",
        "It now ends in {digits}.";
    name_changed(who):
        "{who} heeft de eigen naam gewijzigd.",
        "{who} changed their own name.";
    address_change_asked(who):
        "{who} heeft gevraagd om met een ander e-mailadres in te loggen.",
        "{who} asked to log in with another e-mail address.";
    address_change_withdrawn(whom):
        "{whom} logt toch niet met een ander e-mailadres in.",
        "{whom} does not log in with another e-mail address after all.";
    address_changed(who):
        "{who} logt voortaan in met een ander e-mailadres.",
        "{who} logs in with another e-mail address from now on.";
    rights_changed(who, whom):
        "{who} heeft gewijzigd wat {whom} mag.",
        "{who} changed what {whom} may do.";
    rights_added(what):
        "Erbij: {what}.",
        "Added: {what}.";
    rights_removed(what):
        "Eraf: {what}.",
        "Taken away: {what}.";
    dates_changed(who, whom):
        "{who} heeft gewijzigd wanneer {whom} toegang heeft.",
        "{who} changed when {whom} has access.";
    dates_from(day):
        "Vanaf {day}.",
        "From {day}.";
    dates_until(day):
        "Tot en met {day}.",
        "Up to and including {day}.";
    dates_none:
        "Er is geen begindatum of einddatum.",
        "There is no start date or end date.";
    access_stopped(who, whom):
        "{who} heeft de toegang van {whom} gestopt.",
        "{who} stopped the access of {whom}.";
    access_stopped_on(who, whom, day):
        "{who} heeft de toegang van {whom} gestopt na {day}.",
        "{who} stopped the access of {whom} after {day}.";
    sessions_ended_by_admin(who, whom):
        "{who} heeft {whom} overal uitgelogd.",
        "{who} logged {whom} out everywhere.";
    access_restored(who, whom):
        "{who} heeft de toegang van {whom} hersteld.",
        "{who} restored the access of {whom}.";
    made_admin(who, whom):
        "{who} heeft {whom} gebruikersbeheerder gemaakt.",
        "{who} made {whom} an admin.";
    no_longer_admin(who, whom):
        "{who} heeft {whom} als gebruikersbeheerder gestopt.",
        "{who} ended the role of admin of {whom}.";
    stand_in_appointed(who, whom):
        "{who} heeft {whom} aangewezen als vervanger.",
        "{who} appointed {whom} as stand-in.";
    stand_in_ended(who, whom):
        "{who} heeft de vervanging door {whom} gestopt.",
        "{who} ended the standing in of {whom}.";
    deputy_asked(who, whom):
        "{who} heeft {whom} gevraagd om een tweede beheerder aan te wijzen.",
        "{who} asked {whom} to appoint a second admin.";
    as_stand_in(who):
        "{who} (als vervanger)",
        "{who} (standing in)";
    help_asked(whom):
        "{whom} heeft om hulp gevraagd.",
        "{whom} asked for help.";
    help_asked_log_in(whom):
        "{whom} heeft om hulp gevraagd: kan niet inloggen.",
        "{whom} asked for help: cannot log in.";
    help_asked_number(whom):
        "{whom} heeft om hulp gevraagd: het mobiele nummer klopt niet.",
        "{whom} asked for help: the mobile number is wrong.";
    help_asked_rights(whom):
        "{whom} heeft om hulp gevraagd: wil meer kunnen doen.",
        "{whom} asked for help: would like to do more.";
    help_moved_on(whom):
        "De vraag van {whom} is nog niet beantwoord en gaat nu ook naar de andere beheerders.",
        "The question of {whom} was not answered yet and now goes to the other admins as well.";
    help_at_desk(whom):
        "De vraag van {whom} is nog niet beantwoord en gaat nu ook naar de servicedesk.",
        "The question of {whom} was not answered yet and now goes to the service desk as well.";
    help_done(who, whom):
        "{who} heeft de vraag van {whom} afgehandeld.",
        "{who} dealt with the question of {whom}.";
    my_admin_asked(whom):
        "Voor {whom} is gevraagd wie de gebruikersbeheerder is.",
        "Somebody asked who the admin of {whom} is.";
    session_ended(who):
        "{who} heeft op een ander apparaat uitgelogd.",
        "{who} logged out on another device.";
    staff_checked(who):
        "{who} heeft de lijst van medewerkers nagekeken en vastgelegd.",
        "{who} checked and recorded the list of the staff.";
    staff_checked_people(number):
        "Op de lijst: {number}.",
        "On the list: {number}.";
    staff_checked_stopped(number):
        "Toegang gestopt: {number}.",
        "Access stopped: {number}.";
    log_exported(who):
        "{who} heeft het logboek als bestand meegenomen.",
        "{who} took the log along as a file.";
    imported(who):
        "{who} heeft een bestand met gegevens ingelezen.",
        "{who} imported a file with data.";
    admin_by_operator(who, whom):
        "{who} heeft {whom} als gebruikersbeheerder aangewezen.",
        "{who} appointed {whom} as admin.";
    appointment_asked(who):
        "{who} heeft een nieuwe gebruikersbeheerder aangevraagd.",
        "{who} asked for a new admin.";
    appointment_confirmed(who):
        "{who} heeft een aanvraag voor een gebruikersbeheerder bevestigd.",
        "{who} confirmed a request for a new admin.";
    appointment_announced(who):
        "{who} heeft de beheerders gemaild dat er een nieuwe gebruikersbeheerder is aangevraagd.",
        "{who} told the admins by e-mail that somebody asks to be an admin.";
    appointment_withdrawn(who):
        "{who} heeft een aanvraag voor een gebruikersbeheerder ingetrokken.",
        "{who} withdrew a request for a new admin.";
    appointment_viewed(who):
        "{who} heeft een aanvraag voor een gebruikersbeheerder bekeken.",
        "{who} looked at a request for a new admin.";
    appointment_taken(who):
        "{who} is begonnen met een aanvraag voor een gebruikersbeheerder.",
        "{who} began to look at a request for a new admin.";
    appointment_linked(who):
        "{who} heeft bij een aanvraag voor een gebruikersbeheerder dit bedrijf gekozen.",
        "{who} chose this company for a request for a new admin.";
    appointment_called_back(who):
        "{who} heeft het bedrijf gebeld over een aanvraag voor een gebruikersbeheerder.",
        "{who} called the company about a request for a new admin.";
    appointment_question(who):
        "{who} heeft een vraag gesteld over een aanvraag voor een gebruikersbeheerder.",
        "{who} asked something about a request for a new admin.";
    appointment_answered(who):
        "{who} heeft een vraag over een aanvraag voor een gebruikersbeheerder beantwoord.",
        "{who} answered a question about a request for a new admin.";
    appointment_verified(who):
        "{who} heeft een aanvraag voor een gebruikersbeheerder gecontroleerd.",
        "{who} verified a request for a new admin.";
    appointment_taken_back:
        "De controle van een aanvraag voor een gebruikersbeheerder geldt niet meer: het account van wie controleerde is geblokkeerd.",
        "The check of a request for a new admin counts no more: the account of who checked it was blocked.";
    appointment_approved(who, whom):
        "{who} heeft goedgekeurd dat {whom} gebruikersbeheerder wordt.",
        "{who} approved that {whom} becomes an admin.";
    appointment_rejected(who):
        "{who} heeft een aanvraag voor een gebruikersbeheerder afgewezen.",
        "{who} turned down a request for a new admin.";
    appointment_expired(who):
        "{who} heeft een aanvraag voor een gebruikersbeheerder gesloten: de tijd was om.",
        "{who} closed a request for a new admin: the time was over.";
    unblocked_by_operator(who, whom):
        "{who} heeft gebruikersbeheerder {whom} gedeblokkeerd.",
        "{who} unblocked admin {whom}.";
    number_moved(whom):
        "Het mobiele nummer van {whom} staat op een andere simkaart of bij een andere aanbieder. Een nieuw wachtwoord instellen met een mail kan daarom tijdelijk niet.",
        "The mobile number of {whom} is on another SIM card or with another provider. Setting a new password by e-mail is therefore off for a while.";
    desk_searched(who):
        "{who} heeft iemand gezocht.",
        "{who} looked for somebody.";
    desk_viewed(who, whom):
        "{who} heeft de gegevens van {whom} bekeken.",
        "{who} looked at the data of {whom}.";
    desk_viewed_company(who):
        "{who} heeft de gegevens van het bedrijf bekeken.",
        "{who} looked at the data of the company.";
    caller_check_sent(who, whom):
        "{who} heeft {whom} een controlecode gestuurd om aan de telefoon te noemen.",
        "{who} sent {whom} a code to read out on the phone.";
    caller_checked(who, whom):
        "{who} heeft vastgesteld dat het {whom} was die belde.",
        "{who} made sure that it was {whom} who called.";
    caller_not_known(who, whom):
        "{who} kreeg aan de telefoon een verkeerde controlecode te horen voor {whom}.",
        "{who} was told a wrong code on the phone for {whom}.";
    desk_note_written(who, whom):
        "{who} heeft een notitie gemaakt over het gesprek met {whom}.",
        "{who} made a note about the conversation with {whom}.";
    four_eyes_asked(who, whom):
        "{who} heeft een collega gevraagd iets goed te keuren voor {whom}.",
        "{who} asked a colleague to approve something for {whom}.";
    four_eyes_approved(who, whom):
        "{who} heeft met twee mensen iets goedgekeurd voor {whom}.",
        "{who} approved something for {whom}, by two people.";
    four_eyes_ended(who, whom):
        "{who} heeft een aanvraag voor {whom} niet goedgekeurd.",
        "{who} did not approve a request for {whom}.";
    announcement_asked(who):
        "{who} heeft een bericht voor iedereen geschreven. Een collega moet het nog goedkeuren.",
        "{who} wrote a message for everybody. A colleague still has to approve it.";
    announcement_put(who):
        "{who} heeft een bericht voor iedereen geplaatst.",
        "{who} put up a message for everybody.";
    announcement_ended(who):
        "{who} heeft een bericht voor iedereen weggehaald.",
        "{who} took down a message for everybody.";
    sms_alarm:
        "Er gaan opvallend veel sms-codes uit die niemand invult.",
        "Strikingly many text messages with a code go out that nobody fills in.";
    budget_alarm:
        "Onbekenden proberen zo veel tegelijk dat zij nu langzaam aan de beurt komen.",
        "Strangers try so much at once that they have to go slowly now.";
    budget_lifted(who):
        "{who} heeft een teller voor iedereen weer op nul gezet.",
        "{who} set a counter for everybody back to zero.";
    letter_failed(whom):
        "Een bericht aan {whom} is niet aangekomen.",
        "A message to {whom} did not arrive.";
    letter_failed_what(whom, letter):
        "Een bericht aan {whom} is niet aangekomen: {letter}.",
        "A message to {whom} did not arrive: {letter}.";
    letter_not_sent(whom):
        "Een bericht aan {whom} ging door een storing bij ons niet weg.",
        "A message to {whom} did not leave, because of a fault on our side.";
    letter_not_sent_what(whom, letter):
        "Een bericht aan {whom} ging door een storing bij ons niet weg: {letter}.",
        "A message to {whom} did not leave, because of a fault on our side: {letter}.";
}
