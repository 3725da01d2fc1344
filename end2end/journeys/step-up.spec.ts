// A login that grew old: a fresh code before what concerns somebody else, and what was typed when the login was over.

import { expect, test, type Visitor } from "../support/journey.ts";
import { karin, mo, piet } from "../support/people.ts";

const QUARTER_OF_AN_HOUR_AND_MORE = 16; // minutes
const HALF_AN_HOUR_AND_MORE = 31;
const EMAIL = "els@kantoor-deboer.example";
const FILLED_IN = [
  ["Voornaam", "Els"],
  ["Achternaam", "Smit"],
  ["E-mailadres van het werk", EMAIL],
  ["Mobiel nummer", "06 12345793"],
] as const;

/** Somebody new, on the form of an admin who is there. */
async function fillIn(visitor: Visitor): Promise<void> {
  for (const [label, text] of FILLED_IN) await visitor.field(label).fill(text);
  await visitor.page.getByRole("group", { name: "Wat mag deze medewerker?" }).getByRole("checkbox").first().check();
}

test("SEC-41: a deed on somebody else asks for a code that names it, and goes on by itself", async ({ visitor, page, program, mailbox }) => {
  await visitor.logIn(karin);
  await program.later(QUARTER_OF_AN_HOUR_AND_MORE);
  await visitor.open("/beheer/medewerkers");
  await visitor.at("Medewerkers"); // to look takes no code
  visitor.hand.fresh();
  await visitor.hand.press(visitor.link(/^Deblokkeren Piet/).first());
  await visitor.press("Deblokkeren");
  await visitor.at("Bent u het nog?");
  await expect(page.getByRole("main")).toContainText("U gaat iemand deblokkeren.");
  await expect(page.getByRole("main")).toContainText(`Het gaat om: ${piet.name}.`);
  const sms = await mailbox.sms(karin.mobile, /is uw code bij .* voor: deblokkeren \(Piet Bakker\)\./);
  await visitor.type("Code uit de sms", sms.text.slice(0, 6));
  await visitor.press("Bevestigen");
  await visitor.at("Medewerkers");
  await visitor.told(`${piet.name} kan weer inloggen.`);
  visitor.hand.spent({ presses: 3, typed: 6 });
  await mailbox.mail(piet.email, "U kunt weer inloggen");
});

test("a form waits while the code is typed: a wrong one and one that is too old lose nothing", async ({ visitor, program, mailbox }) => {
  await visitor.logIn(karin);
  await program.later(QUARTER_OF_AN_HOUR_AND_MORE);
  await visitor.open("/beheer/medewerkers/nieuw");
  await visitor.at("Medewerker toevoegen");
  await fillIn(visitor);
  await visitor.press("Uitnodiging versturen");
  await visitor.at("Bent u het nog?");
  const first = (await mailbox.sms(karin.mobile, /voor: toegang geven \(Els Smit\)/)).text.slice(0, 6);
  await visitor.type("Code uit de sms", first === "000000" ? "111111" : "000000");
  await visitor.press("Bevestigen");
  await visitor.at("Bent u het nog?", 422);
  await program.later(6);
  await visitor.type("Code uit de sms", first);
  await visitor.press("Bevestigen");
  await visitor.at("Bent u het nog?", 422);
  await expect(visitor.field("Code uit de sms")).toHaveAccessibleDescription(/Wij hebben u een nieuwe gestuurd/);
  await visitor.giveCode(karin.mobile, "Bevestigen");
  await visitor.at("Medewerkers");
  await visitor.told("De uitnodiging voor Els Smit is verstuurd.");
  await mailbox.mail(EMAIL, /geeft u toegang tot/);
});

test("a page that needs a code says so and sends none until its button is pressed", async ({ visitor, page, program, mailbox }) => {
  await visitor.logIn(mo);
  await program.later(QUARTER_OF_AN_HOUR_AND_MORE);
  const messages = async () => (await mailbox.all()).filter((letter) => letter.to === mo.mobile).length;
  const before = await messages();
  await visitor.open("/account/beveiliging/mobiel");
  await visitor.at("Bent u het nog?");
  await expect(page.getByRole("main")).toContainText("U gaat uw eigen wachtwoord of nummer wijzigen.");
  await page.reload();
  expect(await messages()).toBe(before);
  await visitor.follow("Annuleren");
  await visitor.at(`Welkom, ${mo.name}`);
  await visitor.open("/account/beveiliging/mobiel");
  visitor.hand.fresh();
  await visitor.press("Stuur mij een code");
  await visitor.at("Bent u het nog?");
  await visitor.giveCode(mo.mobile, "Bevestigen");
  await visitor.at("Mobiel nummer wijzigen");
  visitor.hand.spent({ presses: 2, typed: 6 });
});

test("whoever did nothing for half an hour is out, and what was typed is there again after logging in", async ({ visitor, program, mailbox }) => {
  await visitor.logIn(karin);
  await visitor.open("/beheer/medewerkers/nieuw");
  await fillIn(visitor);
  await program.later(HALF_AN_HOUR_AND_MORE);
  await visitor.press("Uitnodiging versturen");
  await visitor.at("Inloggen");
  await visitor.told("U bent uitgelogd omdat u 30 minuten niets deed.");
  await visitor.told("Wij hebben bewaard wat u invulde.");
  await visitor.giveNameAndPassword(karin.email);
  await visitor.giveCode(karin.mobile);
  await visitor.at("Medewerker toevoegen");
  await visitor.told("Hier staat wat u had ingevuld.");
  for (const [label, text] of FILLED_IN) await expect(visitor.field(label)).toHaveValue(text);
  await visitor.press("Uitnodiging versturen");
  await visitor.told("De uitnodiging voor Els Smit is verstuurd.");
  await mailbox.mail(EMAIL, /geeft u toegang tot/);
});

test("a button that came too late is not pressed by logging in", async ({ visitor, program }) => {
  await visitor.logIn(karin);
  await visitor.open("/beheer/medewerkers");
  await visitor.hand.press(visitor.link(/^Deblokkeren Piet/).first());
  await visitor.at(`${piet.name} deblokkeren?`);
  await program.later(HALF_AN_HOUR_AND_MORE);
  await visitor.press("Deblokkeren");
  await visitor.at("Inloggen");
  await visitor.giveNameAndPassword(karin.email);
  await visitor.giveCode(karin.mobile);
  await visitor.at(`${piet.name} deblokkeren?`);
  await visitor.told("Er is nog niets gewijzigd, want u was uitgelogd. Doe het nog een keer.");
  await visitor.press("Deblokkeren");
  await visitor.told(`${piet.name} kan weer inloggen.`);
});
