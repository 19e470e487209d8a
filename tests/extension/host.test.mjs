// The whole extension in a real Chromium with the real lenscap-host: set up,
// add, look, forget, lock, check a page, keep, find again; axe-core in every state.
// Screenshots are left in build/extension/.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { test } from "node:test";
import { chromium, extension, ID, withChromium } from "./browser.mjs";

const build = process.env["BUILD"];
const pictures = "/usr/share/backgrounds/mate/nature/";
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = new URL("../../build/extension", import.meta.url).pathname;
const passphrase = "correct horse battery staple";
const skip = !chromium ? "no Chromium" : !build || !existsSync(join(build, "lenscap-host")) ? "no lenscap-host in $BUILD" : !existsSync(pictures) ? "no mate-backgrounds" : false;

/** @param {string} name */
const inline = (name) => `data:image/jpeg;base64,${readFileSync(`${pictures}${name}.jpg`).toString("base64")}`;

/** @param {import("puppeteer-core").Browser} browser @param {import("puppeteer-core").Page} tab @returns {Promise<import("puppeteer-core").Page>} */
async function openPopup(browser, tab) {
	// A real click on the button: it grants activeTab.
	await tab.bringToFront();
	const session = await browser.target().createCDPSession();
	const { targetInfos } = await session.send("Target.getTargets", { filter: [{ type: "tab" }, { exclude: true }] });
	const { targetId } = /** @type {any} */ (targetInfos.find((target) => target.url === tab.url()));
	await session.send(/** @type {any} */ ("Extensions.triggerAction"), /** @type {any} */ ({ id: ID, targetId }));
	const target = await browser.waitForTarget((one) => one.url().includes("popup.html"));
	return target.asPage();
}

