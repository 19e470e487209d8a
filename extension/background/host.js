// host.js: the one owner of the native port to lenscap-host.
// JSON-RPC 2.0: requests are matched by an integer id and end in a reply, an
// error, a time-out or a lost connection, never in silence.
import { Failure } from "../shared/failure.js";

export const PROTOCOL = /** @type {const} */ ([1, 1]);

/** How long a method may take, in milliseconds; all others: PATIENCE. */
const slow = new Map([
	["session.hello", 10_000],
	["ledger.create", 90_000],
	["ledger.unlock", 90_000],
	["ledger.backup", 300_000],
	["ledger.restore", 300_000],
	["key.add", 90_000],
	["key.change", 90_000],
	["pack.show", 120_000],
	["pack.import", 120_000],
	["photo.end", 90_000],
	["photo.keep", 300_000],
	["picture.clean", 120_000],
	["letter.draft", 120_000],
	["letter.save", 300_000],
	["case.import", 90_000],
	["case.answer", 300_000],
	["exposure.recheck", 900_000],
	["exposure.audit", 900_000],
	["watch.run", 900_000],
	["report.make", 300_000],
]);
const PATIENCE = 30_000;

/** What opens a ledger. @type {readonly string[]} */
const OPENING = ["ledger.unlock", "ledger.create", "ledger.restore"];

/** Pause before the next start, after 1, 2, 3 ... starts that failed. */
const pauses = [0, 250, 1000, 4000];

/** @typedef {{resolve: (value: any) => void, reject: (error: Failure) => void, timer: any}} Waiting */
/** @typedef {{postMessage(message: object): void, disconnect(): void,
 *   onMessage: {addListener(call: (message: any) => void): void},
 *   onDisconnect: {addListener(call: (port: any) => void): void}}} Port */
/** @typedef {import("../shared/answers.js").Hello} Hello */
/** @typedef {import("../shared/whose.js").Whose} Whose */

/**
 * What the browser says when the port closes, as one of our codes.
 * @param {string} words @param {boolean} greeted whether the host had answered
 */
export function portFailure(words, greeted) {
	if (/forbidden/i.test(words))
		return new Failure("host_forbidden", words);
	// Firefox has the same words for a missing and for a forbidding manifest.
	if (/not found|no such native application/i.test(words))
		return new Failure("host_missing", words);
	if (/communicating|exceeds the limit|invalid json/i.test(words))
		return new Failure("host_garbled", words);
	return new Failure(greeted ? "host_died" : "host_refused", words || "the port closed");
}

/**
 * Whether a host speaks a protocol that we do not; null if we understand each other.
 * @param {Partial<Hello> | null} hello
 */
function versionFailure(hello) {
	const protocol = hello?.protocol;
	const [lowest, highest] = PROTOCOL;
	// A host that names none is older than the number.
	if (typeof protocol !== "number" || protocol < lowest)
		return new Failure("version_host", `protocol ${protocol}, wanted ${lowest}`);
	return protocol > highest ? new Failure("version_extension", `protocol ${protocol}, known ${highest}`) : null;
}

/**
 * Whether it is the ledger that was asked for, and still is: a host that knows of no persons has the user's own.
 * @param {Hello} hello @param {Whose} asked @param {Whose} now
 */
function whoseFailure(hello, asked, now) {
	/** @param {Whose} chosen */
	const differs = ({ person = "", temporary = false }) =>
		person !== (hello.person ?? "") || temporary !== (hello.temporary ?? false);
	if (differs(asked))
		return new Failure("version_host", "another ledger was asked for");
	return differs(now) ? new Failure("restarted", "another ledger was chosen") : null;
}

export class Host {
	/** @type {Port | null} */ #port = null;
	/** @type {Promise<Hello> | null} */ #greeting = null;
	/** @type {Map<number, Waiting>} */ #waiting = new Map();
	/** @type {Set<(method: string, params: any) => void>} */ #listeners = new Set();
	/** @type {Set<(failure: Failure) => void>} */ #lossListeners = new Set();
	/** @type {() => Promise<unknown>} */ #opened = async () => undefined;
	#id = 0;
	#greeted = false; // the host answered since it was started
	#failures = 0;
	#notBefore = 0;
	#connect;
	#client;
	#whose;

	/**
	 * @param {() => {port: Port, lastError: (port: any) => string}} connect opens a port
	 * @param {{name: string, version: string, language: () => string}} client
	 * @param {(starting: boolean) => Promise<Whose>} whose ledger it is to be, asked before a host is started and
	 *   once it has answered
	 */
	constructor(connect, client, whose = async () => ({})) {
		this.#connect = connect;
		this.#client = client;
		this.#whose = whose;
	}

	/** Whether a host is running for us now. */
	get running() {
		return this.#port !== null;
	}

	/** @param {(method: string, params: any) => void} listener gets notifications */
	onNotification(listener) {
		this.#listeners.add(listener);
	}

	/** @param {(failure: Failure) => void} listener is told when a host is lost */
	onLoss(listener) {
		this.#lossListeners.add(listener);
	}

