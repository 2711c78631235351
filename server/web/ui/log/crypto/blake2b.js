/** BLAKE2b (RFC 7693) without a key: the hash that Argon2id begins and ends with. Words of 64 bits are two of 32. */

const START = new Int32Array([
  0xf3bcc908, 0x6a09e667, 0x84caa73b, 0xbb67ae85, 0xfe94f82b, 0x3c6ef372, 0x5f1d36f1, 0xa54ff53a,
  0xade682d1, 0x510e527f, 0x2b3e6c1f, 0x9b05688c, 0xfb41bd6b, 0x1f83d9ab, 0x137e2179, 0x5be0cd19,
]);

/** In which order the words of the message are taken, round by round; the last two rounds are the first two. */
const ORDER = [
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
  [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
  [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
  [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
  [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
  [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
  [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
  [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
  [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
  [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
  [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
];

/** The columns, then the diagonals, of the four by four words. */
const QUARTERS = [
  [0, 4, 8, 12], [1, 5, 9, 13], [2, 6, 10, 14], [3, 7, 11, 15],
  [0, 5, 10, 15], [1, 6, 11, 12], [2, 7, 8, 13], [3, 4, 9, 14],
];

const BLOCK = 128;

/**
 * The hash of the parts, one after the other.
 * @param {number} length of the hash in bytes, 1 to 64
 * @param {...Uint8Array} parts
 * @returns {Uint8Array<ArrayBuffer>}
 */
export function blake2b(length, ...parts) {
  const state = START.slice();
  state[0] = at(state, 0) ^ 0x01010000 ^ length;
  const size = parts.reduce((sum, part) => sum + part.length, 0);
  const input = new Uint8Array(Math.max(1, Math.ceil(size / BLOCK)) * BLOCK);
  let end = 0;
  for (const part of parts) {
    input.set(part, end);
    end += part.length;
  }
  const view = new DataView(input.buffer);
  const message = new Int32Array(32);
  const work = new Int32Array(32);
  for (let from = 0; from < input.length; from += BLOCK) {
    for (let word = 0; word < 32; word += 1) message[word] = view.getInt32(from + word * 4, true);
    const last = from + BLOCK === input.length;
    compress(state, message, work, last ? size : from + BLOCK, last);
  }
  const out = new Uint8Array(64);
  const written = new DataView(out.buffer);
  state.forEach((word, index) => written.setInt32(index * 4, word, true));
  const hash = out.slice(0, length);
  for (const one of [input, message, work, state, out]) one.fill(0);
  return hash;
}

/** @param {Int32Array} words @param {number} index */
const at = (words, index) => /** @type {number} */ (words[index]);

/**
 * @param {Int32Array} state
 * @param {Int32Array} message
 * @param {Int32Array} work
 * @param {number} read bytes until the end of this block
 * @param {boolean} last
 */
function compress(state, message, work, read, last) {
  work.set(state);
  work.set(START, 16);
  work[24] = at(work, 24) ^ read;
  work[25] = at(work, 25) ^ Math.floor(read / 2 ** 32);
  if (last) {
    work[28] = ~at(work, 28);
    work[29] = ~at(work, 29);
  }
  for (const order of ORDER) {
    QUARTERS.forEach(([a = 0, b = 0, c = 0, d = 0], turn) => {
      const x = /** @type {number} */ (order[turn * 2]);
      const y = /** @type {number} */ (order[turn * 2 + 1]);
      add(work, a, work, b, message, x);
      turnRight(work, d, a, 32);
      add(work, c, work, d);
      turnRight(work, b, c, 24);
      add(work, a, work, b, message, y);
      turnRight(work, d, a, 16);
      add(work, c, work, d);
      turnRight(work, b, c, 63);
    });
  }
  for (let word = 0; word < 16; word += 1) state[word] = at(state, word) ^ at(work, word) ^ at(work, word + 16);
}

/**
 * Adds a word, and perhaps one of the message, to word `a`.
 * @param {Int32Array} work
 * @param {number} a
 * @param {Int32Array} from
 * @param {number} b
 * @param {Int32Array} [message]
 * @param {number} [x]
 */
function add(work, a, from, b, message, x = 0) {
  const low = (at(work, a * 2) >>> 0) + (at(from, b * 2) >>> 0) + (message ? at(message, x * 2) >>> 0 : 0);
  const high = at(work, a * 2 + 1) + at(from, b * 2 + 1) + (message ? at(message, x * 2 + 1) : 0);
  work[a * 2] = low;
  work[a * 2 + 1] = high + Math.floor(low / 2 ** 32);
}

/**
 * Word `a` is crossed with word `b` and turned to the right.
 * @param {Int32Array} work
 * @param {number} a
 * @param {number} b
 * @param {16 | 24 | 32 | 63} bits
 */
function turnRight(work, a, b, bits) {
  const low = at(work, a * 2) ^ at(work, b * 2);
  const high = at(work, a * 2 + 1) ^ at(work, b * 2 + 1);
  const [right, left] = bits === 63 ? [high, low] : [low, high];
  if (bits === 32) {
    work[a * 2] = high;
    work[a * 2 + 1] = low;
  } else {
    // By 63 to the right is by one to the left.
    const by = bits === 63 ? 31 : bits;
    work[a * 2] = (right >>> by) | (left << (32 - by));
    work[a * 2 + 1] = (left >>> by) | (right << (32 - by));
  }
}
