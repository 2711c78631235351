/** Reads the chosen files: an exported .json holds many, any other file is itself. */

import { Refused } from "../../shared/door.js";

/**
 * @param {File[]} chosen
 * @returns {Promise<{ name: string, text: string }[]>}
 */
export async function readFiles(chosen) {
  const all = await Promise.all(chosen.map(one));
  return all.flat();
}

/** @param {File} file */
async function one(file) {
  const text = await file.text();
  if (!file.name.endsWith(".json")) return [{ name: place(file.name), text }];
  try {
    const { files } = JSON.parse(text);
    if (files.every((/** @type {any} */ one) => typeof one.name === "string" && typeof one.text === "string")) return files;
  } catch {
    // Told below, with the same words as for any other file that is not ours.
  }
  throw new Refused(0, "not_an_export");
}

/** Where a single file belongs in the collection. @param {string} name */
function place(name) {
  const known = ["synonyms.toml", "areas.toml", "source-policy.toml", "model-texts.toml"];
  return name.endsWith(".md") ? `articles/${name}` : known.includes(name) ? name : `prompts/${name}`;
}
