// settings_managed.js: what whoever looks after this computer has set, said where the user looks for it.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { notice } from "../../shared/components.js";
import { autolockWords } from "../../shared/autolock.js";
import { languages, lawName, t } from "../../shared/i18n.js";
import { isManaged } from "../../shared/managed.js";

/** @typedef {import("../../shared/managed.js").Managed} Managed */

/** One line for each thing that is set. @param {Managed} set @returns {string[]} */
const lines = ({ language, law, auto_lock: when, hide_fingerprints: hide, propose, packs }) => [
	language && t("managed_language", { language: languages[/** @type {keyof typeof languages} */ (language)] }),
	law && t("managed_law", { law: lawName(law) }),
	when && t("managed_autolock", { when: autolockWords(when) }),
	hide && t("managed_fingerprints"),
	propose.length > 0 && t("managed_propose", { who: propose.join(", ") }),
	packs.length > 0 && t("managed_packs", { packs: packs.join(", ") }),
].filter((line) => typeof line === "string" && line !== "").map(String);

/**
 * @param {(picture: import("../../shared/icons.js").Icon, title: string,
 *   body: import("../../shared/components.js").Template, test?: string) => any} card
 * @param {Managed} set @param {{lacking: string[], strange: string[]}} packs
 */
export const managedCard = (card, set, { lacking, strange }) => isManaged(set) ? card("info", t("managed"), html`
	<p>${t("managed_text")}</p><ul>${lines(set).map((line) => html`<li>${line}</li>`)}</ul>
	${lacking.length ? notice("warn", t("managed_lacking", { packs: lacking.join(", ") })) : nothing}
	${strange.length ? notice("warn", t("managed_strange", { packs: strange.join(", ") })) : nothing}`,
"managed") : nothing;
