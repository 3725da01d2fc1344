// Every fact of the page that people used to read when they could not log in, walked as somebody would who needs it.
// docs/help-coverage.md says where each is true; server/tests/documents.rs holds that page against these titles.
// Here what is for everybody, and for car dealers; facts-companies.spec.ts has what is for advisers and garages.

import { choosesANewPassword, NEW_PASSWORD, toTheAnswer } from "../support/help.ts";
import { expect, test } from "../support/journey.ts";
import { linkIn } from "../support/letters.ts";
import { fatima, jan, karin, lisa, mo, piet, tom } from "../support/people.ts";

test("fact 1: from the login page to help for who one is", async ({ visitor, page }) => {
  await visitor.open("/inloggen");
  await visitor.follow("Hulp bij inloggen");
  await visitor.at("Hulp bij inloggen");
  for (const who of ["Adviseur", "Garagehouder", "Autoverkoper", "Iets anders"]) {
    await expect(page.getByRole("main").getByRole("link", { name: who, exact: true })).toBeVisible();
  }
});

test("fact 2: an address with a slip in it is put right without typing it all again", async ({ visitor, mailbox }) => {
  const slip = mo.email.slice(0, -1);
  await toTheAnswer(visitor, "Garagehouder", "Ik krijg geen mail voor een nieuw wachtwoord", "Kijk eerst dit na");
  await expect(visitor.page.getByRole("main")).toContainText("Klopt uw e-mailadres?");
  await visitor.follow("Nieuw wachtwoord instellen");
  await visitor.type("E-mailadres", slip);
  await visitor.press("Stuur mij de link");
  await visitor.at("Controleer uw e-mail");
  await expect(visitor.page.getByRole("main")).toContainText(slip);
  await visitor.follow("Ander adres invullen");
  await expect(visitor.field("E-mailadres")).toHaveValue(slip);
  await visitor.type("E-mailadres", mo.email);
  await visitor.press("Stuur mij de link");
  await mailbox.mail(mo.email, "Nieuw wachtwoord instellen");
});

test("fact 3: no mail, then the spam folder", async ({ visitor, page }) => {
  await toTheAnswer(visitor, "Adviseur", "Ik krijg geen mail voor een nieuw wachtwoord", "Kijk eerst dit na");
  await expect(page.getByRole("main")).toContainText("ongewenste e-mail (spam)");
  await visitor.follow("Nieuw wachtwoord instellen");
  await visitor.type("E-mailadres", piet.email);
  await visitor.press("Stuur mij de link");
  await visitor.at("Controleer uw e-mail");
  await expect(page.getByRole("main")).toContainText("ongewenste e-mail (spam)");
});

for (const [capacity, stuck, admin] of [
  ["Adviseur", piet, karin],
  ["Garagehouder", mo, fatima],
  ["Autoverkoper", tom, lisa],
] as const) {
  test(`fact 4: still no mail, then each capacity leads to its own admin: ${capacity}`, async ({ visitor, mailbox }) => {
    await toTheAnswer(visitor, capacity, "Ik krijg geen mail voor een nieuw wachtwoord", "Kijk eerst dit na");
    await visitor.hand.press(visitor.page.getByRole("main").getByRole("link", { name: "uw beheerder om hulp vragen" }));
    await visitor.at("Vraag uw beheerder om hulp");
    await visitor.type("E-mailadres", stuck.email);
    await visitor.field(/^Ik kan niet inloggen/).check();
    await visitor.press("Vraag om hulp");
    await visitor.at("Uw vraag is verstuurd");
    await mailbox.mail(admin.email, `${stuck.name} kan niet inloggen`);
  });
}

test("facts 5 and 6: no code, because the number of the authorisation is wrong: the admin puts it right", async ({ visitor, another, mailbox }) => {
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(mo.email);
  await visitor.at("Vul de sms-code in");
  await mailbox.code(mo.mobile); // to a phone that is no longer Mo's
  await toTheAnswer(visitor, "Garagehouder", "Ik krijg geen sms-code", "Wij hebben waarschijnlijk een ander nummer van u");
  await visitor.follow("Vraag mijn beheerder om hulp");
  await expect(visitor.field("E-mailadres")).toHaveValue(mo.email);
  await visitor.press("Vraag om hulp");
  await visitor.at("Uw vraag is verstuurd");

  const admin = await another();
  await admin.open(linkIn(await mailbox.mail(fatima.email, `${mo.name} heeft een ander mobiel nummer`), "/beheer/"));
  await admin.giveNameAndPassword(fatima.email);
  await admin.giveCode(fatima.mobile);
  await admin.at(mo.name);
  await admin.hand.press(admin.page.getByRole("main").getByRole("link", { name: /^Mobiel wijzigen/ }).first());
  await admin.type("Nieuw mobiel nummer", "0687654321");
  await admin.press("Opslaan");
  await admin.press("Ja, wijzig het nummer");
  await admin.told(`Het mobiele nummer van ${mo.name} is gewijzigd.`);

  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(mo.email);
  await visitor.giveCode("+31687654321");
  await visitor.at(`Welkom, ${mo.name}`);
});

