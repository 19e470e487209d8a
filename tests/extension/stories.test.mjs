// Twenty stories of casework, told by the clicks of our own pages to the real lenscap-host.
// Each ends with a paper, which must say what happened, and nothing that did not.
import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { dialogs, play, until } from "./played.mjs";
import { ME, PERSON, TO, day, isTrue, literal, stories, valueAt } from "./stories_told.mjs";

const build = process.env["BUILD"] ?? "";
const skip = existsSync(join(build, "lenscap-host")) ? false : "no lenscap-host in $BUILD";

/** As pages show it. @param {number | string} ago */
const long = (ago) => new Intl.DateTimeFormat("en", { dateStyle: "long", timeZone: "UTC" })
	.format(Date.parse(`${typeof ago === "number" ? day(ago) : ago}T00:00:00Z`));

/** @type {any} */ let stage;
/** @type {any} */ const page = {};

before(async () => {
	if (skip)
		return;
	stage = await play(build);
	Object.assign(page, await import("./rendered.mjs"), await import("../../extension/shared/rpc.js"),
		await import("../../extension/pages/cases/state.js"), await import("../../extension/pages/cases/card.js"),
		await import("../../extension/pages/cases/adopt.js"), await import("../../extension/pages/cases/mails.js"),
		{ letters: await import("../../extension/pages/letters/state.js"),
			preview: await import("../../extension/pages/letters/preview.js"),
			what: await import("../../extension/pages/letters/what.js"),
			sending: await import("../../extension/pages/cases/sending.js") });
	await page.host("ledger.create", { passphrase: "ligature-mango-cobalt-thicket" });
	await page.host("me.set", { values: ME });
});
after(() => stage?.end());

/** The section of cases, with hands. */
async function desk() {
	const state = page.newState({ redraw: () => {}, refresh: async () => {}, more: () => "", go: () => {},
		status: () => undefined });
	await page.load(state);
	const idle = () => until(() => state.busy === "", "the page is busy");
	return {
		state,
		/** @param {number} id */
		row: (id) => state.cases.find((/** @type {any} */ one) => one.case === id),
		/** Click in a case, and wait for what comes of it. @param {number} id @param {string} what */
		async click(id, what) {
			const row = state.cases.find((/** @type {any} */ one) => one.case === id);
			await page.listener(page.card(state, row), what)({ preventDefault: () => {}, stopPropagation: () => {} });
			await idle();
			assert.equal(state.error, undefined, `${what}: ${JSON.stringify(state.error)}`);
		},
		/**
		 * Choose or type in a case.
		 * @param {number} id @param {string} what @param {string} value @param {string} on
		 */
		async say(id, what, value, on = "change") {
			const row = state.cases.find((/** @type {any} */ one) => one.case === id);
			await page.listener(page.card(state, row), what, on)({ target: { value } });
			await idle();
		},
		idle,
	};
}

/**
 * A letter that was sent without Lenscap becomes a case by its form.
 * @param {any} hands
 * @param {{ago: number, to?: string, ask?: string[], how?: string, received?: number, file?: File}} letter
 */
async function adopt({ state, idle }, letter) {
	const { ago, to = TO, ask = ["access", "erasure"], how = "email", received, file } = letter;
	const on = (/** @type {any} */ template, /** @type {string} */ what, /** @type {any} */ target, at = "change") =>
		page.listener(template, what, at)({ target });
	page.listener(page.adoptButton(state), "adopt")();
	const form = () => page.adoptOf(state);
	on(form(), "adopt-who", { value: to }, "input");
	await until(() => state.adopting.found.length > 0, `${to} is found`);
	page.listener(form(), `adopt-to-${to}`)();
	for (const right of ["access", "erasure"])
		if (ask.includes(right) !== state.adopting.ask.has(right))
			on(form(), `adopt-${right}`, {});
	on(form(), "adopt-day", { value: day(ago) });
	on(form(), "adopt-how", { value: how });
	if (received !== undefined)
		on(form(), "adopt-received", { value: day(received) });
	if (file)
		on(form(), "adopt-file", { files: [file], value: "" });
	const earlier = new Set(state.cases.map((/** @type {any} */ row) => row.case));
	await page.listener(form(), "adopt-yes")();
	await idle();
	assert.equal(state.error, undefined, JSON.stringify(state.error));
	return state.cases.find((/** @type {any} */ row) => !earlier.has(row.case)).case;
}

