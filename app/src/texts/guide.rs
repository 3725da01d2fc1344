//! The frame of the help pages; what the answers say is content of the deployment.

super::texts! {
    title:
        "Hulp bij inloggen",
        "Help with logging in";
    who:
        "Wie bent u?",
        "Who are you?";
    before:
        "Dit koos u de vorige keer.",
        "You chose this last time.";
    what:
        "Wat lukt niet?",
        "What is not working?";
    somebody_else(who):
        "U koos: {who}. Wijzigen",
        "You chose: {who}. Change";
    other_problem:
        "Terug naar alle problemen",
        "Back to all problems";
    no_luck:
        "Lukt het zo niet?",
        "Still not working?";
    log_in:
        "Naar inloggen",
        "Log in";
    reset:
        "Nieuw wachtwoord instellen",
        "Set a new password";
    change_password:
        "Wachtwoord wijzigen",
        "Change password";
    ask_admin:
        "Vraag mijn beheerder om hulp",
        "Ask my admin for help";
    appoint:
        "Beheerder aanvragen",
        "Request an admin";
    my_admin:
        "Mail mij de naam",
        "E-mail me the name";
    one_working_day:
        "1 werkdag",
        "1 working day";
    working_days(days):
        "{days} werkdagen",
        "{days} working days";
    contact:
        "Contact",
        "Contact";
    other_capacity:
        "Kies wie u bent",
        "Choose who you are";
}
