// The people of the demo who have a part in the journeys (server/src/demo/cast.rs).

export const PASSWORD = "zonnige fietstocht 2026";

export interface Person {
  email: string;
  name: string;
  mobile: string;
}

const person = (name: string, email: string, number: string): Person => ({ name, email, mobile: `+316${number}` });

export const karin = person("Karin de Boer", "karin@kantoor-deboer.example", "12345601");
export const jan = person("Jan Jansen", "jan@kantoor-deboer.example", "12345602");
/** The same Jan, by the number that the garage knows. */
export const janAtTheGarage = person("Jan Jansen", "jan@kantoor-deboer.example", "12345613");
export const piet = person("Piet Bakker", "piet@kantoor-deboer.example", "12345603");
export const noor = person("Noor van den Berg", "noor@kantoor-deboer.example", "12345604");
export const wim = person("Wim Smit", "wim@kantoor-deboer.example", "12345605");
export const fatima = person("Fatima el Amrani", "fatima@garage-jansen.example", "12345611");
export const mo = person("Mo Yıldız", "mo@garage-jansen.example", "12345612");
export const zoe = person("Zoë van 't Hof", "zoe@garage-jansen.example", "12345614");
export const henk = person("Henk Öztürk", "henk@garage-jansen.example", "12345615");
export const sanne = person("Sanne Meijer", "sanne@voorbeeld.example", "12345631");
export const lisa = person("Lisa van Dam", "lisa@autohuis-vandam.example", "12345621");
export const bram = person("Bram de Wit", "bram@autohuis-vandam.example", "12345622");
export const tom = person("Tom Visser", "tom@autohuis-vandam.example", "12345623");
export const sofie = person("Sofie de Jong", "sofie@autohuis-vandam.example", "12345624");
/** Of a garage whose only admin has left. */
export const bart = person("Bart Hoekstra", "bart@autoservice-delinde.example", "12345652");
/** The service desk. */
export const daan = person("Daan Dekker", "daan@voorbeeld.example", "12345632");
