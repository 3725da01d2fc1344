// The day of an admin: who needs help, a number, rights, somebody new, somebody who left, a replacement, the log.
// The shortest paths of the design are counted here.

import { readFile } from "node:fs/promises";
import { expect, test, type Visitor } from "../support/journey.ts";
import type { Person } from "../support/people.ts";
import { fatima, jan, karin, lisa, mo, noor, piet, sofie, wim } from "../support/people.ts";

const LIST = "/beheer/medewerkers";

async function toTheList(visitor: Visitor, admin: Person): Promise<void> {
  await visitor.logIn(admin);
  await visitor.open(LIST);
  await visitor.at("Medewerkers");
  visitor.hand.fresh();
}

/** A button or link on the row of somebody, by what it does. */
function onRow(visitor: Visitor, role: "button" | "link", what: string, person: Person) {
  return visitor.page.getByRole(role, { name: `${what} ${person.name}`, exact: true }).first();
}

test("somebody is unblocked from the list with two presses: what will happen is said first", async ({ visitor, page, mailbox }) => {
  await toTheList(visitor, karin);
  const need = page.getByRole("region", { name: "Hulp nodig" });
  await expect(need.getByRole("listitem").filter({ hasText: piet.name })).toContainText("te vaak een verkeerde sms-code");
  await visitor.hand.press(onRow(visitor, "link", "Deblokkeren", piet));
  await visitor.at("Piet Bakker deblokkeren?");
  await expect(page.getByRole("main")).toContainText("U kunt dit niet terugdraaien.");
  await visitor.press("Deblokkeren");
  await visitor.at("Medewerkers");
  await visitor.told("Piet Bakker kan weer inloggen.");
  visitor.hand.spent({ presses: 2, typed: 0 });
  await mailbox.mail(piet.email, "U kunt weer inloggen");
  await expect(onRow(visitor, "link", "Deblokkeren", piet)).toHaveCount(0);
});

test("after an unblock a link for a new password is one press away", async ({ visitor, page, mailbox }) => {
  await toTheList(visitor, lisa);
  await visitor.hand.press(onRow(visitor, "link", "Deblokkeren", sofie));
  await visitor.press("Deblokkeren");
  await visitor.told("Sofie de Jong kan weer inloggen.");
  await visitor.hand.press(page.locator(".notice").getByRole("button"));
  await visitor.told("Sofie de Jong krijgt een mail met een link voor een nieuw wachtwoord.");
  visitor.hand.spent({ presses: 3, typed: 0 });
  await mailbox.mail(sofie.email, "Nieuw wachtwoord instellen");
});

test("a mobile number is corrected with three presses and ten digits, and shown in full before", async ({ visitor, another, mailbox }) => {
  const owner = await another();
  await owner.logIn(mo);
  await toTheList(visitor, fatima);
  await visitor.hand.press(onRow(visitor, "link", "Mobiel wijzigen", mo));
  await visitor.at(`Mobiel nummer van ${mo.name} wijzigen`);
  await visitor.type("Nieuw mobiel nummer", "0687654321");
  await visitor.press("Opslaan");
  await visitor.at(`Klopt het nieuwe nummer van ${mo.name}?`);
  await expect(visitor.page.getByRole("main")).toContainText("06 87654321");
  await visitor.press("Ja, wijzig het nummer");
  await visitor.told(`Het mobiele nummer van ${mo.name} is gewijzigd.`);
  visitor.hand.spent({ presses: 3, typed: 10 });

  // The owner hears it in both places, and is out where he was in.
  await mailbox.mail(mo.email, "Uw mobiele nummer is gewijzigd");
  await mailbox.sms(mo.mobile, /nummer/);
  await owner.open("/start");
  await owner.at("Inloggen");
  await owner.giveNameAndPassword(mo.email);
  await owner.giveCode("+31687654321");
  await owner.at(`Welkom, ${mo.name}`);
});

test("a number that cannot get a code is refused, with what was typed still there", async ({ visitor }) => {
  await toTheList(visitor, fatima);
  await visitor.hand.press(onRow(visitor, "link", "Mobiel wijzigen", mo));
  for (const [number, why] of [
    ["055 1234567", /vast nummer/],
    ["06 1234567", /10 cijfers/],
    ["06 12345612", /huidige nummer/],
  ] as const) {
    await visitor.type("Nieuw mobiel nummer", number);
    await visitor.press("Opslaan");
    await visitor.at(`Mobiel nummer van ${mo.name} wijzigen`, 422);
    await expect(visitor.field("Nieuw mobiel nummer")).toHaveValue(number);
    await expect(visitor.field("Nieuw mobiel nummer")).toHaveAccessibleDescription(why);
  }
});

