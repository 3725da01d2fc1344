//! "Wie is mijn gebruikersbeheerder?".

super::texts! {
    title:
        "Wie is mijn gebruikersbeheerder?",
        "Who is my admin?";
    lead:
        "Vul uw e-mailadres van het werk in. Wij sturen de naam naar dat adres. Zo ziet niemand anders wie bij u de beheerder is.",
        "Fill in your e-mail address at work. We send the name to that address. That way nobody else sees who your admin is.";
    submit:
        "Mail mij de naam",
        "Mail me the name";
    sent_title:
        "Controleer uw e-mail",
        "Check your e-mail";
    sent_lead(email):
        "Binnen 5 minuten hebt u een mail op {email}. Ook als wij u niet kennen, of als er nu geen beheerder is.",
        "Within 5 minutes you will have a mail at {email}. Also if we do not know you, or if there is no admin at the moment.";
    sent_often:
        "Wij sturen hoogstens één mail per dag. Hebt u er vandaag al een gehad? Daar staat de naam in.",
        "We send one mail a day at most. Did you get one today already? The name is in there.";
    sent_spam:
        "Geen mail? Kijk bij ongewenste e-mail (spam), of kijk of het adres klopt.",
        "No mail? Look in your spam folder, or check whether the address is right.";
    other:
        "Ander adres invullen",
        "Fill in another address";
    appoint:
        "Uw bedrijf heeft geen beheerder? Vraag er een aan",
        "Your company has no admin? Ask for one";
}
