//! Words around choosing a password, the same wherever one is chosen.

super::texts! {
    account:
        "Uw e-mailadres",
        "Your e-mail address";
    new:
        "Nieuw wachtwoord",
        "New password";
    rules:
        "Minstens 12 tekens. Een korte zin mag ook, met spaties. Gebruik niet uw naam, uw e-mailadres of de naam van uw bedrijf.",
        "At least 12 characters. A short sentence is fine too, with spaces. Do not use your name, your e-mail address or the name of your company.";
    current:
        "Huidig wachtwoord",
        "Current password";
    current_wrong:
        "Dit is niet uw huidige wachtwoord. Probeer het nog eens.",
        "This is not your current password. Try again.";
}
