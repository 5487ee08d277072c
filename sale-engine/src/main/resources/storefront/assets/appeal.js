/** The form by which a buyer asks a person to look at a decision again. */
import { say } from "./fairgate/words.js";

const ANSWER_WITHIN_MS = 15_000;

/** @type {Readonly<Record<number, string>>} */
const ANSWERS = Object.freeze({
  200: "appeal-sent",
  202: "appeal-sent",
  400: "appeal-refused",
  404: "appeal-refused",
  429: "appeal-too-many",
});

/**
 * A form for this decision, from the page's template.
 *
 * @param {string} decisionId
 * @returns {Node}
 */
export function appealForm(decisionId) {
  const template = /** @type {HTMLTemplateElement} */ (document.getElementById("appeal-form"));
  const form = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  /** @type {HTMLInputElement} */ (form.querySelector("[name=decisionId]")).value = decisionId;
  const help = /** @type {HTMLElement} */ (form.querySelector("[data-part=help]"));
  const number = document.createElement("code");
  number.textContent = decisionId;
  help.append(" ", number);
  return form;
}

/** Sends the appeals of this page without leaving it. */
export function listenForAppeals() {
  document.addEventListener("submit", (event) => {
    const form = /** @type {HTMLFormElement} */ (event.target);
    if (form.matches(".appeal form")) {
      event.preventDefault();
      void send(form);
    }
  });
}

/** @param {HTMLFormElement} form */
async function send(form) {
  const answer = /** @type {HTMLElement} */ (form.querySelector("[data-part=answer]"));
  const button = /** @type {HTMLButtonElement} */ (form.querySelector("button"));
  if (button.getAttribute("aria-disabled") === "true") {
    return;
  }
  button.setAttribute("aria-disabled", "true");
  answer.textContent = say("appeal-sending");
  const status = await post(Object.fromEntries(new FormData(form)));
  const key = ANSWERS[status] ?? "appeal-away";
  answer.textContent = say(key);
  button.setAttribute("aria-disabled", String(key === "appeal-sent"));
}

/** @param {Record<string, FormDataEntryValue>} fields @returns {Promise<number>} 0: no answer */
async function post({ decisionId, message }) {
  try {
    const response = await fetch("/browser/appeals", {
      method: "POST",
      headers: { "Content-Type": "application/json", Accept: "application/json" },
      body: JSON.stringify({ decisionId, message }),
      credentials: "same-origin",
      signal: AbortSignal.timeout?.(ANSWER_WITHIN_MS),
    });
    return response.status;
  } catch {
    return 0;
  }
}
