// Every fact of the page that people used to read when they could not log in, walked as somebody would who needs it.
// docs/help-coverage.md says where each is true.

import { expect, test, type Visitor } from "../support/journey.ts";
import { linkIn } from "../support/letters.ts";
import { fatima, henk, karin, mo, noor, piet, tom, wim } from "../support/people.ts";

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
  await toTheAnswer(visitor, "Autoverkoper", "Financial Assistant werkt niet", "Financial Assistant werkt weer met een nieuw wachtwoord");
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
