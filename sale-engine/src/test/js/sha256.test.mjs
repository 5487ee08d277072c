import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { test } from "node:test";
import {
  NumberedSha256,
  sha256Hex,
} from "../../main/resources/storefront/assets/fairgate/sha256.js";

/** The examples of FIPS 180-4, and NIST's long one. */
const VECTORS = [
  ["", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"],
  ["abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"],
  [
    "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
    "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1",
  ],
  ["a".repeat(1_000_000), "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0"],
];

const hashOf = (text) => createHash("sha256").update(text).digest("hex");

test("gives the published hashes", () => {
  for (const [message, hash] of VECTORS) {
    assert.equal(sha256Hex(message), hash);
  }
});

test("agrees with the platform at every length around the block borders", () => {
  for (let length = 0; length <= 200; length++) {
    const message = "ü".repeat(length % 7) + "x".repeat(length);
    assert.equal(sha256Hex(message), hashOf(message), `length ${length}`);
  }
});

test("finds the number after a prefix of any length, also where digits cross a block", () => {
  for (let length = 0; length <= 140; length++) {
    const prefix = "s".repeat(length);
    for (const number of [0, 9, 10, 100, 999, 1_000, 99_999, 100_000]) {
      const hashes = new NumberedSha256(prefix);
      const from = Math.max(0, number - 15);
      const found = hashes.search(hashOf(prefix + number), from, number + 1);
      assert.equal(found, number, `prefix of ${length}, number ${number}`);
    }
  }
});

test("says -1 when no number of the range fits, its end excluded", () => {
  const hashes = new NumberedSha256("salt");
  assert.equal(hashes.search(hashOf("salt50"), 0, 50), -1);
  assert.equal(hashes.search(hashOf("salt50"), 51, 90), -1);
  assert.equal(hashes.search(hashOf("salt50"), 0, 51), 50);
});
