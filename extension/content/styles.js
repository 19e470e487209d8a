// styles.js: pictures that styles put behind and beside elements.
// Injected after readers.js, for collect.js.  To ask for the style of every element
// and of what stands before and behind it takes seconds on a large page; the sheets
// say which elements can have a picture at all, and where they cannot be read time is limited.
"use strict";
{
	const { ofStyle } = /** @type {NonNullable<typeof lenscapAddresses>} */ (lenscapAddresses);
	const readers = /** @type {NonNullable<typeof lenscapReaders>} */ (lenscapReaders);
	const SLOWEST = 400; // ms for one page's styles, where sheets cannot be read
	const MANY = 4000; // rules with pictures beyond which each element is asked
	const properties = ["background-image", "border-image-source", "list-style-image", "content", "mask-image"];
	const picture = /url\(|image-set\(|var\(/;
	let spent = 0;

	/**
	 * The selectors of rules with pictures.
	 * @param {CSSRuleList} rules @param {Set<string>} into @returns {boolean} false where they cannot be told
	 */
	function selectors(rules, into) {
		for (const rule of rules) {
			const { cssRules, selectorText, style, styleSheet } = /** @type {any} */ (rule);
			if (style && selectorText && picture.test(rule.cssText)) {
				if (selectorText.includes("&") || into.size > MANY)
					return false;
				into.add(selectorText);
			}
			if (styleSheet ? !ofSheet(styleSheet, into) : cssRules?.length && !selectors(cssRules, into))
				return false;
		}
		return true;
	}

	/** @param {CSSStyleSheet} sheet @param {Set<string>} into */
	function ofSheet(sheet, into) {
		try {
			return selectors(sheet.cssRules, into);
		} catch {
			return false; // another site's sheet: the browser keeps it from us
		}
	}

	const beside = /::?(before|after|marker)\b/gi;
	const state = /::?[a-z-]+(?=[\s,>+~)]|$)/gi;

	/**
	 * The elements that can have pictures by the sheets; null: any.
	 * @param {Document | ShadowRoot} root @returns {{own: Set<Element>, beside: Set<Element>} | null}
	 */
	function candidates(root) {
		/** @type {Set<string>} */
		const texts = new Set();
		// What scripts adopt into a shadow root stands in none of its sheets.
		if ("host" in root || [...root.styleSheets].some((sheet) => !ofSheet(sheet, texts)))
			return null;
		const own = new Set(root.querySelectorAll('[style*="url" i], [style*="image-set" i], [style*="var("]'));
		const both = { own, beside: new Set() };
		try {
			for (const text of texts) {
				const bare = text.replace(beside, "").replace(state, (one) => one.startsWith("::") ? "" : one);
				for (const element of root.querySelectorAll(bare.trim() || "*"))
					(text.search(beside) >= 0 ? both.beside : own).add(element);
			}
		} catch {
			return null; // a selector that stands only in sheets
		}
		return both;
	}

	/** @param {CSSStyleDeclaration} style @param {Element} element */
	function isSprite(style, element) {
		const { width, height } = element.getBoundingClientRect();
		return /-[\d.]+px/.test(style.backgroundPosition) && Math.max(width, height) <= 100
			&& style.backgroundSize === "auto";
	}

	/** @param {Element} element @param {string | null} pseudo @param {Base} base @param {Offset} frame */
	function addStyle(element, pseudo, base, frame) {
		const style = element.ownerDocument.defaultView?.getComputedStyle(element, pseudo);
		if (!style || (pseudo && style.content === "none"))
			return;
		for (const property of properties) {
			const value = style.getPropertyValue(property);
			if (!value.includes("url(") || isSprite(style, element))
				continue;
			const { width, height } = element.getBoundingClientRect();
			const apart = !pseudo && (width <= 1 || height <= 1) && element.childElementCount === 0;
			readers.addBackgrounds(ofStyle(value), "background", element, base, frame, apart);
		}
	}

	/** @param {Document | ShadowRoot} root @param {Base} base @param {Offset} frame */
	function addStyles(root, base, frame) {
		const which = candidates(root);
		if (which) {
			for (const element of which.own)
				addStyle(element, null, base, frame);
			for (const element of which.beside)
				for (const pseudo of ["::before", "::after"])
					addStyle(element, pseudo, base, frame);
			return;
		}
		const begin = performance.now();
		const all = [...root.querySelectorAll("*")];
		for (const pseudo of [null, "::before", "::after"])
			for (const [at, element] of all.entries()) {
				if (at % 64 === 0 && spent + performance.now() - begin > SLOWEST) {
					readers.left.styles += all.length - at;
					break;
				}
				addStyle(element, pseudo, base, frame);
			}
		spent += performance.now() - begin;
	}

	readers.addStyles = addStyles;
}
