// popup.js: check this page.  Also shows the answer to the context menu
// (popup.html?check=menu:N) and can stand in a tab (popup.html?tab=ID).
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { repeat } from "../vendor/lit-html/directives/repeat.js";
import { announce, byId, ledgerState, notice, preparePage, problem, progress, renderPage, unlockForm } from "../shared/components.js";
import { ext, openPage } from "../shared/ext.js";
import { findingTags } from "../shared/findings.js";
import { number, pixels, shortAddress, site, size } from "../shared/format.js";
import { count, t, translated } from "../shared/i18n.js";
import { brand, icon } from "../shared/icons.js";
import { background, host } from "../shared/rpc.js";

/** @typedef {import("../background/checks.js").Picture} Picture */
/** @typedef {import("../background/checks.js").Check} Check */

const query = new URLSearchParams(location.search);
// In a tab or a window of its own it fits itself to that.
document.body.classList.toggle("window", query.has("tab") || query.has("check"));

/** @type {{ledger: string, error?: any, check: Check | null, key: string, tab: number, tabUrl: string, tabTitle: string,
 *   selected: Set<number>, outlined: boolean, busy: string, said: any, unlock: object, photos: Map<number, string>, asked: Set<number>}} */
const state = { ledger: "looking", check: null, key: query.get("check") ?? "", tab: Number(query.get("tab") ?? -1), tabUrl: "", tabTitle: "",
	selected: new Set(), outlined: false, busy: "", said: undefined, unlock: {}, photos: new Map(), asked: new Set() };

/** The groups of results in their order; which of them can be kept or cut out. */
const groups = /** @type {const} */ ([
	{ status: "mine", icon: "check", keep: true, cut: false },
	{ status: "new", icon: "photo", keep: true, cut: false },
	{ status: "not_public", icon: "lock", keep: false, cut: true },
	{ status: "unreadable", icon: "alert", keep: false, cut: true },
]);

/** @param {string} status */
const pictures = (status) => state.check?.images.filter((image) => image.status === status) ?? [];
const running = () => ["collecting", "running", "recovering"].includes(state.check?.state ?? "");

/** @param {Picture} image */
function why(image) {
	const match = image.matches?.[0];
	if (image.status === "mine" && match) {
		const how = (match.how ?? []).map((words) => translated(`how_${words.replace(/\W+/g, "_")}`, words)).join(", ");
		return html`<p><span class="tag mine">${translated(`sure_${match.confidence}`, match.confidence)}</span>
			<span class="small">${how ? t("matches_how", { source: shortAddress(match.source ?? "", 36), how }) : shortAddress(match.source ?? "", 44)}</span></p>`;
	}
	if (image.status === "not_public")
		return html`<p class="small">${translated(`picture_${image.error?.code}`,
			image.public?.status ? t("not_public_status", { status: image.public.status }) : t("not_public_why"))}</p>`;
	if (image.status === "unreadable")
		return html`<p class="small">${translated(`picture_${image.error?.code}`, t("picture_unreadable"))}</p>`;
	return nothing;
}

/** @param {Picture} image */
const facts = (image) => [pixels(image.width, image.height), image.public?.bytes ? size(image.public.bytes) : "",
	translated(`kind_${image.kind.replace("-", "_")}`, ""), image.shot ? t("kind_screenshot") : ""].filter(Boolean).join(" · ");

/** @param {Picture} image */
const address = (image) => image.local === "data" ? t("address_data") : image.local === "blob" ? t("address_blob") : shortAddress(image.url);

/** @param {Picture} image */
function small(image) {
	const photo = image.matches?.[0]?.photo;
	const source = image.thumbnail ?? (photo === undefined ? undefined : state.photos.get(photo));
	return source ? html`<img src=${source} alt="">` : html`<span class="blank">${icon("photo")}</span>`;
}

