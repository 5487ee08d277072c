/** Follows one sale's public state while the page is visible; the answers are small. */

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

const LIVELY_MS = 1_000;
const CALM_MS = 5_000;
const SOON_MS = 60_000;
const ANSWER_WITHIN_MS = 5_000;

/**
 * Reads the sale each second while it can change under the buyer's eyes (open, sold out, about to
 * open), every five seconds otherwise, not at all while the page is hidden.
 *
 * @param {object} options
 * @param {string} options.saleId
 * @param {(sale: Sale) => void} options.onSale
 * @param {() => number} options.now epoch ms on the shop's clock
 * @param {string} [options.endpoint]
 * @param {typeof fetch} [options.fetch]
 * @param {Document} [options.document]
 * @returns {{ refresh: () => Promise<void>, stop: () => void }}
 */
export function watchSale(options) {
  const { saleId, onSale, now, endpoint = "/api/v1" } = options;
  const page = options.document ?? document;
  const send =
    options.fetch ?? ((/** @type {string} */ to, /** @type {any} */ init) => fetch(to, init));
  const url = `${endpoint}/sales/${encodeURIComponent(saleId)}`;
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer;
  let stopped = false;
  let pauseMs = LIVELY_MS;

  async function read() {
    try {
      // "no-cache" lets the browser ask with If-None-Match and answer a 304 from its own cache.
      const response = await send(url, {
        cache: "no-cache",
        signal: AbortSignal.timeout?.(ANSWER_WITHIN_MS),
      });
      if (!response.ok) {
        throw new Error(`status ${response.status}`);
      }
      const sale = await response.json();
      pauseMs = pauseFor(sale, now());
      onSale(sale);
    } catch {
      pauseMs = CALM_MS;
    }
  }

  async function refresh() {
    clearTimeout(timer);
    await read();
    clearTimeout(timer);
    if (!stopped && page.visibilityState === "visible") {
      timer = setTimeout(refresh, pauseMs);
    }
  }

  const onVisibility = () => {
    clearTimeout(timer);
    if (page.visibilityState === "visible") {
      void refresh();
    }
  };
  page.addEventListener("visibilitychange", onVisibility);
  timer = setTimeout(refresh, LIVELY_MS);

  return {
    refresh,
    stop: () => {
      stopped = true;
      clearTimeout(timer);
      page.removeEventListener("visibilitychange", onVisibility);
    },
  };
}

/** @param {Sale} sale @param {number} now epoch ms on the shop's clock */
export function pauseFor(sale, now) {
  const lively =
    sale.status === "open" ||
    sale.status === "sold_out" ||
    (sale.status === "upcoming" && Date.parse(sale.opensAt) - now < SOON_MS);
  return lively ? LIVELY_MS : CALM_MS;
}
