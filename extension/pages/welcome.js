// welcome.js: finds the host or says how to install it; makes or opens the ledger.
import { html, nothing } from "../vendor/lit-html/lit-html.js";
import { act, idle } from "../shared/acting.js";
import { autolock } from "../shared/autolock.js";
import { announce, byId, command, notice, preparePage, problem, renderPage } from "../shared/components.js";
import { ext, isFirefox, openPage } from "../shared/ext.js";
import { plain } from "../shared/failure.js";
import { t } from "../shared/i18n.js";
import { managed, managedOf } from "../shared/managed.js";
import { brand, icon } from "../shared/icons.js";
import { ledgerState, unlockForm, unlocking } from "../shared/ledger.js";
import { restoreForm, restoring } from "../shared/restore.js";
import { host } from "../shared/rpc.js";
import { followWhose, whoseBanner } from "../shared/whose_banner.js";
import { createForm, newKey } from "./welcome/create.js";
import { recoveryStep } from "./welcome/recovery.js";

/** @typedef {"looking" | "no_host" | "create" | "recovery" | "locked" | "damaged" | "ready"} Step */

const state = {
	...idle(draw),
	step: /** @type {Step} */ ("looking"),
	status: /** @type {import("../shared/answers.js").LedgerStatus | undefined} */ (undefined),
	key: newKey(), // what shall open the ledger
	set: managedOf({}), // by whoever looks after this computer
	recovery: { key: "", written: false },
	unlocking: unlocking(draw, look),
	restoring: restoring(draw, look),
	replacing: restoring(draw, look, { replace: true }), // a damaged one
};

const promises = /** @type {const} */ ([
	["eye", "promise_1"], ["frame", "promise_2"], ["disk", "promise_3"], ["check", "promise_4"],
]);

/** Browsers by the names that they give themselves, and `lenscap install --browser` gives them. */
const brands = /** @type {const} */ ([
	["Google Chrome", "chrome"], ["Microsoft Edge", "edge"], ["Brave", "brave"], ["Vivaldi", "vivaldi"],
]);

/** The browser's name as `lenscap install --browser` knows it. */
function browserName() {
	if (isFirefox)
		return "firefox";
	/** @type {{brand: string}[]} */
	const own = /** @type {any} */ (navigator).userAgentData?.brands ?? [];
	return brands.find(([name]) => own.some(({ brand: theirs }) => theirs === name))?.[1] ?? "chromium";
}

const looking = () => html`<section class="card" data-testid="step-looking"><p>${t("looking")}</p></section>`;

const lookAgain = () => html`<button type="button" class="primary" @click=${look} data-testid="look-again">
	${t("look_again")}</button>`;

/** The host is there, but of another age. */
const otherAge = () => html`<section class="card stack" data-testid="step-no-host">
	<h2>${t("update_title")}</h2>${problem(state.error)}${lookAgain()}</section>`;

const noHost = () => plain(state.error).code.startsWith("version") ? otherAge() : html`
	<section class="card stack" data-testid="step-no-host">
		<h2>${t("install_title")}</h2>
		${problem(state.error)}
		<p>${t("install_text")}</p>
		<ol class="steps">
			<li><div class="stack-small"><p>${t("install_package")}</p>
				${command("sudo apt install ./lenscap*.deb")}</div></li>
			<li><div class="stack-small"><p>${t("install_step_3")}</p>${lookAgain()}</div></li>
		</ol>
		<details data-testid="install-other"><summary>${t("install_other")}</summary>
			<ol class="steps">
				<li><div class="stack-small"><p>${t("install_step_1")}</p>
					${command("make && sudo make install")}</div></li>
				<li><div class="stack-small"><p>${t("install_step_2")}</p>
					${command(`lenscap install --browser ${browserName()}`)}</div></li>
				<li><p>${t("install_step_3")}</p></li>
			</ol></details>
		<p class="soft">${t("install_doctor")}</p>${command("lenscap doctor")}
	</section>`;

