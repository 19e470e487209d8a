// browser.mjs: headless Chromium for the tests here, and a picture to serve.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

export const extension = new URL("../../extension", import.meta.url).pathname;
export const ID = "fefknhfepoiankcbpcpomdifdbamkpeh";

/** Whether Chromium can be started here at all. */
export const chromium = ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find((path) => spawnSync(path, ["--version"]).status === 0);

/** @param {(browser: import("puppeteer-core").Browser, profile: string) => Promise<void>} use */
export async function withChromium(use, { extensions = /** @type {string[]} */ ([]), env = {} } = {}) {
	const profile = mkdtempSync(join(tmpdir(), "lenscap-chromium-"));
	const browser = await puppeteer.launch({
		executablePath: chromium, headless: true, pipe: true, userDataDir: profile,
		...(extensions.length ? { enableExtensions: true } : {}),
		env: { ...process.env, HOME: profile, XDG_DATA_HOME: join(profile, "data"), XDG_STATE_HOME: join(profile, "state"), ...env },
		args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run"],
	});
	try {
		// With the first window open: Chromium falls over now and then when an
		// extension that opens a tab is loaded while it starts.
		for (const path of extensions)
			await browser.installExtension(path);
		// The tab that it opens says that its pages are there.
		if (extensions.length)
			await browser.waitForTarget((target) => target.url().endsWith("/pages/welcome.html"), { timeout: 15000 }).catch(() => {});
		await use(browser, profile);
	} finally {
		await browser.close();
		rmSync(profile, { recursive: true, force: true, maxRetries: 5 });
	}
}
