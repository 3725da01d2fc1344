// An admin goes on holiday: a colleague stands in between two dates, helps who is stuck, and chooses no admins.

import { expect, test } from "../support/journey.ts";
import { jan, karin, piet } from "../support/people.ts";

test("a colleague stands in from today, helps who is blocked, and stops when the admin says so", async ({ visitor, another, page, mailbox }) => {
  await visitor.logIn(karin);
  await visitor.open("/beheer/beheerders");
  visitor.hand.fresh();
  await visitor.follow("Vervanger aanwijzen");
  await visitor.at("Vervanger aanwijzen");
  await visitor.press("Vervanger aanwijzen");
  await visitor.at("Vervanger aanwijzen", 422);
  await visitor.field("Welke collega wordt uw vervanger?").selectOption({ label: jan.name });
  await visitor.press("Vervanger aanwijzen");
  visitor.hand.spent({ presses: 3, typed: 0 }); // one of them before anybody was chosen
  await visitor.at("Gebruikersbeheerders");
  await visitor.told(`${jan.name} vervangt u van`);
  const standsIn = page.getByRole("region", { name: "Vervanging" });
  await expect(standsIn.getByText(/^Vervangt nu, tot en met /)).toBeVisible();
  const letter = await mailbox.mail(jan.email, "U wordt vervanger bij Kantoor De Boer");
  expect(letter.text).toContain("De vervanging begint en stopt vanzelf.");

  // Jan helps as Karin would have done, from the list.
  const standIn = await another();
  await standIn.open("/inloggen");
  await standIn.giveNameAndPassword(jan.email);
  await standIn.field(/^Kantoor De Boer/).check();
  await standIn.press("Verder");
  await standIn.giveCode(jan.mobile);
  await standIn.follow("Medewerkers");
  await standIn.at("Medewerkers");
  await standIn.hand.press(standIn.link(/^Deblokkeren/).first());
  await standIn.press("Deblokkeren");
  await standIn.told(`${piet.name} kan weer inloggen.`);
  await mailbox.mail(piet.email, "U kunt weer inloggen");
  await expect(standIn.page.getByRole("listitem").filter({ hasText: karin.name }).getByRole("link", { name: /^Autorisaties/ })).toHaveCount(0);
  await standIn.follow("Logboek");
  await expect(standIn.page.getByText(`${jan.name} (als vervanger) heeft ${piet.name} gedeblokkeerd.`)).toBeVisible();

  // Who the admins are is not for Jan to say.
  await standIn.follow("Beheerders");
  await standIn.at("Gebruikersbeheerders");
  await expect(standIn.page.getByText(/^U vervangt een beheerder tot en met /)).toBeVisible();
  await expect(standIn.page.getByRole("main").getByRole("link", { name: /aanwijzen|stoppen/ })).toHaveCount(0);
  await standIn.open("/beheer/beheerders/vervanger");
  await standIn.at("Deze pagina is niet voor u", 403);

  await visitor.open("/beheer/beheerders");
  await visitor.follow(/^Vervanging stoppen/);
  await visitor.at(`Vervanging door ${jan.name} stoppen?`);
  await visitor.press("Vervanging stoppen");
  await visitor.told(`${jan.name} is geen vervanger meer.`);
  await mailbox.mail(jan.email, "U bent geen vervanger meer bij Kantoor De Boer");
  await standIn.open("/beheer/medewerkers");
  await standIn.at("Deze pagina is niet voor u", 403);
});

test("from the page of a colleague the form knows who is meant", async ({ visitor, page }) => {
  await visitor.logIn(karin);
  await visitor.open("/beheer/medewerkers");
  await visitor.hand.press(page.getByRole("link", { name: jan.name, exact: true }));
  await visitor.at(jan.name);
  await visitor.follow(/^Vervanger aanwijzen/);
  await visitor.at("Vervanger aanwijzen");
  await expect(visitor.field("Welke collega wordt uw vervanger?").locator("option:checked")).toHaveText(jan.name);
  await visitor.field("Einddatum").fill("2020-01-01");
  await visitor.press("Vervanger aanwijzen");
  await visitor.at("Vervanger aanwijzen", 422);
  await expect(visitor.field("Welke collega wordt uw vervanger?").locator("option:checked")).toHaveText(jan.name);
});