test("a right is given with three presses", async ({ visitor, page, mailbox }) => {
  await toTheList(visitor, fatima);
  await visitor.hand.press(onRow(visitor, "link", "Autorisaties", mo));
  await visitor.at(`Autorisaties van ${mo.name}`);
  const unticked = page.getByRole("checkbox", { checked: false }).first();
  await visitor.hand.press(unticked);
  await visitor.press("Opslaan");
  await visitor.told("mag nu ook:");
  visitor.hand.spent({ presses: 3, typed: 0 });
  await mailbox.mail(mo.email, /./);

  // A slip of a tick is taken back: in the notice, and for half an hour on the page.
  await visitor.open("/beheer/medewerkers");
  await visitor.hand.press(onRow(visitor, "link", "Meer", mo));
  await visitor.press(/^Laatste wijziging ongedaan maken/);
  await visitor.told("Uw laatste wijziging is ongedaan gemaakt.");
  await expect(visitor.button(/^Laatste wijziging ongedaan maken/)).toHaveCount(0);
});

test("somebody new is invited on one page: three presses, four fields, and what they may do", async ({ visitor, page, mailbox }) => {
  const fields = {
    "Voornaam": "Ilse",
    "Achternaam": "Kramer",
    "E-mailadres van het werk": "ilse@garage-jansen.example",
    "Mobiel nummer": "0612340099",
  };
  await toTheList(visitor, fatima);
  await visitor.follow("Medewerker toevoegen");
  await visitor.at("Medewerker toevoegen");
  for (const [label, text] of Object.entries(fields)) {
    await visitor.type(label, text);
  }
  // What every colleague may do is ticked, to be seen and unticked; a colleague who does the same work sets the ticks.
  await expect(page.getByRole("checkbox", { name: "Schade melden", checked: true })).toBeVisible();
  await visitor.field("Hetzelfde als …").selectOption({ label: mo.name });
  await visitor.press("Overnemen");
  await visitor.told(`De vinkjes zijn nu die van ${mo.name}.`);
  await expect(visitor.field("Voornaam")).toHaveValue("Ilse");
  await visitor.press("Uitnodiging versturen");
  await visitor.at("Medewerkers");
  await visitor.told("De uitnodiging voor Ilse Kramer is verstuurd.");
  visitor.hand.spent({ presses: 3, typed: Object.values(fields).join("").length });
  await mailbox.mail("ilse@garage-jansen.example", /geeft u toegang tot/);

  // A slip: the notice takes it back.
  await visitor.hand.press(page.locator(".notice").getByRole("button", { name: /Intrekken/ }));
  await visitor.told("De uitnodiging voor Ilse Kramer is ingetrokken.");
  await expect(page.getByRole("listitem").filter({ hasText: "Ilse Kramer" })).toHaveCount(0);
});

test("an invitation with mistakes comes back whole, with every mistake named", async ({ visitor, page }) => {
  await toTheList(visitor, karin);
  await visitor.follow("Medewerker toevoegen");
  await visitor.type("Voornaam", "IJsbrand");
  await visitor.type("E-mailadres van het werk", "ijsbrand@");
  await visitor.type("Mobiel nummer", "0551234567");
  const ticked = page.getByRole("checkbox", { checked: true });
  while (await ticked.count() > 0) await ticked.first().uncheck();
  await visitor.press("Uitnodiging versturen");
  await visitor.at("Medewerker toevoegen", 422);
  await expect(visitor.field("Voornaam")).toHaveValue("IJsbrand");
  for (const label of ["Achternaam", "E-mailadres van het werk", "Mobiel nummer"]) {
    await expect(visitor.field(label)).toHaveAttribute("aria-invalid", "true");
  }
  const summary = page.getByRole("alert");
  await expect(summary.getByRole("link")).toHaveCount(4);
  await expect(summary.getByRole("link", { name: "Kies wat deze medewerker mag." })).toBeVisible();
});

test("an address that is in the list already leads to its owner", async ({ visitor }) => {
  await toTheList(visitor, karin);
  await visitor.follow("Medewerker toevoegen");
  await visitor.type("Voornaam", "Jan");
  await visitor.type("Achternaam", "Jansen");
  await visitor.type("E-mailadres van het werk", jan.email);
  await visitor.type("Mobiel nummer", "0612340098");
  await visitor.page.getByRole("checkbox").first().check();
  await visitor.press("Uitnodiging versturen");
  await visitor.at("Medewerker toevoegen", 422);
  await visitor.follow(`Naar ${jan.name}`);
  await visitor.at(jan.name);
});

