// The whole extension in a real Chromium with the real lenscap-host: set up,
// add, look, forget, lock, check a page, keep, find again; axe-core in every state.
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { cpSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { PATIENCE, until } from "./browser.mjs";
import { aProfile, build, openPopup, passphrase, pictures, skip } from "./hosted.mjs";
import { withHost } from "./one_browser.mjs";

/**
 * How looks are made: a proxy that is none is refused, and what is shown is what holds.
 * @param {import("puppeteer-core").Page} page
 * @param {Parameters<Parameters<typeof withHost>[0]>[3]} hands
 */
async function chooseLooks(page, { see, look }) {
	await page.select("[data-testid=proxy]", "own");
	await page.type("[data-testid=proxy-own]", "http://127.0.0.1:8080");
	await page.keyboard.press("Tab");
	assert.equal(await (await see("problem")).evaluate((element) => element.getAttribute("data-code")), "proxy");
	await page.select("[data-testid=proxy]", "socks5h://127.0.0.1:9150");
	await see("said");
	await page.select("[data-testid=every]", "week");
	await until(page, "chrome.storage.local.get('looks').then(({ looks }) => looks.every === 'week')");
	await look("settings");
	assert.equal(await page.$eval("[data-testid=proxy]", (element) => /** @type {any} */ (element).value),
		"socks5h://127.0.0.1:9150", "what is shown is what holds");
	const chose = /** @type {any} */ (await page.evaluate("chrome.storage.local.get('looks')")).looks;
	assert.deepEqual([chose.through, chose.every], ["socks5h://127.0.0.1:9150", "week"]);
	await page.select("[data-testid=proxy]", "");
	await page.select("[data-testid=every]", "never");
}

/**
 * A check that cannot even begin: the popup says so, and offers it again.
 * @param {import("puppeteer-core").Page} popup
 * @param {Parameters<Parameters<typeof withHost>[0]>[3]} hands
 */
async function failsToBegin(popup, { see, click }) {
	await popup.evaluate(async () => {
		const { background } = await import(/** @type {any} */ ("/shared/rpc.js"));
		const { Failure } = await import(/** @type {any} */ ("/shared/failure.js"));
		background.ask = () => {
			delete background.ask;
			return Promise.reject(new Failure("restarted"));
		};
	});
	await click("check", popup);
	assert.equal(await (await see("problem", popup)).evaluate((/** @type {Element} */ element) =>
		element.getAttribute("data-code")), "restarted");
}

/**
 * The popup, opened anew: what was chosen is there again, and what was told is not told again.
 * @param {import("puppeteer-core").Page} popup
 * @param {Parameters<Parameters<typeof withHost>[0]>[3]} hands
 */
async function openAgain(popup, { click }) {
	await popup.reload();
	await until(popup, "document.querySelectorAll('[data-testid=choose]:checked').length === 2");
	await click("scroll-again", popup);
	await until(popup, "document.querySelectorAll('[data-status=new]').length === 2"
		+ " && document.querySelector('[data-testid=finished]')");
	assert.equal(await popup.$("[data-testid=tells]"), null);
	await click("choose-all-new", popup);
}

/**
 * Make a ledger, as a newcomer does.
 * @param {import("puppeteer-core").Page} page
 * @param {Parameters<Parameters<typeof withHost>[0]>[3]} hands
 */
async function setUp(page, { see, click, look, go, text, until }) {
	await go("welcome.html");
	await see("passphrase");
	await page.type("#passphrase", "password1");
	await until("document.querySelector('[data-testid=strength-words]').textContent.includes('first that anybody')");
	await page.type("#again", "password1");
	assert.equal(await page.$eval("[data-testid=create]", (element) => /** @type {any} */ (element).disabled),
		true, "one that anybody would try makes no ledger");
	await click("make-passphrase");
	await until("document.querySelector('[data-testid=strength-words]').textContent === " +
		"'Guessing it would take very long.'");
	assert.match(await page.$eval("#passphrase", (element) => /** @type {any} */ (element).value),
		/^[a-z]+(-[a-z]+){5}$/);
	assert.equal(await page.$eval("#passphrase", (element) => /** @type {any} */ (element).type), "text");
	await page.select("[data-testid=autolock]", "minutes:60");
	await look("create");
	await page.$eval("#passphrase", (element) => /** @type {any} */ (element).select());
	await page.type("#passphrase", passphrase);
	await page.type("#again", `${passphrase}r`);
	assert.equal(await page.$eval("[data-testid=create]", (element) => /** @type {any} */ (element).disabled),
		true, "two different passphrases make no ledger");
	await page.keyboard.press("Backspace");
	await page.keyboard.press("Enter");
	const recovery = await (await see("recovery")).evaluate((element) => element.textContent ?? "");
	assert.match(recovery, /^[0-9A-Z]{4}(-[0-9A-Z]{4}){5,}$/);
	assert.equal(codeIn(await (await see("recovery-code")).screenshot()), recovery, "the code is the key");
	await look("recovery");
	assert.equal(await page.$eval("[data-testid=continue]", (element) => /** @type {any} */ (element).disabled),
		true);
	await click("written");
	await click("continue");
	await see("step-ready");
	await look("ready");
}

/** What zbar reads in a picture. @param {Uint8Array} picture */
const codeIn = (picture) => spawnSync("python3", ["-c", `
import sys
from PIL import Image
from pyzbar.pyzbar import decode
print(*(code.data.decode() for code in decode(Image.open(sys.stdin.buffer))))`],
{ input: picture, encoding: "utf8" }).stdout.trim();

/** @param {string} home @param {string[]} words */
function lenscap(home, ...words) {
	const { status, stderr } = spawnSync(join(build ?? "", "lenscap"), words, { encoding: "utf8",
		env: { ...process.env, HOME: home, XDG_DATA_HOME: join(home, "data"), XDG_STATE_HOME: join(home, "state") } });
	assert.equal(status, 0, `lenscap ${words.join(" ")}: ${stderr}`);
}

/**
 * Somebody puts an older copy in the ledger's place, and says so.
 * @param {import("puppeteer-core").Page} page @param {string} profile
 * @param {Parameters<Parameters<typeof withHost>[0]>[3]} hands
 */
async function olderCopy(page, profile, { see, click, look, go, ask, until }) {
	const [folder, copy] = [join(profile, "data/lenscap"), join(profile, "copy")];
	if (await page.$("[data-testid=unlock-form]")) {
		await page.type("[data-testid=unlock-secret]", passphrase);
		await page.keyboard.press("Enter");
		await see("photo");
	}
	cpSync(folder, copy, { recursive: true });
	await ask("ledger.autolock", { when: "never" });
	await page.goto("about:blank");
	process.kill(Number(readFileSync(join(profile, "pid"), "utf8")), "SIGKILL");
	rmSync(folder, { recursive: true });
	cpSync(copy, folder, { recursive: true });
	await go("dashboard.html#photos");
	await page.waitForSelector("[data-testid=accept], [data-testid=unlock-form]");
	if (await page.$("[data-testid=unlock-form]")) {
		await page.type("[data-testid=unlock-secret]", passphrase);
		await page.keyboard.press("Enter");
	}
	await look("older");
	await click("accept");
	await click("dialog-no");
	assert.equal((await ask("ledger.status")).older, true, "nothing is accepted by asking");
	await click("accept");
	await click("dialog-yes");
	await until("!document.querySelector('[data-testid=accept]')");
	assert.deepEqual(await ask("ledger.status").then(({ older, notices }) => [older, notices]), [false, []]);
}

/**
 * Locked by another program.
 * @param {import("puppeteer-core").Page} page @param {string} profile
 * @param {Parameters<Parameters<typeof withHost>[0]>[3]} hands
 */
async function lockedElsewhere(page, profile, { see, click }) {
	const unlock = async () => {
		await see("unlock-secret");
		assert.equal(await page.$("[data-testid=problem], [data-testid=facts]"), null);
		await page.type("[data-testid=unlock-secret]", passphrase);
		await page.keyboard.press("Enter");
		await see("empty");
	};
	lenscap(profile, "lock");
	await click("nav-cases"); // whatever is asked next leads to the form, and on
	await unlock();
	lenscap(profile, "lock");
	await page.evaluate("dispatchEvent(new Event('focus'))"); // or nothing is asked: somebody comes back to the page
	await unlock();
}

/** Clean copies are made of what is dropped. @param {import("puppeteer-core").Page} page @param {string} profile */
async function copies(page, profile) {
	const dirty = join(profile, "dirty.jpg");
	writeFileSync(dirty, Buffer.concat([readFileSync(`${pictures}Storm.jpg`), Buffer.from("Anna Example's words")]));
	const toClean = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (await page.$(
		"[data-testid=to-clean]"));
	await toClean.uploadFile(dirty, "/etc/hostname");
	await page.waitForSelector("[data-testid=copies] [data-outcome=error]");
	const copied = await page.$eval("[data-testid=copies] [data-outcome=ok]", (row) => row.textContent);
	assert.match(copied ?? "", /dirty\.jpg.*No longer in it/s);
}

test("set up, add, look, forget, lock; check a page, keep, find again", { skip }, async () => {
	const server = await aProfile();
	await withHost(async (browser, page, profile, hands) => {
		await setUp(page, hands);
		const { see, click, look, go } = hands;
		await go("dashboard.html#photos");
		await see("empty");
		await look("empty");
		const input = /** @type {import("puppeteer-core").ElementHandle<HTMLInputElement>} */ (await page.$(
			"[data-testid=files]"));
		await input.uploadFile(`${pictures}TwoWings.jpg`, `${pictures}Storm.jpg`, "/etc/hostname");
		await page.waitForSelector("[data-testid=outcomes] [data-outcome=failed]");
		assert.equal((await page.$$("[data-outcome=added]")).length, 2);
		await until(page, "document.querySelectorAll('[data-testid=photo] img').length === 2");
		await look("photos");
		await copies(page, profile);
		await page.type("[data-testid=search]", "Storm");
		await until(page, "document.querySelectorAll('[data-testid=photo]').length === 1");
		await page.$eval("[data-testid=open-photo]", (element) => /** @type {any} */ (element).focus());
		await page.keyboard.press("Enter");
		await see("details");
		await look("details");
		await click("forget-this");
		await see("dialog-yes");
		await look("forget");
		await page.keyboard.press("Escape");
		await until(page, "!document.querySelector('dialog')");
		assert.equal((await page.$$("[data-testid=photo]")).length, 1, "Escape forgets nothing");
		await click("choose");
		await click("forget");
		await click("dialog-yes");
		await see("no-match");

		await click("nav-settings");
		await see("about");
		assert.equal(await (await see("autolock")).evaluate((element) => /** @type {any} */ (element).value),
			"minutes:60", "as it was chosen when the ledger was made");
		await page.select("[data-testid=autolock]", "screen");
		await see("said");
		assert.equal((await hands.ask("ledger.autolock")).autolock, "screen");
		await chooseLooks(page, hands);
		await click("lock");
		await see("unlock-secret");
		await page.type("[data-testid=unlock-secret]", "wrong");
		await page.keyboard.press("Enter");
		assert.equal(await (await see("problem")).evaluate((element) => element.getAttribute("data-code")),
			"wrong_passphrase");
		await look("locked");
		await page.type("[data-testid=unlock-secret]", passphrase); // what was wrong is selected, and replaced
		await page.keyboard.press("Enter");
		await see("about");

		await lockedElsewhere(page, profile, hands);
		const tab = await browser.newPage();
		await tab.goto(`http://127.0.0.1:${/** @type {any} */ (server.address()).port}/`);
		const popup = await openPopup(browser, tab);
		await see("tells", popup);
		await failsToBegin(popup, hands);
		await click("check", popup);
		await see("finished", popup);
		assert.equal((await popup.$$("[data-status=new]")).length, 2);
		assert.ok(await popup.evaluate("innerWidth >= 416 && document.documentElement.scrollWidth <= innerWidth"),
			"a popup is as wide as it asks for: 26rem");
		await look("checked", popup);
		await click("choose-all-new", popup);
		await openAgain(popup, hands);
		await click("keep", popup);
		await until(popup, "document.querySelectorAll('.tag.good').length === 2");
		await click("outline", popup);
		await tab.waitForSelector("lenscap-outlines");
		await click("check-again", popup);
		await until(popup, "document.querySelectorAll('[data-status=mine]').length === 2");
		await look("mine", popup);

		// The host is killed; the page goes on with a new one.
		const before = readFileSync(join(profile, "pid"), "utf8");
		process.kill(Number(before), "SIGKILL");
		await page.bringToFront();
		// A request that the old host had may still be refused.
		for (const give = Date.now() + PATIENCE; ;) {
			// The same address again, with its fragment, would load nothing.
			await go("dashboard.html#photos");
			await page.reload();
			await page.waitForSelector("[data-testid=photo], [data-testid=unlock-form], [data-testid=problem]");
			if (readFileSync(join(profile, "pid"), "utf8") !== before && !await page.$("[data-testid=problem]"))
				break;
			assert.ok(Date.now() < give, "a new host answers");
		}
		await olderCopy(page, profile, hands);
	}).finally(() => {
		server.closeAllConnections();
		server.close();
	});
});
