/** Whether what the board shows is of this very second: the socket is there, the server's beat comes in time, and all is drawn. */

/** Older than this, and the board says so. */
const SECOND = 1000;
/** Two clocks drift apart, by far less than this between two beats. */
const DRIFT = 0.5;

export class Fresh {
  /**
   * @param {import("../shared/socket.js").LiveSocket} socket
   * @param {import("./drawing.js").Drawing} drawing
   */
  constructor(socket, drawing) {
    this.socket = socket;
    this.drawing = drawing;
    /** When the newest beat came, by the clock of the page: until then everything was told. */
    this.heardAt = performance.now();
    /** What the quickest beat took, up to what the two clocks differ by. */
    this.quickest = Infinity;
    /** How much longer the newest took: it tells of a time so long ago. */
    this.late = 0;
  }

  /** A new connection: what is known of the way here begins anew. */
  renew() {
    this.heardAt = performance.now();
    this.quickest = Infinity;
    this.late = 0;
  }

  /** Any frame; the server says with a beat, some three times a second, that all has been told. @param {{ type: string, at?: number }} frame */
  heard(frame) {
    if (frame.type === "snapshot") this.heardAt = performance.now();
    if (frame.type !== "beat") return;
    this.heardAt = performance.now();
    if (frame.at === undefined) return;
    const took = this.heardAt - frame.at;
    this.quickest = Math.min(this.quickest + DRIFT, took);
    this.late = took - this.quickest;
  }

  /** How old the picture is, in milliseconds. */
  get age() {
    return Math.max(performance.now() - this.heardAt + this.late, this.drawing.behind);
  }

  /** @returns {"open" | "late" | "lost" | "connecting"} */
  get state() {
    if (this.socket.state !== "open") return this.socket.state;
    return this.age > SECOND ? "late" : "open";
  }

  get live() {
    return this.state === "open";
  }

  /** Since when nothing has come, as a time of this clock. */
  get since() {
    return this.socket.state === "open" ? Date.now() - this.age : this.socket.since;
  }
}
