/** What a webhook of another program gets: as the AsyncAPI document describes it, signed, and without a word of the chat. */

import { createHmac } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import { PATIENCE, check, must } from "../checks.mjs";
import { describedByUs } from "../described.mjs";
import { openFeed, startService } from "../service.mjs";

const SECRET = "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

export default async function () {
  const calls = [];
  const receiver = createServer((request, answer) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      calls.push({ headers: request.headers, body });
      answer.writeHead(204).end();
    });
  }).listen(0, "127.0.0.1");
  await once(receiver, "listening");
  const folder = mkdtempSync(join(tmpdir(), "ledsager-events-"));
  writeFileSync(join(folder, "secret"), `whsec_${SECRET}`);
  const service = await startService(
    `[[events.webhook]]\nurl = "http://127.0.0.1:${receiver.address().port}/hook"\nsecret_file = "${folder}/secret"\n`,
  );
  try {
    const feed = await openFeed(service.base);
    await feed.chat("samtale-kanari", "dev:veileder 1", ["hei, jeg heter Kanari Fjellbakken", "Hei! Hva lurer du på?", "karakterene mine holder ikke"]);
    await feed.end("samtale-kanari");
    await feed.close();
    const events = () => calls.flatMap(({ body }) => JSON.parse(body).data.events);
    for (const until = Date.now() + PATIENCE; !events().some(({ type }) => type === "session_ended"); ) {
      must(Date.now() < until, "the end of the chat is not told");
      await new Promise((again) => setTimeout(again, 50));
    }

    await check("a webhook hears that a chat began, where it stood and that it ended, in order", async () => {
      const types = events().map(({ type }) => type);
      must(types[0] === "session_started" && types.at(-1) === "session_ended", types.join());
      must(types.slice(1, -1).every((type) => type === "reading_changed") && types.length > 2, types.join());
      must(events().every(({ seq }, place) => seq === place + 1), "the numbers have holes");
    });
    await check("every body is as the AsyncAPI document describes it", async () => {
      const { document } = await describedByUs();
      const batch = document.allMessages().all().find((message) => message.id() === "batch");
      const ajv = new Ajv({ strict: false });
      addFormats(ajv);
      for (const format of ["int64", "uint64", "uint32", "uint", "double"]) ajv.addFormat(format, { type: "number", validate: () => true });
      const valid = ajv.compile(batch.payload().json());
      for (const { body } of calls) must(valid(JSON.parse(body)), JSON.stringify(valid.errors));
      must(!valid({ ...JSON.parse(calls[0].body), data: {} }), "anything is as described");
    });
    await check("every body is signed as Standard Webhooks says", async () => {
      for (const { headers, body } of calls) {
        const signed = `${headers["webhook-id"]}.${headers["webhook-timestamp"]}.${body}`;
        const wanted = createHmac("sha256", Buffer.from(SECRET, "base64")).update(signed).digest("base64");
        must(headers["webhook-signature"] === `v1,${wanted}`, "the signature is another");
        must(Math.abs(Date.now() / 1000 - Number(headers["webhook-timestamp"])) < 300, "the time is another");
      }
    });
    await check("no word, no counsellor and no id of the source is in any body", async () => {
      for (const { body } of calls) must(!/kanari|fjellbakken|veileder|karakter/i.test(body), body);
    });
  } finally {
    await service.stop();
    receiver.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
