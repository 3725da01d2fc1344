// Every fact of the page that people used to read when they could not log in, walked as somebody would who needs it.
// docs/help-coverage.md says where each is true; server/tests/documents.rs holds that page against these titles.

import { expect, test, type Visitor } from "../support/journey.ts";
import { linkIn } from "../support/letters.ts";
import { daan, fatima, henk, karin, mo, noor, piet, sanne, tom, wim } from "../support/people.ts";

const NEW = "een natte wandeling in mei";
const MAIN = "main";

/** From the login page to an answer, by who somebody is and what does not work. */
async function toTheAnswer(visitor: Visitor, who: string, what: string, answer: string): Promise<void> {
  await visitor.open("/inloggen");
  await visitor.follow("Hulp bij inloggen");
  await visitor.at("Hulp bij inloggen");
  await visitor.follow(who);
  await visitor.at("Wat lukt niet?");
  await visitor.follow(what);
  await visitor.at(answer);
}

async function toTheStaff(admin: Visitor, who: typeof karin): Promise<void> {
  await admin.logIn(who);
  await admin.open("/beheer/medewerkers");
  await admin.at("Medewerkers");
}

test("fact 1: from the login page to help for who one is", async ({ visitor, page }) => {
  await visitor.open("/inloggen");
  await visitor.follow("Hulp bij inloggen");
  await visitor.at("Hulp bij inloggen");
  for (const who of ["Adviseur", "Garagehouder", "Autoverkoper", "Iets anders"]) {
    await expect(page.getByRole(MAIN).getByRole("link", { name: who, exact: true })).toBeVisible();
  }
});

test("fact 2: an address with a slip in it is put right without typing it all again", async ({ visitor, mailbox }) => {
  const slip = mo.email.slice(0, -1);
  await toTheAnswer(visitor, "Garagehouder", "Ik krijg geen mail voor een nieuw wachtwoord", "Kijk eerst dit na");
  await expect(visitor.page.getByRole(MAIN)).toContainText("Klopt uw e-mailadres?");
  await visitor.follow("Nieuw wachtwoord instellen");
  await visitor.type("E-mailadres", slip);
  await visitor.press("Stuur mij de link");
  await visitor.at("Controleer uw e-mail");
  await expect(visitor.page.getByRole(MAIN)).toContainText(slip);
  await visitor.follow("Ander adres invullen");
  await expect(visitor.field("E-mailadres")).toHaveValue(slip);
  await visitor.type("E-mailadres", mo.email);
  await visitor.press("Stuur mij de link");
  await mailbox.mail(mo.email, "Nieuw wachtwoord instellen");
});

test("fact 3: no mail, then the spam folder", async ({ visitor, page }) => {
  await toTheAnswer(visitor, "Adviseur", "Ik krijg geen mail voor een nieuw wachtwoord", "Kijk eerst dit na");
  await expect(page.getByRole(MAIN)).toContainText("ongewenste e-mail (spam)");
  await visitor.follow("Nieuw wachtwoord instellen");
  await visitor.type("E-mailadres", piet.email);
  await visitor.press("Stuur mij de link");
  await visitor.at("Controleer uw e-mail");
  await expect(page.getByRole(MAIN)).toContainText("ongewenste e-mail (spam)");
});

test("facts 4 and 5: still no mail or no code, then one's own admin is asked", async ({ visitor, mailbox }) => {
  await toTheAnswer(visitor, "Garagehouder", "Ik krijg geen mail voor een nieuw wachtwoord", "Kijk eerst dit na");
  await visitor.hand.press(visitor.page.getByRole(MAIN).getByRole("link", { name: "Vraag uw beheerder om hulp" }));
  await visitor.at("Vraag uw beheerder om hulp");
  await visitor.type("E-mailadres", mo.email);
  await visitor.field(/^Ik kan niet inloggen/).check();
  await visitor.press("Vraag om hulp");
  await visitor.at("Uw vraag is verstuurd");
  await mailbox.mail(fatima.email, `${mo.name} kan niet inloggen`);
});

