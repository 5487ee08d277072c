/**
 * What a page may tell about how it is being used, so that people can be told from programs: when
 * a pointer moved, that a key was pressed (never which), how the page scrolled. Nothing typed,
 * nothing from outside the page. At most 512 events: the first 64 and the most recent ones.
 */

/**
 * @typedef {[number, string, ...number[]]} TelemetryEvent ms since the page opened, kind, numbers:
 *   m move, d down, u up, t touch: x, y · s scroll: x, y · v visibility: 1 or 0 · k key · f focus
 */

/**
 * @typedef {object} Telemetry
 * @property {number} pageOpenedAt epoch ms by the browser's clock
 * @property {number} submittedAt epoch ms, same clock
 * @property {TelemetryEvent[]} events
 * @property {boolean} webdriver
 * @property {string} timezone
 * @property {string[]} languages
 * @property {[number, number, number]} screen width, height, device pixel ratio
 * @property {boolean} touch
 */

export const MAX_EVENTS = 512;
const FIRST_EVENTS = 64;
const RECENT_EVENTS = MAX_EVENTS - FIRST_EVENTS;
const THINNED_MS = 16;
const MAX_LANGUAGES = 8;
const MAX_TEXT = 64;

/** The bounded list of events: keeps how a visit began and how it ended. */
export class EventLog {
  constructor() {
    /** @type {TelemetryEvent[]} */
    this.first = [];
    /** @type {TelemetryEvent[]} */
    this.recent = [];
    /** @type {Map<string, number>} */
    this.lastAt = new Map();
  }

  /**
   * @param {number} at ms since the page opened
   * @param {string} kind
   * @param {...number} numbers
   */
  add(at, kind, ...numbers) {
    const event = /** @type {TelemetryEvent} */ ([whole(at), kind, ...numbers.map(integer)]);
    if (this.first.length < FIRST_EVENTS) {
      this.first.push(event);
      return;
    }
    this.recent.push(event);
    if (this.recent.length > RECENT_EVENTS) {
      this.recent.shift();
    }
  }

  /**
   * As `add`, but at least 16 ms after the last one of its kind; for what browsers send in floods.
   *
   * @param {number} at
   * @param {string} kind
   * @param {...number} numbers
   */
  addThinned(at, kind, ...numbers) {
    const last = this.lastAt.get(kind);
    if (last !== undefined && whole(at) - last < THINNED_MS) {
      return;
    }
    this.lastAt.set(kind, whole(at));
    this.add(at, kind, ...numbers);
  }

  /** @returns {TelemetryEvent[]} a copy, oldest first */
  list() {
    return [...this.first, ...this.recent];
  }
}

/**
 * Starts listening; call once when the page opens.
 *
 * @param {{ window?: Window & typeof globalThis }} [options] another window, for tests
 * @returns {{ snapshot: () => Telemetry, stop: () => void }}
 */
export function collectTelemetry({ window: page = window } = {}) {
  const log = new EventLog();
  const pageOpenedAt = Math.round(page.performance.timeOrigin);
  const elapsed = () => page.performance.now();
  const listening = new page.AbortController();
  listen(page, log, elapsed, listening.signal);
  return {
    snapshot: () => ({
      pageOpenedAt,
      submittedAt: pageOpenedAt + whole(elapsed()),
      events: log.list(),
      ...environment(page),
    }),
    stop: () => listening.abort(),
  };
}

/**
 * @param {Window & typeof globalThis} page
 * @param {EventLog} log
 * @param {() => number} elapsed
 * @param {AbortSignal} signal
 */
function listen(page, log, elapsed, signal) {
  const passive = { passive: true, capture: true, signal };
  /** @param {EventTarget} target @param {string} name @param {(event: any) => void} note */
  const on = (target, name, note) => target.addEventListener(name, note, passive);
  const { document } = page;

  on(page, "pointermove", ({ pointerType, clientX, clientY }) => {
    log.addThinned(elapsed(), pointerType === "touch" ? "t" : "m", clientX, clientY);
  });
  on(page, "pointerdown", ({ pointerType, clientX, clientY }) => {
    log.add(elapsed(), pointerType === "touch" ? "t" : "d", clientX, clientY);
  });
  on(page, "pointerup", ({ clientX, clientY }) => log.add(elapsed(), "u", clientX, clientY));
  on(page, "keydown", ({ repeat }) => repeat || log.add(elapsed(), "k"));
  on(page, "scroll", () => log.addThinned(elapsed(), "s", page.scrollX, page.scrollY));
  on(page, "focus", ({ target }) => target === page && log.add(elapsed(), "f"));
  on(document, "visibilitychange", () => {
    log.add(elapsed(), "v", document.visibilityState === "visible" ? 1 : 0);
  });
  if (document.hasFocus()) {
    log.add(elapsed(), "f");
  }
}

/** @param {Window & typeof globalThis} page */
function environment(page) {
  const { navigator, screen } = page;
  const languages = navigator.languages ?? [navigator.language];
  return {
    webdriver: navigator.webdriver === true,
    timezone: timezone().slice(0, MAX_TEXT),
    languages: languages.slice(0, MAX_LANGUAGES).map((tag) => String(tag).slice(0, MAX_TEXT)),
    screen: /** @type {[number, number, number]} */ ([
      integer(screen.width),
      integer(screen.height),
      Math.max(1, integer(page.devicePixelRatio)),
    ]),
    touch: navigator.maxTouchPoints > 0,
  };
}

function timezone() {
  try {
    return Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
  } catch {
    return "";
  }
}

/** @param {number} value */
function integer(value) {
  return Number.isFinite(value) ? Math.round(value) : 0;
}

/** @param {number} value */
function whole(value) {
  return Math.max(0, integer(value));
}
