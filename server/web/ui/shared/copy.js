/** Copies a text to the clipboard, also where the page is not in a secure context. */

/** @type {() => Promise<void>} */
let asked = async () => {};

/**
 * Sets somebody who may ask before anything is copied. A copy that is thought better of never comes about: the promise
 * stays open, so that whoever waits says nothing.
 * @param {() => Promise<void>} ask
 */
export function askBeforeCopying(ask) {
  asked = ask;
}

/**
 * @param {string} words
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copy(words) {
  await asked();
  try {
    if (navigator.clipboard && window.isSecureContext) {
      await navigator.clipboard.writeText(words);
      return true;
    }
  } catch {
    // Not allowed here: the older way below may still be.
  }
  const back = document.activeElement;
  const field = document.createElement("textarea");
  field.value = words;
  field.className = "offstage";
  field.setAttribute("aria-hidden", "true");
  document.body.append(field);
  field.select();
  let done = false;
  try {
    done = document.execCommand("copy");
  } catch {
    done = false;
  }
  field.remove();
  if (back instanceof HTMLElement || back instanceof SVGElement) back.focus({ preventScroll: true });
  return done;
}
