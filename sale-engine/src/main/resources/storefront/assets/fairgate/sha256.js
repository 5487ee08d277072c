/**
 * SHA-256 (FIPS 180-4) in plain JavaScript, made for one job: hashing a fixed prefix followed by a
 * decimal number, very many times. `crypto.subtle` is asynchronous (one promise per hash, about ten
 * times slower here) and absent on plain http, so it cannot do this job.
 */

const ROUND_CONSTANTS = new Int32Array([
  0x428a2f98, 0x71374491, 0xb5c0fbcf, 0xe9b5dba5, 0x3956c25b, 0x59f111f1, 0x923f82a4, 0xab1c5ed5,
  0xd807aa98, 0x12835b01, 0x243185be, 0x550c7dc3, 0x72be5d74, 0x80deb1fe, 0x9bdc06a7, 0xc19bf174,
  0xe49b69c1, 0xefbe4786, 0x0fc19dc6, 0x240ca1cc, 0x2de92c6f, 0x4a7484aa, 0x5cb0a9dc, 0x76f988da,
  0x983e5152, 0xa831c66d, 0xb00327c8, 0xbf597fc7, 0xc6e00bf3, 0xd5a79147, 0x06ca6351, 0x14292967,
  0x27b70a85, 0x2e1b2138, 0x4d2c6dfc, 0x53380d13, 0x650a7354, 0x766a0abb, 0x81c2c92e, 0x92722c85,
  0xa2bfe8a1, 0xa81a664b, 0xc24b8b70, 0xc76c51a3, 0xd192e819, 0xd6990624, 0xf40e3585, 0x106aa070,
  0x19a4c116, 0x1e376c08, 0x2748774c, 0x34b0bcb5, 0x391c0cb3, 0x4ed8aa4a, 0x5b9cca4f, 0x682e6ff3,
  0x748f82ee, 0x78a5636f, 0x84c87814, 0x8cc70208, 0x90befffa, 0xa4506ceb, 0xbef9a3f7, 0xc67178f2,
]);

const INITIAL_STATE = new Int32Array([
  0x6a09e667, 0xbb67ae85, 0x3c6ef372, 0xa54ff53a, 0x510e527f, 0x9b05688c, 0x1f83d9ab, 0x5be0cd19,
]);

const BLOCK_BYTES = 64;
const BLOCK_WORDS = 16;
const DIGIT_ZERO = 0x30;
const PAST_DIGIT_NINE = 0x3a;

/** The message schedule of the block at work; shared, because nothing here is re-entrant. */
const schedule = new Int32Array(64);

/**
 * One compression: `into` = compress(`from`, the 16 words of `words` that start at `offset`).
 *
 * @param {Int32Array} from
 * @param {Int32Array} words
 * @param {number} offset
 * @param {Int32Array} into may be `from`
 */
