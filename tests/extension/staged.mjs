// staged.mjs: a browser and a host that are played here, for tests of the background.
// Import it before the modules of the extension: they look for a browser at once.

/** What the tests may change: the pictures of the page, and what is stored. */
export const scene = {
	/** @type {any[]} */ images: [],
	/** @type {any} */ page: null, // what the injected scripts left, such as lenscapPictures
	/** @type {Record<string, any>} */ stored: {},
	/** @type {any} */ looks: {}, // what the user chose of looks
	/** @type {any} */ tab: { active: false, windowId: 1 },
	/** @type {any[]} */ injected: [],
	/** While this is pending the page answers nothing. @type {Promise<void>} */ waiting: Promise.resolve(),
};

const session = {
	get: async (/** @type {string} */ key) => ({ [key]: scene.stored[key] }),
	set: async (/** @type {any} */ value) => Object.assign(scene.stored, structuredClone(value)),
	remove: async (/** @type {string} */ key) => delete scene.stored[key],
};

/** @param {{files?: string[], func?: (...args: any[]) => any, args?: any[]}} script */
async function executeScript(script) {
	scene.injected.push(script);
	await scene.waiting;
	if (scene.images.length === 0)
		throw new Error("Cannot access contents of the page");
	if (script.func) {
		Object.assign(globalThis, scene.page ?? {});
		return [{ result: await script.func(...script.args ?? []) ?? null }];
	}
	return [{ result: { url: "https://site.test/", title: "T", window: { width: 100, height: 100, ratio: 1 },
		images: structuredClone(scene.images) } }];
}

/** @type {any} */ (globalThis).browser = {
	runtime: { getURL: (/** @type {string} */ path) => `chrome-extension://x/${path}` },
	scripting: { executeScript },
	tabs: { get: async () => scene.tab, captureVisibleTab: async () => "data:image/png;base64,AA==" },
	storage: { session, local: { get: async () => ({ looks: scene.looks }), set: async () => {} } },
};
const { Checks } = await import("../../extension/background/checks.js");
const { Failure } = await import("../../extension/shared/failure.js");

/** @param {string} method what the host answers of itself */
function usual(method) {
	return method === "ledger.status" ? { state: "open" } : {};
}

/**
 * Checks with a host that answers as the test says, and notes what it was asked.
 * @param {Record<string, (params: any) => any>} [answers] @param {string[]} [features] of the host
 */
export function stage(answers = {}, features = ["check.faces", "check.same"]) {
	/** @type {[string, any][]} */
	const asked = [];
	/** @type {[string, any][]} */
	const events = [];
	/** @type {any} */ let notify;
	/** @type {any} */ let lose;
	let job = 0;
	const host = {
		hello: async () => ({ limits: { chunk_bytes: 6 }, features }),
		onNotification: (/** @type {any} */ call) => (notify = call),
		onLoss: (/** @type {any} */ call) => (lose = call),
		request: async (/** @type {string} */ method, /** @type {any} */ params) => {
			asked.push([method, params]);
			if (answers[method])
				return answers[method]?.(params);
			return method === "page.check" || method === "page.find" ? { job: ++job } : usual(method);
		},
	};
	const checks = new Checks(/** @type {any} */ (host), (event, data) => events.push([event, structuredClone(data)]));
	return {
		checks, asked, events,
		/** What the host was asked, by name. @param {string} method */
		of: (method) => asked.filter(([name]) => name === method).map(([, params]) => params),
		/** The host says something of a job. @param {object} params */
		say: (params) => notify("job.progress", { state: "running", results: [], ...params }),
		lose: () => lose(new Failure("host_died")),
		/** @param {string} [key] @returns {Promise<any>} */
		check: (key = "tab:1") => checks.get(key),
	};
}

/** @param {number} id @param {object} [more] */
export const picture = (id, more = {}) => ({ id, url: `https://site.test/${id}.jpg`, local: "", kind: "img", alt: "",
	rect: null, width: 100, height: 100, ...more });
/** A picture without an address. @param {number} id @param {string} [local] */
export const localPicture = (id, local = "blob") => picture(id, { url: "", local });

/** Until everything that is under way has been done. */
export const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
