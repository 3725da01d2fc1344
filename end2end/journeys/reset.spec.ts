// A new password by way of the mailbox and the phone, and what becomes of the link.

import { expect, test, type Visitor } from "../support/journey.ts";
import { linkIn, type Mailbox } from "../support/letters.ts";
import { mo, PASSWORD } from "../support/people.ts";

const NEW = "een natte wandeling in mei";
const LINK = "/wachtwoord-instellen/";

async function askForALink(visitor: Visitor, mailbox: Mailbox): Promise<string> {
  await visitor.open("/wachtwoord-vergeten");
  await visitor.type("E-mailadres", mo.email);
  await visitor.press("Stuur mij de link");
  return linkIn(await mailbox.mail(mo.email, "Nieuw wachtwoord instellen"), LINK);
}

test("somebody who forgot the password sets a new one: five presses, a password, a code", async ({ visitor, page, mailbox }) => {
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(mo.email, "was het dit wachtwoord");
  await visitor.at("Inloggen", 422);

  visitor.hand.fresh();
  await visitor.follow("Wachtwoord vergeten?");
  await visitor.at("Nieuw wachtwoord instellen");
  await expect(visitor.field("E-mailadres")).toHaveValue(mo.email); // typed once, and never again
  await visitor.press("Stuur mij de link");
  await visitor.at("Controleer uw e-mail");

  const letter = await mailbox.mail(mo.email, "Nieuw wachtwoord instellen");
  visitor.hand.presses += 1; // the button in the mail
  await visitor.open(linkIn(letter, LINK));
  await visitor.at("Kies een nieuw wachtwoord");
  await visitor.type("Nieuw wachtwoord", NEW);
  await visitor.press("Opslaan en inloggen");
  await visitor.at("Vul de sms-code in");
  await visitor.giveCode(mo.mobile);
  await visitor.at("Welkom, Mo Yıldız");
  await visitor.told("Uw nieuwe wachtwoord werkt.");
  visitor.hand.spent({ presses: 5, typed: NEW.length + 6 });

  await mailbox.mail(mo.email, "Uw wachtwoord is gewijzigd");
  await visitor.press("Uitloggen");
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(mo.email, PASSWORD);
  await visitor.at("Inloggen", 422);
  await visitor.giveNameAndPassword(mo.email, NEW);
  await visitor.at("Vul de sms-code in");
  expect(page.url()).toMatch(/\/inloggen\/code$/);
});

test("until the code is right, the old password stays and the link is not used up", async ({ visitor, another, mailbox }) => {
  const link = await askForALink(visitor, mailbox);
  await visitor.open(link);
  await visitor.open(link); // a scanner of mail looked first
  await visitor.type("Nieuw wachtwoord", NEW);
  await visitor.press("Opslaan en inloggen");
  await visitor.at("Vul de sms-code in");

  const elsewhere = await another();
  await elsewhere.open("/inloggen");
  await elsewhere.giveNameAndPassword(mo.email);
  await elsewhere.at("Vul de sms-code in");
});

test("a link that was used offers a new one, at one button and with nothing to type", async ({ visitor, another, mailbox }) => {
  const link = await askForALink(visitor, mailbox);
  await visitor.open(link);
  await visitor.type("Nieuw wachtwoord", NEW);
  await visitor.press("Opslaan en inloggen");
  await visitor.giveCode(mo.mobile);
  await visitor.at("Welkom, Mo Yıldız");

  const later = await another();
  await later.open(link);
  await later.at("Deze link werkt niet meer", 410);
  await later.press("Stuur mij een nieuwe link");
  await later.at("Er is een nieuwe mail onderweg");
  const newest = linkIn(await mailbox.mail(mo.email, "Nieuw wachtwoord instellen"), LINK);
  expect(newest).not.toBe(link);
  await later.open(newest);
  await later.at("Kies een nieuw wachtwoord");
});

test("of two links that were asked for, each works until one was used", async ({ visitor, mailbox }) => {
  const older = await askForALink(visitor, mailbox);
  await visitor.press("Stuur opnieuw");
  await visitor.at("Controleer uw e-mail");
  await visitor.told("Wij hebben uw vraag opnieuw ontvangen.");
  const newer = linkIn(await mailbox.mail(mo.email, "Nieuw wachtwoord instellen"), LINK);
  for (const link of [newer, older]) {
    await visitor.open(link);
    await visitor.at("Kies een nieuw wachtwoord");
  }
  await visitor.type("Nieuw wachtwoord", NEW);
  await visitor.press("Opslaan en inloggen");
  await visitor.giveCode(mo.mobile);
  await visitor.at("Welkom, Mo Yıldız");
  await visitor.open(newer);
  await visitor.at("Deze link werkt niet meer", 410);
});

test("a link that lost a part on its way says so, with a way on", async ({ visitor, mailbox }) => {
  const link = await askForALink(visitor, mailbox);
  await visitor.open(link.slice(0, -5));
  await visitor.at("Deze link kennen wij niet", 404);
  await visitor.follow("Vraag een nieuwe link");
  await visitor.at("Nieuw wachtwoord instellen");
});

test("a password that is easy to guess is refused, and the reason is at the field", async ({ visitor, page, mailbox }) => {
  await visitor.open(await askForALink(visitor, mailbox));
  for (const [password, why] of [
    ["kort", /minstens 12 tekens/],
    ["mo@garage-jansen.example", /naam|e-mailadres/],
  ] as const) {
    await visitor.type("Nieuw wachtwoord", password);
    await visitor.press("Opslaan en inloggen");
    await visitor.at("Kies een nieuw wachtwoord", 422);
    await expect(visitor.field("Nieuw wachtwoord")).toHaveAccessibleDescription(why);
    await expect(visitor.field("Nieuw wachtwoord")).toHaveValue("");
  }
  await expect(page.getByRole("main").getByRole("alert")).toBeVisible();
});

test("for an address we do not know the screen is the same, and no mail goes out", async ({ visitor, page, mailbox }) => {
  const screens: string[] = [];
  for (const email of ["niemand@nergens.example", mo.email]) {
    await visitor.open("/wachtwoord-vergeten");
    await visitor.type("E-mailadres", email);
    await visitor.press("Stuur mij de link");
    await visitor.at("Controleer uw e-mail");
    screens.push((await page.getByRole("main").innerText()).replaceAll(email, "(adres)"));
  }
  expect(screens[0]).toBe(screens[1]);
  await mailbox.mail(mo.email, "Nieuw wachtwoord instellen");
  const sent = (await mailbox.all()).filter((letter) => letter.subject === "Nieuw wachtwoord instellen");
  expect(sent.map((letter) => letter.to)).toEqual([mo.email]);
  expect((await mailbox.all()).filter((letter) => letter.to === "niemand@nergens.example")).toEqual([]);
});
