// collect.js: list the pictures of a page, by address and rectangle.
// Injected into the page's top frame for one click (activeTab), after rules.js, addresses.js,
// state.js, readers.js, styles.js and dhash.js; it sends nothing and asks for nothing: its last value is the answer.
"use strict";
{
	const { found, left, addElement, addStyles, addMeta, finish, sourceOf, isImage, deepest } =
		/** @type {NonNullable<typeof lenscapReaders>} */ (lenscapReaders);
	const { baseOf } = /** @type {NonNullable<typeof lenscapAddresses>} */ (lenscapAddresses);
	const dhash = /** @type {NonNullable<typeof lenscapDhash>} */ (lenscapDhash);
	const DRAWN = 400; // pictures, each of which takes the page a moment
	const THUMBNAIL = 96; // pixels, longest side, of what we may draw
	const HASHED = 48; // pixels, longest side, of what is hashed
	const LARGEST = 4096; // pixels, longest side, of a blob: picture that is drawn to be read
	const TITLE = 300; // letters
	const LINK = 2000; // letters of an address that a link leads to
	const SMALLEST = 48; // CSS pixels on a side of a frame that may show a picture

	/** Open shadow roots; the browsers let extensions see closed ones too. @param {Element} element */
	function shadowOf(element) {
		const api = /** @type {any} */ (globalThis).browser?.dom ?? /** @type {any} */ (globalThis).chrome?.dom;
		try {
			return element.shadowRoot ?? /** @type {any} */ (element).openOrClosedShadowRoot
				?? ("innerText" in element ? api?.openOrClosedShadowRoot?.(element) : null) ?? null;
		} catch {
			return element.shadowRoot;
		}
	}

	/** @param {Document | ShadowRoot} root @param {Offset} frame @param {number} depth */
	function walk(root, frame, depth) {
		const base = baseOf(root.ownerDocument ?? /** @type {Document} */ (root));
		for (const element of root.querySelectorAll("*")) {
			addElement(element, base, frame);
			const shadow = shadowOf(element);
			if (shadow && depth < deepest)
				walk(shadow, frame, depth + 1);
			if ((element.localName === "iframe" || element.localName === "frame") && depth < deepest)
				walkFrame(/** @type {HTMLIFrameElement} */ (element), frame, depth);
		}
		addStyles(root, base, frame);
	}

	/** @param {HTMLIFrameElement} element @param {Offset} frame @param {number} depth */
	function walkFrame(element, frame, depth) {
		/** @type {Document | null} */
		let inner = null;
		try {
			inner = element.contentDocument;
		} catch {
			// Another site's frame stays closed to us.
		}
		const box = element.getBoundingClientRect();
		if (!inner && box.width > SMALLEST && box.height > SMALLEST)
			left.frames++;
		if (!inner)
			return;
		walk(inner, { x: frame.x + box.x + element.clientLeft, y: frame.y + box.y + element.clientTop }, depth + 1);
		addMeta(inner);
	}

	/** @param {HTMLImageElement} image @param {number} most longest side in pixels */
	function draw(image, most) {
		const scale = Math.min(1, most / Math.max(image.naturalWidth, image.naturalHeight));
		const canvas = document.createElement("canvas");
		canvas.width = Math.max(1, Math.round(image.naturalWidth * scale));
		canvas.height = Math.max(1, Math.round(image.naturalHeight * scale));
		canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
		return canvas;
	}

	/** A small picture of what stands on the page, and its hash, if the page may be drawn.
	 * @param {Element | null} element */
	function drawn(element) {
		if (!isImage(element) || !element.complete || !element.naturalWidth)
			return {};
		try {
			return { thumbnail: draw(element, THUMBNAIL).toDataURL("image/jpeg", 0.7),
				dhash: dhash(draw(element, HASHED)) };
		} catch {
			return {}; // another site's picture: the browser keeps it from us
		}
	}

	/** Of a picture what its very address showed: what a stranger gets in its place may be another.
	 * @param {Found} entry @param {string | undefined} hash */
	const shownBy = ({ url, element }, hash) =>
		isImage(element) && element.currentSrc === url && element.naturalWidth > 0
			&& getComputedStyle(element).imageOrientation !== "none"
			? { natural: [element.naturalWidth, element.naturalHeight], dhash: hash } : {};

	/** The bytes of a data: URL, in base64 without blanks. @param {string} url */
	function encoded(url) {
		const head = url.slice(0, url.indexOf(","));
		const body = url.slice(head.length + 1);
		return /;base64\s*$/i.test(head) ? btoa(atob(decodeURIComponent(body)))
			: btoa(body.replace(/%([\da-f]{2})/gi, (_, digits) => String.fromCharCode(parseInt(digits, 16))));
	}

	/** A picture that has no address outside this page, in base64. @param {Found} entry */
	function read({ url, element }) {
		if (url.startsWith("data:"))
			return encoded(url);
		if (element?.localName === "canvas")
			return encoded(/** @type {HTMLCanvasElement} */ (element).toDataURL("image/png"));
		if (!url.startsWith("blob:") || !isImage(element) || !element.naturalWidth)
			return "";
		// As text: Firefox keeps the bytes of a page's canvas from us.
		return encoded(draw(element, LARGEST).toDataURL("image/png"));
	}

	walk(document, { x: 0, y: 0 }, 0);
	addMeta(document);
	finish();
	// Those met before, while the page is scrolled: they keep their numbers.
	const kept = globalThis.lenscapKept ?? [];
	const known = new Set(kept.map(({ url }) => url));
	const fresh = [...found.values()].filter(({ url }) => !known.has(url));
	const list = [...kept, ...fresh];
	if (globalThis.lenscapKept)
		globalThis.lenscapKept = list;
	const numbers = new Map(list.map(({ url }, id) => [url, id]));

	/** Pictures in base64, as long as they are being fetched. @type {Map<number, string>} */
	const texts = new Map();

	/** Lists that scroll put other pictures into the same elements; late ones only load. @param {Found} entry */
	const isChanged = ({ element, shown, url }) => isImage(element)
		&& sourceOf(element) !== shown && element.src !== url && element.currentSrc !== url;

	/** @param {number} id */
	function textOf(id) {
		const entry = list[id];
		if (entry && !texts.has(id))
			try {
				texts.set(id, read(entry));
			} catch {
				texts.set(id, ""); // a broken data: URL, or a canvas that the page tainted
			}
		return texts.get(id) ?? "";
	}

	// For our own later injections in this isolated world; the page sees none of it.
	globalThis.lenscapPictures = {
		element: (id) => list[id]?.element ?? null,
		/** Which picture has this address? */
		idOf: (url) => list.findIndex((entry) => entry.url === url),
		/** Where a picture is in the window now. */
		place(id) {
			const entry = list[id];
			if (!entry?.element?.isConnected)
				return null;
			const box = entry.element.getBoundingClientRect();
			return { changed: isChanged(entry), x: box.x + entry.frame.x, y: box.y + entry.frame.y,
				width: box.width, height: box.height,
				window: { width: innerWidth, height: innerHeight } };
		},
		/** The size of a data: or blob: picture; 0 for any other, and one that cannot be read. */
		async bytes(id) {
			const text = textOf(id);
			return text.length / 4 * 3 - (text.endsWith("==") ? 2 : text.endsWith("=") ? 1 : 0);
		},
		/** One piece of it, base64; `size` bytes are a multiple of three. */
		async piece(id, index, size) {
			const letters = size / 3 * 4;
			const text = textOf(id);
			if ((index + 1) * letters >= text.length)
				texts.delete(id);
			return text.slice(index * letters, (index + 1) * letters);
		},
	};

	/** Where the link around a picture leads. @param {Element | null} element */
	function leadsTo(element) {
		const anchor = /** @type {HTMLAnchorElement | null} */ (element?.closest("a[href]"));
		// A link of a drawing has no protocol.
		const to = anchor?.localName === "a" && /^https?:$/.test(anchor.protocol) ? anchor.href : "";
		return to.length <= LINK ? to : "";
	}

	/** @param {Found} entry @param {number} id */
	function described(entry, id) {
		const { url, kind, element, rect, frame, alt, apart, same } = entry;
		const { thumbnail, dhash: hash } = id < DRAWN ? drawn(element) : {};
		return { id, kind, alt, apart, same: numbers.get(same) ?? id, link: leadsTo(element),
			url: /^(data|blob|canvas):/.test(url) ? "" : url,
			local: /^(data|blob|canvas)(?=:)/.exec(url)?.[0] ?? "",
			rect: rect && rect.width > 0 && rect.height > 0
				? { x: rect.x + frame.x, y: rect.y + frame.y, width: rect.width, height: rect.height } : null,
			width: Math.round((isImage(element) && element.naturalWidth) || (rect?.width ?? 0)),
			height: Math.round((isImage(element) && element.naturalHeight) || (rect?.height ?? 0)),
			thumbnail, ...shownBy(entry, hash) };
	}

	({
		url: location.href,
		title: document.title.slice(0, TITLE),
		window: { width: innerWidth, height: innerHeight, ratio: devicePixelRatio },
		images: fresh.map((entry, at) => described(entry, kept.length + at)),
		left: { ...left, canvases: 0 },
	});
}
