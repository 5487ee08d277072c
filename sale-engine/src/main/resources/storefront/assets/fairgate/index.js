/**
 * Fairgate in a page: buy in a guarded sale from any shop front. Plain ES modules, no dependencies;
 * serve this folder as it is and import this file.
 *
 * ```js
 * import "/assets/fairgate/words/en.js";              // or zh-CN.js
 * import { collectTelemetry, createPurchaser, describeOutcome } from "/assets/fairgate/index.js";
 *
 * const telemetry = collectTelemetry();              // once, when the page opens
 * const purchaser = createPurchaser({
 *   saleId: "demo",
 *   endpoint: "/browser",                            // where the JSON calls live
 *   telemetry: telemetry.snapshot,
 *   onProgress: (progress) => {},                    // sending, checking, waiting, looking
 *   onChallenge: async ({ challenge, wrong }) => {   // show challenge.parameters.url, ask, return
 *     return { kind: "response", response: "k7fq3m" };
 *   },
 * });
 * const outcome = await purchaser.buy(1);            // joins the purchase that runs, if one does
 * const words = describeOutcome(outcome, { saleId: "demo" });
 * ```
 *
 * `purchaser.requestPicture()` stops a proof of work and asks for a picture. `buy` resolves with an
 * outcome (`ordered`, `refused` with a reason, `unreachable`, `unsettled`, `cancelled`); after
 * `unreachable` and `unsettled` the next `buy` repeats the same Idempotency-Key and finds out, also
 * after a reload: the key is kept in the tab (`KeptKey`) until its order has been seen.
 */
export { createPurchaser, newKey, Purchaser } from "./purchase.js";
export { collectTelemetry, EventLog, MAX_EVENTS } from "./telemetry.js";
export { encodeResponse, solveProofOfWork, UnsolvableError } from "./solver.js";
export { describeOutcome, describeProgress, describeUnfinished } from "./wording.js";
export { CONNECTION } from "./connection.js";
export { KeptKey } from "./kept-key.js";
export { ServerClock } from "./server-clock.js";
export { watchSale } from "./sale-watch.js";
export { counted, knows, say, speak, spokenLanguage } from "./words.js";
