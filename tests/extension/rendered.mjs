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

/**
 * What happens when the element of that data-testid is clicked or changed; throws where there is none.
 * @param {any} value @param {string} test @param {string} [on] the event
 * @returns {(...args: any[]) => any}
 */
export function listener(value, test, on = "click") {
	const found = listeners(value, test, on);
	if (found.length !== 1)
		throw new Error(`${found.length} elements ${test} listen to ${on}`);
	return found[0];
}

/** @param {any} value @param {string} test @param {string} on @returns {any[]} */
function listeners(value, test, on) {
	if (Array.isArray(value))
		return value.flatMap((one) => listeners(one, test, on));
	if (value?._$litDirective$)
		return [...value.values[0]].flatMap((item, at) => listeners(value.values[2](item, at), test, on));
	if (!value?.strings)
		return [];
	return value.values.flatMap((/** @type {any} */ one, /** @type {number} */ i) => {
		if (typeof one !== "function" || !value.strings[i].endsWith(`@${on}=`))
			return listeners(one, test, on);
		// The element's own text: from its bracket to its end, values among it.
		const before = value.strings.slice(0, i + 1).reduce((/** @type {string} */ all, /** @type {string} */ text,
			/** @type {number} */ at) => all + text + (at < i ? rendered(value.values[at]) : ""), "");
		const behind = value.strings.slice(i + 1).reduce((/** @type {string} */ all, /** @type {string} */ text,
			/** @type {number} */ at) => all + text + rendered(value.values[i + 1 + at]), "");
		const element = before.slice(before.lastIndexOf("<")) + behind.slice(0, behind.indexOf(">"));
		return new RegExp(`data-testid="?${test}("|\\s|$)`).test(element) ? [one] : [];
	});
}
