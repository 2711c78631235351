/** An entry goes out of the page as a cipher only, and tells not even how much was written. */

import { fromBase64, random, toBase64, utf8, wipe } from "./bytes.js";

/** Ciphers come in steps of so many bytes. */
const STEP = 2048;

/**
 * @param {CryptoKey} key
 * @param {string} id of the entry: a cipher put in the place of another does not open
 * @param {object} body
 */
export async function seal(key, id, body) {
  const text = utf8(JSON.stringify(body));
  const clear = new Uint8Array(Math.ceil((text.length + 1) / STEP) * STEP).fill(32);
  clear.set(text);
  const nonce = random(12);
  const cipher = await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce, additionalData: utf8(id) }, key, clear);
  wipe(text, clear);
  return { nonce: toBase64(nonce), cipher: toBase64(new Uint8Array(cipher)) };
}

/**
 * @param {CryptoKey} key
 * @param {string} id
 * @param {{ nonce: string, cipher: string }} sealed
 * @returns {Promise<any>} null where another key closed it, or it is not whole
 */
export async function unseal(key, id, { nonce, cipher }) {
  try {
    const clear = new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv: fromBase64(nonce), additionalData: utf8(id) }, key, fromBase64(cipher)));
    const text = new TextDecoder().decode(clear);
    wipe(clear);
    return JSON.parse(text);
  } catch {
    return null;
  }
}
