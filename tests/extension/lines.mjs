// lines.mjs FILE...: refuse what cannot be read at once: lines above 120 columns and
// functions above 100 lines; exit 1 if there are any.
//   tooLong(name, text) -> [{line, why}]   for one file
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import ts from "typescript";

export const COLUMNS = 120;
export const LINES = 100;
const TAB = 4; // columns

/** @param {string} line */
const width = (line) => [...line].reduce((columns, letter) => columns + (letter === "\t" ? TAB - columns % TAB : 1), 0);

/** @param {ts.Node} node */
const isFunction = (node) => (ts.isFunctionLike(node) && "body" in node && Boolean(node.body))
	|| ts.isClassStaticBlockDeclaration(node);

/** @param {string} name the file's @param {string} text */
export function tooLong(name, text) {
	const tree = ts.createSourceFile(name, text, ts.ScriptTarget.Latest, true, ts.ScriptKind.JS);
	/** @type {{line: number, why: string}[]} */
	const list = [];
	for (const [at, line] of text.split("\n").entries())
		if (width(line) > COLUMNS)
			list.push({ line: at + 1, why: `${width(line)} columns` });
	/** @param {ts.Node} node */
	const visit = (node) => {
		const [from, to] = [node.getStart(), node.end].map((at) => tree.getLineAndCharacterOfPosition(at).line);
		const lines = (to ?? 0) - (from ?? 0) + 1;
		if (isFunction(node) && lines > LINES)
			list.push({ line: (from ?? 0) + 1, why: `a function of ${lines} lines` });
		ts.forEachChild(node, visit);
	};
	visit(tree);
	return list;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
	const found = process.argv.slice(2).flatMap((name) =>
		tooLong(name, readFileSync(name, "utf8")).map(({ line, why }) => `${name}:${line}: ${why}`));
	console.log(found.join("\n"));
	process.exit(found.length ? 1 : 0);
}
