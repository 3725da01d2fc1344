//! What cannot be done now because too much of it was done: what is used up, until when, and what helps meanwhile.

super::texts! {
    no_message_person(time, phone):
        "Er zijn te veel sms-codes aan u of naar dit nummer gestuurd. Vanaf {time} kan het weer. Kunt u niet wachten? Bel {phone}.",
        "Too many codes were sent to you or to this number. It is possible again from {time}. Cannot wait? Call {phone}.";
    no_message_network(time, phone):
        "Vanaf uw netwerk zijn te veel sms-codes gevraagd die niemand invulde. Vanaf {time} kan het weer. Probeer het vanaf een ander netwerk, of bel {phone}.",
        "Too many codes were asked for from your network that nobody filled in. It is possible again from {time}. Try from another network, or call {phone}.";
    no_message_organisation(time, phone):
        "De sms-codes die uw bedrijf per dag kan gebruiken, zijn op. Vanaf {time} kan het weer. Vertel het uw gebruikersbeheerder, of bel {phone}.",
        "The codes that your company can use in a day are used up. It is possible again from {time}. Tell your admin, or call {phone}.";
    no_message_invited(time, phone):
        "De sms-codes van vandaag voor de mensen die uw bedrijf heeft uitgenodigd, zijn op. Vanaf {time} kan het weer; uw uitnodiging blijft geldig. Vertel het uw gebruikersbeheerder, of bel {phone}.",
        "Today’s codes for the people whom your company invited are used up. It is possible again from {time}; your invitation stays valid. Tell your admin, or call {phone}.";
    no_message_all_invited(time, phone):
        "De sms-codes van vandaag voor nieuwe gebruikers zijn op. Dat ligt niet aan u. Vanaf {time} kan het weer; uw uitnodiging blijft geldig. Bel {phone} als u niet kunt wachten.",
        "Today’s codes for new users are used up. This is not because of you. It is possible again from {time}; your invitation stays valid. Call {phone} if you cannot wait.";
    no_message_everybody(time, phone):
        "De sms-codes van deze portal zijn voor vandaag op. Dat ligt niet aan u. Vanaf {time} kan het weer. Bel {phone} als u niet kunt wachten.",
        "The codes of this portal are used up for today. This is not because of you. It is possible again from {time}. Call {phone} if you cannot wait.";
    here_title:
        "Even wachten",
        "Please wait";
    here(time, phone):
        "Vanaf uw netwerk is dit te vaak gevraagd: dat kan ook iemand anders zijn geweest. Wij hebben niets gedaan met wat u invulde. Vanaf {time} kan het weer, of nu meteen vanaf een ander netwerk. Of bel {phone}.",
        "This was asked too often from your network: it may have been somebody else. We did nothing with what you filled in. It is possible again from {time}, or at once from another network. Or call {phone}.";
    desk_person(time):
        "er zijn te veel sms-codes gevraagd. Vanaf {time} kan het weer",
        "too many codes were asked for. It is possible again from {time}";
    desk_organisation(time):
        "de sms-codes die dit bedrijf per dag kan gebruiken, zijn op. Vanaf {time} kan het weer",
        "the codes that this company can use in a day are used up. It is possible again from {time}";
    desk_invited(time):
        "de sms-codes van vandaag voor mensen die dit bedrijf heeft uitgenodigd, zijn op. Vanaf {time} kan het weer",
        "today’s codes for the people whom this company invited are used up. It is possible again from {time}";
    desk_all_invited(time):
        "de sms-codes van vandaag voor nieuwe gebruikers zijn op. Vanaf {time} kan het weer; het beheer van de portal kan ze verruimen",
        "today’s codes for new users are used up. It is possible again from {time}; the operators of the portal can allow more";
    desk_everybody(time):
        "de sms-codes van de portal zijn voor vandaag op. Vanaf {time} kan het weer; het beheer van de portal kan ze verruimen",
        "the codes of the portal are used up for today. It is possible again from {time}; the operators of the portal can allow more";
}
