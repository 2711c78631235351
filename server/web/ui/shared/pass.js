/**
 * Who this page is where it may hold no cookie, as inside another program: a pass that came with the page, is
 * renewed before it ends, and is kept nowhere but here.
 */

/** Well before a quarter of an hour is over. */
const RENEW = 6 * 60_000;
const AGAIN = 20_000;

const given = document.querySelector('meta[name="ledsager-pass"]');
given?.remove();
/** @type {string | null} */
let pass = given?.getAttribute("content") ?? null;

/** Asks a door of the server as whoever this page is. @param {string} path @param {RequestInit} [asked] */
export function knockAs(path, asked = {}) {
  if (pass === null) return fetch(path, asked);
  return fetch(path, { ...asked, credentials: "omit", headers: { ...asked.headers, authorization: `Bearer ${pass}` } });
}

/** What a socket shows beside its protocol: it can set no header. */
export function protocols() {
  return pass === null ? [] : ["ledsager.v1", `pass.${pass}`];
}

/** The pass itself, for a first frame that carries it. */
export function shown() {
  return pass ?? "";
}

/**
 * The server knows this page no longer: where a pass let it in, it says so and stays.
 * @returns {boolean} whether that is so; else the login is the way in
 */
export function shutOut() {
  if (pass === null) return false;
  document.dispatchEvent(new Event("shut-out"));
  return true;
}

async function renew() {
  let pause = RENEW;
  try {
    const answer = await knockAs("/api/zendesk/renew", { method: "POST" });
    if (answer.ok) pass = (await answer.json()).pass;
    else if (answer.status === 401) return void shutOut();
    else pause = AGAIN;
  } catch {
    pause = AGAIN;
  }
  setTimeout(renew, pause);
}

if (pass !== null) setTimeout(renew, RENEW);
