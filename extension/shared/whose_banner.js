// whose_banner.js: what stands above everything that is not of one's own ledger, and the way back.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { confirm, notice } from "./components.js";
import { t } from "./i18n.js";
import { background } from "./rpc.js";
import { whose } from "./whose.js";

/** Pages are loaded anew when it is done. @param {import("./whose.js").Whose} chosen */
export const chooseWhose = (chosen) => background.ask("whose.choose", chosen);

/** What this page's banner says. @type {import("./whose.js").Whose} */
let now = {};
/** What the banner says, for the page below it. */
export const whoseShown = () => now;

/** Learn whose it is, for the banner; when another is chosen the page begins anew. */
export async function followWhose() {
	if (background.isPlayed)
		return;
	background.listen((name) => name === "whose" && location.reload());
	now = await whose();
}

/** Nothing of it can be had again. */
async function end() {
	const yes = t("temporary_end");
	if (await confirm({ title: yes, text: t("temporary_end_text"), yes, danger: true }))
		await chooseWhose({});
}

/** @param {string} test @param {string} words @param {() => unknown} press */
const way = (test, words, press) => html`<button type="button" @click=${press} data-testid=${test}>${words}</button>`;

export function whoseBanner() {
	const { person, temporary, ended } = now;
	if (person)
		return html`<div data-testid="whose">${notice("warn", t("whose_person", { name: person }),
			way("whose-back", t("whose_back"), () => chooseWhose({})))}</div>`;
	if (temporary)
		return html`<div data-testid="whose">${notice("warn", t("whose_temporary"),
			way("temporary-end", t("temporary_end"), end))}</div>`;
	return ended ? html`<div data-testid="temporary-ended">${notice("info", t("temporary_ended"),
		way("ended-yes", t("close"), () => chooseWhose({})))}</div>` : nothing;
}
