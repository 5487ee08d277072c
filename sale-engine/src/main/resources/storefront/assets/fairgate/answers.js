/**
 * Reads what the shop answers to a purchase and sorts it by what to do next. Pure: no waiting, no
 * retrying; that is purchase.js.
 */

/**
 * @typedef {object} Price
 * @property {number} amount integer minor units
 * @property {string} currency ISO 4217
 */

/**
 * @typedef {object} Order
 * @property {string} id
 * @property {string} saleId
 * @property {number} quantity
 * @property {Price} price of one unit
 * @property {string} status
 * @property {string} createdAt
 * @property {string} payBy
 */

/**
 * @typedef {object} Challenge
 * @property {string} id
 * @property {"proof_of_work" | "image" | "audio"} kind
 * @property {string} expiresAt
 * @property {any} parameters
 * @property {string[]} alternatives
 */

/**
 * A refusal that stands until something changes: the buyer, the clock or the shop.
 *
 * @typedef {object} Refusal
 * @property {"refused"} kind
 * @property {string} reason slug of the problem, such as "sold-out"
 * @property {number} [retryAfterMs] when asking again makes sense
 * @property {string[]} [orderIds] with "limit-reached": the buyer's own orders
 * @property {object} [sale] with "sale-changed": the sale as it is now
 * @property {string} [decisionId] names this decision to the shop's people
 */

/**
 * @typedef {{ kind: "ordered", order: Order, replayed: boolean }} Ordered
 * @typedef {{ kind: "challenged", challenge: Challenge }} Challenged
 * @typedef {{ kind: "busy", reason: string, retryAfterMs: number }} Busy ask again, same key
 * @typedef {{ kind: "unknown", orderId: string, retryAfterMs: number }} Unknown look at the order
 * @typedef {{ kind: "silent" }} Silent no answer to go by; ask again, same key
 * @typedef {Ordered | Challenged | Busy | Unknown | Silent | Refusal} Answer
 */

const DEFAULT_RETRY_MS = 1_000;
const MAX_RETRY_MS = 3_600_000;
const MAX_ORDER_IDS = 10;

/** @type {Readonly<Record<number, string>>} for answers whose body names no problem */
const REASON_BY_STATUS = {
  400: "invalid-request",
  401: "unauthenticated",
  403: "blocked",
  404: "sale-not-found",
  429: "too-many-requests",
  503: "overloaded",
};

/**
 * @param {Response} response to `POST …/orders`
 * @returns {Promise<Answer>}
 */
export async function readAnswer(response) {
  const body = await readJson(response);
  if (response.status === 201) {
    return typeof body?.id === "string" ? ordered(body, response) : { kind: "silent" };
  }
  if (response.status === 428) {
    return body?.challenge ? { kind: "challenged", challenge: body.challenge } : { kind: "silent" };
  }
  const reason = problemSlug(body) ?? REASON_BY_STATUS[response.status];
  if (response.status === 503) {
    return readUnavailable(response, reason);
  }
  if (reason === "request-in-flight") {
    return { kind: "busy", reason, retryAfterMs: retryAfterMs(response) };
  }
  if (response.status >= 500 || response.status < 400 || reason === undefined) {
    return { kind: "silent" };
  }
  return refusal(response, body, reason);
}

/**
 * @param {any} order
 * @param {Response} response
 * @returns {Ordered}
 */
function ordered(order, response) {
  const replayed = response.headers.get("Idempotency-Replayed") === "true";
  return { kind: "ordered", order, replayed };
}

/**
 * @param {Response} response
 * @param {string} reason
 * @returns {Answer}
 */
function readUnavailable(response, reason) {
  if (reason !== "outcome-unknown") {
    return { kind: "busy", reason, retryAfterMs: retryAfterMs(response) };
  }
  const orderId = lastSegment(response.headers.get("Location"));
  return orderId
    ? { kind: "unknown", orderId, retryAfterMs: retryAfterMs(response) }
    : { kind: "silent" };
}

/**
 * @param {Response} response
 * @param {any} body
 * @param {string} reason
 * @returns {Refusal}
 */
export function refusal(response, body, reason) {
  /** @type {Refusal} */
  const refused = { kind: "refused", reason };
  if (response.headers.has("Retry-After")) {
    refused.retryAfterMs = retryAfterMs(response);
  }
  if (Array.isArray(body?.orderIds)) {
    refused.orderIds = body.orderIds.slice(0, MAX_ORDER_IDS).map(String);
  }
  if (body?.sale) {
    refused.sale = body.sale;
  }
  if (typeof body?.decisionId === "string") {
    refused.decisionId = body.decisionId;
  }
  return refused;
}

/**
 * @param {Response} response
 * @returns {Promise<any>} undefined where the body is no JSON
 */
export async function readJson(response) {
  try {
    return await response.json();
  } catch {
    return undefined;
  }
}

/** @param {any} body @returns {string | undefined} `sold-out` of `"type": "/problems/sold-out"` */
export function problemSlug(body) {
  return typeof body?.type === "string" ? lastSegment(body.type) : undefined;
}

/**
 * @param {Response} response
 * @returns {number} what Retry-After asks for, in ms: seconds or a date, within 0 and one hour
 */
export function retryAfterMs(response) {
  const header = response.headers.get("Retry-After");
  if (!header) {
    return DEFAULT_RETRY_MS;
  }
  const asked = /^\d+$/.test(header) ? Number(header) * 1_000 : Date.parse(header) - Date.now();
  return Number.isNaN(asked) ? DEFAULT_RETRY_MS : Math.min(Math.max(asked, 0), MAX_RETRY_MS);
}

/** @param {string | null} path */
function lastSegment(path) {
  return path?.split(/[?#]/)[0].split("/").filter(Boolean).pop();
}
