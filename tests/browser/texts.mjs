/** Checks that both languages have the same keys and places, and that every key the pages name is there. */

import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

const ui = new URL("../../server/web/ui/", import.meta.url).pathname;
/** All texts of a language: those of every page, and the files of pages that have many. */
const read = (file) => JSON.parse(readFileSync(join(ui, "text", file), "utf8"));
const all = (lang) => Object.assign(read(`${lang}.json`), ...readdirSync(join(ui, "text", lang)).map((file) => read(`${lang}/${file}`)));
const [nb, nn] = [all("nb"), all("nn")];
const wrong = [];

const places = (text) => [...text.matchAll(/\{(\w+)\}/g)].map((found) => found[1]).sort().join();
for (const key of Object.keys(nb)) {
  if (!(key in nn)) wrong.push(`nn.json lacks ${key}`);
  else if (places(nb[key]) !== places(nn[key])) wrong.push(`other places in nn.json: ${key}`);
}
for (const key of Object.keys(nn)) if (!(key in nb)) wrong.push(`nb.json lacks ${key}`);

const files = readdirSync(ui, { recursive: true }).filter((name) => /\.(js|html)$/.test(name));
const used = new Set();
const starts = new Set();
for (const name of files) {
  const code = readFileSync(join(ui, name), "utf8");
  for (const [, key] of code.matchAll(/data-t(?:-\w+)?="([^"]+)"/g)) used.add(key);
  for (const [, call, key] of code.matchAll(/\b(t|tn|tx)\(\s*"([\w.]+)"/g)) {
    if (call === "tn") used.add(`${key}.one`).add(`${key}.many`);
    else used.add(key);
  }
  for (const [, start] of code.matchAll(/\bt[nx]?\(\s*`([\w.]+?)\$\{/g)) starts.add(start);
}
for (const key of used) if (!(key in nb)) wrong.push(`used but not in nb.json: ${key}`);
for (const start of starts) if (!Object.keys(nb).some((key) => key.startsWith(start))) wrong.push(`no key starts with ${start}`);

for (const line of wrong) console.error(line);
console.log(`texts: ${Object.keys(nb).length} keys in two languages, ${wrong.length} wrong`);
process.exit(wrong.length > 0 ? 1 : 0);
