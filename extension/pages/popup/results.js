// results.js: what a check found, in groups.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { notice } from "../../shared/components.js";
import { facesWords, findingTags } from "../../shared/findings.js";
import { pixels, shortAddress, site, size } from "../../shared/format.js";
import { openPage } from "../../shared/ext.js";
import { count, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { chip } from "../../shared/fields.js";
import { filtered, filters, groupName, groups, isOfTab, keepSelection, notLooked, pictures, showMore, shownOf }
	from "./state.js";

/** @typedef {import("./state.js").State} State */
/** @typedef {import("./state.js").Picture} Picture */
/** @typedef {import("./state.js").Group} Group */

/** What was done to my photo. @param {NonNullable<Picture["matches"]>[number]} match */
const howWords = ({ how = [], words = [], degrees = 0 }) => how.map((word, i) => word === "turned"
	? t(degrees < 0 ? "how_turned_by_right" : "how_turned", { degrees: Math.abs(degrees) })
	: translated(`how_${word}`, words[i] ?? word)).join(", ");

/** Which photo of mine it is, and how sure that is. @param {NonNullable<Picture["matches"]>[number]} match */
function whichPhoto(match) {
	const { source = "", confidence } = match;
	const how = howWords(match);
	return html`<p><span class="tag mine">${translated(`sure_${confidence}`, confidence)}</span>
		<span class="small">${how ? t("matches_how", { source: shortAddress(source, 36), how })
			: shortAddress(source, 44)}</span></p>`;
}

/** What the site gave to a stranger. @param {Picture} image */
const refusedWords = (image) => translated(`picture_${image.error?.code}`, image.public?.status
	? t("unknown_status", { status: image.public.status }) : t("unknown_why"));

/** @type {Record<string, (image: Picture) => any>} */
const whys = {
	mine: ({ matches: [match] = [] }) => match ? whichPhoto(match) : nothing,
	closed: (image) => html`<p class="small">${refusedWords(image)}</p>`,
	unknown: (image) => html`<p class="small">${refusedWords(image)}</p>`,
	unreadable: (image) => html`<p class="small">${translated(`picture_${image.error?.code}`,
		t("picture_unreadable"))}</p>`,
};

/** @param {Picture} image */
const facts = (image) => [pixels(image.width, image.height), image.public?.bytes ? size(image.public.bytes) : "",
	translated(`kind_${image.kind.replace("-", "_")}`, ""),
		image.shot ? t("kind_screenshot") : ""].filter(Boolean).join(" · ");

/** @param {Picture} image */
const address = ({ local, url }) => local ? t(`address_${local}`) : shortAddress(url);

/** @param {State} state @param {Picture} image */
function small(state, image) {
	const source = image.thumbnail ?? state.thumbnails.of(image.matches?.[0]?.photo ?? -1);
	return source ? html`<img src=${source} alt="">` : html`<span class="blank">${icon("photo")}</span>`;
}

/** Whether it was kept already. @param {Picture} image */
const isKept = (image) => image.kept !== undefined && image.kept !== "failed";

/** @param {State} state @param {number} id */
function toggle(state, id) {
	if (!state.selected.delete(id))
		state.selected.add(id);
	keepSelection(state);
	state.redraw();
}

/** @param {State} state @param {Picture} image */
const chooser = (state, image) => html`<input type="checkbox" .checked=${state.selected.has(image.id)}
	aria-label=${t("choose_what", { what: image.alt || address(image) })} @change=${() => toggle(state, image.id)}
	data-testid="choose">`;

/** @param {Picture} image */
const marks = (image) => html`
	${image.hidden ? html`<p><span class="tag">${icon("lock")} ${t("outline_closed")}</span></p>` : nothing}
	${isKept(image) ? html`<p><span class="tag good">${icon("check")}
		${t(image.kept === "known" ? "kept_known" : "kept")}</span></p>` : nothing}`;

/** @param {Picture} image */
function searchable(image) {
	const words = facesWords(image);
	return words ? html`<p class="small" data-testid="faces">${words}</p>` : nothing;
}

/** @param {State} state @param {Picture} image @param {Group} group */
function row(state, image, { keep, cut }) {
	const canCut = cut && image.rect !== null && isOfTab(state);
	const choosable = (keep || canCut) && !isKept(image) && state.check?.state === "finished";
	return html`<li class="picture ${choosable ? "" : "no-check"}" data-testid="picture" data-id=${image.id}
			data-status=${image.status ?? ""} data-url=${image.url}>
		${choosable ? chooser(state, image) : nothing}
		${small(state, image)}
		<div class="stack-small grow">
			${image.alt ? html`<p><strong>${image.alt}</strong></p>` : nothing}
			<p class="address" title=${image.url}>${address(image)}</p>
			<p class="small soft">${facts(image)}</p>
			${whys[groupName(image)]?.(image) ?? nothing}
			${searchable(image)}
			${findingTags(image.findings)}
			${marks(image)}
		</div></li>`;
}

/** What a page of results found, each with the page it points to. @param {State} state */
export function hitsTable(state) {
	const hits = pictures(state, "mine").filter(({ leads }) => leads);
	if (hits.length === 0)
		return nothing;
	/** @param {Picture} image */
	const write = ({ leads = "", photo, matches: [match] = [] }) => openPage(
		`pages/dashboard.html#letters/site/${encodeURIComponent(site(leads))}/${match?.photo ?? photo ?? ""}`);
	return html`<section class="group" aria-labelledby="hits" data-testid="hits">
		<header><h2 id="hits">${count("hits", hits.length)}</h2></header>
		<p class="small soft">${t("hits_text")}</p>
		<table class="hits"><thead><tr><th scope="col">${t("hits_photo")}</th><th scope="col">${t("hits_page")}</th>
			<th scope="col"><span class="visually-hidden">${t("hits_write_head")}</span></th></tr></thead>
		<tbody>${hits.map((image) => html`<tr data-testid="hit" data-leads=${image.leads ?? ""}>
			<td>${small(state, image)}</td>
			<td class="address" title=${image.leads ?? ""}>${shortAddress(image.leads ?? "")}</td>
			<td><button type="button" class="small" @click=${() => write(image)} data-testid="hit-write"
				aria-label=${t("hits_write_to", { site: site(image.leads ?? "") })}>
				${icon("letter")} ${t("hits_write")}</button></td></tr>`)}</tbody></table></section>`;
}

/** Select all of a group, or none. @param {State} state @param {Group} group @param {Picture[]} list */
function chooseAll(state, { status, keep }, list) {
	const ids = list.filter((image) => !image.kept && (keep || image.rect)).map((image) => image.id);
	if (state.check?.state !== "finished" || ids.length < 2)
		return nothing;
	const all = ids.every((id) => state.selected.has(id));
	const press = () => {
		for (const id of ids)
			state.selected[all ? "delete" : "add"](id);
		keepSelection(state);
		state.redraw();
	};
	return html`<button type="button" class="plain small" @click=${press} data-testid="choose-all-${status}">
		${all ? t("choose_none") : t("choose_all")}</button>`;
}

/** @param {State} state @param {Group} group */
export function groupOf(state, group) {
	const { status } = group;
	const all = pictures(state, status).length;
	if (all === 0)
		return nothing;
	const list = filtered(state, status);
	const shown = shownOf(state, status);
	const rest = list.length - shown.length;
	return html`<section class="group" aria-labelledby="group-${status}" data-testid="group-${status}">
		<header><h2 id="group-${status}">${icon(group.icon)} ${count(`group_${status}`, all)}</h2>
			${chooseAll(state, group, list)}</header>
		${group.keep || isOfTab(state) ? html`<p class="small soft">${t(`group_${status}_text`)}</p>` : nothing}
		<ul class="pictures">${repeat(shown, (image) => image.id, (image) => row(state, image, group))}</ul>
		${all > list.length ? html`<p class="small soft" data-testid="filtered-${status}">
			${count("filtered", all - list.length)}</p>` : nothing}
		${rest > 0 ? html`<button type="button" class="plain small" data-more=${status}
			@click=${() => showMore(state, status)} data-testid="more-${status}">${count("show_more", rest)}</button>`
			: nothing}</section>`;
}

const MANY = 12; // pictures from which on it helps to leave some out

/** What to show of many pictures. @param {State} state */
export function filterChips(state) {
	const all = groups.flatMap(({ status }) => pictures(state, status));
	const names = /** @type {import("./state.js").Filter[]} */ (Object.keys(filters)).filter((name) =>
		state.filters.has(name) || all.some((image) => filters[name](image)));
	if (all.length < MANY || names.length === 0)
		return nothing;
	/** @param {import("./state.js").Filter} name */
	const press = (name) => {
		if (!state.filters.delete(name))
			state.filters.add(name);
		state.redraw();
	};
	return html`<div class="row" role="group" aria-label=${t("filters")}>${names.map((name) =>
		chip(t(`filter_${name}`), state.filters.has(name), () => press(name), `filter-${name}`))}</div>`;
}

/** What of the page was not looked at. @param {State} state */
const leftWords = (state) => notLooked(state).map(([what, n]) => count(`left_${what}`, n)).join(", ");

/** What was found, in a sentence: green only when all of the page was looked at. @param {State} state */
export function summary(state) {
	const mine = pictures(state, "mine").length;
	const compared = mine + pictures(state, "new").length;
	const shown = groups.reduce((sum, { status }) => sum + pictures(state, status).length, 0);
	const left = leftWords(state);
	const packs = state.check?.rules;
	const more = html`
		${left ? html`<p class="small" data-testid="left">${t("left_text", { what: left })}</p>` : nothing}
		${packs ? html`<p class="small" data-testid="rules">${t("rules_text", { packs })}</p>` : nothing}`;
	if (shown === 0)
		return notice("info", html`<p>${t("nothing_found")}</p>${more}`);
	if (shown === pictures(state, "apart").length)
		return notice("info", html`<p data-testid="summary">${t("summary_apart")}</p>${more}`);
	if (compared === 0)
		return notice("info", html`<p data-testid="summary">${count("summary_unseen", shown)}</p>${more}`);
	if (mine)
		return notice("warn", html`
			<p data-testid="summary"><strong>${count("summary_mine", mine)}</strong></p>${more}`);
	if (state.mine === 0)
		return notice("warn", html`
			<p data-testid="summary"><strong>${count("summary_which", compared)}</strong></p>${more}`);
	const all = !left && compared === shown;
	return notice(all ? "good" : "info", html`<p data-testid="summary">${count("summary_none", compared)}</p>${more}`);
}
