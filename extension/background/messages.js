// messages.js: everything our pages may ask of the background, as one table.
import { Failure, plain } from "../shared/failure.js";

/**
 * @typedef {{fields: Record<string, "string" | "number" | "object" | "boolean">, run: (params: any) => any}} Message
 */

const method = /^[a-z]+\.[a-z_]+$/;

/**
 * @param {import("./host.js").Host} host
 * @param {import("./checks.js").Checks} checks
 * @param {{languageChanged: () => Promise<void>, showDue: () => Promise<void>,
 *   choose: (whose: import("../shared/whose.js").Whose) => Promise<void>}} main
 * @returns {Record<string, Message>}
 */
export function messageTable(host, checks, main) {
	return {
		"host.request": {
			fields: { method: "string", params: "object" },
			run: ({ method: name, params }) => {
				if (!method.test(name))
					throw new Failure("bad_params", "no such method");
				return host.request(name, params);
			},
		},
		"host.hello": { fields: {}, run: () => host.hello() },
		"check.start": { fields: { tab: "number" }, run: ({ tab, scroll }) => checks.start(tab, scroll === true) },
		"check.get": { fields: { key: "string" }, run: ({ key }) => checks.get(key) },
		"check.cancel": { fields: { key: "string" }, run: ({ key }) => checks.cancel(key) },
		"check.resume": { fields: { key: "string" }, run: ({ key }) => checks.resume(key) },
		"check.ask": { fields: { key: "string", ids: "object" }, run: ({ key, ids }) => checks.ask(key, ids) },
		"check.keep": { fields: { key: "string", ids: "object" }, run: ({ key, ids }) => checks.keep(key, ids) },
		"check.outline": { fields: { key: "string", marks: "object" },
			run: ({ key, marks }) => checks.outline(key, marks) },
		"check.shoot": { fields: { key: "string", ids: "object" }, run: ({ key, ids }) => checks.shoot(key, ids) },
		"check.forget": { fields: {}, run: () => checks.forgetAll() },
		"whose.choose": { fields: {}, run: ({ person, temporary }) => {
			if (person !== undefined && typeof person !== "string")
				throw new Failure("bad_params", "whose.choose: person");
			return main.choose(person ? { person } : temporary === true ? { temporary } : {});
		} },
		"due.count": { fields: {}, run: () => main.showDue() },
		"language.changed": { fields: {}, run: () => main.languageChanged() },
	};
}

/**
 * Answer one message of a page; never throws.
 * @param {Record<string, Message>} table @param {any} request
 */
export async function answer(table, request) {
	const { id, name, params = {} } = request ?? {};
	try {
		const message = Object.hasOwn(table, name) ? table[name] : undefined;
		if (!message)
			throw new Failure("bad_params", "no such message");
		for (const [field, type] of Object.entries(message.fields))
			if (typeof params[field] !== type || params[field] === null)
				throw new Failure("bad_params", `${name}: ${field}`);
		return { id, result: await message.run(params) ?? null };
	} catch (error) {
		return { id, error: plain(error) };
	}
}
