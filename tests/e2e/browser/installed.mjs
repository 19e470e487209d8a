// installed.mjs HOME: `lenscap install`, the extension from where `make install`
// put it, and each of the programs that it then needs.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { Chromium } from "./chromium.mjs";
import { seen, text, until } from "./person.mjs";

const home = process.argv[2] ?? "";
const manifest = join(home, ".config/chromium/NativeMessagingHosts/org.lenscap.host.json");
const lenscap = (/** @type {string[]} */ ...words) => execFileSync("lenscap", words, { encoding: "utf8" });
assert.equal(execFileSync("sh", ["-c", "command -v lenscap"], { encoding: "utf8" }).trim(), "/usr/local/bin/lenscap");

const told = lenscap("install", "--browser", "chromium");
const extension = /\S+\/extension\b/.exec(told)?.[0] ?? "";
assert.equal(extension, "/usr/local/share/lenscap/extension", told);
assert.ok(existsSync(manifest));
const browser = await Chromium.launch(home, { extension });
try {
	const page = await browser.first();
	await seen(page, "step-create");
	await page.type("passphrase", "correct horse battery staple");
	await page.type("passphrase-again", "correct horse battery staple");
	await seen(page, "create");
	await page.click("create");
	await seen(page, "written");

	// The decoder reads a photo, the fetcher refuses this machine, letters have readers.
	const dashboard = await browser.open(browser.url("pages/dashboard.html#photos"));
	await seen(dashboard, "empty");
	await dashboard.drop(["/usr/share/backgrounds/mate/nature/Garden.jpg"]);
	await until(dashboard, () => document.querySelector("[data-outcome=added]"));
	const asked = await dashboard.evaluate(async () => {
		const { host } = await import(/** @type {any} */ ("/shared/rpc.js"));
		const { job } = await host("page.check",
			{ url: "http://127.0.0.1/", title: "x",
			images: [{ id: 0, url: "http://127.0.0.1/x.jpg", kind: "img", width: 1, height: 1, alt: "" }] });
		return job;
	});
	assert.ok(asked);
	await dashboard.click("nav-letters");
	await until(dashboard, () => document.querySelectorAll("[data-testid=controller]").length > 1);
	await dashboard.click("nav-settings");
	await seen(dashboard, "about");
	assert.match(await text(dashboard, "about"), new RegExp(lenscap("--version").trim().split(" ")[1] ?? "-"));
} finally {
	await browser.close().catch(() => {});
}
assert.match(lenscap("doctor"), /Chromium/);
lenscap("uninstall");
assert.ok(!existsSync(manifest), "lenscap uninstall takes back what it wrote");
console.log("installed: Chromium, the extension, lenscap-host and its workers find each other");
