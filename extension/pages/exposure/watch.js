// watch.js: the pages to look at again, and what the last look at them came to.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act, failure, idle } from "../../shared/acting.js";
import { announce } from "../../shared/components.js";
import { date, photoName } from "../../shared/format.js";
import { count, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { manner } from "../../shared/looks.js";
import { host } from "../../shared/rpc.js";

/** @typedef {import("../../shared/answers.js").Watched} Watched */
/** @typedef {import("../../shared/answers.js").WatchSeen} WatchSeen */
/** @typedef {ReturnType<typeof watching>} Watching */

/** @param {() => void} redraw */
export const watching = (redraw) => ({
	...idle(redraw),
	pages: /** @type {Watched[] | null} */ (null),
	seen: /** @type {WatchSeen[]} */ ([]), // by the last look at each
	rested: 0, // pages that it left alone
});

/** @param {Watching} state */
export const load = (state) => act(state, () => list(state));

/** @param {Watching} state */
async function list(state) {
	state.pages = (await host("watch.list")).pages;
}

/** @param {Watching} state @param {string} page */
export const add = (state, page) => act(state, async () => {
	await host("watch.add", { urls: [page] });
	await list(state);
	announce(t("watch_added"));
});

/** @param {Watching} state @param {string} page */
const remove = (state, page) => act(state, async () => {
	await host("watch.remove", { urls: [page] });
	await list(state);
	announce(t("watch_removed"));
});

/** @param {Watching} state */
const look = (state) => act(state, async () => {
	const { pages, rested } = await host("watch.run", await manner());
	// Of pages that it left alone the look before is still the last one.
	const before = state.seen.filter(({ page }) => !pages.some((one) => one.page === page));
	Object.assign(state, { seen: [...before, ...pages], rested });
	await list(state);
	announce(pages.map((page) => [page.page, ...said(page)].join(" ")).join(" ") || rests(rested));
}, { busy: "look" });

/** @param {number} rested */
const rests = (rested) => rested > 0 ? count("watch_rested", rested) : "";

/** @param {WatchSeen["photos"][number]} photo */
function photoWords(photo) {
	const { added, back, gone, now } = photo;
	const word = added ? "added" : back ? "back" : gone ? "gone" : now;
	return t(`watch_photo_${word}`, { photo: photoName(photo) });
}

/** What a look at a page came to, in sentences. @param {WatchSeen} page */
export function said({ access, photos, unlearned, cut }) {
	const open = access === "public" || access === "public_to_browsers";
	return [
		!open && t("watch_page", { state: translated(`seen_${access}`, access) }),
		...photos.map(photoWords),
		open && photos.length === 0 && t(unlearned > 0 || cut ? "watch_none_in_rest" : "watch_none_there"),
		open && unlearned > 0 && count("watch_unlearned", unlearned),
		open && cut && t("watch_cut"),
	].filter((words) => typeof words === "string");
}

/** @param {Watching} state @param {Watched} page */
function row(state, { page, looked }) {
	const seen = state.seen.find((one) => one.page === page);
	const when = looked === null ? t("watch_not_looked") : t("watch_looked", { day: date(looked) });
	return html`<li class="card stack-small" data-testid="watched">
		<p class="address">${page}</p>
		<p class="small soft">${when}</p>
		${seen ? html`<ul data-testid="watch-said">${said(seen).map((words) => html`<li>${words}</li>`)}</ul>`
		: nothing}
		<div><button type="button" class="plain" ?disabled=${state.busy !== ""} @click=${() => remove(state, page)}
			aria-label=${`${t("watch_remove")}: ${page}`} data-testid="watch-remove">
			${t("watch_remove")}</button></div></li>`;
}

/** The button that puts a page on the list, or that it is there. @param {Watching} state @param {string} page */
export const watchButton = (state, page) => state.pages?.some((one) => one.page === page)
	? html`<p class="soft">${t("watch_added")}</p>`
	: html`<div><button type="button" ?disabled=${state.busy !== ""} @click=${() => add(state, page)}
		data-testid="watch-add">${icon("clock")} ${t("watch_add")}</button></div>`;

/** @param {Watching} state */
export const watchList = (state) => html`<section class="stack-small" aria-labelledby="watch">
	<h2 id="watch">${t("watch_title")}</h2><p class="soft">${t("watch_text")}</p>
	${failure(state)}
	${state.pages?.length === 0 ? html`<p data-testid="watch-none">${t("watch_none")}</p>` : nothing}
	${state.pages?.length ? html`<ul class="plain stack-small">${state.pages.map((page) => row(state, page))}</ul>
		<div><button type="button" ?disabled=${state.busy !== ""} @click=${() => look(state)} data-testid="watch-run">
			${icon("search")} ${t("watch_run")}</button></div>` : nothing}
	<p role="status">${state.busy === "look" ? t("watch_running") : rests(state.rested)}</p></section>`;
