//! The frame of every page, and the pages of dead ends.

super::texts! {
    changed:
        "De pagina is bijgewerkt.",
        "The page has been updated.";
    refresh:
        "Ververs deze pagina elke halve minuut",
        "Refresh this page every half minute";
    stop_refreshing:
        "Stop met verversen",
        "Stop refreshing";
    error_prefix:
        "Fout:",
        "Error:";
    error_heading:
        "Er ging iets niet goed. Kijk dit na:",
        "There is a problem. Please check this:";
    skip:
        "Direct naar de inhoud",
        "Skip to main content";
    help:
        "Hulp",
        "Help";
    navigation:
        "Menu",
        "Menu";
    other_language:
        "English",
        "Nederlands";
    help_line:
        "Komt u er niet uit? Bel",
        "Stuck? Call";
    printed_on(day):
        "Afgedrukt op {day}",
        "Printed on {day}";
    log_out:
        "Uitloggen",
        "Log out";
    nav_start:
        "Start",
        "Start";
    nav_desk:
        "Servicedesk",
        "Service desk";
    news:
        "Bericht voor iedereen",
        "Message for everybody";
    nav_staff:
        "Medewerkers",
        "Staff";
    nav_admins:
        "Beheerders",
        "Admins";
    nav_log:
        "Logboek",
        "Log";
    nav_requests:
        "Vragen om hulp",
        "Requests for help";
    nav_watch:
        "Zonder beheerder",
        "Without an admin";
    nav_appointments:
        "Aanvragen beheerder",
        "Admin requests";
    nav_account:
        "Mijn account",
        "My account";
    your_admin(admins):
        "Uw gebruikersbeheerder: {admins}",
        "Your admin: {admins}";
    your_admins(admins):
        "Uw gebruikersbeheerders: {admins}",
        "Your admins: {admins}";
    you_are_admin:
        "Uw gebruikersbeheerder: dat bent u zelf",
        "Your admin: you";
    no_admin:
        "Bij uw bedrijf kan nu geen gebruikersbeheerder u helpen. Bel ons, dan helpen wij u.",
        "No admin at your company can help you at the moment. Call us and we will help you.";
    optional:
        "(optioneel)",
        "(optional)";
    back:
        "Terug",
        "Back";
    cancel:
        "Annuleren",
        "Cancel";
    undo:
        "Ongedaan maken",
        "Undo";
    and:
        "en",
        "and";
    or:
        "of",
        "or";
    to_login:
        "Naar inloggen",
        "To the login page";
    to_start:
        "Naar de startpagina",
        "To the start page";
    print:
        "Afdrukken",
        "Print";
    contact:
        "Contact",
        "Contact";
    to_contact:
        "Zo bereikt u ons",
        "How to reach us";
    number_ends(ends):
        "eindigt op {ends}",
        "ends in {ends}";
    back_to_page:
        "Terug naar de pagina",
        "Back to the page";
    try_again:
        "Probeer het nog eens",
        "Try again";
    e400_title:
        "Dit formulier kwam niet goed aan",
        "This form did not arrive properly";
    e400_text:
        "Er is niets gewijzigd. Ga terug en probeer het nog een keer.",
        "Nothing was changed. Go back and try again.";
    no_cookies_title:
        "Uw browser bewaart geen cookies",
        "Your browser does not accept cookies";
    no_cookies_text:
        "Zonder cookies kunt u hier niet verder. Er is niets gewijzigd en niets verstuurd. Sta in de instellingen van uw browser cookies toe voor deze website, ga terug en probeer het nog een keer.",
        "You cannot continue here without cookies. Nothing was changed and nothing was sent. Allow cookies for this website in your browser settings, go back and try again.";
    e403_title:
        "Deze pagina is niet voor u",
        "This page is not for you";
    e403_text:
        "U bent wel ingelogd, maar u hebt geen toegang tot deze pagina. Hebt u die voor uw werk nodig? Vraag het aan uw gebruikersbeheerder.",
        "You are logged in, but you do not have access to this page. Do you need it for your work? Ask your admin.";
    e403_later_title:
        "Uw vervanging is nog niet begonnen",
        "Your cover has not started yet";
    e403_later_text(company, first):
        "U vervangt de gebruikersbeheerder van {company} vanaf {first}. Tot die dag kunt u deze pagina niet openen.",
        "You will be standing in for the admin of {company} from {first}. Until that day you cannot open this page.";
    e403_form_title:
        "Dit formulier komt niet van onze pagina",
        "This form did not come from our page";
    e403_form_text:
        "Daarom hebben wij er niets mee gedaan. Open de pagina opnieuw en vul het formulier daar in.",
        "So we have done nothing with it. Open the page again and fill in the form there.";
    e404_title:
        "Deze pagina bestaat niet (meer)",
        "Page not found";
    e404_text:
        "Controleer het adres, of begin opnieuw.",
        "Check the address, or start again.";
    e408_title:
        "Dit kwam niet op tijd binnen",
        "This did not arrive in time";
    e408_text:
        "De verbinding was te traag of viel weg. Er is niets gewijzigd. Ga terug en probeer het nog een keer.",
        "The connection was too slow or was lost. Nothing was changed. Go back and try again.";
    e413_title:
        "Dat is te veel tegelijk",
        "That is too much at once";
    e413_text:
        "Het formulier is groter dan wij kunnen aannemen. Er is niets gewijzigd. Ga terug, vul minder in en probeer het nog een keer.",
        "The form is larger than we can accept. Nothing was changed. Go back, enter less and try again.";
    e429_title:
        "Even wachten",
        "Please wait";
    e429_text(time):
        "U hebt dit te vaak gevraagd. U kunt het weer proberen vanaf {time}.",
        "You have asked for this too often. You can try again from {time}.";
    e429_text_soon:
        "U hebt dit te vaak gevraagd. Probeer het over een paar minuten nog eens.",
        "You have asked for this too often. Try again in a few minutes.";
    e500_title:
        "Er ging bij ons iets mis",
        "Something went wrong at our end";
    e500_text:
        "Uw gegevens zijn bewaard. Probeer het over een minuut nog eens. Lukt het dan niet? Bel ons en noem het foutnummer.",
        "Your data is safe. Try again in a minute. Still not working? Call us and give the error number.";
    e500_number:
        "Foutnummer",
        "Error number";
    e503_out_title:
        "Er is een storing bij ons",
        "We are having technical problems";
    e503_out_text:
        "Wij kunnen nu niet bij de gegevens. Er is niets gewijzigd. Probeer het over een paar minuten nog eens. Lukt het dan niet? Bel ons en noem het foutnummer.",
        "We cannot reach the data at the moment. Nothing was changed. Try again in a few minutes. Still not working? Call us and give the error number.";
    e503_out_look_text:
        "Wij kunnen nu niet bij de gegevens. Probeer het over een paar minuten nog eens. Lukt het dan niet? Bel ons en noem het foutnummer.",
        "We cannot reach the data at the moment. Try again in a few minutes. Still not working? Call us and give the error number.";
    e503_unsure_text:
        "Wij weten niet of uw wijziging is gelukt. Kijk over een paar minuten eerst of de wijziging er al is. Zo niet, doe het dan nog eens. Komt u er niet uit? Bel ons en noem het foutnummer.",
        "We do not know whether your change was saved. In a few minutes, check first whether it is there. If not, do it again. Still stuck? Call us and give the error number.";
    e503_title:
        "Het is nu erg druk",
        "It is very busy right now";
    e503_text:
        "Er zijn meer mensen dan wij tegelijk kunnen helpen. Wacht een paar seconden en probeer het nog eens.",
        "There are more people than we can help at once. Wait a few seconds and try again.";
    show:
        "Toon",
        "Show";
    hide:
        "Verberg",
        "Hide";
}
