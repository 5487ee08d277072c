/** Whether this device has a network, and when it has one again. */

export const CONNECTION = Object.freeze({
  /** @returns {boolean} false only where the browser is sure */
  isOnline: () => globalThis.navigator?.onLine !== false,

  /**
   * @param {number} withinMs
   * @returns {Promise<boolean>} whether it came back in that time
   */
  cameBack: (withinMs) =>
    new Promise((resolve) => {
      const listening = new AbortController();
      const end = (/** @type {boolean} */ back) => {
        clearTimeout(timer);
        listening.abort();
        resolve(back);
      };
      const timer = setTimeout(end, withinMs, false);
      globalThis.addEventListener("online", () => end(true), { signal: listening.signal });
    }),
});
