//! Numbers of the last weeks.

super::texts! {
    report_title:
        "Rapportage",
        "Report";
    report_lead:
        "Hier ziet u waarvoor mensen bellen, wat wij deden en wat zij zelf opzochten. Alleen aantallen.",
        "See what people call about, what we did and what they looked up themselves. Numbers only.";
    report_whys:
        "Redenen om te bellen",
        "Reasons for calling";
    report_deeds:
        "Handelingen",
        "Actions";
    report_lookups:
        "Opgezocht bij Hulp bij inloggen",
        "Looked up in Help with logging in";
    report_stuck:
        "Schermen waarop bellers vastliepen",
        "Screens where callers got stuck";
    report_appointments:
        "Aanvragen voor een beheerder",
        "Admin requests";
    appointment_submitted:
        "Aanvraag verstuurd",
        "Request sent";
    appointment_confirmed:
        "E-mailadres bevestigd",
        "E-mail address confirmed";
    appointment_called_back:
        "Bedrijf teruggebeld",
        "Company called back";
    appointment_question:
        "Vraag gesteld",
        "Question asked";
    appointment_approved:
        "Goedgekeurd",
        "Approved";
    appointment_rejected:
        "Afgewezen",
        "Rejected";
    appointment_activated:
        "Account klaargemaakt",
        "Account set up";
    appointment_expired:
        "Verlopen",
        "Expired";
    deed_blocked:
        "Account geblokkeerd",
        "Account blocked";
    deed_stopped:
        "Toegang gestopt",
        "Access stopped";
    report_what:
        "Wat",
        "What";
    report_nothing:
        "In deze weken nog niets.",
        "Nothing in these weeks.";
    week(number):
        "Week {number}",
        "Week {number}";
    week_short(number):
        "wk {number}",
        "wk {number}";
    week_from(day):
        "vanaf {day}",
        "from {day}";
    report_numbers:
        "Aantallen per week",
        "Numbers per week";
    report_chart:
        "Handelingen per week",
        "Actions per week";
    report_file:
        "Downloaden (CSV)",
        "Download (CSV)";
    report_file_name:
        "rapportage",
        "report";
    report_about:
        "Onderdeel",
        "Section";
    screen_login:
        "Inloggen",
        "Log in";
    screen_code:
        "Inloggen: sms-code",
        "Logging in: text message code";
    screen_wait:
        "Inloggen: even wachten",
        "Logging in: please wait";
    screen_reset_code:
        "Nieuw wachtwoord: sms-code",
        "New password: text message code";
    screen_activation_code:
        "Account klaarmaken: sms-code",
        "Setting up the account: text message code";
    screen_mobile_code:
        "Mobiel nummer wijzigen: sms-code",
        "Changing the mobile number: text message code";
    screen_step_up:
        "Bevestigen met een sms-code",
        "Confirming with a text message code";
    screen_contact:
        "Contact",
        "Contact";
    screen_guide:
        "Hulp bij inloggen",
        "Help with logging in";
    screen_help(problem):
        "Hulp bij inloggen: {problem}",
        "Help with logging in: {problem}";
    deed_unblocked:
        "Gedeblokkeerd",
        "Unblocked";
    deed_reset:
        "Wachtwoordlink gestuurd",
        "Password link sent";
    deed_logged_out:
        "Overal uitgelogd",
        "Logged out everywhere";
    deed_invitation:
        "Uitnodiging opnieuw gestuurd",
        "Invitation sent again";
    deed_mobile:
        "Mobiel nummer gewijzigd",
        "Mobile number changed";
    deed_checked:
        "Beller herkend",
        "Caller recognised";
    deed_not_known:
        "Verkeerde code genoemd",
        "Wrong code given";
    deed_asked:
        "Collega gevraagd",
        "Colleague asked";
    deed_approved:
        "Goedgekeurd door collega",
        "Approved by a colleague";
    deed_ended:
        "Afgewezen of ingetrokken",
        "Rejected or withdrawn";
}
