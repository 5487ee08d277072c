import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import {
  encodeResponse,
  solveInSlices,
  solveProofOfWork,
  UnsolvableError,
} from "../../main/resources/storefront/assets/fairgate/solver.js";

const SALT = "b7a1c2d3e4f5?expires=1790006520&";

function puzzle(number, changes = {}) {
  const challenge = createHash("sha256")
    .update(SALT + number)
    .digest("hex");
  return {
    algorithm: "SHA-256",
    challenge,
    maxnumber: 50_000,
    salt: SALT,
    signature: "5e6f",
    ...changes,
  };
}

const decoded = (response) => JSON.parse(Buffer.from(response, "base64").toString("utf8"));
const onThisThread = { createWorker: null };

test("answers with ALTCHA's payload", async () => {
  const parameters = puzzle(31_337);
  const response = await solveProofOfWork(parameters, onThisThread);
  assert.deepEqual(decoded(response), {
    algorithm: "SHA-256",
    challenge: parameters.challenge,
    number: 31_337,
    salt: SALT,
    signature: "5e6f",
  });
});

test("tries every number from 0 to maxnumber, both included", async () => {
  assert.equal(await solveInSlices(puzzle(0)), 0);
  assert.equal(await solveInSlices(puzzle(50_000)), 50_000);
  await assert.rejects(solveInSlices(puzzle(50_001)), UnsolvableError);
});

test("encodes what is not ASCII as UTF-8", () => {
  const response = encodeResponse(puzzle(1, { salt: "sälz" }), 1);
  assert.equal(decoded(response).salt, "sälz");
});

test("tells a progress that only grows, and lets the page breathe between slices", async () => {
  const told = [];
  let breaths = 0;
  await solveInSlices(puzzle(49_999), {
    onProgress: (fraction) => told.push(fraction),
    breathe: async () => void breaths++,
    now: () => 25 * breaths,
  });
  assert.ok(breaths > 1, `${breaths} breaths`);
  assert.deepEqual(
    told,
    [...told].sort((a, b) => a - b),
  );
  assert.equal(told.at(-1), 1);
});

test("makes the next slice smaller when one took too long", async () => {
  const reached = [];
  let clock = 0;
  await solveInSlices(puzzle(20_000), {
    now: () => (clock += 100),
    onProgress: (fraction) => reached.push(fraction),
  });
  const sizes = reached.map((fraction, i) => fraction - (reached[i - 1] ?? 0));
  assert.ok(sizes[1] < sizes[0], `${sizes[0]}, then ${sizes[1]}`);
});

test("stops when asked", async () => {
  const stop = new AbortController();
  const work = solveProofOfWork(puzzle(50_001), {
    ...onThisThread,
    signal: stop.signal,
    breathe: async () => stop.abort(),
  });
  await assert.rejects(work, { name: "AbortError" });
});

test("refuses what it cannot solve honestly", async () => {
  for (const changes of [
    { algorithm: "SHA-512" },
    { challenge: "zz" },
    { salt: undefined },
    { maxnumber: 1e12 },
    { maxnumber: -1 },
    { maxnumber: "9" },
  ]) {
    await assert.rejects(solveProofOfWork(puzzle(1, changes), onThisThread), UnsolvableError);
  }
});

class FakeWorker {
  constructor(onWork) {
    this.onWork = onWork;
    this.terminated = false;
  }
  postMessage(parameters) {
    queueMicrotask(() => this.onWork(this, parameters));
  }
  terminate() {
    this.terminated = true;
  }
}

test("takes the worker's number and progress, then ends the worker", async () => {
  const worker = new FakeWorker((self) => {
    self.onmessage({ data: { progress: 0.5 } });
    self.onmessage({ data: { number: 7 } });
  });
  const told = [];
  const response = await solveProofOfWork(puzzle(7), {
    createWorker: () => worker,
    onProgress: (fraction) => told.push(fraction),
  });
  assert.equal(decoded(response).number, 7);
  assert.deepEqual(told, [0.5]);
  assert.ok(worker.terminated);
});

test("ends the worker when asked to stop", async () => {
  const stop = new AbortController();
  const worker = new FakeWorker(() => stop.abort());
  const work = solveProofOfWork(puzzle(7), { createWorker: () => worker, signal: stop.signal });
  await assert.rejects(work, { name: "AbortError" });
  assert.ok(worker.terminated);
});

test("solves on this thread when the worker cannot start or breaks", async () => {
  const blocked = () => {
    throw new Error("refused by policy");
  };
  const broken = () => new FakeWorker((self) => self.onerror());
  for (const createWorker of [blocked, broken]) {
    const response = await solveProofOfWork(puzzle(99), { createWorker });
    assert.equal(decoded(response).number, 99);
  }
});

test("does not try again what the worker found unsolvable", async () => {
  const worker = new FakeWorker((self) => self.onmessage({ data: { unsolvable: "none fits" } }));
  const work = solveProofOfWork(puzzle(7), { createWorker: () => worker });
  await assert.rejects(work, UnsolvableError);
});
