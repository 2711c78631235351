/** The few choices a reader may make, kept in localStorage: settings only, never a word of a chat. */

/**
 * `group`: the target group a search keeps to; `news`: the day what is new was last looked at; `level`: whether
 * explanations stand open.
 * @typedef {{ lang: "nb" | "nn", scheme: "auto" | "light" | "dark", stages: boolean, keys: boolean,
 *   group: string | null, news: string | null, level: "novice" | "experienced", views: View[] }} Settings
 */
/** A way to look at the vaktleder's list. @typedef {{ name: string, filter: "all" | "support" | "waits" | "phone", phase: string, find: string }} View */

const KEY = "ledsager";

/** @type {Settings} */
const plain = {
  lang: navigator.languages?.some((one) => one.toLowerCase().startsWith("nn")) ? "nn" : "nb",
  scheme: "auto",
  stages: true,
  keys: true,
  group: null,
  news: null,
  level: "novice",
  views: [],
};

/** @returns {Settings} */
function load() {
  try {
    const kept = JSON.parse(localStorage.getItem(KEY) ?? "{}");
    return {
      lang: kept.lang === "nn" || kept.lang === "nb" ? kept.lang : plain.lang,
      scheme: kept.scheme === "light" || kept.scheme === "dark" ? kept.scheme : "auto",
      stages: kept.stages !== false,
      keys: kept.keys !== false,
      group: typeof kept.group === "string" ? kept.group : null,
      news: /^\d{4}-\d\d-\d\d$/.test(kept.news) ? kept.news : null,
      level: kept.level === "experienced" ? "experienced" : "novice",
      views: Array.isArray(kept.views) ? kept.views.filter(isView) : [],
    };
  } catch {
    return { ...plain };
  }
}

/** @param {any} one @returns {one is View} */
function isView(one) {
  return ["name", "phase", "find"].every((part) => typeof one?.[part] === "string") && ["all", "support", "waits", "phone"].includes(one.filter);
}

/** What holds now; change it through {@link choose}. */
export const settings = load();

/** @type {Set<() => void>} */
const watchers = new Set();

/**
 * Makes a choice and keeps it, where the browser lets us.
 * @param {Partial<Settings>} change
 */
export function choose(change) {
  Object.assign(settings, change);
  try {
    localStorage.setItem(KEY, JSON.stringify(settings));
  } catch {
    // Private windows may refuse: the choice then lasts as long as the page.
  }
  if (settings.scheme === "auto") delete document.documentElement.dataset.scheme;
  else document.documentElement.dataset.scheme = settings.scheme;
  for (const watcher of watchers) watcher();
}

/**
 * Calls back after every choice.
 * @param {() => void} watcher
 */
export function watchSettings(watcher) {
  watchers.add(watcher);
}
