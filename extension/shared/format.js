// format.js: numbers, dates and addresses as people read them.
import { language, numbers, t } from "./i18n.js";

/** @param {number} n */
export const number = (n) => numbers().format(n);

/** @param {number} bytes */
export function size(bytes) {
	const units = /** @type {const} */ (["byte", "kilobyte", "megabyte", "gigabyte"]);
	let power = 0;
	while (bytes >= 1000 && power < units.length - 1) {
		bytes /= 1000;
		power++;
	}
	return numbers({
		style: "unit", unit: units[power], unitDisplay: power ? "short" : "long",
		maximumFractionDigits: bytes < 10 && power ? 1 : 0,
	}).format(bytes);
}

/** @param {number} time milliseconds since 1970 */
export const date = (time) =>
	new Intl.DateTimeFormat(language(), { dateStyle: "medium" }).format(time);

/** @param {number | undefined} width @param {number | undefined} height */
export const pixels = (width, height) =>
	width && height ? `${number(width)} × ${number(height)}` : t("size_unknown");

/** The site of an address, or the address itself. @param {string} address */
export function site(address) {
	try {
		return new URL(address).host || address;
	} catch {
		return address;
	}
}

const LEAST = 24; // signs of what follows a host, however long that is

/**
 * An address, or a path, short enough for a line: its host whole, and the beginning and the end of what follows.
 * A page's addresses often end alike, so that the end alone would not tell them apart.
 * @param {string} address
 */
export function shortAddress(address, limit = 60) {
	if (address.startsWith("data:"))
		return t("address_data");
	if (address.startsWith("blob:"))
		return t("address_blob");
	const bare = address.replace(/^https:\/\//, "");
	const [host = ""] = /^(http:\/\/)?[^/?#]*/.exec(/^https?:/.test(address) ? bare : "") ?? [];
	const rest = [...bare.slice(host.length)];
	const room = Math.max(LEAST, limit - host.length);
	if (rest.length <= room)
		return bare;
	const first = Math.floor(room / 3);
	return `${host}${rest.slice(0, first).join("")}…${rest.slice(first + 1 - room).join("")}`;
}

/** A photo in a sentence; a host of before tells its number alone. @param {{photo: number, source?: string}} of */
export const photoName = ({ photo, source }) => source ? `${photo} (${shortAddress(source, 44)})` : String(photo);
