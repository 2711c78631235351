/** The page's addresses: #/logg, #/samtaler, #/kolleger, #/laser, #/innlegg/ID, #/del/ID, #/ny; a bare #ID is a talk. */

export const VIEWS = ["logg", "samtaler", "kolleger", "laser"];

/** @returns {{ view: string, id: string }} */
export function here() {
  const hash = decodeURIComponent(location.hash.slice(1));
  if (/^[0-9a-f]{1,64}$/i.test(hash)) return { view: "samtale", id: hash };
  const [, view = "logg", id = ""] = /^\/([a-z]+)(?:\/([0-9a-f]+))?$/.exec(hash) ?? [];
  return VIEWS.includes(view) || view === "ny" || (["innlegg", "del"].includes(view) && id) ? { view, id } : { view: "logg", id: "" };
}
