// details.js: what the host says in English of what a file gives away, in the language in use.
import { keysOf, t, tIn } from "./i18n.js";

/** Whose details are words of the file itself; host/letter/detail.c has the same. */
const foreign = new Set(["person_name", "contact", "camera_serial", "lens_serial", "file_names", "author", "caption",
	"keywords", "shutter_count", "unique_id", "copyright", "device", "software", "place", "text", "gps",
	"capture_time"]);

/** Of which kind what is said so is: those that begin here, up to the next; "" for all whose details are no words
 * of the file, "+" for those and a text, whose place stands before it. @type {Record<string, string>} */
const detailKinds = { more: "*", camera_clock: "capture_time", no_hemisphere: "gps", network_country: "place",
	labelled: "text", face: "", behind_picture: "+", sized_from: "", photo_size: "photo_public",
	avatar_off: "where", read_on: "source", of_pictures: "told" };

/** @param {string} of @param {string} kind */
const isOf = (of, kind) => of === "*" || of === kind || of === "+" && kind === "text" ||
	(of === "" || of === "+") && !foreign.has(kind) && !kind.endsWith("_beside");

/** {words} are the file's own, {part} and {size} said by a pattern, others numbers. @param {string} english */
const pattern = (english) => new RegExp(`^${english.replace(/’/g, "'").replace(/[.*+?^$()|[\]\\]/g, "\\$&")
	.replace(/\{(\w+)\}/g, (_, name) => `(?<${name}>${/words|part|size/.test(name) ? ".+?" : "[-0-9., ]+?"})`)}$`);

/** @type {{key: string, of: string, english: RegExp}[]} */
let patterns = [];

function readPatterns() {
	let of = "";
	patterns = keysOf("detail_").map((key) => {
		of = detailKinds[key.slice("detail_".length)] ?? of;
		return { key, of, english: pattern(tIn("en", key, {})) };
	});
}

/** @param {string} kind @param {string} text @returns {string | null} null: it is none that we know */
function said(kind, text) {
	for (const { key, of, english } of patterns) {
		const values = isOf(of, kind) ? english.exec(text) : null;
		if (!values)
			continue;
		const parts = Object.entries(values.groups ?? {}).map(([name, value]) =>
			[name, /part|size/.test(name) && !/^[-0-9., ]+$/.test(value) ? said(kind, value) : value]);
		if (parts.every(([, value]) => value !== null))
			return t(key, Object.fromEntries(parts));
	}
	return null;
}

/** What the host says of it in the language in use; what the file says itself stays.
 * @param {{kind: string, detail?: string}} finding */
export function detailWords({ kind, detail = "" }) {
	if (patterns.length === 0)
		readPatterns();
	return said(kind, detail) ?? detail;
}

/** The same of what a page exposes: of its files it is which finding they have.
 * @param {{kind: string, detail?: string}} exposed */
export function exposedWords({ kind, detail = "" }) {
	const label = kind.startsWith("file_") && keysOf("finding_").find((key) =>
		tIn("en", key, {}).replace(/’/g, "'").toLowerCase() === detail.toLowerCase());
	return label ? t(label) : detailWords({ kind, detail });
}
