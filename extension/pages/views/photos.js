// photos.js: my photos, as a grid; add, look at, and forget them.
import { html } from "../../vendor/lit-html/lit-html.js";
import { failure } from "../../shared/acting.js";
import { t } from "../../shared/i18n.js";
import { dropArea, results } from "../photos/adding.js";
import { cleanArea, copies } from "../photos/cleaning.js";
import { grid, selection, tools } from "../photos/grid.js";
import { close, load, newState, reload } from "../photos/state.js";

/** @type {import("../dashboard.js").View} */
export const view = { name: "photos", icon: "photo", title: "my_photos", open };

/** @param {import("../dashboard.js").Shell} shell @returns {import("../dashboard.js").OpenView} */
function open(shell) {
	const state = newState(shell);
	load(state);
	return {
		draw: () => html`${dropArea(state)}${cleanArea(state)}
			${failure(state, html`<button type="button" @click=${() => reload(state)}>${t("try_again")}</button>`)}
			${results(state)}${copies(state)}${tools(state)}${selection(state)}${grid(state)}`,
		event: (name) => {
			if (name === "ledger")
				reload(state);
		},
		close: () => close(state),
	};
}
