// Whoever presses a second time, because the first answer is slow, goes on as if there had been one press.

import { expect, test } from "../support/journey.ts";
import { PASSWORD, karin, mo } from "../support/people.ts";

test("two presses on every button of logging in send one message and end inside", async ({ visitor, page, mailbox }) => {
  await visitor.open("/inloggen");
  await visitor.field("E-mailadres").fill(mo.email);
  await visitor.field("Wachtwoord").fill(PASSWORD);
  await visitor.button("Inloggen").dblclick();
  await visitor.at("Vul de sms-code in");
  await visitor.field("Code uit de sms").fill(await mailbox.code(mo.mobile));
  await visitor.button("Verder").dblclick();
  await visitor.at(`Welkom, ${mo.name}`);
  const codes = (await mailbox.all()).filter((letter) => letter.to === mo.mobile && /^\d{6} /.test(letter.text));
  expect(codes).toHaveLength(1);
  await page.reload();
  await visitor.at(`Welkom, ${mo.name}`);
});

test("an invitation that is sent by two presses is one, and so is taking it back", async ({ visitor, mailbox }) => {
  await visitor.logIn(karin);
  await visitor.open("/beheer/medewerkers/nieuw");
  for (const [label, text] of [
    ["Voornaam", "Els"],
    ["Achternaam", "Smit"],
    ["E-mailadres van het werk", "els@kantoor-deboer.example"],
    ["Mobiel nummer", "06 12345793"],
  ] as const) {
    await visitor.field(label).fill(text);
  }
  await visitor.page.getByRole("group", { name: "Wat mag deze medewerker?" }).getByRole("checkbox").first().check();
  await visitor.button("Uitnodiging versturen").dblclick();
  await visitor.told("De uitnodiging voor Els Smit is verstuurd.");
  await expect(visitor.page.locator(".notice-wrong")).toHaveCount(0);
  await mailbox.mail("els@kantoor-deboer.example", /geeft u toegang tot/);
  await visitor.link("Els Smit").first().click();
  await visitor.button(/^Uitnodiging intrekken/).dblclick();
  await visitor.told(/ingetrokken/);
});
