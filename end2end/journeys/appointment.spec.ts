// Appointing an admin, for a company that has none: fill in, check, send, confirm from the mailbox, follow.

import { expect, test, type Visitor } from "../support/journey.ts";
import { linkIn } from "../support/letters.ts";

/** What is filled in on one of the three forms, by what the fields are called. */
interface Company {
  kind: string;
  fields: [label: string, text: string][];
  choose?: string;
  email: string;
  shown: string[];
}

const COMPANIES: Company[] = [
  {
    kind: "Advieskantoor",
    fields: [
      ["Tussenpersoonnummer", "40.217"],
      ["Bedrijfsnaam", "Kantoor De Boer"],
      ["Voornaam", "Jan-Willem"],
      ["Achternaam", "van der Berg"],
      ["E-mailadres", "janwillem@kantoor-deboer.example"],
      ["Mobiel nummer", "06-1234 5799"],
    ],
    email: "janwillem@kantoor-deboer.example",
    shown: ["40217", "J.W.", "van der", "Berg", "06 12345799"],
  },
  {
    kind: "Garage",
    fields: [
      ["Bedrijfsnaam", "Garage De Linde"],
      ["Polisnummer", "31 00 517"],
      ["Voornaam", "Sevgi"],
      ["Achternaam", "Çelik"],
      ["Zakelijk e-mailadres", "sevgi@garage-delinde.example"],
      ["(Zakelijk) mobiel nummer", "0031 6 12345798"],
    ],
    choose: "Zeg ik liever niet",
    email: "sevgi@garage-delinde.example",
    shown: ["3100517", "S.", "Çelik", "Zeg ik liever niet", "06 12345798"],
  },
  {
    kind: "Autobedrijf",
    fields: [
      ["Dealernummer", "77099"],
      ["Bedrijfsnaam", "Autobedrijf De Brug"],
      ["Plaats van de vestiging", "Zutphen"],
      ["Voornaam", "Nina"],
      ["Achternaam", "Postma"],
      ["Zakelijk e-mailadres", "nina.postma@debrug.example"],
      ["Mobiel nummer", "+31 (0)6 12345797"],
    ],
    email: "nina.postma@debrug.example",
    shown: ["77099", "Zutphen", "N.", "Postma", "06 12345797", "Niet ingevuld"],
  },
];

/** From the page where the kinds are to the page that asks whether all is right. */
async function fillIn(visitor: Visitor, company: Company): Promise<void> {
  await visitor.follow(company.kind);
  await visitor.at(`Gebruikersbeheerder aanvragen voor een ${company.kind.toLowerCase()}`);
  for (const [label, text] of company.fields) await visitor.field(label).fill(text);
  if (company.choose) await visitor.field(company.choose).check();
  await visitor.press("Controleren");
  await visitor.at("Klopt dit?");
}

for (const company of COMPANIES) {
  test(`${company.kind}: four presses and one's own data, and the desk can begin`, async ({ visitor, page, mailbox }) => {
    await visitor.open("/gebruikersbeheerder-aanvragen");
    await visitor.at("Gebruikersbeheerder aanvragen");
    visitor.hand.fresh();
    await fillIn(visitor, company);
    for (const text of company.shown) await expect(page.getByRole("main")).toContainText(text);
    await visitor.press("Aanvraag versturen");
    await visitor.at("Uw aanvraag is ontvangen");
    const reference = (await page.locator(".code-display strong").innerText()).trim();
    expect(reference).toMatch(/^GB-\d{4}-\d{5}$/);

    const asked = await mailbox.mail(company.email, `Bevestig uw e-mailadres (${reference})`);
    await visitor.open(linkIn(asked, "/gebruikersbeheerder-aanvragen/bevestigen/"));
    await visitor.at("Is dit uw e-mailadres?");
    await visitor.press("Ja, dit is mijn e-mailadres");
    await visitor.at("Uw e-mailadres is bevestigd");
    visitor.hand.spent({ presses: 4, typed: 0 });
    await visitor.open(linkIn(asked, "/gebruikersbeheerder-aanvragen/bevestigen/"));
    await visitor.at("Uw e-mailadres is bevestigd");
    await visitor.follow("Bekijk uw aanvraag");
    await visitor.at("Uw aanvraag");

    const received = await mailbox.mail(company.email, `Uw aanvraag is in behandeling (${reference})`);
    await visitor.open(linkIn(received, "/aanvraag/"));
    await visitor.at("Uw aanvraag");
    await expect(page.getByRole("main")).toContainText("In behandeling");
    await expect(page.getByRole("main")).toContainText(/U hoort uiterlijk \S+dag \d/);
    await visitor.follow("Aanvraag intrekken");
    await visitor.at("Wilt u de aanvraag intrekken?");
    await visitor.press("Ja, trek de aanvraag in");
    await visitor.at("Uw aanvraag");
    await visitor.told("Uw aanvraag is ingetrokken.");
  });
}

