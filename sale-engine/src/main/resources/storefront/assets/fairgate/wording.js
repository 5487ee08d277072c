/** Every outcome in words a buyer understands: one clear sentence, and what to do. */

/**
 * @typedef {object} Wording
 * @property {"good" | "wait" | "stop"} tone
 * @property {string} title
 * @property {string} detail
 * @property {{ href: string, text: string }} [link]
 */

/**
 * @typedef {object} WordingContext
 * @property {string} saleId
 * @property {(ms: number) => string} [duration] "2 minutes"; default whole seconds or minutes
 */

/**
 * @param {import("./purchase.js").Outcome} outcome
 * @param {WordingContext} context
 * @returns {Wording}
 */
export function describeOutcome(outcome, context) {
  switch (outcome.kind) {
    case "ordered":
      return good(outcome);
    case "refused":
      return describeRefusal(outcome, context);
    case "unreachable":
      return wait(
        "We cannot reach the shop",
        "Check your connection and press Buy again. You will not buy twice.",
      );
    case "unsettled":
      return wait(
        "The answer is still on its way",
        "Look in My orders in a minute before you buy again.",
        MY_ORDERS,
      );
    case "cancelled":
      return wait("Nothing was bought", "Press Buy whenever you like.");
  }
}

const MY_ORDERS = Object.freeze({ href: "/orders", text: "My orders" });

/** @param {import("./answers.js").Ordered} outcome @returns {Wording} */
function good({ order }) {
  const link = { href: `/orders/${encodeURIComponent(order.id)}`, text: "Go to your order" };
  return order.status === "held"
    ? {
        tone: "good",
        title: "It is yours",
        detail: "It is kept for you; please pay before the time is over.",
        link,
      }
    : { tone: "good", title: "You have an order", detail: "See how it stands.", link };
}

/**
 * @param {import("./answers.js").Refusal} refused
 * @param {WordingContext} context
 * @returns {Wording}
 */
function describeRefusal(refused, { saleId, duration = plainDuration }) {
  const after = refused.retryAfterMs === undefined ? "a moment" : duration(refused.retryAfterMs);
  switch (refused.reason) {
    case "unauthenticated":
      return wait("Please sign in first", "Then press Buy.", {
        href: `/login?return=/sales/${encodeURIComponent(saleId)}`,
        text: "Sign in",
      });
    case "blocked":
      return stop("We could not take this order", appealText(refused.decisionId));
    case "not-eligible":
      return stop(
        "This sale is not open to your account",
        "It is for certain accounts only; the other sales are open to you.",
        { href: "/", text: "See all sales" },
      );
    case "sale-not-found":
      return stop("This sale is gone", "It may have been taken down.", {
        href: "/",
        text: "See all sales",
      });
    case "sale-not-open":
      return wait("Not open yet", `The sale opens in ${after}; press Buy then.`);
    case "sale-closed":
      return stop("The sale has ended", "Thank you for coming.", {
        href: "/",
        text: "See all sales",
      });
    case "sale-paused":
      return wait("The sale is paused", "Keep this page open: Buy wakes up when it goes on.");
    case "sold-out":
      return wait("Sold out for now", "Unpaid ones come back: keep this page open, Buy wakes up.");
    case "limit-reached":
      return describeLimit(refused.orderIds?.[0]);
    case "request-in-flight":
      return wait(
        "One moment",
        "Your last press is still being worked on; look in My orders.",
        MY_ORDERS,
      );
    case "sale-changed":
      return wait(
        "The sale has just changed",
        "Please look at the new terms, then press Buy again.",
      );
    case "idempotency-key-reused":
      return wait("An earlier press already went through", "You find it in My orders.", MY_ORDERS);
    case "too-many-requests":
      return wait("That was a little fast", `Please wait ${after}, then press Buy once.`);
    case "overloaded":
    case "ledger-unavailable":
    case "risk-unavailable":
      return wait(
        "The shop is very busy",
        "Please press Buy again in a moment. You will not buy twice.",
      );
    case "challenge-unsolved":
      return wait("We could not finish the check", "Please press Buy to try once more.");
    case "not-bought":
      return wait("It did not go through", "Nothing was bought. Please press Buy again.");
    default:
      return wait("That did not work", "Please reload the page and press Buy again.");
  }
}

/** @param {string | undefined} orderId @returns {Wording} */
function describeLimit(orderId) {
  const link = orderId
    ? { href: `/orders/${encodeURIComponent(orderId)}`, text: `Order ${orderId}` }
    : MY_ORDERS;
  return {
    tone: "good",
    title: "You already have yours",
    detail: "Each account gets its share.",
    link,
  };
}

/** @param {string | undefined} decisionId */
function appealText(decisionId) {
  const number = decisionId ? `, and name ${decisionId}` : "";
  return `If that seems wrong, please tell the shop${number}.`;
}

/**
 * What to say while a purchase is under way.
 *
 * @param {import("./purchase.js").Progress} progress
 * @returns {string}
 */
export function describeProgress(progress) {
  switch (progress.step) {
    case "sending":
      return "Sending your order …";
    case "checking":
      return "Checking that you are a person, no need to do anything.";
    case "looking":
      return "Your order was sent; waiting for the answer …";
    case "waiting":
      return describeWaiting(progress.reason);
  }
}

/** @param {string} reason */
function describeWaiting(reason) {
  switch (reason) {
    case "no-answer":
      return "No answer yet; trying again by itself. You will not buy twice.";
    case "request-in-flight":
      return "Your last press is still being worked on; one moment.";
    default:
      return "Many people are buying right now; trying again by itself, keep this page open.";
  }
}

/** @param {number} ms */
function plainDuration(ms) {
  const seconds = Math.max(1, Math.ceil(ms / 1_000));
  const [count, unit] = seconds < 120 ? [seconds, "second"] : [Math.ceil(seconds / 60), "minute"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}

/**
 * @param {string} title
 * @param {string} detail
 * @param {{ href: string, text: string }} [link]
 * @returns {Wording}
 */
function wait(title, detail, link) {
  return { tone: "wait", title, detail, link };
}

/**
 * @param {string} title
 * @param {string} detail
 * @param {{ href: string, text: string }} [link]
 * @returns {Wording}
 */
function stop(title, detail, link) {
  return { tone: "stop", title, detail, link };
}
