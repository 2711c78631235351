/** Locks the log when nobody has touched the page for a quarter of an hour, and when the page is left. */

const MOST = 15 * 60_000;
const LOOK = 10_000;

/**
 * @param {{ idle: () => Promise<void> | void, left: () => void, open: () => boolean }} heard
 */
export function lockWhenIdle({ idle, left, open }) {
  let last = Date.now();
  const touched = () => (last = Date.now());
  for (const kind of ["pointerdown", "keydown", "wheel", "input"]) addEventListener(kind, touched, { capture: true, passive: true });
  const look = () => {
    // By the clock, not by a timer: a machine that slept has not counted.
    if (open() && Date.now() - last >= MOST) void idle();
  };
  setInterval(look, LOOK);
  addEventListener("visibilitychange", look);
  addEventListener("pagehide", left);
  return { touched };
}
