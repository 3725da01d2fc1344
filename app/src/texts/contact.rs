//! How to reach people, and the two pages that the law asks for.

super::texts! {
    title:
        "Contact",
        "Contact";
    lead(phone, hours):
        "Bel {phone}, dan helpen wij u verder. Wij zijn {hours}.",
        "Call {phone} and we will help you. We are {hours}.";
    call(phone):
        "Bel {phone}",
        "Call {phone}";
    desk_for(who):
        "Voor: {who}",
        "For: {who}";
    desk_for_requests(who):
        "Gebruikersbeheerder aanvragen: {who}",
        "Admin requests: {who}";
    different_days:
        "Andere openingstijden:",
        "Different opening hours:";
    mail_to(address):
        "Mail naar {address}",
        "E-mail {address}";
    at_hand:
        "Houd dit bij de hand",
        "Have this ready";
    at_hand_email:
        "uw e-mailadres waarmee u inlogt",
        "the e-mail address you log in with";
    at_hand_company(numbers):
        "de naam van uw bedrijf, en het nummer als u dat weet ({numbers})",
        "your company’s name, and its number if you know it ({numbers})";
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
        "Often quicker";
    faster_reset_sub:
        "Met een mail en een sms bent u in een paar minuten ingelogd.",
        "With an e-mail and a text message you are logged in within minutes.";
    faster_admin_sub:
        "Uw beheerder kan u deblokkeren, uw mobiele nummer wijzigen en u meer autorisaties geven.",
        "Your admin can unblock you, change your mobile number and give you more permissions.";
    faster_who_sub:
        "Wij mailen u de naam.",
        "We will e-mail you the name.";
    accessibility_title:
        "Toegankelijkheid",
        "Accessibility";
    accessibility_lead:
        "Iedereen moet hier zelf kunnen inloggen en zaken kunnen regelen. Wij bouwen daarom volgens WCAG 2.2, niveau AA.",
        "Everybody should be able to log in and arrange things here by themselves. That is why we build to WCAG 2.2, level AA.";
    accessibility_keyboard:
        "Alles werkt met het toetsenbord, met een schermlezer en zonder JavaScript.",
        "Everything works with a keyboard, with a screen reader and without JavaScript.";
    accessibility_zoom:
        "U kunt de tekst vergroten tot 200 procent, ook op een telefoon.",
        "You can enlarge the text to 200 per cent, on a phone too.";
    accessibility_time:
        "U hoeft geen puzzels op te lossen. U mag wachtwoorden en codes plakken.",
        "There are no puzzles to solve. You can paste passwords and codes.";
    accessibility_tell(phone):
        "Loopt u ergens tegenaan? Bel {phone}. Wij helpen u meteen, en lossen het daarna op.",
        "Is something getting in your way? Call {phone}. We will help you straight away, and then fix it.";
    privacy_title:
        "Privacy",
        "Privacy";
    privacy_lead:
        "Wij bewaren alleen wat nodig is om u veilig te laten inloggen.",
        "We only keep what is needed to let you log in safely.";
    privacy_what:
        "Wat bewaren wij?",
        "What we keep";
    privacy_who:
        "Uw naam, uw e-mailadres, uw mobiele nummer en wat u mag doen. Uw wachtwoord kunnen wij niet lezen.",
        "Your name, your e-mail address, your mobile number and what you are allowed to do. We cannot read your password.";
    privacy_log:
        "Wanneer en met welk soort apparaat is ingelogd, en wie wat heeft gewijzigd. Zo kunnen u en wij misbruik ontdekken.",
        "When and with what kind of device somebody logged in, and who changed what. That is how you and we can spot misuse.";
    privacy_requests(unsent, done):
        "Wat u invult om een gebruikersbeheerder aan te vragen. Een formulier dat u niet verstuurt, wissen wij na {unsent}. Een aanvraag wissen wij {done} nadat die klaar is.",
        "What you enter to request an admin. We delete a form that you do not send after {unsent}, and a request {done} after it has been completed.";
    privacy_cookies:
        "Cookies voor het inloggen, voor wat u kiest (zoals uw taal), om uw apparaat te herkennen en om een formulier te bewaren dat u nog niet hebt verstuurd. Wij volgen u niet.",
        "Cookies for logging in, for your choices (such as your language), to recognise your device and to keep a form that you have not sent yet. We do not track you.";
    privacy_seen:
        "Wie kan dit zien?",
        "Who can see it";
    privacy_admin:
        "De gebruikersbeheerder van uw bedrijf en onze servicedesk, voor zover zij het nodig hebben. Verder niemand.",
        "Your company’s admin and our service desk, as far as they need it. Nobody else.";
    privacy_ask(phone):
        "Wilt u weten wat wij van u bewaren, of het laten wijzigen of wissen? Bel {phone}.",
        "Would you like to know what we keep about you, or have it changed or deleted? Call {phone}.";
}
