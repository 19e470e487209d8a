// checks.js: the checks of pages, from the click to the last result.
// A check belongs to the background and outlives the popup that began it.
import { ext } from "../shared/ext.js";
import { Failure, plain } from "../shared/failure.js";
import { manner } from "../shared/looks.js";
import { end, send, sendBlob } from "../shared/upload.js";
import { UNDER_WAY, countDone, described, dropJobs, forStorage, isBatchDone, isKeepable, jobsOf, newCheck,
	picturesOf, pointedAt, takeBatch, takeResults }
	from "./check.js";
import { addThumbnails, thumbnailOf } from "./screenshot.js";
import * as page from "./tab.js";

/** @typedef {import("./check.js").Check} Check */
/** @typedef {import("./check.js").Picture} Picture */
/** @typedef {import("../shared/answers.js").Progress} Progress */

const ATTEMPTS = 3; // a check is taken up again this often after the host was lost
const EARLY = 1000; // answers kept that came before the name of their job

/** Whether the host was lost on the way: then another may be asked. @param {unknown} error */
const isLoss = (error) => plain(error).code.startsWith("host_");

export class Checks {
	/** @type {Map<string, Check>} */ #checks = new Map();
	/** @type {Map<number, Progress[]>} */ #early = new Map();
	/** @type {Map<string, (check: Check) => void>} */ #ends = new Map();
	/** What of a check was not given to the host yet.
	 * @type {Map<string, {rest: Picture[], method: Check["method"]}>} */
	#queues = new Map();
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
		return [...this.#checks.values()].some((check) => UNDER_WAY.includes(check.state));
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

	/** A check to go on with.  Fails if there is none. @param {string} key */
	async #resumed(key) {
		const check = await this.get(key);
		if (!check)
			throw new Failure("not_found");
		this.#checks.set(key, check);
		return check;
	}

	// ---- Beginning ----

	/**
	 * Check the page of a tab.
	 * @param {number} tab @param {boolean} [scroll] to its end first, since many pages show more as one scrolls
	 */
	async start(tab, scroll = false) {
		const check = this.#new(`tab:${tab}`, tab, "page.check");
		this.#run(check, async () => {
			const { packs, rules } = await this.#rules();
			check.rules = packs;
			const { window } = await (scroll ? page.scrollThrough(tab, (found) => this.#take(check, found), rules)
				: page.collect(tab, rules).then((found) => (this.#take(check, found), found)));
			// Stopped on the way down: what was met until then is no check.
			if (check.state === "cancelled")
				return;
			// The host need not wait for what only the popup shows.
			this.#addThumbnails(check, window);
		});
		return check;
	}

	/** What packs add to the rules for pages: nothing where the ledger is shut, or the host has none. */
	async #rules() {
		try {
			const { features } = await this.#host.hello();
			if (features.includes("pack.rules"))
				return await this.#host.request("pack.rules");
		} catch {
			// What keeps the host from answering is said when it is asked for the check.
		}
		return { packs: "", rules: [] };
	}

	/** Small pictures of what can be seen now. @param {Check} check @param {{width: number}} window */
	async #addThumbnails(check, window) {
		const without = check.images.filter((image) => !image.thumbnail);
		if (without.length === 0)
			return;
		await addThumbnails(check.tab, window, without).catch(() => {});
		if (this.#checks.get(check.key) === check)
			this.#tell(check, without.filter((image) => image.thumbnail));
	}

	/**
	 * Pictures of the page that were met, and what of it cannot be looked at.
	 * @param {Check} check @param {import("./tab.js").Page} found @returns {boolean} whether to go on
	 */
	#take(check, { url, title, images, left }) {
		Object.assign(check, { url, title, left, total: check.images.length + images.length });
		check.images.push(...images);
		// To ask for what the browser did not load would tell its site: only where the user wants it.
		for (const image of images)
			if (image.apart)
				image.status = "apart";
		this.#tell(check, images);
		return check.state === "collecting";
	}