test("everything that is wrong is said at once, and what was typed stays, also after going away", async ({ visitor, page }) => {
  await visitor.open("/gebruikersbeheerder-aanvragen/garage");
  await visitor.at("Gebruikersbeheerder aanvragen voor een garage");
  await visitor.field("Bedrijfsnaam").fill("Garage De Linde");
  await visitor.field("Polisnummer").fill("drie");
  await visitor.field("Zakelijk e-mailadres").fill("sevgi");
  await visitor.press("Controleren");
  await visitor.at("Gebruikersbeheerder aanvragen voor een garage", 422);
  for (const text of ["Polisnummer: gebruik alleen cijfers.", "Vul de voornaam in.", "Vul de achternaam in.", "Kies het geslacht.", "Vul een mobiel nummer in."]) {
    await expect(page.getByRole("alert")).toContainText(text);
  }
  await expect(visitor.field("Bedrijfsnaam")).toHaveValue("Garage De Linde");

  await visitor.open("/inloggen");
  await visitor.open("/gebruikersbeheerder-aanvragen");
  await visitor.follow("Ga verder waar u was gebleven");
  await visitor.told("Wat u eerder invulde, staat er nog.");
  await expect(visitor.field("Bedrijfsnaam")).toHaveValue("Garage De Linde");
  await expect(visitor.field("Polisnummer")).toHaveValue("drie");
  // What both forms ask is there on the other one as well.
  await visitor.follow("Ander soort bedrijf kiezen");
  await visitor.follow("Advieskantoor");
  await expect(visitor.field("Bedrijfsnaam")).toHaveValue("Garage De Linde");
  await visitor.press("Formulier leegmaken");
  await visitor.at("Gebruikersbeheerder aanvragen");
  await visitor.told("Het formulier is leeg.");
  await visitor.follow("Garage");
  await expect(visitor.field("Bedrijfsnaam")).toHaveValue("");
});

test("changing one thing on the page before sending loses nothing", async ({ visitor, page }) => {
  const company = COMPANIES[0]!;
  await visitor.open("/gebruikersbeheerder-aanvragen");
  await fillIn(visitor, company);
  await visitor.follow("Wijzigen Achternaam");
  await visitor.at("Gebruikersbeheerder aanvragen voor een advieskantoor");
  await visitor.field("Achternaam").fill("de Groot");
  await visitor.press("Controleren");
  await visitor.at("Klopt dit?");
  await expect(page.getByRole("main")).toContainText("Groot");
  await expect(page.getByRole("main")).toContainText("Jan-Willem");
});

test("where scripts run, a page that is left without the button keeps what was typed", async ({ visitor, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "without scripts the button keeps it");
  await visitor.open("/gebruikersbeheerder-aanvragen/adviseur");
  await visitor.field("Voornaam").fill("Jan-Willem");
  await visitor.open("/contact");
  await expect(async () => {
    await visitor.open("/gebruikersbeheerder-aanvragen/adviseur");
    await expect(visitor.field("Voornaam")).toHaveValue("Jan-Willem", { timeout: 500 });
  }).toPass();
});

test("where scripts run, the form in the other language has what was typed so far", async ({ visitor, javaScriptEnabled }) => {
  test.skip(javaScriptEnabled === false, "without scripts the button keeps it");
  await visitor.open("/gebruikersbeheerder-aanvragen/adviseur");
  await visitor.field("Voornaam").fill("Jan-Willem");
  await visitor.follow("English");
  await expect(visitor.field("First name")).toHaveValue("Jan-Willem");
  await visitor.follow("Nederlands");
  await expect(visitor.field("Voornaam")).toHaveValue("Jan-Willem");
});

test("whoever did not ask says so in one press, and nothing goes on", async ({ visitor, page, mailbox }) => {
  await visitor.open("/gebruikersbeheerder-aanvragen");
  await fillIn(visitor, COMPANIES[0]!);
  await visitor.press("Aanvraag versturen");
  const asked = await mailbox.mail(COMPANIES[0]!.email, /^Bevestig uw e-mailadres/);
  await visitor.open(linkIn(asked, "/gebruikersbeheerder-aanvragen/bevestigen/"));
  await visitor.press("Dit heb ik niet gevraagd");
  await visitor.at("Deze aanvraag is gestopt", 410);
  await expect(page.getByRole("main")).toContainText("U hoeft niets te doen.");
});

test("from the help for who has no admin it is two presses to the form of one's own kind", async ({ visitor }) => {
  await visitor.open("/hulp-bij-inloggen/garagehouder");
  visitor.hand.fresh();
  await visitor.follow("Mijn bedrijf heeft nog geen beheerder");
  await visitor.at("Vraag een gebruikersbeheerder aan");
  await visitor.follow("Beheerder aanvragen");
  await visitor.at("Gebruikersbeheerder aanvragen voor een garage");
  visitor.hand.spent({ presses: 2, typed: 0 });
});
