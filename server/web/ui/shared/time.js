/** Clock times and durations, corrected for the difference between this clock and the server's. */

import { t, tn } from "./text.js";

let ahead = 0;

/**
 * Takes the server's time from a snapshot.
 * @param {number} clock
 */
export function setClock(clock) {
  ahead = clock - Date.now();
}

/** The server's time now, in milliseconds since 1970. */
export function now() {
  return Date.now() + ahead;
}

/** @param {number} count */
const two = (count) => String(count).padStart(2, "0");

/**
 * A clock time, "13.42", in the reader's own time zone.
 * @param {number} at
 */
export function clock(at) {
  const day = new Date(at - ahead);
  return `${two(day.getHours())}.${two(day.getMinutes())}`;
}

/**
 * How long since, "4:10" or "1:02:03".
 * @param {number} since
 */
export function elapsed(since) {
  const seconds = Math.max(0, Math.floor((now() - since) / 1000));
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return hours > 0 ? `${hours}:${two(minutes)}:${two(seconds % 60)}` : `${minutes}:${two(seconds % 60)}`;
}

/**
 * A duration in words, "7 min" or "1 t 12 min".
 * @param {number} length
 */
export function span(length) {
  const minutes = Math.max(0, Math.floor(length / 60_000));
  if (minutes < 60) return tn("time.minutes", minutes);
  return t("time.hours", { hours: Math.floor(minutes / 60), minutes: minutes % 60 });
}

/**
 * A date as it is written in Norwegian, "12.10.2026"; anything else comes back as it is.
 * @param {string} date
 */
export function day(date) {
  const parts = /^(\d{4})-(\d\d)-(\d\d)/.exec(date);
  return parts ? `${Number(parts[3])}.${Number(parts[2])}.${parts[1]}` : date;
}

/**
 * Calls back once a second, and says how long it really was: more means that the machine slept.
 * @param {(sinceLast: number) => void} heard
 */
export function everySecond(heard) {
  let last = Date.now();
  setInterval(() => {
    const at = Date.now();
    heard(at - last);
    last = at;
  }, 1000);
}