/** @param {Picture} image @param {{keep: boolean, cut: boolean}} group */
function row(image, { keep, cut }) {
	const done = image.kept !== undefined && image.kept !== "failed";
	const canCut = cut && image.rect !== null && state.key.startsWith("tab:");
	const choosable = (keep || canCut) && !done && state.check?.state === "finished";
	const name = image.alt || address(image);
	/** @param {Event} event */
	const choose = (event) => {
		state.selected[/** @type {HTMLInputElement} */ (event.target).checked ? "add" : "delete"](image.id);
		draw();
	};
	return html`<li class="picture ${choosable ? "" : "no-check"}" data-testid="picture" data-id=${image.id} data-status=${image.status ?? ""} data-url=${image.url}>
		${choosable ? html`<input type="checkbox" aria-label=${t("choose_what", { what: name })} .checked=${state.selected.has(image.id)} @change=${choose} data-testid="choose">` : nothing}
		${small(image)}
		<div class="stack-small grow">
			${image.alt ? html`<p><strong>${image.alt}</strong></p>` : nothing}
			<p class="address" title=${image.url}>${address(image)}</p>
			<p class="small soft">${facts(image)}</p>
			${why(image)}
			${findingTags(image.findings)}
			${image.hidden ? html`<p><span class="tag">${icon("lock")} ${t("outline_not_public")}</span></p>` : nothing}
			${done ? html`<p><span class="tag good">${icon("check")} ${t(image.kept === "known" ? "kept_known" : "kept")}</span></p>` : nothing}
		</div></li>`;
}

/** @param {typeof groups[number]} group */
function groupOf(group) {
	const list = pictures(group.status);
	if (list.length === 0)
		return nothing;
	const ids = list.filter((image) => !image.kept && (group.keep || image.rect)).map((image) => image.id);
	const all = ids.length > 0 && ids.every((id) => state.selected.has(id));
	const toggle = () => {
		for (const id of ids)
			state.selected[all ? "delete" : "add"](id);
		draw();
	};
	return html`<section class="group" aria-labelledby="group-${group.status}" data-testid="group-${group.status}">
		<header><h2 id="group-${group.status}">${icon(group.icon)} ${count(`group_${group.status}`, list.length)}</h2>
			${state.check?.state === "finished" && ids.length > 1 ? html`<button type="button" class="plain small" @click=${toggle} data-testid="choose-all-${group.status}">${all ? t("choose_none") : t("choose_all")}</button>` : nothing}</header>
		${group.keep || state.key.startsWith("tab:") ? html`<p class="small soft">${t(`group_${group.status}_text`)}</p>` : nothing}
		<ul class="pictures">${repeat(list, (image) => image.id, (image) => row(image, group))}</ul></section>`;
}

function chosen() {
	const at = /** @param {boolean} keep */ (keep) => [...state.selected].filter((id) => {
		const status = state.check?.images.find((image) => image.id === id)?.status;
		return groups.some((group) => group.status === status && (keep ? group.keep : group.cut));
	});
	return { keep: at(true), cut: at(false) };
}

/** @param {boolean} other whether the tab shows another page by now */
function actions(other) {
	if (state.check?.state !== "finished" && state.check?.state !== "cancelled")
		return nothing;
	const { keep, cut } = chosen();
	const found = pictures("mine").length + pictures("new").length;
	return html`<div class="actions">
		${found ? html`<button type="button" class="primary" ?disabled=${keep.length === 0 || state.busy !== ""} @click=${keepChosen} data-testid="keep">
			${icon("plus")} ${state.busy === "keep" ? t("keep_busy") : keep.length ? count("keep", keep.length) : t("keep_none")}</button>` : nothing}
		${cut.length ? html`<button type="button" ?disabled=${state.busy !== ""} @click=${cutChosen} data-testid="shoot">${icon("scissors")} ${state.busy === "cut" ? t("cut_busy") : count("cut", cut.length)}</button>` : nothing}
		${state.key.startsWith("tab:") && found && !other ? html`<button type="button" aria-pressed=${state.outlined} @click=${outline} data-testid="outline">${icon("frame")} ${state.outlined ? t("outline_off") : t("outline")}</button>` : nothing}
		${state.key.startsWith("tab:") && !other ? html`<button type="button" ?disabled=${state.busy !== ""} @click=${begin} data-testid="check-again">${icon("search")} ${t("check_again")}</button>` : nothing}
	</div>`;
}

