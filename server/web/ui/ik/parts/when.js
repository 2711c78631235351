/** Days and moments in the short forms of the desk: "5.12.", "2. november", "11.40" or "20.11. kl. 11.40". */

import { settings } from "../../shared/settings.js";
import { t } from "../../shared/text.js";
import { clock, day, now } from "../../shared/time.js";

/** @param {string} date a day, or a moment of which the day is meant */
function local(date) {
  return date.length > 10 ? new Date(date) : new Date(`${date}T12:00:00`);
}

/**
 * "5.12.", with the year where it is another one.
 * @param {string | null} date
 */
export function shortDay(date) {
  if (!date) return "";
  const at = local(date);
  return at.getFullYear() === new Date(now()).getFullYear() ? `${at.getDate()}.${at.getMonth() + 1}.` : day(date);
}

/**
 * "2. november", with the year where it is another one.
 * @param {string | null} date
 */
export function longDay(date) {
  if (!date) return "";
  const at = local(date);
  const year = at.getFullYear() === new Date(now()).getFullYear() ? {} : { year: /** @type {const} */ ("numeric") };
  return new Intl.DateTimeFormat(settings.lang === "nn" ? ["nn-NO", "nb-NO"] : "nb-NO", { day: "numeric", month: "long", ...year }).format(at);
}

/**
 * "11.40" today, "20.11. kl. 11.40" any other day.
 * @param {string | number | null} at
 */
export function moment(at) {
  if (!at) return "";
  const then = new Date(at);
  const time = clock(then.getTime());
  return then.toDateString() === new Date(now()).toDateString() ? time : t("desk.moment", { day: shortDay(then.toISOString()), time });
}

/** How many whole days ago a day was. @param {string} date */
export function daysSince(date) {
  return Math.max(0, Math.round((now() - local(date).getTime()) / 86_400_000));
}
