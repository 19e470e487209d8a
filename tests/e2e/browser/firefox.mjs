// firefox.mjs: headless Firefox as the trial sees it.
import { spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { Marionette } from "./marionette.mjs";
import { PATIENCE, sleep, until } from "./person.mjs";

const ID = "lenscap@lenscap.org";
const UUID = "11111111-2222-4333-8444-555555555555";
const extension = fileURLToPath(new URL("../../../extension", import.meta.url));
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";
const at = (/** @type {string} */ id) => `[data-testid="${id}"]`;
const keys = /** @type {Record<string, string>} */ ({
	Tab: "\uE004", Escape: "\uE00C", Enter: "\uE007", Space: " ", Shift: "\uE008" });

/** Call a function, or evaluate words, with an answer that may be promised. @param {any} what @param {any[]} args */
const called = (what, args) => typeof what === "function" ? `(${what})(...${JSON.stringify(args)})`
	: `(${what})`;

/** A script of Marionette's that does so. @param {any} what @param {any[]} args */
const asking = (what, args) => `const done = arguments[arguments.length - 1]; (async () => ${called(what, args)})()
	.then((value) => done([value ?? null, ""]), (error) => done([null, String(error)]));`;
/** What such a script says. @param {[any, string]} said */
function answer([value, error]) {
	if (error)
		throw new Error(error);
	return value;
}
/**
 * In a page: run a library as one of the page's own scripts. From Marionette's sandbox each element that it
 * looks at would be looked at through a wrapper.
 * @param {string} source
 */
const install = async (source) => {
	const script = await ChromeUtils.compileScript(`data:text/javascript;charset=utf-8,${encodeURIComponent(source)}`);
	script.executeInGlobal(window);
};

/** A page in a tab. */
class Page {
	#firefox;
	#handle;
	/** @param {Firefox} firefox @param {string} handle */
	constructor(firefox, handle) {
		this.#firefox = firefox;
		this.#handle = handle;
	}
	/** @template T @param {(wire: Marionette) => Promise<T>} run */
	#do(run, focus = false) {
		const { wire } = this.#firefox;
		return wire.together(async () => {
			// What is only looked at is asked time and again, and mostly there already.
			if (focus || wire.at !== this.#handle)
				await wire.command("WebDriver:SwitchToWindow", { handle: this.#handle, focus });
			wire.at = this.#handle;
			return run(wire).catch((error) => {
				wire.at = "";
				throw error;
			});
		});
	}
	/** @param {Marionette} wire @param {string} id */
	async #find(wire, id) {
		return (await wire.command("WebDriver:FindElement", { using: "css selector", value: at(id) }))[ELEMENT];
	}
	goto(/** @type {string} */ url) { return this.#do((wire) => wire.command("WebDriver:Navigate", { url })); }
	reload() { return this.#do((wire) => wire.command("WebDriver:Refresh")); }
	front() { return this.#do(async () => {}, true); }
	close() {
		return this.#do(async (wire) => {
			const [handle] = await wire.command("WebDriver:CloseWindow");
			await wire.command("WebDriver:SwitchToWindow", { handle, focus: false });
			wire.at = handle;
		});
	}

	/** @param {any} what @param {any[]} args */
	async evaluate(what, ...args) {
		return this.#ask(null, what, args);
	}
	/** @param {string | null} sandbox @param {any} what @param {any[]} args */
	async #ask(sandbox, what, args) {
		return answer(await this.#do((wire) => wire.command("WebDriver:ExecuteAsyncScript",
			{ sandbox, newSandbox: true, args: [], script: asking(what, args) })));
	}
	install(/** @type {string} */ source) { return this.#ask("system", install, [source]); }
	click(/** @type {string} */ id) { return this.#do(
		async (wire) => wire.command("WebDriver:ElementClick", { id: await this.#find(wire, id) }), true); }
	type(/** @type {string} */ id, /** @type {string} */ text) { return this.#do(
		async (wire) => wire.command("WebDriver:ElementSendKeys", { id: await this.#find(wire, id), text }), true); }
	/** Press some keys and let go of them. @param {string[][]} strokes */
	#strike(strokes) {
		const actions = strokes.flatMap(
			(held) => [...held.map((value) => ({ type: "keyDown", value })),
			...[...held].reverse().map((value) => ({ type: "keyUp", value }))]);
		return this.#do((wire) => wire.command(
			"WebDriver:PerformActions", { actions: [{ type: "key", id: "keys", actions }] }), true);
	}
	/** @param {string} text to whatever has the focus */
	keys(text) { return this.#strike([...text].map((letter) => [letter])); }
	/** @param {string} key a name of the DOM's, or Shift+ one @param {number} [times] */
	press(key, times = 1) { return this.#strike(Array(times).fill(key.split("+").map((name) => keys[name] ?? name))); }
	async shot(/** @type {string} */ path) {
		writeFileSync(path, Buffer.from(
			await this.#do((wire) => wire.command("WebDriver:TakeScreenshot", { full: false, hash: false }), true),
			"base64"));
	}
	/** By the button, as a person does who does not drag. @param {string[]} files */
	drop(files) { return this.give("files", files); }
	/** Choose files with a button. @param {string} id @param {string[]} files */
	give(id, files) { return this.type(id, files.join("\n")); }
	select(/** @type {string} */ id, /** @type {string} */ value) {
		return this.#do(async (wire) => {
			const option = await wire.command(
				"WebDriver:FindElement", { using: "css selector", value: `${at(id)} option[value="${value}"]` });
			await wire.command("WebDriver:ElementClick", { id: option[ELEMENT] });
		}, true);
	}
}

/** The popup under the button: no tab, so it is reached through the browser's own window. */
class Popup {
	#firefox;
	/** @param {Firefox} firefox */
	constructor(firefox) {
		this.#firefox = firefox;
	}
	/** @param {any} what @param {any[]} args */
	async evaluate(what, ...args) {
		return this.#ask(null, what, args);
	}
	/** @param {string | null} sandbox @param {any} what @param {any[]} args */
	async #ask(sandbox, what, args) {
		return answer(await this.#firefox.chrome(async (/** @type {string} */ script, /** @type {any} */ name) => {
			const panel = document.querySelector(".webextension-popup-browser");
			if (!panel)
				throw new Error("the popup is closed");
			const actor = /** @type {any} */ (panel).browsingContext.currentWindowGlobal.getActor("MarionetteCommands");
			return actor.executeScript(
				script, [], { async: true, sandboxName: name, newSandbox: true, timeout: 120000 });
		}, asking(what, args), sandbox));
	}
	install(/** @type {string} */ source) { return this.#ask("system", install, [source]); }
	click(/** @type {string} */ id) {
		return this.evaluate((/** @type {string} */ selector) =>
			/** @type {any} */ (document.querySelector(selector)).click(), at(id));
	}
	/** Keys go to what has the focus in the window: the popup. @param {string} key @param {number} [times] */
	press(key, times = 1) {
		return this.#firefox.chrome((/** @type {string[]} */ names, /** @type {number} */ count) => {
			const panel = /** @type {any} */ (document.querySelector(".webextension-popup-browser"));
			panel.focus();
			const processor = Cc["@mozilla.org/text-input-processor;1"].createInstance(Ci.nsITextInputProcessor);
			processor.beginInputTransactionForTests(window);
			const events = names.map(
				(name) => new KeyboardEvent(
				"", { key: name === "Space" ? " " : name, code: name === "Shift" ? "ShiftLeft" : name,
				keyCode: /** @type {any} */ (KeyboardEvent)[name === "Enter" ? "DOM_VK_RETURN"
					: `DOM_VK_${name.toUpperCase()}`] }));
			const backwards = [...events].reverse();
			for (let at = 0; at < count; at++) {
				events.forEach((event) => processor.keydown(event));
				backwards.forEach((event) => processor.keyup(event));
			}
			return null;
		}, key.split("+"), times);
	}
	async shot(/** @type {string} */ path) {
		const url = await this.#firefox.chrome(async () => {
			const panel = /** @type {any} */ (document.querySelector(".webextension-popup-browser"));
			const { width, height } = panel.getBoundingClientRect();
			const bitmap = await panel.browsingContext.currentWindowGlobal.drawSnapshot(
				new DOMRect(0, 0, width, height), 1, "white");
			const canvas = document.createElementNS("http://www.w3.org/1999/xhtml", "canvas");
			Object.assign(canvas, { width: bitmap.width, height: bitmap.height });
			/** @type {any} */ (canvas).getContext("2d").drawImage(bitmap, 0, 0);
			return /** @type {any} */ (canvas).toDataURL("image/png");
		});
		writeFileSync(path, Buffer.from(url.slice(url.indexOf(",") + 1), "base64"));
	}
}

