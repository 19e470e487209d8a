// collect.js: list the pictures of a page, by address and rectangle.
// Injected into the page's top frame for one click (activeTab); it sends
// nothing and asks for nothing: its last value is the answer.
(() => {
	const MOST = 500; // pictures in one list
	const ICON = 48; // CSS pixels: this small on both sides is an icon
	const THUMBNAIL = 96; // pixels, longest side, of what we may draw
	const CHUNK = 393_216; // bytes of a data: or blob: picture in one piece
	const picture = /\.(jpe?g|jfif|png|webp|gif|avif|heic|heif)([?#]|$)/i;
	const drawing = /^data:image\/svg|\.svgz?([?#]|$)/i;

	/** @typedef {{url: string, kind: string, element: Element | null, rect: DOMRect | null, frame: {x: number, y: number}, size: number, alt: string}} Found */
	/** @type {Map<string, Found>} */
	const found = new Map();

	/** @param {string | null | undefined} text @param {string} base */
	function absolute(text, base) {
		const trimmed = text?.trim();
		if (!trimmed || trimmed === "#" || drawing.test(trimmed))
			return null;
		try {
			const url = new URL(trimmed, base);
			if (url.protocol === "http:" || url.protocol === "https:")
				url.hash = "";
			else if (url.protocol !== "blob:" && !/^data:image\//i.test(url.href))
				return null;
			return url.href;
		} catch {
			return null;
		}
	}

	/**
	 * The addresses of a srcset with their weights: pixels wide, or density.
	 * Read as the HTML standard does: an address ends at white space, its
	 * trailing commas belong to the list.
	 * @param {string | null | undefined} text
	 */
	function candidates(text) {
		const list = [];
		const rest = /[\s,]*(\S*[^\s,])(?:,|\s+([^,]*)(?:,|$)|$)/gy;
		for (let match; text && (match = rest.exec(text)) !== null;) {
			const descriptor = /^\s*([\d.]+)([wx])/.exec(match[2] ?? "");
			const weight = descriptor ? Number(descriptor[1]) * (descriptor[2] === "w" ? 1 : 1000) : 1000;
			list.push({ url: match[1] ?? "", weight });
		}
		return list;
	}

	/** The heaviest candidate of several srcsets. @param {(string | null | undefined)[]} sets */
	function largest(sets) {
		let best = { url: "", weight: 0 };
		for (const set of sets)
			for (const candidate of candidates(set))
				if (candidate.weight > best.weight)
					best = candidate;
		return best.url;
	}

	/** @param {Element} element */
	function altOf(element) {
		const text = element.getAttribute("alt") ?? element.getAttribute("aria-label")
			?? element.getAttribute("title") ?? "";
		return text.slice(0, 200);
	}

	/**
	 * @param {string | null} url @param {string} kind
	 * @param {Element | null} element @param {{x: number, y: number}} frame
	 */
	function add(url, kind, element, frame) {
		if (!url)
			return;
		const rect = element?.getBoundingClientRect() ?? null;
		const size = rect ? rect.width * rect.height : 0;
		const before = found.get(url);
		if (before && before.size >= size)
			return;
		if (!before && found.size >= MOST)
			return;
		found.set(url, { url, kind, element, rect, frame, size,
			alt: (element && altOf(element)) || (before?.alt ?? "") });
	}

	/** Drawn, and no larger than an icon, as far as anybody can tell. @param {Element} element */
	function isIcon(element) {
		const { width, height } = element.getBoundingClientRect();
		if (element.localName === "img") {
			const image = /** @type {HTMLImageElement} */ (element);
			if (image.complete && image.naturalWidth > 0 && image.naturalWidth <= ICON
				&& image.naturalHeight <= ICON && !lazy(image))
				return true;
			// One pixel on a side is a placeholder's or a tracker's size.
			if (width <= 1 || height <= 1)
				return false;
		}
		return width > 0 && height > 0 && width <= ICON && height <= ICON;
	}

	const lazyAddress = ["data-src", "data-original", "data-lazy-src", "data-lazy", "data-full",
		"data-image", "data-url", "data-hi-res-src", "data-large_image", "data-zoom-image"];
	const lazySet = ["data-srcset", "data-lazy-srcset", "data-original-set"];

	/** The address a page's script will put in later. @param {Element} element */
	function lazy(element) {
		const set = largest(lazySet.map((name) => element.getAttribute(name)));
		return set || lazyAddress.map((name) => element.getAttribute(name)).find((value) =>
			value && (picture.test(value) || /^(https?:)?\/\//.test(value) || value.startsWith("/"))) || "";
	}

	/** @param {HTMLImageElement} image @param {string} base @param {{x: number, y: number}} frame */
	function addImage(image, base, frame) {
		if (isIcon(image))
			return;
		const link = image.closest("a[href]")?.getAttribute("href");
		const linked = link && picture.test(link) ? link : "";
		const sources = image.parentElement?.localName === "picture"
			? [...image.parentElement.querySelectorAll("source")] : [];
		const set = largest([image.getAttribute("srcset"),
			...sources.map((source) => source.getAttribute("srcset")),
			...sources.map((source) => source.getAttribute("data-srcset"))]);
		const kind = linked ? "link" : lazy(image) ? "lazy" : set ? "srcset" : "img";
		const choices = [linked, lazy(image), set, image.currentSrc, image.getAttribute("src")];
		for (const choice of choices) {
			const url = absolute(choice, base);
			if (!url)
				continue;
			add(url, kind, image, frame);
			return;
		}
	}

	/** The addresses in a computed CSS value; of an image-set, the densest. @param {string} value */
	function cssAddresses(value) {
		const inside = /image-set\(((?:[^()]|\([^()]*\))*)\)/g;
		const one = /url\((?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|([^)]*))\)\s*(?:([\d.]+)(?:dppx|x))?/g;
		/** @param {string} text */
		const all = (text) => [...text.matchAll(one)].map((match) => ({
			url: (match[1] ?? match[2] ?? match[3] ?? "").replace(/\\(.)/g, "$1"),
			weight: Number(match[4] ?? 1) }));
		const list = [];
		for (const set of value.matchAll(inside)) {
			const best = all(set[1] ?? "").sort((a, b) => b.weight - a.weight)[0];
			if (best)
				list.push(best.url);
		}
		return [...list, ...all(value.replace(inside, "")).map((entry) => entry.url)];
	}

	const cssProperties = ["background-image", "border-image-source", "list-style-image", "content", "mask-image"];

	/** @param {Element} element @param {string | null} pseudo @param {string} base @param {{x: number, y: number}} frame */
	function addStyle(element, pseudo, base, frame) {
		const view = element.ownerDocument.defaultView;
		const style = view?.getComputedStyle(element, pseudo);
		if (!style || (pseudo && style.content === "none"))
			return;
		for (const property of cssProperties) {
			const value = style.getPropertyValue(property);
			if (!value.includes("url("))
				continue;
			const rect = element.getBoundingClientRect();
			if (!pseudo && rect.width <= ICON && rect.height <= ICON && rect.width > 0)
				continue;
			// Many small pictures in one file, moved by pixels: a sprite.
			if (/-[\d.]+px/.test(style.backgroundPosition))
				continue;
			for (const address of cssAddresses(value))
				add(absolute(address, base), "background", element, frame);
		}
	}

	/** @param {HTMLAnchorElement} anchor @param {string} base @param {{x: number, y: number}} frame */
	function addLink(anchor, base, frame) {
		const href = anchor.getAttribute("href");
		if (href && picture.test(href) && !anchor.querySelector("img"))
			add(absolute(href, base), "link", anchor, frame);
	}

	/** Pictures for browsers without scripts. @param {Element} element @param {string} base @param {{x: number, y: number}} frame */
	function addNoscript(element, base, frame) {
		// Inert: a document made by DOMParser loads and runs nothing.
		const inert = new DOMParser().parseFromString(element.textContent ?? "", "text/html");
		for (const image of inert.querySelectorAll("img")) {
			const small = Number(image.getAttribute("width") ?? ICON + 1) <= ICON
				|| Number(image.getAttribute("height") ?? ICON + 1) <= ICON;
			const url = absolute(lazy(image) || largest([image.getAttribute("srcset")])
				|| image.getAttribute("src"), base);
			if (url && !small && !found.has(url))
				add(url, "noscript", element.previousElementSibling, frame);
		}
	}

	/** @type {Record<string, (element: any, base: string, frame: {x: number, y: number}) => void>} */
	const readers = {
		img: addImage,
		a: addLink,
		noscript: addNoscript,
		image: (element, base, frame) => isIcon(element)
			|| add(absolute(element.getAttribute("href") ?? element.getAttribute("xlink:href"), base), "svg", element, frame),
		video: (element, base, frame) =>
			add(absolute(element.getAttribute("poster") ?? element.getAttribute("data-poster"), base), "poster", element, frame),
		input: (element, base, frame) => element.getAttribute("type")?.toLowerCase() === "image"
			&& !isIcon(element) && add(absolute(element.getAttribute("src"), base), "img", element, frame),
		object: (element, base, frame) => picture.test(element.getAttribute("data") ?? "")
			&& add(absolute(element.getAttribute("data"), base), "img", element, frame),
		embed: (element, base, frame) => picture.test(element.getAttribute("src") ?? "")
			&& add(absolute(element.getAttribute("src"), base), "img", element, frame),
	};

	/** @param {Element} element @param {string} base @param {{x: number, y: number}} frame */
	function addElement(element, base, frame) {
		if (Object.hasOwn(readers, element.localName))
			readers[element.localName]?.(element, base, frame);
		else if (element.localName !== "source" && lazy(element) && picture.test(lazy(element)))
			add(absolute(lazy(element), base), "lazy", element, frame);
		const later = element.getAttribute("data-bg") ?? element.getAttribute("data-background")
			?? element.getAttribute("data-background-image");
		if (later)
			add(absolute(cssAddresses(later)[0] ?? later, base), "lazy", element, frame);
		for (const pseudo of [null, "::before", "::after"])
			addStyle(element, pseudo, base, frame);
	}

	/** Open shadow roots; the browsers let extensions see closed ones too. @param {Element} element */
	function shadowOf(element) {
		const api = /** @type {any} */ (globalThis).browser?.dom ?? /** @type {any} */ (globalThis).chrome?.dom;
		try {
			return element.shadowRoot ?? /** @type {any} */ (element).openOrClosedShadowRoot
				?? (element instanceof HTMLElement ? api?.openOrClosedShadowRoot?.(element) : null) ?? null;
		} catch {
			return element.shadowRoot;
		}
	}

	/**
	 * @param {Document | ShadowRoot} root @param {{x: number, y: number}} frame
	 * @param {number} depth
	 */
	function walk(root, frame, depth) {
		const base = root.ownerDocument?.baseURI ?? /** @type {Document} */ (root).baseURI;
		for (const element of root.querySelectorAll("*")) {
			addElement(element, base, frame);
			const shadow = shadowOf(element);
			if (shadow && depth < 20)
				walk(shadow, frame, depth + 1);
			if ((element.localName === "iframe" || element.localName === "frame") && depth < 20)
				walkFrame(/** @type {HTMLIFrameElement} */ (element), frame, depth);
		}
	}

	/** @param {HTMLIFrameElement} element @param {{x: number, y: number}} frame @param {number} depth */
	function walkFrame(element, frame, depth) {
		/** @type {Document | null} */
		let inner = null;
		try {
			inner = element.contentDocument;
		} catch {
			// Another site's frame stays closed to us.
		}
		if (!inner)
			return;
		const box = element.getBoundingClientRect();
		walk(inner, { x: frame.x + box.x + element.clientLeft, y: frame.y + box.y + element.clientTop }, depth + 1);
		addMeta(inner);
	}

	const metaNames = ["og:image", "og:image:url", "og:image:secure_url", "twitter:image",
		"twitter:image:src", "image", "thumbnail", "msapplication-TileImage"];

	/** What the page tells other sites and search engines. @param {Document} from */
	function addMeta(from) {
		const none = { x: 0, y: 0 };
		for (const meta of from.querySelectorAll("meta[content]")) {
			const name = meta.getAttribute("property") ?? meta.getAttribute("name") ?? meta.getAttribute("itemprop");
			const content = meta.getAttribute("content") ?? "";
			if (name && metaNames.includes(name) && !found.has(absolute(content, from.baseURI) ?? ""))
				add(absolute(content, from.baseURI), "meta", null, none);
		}
		for (const link of from.querySelectorAll("link[rel~=image_src], link[rel~=preload][as=image]")) {
			const url = absolute(largest([link.getAttribute("imagesrcset")]) || link.getAttribute("href"), from.baseURI);
			if (url && !found.has(url))
				add(url, "meta", null, none);
		}
		for (const script of from.querySelectorAll('script[type="application/ld+json"]')) {
			try {
				addLinked(JSON.parse(script.textContent ?? ""), from.baseURI, "", 0);
			} catch {
				// A page's broken JSON-LD is the page's.
			}
		}
	}

	const imageMembers = ["image", "images", "photo", "photos", "logo", "thumbnail", "thumbnailUrl", "contentUrl", "primaryImageOfPage", "associatedMedia"];

	/** Pictures in JSON-LD. @param {any} node @param {string} base @param {string} member @param {number} depth */
	function addLinked(node, base, member, depth) {
		if (depth > 12)
			return;
		if (typeof node === "string") {
			const url = imageMembers.includes(member) || (member === "url" && picture.test(node)) ? absolute(node, base) : null;
			if (url && !found.has(url) && (picture.test(url) || member !== "contentUrl"))
				add(url, "json-ld", null, { x: 0, y: 0 });
		} else if (Array.isArray(node)) {
			for (const item of node)
				addLinked(item, base, member, depth + 1);
		} else if (node && typeof node === "object") {
			const isImage = [node["@type"]].flat().includes("ImageObject");
			for (const [name, value] of Object.entries(node)) {
				const own = (name === "url" || name === "@id") && typeof value === "string"
					&& (isImage || imageMembers.includes(member)) ? "image" : name;
				if (name !== "@context" && name !== "@type")
					addLinked(value, base, own, depth + 1);
			}
		}
	}

	/** A small picture of what stands on the page, if the page may be drawn. @param {Element | null} element */
	function thumbnail(element) {
		if (!(element instanceof HTMLImageElement) || !element.complete || !element.naturalWidth)
			return undefined;
		const drawn = draw(element, THUMBNAIL);
		try {
			return drawn?.toDataURL("image/jpeg", 0.7);
		} catch {
			return undefined; // another site's picture: the browser keeps it from us
		}
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

	walk(document, { x: 0, y: 0 }, 0);
	addMeta(document);

	const list = [...found.values()];
	/** @type {Map<number, Uint8Array>} */
	const bytes = new Map();

	/** @param {string} url a data: URL */
	function decode(url) {
		const [head = "", body = ""] = [url.slice(0, url.indexOf(",")), url.slice(url.indexOf(",") + 1)];
		const text = /;base64\s*$/i.test(head)
			? atob(decodeURIComponent(body).replace(/\s/g, ""))
			: decodeURIComponent(body.replace(/%(?![\da-f]{2})/gi, "%25"));
		return Uint8Array.from(text, (letter) => letter.charCodeAt(0) & 255);
	}

	/** The bytes of a picture that has no address outside this page. @param {Found} entry @returns {Promise<Uint8Array>} */
	async function read({ url, element }) {
		if (url.startsWith("data:"))
			return decode(url);
		if (!(element instanceof HTMLImageElement) || !element.naturalWidth)
			return new Uint8Array();
		// As text: Firefox keeps the bytes of a page's canvas from us.
		return decode(draw(element, 4096).toDataURL("image/png"));
	}

	/** @param {Uint8Array} part */
	const base64 = (part) => {
		let text = "";
		for (let at = 0; at < part.length; at += 8192)
			text += String.fromCharCode(...part.subarray(at, at + 8192));
		return btoa(text);
	};

	// For our own later injections in this isolated world; the page sees none of it.
	/** @type {any} */ (globalThis).lenscapPictures = {
		/** @param {number} id */
		element: (id) => list[id]?.element ?? null,
		/** Which picture has this address? @param {string} url */
		idOf: (url) => list.findIndex((entry) => entry.url === url),
		/** Where a picture is in the window now. @param {number} id */
		place(id) {
			const entry = list[id];
			if (!entry?.element?.isConnected)
				return null;
			const box = entry.element.getBoundingClientRect();
			return { x: box.x + entry.frame.x, y: box.y + entry.frame.y, width: box.width, height: box.height,
				window: { width: innerWidth, height: innerHeight }, ratio: devicePixelRatio };
		},
		/** One piece of a data: or blob: picture, base64. @param {number} id @param {number} index */
		async piece(id, index) {
			const entry = list[id];
			if (!entry || !/^(data|blob):/.test(entry.url))
				return null;
			if (!bytes.has(id))
				bytes.set(id, await read(entry).catch(() => new Uint8Array()));
			const whole = bytes.get(id) ?? new Uint8Array();
			const data = base64(whole.subarray(index * CHUNK, (index + 1) * CHUNK));
			if ((index + 1) * CHUNK >= whole.length)
				bytes.delete(id);
			return { bytes: whole.length, data };
		},
	};

	return {
		url: location.href,
		title: document.title.slice(0, 300),
		window: { width: innerWidth, height: innerHeight, ratio: devicePixelRatio },
		images: list.map(({ url, kind, element, rect, frame, alt }, id) => ({
			id,
			url: /^(data|blob):/.test(url) ? "" : url,
			local: url.startsWith("data:") ? "data" : url.startsWith("blob:") ? "blob" : "",
			kind, alt,
			rect: rect && rect.width > 0 && rect.height > 0
				? { x: rect.x + frame.x, y: rect.y + frame.y, width: rect.width, height: rect.height } : null,
			width: Math.round((element instanceof HTMLImageElement && element.naturalWidth) || (rect?.width ?? 0)),
			height: Math.round((element instanceof HTMLImageElement && element.naturalHeight) || (rect?.height ?? 0)),
			thumbnail: thumbnail(element),
		})),
	};
})();
