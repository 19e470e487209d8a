// rendered.mjs: what a page's templates come to, without a browser: the texts
// between the values, and the values. Import it before the modules of the pages.

/** @type {any} */ (globalThis).document ??= {
	createTreeWalker: () => ({}), createComment: () => ({}), addEventListener: () => {}, querySelector: () => null };
/** @type {any} */ (globalThis).browser ??= { runtime: { getURL: (/** @type {string} */ path) => path } };

/**
 * What is shown and how it is marked; listeners and nothing are left out, an attribute with a
 * question mark is its truth.
 * @param {any} value @returns {string}
 */
export function rendered(value) {
	if (value === null || value === undefined || typeof value === "symbol" || typeof value === "function")
		return "";
	if (Array.isArray(value))
		return value.map(rendered).join("");
	if (value._$litDirective$) { // repeat(items, key, template)
		const [items, , template] = value.values;
		return [...items].map((item, index) => rendered(template(item, index))).join("");
	}
	if (value.strings)
		return value.strings.map((/** @type {string} */ text, /** @type {number} */ i) =>
			text + (i < value.values.length ? rendered(value.values[i]) : "")).join("");
	return String(value);
}
