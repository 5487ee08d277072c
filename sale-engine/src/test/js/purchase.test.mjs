import assert from "node:assert/strict";
import { test } from "node:test";
import { KeptKey } from "../../main/resources/storefront/assets/fairgate/kept-key.js";
import {
  createPurchaser,
  newKey,
} from "../../main/resources/storefront/assets/fairgate/purchase.js";
import {
  alternative,
  answer,
  bought,
  challenged,
  FakeShop,
  noAnswer,
  ORDER,
  PICTURE,
  problem,
  PROOF,
} from "./fake-shop.mjs";

const BUY = "POST /browser/sales/demo/orders";

/** A purchaser on a scripted shop; its pauses take no time but move its clock. */
function purchaserOf(shop, options = {}) {
  const seen = { progress: [], pauses: [] };
  let clock = 0;
  const purchaser = createPurchaser({
    saleId: "demo",
    fetch: shop.fetch,
    telemetry: () => ({ webdriver: false }),
    onProgress: (progress) => seen.progress.push(progress),
    pause: async (ms) => {
      seen.pauses.push(ms);
      clock += ms;
    },
    now: () => clock,
    random: () => 0,
    solve: async () => "solved",
    kept: new KeptKey("demo", null),
    ...options,
  });
  return { purchaser, ...seen };
}

const oneKey = (shop) => assert.equal(new Set(shop.keys).size, 1, "every repeat has the same key");

test("buys: the contract's request, and the order of the answer", async () => {
  const shop = new FakeShop(bought);
  const { purchaser } = purchaserOf(shop);
  const outcome = await purchaser.buy(1);
  assert.deepEqual(outcome, { kind: "ordered", order: ORDER, replayed: false });
  assert.deepEqual(shop.urls, [BUY]);
  assert.deepEqual(shop.calls[0].body, { quantity: 1, telemetry: { webdriver: false } });
  assert.match(shop.keys[0], /^[\x21-\x7e]{1,255}$/);
});

test("sends one request for a double click, and a new key for the next intention", async () => {
  const shop = new FakeShop(bought, bought);
  const { purchaser } = purchaserOf(shop);
  const [first, second] = await Promise.all([purchaser.buy(1), purchaser.buy(1)]);
  assert.equal(shop.calls.length, 1);
  assert.equal(first, second);
  await purchaser.buy(1);
  assert.notEqual(shop.keys[0], shop.keys[1]);
});

test("says when an order was repeated, not made", async () => {
  const shop = new FakeShop(answer(201, ORDER, { "Idempotency-Replayed": "true" }));
  const outcome = await purchaserOf(shop).purchaser.buy(1);
  assert.equal(outcome.replayed, true);
});

for (const [status, reason, more = {}, headers = {}, kept = {}] of [
  [400, "invalid-request"],
  [401, "unauthenticated"],
  [
    403,
    "blocked",
    { decisionId: "01KAPZ9E05ZYXWVTSRQPNMKJHG" },
    {},
    { decisionId: "01KAPZ9E05ZYXWVTSRQPNMKJHG" },
  ],
  [403, "not-eligible"],
  [404, "sale-not-found"],
  [409, "sale-not-open", {}, { "Retry-After": "90" }, { retryAfterMs: 90_000 }],
  [409, "sale-closed"],
  [409, "sale-paused"],
  [409, "sold-out"],
  [409, "limit-reached", { orderIds: [ORDER.id] }, {}, { orderIds: [ORDER.id] }],
  [409, "sale-changed", { sale: { termsVersion: 4 } }, {}, { sale: { termsVersion: 4 } }],
  [422, "idempotency-key-reused"],
  [429, "too-many-requests", {}, { "Retry-After": "7" }, { retryAfterMs: 7_000 }],
]) {
  test(`${status} ${reason} stands: no repeat, and a new key for the next press`, async () => {
    const shop = new FakeShop(problem(status, reason, more, headers), bought);
    const { purchaser, pauses } = purchaserOf(shop);
    assert.deepEqual(await purchaser.buy(1), { kind: "refused", reason, ...kept });
    assert.deepEqual(pauses, []);
    await purchaser.buy(1);
    assert.notEqual(shop.keys[0], shop.keys[1]);
  });
}