/** The way to look around without a host, or without a ledger. */
const demoWay = () => html`<section class="row" data-testid="demo-way">
	<button type="button" @click=${() => openPage("pages/demo.html")} data-testid="demo-open">
		${icon("eye")} ${t("demo_open")}</button><p class="small soft">${t("demo_open_text")}</p></section>`;

/** The steps at which nobody has photos here yet. */
const early = ["no_host", "create"];

const readyStep = () => html`<section class="card stack" data-testid="step-ready">
	${notice("good", t("ready_title"))}
	<h2>${t("ready_next")}</h2>
	<ol class="steps">
		<li><p>${t("ready_step_1")}</p></li>
		<li><p>${t("ready_step_2")}</p></li>
		<li><p>${t("ready_step_3")}</p></li>
	</ol>
	<button type="button" class="primary" @click=${() => openPage("pages/dashboard.html#photos")}
		data-testid="open-dashboard">${t("open_dashboard")}</button>
</section>`;

const lockedStep = () => html`<section class="card" data-testid="step-locked">${unlockForm(state.unlocking)}</section>`;
const damagedStep = () => html`<section class="card" data-testid="step-damaged">${problem({ code: "damaged" })}
	${command("lenscap verify")}<details><summary>${t("restore_title")}</summary>
		${restoreForm(state.replacing)}</details></section>`;

/** @type {Record<Step, () => import("../shared/components.js").Template>} */
const steps = {
	looking,
	no_host: noHost,
	create: () => html`${createForm(state, state.key, { keyring: state.status?.offers?.includes("keyring") ?? false,
		when: !state.set.auto_lock }, create)}
		<details class="card" data-testid="have-backup"><summary>${t("restore_have")}</summary>
			${restoreForm(state.restoring)}</details>`,
	recovery: () => recoveryStep(state.recovery, draw, finish),
	locked: lockedStep,
	damaged: damagedStep,
	ready: readyStep,
};

function draw() {
	renderPage(html`<header><div class="no-print">${brand()}</div><h1 class="no-print">${t("welcome_title")}</h1>
			<p class="lead no-print">${t("welcome_lead")}</p></header>
		<ul class="promises no-print" data-testid="promises">
			${promises.map(([name, key]) => html`<li>${icon(name)}${t(key)}</li>`)}</ul>
		${whoseBanner()}${steps[state.step]()}${early.includes(state.step) ? demoWay() : nothing}`, byId("main"));
}

/** The step that a state of the ledger asks for. */
const stepOf = /** @type {const} */ ({
	failed: "no_host", none: "create", locked: "locked", damaged: "damaged", open: "ready",
});

async function look() {
	state.step = state.step === "no_host" ? "no_host" : "looking";
	draw();
	state.set = await managed();
	const { state: ledger, error, status } = await ledgerState();
	Object.assign(state, { error, status, step: stepOf[ledger] });
	state.unlocking.ways = status?.unlock ?? [];
	if (ledger === "open")
		await ext.storage.local.set({ set_up: true });
	byId("main").setAttribute("aria-busy", "false");
	draw();
	if (state.step === "no_host")
		announce(t("install_title"));
}

/** @param {SubmitEvent} event */
async function create(event) {
	event.preventDefault();
	const { way, passphrase, when } = state.key;
	await act(state, async () => {
		const made = await host("ledger.create", way === "keyring" ? { keyring: true } : { passphrase });
		// First of all: it is shown once.
		Object.assign(state, { recovery: { key: made.recovery, written: false }, step: "recovery", key: newKey() });
		if (!state.set.auto_lock)
			await autolock(when);
	});
	if (state.step === "recovery")
		byId("recovery-title").focus();
}

async function finish() {
	state.recovery.key = "";
	await look();
}

await preparePage("welcome_short");
await followWhose();
await look();
