/**
 * Solves the proof of work that a shop may ask for: find the number in `0..maxnumber` with
 * `sha256hex(salt + number) === challenge` (ALTCHA v1). On average half the numbers are tried.
 */
import { NumberedSha256 } from "./sha256.js";

/**
 * @typedef {object} ProofOfWork the `parameters` of a challenge of kind `proof_of_work`
 * @property {string} algorithm only "SHA-256"
 * @property {string} challenge 64 hexadecimal digits
 * @property {number} [maxnumber] the highest number, inclusive
 * @property {string} salt
 * @property {string} signature handed back unread
 */

/**
 * @typedef {object} SolveOptions
 * @property {AbortSignal} [signal] ends the work; the promise rejects with an AbortError
 * @property {(fraction: number) => void} [onProgress] share of the numbers tried, 0 to 1
 * @property {(() => Worker) | null} [createWorker] null: never use a worker
 * @property {() => number} [now] milliseconds, monotonic
 * @property {() => Promise<void>} [breathe] lets the page draw between two slices
 */

/** How long one slice may hold the thread, and so how often progress is told. */
const SLICE_MS = 50;
const FIRST_SLICE = 2_000;
/** No honest shop asks for more; a bound keeps a broken answer from heating a phone for hours. */
const MAX_NUMBER = 50_000_000;
const DEFAULT_MAX_NUMBER = 1_000_000;

/** The puzzle is of a kind that this solver does not know, or no number fits it. */
export class UnsolvableError extends Error {
  /** @param {string} message */
  constructor(message) {
    super(message);
    this.name = "UnsolvableError";
  }
}

/**
 * Solves in a worker, or in slices on this thread where workers fail (blocked, or another origin).
 *
 * @param {ProofOfWork} parameters
 * @param {SolveOptions} [options]
 * @returns {Promise<string>} the response to send: base64 of ALTCHA's payload
 */
export async function solveProofOfWork(parameters, options = {}) {
  requireSolvable(parameters);
  const number = await findNumber(parameters, options);
  return encodeResponse(parameters, number);
}

/**
 * @param {ProofOfWork} parameters
 * @param {SolveOptions} options
 */
async function findNumber(parameters, options) {
  const createWorker =
    options.createWorker === undefined ? createSolverWorker : options.createWorker;
  if (createWorker) {
    try {
      return await solveInWorker(parameters, options, createWorker);
    } catch (error) {
      if (!(error instanceof WorkerFailedError)) {
        throw error;
      }
    }
  }
  return solveInSlices(parameters, options);
}

/**
 * @param {ProofOfWork} parameters
 * @param {number} number
 * @returns {string}
 */
export function encodeResponse(parameters, number) {
  const { algorithm, challenge, salt, signature } = parameters;
  const json = JSON.stringify({ algorithm, challenge, number, salt, signature });
  return btoa(String.fromCharCode(...new TextEncoder().encode(json)));
}

/**
 * Solves on the calling thread, giving it back every 50 ms; this is also what the worker runs.
 *
 * @param {ProofOfWork} parameters
 * @param {SolveOptions} [options]
 * @returns {Promise<number>}
 */
export async function solveInSlices(parameters, options = {}) {
  const { signal, onProgress = () => {}, now = () => performance.now() } = options;
  const breathe = options.breathe ?? (() => new Promise((resolve) => setTimeout(resolve, 0)));
  const hashes = new NumberedSha256(parameters.salt);
  const end = maxNumber(parameters) + 1;
  let slice = FIRST_SLICE;
  for (let from = 0; from < end;) {
    throwIfAborted(signal);
    const to = Math.min(end, from + slice);
    const startedAt = now();
    const found = hashes.search(parameters.challenge, from, to);
    if (found >= 0) {
      onProgress(1);
      return found;
    }
    slice = nextSlice(to - from, now() - startedAt);
    from = to;
    onProgress(from / end);
    await breathe();
  }
  throw new UnsolvableError("no number in 0..maxnumber fits the challenge");
}

/**
 * As many numbers as fit in one slice at the speed just seen; never more than four times as many.
 *
 * @param {number} tried
 * @param {number} tookMs
 */
function nextSlice(tried, tookMs) {
  const fitting = Math.floor((tried * SLICE_MS) / Math.max(tookMs, 1));
  return Math.max(FIRST_SLICE / 10, Math.min(fitting, tried * 4));
}

/** The worker could not start or broke; says nothing about the puzzle. */
class WorkerFailedError extends Error {}

function createSolverWorker() {
  return new Worker(new URL("./solver-worker.js", import.meta.url), { type: "module" });
}

/**
 * @param {ProofOfWork} parameters
 * @param {SolveOptions} options
 * @param {() => Worker} createWorker
 * @returns {Promise<number>}
 */
function solveInWorker(parameters, { signal, onProgress = () => {} }, createWorker) {
  return new Promise((resolve, reject) => {
    throwIfAborted(signal);
    const worker = startWorker(createWorker);
    const finish = (/** @type {() => void} */ settle) => {
      worker.terminate();
      signal?.removeEventListener("abort", stop);
      settle();
    };
    const stop = () => finish(() => reject(abortError()));
    signal?.addEventListener("abort", stop);
    worker.onmessage = ({ data }) => {
      if (typeof data.progress === "number") {
        onProgress(data.progress);
      } else if (typeof data.number === "number") {
        finish(() => resolve(data.number));
      } else {
        finish(() => reject(new UnsolvableError(String(data.unsolvable))));
      }
    };
    const fail = () => finish(() => reject(new WorkerFailedError()));
    worker.onerror = fail;
    worker.onmessageerror = fail;
    worker.postMessage(parameters);
  });
}

/** @param {() => Worker} createWorker */
function startWorker(createWorker) {
  try {
    return createWorker();
  } catch {
    throw new WorkerFailedError();
  }
}

/** @param {ProofOfWork} parameters */
function maxNumber(parameters) {
  return parameters.maxnumber ?? DEFAULT_MAX_NUMBER;
}

/** @param {ProofOfWork} parameters */
function requireSolvable(parameters) {
  if (parameters?.algorithm !== "SHA-256") {
    throw new UnsolvableError(`algorithm ${parameters?.algorithm}: only SHA-256 is known`);
  }
  if (typeof parameters.salt !== "string" || !/^[0-9a-f]{64}$/.test(parameters.challenge)) {
    throw new UnsolvableError("salt and challenge must be a text and 64 hexadecimal digits");
  }
  const highest = maxNumber(parameters);
  if (!Number.isInteger(highest) || highest < 0 || highest > MAX_NUMBER) {
    throw new UnsolvableError(`maxnumber ${highest}: must be within 0..${MAX_NUMBER}`);
  }
}

/** @param {AbortSignal | undefined} signal */
function throwIfAborted(signal) {
  if (signal?.aborted) {
    throw abortError();
  }
}

function abortError() {
  return new DOMException("the work was stopped", "AbortError");
}