test("reads Retry-After as a date too, and a refusal without a problem by its status", async () => {
  const date = new Date(Date.now() + 60_000).toUTCString();
  const shop = new FakeShop(answer(429, undefined, { "Retry-After": date }));
  const outcome = await purchaserOf(shop).purchaser.buy(1);
  assert.equal(outcome.reason, "too-many-requests");
  assert.ok(outcome.retryAfterMs > 50_000 && outcome.retryAfterMs <= 60_000);
});

test("request-in-flight: repeats with the same key after Retry-After, three times", async () => {
  const inFlight = problem(409, "request-in-flight", {}, { "Retry-After": "1" });
  const shop = new FakeShop(inFlight, inFlight, inFlight, bought);
  const { purchaser, pauses } = purchaserOf(shop);
  assert.equal((await purchaser.buy(1)).kind, "ordered");
  assert.deepEqual(pauses, [1_000, 1_000, 1_000]);
  oneKey(shop);

  const stuck = new FakeShop(inFlight, inFlight, inFlight, inFlight, bought);
  const waiting = purchaserOf(stuck).purchaser;
  assert.deepEqual(await waiting.buy(1), { kind: "refused", reason: "request-in-flight" });
  await waiting.buy(1);
  oneKey(stuck);
});

for (const reason of ["overloaded", "risk-unavailable"]) {
  test(`${reason}: repeats with the same key after Retry-After, five times`, async () => {
    const busy = problem(503, reason, {}, { "Retry-After": "2" });
    const shop = new FakeShop(busy, busy, busy, busy, busy, bought);
    const { purchaser, pauses, progress } = purchaserOf(shop);
    assert.equal((await purchaser.buy(1)).kind, "ordered");
    assert.deepEqual(pauses, Array(5).fill(2_000));
    assert.deepEqual(progress.filter(({ step }) => step === "waiting")[1], {
      step: "waiting",
      reason,
      waitMs: 2_000,
      attempt: 2,
      attempts: 5,
    });
    oneKey(shop);

    const away = new FakeShop(busy, busy, busy, busy, busy, busy);
    assert.deepEqual(await purchaserOf(away).purchaser.buy(1), { kind: "refused", reason });
  });
}

test("waits a little longer than asked, so that buyers do not return in one wave", async () => {
  const shop = new FakeShop(problem(503, "overloaded", {}, { "Retry-After": "4" }), bought);
  const { purchaser, pauses } = purchaserOf(shop, { random: () => 0.5 });
  await purchaser.buy(1);
  assert.deepEqual(pauses, [5_000]);
});

test("no answer: repeats with the same key three times, then keeps it", async () => {
  const shop = new FakeShop(noAnswer, noAnswer, noAnswer, noAnswer, bought);
  const { purchaser, pauses } = purchaserOf(shop);
  assert.deepEqual(await purchaser.buy(1), { kind: "unreachable" });
  assert.deepEqual(pauses, [1_000, 2_000, 4_000]);
  assert.equal((await purchaser.buy(1)).kind, "ordered");
  oneKey(shop);
});

test("an answer that says nothing counts as none: 500, a cut 201, a cut 428", async () => {
  const shop = new FakeShop(problem(500, "internal-error"), answer(201), answer(428), bought);
  const { purchaser } = purchaserOf(shop);
  assert.equal((await purchaser.buy(1)).kind, "ordered");
  oneKey(shop);
});

const unknown = problem(
  503,
  "outcome-unknown",
  {},
  { "Retry-After": "2", Location: `/api/v1/orders/${ORDER.id}` },
);
const LOOK = `GET /browser/orders/${ORDER.id}`;
const notYet = problem(503, "outcome-unknown", {}, { "Retry-After": "3" });

test("outcome-unknown: looks at the order until it is there", async () => {
  const shop = new FakeShop(unknown, notYet, noAnswer, answer(200, ORDER));
  const { purchaser, pauses } = purchaserOf(shop);
  assert.deepEqual(await purchaser.buy(1), { kind: "ordered", order: ORDER, replayed: false });
  assert.deepEqual(shop.urls, [BUY, LOOK, LOOK, LOOK]);
  assert.deepEqual(pauses, [2_000, 3_000, 1_000]);
});

test("outcome-unknown: 404 means that it did not go through", async () => {
  const shop = new FakeShop(unknown, notYet, problem(404, "order-not-found"));
  const outcome = await purchaserOf(shop).purchaser.buy(1);
  assert.deepEqual(outcome, { kind: "refused", reason: "not-bought" });
});

