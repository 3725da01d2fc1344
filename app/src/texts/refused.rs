//! What cannot be done now because too much of it was done: what is used up, until when, and what helps meanwhile.

super::texts! {
    no_message_person(time, phone):
        "Er zijn te veel sms-codes aan u of naar dit nummer gestuurd. Vanaf {time} kan het weer. Kunt u niet wachten? Bel {phone}.",
        "Too many codes were sent to you or to this number. You can try again from {time}. Can’t wait? Call {phone}.";
    no_message_network(time, phone):
        "Vanaf uw netwerk zijn te veel sms-codes gevraagd die nog niemand invulde. Vanaf {time} kan het weer, en eerder als collega’s hun codes nu invullen. Probeer het anders vanaf een ander netwerk, of bel {phone}.",
        "Too many codes were requested from your network and not entered yet. You can try again from {time}, or sooner if colleagues enter theirs now. Otherwise try another network, or call {phone}.";
    no_message_organisation(time, phone):
        "De sms-codes die uw bedrijf per dag kan gebruiken, zijn op. Vanaf {time} kan het weer. Vertel het uw gebruikersbeheerder, of bel {phone}.",
        "Your company has used up its codes for today. You can try again from {time}. Tell your admin, or call {phone}.";
    no_message_invited(time, phone):
        "De sms-codes van vandaag voor de mensen die uw bedrijf heeft uitgenodigd, zijn op. Vanaf {time} kan het weer; uw uitnodiging blijft geldig. Vertel het uw gebruikersbeheerder, of bel {phone}.",
        "Today’s codes for the people your company invited have run out. You can try again from {time}; your invitation stays valid. Tell your admin, or call {phone}.";
    no_message_all_invited(time, phone):
        "De sms-codes van vandaag voor nieuwe gebruikers zijn op. Dat ligt niet aan u. Vanaf {time} kan het weer; uw uitnodiging blijft geldig. Bel {phone} als u niet kunt wachten.",
        "Today’s codes for new users have run out. This is not your fault. You can try again from {time}; your invitation stays valid. Call {phone} if you cannot wait.";
    no_message_everybody(time, phone):
        "De sms-codes van dit portaal zijn voor vandaag op. Dat ligt niet aan u. Vanaf {time} kan het weer. Bel {phone} als u niet kunt wachten.",
        "This portal has run out of codes for today. This is not your fault. You can try again from {time}. Call {phone} if you cannot wait.";
    here_title:
        "Even wachten",
        "Please wait";
    here(time, phone):
        "Dit is vanaf uw netwerk te vaak gevraagd. Dat kan ook iemand anders zijn geweest. Wij hebben niets gedaan met wat u invulde. Vanaf {time} kan het weer. Probeer het nu vanaf een ander netwerk, of bel {phone}.",
        "This was requested too often from your network. It may have been somebody else. We did nothing with what you entered. You can try again from {time}. Or try another network now, or call {phone}.";
    desk_person(time):
        "er zijn te veel sms-codes gevraagd. Vanaf {time} kan het weer",
        "too many codes were requested. It is possible again from {time}";
    desk_organisation(time):
        "de sms-codes die dit bedrijf per dag kan gebruiken, zijn op. Vanaf {time} kan het weer",
        "this company has used up its codes for today. It is possible again from {time}";
    desk_invited(time):
        "de sms-codes van vandaag voor mensen die dit bedrijf heeft uitgenodigd, zijn op. Vanaf {time} kan het weer",
        "today’s codes for the people this company invited have run out. It is possible again from {time}";
    desk_all_invited(time):
        "de sms-codes van vandaag voor nieuwe gebruikers zijn op. Vanaf {time} kan het weer; het technische team van het portaal kan er meer toestaan",
        "today’s codes for new users have run out. It is possible again from {time}; the portal’s technical team can allow more";
    desk_everybody(time):
        "de sms-codes van het portaal zijn voor vandaag op. Vanaf {time} kan het weer; het technische team van het portaal kan er meer toestaan",
        "the portal has run out of codes for today. It is possible again from {time}; the portal’s technical team can allow more";
}
