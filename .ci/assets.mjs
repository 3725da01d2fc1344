// assets PARTS SITE: gives every file its hashed name, a brotli twin and a line in manifest.json.
// What has not changed is not written, so that cargo does not rebuild a server that embeds it.
// A hashed name may be kept for ever by a browser; manifest.json is for the server only.

import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { brotliCompressSync, constants } from "node:zlib";

const [parts, site] = process.argv.slice(2);
const root = new URL("..", import.meta.url).pathname;
const fromEnd2end = createRequire(join(root, "end2end/package.json"));
const lightningcss = fromEnd2end("lightningcss");
const subset = fromEnd2end("subset-font");

const FONT = "@fontsource-variable/atkinson-hyperlegible-next/files/atkinson-hyperlegible-next-latin-wght-normal.woff2";
const FONT_LIMIT = 30_000; // bytes; nobody locked out on a train should wait for letters
const FIRST_STYLES = ["tokens", "base", "header", "forms", "notices", "lists", "ways", "print"].map((name) => `${name}.css`);

const files = new Map(); // name on disk -> bytes
const manifest = {}; // name in code -> name on disk

const hash = (...pieces) =>
  pieces.reduce((sum, piece) => sum.update(piece), createHash("sha256")).digest("hex").slice(0, 8);

function add(name, bytes, hashedName) {
  manifest[name] = hashedName;
  files.set(hashedName, Buffer.from(bytes));
}

// Latin-1 and the marks that Dutch and English letters use, in the weights the design uses: a
// third less than the published file. Layout features stay: codes need tabular figures.
async function font() {
  const all = (from, to) => Array.from({ length: to - from + 1 }, (_, i) => String.fromCodePoint(from + i)).join("");
  const letters = all(0x20, 0x7e) + all(0xa0, 0xff) + "ĲĳŒœŸ\u0304\u0308" + all(0x2009, 0x2015) + all(0x2018, 0x201e) + "•…\u202f‹›€™←↑→↓−";
  const source = readFileSync(fromEnd2end.resolve(FONT));
  const options = { targetFormat: "woff2", variationAxes: { wght: { min: 400, max: 700 } } };
  const kept = join(parts, `font.${hash(source, letters, JSON.stringify(options))}.woff2`);
  if (!existsSync(kept)) writeFileSync(kept, await subset(source, letters, options));
  const bytes = readFileSync(kept);
  if (bytes.length > FONT_LIMIT) throw new Error(`font.woff2 is ${bytes.length} bytes, over ${FONT_LIMIT}`);
  add("font.woff2", bytes, `font.${hash(bytes)}.woff2`);
}

function pictures() {
  for (const name of readdirSync(join(root, "style")).filter((name) => name.endsWith(".svg")).sort()) {
    const bytes = readFileSync(join(root, "style", name));
    add(name, bytes, name.replace(/\.svg$/, `.${hash(bytes)}.svg`));
  }
}

// No browser targets: what is written is what is sent, only shorter. Old browsers keep the plain
// form; rewriting nesting or light-dark() for them would make the sheet larger for everyone.
function styles() {
  const names = readdirSync(join(root, "style")).filter((name) => name.endsWith(".css")).sort();
  const ordered = [...FIRST_STYLES.filter((name) => names.includes(name)), ...names.filter((name) => !FIRST_STYLES.includes(name))];
  const sheet = ordered.map(style).join("\n");
  add("app.css", sheet, `app.${hash(sheet)}.css`);
}

function style(name) {
  const filename = join(root, "style", name);
  const { code, dependencies, warnings } = lightningcss.transform({
    filename, code: readFileSync(filename), minify: true, analyzeDependencies: true,
  });
  if (warnings.length) throw new Error(`style/${name}: ${warnings.map((warning) => warning.message).join("; ")}`);
  return dependencies.reduce((css, { type, url, placeholder }) => {
    if (type === "import") throw new Error(`style/${name}: no @import, every file here is in the sheet already`);
    const known = /^(data:|#)/.test(url) ? url : manifest[url];
    if (!known) throw new Error(`style/${name}: url(${url}) is neither the font nor an SVG of style/`);
    return css.replaceAll(placeholder, known);
  }, code.toString());
}

// One hash for the pair, and `_bg` at the end: what leptos' own HydrationScripts expects of an
// output name, should a page use it.
function program() {
  const wasm = readFileSync(join(parts, "app_bg.wasm"));
  const js = readFileSync(join(parts, "app.js"), "utf8");
  new WebAssembly.Module(wasm); // throws on what a browser would refuse
  if (!js.includes("'app_bg.wasm'")) throw new Error("app.js does not name app_bg.wasm any more: has wasm-bindgen changed?");
  if (readdirSync(parts).includes("snippets")) throw new Error("wasm-bindgen wrote snippets, which have no hashed names yet");
  const version = hash(wasm, js);
  add("app.js", js.replaceAll("'app_bg.wasm'", `'app.${version}_bg.wasm'`), `app.${version}.js`);
  add("app.wasm", wasm, `app.${version}_bg.wasm`);
}

function brotli(bytes) {
  return brotliCompressSync(bytes, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length },
  });
}

function write() {
  mkdirSync(site, { recursive: true });
  const present = new Set(readdirSync(site));
  // woff2 is brotli inside; its twin would be larger than itself.
  const twin = (name) => (name.endsWith(".woff2") ? [] : [`${name}.br`]);
  for (const [name, bytes] of files) {
    if (!present.has(name)) writeFileSync(join(site, name), bytes);
    for (const compressed of twin(name)) {
      if (!present.has(compressed)) writeFileSync(join(site, compressed), brotli(bytes));
    }
  }
  const text = `${JSON.stringify(manifest, null, 2)}\n`;
  const path = join(site, "manifest.json");
  if (!present.has("manifest.json") || readFileSync(path, "utf8") !== text) writeFileSync(path, text);
  const wanted = new Set(["manifest.json", ...[...files.keys()].flatMap((name) => [name, ...twin(name)])]);
  for (const name of present) if (!wanted.has(name)) rmSync(join(site, name), { recursive: true });
}

await font();
pictures();
styles();
program();
write();
