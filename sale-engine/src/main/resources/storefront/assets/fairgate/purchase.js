/**
 * One purchase from the press of a button to an answer that stands: sends, waits, proves, asks
 * again. Every repeat carries the same Idempotency-Key, so nobody buys twice, whatever gets lost.
 */
import { readAnswer, readJson, retryAfterMs } from "./answers.js";
import { ChallengeRound } from "./challenge-round.js";
import { CONNECTION } from "./connection.js";
import { KeptKey } from "./kept-key.js";
import { ShopCalls } from "./shop-calls.js";
import { solveProofOfWork } from "./solver.js";

/**
 * @typedef {import("./answers.js").Answer} Answer
 * @typedef {import("./answers.js").Ordered} Ordered
 * @typedef {import("./answers.js").Refusal} Refusal
 * @typedef {import("./challenge-round.js").PictureQuestion} PictureQuestion
 * @typedef {import("./challenge-round.js").PictureAnswer} PictureAnswer
 */

/**
 * What a purchase comes to. `unreachable` and `unsettled` may have bought: pressing again repeats
 * the same key and finds out. `cancelled`: the buyer closed the picture.
 *
 * @typedef {Ordered | Refusal | { kind: "unreachable" } | { kind: "unsettled", orderId: string }
 *   | { kind: "cancelled" }} Outcome
 */

/**
 * @typedef {{ step: "sending" }
 *   | { step: "checking", fraction: number, pictureOffered: boolean }
 *   | { step: "waiting", reason: string, waitMs: number, attempt: number, attempts: number }
 *   | { step: "looking", orderId: string }} Progress
 */

/**
 * @typedef {object} PurchaserOptions
 * @property {string} saleId
 * @property {string} [endpoint] base path or URL of the JSON calls; default "/browser"
 * @property {(question: PictureQuestion) => Promise<PictureAnswer>} [onChallenge] shows a picture;
 *   without it only proof of work is used
 * @property {(progress: Progress) => void} [onProgress]
 * @property {() => object} [telemetry] the snapshot to send along
 * @property {Record<string, string>} [headers] sent with every call, such as Authorization
 * @property {typeof fetch} [fetch]
 * @property {Pick<KeptKey, "read" | "write" | "forget">} [kept] where the key outlives the page
 * @property {typeof CONNECTION} [connection]
 * @property {typeof solveProofOfWork} [solve]
 * @property {(ms: number) => Promise<void>} [pause]
 * @property {() => number} [now] milliseconds, monotonic
 * @property {() => number} [random] within [0, 1)
 */

/** How often one purchase may repeat for each cause before it gives up. */
const ATTEMPTS = Object.freeze({
  "no-answer": 3,
  "request-in-flight": 3,
  busy: 5,
  challenge: 8,
  offline: 20,
});
const OFFLINE_MS = 300_000;
const SILENT_PAUSE_MS = 1_000;
const SETTLED_WITHIN_MS = 30_000;
const SHORTEST_LOOK_MS = 500;
/** These say nothing about whether an earlier send under the same key went through. */
const OPEN_REASONS = new Set([
  "request-in-flight",
  "overloaded",
  "risk-unavailable",
  "ledger-unavailable",
]);

/**
 * Makes the purchaser of one sale on one page.
 *
 * @param {PurchaserOptions} options
 * @returns {Purchaser}
 */
export function createPurchaser(options) {
  return new Purchaser(options);
}

/** Buys in one sale, one purchase at a time. */
export class Purchaser {
  /** @param {PurchaserOptions} options */
  constructor(options) {
    this.saleId = options.saleId;
    this.onProgress = options.onProgress ?? (() => {});
    this.telemetry = options.telemetry;
    this.pause = options.pause ?? ((ms) => new Promise((resolve) => setTimeout(resolve, ms)));
    this.now = options.now ?? (() => performance.now());
    this.random = options.random ?? Math.random;
    this.shop = new ShopCalls(options);
    this.kept = options.kept ?? new KeptKey(options.saleId);
    this.connection = options.connection ?? CONNECTION;
    this.challenges = new ChallengeRound({
      shop: this.shop,
      solve: options.solve ?? solveProofOfWork,
      onChallenge: options.onChallenge,
      onChecking: (fraction, pictureOffered) =>
        this.onProgress({ step: "checking", fraction, pictureOffered }),
    });
    /** @type {Promise<Outcome> | null} */
    this.running = null;
    /** Whether this page has shown an answer that stands: the next press means another purchase. */
    this.answered = false;
  }

  /**
   * Buys. A second call while one is under way joins it: a double click sends one request.
   *
   * @param {number} quantity
   * @returns {Promise<Outcome>} does not reject for anything that a network or a shop can do
   */
  buy(quantity) {
    this.running ??= this.buyOnce(quantity).finally(() => {
      this.running = null;
    });
    return this.running;
  }

  /** Stops the proof of work, if one runs, and asks for a picture instead. */
  requestPicture() {
    this.challenges.requestPicture();
  }

  /** @returns {import("./kept-key.js").Kept | null} what an earlier page of this visit left */
  unfinished() {
    return this.kept.read();
  }

  /** @param {number} quantity @returns {Promise<Outcome>} */
  async buyOnce(quantity) {
    const left = this.answered ? null : this.kept.read();
    this.answered = false;
    let outcome = await this.buyAs(left?.key ?? newKey(), quantity);
    if (left && isOver(outcome)) {
      outcome = await this.buyAs(newKey(), quantity);
    }
    this.answered = isFinal(outcome);
    return outcome;
  }

