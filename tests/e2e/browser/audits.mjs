// audits.mjs BROWSER SCRATCH SITE PAGE...: "How exposed is this page?" tells of each page what the command line does.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { cheap } from "../../extension/cheap.mjs";
import { prepareHome } from "./home.mjs";
import { looker, text, until, use } from "./person.mjs";

const [name = "chromium", scratch = "", site = "", ...pages] = process.argv.slice(2);
const Browser = name === "firefox" ? (await import("./firefox.mjs")).Firefox
	: (await import("./chromium.mjs")).Chromium;
const PASSPHRASE = "correct horse battery staple";
const ME = ["name", "Jane Doe", "handle", "janed42", "birth", "1990-05-17", "email", "jane@mail.example", "phone",
	"+49 30 901820", "address", "Am Ring 1\n10115 Berlin"];
const home = prepareHome(scratch, cheap);
home.register(name);
writeFileSync(join(scratch, "passphrase"), `${PASSPHRASE}\n`);

/** What `lenscap` says, with this ledger; 1: some of it could not be learned. @param {string[]} words */
function cli(...words) {
	const { status, stdout, stderr } = spawnSync(
		"lenscap", [...words, "--home", home.ledger, "--passphrase-file", join(scratch, "passphrase")],
		{ encoding: "utf8", env: home.env });
	assert.ok(status === 0 || status === 1, `lenscap ${words.join(" ")}: ${stderr}`);
	return stdout;
}

/** A kind, "perhaps" where nothing of it is sure, and what it is about. @typedef {[string, boolean, string[]]} Kind */

/** Findings have names with a capital, and another apostrophe, there. @param {string} words */
const label = (words) => words.toLowerCase().replaceAll("’", "'");

/** As the command line tells it. @param {string} url */
function told(url) {
	const [audit] = cli("check", "--allow-local", "--json", url).trim().split("\n").map((line) => JSON.parse(line))
		.filter(({ status }) => status === "audit");
	if (!audit)
		return null;
	const kinds = [...new Set(audit.exposed.map((/** @type {any} */ { kind }) => kind))].map((kind) => {
		const group = audit.exposed.filter((/** @type {any} */ one) => one.kind === kind);
		const about = group.map((/** @type {any} */ one) =>
			kind === "photo_public" || one.detail === "" ? one.subject : one.detail).map(label);
		const sure = group.some((/** @type {any} */ one) => one.sure);
		return /** @type {Kind} */ ([kind, sure, [...new Set(about)].sort()]);
	});
	return { grade: audit.grade === audit.grade_most ? audit.grade : `${audit.grade} to ${audit.grade_most}`,
		kinds: kinds.sort(), served: audit.served.length, machines: Object.keys(audit.machines).length,
		unlearned: audit.unlearned.length };
}

/** As the page shows it. @param {any} tab */
const shown = (tab) => tab.evaluate(() => {
	const all = (/** @type {string} */ wanted) => [...document.querySelectorAll(wanted)];
	if (!document.querySelector("[data-testid=audit]"))
		return null;
	const [, grade] = /^Grades? (.*), from A/.exec(
		document.querySelector("[data-testid=grade]")?.textContent?.trim() ?? "") ?? [];
	const kinds = all("[data-testid^=exposed-]").map((card) => [card.getAttribute("data-testid")?.slice(8),
		!card.querySelector("h3")?.textContent?.trim().startsWith("It could not be told"),
		[...card.querySelectorAll("ul > li")].map((item) => item.textContent).sort()]);
	const [, unlearned = "0"] = /(\d+) address/.exec(
		document.querySelector("[data-testid=audit] > p + p")?.textContent ?? "") ?? [];
	return { grade, kinds: kinds.sort(), served: all("[data-testid=served]").length,
		machines: all("[data-testid=machines] dt").length, unlearned: Number(unlearned) };
});

const browser = await Browser.launch(home.path);
try {
	const first = await browser.first();
	await until(first, async (/** @type {string} */ passphrase) => {
		const { host } = await import(/** @type {any} */ ("/shared/rpc.js"));
		await host("ledger.create", { passphrase });
		await /** @type {any} */ (globalThis).chrome.storage.local.set({ set_up: true });
		return true;
	}, PASSPHRASE);
	cli("photos", "add", join(scratch, "original.jpg"));
	cli("me", "set", ...ME);
	for (const page of pages) {
		const url = `${site}/${page}.html`, wanted = told(url);
		const tab = await browser.open(browser.url(`pages/dashboard.html#exposure/${encodeURIComponent(url)}`));
		await use(tab, "audit-ask");
		await until(tab, () => document.querySelector("[data-testid=audit], [data-testid=no-audit]"));
		const got = await shown(tab);
		for (const kind of got?.kinds ?? [])
			kind[2] = kind[2].map(label).sort();
		assert.deepEqual(got, wanted, `${page}: ${await text(tab, "audit")}`);
		console.log(`${page}: ${wanted ? `${wanted.grade}, ${wanted.kinds.length} kinds` : "nothing to judge"}`);
		await tab.close();
	}
	for (const language of ["en", "de", "fr"]) {
		const report = join(scratch, `report-${language}.html`);
		cli("report", "--out", report, "--lang", language);
		const tab = await browser.open(`file://${report}`);
		await until(tab, () => document.readyState === "complete" && document.images.length > 0);
		await looker(browser, scratch)(tab, `report in ${language}`);
		assert.deepEqual(await tab.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name)
			.filter((address) => !address.startsWith("data:"))), [], "it asks for nothing");
		assert.ok(await tab.evaluate(() => [...document.images].every((image) => image.naturalWidth > 0)));
		await tab.close();
	}
	console.log("report: three languages, light and dark, nothing asked for");
} finally {
	await browser.close();
}
