// The service desk: whoever calls is found, checked and helped, with the keyboard alone or with buttons alone.

import type { Page } from "@playwright/test";
import { expect, test, type Visitor } from "../support/journey.ts";
import { linkIn, type Mailbox } from "../support/letters.ts";
import { daan, fatima, jan, janAtTheGarage, karin, lisa, piet, sanne } from "../support/people.ts";

/** Karin gives her password and five wrong codes, and looks up how to call. Gives back the belcode on her screen. */
async function locksHerselfOut(caller: Visitor): Promise<string> {
  await caller.open("/inloggen");
  await caller.giveNameAndPassword(karin.email);
  for (let time = 0; time < 5; time += 1) {
    await caller.type("Code uit de sms", "000000");
    await caller.press("Verder");
  }
  await caller.open("/contact");
  await caller.at("Contact");
  return belcodeOf(caller);
}

async function belcodeOf(caller: Visitor): Promise<string> {
  const shown = await caller.page.locator(".belcode strong").innerText();
  return shown.replace(/\s/g, "");
}

/** The module of the islands is there: keys work, and a page that is left does not break off its way here. */
async function settled(page: Page, scripts: boolean | undefined): Promise<void> {
  await expect(page.locator("html[data-live]")).toHaveCount(scripts ? 1 : 0);
}

/** An agent makes sure, with buttons, that this is who is on the telephone. */
async function checks(agent: Visitor, mailbox: Mailbox, mobile: string): Promise<void> {
  await agent.press("Beller controleren");
  await agent.type("Code die de beller noemt", await mailbox.callerCode(mobile));
  await agent.press("Controleren");
}

test("an admin who is locked out is helped with seventeen keys and no click, or with four buttons", async ({ visitor, another, page, mailbox, program, javaScriptEnabled }) => {
  await program.whileOpen();
  const belcode = await locksHerselfOut(await another());
  expect(belcode).toMatch(/^0\d{5}$/);
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk");
  await visitor.at("Wie belt er?");
  await settled(page, javaScriptEnabled);
  visitor.hand.fresh();

  const blocked = /^Karin kan niet inloggen: te vaak een verkeerde sms-code/;
  if (javaScriptEnabled) {
    const { hand } = visitor;
    await hand.keys(page, belcode);
    await hand.enterHere(page);
    await visitor.at(blocked);
    await settled(page, true);
    // The belcode says who is on the telephone: the focus is on the check.
    await expect(visitor.button(/^Beller controleren/)).toBeFocused();
    await hand.enterHere(page);
    await visitor.at("Is dit Karin de Boer?");
    await hand.keys(page, await mailbox.callerCode(karin.mobile));
    await hand.enterHere(page);
    await visitor.at(blocked);
    await settled(page, true);
    await hand.keys(page, "d");
    await expect(visitor.button(/^Deblokkeren/)).toBeFocused();
    await visitor.at(blocked);
    await hand.enterHere(page);
    await visitor.told("Karin de Boer kan weer inloggen.");
    hand.spent({ presses: 4, typed: 13 });
  } else {
    await visitor.type("Zoek een beller", belcode);
    await visitor.press("Zoeken");
    await visitor.at(blocked);
    await checks(visitor, mailbox, karin.mobile);
    await visitor.at(blocked);
    await visitor.press("Deblokkeren");
    await visitor.told("Karin de Boer kan weer inloggen.");
    visitor.hand.spent({ presses: 4, typed: 12 });
  }
  await expect(page.locator(".told"), "what was done is in sight, and heard").toBeFocused();
  if (javaScriptEnabled) {
    await settled(page, true);
    await page.keyboard.type("bakker");
    await expect(visitor.field("Zoek een beller"), "the next caller can be typed at once").toHaveValue("bakker");
  }

  const letter = await mailbox.mail(karin.email, "U kunt weer inloggen");
  expect(letter.text).toContain("Voorbeeld Verzekeringen heeft u gedeblokkeerd");
  expect(letter.text).not.toContain("Sanne");
});

