/** The page of one order: counts down to its pay-by time, then looks at what became of it. */
import { clockText, everySecond } from "./countdown.js";
import { KeptKey } from "./fairgate/kept-key.js";
import { ServerClock } from "./fairgate/server-clock.js";
import "./times.js";

const LOOK_AGAIN_MS = 2_000;
const MOST_LOOKS = 5;

const main = /** @type {HTMLElement} */ (document.getElementById("main"));
const clock = new ServerClock({ serverTime: Number(main.dataset.serverTime) });
const payBy = Number(main.dataset.payBy);
const countdown = document.getElementById("countdown");
let looking = false;

function tick() {
  const left = payBy - clock.now();
  if (countdown) {
    countdown.textContent = clockText(left);
  }
  if (left <= 0 && !looking) {
    looking = true;
    void lookUntilMoved(MOST_LOOKS);
  }
}

/** The hold lapses on the shop's side; shows the page anew as soon as it has. */
async function lookUntilMoved(/** @type {number} */ looksLeft) {
  const path = `/browser/orders/${encodeURIComponent(main.dataset.orderId ?? "")}`;
  const response = await fetch(path, { cache: "no-store" }).catch(() => null);
  const order = response?.ok ? await response.json().catch(() => null) : null;
  if (order && order.status !== "held") {
    location.reload();
  } else if (looksLeft > 1) {
    setTimeout(lookUntilMoved, LOOK_AGAIN_MS, looksLeft - 1);
  }
}

// Whoever sees the order is through with that purchase: the next one is another.
new KeptKey(main.dataset.saleId ?? "").forget();
if (main.dataset.status === "held") {
  everySecond(() => clock.now(), tick);
  void clock.sync();
}
