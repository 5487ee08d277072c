/** Every outcome in words a buyer understands: one clear sentence, and what to do. */
import { counted, knows, say } from "./words.js";

/**
 * @typedef {object} Wording
 * @property {"good" | "wait" | "stop"} tone
 * @property {string} title
 * @property {string} detail
 * @property {{ href: string, text: string }} [link]
 * @property {string} [appealTo] the decision that the buyer may have looked at again
 */

/**
 * @typedef {object} WordingContext
 * @property {string} saleId
 * @property {(ms: number) => string} [duration] "2 minutes"; default whole seconds or minutes
 */

/** Said in the words of another: to a buyer they are the same. */
const SAME_AS = Object.freeze({
  "risk-unavailable": "overloaded",
  "ledger-unavailable": "overloaded",
});

const STOPS = new Set(["blocked", "not-eligible", "sale-not-found", "sale-closed"]);

/**
 * @param {import("./purchase.js").Outcome} outcome
 * @param {WordingContext} context
 * @returns {Wording}
 */
export function describeOutcome(outcome, context) {
  switch (outcome.kind) {
    case "ordered":
      return describeOrder(outcome.order);
    case "refused":
      return describeRefusal(outcome, context);
    case "unsettled":
      return { ...worded("wait", outcome.kind), link: myOrders() };
    case "unreachable":
    case "cancelled":
      return worded("wait", outcome.kind);
  }
}

/**
 * What an earlier page of this visit left: an order, or a purchase without an answer.
 *
 * @param {import("./kept-key.js").Kept} kept
 * @returns {Wording}
 */
export function describeUnfinished({ orderId }) {
  return orderId
    ? { ...worded("good", "ordered"), link: toOrder(orderId, say("link-order")) }
    : worded("wait", "pending");
}

/**
 * @param {"good" | "wait" | "stop"} tone
 * @param {string} key of two texts, `-title` and `-detail`
 * @param {Record<string, string>} [values]
 * @returns {Wording}
 */
function worded(tone, key, values = {}) {
  return { tone, title: say(`${key}-title`, values), detail: say(`${key}-detail`, values) };
}

const myOrders = () => ({ href: "/orders", text: say("link-orders") });
const allSales = () => ({ href: "/", text: say("link-sales") });

/** @param {string} orderId @param {string} text */
const toOrder = (orderId, text) => ({ href: `/orders/${encodeURIComponent(orderId)}`, text });

/** @param {import("./answers.js").Order} order @returns {Wording} */
function describeOrder(order) {
  const key = order.status === "held" ? "ordered-held" : "ordered";
  return { ...worded("good", key), link: toOrder(order.id, say("link-order")) };
}

/**
 * @param {import("./answers.js").Refusal} refused
 * @param {WordingContext} context
 * @returns {Wording}
 */
function describeRefusal(refused, { saleId, duration = plainDuration }) {
  const after = refused.retryAfterMs === undefined ? say("a-moment") : duration(refused.retryAfterMs);
  const reason = /** @type {Record<string, string>} */ (SAME_AS)[refused.reason] ?? refused.reason;
  const key = `refused-${knows(`refused-${reason}-title`) ? reason : "other"}`;
  const tone = reason === "limit-reached" ? "good" : STOPS.has(reason) ? "stop" : "wait";
  const words = worded(tone, key, { after });
  words.link = wayOn(refused, saleId);
  if (reason === "blocked" && refused.decisionId) {
    words.appealTo = refused.decisionId;
  }
  return words;
}

/**
 * @param {import("./answers.js").Refusal} refused
 * @param {string} saleId
 * @returns {{ href: string, text: string } | undefined}
 */
function wayOn({ reason, orderIds }, saleId) {
  switch (reason) {
    case "unauthenticated": {
      const href = `/login?return=/sales/${encodeURIComponent(saleId)}`;
      return { href, text: say("link-sign-in") };
    }
    case "limit-reached": {
      const order = orderIds?.[0];
      return order ? toOrder(order, say("link-order-number", { order })) : myOrders();
    }
    case "request-in-flight":
    case "idempotency-key-reused":
      return myOrders();
    case "not-eligible":
    case "sale-not-found":
    case "sale-closed":
      return allSales();
  }
}

/**
 * What to say while a purchase is under way.
 *
 * @param {import("./purchase.js").Progress} progress
 * @returns {string}
 */
export function describeProgress(progress) {
  if (progress.step !== "waiting") {
    return say(progress.step);
  }
  const key = `waiting-${progress.reason}`;
  return say(knows(key) ? key : "waiting-busy");
}

/** @param {number} ms */
function plainDuration(ms) {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  return seconds < 120
    ? counted("seconds", seconds)
    : counted("minutes", Math.ceil(seconds / 60));
}
