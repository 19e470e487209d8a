// thumbnails.js: small pictures of the user's photos, asked for as they are shown.
import { host } from "./rpc.js";

const AT_ONCE = 20; // in one photo.thumbnail

export class Thumbnails {
	/** @type {Map<number, string>} */ #addresses = new Map();
	/** @type {Set<number>} */ #asked = new Set();
	#stopped = false;
	#redraw;

	/** @param {() => void} redraw called when some have come */
	constructor(redraw) {
		this.#redraw = redraw;
	}

	/** The data: URL of a photo's small picture, "" if there is none (yet). @param {number} id */
	of(id) {
		return this.#addresses.get(id) ?? "";
	}

	/** Fetch those that were not asked for. @param {readonly number[]} ids of photos */
	async load(ids) {
		const missing = [...new Set(ids)].filter((id) => !this.#asked.has(id));
		for (const id of missing)
			this.#asked.add(id);
		for (let at = 0; at < missing.length && !this.#stopped; at += AT_ONCE) {
			const { thumbnails } = await host("photo.thumbnail", { ids: missing.slice(at, at + AT_ONCE) })
				.catch(() => ({ thumbnails: [] }));
			for (const { id, type, data } of thumbnails)
				this.#addresses.set(id, `data:${type};base64,${data}`);
			this.#redraw();
		}
	}

	/** Nobody looks any more. */
	stop() {
		this.#stopped = true;
	}
}
