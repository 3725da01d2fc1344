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
    week_from(day):
        "Week vanaf {day}",
        "Week from {day}";
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
