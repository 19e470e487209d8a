// advocate_person.mjs: one person on a fresh account: from a pack that was handed over to the first letter
// that went, by the clicks of our own pages, in Italian.
// node advocate_person.mjs BUILD PACK KEY PERSON prints what was done as JSON.
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { play, until } from "./played.mjs";

const [build = "", pack = "", key = "", whose = "{}"] = process.argv.slice(2);
const person = JSON.parse(whose);
const stage = await play(build);
const { listener, rendered } = await import("./rendered.mjs");
const { loadLanguage } = await import("../../extension/shared/language.js");
const { host } = await import("../../extension/shared/rpc.js");
const { view: settings } = await import("../../extension/pages/views/settings.js");
const { view: letters } = await import("../../extension/pages/views/letters.js");
const { view: cases } = await import("../../extension/pages/views/cases.js");

const began = Date.now();
const done = { acts: /** @type {string[]} */ ([]), typed: 0 };
/** @type {any} */ let view;
const shown = () => rendered(view.draw());
/** @param {() => any} holds @param {string} what */
const seen = (holds, what) => until(holds, what).catch((error) => assert.fail(`${error.message}: ${shown()}`));

/** Something pressed, chosen or typed. @param {string} name @param {string} on @param {any} [event] */
async function act(name, on = "click", event = {}) {
	done.acts.push(name);
	done.typed += on === "click" || !event.target?.value ? 0 : event.target.value.length;
	await listener(view.draw(), name, on)({ preventDefault: () => {}, ...event });
}

/** Another section, by a link. @param {any} of @param {string} [more] */
function go(of, more = "") {
	view?.close?.();
	view = of.open({ redraw: () => {}, refresh: async () => {}, status: () => undefined, more: () => more,
		go: () => {} });
}

/** @type {any} */ (globalThis).browser.i18n.getUILanguage = () => "it-IT";
await loadLanguage();
await host("ledger.create", { passphrase: "liguria-mango-cobalto-cespuglio" });
done.acts.push("create", "settings");
go(settings);
await seen(() => shown().includes("pack-drop"), "the settings are there");
await act("pack-signer", "input", { target: { value: key } });
const files = [pack, `${pack}.minisig`].map((path) => new File([readFileSync(path)], path.split("/").at(-1) ?? ""));
await act("pack-files", "change", { target: { files } });
await seen(() => shown().includes("pack-take"), "what it brings is said");
await act("pack-take", "click");
await seen(() => shown().includes("pack-write"), "the pack is taken");
assert.match(shown(), /<p lang=it>Comincia da queste dodici\.[\s\S]*aiuto@consulta\.example/);
const link = /href="#letters\/(pack\/[\w-]+)" data-testid="pack-write"/.exec(shown())?.[1];
assert.ok(link, "the way to its letters");
done.acts.push("pack-write");
go(letters, link);
await seen(() => /data-testid="who-chosen"[\s\S]*Impresa/.test(shown()), "the twelve are chosen");
for (const [name, value] of Object.entries(person))
	await act(`me-${name}`, "change", { target: { value } });
await seen(() => /disabled=false[^>]*data-testid="write"/.test(shown()), "the letters can be written");
const preview = /data-testid="preview-text">([\s\S]*?)<\/pre>/.exec(shown())?.[1] ?? "";
await act("write");
await seen(() => shown().includes('data-testid="written"'), "the letters are written");
const wrote = shown().match(/data-testid="written-letter"/g)?.length ?? 0;
done.acts.push("to-cases");
go(cases);
await seen(() => shown().includes("send-each"), "the cases are there");
await act("send-each");
await seen(() => shown().includes("sending-mail"), "the first is shown");
const mail = decodeURIComponent(/href="mailto:([^"]*)"/.exec(shown())?.[1] ?? "");
done.acts.push("sending-mail");
await act("sending-sent-email");
/** @type {[string, string | null][]} */ let sent = [];
for (let tries = 0; sent.length === 0 && tries < 1000; tries++) {
	await new Promise((resolve) => setTimeout(resolve, 20));
	sent = (await host("case.list")).cases.filter(({ stage: now }) => now === "waiting").map(({ name, sent: day }) =>
		[name, day]);
}
view.close?.();
process.stdout.write(JSON.stringify({ ...done, wrote, preview, mail, sent,
	seconds: (Date.now() - began) / 1000 }));
await stage.end();
process.exit(0);
