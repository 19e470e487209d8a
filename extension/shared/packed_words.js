// packed_words.js: words of a language that a pack brings, kept by the browser as long as the pack is there.
import { ext } from "./ext.js";

/** @typedef {{code: string, name: string, pack: string, words: Record<string, string>}} Packed */
/** @typedef {(method: "pack.words", params: {language: string}) => Promise<import("./answers.js").PackWords>} Ask */

const KEPT = "packed_words";

/** @returns {Promise<Packed | null>} */
export const keptWords = async () =>
	(await ext.storage.local.get(KEPT).catch(() => /** @type {any} */ ({})))[KEPT] ?? null;

/**
 * Keep what packs have of a language; whether they have any.
 * @param {Ask} ask @param {string} code
 */
export async function keepWords(ask, code) {
	const { languages, words } = await ask("pack.words", { language: code });
	const language = languages.find((one) => one.code === code);
	if (language)
		await ext.storage.local.set({ [KEPT]: { ...language, words } });
	return language !== undefined;
}

/** Without them the language is the browser's again. @param {string} code */
export async function dropWords(code) {
	await ext.storage.local.remove(KEPT);
	if ((await ext.storage.local.get("language"))["language"] === code)
		await ext.storage.local.set({ language: "auto" });
}

/**
 * What is kept is as the packs of the open ledger have it, or gone with them; whether it was another before.
 * @param {Ask} ask
 */
export async function renewWords(ask) {
	const kept = await keptWords();
	if (!kept)
		return false;
	const before = JSON.stringify(kept);
	if (!await keepWords(ask, kept.code))
		await dropWords(kept.code);
	return JSON.stringify(await keptWords()) !== before;
}
