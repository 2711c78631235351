/** The vaktleder's board. */

import { PATIENCE, check, must, open, saysTier, shot } from "../checks.mjs";

export default async function () {
  const board = await open("/vaktleder", 1280, "light");
  await check("the board lists the live chats", async () => {
    await board.waitForSelector(".board .row", { timeout: PATIENCE });
    must((await board.locator(".board tbody[data-group]").count()) === 3, "there are not three groups");
  });
  await check("the board says what readings go by", () => saysTier(board));
  await check("the board's console is quiet", async () => must(board.complaints.length === 0, board.complaints.join("\n")));
  await shot(board, "vaktleder-1280-light");
  await board.context().close();
}
