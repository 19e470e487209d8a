// readers.js: which elements hold pictures, and what their addresses are.
// Injected after addresses.js, for collect.js.
"use strict";
{
	const { isPicture, absolute, largest, ofStyle } =
		/** @type {NonNullable<typeof lenscapAddresses>} */ (lenscapAddresses);
	const MOST = 500; // pictures in one list
	const ICON = 48; // CSS pixels: this small on both sides is an icon
	const ALT = 200; // letters of a picture's description
	const DEEPEST = 12; // levels of JSON-LD

	/** @type {Map<string, Found>} */
	const found = new Map();

	/** @param {Element} element */
	function altOf(element) {
		const text = element.getAttribute("alt") ?? element.getAttribute("aria-label")
			?? element.getAttribute("title") ?? "";
		return text.slice(0, ALT);
	}

	/** @param {string | null} url @param {string} kind @param {Element | null} element @param {Offset} frame */
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
			value && (isPicture(value) || /^(https?:)?\/\//.test(value) || value.startsWith("/"))) || "";
	}

	/** @param {HTMLImageElement} image @param {string} base @param {Offset} frame */
	function addImage(image, base, frame) {
		if (isIcon(image))
			return;
		const link = image.closest("a[href]")?.getAttribute("href");
		const linked = link && isPicture(link) ? link : "";
		const sources = image.parentElement?.localName === "picture"
			? [...image.parentElement.querySelectorAll("source")] : [];
		const set = largest([image.getAttribute("srcset"),
			...sources.map((source) => source.getAttribute("srcset")),
			...sources.map((source) => source.getAttribute("data-srcset"))]);
		const kind = linked ? "link" : lazy(image) ? "lazy" : set ? "srcset" : "img";
		const choices = [linked, lazy(image), set, image.currentSrc, image.getAttribute("src")];
		add(choices.map((choice) => absolute(choice, base)).find(Boolean) ?? null, kind, image, frame);
	}

	const cssProperties = ["background-image", "border-image-source", "list-style-image", "content", "mask-image"];

	/** @param {Element} element @param {string | null} pseudo @param {string} base @param {Offset} frame */
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
			for (const address of ofStyle(value))
				add(absolute(address, base), "background", element, frame);
		}
	}

	/** @param {HTMLAnchorElement} anchor @param {string} base @param {Offset} frame */
	function addLink(anchor, base, frame) {
		const href = anchor.getAttribute("href");
		if (href && isPicture(href) && !anchor.querySelector("img"))
			add(absolute(href, base), "link", anchor, frame);
	}

	/** Pictures for browsers without scripts. @param {Element} element @param {string} base @param {Offset} frame */
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

	/** An embedded file, if it is a picture by its name. @param {string} name of the attribute */
	const embedded = (name) => (/** @type {Element} */ element,
		/** @type {string} */ base, /** @type {Offset} */ frame) => {
		const address = element.getAttribute(name);
		if (isPicture(address ?? ""))
			add(absolute(address, base), "img", element, frame);
	};

	/** @type {Record<string, (element: any, base: string, frame: Offset) => void>} */
	const readers = {
		img: addImage,
		a: addLink,
		noscript: addNoscript,
		image: (element, base, frame) => isIcon(element)
			|| add(absolute(element.getAttribute("href") ?? element.getAttribute("xlink:href"),
				base), "svg", element, frame),
		video: (element, base, frame) =>
			add(absolute(element.getAttribute("poster") ?? element.getAttribute("data-poster"),
				base), "poster", element, frame),
		input: (element, base, frame) => element.getAttribute("type")?.toLowerCase() === "image"
			&& !isIcon(element) && add(absolute(element.getAttribute("src"), base), "img", element, frame),
		object: embedded("data"),
		embed: embedded("src"),
	};

	/** @param {Element} element @param {string} base @param {Offset} frame */
	function addElement(element, base, frame) {
		if (Object.hasOwn(readers, element.localName))
			readers[element.localName]?.(element, base, frame);
		else if (element.localName !== "source" && lazy(element) && isPicture(lazy(element)))
			add(absolute(lazy(element), base), "lazy", element, frame);
		const later = element.getAttribute("data-bg") ?? element.getAttribute("data-background")
			?? element.getAttribute("data-background-image");
		if (later)
			add(absolute(ofStyle(later)[0] ?? later, base), "lazy", element, frame);
		for (const pseudo of [null, "::before", "::after"])
			addStyle(element, pseudo, base, frame);
	}

	const NOWHERE = { x: 0, y: 0 };
	const metaNames = ["og:image", "og:image:url", "og:image:secure_url", "twitter:image",
		"twitter:image:src", "image", "thumbnail", "msapplication-TileImage"];

	/** What stands nowhere on the page. @param {string | null} url @param {string} kind */
	const addUnseen = (url, kind) => url && !found.has(url) && add(url, kind, null, NOWHERE);

	/** What the page tells other sites and search engines. @param {Document} from */
	function addMeta(from) {
		for (const meta of from.querySelectorAll("meta[content]")) {
			const name = meta.getAttribute("property") ?? meta.getAttribute("name") ?? meta.getAttribute("itemprop");
			if (name && metaNames.includes(name))
				addUnseen(absolute(meta.getAttribute("content"), from.baseURI), "meta");
		}
		for (const link of from.querySelectorAll("link[rel~=image_src], link[rel~=preload][as=image]"))
			addUnseen(absolute(largest([link.getAttribute("imagesrcset")]) || link.getAttribute("href"),
				from.baseURI), "meta");
		for (const script of from.querySelectorAll('script[type="application/ld+json"]')) {
			try {
				addLinked(JSON.parse(script.textContent ?? ""), from.baseURI, "", 0);
			} catch {
				// A page's broken JSON-LD is the page's.
			}
		}
	}

	const imageMembers = ["image", "images", "photo", "photos", "logo", "thumbnail", "thumbnailUrl", "contentUrl",
		"primaryImageOfPage", "associatedMedia"];

	/** Pictures in JSON-LD. @param {any} node @param {string} base @param {string} member @param {number} depth */
	function addLinked(node, base, member, depth) {
		if (depth > DEEPEST)
			return;
		if (typeof node === "string") {
			const wanted = imageMembers.includes(member) || (member === "url" && isPicture(node));
			const url = wanted ? absolute(node, base) : null;
			if (url && (isPicture(url) || member !== "contentUrl"))
				addUnseen(url, "json-ld");
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

	globalThis.lenscapReaders = { found, add, addElement, addMeta };
}
