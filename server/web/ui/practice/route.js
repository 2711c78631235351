/** Addresses of the page: what stands behind # names a view, and the chat or the knapp it shows. */

export const views = ["spill", "sammenlign", "egne", "verksted"];

/**
 * What an address names; nothing, or something unknown, is the first view.
 * @param {string} hash
 * @returns {{ view: string, id: string }}
 */
export function place(hash) {
  const [, view = "", id = ""] = /^#\/([a-z]+)(?:\/(.+))?$/.exec(hash) ?? [];
  if (!views.includes(view)) return { view: "spill", id: "" };
  try {
    return { view, id: decodeURIComponent(id) };
  } catch {
    return { view, id };
  }
}

/**
 * @param {string} view
 * @param {string} [id]
 */
export function address(view, id = "") {
  return `#/${view}${id ? `/${encodeURIComponent(id)}` : ""}`;
}
