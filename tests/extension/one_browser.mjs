// one_browser.mjs: a Chromium that all tests of a process share: to start one costs
// more than most of what they do there.  What a test needs it installs, and takes
// away again: a page, the extension, a host with a home of its own.
import { after, test } from "node:test";
import { chromium, install, withChromium } from "./browser.mjs";
import { hostIn } from "./hosted.mjs";

/** @typedef {{browser: import("puppeteer-core").Browser, profile: string}} Open */
/** @type {Promise<Open> | undefined} */ let open;
let ended = Promise.resolve();
let end = () => {};
after(() => {
	end();
	return ended;
});

/** When the first test asks for it. */
const shared = () => open ??= new Promise((resolve, reject) => {
	ended = withChromium((browser, profile) => new Promise((done) => {
		end = () => done();
		resolve({ browser, profile });
	}), { extensions: [] });
	ended.catch(reject);
});

/**
 * A test() with a page of its own.
 * @param {string} [folder] an extension that it needs; no host is there
 */
export function testInPage(folder) {
	/** @param {string} name @param {(page: import("puppeteer-core").Page, browser: import("puppeteer-core").Browser) =>
	 	Promise<void>} use */
	return (name, use) => test(name, { skip: chromium ? false : "no Chromium" }, async () => {
		const { browser } = await shared();
		const id = folder && await install(browser, folder);
		const page = await browser.newPage();
		try {
			await use(page, browser);
		} finally {
			await page.close();
			if (id)
				await browser.uninstallExtension(id);
		}
	});
}

/** @param {import("./hosted.mjs").Use} use @param {string} [folder] the extension, where it is not ours as it is */
export const withHost = async (use, folder) => hostIn(await shared(), use, folder);
