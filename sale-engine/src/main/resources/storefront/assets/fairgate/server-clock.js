/** The shop's time on this device: countdowns must not depend on how the device's clock is set. */

const SAMPLES = 3;
const ANSWER_WITHIN_MS = 5_000;

export class ServerClock {
  /**
   * @param {object} [options]
   * @param {number} [options.serverTime] epoch ms from the page: a first guess, late by its loading
   * @param {string} [options.url]
   * @param {typeof fetch} [options.fetch]
   * @param {() => number} [options.now] this device's epoch ms
   */
  constructor({ serverTime, url = "/api/v1/time", fetch: send, now = Date.now } = {}) {
    this.url = url;
    this.fetch = send ?? ((/** @type {string} */ to, /** @type {any} */ init) => fetch(to, init));
    this.deviceNow = now;
    this.offsetMs = serverTime ? serverTime - now() : 0;
  }

  /** @returns {number} epoch ms on the shop's clock */
  now() {
    return this.deviceNow() + this.offsetMs;
  }

  /** Asks three times and keeps the median offset; without any answer the last offset stays. */
  async sync() {
    /** @type {number[]} */
    const offsets = [];
    for (let sample = 0; sample < SAMPLES; sample++) {
      const offset = await this.sample().catch(() => NaN);
      if (Number.isFinite(offset)) {
        offsets.push(offset);
      }
    }
    if (offsets.length > 0) {
      this.offsetMs = offsets.sort((a, b) => a - b)[Math.floor(offsets.length / 2)];
    }
  }

  /** Half the round trip is taken as the way back. */
  async sample() {
    const sentAt = this.deviceNow();
    const response = await this.fetch(this.url, {
      cache: "no-store",
      signal: AbortSignal.timeout?.(ANSWER_WITHIN_MS),
    });
    const { serverTime } = await response.json();
    const receivedAt = this.deviceNow();
    return Date.parse(serverTime) - (sentAt + receivedAt) / 2;
  }
}
