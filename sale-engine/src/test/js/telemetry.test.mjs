import assert from "node:assert/strict";
import { test } from "node:test";
import {
  collectTelemetry,
  EventLog,
  MAX_EVENTS,
} from "../../main/resources/storefront/assets/fairgate/telemetry.js";

/** A window whose clock and events the test drives. */
class FakeWindow extends EventTarget {
  constructor() {
    super();
    this.clock = 0;
    this.performance = { timeOrigin: 1_790_000_000_000.4, now: () => this.clock };
    this.navigator = { webdriver: false, languages: ["de-DE"], maxTouchPoints: 0 };
    this.screen = { width: 1440, height: 900 };
    this.devicePixelRatio = 2;
    this.scrollX = 0;
    this.scrollY = 0;
    this.AbortController = AbortController;
    this.document = new EventTarget();
    this.document.visibilityState = "visible";
    this.document.hasFocus = () => true;
  }

  at(ms, name, properties = {}, target = this) {
    this.clock = ms;
    target.dispatchEvent(Object.assign(new Event(name), properties));
  }
}

test("gives the contract's object", () => {
  const page = new FakeWindow();
  const telemetry = collectTelemetry({ window: page });
  page.at(16.4, "pointermove", { pointerType: "mouse", clientX: 315.4, clientY: 440.6 });
  page.at(900, "pointerdown", { pointerType: "mouse", clientX: 318, clientY: 440 });
  page.at(985, "pointerup", { pointerType: "mouse", clientX: 318, clientY: 440 });
  page.at(1_200, "pointerdown", { pointerType: "touch", clientX: 10, clientY: 20 });
  page.at(1_500, "keydown", { key: "p", code: "KeyP" });
  page.scrollY = 240;
  page.at(1_600, "scroll");
  page.document.visibilityState = "hidden";
  page.at(2_000, "visibilitychange", {}, page.document);
  page.at(2_100, "focus");
  page.clock = 4_210.2;

  assert.deepEqual(telemetry.snapshot(), {
    pageOpenedAt: 1_790_000_000_000,
    submittedAt: 1_790_000_004_210,
    events: [
      [0, "f"],
      [16, "m", 315, 441],
      [900, "d", 318, 440],
      [985, "u", 318, 440],
      [1_200, "t", 10, 20],
      [1_500, "k"],
      [1_600, "s", 0, 240],
      [2_000, "v", 0],
      [2_100, "f"],
    ],
    webdriver: false,
    timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    languages: ["de-DE"],
    screen: [1440, 900, 2],
    touch: false,
  });
});

test("never tells which key, nor that one is held down", () => {
  const page = new FakeWindow();
  const telemetry = collectTelemetry({ window: page });
  page.at(100, "keydown", { key: "s", code: "KeyS" });
  page.at(130, "keydown", { key: "s", code: "KeyS", repeat: true });
  assert.deepEqual(telemetry.snapshot().events.slice(1), [[100, "k"]]);
});

test("thins moves to one in 16 ms and leaves presses alone", () => {
  const page = new FakeWindow();
  const telemetry = collectTelemetry({ window: page });
  for (let ms = 100; ms <= 148; ms += 4) {
    page.at(ms, "pointermove", { pointerType: "mouse", clientX: ms, clientY: 0 });
  }
  page.at(149, "pointerdown", { pointerType: "mouse", clientX: 1, clientY: 0 });
  const events = telemetry.snapshot().events.slice(1);
  assert.deepEqual(
    events.map(([ms, kind]) => `${ms}${kind}`),
    ["100m", "116m", "132m", "148m", "149d"],
  );
});

test("keeps the first 64 and the most recent events, 512 in all", () => {
  const log = new EventLog();
  for (let n = 0; n < 10_000; n++) {
    log.add(n, "k");
  }
  const kept = log.list();
  assert.equal(kept.length, MAX_EVENTS);
  assert.deepEqual(kept[63], [63, "k"]);
  assert.deepEqual(kept[64], [10_000 - 448, "k"]);
  assert.deepEqual(kept.at(-1), [9_999, "k"]);
});

test("sends integers, whatever browsers report", () => {
  const log = new EventLog();
  log.add(-0.4, "m", NaN, Infinity);
  log.add(2.6, "m", -3.5, 1e3 + 0.2);
  assert.deepEqual(log.list().flat().filter(Number.isFinite), [0, 0, 0, 3, -3, 1_000]);
  assert.ok(
    log
      .list()
      .flat()
      .every((value) => typeof value === "string" || Number.isInteger(value)),
  );
});

test("stays under 64 KiB when full", () => {
  const page = new FakeWindow();
  const telemetry = collectTelemetry({ window: page });
  for (let n = 0; n < 2_000; n++) {
    page.at(86_400_000 + n * 20, "pointermove", { clientX: 10_000 + n, clientY: 10_000 + n });
  }
  assert.ok(JSON.stringify(telemetry.snapshot()).length < 32_768);
});

test("bounds languages and says what the browser says about itself", () => {
  const page = new FakeWindow();
  page.navigator = {
    webdriver: true,
    languages: Array.from({ length: 20 }, (_, n) => `x-${n}`),
    maxTouchPoints: 5,
  };
  const { languages, webdriver, touch } = collectTelemetry({ window: page }).snapshot();
  assert.deepEqual([languages.length, webdriver, touch], [8, true, true]);
});

test("hears nothing after stop", () => {
  const page = new FakeWindow();
  const telemetry = collectTelemetry({ window: page });
  telemetry.stop();
  page.at(100, "keydown", { key: "a" });
  assert.deepEqual(telemetry.snapshot().events, [[0, "f"]]);
});
