//! Numbers of the last weeks.

super::texts! {
    report_title:
        "Rapportage",
        "Report";
    report_lead:
        "Waarvoor mensen bellen, wat wij deden, en wat zij zelf opzochten. Alleen aantallen.",
        "What people call about, what we did, and what they looked up themselves. Numbers only.";
    report_whys:
        "Waarvoor mensen bellen",
        "What people call about";
    report_deeds:
        "Wat wij deden",
        "What we did";
    report_lookups:
        "Opgezocht bij Hulp bij inloggen",
        "Looked up at Help at logging in";
    report_stuck:
        "Op welk scherm bellers vastliepen",
        "On which screen callers got stuck";
    report_appointments:
        "Aanvragen voor een beheerder",
        "Requests for an admin";
    appointment_submitted:
        "Aanvraag verstuurd",
        "Request sent in";
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
        "Wrong code said";
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
