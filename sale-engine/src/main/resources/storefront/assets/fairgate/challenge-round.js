/**
 * Meets one challenge: proves by computing unless the buyer prefers a picture, and changes the kind
 * as often as they like.
 */
import { problemSlug, readJson, refusal } from "./answers.js";

/**
 * @typedef {import("./answers.js").Challenge} Challenge
 * @typedef {import("./answers.js").Refusal} Refusal
 */

/**
 * @typedef {object} PictureQuestion
 * @property {Challenge} challenge of kind image
 * @property {boolean} wrong the response before was not right, or came too late
 * @property {boolean} unavailable what was asked for instead cannot be had; this one still counts
 */

/**
 * @typedef {{ kind: "response", response: string } | { kind: "cancel" }
 *   | { kind: "alternative", wanted: "image" | "proof_of_work" }} PictureAnswer
 */

/**
 * `response` undefined: the challenge is gone, ask the shop for a new one.
 *
 * @typedef {{ kind: "met", response?: { id: string, response: string }, byPicture: boolean }
 *   | { kind: "cancelled" } | Refusal} Met
 */

/** Pictures and kinds that one challenge may go through; a person never needs as many. */
const MAX_CHANGES = 20;
/** @type {Refusal} */
const UNSOLVED = Object.freeze({ kind: "refused", reason: "challenge-unsolved" });

export class ChallengeRound {
  /**
   * @param {object} parts
   * @param {import("./shop-calls.js").ShopCalls} parts.shop
   * @param {typeof import("./solver.js").solveProofOfWork} parts.solve
   * @param {(fraction: number, pictureOffered: boolean) => void} parts.onChecking
   * @param {(question: PictureQuestion) => Promise<PictureAnswer>} [parts.onChallenge]
   */
  constructor({ shop, solve, onChecking, onChallenge }) {
    this.shop = shop;
    this.solve = solve;
    this.onChecking = onChecking;
    this.onChallenge = onChallenge;
    /** @type {AbortController | null} */
    this.proving = null;
  }

  /** Stops the computing, if it runs, and asks for a picture instead. */
  requestPicture() {
    this.proving?.abort();
  }

  /**
   * @param {Challenge} challenge
   * @param {boolean} wrong whether a picture was answered before this one, and not accepted
   * @returns {Promise<Met>}
   */
  async meet(challenge, wrong) {
    let question = { challenge, wrong, unavailable: false };
    for (let change = 0; change < MAX_CHANGES; change++) {
      const answer = await this.answer(question);
      switch (answer.kind) {
        case "cancel":
          return { kind: "cancelled" };
        case "unsolvable":
          return UNSOLVED;
        case "response": {
          const { id, kind } = question.challenge;
          const response = { id, response: answer.response };
          return { kind: "met", response, byPicture: kind === "image" };
        }
      }
      const other = await this.alternative(question.challenge.id, answer.wanted);
      if (other.kind === "refused") {
        return other;
      }
      if (other.kind === "gone") {
        return { kind: "met", byPicture: false };
      }
      const next = other.kind === "challenge" ? other.challenge : question.challenge;
      const stillWrong = question.wrong && question.challenge.kind === "proof_of_work";
      question = { challenge: next, wrong: stillWrong, unavailable: other.kind === "unavailable" };
    }
    return UNSOLVED;
  }

  /**
   * @param {PictureQuestion} question
   * @returns {Promise<PictureAnswer | { kind: "unsolvable" }>}
   */
  answer(question) {
    const { challenge, wrong, unavailable } = question;
    if (challenge.kind === "proof_of_work") {
      const shown = !!this.onChallenge && challenge.alternatives.includes("image");
      const offered = shown && !unavailable;
      // Who was reading pictures goes on with pictures.
      return wrong && offered
        ? Promise.resolve({ kind: "alternative", wanted: "image" })
        : this.prove(challenge, offered);
    }
    if (challenge.kind === "image" && this.onChallenge) {
      return this.onChallenge(question);
    }
    const wanted = /** @type {const} */ ({ kind: "alternative", wanted: "proof_of_work" });
    return Promise.resolve(unavailable ? { kind: "unsolvable" } : wanted);
  }

  /**
   * @param {Challenge} challenge
   * @param {boolean} pictureOffered whether the buyer may have a picture instead
   * @returns {Promise<PictureAnswer | { kind: "unsolvable" }>}
   */
  async prove({ parameters }, pictureOffered) {
    const onProgress = (/** @type {number} */ fraction) =>
      this.onChecking(fraction, pictureOffered);
    const proving = new AbortController();
    this.proving = pictureOffered ? proving : null;
    onProgress(0);
    try {
      const response = await this.solve(parameters, { signal: proving.signal, onProgress });
      return { kind: "response", response };
    } catch {
      return pictureOffered ? { kind: "alternative", wanted: "image" } : { kind: "unsolvable" };
    } finally {
      this.proving = null;
    }
  }

  /**
   * @param {string} challengeId
   * @param {string} wanted
   * @returns {Promise<{ kind: "challenge", challenge: Challenge } | { kind: "gone" }
   *   | { kind: "unavailable" } | Refusal>}
   */
  async alternative(challengeId, wanted) {
    const response = await this.shop.alternative(challengeId, wanted);
    const body = response && (await readJson(response));
    if (response?.ok && typeof body?.challenge?.id === "string") {
      return { kind: "challenge", challenge: body.challenge };
    }
    switch (response?.status) {
      case 401:
      case 403:
      case 429:
        return refusal(response, body, problemSlug(body) ?? UNSOLVED.reason);
      case 404:
      case 409:
      case 410:
        return { kind: "gone" };
      default:
        return { kind: "unavailable" };
    }
  }
}
