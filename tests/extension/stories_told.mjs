// stories_told.mjs: stories of casework, told once: what a person does, and what the paper at the end says and does
// not. They are played by the pages' own code without a browser (stories.test.mjs), and by commands and by clicks in
// both browsers (tests/e2e/browser/stories.mjs).
import assert from "node:assert/strict";

export const PERSON = "Zoraide Quuxenstein-Wibble";
export const ME = { country: "at", language: "en", email: "zoraide@example.org", name: PERSON,
	address: "Zaunweg 1\n1010 Wien" };
/** To whom their letters went. */
export const TO = "pimeyes";

/** The day so many days ago. @param {number} ago */
export function day(ago) {
	const at = new Date(Date.now() - ago * 86_400_000);
	const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
	return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
}

/** As letters write it. @param {number | string} ago */
export const words = (ago) => new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" })
	.format(Date.parse(`${typeof ago === "number" ? day(ago) : ago}T00:00:00Z`));

/**
 * What is done in a case, by the data-testid of what it is done with, or seen of it:
 * click; agree: and say yes when asked; say: type or choose; tick; paper: write a letter of that kind; is: a value of
 * the case, like clock.received, becomes that; isnt; gone: there is no such control; unset, set: whether a choice
 * offers to leave it open.
 * @typedef {["click" | "agree" | "tick" | "paper" | "gone" | "unset" | "set", string] | ["say", string, string]
 *   | ["is" | "isnt", string, any]} Act
 */

/** They answered so many days ago. @param {string} kind @param {number} ago @returns {Act[]} */
const answered = (kind, ago) => [["click", "do-reply"], ["say", "day", day(ago)], ["click", `reply-${kind}`],
	["is", "reply", kind]];

/**
 * A letter of so many days ago; what is done; the step that follows, its paper, what that says and does not.
 * @typedef {{ago: number, how?: string, received?: number, own?: {missing?: string}, acts: Act[], next: string,
 *   says: (row: any) => (string | RegExp)[], lacks?: (string | RegExp)[]}} Story
 */