/** The next letter of a case, written in its section. @param {number} id @param {string} kind @param {any} own */
async function paper(id, kind, own = {}) {
	const state = page.letters.newState({ redraw: () => {}, more: () => `case/${id}/${kind}`, status: () => undefined,
		refresh: async () => {}, go: () => {} });
	await page.letters.load(state);
	Object.assign(state.own, { language: "en", ...own });
	for (const what of ["name", "address"])
		state.me.tell.add(what);
	page.letters.changed(state);
	await until(() => state.drafts.length > 0 || state.refused, `a letter ${kind}`);
	assert.equal(state.refused, undefined, JSON.stringify(state.refused));
	await page.listener(page.preview.preview(state), "write")();
	await until(() => state.written, "written");
	const { text } = await page.host("letter.show", { letter: state.written[0].letter });
	page.letters.close(state);
	return text.replace(/\s+/g, " ");
}

/** @typedef {Awaited<ReturnType<typeof desk>>} Desk */
/** What an act of a story is here. @type {Record<string, (desk: Desk, id: number, ...words: any[]) => any>} */
const does = {
	click: (desk, id, what) => desk.click(id, what),
	agree: async (desk, id, what) => {
		dialogs.asked.length = 0;
		await desk.click(id, what);
		await until(() => dialogs.asked.length === 1, "it is asked first");
	},
	say: (desk, id, what, value) => desk.say(id, what, value, what === "outcome" ? "input" : "change"),
	tick: (desk, id, what) => page.listener(page.card(desk.state, desk.row(id)), what, "change")(),
	paper: async (desk, id, kind) => {
		await paper(id, kind);
		await page.load(desk.state);
	},
	is: (desk, id, path, value) => until(() => valueAt(desk.row(id), path) === value, `${path} is ${value}`),
	isnt: (desk, id, path, value) => until(() => valueAt(desk.row(id), path) !== value, `${path} is not ${value}`),
	gone: (desk, id, what) =>
		assert.throws(() => page.listener(page.card(desk.state, desk.row(id)), what, "change"), what),
	unset: (desk, id) => assert.match(page.rendered(page.card(desk.state, desk.row(id))),
		/value= lang=\s+\?selected=true>Not known/),
	set: (desk, id) => assert.doesNotMatch(page.rendered(page.card(desk.state, desk.row(id))), /Not known/),
};

for (const [name, story] of Object.entries(stories))
	test(name, { skip }, async () => {
		const hands = await desk();
		const id = await adopt(hands, story);
		for (const [act, ...rest] of story.acts)
			await /** @type {any} */ (does[act])(hands, id, ...rest);
		const { step } = hands.row(id);
		assert.equal(step.letter, story.next, JSON.stringify(step));
		isTrue(name, await paper(id, story.next, story.own), hands.row(id));
	});

/** A mail as programs save it. @param {string} name @param {string} subject @param {string} text */
const mail = (name, subject, text) => new File([["From: Privacy <dpo@example.com>", "To: zoraide@example.org",
	`Subject: ${subject}`, `Message-ID: <${name}-${process.pid}@example.com>`, "", text, ""].join("\r\n")], name);

test("a folder of mails: what each was recognised as, put right, and one of no case given to its own", { skip },
	async () => {
	const hands = await desk();
	const { state } = hands;
	const one = await adopt(hands, { ago: 45,
		file: mail("sent.eml", "My request", "Dear Sir or Madam, tell me all.") });
	const other = await adopt(hands, { ago: 45 });
	const { reference } = hands.row(one);
	/** @type {string[]} */
	const drawn = [];
	state.redraw = () => {
		const failed = page.rendered(page.mailsOf(state)).split("warn-text").length - 1;
		drawn.push(`${state.mails.filter((/** @type {any} */ row) => row.status === "waiting").length} ${failed}`);
	};
	await page.takeAll(state, [
		mail("a.eml", `Re: [${reference}]`, "Please upload a photo of yourself, so that we can search for it."),
		mail("b.eml", "Your request", "We refuse your request."), new File(["\0\0"], "c.eml"),
		mail("a.eml", `Re: [${reference}]`, "Please upload a photo of yourself, so that we can search for it.")]);
	assert.deepEqual(state.mails.map((/** @type {any} */ row) => row.status), ["taken", "unknown", "failed", "known"]);
	assert.deepEqual([...new Set(drawn)].slice(0, 5), ["0 0", "3 0", "2 0", "1 1", "0 1"], "each in its turn");
	state.redraw = () => {};
	assert.equal(state.mails[0].kind, "photo_demanded");
	const of = (/** @type {string} */ what) => page.listener(page.mailsOf(state), what, "change");
	await of("mail-kind")({ target: { value: "id_demanded" } });
	await hands.idle();
	assert.equal(hands.row(one).reply, "id_demanded");
	await of("mail-case")({ target: { value: String(other) } });
	await hands.idle();
	assert.equal(state.mails[1].status, "taken");
	const { documents } = await page.host("case.show", { case: other });
	assert.deepEqual(documents.map((/** @type {any} */ row) => row.name), ["reply.eml"]);
	assert.match(await paper(one, "id_demanded"), /Art\. 12\(6\)/);
});

