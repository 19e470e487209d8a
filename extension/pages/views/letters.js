// letters.js: write letters: who, what, which photos, what about me; see them; keep them.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { repeat } from "../../vendor/lit-html/directives/repeat.js";
import { announce, notice, problem } from "../../shared/components.js";
import { letterButtons, recount, saveLetters } from "../../shared/casework.js";
import { plain } from "../../shared/failure.js";
import { shortAddress } from "../../shared/format.js";
import { count, language, languages, t, translated } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { host } from "../../shared/rpc.js";

const kinds = ["face_search", "people_search", "data_broker", "ai_training", "image_search", "social_network"];
const rights = ["access", "erasure", "objection", "restriction", "rectification", "withdrawal"];
const situations = ["safety", "work", "minor", "private"];
const prints = ["sha256", "pdq", "iscc"];
const countries = ["at", "be", "bg", "ch", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gb", "gr", "hr", "hu", "ie", "is", "it",
	"li", "lt", "lu", "lv", "mt", "nl", "no", "pl", "pt", "ro", "se", "si", "sk"];
const READ = 20; // letters that a preview shows

/** @type {import("../dashboard.js").View} */
export const view = { name: "letters", icon: "letter", title: "write_letters", open };

/** @param {Event} event */
const valueOf = (event) => /** @type {HTMLInputElement} */ (event.target).value.trim();

/** @param {Set<string>} set @param {string} name */
const toggle = (set, name) => set[set.has(name) ? "delete" : "add"](name);

