import assert from "node:assert/strict";
import { test } from "node:test";
import {
  describeOutcome,
  describeProgress,
  describeUnfinished,
} from "../../main/resources/storefront/assets/fairgate/wording.js";
import { speak } from "../../main/resources/storefront/assets/fairgate/words.js";
import "./english.mjs";
import { ORDER } from "./fake-shop.mjs";

const context = { saleId: "demo" };
const refused = (reason, more = {}) =>
  describeOutcome({ kind: "refused", reason, ...more }, context);

const REASONS = [
  "invalid-request",
  "unauthenticated",
  "blocked",
  "not-eligible",
  "sale-not-found",
  "sale-not-open",
  "sale-closed",
  "sale-paused",
  "sold-out",
  "limit-reached",
  "request-in-flight",
  "sale-changed",
  "idempotency-key-reused",
  "too-many-requests",
  "overloaded",
  "risk-unavailable",
  "challenge-unsolved",
  "not-bought",
  "a-reason-of-a-later-version",
];

test("every outcome has its words, and none speaks of signals or machines", () => {
  const outcomes = [
    { kind: "ordered", order: ORDER, replayed: false },
    { kind: "unreachable" },
    { kind: "unsettled", orderId: ORDER.id },
    { kind: "cancelled" },
  ];
  const words = [
    ...outcomes.map((outcome) => describeOutcome(outcome, context)),
    ...REASONS.map((reason) => refused(reason)),
  ];
  for (const { title, detail } of words) {
    assert.ok(title.length > 0 && title.length < 48, title);
    assert.ok(detail.length > 0 && detail.length < 110, detail);
    assert.doesNotMatch(
      title + detail,
      /\b(bot|robot|rate|risk|score|device|address|undefined)\b/i,
    );
  }
});

test("names the order that a buyer already has, and leads to it", () => {
  const { link } = refused("limit-reached", { orderIds: [ORDER.id] });
  assert.deepEqual(link, { href: `/orders/${ORDER.id}`, text: `Order ${ORDER.id}` });
});

test("leads to sign-in and back", () => {
  assert.equal(refused("unauthenticated").link.href, "/login?return=/sales/demo");
});

test("says how long to wait", () => {
  assert.match(refused("too-many-requests", { retryAfterMs: 6_200 }).detail, /7 seconds/);
  assert.match(refused("sale-not-open", { retryAfterMs: 600_000 }).detail, /10 minutes/);
  assert.match(refused("too-many-requests").detail, /a moment/);
});

test("offers an appeal to whoever is blocked and knows the decision, and to nobody else", () => {
  assert.equal(refused("blocked", { decisionId: "01KAPZ" }).appealTo, "01KAPZ");
  assert.equal(refused("blocked").appealTo, undefined);
  assert.equal(refused("too-many-requests", { decisionId: "01KAPZ" }).appealTo, undefined);
});

test("says what an earlier page of this visit left", () => {
  assert.match(describeUnfinished({ key: "k" }).detail, /will not buy twice/);
  assert.equal(describeUnfinished({ key: "k", orderId: "demo.X" }).link.href, "/orders/demo.X");
});

test("puts every step into words", () => {
  const steps = [
    { step: "sending" },
    { step: "checking", fraction: 0, pictureOffered: true },
    { step: "waiting", reason: "no-answer", waitMs: 1, attempt: 1, attempts: 3 },
    { step: "waiting", reason: "overloaded", waitMs: 1, attempt: 1, attempts: 5 },
    { step: "waiting", reason: "request-in-flight", waitMs: 1, attempt: 1, attempts: 3 },
    { step: "waiting", reason: "offline", waitMs: 1, attempt: 1, attempts: 20 },
    { step: "looking", orderId: ORDER.id },
  ];
  assert.equal(new Set(steps.map(describeProgress)).size, steps.length);
});

test("says all of it in Chinese too", async () => {
  await import("../../main/resources/storefront/assets/fairgate/words/zh-CN.js");
  assert.equal(describeOutcome({ kind: "cancelled" }, context).detail, "您可以随时点击“购买”。");
  assert.match(refused("too-many-requests", { retryAfterMs: 6_200 }).detail, /7 秒/);
  speak("en", {});
  assert.equal(describeOutcome({ kind: "cancelled" }, context).title, "cancelled-title");
});
