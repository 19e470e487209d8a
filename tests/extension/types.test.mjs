// What the extension asks of the host is what the host knows: shared/host.d.ts says no more than the host.
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import ts from "typescript";
import { methodsOf, typesOf } from "./make_types.mjs";

const top = fileURLToPath(new URL("../..", import.meta.url));
const program = join(process.env["BUILD"] ?? join(top, "build/release"), "lenscap-host");
const skip = existsSync(program) ? false : `no ${program}`;

test("every method that host.d.ts names is one of the host's, with the parameters that it needs", { skip }, () => {
	const known = new Map(methodsOf(program).map((method) => [method.name, method.params]));
	const text = readFileSync(join(top, "extension/shared/host.d.ts"), "utf8");
	const blocks = text.split(/^\t"(?=[a-z]+\.)/m).slice(1);
	assert.ok(blocks.length > 30);
	for (const block of blocks) {
		const name = block.slice(0, block.indexOf('"'));
		const params = known.get(name);
		assert.ok(params, `the host does not know ${name}`);
		const ours = new Map([...block.matchAll(/^\t\t\t(\w+)(\??): /gm)].map(
			([, param, optional]) => [param, optional]));
		for (const { name: param, required } of params)
			assert.ok(!required || ours.get(param) === "", `${name} needs ${param}`);
		for (const param of ours.keys())
			assert.ok(params.some((one) => one.name === param), `${name} has no ${param}`);
	}
});

test("host.d.ts is what `make protocol` writes of this host", { skip }, () => {
	assert.equal(readFileSync(join(top, "extension/shared/host.d.ts"), "utf8"), typesOf(methodsOf(program)));
});

test("types are made of what the host says of itself", () => {
	const text = typesOf([{ name: "a.b", help: "does it", params: [
		{ name: "n", shape: "integer", required: true, help: "how many" },
		{ name: "way", shape: "choice", required: false, help: "which", values: ["x", "y"] },
		{ name: "ways", shape: "[choice]", required: false, help: "which", values: ["x", "y"] },
		{ name: "many", shape: "integer", required: false, help: "which", several: true }] },
	{ name: "a.c", help: "nothing", params: [] }]);
	assert.match(text, /\t"a\.b": \{\n\t\tparams: \{\n\t\t\t\/\*\* how many \*\/\n\t\t\tn: number;\n/);
	assert.match(text, /\t\t\tway\?: "x" \| "y";\n/);
	assert.match(text, /\t\t\tways\?: readonly \("x" \| "y"\)\[\];\n/);
	assert.match(text, /\t\t\tmany\?: number \| readonly number\[\];\n/);
	assert.match(text, /"a\.c": \{\n\t\tparams: Record<never, never>;\n\t\tresult: Answer<"a\.c">;/);
	assert.throws(() => typesOf([{ name: "a.b", help: "",
		params: [{ name: "n", shape: "odd", required: true, help: "" }] }]),
		/odd of n/);
});

/** Of each method that answers.d.ts knows: the type of its answer, or of a row of it. */
function answersRead() {
	const file = join(top, "extension/shared/answers.d.ts");
	const program = ts.createProgram([file], { strict: true, lib: ["lib.es2022.d.ts"], types: [] });
	const checker = program.getTypeChecker();
	const source = program.getSourceFile(file);
	assert.ok(source);
	const answers = source.statements.find(
		(one) => ts.isInterfaceDeclaration(one) && one.name.text === "Answers");
	assert.ok(answers);
	return new Map(checker.getTypeAtLocation(answers).getProperties().map((method) => [method.name, {
		/** Its members, and whether each may be missing. @param {string} list the member with the rows, or "" */
		members(list) {
			let type = checker.getTypeOfSymbolAtLocation(method, answers);
			const rows = list && type.getProperty(list);
			if (rows)
				type = checker.getTypeArguments(
					/** @type {ts.TypeReference} */ (checker.getTypeOfSymbolAtLocation(rows, answers)))[0] ?? type;
			return type.getProperties().map(
				({ name, flags }) => /** @type {const} */ ([name, Boolean(flags & ts.SymbolFlags.Optional)]));
		} }]));
}

test("what the extension reads of an answer is in it, and always, unless it says otherwise", { skip }, () => {
	/** @type {Record<string, string[][]>} of each object: what it always has, may have, has where it stands alone */
	const objects = JSON.parse(execFileSync("python3", ["tests/native/make_protocol.py", "--members"],
		{ cwd: top, encoding: "utf8" }));
	const read = answersRead();
	let seen = 0;
	for (const { name, answer, list } of methodsOf(program)) {
		const members = answer ? read.get(name)?.members(list ?? "") : undefined;
		if (!answer || !members)
			continue;
		const [always = [], known = [], alone = []] = objects[answer] ?? [];
		for (const [member, optional] of members) {
			assert.ok(known.includes(member), `${name} answers ${answer}, which has no ${member}`);
			assert.ok(optional || [...always, ...alone].includes(member), `${name}: ${answer} may lack ${member}`);
			seen++;
		}
	}
	assert.ok(seen > 100, `${seen} members`);
});
