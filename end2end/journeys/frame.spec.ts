// What surrounds every page: the language, the help, the keyboard, the dead ends, small screens.

import { expect, test } from "../support/journey.ts";
import { karin, mo } from "../support/people.ts";

const PUBLIC = ["/inloggen", "/wachtwoord-vergeten", "/wie-is-mijn-beheerder", "/hulp-vragen", "/hulp-bij-inloggen", "/contact", "/toegankelijkheid", "/privacy"];

test("the language is changed at one press and stays changed", async ({ visitor, page, mailbox }) => {
  await visitor.open("/inloggen");
  await visitor.follow("English");
  await visitor.at("Log in");
  await expect(page.locator("html")).toHaveAttribute("lang", "en");
  for (const address of PUBLIC) {
    await visitor.open(address);
    await visitor.at(/./);
    await expect(visitor.link("Nederlands")).toBeVisible();
  }
  await visitor.open("/wie-is-mijn-beheerder");
  await visitor.type("E-mail address", mo.email);
  await visitor.press("E-mail me the name");
  await visitor.at("Check your e-mail");
  await mailbox.mail(mo.email, /./);
  await visitor.follow("Nederlands");
  await visitor.at("Controleer uw e-mail");
});

test("the mailbox and the clock of the demo are pages like every other, in both languages", async ({ visitor, mailbox }) => {
  await visitor.logIn(mo);
  await mailbox.mail(mo.email, /./);
  for (const [language, letters, clock] of [["nl", "Postvak", "Klok"], ["en", "Mailbox", "Clock"]] as const) {
    await visitor.open(`/dev/postvak?taal=${language}`);
    await visitor.at(letters);
    await visitor.open("/dev/klok");
    await visitor.at(clock);
  }
});

test("every page for everybody stands by itself", async ({ visitor }) => {
  for (const address of PUBLIC) {
    await visitor.open(address);
    await visitor.at(/./);
  }
});

test("an address that does not exist offers a way on", async ({ visitor, page }) => {
  await visitor.open("/bestaat-niet");
  await visitor.at("Deze pagina bestaat niet (meer)", 404);
  await expect(page.getByRole("contentinfo")).toContainText("0800 1234");
  await visitor.follow("Naar inloggen");
  await visitor.at("Inloggen");
});

test("a person of another company is no different from one who does not exist", async ({ visitor, another, page }) => {
  const admin = await another();
  await admin.logIn(karin);
  await admin.open("/beheer/medewerkers");
  const address = await admin.page.getByRole("link", { name: "Jan Jansen", exact: true }).first().getAttribute("href");
  await visitor.logIn({ name: "Lisa van Dam", email: "lisa@autohuis-vandam.example", mobile: "+31612345621" });
  const answers: string[] = [];
  for (const place of [address!, "/beheer/medewerkers/0198c0de-0000-7000-8000-000000000000"]) {
    await visitor.open(place);
    await visitor.at("Deze pagina bestaat niet (meer)", 404);
    answers.push(await page.getByRole("main").innerText());
  }
  expect(answers[0]).toBe(answers[1]);
});

test("the first key of a page leads past its head", async ({ visitor, page }) => {
  await visitor.open("/contact");
  await page.keyboard.press("Tab");
  const skip = visitor.link("Direct naar de inhoud");
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/#main$/);
});

test("a form that comes back opens at what is wrong, also where its page was opened at a field", async ({ visitor, page }) => {
  await visitor.open("/gebruikersbeheerder-aanvragen/garage#email");
  await visitor.press("Controleren");
  await visitor.at("Gebruikersbeheerder aanvragen voor een garage", 422);
  await expect(page).toHaveURL(/\/garage$/);
  await expect(page.getByRole("alert")).toBeFocused();
  await expect(page.getByRole("alert")).toBeInViewport();
});

test("where scripts run, Back leads to the page of a form that was refused, and asks nothing", async ({ visitor, page, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "without scripts the browser asks whether to send it again");
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(karin.email, "een verkeerd wachtwoord");
  await visitor.at("Inloggen", 422);
  await visitor.open("/contact");
  await page.goBack();
  await visitor.at("Inloggen");
  await expect(visitor.field("E-mailadres")).toHaveValue(karin.email);
});

test("on a narrow screen nothing has to be scrolled sideways", async ({ visitor, page }) => {
  await page.setViewportSize({ width: 320, height: 640 });
  await visitor.logIn(karin);
  const inside = ["/start", "/beheer/medewerkers", "/beheer/medewerkers/nieuw", "/beheer/beheerders", "/beheer/logboek", "/account/beveiliging"];
  for (const address of inside) {
    await visitor.open(address);
    await visitor.at(/./);
    const box = await page.getByRole("main").boundingBox();
    expect(box!.width, address).toBeLessThanOrEqual(320);
    const wide = await page.locator("html").evaluate((html) => html.scrollWidth);
    expect(wide, address).toBeLessThanOrEqual(320);
  }
});
