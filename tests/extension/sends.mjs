// sends.mjs: refuse every way of sending that the content security policy
// does not close, in the extension's own sources.  Reads syntax trees, not
// lines, so that neither comments nor strings raise an alarm, nor line breaks
// hide one.
//   findings(name, text) -> [{line, why}]   for one file
import { readdirSync } from "node:fs";
import { join, relative } from "node:path";
import ts from "typescript";

/** Names that nobody here has a use for, whatever they are a member of. */
const never = new Map(Object.entries({
	fetch: "asks the network", fetchLater: "asks the network", XMLHttpRequest: "asks the network",
		WebSocket: "asks the network",
	WebSocketStream: "asks the network", WebTransport: "asks the network", EventSource: "asks the network",
	sendBeacon: "asks the network", RTCPeerConnection: "sends datagrams past the policy",
		webkitRTCPeerConnection: "sends datagrams past the policy",
	mozRTCPeerConnection: "sends datagrams past the policy", RTCDataChannel: "sends datagrams past the policy",
	Image: "loads a picture, which is a request", Audio: "loads a sound, which is a request",
		Worker: "has a policy of its own",
	SharedWorker: "has a policy of its own", serviceWorker: "has a policy of its own", importScripts: "runs other code",
	setUninstallURL: "opens a foreign address with a query", downloads: "sends bodies past the policy",
	notifications: "loads a foreign icon in Firefox", cookies: "not needed", history: "not needed",
		webRequest: "not needed",
	declarativeNetRequest: "not needed", identity: "not needed", proxy: "not needed",
		registerContentScripts: "runs without a click",
	sendNativeMessage: "the port has one owner", eval: "runs text", Function: "runs text",
		innerHTML: "takes text for markup",
	outerHTML: "takes text for markup", insertAdjacentHTML: "takes text for markup",
		setHTMLUnsafe: "takes text for markup",
	srcdoc: "takes text for markup", createContextualFragment: "takes text for markup",
		unsafeHTML: "takes text for markup",
	unsafeSVG: "takes text for markup", unsafeStatic: "takes text for markup", unsafeMathML: "takes text for markup",
	action_url: "sends a form", formAction: "sends a form", requestSubmit: "sends a form",
		registerProtocolHandler: "opens a foreign address",
	ping: "sends when clicked", prerender: "asks the network", insertCSS: "can load foreign addresses",
		adoptedStyleSheets: "can load foreign addresses",
	createObjectURL: "can be opened or saved", showSaveFilePicker: "not needed",
		share: "hands data to other programs", canShare: "hands data to other programs",
	executeSql: "not needed", setAttributeNS: "hides what is set", replaceState: "writes an address",
		pushState: "writes an address", FontFace: "loads a font, which is a request",
	PaymentRequest: "asks the network", PresentationRequest: "asks the network", PushManager: "asks the network",
		credentials: "asks the network",
	sendMessage: "the port is the only way between our parts", connectNative: "the port has one owner",
		geolocation: "asks the network",
}));
/** Globals of which a member may not be chosen at run time. */
const globals = new Set(["window", "globalThis", "self", "top", "parent", "frames", "document", "navigator", "location",
	"ext", "tabs", "windows", "runtime", "scripting"]);
/** Where one of those is at home. */
const athome = new Map([["connectNative", /^background\/main\.js$/],
	["history", /^pages\/(cases\/(history|mails)|views\/overview)\.js$/]]); // of a case, and of what is public

/** Elements whose making loads or sends something. */
const loading = ["script", "iframe", "frame", "img", "image", "link", "form", "object", "embed", "video", "audio",
	"source", "track", "input", "style", "base", "meta", "a", "area", "portal", "fencedframe"];
