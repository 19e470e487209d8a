// whom.js: the choice of those who get a letter: by kind, or by a search.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { dayWords } from "../../shared/casework.js";
import { count, t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { host } from "../../shared/rpc.js";

const kinds = ["face_search", "people_search", "data_broker", "ai_training", "image_search", "social_network"];
const PAGE = 30;
const NAMED = 12; // of those chosen; the rest is counted

/** @typedef {{slug: string, name: string, email: string, webform: string, address_known: boolean, contact_unknown: boolean,
 *   asks_for_photo: boolean, asks_for_id: boolean, needs_id_document: boolean}} Controller */

/**
 * @param {{redraw: () => void, changed: () => void, failed: (error: unknown) => void, lately: (slug: string) => string}} on
 *   lately: the day of a letter that is still young, "" for none
 */
export function whom({ redraw, changed, failed, lately }) {
	/** @type {Map<string, Controller>} */ const chosen = new Map();
	const find = { query: "", kind: "face_search" };
	/** @type {Controller[]} */ let found = [];
	let total = 0;
	/** @type {number | null} */ let next = null;
	let turn = 0;
	let typing = 0;

	/** @param {boolean} [more] the next page, not the first */
	async function search(more = false) {
		const mine = ++turn;
		try {
			const answer = await host("controller.search", { query: find.query.trim(), limit: PAGE, offset: more ? next ?? 0 : 0, ...(find.kind ? { kind: find.kind } : {}) });
			if (mine !== turn)
				return;
			({ total, next_offset: next } = answer);
			found = more ? [...found, ...answer.controllers] : answer.controllers;
		} catch (error) {
			failed(error);
		}
		redraw();
	}

	/** Words look everywhere, not in one kind alone; and a kind shows all of it. @param {Event} event */
	function typed(event) {
		find.query = /** @type {HTMLInputElement} */ (event.target).value;
		if (find.query.trim())
			find.kind = "";
		clearTimeout(typing);
		typing = setTimeout(search, 200);
		redraw();
	}

	/** @param {string} kind */
	function pick(kind) {
		find.kind = find.kind === kind ? "" : kind;
		find.query = "";
		search();
	}

	/** @param {Controller} row */
	function toggle(row) {
		if (!chosen.delete(row.slug))
			chosen.set(row.slug, row);
		changed();
	}

	/** How they are reached. @param {Controller} row */
	function reach(row) {
		if (row.contact_unknown)
			return html`<span class="tag medium">${t("contact_unverified")}</span>`;
		const way = row.email ? "contact_email" : row.webform ? "contact_form" : row.address_known ? "contact_post" : "";
		return way ? html`<span class="tag good">${t(way)}</span>` : html`<span class="tag medium">${t("contact_none")}</span>`;
	}

	/** @param {Controller} row */
	const line = (row) => html`<li><label class="pick"><input type="checkbox" .checked=${chosen.has(row.slug)} @change=${() => toggle(row)} data-testid="controller" data-slug=${row.slug}>
		<span class="grow"><strong>${row.name}</strong><span class="row">${reach(row)}
			${row.asks_for_photo ? html`<span class="tag high">${t("asks_photo")}</span>` : nothing}${row.asks_for_id || row.needs_id_document ? html`<span class="tag high">${t("asks_id")}</span>` : nothing}
			${lately(row.slug) ? html`<span class="tag new">${t("written_lately", { day: dayWords(lately(row.slug)) })}</span>` : nothing}</span></span></label></li>`;

	/** @param {Controller} row */
	const taken = (row) => html`<button type="button" class="chip on" @click=${() => toggle(row)} aria-label=${t("remove_what", { what: row.name })}>${row.name} ${icon("cross")}</button>`;

	search();
	return {
		chosen,
		draw: () => html`<div class="field"><label for="who">${t("who_search")}</label><input id="who" type="search" placeholder=${t("who_hint")} .value=${find.query} @input=${typed} data-testid="who-search"></div>
			<div class="row chips" role="group" aria-label=${t("who_kinds")}>${kinds.map((name) => html`<button type="button" class="chip" aria-pressed=${find.kind === name ? "true" : "false"} @click=${() => pick(name)} data-testid="kind-${name}">${t(`controller_${name}`)}</button>`)}</div>
			${found.length ? html`<ul class="picks" tabindex="-1" aria-label=${t("step_who")}>${repeat(found, (row) => row.slug, line)}
				${next === null ? nothing : html`<li><button type="button" class="plain" @click=${() => search(true)} data-testid="who-more">${t("show_more")}</button></li>`}</ul>` : html`<p data-testid="who-none">${t("who_none")}</p>`}
			<div class="row spread"><p class="small soft" role="status" data-testid="who-found">${t("found_of", { shown: found.length, total })}</p>
				<button type="button" class="plain" ?disabled=${found.length === 0} @click=${() => { found.forEach((row) => chosen.set(row.slug, row)); changed(); }} data-testid="who-all">${t("choose_all")}</button></div>
			${chosen.size ? html`<div class="row" data-testid="who-chosen"><strong>${count("recipients", chosen.size)}</strong>${[...chosen.values()].slice(0, NAMED).map(taken)}
				${chosen.size > NAMED ? html`<span class="soft">+ ${chosen.size - NAMED}</span>` : nothing}<button type="button" class="plain" @click=${() => { chosen.clear(); changed(); }}>${t("choose_none")}</button></div>` : nothing}`,
		close: () => {
			turn++;
			clearTimeout(typing);
		},
	};
}
