/** Copies a text to the clipboard, also where the page is not in a secure context. */

/**
 * @param {string} words
 * @returns {Promise<boolean>} whether it was copied
 */
export async function copy(words) {
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
