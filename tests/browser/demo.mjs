/** Starts the demo for the browser test, on a free port, and says where it is. */

import { spawn } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

/** The program that is tried; LEDSAGER names another. */
export const BINARY = process.env.LEDSAGER ?? fileURLToPath(new URL("../../.target/release/ledsager", import.meta.url));

/**
 * Resolves to the address and a function that stops the demo.
 * @param {string[]} [more] options besides
 */
export async function startDemo(more = []) {
  const demo = spawn(BINARY, ["demo", "--listen", "127.0.0.1:0", "--speed", "6", ...more], { stdio: ["ignore", "pipe", "inherit"] });
  process.once("exit", () => demo.kill("SIGTERM"));
  const lines = createInterface({ input: demo.stdout });
  const [first] = await Promise.race([
    once(lines, "line"),
    once(demo, "exit").then(() => { throw new Error("the demo did not start: build it with `cargo build --release`"); }),
  ]);
  return { base: new URL(first).origin, stop: () => demo.kill("SIGTERM") };
}