test("fact 6: no code, because the number of the authorisation is wrong: the admin puts it right", async ({ visitor, another, mailbox }) => {
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(mo.email);
  await visitor.at("Vul de sms-code in");
  await mailbox.code(mo.mobile); // to a phone that is no longer Mo's
  await toTheAnswer(visitor, "Garagehouder", "Ik krijg geen sms-code", "Waarschijnlijk hebben wij een ander mobiel nummer");
  await visitor.follow("Vraag mijn beheerder om hulp");
  await expect(visitor.field("E-mailadres")).toHaveValue(mo.email);
  await visitor.press("Vraag om hulp");
  await visitor.at("Uw vraag is verstuurd");

  const admin = await another();
  await admin.open(linkIn(await mailbox.mail(fatima.email, `${mo.name} heeft een ander mobiel nummer`), "/beheer/"));
  await admin.giveNameAndPassword(fatima.email);
  await admin.giveCode(fatima.mobile);
  await admin.at(mo.name);
  await admin.hand.press(admin.page.getByRole(MAIN).getByRole("link", { name: /^Mobiel wijzigen/ }).first());
  await admin.type("Nieuw mobiel nummer", "0687654321");
  await admin.press("Opslaan");
  await admin.told(`Het mobiele nummer van ${mo.name} is gewijzigd.`);

  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(mo.email);
  await visitor.giveCode("+31687654321");
  await visitor.at(`Welkom, ${mo.name}`);
});

test("fact 7: a colleague who can log in sees who the admin is", async ({ visitor, another }) => {
  await toTheAnswer(visitor, "Garagehouder", "Ik weet niet wie mijn beheerder is", "Wij mailen u de naam");
  await expect(visitor.page.getByRole(MAIN)).toContainText("een collega die wel kan inloggen");
  const colleague = await another();
  await colleague.logIn(mo);
  await expect(colleague.page.getByRole("contentinfo")).toContainText(`Uw gebruikersbeheerder: ${fatima.name}`);
});

test("facts 9 and 10: a personal certificate replaces the code, one of a company opens nothing", async ({ visitor, page }) => {
  await toTheAnswer(visitor, "Adviseur", "Mijn certificaat (Digitaal Paspoort) werkt niet", "Alleen een persoonlijk certificaat kan de sms-code vervangen");
  await expect(page.getByRole(MAIN)).toContainText("niet bij één persoon");
  await visitor.follow("Naar inloggen");
  await visitor.at("Inloggen");
});

test("facts 11 and 12: an access code that is no longer active leads to the admin, who restores access", async ({ visitor, another, mailbox }) => {
  await toTheAnswer(visitor, "Adviseur", "Mijn toegangscode werkt niet meer", "U logt in met uw e-mailadres");
  await expect(visitor.page.getByRole(MAIN)).toContainText("niet meer actief");
  const admin = await another();
  await toTheStaff(admin, karin);
  await admin.follow("Toon wie geen toegang meer heeft");
  await admin.hand.press(admin.link(wim.name).first());
  await admin.press(/^Toegang herstellen/);
  await admin.told(`${wim.name} heeft weer toegang.`);
  await mailbox.mail(wim.email, /./);
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(wim.email);
  await visitor.giveCode(wim.mobile);
  await visitor.at(`Welkom, ${wim.name}`);
});

for (const [fact, capacity, admin, stuck] of [
  ["facts 13 and 14: in an office", "Adviseur", karin, piet],
  ["facts 19 and 20: in a garage", "Garagehouder", fatima, henk],
] as const) {
  test(`${fact}, an account that is blocked leads to the admin, who unblocks it`, async ({ visitor, another, mailbox }) => {
    await toTheAnswer(visitor, capacity, "Ik moet wachten, of mijn account is geblokkeerd", "Zo kunt u weer verder");
    await visitor.follow("Vraag mijn beheerder om hulp");
    await visitor.type("E-mailadres", stuck.email);
    await visitor.field(/^Ik kan niet inloggen/).check();
    await visitor.press("Vraag om hulp");
    await visitor.at("Uw vraag is verstuurd");

    const helper = await another();
    await helper.open(linkIn(await mailbox.mail(admin.email, `${stuck.name} kan niet inloggen`), "/beheer/"));
    await helper.giveNameAndPassword(admin.email);
    await helper.giveCode(admin.mobile);
    await helper.at(stuck.name);
    await helper.press(/^Deblokkeren/);
    await helper.told(`${stuck.name} kan weer inloggen.`);
    await mailbox.mail(stuck.email, "U kunt weer inloggen");
    await visitor.open("/inloggen");
    await visitor.giveNameAndPassword(stuck.email);
    await visitor.giveCode(stuck.mobile);
    await expect(visitor.page.getByRole("heading", { level: 1 })).toHaveText(/^(Welkom|Kies één keer)/);
  });
}

test("fact 15: an authorisation that was never there is made by the admin", async ({ visitor, another, mailbox }) => {
  await toTheAnswer(visitor, "Adviseur", "Ik heb nog geen account", "Uw gebruikersbeheerder geeft u toegang");
  const admin = await another();
  await toTheStaff(admin, karin);
  await admin.hand.press(admin.link(noor.name).first());
  await admin.press(/^Uitnodiging opnieuw sturen/);
  await admin.at(noor.name);
  await visitor.open(linkIn(await mailbox.mail(noor.email, /geeft u toegang tot/), "/account-activeren/"));
  await visitor.type("Kies een wachtwoord", NEW);
  await visitor.press("Account klaarmaken");
  await visitor.giveCode(noor.mobile);
  await visitor.at(`Welkom, ${noor.name}`);
});

