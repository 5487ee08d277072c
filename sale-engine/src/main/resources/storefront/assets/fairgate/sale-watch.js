/** Follows one sale's public state while the page is visible; the answers are small and cached. */

/**
 * @typedef {object} Sale as `GET /api/v1/sales/{saleId}` gives it
 * @property {string} id
 * @property {"upcoming" | "open" | "paused" | "sold_out" | "closed"} status
 * @property {{ amount: number, currency: string }} price
 * @property {string} opensAt
 * @property {string} closesAt
 * @property {number} allocation
 * @property {number} available
 * @property {number} perAccountLimit
 */

/** How soon to look again after a change, and at the longest while nothing changes. */
const LIVELY = Object.freeze({ firstMs: 1_000, mostMs: 4_000 });
const CALM = Object.freeze({ firstMs: 10_000, mostMs: 30_000 });
/** Hidden, and the buyer wants to be told. */
const HIDDEN_MS = 15_000;
const FAILED_MS = 30_000;
const GROWTH = 1.5;
const SOON_MS = 60_000;
const ANSWER_WITHIN_MS = 5_000;

/**
 * Reads the sale often while it moves, and less and less while it does not: after a second, at last
 * every 4 s while it can change under the buyer's eyes (open, sold out, about to open), every 30 s
 * otherwise, each time a quarter earlier or later, so that pages do not ask in one wave. Hidden
 * pages do not ask, unless the buyer wants to be told (every 15 s). The answers may come from any
 * cache: `max-age=1`, then a 304.
 *
 * @param {object} options
 * @param {string} options.saleId
 * @param {(sale: Sale) => void} options.onSale
 * @param {() => number} options.now epoch ms on the shop's clock
 * @param {() => boolean} [options.wanted] whether a hidden page is to go on asking
 * @param {string} [options.endpoint]
 * @param {typeof fetch} [options.fetch]
 * @param {Document} [options.document]
 * @param {() => number} [options.random] within [0, 1)
 * @returns {{ refresh: () => Promise<void>, stop: () => void }}
 */
export function watchSale(options) {
  const { saleId, onSale, now, endpoint = "/api/v1", random = Math.random } = options;
  const { wanted = () => false } = options;
  const page = options.document ?? document;
  const send =
    options.fetch ?? ((/** @type {string} */ to, /** @type {any} */ init) => fetch(to, init));
  const url = `${endpoint}/sales/${encodeURIComponent(saleId)}`;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let stopped = false;
  let seen = "";
  let pauseMs = LIVELY.firstMs;

  async function read() {
    try {
      const response = await send(url, { signal: AbortSignal.timeout?.(ANSWER_WITHIN_MS) });
      if (!response.ok) {
        throw new Error(`status ${response.status}`);
      }
      const sale = await response.json();
      const state = `${sale.status} ${sale.available} ${sale.allocation}`;
      pauseMs = nextPause(pacing(sale, now()), state !== seen, pauseMs);
      seen = state;
      onSale(sale);
    } catch {
      pauseMs = Math.min(pauseMs * 2, FAILED_MS);
    }
  }

  async function refresh() {
    clearTimeout(timer);
    await read();
    again();
  }

  function again() {
    clearTimeout(timer);
    const hidden = page.visibilityState !== "visible";
    if (!stopped && (!hidden || wanted())) {
      const ms = hidden ? Math.max(HIDDEN_MS, pauseMs) : pauseMs;
      timer = setTimeout(refresh, ms * (0.75 + random() / 2));
    }
  }

  const onVisibility = () => {
    clearTimeout(timer);
    if (page.visibilityState === "visible") {
      pauseMs = LIVELY.firstMs;
      void refresh();
    } else {
      again();
    }
  };
  page.addEventListener("visibilitychange", onVisibility);
  again();

  return {
    refresh,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      page.removeEventListener("visibilitychange", onVisibility);
    },
  };
}

/**
 * @param {{ firstMs: number, mostMs: number }} pacing
 * @param {boolean} changed
 * @param {number} lastMs
 */
function nextPause({ firstMs, mostMs }, changed, lastMs) {
  return changed ? firstMs : Math.min(Math.max(lastMs * GROWTH, firstMs), mostMs);
}

/** @param {Sale} sale @param {number} now epoch ms on the shop's clock */
function pacing(sale, now) {
  const lively =
    sale.status === "open" ||
    sale.status === "sold_out" ||
    (sale.status === "upcoming" && Date.parse(sale.opensAt) - now < SOON_MS);
  return lively ? LIVELY : CALM;
}