test("on a page of the desk that asks something the cursor stands there, also when it comes back", async ({ visitor, page, mailbox, javaScriptEnabled }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk");
  await visitor.type("Zoek een beller", "karin boer");
  await visitor.press("Zoeken");
  await visitor.at(/^Karin /);
  const caller = page.url();
  await visitor.press("Beller controleren");
  await visitor.at("Is dit Karin de Boer?");
  const code = visitor.field("Code die de beller noemt");
  const right = await mailbox.callerCode(karin.mobile);
  await expect(code).toBeFocused();
  await page.keyboard.type(right === "000000" ? "111111" : "000000");
  await page.keyboard.press("Enter");
  await visitor.at("Is dit Karin de Boer?", 422);
  await settled(page, javaScriptEnabled);
  await expect(code, "and not the summary").toBeFocused();
  await page.keyboard.type(right);
  await page.keyboard.press("Enter");
  await visitor.told("Het is Karin.");
  for (const [place, field] of [["notitie", "#tekst"], ["terugbellen", "#gebeld"]] as const) {
    await visitor.open(`${caller}/${place}`);
    await settled(page, javaScriptEnabled);
    await expect(page.locator(field)).toBeFocused();
    await page.keyboard.type("Belt morgen terug");
    await expect(page.locator(field)).toHaveValue("Belt morgen terug");
  }
});

test("one's own admins read in their log what the desk did, and not which agent", async ({ visitor, another, page, mailbox }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk");
  await visitor.type("Zoek een beller", "lisa@autohuis-vandam.example");
  await visitor.press("Zoeken");
  await visitor.at("Lisa kan inloggen.");
  await expect(page.getByRole("main")).not.toContainText(lisa.email);
  await expect(visitor.button("Overal uitloggen")).toHaveCount(0);
  await checks(visitor, mailbox, lisa.mobile);
  await visitor.told("Het is Lisa.");
  await expect(page.getByRole("main")).toContainText(lisa.email);
  await page.getByLabel("Reden").selectOption("Wachtwoord vergeten");
  await visitor.press("Wachtwoordlink sturen");
  await visitor.told("Lisa van Dam krijgt een mail met een link");
  await mailbox.mail(lisa.email, "Nieuw wachtwoord instellen");

  const own = await another();
  await own.logIn(lisa);
  await own.open("/beheer/logboek");
  const log = own.page.getByRole("main");
  await expect(log).toContainText("De servicedesk heeft Lisa van Dam een link voor een nieuw wachtwoord laten sturen.");
  await expect(log).toContainText("De servicedesk heeft de gegevens van Lisa van Dam bekeken.");
  await expect(log).not.toContainText("Sanne");
});

test("staff are referred to their own admin, and the company says who that is", async ({ visitor, page, mailbox }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk");
  await visitor.type("Zoek een beller", "Kantoor de Boer");
  await visitor.press("Zoeken");
  await visitor.at("Zoekresultaten");
  await visitor.follow("Kantoor De Boer");
  await visitor.at("Kantoor De Boer");
  await expect(page.getByRole("main")).toContainText("4 medewerkers, van wie 1 beheerder.");
  await expect(page.getByRole("main")).toContainText("Tussenpersoonnummer 40217");
  await page.getByRole("main").getByRole("link", { name: piet.name }).first().click();
  await visitor.at(/^Piet kan niet inloggen/);
  await visitor.told("Verwijs Piet naar de eigen gebruikersbeheerder: Karin de Boer.");
  await checks(visitor, mailbox, piet.mobile);
  await visitor.told("Verwijs Piet naar de eigen gebruikersbeheerder: Karin de Boer.");
  await expect(visitor.button("Deblokkeren")).toHaveCount(0);
  await visitor.press("Overal uitloggen");
  await visitor.told("Piet Bakker was nergens ingelogd.");
  await visitor.follow("Notitie maken");
  await visitor.at("Notitie bij Piet Bakker");
  await visitor.type("Notitie", "Belt zijn beheerder");
  await visitor.press("Notitie bewaren");
  await expect(page.getByRole("main")).toContainText("Notitie van Sanne Meijer: Belt zijn beheerder");
});