test("outcome-unknown: gives up after 30 s and keeps the key", async () => {
  const shop = new FakeShop(unknown, ...Array(40).fill(notYet));
  const { purchaser, pauses } = purchaserOf(shop);
  assert.deepEqual(await purchaser.buy(1), { kind: "unsettled", orderId: ORDER.id });
  assert.equal(
    pauses.reduce((sum, ms) => sum + ms),
    30_000,
  );
  shop.script = [bought];
  await purchaser.buy(1);
  oneKey(shop);
});

test("challenge: solves the proof of work, tells its progress, answers with it", async () => {
  const shop = new FakeShop(challenged(PROOF), bought);
  const { purchaser, progress } = purchaserOf(shop, {
    onChallenge: async () => assert.fail("no picture is due"),
    solve: async (parameters, { onProgress }) => {
      assert.deepEqual(parameters, PROOF.parameters);
      onProgress(0.5);
      return "c29sdmVk";
    },
  });
  assert.equal((await purchaser.buy(1)).kind, "ordered");
  assert.deepEqual(shop.calls[1].body.challenge, { id: PROOF.id, response: "c29sdmVk" });
  assert.deepEqual(
    progress.filter(({ step }) => step === "checking"),
    [0, 0.5].map((fraction) => ({ step: "checking", fraction, pictureOffered: true })),
  );
  oneKey(shop);
});

test("challenge: keeps the response while the repeat gets no answer that counts", async () => {
  const shop = new FakeShop(
    challenged(PROOF),
    noAnswer,
    problem(503, "overloaded"),
    problem(409, "request-in-flight"),
    bought,
  );
  await purchaserOf(shop).purchaser.buy(1);
  for (const { body } of shop.calls.slice(1)) {
    assert.deepEqual(body.challenge, { id: PROOF.id, response: "solved" });
  }
});

test("sends the pass of a right response along, so that it goes first", async () => {
  const passing = problem(503, "overloaded", {}, { "X-Fairgate-Pass": "mac" });
  const busy = problem(503, "overloaded");
  const shop = new FakeShop(challenged(PROOF), passing, busy, bought);
  await purchaserOf(shop).purchaser.buy(1);
  assert.deepEqual(
    shop.calls.map(({ headers }) => headers["X-Fairgate-Pass"]),
    [undefined, undefined, "mac", "mac"],
  );
});

/** A solver that computes until it is stopped, as a slow phone does. */
const untilStopped = (parameters, { signal }) =>
  new Promise((_, reject) => {
    signal.addEventListener("abort", () => reject(new DOMException("stopped", "AbortError")));
  });

/** Asks for a picture as soon as the check is shown. */
function wantsPicture(shop, onChallenge, options = {}) {
  const made = purchaserOf(shop, {
    onChallenge,
    solve: untilStopped,
    onProgress: ({ step, pictureOffered }) => {
      if (step === "checking" && pictureOffered) {
        queueMicrotask(() => made.purchaser.requestPicture());
      }
    },
    ...options,
  });
  return made.purchaser;
}

test("picture: on request instead of the proof of work", async () => {
  const shop = new FakeShop(challenged(PROOF), alternative(PICTURE), bought);
  const questions = [];
  const purchaser = wantsPicture(shop, async (question) => {
    questions.push(question);
    return { kind: "response", response: "k7fq3m" };
  });
  assert.equal((await purchaser.buy(1)).kind, "ordered");
  assert.equal(shop.urls[1], `POST /browser/challenges/${PROOF.id}/alternative`);
  assert.deepEqual(shop.calls[1].body, { kind: "image" });
  assert.deepEqual(questions, [{ challenge: PICTURE, wrong: false, unavailable: false }]);
  assert.deepEqual(shop.calls[2].body.challenge, { id: PICTURE.id, response: "k7fq3m" });
  oneKey(shop);
});

test("picture: a wrong answer brings the next one, and says so", async () => {
  const next = { ...PICTURE, id: "next" };
  const shop = new FakeShop(challenged(PICTURE), challenged(next), bought);
  const questions = [];
  const { purchaser } = purchaserOf(shop, {
    onChallenge: async (question) => {
      questions.push(question);
      return { kind: "response", response: "text" };
    },
  });
  await purchaser.buy(1);
  assert.deepEqual(
    questions.map(({ challenge, wrong }) => [challenge.id, wrong]),
    [
      [PICTURE.id, false],
      ["next", true],
    ],
  );
});

