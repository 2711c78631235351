/** Zendesk's own script, and through it the case that this frame stands beside. Everything we ask of it is here. */

/** The one address of it (demo_apps of Zendesk, apps framework 2). */
const SDK = "https://static.zdassets.com/zendesk_app_framework_sdk/2.0/zaf_sdk.min.js";
const PATIENCE = 15_000;

/**
 * As much of Zendesk's client as is used here.
 * @typedef {{ on: (event: string, heard: (told: any) => void) => void, get: (path: string) => Promise<Record<string, any>>,
 *   invoke: (name: string, ...given: any[]) => Promise<any> }} Client
 */

/**
 * The client once Zendesk has taken the frame in.
 * @returns {Promise<Client | null>} null where there is no Zendesk around this page, or its script does not come
 */
export async function registered() {
  const late = /** @type {Promise<null>} */ (new Promise((done) => setTimeout(() => done(null), PATIENCE)));
  if (!(await Promise.race([loaded(), late]))) return null;
  /** @type {Client | false} */
  const client = /** @type {any} */ (globalThis).ZAFClient.init();
  if (!client) return null;
  return Promise.race([new Promise((done) => client.on("app.registered", () => done(client))), late]);
}

/** @returns {Promise<boolean>} */
function loaded() {
  return new Promise((done) => {
    const script = document.createElement("script");
    script.src = SDK;
    script.addEventListener("load", () => done("ZAFClient" in globalThis));
    script.addEventListener("error", () => done(false));
    document.head.append(script);
  });
}

/**
 * One thing that Zendesk knows; null when it does not answer.
 * @param {Client} client
 * @param {string} path
 */
export async function told(client, path) {
  try {
    return (await client.get(path))[path] ?? null;
  } catch {
    return null;
  }
}

/** The id of the case that is open beside us now. @param {Client} client */
export async function ticketNow(client) {
  const id = await told(client, "ticket.id");
  return id === null ? null : String(id);
}