test("whoever left is stopped with three presses, and restored with one", async ({ visitor, another, page, mailbox }) => {
  const owner = await another();
  await owner.logIn(mo);
  await toTheList(visitor, fatima);
  await visitor.hand.press(onRow(visitor, "link", "Meer", mo));
  await visitor.at(mo.name);
  await visitor.hand.press(onRow(visitor, "link", "Uit dienst", mo));
  await visitor.at(`De toegang van ${mo.name} stoppen`);
  await visitor.press("Toegang stoppen");
  await visitor.at(mo.name);
  await visitor.told(`De toegang van ${mo.name} is gestopt.`);
  visitor.hand.spent({ presses: 3, typed: 0 });
  await mailbox.mail(mo.email, /./);
  await owner.open("/start");
  await owner.at("Inloggen");

  await visitor.hand.press(page.locator(".notice").getByRole("button", { name: "Ongedaan maken" }));
  await visitor.told(`${mo.name} heeft weer toegang.`);
  await owner.giveNameAndPassword(mo.email);
  await owner.giveCode(mo.mobile);
  await owner.at(`Welkom, ${mo.name}`);
});

test("access that was stopped earlier is found and restored", async ({ visitor }) => {
  await toTheList(visitor, karin);
  await visitor.follow("Toon van wie de toegang is gestopt");
  await visitor.at("Toegang gestopt");
  await visitor.hand.press(visitor.link(wim.name).first());
  await visitor.at(wim.name);
  await visitor.press(/^Toegang herstellen/);
  await visitor.told("Wim Smit heeft weer toegang.");
});

test("a last working day in the past is refused; one to come is planned", async ({ visitor }) => {
  await toTheList(visitor, fatima);
  await visitor.hand.press(onRow(visitor, "link", "Meer", mo));
  await visitor.hand.press(onRow(visitor, "link", "Uit dienst", mo));
  await visitor.field(/^Na de laatste werkdag/).check();
  await visitor.type(/^Laatste werkdag/, "2020-01-31");
  await visitor.press("Toegang stoppen");
  await visitor.at(`De toegang van ${mo.name} stoppen`, 422);
  await visitor.type(/^Laatste werkdag/, "2099-01-31");
  await visitor.press("Toegang stoppen");
  await visitor.told("stopt na 31 januari 2099");
});

test("a last working day that is filled in is no stop at once", async ({ visitor, javaScriptEnabled }) => {
  await toTheList(visitor, fatima);
  await visitor.hand.press(onRow(visitor, "link", "Meer", mo));
  await visitor.hand.press(onRow(visitor, "link", "Uit dienst", mo));
  await visitor.type(/^Laatste werkdag/, "2099-01-31");
  if (javaScriptEnabled) {
    await expect(visitor.field(/^Na de laatste werkdag/), "the day says which").toBeChecked();
    await visitor.field(/^Nu meteen/).check();
  }
  await visitor.press("Toegang stoppen");
  await visitor.at(`De toegang van ${mo.name} stoppen`, 422);
  await expect(visitor.field(/^Laatste werkdag/)).toHaveAccessibleDescription(/Kies “Na de laatste werkdag”, of maak de datum leeg/);
  await visitor.field(/^Na de laatste werkdag/).check();
  await visitor.press("Toegang stoppen");
  await visitor.told("stopt na 31 januari 2099");
});

test("an invitation is sent once more, or withdrawn", async ({ visitor, mailbox }) => {
  await toTheList(visitor, karin);
  await visitor.hand.press(onRow(visitor, "link", "Meer", noor));
  await visitor.at(noor.name);
  await visitor.press(/^Uitnodiging opnieuw sturen/);
  await visitor.told(`${noor.name} krijgt de uitnodiging nog een keer.`);
  await mailbox.mail(noor.email, /geeft u toegang tot/);
  await visitor.press(/^Uitnodiging intrekken/);
  await visitor.told(`De uitnodiging voor ${noor.name} is ingetrokken.`);
});

test("an address that was typed wrong is put right in three presses", async ({ visitor, page, mailbox }) => {
  await toTheList(visitor, karin);
  await visitor.hand.press(onRow(visitor, "link", "Meer", noor));
  await visitor.at(noor.name);
  await expect(page.getByRole("main")).toContainText("Klopt het adres niet? Trek de uitnodiging in.");
  visitor.hand.fresh();
  await visitor.press(/^Uitnodiging intrekken/);
  await visitor.follow("Noor opnieuw uitnodigen");
  await visitor.at("Medewerker toevoegen");
  await expect(visitor.field("Achternaam")).toHaveValue("Berg");
  await visitor.type("E-mailadres van het werk", "noor.vandenberg@kantoor-deboer.example");
  await visitor.type("Mobiel nummer", noor.mobile);
  await visitor.press("Uitnodiging versturen");
  await visitor.told(`De uitnodiging voor ${noor.name} is verstuurd.`);
  expect(visitor.hand.presses).toBe(3);
  await mailbox.mail("noor.vandenberg@kantoor-deboer.example", /geeft u toegang tot/);
  await visitor.open("/beheer/medewerkers/nieuw");
  await visitor.at("Medewerker toevoegen");
  await expect(visitor.field("Achternaam")).toHaveValue("");
});