test("picture: a new one, then back to the computer", async () => {
  const other = { ...PICTURE, id: "other" };
  const shop = new FakeShop(challenged(PICTURE), alternative(other), alternative(PROOF), bought);
  const wishes = [
    { kind: "alternative", wanted: "image" },
    { kind: "alternative", wanted: "proof_of_work" },
  ];
  const { purchaser } = purchaserOf(shop, { onChallenge: async () => wishes.shift() });
  assert.equal((await purchaser.buy(1)).kind, "ordered");
  assert.deepEqual(shop.urls, [
    BUY,
    `POST /browser/challenges/${PICTURE.id}/alternative`,
    "POST /browser/challenges/other/alternative",
    BUY,
  ]);
  assert.deepEqual(shop.calls[3].body.challenge, { id: PROOF.id, response: "solved" });
});

test("picture: a wrong answer that brings a proof becomes a picture again, and says so", async () => {
  const next = { ...PICTURE, id: "next" };
  const script = [challenged(PICTURE), challenged(PROOF), alternative(next), bought];
  const shop = new FakeShop(...script);
  const questions = [];
  const { purchaser } = purchaserOf(shop, {
    onChallenge: async (question) => {
      questions.push(question);
      return { kind: "response", response: "text" };
    },
  });
  assert.equal((await purchaser.buy(1)).kind, "ordered");
  assert.equal(shop.urls[2], `POST /browser/challenges/${PROOF.id}/alternative`);
  assert.deepEqual(questions[1], { challenge: next, wrong: true, unavailable: false });
  assert.deepEqual(shop.calls[3].body.challenge, { id: "next", response: "text" });
});

test("picture: closing it buys nothing", async () => {
  const shop = new FakeShop(challenged(PICTURE));
  const { purchaser } = purchaserOf(shop, { onChallenge: async () => ({ kind: "cancel" }) });
  assert.deepEqual(await purchaser.buy(1), { kind: "cancelled" });
});

test("picture: none to be had, so the computer goes on without offering it", async () => {
  const shop = new FakeShop(challenged(PROOF), problem(503, "risk-unavailable"), bought);
  const solvers = [untilStopped, async () => "solved"];
  const offered = [];
  const made = purchaserOf(shop, {
    onChallenge: async () => assert.fail("there is no picture"),
    solve: (parameters, options) => solvers.shift()(parameters, options),
    onProgress: ({ step, pictureOffered }) => {
      if (step === "checking") {
        offered.push(pictureOffered);
        queueMicrotask(() => made.purchaser.requestPicture());
      }
    },
  });
  assert.equal((await made.purchaser.buy(1)).kind, "ordered");
  assert.deepEqual(offered, [true, false]);
});

test("a challenge that is gone: asks the shop anew, without the response before", async () => {
  const shop = new FakeShop(
    challenged(PICTURE),
    challenged(PICTURE),
    answer(404),
    challenged(PROOF),
    bought,
  );
  const wishes = [
    { kind: "response", response: "text" },
    { kind: "alternative", wanted: "image" },
  ];
  const { purchaser } = purchaserOf(shop, { onChallenge: async () => wishes.shift() });
  assert.equal((await purchaser.buy(1)).kind, "ordered");
  assert.equal(shop.calls[1].body.challenge.response, "text");
  assert.equal(shop.calls[3].body.challenge, undefined);
});

test("too many pictures asked for: the shop's answer stands", async () => {
  const slow = problem(429, "too-many-requests", {}, { "Retry-After": "30" });
  const shop = new FakeShop(challenged(PICTURE), slow);
  const { purchaser } = purchaserOf(shop, {
    onChallenge: async () => ({ kind: "alternative", wanted: "image" }),
  });
  const outcome = await purchaser.buy(1);
  assert.deepEqual(outcome, {
    kind: "refused",
    reason: "too-many-requests",
    retryAfterMs: 30_000,
  });
});

test("an unsolvable proof becomes a picture; without pictures it ends kindly", async () => {
  const unsolvable = async () => {
    throw new Error("no number fits");
  };
  const shop = new FakeShop(challenged(PROOF), alternative(PICTURE), bought);
  const onChallenge = async () => ({ kind: "response", response: "k7fq3m" });
  const { purchaser } = purchaserOf(shop, { solve: unsolvable, onChallenge });
  assert.equal((await purchaser.buy(1)).kind, "ordered");

  const without = purchaserOf(new FakeShop(challenged(PROOF)), { solve: unsolvable });
  assert.deepEqual(await without.purchaser.buy(1), {
    kind: "refused",
    reason: "challenge-unsolved",
  });
});

