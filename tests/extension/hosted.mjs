// hosted.mjs: a real Chromium with the whole extension and the real lenscap-host,
// and what tests do there.  SHOTS=1 leaves pictures of what is looked at in
// build/extension/; nobody reads them, and they cost a third of looking.
import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium, extension, ID, install, PATIENCE, until, withChromium } from "./browser.mjs";
import { cheap } from "./cheap.mjs";

/** @typedef {import("puppeteer-core").Page} Page */

export const build = process.env["BUILD"];
export const pictures = "/usr/share/backgrounds/mate/nature/";
export const passphrase = "correct horse battery staple";
/** Why these tests cannot run here; false when they can. */
export const skip = !chromium ? "no Chromium" : !build || !existsSync(join(build, "lenscap-host"))
	? "no lenscap-host in $BUILD" : !existsSync(pictures) ? "no mate-backgrounds" : false;

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const shots = fileURLToPath(new URL("../../build/extension", import.meta.url));

/** @param {string} name */
const inline = (name) => `data:image/jpeg;base64,${readFileSync(`${pictures}${name}.jpg`).toString("base64")}`;

/** A site with a page of somebody, who has two pictures on it. */
export async function aProfile() {
	const server = createServer((request, response) => {
		response.setHeader("Content-Type", "text/html");
		response.end(`<title>Profile</title><img alt="A garden" width=300 src="${inline("Garden")}">
			<img width=300 src="${inline("Wood")}">`);
	});
	await new Promise((done) => server.listen(0, "127.0.0.1", () => done(undefined)));
	return server;
}

/**
 * The popup over a tab, by a real click on the button: it grants activeTab.
 * @param {import("puppeteer-core").Browser} browser @param {Page} tab @returns {Promise<Page>}
 */
export async function openPopup(browser, tab) {
	await tab.bringToFront();
	const session = await browser.target().createCDPSession();
	const { targetInfos } = await session.send("Target.getTargets", { filter: [{ type: "tab" }, { exclude: true }] });
	const { targetId } = /** @type {any} */ (targetInfos.find((target) => target.url === tab.url()));
	await session.send(/** @type {any} */ ("Extensions.triggerAction"), /** @type {any} */ ({ id: ID, targetId }));
	const target = await browser.waitForTarget((one) => one.url().includes("popup.html"), { timeout: PATIENCE });
	return target.asPage();
}

/**
 * What axe-core has to say of a page as it stands.
 * @param {Page} page @param {boolean} [colours] of the rules only the one that depends on them
 * @returns {Promise<string[]>}
 */
export async function objections(page, colours = false) {
	if (!await page.evaluate("'axe' in window"))
		await page.evaluate(axe);
	const only = colours ? ", runOnly: ['color-contrast']" : "";
	const { violations } = /** @type {any} */ (await page.evaluate(
		`axe.run(document, {resultTypes: ['violations']${only}})`));
	return violations.map((/** @type {any} */ entry) =>
		`${entry.id}: ${entry.nodes.map((/** @type {any} */ node) => node.html).join(" ")}`);
}

