// What happens as time goes by: links that ran out and their one button, reminders, and questions that nobody answers.
// The demo's clock is put forward; nobody waits.

import { expect, test, type Visitor } from "../support/journey.ts";
import { linkIn, wordsOf, type Mailbox } from "../support/letters.ts";
import { bram, karin, lisa, mo, noor, sanne, sofie } from "../support/people.ts";

const NEW = "een natte wandeling in mei";
// Who sends it once more stands in that letter; in what comes by itself it is the company, if an operator invited.
const INVITATION = /^(?!Herinnering).* geeft u toegang tot/;
const REMINDER = /^Herinnering: .* geeft u toegang tot/;
const DAY = 24 * 60; // minutes
/** Whatever the day is: by then the desk has had a whole day of work, also around Christmas. */
const WORKING_DAY_AND_MORE = 5 * DAY;

/** Karin has the invitation of Noor sent once more; gives back its link. */
async function invites(admin: Visitor, mailbox: Mailbox): Promise<string> {
  await admin.logIn(karin);
  await admin.open("/beheer/medewerkers");
  await admin.hand.press(admin.link(noor.name).first());
  await admin.press(/^Uitnodiging opnieuw sturen/);
  await admin.told(`${noor.name} krijgt de uitnodiging nog een keer.`);
  return linkIn(await mailbox.mail(noor.email, INVITATION), "/account-activeren/");
}

async function getsReady(visitor: Visitor): Promise<void> {
  await visitor.at("Welkom Noor");
  await visitor.type("Kies een wachtwoord", NEW);
  await visitor.press("Account klaarmaken");
  await visitor.giveCode(noor.mobile);
  await visitor.at(`Welkom, ${noor.name}`);
}

test("a link for a new password that is opened too late gives another at one button", async ({ visitor, page, program, mailbox }) => {
  await visitor.open("/wachtwoord-vergeten");
  await visitor.type("E-mailadres", mo.email);
  await visitor.press("Stuur mij de link");
  const late = linkIn(await mailbox.mail(mo.email, "Nieuw wachtwoord instellen"), "/wachtwoord-instellen/");
  await program.later(61);
  await visitor.open(late);
  await visitor.at("Deze link werkt niet meer", 410);
  await expect(page.getByRole("main")).toContainText(/De link werkte tot \S+dag .* uur/);
  visitor.hand.fresh();
  await visitor.press("Stuur mij een nieuwe link");
  await visitor.at("Er is een nieuwe mail onderweg");
  visitor.hand.spent({ presses: 1, typed: 0 });

  await visitor.open(linkIn(await mailbox.mail(mo.email, "Nieuw wachtwoord instellen"), "/wachtwoord-instellen/"));
  await visitor.type("Nieuw wachtwoord", NEW);
  await visitor.press("Opslaan en inloggen");
  await visitor.giveCode(mo.mobile);
  await visitor.at(`Welkom, ${mo.name}`);
});

test("a code that is too old is followed by a new one, without asking", async ({ visitor, program, mailbox }) => {
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(mo.email);
  await visitor.at("Vul de sms-code in");
  const late = await mailbox.code(mo.mobile);
  await program.later(6);
  await visitor.type("Code uit de sms", late);
  await visitor.press("Verder");
  await visitor.at("Vul de sms-code in", 422);
  await expect(visitor.field("Code uit de sms")).toHaveAccessibleDescription(/Wij hebben u een nieuwe gestuurd/);
  await visitor.giveCode(mo.mobile);
  await visitor.at(`Welkom, ${mo.name}`);
});

test("an invitation that ran out is renewed by the invited person, at one button", async ({ visitor, another, page, program, mailbox }) => {
  const late = await invites(await another(), mailbox);
  await program.later(7 * DAY + 1);
  await visitor.open(late);
  await visitor.at("Deze uitnodiging is verlopen", 410);
  await expect(page.getByRole("main")).toContainText(/De link werkte tot \S+dag .* uur/);
  visitor.hand.fresh();
  await visitor.press("Stuur mij een nieuwe link");
  await visitor.at("Er is een nieuwe mail onderweg");
  visitor.hand.spent({ presses: 1, typed: 0 });
  await visitor.open(linkIn(await mailbox.mail(noor.email, INVITATION), "/account-activeren/"));
  await getsReady(visitor);
});

test("an invitation that waits is brought to mind on day 3 and on day 6, and not once more", async ({ visitor, another, program, mailbox }) => {
  await invites(await another(), mailbox);
  const reminders = async () => (await mailbox.all()).filter((letter) => letter.to === noor.email && REMINDER.test(letter.subject)).length;
  await program.later(3 * DAY - 5);
  expect(await reminders()).toBe(0);
  await program.later(10);
  const third = await mailbox.mail(noor.email, REMINDER);
  expect(wordsOf(third)).toContain("U hebt uw account nog niet klaargemaakt.");
  await program.later(3 * DAY);
  const sixth = await mailbox.mail(noor.email, REMINDER);
  await program.later(60);
  expect(await reminders()).toBe(2);
  await visitor.open(linkIn(sixth, "/account-activeren/"));
  await getsReady(visitor);
});

test("a request for help that nobody answers goes to the other admin, and then to the desk", async ({ visitor, another, program, mailbox }) => {
  await visitor.open("/hulp-vragen");
  await visitor.type("E-mailadres", sofie.email);
  await visitor.field(/^Ik kan niet inloggen/).check();
  await visitor.press("Vraag om hulp");
  await visitor.at("Uw vraag is verstuurd");
  await mailbox.mail(lisa.email, `${sofie.name} kan niet inloggen`);
  await mailbox.mail(sofie.email, `Wij hebben ${lisa.name} (Autohuis Van Dam) om hulp gevraagd`);

  await program.later(WORKING_DAY_AND_MORE);
  const second = await mailbox.mail(bram.email, `${sofie.name} kan niet inloggen`);
  expect(wordsOf(second)).toContain(`${lisa.name} heeft nog niet geantwoord. Daarom vragen wij het nu ook aan u.`);
  const told = await mailbox.mail(sofie.email, `Wij hebben ${bram.name} (Autohuis Van Dam) om hulp gevraagd`);
  expect(wordsOf(told)).toContain(`${lisa.name} heeft uw vraag om hulp nog niet beantwoord.`);
  expect(wordsOf(told)).toContain("Dan vragen wij iemand anders.");

  await program.later(WORKING_DAY_AND_MORE);
  const atDesk = await mailbox.mail(sofie.email, "Uw vraag om hulp (Autohuis Van Dam) ligt bij de afdeling Autobedrijven");
  expect(wordsOf(atDesk)).toMatch(/(Lisa van Dam en Bram de Wit|Bram de Wit en Lisa van Dam) hebben uw vraag om hulp nog niet beantwoord\./);
  expect(wordsOf(atDesk)).toContain("Wilt u niet wachten? Bel dan 070 123 4567.");

  const desk = await another();
  await desk.logIn(sanne);
  await desk.open("/servicedesk/hulpvragen");
  await desk.at("Vragen om hulp");
  const waiting = desk.page.getByRole("listitem").filter({ hasText: sofie.name });
  await expect(waiting).toContainText("Autohuis Van Dam");
  await desk.hand.press(waiting.getByRole("button", { name: /^Markeer als afgehandeld/ }));
  await desk.told("De vraag is afgehandeld.");
  await mailbox.mail(sofie.email, "Uw vraag om hulp is afgehandeld");
});
