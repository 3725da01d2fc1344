//! What happened, in one plain sentence each.

super::texts! {
    password_right(who):
        "{who} heeft het juiste wachtwoord ingevuld.",
        "{who} entered the correct password.";
    password_wrong(whom):
        "Voor {whom} is een verkeerd wachtwoord ingevuld.",
        "A wrong password was entered for {whom}.";
    code_wrong(who):
        "{who} heeft een verkeerde sms-code ingevuld.",
        "{who} entered a wrong code.";
    logged_in(who):
        "{who} heeft ingelogd.",
        "{who} logged in.";
    logged_out(who):
        "{who} heeft uitgelogd.",
        "{who} logged out.";
    stepped_up(who):
        "{who} heeft een handeling bevestigd met een sms-code.",
        "{who} confirmed an action with a code.";
    blocked(whom):
        "{whom} is geblokkeerd.",
        "{whom} was blocked.";
    blocked_passwords(whom):
        "{whom} is geblokkeerd: te vaak een verkeerd wachtwoord.",
        "{whom} was blocked: too many wrong passwords.";
    blocked_codes(whom):
        "{whom} is geblokkeerd: te vaak een verkeerde sms-code.",
        "{whom} was blocked: too many wrong codes.";
    blocked_by_desk(who, whom):
        "{whom} is op eigen verzoek geblokkeerd door {who}.",
        "{whom} was blocked by {who} at their own request.";
    block_broken(whom):
        "{whom} is niet geblokkeerd, omdat er te veel mensen tegelijk geblokkeerd raakten.",
        "{whom} was not blocked, because too many people were being blocked at once.";
    password_disabled(whom):
        "Het wachtwoord van {whom} is uitgeschakeld: iemand probeerde het te raden.",
        "{whom}’s password was disabled: somebody tried to guess it.";
    unblocked(who, whom):
        "{who} heeft {whom} gedeblokkeerd.",
        "{who} unblocked {whom}.";
    unblocked_waiting(who, whom):
        "{who} heeft {whom} gedeblokkeerd. Wachten na te veel verkeerde wachtwoorden is niet meer nodig.",
        "{who} unblocked {whom}. There is no need to wait any longer after too many wrong passwords.";
    frozen(who):
        "{who} heeft het eigen account geblokkeerd.",
        "{who} blocked their own account.";
    reset_sent(whom):
        "Voor {whom} is een link voor een nieuw wachtwoord aangevraagd.",
        "A link for a new password was requested for {whom}.";
    reset_sent_by_admin(who, whom):
        "{who} heeft {whom} een link voor een nieuw wachtwoord laten sturen.",
        "{who} had a link for a new password sent to {whom}.";
    reset_done(who):
        "{who} heeft via een link een nieuw wachtwoord gekozen.",
        "{who} used a link to choose a new password.";
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
        "{who} changed {whom}’s details.";
    as_admin:
        "gebruikersbeheerder",
        "admin";
    invitation_again(who, whom):
        "{who} heeft de uitnodiging voor {whom} opnieuw laten sturen.",
        "{who} had the invitation for {whom} sent again.";
    invitation_again_self(who):
        "{who} heeft om een nieuwe uitnodiging gevraagd.",
        "{who} asked for a new invitation.";
    invitation_reminder(whom):
        "{whom} heeft een herinnering aan de uitnodiging gekregen.",
        "{whom} was reminded of the invitation.";
    invitation_withdrawn(who, whom):
        "{who} heeft de uitnodiging voor {whom} ingetrokken.",
        "{who} withdrew the invitation for {whom}.";
    invitation_held_block(whom):
        "De uitnodiging voor {whom} wacht op een gebruikersbeheerder: het account van de afzender is op eigen verzoek geblokkeerd.",
        "The invitation for {whom} is waiting for an admin: the sender’s account was blocked at their own request.";
    invitation_held_sender(whom):
        "De uitnodiging voor {whom} wacht op een gebruikersbeheerder: de afzender kan hier niemand meer toegang geven.",
        "The invitation for {whom} is waiting for an admin: the sender can no longer give anybody access here.";
    invitation_held(whom):
        "De uitnodiging voor {whom} wacht op een gebruikersbeheerder.",
        "The invitation for {whom} is waiting for an admin.";
    activated(who):
        "{who} heeft het account klaargemaakt.",
        "{who} set up the account.";
    mobile_by_admin(who, whom):
        "{who} heeft het mobiele nummer van {whom} gewijzigd.",
        "{who} changed {whom}’s mobile number.";
    test_sms_sent(who, whom):
        "{who} heeft een test-sms gestuurd naar het mobiele nummer van {whom}.",
        "{who} sent a test message to {whom}’s mobile number.";
    mobile_by_owner(who):
        "{who} heeft het eigen mobiele nummer gewijzigd.",
        "{who} changed their own mobile number.";
    mobile_ends_in(digits):
        "Het eindigt nu op {digits}.",
        "It now ends in {digits}.";
    name_changed(who):
        "{who} heeft de eigen naam gewijzigd.",
        "{who} changed their own name.";
    name_changed_for(who, whom):
        "{who} heeft de naam van {whom} gewijzigd.",
        "{who} changed {whom}’s name.";
    name_before_and_now(before, now):
        "Eerst: {before}. Nu: {now}.",
        "Before: {before}. Now: {now}.";
    address_change_asked(who):
        "{who} heeft gevraagd om met een ander e-mailadres in te loggen.",
        "{who} asked to log in with another e-mail address.";
    address_change_withdrawn(whom):
        "{whom} logt toch niet met een ander e-mailadres in.",
        "{whom} will keep logging in with the same e-mail address after all.";
    address_changed(who):
        "{who} logt voortaan in met een ander e-mailadres.",
        "{who} now logs in with another e-mail address.";
    rights_changed(who, whom):
        "{who} heeft gewijzigd wat {whom} mag.",
        "{who} changed what {whom} may do.";
    rights_added(what):
        "Toegevoegd: {what}.",
        "Added: {what}.";
    rights_removed(what):
        "Ingetrokken: {what}.",
        "Removed: {what}.";
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
        "{who} stopped {whom}’s access.";
    access_stopped_on(who, whom, day):
        "{who} heeft de toegang van {whom} gestopt na {day}.",
        "{who} stopped {whom}’s access after {day}.";
    sessions_ended_by_admin(who, whom):
        "{who} heeft {whom} overal uitgelogd.",
        "{who} logged {whom} out everywhere.";
    access_restored(who, whom):
        "{who} heeft de toegang van {whom} hersteld.",
        "{who} restored {whom}’s access.";
    made_admin(who, whom):
        "{who} heeft {whom} gebruikersbeheerder gemaakt.",
        "{who} made {whom} an admin.";
    no_longer_admin(who, whom):
        "{who} heeft de beheerrol van {whom} ingetrokken.",
        "{who} removed {whom} as admin.";
    no_longer_admin_self(who):
        "{who} wilde geen gebruikersbeheerder meer zijn.",
        "{who} no longer wanted to be an admin.";
    stand_in_appointed(who, whom):
        "{who} heeft {whom} aangewezen als vervanger.",
        "{who} appointed {whom} as a stand-in.";
    stand_in_ended(who, whom):
        "{who} heeft de vervanging door {whom} gestopt.",
        "{who} ended {whom}’s time as a stand-in.";
    deputy_asked(who, whom):
        "{who} heeft {whom} gevraagd om een tweede beheerder aan te wijzen.",
        "{who} asked {whom} to appoint a second admin.";
    as_stand_in(who):
        "{who} (als vervanger)",
        "{who} (as a stand-in)";
    help_asked(whom):
        "{whom} heeft om hulp gevraagd.",
        "{whom} asked for help.";
    help_asked_log_in(whom):
        "{whom} heeft om hulp gevraagd: inloggen lukt niet.",
        "{whom} asked for help: cannot log in.";
    help_asked_number(whom):
        "{whom} heeft om hulp gevraagd: het mobiele nummer klopt niet.",
        "{whom} asked for help: the mobile number is wrong.";
    help_asked_rights(whom):
        "{whom} heeft om hulp gevraagd: wil meer kunnen doen.",
        "{whom} asked for help: needs to be able to do more.";
    help_moved_on(whom):
        "De vraag van {whom} is nog niet beantwoord en gaat nu ook naar de andere beheerders.",
        "{whom}’s request has not been answered yet and now goes to the other admins too.";
    help_at_desk(whom):
        "De vraag van {whom} is nog niet beantwoord en gaat nu ook naar de servicedesk.",
        "{whom}’s request has not been answered yet and now goes to the service desk too.";
    help_done(who, whom):
        "{who} heeft de vraag van {whom} afgehandeld.",
        "{who} dealt with {whom}’s request.";
    my_admin_asked(whom):
        "Iemand vroeg wie de gebruikersbeheerder van {whom} is.",
        "Somebody asked who {whom}’s admin is.";
    session_ended(who):
        "{who} heeft op een ander apparaat uitgelogd.",
        "{who} logged out on another device.";
    staff_checked(who):
        "{who} heeft de lijst van medewerkers nagekeken en vastgelegd.",
        "{who} checked and confirmed the list of staff.";
    staff_checked_people(number):
        "Op de lijst: {number}.",
        "On the list: {number}.";
    staff_checked_stopped(number):
        "Toegang gestopt: {number}.",
        "Access stopped: {number}.";
    log_exported(who):
        "{who} heeft het logboek gedownload.",
        "{who} downloaded the log.";
    page_refused(who, part):
        "{who} heeft geprobeerd een pagina te openen waar alleen anderen bij mogen ({part}).",
        "{who} tried to open a page that only others may open ({part}).";
    imported(who):
        "{who} heeft een bestand met gegevens geïmporteerd.",
        "{who} imported a file with data.";
    adopted(who):
        "{who} heeft de database aan dit portaal gekoppeld.",
        "{who} linked the database to this portal.";
    admin_by_operator(who, whom):
        "{who} heeft {whom} als gebruikersbeheerder aangewezen.",
        "{who} appointed {whom} as an admin.";
    appointment_asked(who):
        "{who} heeft een nieuwe gebruikersbeheerder aangevraagd.",
        "{who} requested a new admin.";
    appointment_confirmed(who):
        "{who} heeft een aanvraag voor een gebruikersbeheerder bevestigd.",
        "{who} confirmed a request for a new admin.";
    appointment_announced(who):
        "{who} heeft de beheerders gemaild dat er een nieuwe gebruikersbeheerder is aangevraagd.",
        "{who} e-mailed the admins that a new admin has been requested.";
    appointment_withdrawn(who):
        "{who} heeft een aanvraag voor een gebruikersbeheerder ingetrokken.",
        "{who} withdrew a request for a new admin.";
    appointment_viewed(who):
        "{who} heeft een aanvraag voor een gebruikersbeheerder bekeken.",
        "{who} viewed a request for a new admin.";
    appointment_taken(who):
        "{who} is begonnen met een aanvraag voor een gebruikersbeheerder.",
        "{who} started on a request for a new admin.";
    appointment_linked(who):
        "{who} heeft bij een aanvraag voor een gebruikersbeheerder dit bedrijf gekozen.",
        "{who} chose this company for a request for a new admin.";
    appointment_called_back(who):
        "{who} heeft het bedrijf gebeld over een aanvraag voor een gebruikersbeheerder.",
        "{who} called the company about a request for a new admin.";
    appointment_not_reached(who):
        "{who} heeft het bedrijf gebeld over een aanvraag voor een gebruikersbeheerder, en niemand bereikt.",
        "{who} called the company about a request for a new admin, and reached nobody.";
    appointment_question(who):
        "{who} heeft een vraag gesteld over een aanvraag voor een gebruikersbeheerder.",
        "{who} asked a question about a request for a new admin.";
    appointment_answered(who):
        "{who} heeft een vraag over een aanvraag voor een gebruikersbeheerder beantwoord.",
        "{who} answered a question about a request for a new admin.";
    appointment_answer_noted(who):
        "{who} heeft het antwoord op een vraag over een aanvraag voor een gebruikersbeheerder vastgelegd, zoals de aanvrager het aan de telefoon gaf.",
        "{who} recorded the answer to a question about a request for a new admin, as the applicant gave it on the phone.";
    appointment_verified(who):
        "{who} heeft een aanvraag voor een gebruikersbeheerder gecontroleerd.",
        "{who} checked a request for a new admin.";
    appointment_taken_back:
        "De controle van een aanvraag voor een gebruikersbeheerder geldt niet meer: het account van de medewerker die controleerde, is geblokkeerd.",
        "The check of a request for a new admin no longer counts: the account of the person who did the check was blocked.";
    appointment_approved(who, whom):
        "{who} heeft goedgekeurd dat {whom} gebruikersbeheerder wordt.",
        "{who} approved {whom} as an admin.";
    appointment_rejected(who):
        "{who} heeft een aanvraag voor een gebruikersbeheerder afgewezen.",
        "{who} rejected a request for a new admin.";
    appointment_expired(who):
        "{who} heeft een aanvraag voor een gebruikersbeheerder gesloten: de termijn was voorbij.",
        "{who} closed a request for a new admin: the time limit had passed.";
    unblocked_by_operator(who, whom):
        "{who} heeft gebruikersbeheerder {whom} gedeblokkeerd.",
        "{who} unblocked admin {whom}.";
    number_moved(whom):
        "Het mobiele nummer van {whom} staat op een andere simkaart of bij een andere aanbieder. Een nieuw wachtwoord instellen per mail kan daarom tijdelijk niet.",
        "{whom}’s mobile number is on another SIM card or with another provider. That is why a new password cannot be set by e-mail for a while.";
    desk_searched(who):
        "{who} heeft naar iemand gezocht.",
        "{who} searched for somebody.";
    desk_viewed(who, whom):
        "{who} heeft de gegevens van {whom} bekeken.",
        "{who} viewed {whom}’s details.";
    desk_viewed_company(who):
        "{who} heeft de gegevens van het bedrijf bekeken.",
        "{who} viewed the company’s details.";
    caller_check_sent(who, whom):
        "{who} heeft {whom} een controlecode gestuurd om aan de telefoon te noemen.",
        "{who} sent {whom} a code to read out on the phone.";
    caller_checked(who, whom):
        "{who} heeft vastgesteld dat {whom} zelf belde.",
        "{who} confirmed that the caller was {whom}.";
    caller_not_known(whom):
        "De beller noemde een verkeerde controlecode voor {whom}.",
        "The caller gave a wrong code for {whom}.";
    desk_note_written(who, whom):
        "{who} heeft een notitie gemaakt over het gesprek met {whom}.",
        "{who} made a note about the conversation with {whom}.";
    four_eyes_asked(who, whom):
        "{who} heeft een tweede goedkeuring gevraagd voor {whom}.",
        "{who} asked for a second approval for {whom}.";
    four_eyes_approved(who, whom):
        "{who} heeft goedgekeurd wat voor {whom} was gevraagd.",
        "{who} approved what was asked for {whom}.";
    caller_approved(whom):
        "Twee medewerkers van de servicedesk hebben bevestigd dat de beller {whom} is.",
        "Two people at the service desk confirmed that the caller is {whom}.";
    four_eyes_ended(who, whom):
        "{who} heeft de aanvraag voor {whom} stopgezet.",
        "{who} stopped the request for {whom}.";
    announcement_asked(who):
        "{who} heeft een bericht voor iedereen geschreven. Een collega moet het nog goedkeuren.",
        "{who} wrote a message for everybody. A colleague still has to approve it.";
    announcement_put(who):
        "{who} heeft een bericht voor iedereen geplaatst.",
        "{who} posted a message for everybody.";
    announcement_ended(who):
        "{who} heeft een bericht voor iedereen weggehaald.",
        "{who} removed a message for everybody.";
    sms_alarm:
        "Er worden opvallend veel sms-codes verstuurd die niemand invult.",
        "Unusually many codes are being sent by text message that nobody enters.";
    budget_alarm:
        "Onbekenden doen zo veel pogingen tegelijk dat wij die nu vertragen.",
        "Strangers are making so many attempts at once that we are slowing them down.";
    budget_lifted(who):
        "{who} heeft een teller voor iedereen weer op nul gezet.",
        "{who} reset a counter for everybody to zero.";
    letter_failed(whom):
        "Een bericht aan {whom} is niet aangekomen.",
        "A message to {whom} did not arrive.";
    letter_failed_what(whom, letter):
        "Een bericht aan {whom} is niet aangekomen: {letter}.",
        "A message to {whom} did not arrive: {letter}.";
    letter_withheld(whom):
        "Een bericht aan {whom} is niet verstuurd: dit is een testomgeving of een kopie. Die stuurt alleen berichten aan mensen die in de instellingen staan.",
        "A message to {whom} was not sent: this is a test environment or a copy, which only sends messages to people named in its settings.";
    letter_withheld_what(whom, letter):
        "Een bericht aan {whom} is niet verstuurd ({letter}): dit is een testomgeving of een kopie. Die stuurt alleen berichten aan mensen die in de instellingen staan.",
        "A message to {whom} was not sent ({letter}): this is a test environment or a copy, which only sends messages to people named in its settings.";
    letter_not_sent(whom):
        "Een bericht aan {whom} is door een storing bij ons niet verstuurd.",
        "A message to {whom} was not sent, because of a fault at our end.";
    letter_not_sent_what(whom, letter):
        "Een bericht aan {whom} is door een storing bij ons niet verstuurd: {letter}.",
        "A message to {whom} was not sent, because of a fault at our end: {letter}.";
}
