// played.mjs: the pages' own code with the real lenscap-host and no browser: what the background
// does is done here, dialogs are answered, and a page is what its templates come to.
import { File } from "node:buffer";
import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ID } from "./browser.mjs";
import { cheap } from "./cheap.mjs";

/** What is answered to dialogs: the data-testid of the button; first, and once each, what is next. */
export const dialogs = { answer: "dialog-yes", next: /** @type {string[]} */ ([]),
	asked: /** @type {string[]} */ ([]) };

/** How often all checks were forgotten, and the cases that are due counted. */
export const forgot = { checks: 0, counted: 0 };

/** An element that is there, and of which nothing is read. @param {string} tag */
function element(tag) {
	/** @type {any} */ let shown;
	/** @type {() => void} */ let closed = () => {};
	return {
		tag, dataset: {}, classList: { toggle: () => {} }, setAttribute: () => {}, focus: () => {}, select: () => {},
		append: () => {}, remove: () => {}, textContent: "",
		// What lit-html keeps of a place where it has drawn already.
		"_$litPart$": { _$AI: (/** @type {any} */ template) => { shown = template; } },
		addEventListener: (/** @type {string} */ _type, /** @type {() => void} */ call) => { closed = call; },
		showModal: () => setTimeout(async () => {
			const { listener, rendered } = await import("./rendered.mjs");
			dialogs.asked.push(rendered(shown));
			listener(shown, dialogs.next.shift() ?? dialogs.answer)();
		}, 0),
		close: () => closed(),
	};
}

/** @type {Record<string, any>} */
const stored = {};
const area = {
	get: async (/** @type {string} */ key) => ({ [key]: stored[key] }),
	set: async (/** @type {any} */ values) => Object.assign(stored, structuredClone(values)),
	remove: async (/** @type {string | string[]} */ keys) => [keys].flat().forEach((key) => delete stored[key]),
	clear: async () => { Object.keys(stored).forEach((key) => delete stored[key]); },
};

/** The messages of a native port, over a process. @param {string} program @param {string[]} args @param {any} env */
function nativePort(program, args, env) {
	const child = spawn(program, args, { env: { ...env, ...cheap }, stdio: ["pipe", "pipe", "ignore"] });
	/** @type {((message: any) => void)[]} */ const listeners = [];
	let left = Buffer.alloc(0);
	child.stdout.on("data", (data) => {
		left = Buffer.concat([left, data]);
		while (left.length >= 4 && left.length >= 4 + left.readUInt32LE(0)) {
			const size = left.readUInt32LE(0);
			const message = JSON.parse(left.subarray(4, 4 + size).toString());
			left = left.subarray(4 + size);
			for (const call of listeners)
				call(message);
		}
	});
	return {
		postMessage: (/** @type {object} */ message) => {
			const body = Buffer.from(JSON.stringify(message));
			const head = Buffer.alloc(4);
			head.writeUInt32LE(body.length);
			child.stdin.write(Buffer.concat([head, body]));
		},
		onMessage: { addListener: (/** @type {any} */ call) => listeners.push(call) },
		onDisconnect: { addListener: (/** @type {any} */ call) => child.on("exit", () => call()) },
		disconnect: () => child.stdin.end(),
	};
}

/** A page's port to a background. @param {(request: any) => Promise<any>} answer what that says of a request */
function pagePort(answer) {
	/** @type {((message: any) => void)[]} */ const listeners = [];
	return {
		postMessage: async (/** @type {any} */ request) => {
			const reply = await answer(request);
			for (const call of listeners)
				call(reply);
		},
		onMessage: { addListener: (/** @type {any} */ call) => listeners.push(call) },
		onDisconnect: { addListener: () => {} },
	};
}

/**
 * A browser without one: its background speaks to a host of its own, in a home of its own.
 * @param {string} build where lenscap-host is
 */
export async function play(build) {
	const home = mkdtempSync(join(tmpdir(), "lenscap-played-"));
	mkdirSync(join(home, ".config"), { recursive: true });
	mkdirSync(join(home, "Documents"));
	writeFileSync(join(home, ".config/user-dirs.dirs"), 'XDG_DOCUMENTS_DIR="$HOME/Documents"\n');
	const env = { ...process.env, HOME: home, XDG_CONFIG_HOME: join(home, ".config"),
		XDG_DATA_HOME: join(home, "data"), XDG_STATE_HOME: join(home, "state") };
	/** @type {any} */ let answer;
	Object.assign(globalThis, {
		File, // Debian 12's node has it, but not among its globals
		document: { createTreeWalker: () => ({}), createComment: () => ({}), addEventListener: () => {},
			querySelector: () => null, getElementById: () => element("p"), createElement: element,
			body: element("body"), documentElement: {} },
		browser: { runtime: { getURL: (/** @type {string} */ path) => `chrome-extension://${ID}/${path}`,
			getManifest: () => ({ version: "0" }),
			connect: () => pagePort((request) => answer(request)) }, storage: { local: area, session: area },
			i18n: { getUILanguage: () => "en" } },
	});
	const { Host } = await import("../../extension/background/host.js");
	const messages = await import("../../extension/background/messages.js");
	const { lockAsSet } = await import("../../extension/background/policy.js");
	const host = new Host(() => ({
		port: /** @type {any} */ (nativePort(join(build, "lenscap-host"),
			["--home", join(home, "ledger"), `chrome-extension://${ID}/`], env)),
		lastError: () => "",
	}), { name: "extension", version: "0", language: () => "en" });
	host.onOpened(() => lockAsSet(host));
	const table = messages.messageTable(host, /** @type {any} */ ({ forgetAll: async () => { forgot.checks++; } }),
		{ languageChanged: async () => {}, showDue: async () => { forgot.counted++; } });
	answer = (/** @type {any} */ request) => messages.answer(table, request);
	return {
		home,
		end: async () => {
			host.disconnect();
			await new Promise((resolve) => setTimeout(resolve, 300));
			rmSync(home, { recursive: true, force: true });
		},
	};
}

/** Until something holds, which is asked again and again. @param {() => any} holds @param {string} what */
export async function until(holds, what) {
	for (let tries = 0; tries < 2000; tries++) {
		if (holds())
			return;
		await new Promise((resolve) => setTimeout(resolve, 10));
	}
	throw new Error(`waited in vain: ${what}`);
}
