/** What a purchase came to, as a card on the page of the sale. */
import { clockText, everySecond, setText } from "./countdown.js";
import { say } from "./fairgate/words.js";

/**
 * @param {import("./fairgate/wording.js").Wording} words
 * @returns {HTMLElement}
 */
export function resultCard({ tone, title, detail, link }) {
  const card = element("div", { className: "card", dataset: { tone } });
  card.append(element("h2", { textContent: title, tabIndex: -1 }));
  card.append(element("p", { textContent: detail }));
  if (link) {
    const paragraph = element("p");
    paragraph.append(element("a", { href: link.href, textContent: link.text, className: "more" }));
    card.append(paragraph);
  }
  return card;
}

/**
 * Adds the order's number and its time to pay, and moves the reader there.
 *
 * @param {HTMLElement} card
 * @param {import("./fairgate/answers.js").Order} order
 * @param {() => number} now epoch ms on the shop's clock
 */
export function showOrder(card, order, now) {
  card.dataset.orderId = order.id;
  const facts = element("dl", { className: "facts" });
  const left = element("span");
  left.setAttribute("role", "timer");
  left.setAttribute("aria-live", "off");
  facts.append(fact(say("order-number"), element("code", { textContent: order.id })));
  if (order.status === "held") {
    facts.append(fact(say("time-to-pay"), left));
    const payBy = Date.parse(order.payBy);
    everySecond(now, () => setText(left, clockText(payBy - now())));
    card.querySelector(".more")?.classList.add("button");
  }
  card.querySelector("p")?.after(facts);
  card.querySelector("h2")?.focus();
}

/** @param {string} term @param {HTMLElement} value */
function fact(term, value) {
  const group = element("div");
  const description = element("dd");
  description.append(value);
  group.append(element("dt", { textContent: term }), description);
  return group;
}

/**
 * @param {string} name
 * @param {Record<string, any>} [properties]
 * @returns {HTMLElement}
 */
function element(name, { dataset = {}, ...properties } = {}) {
  const made = Object.assign(document.createElement(name), properties);
  Object.assign(made.dataset, dataset);
  return made;
}
