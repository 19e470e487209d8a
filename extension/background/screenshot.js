// screenshot.js: cut pictures out of what the user sees in a tab (activeTab).
// No network: the browser hands us the pixels it has already drawn.
import { base64Of } from "../shared/base64.js";
import { ext } from "../shared/ext.js";
import { Failure } from "../shared/failure.js";

const SMALL = { most: 96, type: "image/jpeg" }; // pixels on the longest side of a thumbnail

/** @typedef {{x: number, y: number, width: number, height: number}} Rect */

/** @param {string} url a data: URL in base64 */
function blobOf(url) {
	const comma = url.indexOf(",");
	const type = /^data:([^;,]*)/.exec(url)?.[1] ?? "image/png";
	return new Blob([Uint8Array.from(atob(url.slice(comma + 1)), (letter) => letter.charCodeAt(0))], { type });
}

/**
 * The visible part of a tab.  Fails with "not_visible" if another tab is in
 * front, and with "page_forbidden" where the browser allows no screenshot.
 * @param {number} tabId
 */
export async function capture(tabId) {
	const tab = await ext.tabs.get(tabId);
	if (!tab.active || tab.windowId === undefined)
		throw new Failure("not_visible");
	const url = await ext.tabs.captureVisibleTab(tab.windowId, { format: "png" }).catch((error) => {
		throw new Failure("page_forbidden", String(error));
	});
	return createImageBitmap(blobOf(url));
}

/**
 * A part of a screenshot, as the blob of an encoded picture; null if nothing
 * of it is visible.
 * @param {ImageBitmap} shot @param {Rect} rect in CSS pixels of the window
 * @param {{width: number}} view @param {{most?: number, type?: string, whole?: boolean}} [options]
 */
export async function cut(shot, rect, view, { most = 4096, type = "image/png", whole = false } = {}) {
	const ratio = shot.width / view.width;
	const left = Math.max(0, Math.round(rect.x * ratio));
	const top = Math.max(0, Math.round(rect.y * ratio));
	const right = Math.min(shot.width, Math.round((rect.x + rect.width) * ratio));
	const bottom = Math.min(shot.height, Math.round((rect.y + rect.height) * ratio));
	const width = right - left;
	const height = bottom - top;
	if (width < 8 || height < 8)
		return null;
	if (whole && width * height < 0.6 * rect.width * rect.height * ratio * ratio)
		return null;
	const scale = Math.min(1, most / Math.max(width, height));
	const canvas = new OffscreenCanvas(Math.round(width * scale) || 1, Math.round(height * scale) || 1);
	canvas.getContext("2d")?.drawImage(shot, left, top, width, height, 0, 0, canvas.width, canvas.height);
	return canvas.convertToBlob({ type, quality: 0.7 });
}

/** @param {Blob | null} jpeg @returns {Promise<string | undefined>} a data: URL */
const addressOf = async (jpeg) => jpeg ? `data:image/jpeg;base64,${await base64Of(jpeg)}` : undefined;

/** A picture, small. @param {Blob} blob */
export async function thumbnailOf(blob) {
	const whole = await createImageBitmap(blob);
	const { width, height } = whole;
	const small = await cut(whole, { x: 0, y: 0, width, height }, { width }, SMALL);
	whole.close();
	return addressOf(small);
}

/**
 * Give thumbnails to the pictures that can be seen now and have none.
 * @param {number} tabId @param {{width: number}} view
 * @param {{rect: Rect | null, thumbnail?: string}[]} images
 */
export async function addThumbnails(tabId, view, images) {
	const wanting = images.filter((image) => !image.thumbnail && image.rect);
	if (wanting.length === 0)
		return;
	const shot = await capture(tabId);
	for (const image of wanting) {
		const address = await addressOf(image.rect && await cut(shot, image.rect, view, { ...SMALL, whole: true }));
		if (address)
			image.thumbnail = address;
	}
	shot.close();
}
