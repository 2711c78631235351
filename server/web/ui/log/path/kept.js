/** What an entry keeps of a talk: when, how it went and what was at hand; never a word of it. */

import { steps, touched } from "./stays.js";

/** @typedef {import("../types.js").KeptTalk} KeptTalk */

/**
 * @param {import("../types.js").Talk} talk
 * @returns {KeptTalk}
 */
export function keptOf(talk) {
  const { id, opened, ended, how, pins, copied, offered, used, referrals, corrected, confirmed } = talk;
  return {
    id, opened, ended, how, path: steps(talk.readings), pins: pins.slice(0, 60), copied: copied.slice(0, 60), offered: once(offered).slice(0, 80),
    used: used.slice(0, 40), referrals: referrals.slice(0, 40), corrected, confirmed, knapper_touched: touched(talk.readings),
  };
}

/** A talk that nobody followed here: by phone, or long ago. @returns {KeptTalk} */
export function withoutTalk() {
  const now = Date.now();
  return { id: null, opened: now, ended: now, how: "phone", path: [], pins: [], copied: [], offered: [], used: [], referrals: [], corrected: 0, confirmed: 0, knapper_touched: [] };
}

/**
 * The same thing offered twice was offered.
 * @param {KeptTalk["offered"]} offered
 */
function once(offered) {
  return offered.filter((one, index) => offered.findIndex((other) => other.kind === one.kind && other.id === one.id) === index);
}