	/**
	 * One picture of a page, from the context menu.
	 * @param {number} tab @param {string} url @param {string} where its page's address
	 * @param {boolean} keep whether the user said that it is their photo
	 */
	async startOne(tab, url, where, keep) {
		const check = this.#new(`menu:${++this.#menus}`, tab, keep ? "page.check" : "page.find");
		Object.assign(check, { url: where, total: 1, keep });
		this.#run(check, async () => {
			check.images = [await this.#pointedAt(tab, url)];
		});
		return check;
	}

	/** @param {number} tab @param {string} url @returns {Promise<Picture>} */
	async #pointedAt(tab, url) {
		if (!/^(data|blob):/.test(url))
			return pointedAt(url);
		const { images } = await page.collect(tab);
		const id = await page.idOf(tab, url);
		return images.find((image) => image.id === id) ?? pointedAt(url);
	}

	/** @param {string} key @param {number} tab @param {Check["method"]} method */
	#new(key, tab, method) {
		const old = this.#checks.get(key);
		if (old?.state === "running")
			this.#callOff(old);
		const check = newCheck(key, tab, method);
		this.#checks.set(key, check);
		return check;
	}

	/** @param {Check} check @param {() => Promise<void>} prepare */
	async #run(check, prepare) {
		try {
			this.#tell(check);
			await prepare();
			if (check.state === "cancelled")
				return;
			await this.#submit(check, check.images.filter((image) => !image.status));
		} catch (error) {
			this.#fail(check, error);
		}
	}

	// ---- Giving pictures to the host ----

	/** Bring a picture that has no address outside its page. @param {Check} check @param {Picture} image */
	async #uploadLocal(check, image) {
		const bytes = await page.bytesOf(check.tab, image.id);
		if (bytes === 0)
			return;
		const upload = await send(this.#host, { purpose: "check", name: image.local, bytes },
			(index, size) => page.pieceOf(check.tab, image.id, index, size));
		const { outcome, error } = await end(this.#host, upload);
		if (outcome === "ready")
			image.upload = upload;
		else if (error)
			image.error = error;
	}

	/** @param {Blob} blob @returns {Promise<number>} the upload */
	async #uploadShot(blob) {
		const upload = await sendBlob(this.#host, blob, { purpose: "check", name: "screenshot.png" });
		const { outcome, error } = await end(this.#host, upload);
		if (outcome !== "ready")
			throw new Failure(error?.code ?? "internal", error?.message ?? "");
		return upload;
	}

	/** Bring what is missing; what cannot be brought stays behind. @param {Check} check @param {Picture[]} images */
	async #uploadMissing(check, images) {
		for (const image of images)
			if (image.local && !image.upload)
				await this.#uploadLocal(check, image).catch((error) => {
					if (!["bad_params", "too_big", "page_left"].includes(plain(error).code))
						throw error;
				});
	}

	/**
	 * Give pictures to the host, so many at a time.  Those that it cannot get are answered here.
	 * @param {Check} check @param {Picture[]} images @param {Check["method"]} [method]
	 */
	async #submit(check, images, method = check.method) {
		await this.#host.hello();
		this.#queues.set(check.key, { rest: [...images], method });
		await this.#next(check);
	}

	/** The next pictures of a check, or its end. @param {Check} check */
	async #next(check) {
		const { rest, method } = this.#queues.get(check.key) ?? { rest: [], method: check.method };
		while (rest.length) {
			const batch = takeBatch(rest);
			await this.#uploadMissing(check, batch);
			const ready = batch.filter((image) => image.url || image.upload);
			for (const image of batch)
				if (!ready.includes(image))
					image.status = "unreadable";
			if (check.state === "cancelled")
				return;
			if (ready.length)
				return this.#ask(check, ready, method);
		}
		this.#queues.delete(check.key);
		if (check.trailing.length === 0)
			this.#finish(check);
	}

	/** @param {Check} check @param {Picture[]} ready @param {Check["method"]} method */
	async #ask(check, ready, method) {
		const { features } = await this.#host.hello();
		const faces = method === "page.check" && features.includes("check.faces");
		const { job } = await this.#host.request(method, {
			url: check.url, title: check.title, record: true, ...(faces ? { faces } : {}), ...await manner(),
			images: ready.map((image) => described(check, image, features)),
		});
		if (check.state === "cancelled") {
			this.#early.delete(job);
			await this.#host.request("job.cancel", { job }).catch(() => {});
			return;
		}
		check.job = job;
		for (const image of ready)
			image.job = job;
		check.state = "running";
		this.#tell(check);
		for (const params of this.#early.get(job) ?? [])
			this.#progress(params);
		this.#early.delete(job);
	}

	// ---- What becomes of it ----

	/** @param {Progress} params */
	#progress(params) {
		const check = [...this.#checks.values()].find((entry) => jobsOf(entry).includes(params.job));
		if (!check) {
			// An answer may overtake the reply that names its job.
			this.#early.set(params.job, [...(this.#early.get(params.job) ?? []), params].slice(-EARLY));
			return;
		}
		if (check.state === "cancelled" || check.state === "failed")
			return;
		const changed = takeResults(check, params.results ?? []);
		if (params.state === "failed")
			this.#fail(check, params.error ?? { code: "internal" });
		else if (params.state === "cancelled")
			this.cancel(check.key);
		else if (this.#goOn(check, params.job, params.state === "finished"))
			return this.#finish(check, changed);
		this.#tell(check, changed);
	}

	/**
	 * The next pictures are asked for as soon as all are answered: a job may look for faces still.
	 * @param {Check} check @param {number} job that said something @param {boolean} ended its last word
	 * @returns {boolean} whether that was the last of all
	 */
	#goOn(check, job, ended) {
		const current = check.job === job;
		if (current && this.#queues.get(check.key)?.rest.length && (ended || isBatchDone(check))) {
			if (!ended)
				check.trailing.push(job);
			check.job = null;
			this.#next(check).catch((error) => this.#fail(check, error));
			return false;
		}
		if (ended && current)
			this.#queues.delete(check.key);
		if (ended)
			check.trailing = check.trailing.filter((other) => other !== job);
		return ended && !this.#queues.has(check.key) && check.trailing.length === 0;
	}

	/**
	 * Told once, with the last answers: pages draw all anew when a check comes to its end.
	 * @param {Check} check @param {Picture[]} [changed]
	 */
	#finish(check, changed = []) {
		check.state = "finished";
		check.error = null;
		countDone(check);
		this.#ends.get(check.key)?.(check);
		if (check.keep) {
			check.keep = false;
			this.keep(check.key, check.images.filter(isKeepable).map((image) => image.id))
				.catch((error) => this.#fail(check, error));
		}
		this.#tell(check, check.images.filter((image) =>
			changed.includes(image) || (image.status === "unreadable" && image.local)));
		this.#store(check);
	}

	/** @param {Check} check @param {unknown} error */
	#fail(check, error) {
		if (check.state === "recovering" && check.attempts < ATTEMPTS && isLoss(error))
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
		const check = await this.#resumed(key);
		const rest = check.images.filter((image) => !image.status);
		for (const image of rest)
			delete image.upload;
		Object.assign(check, { state: "recovering", notice: "recovered", error: null });
		this.#tell(check);
		for (;;) {
			check.attempts++;
			try {
				await this.#unlockIfAllowed();
				await this.#submit(check, rest);
				return check;
			} catch (error) {
				if (check.attempts >= ATTEMPTS || !isLoss(error)) {
					check.state = "running"; // so that #fail() takes it as final
					this.#fail(check, error);
					return check;
				}
			}
		}
	}

	/** A new host knows the session's key, but not that the user locked the ledger. */
	async #unlockIfAllowed() {
		const { state } = await this.#host.request("ledger.status");
		if (state === "locked" && !(await ext.storage.session.get("locked"))["locked"])
			await this.#host.request("ledger.unlock", {});
	}

	/** @param {string} key */
	async cancel(key) {
		const check = await this.get(key);
		if (!check || check.state === "finished")
			return {};
		check.state = "cancelled";
		this.#queues.delete(key);
		this.#ends.get(key)?.(check);
		this.#tell(check);
		this.#store(check);
		await this.#callOff(check);
		return {};
	}

	/** @param {Check} check */
	#callOff(check) {
		return Promise.all(jobsOf(check).map((job) => this.#host.request("job.cancel", { job }).catch(() => {})));
	}

	// ---- Afterwards ----

	/**
	 * Keep pictures of a check as the user's own.
	 * @param {string} key @param {number[]} ids
	 */
	async keep(key, ids) {
		const check = await this.#resumed(key);
		const wanted = picturesOf(check, ids);
		await this.#keepNow(check, wanted).catch((error) => {
			if (plain(error).code !== "not_found")
				throw error;
		});
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
			const { kept } = await this.#host.request("photo.keep", { job, ids });
			for (const { id, outcome, photo, error } of kept) {
				const image = check.images.find((entry) => entry.id === id);
				if (!image || error?.code === "not_found")
					continue;
				Object.assign(image, { kept: outcome, photo });
				// From now on it is a photo of mine, wherever that is told.
				if (outcome !== "failed")
					image.status = "mine";
			}
		}
	}

	/**
	 * Ask for pictures that the browser did not load, because the user wants it.
	 * @param {string} key @param {number[]} ids
	 */
	async ask(key, ids) {
		const check = await this.#resumed(key);
		const wanted = picturesOf(check, ids).filter((image) => image.status === "apart");
		for (const image of wanted)
			delete image.status;
		await this.#again(check, wanted, check.method);
		return {};
	}

	/** @param {Check} check @param {Picture[]} wanted @param {Check["method"]} [method] @returns {Promise<void>} */
	async #again(check, wanted, method = "page.find") {
		const before = check.state;
		/** @type {Promise<Check>} */
		const ended = new Promise((resolve) => this.#ends.set(check.key, resolve));
		try {
			check.state = "running";
			await this.#submit(check, wanted, method);
			if ((await ended).state === "cancelled")
				this.#goBack(check, wanted, before);
		} finally {
			this.#ends.delete(check.key);
		}
		if (check.error)
			throw check.error;
	}

	/**
	 * What was asked beside a check was called off: the check is as it was before.
	 * @param {Check} check @param {Picture[]} wanted @param {Check["state"]} before
	 */
	#goBack(check, wanted, before) {
		if (this.#checks.get(check.key) !== check)
			return;
		if (!UNDER_WAY.includes(before))
			check.state = before;
		check.job = null;
		for (const image of wanted)
			if (image.apart)
				image.status ??= "apart";
		countDone(check);
		this.#tell(check, wanted);
		this.#store(check);
	}

	/**
	 * Mark pictures on the page, or take all marks away.
	 * @param {string} key @param {{id: number, status: string, text: string}[]} marks
	 */
	async outline(key, marks) {
		const { tab } = await this.#resumed(key);
		return { shown: await page.outline(tab, marks) };
	}

	/**
	 * Cut pictures out of what the user sees, and compare those: for pictures
	 * that only this user's browser is shown.
	 * @param {string} key @param {number[]} ids
	 */
	async shoot(key, ids) {
		const check = await this.#resumed(key);
		/** @type {Picture[]} */
		const cuts = [];
		for (const image of picturesOf(check, ids)) {
			const blob = await page.cutOut(check.tab, image.id);
			image.changed = blob === "changed";
			if (!blob || blob === "changed")
				continue;
			image.upload = await this.#uploadShot(blob);
			image.shot = true;
			image.hidden ||= !["mine", "new", "unreadable"].includes(image.status ?? "");
			image.thumbnail ??= await thumbnailOf(blob);
			cuts.push(image);
		}
		if (cuts.length === 0) {
			const changed = picturesOf(check, ids).some((image) => image.changed);
			throw new Failure(changed ? "page_changed" : "nothing_visible");
		}
		await this.#again(check, cuts);
		return { cut: cuts.length };
	}

	/** @param {number} tab whose checks nobody can ask for any more */
	forget(tab) {
		return this.#drop(`tab:${tab}`);
	}

	/** The ledger that they were about is gone. */
	async forgetAll() {
		await Promise.all([...this.#checks.keys()].map((key) => this.#drop(key)));
	}

	/** @param {string} key */
	async #drop(key) {
		// Cancelling stores what it cancelled; so it comes first.
		if (UNDER_WAY.includes(this.#checks.get(key)?.state ?? ""))
			await this.cancel(key);
		this.#checks.delete(key);
		await ext.storage.session.remove(`check:${key}`);
		await ext.storage.session.remove(`chosen:${key}`);
	}

	/** @param {Check} check @param {Picture[]} [changed] */
	#tell(check, changed = []) {
		const { images, ...state } = check;
		this.#publish("check", { ...state, count: images.length, changed });
	}

	/** @param {Check} check */
	#store(check) {
		ext.storage.session.set({ [`check:${check.key}`]: forStorage(check) }).catch(() => {});
	}
}