test("another number for an admin takes two agents, and its owner can stop it", async ({ visitor, another, page, mailbox }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk");
  await visitor.type("Zoek een beller", "amrani");
  await visitor.press("Zoeken");
  await visitor.press("Controleren per mail");
  await visitor.at("Is dit Fatima el Amrani?");
  const letter = await mailbox.mail(fatima.email, "Uw code voor onze servicedesk");
  await visitor.type("Code die de beller noemt", letter.text.match(/Noem dan deze code: (\d{6})/)![1]!);
  await visitor.press("Controleren");
  await visitor.follow("Mobiel nummer wijzigen");
  await visitor.at("Mobiel nummer van Fatima el Amrani wijzigen");
  await visitor.type("Nieuw mobiel nummer", "06 87654321");
  await visitor.press("Vraag een collega");
  await visitor.at("Mobiel nummer van Fatima el Amrani wijzigen", 422);
  await expect(visitor.field("Reden")).toHaveAccessibleDescription(/^Kies een reden\./);
  await visitor.field("Reden").selectOption("Andere telefoon of ander nummer");
  await visitor.press("Vraag een collega");
  await visitor.told("Een collega moet dit goedkeuren.");
  await mailbox.sms(fatima.mobile, /vroeg ons uw mobiele nummer bij .* te wijzigen/);
  const warning = await mailbox.mail(fatima.email, "Er is een ander mobiel nummer aangevraagd");
  expect(linkIn(warning, "/blokkeren/")).toBeTruthy();

  await visitor.open("/servicedesk");
  await expect(visitor.button(/^Goedkeuren/)).toHaveCount(0);
  const colleague = await another();
  await colleague.logIn(daan);
  await colleague.open("/servicedesk");
  await colleague.at("Wie belt er?");
  await expect(colleague.page.locator("#vier-ogen")).toContainText("wordt 06 87654321");
  await colleague.press(/^Goedkeuren/);
  await colleague.told("Het mobiele nummer van Fatima el Amrani is gewijzigd.");
  await mailbox.mail(fatima.email, "Uw mobiele nummer is gewijzigd");
  await visitor.open("/servicedesk");
  await expect(page.locator("#vier-ogen")).toHaveCount(0);
});

test("a caller who lost telephone and mailbox is called back, and a colleague vouches", async ({ visitor, another, page }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk");
  await visitor.type("Zoek een beller", "karin boer");
  await visitor.press("Zoeken");
  await visitor.follow("Telefoon en mailbox allebei kwijt? Terugbellen");
  await visitor.at("Karin de Boer terugbellen");
  await visitor.type("Het nummer dat u belde", "bel Karin");
  await visitor.press("Vraag een collega");
  await visitor.at("Karin de Boer terugbellen", 422);
  await expect(visitor.field("Het nummer dat u belde")).toHaveValue("bel Karin");
  await visitor.type("Het nummer dat u belde", "070 123 45 67");
  await visitor.type("Waar vond u dat nummer?", "relatiebestand");
  await visitor.field("Reden").selectOption("Telefoon of computer kwijt");
  await visitor.press("Vraag een collega");
  await visitor.told("Een collega moet dit goedkeuren.");
  const colleague = await another();
  await colleague.logIn(daan);
  await colleague.open("/servicedesk");
  await expect(colleague.page.locator("#vier-ogen")).toContainText("gevonden in: relatiebestand");
  await colleague.press(/^Goedkeuren/);
  await colleague.told("U hebt bevestigd dat de beller Karin de Boer is.");
  await page.reload();
  await visitor.told("Het is Karin.");
});

