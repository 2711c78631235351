/** Why a lock did not open or could not be made, in a sentence for people. */

import { why } from "../../shared/door.js";
import { t } from "../../shared/text.js";
import { WrongKey } from "../crypto/locks.js";
import { PasskeyTrouble } from "../crypto/passkey.js";

/** @param {unknown} error */
export function trouble(error) {
  if (error instanceof WrongKey) return t("log.unlock.wrong");
  if (error instanceof PasskeyTrouble) return t(`log.passkey.${error.code}`);
  return why(error);
}
