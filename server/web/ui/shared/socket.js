/** A websocket that comes back by itself, with growing pauses, and says plainly whether it is there. */

import { knockAs, protocols, shutOut } from "./pass.js";
import { now } from "./time.js";

/** @typedef {"connecting" | "open" | "lost"} LinkState */

const FIRST_PAUSE = 500;
const LONGEST_PAUSE = 15_000;
/** A longer step between two ticks means that the machine slept: the old socket is then not to be trusted. */
const SLEPT = 20_000;

export class LiveSocket {
  /**
   * @param {string} path
   * @param {(frame: any) => void} onFrame
   * @param {(state: LinkState, since: number) => void} onState
   * @param {() => object} [hello] what is said first, where something has to be
   */
  constructor(path, onFrame, onState, hello) {
    this.path = path;
    this.onFrame = onFrame;
    this.onState = onState;
    this.hello = hello;
    /** @type {LinkState} */
    this.state = "connecting";
    this.since = now();
    this.tries = 0;
    /** @type {WebSocket | null} */
    this.socket = null;
    /** @type {ReturnType<typeof setTimeout> | undefined} */
    this.timer = undefined;
    this.over = false;
    addEventListener("online", () => this.retry());
    addEventListener("offline", () => this.drop());
    document.addEventListener("visibilitychange", () => {
      if (!document.hidden && this.state !== "open") this.retry();
    });
    this.connect();
  }

  connect() {
    clearTimeout(this.timer);
    if (this.over) return;
    const scheme = location.protocol === "https:" ? "wss:" : "ws:";
    const socket = new WebSocket(`${scheme}//${location.host}${this.path}`, protocols());
    this.socket = socket;
    socket.addEventListener("open", () => {
      if (this.hello && socket === this.socket) this.send(this.hello());
    });
    socket.addEventListener("message", (event) => {
      if (socket !== this.socket) return;
      this.tries = 0;
      this.become("open");
      this.onFrame(JSON.parse(event.data));
    });
    socket.addEventListener("close", () => {
      if (socket === this.socket) this.closed();
    });
  }

  /** The socket is gone: say so, and try again after a pause with some chance in it. */
  closed() {
    this.socket = null;
    this.become("lost");
    const longest = Math.min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** this.tries);
    this.tries += 1;
    if (this.tries === 2) void this.stillLoggedIn();
    this.timer = setTimeout(() => this.connect(), longest * (0.5 + Math.random() / 2));
  }

  /** Lets go of a socket that may hang, and starts over. */
  drop() {
    const old = this.socket;
    this.closed();
    old?.close();
  }

  /** Goes away for good. */
  end() {
    this.over = true;
    this.socket?.close();
  }

  /** Tries again now. */
  retry() {
    if (this.state === "open" || this.socket?.readyState === WebSocket.CONNECTING) return;
    this.tries = 0;
    this.connect();
  }

  /** A refused handshake looks like a lost one; ask which it is. */
  async stillLoggedIn() {
    try {
      const answer = await knockAs("/api/me");
      if (!answer.ok) return;
      const me = await answer.json();
      if (me.name === null && !shutOut()) location.assign(`/?next=${encodeURIComponent(location.pathname)}`);
    } catch {
      // The server is away; the socket keeps trying.
    }
  }

  /** @param {number} sinceLast */
  tick(sinceLast) {
    if (sinceLast > SLEPT && this.state === "open") this.drop();
  }

  /** @param {LinkState} state */
  become(state) {
    if (state === this.state) return;
    this.state = state;
    this.since = now();
    this.onState(state, this.since);
  }

  /**
   * @param {object} frame
   * @returns {boolean} whether it went out
   */
  send(frame) {
    if (this.socket?.readyState !== WebSocket.OPEN) return false;
    this.socket.send(JSON.stringify(frame));
    return true;
  }
}
