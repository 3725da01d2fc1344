// The service desk sees which companies have nobody to look after them, and asks an only admin for a second.

import { expect, test } from "../support/journey.ts";
import { sanne } from "../support/people.ts";

test("a company without an admin stands on top, and an only admin is asked for a second with one press", async ({ visitor, page, mailbox }) => {
  await visitor.logIn(sanne);
  await visitor.follow("Zonder beheerder");
  await visitor.at("Wie heeft er geen beheerder?");
  await expect(page.getByRole("listitem").filter({ hasText: "Autoservice De Linde" })).toContainText("Geen beheerder");
  await visitor.follow(/Maar één vaste beheerder$/);
  await visitor.at("Wie heeft er geen beheerder?");
  const vermeer = page.getByRole("listitem").filter({ hasText: "Vermeer Assurantiën" });
  await expect(vermeer).toContainText("Beheerder: Ellen Vermeer");
  visitor.hand.fresh();
  await visitor.hand.press(vermeer.getByRole("button", { name: /^Vraag om een tweede beheerder/ }));
  visitor.hand.spent({ presses: 1, typed: 0 });
  await visitor.told("De beheerder van Vermeer Assurantiën krijgt een mail.");
  await visitor.at("Wie heeft er geen beheerder?");
  await expect(vermeer).toContainText("Gevraagd om een tweede beheerder op");
  await expect(vermeer.getByRole("button")).toHaveCount(0);
  const letter = await mailbox.mail("ellen@vermeer-assurantien.example", "Wie helpt uw medewerkers als u er niet bent?");
  expect(letter.text).toContain("U bent de enige gebruikersbeheerder van Vermeer Assurantiën.");
});

test("eight rows of a list of the desk fit on one screen", async ({ visitor, page }) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await visitor.logIn(sanne);
  for (const list of ["Aanvragen beheerder", "Zonder beheerder"]) {
    await visitor.follow(list);
    const bottom = await page.locator(".person-rows").first().evaluate((rows) => {
      const row = rows.children[0];
      while (row && rows.children.length < 8) rows.append(row.cloneNode(true));
      return rows.children[7]?.getBoundingClientRect().bottom;
    });
    expect(bottom, list).toBeLessThanOrEqual(800);
  }
});
