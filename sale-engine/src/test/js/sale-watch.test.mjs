import assert from "node:assert/strict";
import { test } from "node:test";
import { pauseFor, watchSale } from "../../main/resources/storefront/assets/fairgate/sale-watch.js";
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

test("reads each second what can change under the buyer's eyes, else every five", () => {
  assert.equal(pauseFor(sale("open"), NOW), 1_000);
  assert.equal(pauseFor(sale("sold_out"), NOW), 1_000);
  assert.equal(pauseFor(sale("upcoming", "2026-11-22T16:00:30Z"), NOW), 1_000);
  assert.equal(pauseFor(sale("upcoming", "2026-11-22T17:00:00Z"), NOW), 5_000);
  assert.equal(pauseFor(sale("paused"), NOW), 5_000);
  assert.equal(pauseFor(sale("closed"), NOW), 5_000);
});

test("stops while the page is hidden and reads at once when it is back", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const page = fakePage();
  const seen = [];
  const watch = watchSale({
    saleId: "demo",
    document: page,
    now: () => NOW,
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

test("a failed reading is tried again, more calmly", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  let asked = 0;
  const watch = watchSale({
    saleId: "demo",
    document: fakePage(),
    now: () => NOW,
    onSale: () => {},
    fetch: async () => {
      asked++;
      throw new TypeError("no connection");
    },
  });
  t.mock.timers.tick(1_000);
  await settled();
  t.mock.timers.tick(4_999);
  await settled();
  assert.equal(asked, 1);
  t.mock.timers.tick(1);
  await settled();
  assert.equal(asked, 2);
  watch.stop();
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
