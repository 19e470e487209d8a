// whose.js: whose ledger is spoken of: one's own, that of a person one helps, or one that ends with the session.
import { ext } from "./ext.js";

/** @typedef {{person?: string, temporary?: boolean, ended?: boolean}} Whose
 *   neither person nor temporary: one's own; ended: a temporary one was before, and is no more */

/** As chosen since the browser was started. @returns {Promise<Whose>} */
export const whose = async () =>
	(await ext.storage.session.get("whose").catch(() => /** @type {any} */ ({})))["whose"] ?? {};

/** @param {Whose} chosen */
export const isOwn = ({ person, temporary }) => !person && !temporary;

/**
 * What the host takes for a person's name: it is a folder's, and nothing in it acts or is seen by nobody.
 * @param {string} name
 */
export const isName = (name) => name !== ""
	&& !/^[. ]| $|[/\p{Cc}\p{Cs}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/u.test(name)
	&& new TextEncoder().encode(name).length <= 64;
