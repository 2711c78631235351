/** A passphrase becomes a key: Argon2id in a worker of its own, which takes its memory with it when it ends. */

import { utf8, wipe } from "./bytes.js";

/** @typedef {import("./argon2id.js").Cost} Cost */

/** What a new passphrase costs: the memory that OWASP asks for with one pass, in three; about a second on an office machine. */
export const COST = { memory_kib: 47_104, passes: 3, lanes: 1 };

/** More than this is not a lock of ours: a page must not be made to fill the machine's memory. */
const MOST = { memory_kib: 524_288, passes: 16, lanes: 8 };
const PATIENCE = 90_000;

/**
 * @param {string} phrase
 * @param {Uint8Array} salt
 * @param {Cost} cost
 * @returns {Promise<CryptoKey>} a key that can do nothing but wrap and unwrap another
 */
export async function stretch(phrase, salt, { memory_kib, passes, lanes }) {
  if (memory_kib > MOST.memory_kib || passes > MOST.passes || lanes > MOST.lanes) throw new RangeError("a lock that costs too much");
  // The same letters can be written in several ways; they must be one passphrase.
  const password = utf8(phrase.normalize("NFKC"));
  const hash = await inWorker({ password, salt, cost: { memory_kib, passes, lanes } }, [password.buffer]);
  try {
    return await crypto.subtle.importKey("raw", hash, "AES-GCM", false, ["wrapKey", "unwrapKey"]);
  } finally {
    wipe(hash);
  }
}

/**
 * @param {object} asked
 * @param {Transferable[]} given
 * @returns {Promise<Uint8Array<ArrayBuffer>>}
 */
function inWorker(asked, given) {
  const worker = new Worker("/ui/log/crypto/worker.js", { type: "module" });
  return new Promise((done, failed) => {
    const late = setTimeout(() => failed(new Error("the worker does not answer")), PATIENCE);
    worker.addEventListener("message", ({ data }) => {
      clearTimeout(late);
      done(data);
    });
    worker.addEventListener("error", (event) => {
      clearTimeout(late);
      failed(new Error(event.message || "the worker failed"));
    });
    worker.postMessage(asked, given);
  }).finally(() => worker.terminate());
}
