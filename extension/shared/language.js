// language.js: the user's choice of language, kept by the browser.
import { ext } from "./ext.js";
import { addPacked, setLanguage } from "./i18n.js";
import { managed } from "./managed.js";
import { keptWords } from "./packed_words.js";

/** Use the stored choice. @returns {Promise<string>} the choice: "auto" or a language */
export async function loadLanguage() {
	const { language = "auto" } = await ext.storage.local.get("language").catch(() => ({ language: "auto" }));
	addPacked(await keptWords());
	const set = language === "auto" ? (await managed()).language : "";
	setLanguage(String(language), [set, ext.i18n.getUILanguage()].filter(Boolean));
	return String(language);
}

/** @param {string} wish "auto" or a language */
export const storeLanguage = (wish) => ext.storage.local.set({ language: wish });
