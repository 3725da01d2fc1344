// A few screens of every kind as somebody sees them who enlarges everything, or forces colours of their own.

import { fatima, karin, piet, sanne } from "../support/people.ts";
import { logIn, submit, type Walk } from "./walks.ts";

export async function forNarrowEyes(walk: Walk): Promise<void> {
  const { page, photographer } = walk;
  const take = async (name: string, address: string) => {
    await page.goto(address);
    await photographer.takeEnlargedAndForced(name);
  };
  await take("login", "/inloggen");
  await submit(page);
  await photographer.takeEnlargedAndForced("login refused");
  await take("help: what", "/hulp-bij-inloggen/autoverkoper");
  await take("help: the answer", "/hulp-bij-inloggen/autoverkoper/iets-anders");
  await take("appointment", "/gebruikersbeheerder-aanvragen/garage");
  await take("not found", "/bestaat-niet");
  await logIn(walk, karin, () => photographer.takeEnlargedAndForced("code"));
  await take("staff", "/beheer/medewerkers");
  await page.getByRole("link", { name: piet.name, exact: true }).first().click();
  await photographer.takeEnlargedAndForced("person");
  await take("log", "/beheer/logboek");
  await take("account", "/account/beveiliging");
  await logIn(walk, sanne);
  await take("desk", "/servicedesk");
  await page.locator("[name=zoek]").fill(fatima.email);
  await page.locator("[name=zoek]").press("Enter");
  await page.waitForURL("**/servicedesk/gebruikers/**");
  await photographer.takeEnlargedAndForced("desk: the case");
  await take("desk: report", "/servicedesk/rapportage");
}
