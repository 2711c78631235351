/** What the program says of itself for other programs, read by AsyncAPI's own parser. */

import { execFileSync } from "node:child_process";
import { Parser } from "@asyncapi/parser";
import { BINARY } from "./demo.mjs";

/** The parsed document, and what the parser found in it. */
export function describedByUs() {
  const text = execFileSync(BINARY, ["schema", "--asyncapi"], { encoding: "utf8" });
  return new Parser().parse(text);
}
