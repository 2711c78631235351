/** Addresses of the desk: what stands behind # names a view, or an article to read. */

/** @typedef {import("../shared/types.js").Params} Params */

const views = ["artikler", "rediger", "ny", "meldinger", "dekning", "sporsmal", "filer", "omrader", "arkiv", "inn-og-ut"];

/**
 * What an address names; nothing, or something unknown, is the list.
 * @param {string} hash
 * @returns {{ view: string, params: Params }}
 */
export function place(hash) {
  const [path = "", query = ""] = hash.replace(/^#/, "").split(/\?(.*)/s);
  const named = /^\/([a-z-]+)(?:\/(.*))?$/.exec(path);
  /** @param {string} id */
  const params = (id) => Object.assign(new URLSearchParams(query), { id: decoded(id) });
  if (named) return { view: views.includes(named[1] ?? "") ? (named[1] ?? "") : "artikler", params: params(named[2] ?? "") };
  return path === "" ? { view: "artikler", params: params("") } : { view: "les", params: params(path) };
}

/** @param {string} id */
function decoded(id) {
  try {
    return decodeURIComponent(id);
  } catch {
    return id;
  }
}

/**
 * The address of a view; what is empty is left out.
 * @param {string} view
 * @param {Record<string, string | null | undefined>} [query]
 */
export function address(view, query = {}) {
  const asked = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value) asked.set(name, value);
  const all = asked.toString();
  return `#/${view}${all ? `?${all}` : ""}`;
}

/**
 * Puts a choice into the address without going anywhere: Back leads to the view before, not to each choice.
 * @param {string} view
 * @param {Record<string, string | null | undefined>} query
 */
export function keep(view, query) {
  history.replaceState(null, "", address(view, query));
}
