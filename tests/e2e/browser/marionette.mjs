// marionette.mjs: the protocol by which Firefox is driven: length:JSON over TCP.
import { connect } from "node:net";

export class Marionette {
	#socket;
	#buffer = Buffer.alloc(0);
	#id = 0;
	/** @type {Map<number, {resolve: (value: any) => void, reject: (error: Error) => void}>} */
	#waiting = new Map();
	/** @type {Promise<unknown>} */
	#turn = Promise.resolve();
	/** The window that commands are for, where that is known. */
	at = "";

	/** @param {number} port @returns {Promise<Marionette>} */
	static connect(port) {
		return new Promise((resolve, reject) => {
			const socket = connect(port, "127.0.0.1");
			socket.on("error", reject);
			socket.once("data", (/** @type {Buffer} */ data) => {
				const self = new Marionette(socket);
				self.#read(data, true);
				resolve(self);
			});
		});
	}

	/** @param {import("node:net").Socket} socket */
	constructor(socket) {
		this.#socket = socket;
		socket.on("data", (/** @type {Buffer} */ data) => this.#read(data, false));
		socket.on("close", () => {
			for (const { reject } of this.#waiting.values())
				reject(new Error("Firefox has gone"));
		});
	}

	/** @param {Buffer} data @param {boolean} greeting */
	#read(data, greeting) {
		this.#buffer = Buffer.concat([this.#buffer, data]);
		for (;;) {
			const colon = this.#buffer.indexOf(":");
			const size = Number(this.#buffer.subarray(0, colon));
			if (colon < 0 || this.#buffer.length < colon + 1 + size)
				return;
			const message = JSON.parse(this.#buffer.subarray(colon + 1, colon + 1 + size).toString());
			this.#buffer = this.#buffer.subarray(colon + 1 + size);
			if (greeting) {
				greeting = false;
				continue;
			}
			const [, id, error, value] = message;
			const waiting = this.#waiting.get(id);
			this.#waiting.delete(id);
			if (error)
				waiting?.reject(new Error(`${error.error}: ${error.message}`));
			else
				waiting?.resolve(value !== null && typeof value === "object" && "value" in value ? value.value : value);
		}
	}

	/** @param {string} name @param {object} [parameters] @returns {Promise<any>} */
	command(name, parameters = {}) {
		const id = ++this.#id;
		return new Promise((resolve, reject) => {
			this.#waiting.set(id, { resolve, reject });
			const body = Buffer.from(JSON.stringify([0, id, name, parameters]));
			this.#socket.write(Buffer.concat([Buffer.from(`${body.length}:`), body]));
		});
	}

	/**
	 * Commands that belong together, with nobody else's between them.
	 * @template T @param {() => Promise<T>} run @returns {Promise<T>}
	 */
	together(run) {
		const result = this.#turn.then(run);
		this.#turn = result.catch(() => {});
		return result;
	}

	close() {
		this.#socket.destroy();
	}
}
