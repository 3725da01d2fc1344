// Logging in and out, and every way in which logging in goes differently.

import { expect, test } from "../support/journey.ts";
import { jan, janAtTheGarage, karin, mo, tom, wim } from "../support/people.ts";

test("somebody logs in with a code, and out again", async ({ visitor, page, mailbox }) => {
  await visitor.open("/");
  await visitor.at("Inloggen");
  await visitor.giveNameAndPassword(mo.email);
  await visitor.at("Vul de sms-code in");
  await expect(page.getByText("•••• ••12")).toBeVisible();
  await visitor.giveCode(mo.mobile);
  await visitor.at("Welkom, Mo Yıldız");
  visitor.hand.spent({ presses: 2, typed: mo.email.length + "zonnige fietstocht 2026".length + 6 });

  // The help line names the admin on every page.
  await expect(page.getByRole("contentinfo")).toContainText("Fatima el Amrani");
  await visitor.press("Uitloggen");
  await visitor.at("U bent uitgelogd");
  await visitor.follow("Opnieuw inloggen");
  await visitor.at("Inloggen");
  await visitor.open("/start");
  await visitor.at("Inloggen");
  expect((await mailbox.all()).filter((letter) => letter.channel === "sms")).toHaveLength(1);
});

test("a page that was asked for is where the login ends", async ({ visitor, page }) => {
  await visitor.open("/start?van=bladwijzer");
  await visitor.at("Inloggen");
  await visitor.giveNameAndPassword(mo.email);
  await visitor.giveCode(mo.mobile);
  await visitor.at("Welkom, Mo Yıldız");
  expect(new URL(page.url()).pathname).toBe("/start");
});

test("an empty form says what is missing, at the field and in one list above", async ({ visitor, page }) => {
  await visitor.open("/inloggen");
  await visitor.press("Inloggen");
  await visitor.at("Inloggen", 422);
  await expect(page.getByRole("link", { name: /Vul een e-mailadres in/ })).toBeVisible();
  await expect(visitor.field("E-mailadres")).toHaveAttribute("aria-invalid", "true");
  await expect(visitor.field("Wachtwoord")).toHaveAttribute("aria-invalid", "true");
});

test("a wrong password gets one answer, known address or not, and a new password is offered", async ({ visitor, another, page, program }) => {
  await program.whileOpen();
  const answers: string[] = [];
  for (const [email, someone] of [["niemand@nergens.example", await another()], [mo.email, visitor]] as const) {
    await someone.open("/inloggen");
    await someone.giveNameAndPassword(email, "niet het wachtwoord");
    await someone.at("Inloggen", 422);
    await expect(someone.field("E-mailadres")).toHaveValue(email);
    await expect(someone.field("Wachtwoord")).toHaveValue("");
    answers.push(await someone.page.getByRole("main").innerText());
  }
  expect(answers[0]).toBe(answers[1]);
  // Then there is a code for whoever calls, and the third time the new password comes first.
  for (const wrong of ["weer een ander", "en nog een"]) {
    await visitor.giveNameAndPassword(mo.email, wrong);
    await visitor.at("Inloggen", 422);
    await expect(page.locator(".notice")).toContainText("Uw belcode");
  }
  await expect(page.locator(".notice").getByRole("link", { name: "Nieuw wachtwoord instellen" })).toBeVisible();
});

test("a wrong code can be tried again, and a new code can be asked for in a minute", async ({ visitor, mailbox, javaScriptEnabled }) => {
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(mo.email);
  const code = await mailbox.code(mo.mobile);
  await visitor.type("Code uit de sms", "12345");
  await visitor.press("Verder");
  await visitor.at("Vul de sms-code in", 422);
  await visitor.type("Code uit de sms", code === "000000" ? "000001" : "000000");
  await visitor.press("Verder");
  await visitor.at("Vul de sms-code in", 422);

  await visitor.page.getByText("Geen sms gekregen?").click();
  if (javaScriptEnabled ?? true) {
    // The button says how long it has to wait; without scripts the answer does.
    await expect(visitor.button(/^Stuur de sms opnieuw \(over \d+ sec\.\)/)).toBeDisabled();
  } else {
    await visitor.press("Stuur de sms opnieuw");
    await visitor.at("Vul de sms-code in");
    await visitor.told("U hebt net al een sms gevraagd");
  }
  // Spaces do no harm, and the code that was sent still works.
  await visitor.type("Code uit de sms", `${code.slice(0, 3)} ${code.slice(3)}`);
  await visitor.press("Verder");
  await visitor.at("Welkom, Mo Yıldız");
});

