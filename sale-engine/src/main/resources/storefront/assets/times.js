/** Moments in the reader's own time zone; the server can only write them in UTC. */

/** @param {number} epochMs @returns {string} */
export function dateText(epochMs) {
  return new Date(epochMs).toLocaleString(habit(), { dateStyle: "medium", timeStyle: "short" });
}

/** The reader's own kind of the page's language, such as en-GB. */
function habit() {
  const language = document.documentElement.lang;
  const same = (/** @type {string} */ tag) => tag.split("-")[0] === language.split("-")[0];
  return navigator.languages.find(same) ?? language;
}

/** Rewrites every `<time data-local>` of the page. */
export function localTimes() {
  for (const time of document.querySelectorAll("time[data-local]")) {
    time.textContent = dateText(Date.parse(time.getAttribute("datetime") ?? ""));
  }
}

localTimes();
