// dashboard.js: the frame around the full-page views: navigation, lock, focus.
//
// A view is a module of pages/views/ that exports
//   view = { name, icon, title, open(shell) -> {draw() -> Template, close?()} }
// and stands in the list below; its address is dashboard.html#name or #name/more.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { announce, byId, notice, preparePage, problem, renderPage, setUpButton } from "../shared/components.js";
import { ext } from "../shared/ext.js";
import { count, t } from "../shared/i18n.js";
import { brand, icon } from "../shared/icons.js";
import { ledgerState, unlockForm, unlocking } from "../shared/ledger.js";
import { background } from "../shared/rpc.js";
import { view as cases } from "./views/cases.js";
import { view as letters } from "./views/letters.js";
import { view as photos } from "./views/photos.js";
import { view as settings } from "./views/settings.js";

/** @typedef {import("../shared/components.js").Template} Template */
/** @typedef {{
 *   redraw: () => void,
 *   refresh: () => Promise<void>,
 *   status: () => import("../shared/answers.js").LedgerStatus | undefined,
 *   more: () => string,
 *   go: (address: string) => void,
 * }} Shell what a view is given: redraw the page; ask the ledger's state anew;
 *   its last state (ledger.status); what follows "name/" in the address; move */
/** @typedef {{draw: () => Template, close?: () => void, event?: (name: string, data: any) => void}} OpenView */
/** @typedef {{name: string, icon: import("../shared/icons.js").Icon, title: string,
 *   open: (shell: Shell) => OpenView}} View */

/** @type {readonly View[]} */
const views = [photos, letters, cases, settings];

const state = {
	ledger: "looking", // or a state of ledgerState()
	error: /** @type {unknown} */ (undefined), // why it failed
	status: /** @type {import("../shared/answers.js").LedgerStatus | undefined} */ (undefined),
	view: /** @type {View} */ (photos),
	open: /** @type {OpenView | null} */ (null),
	unlocking: unlocking(draw, refresh),
	lost: /** @type {unknown} */ (null), // the host was, and is not back yet
};

const address = () => location.hash.slice(1);

/** @type {Shell} */
const shell = {
	redraw: draw,
	refresh,
	status: () => state.status,
	more: () => address().split("/").slice(1).join("/"),
	go: (to) => { location.hash = to; },
};

/** @param {View} view */
const link = (view) => html`<li><a href="#${view.name}" aria-current=${view === state.view ? "page" : nothing}
	data-testid="nav-${view.name}">${icon(view.icon)}${t(view.title)}</a></li>`;

const navigation = () => html`<nav aria-label=${t("navigation")}><ul>${views.map(link)}</ul></nav>`;

const facts = () => state.status?.state === "open" ? html`<div class="facts small soft" data-testid="facts">
	<p>${count("photos", state.status.photos)}</p><p>${count("sightings", state.status.sightings)}</p></div>` : nothing;

/** @type {Record<string, () => Template>} */
const closed = {
	looking: () => html`<p>${t("looking")}</p>`,
	failed: () => problem(state.error, html`${setUpButton()}
		<button type="button" @click=${refresh}>${t("try_again")}</button>`),
	none: () => notice("info", t("no_ledger_yet"), setUpButton()),
	damaged: () => problem({ code: "damaged" }),
	locked: () => html`<div class="card">${unlockForm(state.unlocking)}</div>`,
};

const opened = () => html`${(state.status?.notices ?? []).map((text) => notice("warn", text))}${state.open?.draw()}`;

const content = () => html`<h1 tabindex="-1" id="title">${t(state.view.title)}</h1>
	${state.lost ? html`<div data-testid="lost">${problem(state.lost)}</div>` : nothing}
	${state.ledger === "open" ? opened() : closed[state.ledger]?.()}`;

function draw() {
	renderPage(html`<a class="skip" href="#title" @click=${skip}>${t("skip")}</a>
		<header class="side">${brand()}${navigation()}${facts()}</header>
		<main id="main" aria-busy=${state.ledger === "looking" ? "true" : "false"}>${content()}</main>`, byId("shell"));
}

/** @param {Event} event */
function skip(event) {
	event.preventDefault();
	byId("title").focus();
}

async function refresh() {
	const { state: ledger, error, status } = await ledgerState();
	const nowOpen = ledger === "open" && state.ledger !== "open";
	Object.assign(state, { ledger, error, status });
	state.unlocking.ways = status?.unlock ?? [];
	if (ledger === "open")
		state.lost = null;
	if (nowOpen) {
		await ext.storage.local.set({ set_up: true });
		enter();
	}
	draw();
}

/** Open the view that the address names. */
function enter() {
	state.open?.close?.();
	const name = address().split("/")[0];
	state.view = views.find((view) => view.name === name) ?? photos;
	document.title = `${t(state.view.title)} – Lenscap`;
	state.open = state.ledger === "open" ? state.view.open(shell) : null;
}

addEventListener("hashchange", () => {
	const before = state.view;
	enter();
	draw();
	if (before !== state.view) {
		byId("title").focus();
		announce(t(state.view.title));
	}
});

await preparePage("my_photos");
background.listen((name, data) => {
	if (name === "host") {
		state.lost = { code: data.code };
		draw();
		refresh();
	}
	state.open?.event?.(name, data);
});
enter();
draw();
await refresh();
