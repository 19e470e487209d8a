// grid.js: the photos as cards, and what narrows and orders them.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { breakable } from "../../shared/components.js";
import { selectField, textField } from "../../shared/fields.js";
import { findingLabel, findingTags } from "../../shared/findings.js";
import { pixels, shortAddress, size } from "../../shared/format.js";
import { count, t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { forget, lookAgain, show } from "./one.js";
import { isFiltered, narrow, reload, search, toggle } from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Photo} Photo */

const NAME = 44; // letters of a photo's name
const orders = ["added", "source", "pixels", "bytes", "findings", "sightings"];

/**
 * @param {State} state @param {"finding" | "format" | "order"} name @param {string} label
 * @param {(readonly [string, string])[]} options
 */
const narrower = (state, name, label, options) => selectField({ id: name, label, options, chosen: state.filter[name],
	change: (value) => narrow(state, name, value), test: name === "order" ? name : `filter-${name}` });

/**
 * What some photo is or gives away, and what is chosen, though the last such photo may be gone.
 * @param {State} state @param {"finding" | "format"} name @param {(kind: string) => string} label
 * @returns {(readonly [string, string])[]}
 */
const kinds = ({ kinds: known, filter }, name, label) => [["", t("filter_all")],
	...[...new Set([...known[name], filter[name]])].filter(Boolean).map(
		(kind) => /** @type {const} */ ([kind, label(kind)]))];

/** Nothing is kept yet, as far as is known: there is nothing to look for. @param {State} state */
const isNew = (state) => state.total === 0 && !isFiltered(state) && (!state.loading || state.next === 0);

/** @param {State} state */
export function tools(state) {
	if (isNew(state))
		return nothing;
	return html`<form class="tools" role="search" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
		${textField({ id: "search", type: "search", label: t("search"), placeholder: t("search_hint"),
			value: state.filter.source, input: (text) => search(state, text) })}
		${narrower(state, "finding", t("filter_finding"), kinds(state, "finding",
			(kind) => findingLabel({ kind })))}
		${narrower(state, "format", t("filter_format"), kinds(state, "format",
			(format) => format.toUpperCase()))}
		${narrower(state, "order", t("order"), orders.map((order) =>
			/** @type {const} */ ([order, t(`order_${order}`)])))}
	</form>`;
}

/** @param {State} state */
function chooseNone(state) {
	state.chosen.clear();
	state.redraw();
}

/** What can be done with those that were chosen. @param {State} state */
export const selection = (state) => state.chosen.size === 0 ? nothing :
	html`<div class="row card" data-testid="selection">
	<p class="grow">${count("selected", state.chosen.size)}</p>
	<button type="button" @click=${() => chooseNone(state)}>${t("choose_none")}</button>
	<button type="button" @click=${() => lookAgain(state, [...state.chosen])} data-testid="look-again-chosen">
		${icon("globe")} ${t("again")}</button>
	<button type="button" class="danger" @click=${() => forget(state, [...state.chosen])} data-testid="forget">
		${icon("trash")} ${t("forget")}</button></div>`;

/** The part of a card that opens it. @param {State} state @param {Photo} photo @param {string} name */
function face(state, photo, name) {
	const thumbnail = state.thumbnails.of(photo.id);
	return html`<button type="button" class="open" @click=${() => show(state, photo.id)} data-testid="open-photo">
		<div class="frame">${thumbnail ? html`<img src=${thumbnail} alt="" loading="lazy">` : icon("photo")}</div>
		<div class="about">
			<p class="small"><span class="visually-hidden">${t("photo_details")}: </span>${breakable(name)}</p>
			<p class="small soft">${pixels(photo.width, photo.height)} · ${size(photo.bytes)}</p></div></button>`;
}

/** @param {State} state @param {Photo} photo */
function card(state, photo) {
	const name = shortAddress(photo.source, NAME);
	return html`<li class="photo" data-testid="photo" data-id=${photo.id}>${face(state, photo, name)}
		<div class="about">${findingTags(photo.findings, 3)}
			${photo.sightings ? html`<p class="small">${icon("pin")}
				${count("sightings", photo.sightings)}</p>` : nothing}</div>
		<label class="choose"><span class="visually-hidden">${t("choose_what", { what: name })}</span>
			<input type="checkbox" .checked=${state.chosen.has(photo.id)} @change=${() => toggle(state, photo.id)}
				data-testid="choose"></label>
	</li>`;
}

/** @param {State} state */
function empty(state) {
	if (state.loading)
		return html`<p>${t("loading")}</p>`;
	if (isFiltered(state))
		return html`<p class="empty" data-testid="no-match">${t("no_match")}</p>`;
	return html`<div class="empty stack-small" data-testid="empty">${icon("photo")}<h2>${t("empty_title")}</h2>
		<p class="soft">${t("empty_text")}</p></div>`;
}

/** @param {State} state */
export const grid = (state) => html`${isNew(state) ? nothing
		: html`<p class="small soft" data-testid="total">${count("photos", state.total)}</p>`}
	${state.photos.length === 0 ? empty(state) : html`<ul class="grid" aria-label=${t("my_photos")}>
		${repeat(state.photos, (photo) => photo.id, (photo) => card(state, photo))}</ul>`}
	${state.photos.length && state.next !== null ? html`<button type="button" ?disabled=${state.loading}
		@click=${() => reload(state, true)} data-testid="more">${t("show_more")}</button>` : nothing}`;