test("an answer's file is kept, and what is in it is said, with what was not read", { skip }, async () => {
	const hands = await desk();
	const { state } = hands;
	const id = await adopt(hands, { ago: 20 });
	const give = async (/** @type {string} */ name, /** @type {string} */ text) => {
		page.listener(page.card(state, hands.row(id)), "answer-file", "change")(
			{ target: { files: [new File([text], name)], value: "" } });
		await until(() => state.busy !== "", "it is being read");
		await hands.idle();
		assert.equal(state.error, undefined, JSON.stringify(state.error));
		return page.rendered(page.card(state, hands.row(id))).replace(/\s+/g, " ");
	};
	const record = JSON.stringify({ name: PERSON, email: "zoraide@example.org",
		profile: "https://net.example/u/77", source: "a data broker" });
	const first = await give("data.json", record);
	assert.match(first, /data-testid="in-answer".*Kept as an exhibit\..*There are no pictures in it\./);
	for (const words of ["names", "e-mail addresses", "https://net.example/u/77"])
		assert.ok(first.includes(words), words);
	assert.match(await give("data.json", record), /The case had it already\./);
	const { documents } = await page.host("case.show", { case: id });
	assert.equal(documents.length, 1, "once, and only that");
	const torn = await give("torn.zip", `PK\u0003\u0004${"\0".repeat(200)}`);
	assert.match(torn, new RegExp("No picture was read in it; what was not read stands below\\..*" +
		'Not read:.*<span class="small">nothing here reads such a file<'));
	const other = hands.row(await adopt(hands, { ago: 21 }));
	assert.doesNotMatch(page.rendered(page.card(state, other)), /data-testid="in-answer"/);
	page.listener(page.card(state, hands.row(id)), "in-answer-done")();
	assert.doesNotMatch(page.rendered(page.card(state, hands.row(id))), /data-testid="in-answer"/);
});

test("a letter that came back says from where, and where it can go", { skip }, async () => {
	const hands = await desk();
	const { state } = hands;
	const id = await adopt(hands, { ago: 3 });
	const { reference } = hands.row(id);
	const { email, webform } = await page.host("controller.show", { slug: "pimeyes" });
	const report = (/** @type {string} */ name, /** @type {string} */ to) => new File([[
		"From: Mail Delivery System <MAILER-DAEMON@mx.example>", "To: zoraide@example.org", "Subject: Returned",
		`Message-ID: <${name}-${process.pid}@mx.example>`, "MIME-Version: 1.0",
		"Content-Type: multipart/report; report-type=delivery-status; boundary=b", "",
		"--b", "Content-Type: text/plain", "", "Host said no.", "--b", "Content-Type: message/delivery-status", "",
		"Reporting-MTA: dns; mx.example", "", `Final-Recipient: rfc822; ${to}`, "Action: failed", "Status: 5.1.1", "",
		"--b", "Content-Type: text/rfc822-headers", "", "From: zoraide@example.org", `To: ${to}`,
		`Subject: Request [${reference}]`, "", "--b--", ""].join("\r\n")], name);
	await page.takeAll(state, [report("back.eml", email), mail("no.eml", `Re: [${reference}]`, "We refuse.")]);
	const [back, other] = state.mails;
	assert.deepEqual([back.status, back.kind, back.bounced, back.next], ["taken", "bounced", email, webform]);
	assert.equal(other.bounced, "");
	const said = page.rendered(page.mailsOf(state));
	assert.equal(said.match(/data-testid="mail-bounced"/g)?.length, 1);
	assert.ok(said.includes(`What you sent to ${email} came back. Send it to: ${webform}`), said);
	state.mails[0].next = "";
	assert.match(page.rendered(page.mailsOf(state)), /came back\. No other contact is known\./);
	await page.host("controller.contact", { what: "forget", slug: "pimeyes", value: email });
});

