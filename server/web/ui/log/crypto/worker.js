/** Works out the key of a passphrase beside the page, so that the page stays awake meanwhile. */

import { argon2id } from "./argon2id.js";

addEventListener("message", ({ data }) => {
  try {
    const hash = argon2id(data);
    postMessage(hash, { transfer: [hash.buffer] });
  } finally {
    data.password.fill(0);
  }
});