export class Firefox {
	name = "firefox";
	family = "firefox";
	#process;

	/** @param {Marionette} wire @param {import("node:child_process").ChildProcess} process @param {number} port */
	constructor(wire, process, port) {
		this.wire = wire;
		this.#process = process;
		this.ports = [port];
	}

	/** @param {string} home its HOME @param {{headless?: boolean}} [options] */
	static async launch(home, { headless = true } = {}) {
		const profile = join(home, "profile");
		mkdirSync(profile, { recursive: true });
		const prefs = {
			"marionette.port": 0, "extensions.webextensions.uuids": JSON.stringify({ [ID]: UUID }),
			"browser.shell.checkDefaultBrowser": false, "datareporting.policy.dataSubmissionEnabled": false,
				"app.update.enabled": false,
			"browser.aboutwelcome.enabled": false, "browser.startup.page": 0, "ui.popup.disable_autohide": true,
			// It asks for nobody by name, so that nothing but the trial is on the wire.
			"network.dns.disabled": true, "extensions.getAddons.cache.enabled": false,
				"network.captive-portal-service.enabled": false, "network.connectivity-service.enabled": false,
			// No process is started for a page that nobody opens.
			"dom.ipc.processPrelaunch.enabled": false,
			// What nobody looks at need not be drawn sixty times a second: a quarter of what a trial costs.
			"layout.frame_rate": 10, "browser.newtabpage.enabled": false,
			// A key that comes before a page was drawn three times is thrown away; a person is slower than that.
			"dom.input_events.security.minNumTicks": 0, "dom.input_events.security.minTimeElapsedInMS": 0,
		};
		writeFileSync(join(profile, "user.js"),
			Object.entries(prefs).map(
			([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});\n`).join(""));
		const child = spawn("firefox-esr",
			[...(headless ? ["--headless"] : []), "--marionette", "--remote-allow-system-access", "--no-remote",
			"--profile", profile],
			{ env: { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, ".config"),
				XDG_DATA_HOME: join(home, "data"), XDG_STATE_HOME: join(home, "state") }, stdio: "ignore" });
		process.on("exit", () => child.kill("SIGKILL"));
		const file = join(profile, "MarionetteActivePort");
		for (const give = Date.now() + PATIENCE; !(existsSync(file)
			&& readFileSync(file, "utf8").trim()); await sleep(100))
			if (child.exitCode !== null || Date.now() > give)
				throw new Error("Firefox does not start");
		const port = Number(readFileSync(file, "utf8"));
		const wire = await Marionette.connect(port);
		await wire.command("WebDriver:NewSession", { capabilities: {} });
		await wire.command("WebDriver:SetTimeouts", { script: PATIENCE, pageLoad: PATIENCE, implicit: 0 });
		await wire.command("WebDriver:SetWindowRect", { width: 1100, height: 985 });
		await wire.command("Addon:Install", { path: extension, temporary: true });
		return new Firefox(wire, child, port);
	}

	/** Run a function in the browser's own window. @param {any} what @param {any[]} args */
	chrome(what, ...args) {
		return this.wire.together(async () => {
			await this.wire.command("Marionette:SetContext", { value: "chrome" });
			try {
				return answer(await this.wire.command("WebDriver:ExecuteAsyncScript",
					{ args: [], sandbox: "system", newSandbox: true, script: asking(what, args) }));
			} finally {
				await this.wire.command("Marionette:SetContext", { value: "content" });
			}
		});
	}

	/** @param {string} path */
	url(path) {
		return `moz-extension://${UUID}/${path}`;
	}

	/** @param {string} url */
	async open(url) {
		const { handle } = await this.wire.together(
			() => this.wire.command("WebDriver:NewWindow", { type: "tab", focus: true }));
		const page = new Page(this, handle);
		await page.front();
		await page.goto(url);
		return page;
	}

	/** The tab that the extension opens when it is installed. */
	async first() {
		for (const give = Date.now() + PATIENCE; Date.now() < give; await sleep(100)) {
			const handles = await this.wire.command("WebDriver:GetWindowHandles");
			for (const handle of handles) {
				const page = new Page(this, handle);
				// A tab that is on its way to another page has none.
				if (String(await page.evaluate(() => location.href).catch(() => "")).endsWith("/pages/welcome.html")) {
					await page.front();
					return page;
				}
			}
		}
		throw new Error("no welcome was opened");
	}

	/** @param {Page} tab */
	async action(tab) {
		await tab.front();
		await this.chrome(async (/** @type {string} */ id) => {
			// The last one's page goes some time after its panel.
			document.querySelector(".webextension-popup-browser")?.closest("panel")?.hidePopup();
			while (document.querySelector(".webextension-popup-browser"))
				await new Promise((resolve) => setTimeout(resolve, 50));
			const { ExtensionParent } = ChromeUtils.importESModule("resource://gre/modules/ExtensionParent.sys.mjs");
			const { extension } = WebExtensionPolicy.getByID(id);
			await ExtensionParent.apiManager.global.browserActionFor(extension).triggerAction(window);
			// Loaded in a panel that nobody sees, it is then moved to its own: keys that come before are nobody's.
			const shown = () => /** @type {any} */ (document.querySelector(
				".webextension-popup-browser:not(.webextension-preload-browser)"))?.closest("panel")?.state === "open";
			while (!shown())
				await new Promise((resolve) => setTimeout(resolve, 50));
		}, ID);
		const popup = new Popup(this);
		// Nor does a page get any that has drawn nothing yet.
		await until(popup, () => performance.getEntriesByName("first-contentful-paint").length > 0);
		return popup;
	}

	/** @param {"light" | "dark"} scheme @param {Page | Popup} page */
	async scheme(scheme, page) {
		// The popup takes its colours from the toolbar, pages from the setting.
		if (page instanceof Popup)
			await this.chrome((/** @type {string} */ value) => {
				/** @type {any} */ (document.querySelector(
					".webextension-popup-browser")).browsingContext.top.prefersColorSchemeOverride = value;
			}, scheme);
		await this.chrome((/** @type {number} */ value) =>
			Services.prefs.setIntPref("layout.css.prefers-color-scheme.content-override", value),
			scheme === "dark" ? 0 : 1);
	}

	async close() {
		const ended = new Promise((resolve) => this.#process.on("exit", resolve));
		await Promise.race([this.wire.command("Marionette:Quit", { flags: ["eForceQuit"] }).catch(() => {}), ended]);
		const timer = setTimeout(() => this.#process.kill("SIGKILL"), 15_000);
		await ended;
		clearTimeout(timer);
		this.wire.close();
	}
}
