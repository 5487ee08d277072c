/** The page of one sale: keeps units, time and button true, and buys. */
import { Alert } from "./alert.js";
import { appealForm, listenForAppeals } from "./appeal.js";
import { clockText, everySecond, priceText, setText } from "./countdown.js";
import {
  collectTelemetry,
  createPurchaser,
  describeOutcome,
  describeProgress,
  describeUnfinished,
  say,
  ServerClock,
  watchSale,
} from "./fairgate/index.js";
import { PictureDialog } from "./picture-dialog.js";
import { resultCard, showOrder } from "./result-card.js";
import { dateText } from "./times.js";

/** @typedef {import("./fairgate/sale-watch.js").Sale} Sale */

const telemetry = collectTelemetry();

/** @template {HTMLElement} T @param {string} id @returns {T} */
const byId = (id) => /** @type {any} */ (document.getElementById(id));

const main = byId("main");
const saleId = /** @type {string} */ (main.dataset.saleId);
const clock = new ServerClock({ serverTime: Number(main.dataset.serverTime) });

const alert = new Alert(byId("alert-choice"), byId("alert-news"));

/** What the page knows about the sale; the server's first words are in the markup. */
const sale = {
  status: /** @type {Sale["status"]} */ (main.dataset.status),
  opensAt: Number(main.dataset.opensAt),
  closesAt: Number(main.dataset.closesAt),
};
/** Until then (shop's clock) the shop has asked this buyer to wait. */
let waitUntil = 0;
let busy = false;

/* ---- the sale ---- */

/** The sale opens and closes by the clock; the next reading confirms it. */
function statusNow() {
  const now = clock.now();
  if (sale.status === "upcoming" && now >= sale.opensAt) {
    return "open";
  }
  return now >= sale.closesAt ? "closed" : sale.status;
}

/** @param {Sale} read */
function showSale(read) {
  sale.status = read.status;
  sale.opensAt = Date.parse(read.opensAt);
  sale.closesAt = Date.parse(read.closesAt);
  setText(byId("available"), String(read.available));
  setText(byId("allocation"), say("of-allocation", { count: read.allocation }));
  setText(byId("price"), priceText(read.price));
  const stock = /** @type {HTMLMeterElement} */ (byId("stock"));
  stock.max = read.allocation;
  stock.value = read.available;
  stock.textContent = say("stock", { available: read.available, allocation: read.allocation });
  tick();
}

function tick() {
  const status = statusNow();
  const badge = byId("status");
  badge.dataset.status = status;
  setText(badge, say(`status-${status}`));
  showCountdown(status);
  showButton(status);
  alert.show(status);
}

/** @param {Sale["status"]} status */
function showCountdown(status) {
  const target = status === "upcoming" ? sale.opensAt : sale.closesAt;
  const label = say(status === "upcoming" ? "opens-in" : "ends-in");
  const over = status === "closed";
  setText(byId("countdown-label"), over ? say("ended") : label);
  const time = byId("countdown");
  setText(time, over ? dateText(target) : clockText(target - clock.now()));
  const moment = byId("moment");
  setText(moment, dateText(target));
  moment.setAttribute("datetime", new Date(target).toISOString());
  /** @type {HTMLElement} */ (moment.parentElement).hidden = over;
}

/* ---- the button ---- */

/**
 * Why Buy would not buy now; empty when it would. The button stays focusable and says so.
 *
 * @param {Sale["status"]} status
 */
function reasonToWait(status) {
  const waitMs = waitUntil - clock.now();
  switch (status) {
    case "upcoming":
      return say("wait-upcoming", { time: clockText(sale.opensAt - clock.now()) });
    case "paused":
    case "sold_out":
    case "closed":
      return say(`wait-${status}`);
    case "open":
      return waitMs > 0 ? say("wait-open", { time: clockText(waitMs) }) : "";
  }
}

