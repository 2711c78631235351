/** Keeps what is typed on the server: two seconds after typing stops, on blur, on leaving; again and again when it cannot be reached. */

/** @typedef {{ ok: boolean, status: number, problem?: import("./types.js").Problem }} Sent */
/**
 * `since` is when the last text that the server has was sent.
 * @typedef {{ kind: "still" | "waiting" | "sending" | "saved" | "lost" | "refused", since: number | null, answer: Sent | null }} Saving
 */

const PAUSE = 2000;
const FIRST_RETRY = 2000;
const LAST_RETRY = 60_000;

/**
 * @param {(leaving: boolean) => Promise<Sent>} send sends what the fields hold now
 * @param {(saving: Saving) => void} told
 */
export function makeAutosave(send, told) {
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  /** @type {Promise<void> | null} */
  let flight = null;
  let retry = FIRST_RETRY;
  /** What is typed is counted: the text is sent when the count it had then is the count now. */
  let typed = 0;
  let kept = 0;
  let stopped = false;
  /** @type {Saving} */
  let now = { kind: "still", since: null, answer: null };

  /** @param {Saving["kind"]} kind @param {Partial<Saving>} [more] */
  function tell(kind, more = {}) {
    now = { ...now, answer: null, ...more, kind };
    told(now);
  }

  /** @param {number} pause */
  function later(pause) {
    clearTimeout(timer);
    if (!stopped) timer = setTimeout(() => void flush(), pause);
  }

  /** @returns {Promise<void>} */
  async function flush() {
    clearTimeout(timer);
    while (flight) await flight;
    if (typed === kept || stopped) return;
    flight = once();
    await flight;
  }

  async function once() {
    const count = typed;
    tell("sending");
    const answer = await send(false);
    flight = null;
    if (answer.ok) {
      kept = count;
      retry = FIRST_RETRY;
      tell(typed === kept ? "saved" : "waiting", { since: Date.now() });
      if (typed !== kept) later(PAUSE);
      return;
    }
    // A refusal will be the same next time, unless it is one that passes; what is typed next is tried again.
    const passes = answer.status === 0 || answer.status === 429 || answer.status >= 500;
    tell(passes ? "lost" : "refused", { answer });
    if (passes) {
      later(retry);
      retry = Math.min(retry * 2, LAST_RETRY);
    }
  }

  const back = () => {
    retry = FIRST_RETRY;
    void flush();
  };
  addEventListener("online", back);

  return {
    /** Something was typed. */
    touch() {
      typed += 1;
      now.since ??= Date.now();
      if (now.kind !== "lost") tell("waiting");
      if (now.kind !== "lost") later(PAUSE);
    },
    flush,
    /** The fields hold what the server has by other means: a saved version, a restored one. */
    settled(/** @type {number | null} */ since = Date.now()) {
      clearTimeout(timer);
      kept = typed;
      tell("saved", { since });
    },
    /** How far the typing has come: for {@link settledAt}. */
    count: () => typed,
    /** What was typed up to this count is kept; what came after is not. */
    settledAt(/** @type {number} */ count) {
      kept = count;
      if (typed === kept) this.settled();
      else {
        tell("waiting", { since: Date.now() });
        later(PAUSE);
      }
    },
    unsent: () => typed !== kept,
    /** Waits for what is under way, so that it cannot arrive after what comes next. */
    async quiet() {
      clearTimeout(timer);
      while (flight) await flight;
    },
    stop() {
      clearTimeout(timer);
      removeEventListener("online", back);
      stopped = true;
    },
    /** The page goes away, perhaps for good: sends in a way that outlives it. */
    leave() {
      if (typed !== kept) void send(true);
    },
  };
}
