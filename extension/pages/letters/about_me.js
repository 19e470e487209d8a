// about_me.js: who the letters are from, asked in place when it is not known,
// and what of that they tell.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { refusal } from "../../shared/casework.js";
import { problem } from "../../shared/components.js";
import { checkBox, selectField, textArea, textField } from "../../shared/fields.js";
import { language, letterLanguage, t } from "../../shared/i18n.js";
import { host } from "../../shared/rpc.js";
import { countries, countryName, states } from "./places.js";

/** @typedef {ReturnType<typeof newMe>} Me */

const tellable = ["email", "name", "address"];
const LINE = 120; // letters of a line about me
const ADDRESS = 180; // of an address

/** @param {() => void} redraw @param {() => void} changed what letters would say is another now */
export const newMe = (redraw, changed) => ({
	redraw,
	changed,
	known: /** @type {Record<string, string>} */ ({}), // as me.get gives it
	tell: /** @type {Set<string>} */ (new Set()), // what of it the letters say
	signature: /** @type {HTMLCanvasElement | null} */ (null), // as it is kept
	error: /** @type {unknown} */ (undefined),
	loaded: false,
	unfolded: false, // asked for, although it is known
});

/** @param {Me} me */
const country = ({ known }) => known["country"] ?? "";

/** @param {Me} me */
const needsState = (me) => Object.hasOwn(states, country(me));

/** Such as "de-be"; "" where it is not of the country. @param {Me} me */
const state = (me) => me.known["region"]?.startsWith(`${country(me)}-`) ? me.known["region"] : "";

/** What is still needed, as keys of sentences. @param {Me} me */
export function neededOf(me) {
	if (!me.loaded)
		return [];
	const place = country(me) === "" ? ["need_country"] : needsState(me) && !state(me) ? ["need_state"] : [];
	return [...place, ...(me.tell.has("email") || me.tell.has("address") ? [] : ["need_answer"])];
}

/** @param {Me} me */
export async function loadMe(me) {
	me.known = await host("me.get");
	if (me.known["email"])
		me.tell.add("email");
	else if (me.known["address"])
		me.tell.add("address");
	me.loaded = true;
	me.unfolded = neededOf(me).length > 0;
	// What they are shown in; the translation of a letter is in it too.
	if (!me.known["language"])
		me.known = await host("me.set", { values: { language: letterLanguage() } });
	me.redraw();
}

/** @param {Me} me @param {string} key @param {string} text */
async function set(me, key, text) {
	me.error = undefined;
	try {
		const others = key === "country" ? { region: "" } : {};
		me.known = await host("me.set", { values: { [key]: text.trim(), ...others } });
		if (!me.known[key])
			me.tell.delete(key);
		else if (key === "email" || (key === "address" && !me.tell.has("email")))
			me.tell.add(key); // a way for the answer
	} catch (failure) {
		me.error = refusal(failure, { bad_params: key === "email" ? "me_email" : "refused" });
	}
	me.changed();
}

/** @param {Me} me @param {string} key */
function toggle(me, key) {
	if (!me.tell.delete(key))
		me.tell.add(key);
	me.changed();
}

/** What a control of the form has in common with the others. @param {Me} me @param {string} key */
export const about = (me, key) => ({
	id: `me-${key}`, label: t(`me_${key}`), hint: t(`me_${key}_hint`), most: LINE, value: me.known[key] ?? "",
	change: (/** @type {string} */ text) => { set(me, key, text); },
});

/** @param {Me} me */
const countryField = (me) => selectField({ ...about(me, "country"), chosen: country(me),
	options: [["", "…"], ...countries.map((code) => /** @type {const} */ ([code, countryName(code)]))
		.sort(([, a], [, b]) => a.localeCompare(b, language()))] });

/** @param {Me} me */
const stateField = (me) => selectField({ ...about(me, "state"), chosen: state(me),
	change: (region) => { set(me, "region", region); },
	options: [["", "…"], ...Object.entries(states[country(me)] ?? {}).map(([code, name]) =>
		/** @type {const} */ ([`${country(me)}-${code}`, name]))] });

/** @param {Me} me */
export const meForm = (me) => html`<p class="soft">${t("me_hint")}</p>${me.error ? problem(me.error) : nothing}
	<div class="pair">
	${countryField(me)}${needsState(me) ? stateField(me) : nothing}
	${textField(about(me, "email"))}${textField(about(me, "name"))}
	${textArea({ ...about(me, "address"), rows: 3, most: ADDRESS })}</div>`;

/** What is known, in one line. @param {Me} me */
function short(me) {
	const region = needsState(me) ? states[country(me)]?.[state(me).slice(3)] : "";
	const unfold = () => {
		me.unfolded = true;
		me.redraw();
	};
	return html`<div class="row spread">
		<p>${[region, countryName(country(me)),
			me.known["email"] || me.known["address"]].filter(Boolean).join(" · ")}</p>
		<button type="button" class="plain" @click=${unfold} data-testid="me-change">${t("me_change")}</button></div>`;
}

/** @param {Me} me */
export const drawMe = (me) => html`${me.unfolded || !me.loaded ? meForm(me) : short(me)}
	<fieldset class="row"><legend class="label">${t("tell_title")}</legend>${tellable.map((key) =>
		checkBox(t(`me_${key}`), me.tell.has(key), () => toggle(me, key), { test: `tell-${key}`,
			disabled: !me.known[key] }))}
	</fieldset>`;
