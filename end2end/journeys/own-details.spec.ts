// One's own details: a name put right, letters in English, and another address to log in with.

import { linkIn } from "../support/letters.ts";
import { expect, test } from "../support/journey.ts";
import { fatima, karin, mo, PASSWORD } from "../support/people.ts";

const NEW = "mo@nieuwe-garage.example";

test("somebody puts the own name right, and the admin hears of it", async ({ visitor, page, mailbox }) => {
  await visitor.logIn(mo);
  await visitor.open("/account/beveiliging");
  await visitor.at("Mijn account");
  await visitor.follow("Wijzigen naam en taal");
  await visitor.at("Mijn gegevens");
  await expect(page.getByRole("main")).toContainText("Laatste keer ingelogd");
  await visitor.type("Achternaam", "");
  await visitor.press("Opslaan");
  await visitor.at("Mijn gegevens", 422);
  await expect(visitor.field("Achternaam")).toHaveAccessibleDescription(/Vul de achternaam in/);
  await visitor.type("Voornaam", "Mohamed");
  await visitor.type("Achternaam", "van den Yıldız");
  await visitor.press("Opslaan");
  await visitor.at("Mijn gegevens");
  await visitor.told("Uw naam is nu Mohamed van den Yıldız.");
  await expect(visitor.field(/^Tussenvoegsel/)).toHaveValue("van den");
  await mailbox.mail(fatima.email, "Mo Yıldız heet nu Mohamed van den Yıldız");
});

test("somebody chooses English, and letters and pages follow", async ({ visitor, mailbox }) => {
  await visitor.logIn(mo);
  await visitor.open("/account/gegevens");
  await visitor.at("Mijn gegevens");
  await visitor.page.getByLabel("English (Engels)").check();
  await visitor.press("Opslaan");
  await visitor.at("My details");
  await visitor.told("Your details have been saved.");
  await visitor.open("/account/beveiliging/wachtwoord");
  await visitor.type("Current password", PASSWORD);
  await visitor.type("New password", "drie fietsen in de regen");
  await visitor.press("Save");
  await mailbox.mail(mo.email, "Your password was changed");
});

test("another address counts once both mailboxes said yes", async ({ visitor, another, page, mailbox }) => {
  await visitor.logIn(mo);
  await visitor.open("/account/gegevens");
  await visitor.at("Mijn gegevens");
  await visitor.follow("Wijzigen e-mailadres");
  await visitor.at("E-mailadres wijzigen");
  await visitor.type("Nieuw e-mailadres", "mo");
  await visitor.type("Huidig wachtwoord", PASSWORD);
  await visitor.press("Stuur de mails");
  await visitor.at("E-mailadres wijzigen", 422);
  await visitor.type("Nieuw e-mailadres", NEW);
  await visitor.type("Huidig wachtwoord", PASSWORD);
  await visitor.press("Stuur de mails");
  await visitor.at("E-mailadres wijzigen");
  await visitor.told("Er zijn twee mails onderweg.");
  await expect(page.getByRole("main")).toContainText(NEW);

  const phone = await another();
  await phone.open(linkIn(await mailbox.mail(NEW, "Is dit uw e-mailadres?"), "/e-mailadres-bevestigen/"));
  await phone.at("E-mailadres bevestigen");
  await phone.press("Ja, dit is mijn e-mailadres");
  await phone.at("Bevestigd. Nog één mail");
  const old = await mailbox.mail(mo.email, "Wilt u voortaan inloggen met een ander e-mailadres?");
  await phone.open(linkIn(old, "/e-mailadres-bevestigen/"));
  await phone.at("E-mailadres bevestigen");
  await phone.press("Ja, dit wordt mijn e-mailadres");
  await phone.at("Uw e-mailadres is gewijzigd");
  await phone.follow("Naar inloggen");
  await phone.at("Inloggen");
  await expect(phone.field("E-mailadres")).toHaveValue(NEW);

  await visitor.open("/start");
  await visitor.at("Inloggen");
  await mailbox.mail(mo.email, "U logt voortaan in met een ander e-mailadres");
  await mailbox.mail(fatima.email, "Mo Yıldız heeft een ander e-mailadres");
  await mailbox.sms(mo.mobile, /ander e-mailadres/);
  await visitor.giveNameAndPassword(NEW);
  await visitor.giveCode(mo.mobile);
  await visitor.open("/account/beveiliging/mobiel");
  await visitor.at("Mobiel nummer wijzigen");
  await expect(page.getByRole("main")).toContainText("kort geleden uw e-mailadres");
});

test("somebody withdraws, and the old mailbox stops what it did not ask for", async ({ visitor, another, mailbox }) => {
  await visitor.logIn(mo);
  const ask = async () => {
    await visitor.open("/account/gegevens/e-mailadres");
    await visitor.type("Nieuw e-mailadres", NEW);
    await visitor.type("Huidig wachtwoord", PASSWORD);
    await visitor.press("Stuur de mails");
    await visitor.told("Er zijn twee mails onderweg.");
    const letter = await mailbox.mail(mo.email, "Wilt u voortaan inloggen met een ander e-mailadres?");
    return linkIn(letter, "/e-mailadres-bevestigen/");
  };
  const first = await ask();
  await visitor.follow("Wijziging intrekken");
  await visitor.at("Wilt u de wijziging intrekken?");
  await visitor.press("Wijziging intrekken");
  await visitor.at("Mijn gegevens");
  await visitor.told("De wijziging is ingetrokken.");
  const owner = await another();
  await owner.open(first);
  await owner.at("Deze link werkt niet meer", 410);
  await owner.open(await ask());
  await owner.press("Dit was ik niet, blokkeer mijn account");
  await owner.at("Uw account is geblokkeerd");
  await visitor.open("/start");
  await visitor.at("Inloggen");
});

test("an address in use looks like a free one, and only its mailbox hears", async ({ visitor, page, mailbox }) => {
  await visitor.logIn(mo);
  await visitor.open("/account/gegevens/e-mailadres");
  await visitor.type("Nieuw e-mailadres", karin.email);
  await visitor.type("Huidig wachtwoord", PASSWORD);
  await visitor.press("Stuur de mails");
  await visitor.told("Er zijn twee mails onderweg.");
  await expect(page.getByRole("main")).toContainText("Nog niet bevestigd.");
  await mailbox.mail(karin.email, "Dit e-mailadres is al in gebruik");
});