function compress(from, words, offset, into) {
  const w = schedule;
  for (let i = 0; i < BLOCK_WORDS; i++) {
    w[i] = words[offset + i];
  }
  for (let i = BLOCK_WORDS; i < 64; i++) {
    const x = w[i - 15];
    const y = w[i - 2];
    const s0 = ((x >>> 7) | (x << 25)) ^ ((x >>> 18) | (x << 14)) ^ (x >>> 3);
    const s1 = ((y >>> 17) | (y << 15)) ^ ((y >>> 19) | (y << 13)) ^ (y >>> 10);
    w[i] = (w[i - 16] + s0 + w[i - 7] + s1) | 0;
  }
  let a = from[0];
  let b = from[1];
  let c = from[2];
  let d = from[3];
  let e = from[4];
  let f = from[5];
  let g = from[6];
  let h = from[7];
  for (let i = 0; i < 64; i++) {
    const s1 = ((e >>> 6) | (e << 26)) ^ ((e >>> 11) | (e << 21)) ^ ((e >>> 25) | (e << 7));
    const t1 = (h + s1 + (g ^ (e & (f ^ g))) + ROUND_CONSTANTS[i] + w[i]) | 0;
    const s0 = ((a >>> 2) | (a << 30)) ^ ((a >>> 13) | (a << 19)) ^ ((a >>> 22) | (a << 10));
    const t2 = (s0 + ((a & b) | (c & (a | b)))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  into[0] = (from[0] + a) | 0;
  into[1] = (from[1] + b) | 0;
  into[2] = (from[2] + c) | 0;
  into[3] = (from[3] + d) | 0;
  into[4] = (from[4] + e) | 0;
  into[5] = (from[5] + f) | 0;
  into[6] = (from[6] + g) | 0;
  into[7] = (from[7] + h) | 0;
}

/**
 * @param {Uint8Array} bytes the message, or what is left of it after whole blocks
 * @param {number} blocks how many 64-byte blocks to lay out
 * @param {number} totalBytes length of the whole message, written at the end as SHA-256 asks
 * @returns {Int32Array} the words to compress, padded
 */
function padded(bytes, blocks, totalBytes) {
  const words = new Int32Array(blocks * BLOCK_WORDS);
  for (let at = 0; at < bytes.length; at++) {
    words[at >> 2] |= bytes[at] << (24 - 8 * (at & 3));
  }
  const end = bytes.length;
  words[end >> 2] |= 0x80 << (24 - 8 * (end & 3));
  words[words.length - 2] = Math.floor(totalBytes / 0x20000000);
  words[words.length - 1] = totalBytes << 3;
  return words;
}

/** @param {number} restBytes @returns {number} blocks for these, the end mark and the length */
function blocksFor(restBytes) {
  return Math.ceil((restBytes + 9) / BLOCK_BYTES);
}

/** @param {Int32Array} words @returns {string} lower-case hexadecimal, 8 digits a word */
function toHex(words) {
  let hex = "";
  for (const word of words) {
    hex += (word >>> 0).toString(16).padStart(8, "0");
  }
  return hex;
}

/**
 * The SHA-256 of a text (as UTF-8) or of bytes.
 *
 * @param {string | Uint8Array} message
 * @returns {string} 64 lower-case hexadecimal digits
 */
export function sha256Hex(message) {
  const bytes = typeof message === "string" ? new TextEncoder().encode(message) : message;
  const blocks = blocksFor(bytes.length);
  const words = padded(bytes, blocks, bytes.length);
  const state = Int32Array.from(INITIAL_STATE);
  for (let block = 0; block < blocks; block++) {
    compress(state, words, block * BLOCK_WORDS, state);
  }
  return toHex(state);
}

/**
 * Hashes `prefix + number` for many numbers. The whole 64-byte blocks of the prefix are compressed
 * once (the midstate); from one number to the next only the digits in the last block change.
 */
export class NumberedSha256 {
  /** @param {string} prefix the salt, taken as UTF-8 */
  constructor(prefix) {
    const bytes = new TextEncoder().encode(prefix);
    const wholeBlocks = Math.floor(bytes.length / BLOCK_BYTES);
    const words = padded(bytes, blocksFor(bytes.length), bytes.length);
    this.midstate = Int32Array.from(INITIAL_STATE);
    for (let block = 0; block < wholeBlocks; block++) {
      compress(this.midstate, words, block * BLOCK_WORDS, this.midstate);
    }
    this.prefixBytes = bytes.length;
    this.tail = bytes.subarray(wholeBlocks * BLOCK_BYTES);
    this.state = new Int32Array(8);
    this.words = words;
    this.lastDigit = 0;
    this.layOut(0);
  }

  /**
   * The first number in `[from, to)` whose hash is `target`, or -1.
   *
   * @param {string} target 64 hexadecimal digits
   * @param {number} from at least 0
   * @param {number} to exclusive, at most 2^53 - 1
   */
  search(target, from, to) {
    const wanted = parseInt(target.slice(0, 8), 16) | 0;
    this.layOut(from);
    for (let number = from; number < to; number++) {
      if (this.hash() === wanted && toHex(this.state) === target) {
        return number;
      }
      this.next(number + 1);
    }
    return -1;
  }

  /** Hashes what is laid out; returns the first word of the result. */
  hash() {
    compress(this.midstate, this.words, 0, this.state);
    if (this.words.length > BLOCK_WORDS) {
      compress(this.state, this.words, BLOCK_WORDS, this.state);
    }
    return this.state[0];
  }

  /** @param {number} number */
  layOut(number) {
    const digits = new TextEncoder().encode(String(number));
    const rest = new Uint8Array(this.tail.length + digits.length);
    rest.set(this.tail);
    rest.set(digits, this.tail.length);
    this.lastDigit = rest.length - 1;
    this.words = padded(rest, blocksFor(rest.length), this.prefixBytes + digits.length);
  }

  /**
   * Adds one to the digits in place; lays out anew only when the number gets one digit longer.
   *
   * @param {number} number the number to arrive at
   */
  next(number) {
    for (let at = this.lastDigit; at >= this.tail.length; at--) {
      const shift = 24 - 8 * (at & 3);
      const digit = ((this.words[at >> 2] >>> shift) & 0xff) + 1;
      if (digit !== PAST_DIGIT_NINE) {
        this.words[at >> 2] += 1 << shift;
        return;
      }
      this.words[at >> 2] -= (PAST_DIGIT_NINE - 1 - DIGIT_ZERO) << shift;
    }
    this.layOut(number);
  }
}
