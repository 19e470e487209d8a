// chromium.mjs: headless Chromium as the trial sees it.
import { createRequire } from "node:module";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { spare } from "../../extension/browser.mjs";
import { PATIENCE, sleep } from "./person.mjs";

const puppeteer = createRequire(new URL("../../extension/", import.meta.url))("puppeteer-core");
const ID = "fefknhfepoiankcbpcpomdifdbamkpeh";
const tree = fileURLToPath(new URL("../../../extension", import.meta.url));
const at = (/** @type {string} */ id) => `[data-testid="${id}"]`;

/**
 * A browser gives a navigation up when something else moves the tab; then it is asked again.
 * @param {() => Promise<any>} navigate
 */
async function insist(navigate) {
	for (let tries = 1;; tries++)
		try {
			return await navigate();
		} catch (error) {
			if (tries === 5 || !/ERR_ABORTED|frame was detached|Navigating frame/.test(String(error)))
				throw error;
		}
}

/** A page in a tab, or the popup. */
class Page {
	#page;
	/** @param {any} page puppeteer's */
	constructor(page) {
		this.#page = page;
		this.page = page;
		page.setDefaultTimeout(PATIENCE);
	}
	goto(/** @type {string} */ url) { return insist(() => this.#page.goto(url)); }
	reload() { return insist(() => this.#page.reload()); }
	evaluate(/** @type {any} */ what, /** @type {any[]} */ ...args) { return this.#page.evaluate(what, ...args); }
	install(/** @type {string} */ source) { return this.#page.evaluate(source); }
	/** Without a place: a page that is still growing moves away from under a mouse. @param {string} id */
	async click(id) { await this.#page.$eval(at(id), (/** @type {any} */ element) => element.click()); }
	type(/** @type {string} */ id, /** @type {string} */ text) { return this.#page.type(at(id), text); }
	/** @param {string} text to whatever has the focus */
	keys(text) { return this.#page.keyboard.type(text); }
	/** @param {string} key a name of the DOM's, or Shift+ one @param {number} [times] */
	async press(key, times = 1) {
		const shift = key.startsWith("Shift+");
		if (shift)
			await this.#page.keyboard.down("Shift");
		for (let at = 0; at < times; at++)
			await this.#page.keyboard.press(key.replace("Shift+", ""));
		if (shift)
			await this.#page.keyboard.up("Shift");
	}
	select(/** @type {string} */ id, /** @type {string} */ value) { return this.#page.select(at(id), value); }
	/** Choose files with a button. @param {string} id @param {string[]} files */
	async give(id, files) { await (await this.#page.$(at(id))).uploadFile(...files); }
	front() { return this.#page.bringToFront(); }
	shot(/** @type {string} */ path) { return this.#page.screenshot({ path, optimizeForSpeed: true }); }
	close() { return this.#page.close(); }

	/** Drop files where a person would. @param {string[]} files */
	async drop(files) {
		const target = await this.#page.$(at("drop"));
		const { x, y } = await target.clickablePoint();
		const session = await this.#page.createCDPSession();
		for (const type of ["dragEnter", "dragOver", "drop"])
			await session.send("Input.dispatchDragEvent",
				{ type, x, y, data: { items: [], files, dragOperationsMask: 1 } });
		await session.detach();
	}
}

export class Chromium {
	name = "chromium";
	/** Where its host manifest belongs, as `lenscap install --browser` knows it. */
	family = "chromium";
	/** TCP ports over which it is driven: none, a pipe. */
	ports = /** @type {number[]} */ ([]);
	#browser;

	/** @param {any} browser */
	constructor(browser) {
		this.#browser = browser;
	}

	/**
	 * @param {string} home its HOME, with the profile
	 * @param {{headless?: boolean, sandbox?: boolean, extension?: string}} [options]
	 */
	static async launch(home, { headless = true, sandbox = false, extension = tree } = {}) {
		const browser = await puppeteer.launch({
			executablePath: "/usr/bin/chromium", headless, pipe: true, enableExtensions: true, timeout: PATIENCE,
				protocolTimeout: PATIENCE,
			userDataDir: join(home, ".config/chromium"),
				defaultViewport: headless ? { width: 1100, height: 900 } : null,
			env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, ".config"),
				XDG_DATA_HOME: join(home, "data"), XDG_STATE_HOME: join(home, "state") },
			args: [...(sandbox ? [] : ["--no-sandbox"]), ...(headless ? ["--disable-gpu"] : []),
				"--disable-dev-shm-usage",
				// It asks for nobody by name, so that nothing but the trial is on the wire.
				"--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.*", "--disable-background-networking",
					"--disable-component-update", "--disable-sync", "--no-first-run", "--no-default-browser-check",
				spare],
		});
		const self = new Chromium(browser);
		await browser.installExtension(extension);
		return self;
	}

	/** @param {string} path */
	url(path) {
		return `chrome-extension://${ID}/${path}`;
	}

	/** A new tab. @param {string} url */
	async open(url) {
		const page = new Page(await this.#browser.newPage());
		await page.goto(url);
		return page;
	}

	/** The tab that the extension opens when it is installed. */
	async first() {
		const target = await this.#browser.waitForTarget(
			(/** @type {any} */ entry) => entry.url().endsWith("/pages/welcome.html"), { timeout: PATIENCE });
		return new Page(await target.page());
	}

	/** Click the button in the toolbar while a tab is in front; the popup. @param {Page} tab */
	async action(tab) {
		await tab.front();
		const session = await this.#browser.target().createCDPSession();
		const { targetInfos } = await session.send(
			"Target.getTargets", { filter: [{ type: "tab" }, { exclude: true }] });
		const url = tab.page.url();
		const { targetId } = targetInfos.find((/** @type {any} */ info) => info.url === url);
		// The popup of another tab closes when it pleases.
		const shown = (/** @type {any} */ entry) => entry.url().endsWith("/pages/popup.html");
		while (this.#browser.targets().some(shown))
			await sleep(20);
		const popup = this.#browser.waitForTarget(shown, { timeout: PATIENCE });
		await session.send("Extensions.triggerAction", { id: ID, targetId });
		const page = await (await popup).asPage();
		await session.detach();
		return new Page(page);
	}

	/** @param {"light" | "dark"} scheme @param {Page} page */
	async scheme(scheme, page) {
		await page.page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
	}

	/** Until a person has closed it. */
	closed() {
		return new Promise((resolve) => this.#browser.once("disconnected", resolve));
	}

	close() {
		return this.#browser.close();
	}
}
