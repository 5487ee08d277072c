/** Asks for what a picture says, in a dialog; keyboard, Escape and screen readers included. */
import { say } from "./fairgate/words.js";

/**
 * @typedef {import("./fairgate/challenge-round.js").PictureQuestion} PictureQuestion
 * @typedef {import("./fairgate/challenge-round.js").PictureAnswer} PictureAnswer
 */

export class PictureDialog {
  /** @param {HTMLDialogElement} dialog */
  constructor(dialog) {
    /** @template {HTMLElement} T @param {string} part @returns {T} */
    const part = (part) => /** @type {any} */ (dialog.querySelector(`[data-part="${part}"]`));
    this.dialog = dialog;
    this.note = part("note");
    this.picture = /** @type {HTMLImageElement} */ (part("picture"));
    this.text = /** @type {HTMLInputElement} */ (part("text"));
    this.compute = /** @type {HTMLButtonElement} */ (part("compute"));
    /** @type {(answer: PictureAnswer) => void} */
    this.answer = () => {};
    this.listen(part("other"), part("cancel"));
  }

  /** @param {HTMLElement} other @param {HTMLElement} cancel */
  listen(other, cancel) {
    this.dialog.addEventListener("submit", (event) => {
      event.preventDefault();
      this.dialog.close();
      this.answer({ kind: "response", response: this.text.value.trim() });
    });
    other.addEventListener("click", () => this.change("image"));
    this.compute.addEventListener("click", () => {
      this.dialog.close();
      this.change("proof_of_work");
    });
    cancel.addEventListener("click", () => this.cancel());
    this.dialog.addEventListener("cancel", () => this.answer({ kind: "cancel" }));
    this.picture.addEventListener("error", () => {
      this.note.textContent = say("picture-not-loaded");
    });
  }

  /**
   * @param {PictureQuestion} question
   * @returns {Promise<PictureAnswer>}
   */
  ask({ challenge, wrong, unavailable }) {
    const { url, length } = challenge.parameters;
    this.note.textContent = noteText(wrong, unavailable);
    if (this.picture.getAttribute("src") !== url) {
      this.picture.src = url;
      this.text.value = "";
    }
    this.text.maxLength = Math.max(16, length ?? 0);
    this.compute.hidden = !challenge.alternatives.includes("proof_of_work");
    if (!this.dialog.open) {
      this.dialog.showModal();
    }
    this.text.focus();
    return new Promise((resolve) => {
      this.answer = resolve;
    });
  }

  /** @param {"image" | "proof_of_work"} wanted */
  change(wanted) {
    this.note.textContent = wanted === "image" ? say("picture-drawing") : "";
    this.answer({ kind: "alternative", wanted });
  }

  cancel() {
    this.dialog.close();
    this.answer({ kind: "cancel" });
  }

  /** The purchase has ended: nothing is left to ask. */
  close() {
    if (this.dialog.open) {
      this.dialog.close();
    }
  }
}

/** @param {boolean} wrong @param {boolean} unavailable */
function noteText(wrong, unavailable) {
  if (unavailable) {
    return say("picture-unavailable");
  }
  return wrong ? say("picture-wrong") : "";
}
