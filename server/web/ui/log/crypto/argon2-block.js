/** The compression of Argon2 (RFC 9106 §3.5): two blocks of 1024 bytes become one. Nearly all of the time goes here. */

/** Words of 32 bits in a block; a word of 64 bits is two of them, the low one first. */
export const WORDS = 256;

const crossed = new Int32Array(WORDS);
const mixed = new Int32Array(WORDS);

/** @param {number} place */
const at = (place) => /** @type {number} */ (mixed[place]);

/**
 * Writes the compression of blocks `left` and `right` at `to`; with `over`, crossed with what stood there.
 * @param {Int32Array} memory
 * @param {number} left where in the memory, in words
 * @param {Int32Array} other
 * @param {number} right where in `other`
 * @param {Int32Array} into
 * @param {number} to
 * @param {boolean} over
 */
export function compress(memory, left, other, right, into, to, over) {
  for (let word = 0; word < WORDS; word += 1) {
    const value = /** @type {number} */ (memory[left + word]) ^ /** @type {number} */ (other[right + word]);
    crossed[word] = value;
    mixed[word] = value;
  }
  // Eight rows of sixteen words, then eight columns of eight pairs.
  for (let row = 0; row < 256; row += 32) {
    permute(row, row + 2, row + 4, row + 6, row + 8, row + 10, row + 12, row + 14, row + 16, row + 18, row + 20, row + 22, row + 24, row + 26, row + 28, row + 30);
  }
  for (let column = 0; column < 32; column += 4) {
    permute(
      column, column + 2, column + 32, column + 34, column + 64, column + 66, column + 96, column + 98,
      column + 128, column + 130, column + 160, column + 162, column + 192, column + 194, column + 224, column + 226,
    );
  }
  for (let word = 0; word < WORDS; word += 1) {
    const value = /** @type {number} */ (crossed[word]) ^ /** @type {number} */ (mixed[word]);
    into[to + word] = over ? /** @type {number} */ (into[to + word]) ^ value : value;
  }
}

/** Leaves nothing of the last block behind. */
export function forget() {
  crossed.fill(0);
  mixed.fill(0);
}

/** @param {...number} w sixteen places */
function permute(...w) {
  const [a0, a1, a2, a3, b0, b1, b2, b3, c0, c1, c2, c3, d0, d1, d2, d3] = /** @type {[number, number, number, number, number, number, number, number, number, number, number, number, number, number, number, number]} */ (/** @type {unknown} */ (w));
  quarter(a0, b0, c0, d0);
  quarter(a1, b1, c1, d1);
  quarter(a2, b2, c2, d2);
  quarter(a3, b3, c3, d3);
  quarter(a0, b1, c2, d3);
  quarter(a1, b2, c3, d0);
  quarter(a2, b3, c0, d1);
  quarter(a3, b0, c1, d2);
}

/**
 * The round of BLAKE2b in which x + y is x + y + 2·low(x)·low(y), which no circuit does quicker than a processor.
 * @param {number} a
 * @param {number} b
 * @param {number} c
 * @param {number} d
 */
function quarter(a, b, c, d) {
  let al = at(a);
  let ah = at(a + 1);
  let bl = at(b);
  let bh = at(b + 1);
  let cl = at(c);
  let ch = at(c + 1);
  let dl = at(d);
  let dh = at(d + 1);
  let low = 0;
  let sum = 0;
  let old = 0;

  low = Math.imul(al, bl);
  sum = (al + bl) | 0;
  ah = (ah + bh + ((high(al, bl) << 1) | (low >>> 31)) + (sum >>> 0 < al >>> 0 ? 1 : 0)) | 0;
  al = (sum + (low << 1)) | 0;
  if (al >>> 0 < sum >>> 0) ah = (ah + 1) | 0;
  old = dl ^ al;
  dl = dh ^ ah;
  dh = old;

  low = Math.imul(cl, dl);
  sum = (cl + dl) | 0;
  ch = (ch + dh + ((high(cl, dl) << 1) | (low >>> 31)) + (sum >>> 0 < cl >>> 0 ? 1 : 0)) | 0;
  cl = (sum + (low << 1)) | 0;
  if (cl >>> 0 < sum >>> 0) ch = (ch + 1) | 0;
  bl ^= cl;
  bh ^= ch;
  old = (bl >>> 24) | (bh << 8);
  bh = (bh >>> 24) | (bl << 8);
  bl = old;

  low = Math.imul(al, bl);
  sum = (al + bl) | 0;
  ah = (ah + bh + ((high(al, bl) << 1) | (low >>> 31)) + (sum >>> 0 < al >>> 0 ? 1 : 0)) | 0;
  al = (sum + (low << 1)) | 0;
  if (al >>> 0 < sum >>> 0) ah = (ah + 1) | 0;
  dl ^= al;
  dh ^= ah;
  old = (dl >>> 16) | (dh << 16);
  dh = (dh >>> 16) | (dl << 16);
  dl = old;

  low = Math.imul(cl, dl);
  sum = (cl + dl) | 0;
  ch = (ch + dh + ((high(cl, dl) << 1) | (low >>> 31)) + (sum >>> 0 < cl >>> 0 ? 1 : 0)) | 0;
  cl = (sum + (low << 1)) | 0;
  if (cl >>> 0 < sum >>> 0) ch = (ch + 1) | 0;
  bl ^= cl;
  bh ^= ch;
  old = (bh >>> 31) | (bl << 1);
  bh = (bl >>> 31) | (bh << 1);
  bl = old;

  mixed[a] = al;
  mixed[a + 1] = ah;
  mixed[b] = bl;
  mixed[b + 1] = bh;
  mixed[c] = cl;
  mixed[c + 1] = ch;
  mixed[d] = dl;
  mixed[d + 1] = dh;
}

/**
 * The upper 32 bits of the product of two words of 32 bits.
 * @param {number} x
 * @param {number} y
 */
export function high(x, y) {
  const x0 = x & 0xffff;
  const x1 = x >>> 16;
  const y0 = y & 0xffff;
  const y1 = y >>> 16;
  const one = Math.imul(x0, y1);
  const two = Math.imul(x1, y0);
  const middle = (Math.imul(x0, y0) >>> 16) + (one & 0xffff) + (two & 0xffff);
  return (Math.imul(x1, y1) + (one >>> 16) + (two >>> 16) + (middle >>> 16)) | 0;
}
