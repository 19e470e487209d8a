// make_types.mjs [HOST]: extension/shared/host.d.ts from what `lenscap-host --methods` says.
// The answers' shapes are not in that list: they stand in extension/shared/answers.d.ts.
//   node make_types.mjs ../../build/release/lenscap-host >../../extension/shared/host.d.ts
import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";

/**
 * @typedef {{name: string, shape: string, required: boolean, help: string, values?: string[],
 *   several?: boolean}} Param
 */
/** @typedef {{name: string, help: string, params: Param[], answer?: string, list?: string}} Method */

const shapes = /** @type {Record<string, string>} */ ({
	string: "string", integer: "number", boolean: "boolean", number: "number", object: "object",
		list: "readonly unknown[]",
	"[string]": "readonly string[]", "[id]": "readonly number[]", day: "string", upload: "number",
	"[upload]": "readonly number[]",
});

/** @param {Param} param */
function typeOf({ name, shape, values, several }) {
	const words = values?.map((value) => JSON.stringify(value)).join(" | ");
	const type = !words ? shapes[shape]
		: shape === "[choice]" ? `readonly (${words})[]`
			: shape === "object" ? `{ readonly [key in ${words}]?: string }` : words;
	if (!type)
		throw new Error(`no type for the shape ${shape} of ${name}`);
	return several ? `${type} | readonly ${type}[]` : type;
}

/** @param {Param} param */
function member(param) {
	const { name, required, help } = param;
	return `\t\t\t/** ${help} */\n\t\t\t${name}${required ? "" : "?"}: ${typeOf(param)};\n`;
}

/** @param {Method[]} methods @returns {string} the text of host.d.ts */
export function typesOf(methods) {
	const entries = methods.map(({ name, help, params }) => `	/** ${help} */
	"${name}": {
		params: ${params.length ? `{\n${params.map(member).join("")}\t\t}` : "Record<never, never>"};
		result: Answer<"${name}">;
	};
`);
	return `// host.d.ts: what the host can be asked.  Generated from \`lenscap-host --methods\`; not edited.
import type { Answer } from "./answers.js";

export interface Methods {
${entries.join("")}}
`;
}

/** @param {string} host the program @returns {Method[]} */
export const methodsOf = (host) => JSON.parse(execFileSync(host, ["--methods"], { encoding: "utf8" }));

if (process.argv[1] === fileURLToPath(import.meta.url))
	process.stdout.write(typesOf(methodsOf(process.argv[2] ?? "lenscap-host")));
