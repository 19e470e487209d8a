// whom.js: the choice of those who get a letter: by kind, or by a search.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { dayWords } from "../../shared/days.js";
import { plain } from "../../shared/failure.js";
import { chip, textField } from "../../shared/fields.js";
import { count, t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { host } from "../../shared/rpc.js";

/** @typedef {import("../../shared/answers.js").Controller} Controller */
/** @typedef {ReturnType<typeof newWhom>} Whom */

const kinds = ["face_search", "people_search", "data_broker", "ai_training", "image_search", "social_network"];
const PAGE = 30; // controllers
const NAMED = 12; // of those chosen; the rest is counted
const TYPING = 200; // ms after the last letter of a search

/**
 * @param {{redraw: () => void, changed: () => void, failed: (error: unknown) => void,
 *   lately: (slug: string) => string}} on
 *   changed: others were chosen; lately: the day of a letter that is still young, "" for none
 */
export const newWhom = (on) => ({
	...on,
	chosen: /** @type {Map<string, Controller>} */ (new Map()),
	find: { query: "", kind: "face_search" },
	found: /** @type {Controller[]} */ ([]),
	total: 0,
	next: /** @type {number | null} */ (null), // where the next page begins
	turn: 0, // counts the searches: only the last one's answer is shown
	typing: 0, // timer of a search
});

/** @typedef {import("../../shared/answers.js").Params<"controller.search">["kind"]} Kind */

/** @param {Whom} whom @param {boolean} [more] the next page, not the first */
export async function searchWhom(whom, more = false) {
	const mine = ++whom.turn;
	const { query, kind } = whom.find;
	try {
		const answer = await host("controller.search", { query: query.trim(), limit: PAGE,
			offset: more ? whom.next ?? 0 : 0, ...(kind ? { kind: /** @type {Kind} */ (kind) } : {}) });
		if (mine !== whom.turn)
			return;
		Object.assign(whom, { total: answer.total, next: answer.next_offset });
		whom.found = more ? [...whom.found, ...answer.controllers] : answer.controllers;
	} catch (error) {
		whom.failed(error);
	}
	whom.redraw();
}

/** Under these names of a country everybody has a site. */
const shared = /^(ac|co|com|edu|gov|net|org)\.[a-z]{2}$/;

/** A host and the sites it may belong to, the nearest first. @param {string} name */
export function sitesOf(name) {
	const labels = name.replace(/:\d+$/, "").split(".");
	return labels.map((_, at) => labels.slice(at).join(".")).slice(0, Math.max(1, labels.length - 1))
		.filter((site) => !shared.test(site));
}

/** Whoever runs a site is looked for, and chosen where only one is known. @param {Whom} whom @param {string} name */
export async function searchSite(whom, name) {
	const sites = sitesOf(name);
	for (const query of sites) {
		whom.find = { query, kind: "" };
		await searchWhom(whom);
		const [only] = whom.found;
		if (only && whom.total === 1) {
			whom.chosen.set(only.slug, only);
			whom.changed();
		}
		if (whom.total > 0)
			return;
	}
	// The same name in another country may be theirs, too: that is for the user to say.
	whom.find = { query: sites.at(-1)?.split(".")[0] ?? name, kind: "" };
	await searchWhom(whom);
}

/** Choose those that are proposed, as far as they are known. @param {Whom} whom @param {string[]} slugs */
export async function propose(whom, slugs) {
	/** @param {string} slug */
	const ask = (slug) => host("controller.show", { slug }).catch((error) => {
		if (plain(error).code !== "not_found")
			throw error;
		return null;
	});
	for (const row of await Promise.all(slugs.map(ask)))
		if (row)
			whom.chosen.set(row.slug, row);
}

/** Words look everywhere, not in one kind alone. @param {Whom} whom @param {string} text */
function typed(whom, text) {
	whom.find = { query: text, kind: text.trim() ? "" : whom.find.kind };
	clearTimeout(whom.typing);
	whom.typing = setTimeout(() => searchWhom(whom), TYPING);
	whom.redraw();
}

/** A kind shows all of it. @param {Whom} whom @param {string} kind */
function pick(whom, kind) {
	whom.find = { query: "", kind: whom.find.kind === kind ? "" : kind };
	searchWhom(whom);
}

/** @param {Whom} whom @param {Controller} row */
function toggle(whom, row) {
	if (!whom.chosen.delete(row.slug))
		whom.chosen.set(row.slug, row);
	whom.changed();
}

/** @param {Whom} whom */
function chooseAll(whom) {
	for (const row of whom.found)
		whom.chosen.set(row.slug, row);
	whom.changed();
}

/** @param {Whom} whom */
function chooseNone(whom) {
	whom.chosen.clear();
	whom.changed();
}

/** How they are reached. @param {Controller} row */
function reach(row) {
	const way = row.email ? "contact_email" : row.webform ? "contact_form" : row.address_known ? "contact_post" : "";
	if (!way)
		return html`<span class="tag medium">${t("contact_none")}</span>`;
	return row.contact_unverified
		? html`<span class="tag medium">${t(way)}</span><span class="tag medium">${t("contact_unverified")}</span>`
		: html`<span class="tag good">${t(way)}</span>`;
}

/** What they are known to ask for, and whether they were written to. @param {Whom} whom @param {Controller} row */
function tags(whom, row) {
	const day = whom.lately(row.slug);
	return html`<span class="row">${reach(row)}
		${row.asks_for_photo ? html`<span class="tag high">${t("asks_photo")}</span>` : nothing}
		${row.asks_for_id || row.needs_id_document ? html`<span class="tag high">${t("asks_id")}</span>` : nothing}
		${day ? html`<span class="tag new">${t("written_lately", { day: dayWords(day) })}</span>` : nothing}</span>`;
}

/** @param {Whom} whom @param {Controller} row */
const line = (whom, row) => html`<li><label class="pick"><input type="checkbox" .checked=${whom.chosen.has(row.slug)}
		@change=${() => toggle(whom, row)} data-testid="controller" data-slug=${row.slug}>
	<span class="grow"><strong>${row.name}</strong>${tags(whom, row)}</span></label></li>`;

/** @param {Whom} whom */
const list = (whom) => whom.found.length === 0 ? html`<p data-testid="who-none">${t("who_none")}</p>` : html`
	<ul class="picks" tabindex="-1" aria-label=${t("step_who")}>
		${repeat(whom.found, (row) => row.slug, (row) => line(whom, row))}
		${whom.next === null ? nothing : html`<li><button type="button" class="plain"
			@click=${() => searchWhom(whom, true)}
			data-testid="who-more">${t("show_more")}</button></li>`}</ul>`;

/** @param {Whom} whom @param {Controller} row */
const taken = (whom, row) => html`<button type="button" class="chip on" @click=${() => toggle(whom, row)}
	aria-label=${t("remove_what", { what: row.name })}>${row.name} ${icon("cross")}</button>`;

/** @param {Whom} whom */
const recipients = (whom) => html`<div class="row" data-testid="who-chosen">
	<strong>${count("recipients", whom.chosen.size)}</strong>
	${[...whom.chosen.values()].slice(0, NAMED).map((row) => taken(whom, row))}
	${whom.chosen.size > NAMED ? html`<span class="soft">+ ${whom.chosen.size - NAMED}</span>` : nothing}
	<button type="button" class="plain" @click=${() => chooseNone(whom)}>${t("choose_none")}</button></div>`;

/** @param {Whom} whom */
export const drawWhom = (whom) => html`
	${textField({ id: "who", type: "search", label: t("who_search"), placeholder: t("who_hint"), value: whom.find.query,
		input: (text) => typed(whom, text), test: "who-search" })}
	<div class="row chips" role="group" aria-label=${t("who_kinds")}>${kinds.map((kind) =>
		chip(t(`controller_${kind}`), whom.find.kind === kind, () => pick(whom, kind), `kind-${kind}`))}</div>
	${list(whom)}
	<div class="row spread"><p class="small soft" role="status" data-testid="who-found">
			${t("found_of", { shown: whom.found.length, total: whom.total })}</p>
		<button type="button" class="plain" ?disabled=${whom.found.length === 0} @click=${() => chooseAll(whom)}
			data-testid="who-all">${t("choose_all")}</button></div>
	${whom.chosen.size ? recipients(whom) : nothing}`;

/** @param {Whom} whom */
export function closeWhom(whom) {
	whom.turn++;
	clearTimeout(whom.typing);
}
