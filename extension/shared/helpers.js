// helpers.js: whom to ask when one does not get on: the publishers of the packs that were taken.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { copyButton, notice } from "./components.js";
import { t } from "./i18n.js";
import { host } from "./rpc.js";

/** @typedef {{name: string, email: string, web: string}} Helper */

/** Those there are; none where the ledger or the host cannot say. @returns {Promise<Helper[]>} */
export async function loadHelpers() {
	const { packs } = await host("pack.list").catch(() => ({ packs: [] }));
	return packs.flatMap(({ helper }) => helper && (helper.email || helper.web) ? [helper] : []);
}

/** Whom to ask, where one is at an end; nothing where nobody is known. @param {readonly Helper[]} helpers */
export const askHelpers = (helpers) => helpers.length === 0 ? nothing : html`<div data-testid="helpers">
	${helpers.map(({ name, email, web }) => notice("info", html`<p><strong>${t("ask_helper", { name })}</strong>
		${[email, web].filter(Boolean).join(" · ")}</p>`, copyButton(email || web, name, "small")))}</div>`;
