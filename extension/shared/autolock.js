// autolock.js: when an open ledger locks by itself, as a choice.
import { isFirefox } from "./ext.js";
import { selectField } from "./fields.js";
import { t } from "./i18n.js";
import { host } from "./rpc.js";

/** Firefox tells no extension when the screen is locked. */
const choices = ["never", "end_of_browser", ...(isFirefox ? [] : ["screen"]), "minutes:5", "minutes:15", "minutes:60"];

/** @param {string} when a value of ledger.autolock */
export function autolockWords(when) {
	const [kind = "", minutes = ""] = when.split(":");
	return t(`autolock_${kind}`, { minutes });
}

/**
 * @param {string} chosen what holds, which another program may have set to something that is not offered here
 * @param {(when: string) => void} change
 */
export const autolockField = (chosen, change) => selectField({
	id: "autolock", label: t("autolock"), hint: t("autolock_hint"), chosen, change,
	options: [...new Set([...choices, chosen])].map((when) => /** @type {const} */ ([when, autolockWords(when)])),
});

/** @param {string} [when] to be set; else it is only asked for @returns {Promise<string>} what holds */
export const autolock = async (when) => (await host("ledger.autolock", when ? { when } : {})).autolock;