test("a wrong belcode says so, a wrong code does too, and Back brings the list again", async ({ visitor, page, mailbox }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk");
  await visitor.type("Zoek een beller", "012 345");
  await visitor.press("Zoeken");
  await visitor.at("Zoekresultaten");
  await expect(page.getByRole("main")).toContainText("Geen resultaten voor “012 345”.");
  await visitor.type("Zoek een beller", jan.email);
  await visitor.press("Zoeken");
  await visitor.at("Zoekresultaten");
  await expect(page.getByRole("main").getByRole("link", { name: jan.name })).toHaveCount(2);
  expect(page.url()).not.toContain("jan");
  await page.getByRole("main").getByRole("link", { name: jan.name }).first().click();
  await visitor.press("Beller controleren");
  await visitor.at("Is dit Jan Jansen?");
  // Of his two companies the garage comes first, and it knows him by another number.
  const code = await mailbox.callerCode(janAtTheGarage.mobile);
  await visitor.type("Code die de beller noemt", code === "000000" ? "111111" : "000000");
  await visitor.press("Controleren");
  await visitor.at("Is dit Jan Jansen?", 422);
  await expect(page.getByRole("main")).toContainText("Deze code klopt niet.");
  await visitor.open("/servicedesk/gevonden");
  await visitor.at("Zoekresultaten");
});

test("a message for everybody stands on every page until it is taken down", async ({ visitor, another }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk");
  await visitor.follow("Bericht voor iedereen");
  await visitor.at("Bericht voor iedereen");
  await visitor.follow("Eigen tekst schrijven");
  await visitor.at("Eigen bericht voor iedereen");
  await visitor.type("Bericht in het Nederlands", "Sms-codes komen nu later aan. Wij werken eraan.");
  await visitor.type("Bericht in het Engels", "Codes arrive late at the moment. We are working on it.");
  await visitor.press("Vraag een collega");
  await visitor.told("Een collega moet dit bericht goedkeuren.");
  await visitor.at("Bericht voor iedereen");
  const colleague = await another();
  await colleague.logIn(daan);
  await colleague.open("/servicedesk/bericht");
  await colleague.press("Goedkeuren");
  await colleague.told("Het bericht is goedgekeurd.");
  await visitor.open("/servicedesk/bericht");
  const stranger = await another();
  await stranger.open("/inloggen?taal=en");
  await stranger.at("Log in");
  await expect(stranger.page.locator(".banner")).toHaveText("Codes arrive late at the moment. We are working on it.");
  await visitor.press("Weghalen");
  await visitor.told("Het bericht is weggehaald.");
  await stranger.open("/inloggen");
  await expect(stranger.page.locator(".banner")).toHaveCount(0);
});

test("what people call about is a table of numbers, and the keys can be switched off", async ({ visitor, page, mailbox, javaScriptEnabled }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk");
  await visitor.type("Zoek een beller", "karin boer");
  await visitor.press("Zoeken");
  // What says a key is seen only where keys are listened to.
  await settled(page, javaScriptEnabled);
  await expect(page.locator("kbd")).not.toHaveCount(0);
  await expect(page.locator("kbd").filter({ visible: true })).toHaveCount(javaScriptEnabled ? await page.locator("kbd").count() : 0);
  await expect(page.locator("[aria-keyshortcuts]")).toHaveCount(javaScriptEnabled ? await page.locator("kbd").count() : 0);
  await checks(visitor, mailbox, karin.mobile);
  await page.getByLabel("Reden").selectOption("Telefoon of computer kwijt");
  await visitor.press("Wachtwoordlink sturen");
  await visitor.told("Karin de Boer krijgt een mail met een link");
  await settled(page, javaScriptEnabled);
  await visitor.open("/servicedesk/rapportage");
  await visitor.at("Rapportage");
  await settled(page, javaScriptEnabled);
  await expect(page.getByRole("row", { name: /^Telefoon of computer kwijt( 0)+ 1$/ })).toBeVisible();
  await visitor.open("/servicedesk");
  await visitor.press("Sneltoetsen uitzetten");
  await visitor.at("Wie belt er?");
  await expect(visitor.button("Sneltoetsen aanzetten")).toBeVisible();
  await visitor.type("Zoek een beller", "karin boer");
  await visitor.press("Zoeken");
  await visitor.at(/^Karin kan inloggen/);
  await expect(page.locator("kbd")).toHaveCount(0);
});

