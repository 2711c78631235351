/** A receiver of posted messages on this machine: keeps what comes, and answers as it is told to. */

import { createServer } from "node:http";
import { once } from "node:events";

export async function startReceiver() {
  const told = { status: 200, bodies: [] };
  const server = createServer((request, answer) => {
    let body = "";
    request.on("data", (part) => (body += part));
    request.on("end", () => {
      told.bodies.push(body);
      answer.writeHead(told.status).end();
    });
  }).listen(Number(process.env.RECEIVER_PORT ?? 0), "127.0.0.1");
  await once(server, "listening");
  return { url: `http://127.0.0.1:${server.address().port}/hook`, told, stop: () => server.close() };
}
