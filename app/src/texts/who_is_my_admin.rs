//! "Wie is mijn gebruikersbeheerder?".

super::texts! {
    title:
        "Wie is mijn gebruikersbeheerder?",
        "Who is my admin?";
    lead:
        "Vul uw e-mailadres van het werk in. Wij sturen de naam naar dat adres. Zo ziet niemand anders wie bij u de beheerder is.",
        "Enter your work e-mail address. We will send the name to that address. That way nobody else sees who your admin is.";
    submit:
        "Mail mij de naam",
        "E-mail me the name";
    sent_title:
        "Controleer uw e-mail",
        "Check your e-mail";
    sent_lead(email):
        "Binnen 5 minuten krijgt u een mail op {email}. Ook als wij u niet kennen, of als er nu geen beheerder is.",
        "You will get an e-mail at {email} within 5 minutes, even if we do not know you or there is no admin at the moment.";
    sent_often:
        "Wij sturen hoogstens één mail per dag. Hebt u er vandaag al een gehad? Daarin staat het antwoord.",
        "We send at most one e-mail a day. Did you already get one today? It contains the answer.";
    sent_spam:
        "Geen mail? Kijk bij ongewenste e-mail (spam), en controleer of het adres klopt.",
        "No e-mail? Look in your spam folder, and check that the address is correct.";
    other:
        "Ander adres invullen",
        "Enter another address";
    appoint:
        "Heeft uw bedrijf geen beheerder? Vraag er een aan",
        "Does your company have no admin? Request one";
}
