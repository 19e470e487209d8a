// which_photos.js: the photos that a letter names, and by what.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { breakable } from "../../shared/components.js";
import { checkBox } from "../../shared/fields.js";
import { shortAddress } from "../../shared/format.js";
import { count, t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { changed, hasAddress } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Photo} Photo */

const NAME = 30; // letters of a photo's name
const prints = ["sha256", "pdq", "iscc"];
const rough = ["pdq", "iscc"]; // from which the picture can be guessed a little
const FIRST = "sha256"; // tells nothing of the picture

/** @param {State} state @param {Photo} photo */
function toggle(state, { id }) {
	if (!state.told.delete(id))
		state.told.set(id, new Set([FIRST]));
	changed(state);
}

/** @param {State} state @param {Set<string>} disclose @param {string} print */
function togglePrint(state, disclose, print) {
	if (!disclose.delete(print))
		disclose.add(print);
	changed(state);
}

/** @param {Photo} photo */
const addresses = (photo) => hasAddress(photo)
	? html`<p class="small soft">${icon("check")} ${t("tell_addresses")}</p>`
	: html`<p class="small warn-text">${icon("alert")} ${t("tell_no_address")}</p>`;

/** What of a photo is told. @param {State} state @param {Photo} photo @param {Set<string>} disclose */
const telling = (state, photo, disclose) => html`<fieldset class="about">
	<legend class="visually-hidden">${t("tell_of_photo", { what: shortAddress(photo.source, NAME) })}</legend>
	${addresses(photo)}
	${state.set.hide_fingerprints ? nothing : prints.map((print) => checkBox(
		html`<span>${t(`tell_${print}`)}</span>`, disclose.has(print),
		() => togglePrint(state, disclose, print), { test: `tell-${print}`, className: "choice small" }))}
	${!state.set.hide_fingerprints && rough.some((print) => disclose.has(print)) ? html`
		<p class="small warn-text">${icon("alert")} ${t("tell_warning")}</p>` : nothing}</fieldset>`;

/** @param {State} state @param {Photo} photo */
function row(state, photo) {
	const disclose = state.told.get(photo.id);
	const thumbnail = state.thumbnails.of(photo.id);
	return html`<li class="photo small-photo"><label class="pick"><input type="checkbox"
		.checked=${disclose !== undefined}
			@change=${() => toggle(state, photo)} data-testid="photo" data-id=${photo.id}>
		${thumbnail ? html`<img src=${thumbnail} alt="">` : icon("photo")}
		<span class="small">${breakable(shortAddress(photo.source, NAME))}<br><span class="soft">
			${photo.sightings ? count("sightings", photo.sightings) : t("seen_nowhere_short")}</span></span></label>
		${disclose ? telling(state, photo, disclose) : nothing}</li>`;
}

/** @param {State} state */
export const whichPhotos = (state) => state.photos.length ? html`<ul class="photos" aria-label=${t("step_photos")}>
		${repeat(state.photos, (photo) => photo.id, (photo) => row(state, photo))}</ul>`
	: html`<p>${t("photos_none")} <a href="#photos">${t("my_photos")}</a></p>`;