test("too many wrong passwords mean a wait, the same for an address that nobody has", async ({ visitor, page }) => {
  for (const email of [mo.email, "niemand@nergens.example"]) {
    await visitor.open("/inloggen");
    for (let tries = 0; tries < 15 && page.url().endsWith("/inloggen"); tries += 1) {
      await visitor.giveNameAndPassword(email, `geraden wachtwoord ${tries}`);
    }
    await visitor.at("Even wachten");
    await expect(visitor.link("Vraag mijn beheerder om hulp")).toBeVisible();
  }
  await visitor.follow("Terug naar inloggen");
  await visitor.at("Inloggen");
});

test("who has access at two companies chooses one, and the code goes to the number known there", async ({ visitor, page, mailbox }) => {
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(jan.email);
  await visitor.at("Waar wilt u naartoe?");
  await visitor.press("Verder");
  await visitor.at("Waar wilt u naartoe?", 422);
  await visitor.field(/^Garage Jansen/).check();
  await visitor.press("Verder");
  await visitor.at("Vul de sms-code in");
  await visitor.giveCode(janAtTheGarage.mobile);
  await visitor.at("Welkom, Jan Jansen");
  await expect(page.getByRole("main")).toContainText("Garage Jansen");
  expect((await mailbox.all()).filter((letter) => letter.to === jan.mobile)).toEqual([]);

  // To the other one: no password again, but the code of there.
  await visitor.follow("Ander bedrijf");
  await visitor.at("Waar wilt u naartoe?");
  await visitor.field(/^Kantoor De Boer/).check();
  await visitor.press("Verder");
  await visitor.at("Vul de sms-code in");
  await visitor.giveCode(jan.mobile);
  await visitor.at("Welkom, Jan Jansen");
  await expect(page.getByRole("main")).toContainText("Kantoor De Boer");
});

test("who has to choose a new password once does that, and is then where they wanted to be", async ({ visitor }) => {
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(tom.email);
  await visitor.giveCode(tom.mobile);
  await visitor.at("Kies één keer een nieuw wachtwoord");
  await visitor.open("/start");
  await visitor.at("Kies één keer een nieuw wachtwoord");
  await visitor.type("Nieuw wachtwoord", "kort");
  await visitor.press("Opslaan en verder");
  await visitor.at("Kies één keer een nieuw wachtwoord", 422);
  await visitor.type("Nieuw wachtwoord", "regen op het zolderraam");
  await visitor.press("Opslaan en verder");
  await visitor.at("Welkom, Tom Visser");
});

test("an address that was typed and not sent goes along to the page that asks for it next", async ({ visitor, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "without scripts an address goes along once it is sent");
  await visitor.open("/inloggen");
  await visitor.field("E-mailadres").fill(karin.email);
  await visitor.follow("Hulp bij inloggen");
  await visitor.open("/wachtwoord-vergeten");
  await expect(visitor.field("E-mailadres")).toHaveValue(karin.email);
  await visitor.field("E-mailadres").fill("anders@kantoor-deboer.example");
  await visitor.open("/hulp-vragen");
  await expect(visitor.field("E-mailadres")).toHaveValue("anders@kantoor-deboer.example");
});

test("whose access was stopped hears it after the code, from whom and whom to ask", async ({ visitor, page }) => {
  await visitor.open("/inloggen");
  await visitor.giveNameAndPassword(wim.email);
  await visitor.giveCode(wim.mobile);
  await visitor.at("Uw toegang is gestopt");
  await expect(page.getByRole("main")).toContainText("Kantoor De Boer");
  await visitor.open("/start");
  await visitor.at("Inloggen");
});

test("a known device is told by a cookie that only this host can set", async ({ visitor, page }) => {
  await visitor.logIn(karin);
  const cookies = await page.context().cookies();
  const names = cookies.map((cookie) => cookie.name).sort();
  expect(names.every((name) => name.startsWith("__Host-")), names.join()).toBe(true);
  expect(names.length).toBeGreaterThanOrEqual(2);
  for (const cookie of cookies) {
    expect(cookie).toMatchObject({ httpOnly: true, secure: true, path: "/", sameSite: "Lax" });
  }
});
