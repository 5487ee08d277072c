/**
 * The words that the page is spoken in. A page loads one file of `words/` before its own script;
 * whoever loads none gets the keys.
 */

/** @type {Readonly<Record<string, string>>} */
let words = {};
let language = "en";

/**
 * Takes over a language; called by the files of `words/`.
 *
 * @param {string} tag BCP 47
 * @param {Record<string, string>} spoken texts with placeholders such as `{count}`
 */
export function speak(tag, spoken) {
  language = tag;
  words = Object.freeze({ ...spoken });
}

/** @returns {string} for `Intl` */
export function spokenLanguage() {
  return language;
}

/** @param {string} key @returns {boolean} */
export function knows(key) {
  return Object.hasOwn(words, key);
}

/**
 * @param {string} key
 * @param {Record<string, string | number>} [values] by placeholder
 * @returns {string}
 */
export function say(key, values = {}) {
  const text = knows(key) ? words[key] : key;
  return text.replace(/\{(\w+)\}/g, (whole, name) => String(values[name] ?? whole));
}

/** @param {string} key of two texts, `-one` and `-many` @param {number} count @returns {string} */
export function counted(key, count) {
  return say(`${key}-${count === 1 ? "one" : "many"}`, { count });
}