test("a request is found by its number, which leads straight there, and what waits stands below the box", async ({ visitor, page }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk");
  const oldest = page.locator("#aanvragen").getByRole("link", { name: /GB-/ }).first();
  const reference = (await oldest.innerText()).split(" · ").pop()!;
  await visitor.type("Zoek een beller", reference.toLowerCase().replace(/-/g, " "));
  await visitor.press("Zoeken");
  await visitor.at(reference);
  await visitor.open("/servicedesk");
  await visitor.follow(/^Alle aanvragen/);
  await visitor.at("Aanvragen voor een beheerder");
});

test("who lost a telephone has the account blocked, and the service desk opens it again", async ({ visitor, page, mailbox }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk");
  await visitor.type("Zoek een beller", lisa.email);
  await visitor.press("Zoeken");
  await checks(visitor, mailbox, lisa.mobile);
  await page.getByLabel("Reden").selectOption("Telefoon of computer kwijt");
  await visitor.press("Account blokkeren");
  await visitor.told("Het account van Lisa van Dam is geblokkeerd.");
  await visitor.at(/^Lisa kan niet inloggen: het account is geblokkeerd door de servicedesk, op eigen verzoek/);
  const letter = await mailbox.mail(lisa.email, "U kunt nu niet inloggen");
  expect(letter.text).toContain("omdat u daar zelf om vroeg");
  await expect(visitor.button("Account blokkeren")).toHaveCount(0);
  // Whoever has the telephone could call next.
  await expect(visitor.button("Deblokkeren")).toHaveCount(0);
  await expect(page.getByRole("main")).toContainText("Dit account is op verzoek van Lisa geblokkeerd. Misschien heeft iemand anders de telefoon en de mail.");
  await visitor.follow("Telefoon en mailbox allebei kwijt? Terugbellen");
  await visitor.at("Lisa van Dam terugbellen");
});

test("whoever types a name on a caller's page searches for it, and changes nothing about anybody", async ({ visitor, page, mailbox, javaScriptEnabled }) => {
  await visitor.logIn(sanne);
  await visitor.open("/servicedesk");
  await visitor.type("Zoek een beller", lisa.email);
  await visitor.press("Zoeken");
  await checks(visitor, mailbox, lisa.mobile);
  await visitor.told("Het is Lisa.");
  const caller = page.url();
  const letters = (await mailbox.all()).length;
  const sent: string[] = [];
  page.on("request", (request) => {
    if (request.method() === "POST") sent.push(new URL(request.url()).pathname);
  });
  if (!javaScriptEnabled) {
    for (const key of "bakkerldow") await page.keyboard.press(key);
    await page.keyboard.press("Enter");
    expect(sent).toEqual([]);
    return;
  }
  const box = visitor.field("Zoek een beller");
  const fresh = async () => {
    await visitor.open(caller);
    await settled(page, true);
  };
  // First letters that are no key, and some that are: to block, to let in, out everywhere, to send a link.
  for (const name of ["bakker", "louis", "doris", "oskar", "willem", "gerda", "Lisa", "d jansen", "l.bakker@x.example", "40217"]) {
    await fresh();
    await page.keyboard.type(name);
    await expect(box).toHaveValue(name);
    await expect(box).toBeFocused();
  }
  await fresh();
  await page.keyboard.type("bakker");
  await page.keyboard.press("Enter");
  await visitor.at(/^Zoekresultaten$|^Piet /);
  expect(sent).toEqual(["/servicedesk"]);

  // One letter alone waits for Enter; after anything else Enter means nothing of the kind.
  await fresh();
  await page.keyboard.press("l");
  await expect(visitor.button(/^Account blokkeren/)).toBeFocused();
  await page.keyboard.press("/");
  await expect(box).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(box).not.toBeFocused();
  await page.keyboard.press("?");
  const list = page.getByRole("dialog", { name: "Sneltoetsen op deze pagina" });
  await expect(list).toContainText("LAccount blokkeren");
  await expect(list).toContainText("NNotitie maken");
  await visitor.at("Lisa kan inloggen.");
  await page.keyboard.press("l");
  await page.keyboard.press("Escape");
  await expect(list).toBeHidden();
  await page.keyboard.press("n");
  await visitor.at("Notitie bij Lisa van Dam");
  expect(sent).toEqual(["/servicedesk"]);
  expect((await mailbox.all()).length).toBe(letters);
});
