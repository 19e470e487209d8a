// checks.js: the check of a page, from the click to the last result.
// A check belongs to the background and outlives the popup that began it.
import { ext } from "../shared/ext.js";
import { Failure, plain } from "../shared/failure.js";
import { addThumbnails, base64Of, capture, cut } from "./screenshot.js";

/** @typedef {import("../shared/failure.js").PlainFailure} PlainFailure */
/** @typedef {{photo: number, source: string, distance: number, confidence: string, how: string[]}} Match */
/** @typedef {{id: number, url: string, local: string, kind: string, alt: string,
 *   rect: {x: number, y: number, width: number, height: number} | null,
 *   width: number, height: number, thumbnail?: string, upload?: string,
 *   status?: string, matches?: Match[], public?: {status: number, bytes: number, why: string},
 *   findings?: any[], format?: string, error?: {code: string, message: string},
 *   kept?: string, photo?: number, job?: string, shot?: boolean, hidden?: boolean}} Picture */
/** @typedef {{key: string, tab: number, method: string, url: string, title: string,
 *   state: "collecting" | "running" | "recovering" | "finished" | "cancelled" | "failed",
 *   error: PlainFailure | null, notice: string, done: number, total: number,
 *   job: string, images: Picture[], keep: boolean, attempts: number}} Check */

const PIECE = 393_216; // bytes of a picture in one photo.chunk, before base64
const ATTEMPTS = 3; // a check is taken up again this often after the host was lost
/** What an answer to page.check may say of a picture, and we pass on. */
const members = /** @type {const} */ (["status", "matches", "public", "findings", "format", "width", "height", "error"]);

/** @param {Check} check whose host is gone */
function dropJobs(check) {
	check.job = "";
	for (const image of check.images) {
		delete image.job;
		delete image.upload;
	}
}

export class Checks {
	/** @type {Map<string, Check>} */ #checks = new Map();
	/** @type {Map<string, any[]>} */ #early = new Map();
	/** @type {Map<string, (check: Check) => void>} */ #ends = new Map();
	#menus = 0;
	#host;
	#publish;