for (const [facts, capacity, colleague, admin] of [
  ["facts 7 and 12a: in an office", "Adviseur", jan, karin],
  ["facts 7 and 20a: in a garage", "Garagehouder", mo, fatima],
] as const) {
  test(`${facts}, whoever does not know the admin asks a colleague who can log in, and who sees the name`, async ({ visitor, another }) => {
    for (const [what, answer] of [
      ["Mijn toegangscode werkt niet meer", "U logt in met uw e-mailadres"],
      ["Ik moet wachten, of mijn account is geblokkeerd", "Zo kunt u weer verder"],
      ["Ik weet niet wie mijn beheerder is", "Wij mailen u de naam"],
    ] as const) {
      await toTheAnswer(visitor, capacity, what, answer);
      await expect(visitor.page.getByRole("main")).toContainText("een collega die wel kan inloggen");
    }
    const asked = await another();
    await asked.open("/inloggen");
    await asked.giveNameAndPassword(colleague.email);
    if (colleague === jan) {
      await asked.at("Waar wilt u naartoe?");
      await asked.field(/^Kantoor De Boer/).check();
      await asked.press("Verder");
    }
    await asked.giveCode(colleague.mobile);
    await asked.at(`Welkom, ${colleague.name}`);
    await expect(asked.page.getByRole("contentinfo")).toContainText(new RegExp(`Uw gebruikersbeheerders?: .*${admin.name}`));
  });
}

test("facts 9 and 10: a personal certificate replaces the code, one of a company opens nothing", async ({ visitor, page }) => {
  await toTheAnswer(visitor, "Adviseur", "Mijn certificaat (Digitaal Paspoort) werkt niet", "Alleen een persoonlijk certificaat kan de sms-code vervangen");
  await expect(page.getByRole("main")).toContainText("niet bij één persoon");
  await visitor.follow("Naar inloggen");
  await visitor.at("Inloggen");
});

test("facts 25, 25a, 26 and 27: a dealer changes the password once, with the e-mail address and not the old user name", async ({ visitor, page, mailbox }) => {
  await toTheAnswer(visitor, "Autoverkoper", "Ik moet mijn wachtwoord één keer wijzigen", "Wijzig uw wachtwoord één keer");
  await expect(page.getByRole("main")).toContainText("op 23 mei vernieuwd");
  await expect(page.getByRole("main")).toContainText("niet uw oude gebruikersnaam");
  await visitor.follow("Nieuw wachtwoord instellen");
  await visitor.type("E-mailadres", "tvisser");
  await visitor.press("Stuur mij de link");
  await visitor.at("Nieuw wachtwoord instellen", 422);
  await expect(visitor.field("E-mailadres")).toHaveValue("tvisser");
  await choosesANewPassword(visitor, mailbox, tom);
  // Once is once: the next login asks for no other.
  await visitor.press("Uitloggen");
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(tom.email, NEW_PASSWORD);
  await visitor.giveCode(tom.mobile);
  await visitor.at(`Welkom, ${tom.name}`);
});

test("facts 25 and 25a: a dealer who still knows the password is asked for another, and told why", async ({ visitor, page }) => {
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(tom.email);
  await visitor.giveCode(tom.mobile);
  await visitor.at("Kies één keer een nieuw wachtwoord");
  await expect(page.getByRole("main")).toContainText(/vernieuwd/);
  await visitor.type("Nieuw wachtwoord", NEW_PASSWORD);
  await visitor.press("Opslaan en verder");
  await visitor.at(`Welkom, ${tom.name}`);
});

test("facts 24 and 28: Financial Assistant stopped, and the new password that makes it work again is chosen", async ({ visitor, page, mailbox }) => {
  await toTheAnswer(visitor, "Autoverkoper", "Financial Assistant werkt niet", "Financial Assistant wacht op uw nieuwe wachtwoord");
  await expect(page.getByRole("main")).toContainText("Sinds 23 mei");
  await expect(page.getByRole("main")).toContainText("niet uw oude gebruikersnaam");
  await visitor.follow("Nieuw wachtwoord instellen");
  await visitor.at("Nieuw wachtwoord instellen");
  await choosesANewPassword(visitor, mailbox, tom);
  await visitor.told("Uw nieuwe wachtwoord werkt.");
});

test("fact 29: nothing helped, and each capacity has a desk of its own", async ({ visitor, page }) => {
  for (const [capacity, phone, mail, hours] of [
    ["Autoverkoper", "070 123 4567", "autobedrijven@voorbeeld.example", /8\.15 tot 17\.30 uur/],
    ["Adviseur", "0800 1234", "servicedesk@voorbeeld.example", /8\.00 tot 17\.30 uur/],
  ] as const) {
    await toTheAnswer(visitor, capacity, "Iets anders", "Wij helpen u verder");
    for (const what of [phone, mail, hours]) await expect(page.getByRole("main")).toContainText(what);
  }
});
