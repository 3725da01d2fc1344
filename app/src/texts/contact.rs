//! How to reach people, and the two pages that the law asks for.

super::texts! {
    title:
        "Contact",
        "Contact";
    lead(phone):
        "Bel {phone}. Dan helpen wij u verder.",
        "Call {phone} and we will help you.";
    call(phone):
        "Bel {phone}",
        "Call {phone}";
    desk_for(who):
        "Voor: {who}",
        "For: {who}";
    desk_for_requests(who):
        "Voor een aanvraag van een gebruikersbeheerder: {who}",
        "For a request for an admin: {who}";
    different_days:
        "Deze dagen zijn anders:",
        "These days are different:";
    mail_to(address):
        "Mail naar {address}",
        "Write to {address}";
    at_hand:
        "Houd dit bij de hand",
        "Keep this at hand";
    at_hand_email:
        "uw e-mailadres waarmee u inlogt",
        "the e-mail address you log in with";
    at_hand_company(numbers):
        "de naam van uw bedrijf, en het nummer ervan als u dat weet ({numbers})",
        "the name of your company, and its number if you know it ({numbers})";
    at_hand_phone:
        "uw mobiele telefoon",
        "your mobile phone";
    at_hand_number:
        "het foutnummer, als dat op uw scherm staat",
        "the error number, if there is one on your screen";
    never:
        "Wij vragen u nooit om uw wachtwoord of om een inlogcode.",
        "We never ask for your password or for a login code.";
    faster:
        "Vaak sneller",
        "Often faster";
    faster_reset_sub:
        "Met een mail en een sms bent u binnen een paar minuten binnen.",
        "With a mail and a text message you are in within minutes.";
    faster_admin_sub:
        "Die kan u deblokkeren, uw mobiele nummer wijzigen en u meer laten doen.",
        "Your admin can unblock you, change your mobile number and let you do more.";
    faster_who_sub:
        "Wij mailen u de naam.",
        "We will mail you the name.";
    accessibility_title:
        "Toegankelijkheid",
        "Accessibility";
    accessibility_lead:
        "Iedereen moet hier zelf kunnen inloggen en zaken kunnen regelen. Wij bouwen daarom volgens WCAG 2.2, niveau AA.",
        "Everybody should be able to log in and arrange things here. So we build to WCAG 2.2, level AA.";
    accessibility_keyboard:
        "Alles werkt met het toetsenbord, met een schermlezer en zonder JavaScript.",
        "Everything works with a keyboard, with a screen reader and without JavaScript.";
    accessibility_zoom:
        "De tekst kan tot 200 procent groter, ook op een telefoon.",
        "Text can grow to 200 per cent, also on a phone.";
    accessibility_time:
        "Wij vragen geen puzzels. U mag wachtwoorden en codes plakken.",
        "We ask for no puzzles. You may paste passwords and codes.";
    accessibility_tell(phone):
        "Loopt u ergens tegenaan? Bel {phone}. Wij helpen u meteen, en lossen het daarna op.",
        "Does something stand in your way? Call {phone}. We help you at once, and then put it right.";
    privacy_title:
        "Privacy",
        "Privacy";
    privacy_lead:
        "Wij bewaren alleen wat nodig is om u veilig te laten inloggen.",
        "We keep only what is needed to let you log in safely.";
    privacy_what:
        "Wat wij bewaren",
        "What we keep";
    privacy_who:
        "Uw naam, uw e-mailadres, uw mobiele nummer en wat u mag doen. Uw wachtwoord kunnen wij niet lezen.",
        "Your name, your e-mail address, your mobile number and what you may do. We cannot read your password.";
    privacy_log:
        "Wanneer en met welk soort apparaat is ingelogd, en wie wat heeft gewijzigd. Zo zien u en wij misbruik.",
        "When and with what kind of device somebody logged in, and who changed what. That is how you and we notice misuse.";
    privacy_requests(unsent, done):
        "Wat u invult om een gebruikersbeheerder aan te vragen. Een formulier dat u niet verstuurt, vergeten wij na {unsent}. Een aanvraag vergeten wij {done} nadat die klaar is.",
        "What you fill in to ask for an admin. We forget a form that you do not send after {unsent}, and a request {done} after it is done.";
    privacy_cookies:
        "Cookies voor het inloggen, voor wat u kiest (zoals uw taal), om uw apparaat te herkennen en om een formulier te bewaren dat u nog niet hebt verstuurd. Niet om u te volgen.",
        "Cookies for logging in, for what you choose (such as your language), to recognise your device and to keep a form that you have not sent yet. Not to follow you.";
    privacy_seen:
        "Wie het ziet",
        "Who sees it";
    privacy_admin:
        "De gebruikersbeheerder van uw bedrijf en onze servicedesk, voor zover zij het nodig hebben. Anderen niet.",
        "The admin of your company and our service desk, as far as they need it. Nobody else.";
    privacy_ask(phone):
        "Wilt u weten wat wij van u bewaren, of het laten wijzigen of wissen? Bel {phone}.",
        "Would you like to know what we keep about you, or have it changed or erased? Call {phone}.";
}