test("facts 16 and 21: an admin who is blocked finds the desk's number and hours", async ({ visitor, page }) => {
  for (const capacity of ["Adviseur", "Garagehouder"]) {
    await toTheAnswer(visitor, capacity, "Ik ben zelf beheerder, en ik ben geblokkeerd", "Bel ons, dan helpen wij u");
    await expect(page.getByRole(MAIN)).toContainText("0800 1234");
    await expect(page.getByRole(MAIN)).toContainText(/8\.00 tot 17\.30 uur/);
    await expect(page.getByRole(MAIN)).toContainText(/nu (open tot|gesloten)/);
  }
});

test("facts 16 and 21 by telephone: the desk makes sure who calls and unblocks the admin", async ({ visitor, another, mailbox }) => {
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(karin.email);
  for (let time = 0; time < 5; time += 1) {
    await visitor.type("Code uit de sms", "000000");
    await visitor.press("Verder");
  }
  await visitor.open("/contact");
  const belcode = (await visitor.page.locator(".belcode strong").innerText()).replace(/\s/g, "");

  const agent = await another();
  await agent.logIn(sanne);
  await agent.open("/servicedesk");
  await agent.type("Zoek een beller", belcode);
  await agent.press("Zoeken");
  await agent.at(/^Karin kan niet inloggen/);
  await agent.press("Beller controleren");
  await agent.type("Code die de beller noemt", await mailbox.callerCode(karin.mobile));
  await agent.press("Controleren");
  await agent.press("Deblokkeren");
  await agent.told(`${karin.name} kan weer inloggen.`);
  await mailbox.mail(karin.email, "U kunt weer inloggen");
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(karin.email);
  await visitor.at("Vul de sms-code in");
});

const APPOINTED = [
  {
    walks: "facts 17 and 18: an office",
    capacity: "Adviseur",
    fields: {
      "Tussenpersoonnummer": "50.311",
      "Bedrijfsnaam": "Assurantiën Ter Horst",
      "Voornaam": "Marieke",
      "Voorletters (optioneel)": "M.J.",
      "Tussenvoegsel (optioneel)": "ter",
      "Achternaam": "Horst",
      "E-mailadres": "marieke@terhorst.example",
      "Mobiel nummer": "06 12345791",
    },
    email: "marieke@terhorst.example",
    mobile: "+31612345791",
    first: "Marieke",
  },
  {
    walks: "facts 22 and 23: a garage",
    capacity: "Garagehouder",
    fields: {
      "Bedrijfsnaam": "Garage Ter Horst",
      "Polisnummer": "4100311",
      "Voornaam": "Gerrit",
      "Voorletters (optioneel)": "G.",
      "Tussenvoegsel (optioneel)": "ter",
      "Achternaam": "Horst",
      "Zakelijk e-mailadres": "gerrit@garageterhorst.example",
      "(Zakelijk) mobiel nummer": "06 12345792",
    },
    sex: "Man",
    email: "gerrit@garageterhorst.example",
    mobile: "+31612345792",
    first: "Gerrit",
  },
];

