/** Bytes as text and back, and their end: what was secret is overwritten when it has been used. */

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

/**
 * Standard base64 with padding, as the doors speak it.
 * @param {Uint8Array} bytes
 */
export function toBase64(bytes) {
  let out = "";
  for (let from = 0; from < bytes.length; from += 0x8000) out += String.fromCharCode(...bytes.subarray(from, from + 0x8000));
  return btoa(out);
}

/**
 * @param {string} text
 * @returns {Bytes}
 */
export function fromBase64(text) {
  return Uint8Array.from(atob(text), (one) => one.charCodeAt(0));
}

/**
 * @param {number} length
 * @returns {Bytes}
 */
export function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** An id nobody can guess: 32 hex digits. */
export function randomId() {
  return [...random(16)].map((one) => one.toString(16).padStart(2, "0")).join("");
}

/**
 * @param {string} text
 * @returns {Bytes}
 */
export function utf8(text) {
  return new TextEncoder().encode(text);
}

/** @param {...({ fill(value: number): unknown } | null | undefined)} buffers */
export function wipe(...buffers) {
  for (const one of buffers) one?.fill(0);
}