function summary() {
	const mine = pictures("mine").length;
	const shown = groups.reduce((sum, group) => sum + pictures(group.status).length, 0);
	if (shown === 0)
		return notice("info", t("nothing_found"));
	const compared = mine + pictures("new").length;
	if (compared === 0)
		return notice("info", html`<p data-testid="summary">${count("summary_unseen", shown)}</p>`);
	return mine ? notice("warn", html`<p data-testid="summary"><strong>${count("summary_mine", mine)}</strong></p>`)
		: notice("good", html`<p data-testid="summary">${count("summary_none", compared)}</p>`);
}

const messages = /** @type {const} */ ({ recovered: "notice_recovered" });

function body() {
	const { check } = state;
	if (!check)
		return start();
	const note = /** @type {Record<string, string>} */ (messages)[check.notice];
	const other = state.tabUrl && check.url && check.url !== state.tabUrl && state.key.startsWith("tab:");
	return html`
		${other ? html`${notice("info", t("other_page", { page: shortAddress(check.url) }))}${start()}` : nothing}
		${note ? html`<div role="status" data-testid="recovered">${notice("warn", t(note))}</div>` : nothing}
		${state.said ? problem(state.said) : nothing}
		${running() ? html`<div data-testid="running">${progress(check.done, check.total,
			check.state === "collecting" ? t("collecting") : t("checking", { done: number(check.done), total: number(check.total) }))}
			<button type="button" @click=${cancel} data-testid="cancel">${icon("cross")} ${t("cancel")}</button></div>` : nothing}
		${check.state === "failed" ? problem(check.error, html`<button type="button" class="primary" @click=${again} data-testid="again">${t("try_again")}</button>`) : nothing}
		${check.state === "cancelled" ? html`<div data-testid="cancelled">${notice("info", t("cancelled"))}</div>` : nothing}
		${check.state === "finished" ? html`<div data-testid="finished">${summary()}</div>` : nothing}
		${groups.map(groupOf)}
		${actions(Boolean(other))}`;
}

const start = () => html`
	<div class="page-name"><p><strong>${state.tabTitle || t("this_page")}</strong></p><p class="small soft">${state.tabUrl ? site(state.tabUrl) : ""}</p></div>
	<button type="button" class="primary wide" autofocus @click=${begin} data-testid="check">${icon("search")} ${t("check_page")}</button>
	<p class="small soft">${t("check_page_text")}</p>`;

/** @type {Record<string, () => any>} */
const views = {
	looking: () => html`<p>${t("looking")}</p>`,
	failed: () => problem(state.error, html`<button type="button" class="primary" @click=${() => openPage("pages/welcome.html")} data-testid="set-up">${t("set_up")}</button>
		<button type="button" @click=${look} data-testid="look-again">${t("try_again")}</button>`),
	none: () => html`${notice("info", t("no_ledger_yet"))}<button type="button" class="primary wide" @click=${() => openPage("pages/welcome.html")} data-testid="set-up">${t("set_up")}</button>`,
	damaged: () => problem({ code: "damaged" }),
	locked: () => unlockForm(state.unlock, draw, unlocked),
	open: body,
};

function draw() {
	renderPage(html`<header><h1>${brand()}</h1><button type="button" class="plain small" @click=${() => openPage("pages/dashboard.html")} data-testid="open-dashboard">${icon("photo")} ${t("my_photos")}</button></header>
		${(views[state.ledger] ?? views["looking"])?.()}`, byId("main"));
}