/** What a test does on a page. @param {Page} page the one that is meant when none is named */
function hands(page) {
	/**
	 * What could be seen, when something is waited for in vain.
	 * @template T @param {Promise<T>} waiting @param {Page} on
	 */
	const orSay = (waiting, on) => waiting.catch(async (error) => {
		await on.screenshot({ path: join(shots, "failed.png") });
		throw new Error(`${error.message} in: ${await on.evaluate("document.body.innerText")}`);
	});
	/** @param {string} name @param {Page} [on] @param {string} [more] */
	const see = async (name, on = page, more = "") => {
		const found = `document.querySelector(${JSON.stringify(`[data-testid="${name}"]${more}`)})`;
		// It takes place, and is not hidden there.
		const shown = `((one) => one && getComputedStyle(one).visibility === "visible"
			&& ((place) => place.width > 0 && place.height > 0)(one.getBoundingClientRect()) && one)(${found})`;
		const element = (await orSay(until(on, shown), on)).asElement();
		assert.ok(element);
		return /** @type {import("puppeteer-core").ElementHandle<Element>} */ (element);
	};
	return {
		see,
		/** @param {string} name @param {Page} [on] */
		click: async (name, on = page) => {
			const element = await see(name, on, ":not(:disabled)");
			// Without a place: what is drawn anew moves away from under a mouse.
			await element.evaluate((/** @type {any} */ one) => one.click());
		},
		/** Until a piece of JavaScript is true. @param {string} what @param {Page} [on] */
		until: (what, on = page) => orSay(until(on, what), on),
		/** @param {string} name @param {Page} [on] */
		text: async (name, on = page) =>
			(await see(name, on)).evaluate((element) => element.textContent?.replace(/\s+/g, " ").trim() ?? ""),
		/**
		 * axe-core must have nothing to say, in light and dark.
		 * @param {string} name @param {Page} [on]
		 */
		look: async (name, on = page) => {
			for (const scheme of ["light", "dark"]) {
				await on.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
				assert.deepEqual(await objections(on, scheme === "dark"), [], `${name}, ${scheme}`);
				if (process.env["SHOTS"])
					await on.screenshot({ path: join(shots, `chromium-${name}-${scheme}.png`),
						fullPage: on === page, optimizeForSpeed: true });
			}
			await on.emulateMediaFeatures([{ name: "prefers-color-scheme", value: "light" }]);
		},
		/** @param {string} path */
		go: (path) => page.goto(`chrome-extension://${ID}/pages/${path}`),
		/**
		 * What a page of ours asks the host.
		 * @param {string} method @param {object} [params] @returns {Promise<any>}
		 */
		ask: (method, params = {}) =>
			page.evaluate(`import("/shared/rpc.js").then((rpc) => rpc.host(${JSON.stringify(
			method)}, ${JSON.stringify(params)}))`),
	};
}

/**
 * Have a browser of this profile find a host, whose home is the folder that is named in the file `home` there.
 * @param {string} profile @returns {string} the file that says where the host is
 */
function register(profile) {
	mkdirSync(shots, { recursive: true });
	const manifests = join(profile, "NativeMessagingHosts");
	mkdirSync(manifests, { recursive: true });
	writeFileSync(join(profile, "host"), `#!/bin/sh
read -r HOME <'${profile}/home'
XDG_DATA_HOME=$HOME/data XDG_STATE_HOME=$HOME/state LD_PRELOAD='${cheap.LD_PRELOAD ?? ""}'
export HOME XDG_DATA_HOME XDG_STATE_HOME LD_PRELOAD
echo $$ >"$HOME/pid"
exec '${build}/lenscap-host' "$@" 2>/dev/null
`, { mode: 0o755 });
	const manifest = join(manifests, "org.lenscap.host.json");
	writeFileSync(manifest,
		JSON.stringify({ name: "org.lenscap.host", description: "Lenscap",
		path: join(profile, "host"), type: "stdio", allowed_origins: [`chrome-extension://${ID}/`] }));
	return manifest;
}

/**
 * home: that of the host, whose number is in the file home/pid
 * @typedef {(browser: import("puppeteer-core").Browser, page: Page, home: string, hands: ReturnType<typeof hands>) =>
	Promise<void>} Use
 */

/**
 * In a browser without an extension: have one, with a host of its own, and none afterwards.
 * @param {{browser: import("puppeteer-core").Browser, profile: string}} where @param {Use} use
 * @param {string} [folder] the extension, where it is not ours as it is
 */
export async function hostIn({ browser, profile }, use, folder = extension) {
	const manifest = register(profile);
	const home = mkdtempSync(join(profile, "home-"));
	writeFileSync(join(profile, "home"), `${home}\n`);
	const id = await install(browser, folder);
	const page = await browser.newPage();
	try {
		await page.setViewport({ width: 1200, height: 900 });
		/** @type {string[]} */
		const complaints = [];
		page.on("pageerror", (error) => complaints.push(String(error)));
		await use(browser, page, home, hands(page));
		assert.deepEqual(complaints, []);
	} finally {
		await page.close();
		await browser.uninstallExtension(id);
		rmSync(manifest, { force: true });
	}
}

/** In a browser of its own. @param {Use} use */
export const withHost = (use) => withChromium(
	(browser, profile) => hostIn({ browser, profile }, use), { extensions: [] });
