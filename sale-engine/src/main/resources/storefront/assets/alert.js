/** Tells a buyer who asked for it that Buy has woken up: in words, in the title, with a sound. */
import { say } from "./fairgate/words.js";

const TONE_S = 0.25;

export class Alert {
  /**
   * @param {HTMLElement} choice the label with its box; hidden while there is nothing to wait for
   * @param {HTMLElement} news a live region
   */
  constructor(choice, news) {
    this.choice = choice;
    this.news = news;
    this.box = /** @type {HTMLInputElement} */ (choice.querySelector("input"));
    this.title = document.title;
    /** @type {AudioContext | null} made by the reader's own press, as browsers ask for */
    this.audio = null;
    this.box.addEventListener("change", () => this.prepare());
    document.addEventListener("visibilitychange", () => this.calm());
  }

  wanted() {
    return this.box.checked && !this.choice.hidden;
  }

  prepare() {
    if (this.box.checked && typeof AudioContext === "function") {
      this.audio ??= new AudioContext();
      void this.audio.resume();
    }
  }

  /** @param {import("./fairgate/sale-watch.js").Sale["status"]} status */
  show(status) {
    const waiting = status === "sold_out" || status === "paused" || status === "upcoming";
    if (status === "open" && this.wanted()) {
      this.ring();
    }
    this.choice.hidden = !waiting;
    if (waiting) {
      this.news.textContent = "";
    }
  }

  ring() {
    this.news.textContent = say("alert-open");
    if (document.visibilityState !== "visible") {
      document.title = say("alert-title", { title: this.title });
    }
    if (this.audio) {
      const tone = this.audio.createOscillator();
      tone.frequency.value = 660;
      tone.connect(this.audio.destination);
      tone.start();
      tone.stop(this.audio.currentTime + TONE_S);
    }
  }

  /** Who looks at the page again has heard it. */
  calm() {
    if (document.visibilityState === "visible") {
      document.title = this.title;
    }
  }
}
