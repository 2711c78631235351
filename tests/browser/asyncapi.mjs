/** The AsyncAPI document that the program gives, judged by AsyncAPI's own parser. */

import assert from "node:assert/strict";
import { describedByUs } from "./described.mjs";

const { document, diagnostics } = await describedByUs();
// The parser also wishes for the newest version of AsyncAPI, and that is all it may wish for.
assert.deepEqual(diagnostics.filter(({ code }) => code !== "asyncapi-latest-version"), []);
assert.equal(document?.version(), "3.0.0");
const messages = document.allMessages().all();
assert.ok(messages.length >= 16 && messages.every((message) => message.hasPayload()), "every message has its payload");
console.log(`asyncapi: ${document.allChannels().all().length} channels, ${messages.length} messages, nothing to object to`);
