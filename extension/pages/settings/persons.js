// persons.js: the ledgers of persons one helps, and one for the time being.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { act } from "../../shared/acting.js";
import { Failure } from "../../shared/failure.js";
import { textField } from "../../shared/fields.js";
import { t } from "../../shared/i18n.js";
import { icon } from "../../shared/icons.js";
import { host } from "../../shared/rpc.js";
import { isName } from "../../shared/whose.js";
import { chooseWhose } from "../../shared/whose_banner.js";

/** @typedef {import("../../shared/acting.js").Acting & {person: string,
 *   persons: import("../../shared/answers.js").Person[] | null}} Persons
 *   persons: null until the host said so; person: a name as it is typed */

/** @param {Persons} state @param {import("../../shared/answers.js").Hello | null} hello what an older host lacks */
export async function loadPersons(state, hello) {
	if (hello?.features.includes("persons"))
		state.persons = (await host("person.list").catch(() => null))?.persons ?? null;
}

/** @param {Persons} state @param {string} name */
const choose = (state, name) => act(state, async () => {
	if (!isName(name))
		throw new Failure("person");
	await chooseWhose({ person: name });
});

/** @param {Persons} state @param {SubmitEvent} event */
function submit(state, event) {
	event.preventDefault();
	choose(state, state.person.trim().normalize("NFC"));
}

/** @param {Persons} state @param {import("../../shared/answers.js").Person} person */
const line = (state, { name, readable, chosen }) => html`<li class="line" data-testid="person"><span class="grow">
	${icon(readable ? "folder" : "alert")} ${name}${readable ? nothing : ` · ${t("person_unreadable")}`}</span>
	${chosen ? t("person_here") : html`<button type="button" class="plain" ?disabled=${state.busy !== ""}
		@click=${() => choose(state, name)} data-testid="person-open">${t("person_open", { name })}</button>`}</li>`;

/** @param {Persons} state */
export const personsBody = (state) => html`<p>${t("persons_text")}</p>
	${state.persons?.length ? html`<ul>${state.persons.map((person) => line(state, person))}</ul>` : nothing}
	<form class="stack-small" @submit=${(/** @type {SubmitEvent} */ event) => submit(state, event)}
		data-testid="person-form">
		${textField({ id: "person-name", label: t("person_name"), hint: t("person_name_hint"), most: 64,
			value: state.person, input: (text) => { state.person = text; } })}
		<div class="row"><button ?disabled=${state.busy !== ""} data-testid="person-begin">${t("person_begin")}</button>
		</div></form>
	<h3>${t("temporary_title")}</h3><p>${t("temporary_text")}</p>
	<div class="row"><button type="button" ?disabled=${state.busy !== ""} data-testid="temporary-begin"
		@click=${() => act(state, () => chooseWhose({ temporary: true }))}>${t("temporary_begin")}</button></div>`;
