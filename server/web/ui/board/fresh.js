/** Whether what the board shows is of this very second: the socket is there, the server's beat comes, and all is drawn. */

/** Older than this, and the board says so. */
const SECOND = 1000;

export class Fresh {
  /**
   * @param {import("../shared/socket.js").LiveSocket} socket
   * @param {import("./drawing.js").Drawing} drawing
   */
  constructor(socket, drawing) {
    this.socket = socket;
    this.drawing = drawing;
    this.heardAt = performance.now();
    /** A server that beats is expected to go on: an empty wire and a hung one look the same. */
    this.beats = false;
    /** Where no beat comes: whether the server was out of reach when it was asked. */
    this.unreachable = false;
  }

  /** Any frame. @param {{ type: string }} frame */
  heard(frame) {
    this.heardAt = performance.now();
    this.unreachable = false;
    if (frame.type === "beat") this.beats = true;
  }

  /** A new connection: whether it beats is to be heard anew. */
  renew() {
    this.beats = false;
    this.unreachable = false;
    this.heardAt = performance.now();
  }

  /** Once a second: a silent wire without a beat is asked for a sign of life. */
  async ask() {
    if (this.beats || this.socket.state !== "open" || document.hidden || performance.now() - this.heardAt < SECOND) return;
    const asked = performance.now();
    const there = await fetch("/health", { cache: "no-store", signal: AbortSignal.timeout(SECOND - 100) }).then((answer) => answer.ok, () => false);
    if (this.heardAt < asked) this.unreachable = !there;
  }

  /** @returns {"open" | "late" | "lost" | "connecting"} */
  get state() {
    if (this.socket.state !== "open") return this.socket.state;
    const late = this.unreachable || (this.beats && performance.now() - this.heardAt > SECOND) || this.drawing.behind > SECOND;
    return late ? "late" : "open";
  }

  get live() {
    return this.state === "open";
  }

  /** Since when nothing has come, as a time of this clock. */
  get since() {
    return this.socket.state === "open" ? Date.now() - (performance.now() - this.heardAt) : this.socket.since;
  }
}
