// browser.mjs: headless Chromium for the tests here, and a picture to serve.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import puppeteer from "puppeteer-core";
import { awaited } from "./awaited.mjs";

export const extension = fileURLToPath(new URL("../../extension", import.meta.url));
export const ID = "fefknhfepoiankcbpcpomdifdbamkpeh";

/** Whether Chromium can be started here at all. */
export const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(
	(path) => spawnSync(path, ["--version"]).status === 0);

/** How long to wait for what must come, in ms: a slow machine is not a broken one. */
export const PATIENCE = 120_000;

/** Pages that Chromium keeps ready behind its address bar, for nobody here: a quarter of what a start costs. */
export const spare = "--disable-features=WebUIOmniboxPopup,WebUIOmniboxAimPopup,WebUIOmniboxFullPopup";

/**
 * Until a piece of JavaScript is true in a page.
 * @param {import("puppeteer-core").Page} page @param {string} what
 */
export const until = (page, what) => page.waitForFunction(`(${awaited})(() => (${what}))`, { timeout: PATIENCE });

/**
 * Install an extension.  The tab that it opens says that its pages are there; what is opened before that one is not in
 * front for long.
 * @param {import("puppeteer-core").Browser} browser @param {string} path @returns {Promise<string>} its id
 */
export async function install(browser, path) {
	const id = await browser.installExtension(path);
	const welcome = await browser.waitForTarget(
		(target) => target.url().endsWith("/pages/welcome.html"), { timeout: PATIENCE });
	await (await welcome.page())?.waitForSelector("main[aria-busy=false]", { timeout: PATIENCE });
	return id;
}

/** @param {(browser: import("puppeteer-core").Browser, profile: string) => Promise<void>} use */
export async function withChromium(use, { extensions = /** @type {string[] | null} */ (null), env = {} } = {}) {
	const profile = mkdtempSync(join(tmpdir(), "lenscap-chromium-"));
	const browser = await puppeteer.launch({
		executablePath: chromium, headless: true, pipe: true, userDataDir: profile, timeout: PATIENCE,
			protocolTimeout: PATIENCE,
		...(extensions ? { enableExtensions: true } : {}),
		env: { ...process.env, HOME: profile, XDG_DATA_HOME: join(profile, "data"),
			XDG_STATE_HOME: join(profile, "state"), ...env },
		args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking",
			"--disable-component-update", "--disable-sync", "--no-first-run", spare],
	});
	browser.on("targetcreated", async (target) => (await target.page().catch(() => null))?.setDefaultTimeout(PATIENCE));
	try {
		// With the first window open: Chromium falls over now and then when an
		// extension that opens a tab is loaded while it starts.
		for (const path of extensions ?? [])
			await install(browser, path);
		await use(browser, profile);
	} finally {
		await browser.close();
		rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
	}
}