for (const asked of APPOINTED) {
  test(`${asked.walks} without an admin asks for one, and after verification that admin lets the staff in`, async ({ visitor, another, mailbox }) => {
    test.slow(); // three people, and every page of the way is checked
    await toTheAnswer(visitor, asked.capacity, "Mijn bedrijf heeft nog geen beheerder", "Vraag een gebruikersbeheerder aan");
    await visitor.follow("Beheerder aanvragen");
    await expect(visitor.page.getByRole(MAIN).locator("input:not([type=hidden]):not([type=radio])")).toHaveCount(Object.keys(asked.fields).length);
    for (const [label, text] of Object.entries(asked.fields)) await visitor.field(label).fill(text);
    if (asked.sex) await visitor.field(asked.sex).check();
    await visitor.press("Controleren");
    await visitor.at("Klopt dit?");
    await visitor.press("Aanvraag versturen");
    await visitor.at("Uw aanvraag is ontvangen");
    await visitor.open(linkIn(await mailbox.mail(asked.email, /^Bevestig uw e-mailadres/), "/gebruikersbeheerder-aanvragen/bevestigen/"));
    await visitor.press("Ja, dit is mijn e-mailadres");
    await visitor.at("Uw e-mailadres is bevestigd");

    const checks = await another();
    await checks.logIn(sanne);
    await checks.open("/servicedesk/aanvragen");
    await checks.hand.press(checks.page.getByRole("listitem").filter({ hasText: asked.fields.Bedrijfsnaam }).getByRole("link"));
    const request = checks.page.url();
    await checks.press("In behandeling nemen");
    await checks.follow("Bedrijf kiezen");
    await checks.field("Voeg het toe met dit nummer").check();
    await checks.press("Dit is het bedrijf");
    await checks.hand.press(checks.link("Terugbellen"));
    await checks.field("Nummer dat u belde").fill("055 765 4321");
    await checks.field("Waar u het nummer vond").fill("kvk.nl");
    await checks.press("Gebeld, en het klopt");
    await checks.press("De gegevens kloppen");
    await checks.told("U hebt de gegevens gecontroleerd.");

    const approves = await another();
    await approves.logIn(daan);
    await approves.open(request);
    await approves.press("Goedkeuren en activeren");
    await approves.told("wordt beheerder.");

    await visitor.open(linkIn(await mailbox.mail(asked.email, /^U wordt gebruikersbeheerder van/), "/account-activeren/"));
    await visitor.at(`Welkom ${asked.first}`);
    await visitor.type("Kies een wachtwoord", NEW);
    await visitor.press("Account klaarmaken");
    await visitor.giveCode(asked.mobile);
    await expect(visitor.page).toHaveURL(/\/start$/);
    await visitor.open("/beheer/medewerkers/nieuw");
    await visitor.at("Medewerker toevoegen");
    for (const [label, text] of [["Voornaam", "Els"], ["Achternaam", "Smit"], ["E-mailadres van het werk", `els@${asked.email.split("@")[1]}`], ["Mobiel nummer", "06 12345793"]] as const) {
      await visitor.field(label).fill(text);
    }
    await visitor.page.getByRole("checkbox").first().check();
    await visitor.press("Uitnodiging versturen");
    await visitor.told("De uitnodiging voor Els Smit is verstuurd.");
    await mailbox.mail(`els@${asked.email.split("@")[1]}`, /geeft u toegang tot/);
  });
}

test("facts 25, 26 and 27: a dealer changes the password once, with the e-mail address and not the old user name", async ({ visitor, page, mailbox }) => {
  await toTheAnswer(visitor, "Autoverkoper", "Ik moet mijn wachtwoord één keer wijzigen", "Wijzig uw wachtwoord één keer");
  await expect(page.getByRole(MAIN)).toContainText("sinds 23 mei vernieuwd");
  await expect(page.getByRole(MAIN)).toContainText("niet uw oude gebruikersnaam");
  await visitor.follow("Nieuw wachtwoord instellen");
  await visitor.type("E-mailadres", "tvisser");
  await visitor.press("Stuur mij de link");
  await visitor.at("Nieuw wachtwoord instellen", 422);
  await expect(visitor.field("E-mailadres")).toHaveValue("tvisser");
  await visitor.type("E-mailadres", tom.email);
  await visitor.press("Stuur mij de link");
  await visitor.open(linkIn(await mailbox.mail(tom.email, "Nieuw wachtwoord instellen"), "/wachtwoord-instellen/"));
  await visitor.type("Nieuw wachtwoord", NEW);
  await visitor.press("Opslaan en inloggen");
  await visitor.giveCode(tom.mobile);
  await visitor.at(`Welkom, ${tom.name}`);
  // Once is once: the next login asks for no other.
  await visitor.press("Uitloggen");
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(tom.email, NEW);
  await visitor.giveCode(tom.mobile);
  await visitor.at(`Welkom, ${tom.name}`);
});

test("fact 28: Financial Assistant says why it stopped, and what makes it work again", async ({ visitor, page }) => {
  await toTheAnswer(visitor, "Autoverkoper", "Financial Assistant werkt niet", "Financial Assistant wacht op uw nieuwe wachtwoord");
  await expect(page.getByRole(MAIN)).toContainText("Sinds 23 mei");
  await expect(page.getByRole(MAIN)).toContainText("niet uw oude gebruikersnaam");
  await visitor.follow("Nieuw wachtwoord instellen");
  await visitor.at("Nieuw wachtwoord instellen");
});

test("fact 29: nothing helped, and each capacity has a desk of its own", async ({ visitor, page }) => {
  for (const [capacity, phone, mail, hours] of [
    ["Autoverkoper", "070 123 4567", "autobedrijven@voorbeeld.example", /8\.15 tot 17\.30 uur/],
    ["Adviseur", "0800 1234", "servicedesk@voorbeeld.example", /8\.00 tot 17\.30 uur/],
  ] as const) {
    await toTheAnswer(visitor, capacity, "Iets anders", "Wij helpen u verder");
    for (const what of [phone, mail, hours]) await expect(page.getByRole(MAIN)).toContainText(what);
  }
});