test("a case says for whom it is, and until when the authority can be turned to", { skip }, async () => {
	const home = await page.host("me.get");
	await page.host("me.set", { values: { country: "ca", region: "ca-qc" } });
	const hands = await desk();
	const { letters: [{ case: noah }] } = await page.host("letter.draft", { to: ["facecheck-id"], ask: ["access"],
		law: "p391", language: "en", tell: ["email", "name"], role: "child", for: "Noah" });
	await page.host("case.sent", { case: noah, how: "email" });
	const own = await adopt(hands, { ago: 70 });
	await page.host("me.set", { values: { country: home.country, region: "" } });
	await page.load(hands.state);
	const shown = (/** @type {number} */ id) =>
		page.rendered(page.card(hands.state, hands.row(id))).replace(/\s+/g, " ");
	// 30 days to answer (P-39.1, s. 32), and 30 from their end (s. 43).
	assert.match(shown(noah), literal(`You can turn to the authority until ${long(-60)};`));
	assert.match(shown(own), literal(`You could turn to the authority until ${long(10)};`));
	assert.match(shown(noah), />FaceCheck\.ID, for Noah<\/h2>.*: FaceCheck\.ID, for Noah, /);
	assert.match(shown(own), />PimEyes</);
	// The last day was still theirs.
	assert.match(shown(own), literal(`Overdue; their time ended on ${long(hands.row(own).deadline)}<`));
	await hands.click(noah, "more");
	assert.equal(shown(noah).match(/Not checked against/g)?.length, 1, "what is not sure of the days is said once");
	const letters = async (/** @type {string} */ more) => {
		const state = page.letters.newState({ redraw: () => {}, more: () => more, status: () => undefined,
			refresh: async () => {}, go: () => {} });
		await page.letters.load(state);
		page.letters.close(state);
		return state;
	};
	const followed = page.rendered(page.what.followUp(await letters(`case/${noah}/no_answer`)));
	assert.match(followed, /FaceCheck\.ID, for Noah/);
	const { young } = await letters("");
	assert.deepEqual([young.has("facecheck-id"), young.has("pimeyes")], [false, true], "a child's letter is not mine");
	hands.state.find.words = "noah";
	assert.deepEqual(page.wanted(hands.state).map((/** @type {any} */ row) => row.case), [noah]);
	const european = await adopt(hands, { ago: 22 });
	assert.doesNotMatch(shown(european), /data-testid="recourse"/);
});

test("of what is dropped mails are taken, and what cannot be read is said", { skip }, async () => {
	const { filesIn } = await import("../../extension/pages/cases/mails.js");
	const { dropped } = await import("../../extension/pages/cases/card.js");
	const { state } = await desk();
	const one = mail("one.EML", "Your request", "We refuse it.");
	const other = new File(["x"], "photo.jpg");
	/** @param {any[]} entries @param {File[]} [files] @returns {any} */
	const transfer = (entries, files = []) => ({ files,
		items: entries.map((entry) => ({ webkitGetAsEntry: () => entry })) });
	/** @param {any[][]} some */
	const folder = (...some) => ({ isDirectory: true, createReader: () => ({
		readEntries: (/** @type {any} */ found) => found(some.shift() ?? []) }) });
	const entry = (/** @type {File} */ file) => ({ isFile: true, file: (/** @type {any} */ found) => found(file) });
	assert.deepEqual(await filesIn(transfer([], [one, other])), [one]);
	assert.deepEqual(await filesIn(transfer([folder([entry(other)], [folder([entry(one)])])])), [one]);
	assert.deepEqual(await filesIn(transfer([])), []);
	await assert.rejects(filesIn(transfer([], [other])), { code: "no_mail" });
	const drop = (/** @type {any} */ dataTransfer) => dropped(state)(/** @type {any} */ (
		{ preventDefault: () => {}, stopPropagation: () => {}, dataTransfer }));
	const closed = { isDirectory: true, createReader: () => ({
		readEntries: (/** @type {any} */ _found, /** @type {any} */ failed) => failed(new Error("not readable")) }) };
	await drop(transfer([closed]));
	assert.equal(state.error?.message, "not readable");
	await drop(transfer([], [other]));
	assert.equal(state.error?.code, "no_mail");
});

test("who is not known cannot be reached; of whom it could not be asked nothing is said", { skip }, async () => {
	const { loadHeaps } = await import("../../extension/pages/cases/heaps.js");
	assert.deepEqual([...await loadHeaps(["pimeyes", "nobody-of-that-name", ""])],
		[["pimeyes", "email"], ["nobody-of-that-name", "nobody"]]);
});

