/** The log key and its locks: one random key, wrapped once for each way of opening it. The server keeps the wrapped ones. */

import { fromBase64, random, randomId, toBase64, utf8 } from "./bytes.js";
import * as passkey from "./passkey.js";
import { COST, stretch } from "./stretch.js";

/** @typedef {{ id: string, kind: "passphrase", salt: string, memory_kib: number, passes: number, lanes: number, nonce: string, wrapped: string }} PassphraseLock */
/** @typedef {{ id: string, kind: "passkey", credential: string, salt: string, nonce: string, wrapped: string }} PasskeyLock */
/** @typedef {PassphraseLock | PasskeyLock} Lock */
/** A lock without its log key yet. @typedef {{ lock: any, wrapper: CryptoKey }} Blank */

/** The passphrase or passkey is another one. */
export class WrongKey extends Error {}

/** What a key can be used for on the page: it can never be read out. @type {KeyUsage[]} */
const USES = ["encrypt", "decrypt"];

/** A key that can still be wrapped; it is to be let go as soon as it has been. */
export function newLogKey() {
  return crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, true, USES);
}

/**
 * @param {string} phrase
 * @returns {Promise<Blank>}
 */
export async function passphraseBlank(phrase) {
  const salt = random(16);
  return { lock: { id: randomId(), kind: "passphrase", salt: toBase64(salt), ...COST }, wrapper: await stretch(phrase, salt, COST) };
}

/**
 * @param {string} name
 * @returns {Promise<Blank>}
 */
export async function passkeyBlank(name) {
  const salt = random(32);
  const { credential, wrapper } = await passkey.make(salt, name);
  return { lock: { id: randomId(), kind: "passkey", credential: toBase64(credential), salt: toBase64(salt) }, wrapper };
}

/**
 * @param {CryptoKey} logKey one that can be wrapped
 * @param {Blank} blank
 * @returns {Promise<Lock>}
 */
export async function fit(logKey, { lock, wrapper }) {
  const nonce = random(12);
  const wrapped = await crypto.subtle.wrapKey("raw", logKey, wrapper, { name: "AES-GCM", iv: nonce, additionalData: bound(lock) });
  return { ...lock, nonce: toBase64(nonce), wrapped: toBase64(new Uint8Array(wrapped)) };
}

/**
 * @param {Lock} lock
 * @param {CryptoKey} wrapper
 * @param {boolean} [again] whether it is to be wrapped by another lock
 */
export async function unfit(lock, wrapper, again = false) {
  try {
    const how = { name: "AES-GCM", iv: fromBase64(lock.nonce), additionalData: bound(lock) };
    return await crypto.subtle.unwrapKey("raw", fromBase64(lock.wrapped), wrapper, how, "AES-GCM", again, USES);
  } catch {
    throw new WrongKey();
  }
}

/**
 * Tries a passphrase on every lock that takes one.
 * @param {Lock[]} locks
 * @param {string} phrase
 * @param {boolean} [again]
 */
export async function openByPhrase(locks, phrase, again) {
  for (const lock of locks) {
    if (lock.kind !== "passphrase") continue;
    const wrapper = await stretch(phrase, fromBase64(lock.salt), lock);
    const key = await unfit(lock, wrapper, again).catch(() => null);
    if (key) return key;
  }
  throw new WrongKey();
}

/**
 * @param {Lock[]} locks
 * @param {boolean} [again]
 */
export async function openByPasskey(locks, again) {
  const fitting = /** @type {PasskeyLock[]} */ (locks.filter((lock) => lock.kind === "passkey"));
  const { at, wrapper } = await passkey.use(fitting);
  return unfit(/** @type {Lock} */ (fitting[at]), wrapper, again);
}

/** A wrapped key opens only as the lock it was made for. @param {{ id: string, kind: string }} lock */
function bound(lock) {
  return utf8(`ledsager log lock v1 ${lock.kind} ${lock.id}`);
}
