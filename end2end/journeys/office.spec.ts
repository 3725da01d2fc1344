// The office through the year: the half-yearly check, a list that filters, a form that helps, a session that ends.

import { expect, test } from "../support/journey.ts";
import { fatima, jan, karin, lisa, mo, zoe } from "../support/people.ts";

const MINUTE = 60_000; // ms

test("the list of the staff is checked with one press, and the log says so", async ({ visitor, page }) => {
  await visitor.logIn(karin);
  await visitor.open("/beheer/medewerkers");
  await visitor.follow("Lijst nakijken of afdrukken");
  await visitor.at("Controle van uw medewerkers");
  await expect(page.getByText("Werken deze 3 mensen nog bij u?")).toBeVisible();
  await expect(page.getByRole("checkbox", { name: jan.name })).toHaveAccessibleDescription(/Mag: .*Polissen bekijken/);
  visitor.hand.fresh();
  await visitor.press("Ja, deze lijst klopt");
  visitor.hand.spent({ presses: 1, typed: 0 });
  await visitor.at("Medewerkers");
  await visitor.told(/De lijst is vastgelegd op/);
  await visitor.follow("Lijst om af te drukken");
  await visitor.at("Medewerkers van Kantoor De Boer");
  await expect(page.getByText(/Laatste controle: .* door Karin de Boer\./)).toBeVisible();
  await visitor.follow("Logboek");
  await expect(page.getByText(/Karin de Boer heeft de lijst van medewerkers nagekeken en vastgelegd\. Op de lijst: 4\./)).toBeVisible();
});

test("whoever is unticked loses access after it was said, and can be restored", async ({ visitor, another, page, mailbox }) => {
  const owner = await another();
  await owner.logIn(mo);
  await visitor.logIn(fatima);
  await visitor.open("/beheer/controle");
  await page.getByRole("checkbox", { name: mo.name }).uncheck();
  await page.getByRole("checkbox", { name: zoe.name }).uncheck();
  await visitor.press("Ja, deze lijst klopt");
  await visitor.at("De toegang van deze 2 mensen stopt vandaag");
  await visitor.follow("Terug naar de lijst");
  await expect(page.getByRole("checkbox", { name: mo.name })).not.toBeChecked();
  await expect(page.getByRole("checkbox", { name: "Henk Öztürk" })).toBeChecked();
  await page.getByRole("checkbox", { name: zoe.name }).check();
  await visitor.press("Ja, deze lijst klopt");
  await visitor.at("De toegang van deze medewerker stopt vandaag");
  await visitor.press("Toegang stoppen en lijst vastleggen");
  await visitor.at("Medewerkers");
  await visitor.told("De toegang van 1 medewerker is gestopt.");
  await mailbox.mail(mo.email, /toegang/i);
  await owner.open("/start");
  await owner.at("Inloggen");
});

test("a list of two hundred is checked in pieces, and goes on where it was left", async ({ visitor, page }) => {
  test.slow(); // axe looks at every box
  await visitor.logIn(lisa);
  await visitor.open("/beheer/controle");
  await visitor.at("Controle van uw medewerkers");
  await visitor.press("Dit klopt. Verder");
  await visitor.told("De vorige medewerkers zijn vastgelegd.");
  await visitor.open("/start");
  await visitor.open("/beheer/controle");
  await expect(page.getByText(/U hebt er al 50 van de 199 nagekeken/)).toBeVisible(); // of Ruben the end has passed
});

test("somebody new who does what everybody does costs two presses and four fields", async ({ visitor, page, mailbox }) => {
  const fields = {
    "Voornaam": "Jan-Willem",
    "Achternaam": "Kramer",
    "E-mailadres van het werk": "jw@garage-jansen.example",
    "Mobiel nummer": "0612340097",
  };
  await visitor.logIn(fatima);
  await visitor.open("/beheer/medewerkers");
  await visitor.follow("Medewerker toevoegen");
  for (const [label, text] of Object.entries(fields)) await visitor.type(label, text);
  await expect(page.getByRole("checkbox", { checked: true })).toHaveCount(1);
  await visitor.press("Uitnodiging versturen");
  await visitor.told("De uitnodiging voor Jan-Willem Kramer is verstuurd.");
  visitor.hand.spent({ presses: 2, typed: Object.values(fields).join("").length });
  await mailbox.mail("jw@garage-jansen.example", /geeft u toegang tot/);
});

test.describe("with scripts", () => {
  test.skip(({ javaScriptEnabled }) => javaScriptEnabled === false, "scripts only improve");

  test("a long list grows shorter while a name is typed", async ({ visitor, page }) => {
    await visitor.logIn(lisa);
    await visitor.open("/beheer/medewerkers");
    await expect(page.locator("html[data-live]")).toBeAttached();
    const everybody = page.getByRole("region", { name: "Alle medewerkers" });
    await page.getByRole("searchbox").fill("bos");
    await expect(everybody.getByRole("listitem")).toHaveCount(1);
    await expect(page.getByText("1 medewerker op deze pagina. Druk op Zoeken om ook op andere pagina’s te kijken.")).toBeVisible();
    await page.getByRole("searchbox").fill("");
    await expect(everybody.getByRole("listitem")).toHaveCount(50);
  });

  test("initials follow the first name until somebody writes their own", async ({ visitor, page }) => {
    await visitor.logIn(karin);
    await visitor.open("/beheer/medewerkers/nieuw");
    await expect(page.locator("html[data-live]")).toBeAttached();
    const initials = page.getByLabel(/^Voorletters/);
    await visitor.field("Voornaam").pressSequentially("IJsbrand");
    await expect(initials).toHaveValue("IJ.");
    await initials.fill("IJ.B.");
    await visitor.field("Voornaam").fill("Christiaan");
    await expect(initials).toHaveValue("IJ.B.");
  });

  test("a code that was sent a moment ago is asked for again when it helps", async ({ visitor, page, program, mailbox }) => {
    await page.clock.install();
    await visitor.open("/inloggen");
    await visitor.giveNameAndPassword(mo.email);
    await mailbox.code(mo.mobile);
    await page.getByText("Geen sms gekregen?").click();
    const again = page.getByRole("button", { name: /^Stuur de sms opnieuw/ });
    await expect(again).toHaveText(/\(over \d+ sec\.\)/);
    await expect(again).toBeDisabled();
    await page.clock.runFor(31_000);
    await expect(again).toHaveText("Stuur de sms opnieuw");
    await expect(again).toBeEnabled();
    await program.later(1);
    await again.click();
    await visitor.told("Wij hebben een nieuwe sms gestuurd.");
    await visitor.giveCode(mo.mobile);
    await visitor.at(`Welkom, ${mo.name}`);
  });

  test("whoever does nothing is asked in time, and stays in by one press", async ({ visitor, page }) => {
    await page.clock.install();
    await visitor.logIn(karin);
    const question = page.getByText("Bent u er nog?");
    await expect(question).toBeHidden();
    await page.clock.runFor(26 * MINUTE);
    await expect(question).toBeVisible();
    await visitor.press("Ik ben er nog");
    await expect(question).toBeHidden();
    await page.clock.runFor(31 * MINUTE);
    await expect(page.getByText("U bent uitgelogd omdat u een tijd niets deed.")).toBeVisible();
  });
});