async function look() {
	const { state: ledger, error, status } = await ledgerState();
	Object.assign(state, { ledger, error, unlock: { ways: status?.unlock } });
	byId("main").setAttribute("aria-busy", "false");
	draw();
}

async function unlocked() {
	await look();
	if (state.check?.state === "failed" && state.check.error?.code === "locked")
		await again();
}

async function begin() {
	Object.assign(state, { selected: new Set(), outlined: false, said: undefined });
	state.key = `tab:${state.tab}`;
	await act("", async () => {
		state.check = await background.ask("check.start", { tab: state.tab });
	});
}

const cancel = () => background.ask("check.cancel", { key: state.key });

async function again() {
	if (state.check?.error?.code === "page_forbidden" || state.check?.images.length === 0)
		await begin();
	else
		await act("", () => background.ask("check.resume", { key: state.key }));
}

/** @param {string} busy @param {() => Promise<any>} run */
async function act(busy, run) {
	Object.assign(state, { busy, said: undefined });
	draw();
	try {
		return await run();
	} catch (error) {
		state.said = error;
	} finally {
		state.busy = "";
		draw();
	}
}

const keepChosen = () => act("keep", async () => {
	const { kept } = await background.ask("check.keep", { key: state.key, ids: chosen().keep });
	state.selected.clear();
	announce(count("kept_said", kept));
});

const cutChosen = () => act("cut", async () => {
	await background.ask("check.shoot", { key: state.key, ids: chosen().cut });
	state.selected.clear();
});

const outline = () => act("", async () => {
	const marks = state.outlined ? [] : groups.slice(0, 3).flatMap(({ status }) =>
		pictures(status).map((image) => ({ id: image.id, status, text: t(`outline_${status}`) })));
	await background.ask("check.outline", { key: state.key, marks });
	state.outlined = !state.outlined;
});

/** Small pictures of my photos, for results that the page does not let us draw. */
async function loadPhotos() {
	const ids = [...new Set(pictures("mine").filter((image) => !image.thumbnail).map((image) => image.matches?.[0]?.photo ?? -1))]
		.filter((id) => id >= 0 && !state.asked.has(id)).slice(0, 20);
	if (ids.length === 0)
		return;
	ids.forEach((id) => state.asked.add(id));
	const { thumbnails } = await host("photo.thumbnail", { ids }).catch(() => ({ thumbnails: [] }));
	for (const { id, type, data } of thumbnails)
		state.photos.set(id, `data:${type};base64,${data}`);
	draw();
	await loadPhotos();
}

/** @param {any} data the state of a check, and the pictures that changed */
function update(data) {
	if (data.key !== state.key)
		return;
	const before = state.check?.state;
	const { changed, count: total, ...rest } = data;
	const images = state.check?.images ?? [];
	for (const image of changed) {
		const at = images.findIndex((entry) => entry.id === image.id);
		if (at < 0)
			images.push(image);
		else
			images[at] = image;
	}
	state.check = { ...rest, images };
	draw();
	loadPhotos();
	if (before !== data.state && data.state === "finished")
		announce(document.querySelector("[data-testid=summary]")?.textContent ?? t("nothing_found"));
}

await preparePage("");
background.listen((event, data) => {
	if (event === "check")
		update(data);
});
if (state.key === "") {
	const tab = state.tab >= 0 ? await ext.tabs.get(state.tab).catch(() => undefined)
		: (await ext.tabs.query({ active: true, currentWindow: true }))[0];
	Object.assign(state, { tab: tab?.id ?? -1, tabUrl: tab?.url ?? "", tabTitle: tab?.title ?? "", key: `tab:${tab?.id ?? -1}` });
}
draw();
state.check = await background.ask("check.get", { key: state.key }).catch(() => null);
await look();
loadPhotos();
