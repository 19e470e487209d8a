// letters.js: write letters: to whom, what for, which photos, what about me; see
// what they would be and what they give away; then keep, save, and send them.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { announce, notice, problem } from "../../shared/components.js";
import { dayOf, dayWords, daysBetween, letterButtons, recount, refusal, saveLetters, today } from "../../shared/casework.js";
import { plain } from "../../shared/failure.js";
import { shortAddress } from "../../shared/format.js";
import { count, language, languages, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { host } from "../../shared/rpc.js";
import { aboutMe } from "../letters/about_me.js";
import { whom } from "../letters/whom.js";

const rights = ["access", "erasure", "objection", "restriction", "rectification", "withdrawal"];
const situations = ["safety", "work", "minor", "private"];
const prints = ["sha256", "pdq", "iscc"];
const states = ["new", "held", "not_needed"];
const READ = 20; // letters that a preview shows
const PHOTOS = 60; // to choose from; those that were seen most
const COOL = 30; // days between two requests to the same, as the host counts them

/** @typedef {{id: number, source: string, sightings: number}} Photo */
/** @typedef {{letter: number, case: number, reference: string, controller: string, name: string, subject: string, language: string, warning: string, warns: string,
 *   text?: string, discloses: {what: string, state: string, count: number, words: string}[]}} Draft */

/** @type {import("../dashboard.js").View} */
export const view = { name: "letters", icon: "letter", title: "write_letters", open };

/** @param {Event} event */
const valueOf = (event) => /** @type {HTMLInputElement} */ (event.target).value.trim();

/** @param {Set<string>} set @param {string} name */
const toggle = (set, name) => set.delete(name) || set.add(name);

/** Whether a letter can name an address of it. @param {Photo} photo */
const hasAddress = (photo) => photo.sightings > 0 || /^https?:/.test(photo.source);

/** @param {number} n @param {string} title @param {any} body @param {string} [hint] */
const step = (n, title, body, hint = "") => html`<section class="card stack step" aria-labelledby="step-${n}"><div class="row"><span class="number" aria-hidden="true">${n}</span><h2 id="step-${n}">${title}</h2></div>
	${hint ? html`<p class="soft">${hint}</p>` : nothing}${body}</section>`;

/** @param {import("../dashboard.js").Shell} shell @returns {import("../dashboard.js").OpenView} */
function open(shell) {
	// #letters/case/12/no_answer goes on with a case.
	const [, number = "", kind = ""] = /^case\/(\d+)\/(\w+)$/.exec(shell.more()) ?? [];
	const matter = Number(number);
	/** @type {any} */ let about = null;
	/** @type {Map<string, string>} */ const young = new Map(); // slug -> day of a letter
	/** @type {Set<string>} */ const ask = new Set(["access"]);
	const own = { purpose: "", situation: "", situation_kind: "", wrong: "", right: "", quote: "", missing: "", language: "" };
	/** @type {Photo[]} */ let photos = [];
	/** @type {Map<number, string>} */ const thumbnails = new Map();
	/** @type {Map<number, Set<string>>} */ const told = new Map(); // photo -> fingerprints
	/** @type {Draft[]} */ let drafts = [];
	/** @type {Draft[]} */ let twins = [];
	/** @type {Draft[] | null} */ let written = null;
	let which = 0;
	let twin = false;
	let again = false;
	let busy = false;
	let said = "";
	/** @type {unknown} */ let error;
	/** @type {unknown} */ let refused;
	let turn = 0;
	let waiting = 0;

	/** Run something; show what failed; say what was done. @param {() => Promise<any>} work */
	async function act(work) {
		error = undefined;
		try {
			const text = await work();
			said = typeof text === "string" ? text : "";
		} catch (failure) {
			error = refusal(failure);
		}
		shell.redraw();
	}

	const me = aboutMe({ redraw: shell.redraw, changed });
	const to = matter ? null : whom({ redraw: shell.redraw, changed, lately: (slug) => young.get(slug) ?? "",
		failed: (failure) => { error = refusal(failure); } });
	const chosen = () => [...to?.chosen.keys() ?? []];

	async function load() {
		await act(async () => {
			await me.load();
			if (matter) {
				about = await host("case.show", { case: matter, language: language() });
				return;
			}
			const { cases } = await host("case.list");
			for (const row of cases)
				if (row.stage !== "closed" && daysBetween(dayOf(row.opened), today()) < COOL)
					young.set(row.controller, dayOf(row.opened));
			({ photos } = await host("photo.list", { offset: 0, limit: PHOTOS, order: "sightings", descending: true }));
		});
		changed();
		for (let at = 0; at < photos.length; at += 20) {
			const answer = await host("photo.thumbnail", { ids: photos.slice(at, at + 20).map((photo) => photo.id) }).catch(() => ({ thumbnails: [] }));
			for (const { id, type, data } of answer.thumbnails)
				thumbnails.set(id, `data:${type};base64,${data}`);
			shell.redraw();
		}
	}

	/** Those chosen who had a letter a short time ago. */
	const lately = () => chosen().filter((slug) => young.has(slug));

	/** Photos that the letter could name by nothing. */
	const nameless = () => photos.filter((photo) => told.get(photo.id)?.size === 0 && !hasAddress(photo));

	/** What is still needed before a letter can be seen. */
	const needed = () => [
		...(matter ? [] : [
			chosen().length === 0 && "need_who",
			ask.size === 0 && "need_what",
			ask.has("objection") && !own.situation && !own.situation_kind && "need_situation",
			ask.has("rectification") && !(own.wrong && own.right) && "need_wrong",
			nameless().length > 0 && "need_print",
		]),
		kind === "partial_answer" && !own.missing && "need_missing",
		...me.needed(),
	].filter((key) => typeof key === "string");

	/** The letters that were chosen, for letter.draft. @param {string[]} slugs */
	function wanted(slugs) {
		const { missing, ...words } = own;
		const idle = [...(ask.has("objection") ? [] : ["situation", "situation_kind"]), ...(ask.has("rectification") ? [] : ["wrong", "right"])];
		return {
			...(matter ? { case: matter, kind } : { to: slugs, ask: [...ask] }),
			photos: [...told].map(([id, disclose]) => ({ id, disclose: [...disclose] })),
			tell: [...me.tell],
			...Object.fromEntries(Object.entries(words).filter(([name, value]) => value && !idle.includes(name))),
			...(missing ? { missing: missing.split("\n").filter((line) => line.trim()) } : {}),
			...(again ? { again } : {}),
		};
	}

	/** Something changed: look again what the letters would be, in a moment. */
	function changed() {
		written = null;
		said = "";
		clearTimeout(waiting);
		waiting = setTimeout(look, 300);
		shell.redraw();
	}

	async function look() {
		const mine = ++turn;
		let letters = /** @type {Draft[]} */ ([]);
		let others = /** @type {Draft[]} */ ([]);
		refused = undefined;
		if (needed().length === 0)
			try {
				const params = { ...wanted(chosen().slice(0, READ)), preview: true };
				({ letters } = await host("letter.draft", params));
				if (letters.some((row) => row.language !== language()))
					({ letters: others } = await host("letter.draft", { ...params, language: language() }));
			} catch (failure) {
				if (mine === turn)
					refused = refusal(failure);
			}
		if (mine !== turn)
			return;
		drafts = letters;
		twins = others;
		which = Math.max(0, Math.min(which, drafts.length - 1));
		shell.redraw();
	}

	async function write() {
		busy = true;
		shell.redraw();
		await act(async () => {
			({ letters: written } = await host("letter.draft", wanted(chosen())).catch((failure) => {
				throw plain(failure).code === "exists" ? refusal(failure, { exists: "wrote_lately" }) : failure;
			}));
			announce(count("written", written?.length ?? 0));
			recount();
		});
		busy = false;
		shell.redraw();
		document.getElementById("written")?.focus();
	}

	/** More letters, to others. */
	function anew() {
		for (const row of written ?? [])
			young.set(row.controller, today());
		to?.chosen.clear();
		again = false;
		changed();
		document.getElementById("title")?.focus();
	}

	/** @param {keyof typeof own} name @param {Event} event */
	const say = (name, event) => { own[name] = valueOf(event); changed(); };

	/** @param {string} label @param {keyof typeof own} name @param {string} [hint] */
	const area = (label, name, hint = "") => html`<div class="field"><label for=${name}>${label}</label>${hint ? html`<p class="small soft" id="${name}-hint">${hint}</p>` : nothing}
		<textarea id=${name} rows="2" maxlength="500" aria-describedby=${hint ? `${name}-hint` : nothing} .value=${own[name]} @input=${(/** @type {Event} */ event) => say(name, event)} data-testid=${name}></textarea></div>`;

	const what = () => html`<ul class="rights">${rights.map((right) => html`<li><label class="pick"><input type="checkbox" .checked=${ask.has(right)} @change=${() => { toggle(ask, right); changed(); }} data-testid="ask-${right}">
			<span><strong>${t(`ask_${right}`)}</strong><br><span class="small soft">${t(`ask_${right}_text`)}</span></span></label></li>`)}</ul>
		${ask.has("objection") ? html`<fieldset class="stack-small"><legend class="label">${t("situation_title")}</legend>
			<div class="row chips">${situations.map((name) => html`<button type="button" class="chip" aria-pressed=${own.situation_kind === name ? "true" : "false"} @click=${() => { own.situation_kind = own.situation_kind === name ? "" : name; changed(); }} data-testid="situation-${name}">${t(`situation_${name}`)}</button>`)}</div>
			${area(t("situation_own"), "situation", t("situation_hint"))}</fieldset>` : nothing}
		${ask.has("rectification") ? html`${area(t("wrong"), "wrong")}${area(t("right"), "right")}` : nothing}
		${area(t("purpose"), "purpose", t("purpose_hint"))}`;

	/** What of a photo is told. @param {Photo} photo @param {Set<string>} disclose */
	const telling = (photo, disclose) => html`<fieldset class="about"><legend class="visually-hidden">${t("tell_of_photo", { what: shortAddress(photo.source, 30) })}</legend>
		<p class="small ${hasAddress(photo) ? "soft" : "warn-text"}">${icon(hasAddress(photo) ? "check" : "alert")} ${t(hasAddress(photo) ? "tell_addresses" : "tell_no_address")}</p>
		${prints.map((name) => html`<label class="choice small"><input type="checkbox" .checked=${disclose.has(name)} @change=${() => { toggle(disclose, name); changed(); }} data-testid="tell-${name}"><span>${t(`tell_${name}`)}</span></label>`)}
		${disclose.has("pdq") || disclose.has("iscc") ? html`<p class="small warn-text">${icon("alert")} ${t("tell_warning")}</p>` : nothing}</fieldset>`;

	/** @param {Photo} photo */
	function photoRow(photo) {
		const disclose = told.get(photo.id);
		const thumbnail = thumbnails.get(photo.id);
		return html`<li class="photo small-photo"><label class="pick"><input type="checkbox" .checked=${told.has(photo.id)} @change=${() => { if (!told.delete(photo.id)) told.set(photo.id, new Set(["sha256"])); changed(); }} data-testid="photo" data-id=${photo.id}>
			${thumbnail ? html`<img src=${thumbnail} alt="">` : icon("photo")}<span class="small">${shortAddress(photo.source, 30)}<br><span class="soft">${photo.sightings ? count("sightings", photo.sightings) : t("seen_nowhere_short")}</span></span></label>
			${disclose ? telling(photo, disclose) : nothing}</li>`;
	}
	const which_photos = () => photos.length ? html`<ul class="photos" aria-label=${t("step_photos")}>${repeat(photos, (photo) => photo.id, photoRow)}</ul>`
		: html`<p>${t("photos_none")} <a href="#photos">${t("my_photos")}</a></p>`;

	const followUp = () => about ? html`<p>${t("follow_text", { name: about.name, reference: about.reference })}</p>
		${kind === "partial_answer" ? area(t("missing"), "missing", t("missing_hint")) : nothing}${kind === "no_answer" ? nothing : area(t("quote"), "quote", t("quote_hint"))}` : nothing;

	/** What the letter hands over, from the heaviest; and what it does not. @param {Draft["discloses"]} rows */
	function meter(rows) {
		const stays = ["photo", "name", "address", ...(rows.some((row) => row.what === "iscc") ? [] : ["pdq"])].filter((what) => !rows.some((row) => row.what === what));
		/** @param {string} state @param {any} list */
		const group = (state, list) => html`<li data-state=${state}><span class="tag ${{ new: "medium", held: "", not_needed: "high", stays: "good" }[state] ?? ""}">${t(`state_${state}`)}</span><ul>${list}</ul></li>`;
		return html`<section class="stack-small" data-testid="meter" aria-labelledby="meter"><h3 id="meter">${t("meter_title")}</h3><ul class="meter">
			${states.filter((state) => rows.some((row) => row.state === state)).map((state) => group(state, rows.filter((row) => row.state === state).map((row) => html`<li><strong>${translated(`discloses_${row.what}`, row.words)}</strong>${row.count > 1 ? ` (${row.count})` : ""}
				<span class="small soft">${translated(`discloses_${row.what}_why`, "")}</span></li>`)))}
			${group("stays", stays.map((name) => html`<li>${t(`stays_${name}`)}</li>`))}</ul></section>`;
	}

	/** Letters to these went out a short time ago. @param {string[]} slugs */
	const soon = (slugs) => html`<div data-testid="lately">${notice("warn", html`<p><strong>${count("lately", slugs.length, { name: to?.chosen.get(slugs[0] ?? "")?.name ?? "", day: dayWords(young.get(slugs[0] ?? "") ?? today()) })}</strong></p><p>${t("lately_text")} <a href="#cases">${t("cases")}</a></p>
		<label class="choice"><input type="checkbox" .checked=${again} @change=${() => { again = !again; changed(); }} data-testid="again"> ${t("write_again")}</label>`)}</div>`;

	/** @param {Draft} now */
	function letter(now) {
		const shown = (twin && twins[which]) || now;
		return html`${drafts.length > 1 ? html`<div class="field"><label for="which">${t("preview_of")}</label><select id="which" @change=${(/** @type {Event} */ event) => { which = Number(valueOf(event)); shell.redraw(); }} data-testid="which">
				${drafts.map((row, at) => html`<option value=${at} ?selected=${at === which}>${row.name}</option>`)}</select></div>` : nothing}
			${now.warns ? html`<div data-testid="warning">${notice("warn", t(`warns_${now.warns}`))}</div>` : nothing}
			${twins[which] && now.language !== language() ? html`<button type="button" aria-pressed=${twin ? "true" : "false"} @click=${() => { twin = !twin; shell.redraw(); }} data-testid="preview-twin">${icon("globe")} ${t("twin_show")}</button>` : nothing}
			<pre class="paper" tabindex="0" lang=${shown.language} aria-label=${t("preview")} data-testid="preview-text">${shown.text ?? ""}</pre>
			${meter(now.discloses)}`;
	}

	function preview() {
		const list = needed();
		const now = drafts[which];
		const young = lately();
		return html`<aside class="card stack preview" aria-labelledby="preview"><h2 id="preview">${t("preview")}</h2>
			<div class="inside stack"><div class="field"><label for="language">${t("letter_language")}</label><select id="language" @change=${(/** @type {Event} */ event) => say("language", event)} data-testid="language"><option value="">${t("language_theirs")}</option>
				${Object.entries(languages).map(([code, name]) => html`<option value=${code} lang=${code}>${name}</option>`)}</select></div>
			${list.length ? html`<div data-testid="needed">${notice("info", html`<p>${t("needed")}</p><ul class="dots">${list.map((key) => html`<li>${t(key)}</li>`)}</ul>`)}</div>` : nothing}
			${refused ? problem(refused) : nothing}${list.length === 0 && now ? letter(now) : nothing}${young.length ? soon(young) : nothing}</div>
			<div class="stack-small"><button type="button" class="primary" ?disabled=${busy || list.length > 0 || drafts.length === 0 || written !== null || (young.length > 0 && !again)} @click=${write} data-testid="write">${icon("letter")} ${matter ? t("write_single") : chosen().length ? count("write", chosen().length) : t("write_letters")}</button>
			<p class="small soft">${t("write_text")}</p></div></aside>`;
	}

	/** @param {Draft[]} list that were written */
	const results = (list) => html`<section class="card stack" aria-labelledby="written" data-testid="written"><h2 id="written" tabindex="-1">${icon("check")} ${count("written", list.length)}</h2><p>${t("written_text")}</p>
		<div class="row"><button type="button" class="primary" @click=${() => act(() => saveLetters(list.map((row) => row.letter), ["pdf", "eml"]))} data-testid="save-all">${icon("disk")} ${t("save_all")}</button><a class="button" href="#cases" data-testid="to-cases">${icon("folder")} ${t("cases")}</a>
			${to ? html`<button type="button" class="plain" @click=${anew} data-testid="write-more">${icon("plus")} ${t("write_more")}</button>` : nothing}</div>
		<ul class="stack-small lines">${list.map((row) => html`<li class="line" data-testid="written-letter" data-letter=${row.letter}><div class="grow"><strong>${row.name}</strong><p class="small soft">${row.reference}</p></div>${letterButtons(row.letter, row.name, act)}</li>`)}</ul></section>`;

	load();
	return {
		draw: () => html`${error ? problem(error) : nothing}<div role="status">${said ? html`<div data-testid="said">${notice("good", said)}</div>` : nothing}</div>${written ? results(written) : html`
			<div class="write"><div class="stack">${to ? html`${step(1, t("step_who"), to.draw())}${step(2, t("step_what"), what())}${step(3, t("step_photos"), which_photos(), t("photos_hint"))}`
				: step(1, translated(`letter_${kind}`, kind), followUp())}${step(to ? 4 : 2, t("step_me"), me.draw())}</div>${preview()}</div>`}`,
		close: () => {
			turn++;
			clearTimeout(waiting);
			to?.close();
		},
	};
}