  /**
   * The key is kept before the first try. A refusal ends it; an order does when it has been seen.
   *
   * @param {string} key
   * @param {number} quantity
   * @returns {Promise<Outcome>}
   */
  async buyAs(key, quantity) {
    this.kept.write({ key });
    const outcome = await this.untilAnswered(quantity, key);
    if (outcome.kind === "ordered") {
      this.kept.write({ key, orderId: outcome.order.id });
    } else if (isFinal(outcome)) {
      this.kept.forget();
    }
    return outcome;
  }

  /** @param {number} quantity @param {string} key @returns {Promise<Outcome>} */
  async untilAnswered(quantity, key) {
    const spent = { "no-answer": 0, "request-in-flight": 0, busy: 0, challenge: 0, offline: 0 };
    /** @type {{ id: string, response: string } | undefined} kept for every repeat: safe, see 428 */
    let challenge;
    let pictureAnswered = false;
    for (;;) {
      const answer = await this.send(quantity, key, challenge);
      switch (answer.kind) {
        case "ordered":
        case "refused":
          return answer;
        case "unknown":
          return this.settle(answer.orderId, answer.retryAfterMs);
        case "silent": {
          if (await this.backOnline(spent)) {
            break;
          }
          const waitMs = SILENT_PAUSE_MS * 2 ** spent["no-answer"];
          if (!(await this.waited(spent, "no-answer", "no-answer", waitMs))) {
            return { kind: "unreachable" };
          }
          break;
        }
        case "busy": {
          const { reason } = answer;
          const cause = reason === "request-in-flight" ? reason : "busy";
          if (!(await this.waited(spent, cause, reason, answer.retryAfterMs))) {
            return { kind: "refused", reason };
          }
          break;
        }
        case "challenged": {
          if (++spent.challenge > ATTEMPTS.challenge) {
            return { kind: "refused", reason: "challenge-unsolved" };
          }
          const met = await this.challenges.meet(answer.challenge, pictureAnswered);
          if (met.kind !== "met") {
            return met;
          }
          challenge = met.response;
          pictureAnswered = met.byPicture;
        }
      }
    }
  }

  /**
   * @param {number} quantity
   * @param {string} key
   * @param {{ id: string, response: string } | undefined} challenge
   * @returns {Promise<Answer>}
   */
  async send(quantity, key, challenge) {
    this.onProgress({ step: "sending" });
    const purchase = { quantity, telemetry: this.telemetry?.(), challenge };
    const response = await this.shop.purchase(this.saleId, key, purchase);
    return response ? readAnswer(response) : { kind: "silent" };
  }

  /**
   * Waits for the network, where the device has none: a phone that slept, a train in a tunnel.
   *
   * @param {Record<keyof typeof ATTEMPTS, number>} spent
   * @returns {Promise<boolean>} whether it was away and is back
   */
  async backOnline(spent) {
    const attempts = ATTEMPTS.offline;
    if (this.connection.isOnline() || spent.offline >= attempts) {
      return false;
    }
    const attempt = ++spent.offline;
    const waitMs = OFFLINE_MS;
    this.onProgress({ step: "waiting", reason: "offline", waitMs, attempt, attempts });
    return this.connection.cameBack(waitMs);
  }

  /**
   * Waits before a repeat, a little longer than asked so that buyers do not return in one wave.
   *
   * @param {Record<keyof typeof ATTEMPTS, number>} spent
   * @param {keyof typeof ATTEMPTS} cause
   * @param {string} reason
   * @param {number} atLeastMs
   * @returns {Promise<boolean>} false: no repeat is left for this cause
   */
  async waited(spent, cause, reason, atLeastMs) {
    const attempts = ATTEMPTS[cause];
    if (spent[cause] >= attempts) {
      return false;
    }
    const attempt = ++spent[cause];
    const waitMs = Math.round(atLeastMs + this.random() * Math.max(atLeastMs / 2, 250));
    this.onProgress({ step: "waiting", reason, waitMs, attempt, attempts });
    await this.pause(waitMs);
    return true;
  }

  /**
   * Looks at an order whose outcome the shop does not know yet, until it is known or 30 s are over.
   *
   * @param {string} orderId
   * @param {number} firstWaitMs
   * @returns {Promise<Outcome>}
   */
  async settle(orderId, firstWaitMs) {
    const deadline = this.now() + SETTLED_WITHIN_MS;
    let waitMs = firstWaitMs;
    for (let left = SETTLED_WITHIN_MS; left > 0; left = deadline - this.now()) {
      this.onProgress({ step: "looking", orderId });
      await this.pause(Math.min(Math.max(waitMs, SHORTEST_LOOK_MS), left));
      const response = await this.shop.order(orderId);
      const order = response?.ok ? await readJson(response) : undefined;
      if (order?.id) {
        return { kind: "ordered", order, replayed: false };
      }
      if (response?.status === 404) {
        return { kind: "refused", reason: "not-bought" };
      }
      waitMs = response ? retryAfterMs(response) : SILENT_PAUSE_MS;
    }
    return { kind: "unsettled", orderId };
  }
}

/** @param {Outcome} outcome */
function isFinal(outcome) {
  return outcome.kind === "refused"
    ? !OPEN_REASONS.has(outcome.reason)
    : outcome.kind === "ordered" || outcome.kind === "cancelled";
}

/** An earlier purchase of this visit that came to nothing: this press means another one. */
function isOver(/** @type {Outcome} */ outcome) {
  return outcome.kind === "ordered" && ["cancelled", "lapsed"].includes(outcome.order.status);
}

/** A random key of 122 bits, as a UUID; `crypto.randomUUID` is missing on plain http. */
export function newKey() {
  if (typeof crypto.randomUUID === "function") {
    return crypto.randomUUID();
  }
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}