const loaders = new RegExp(`^(${loading.join("|")})$`, "i");
/** Attributes of templates that load, send or run something. */
const bare = /(action|formaction|ping|srcset|srcdoc|background|manifest|on[a-z]+)\s*=/;
const valued = /(src|href|data|poster|xlink:href|cite)\s*=\s*(["']?)([^\s"'>]*)/;
const attributes = new RegExp(`\\s(?:${bare.source}|${valued.source})`, "gi");
const tabs = /^(tabs|windows)$/;

/** @param {string} name the file's path in the extension @param {string} text */
export function findings(name, text) {
	if (name.endsWith(".js"))
		return ofScript(name, text);
	if (name.endsWith(".html") || name.endsWith(".svg"))
		return ofMarkup(text);
	if (name.endsWith(".css"))
		return ofStyle(text);
	return [];
}

/** @param {string} name @param {string} text */
function ofScript(name, text) {
	const tree = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
	/** @type {{line: number, why: string}[]} */
	const list = [];
	/** @param {ts.Node} node @param {string} why */
	const refuse = (node, why) => list.push(
		{ line: tree.getLineAndCharacterOfPosition(node.getStart()).line + 1, why });
	/** @param {ts.Node} node */
	const visit = (node) => {
		for (const rule of rules)
			rule(node, refuse, name);
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return list;
}

/** The last name of a.b.c or a["c"]. @param {ts.Node} node @returns {string} */
function lastName(node) {
	if (ts.isPropertyAccessExpression(node))
		return node.name.text;
	if (ts.isElementAccessExpression(node) && ts.isStringLiteralLike(node.argumentExpression))
		return node.argumentExpression.text;
	return ts.isIdentifier(node) ? node.text : "";
}

/** @param {ts.Node} node @returns {string} */
const ownerName = (node) => ts.isPropertyAccessExpression(node) || ts.isElementAccessExpression(node)
	? lastName(node.expression) : "";

/** Is this one of our own pages: page(...), or nothing at all? @param {ts.Expression | undefined} node */
const isOwnPage = (node) => node !== undefined && ts.isCallExpression(node) && ts.isIdentifier(node.expression)
	&& node.expression.text === "page";

/** Could this be an address?  Our own functions named open take objects. @param {ts.Expression} node */
const isAddress = (node) => !ts.isIdentifier(node) || node.text !== "shell";

/** @typedef {(node: ts.Node, refuse: (node: ts.Node, why: string) => void, name: string) => void} Rule */
/** @type {Rule[]} */
const rules = [
	// A name that is never needed, as an identifier, a member, or a quoted member.
	(node, refuse, name) => {
		const word = ts.isIdentifier(node) ? node.text
			: ts.isStringLiteralLike(node) && (ts.isElementAccessExpression(node.parent)
			|| ts.isComputedPropertyName(node.parent)) ? node.text : "";
		const parent = node.parent;
		// {fetch: 1} and class members of that name are nobody's network.
		const isLabel = parent && (ts.isPropertyAssignment(parent) && parent.name === node
			&& !ts.isComputedPropertyName(node));
		if (never.has(word) && !isLabel && !athome.get(word)?.test(name))
			refuse(node, `${word}: ${never.get(word)}`);
	},
	// The browser's own API has one door.
	(node, refuse, name) => {
		if (ts.isIdentifier(node) && /^(chrome|browser)$/.test(node.text) && !inTypes(node)
			&& name !== "shared/ext.js" && !(name === "content/collect.js"
			&& lastName(node.parent?.parent ?? node) === "dom"))
			refuse(node, `${node.text}: only shared/ext.js names it`);
	},
	// A member chosen at run time could be any of the above.
	(node, refuse) => {
		if (ts.isElementAccessExpression(node) && !ts.isStringLiteralLike(node.argumentExpression)
			&& globals.has(lastName(node.expression)))
			refuse(node, "a member of a global chosen at run time");
	},
	// Other code: only our own, and only by a fixed name.
	(node, refuse) => {
		if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
			refuse(node, "import() chooses code at run time");
		if ((ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) && node.moduleSpecifier
			&& ts.isStringLiteral(node.moduleSpecifier) && !/^\.\.?\//.test(node.moduleSpecifier.text))
			refuse(node, "an import from outside the extension");
		if (ts.isCallExpression(node) && /^(setTimeout|setInterval)$/.test(lastName(node.expression))
			&& node.arguments[0] && ts.isStringLiteralLike(node.arguments[0]))
			refuse(node, "text that is run");
	},
	// Tabs and windows show our own pages only.
	(node, refuse) => {
		if (!ts.isCallExpression(node) || !/^(create|update)$/.test(lastName(node.expression))
			|| !tabs.test(ownerName(node.expression)))
			return;
		const takesId = lastName(node.expression) === "update" && node.arguments.length > 1;
		for (const argument of node.arguments.slice(takesId ? 1 : 0)) {
			if (!ts.isObjectLiteralExpression(argument)) {
				refuse(node, "a tab or window made from a value that is not written here");
				continue;
			}
			for (const member of argument.properties) {
				if (ts.isSpreadAssignment(member) || ts.isShorthandPropertyAssignment(member) || !member.name
					|| ts.isComputedPropertyName(member.name))
					refuse(member, "a tab or window made from a value that is not written here");
				else if (/^url$/.test(member.name.getText().replace(/["']/g, "")) && !(ts.isPropertyAssignment(member)
					&& isOwnPage(member.initializer)))
					refuse(member, "a tab or window with another address than page(...)");
			}
		}
	},
	// No way around that.
	(node, refuse) => {
		if (ts.isCallExpression(node)
			&& /^(duplicate|highlight|sendMessage|setPanel|setPopup|openOptionsPage|captureTab)$/.test(
			lastName(node.expression))
			&& /^(tabs|action|sidePanel|sidebarAction|runtime)$/.test(ownerName(node.expression)))
			refuse(node, "not needed");
		if (ts.isCallExpression(node) && lastName(node.expression) === "open"
			&& (/^(window|globalThis|self|top|parent|document)$/.test(ownerName(node.expression))
			|| (ts.isIdentifier(node.expression) && node.arguments.some(isAddress))))
			refuse(node, "opens an address");
	},
	// The address of a page changes after "#" alone.
	(node, refuse) => {
		const isLocation = /** @param {ts.Node} at */ (at) => lastName(at) === "location";
		if (ts.isBinaryExpression(node) && node.operatorToken.kind >= ts.SyntaxKind.FirstAssignment
			&& node.operatorToken.kind <= ts.SyntaxKind.LastAssignment) {
			const { left } = node;
			if (isLocation(left) || (ownerName(left) === "location" && lastName(left) !== "hash"))
				refuse(node, "goes to another address");
			if (/^(src|srcset|href|action|cite|poster|background|data|integrity)$/.test(lastName(left))
				&& !ts.isIdentifier(left)
				// What a <q> was cited from no browser loads or goes to; it spells addresses.
				&& !(lastName(left) === "cite" && ownerName(left) === "quote"))
				refuse(node, `sets ${lastName(left)}, which loads or goes`);
		}
		if (ts.isCallExpression(node) && ownerName(node.expression) === "location"
			&& /^(assign|replace)$/.test(lastName(node.expression)))
			refuse(node, "goes to another address");
		if (ts.isVariableDeclaration(node) && ts.isIdentifier(node.name) && node.initializer
			&& isLocation(node.initializer))
			refuse(node, "location under another name");
		if (ts.isCallExpression(node) && lastName(node.expression) === "assign" && node.arguments[0]
			&& isLocation(node.arguments[0]))
			refuse(node, "goes to another address");
	},
	// Elements that load, and attributes that do.
	(node, refuse) => {
		if (!ts.isCallExpression(node))
			return;
		const [first] = node.arguments;
		if (/^createElement(NS)?$/.test(lastName(node.expression))
			&& !node.arguments.some(
			(argument) => ts.isStringLiteralLike(argument) && !loaders.test(argument.text) && !/:/.test(argument.text))
			&& !(first && ts.isIdentifier(first) && first.text === "NAME"))
			refuse(node, "makes an element that loads or sends");
		if (/^(setAttribute|toggleAttribute)$/.test(lastName(node.expression)) && !(first
			&& ts.isStringLiteralLike(first) && /^(aria-[a-z]+|role|lang|class|tabindex|title)$/.test(first.text)))
			refuse(node, "sets an attribute that may load or go");
		if (/^(write|writeln)$/.test(lastName(node.expression)) && ownerName(node.expression) === "document")
			refuse(node, "takes text for markup");
		if (lastName(node.expression) === "submit" && ts.isPropertyAccessExpression(node.expression))
			refuse(node, "sends a form");
		if (lastName(node.expression) === "setIcon" && !/imageData/.test(node.getText()))
			refuse(node, "an icon by its address");
		if (lastName(node.expression) === "executeScript" && /allFrames|frameIds|world/.test(node.getText()))
			refuse(node, "code in more than the page that was clicked");
	},
	// Styles that name an address.
	(node, refuse) => {
		if ((ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node)
			|| ts.isTemplateTail(node))
			&& /url\(\s*(?!["']?data:)|@import/i.test(node.text) && !isCondition(node))
			refuse(node, "a style that loads an address");
	},
	// Templates.
	(node, refuse) => {
		if (ts.isTaggedTemplateExpression(node)) {
			const text = ts.isNoSubstitutionTemplateLiteral(node.template) ? node.template.text
				: [node.template.head.text,
				...node.template.templateSpans.map(
					(span) => `\u0000${hole(span.expression)}\u0001${span.literal.text}`)].join("");
			ofTemplate(text, (why) => refuse(node, why));
		}
	},
	// Foreign addresses have no business here, whatever for; those that nobody can have (RFC 2606) are none.
	(node, refuse) => {
		if ((ts.isStringLiteralLike(node) || ts.isTemplateHead(node))
			&& /^\s*(https?|wss?|ftp|mailto|javascript|view-source):\S/i.test(node.text)
			&& !/^https:\/\/\w+\.example\/[\w./-]+$/.test(node.text))
			refuse(node, "a foreign address");
	},
];

/** Only asked about, as in text.includes("url("), not put anywhere. @param {ts.Node} node */
const isCondition = (node) => ts.isCallExpression(node.parent)
	&& /^(includes|startsWith|endsWith|test)$/.test(lastName(node.parent.expression));

/** @param {ts.Node} node */
function inTypes(node) {
	for (let at = node; at; at = at.parent)
		if (ts.isJSDoc(at) || ts.isTypeNode(at))
			return true;
	return false;
}

/** A value in a template; templates in it are looked at by themselves. @param {ts.Expression} node */
const hole = (node) => /html`/.test(node.getText()) ? "" : node.getText();

/**
 * Values that a template may put into src and href: pictures in memory, places on our own page, and a letter
 * for the user's own mail program, when clicked.
 */
const safeValue = { src: /^\u0000(source|thumbnail)\u0001$/,
	href: /^(#[\w/-]*(\u0000[\w.]+\u0001[\w/-]*)*|mailto:\u0000mailAddress\(\w+\)\u0001|)$/ };

/** @param {string} text @param {(why: string) => void} refuse */
function ofTemplate(text, refuse) {
	for (const match of text.matchAll(attributes)) {
		const name = (match[1] ?? match[2] ?? "").toLowerCase();
		if (match[1]) {
			refuse(`attribute ${name}`);
			continue;
		}
		// The value as it stands, with its holes; white space may be in a hole.
		const rest = text.slice((match.index ?? 0) + match[0].indexOf("=") + 1).trimStart();
		const value = /^["']/.test(rest) ? rest.slice(1, rest.indexOf(rest[0] ?? "", 1))
			: /^(?:\u0000[^\u0001]*\u0001|[^\s>\u0000])*/.exec(rest)?.[0] ?? "";
		const safe = Object.hasOwn(safeValue, name) ? safeValue[/** @type {"src" | "href"} */ (name)] : /^$/;
		if (!safe.test(value))
			refuse(`attribute ${name} with ${value.replaceAll(/[\u0000\u0001]/g, "")}`);
	}
	for (const match of text.matchAll(
		/<(iframe|frame|script|object|embed|link|base|meta|portal|audio|video|style)\b/gi))
		refuse(`element ${match[1]}`);
}

/** @param {string} text */
function ofMarkup(text) {
	/** @type {{line: number, why: string}[]} */
	const list = [];
	for (const [at, line] of text.split("\n").entries()) {
		/** @param {string} why */
		const refuse = (why) => list.push({ line: at + 1, why });
		if (/<(iframe|frame|object|embed|base|form|portal|audio|video|style)\b/i.test(line))
			refuse("an element that loads or sends");
		if (/<script\b(?![^>]*\bsrc=)/i.test(line) || /\son[a-z]+\s*=/i.test(line))
			refuse("a script in the page");
		if (/http-equiv|rel=["']?(dns-prefetch|preconnect|prefetch|preload|prerender|modulepreload)/i.test(line))
			refuse("asks the network");
		if (/\ssrcset\s*=/i.test(line))
			refuse("addresses in a list");
		for (const match of line.matchAll(
			/\s(?:src|href|action|formaction|ping|srcset|poster|data)\s*=\s*["']?([^"'\s>]*)/gi))
			if (!/^[\w./-]+$/.test(match[1] ?? "") || (match[1] ?? "").startsWith("//"))
				refuse("a foreign address");
	}
	return list;
}

/** @param {string} text */
function ofStyle(text) {
	return text.split("\n").flatMap((line, at) =>
		/@import|@font-face|url\(|image-set\(|expression\(|(^|[\s;{])behavior:/i.test(line)
		? [{ line: at + 1, why: "a style that loads an address" }] : []);
}

/** Files that are ours: what is copied from npm is compared byte for byte instead. @param {string} top */
export const ownFiles = (top) => readdirSync(top, { recursive: true, withFileTypes: true })
	.filter((entry) => entry.isFile())
	.map((entry) => relative(top, join(entry.parentPath ?? entry.path, entry.name)))
	.filter((name) => !name.startsWith("vendor/"));
