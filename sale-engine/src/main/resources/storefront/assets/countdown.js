/** Times, prices and texts as a page shows them. */
import { counted } from "./fairgate/words.js";

/** @param {number} ms @returns {string} "2 days 03:04:05", "03:04:05", "04:05" */
export function clockText(ms) {
  const seconds = Math.max(0, Math.ceil(ms / 1_000));
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor((seconds % 86_400) / 3_600);
  const parts = [Math.floor((seconds % 3_600) / 60), seconds % 60];
  if (days > 0 || hours > 0) {
    parts.unshift(hours);
  }
  const clock = parts.map((part) => String(part).padStart(2, "0")).join(":");
  return days === 0 ? clock : `${counted("days", days)} ${clock}`;
}

/** @param {{ amount: number, currency: string }} price minor units @returns {string} */
export function priceText({ amount, currency }) {
  const format = new Intl.NumberFormat(document.documentElement.lang, {
    style: "currency",
    currency,
  });
  const digits = format.resolvedOptions().maximumFractionDigits ?? 2;
  return format.format(amount / 10 ** digits);
}

/**
 * Calls `tick` now and at each turn of a second on the given clock.
 *
 * @param {() => number} now epoch ms
 * @param {() => void} tick
 */
export function everySecond(now, tick) {
  tick();
  setTimeout(() => everySecond(now, tick), 1_005 - (now() % 1_000));
}

/**
 * Writes only changes: a live region must not speak when nothing is new.
 *
 * @param {HTMLElement} target
 * @param {string} text
 */
export function setText(target, text) {
  if (target.textContent !== text) {
    target.textContent = text;
  }
}
