// i18n.js: the interface's words in the language the user chose.
import en from "../_locales/en/messages.json" with { type: "json" };
import de from "../_locales/de/messages.json" with { type: "json" };
import es from "../_locales/es/messages.json" with { type: "json" };
import fr from "../_locales/fr/messages.json" with { type: "json" };
import it from "../_locales/it/messages.json" with { type: "json" };
import nl from "../_locales/nl/messages.json" with { type: "json" };

/** @typedef {Record<string, {message: string}>} Messages */
/** @typedef {keyof typeof en} Key */

/** @type {Record<string, Messages>} */
const catalogues = { en, de, es, fr, it, nl };

/** The languages there are, each by its own name; as in host/share/languages.json. */
export const languages = { en: "English", de: "Deutsch", es: "Español", fr: "Français", it: "Italiano",
	nl: "Nederlands" };

/** Those that letters, and what the host explains of the law, are in. */
export const lettered = /** @type {const} */ (["en", "de", "fr", "it", "nl", "es"]);

/** @typedef {keyof typeof languages} Language */

/** Of a language that a pack brings; null: of none. @type {{code: string, name: string, pack: string} | null} */
let packed = null;

/** Signs that nobody sees, or that turn what stands beside them; and what begins markup. */
const UNSEEN = /(?!\n)[\p{Cc}\u202a-\u202e\u2066-\u2069<>]/u;

/** The placeholders of a text, each once, in order. @param {string} text */
const places = (text) => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort().join();

/**
 * Whether a text can stand in the place of an English one: the host held it to more.
 * @param {string} key @param {unknown} text
 */
const fits = (key, text) => Object.hasOwn(en, key) && typeof text === "string" && !UNSEEN.test(text)
	&& (!text.includes("\n") || en[/** @type {Key} */ (key)].message.includes("\n"))
	&& places(text) === places(en[/** @type {Key} */ (key)].message);

/**
 * Speak a language that a pack brings, too, where it is none of ours; null: none any more.
 * @param {{code: string, name: string, pack: string, words: Record<string, string>} | null} given
 */
export function addPacked(given) {
	if (packed)
		delete catalogues[packed.code];
	packed = given && /^[a-z]{2}$/.test(given.code) && !Object.hasOwn(languages, given.code) ? given : null;
	if (packed && given)
		catalogues[packed.code] = Object.fromEntries(Object.entries(given.words)
			.filter(([key, text]) => fits(key, text)).map(([key, message]) => [key, { message }]));
}

/** Whose the words are that are shown: a pack's title; "" where they are ours. */
export const packOfWords = () => packed?.code === chosen ? packed.pack : "";

let chosen = /** @type {Language} */ ("en");
let plural = new Intl.PluralRules("en");

/**
 * Choose a language: one of ours, or "auto" for the first of the browser's
 * that we have, English if none.
 * @param {string} wish @param {readonly string[]} [preferred]
 * @returns {Language} the language chosen
 */
export function setLanguage(wish, preferred = globalThis.navigator?.languages ?? []) {
	const wanted = [wish, ...preferred].map((tag) => tag.toLowerCase().split("-")[0] ?? "");
	chosen = /** @type {Language | undefined} */ (wanted.find((tag) => Object.hasOwn(catalogues, tag))) ?? "en";
	plural = new Intl.PluralRules(chosen);
	return chosen;
}

/** The language in use, for Intl and the lang attribute. */
export const language = () => chosen;

/** Languages that are written from the right. */
const fromTheRight = ["ar", "fa", "he", "ur"];

/** Where its lines begin, for the dir attribute. */
export const direction = () => fromTheRight.includes(chosen) ? "rtl" : "ltr";

/** The language to ask the host's explanations and letters in: the chosen one where it has that, or English. */
export const letterLanguage = () => lettered.find((code) => code === chosen) ?? "en";

/** @param {string} key */
export const has = (key) => Object.hasOwn(en, key);

/** The keys that begin so, in their order. @param {string} beginning */
export const keysOf = (beginning) => Object.keys(en).filter((key) => key.startsWith(beginning));

/**
 * The text of a key in the language in use; {name} in it is replaced by values.name.
 * @param {string} key @param {Record<string, string | number>} [values]
 */
export const t = (key, values = {}) => tIn(chosen, key, values);

/** The same in any of ours. @param {string} code @param {string} key @param {Record<string, string | number>} values */
export function tIn(code, key, values) {
	const message = catalogues[code]?.[key]?.message ?? catalogues["en"]?.[key]?.message ?? key;
	return message.replace(/\{(\w+)\}/g, (whole, name) =>
		Object.hasOwn(values, name) ? String(values[name]) : whole);
}

/**
 * The text of a key made of somebody else's word, if we have one.
 * @param {string} key @param {string} otherwise
 */
export const translated = (key, otherwise) => has(key) ? t(key) : otherwise;

/** A law by its short name, one that we do not know by its own. @param {string} law gdpr, ccpa, ... */
export const lawName = (law) => translated(`law_${law}`, law.toUpperCase());

/** To make one takes longer than to draw what it says. @type {Map<string, Intl.NumberFormat>} */
const made = new Map();

/**
 * What writes numbers in the user's language.
 * @param {Intl.NumberFormatOptions} [options]
 */
export function numbers(options = {}) {
	const name = `${chosen} ${JSON.stringify(options)}`;
	const known = made.get(name) ?? new Intl.NumberFormat(chosen, options);
	made.set(name, known);
	return known;
}

/**
 * The text of key_one or key_other, whichever the language wants for n.
 * @param {string} key @param {number} n @param {Record<string, string | number>} [values]
 */
export function count(key, n, values = {}) {
	const form = plural.select(n) === "one" ? "one" : "other";
	return t(`${key}_${form}`, { n: numbers().format(n), ...values });
}
