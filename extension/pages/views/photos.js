// photos.js: my photos, as a grid; add, look at, and forget them.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { announce, confirm, copy, describe, dialog, notice, problem, progress } from "../../shared/components.js";
import { findingLabel, findingList, findingTags } from "../../shared/findings.js";
import { date, number, pixels, shortAddress, size } from "../../shared/format.js";
import { count, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { host } from "../../shared/rpc.js";
import { uploadFiles } from "../../shared/upload.js";

/** @typedef {{id: number, sha256: string, format: string, width: number, height: number, bytes: number, source: string, added: number,
 *   findings: import("../../shared/findings.js").Finding[], sightings: number}} Photo */

/** @typedef {{stop: AbortController, done: number, files: number, bytes: number, all: number}} Upload files on their way */

const PAGE = 60;
const orders = /** @type {const} */ (["added", "source", "pixels", "bytes", "findings", "sightings"]);
const formats = ["jpeg", "png", "webp", "gif", "heic", "avif"];
const findings = ["gps", "place", "person_name", "thumbnail_differs", "contact", "camera_serial", "lens_serial",
	"capture_time", "author", "caption", "unique_id", "copyright", "device", "software", "content_credentials"];

/** @type {import("../dashboard.js").View} */
export const view = { name: "photos", icon: "photo", title: "my_photos", open };

/** @param {import("../dashboard.js").Shell} shell @returns {import("../dashboard.js").OpenView} */
function open(shell) {
	/** @type {Photo[]} */ let photos = [];
	/** @type {Map<number, string>} */ const thumbnails = new Map();
	/** @type {Set<number>} */ const chosen = new Set();
	const filter = { source: "", finding: "", format: "", order: "added" };
	let total = 0;
	/** @type {number | null} */ let next = 0;
	let loading = true;
	/** @type {unknown} */ let error;
	let turn = 0;
	let waiting = 0;
	let over = false;
	/** @type {Upload | null} */ let upload = /** @type {Upload | null} */ (null);
	/** @type {{name: string, outcome: string, error?: any, findings?: any[]}[]} */ let outcomes = [];

	/** @param {boolean} [more] the next page, not the first */
	async function load(more = false) {
		const mine = ++turn;
		loading = true;
		error = undefined;
		shell.redraw();
		try {
			const { order, ...wanted } = filter;
			const answer = await host("photo.list", { offset: more ? next ?? 0 : 0, limit: PAGE, order,
				descending: order !== "source",
				...Object.fromEntries(Object.entries(wanted).filter(([, value]) => value)) });
			if (mine !== turn)
				return;
			photos = more ? [...photos, ...answer.photos] : answer.photos;
			({ total, next_offset: next } = answer);
			if (!more)
				announce(count("photos", total));
		} catch (failure) {
			error = failure;
		}
		loading = false;
		shell.redraw();
		await loadThumbnails(mine);
	}

	/** @param {number} mine the load this belongs to */
	async function loadThumbnails(mine) {
		const missing = photos.map((photo) => photo.id).filter((id) => !thumbnails.has(id));
		for (let at = 0; at < missing.length && mine === turn; at += 20) {
			const ids = missing.slice(at, at + 20);
			const answer = await host("photo.thumbnail", { ids }).catch(() => ({ thumbnails: [] }));
			for (const { id, type, data } of answer.thumbnails)
				thumbnails.set(id, `data:${type};base64,${data}`);
			for (const id of ids)
				if (!thumbnails.has(id))
					thumbnails.set(id, "");
			shell.redraw();
		}
	}

	/** @param {Event} event */
	function search(event) {
		filter.source = /** @type {HTMLInputElement} */ (event.target).value.trim();
		clearTimeout(waiting);
		waiting = setTimeout(load, 250);
	}

	/** @param {"finding" | "format" | "order"} name @param {Event} event */
	function choose(name, event) {
		filter[name] = /** @type {HTMLSelectElement} */ (event.target).value;
		load();
	}

	/** @param {File[]} files */
	async function add(files) {
		if (files.length === 0 || upload)
			return;
		const all = files.reduce((sum, file) => sum + file.size, 0);
		upload = { stop: new AbortController(), done: 0, files: files.length, bytes: 0, all };
		outcomes = [];
		error = undefined;
		shell.redraw();
		try {
			await uploadFiles(host, files, {
				signal: upload.stop.signal,
				progress: (now) => {
					Object.assign(upload ?? {}, now);
					shell.redraw();
				},
				each: (file, added) => outcomes.push({ name: file.name, ...added }),
			});
		} catch (failure) {
			error = failure;
		}
		upload = null;
		const kept = outcomes.filter((outcome) => outcome.outcome !== "failed").length;
		announce(count("kept_said", kept));
		const failure = error;
		await shell.refresh();
		await load();
		error = failure;
		shell.redraw();
	}

	/** @param {number[]} ids */
	async function forget(ids) {
		const sure = await confirm({ title: count("forget_title", ids.length), text: t("forget_text"), yes: t("forget"), danger: true });
		if (!sure)
			return false;
		try {
			const { forgotten } = await host("photo.forget", { ids });
			ids.forEach((id) => chosen.delete(id));
			announce(count("forgotten", forgotten));
		} catch (failure) {
			error = failure;
		}
		await shell.refresh();
		await load();
		return true;
	}

	/** @param {number} id */
	async function show(id) {
		let photo;
		try {
			photo = await host("photo.show", { id });
		} catch (failure) {
			error = failure;
			shell.redraw();
			return;
		}
		const answer = await dialog({ label: t("photo_details"), body: (/** @type {(answer: string) => void} */ close) => details(photo, thumbnails.get(id) ?? "", close) });
		if (answer === "forget")
			await forget([id]);
		if (answer?.startsWith("case "))
			shell.go(`cases/${answer.slice(5)}`);
	}

	/** @param {DragEvent} event */
	function drag(event) {
		event.preventDefault();
		over = event.type === "dragover" || event.type === "dragenter";
		shell.redraw();
		if (event.type === "drop")
			add([...(event.dataTransfer?.files ?? [])]);
	}

	const dropArea = () => html`<section class="drop ${over ? "over" : ""}" aria-label=${t("add_photos")} data-testid="drop"
		@dragenter=${drag} @dragover=${drag} @dragleave=${drag} @drop=${drag}>
		${upload ? uploading(upload) : html`<p>${t("drop_text")}</p>
			<button type="button" @click=${() => document.getElementById("files")?.click()} data-testid="add-files">${icon("plus")} ${t("choose_files")}</button>
			<input id="files" type="file" multiple accept="image/*,.heic,.heif,.avif" hidden aria-label=${t("choose_files")} data-testid="files"
				@change=${(/** @type {Event} */ event) => { const input = /** @type {HTMLInputElement} */ (event.target); add([...(input.files ?? [])]); input.value = ""; }}>`}
	</section>`;

	/** @param {Upload} now */
	const uploading = (now) => html`<div class="grow" data-testid="uploading">${progress(now.bytes, now.all,
		t("adding", { done: number(now.done), total: number(now.files) }))}</div>
		<button type="button" @click=${() => now.stop.abort()} data-testid="cancel-upload">${icon("cross")} ${t("cancel")}</button>`;

	const results = () => outcomes.length === 0 ? nothing : html`<section class="uploads" aria-label=${t("added_title")} data-testid="outcomes">
		${notice(outcomes.some((outcome) => outcome.outcome === "failed") ? "warn" : "good", html`<ul class="stack-small">${outcomes.slice(0, 100).map((outcome) => html`
			<li data-outcome=${outcome.outcome}><strong>${outcome.name}</strong>: ${outcome.outcome === "failed"
				? translated(`picture_${outcome.error?.code}`, describe(outcome.error).sentence)
				: t(`outcome_${outcome.outcome}`)}
				${outcome.findings?.length ? html`<span class="soft"> ${t("gives_away")} ${[...new Set(outcome.findings.map(findingLabel))].join(", ")}</span>` : nothing}</li>`)}</ul>`,
		html`<button type="button" @click=${() => { outcomes = []; shell.redraw(); }}>${t("dismiss")}</button>`)}</section>`;

	const tools = () => html`<form class="tools" role="search" @submit=${(/** @type {Event} */ event) => event.preventDefault()}>
		<div class="field"><label for="search">${t("search")}</label><input id="search" type="search" placeholder=${t("search_hint")} @input=${search} data-testid="search"></div>
		<div class="field"><label for="finding">${t("filter_finding")}</label><select id="finding" @change=${(/** @type {Event} */ event) => choose("finding", event)} data-testid="filter-finding">
			<option value="">${t("filter_all")}</option>${findings.map((kind) => html`<option value=${kind}>${findingLabel({ kind })}</option>`)}</select></div>
		<div class="field"><label for="format">${t("filter_format")}</label><select id="format" @change=${(/** @type {Event} */ event) => choose("format", event)} data-testid="filter-format">
			<option value="">${t("filter_all")}</option>${formats.map((format) => html`<option value=${format}>${format.toUpperCase()}</option>`)}</select></div>
		<div class="field"><label for="order">${t("order")}</label><select id="order" @change=${(/** @type {Event} */ event) => choose("order", event)} data-testid="order">
			${orders.map((order) => html`<option value=${order}>${t(`order_${order}`)}</option>`)}</select></div>
	</form>`;

	const selection = () => chosen.size === 0 ? nothing : html`<div class="row card" data-testid="selection">
		<p class="grow">${count("selected", chosen.size)}</p>
		<button type="button" @click=${() => { chosen.clear(); shell.redraw(); }}>${t("choose_none")}</button>
		<button type="button" class="danger" @click=${() => forget([...chosen])} data-testid="forget">${icon("trash")} ${t("forget")}</button></div>`;

	/** @param {Photo} photo */
	const card = (photo) => html`<li class="photo" data-testid="photo" data-id=${photo.id}>
		<button type="button" class="open" @click=${() => show(photo.id)} data-testid="open-photo">
			<div class="frame">${thumbnails.get(photo.id) ? html`<img src=${thumbnails.get(photo.id) ?? ""} alt="" loading="lazy">` : icon("photo")}</div>
			<div class="about"><p class="small"><span class="visually-hidden">${t("photo_details")}: </span>${shortAddress(photo.source, 44)}</p>
				<p class="small soft">${pixels(photo.width, photo.height)} · ${size(photo.bytes)}</p></div></button>
		<div class="about">${findingTags(photo.findings, 3)}
			${photo.sightings ? html`<p class="small">${icon("pin")} ${count("sightings", photo.sightings)}</p>` : nothing}</div>
		<label class="choose"><span class="visually-hidden">${t("choose_what", { what: shortAddress(photo.source, 44) })}</span>
			<input type="checkbox" .checked=${chosen.has(photo.id)} @change=${() => { chosen[chosen.has(photo.id) ? "delete" : "add"](photo.id); shell.redraw(); }} data-testid="choose"></label>
	</li>`;

	const filtered = () => filter.source || filter.finding || filter.format;
	const empty = () => loading ? html`<p>${t("loading")}</p>` : filtered() ? html`<p class="empty" data-testid="no-match">${t("no_match")}</p>`
		: html`<div class="empty stack-small" data-testid="empty">${icon("photo")}<h2>${t("empty_title")}</h2><p class="soft">${t("empty_text")}</p></div>`;

	load();
	return {
		draw: () => html`${dropArea()}${error ? problem(error, html`<button type="button" @click=${() => load()}>${t("try_again")}</button>`) : nothing}
			${results()}${tools()}${selection()}
			<p class="small soft" data-testid="total">${count("photos", total)}</p>
			${photos.length ? html`<ul class="grid" aria-label=${t("my_photos")}>${repeat(photos, (photo) => photo.id, card)}</ul>` : empty()}
			${photos.length && next !== null ? html`<button type="button" ?disabled=${loading} @click=${() => load(true)} data-testid="more">${t("show_more")}</button>` : nothing}`,
		event: (name) => {
			if (name === "ledger")
				load();
		},
		close: () => {
			turn++;
			clearTimeout(waiting);
			upload?.stop.abort();
		},
	};
}

/** @param {any} photo what photo.show answered @param {string} thumbnail @param {(answer: string) => void} close */
function details(photo, thumbnail, close) {
	const seen = /** @type {any[]} */ (photo.seen ?? []);
	return html`<div class="stack" data-testid="details"><div class="row spread"><h2>${shortAddress(photo.source)}</h2>
		<button type="button" class="plain icon-only" aria-label=${t("close")} autofocus @click=${() => close("")} data-testid="close">${icon("cross")}</button></div>
	${thumbnail ? html`<img class="large" src=${thumbnail} alt="">` : nothing}
	<dl class="facts-list">
		<dt>${t("fact_source")}</dt><dd>${photo.source} ${/^https?:/.test(photo.source) ? html`<button type="button" class="plain small" @click=${() => copy(photo.source)}>${icon("copy")} ${t("copy")}</button>` : nothing}</dd>
		<dt>${t("fact_size")}</dt><dd>${pixels(photo.width, photo.height)} · ${size(photo.bytes)} · ${photo.format?.toUpperCase()}</dd>
		<dt>${t("fact_added")}</dt><dd>${date(photo.added)}</dd>
	</dl>
	<section class="stack-small"><h3>${t("gives_away_title")}</h3>${photo.findings.length ? findingList(photo.findings) : html`<p>${t("gives_away_nothing")}</p>`}</section>
	<section class="stack-small" data-testid="sightings"><h3>${t("seen_title")}</h3>${seen.length ? html`<ul class="stack-small">${seen.map((place) => html`<li class="card stack-small">
		<p>${place.place}</p>${place.page && place.page !== place.place ? html`<p class="small soft">${t("seen_on", { page: place.page })}</p>` : nothing}
		<p class="small soft">${t("seen_when", { first: date(place.first), last: date(place.last) })}${place.gone ? html` <span class="tag good">${t("seen_gone")}</span>` : nothing}</p></li>`)}</ul>`
		: html`<p>${t("seen_nowhere")}</p>`}</section>
	${photo.used ? html`<section class="stack-small" data-testid="used"><h3>${t("used_title")}</h3>${photo.used.length ? html`<ul class="stack-small">${photo.used.map((/** @type {any} */ letter) => html`<li class="row"><span class="grow">${icon("letter")} ${letter.subject}</span><button type="button" class="plain" aria-label="${t("open_case")}: ${letter.subject}" @click=${() => close(`case ${letter.case}`)} data-testid="open-case">${t("open_case")}</button></li>`)}</ul>` : html`<p>${t("used_nowhere")}</p>`}</section>` : nothing}
	<details><summary>${t("fingerprints")}</summary><dl class="facts-list small">
		<dt>SHA-256</dt><dd><code>${photo.sha256}</code></dd><dt>PDQ</dt><dd><code>${photo.pdq}</code></dd><dt>ISCC</dt><dd><code>${photo.iscc}</code></dd></dl></details>
	<div class="row"><button type="button" class="danger" @click=${() => close("forget")} data-testid="forget-this">${icon("trash")} ${t("forget")}</button></div></div>`;
}
