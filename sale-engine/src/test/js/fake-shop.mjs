/** A shop that answers from a script, and remembers what it was asked. */

export const ORDER = {
  id: "demo.01KAPZ9E00ABCDEFGHJKMNPQRS",
  saleId: "demo",
  accountId: "alice",
  quantity: 1,
  price: { amount: 4900, currency: "EUR" },
  status: "held",
  createdAt: "2026-11-22T16:00:00.130Z",
  payBy: "2026-11-22T16:05:00.130Z",
};

export const PROOF = {
  id: "8Qm3vXc0R2y7Jk5bT1nLpg",
  kind: "proof_of_work",
  expiresAt: "2026-11-22T16:02:00Z",
  parameters: { algorithm: "SHA-256" },
  alternatives: ["image"],
};

export const PICTURE = {
  id: "4nS2kq0cT8m1yV5b7ZpXeg",
  kind: "image",
  expiresAt: "2026-11-22T16:02:00Z",
  parameters: { url: "/api/v1/challenges/4nS2kq0cT8m1yV5b7ZpXeg/image", length: 6 },
  alternatives: ["proof_of_work"],
};

/** @returns an answer as the shop gives it */
export function answer(status, body, headers = {}) {
  return () => new Response(body === undefined ? null : JSON.stringify(body), { status, headers });
}

/** @returns a problem+json answer */
export function problem(status, slug, more = {}, headers = {}) {
  const body = { type: `/problems/${slug}`, title: slug, status, detail: slug, ...more };
  return answer(status, body, { "Content-Type": "application/problem+json", ...headers });
}

export const bought = answer(201, ORDER, { Location: `/api/v1/orders/${ORDER.id}` });
export const challenged = (challenge) => problem(428, "challenge-required", { challenge });
export const alternative = (challenge) => answer(200, { challenge });
export const noAnswer = () => {
  throw new TypeError("fetch failed");
};

/** Answers calls in the order of the script; asking more often than it is long fails the test. */
export class FakeShop {
  constructor(...script) {
    this.script = script;
    this.calls = [];
    this.fetch = async (url, { method, headers, body }) => {
      this.calls.push({ method, url, headers, body: body && JSON.parse(body) });
      const next = this.script.shift();
      if (!next) {
        throw new Error(`${method} ${url}: not in the script`);
      }
      return next();
    };
  }

  get urls() {
    return this.calls.map(({ method, url }) => `${method} ${url}`);
  }

  get keys() {
    return this.calls.map(({ headers }) => headers["Idempotency-Key"]).filter(Boolean);
  }
}
