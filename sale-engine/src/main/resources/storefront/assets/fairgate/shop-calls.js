/** The calls to the shop: how a request is dressed and how long an answer may take. */

const ANSWER_WITHIN_MS = 15_000;

/**
 * @typedef {object} ShopCallsOptions
 * @property {string} [endpoint] base path or URL; default "/browser"
 * @property {Record<string, string>} [headers] sent with every call, such as Authorization
 * @property {typeof fetch} [fetch]
 */

export class ShopCalls {
  /** @param {ShopCallsOptions} options */
  constructor({ endpoint = "/browser", headers = {}, fetch: send }) {
    this.endpoint = endpoint;
    this.headers = headers;
    this.fetch = send ?? ((/** @type {string} */ url, /** @type {any} */ init) => fetch(url, init));
    /** @type {string | null} X-Fairgate-Pass of a right response: goes first in a busy shop */
    this.pass = null;
  }

  /**
   * @param {string} saleId
   * @param {string} key the Idempotency-Key
   * @param {{ quantity: number, telemetry?: object, challenge?: object }} purchase
   */
  async purchase(saleId, key, purchase) {
    const headers = {
      "Idempotency-Key": key,
      ...(this.pass ? { "X-Fairgate-Pass": this.pass } : {}),
    };
    const response = await this.post(
      `/sales/${encodeURIComponent(saleId)}/orders`,
      purchase,
      headers,
    );
    this.pass = response?.headers.get("X-Fairgate-Pass") ?? this.pass;
    return response;
  }

  /** @param {string} orderId */
  order(orderId) {
    return this.call(`/orders/${encodeURIComponent(orderId)}`, { method: "GET", headers: {} });
  }

  /** @param {string} challengeId @param {string} kind */
  alternative(challengeId, kind) {
    return this.post(`/challenges/${encodeURIComponent(challengeId)}/alternative`, { kind });
  }

  /**
   * @param {string} path
   * @param {object} body
   * @param {Record<string, string>} [headers]
   */
  post(path, body, headers = {}) {
    const json = { "Content-Type": "application/json" };
    const init = { method: "POST", body: JSON.stringify(body), headers: { ...json, ...headers } };
    return this.call(path, init);
  }

  /**
   * @param {string} path
   * @param {{ method: string, body?: string, headers: Record<string, string> }} init
   * @returns {Promise<Response | null>} null: no answer came
   */
  async call(path, init) {
    try {
      return await this.fetch(this.endpoint + path, {
        ...init,
        headers: { Accept: "application/json", ...this.headers, ...init.headers },
        credentials: "same-origin",
        cache: "no-store",
        signal: AbortSignal.timeout?.(ANSWER_WITHIN_MS),
      });
    } catch {
      return null;
    }
  }
}
