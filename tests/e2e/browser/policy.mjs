// policy.mjs BROWSER SCRATCH SCREENSHOTS: what the example of packaging/policy sets is what the user gets.
import assert from "node:assert/strict";
import { cheap } from "../../extension/cheap.mjs";
import { prepareHome } from "./home.mjs";
import { PATIENCE, looker, seen, sleep, text, until, use, write } from "./person.mjs";

const [name = "chromium", scratch = "", shots = ""] = process.argv.slice(2);
const Browser = name === "firefox" ? (await import("./firefox.mjs")).Firefox
	: (await import("./chromium.mjs")).Chromium;
const PASSPHRASE = "correct horse battery staple";

const home = prepareHome(scratch, cheap);
const browser = await Browser.launch(home.path);
const look = looker(browser, shots);
try {
	home.register(browser.family);
	const welcome = await browser.first();
	// Chromium hands a policy over a moment after the extension is there, when it has nothing
	// else to do; what is shown next has it.
	for (const give = Date.now() + PATIENCE; Date.now() < give;) {
		await sleep(4000);
		await welcome.reload();
		await seen(welcome, "step-create");
		if (await welcome.evaluate(() => document.documentElement.lang) === "nl")
			break;
	}
	assert.equal(await welcome.evaluate(() => document.documentElement.lang), "nl", "the language that was set");
	await write(welcome, "passphrase", PASSPHRASE);
	await write(welcome, "passphrase-again", PASSPHRASE);
	await use(welcome, "create");
	await seen(welcome, "written");
	await use(welcome, "written", "Space");
	await use(welcome, "continue");
	await seen(welcome, "step-ready");

	const settings = await browser.open(browser.url("pages/dashboard.html#settings"));
	await seen(settings, "managed");
	const said = await text(settings, "managed");
	for (const part of ["Nederlands", "15 minuten", "clearview-ai, pimeyes", "helpers"])
		assert.ok(said.includes(part), `${part} is not in: ${said}`);
	assert.equal(await settings.evaluate(() => document.querySelectorAll("[data-testid=managed] li").length), 6);
	assert.equal(await settings.evaluate(() => document.querySelectorAll("[data-testid=autolock]").length), 0,
		"what is set is no choice");
	await look(settings, `${name}-settings`);

	const letters = await browser.open(browser.url("pages/dashboard.html#letters"));
	await seen(letters, "who-chosen");
	await until(letters, () => /Clearview.*PimEyes/s.test(
		document.querySelector("[data-testid=who-chosen]")?.textContent ?? ""));
	await look(letters, `${name}-letters`);
	console.log(`${name}: language, auto-lock, proposed controllers and packs as the policy sets them`);
} finally {
	await browser.close();
}
