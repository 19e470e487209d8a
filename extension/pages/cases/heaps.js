// heaps.js: letters that wait, by how they can go: by e-mail, by form or post, or to nobody that is known.
import { html } from "../../vendor/lit-html/lit-html.js";
import { plain } from "../../shared/failure.js";
import { count } from "../../shared/i18n.js";
import { host } from "../../shared/rpc.js";

/** @typedef {"email" | "paper" | "nobody"} Heap */
/** @typedef {Pick<import("../../shared/answers.js").Controller, "email" | "webform" | "address_known">} Reachable */

const heaps = /** @type {const} */ (["email", "paper", "nobody"]);
const tones = { email: "good", paper: "medium", nobody: "high" };

/** @param {Reachable} controller @returns {Heap} */
export const heapOf = ({ email, webform, address_known: address }) =>
	email ? "email" : webform || address ? "paper" : "nobody";

/** @param {unknown} error @returns {Heap | null} */
const withoutAnswer = (error) => plain(error).code === "not_found" ? "nobody" : null;

/**
 * How each of some controllers can be reached; who is no longer known cannot be. Those of whom it could not be asked
 * are left out.
 * @param {readonly string[]} slugs @returns {Promise<Map<string, Heap>>}
 */
export async function loadHeaps(slugs) {
	/** @param {string} slug @returns {Promise<[string, Heap][]>} */
	const ask = async (slug) => {
		const known = await host("controller.show", { slug }).then(heapOf, withoutAnswer);
		return known ? [[slug, known]] : [];
	};
	return new Map((await Promise.all([...new Set(slugs)].map(ask))).flat());
}

/** Things in the order of their heaps. @template T @param {T[]} rows @param {(row: T) => Heap} of */
export const inHeaps = (rows, of) => heaps.flatMap((heap) => rows.filter((row) => of(row) === heap));

/** How many there are of each. @param {readonly Heap[]} list */
export const heapWords = (list) => html`<ul class="row" data-testid="heaps">${heaps
	.map((heap) => [heap, list.filter((one) => one === heap).length])
	.filter(([, n]) => n)
	.map(([heap, n]) => html`<li class="tag ${tones[/** @type {Heap} */ (heap)]}" data-heap=${heap}>
		${count(`heap_${heap}`, Number(n))}</li>`)}</ul>`;