	/** @param {() => Promise<unknown>} act is done when a ledger was opened, before whoever opened it is told */
	onOpened(act) {
		this.#opened = act;
	}

	/** Connect if need be and return what the host said of itself. */
	hello() {
		this.#greeting ??= this.#greet().catch((error) => {
			this.#greeting = null;
			throw error;
		});
		return this.#greeting;
	}

	/**
	 * Ask the host.  Rejects with a Failure.
	 * @template {import("../shared/answers.js").Method} M
	 * @param {M} method @param {import("../shared/answers.js").Args<M>} args
	 * @returns {Promise<import("../shared/answers.js").Result<M>>}
	 */
	async request(method, ...args) {
		await this.hello();
		const answer = await this.#ask(method, args[0] ?? {});
		// The answer may hold a recovery key, which is shown once: no failure may keep it back.
		if (OPENING.includes(method))
			await this.#opened().catch(() => {});
		return answer;
	}

	/** End the host politely: it exits when its input ends. */
	disconnect() {
		const port = this.#port;
		// A greeting that has no port yet goes on, and asks whose ledger it is when it has one.
		if (!port)
			return;
		this.#lost(new Failure("host_died", "closed by the extension"), false);
		port.disconnect();
	}

	async #greet() {
		const wait = this.#notBefore - Date.now();
		if (wait > 0)
			await new Promise((resolve) => setTimeout(resolve, wait));
		const asked = await this.#whose(true);
		this.#open();
		let hello;
		try {
			hello = await this.#ask("session.hello", {
				protocol: PROTOCOL,
				features: ["job.progress"],
				...(asked.person ? { person: asked.person } : {}),
				...(asked.temporary ? { temporary: true } : {}),
				client: { name: this.#client.name, version: this.#client.version,
					language: this.#client.language() },
			});
		} catch (error) {
			// Where nothing was started there is nothing to spare.
			if (!["host_missing", "host_forbidden"].includes(/** @type {Failure} */ (error).code))
				this.#count();
			const port = this.#port;
			this.#port = null;
			port?.disconnect();
			throw error;
		}
		const misfit = versionFailure(hello) ?? whoseFailure(hello, asked, await this.#whose(false));
		if (misfit) {
			this.disconnect();
			throw misfit;
		}
		this.#failures = 0;
		this.#notBefore = 0;
		return /** @type {Hello} */ (hello);
	}

	#open() {
		const { port, lastError } = this.#connect();
		this.#port = port;
		port.onMessage.addListener((message) => this.#port === port && this.#receive(message));
		port.onDisconnect.addListener((ended) => {
			const words = lastError(ended ?? port);
			if (this.#port !== port)
				return;
			if (this.#greeted)
				this.#count();
			this.#lost(portFailure(words, this.#greeted), this.#greeted);
		});
		this.#greeted = false;
	}

	#count() {
		this.#failures++;
		const pause = pauses[Math.min(this.#failures, pauses.length - 1)] ?? 0;
		this.#notBefore = Date.now() + pause;
	}

	/** @param {Failure} failure @param {boolean} tell */
	#lost(failure, tell) {
		this.#port = null;
		this.#greeting = null;
		const waiting = [...this.#waiting.values()];
		this.#waiting.clear();
		for (const { reject, timer } of waiting) {
			clearTimeout(timer);
			reject(failure);
		}
		if (tell)
			for (const listener of this.#lossListeners)
				listener(failure);
	}

	/** @param {string} method @param {object} params @returns {Promise<any>} */
	#ask(method, params) {
		const port = this.#port;
		if (!port)
			return Promise.reject(new Failure("host_died", "no connection"));
		const id = ++this.#id;
		return new Promise((resolve, reject) => {
			const timer = setTimeout(() => {
				this.#waiting.delete(id);
				reject(new Failure("host_slow", `${method} took too long`));
			}, slow.get(method) ?? PATIENCE);
			this.#waiting.set(id, { resolve, reject, timer });
			try {
				port.postMessage({ jsonrpc: "2.0", id, method, params });
			} catch (error) {
				clearTimeout(timer);
				this.#waiting.delete(id);
				reject(new Failure("too_big", String(error)));
			}
		});
	}

	/** @param {any} message */
	#receive(message) {
		if (!message || typeof message !== "object")
			return;
		if (typeof message.method === "string" && message.id === undefined) {
			for (const listener of this.#listeners)
				listener(message.method, message.params ?? {});
			return;
		}
		const waiting = this.#waiting.get(message.id);
		if (!waiting)
			return;
		this.#waiting.delete(message.id);
		clearTimeout(waiting.timer);
		this.#greeted = true;
		if (message.error)
			waiting.reject(hostError(message.error));
		else
			waiting.resolve(message.result);
	}
}

/** @param {any} error a JSON-RPC error object */
function hostError(error) {
	const code = error.code === -32601 ? "unsupported" : error.data?.code;
	return new Failure(typeof code === "string" ? code : "internal",
		String(error.message ?? ""), String(error.data?.remedy ?? ""));
}
