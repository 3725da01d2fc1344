// A question for help is on its way: one admin first, everybody can see what happens next, and the end is told.

import { expect, test } from "../support/journey.ts";
import { fatima, lisa, sanne, tom } from "../support/people.ts";

test("of two admins the one who was here last is asked, and who asks hears what happens next", async ({ visitor, another, mailbox }) => {
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(tom.email, "een ander wachtwoord");
  await visitor.follow("Vraag mijn beheerder om hulp");
  visitor.hand.fresh();
  await visitor.press("Vraag om hulp");
  await visitor.at("Uw vraag is verstuurd");
  visitor.hand.spent({ presses: 1, typed: 0 });
  const told = await mailbox.mail(tom.email, "Wij hebben Lisa van Dam (Autohuis Van Dam) om hulp gevraagd");
  expect(told.text).toContain("Dan vragen wij iemand anders.");

  const letter = await mailbox.mail(lisa.email, "Tom Visser kan niet inloggen");
  expect(letter.text).toMatch(/Helpt u vóór .* uur\?/);
  const admin = await another();
  await admin.logIn(lisa);
  await admin.open("/beheer/medewerkers");
  const task = admin.page.getByRole("region", { name: "Hulp nodig" }).getByRole("listitem").filter({ hasText: tom.name });
  await expect(task).toContainText(/Doet u niets, dan vragen wij .* iemand anders/);
  admin.hand.fresh();
  await admin.hand.press(task.getByRole("button", { name: /^Markeer als afgehandeld/ }));
  admin.hand.spent({ presses: 1, typed: 0 });
  await admin.told(`De vraag van ${tom.name}`);
  const done = await mailbox.mail(tom.email, "Uw vraag om hulp is afgehandeld");
  expect(done.text).toContain("Lisa van Dam heeft uw vraag om hulp afgehandeld.");
});

test("an admin who is alone asks the service desk, which says when it is done", async ({ visitor, another, mailbox }) => {
  await visitor.logIn(fatima);
  await visitor.open("/hulp-vragen");
  await visitor.field(/^Mijn mobiele nummer klopt niet/).check();
  await visitor.press("Vraag om hulp");
  await visitor.at(`Welkom, ${fatima.name}`);
  await visitor.told("Uw vraag ligt bij onze servicedesk.");

  const desk = await another();
  await desk.logIn(sanne);
  await desk.follow("Vragen om hulp");
  await desk.at("Vragen om hulp");
  const waiting = desk.page.getByRole("listitem").filter({ hasText: fatima.name });
  await expect(waiting).toContainText("Het mobiele nummer klopt niet");
  await expect(waiting).not.toContainText("@");
  await desk.hand.press(waiting.getByRole("button", { name: /^Markeer als afgehandeld/ }));
  await desk.told("De vraag is afgehandeld.");
  const done = await mailbox.mail(fatima.email, "Uw vraag om hulp is afgehandeld");
  expect(done.text).toContain("Uw vraag om hulp is afgehandeld door onze servicedesk.");
});
