import assert from "node:assert/strict";
import { test } from "node:test";
import { watchSale } from "../../main/resources/storefront/assets/fairgate/sale-watch.js";
import { ServerClock } from "../../main/resources/storefront/assets/fairgate/server-clock.js";

const NOW = Date.parse("2026-11-22T16:00:00Z");
const sale = (status, opensAt = "2026-11-22T16:00:00Z") => ({ status, opensAt, available: 1 });

function fakePage() {
  const page = new EventTarget();
  page.visibilityState = "visible";
  page.show = (state) => {
    page.visibilityState = state;
    page.dispatchEvent(new Event("visibilitychange"));
  };
  return page;
}

/** Lets what a fired timer started come to its end. */
async function settled() {
  for (let turn = 0; turn < 20; turn++) {
    await Promise.resolve();
  }
}

/** Requests within a minute of one page, the sale being what `read(n)` says at the nth reading. */
async function requestsPerMinute(t, read, { hidden = false, wanted = false, random = 0.5 } = {}) {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = fakePage();
  page.visibilityState = hidden ? "hidden" : "visible";
  let asked = 0;
  const watch = watchSale({
    saleId: "demo",
    document: page,
    now: () => NOW,
    random: () => random,
    wanted: () => wanted,
    onSale: () => {},
    fetch: async () => {
      const answer = read(asked++);
      return answer ? Response.json(answer) : new Response("", { status: 503 });
    },
  });
  for (let ms = 0; ms < 60_000; ms += 250) {
    t.mock.timers.tick(250);
    await settled();
  }
  watch.stop();
  return asked;
}

const COSTS = [
  ["open, nothing moves", () => sale("open"), {}, 15, 18],
  ["open, a unit goes each time", (n) => ({ ...sale("open"), available: 900 - n }), {}, 55, 61],
  ["sold out", () => sale("sold_out"), {}, 15, 18],
  ["opens in an hour", () => sale("upcoming", "2026-11-22T17:00:00Z"), {}, 3, 5],
  ["paused", () => sale("paused"), {}, 3, 5],
  ["closed", () => sale("closed"), {}, 3, 5],
  ["hidden", () => sale("sold_out"), { hidden: true }, 0, 0],
  ["hidden, to be told", () => sale("sold_out"), { hidden: true, wanted: true }, 3, 4],
  ["the shop is down", () => null, {}, 4, 7],
];
for (const [name, read, how, least, most] of COSTS) {
  test(`requests per minute: ${name}, ${least} to ${most}`, async (t) => {
    const asked = await requestsPerMinute(t, read, how);
    assert.ok(asked >= least && asked <= most, `${asked} requests`);
  });
}

test("pages that open together do not ask together", async (t) => {
  const early = await requestsPerMinute(t, () => sale("open"), { random: 0 });
  t.mock.timers.reset();
  const late = await requestsPerMinute(t, () => sale("open"), { random: 0.999 });
  assert.ok(early > late * 1.4, `${early} and ${late}`);
});

test("stops while the page is hidden and reads at once when it is back", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = fakePage();
  const seen = [];
  const watch = watchSale({
    saleId: "demo",
    document: page,
    now: () => NOW,
    random: () => 0.5,
    onSale: ({ status }) => seen.push(status),
    fetch: async (url) => {
      assert.equal(url, "/api/v1/sales/demo");
      return Response.json(sale("open"));
    },
  });
  t.mock.timers.tick(1_000);
  await settled();
  t.mock.timers.tick(1_000);
  await settled();
  assert.equal(seen.length, 2);
  page.show("hidden");
  t.mock.timers.tick(60_000);
  await settled();
  assert.equal(seen.length, 2);
  page.show("visible");
  await settled();
  assert.equal(seen.length, 3);
  watch.stop();
  t.mock.timers.tick(60_000);
  await settled();
  assert.equal(seen.length, 3);
});

test("a page hidden while it reads does not read on", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = fakePage();
  let asked = 0;
  watchSale({
    saleId: "demo",
    document: page,
    now: () => NOW,
    onSale: () => {},
    fetch: async () => {
      asked++;
      page.show("hidden");
      return Response.json(sale("open"));
    },
  });
  t.mock.timers.tick(1_000);
  await settled();
  t.mock.timers.tick(60_000);
  await settled();
  assert.equal(asked, 1);
});

test("the shop's clock is the median of three readings, less half the round trip", async () => {
  let device = 0;
  const trips = [40, 1_000, 60];
  const clock = new ServerClock({
    now: () => device,
    fetch: async () => {
      const trip = trips.shift();
      const serverTime = new Date(NOW + device + trip).toISOString();
      device += trip;
      return Response.json({ serverTime });
    },
  });
  await clock.sync();
  assert.equal(clock.now(), device + NOW + 30);
});

test("without an answer the clock keeps the page's time", async () => {
  const clock = new ServerClock({
    serverTime: NOW,
    now: () => 5_000,
    fetch: async () => {
      throw new TypeError("no connection");
    },
  });
  await clock.sync();
  assert.equal(clock.now(), NOW);
});
