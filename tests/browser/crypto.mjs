/** The log's own BLAKE2b and Argon2id against the RFC, node, and numbers that the reference implementation gave (argon2-cffi 25.1). */

import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { argon2id } from "../../server/web/ui/log/crypto/argon2id.js";
import { blake2b } from "../../server/web/ui/log/crypto/blake2b.js";

const hex = (bytes) => Buffer.from(bytes).toString("hex");
const vectors = JSON.parse(readFileSync(new URL("argon2id.vectors.json", import.meta.url), "utf8"));

// RFC 7693, appendix A.
assert.match(hex(blake2b(64, Buffer.from("abc"))), /^ba80a53f981c4d0d6a2797b69f12f6e9.*18d38aa8dbf1925ab92386edd4009923$/);
for (let length = 0; length <= 1100; length += length < 260 ? 1 : 61) {
  const input = Buffer.from(Array.from({ length }, (_, index) => (index * 31 + length) & 255));
  const wanted = createHash("blake2b512").update(input).digest("hex");
  assert.equal(hex(blake2b(64, input)), wanted, `blake2b of ${length} bytes`);
  assert.equal(hex(blake2b(64, input.subarray(0, length >> 1), input.subarray(length >> 1))), wanted, `in two parts, ${length} bytes`);
}

// RFC 9106, section 5.3.
const given = (length, value) => new Uint8Array(length).fill(value);
const rfc = argon2id({ password: given(32, 1), salt: given(16, 2), secret: given(8, 3), data: given(12, 4), cost: { memory_kib: 32, passes: 3, lanes: 4 } });
assert.equal(hex(rfc), "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659", "the RFC's own example");

for (const { password, salt, memory_kib, passes, lanes = 1, hash } of vectors) {
  const asked = { password: Buffer.from(password), salt: Buffer.from(salt, "hex"), cost: { memory_kib, passes, lanes }, length: hash.length / 2 };
  assert.equal(hex(argon2id(asked)), hash, `argon2id of «${password}», ${memory_kib} KiB, ${passes} passes, ${lanes} lanes`);
}
assert.throws(() => argon2id({ password: given(1, 1), salt: given(16, 2), cost: { memory_kib: 4, passes: 1, lanes: 1 } }), RangeError);
console.log(`crypto: BLAKE2b and Argon2id as the RFCs say, ${vectors.length} more examples right`);