/** @param {import("../dashboard.js").Shell} shell @returns {import("../dashboard.js").OpenView} */
function open(shell) {
	// #letters/case/12/no_answer goes on with a case.
	const [, number = "", kind = ""] = /^case\/(\d+)\/(\w+)$/.exec(shell.more()) ?? [];
	const matter = Number(number);
	/** @type {any} */ let about = null;
	const find = { query: "", kind: "face_search" };
	/** @type {any[]} */ let found = [];
	let total = 0;
	/** @type {Map<string, any>} */ const to = new Map();
	/** @type {Set<string>} */ const ask = new Set(["access"]);
	/** @type {Set<string>} */ const tell = new Set();
	const own = { purpose: "", situation: "", situation_kind: "", wrong: "", right: "", quote: "", missing: "", language: "" };
	/** @type {any[]} */ let photos = [];
	/** @type {Map<number, string>} */ const thumbnails = new Map();
	/** @type {Map<number, Set<string>>} */ const shown = new Map();
	/** @type {Record<string, string>} */ let me = {};
	/** @type {any[]} */ let drafts = [];
	/** @type {any[]} */ let twins = [];
	/** @type {any[] | null} */ let written = null;
	let which = 0;
	let twin = false;
	let again = false;
	let busy = false;
	let said = "";
	/** @type {unknown} */ let error;
	/** @type {unknown} */ let refused;
	let searches = 0;
	let turn = 0;
	let waiting = 0;
	let typing = 0;

	/** Run something; show what failed; say what was done. @param {() => Promise<any>} work */
	async function act(work) {
		error = undefined;
		try {
			const text = await work();
			said = typeof text === "string" ? text : "";
		} catch (failure) {
			error = failure;
		}
		shell.redraw();
	}

	async function search() {
		const mine = ++searches;
		await act(async () => {
			const answer = await host("controller.search", { query: find.query, limit: 30, ...(find.kind ? { kind: find.kind } : {}) });
			if (mine === searches)
				({ controllers: found, total } = answer);
		});
	}

	async function load() {
		await act(async () => {
			me = await host("me.get");
			if (me["email"])
				tell.add("email");
			if (matter)
				about = await host("case.show", { case: matter, language: language() });
			else
				({ photos } = await host("photo.list", { offset: 0, limit: 60, order: "sightings", descending: true }));
		});
		changed();
		for (let at = 0; at < photos.length; at += 20) {
			const answer = await host("photo.thumbnail", { ids: photos.slice(at, at + 20).map((photo) => photo.id) }).catch(() => ({ thumbnails: [] }));
			for (const { id, type, data } of answer.thumbnails)
				thumbnails.set(id, `data:${type};base64,${data}`);
			shell.redraw();
		}
	}

	/** What is still needed before a letter can be seen. */
	const needed = () => [
		!matter && to.size === 0 && t("need_who"),
		!matter && ask.size === 0 && t("need_what"),
		!matter && ask.has("objection") && !own.situation && !own.situation_kind && t("need_situation"),
		!matter && ask.has("rectification") && !(own.wrong && own.right) && t("need_wrong"),
		kind === "partial_answer" && !own.missing && t("need_missing"),
		!me["country"] && t("need_country"),
	].filter((text) => typeof text === "string");

	/** The letters that were chosen, for letter.draft. @param {string[]} slugs */
	function wanted(slugs) {
		const words = Object.fromEntries(Object.entries(own).filter(([name, value]) => value && name !== "missing"
			&& (ask.has("objection") || !/^situation/.test(name)) && (ask.has("rectification") || !/^(wrong|right)$/.test(name))));
		return {
			...(matter ? { case: matter, kind } : { to: slugs, ask: [...ask] }),
			photos: [...shown].map(([id, disclose]) => ({ id, disclose: [...disclose] })),
			tell: [...tell], ...words, ...(own.missing ? { missing: own.missing.split("\n").filter((line) => line.trim()) } : {}),
			...(again ? { again } : {}),
		};
	}

	/** Something changed: look again what the letters would be, in a moment. */
	function changed() {
		written = null;
		clearTimeout(waiting);
		waiting = setTimeout(look, 350);
		shell.redraw();
	}

	async function look() {
		const mine = ++turn;
		if (needed().length) {
			drafts = [];
			twins = [];
			refused = undefined;
			shell.redraw();
			return;
		}
		try {
			const params = { ...wanted([...to.keys()].slice(0, READ)), preview: true };
			const answer = await host("letter.draft", params);
			const others = answer.letters.some((/** @type {any} */ row) => row.language !== language())
				? await host("letter.draft", { ...params, language: language() }).catch(() => ({ letters: [] })) : { letters: [] };
			if (mine !== turn)
				return;
			drafts = answer.letters;
			twins = others.letters;
			which = Math.min(which, drafts.length - 1);
			refused = undefined;
		} catch (failure) {
			if (mine !== turn)
				return;
			drafts = [];
			refused = failure;
		}
		shell.redraw();
	}

	async function write() {
		busy = true;
		await act(async () => {
			({ letters: written } = await host("letter.draft", wanted([...to.keys()])));
			const text = count("written", written?.length ?? 0);
			announce(text);
			recount();
		});
		busy = false;
		shell.redraw();
		document.getElementById("written")?.focus();
	}

	/** @param {string} key @param {Event} event */
	const tellMe = (key, event) => act(async () => {
		me = await host("me.set", { values: { [key]: valueOf(event) } });
		if (key !== "country")
			me[key] ? tell.add(key) : tell.delete(key);
		changed();
	});

	/** @param {keyof typeof own} name @param {Event} event */
	const say = (name, event) => { own[name] = valueOf(event); changed(); };

	/** @param {string} id @param {string} label @param {keyof typeof own} name @param {string} [hint] */
	const area = (id, label, name, hint = "") => html`<div class="field"><label for=${id}>${label}</label>${hint ? html`<p class="small soft" id="${id}-hint">${hint}</p>` : nothing}
		<textarea id=${id} rows="2" maxlength="1000" aria-describedby=${hint ? `${id}-hint` : nothing} .value=${own[name]} @input=${(/** @type {Event} */ event) => say(name, event)} data-testid=${id}></textarea></div>`;

	/** @param {any} row */
	const contact = (row) => row.contact_unknown ? html`<span class="tag medium">${t("contact_unverified")}</span>`
		: row.email || row.webform || row.address_known ? html`<span class="tag good">${row.email ? t("contact_email") : row.webform ? t("contact_form") : t("contact_post")}</span>` : html`<span class="tag medium">${t("contact_none")}</span>`;

	/** @param {any} row */
	const controller = (row) => html`<li><label class="pick"><input type="checkbox" .checked=${to.has(row.slug)} @change=${() => { to.has(row.slug) ? to.delete(row.slug) : to.set(row.slug, row); changed(); }} data-testid="controller" data-slug=${row.slug}>
		<span class="grow"><strong>${row.name}</strong><span class="row">${contact(row)}
			${row.asks_for_photo ? html`<span class="tag high">${t("asks_photo")}</span>` : nothing}${row.asks_for_id || row.needs_id_document ? html`<span class="tag high">${t("asks_id")}</span>` : nothing}</span></span></label></li>`;

	/** @param {number} n @param {string} title @param {any} body @param {string} [hint] */
	const step = (n, title, body, hint = "") => html`<section class="card stack step" aria-labelledby="step-${n}"><div class="row"><span class="number" aria-hidden="true">${n}</span><h2 id="step-${n}">${title}</h2></div>
		${hint ? html`<p class="soft">${hint}</p>` : nothing}${body}</section>`;

	const who = () => step(1, t("step_who"), html`<div class="field"><label for="who">${t("who_search")}</label><input id="who" type="search" placeholder=${t("who_hint")} @input=${(/** @type {Event} */ event) => {
			find.query = valueOf(event);
			if (find.query)
				find.kind = "";
			clearTimeout(typing);
			typing = setTimeout(search, 200);
		}} data-testid="who-search"></div>
		<div class="row chips" role="group" aria-label=${t("who_kinds")}>${kinds.map((name) => html`<button type="button" class="chip" aria-pressed=${find.kind === name ? "true" : "false"}
			@click=${() => { find.kind = find.kind === name ? "" : name; search(); }} data-testid="kind-${name}">${t(`controller_${name}`)}</button>`)}</div>
		<ul class="picks" aria-label=${t("step_who")}>${repeat(found, (row) => row.slug, controller)}</ul>
		<div class="row spread"><p class="small soft" role="status">${t("found_of", { shown: found.length, total })}</p>
			<button type="button" class="plain" ?disabled=${found.length === 0} @click=${() => { found.forEach((row) => to.set(row.slug, row)); changed(); }} data-testid="who-all">${t("choose_all")}</button></div>
		${to.size ? html`<div class="row" data-testid="who-chosen"><strong>${count("recipients", to.size)}</strong>${[...to.values()].slice(0, 12).map((row) => html`<button type="button" class="chip on" @click=${() => { to.delete(row.slug); changed(); }} aria-label=${t("remove_what", { what: row.name })}>${row.name} ${icon("cross")}</button>`)}
			${to.size > 12 ? html`<span class="soft">+ ${to.size - 12}</span>` : nothing}<button type="button" class="plain" @click=${() => { to.clear(); changed(); }}>${t("choose_none")}</button></div>` : nothing}`);

	const what = () => step(2, t("step_what"), html`<ul class="rights">${rights.map((right) => html`<li><label class="pick"><input type="checkbox" .checked=${ask.has(right)} @change=${() => { toggle(ask, right); changed(); }} data-testid="ask-${right}">
			<span><strong>${t(`ask_${right}`)}</strong><br><span class="small soft">${t(`ask_${right}_text`)}</span></span></label></li>`)}</ul>
		${ask.has("objection") ? html`<fieldset class="stack-small"><legend class="label">${t("situation_title")}</legend>
			<div class="row chips">${situations.map((name) => html`<button type="button" class="chip" aria-pressed=${own.situation_kind === name ? "true" : "false"} @click=${() => { own.situation_kind = own.situation_kind === name ? "" : name; changed(); }} data-testid="situation-${name}">${t(`situation_${name}`)}</button>`)}</div>
			${area("situation", t("situation_own"), "situation", t("situation_hint"))}</fieldset>` : nothing}
		${ask.has("rectification") ? html`${area("wrong", t("wrong"), "wrong")}${area("right", t("right"), "right")}` : nothing}
		${area("purpose", t("purpose"), "purpose", t("purpose_hint"))}`);

	/** @param {any} photo */
	function photoRow(photo) {
		const disclose = shown.get(photo.id);
		const thumbnail = thumbnails.get(photo.id);
		return html`<li class="photo small-photo"><label class="pick"><input type="checkbox" .checked=${shown.has(photo.id)} @change=${() => { disclose ? shown.delete(photo.id) : shown.set(photo.id, new Set(["sha256"])); changed(); }} data-testid="photo" data-id=${photo.id}>
			${thumbnail ? html`<img src=${thumbnail} alt="">` : icon("photo")}<span class="small">${shortAddress(photo.source, 30)}<br><span class="soft">${count("sightings", photo.sightings)}</span></span></label>
			${disclose ? html`<fieldset class="about"><legend class="visually-hidden">${t("tell_of_photo", { what: shortAddress(photo.source, 30) })}</legend><p class="small soft">${icon("check")} ${t("tell_addresses")}</p>
				${prints.map((name) => html`<label class="choice small"><input type="checkbox" .checked=${disclose.has(name)} @change=${() => { toggle(disclose, name); changed(); }} data-testid="tell-${name}"> ${t(`tell_${name}`)}</label>`)}
				${disclose.has("pdq") || disclose.has("iscc") ? html`<p class="small warn-text">${icon("alert")} ${t("tell_warning")}</p>` : nothing}</fieldset>` : nothing}</li>`;
	}
	const which_photos = () => step(3, t("step_photos"), photos.length ? html`<ul class="photos" aria-label=${t("step_photos")}>${repeat(photos, (photo) => photo.id, photoRow)}</ul>`
		: html`<p>${t("photos_none")} <a href="#photos">${t("my_photos")}</a></p>`, t("photos_hint"));

	const names = () => new Intl.DisplayNames([language()], { type: "region" });
	const mine = () => step(matter ? 2 : 4, t("step_me"), html`<div class="pair">
		<div class="field"><label for="country">${t("me_country")}</label><select id="country" @change=${(/** @type {Event} */ event) => tellMe("country", event)} data-testid="me-country"><option value="">…</option>
			${countries.map((code) => [code, names().of(code.toUpperCase()) ?? code]).sort((a, b) => String(a[1]).localeCompare(String(b[1]), language())).map(([code, name]) => html`<option value=${code ?? ""} ?selected=${me["country"] === code}>${name}</option>`)}</select><p class="small soft">${t("me_country_hint")}</p></div>
		${["email", "name"].map((key) => html`<div class="field"><label for="me-${key}">${t(`me_${key}`)}</label><input id="me-${key}" type="text" autocomplete="off" .value=${me[key] ?? ""} @change=${(/** @type {Event} */ event) => tellMe(key, event)} data-testid="me-${key}"><p class="small soft">${t(`me_${key}_hint`)}</p></div>`)}
		<div class="field"><label for="me-address">${t("me_address")}</label><textarea id="me-address" rows="3" .value=${me["address"] ?? ""} @change=${(/** @type {Event} */ event) => tellMe("address", event)} data-testid="me-address"></textarea><p class="small soft">${t("me_address_hint")}</p></div></div>
		<fieldset class="row"><legend class="label">${t("tell_title")}</legend>${["email", "name", "address"].map((key) => html`<label class="choice"><input type="checkbox" ?disabled=${!me[key]} .checked=${tell.has(key)} @change=${() => { toggle(tell, key); changed(); }} data-testid="tell-${key}"> ${t(`me_${key}`)}</label>`)}</fieldset>`, t("me_hint"));

	const followUp = () => about ? step(1, translated(`letter_${kind}`, kind), html`<p>${t("follow_text", { name: about.name, reference: about.reference })}</p>
		${kind === "partial_answer" ? area("missing", t("missing"), "missing", t("missing_hint")) : nothing}${kind === "no_answer" ? nothing : area("quote", t("quote"), "quote", t("quote_hint"))}`) : nothing;

	/** @param {any[]} rows */
	const meter = (rows) => html`<section class="stack-small" data-testid="meter" aria-labelledby="meter"><h3 id="meter">${t("meter_title")}</h3><ul class="meter">${rows.map((row) => html`<li data-state=${row.state}>
		<span class="grow"><strong>${translated(`discloses_${row.what}`, row.words)}</strong>${row.count > 1 ? html` (${row.count})` : nothing}</span><span class="tag ${{ new: "medium", held: "good" }[String(row.state)] ?? ""}">${t(`state_${row.state}`)}</span></li>`)}</ul></section>`;

	function preview() {
		const list = needed();
		const now = drafts[which];
		const shownText = twin && twins[which] ? twins[which] : now;
		return html`<aside class="card stack preview" aria-labelledby="preview"><div class="row spread"><h2 id="preview">${t("preview")}</h2>
			<div class="row"><label class="visually-hidden" for="language">${t("letter_language")}</label><select id="language" @change=${(/** @type {Event} */ event) => say("language", event)} data-testid="language"><option value="">${t("language_theirs")}</option>
				${Object.entries(languages).map(([code, name]) => html`<option value=${code} lang=${code}>${name}</option>`)}</select></div></div>
			${list.length ? html`<div data-testid="needed">${notice("info", html`<p>${t("needed")}</p><ul class="dots">${list.map((text) => html`<li>${text}</li>`)}</ul>`)}</div>` : nothing}
			${refused ? html`${problem(refused)}<p class="small soft" lang="en">${plain(refused).message}</p>
				${plain(refused).code === "exists" ? html`<label class="choice"><input type="checkbox" .checked=${again} @change=${() => { again = !again; changed(); }} data-testid="again"> ${t("write_again")}</label>` : nothing}` : nothing}
			${now ? html`${drafts.length > 1 ? html`<div class="field"><label for="which">${t("preview_of")}</label><select id="which" @change=${(/** @type {Event} */ event) => { which = Number(valueOf(event)); shell.redraw(); }} data-testid="which">
					${drafts.map((row, at) => html`<option value=${at} ?selected=${at === which}>${row.name}</option>`)}</select></div>` : nothing}
				${now.warning ? html`<div lang="en">${notice("warn", now.warning)}</div>` : nothing}
				${twins[which] && now.language !== language() ? html`<button type="button" aria-pressed=${twin ? "true" : "false"} @click=${() => { twin = !twin; shell.redraw(); }} data-testid="preview-twin">${icon("globe")} ${t("twin_show")}</button>` : nothing}
				<pre class="paper" tabindex="0" lang=${shownText.language} aria-label=${t("preview")} data-testid="preview-text">${shownText.text ?? ""}</pre>
				${meter(now.discloses)}` : nothing}
			<button type="button" class="primary" ?disabled=${busy || drafts.length === 0 || written !== null} @click=${write} data-testid="write">${icon("letter")} ${matter ? t("write_single") : count("write", Math.max(to.size, 1))}</button>
			<p class="small soft">${t("write_text")}</p></aside>`;
	}

	const results = () => written === null ? nothing : html`<section class="card stack" aria-labelledby="written" data-testid="written"><h2 id="written" tabindex="-1">${icon("check")} ${count("written", written.length)}</h2><p>${t("written_text")}</p>
		<div class="row"><button type="button" class="primary" @click=${() => act(() => saveLetters((written ?? []).map((row) => row.letter), ["pdf", "eml"]))} data-testid="save-all">${icon("disk")} ${t("save_all")}</button><a class="button" href="#cases" data-testid="to-cases">${icon("folder")} ${t("cases")}</a></div>
		<ul class="stack-small">${written.map((row) => html`<li class="line" data-testid="written-letter" data-letter=${row.letter}><div class="grow"><strong>${row.name}</strong><p class="small soft">${row.reference}</p></div>${letterButtons(row.letter, row.name, act)}</li>`)}</ul></section>`;

	load();
	if (!matter)
		search();
	return {
		draw: () => html`${error ? html`${problem(error)}<p class="small soft" lang="en">${plain(error).message}</p>` : nothing}<div role="status">${said ? html`<div data-testid="said">${notice("good", said)}</div>` : nothing}</div>${results()}
			<div class="write"><div class="stack">${matter ? followUp() : html`${who()}${what()}${which_photos()}`}${mine()}</div>${preview()}</div>`,
		close: () => {
			turn++;
			searches++;
			clearTimeout(waiting);
			clearTimeout(typing);
		},
	};
}
