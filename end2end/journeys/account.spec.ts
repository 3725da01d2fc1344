// One's own account: password, number, and where one is logged in.

import { expect, test } from "../support/journey.ts";
import { karin, mo, PASSWORD } from "../support/people.ts";

const NEW = "drie fietsen in de regen";

test("somebody changes the password, and is logged out elsewhere", async ({ visitor, another, mailbox }) => {
  const elsewhere = await another();
  await elsewhere.logIn(mo);
  await visitor.logIn(mo);
  await visitor.open("/.well-known/change-password");
  await visitor.at("Wachtwoord wijzigen");
  await visitor.type("Huidig wachtwoord", "dat was het niet");
  await visitor.type("Nieuw wachtwoord", NEW);
  await visitor.press("Opslaan");
  await visitor.at("Wachtwoord wijzigen", 422);
  await expect(visitor.field("Huidig wachtwoord")).toHaveAccessibleDescription(/niet uw huidige wachtwoord/);
  await visitor.type("Huidig wachtwoord", PASSWORD);
  await visitor.type("Nieuw wachtwoord", NEW);
  await visitor.press("Opslaan");
  await visitor.at("Mijn account");
  await visitor.told("Uw wachtwoord is gewijzigd.");
  await mailbox.mail(mo.email, "Uw wachtwoord is gewijzigd");

  await elsewhere.open("/start");
  await elsewhere.at("Inloggen");
  await elsewhere.giveNameAndPassword(mo.email, NEW);
  await elsewhere.at("Vul de sms-code in");
});

test("somebody changes the number: a code to the new one, and news to the old", async ({ visitor, page, mailbox }) => {
  await visitor.logIn(mo);
  await visitor.open("/account/beveiliging");
  await visitor.at("Mijn account");
  await visitor.follow("Wijzigen mobiel nummer");
  await visitor.at("Mobiel nummer wijzigen");
  await visitor.type("Nieuw mobiel nummer", "055 1234567");
  await visitor.type("Huidig wachtwoord", PASSWORD);
  await visitor.press("Stuur code");
  await visitor.at("Mobiel nummer wijzigen", 422);
  await visitor.type("Nieuw mobiel nummer", "06 87654321");
  await visitor.type("Huidig wachtwoord", PASSWORD);
  await visitor.press("Stuur code");
  await visitor.at("Vul de sms-code in");
  await visitor.giveCode("+31687654321");
  await visitor.at("Mijn account");
  await visitor.told("Uw mobiele nummer is gewijzigd.");
  await expect(page.getByRole("main")).toContainText("•••• ••21");
  await mailbox.sms(mo.mobile, /nummer/);
});

test("an admin's own number is for the service desk", async ({ visitor, page }) => {
  await visitor.logIn(karin);
  await visitor.open("/account/beveiliging/mobiel");
  await expect(page.getByRole("main")).toContainText("0800 1234");
  await visitor.at("Wij wijzigen uw nummer voor u");
});

test("somebody logs out on one other device, and on all of them", async ({ visitor, another }) => {
  const phone = await another();
  await phone.logIn(mo);
  const office = await another();
  await office.logIn(mo);
  await visitor.logIn(mo);
  await visitor.open("/account/beveiliging");
  await visitor.at("Mijn account");
  await visitor.hand.press(visitor.page.getByRole("main").getByRole("button", { name: /^Uitloggen/ }).first());
  await visitor.told("Op dat apparaat bent u uitgelogd.");
  await visitor.press("Op alle andere apparaten uitloggen");
  await visitor.told("Op alle andere apparaten bent u uitgelogd.");
  await visitor.at("Mijn account");
  for (const gone of [phone, office]) {
    await gone.open("/start");
    await gone.at("Inloggen");
  }
});
