// Stuck before the door: who is my admin, and would they help me.

import { expect, test } from "../support/journey.ts";
import { linkIn } from "../support/letters.ts";
import { karin, mo, piet } from "../support/people.ts";

test("who my admin is costs two presses, and the answer comes by mail", async ({ visitor, page, mailbox }) => {
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(mo.email, "was het dit wachtwoord");
  visitor.hand.fresh();
  await visitor.follow("Wie is mijn gebruikersbeheerder?");
  await visitor.at("Wie is mijn gebruikersbeheerder?");
  await expect(visitor.field("E-mailadres")).toHaveValue(mo.email);
  await visitor.press("Mail mij de naam");
  await visitor.at("Controleer uw e-mail");
  visitor.hand.spent({ presses: 2, typed: 0 });
  await expect(page.getByRole("main")).not.toContainText("Fatima");
  expect((await mailbox.mail(mo.email, "Uw gebruikersbeheerder")).text).toContain("Fatima el Amrani");
});

test("whoever is logged in sees on every page who the admin is", async ({ visitor, page }) => {
  await visitor.logIn(mo);
  for (const address of ["/start", "/account/beveiliging", "/contact"]) {
    await visitor.open(address);
    await expect(page.getByRole("contentinfo")).toContainText("Uw gebruikersbeheerder: Fatima el Amrani");
  }
  visitor.hand.spent({ presses: 0, typed: 0 });
});

test("for an address that nobody has, the screen is the same and the mail says so", async ({ visitor, page, mailbox }) => {
  const screens: string[] = [];
  for (const email of [mo.email, "niemand@nergens.example"]) {
    await visitor.open("/wie-is-mijn-beheerder");
    await visitor.type("E-mailadres", email);
    await visitor.press("Mail mij de naam");
    await visitor.at("Controleer uw e-mail");
    screens.push((await page.getByRole("main").innerText()).replaceAll(email, "(adres)"));
  }
  expect(screens[0]).toBe(screens[1]);
  const letter = await mailbox.mail("niemand@nergens.example", "Uw gebruikersbeheerder");
  expect(letter.text).not.toContain("Fatima");
});

test("somebody blocked asks the admin, the admin unblocks from the mail, and both are done", async ({ visitor, another, mailbox }) => {
  // Piet cannot get in, and finds the way out on the page where he is.
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(piet.email);
  await visitor.at("Inloggen", 422);
  visitor.hand.fresh();
  await visitor.follow("Vraag mijn beheerder om hulp");
  await visitor.at("Vraag uw beheerder om hulp");
  await expect(visitor.field("E-mailadres")).toHaveValue(piet.email);
  await visitor.press("Vraag om hulp");
  await visitor.at("Uw vraag is verstuurd");
  visitor.hand.spent({ presses: 2, typed: 0 });

  // Karin opens the mail; after logging in she is at the person of the mail.
  const admin = await another();
  const letter = await mailbox.mail(karin.email, "Piet Bakker kan niet inloggen");
  await admin.open(linkIn(letter, "/beheer/"));
  await admin.at("Inloggen");
  await admin.giveNameAndPassword(karin.email);
  await admin.giveCode(karin.mobile);
  await admin.at("Piet Bakker");
  await expect(admin.page.getByText("Piet kan niet inloggen: te vaak een verkeerde sms-code")).toBeVisible();
  // Who is logged in already: the button in the mail, and the one on the page.
  admin.hand.fresh();
  admin.hand.presses += 1;
  await admin.open(linkIn(letter, "/beheer/"));
  await admin.at("Piet Bakker");
  await admin.hand.press(admin.link(/^Deblokkeren/).first());
  await admin.press("Deblokkeren");
  await admin.told("Piet Bakker kan weer inloggen.");
  admin.hand.spent({ presses: 3, typed: 0 });

  await mailbox.mail(piet.email, "U kunt weer inloggen");
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(piet.email);
  await visitor.giveCode(piet.mobile);
  await visitor.at("Welkom, Piet Bakker");
});

test("whoever is inside can ask for more rights, and the admin sees the question on top", async ({ visitor, another, mailbox }) => {
  await visitor.logIn(mo);
  await visitor.open("/hulp-vragen");
  await visitor.at("Vraag uw beheerder om hulp");
  await visitor.press("Vraag om hulp");
  await visitor.at("Vraag uw beheerder om hulp", 422);
  await visitor.field(/^Ik wil meer kunnen doen/).check();
  await visitor.press("Vraag om hulp");
  await visitor.at("Welkom, Mo Yıldız");
  await visitor.told("Uw gebruikersbeheerder heeft uw vraag gekregen.");
  await mailbox.mail("fatima@garage-jansen.example", "Mo Yıldız vraagt om meer autorisaties");
});
