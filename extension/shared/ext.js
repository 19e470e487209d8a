// ext.js: the only place that names the browser's own API.

/** @type {typeof browser} */
export const ext = /** @type {any} */ (globalThis).browser ?? /** @type {any} */ (globalThis).chrome;

/** Chromium and Firefox name the same thing differently in a few places. */
export const isFirefox = ext.runtime.getURL("").startsWith("moz-extension:");

/**
 * The address of one of our own pages.  Pages are opened through this function
 * alone, so that the source lint can see that no other address is.
 * @param {string} path such as "pages/welcome.html#step"
 */
export const page = (path) => ext.runtime.getURL(path);

/** @param {string} path one of our own pages, shown in a tab of its own */
export async function openPage(path) {
	const wanted = page(path.replace(/[?#].*$/, ""));
	const tabs = await ext.tabs.query({ url: wanted + "*" }).catch(() => []);
	const open = tabs.find((tab) => tab.id !== undefined);
	if (open?.id === undefined)
		await ext.tabs.create({ url: page(path) });
	else if (open.url === page(path) || !path.includes("#"))
		// An address without a fragment would load the page anew, and end what goes on there.
		await ext.tabs.update(open.id, { active: true });
	else
		await ext.tabs.update(open.id, { active: true, url: page(path) });
}