	/**
	 * @param {import("./host.js").Host} host
	 * @param {(event: string, data: object) => void} publish tells the open pages
	 */
	constructor(host, publish) {
		this.#host = host;
		this.#publish = publish;
		host.onNotification((method, params) => method === "job.progress" && this.#progress(params));
		host.onLoss(() => this.#lost());
	}

	/** Whether any check is under way. */
	get busy() {
		return [...this.#checks.values()].some((check) => ["collecting", "running", "recovering"].includes(check.state));
	}

	/** @param {string} key @returns {Promise<Check | null>} */
	async get(key) {
		const here = this.#checks.get(key);
		if (here)
			return here;
		const name = `check:${key}`;
		const stored = /** @type {Check | undefined} */ ((await ext.storage.session.get(name))[name]);
		if (stored)
			dropJobs(stored);
		return stored ?? null;
	}

	/** Check the page of a tab.  @param {number} tab */
	async start(tab) {
		const check = this.#new(`tab:${tab}`, tab, "page.check");
		this.#run(check, async () => {
			const page = await this.#collect(tab);
			Object.assign(check, { url: page.url, title: page.title, images: page.images, total: page.images.length });
			this.#tell(check, check.images);
			await addThumbnails(tab, page.window, check.images).catch(() => {});
			this.#tell(check, check.images);
		});
		return check;
	}

	/**
	 * One picture of a page, from the context menu.
	 * @param {number} tab @param {string} url @param {string} page
	 * @param {boolean} keep whether the user said that it is their photo
	 */
	async startOne(tab, url, page, keep) {
		const check = this.#new(`menu:${++this.#menus}`, tab, keep ? "page.check" : "page.find");
		Object.assign(check, { url: page, title: "", total: 1, keep });
		const local = /^(data|blob):/.exec(url)?.[1] ?? "";
		this.#run(check, async () => {
			/** @type {Picture} */
			let image = { id: 0, url, local: "", kind: "menu", alt: "", rect: null, width: 0, height: 0 };
			if (local) {
				const found = await this.#collect(tab);
				const id = await this.#inPage(tab, (wanted) =>
					/** @type {any} */ (globalThis).lenscapPictures.idOf(wanted), url);
				image = found.images.find((/** @type {Picture} */ entry) => entry.id === id) ?? image;
			}
			check.images = [image];
		});
		return check;
	}

	/** @param {string} key @param {number} tab @param {string} method @returns {Check} */
	#new(key, tab, method) {
		const old = this.#checks.get(key);
		if (old?.job && old.state === "running")
			this.#host.request("job.cancel", { job: old.job }).catch(() => {});
		/** @type {Check} */
		const check = { key, tab, method, url: "", title: "", state: "collecting", error: null, notice: "",
			done: 0, total: 0, job: "", images: [], keep: false, attempts: 0 };
		this.#checks.set(key, check);
		return check;
	}

	/** @param {Check} check @param {() => Promise<void>} prepare */
	async #run(check, prepare) {
		try {
			this.#tell(check);
			await prepare();
			await this.#submit(check, check.images);
		} catch (error) {
			this.#fail(check, error);
		}
	}

	/** @param {number} tab @returns {Promise<any>} what collect.js found */
	async #collect(tab) {
		try {
			const [frame] = await ext.scripting.executeScript({ target: { tabId: tab }, files: ["content/collect.js"] });
			if (frame?.result)
				return frame.result;
		} catch (error) {
			throw new Failure("page_forbidden", String(error));
		}
		throw new Failure("page_forbidden");
	}

	/** @param {number} tab @param {(...args: any[]) => any} func @param {...any} args @returns {Promise<any>} */
	async #inPage(tab, func, ...args) {
		const [frame] = await ext.scripting.executeScript({ target: { tabId: tab }, func, args });
		return frame?.result;
	}

	/** Bring a picture without a public address to the host. @param {Check} check @param {Picture} image */
	async #uploadLocal(check, image) {
		/** @param {number} index @returns {Promise<{bytes: number, data: string} | null>} */
		const piece = (index) => this.#inPage(check.tab, (id, at) =>
			/** @type {any} */ (globalThis).lenscapPictures?.piece(id, at), image.id, index);
		const first = await piece(0);
		if (!first || first.bytes === 0)
			return;
		const { upload } = await this.#host.request("photo.begin", { purpose: "check", name: image.local, bytes: first.bytes });
		for (let index = 0; index * PIECE < first.bytes; index++) {
			const { data } = index ? await piece(index) ?? first : first;
			await this.#host.request("photo.chunk", { upload, index, data });
		}
		const end = await this.#host.request("photo.end", { upload });
		if (end.outcome === "ready")
			image.upload = upload;
		else
			image.error = end.error;
	}

	/** @param {Blob} blob @returns {Promise<string>} the upload's id */
	async #uploadBlob(blob) {
		const { upload } = await this.#host.request("photo.begin", { purpose: "check", name: "screenshot.png", bytes: blob.size });
		for (let index = 0; index * PIECE < blob.size; index++) {
			const data = await base64Of(blob.slice(index * PIECE, (index + 1) * PIECE));
			await this.#host.request("photo.chunk", { upload, index, data });
		}
		const end = await this.#host.request("photo.end", { upload });
		if (end.outcome !== "ready")
			throw new Failure(end.error?.code ?? "internal", end.error?.message ?? "");
		return upload;
	}

	/**
	 * Give pictures to the host.  Those that it cannot get are answered here.
	 * @param {Check} check @param {Picture[]} images @param {string} [method]
	 */
	async #submit(check, images, method = check.method) {
		await this.#host.hello();
		for (const image of images)
			if (image.local && !image.upload)
				await this.#uploadLocal(check, image).catch((error) => {
					if (plain(error).code !== "bad_params" && plain(error).code !== "too_big")
						throw error;
				});
		const ready = images.filter((image) => image.url || image.upload);
		for (const image of images)
			if (!ready.includes(image))
				image.status = "unreadable";
		if (check.state === "cancelled")
			return;
		if (ready.length === 0) {
			this.#finish(check);
			return;
		}
		const { job } = await this.#host.request(method, {
			url: check.url, title: check.title, record: true,
			images: ready.map(({ id, url, upload, kind, width, height, alt }) => upload
				// An address beside an upload is where it is from; it is not asked.
				? { id, upload, url: url || check.url, kind, width, height, alt } : { id, url, kind, width, height, alt }),
		});
		check.job = job;
		for (const image of ready)
			image.job = job;
		check.state = "running";
		this.#tell(check);
		for (const params of this.#early.get(job) ?? [])
			this.#progress(params);
		this.#early.delete(job);
	}

	/** @param {any} params of job.progress */
	#progress(params) {
		const check = [...this.#checks.values()].find((entry) => entry.job === params.job);
		if (!check) {
			// An answer may overtake the reply that names its job.
			this.#early.set(params.job, [...(this.#early.get(params.job) ?? []), params].slice(-1000));
			return;
		}
		if (check.state === "cancelled")
			return;
		const changed = [];
		for (const result of params.results ?? []) {
			const image = check.images.find((entry) => entry.id === result.id);
			if (!image)
				continue;
			for (const member of members)
				if (result[member] !== undefined)
					/** @type {any} */ (image)[member] = result[member];
			changed.push(image);
		}
		check.done = check.images.filter((image) => image.status).length;
		if (params.state === "finished")
			this.#finish(check);
		else if (params.state === "failed")
			this.#fail(check, { code: params.error?.code ?? "internal", message: params.error?.message, remedy: params.error?.remedy });
		else if (params.state === "cancelled")
			this.cancel(check.key);
		this.#tell(check, changed);
	}

	/** @param {Check} check */
	#finish(check) {
		check.state = "finished";
		check.error = null;
		check.done = check.images.filter((image) => image.status).length;
		this.#ends.get(check.key)?.(check);
		if (check.keep) {
			check.keep = false;
			this.keep(check.key, check.images.filter((image) => image.status === "new" || image.status === "mine").map((image) => image.id))
				.catch((error) => this.#fail(check, error));
		}
		this.#tell(check, check.images);
		this.#store(check);
	}

	/** @param {Check} check @param {unknown} error */
	#fail(check, error) {
		if (check.state === "recovering" && check.attempts < ATTEMPTS && plain(error).code.startsWith("host_"))
			return;
		check.state = "failed";
		check.error = plain(error);
		this.#ends.get(check.key)?.(check);
		this.#tell(check);
		this.#store(check);
	}

	/** The host is gone, and with it its jobs: the next host counts anew. */
	forgetJobs() {
		this.#early.clear();
		for (const check of this.#checks.values())
			dropJobs(check);
	}

	/** What was under way is taken up again. */
	#lost() {
		this.forgetJobs();
		for (const check of this.#checks.values()) {
			if (check.state !== "running")
				continue;
			check.state = "recovering";
			this.resume(check.key).catch((error) => this.#fail(check, error));
		}
	}

	/**
	 * Go on with what has no answer yet.
	 * @param {string} key
	 */
	async resume(key) {
		const check = await this.get(key);
		if (!check)
			throw new Failure("not_found");
		this.#checks.set(key, check);
		const rest = check.images.filter((image) => !image.status);
		for (const image of rest)
			delete image.upload;
		check.state = "recovering";
		check.notice = "recovered";
		check.error = null;
		this.#tell(check);
		for (;;) {
			check.attempts++;
			try {
				const { state } = await this.#host.request("ledger.status");
				if (state === "locked" && !(await ext.storage.session.get("locked"))["locked"])
					await this.#host.request("ledger.unlock", {});
				await this.#submit(check, rest);
				return check;
			} catch (error) {
				if (check.attempts >= ATTEMPTS || !plain(error).code.startsWith("host_")) {
					check.state = "running"; // so that #fail() takes it as final
					this.#fail(check, error);
					return check;
				}
			}
		}
	}

	/** @param {string} key */
	async cancel(key) {
		const check = await this.get(key);
		if (!check || check.state === "finished")
			return {};
		check.state = "cancelled";
		this.#tell(check);
		this.#store(check);
		if (check.job)
			await this.#host.request("job.cancel", { job: check.job }).catch(() => {});
		return {};
	}

	/**
	 * Keep pictures of a check as the user's own.
	 * @param {string} key @param {number[]} ids
	 */
	async keep(key, ids) {
		const check = await this.get(key);
		if (!check)
			throw new Failure("not_found");
		this.#checks.set(key, check);
		const wanted = check.images.filter((image) => ids.includes(image.id));
		try {
			await this.#keepNow(check, wanted);
		} catch (error) {
			if (plain(error).code !== "not_found")
				throw error;
		}
		// Those that a host read which is gone, this one reads first.
		const lost = wanted.filter((image) => !image.kept);
		if (lost.length) {
			for (const image of lost)
				delete image.upload;
			await this.#again(check, lost);
			await this.#keepNow(check, lost);
		}
		this.#tell(check, wanted);
		this.#store(check);
		this.#publish("ledger", {});
		return { kept: wanted.filter((image) => image.kept && image.kept !== "failed").length };
	}

	/** @param {Check} check @param {Picture[]} wanted */
	async #keepNow(check, wanted) {
		for (const job of new Set(wanted.map((image) => image.job))) {
			if (job === undefined)
				continue;
			const ids = wanted.filter((image) => image.job === job && !image.kept).map((image) => image.id);
			if (ids.length === 0)
				continue;
			const { kept } = await this.#host.request("photo.keep", { job, ids, page: check.url });
			for (const { id, outcome, photo, error } of kept) {
				const image = check.images.find((entry) => entry.id === id);
				if (image && error?.code !== "not_found")
					Object.assign(image, { kept: outcome, photo });
			}
		}
	}

	/** @param {Check} check @param {Picture[]} wanted @param {string} [method] @returns {Promise<void>} */
	async #again(check, wanted, method = "page.find") {
		const ended = new Promise((resolve) => this.#ends.set(check.key, resolve));
		try {
			check.state = "running";
			await this.#submit(check, wanted, method);
			await ended;
		} finally {
			this.#ends.delete(check.key);
		}
		if (check.error)
			throw check.error;
	}

	/**
	 * Mark pictures on the page, or take all marks away.
	 * @param {string} key @param {{id: number, status: string, text: string}[]} marks
	 */
	async outline(key, marks) {
		const check = await this.get(key);
		if (!check)
			throw new Failure("not_found");
		try {
			if (marks.length)
				await ext.scripting.executeScript({ target: { tabId: check.tab }, files: ["content/outline.js"] });
			const shown = await this.#inPage(check.tab, (list) => {
				const { lenscapOutline } = /** @type {any} */ (globalThis);
				return list.length ? lenscapOutline?.show(list) : lenscapOutline?.clear();
			}, marks);
			return { shown: shown ?? 0 };
		} catch (error) {
			throw new Failure("page_left", String(error));
		}
	}

	/**
	 * Cut pictures out of what the user sees, and compare those: for pictures
	 * that only this user's browser is shown.
	 * @param {string} key @param {number[]} ids
	 */
	async shoot(key, ids) {
		const check = await this.get(key);
		if (!check)
			throw new Failure("not_found");
		this.#checks.set(key, check);
		/** @type {Picture[]} */
		const cuts = [];
		for (const id of ids) {
			const image = check.images.find((entry) => entry.id === id);
			const blob = image && await this.#cutOut(check.tab, id);
			if (!image || !blob)
				continue;
			image.upload = await this.#uploadBlob(blob);
			image.shot = true;
			image.hidden ||= image.status === "not_public";
			image.thumbnail ??= `data:image/png;base64,${await base64Of(blob)}`.slice(0, 300_000);
			cuts.push(image);
		}
		if (cuts.length === 0)
			throw new Failure("nothing_visible");
		await this.#again(check, cuts);
		return { cut: cuts.length };
	}

	/** @param {number} tab @param {number} id */
	async #cutOut(tab, id) {
		/** @param {boolean} scroll */
		const place = (scroll) => this.#inPage(tab, async (which, bring) => {
			const pictures = /** @type {any} */ (globalThis).lenscapPictures;
			if (bring)
				pictures?.element(which)?.scrollIntoView({ block: "center", behavior: "instant" });
			await new Promise((resolve) => setTimeout(resolve, bring ? 250 : 0));
			return pictures?.place(which) ?? null;
		}, id, scroll);
		let rect;
		try {
			rect = await place(false);
			const inView = rect && rect.y >= 0 && rect.x >= 0
				&& rect.y + rect.height <= rect.window.height && rect.x + rect.width <= rect.window.width;
			if (rect && !inView)
				rect = await place(true);
		} catch (error) {
			throw new Failure("page_left", String(error));
		}
		if (!rect || rect.width < 8 || rect.height < 8)
			return null;
		const shot = await capture(tab);
		const blob = await cut(shot, rect, rect.window);
		shot.close();
		// Chromium allows two screenshots a second.
		await new Promise((resolve) => setTimeout(resolve, 550));
		return blob;
	}

	/** @param {number} tab whose checks nobody can ask for any more */
	forget(tab) {
		const key = `tab:${tab}`;
		const check = this.#checks.get(key);
		if (check?.state === "running")
			this.cancel(key);
		this.#checks.delete(key);
		ext.storage.session.remove(`check:${key}`);
	}

	/** @param {Check} check @param {Picture[]} [changed] */
	#tell(check, changed = []) {
		const { images, ...state } = check;
		this.#publish("check", { ...state, count: images.length, changed });
	}

	/** @param {Check} check */
	#store(check) {
		// Pictures fill the 10 MB there are for a session; addresses do not.
		const images = check.images.map(({ thumbnail, ...image }) => image);
		ext.storage.session.set({ [`check:${check.key}`]: { ...check, images } }).catch(() => {});
	}
}
