/* Sets the chosen colours before the first paint; the choice itself is made in shared/chrome.js. */
(() => {
  try {
    const kept = JSON.parse(localStorage.getItem("ledsager") ?? "{}");
    if (kept.scheme === "light" || kept.scheme === "dark") {
      document.documentElement.dataset.scheme = kept.scheme;
    }
  } catch {
    // Without storage the page follows the system.
  }
})();