/** @param {Sale["status"]} status */
function showButton(status) {
  const reason = busy ? "" : reasonToWait(status);
  setText(byId("buy-note"), reason);
  const button = document.getElementById("buy");
  if (button) {
    button.setAttribute("aria-disabled", String(busy || reason !== ""));
    setText(button, say(busy ? "buying" : "buy"));
  }
}

/* ---- buying ---- */

const pictures = new PictureDialog(byId("picture-dialog"));
const purchaser = createPurchaser({
  saleId,
  telemetry: telemetry.snapshot,
  onProgress: showProgress,
  onChallenge: (question) => {
    byId("progress").hidden = true;
    return pictures.ask(question);
  },
});

/** @param {SubmitEvent} event */
async function buy(event) {
  event.preventDefault();
  const reason = reasonToWait(statusNow());
  if (busy || reason) {
    setText(byId("announcement"), reason);
    return;
  }
  busy = true;
  byId("notice").replaceChildren();
  byId("result").replaceChildren();
  setText(byId("announcement"), "");
  tick();
  const form = /** @type {HTMLFormElement} */ (event.target);
  const outcome = await purchaser.buy(Number(new FormData(form).get("quantity") ?? 1));
  busy = false;
  pictures.close();
  byId("progress").hidden = true;
  setText(byId("announcement"), "");
  showOutcome(outcome);
}

/**
 * The answer may be there before the second click of a double click, which asks for nothing more.
 *
 * @param {MouseEvent} event
 */
function ignoreDoubleClick(event) {
  if (event.detail > 1) {
    event.preventDefault();
  }
}

/** @param {import("./fairgate/purchase.js").Progress} progress */
function showProgress(progress) {
  const checking = progress.step === "checking";
  setText(byId("progress-text"), describeProgress(progress));
  setText(byId("announcement"), describeProgress(progress));
  byId("picture-instead").hidden = !(checking && progress.pictureOffered);
  const bar = /** @type {HTMLProgressElement} */ (byId("progress-bar"));
  if (checking) {
    bar.value = progress.fraction;
  } else {
    bar.removeAttribute("value");
  }
  const panel = byId("progress");
  if (panel.hidden || panel.dataset.step !== progress.step) {
    panel.dataset.step = progress.step;
    reveal(panel);
  }
}

/** On a small screen what is news may be below the edge. @param {HTMLElement} news */
function reveal(news) {
  news.hidden = false;
  news.scrollIntoView({ block: "nearest" });
}

/** @param {import("./fairgate/purchase.js").Outcome} outcome */
function showOutcome(outcome) {
  const words = describeOutcome(outcome, { saleId });
  const card = resultCard(words);
  if (words.appealTo) {
    card.append(appealForm(words.appealTo));
  }
  byId("result").replaceChildren(card);
  if (outcome.kind === "ordered") {
    showOrder(card, outcome.order, () => clock.now());
  } else if (outcome.kind === "refused") {
    waitUntil = clock.now() + (outcome.retryAfterMs ?? 0);
  }
  reveal(card);
  void watch.refresh();
  tick();
}

/** After a reload, or back from elsewhere: what became of the purchase, or how to find out. */
function showUnfinished() {
  const kept = main.dataset.signedIn === "true" ? purchaser.unfinished() : null;
  if (kept && byId("notice").childElementCount === 0) {
    byId("notice").replaceChildren(resultCard(describeUnfinished(kept)));
  }
}

document.getElementById("picture-check")?.remove();
document.getElementById("another-picture")?.remove();
document.getElementById("buy-form")?.addEventListener("submit", buy);
document.getElementById("buy")?.addEventListener("click", ignoreDoubleClick);
byId("picture-instead").addEventListener("click", () => purchaser.requestPicture());
listenForAppeals();
showUnfinished();
const watch = watchSale({
  saleId,
  onSale: showSale,
  now: () => clock.now(),
  wanted: () => alert.wanted(),
});
everySecond(() => clock.now(), tick);
void clock.sync();
