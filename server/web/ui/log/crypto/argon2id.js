/** Argon2id (RFC 9106): makes every guess at a passphrase cost memory and time. Plain script, as the page may load nothing else. */

import { WORDS, compress, forget, high } from "./argon2-block.js";
import { blake2b } from "./blake2b.js";

/**
 * @typedef {{ memory_kib: number, passes: number, lanes: number }} Cost
 */

const VERSION = 0x13;
const TYPE = 2; // id
const SLICES = 4;
const NOTHING = new Uint8Array(0);

/**
 * @param {{ password: Uint8Array, salt: Uint8Array, cost: Cost, length?: number, secret?: Uint8Array, data?: Uint8Array }} asked
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function argon2id({ password, salt, cost, length = 32, secret = NOTHING, data = NOTHING }) {
  const { memory_kib, passes, lanes } = cost;
  const segment = Math.floor(memory_kib / (SLICES * lanes));
  if (segment < 2 || passes < 1 || lanes < 1 || length < 4) throw new RangeError("argon2id: a cost that cannot be");
  const lane = segment * SLICES;
  const memory = new Int32Array(lanes * lane * WORDS);
  const first = blake2b(
    64, number(lanes), number(length), number(memory_kib), number(passes), number(VERSION), number(TYPE),
    number(password.length), password, number(salt.length), salt, number(secret.length), secret, number(data.length), data,
  );
  for (let at = 0; at < lanes; at += 1) {
    for (let block = 0; block < 2; block += 1) {
      const bytes = longHash(WORDS * 4, first, number(block), number(at));
      const view = new DataView(bytes.buffer);
      for (let word = 0; word < WORDS; word += 1) memory[(at * lane + block) * WORDS + word] = view.getInt32(word * 4, true);
      bytes.fill(0);
    }
  }
  first.fill(0);
  for (let pass = 0; pass < passes; pass += 1) {
    for (let slice = 0; slice < SLICES; slice += 1) {
      for (let at = 0; at < lanes; at += 1) fillSegment(memory, { pass, slice, at, segment, lane, lanes, passes });
    }
  }
  const last = memory.slice((lane - 1) * WORDS, lane * WORDS);
  for (let at = 1; at < lanes; at += 1) {
    for (let word = 0; word < WORDS; word += 1) last[word] = int(last, word) ^ int(memory, ((at + 1) * lane - 1) * WORDS + word);
  }
  const bytes = new Uint8Array(WORDS * 4);
  const view = new DataView(bytes.buffer);
  last.forEach((word, index) => view.setInt32(index * 4, word, true));
  const hash = longHash(length, bytes);
  for (const one of [memory, last, bytes]) one.fill(0);
  forget();
  return hash;
}

/** @typedef {{ pass: number, slice: number, at: number, segment: number, lane: number, lanes: number, passes: number }} Place */

/**
 * A quarter of a lane. In the first half of the first pass the places to look back to follow from the
 * cost alone, so that their order tells nothing of the passphrase; after that from what was computed.
 * @param {Int32Array} memory
 * @param {Place} place
 */
function fillSegment(memory, place) {
  const { pass, slice, at, segment, lane, lanes } = place;
  const blind = pass === 0 && slice < SLICES / 2;
  const places = blind ? new Places(place) : null;
  for (let index = pass === 0 && slice === 0 ? 2 : 0; index < segment; index += 1) {
    const here = slice * segment + index;
    const before = (at * lane + (here === 0 ? lane - 1 : here - 1)) * WORDS;
    const low = places ? places.low(index) : int(memory, before);
    const upper = places ? places.high(index) : int(memory, before + 1);
    const other = pass === 0 && slice === 0 ? at : (upper >>> 0) % lanes;
    const same = other === at;
    const finished = pass === 0 ? slice * segment : lane - segment;
    const area = finished + (same ? index - 1 : index === 0 ? -1 : 0);
    const back = area - 1 - (high(area, high(low, low)) >>> 0);
    const start = pass === 0 || slice === SLICES - 1 ? 0 : (slice + 1) * segment;
    const from = (other * lane + ((start + back) % lane)) * WORDS;
    compress(memory, before, memory, from, memory, (at * lane + here) * WORDS, pass > 0);
  }
}

/** The places to look back to where they may not follow from the passphrase: 128 of them a block. */
class Places {
  /** @param {Place} place */
  constructor({ pass, at, slice, lane, lanes, passes }) {
    this.zero = new Int32Array(WORDS);
    this.input = new Int32Array(WORDS);
    this.block = new Int32Array(WORDS);
    this.number = 0;
    [pass, at, slice, lane * lanes, passes, TYPE].forEach((value, word) => (this.input[word * 2] = value));
  }

  /** @param {number} index */
  low(index) {
    const number = Math.floor(index / 128) + 1;
    if (number !== this.number) {
      this.number = number;
      this.input[12] = number;
      compress(this.zero, 0, this.input, 0, this.block, 0, false);
      compress(this.zero, 0, this.block, 0, this.block, 0, false);
    }
    return int(this.block, (index % 128) * 2);
  }

  /** @param {number} index after {@link low} */
  high(index) {
    return int(this.block, (index % 128) * 2 + 1);
  }
}

/**
 * H′ of the RFC: a hash of any length.
 * @param {number} length
 * @param {...Uint8Array} parts
 */
function longHash(length, ...parts) {
  if (length <= 64) return blake2b(length, number(length), ...parts);
  const out = new Uint8Array(length);
  let part = blake2b(64, number(length), ...parts);
  let end = 0;
  for (; length - end > 64; end += 32) {
    out.set(part.subarray(0, 32), end);
    const next = length - end - 32;
    const following = blake2b(Math.min(64, next), part);
    part.fill(0);
    part = following;
  }
  out.set(part, end);
  part.fill(0);
  return out;
}

/** Four bytes, the lowest first. @param {number} value */
function number(value) {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value, true);
  return bytes;
}

/** @param {Int32Array} words @param {number} index */
const int = (words, index) => /** @type {number} */ (words[index]);