test("stops after eight challenges for one press", async () => {
  const shop = new FakeShop(...Array(9).fill(challenged(PROOF)));
  const outcome = await purchaserOf(shop).purchaser.buy(1);
  assert.deepEqual(outcome, { kind: "refused", reason: "challenge-unsolved" });
  oneKey(shop);
});

test("makes a key also where crypto.randomUUID is missing", (t) => {
  Object.defineProperty(crypto, "randomUUID", { value: undefined, configurable: true });
  t.after(() => delete crypto.randomUUID);
  const keys = new Set(Array.from({ length: 100 }, newKey));
  assert.equal(keys.size, 100);
  for (const key of keys) {
    assert.match(key, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});

/** What a tab keeps over its pages. */
function tab() {
  const items = new Map();
  return {
    getItem: (name) => items.get(name) ?? null,
    setItem: (name, text) => items.set(name, text),
    removeItem: (name) => items.delete(name),
    items,
  };
}

test("the key is kept before the first try, and a page after a reload repeats it", async () => {
  const storage = tab();
  const shop = new FakeShop(noAnswer, noAnswer, noAnswer, noAnswer, bought);
  const page = () => purchaserOf(shop, { kept: new KeptKey("demo", storage) }).purchaser;
  await page().buy(1);
  assert.deepEqual(page().unfinished(), { key: shop.keys[0] });
  assert.equal((await page().buy(1)).kind, "ordered");
  oneKey(shop);
});

test("an order that was not seen yet is the same order after a reload, and no second one", async () => {
  const storage = tab();
  const shop = new FakeShop(bought, answer(201, ORDER, { "Idempotency-Replayed": "true" }), bought);
  const page = () => purchaserOf(shop, { kept: new KeptKey("demo", storage) }).purchaser;
  await page().buy(1);
  const reloaded = page();
  assert.equal(reloaded.unfinished().orderId, ORDER.id);
  await reloaded.buy(1);
  oneKey(shop);
  new KeptKey("demo", storage).forget(); // as the order's own page does
  await page().buy(1);
  assert.notEqual(shop.keys[2], shop.keys[0]);
});

test("an order that came to nothing does not stand in the way of another purchase", async () => {
  const storage = tab();
  const lapsed = answer(201, { ...ORDER, status: "lapsed" }, { "Idempotency-Replayed": "true" });
  const shop = new FakeShop(bought, lapsed, bought);
  const page = () => purchaserOf(shop, { kept: new KeptKey("demo", storage) }).purchaser;
  await page().buy(1);
  assert.equal((await page().buy(1)).order.status, "held");
  assert.equal(shop.keys[1], shop.keys[0]);
  assert.notEqual(shop.keys[2], shop.keys[0]);
});

test("a refusal leaves nothing behind, nor does a tab that keeps nothing break", async () => {
  const storage = tab();
  const shop = new FakeShop(problem(409, "sold-out"), bought);
  await purchaserOf(shop, { kept: new KeptKey("demo", storage) }).purchaser.buy(1);
  assert.equal(storage.items.size, 0);
  const broken = () => {
    throw new DOMException("no storage here", "SecurityError");
  };
  const none = { getItem: broken, setItem: broken, removeItem: broken };
  const outcome = await purchaserOf(shop, { kept: new KeptKey("demo", none) }).purchaser.buy(1);
  assert.equal(outcome.kind, "ordered");
});

test("offline: waits for the network, however long, and then goes on with the same key", async () => {
  const shop = new FakeShop(noAnswer, noAnswer, noAnswer, noAnswer, noAnswer, bought);
  let trips = 5;
  const connection = { isOnline: () => trips === 0, cameBack: async () => trips-- > 0 };
  const { purchaser, pauses, progress } = purchaserOf(shop, { connection });
  assert.equal((await purchaser.buy(1)).kind, "ordered");
  assert.deepEqual(pauses, []);
  assert.equal(progress.filter(({ reason }) => reason === "offline").length, 5);
  oneKey(shop);
});

test("offline for good: gives up at last, and keeps the key", async () => {
  const shop = new FakeShop(noAnswer, noAnswer, noAnswer, noAnswer, bought);
  const connection = { isOnline: () => false, cameBack: async () => false };
  const { purchaser } = purchaserOf(shop, { connection });
  assert.deepEqual(await purchaser.buy(1), { kind: "unreachable" });
  assert.equal((await purchaser.buy(1)).kind, "ordered");
  oneKey(shop);
});