test("the only admin is warned, and appoints a second one", async ({ visitor, page, mailbox }) => {
  await toTheList(visitor, karin);
  await visitor.follow("Beheerders");
  await visitor.at("Gebruikersbeheerders");
  await visitor.told("U bent de enige beheerder.");
  await visitor.press("Beheerder aanwijzen");
  await visitor.at("Gebruikersbeheerders", 422);
  await visitor.field("Welke collega wordt beheerder?").selectOption({ label: jan.name });
  await visitor.press("Beheerder aanwijzen");
  await visitor.at(`${jan.name} beheerder maken?`);
  await visitor.press("Beheerder maken");
  await visitor.at("Gebruikersbeheerders");
  await visitor.told(`${jan.name} is nu ook gebruikersbeheerder.`);
  await expect(page.getByText("U bent de enige beheerder.")).toHaveCount(0);
  await mailbox.mail(jan.email, /beheerder/);

  await visitor.follow(/^Ik wil geen beheerder meer zijn/);
  await visitor.at("Wilt u geen beheerder meer zijn?");
  await expect(page.getByRole("main")).toContainText(`Alleen een andere beheerder kan u opnieuw beheerder maken: ${jan.name}.`);
  await visitor.follow("Annuleren");
  await visitor.hand.press(onRow(visitor, "link", "Beheerrol intrekken", jan));
  await visitor.at(`Beheerrol van ${jan.name} intrekken?`);
  await visitor.press("Beheerrol intrekken");
  await visitor.told(`${jan.name} is geen gebruikersbeheerder meer.`);
});

test("of two hundred people one is found by typing a name", async ({ visitor, page }) => {
  test.slow(); // axe looks at every row of the long list
  await toTheList(visitor, lisa);
  await visitor.hand.type(page.getByRole("searchbox"), "Visser");
  await visitor.hand.enter(page.getByRole("searchbox"));
  await expect(page.getByRole("heading", { name: "Resultaten voor “Visser”" })).toBeVisible();
  await visitor.at("Medewerkers");
  await expect(page.getByRole("listitem").filter({ hasText: "Tom Visser" })).toBeVisible();
  await visitor.follow("Toon alle medewerkers");
  await visitor.follow("Volgende medewerkers");
  await expect(page).toHaveURL(/\?na=/);
  await visitor.follow("Vorige medewerkers");
  await expect(page).toHaveURL(/\?voor=/);
});

test("the log tells who did what, and goes along as a file for a spreadsheet", async ({ visitor, page }) => {
  await toTheList(visitor, karin);
  await visitor.hand.press(onRow(visitor, "link", "Deblokkeren", piet));
  await visitor.press("Deblokkeren");
  await visitor.told("kan weer inloggen");
  await visitor.follow("Logboek");
  await visitor.at("Logboek");
  await expect(page.getByText("Karin de Boer heeft Piet Bakker gedeblokkeerd.")).toBeVisible();
  await visitor.field("Wie").selectOption({ label: piet.name });
  await visitor.press("Tonen");
  await visitor.at("Logboek");
  await expect(page.getByText("Karin de Boer heeft Piet Bakker gedeblokkeerd.")).toBeVisible();

  const [download] = await Promise.all([
    page.waitForEvent("download"),
    visitor.follow("Downloaden (CSV)"),
  ]);
  expect(download.suggestedFilename()).toMatch(/^logboek-.+\.csv$/);
  const text = await readFile(await download.path(), "utf8");
  expect(text.startsWith("\u{FEFF}"), "Excel reads the letters well").toBe(true);
  expect(text.split("\r\n")[0]).toContain(";");
  expect(text).toContain("Karin de Boer heeft Piet Bakker gedeblokkeerd.");
});

test("an employee gets no page of the admin, and is told why", async ({ visitor }) => {
  await visitor.logIn(mo);
  await visitor.open(LIST);
  await visitor.at("Deze pagina is niet voor u", 403);
  await visitor.follow("Naar de startpagina");
  await visitor.at(`Welkom, ${mo.name}`);
});