/** @type {Record<string, Story>} */
export const stories = {
	"nobody answers": { ago: 45, acts: [], next: "no_answer",
		says: () => [`Reminder: my letter of ${words(45)} is unanswered`, "45 days have passed"],
		lacks: ["arrived on", "photo"] },
	"it only came in": { ago: 45, acts: answered("receipt", 40), next: "no_answer",
		says: () => [words(45), "Art. 12(3)"] },
	"they want a photo": { ago: 20, acts: answered("photo_demanded", 5), next: "photo_demanded",
		says: () => [words(5), /photo/i], lacks: ["identity document"] },
	"they want an ID": { ago: 20, acts: answered("id_demanded", 4), next: "id_demanded",
		says: () => [words(4), "Art. 12(6)"] },
	"I should use their form": { ago: 20, acts: answered("use_form", 3), next: "use_form",
		says: () => [words(3), /form/] },
	"they cannot identify me": { ago: 20, acts: answered("cannot_identify", 3), next: "cannot_identify",
		says: () => [words(3), "Art. 11"] },
	"the law does not bind them": { ago: 20, acts: answered("not_subject", 3), next: "not_subject",
		says: () => [words(3), "Art. 3"] },
	"I ask too often": { ago: 20, acts: answered("too_often", 3), next: "too_often",
		says: () => [words(3), "Art. 12(5)"] },
	"the photos are public": { ago: 20, acts: answered("public_data", 3), next: "public_data",
		says: () => [words(3), /public/] },
	"a part is missing": { ago: 20, acts: answered("partial", 2), next: "partial_answer",
		own: { missing: "where my photos came from\nwho received them" },
		says: () => [words(2), "where my photos came from", "who received them"] },
	"they refuse": { ago: 20, acts: answered("refused", 2), next: "complaint",
		says: () => ["Österreichische Datenschutzbehörde", PERSON, words(2), words(20)], lacks: ["no answer from"] },
	"taken for a refusal, corrected": { ago: 45, next: "id_demanded",
		acts: [...answered("refused", 6), ["click", "more"], ["click", "correct-2"],
			["say", "correct-kind", "id_demanded"], ["click", "correct-yes"], ["is", "reply", "id_demanded"]],
		says: () => [words(6), "Art. 12(6)"], lacks: [/refus/] },
	"noted on the wrong day, corrected": { ago: 60, next: "no_answer",
		acts: [["click", "more"], ["click", "correct-1"], ["say", "day", day(50)], ["click", "correct-yes"],
			["is", "sent", day(50)]],
		says: () => [`my letter of ${words(50)}`, "50 days have passed"], lacks: [words(60), "60 days"] },
	"an answer of somebody else, taken back": { ago: 45, next: "no_answer",
		acts: [...answered("refused", 6), ["click", "more"], ["agree", "take-back-2"], ["is", "stage", "overdue"]],
		says: () => [words(45), "no answer"], lacks: [words(6)] },
	"by post, and it arrived later": { ago: 50, how: "post", next: "no_answer",
		acts: [["click", "do-received"], ["say", "day", day(40)], ["tick", "proven"], ["click", "received-yes"],
			["is", "clock.received", day(40)], ["is", "clock.received_how", "proven"],
			// A note of arrival has its day corrected, not its proof.
			["click", "more"], ["click", "correct-2"], ["gone", "proven"], ["click", "correct-2"]],
		says: ({ deadline }) => [words(50), `ended on ${words(deadline)}`] },
	"by post, arrival told at once": { ago: 50, how: "post", received: 44, acts: [["is", "clock.received", day(44)]],
		next: "no_answer", says: ({ deadline }) => [words(50), `ended on ${words(deadline)}`] },
	"by post, and later there is a receipt": { ago: 50, how: "post", received: 44, next: "no_answer",
		acts: [["is", "clock.received_how", "told"], ["click", "more"], ["click", "correct-1"], ["tick", "proven"],
			["click", "correct-yes"], ["is", "clock.received_how", "proven"], ["is", "clock.received", day(44)]],
		says: () => [words(50)] },
	"nobody knows how it went, until it is remembered": { ago: 45, how: "", next: "no_answer",
		acts: [["is", "clock.how", ""], ["click", "more"], ["click", "correct-1"], ["unset", "correct-how"],
			["say", "correct-how", "email"], ["click", "correct-yes"], ["is", "clock.how", "email"],
			// What is known is not taken back so.
			["click", "correct-1"], ["set", "correct-how"]],
		says: () => [words(45)], lacks: [/by post/] },
	"they want an ID, and I say that stops nothing": { ago: 50, next: "id_demanded",
		acts: [...answered("id_demanded", 30), ["click", "do-stand"], ["click", "stand-disputed"],
			["isnt", "deadline", null]],
		says: () => [words(30), "Art. 12(6)"] },
	"closed too early, reopened": { ago: 45, next: "no_answer",
		acts: [["click", "do-close"], ["say", "outcome", "a mistake"], ["click", "close-yes"],
			["is", "stage", "closed"], ["click", "reopen"], ["isnt", "stage", "closed"]],
		says: () => [words(45), "no answer"], lacks: ["a mistake"] },
	"a letter that was not sent, and another": { ago: 45, next: "no_answer",
		acts: [["paper", "no_answer"], ["is", "step.action", "send"], ["is", "due", true], ["click", "more"],
			["agree", "discard"], ["is", "step.action", "letter"]],
		says: () => [words(45)], lacks: [/my reminder|reminded/] },
	"reminded, and still nothing": { ago: 80, next: "complaint",
		acts: [["paper", "no_answer"], ["is", "step.action", "send"], ["click", "do-sent"], ["click", "sent-email"],
			["is", "stage", "waiting"], ["is", "due", false], ["click", "do-reply"], ["click", "reply-refused"],
			["is", "reply", "refused"]],
		says: () => [words(80), words(0), "Österreichische Datenschutzbehörde", PERSON] },
};

/** What a case has under a name like clock.received. @param {any} row @param {string} path */
export const valueAt = (row, path) => path.split(".").reduce((value, key) => value?.[key], row);

/** The text as it is, and no end of a longer number: "1 October" is not in "11 October". @param {string} text */
export const literal = (text) => new RegExp(`(?<!\\d)${text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")}`);

/** The paper says what it must, and nothing else. @param {string} name @param {string} paper @param {any} row */
export function isTrue(name, paper, row) {
	const { says, lacks = [] } = /** @type {Story} */ (stories[name]);
	const text = paper.replace(/\s+/g, " ");
	for (const wanted of says(row))
		assert.match(text, typeof wanted === "string" ? literal(wanted) : wanted, name);
	for (const other of lacks)
		assert.doesNotMatch(text, typeof other === "string" ? literal(other) : other, name);
}
