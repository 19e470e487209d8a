// managed.js: what whoever looks after this computer has set for Lenscap (storage.managed, a browser's policy).
import { ext } from "./ext.js";
import { languages } from "./i18n.js";

/** What is set; "" and empty lists where nothing is.
 * @typedef {{language: string, law: string, auto_lock: string, hide_fingerprints: boolean,
 *   packs: string[], keys: string[], propose: string[]}} Managed */

const WHEN = /^(never|end_of_browser|screen|minutes:[1-9]\d{0,3})$/;
const LAW = /^[a-z0-9]{1,16}$/; // which there are the host knows
const NAME = /^[a-z0-9][a-z0-9-]{0,63}$/; // of a pack, or a controller
const KEY = /^RW[A-Za-z0-9+/]{54}$/; // a public key, as minisign writes it

const MOST = 64; // names in a list

/** @param {unknown} value @param {RegExp} shape @returns {string[]} the entries that are such names */
const list = (value, shape) => (Array.isArray(value) ? value : [])
	.filter((entry) => typeof entry === "string" && shape.test(entry)).slice(0, MOST);

/** @param {unknown} value @param {(text: string) => boolean} fits @returns {any} the text, or "" */
const text = (value, fits) => typeof value === "string" && fits(value) ? value : "";

/** What of a policy is understood; whatever is not is as if it were not there. @param {any} set @returns {Managed} */
export const managedOf = (set) => ({
	language: text(set?.language, (code) => Object.hasOwn(languages, code)),
	law: text(set?.law, (law) => LAW.test(law)),
	auto_lock: text(set?.auto_lock, (when) => WHEN.test(when)),
	hide_fingerprints: set?.hide_fingerprints === true,
	packs: list(set?.packs, NAME),
	keys: list(set?.keys, KEY),
	propose: list(set?.propose, NAME),
});

/** Without a policy Firefox rejects, and Chromium answers {}. @returns {Promise<Managed>} */
export const managed = async () => managedOf(await ext.storage.managed?.get().catch(() => ({})));

/** Whether anything is set. @param {Managed} set */
export const isManaged = (set) => Object.values(set).some((value) =>
	Array.isArray(value) ? value.length > 0 : Boolean(value));

/**
 * The keys with which a pack may be taken: none if the one that was typed is not trusted here.
 * @param {Managed} set @param {string} typed "" for none
 */
export const signersOf = ({ keys }, typed) => keys.length === 0 ? [typed] : typed ? keys.filter((key) => key === typed)
	: keys;

/**
 * The packs that should be here and are not, and those signed by none of the keys that are trusted.
 * @param {Managed} set @param {{name: string, signer: string}[]} kept as pack.list has them
 */
export const packsAmiss = ({ packs, keys }, kept) => ({
	lacking: packs.filter((name) => !kept.some((pack) => pack.name === name)),
	strange: keys.length === 0 ? [] : kept.filter(({ signer }) => !keys.includes(signer)).map(({ name }) => name),
});
