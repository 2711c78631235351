/** A passkey as a lock: its PRF gives the same secret for the same salt, and only to this page and its owner. */

import { fromBase64, random, toBase64, utf8, wipe } from "./bytes.js";

const WAIT = 120_000;
const INFO = "ledsager log passkey v1";

/** Something about passkeys that the page can say: the text log.passkey.{code}. */
export class PasskeyTrouble extends Error {
  /** @param {"missing" | "address" | "without_prf" | "stopped" | "another"} code */
  constructor(code) {
    super(code);
    this.code = code;
  }
}

/**
 * Why a passkey cannot be a lock here, or null where it may be tried.
 * @returns {Promise<"missing" | "address" | "without_prf" | null>}
 */
export async function hindrance() {
  if (!isSecureContext || !("PublicKeyCredential" in window)) return "missing";
  // A passkey belongs to a name; an address of digits is none.
  if (/^[\d.]+$|:/.test(location.hostname)) return "address";
  const ask = /** @type {any} */ (PublicKeyCredential).getClientCapabilities;
  const can = ask ? await ask.call(PublicKeyCredential).catch(() => ({})) : {};
  return can["extension:prf"] === false ? "without_prf" : null;
}

/**
 * Makes a passkey, and the key that it gives for this salt.
 * @param {Uint8Array<ArrayBuffer>} salt
 * @param {string} name what the machine calls it
 * @returns {Promise<{ credential: Uint8Array<ArrayBuffer>, wrapper: CryptoKey }>}
 */
export async function make(salt, name) {
  const made = await asked(() =>
    navigator.credentials.create({
      publicKey: {
        rp: { name: "Ledsager" },
        user: { id: random(16), name, displayName: name },
        challenge: random(32),
        pubKeyCredParams: [-7, -8, -257].map((alg) => ({ type: "public-key", alg })),
        authenticatorSelection: { residentKey: "preferred", userVerification: "required" },
        timeout: WAIT,
        extensions: { prf: { eval: { first: salt } } },
      },
    }),
  );
  const credential = new Uint8Array(made.rawId);
  const prf = made.getClientExtensionResults().prf;
  if (prf?.results?.first) return { credential, wrapper: await wrapperFrom(prf.results.first, salt) };
  if (!prf?.enabled) throw new PasskeyTrouble("without_prf");
  // Many give the secret only when they are used, not when they are made.
  const { wrapper } = await use([{ credential: toBase64(credential), salt: toBase64(salt) }]);
  return { credential, wrapper };
}

/**
 * Asks for one of these passkeys.
 * @param {{ credential: string, salt: string }[]} locks
 * @returns {Promise<{ at: number, wrapper: CryptoKey }>} which one it was, and its key
 */
export async function use(locks) {
  const known = locks.map((lock) => ({ id: fromBase64(lock.credential), salt: fromBase64(lock.salt) }));
  const used = await asked(() =>
    navigator.credentials.get({
      publicKey: {
        challenge: random(32),
        allowCredentials: known.map(({ id }) => ({ type: "public-key", id })),
        userVerification: "required",
        timeout: WAIT,
        extensions: { prf: { evalByCredential: Object.fromEntries(known.map(({ id, salt }) => [urlSafe(toBase64(id)), { first: salt }])) } },
      },
    }),
  );
  const id = toBase64(new Uint8Array(used.rawId));
  const at = locks.findIndex((lock) => lock.credential === id);
  const salt = known[at]?.salt;
  if (!salt) throw new PasskeyTrouble("another");
  const secret = used.getClientExtensionResults().prf?.results?.first;
  if (!secret) throw new PasskeyTrouble("without_prf");
  return { at, wrapper: await wrapperFrom(secret, salt) };
}

/**
 * @param {BufferSource} secret
 * @param {Uint8Array<ArrayBuffer>} salt
 */
async function wrapperFrom(secret, salt) {
  const bytes = ArrayBuffer.isView(secret) ? new Uint8Array(secret.buffer, secret.byteOffset, secret.byteLength) : new Uint8Array(secret);
  const root = await crypto.subtle.importKey("raw", secret, "HKDF", false, ["deriveKey"]);
  wipe(bytes);
  return crypto.subtle.deriveKey({ name: "HKDF", hash: "SHA-256", salt, info: utf8(INFO) }, root, { name: "AES-GCM", length: 256 }, false, ["wrapKey", "unwrapKey"]);
}

/** @param {string} text */
function urlSafe(text) {
  return text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "");
}

/**
 * @param {() => Promise<Credential | null>} ask
 * @returns {Promise<any>}
 */
async function asked(ask) {
  try {
    const given = await ask();
    if (given) return given;
  } catch (error) {
    const name = error instanceof DOMException ? error.name : "";
    if (name === "SecurityError") throw new PasskeyTrouble("address");
    if (name === "NotSupportedError") throw new PasskeyTrouble("missing");
    if (!["NotAllowedError", "AbortError", "InvalidStateError"].includes(name)) throw error;
  }
  throw new PasskeyTrouble("stopped");
}
