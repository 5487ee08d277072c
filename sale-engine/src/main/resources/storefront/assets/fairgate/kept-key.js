/**
 * The Idempotency-Key of a purchase, kept for the visit: it is made before the first try and stays
 * in this tab until its order has been seen, so that a reload, Back or a phone that slept repeats
 * the same purchase and never makes a second one.
 */

const PREFIX = "fairgate.purchase.";

/** @typedef {{ key: string, orderId?: string }} Kept `orderId` once the answer was an order */

export class KeptKey {
  /**
   * @param {string} saleId
   * @param {Pick<Storage, "getItem" | "setItem" | "removeItem"> | null} [storage] null: keep nothing
   */
  constructor(saleId, storage = tabStorage()) {
    this.name = PREFIX + saleId;
    this.storage = storage;
    /** @type {Kept | null} what the storage would not take */
    this.unstored = null;
  }

  /** @returns {Kept | null} */
  read() {
    try {
      const kept = JSON.parse(this.storage?.getItem(this.name) ?? "null");
      return isKept(kept) ? kept : this.unstored;
    } catch {
      return this.unstored;
    }
  }

  /** @param {Kept} kept */
  write(kept) {
    try {
      this.unstored = this.storage ? null : kept;
      this.storage?.setItem(this.name, JSON.stringify(kept));
    } catch {
      this.unstored = kept; // full or forbidden: the key lives as long as the page does
    }
  }

  forget() {
    this.unstored = null;
    try {
      this.storage?.removeItem(this.name);
    } catch {
      // Forbidden: then nothing was ever kept there.
    }
  }
}

/** @param {any} kept */
function isKept(kept) {
  return typeof kept?.key === "string" && /^[!-~]{1,255}$/.test(kept.key);
}

/** Some browsers throw at the mere look at it. */
function tabStorage() {
  try {
    return globalThis.sessionStorage ?? null;
  } catch {
    return null;
  }
}
