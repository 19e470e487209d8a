// about_me.js: who the letters are from, asked in place when it is not known,
// and what of that they tell.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { problem } from "../../shared/components.js";
import { refusal } from "../../shared/casework.js";
import { language, t } from "../../shared/i18n.js";
import { host } from "../../shared/rpc.js";

const countries = ["at", "be", "bg", "ch", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gb", "gr", "hr", "hu", "ie", "is", "it",
	"li", "lt", "lu", "lv", "mt", "nl", "no", "pl", "pt", "ro", "se", "si", "sk"];

/** Where each state has an authority of its own; by the names that they have there. */
const states = /** @type {Record<string, Record<string, string>>} */ ({
	de: { bw: "Baden-Württemberg", by: "Bayern", be: "Berlin", bb: "Brandenburg", hb: "Bremen", hh: "Hamburg", he: "Hessen", mv: "Mecklenburg-Vorpommern",
		ni: "Niedersachsen", nw: "Nordrhein-Westfalen", rp: "Rheinland-Pfalz", sl: "Saarland", sn: "Sachsen", st: "Sachsen-Anhalt", sh: "Schleswig-Holstein", th: "Thüringen" },
});
const tellable = ["email", "name", "address"];

/** @param {{redraw: () => void, changed: () => void}} on */
export function aboutMe({ redraw, changed }) {
	/** @type {Record<string, string>} */ let me = {};
	/** @type {Set<string>} */ const tell = new Set();
	/** @type {unknown} */ let error;
	let loaded = false;
	let unfolded = false;

	const country = () => me["country"] ?? "";
	const state = () => me["region"]?.startsWith(`${country()}-`) ? me["region"] : "";
	const needsState = () => Object.hasOwn(states, country());

	/** What is still needed, as keys of sentences. */
	const needed = () => !loaded ? [] : [
		...(country() === "" ? ["need_country"] : needsState() && !state() ? ["need_state"] : []),
		...(tell.has("email") || tell.has("address") ? [] : ["need_answer"]),
	];

	async function load() {
		me = await host("me.get");
		if (me["email"])
			tell.add("email");
		else if (me["address"])
			tell.add("address");
		loaded = true;
		unfolded = needed().length > 0;
		// What they are shown in; their twin of a letter is in it too.
		if (!me["language"])
			me = await host("me.set", { values: { language: language() } });
		redraw();
	}

	/** @param {string} key @param {Event} event */
	async function set(key, event) {
		const value = /** @type {HTMLInputElement} */ (event.target).value.trim();
		error = undefined;
		try {
			me = await host("me.set", { values: { [key]: value, ...(key === "country" ? { region: "" } : {}) } });
			if (!me[key])
				tell.delete(key);
			else if (key === "email" || (key === "address" && !tell.has("email")))
				tell.add(key); // a way for the answer
		} catch (failure) {
			error = refusal(failure, { bad_params: key === "email" ? "me_email" : "refused" });
		}
		changed();
	}

	/** @param {string} key */
	function toggle(key) {
		if (!tell.delete(key))
			tell.add(key);
		changed();
	}

	/** @param {string} code */
	const nameOf = (code) => new Intl.DisplayNames([language()], { type: "region" }).of(code.toUpperCase()) ?? code;
	/** @param {string} key @param {string} hint what the element is described by */
	const about = (key, hint) => html`<p class="small soft" id="me-${key}-hint">${hint}</p>`;

	const where = () => html`<div class="field"><label for="country">${t("me_country")}</label><select id="country" aria-describedby="me-country-hint" @change=${(/** @type {Event} */ event) => set("country", event)} data-testid="me-country"><option value="">…</option>
			${countries.map((code) => ({ code, name: nameOf(code) })).sort((a, b) => a.name.localeCompare(b.name, language())).map(({ code, name }) => html`<option value=${code} ?selected=${country() === code}>${name}</option>`)}</select>${about("country", t("me_country_hint"))}</div>
		${needsState() ? html`<div class="field"><label for="state">${t("me_state")}</label><select id="state" aria-describedby="me-state-hint" @change=${(/** @type {Event} */ event) => set("region", event)} data-testid="me-state"><option value="">…</option>
			${Object.entries(states[country()] ?? {}).map(([code, name]) => html`<option value="${country()}-${code}" ?selected=${state() === `${country()}-${code}`}>${name}</option>`)}</select>${about("state", t("me_state_hint"))}</div>` : nothing}`;

	/** @param {string} key */
	const line = (key) => html`<div class="field"><label for="me-${key}">${t(`me_${key}`)}</label><input id="me-${key}" type="text" autocomplete="off" maxlength="120" aria-describedby="me-${key}-hint" .value=${me[key] ?? ""} @change=${(/** @type {Event} */ event) => set(key, event)} data-testid="me-${key}">${about(key, t(`me_${key}_hint`))}</div>`;

	const form = () => html`<p class="soft">${t("me_hint")}</p>${error ? problem(error) : nothing}<div class="pair">${where()}${line("email")}${line("name")}
		<div class="field"><label for="me-address">${t("me_address")}</label><textarea id="me-address" rows="3" maxlength="180" aria-describedby="me-address-hint" .value=${me["address"] ?? ""} @change=${(/** @type {Event} */ event) => set("address", event)} data-testid="me-address"></textarea>${about("address", t("me_address_hint"))}</div></div>`;

	/** What is known, in one line. */
	const short = () => html`<div class="row spread"><p>${[needsState() ? states[country()]?.[state().slice(3)] : "", nameOf(country()), me["email"] || me["address"]].filter(Boolean).join(" · ")}</p>
		<button type="button" class="plain" @click=${() => { unfolded = true; redraw(); }} data-testid="me-change">${t("me_change")}</button></div>`;

	return {
		load, needed, tell,
		draw: () => html`${unfolded || !loaded ? form() : short()}
			<fieldset class="row"><legend class="label">${t("tell_title")}</legend>${tellable.map((key) => html`<label class="choice"><input type="checkbox" ?disabled=${!me[key]} .checked=${tell.has(key)} @change=${() => toggle(key)} data-testid="tell-${key}"> ${t(`me_${key}`)}</label>`)}</fieldset>`,
	};
}