test("set up, add, look, forget, lock; check a page, keep, find again", { skip }, async () => {
	mkdirSync(shots, { recursive: true });
	const server = createServer((request, response) => {
		response.setHeader("Content-Type", "text/html");
		response.end(`<title>Profile</title><img alt="A garden" width=300 src="${inline("Garden")}"><img width=300 src="${inline("Wood")}">`);
	});
	await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
	await withChromium(async (browser, profile) => {
		const manifests = join(profile, "NativeMessagingHosts");
		mkdirSync(manifests, { recursive: true });
		writeFileSync(join(profile, "host"), `#!/bin/sh\necho $$ >'${profile}/pid'\nexec '${build}/lenscap-host' "$@" 2>/dev/null\n`, { mode: 0o755 });
		writeFileSync(join(manifests, "org.lenscap.host.json"), JSON.stringify({ name: "org.lenscap.host", description: "Lenscap",
			path: join(profile, "host"), type: "stdio", allowed_origins: [`chrome-extension://${ID}/`] }));
		const page = await browser.newPage();
		await page.setViewport({ width: 1200, height: 900 });
		/** @type {string[]} */
		const complaints = [];
		page.on("pageerror", (error) => complaints.push(String(error)));

		/** @param {string} name @param {import("puppeteer-core").Page} [on] */
		const see = (name, on = page) => on.waitForSelector(`[data-testid="${name}"]`, { visible: true, timeout: 20_000 });
		/** @param {string} name @param {import("puppeteer-core").Page} [on] */
		const click = async (name, on = page) => {
			const element = /** @type {any} */ (await see(name, on));
			// A popup grows with what it shows, and a mouse would miss.
			await (on === page ? element.click() : element.evaluate((/** @type {any} */ one) => one.click()));
		};
		/** @param {string} name @param {import("puppeteer-core").Page} [on] */
		const look = async (name, on = page) => {
			await on.evaluate(axe);
			const { violations } = /** @type {any} */ (await on.evaluate("axe.run(document, {resultTypes: ['violations']})"));
			assert.deepEqual(violations.map((/** @type {any} */ entry) => `${entry.id}: ${entry.nodes.map((/** @type {any} */ node) => node.html).join(" ")}`), [], name);
			await on.screenshot({ path: join(shots, `chromium-${name}.png`) });
		};
		/** @param {string} path */
		const go = (path) => page.goto(`chrome-extension://${ID}/pages/${path}`);

		await go("welcome.html");
		await see("passphrase");
		await look("create");
		await page.type("#passphrase", passphrase);
		await page.type("#again", `${passphrase}r`);
		assert.equal(await page.$eval("[data-testid=create]", (element) => /** @type {any} */ (element).disabled), true, "two different passphrases make no ledger");
		await page.keyboard.press("Backspace");
		await page.keyboard.press("Enter");
		assert.match(await (await see("recovery"))?.evaluate((element) => element.textContent) ?? "", /^[0-9A-Z]{4}(-[0-9A-Z]{4}){5,}$/);
		await look("recovery");
		assert.equal(await page.$eval("[data-testid=continue]", (element) => /** @type {any} */ (element).disabled), true);
		await click("written");
		await click("continue");
		await see("step-ready");
		await look("ready");

		await go("dashboard.html");
		await see("empty");
		await look("empty");
		const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (await page.$("[data-testid=files]"));
		await input.uploadFile(`${pictures}TwoWings.jpg`, `${pictures}Storm.jpg`, "/etc/hostname");
		await page.waitForSelector("[data-testid=outcomes] [data-outcome=failed]", { timeout: 60_000 });
		assert.equal((await page.$$("[data-outcome=added]")).length, 2);
		await page.waitForFunction("document.querySelectorAll('[data-testid=photo] img').length === 2", { timeout: 20_000 });
		await look("photos");
		await page.type("[data-testid=search]", "Storm");
		await page.waitForFunction("document.querySelectorAll('[data-testid=photo]').length === 1");
		await page.$eval("[data-testid=open-photo]", (element) => /** @type {any} */ (element).focus());
		await page.keyboard.press("Enter");
		await see("details");
		await look("details");
		await click("forget-this");
		await see("dialog-yes");
		await look("forget");
		await page.keyboard.press("Escape");
		await page.waitForFunction("!document.querySelector('dialog')");
		assert.equal((await page.$$("[data-testid=photo]")).length, 1, "Escape forgets nothing");
		await click("choose");
		await click("forget");
		await click("dialog-yes");
		await see("no-match");

		await click("nav-settings");
		await see("about");
		await look("settings");
		await click("lock");
		await see("unlock-secret");
		await page.type("[data-testid=unlock-secret]", "wrong");
		await page.keyboard.press("Enter");
		assert.equal(await (await see("problem"))?.evaluate((element) => element.getAttribute("data-code")), "wrong_passphrase");
		await look("locked");
		await page.type("[data-testid=unlock-secret]", passphrase); // what was wrong is selected, and replaced
		await page.keyboard.press("Enter");
		await see("about");

		const tab = await browser.newPage();
		await tab.goto(`http://127.0.0.1:${/** @type {any} */ (server.address()).port}/`);
		const popup = await openPopup(browser, tab);
		await click("check", popup);
		await see("finished", popup);
		assert.equal((await popup.$$("[data-status=new]")).length, 2);
		await look("checked", popup);
		await click("choose-all-new", popup);
		await click("keep", popup);
		await popup.waitForFunction("document.querySelectorAll('.tag.good').length === 2", { timeout: 20_000 });
		await click("outline", popup);
		await tab.waitForSelector("lenscap-outlines");
		await click("check-again", popup);
		await popup.waitForFunction("document.querySelectorAll('[data-status=mine]').length === 2", { timeout: 20_000 });
		await look("mine", popup);

		// The host is killed; the page says so, and goes on with a new one.
		const before = readFileSync(join(profile, "pid"), "utf8");
		process.kill(Number(before), "SIGKILL");
		await page.bringToFront();
		await page.waitForFunction((/** @type {string} */ id) => document.querySelector(id), { timeout: 20_000 }, "[data-testid=lost], [data-testid=unlock-form], [data-testid=about]");
		await go("dashboard.html");
		await page.waitForSelector("[data-testid=photo], [data-testid=unlock-form]", { timeout: 20_000 });
		assert.notEqual(readFileSync(join(profile, "pid"), "utf8"), before);
		assert.deepEqual(complaints, []);
	}, { extensions: [extension] }).finally(() => {
		server.closeAllConnections();
		server.close();
	});
});