test("44 letters: how they can go, all noted as sent in two clicks, 20 answers, and a table", { skip }, async () => {
	const { controllers } = await page.host("controller.list", { limit: 60 });
	const slugs = controllers.map((/** @type {any} */ row) => row.slug).slice(0, 44);
	const { letters } = await page.host("letter.draft", { to: slugs, ask: ["access"], tell: ["email"] });
	const ids = new Set(letters.map((/** @type {any} */ row) => row.case));
	const { state, idle } = await desk();
	state.cases = state.cases.filter((/** @type {any} */ row) => ids.has(row.case));
	await page.sending.learnHeaps(state);
	const rows = () => state.cases;
	const shown = page.rendered(page.sending.sendingOf(state, rows()));
	assert.match(shown, /I sent the \d+ with a known contact/);
	const heaps = [...shown.matchAll(/data-heap=(\w+)>\s*(\d+)/g)].map(([, heap, n]) => [heap, Number(n)]);
	assert.deepEqual(heaps.map(([heap]) => heap), ["email", "paper", "nobody"]);
	assert.equal(heaps.reduce((sum, [, n]) => sum + Number(n), 0), ids.size);
	const mails = controllers.slice(0, 44).filter((/** @type {any} */ row) => row.email).length;
	assert.equal(heaps[0]?.[1], mails);
	await page.listener(page.sending.sendingOf(state, rows()), "send-each")();
	await idle();
	// A second press on the way would be for a letter that nobody was shown.
	const skipThis = page.listener(page.sending.sendingOf(state, rows()), "sending-skip");
	skipThis();
	assert.match(page.rendered(page.sending.sendingOf(state, rows())), /disabled=true[^>]*"sending-sent-\w+"/);
	skipThis();
	page.listener(page.sending.sendingOf(state, rows()), "sending-end")();
	await idle();
	assert.equal(state.sending.at, 1);
	assert.doesNotMatch(page.rendered(page.sending.sendingOf(state, rows())), /disabled=true/);
	state.sending = null;
	let clicks = 0;
	const click = async (/** @type {string} */ what) => {
		clicks++;
		await page.listener(page.sending.sendingOf(state, rows()), what)();
		await idle();
	};
	await click("send-all");
	await click("all-sent-email");
	assert.equal(clicks, 2);
	await page.load(state);
	// Whoever has no known contact was not written to: those letters still wait.
	const all = state.cases.filter((/** @type {any} */ row) => ids.has(row.case));
	const sent = all.filter((/** @type {any} */ row) => row.stage === "waiting");
	const left = all.filter((/** @type {any} */ row) => row.stage === "draft");
	assert.equal(left.length, heaps[2]?.[1]);
	assert.equal(sent.length + left.length, ids.size);
	const nobody = controllers.filter((/** @type {any} */ row) => !row.email && !row.webform && !row.address_known)
		.map((/** @type {any} */ row) => row.slug);
	for (const { controller } of left)
		assert.ok(nobody.includes(controller), controller);
	await page.takeAll(state, sent.slice(0, 20).map((/** @type {any} */ row, /** @type {number} */ at) =>
		mail(`answer-${at}.eml`, `Re: ${row.reference}`, "We do not hold any data about you.")));
	assert.deepEqual(state.mails.map((/** @type {any} */ row) => `${row.status} ${row.kind}`),
		Array(20).fill("taken nothing_held"));
	const { saveTable } = await import("../../extension/shared/casework.js");
	assert.match(await saveTable(), /Documents\/Lenscap.*lenscap-cases\.csv/);
	const folder = join(stage.home, "Documents/Lenscap");
	const table = readFileSync(join(folder, readdirSync(folder).find((name) => name.endsWith(".csv")) ?? ""), "utf8");
	for (const { reference } of sent)
		assert.ok(table.includes(`"${reference}"`), reference);
	// The card for a campaign: shown whole, and nothing of the person is in the file.
	const { outcomesButton, outcomesOf } = await import("../../extension/pages/cases/outcomes.js");
	page.listener(outcomesButton(state), "outcomes")();
	assert.doesNotMatch(page.rendered(outcomesOf(state)), /outcomes-table/);
	await page.listener(outcomesOf(state), "outcomes-save")();
	await idle();
	assert.match(state.said, /Documents\/Lenscap.*lenscap-outcomes\.json/);
	const card = readFileSync(join(folder, "lenscap-outcomes.json"), "utf8");
	const told = page.rendered(outcomesOf(state));
	const names = new Map(state.cases.map((/** @type {any} */ row) => [row.controller, row.name]));
	for (const { controller } of JSON.parse(card).outcomes)
		assert.ok(told.includes(`row">${names.get(controller)}<`), controller);
	assert.ok(JSON.parse(card).outcomes.length >= sent.length);
	assert.match(told, /<td>0<\/td>\s*<td>They have nothing about me<\/td>/);
	assert.doesNotMatch(card, /Zoraide|Quux|example\.org|Zaunweg|20\d\d-/);
});
