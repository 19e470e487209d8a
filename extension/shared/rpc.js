// rpc.js: how our pages speak to the background, and through it to the host.
import { ext } from "./ext.js";
import { Failure, revive } from "./failure.js";

/** @typedef {import("./answers.js").Method} Method */
/** @typedef {(name: string, data: any) => void} Listener */
/** @typedef {(name: string, params: any) => Promise<any>} Player */

const AGAIN = 300; // ms until a background that was ended is called again

export class Background {
	/** @type {browser.runtime.Port | null} */ #port = null;
	/** @type {Map<number, {resolve: (value: any) => void, reject: (error: Failure) => void}>} */
	#waiting = new Map();
	/** @type {Set<Listener>} */ #listeners = new Set();
	#id = 0;
	/** Whoever answers in the background's place. @type {Player | null} */ #player = null;

	/** Ask somebody else from now on, and never the background. @param {Player} answer */
	play(answer) {
		this.#player = answer;
	}

	/** Whether what is asked is answered by a player: nothing is so, and nothing may be kept. */
	get isPlayed() {
		return this.#player !== null;
	}

	/** @param {Listener} listener gets events: "check", "host", "ledger" */
	listen(listener) {
		this.#listeners.add(listener);
		if (!this.#player)
			this.#open();
		return () => this.#listeners.delete(listener);
	}

	/**
	 * Ask the background for one of the messages of background/messages.js.
	 * @param {string} name @param {object} [params] @returns {Promise<any>}
	 */
	ask(name, params = {}) {
		if (this.#player)
			return this.#player(name, params);
		const id = ++this.#id;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject });
			this.#open().postMessage({ id, name, params });
		});
	}

	#open() {
		if (this.#port)
			return this.#port;
		const port = ext.runtime.connect({ name: "page" });
		this.#port = port;
		port.onMessage.addListener((message) => this.#receive(/** @type {any} */ (message)));
		port.onDisconnect.addListener(() => this.#port === port && this.#restarted());
		return port;
	}

	/** The background is gone, and with it whatever was asked of it. */
	#restarted() {
		this.#port = null;
		const waiting = [...this.#waiting.values()];
		this.#waiting.clear();
		for (const { reject } of waiting)
			reject(new Failure("restarted", "the extension was restarted"));
		// A service worker that was ended comes back when it is called.
		if (this.#listeners.size)
			setTimeout(() => this.#open(), AGAIN);
	}

	/** @param {{id?: number, event?: string, data?: any, result?: any, error?: any}} message */
	#receive(message) {
		if (message.event) {
			for (const listener of this.#listeners)
				listener(message.event, message.data);
			return;
		}
		const waiting = this.#waiting.get(message.id ?? -1);
		this.#waiting.delete(message.id ?? -1);
		if (message.error)
			waiting?.reject(revive(message.error));
		else
			waiting?.resolve(message.result);
	}
}

/** The background, for every page. */
export const background = new Background();

/** Called when the host answers that the ledger is locked. @type {() => void} */
let locked = () => {};
/** What a page does when it learns, whatever it asked for, that the ledger is locked. @param {() => void} act */
export const whenLocked = (act) => { locked = act; };

/**
 * Ask the host: host("photo.list", {offset: 0, limit: 100}).
 * @template {Method} M
 * @param {M} method @param {import("./answers.js").Args<M>} args
 * @returns {Promise<import("./answers.js").Result<M>>}
 */
export async function host(method, ...args) {
	try {
		return await background.ask("host.request", { method, params: args[0] ?? {} });
	} catch (error) {
		// To ask whether it can be opened is no news.
		if (error instanceof Failure && error.code === "locked" && method !== "ledger.unlock")
			locked();
		throw error;
	}
}

/** The same, for what works in the background too. @type {import("./answers.js").Asker} */
export const asker = { request: host, hello: () => background.ask("host.hello") };
