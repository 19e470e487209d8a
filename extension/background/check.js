// check.js: the check of one page as data, and what can be done to it without
// asking anybody.

/** @typedef {import("../shared/failure.js").PlainFailure} PlainFailure */
/** @typedef {import("../shared/answers.js").PictureResult} PictureResult */
/** @typedef {import("../shared/answers.js").Faces} Faces */
/** What of a page was not looked at, by kind.
 * @typedef {{frames: number, canvases: number, scripts: number, styles: number, beyond: number, long: number}} Left */
/** @typedef {{id: number, url: string, local: string, kind: string, alt: string, apart?: boolean, same?: number,
 *   rect: {x: number, y: number, width: number, height: number} | null,
 *   width: number, height: number, natural?: number[], dhash?: string, thumbnail?: string, upload?: number,
 *   status?: string, access?: string | null, why?: string, words?: string,
 *   matches?: import("../shared/answers.js").Match[], public?: {status: number, bytes: number},
 *   findings?: import("../shared/answers.js").Finding[], format?: string,
 *   faces_state?: Faces["faces_state"], faces_count?: number | null, faces_width?: number | null,
 *   faces_least?: number | null,
 *   error?: import("../shared/answers.js").Fault, link?: string, leads?: string,
 *   kept?: string, photo?: number, job?: number, shot?: boolean, hidden?: boolean, changed?: boolean}} Picture */
/** @typedef {"collecting" | "running" | "recovering" | "finished" | "cancelled" | "failed"} State */
/** @typedef {{key: string, tab: number, method: "page.check" | "page.find", url: string, title: string,
 *   state: State, error: PlainFailure | null, notice: string, done: number, total: number,
 *   job: number | null, trailing: number[], images: Picture[], left: Left, keep: boolean, attempts: number,
 *   rules?: string}} Check rules: the packs by whose rules, too, the page was read */

/** States in which something is still being done. @type {readonly string[]} */
export const UNDER_WAY = ["collecting", "running", "recovering"];

/** What an answer to page.check may say of a picture, and we pass on. */
const MEMBERS = /** @type {const} */ ([
	"status", "access", "why", "words", "matches", "leads", "public", "findings", "format", "width", "height", "error",
	"faces_state", "faces_count", "faces_width", "faces_least",
]);

/** @param {string} key @param {number} tab @param {Check["method"]} method @returns {Check} */
export const newCheck = (key, tab, method) => ({
	key, tab, method, url: "", title: "", state: "collecting", error: null, notice: "",
	done: 0, total: 0, job: null, trailing: [], images: [], keep: false, attempts: 0,
	left: { frames: 0, canvases: 0, scripts: 0, styles: 0, beyond: 0, long: 0 },
});

/** A picture that was pointed at. @param {string} url @returns {Picture} */
export const pointedAt = (url) =>
	({ id: 0, url, local: "", kind: "menu", alt: "", rect: null, width: 0, height: 0 });

/** The host that knew its jobs and uploads is gone. @param {Check} check */
export function dropJobs(check) {
	check.job = null;
	check.trailing = [];
	for (const image of check.images) {
		delete image.job;
		delete image.upload;
	}
}

/** All that was asked with its job is answered. @param {Check} check */
export const isBatchDone = ({ job, images }) => images.every((image) => image.job !== job || image.status);

/** The host's jobs that are at it. @param {Check} check */
export const jobsOf = ({ job, trailing }) => job === null ? trailing : [job, ...trailing];

/** @param {Check} check */
export function countDone(check) {
	check.done = check.images.filter((image) => image.status).length;
}

/**
 * Take in what the host found.
 * @param {Check} check @param {PictureResult[]} results
 * @returns {Picture[]} the pictures that it is about
 */
export function takeResults(check, results) {
	const changed = [];
	const byId = new Map(check.images.map((image) => [image.id, image]));
	for (const result of results) {
		const image = byId.get(/** @type {number} */ (result.id));
		if (!image)
			continue;
		for (const member of MEMBERS)
			if (result[member] !== undefined)
				/** @type {any} */ (image)[member] = result[member];
		changed.push(image);
	}
	countDone(check);
	return changed;
}

/**
 * A picture for the images of page.check.  An address beside an upload is where
 * it is from; it is not asked.
 * @param {Check} check @param {Picture} image @param {readonly string[]} features the host's, which an older one lacks
 */
export function described(check, { id, url, upload, kind, width, height, alt, natural, dhash, link, same }, features) {
	const more = { kind, width, height, alt, ...(link ? { link } : {}),
		...(same !== undefined && features.includes("check.same") ? { same: same + 1 } : {}) };
	return upload ? { id, upload, url: url || check.url, ...more }
		: { id, url, ...more, ...(natural ? { natural } : {}), ...(dhash ? { dhash } : {}) };
}

/** @param {Check} check @param {readonly number[]} ids */
export const picturesOf = (check, ids) => check.images.filter((image) => ids.includes(image.id));

/** What a picture's kind lets the user keep: what strangers get. @param {Picture} image */
export const isKeepable = (image) => image.status === "new" || image.status === "mine";

/**
 * The check as it is kept until the browser ends.  Thumbnails would fill the
 * 10 MB that there are for a session; addresses do not.
 * @param {Check} check @returns {Check}
 */
export const forStorage = (check) =>
	({ ...check, images: check.images.map(({ thumbnail, ...image }) => image) });

const BATCH = 200; // pictures in one request
const UPLOADS = 48; // of them without an address: the host holds 64 at a time
const LETTERS = 400_000; // of all their addresses and texts: a message has a limit

/** Take the next pictures for one request off a list. @param {Picture[]} rest */
export function takeBatch(rest) {
	let at = 0;
	for (let local = 0, letters = 0; at < rest.length && at < BATCH; at++) {
		const image = rest[at];
		local += image?.local ? 1 : 0;
		letters += (image?.url.length ?? 0) + (image?.alt.length ?? 0) + (image?.link?.length ?? 0) + BATCH;
		if (at > 0 && (local > UPLOADS || letters > LETTERS))
			break;
	}
	return rest.splice(0, at);
}
