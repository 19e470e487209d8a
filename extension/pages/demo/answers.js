// answers.js: what the host would answer whose ledger the drawn people's photos were in.  All of it is made up, and
// nothing is kept: whatever would change it, or ask the web, is refused.
import { dayOf } from "../../shared/days.js";
import { Failure } from "../../shared/failure.js";
import { letterLanguage, tIn } from "../../shared/i18n.js";
import { drawing } from "./drawn.js";

/** @typedef {import("../../shared/answers.js").Method} Method */
/** @typedef {import("../../shared/answers.js").Photo} Photo */
/** @typedef {import("../../shared/answers.js").Sighting} Sighting */
/** @typedef {import("../../shared/answers.js").CaseShown} CaseShown */
/** @typedef {import("../../shared/answers.js").Controller} Controller */

const DAY = 86_400_000; // ms
const TOLD = 30; // days that a company has, about
const ago = (/** @type {number} */ days) => Date.now() - days * DAY;

/** Digits that look like a checksum, and are none. @param {number} seed @param {number} length */
const digits = (seed, length) => Array.from({ length }, (_, at) =>
	((seed * 7 + at * at * 3 + at * seed) % 16).toString(16)).join("");

/** @param {string} kind @param {string} severity @param {string} detail */
const finding = (kind, severity, detail) => ({ kind, severity, detail });

/** Where each was found, how large it is, and what its file says. */
const photos = [
	{ source: "https://choir.example/people/maja.jpg", width: 1200, height: 900, bytes: 284_000, findings: [
		finding("person_name", "high", "Maja Muster"), finding("device", "low", "Example Cam 3")] },
	{ source: "https://photos.example/maja/beach.jpg", width: 4032, height: 3024, bytes: 3_420_000, findings: [
		finding("gps", "high", "54.4381, 11.1953"), finding("capture_time", "medium", "2026-07-18 15:04")] },
	{ source: "https://photos.example/maja/park.jpg", width: 2016, height: 1512, bytes: 1_130_000, findings: [
		finding("camera_serial", "medium", "EX-0034127")] },
	{ source: "https://work.example/team/muster.png", width: 800, height: 600, bytes: 412_000, findings: [] },
	{ source: "https://town.example/2026/concert.jpg", width: 1600, height: 1200, bytes: 655_000, findings: [
		finding("person_name", "high", "Ada, Maja, Ole")] },
	{ source: "ada-and-me.jpg", width: 3000, height: 2250, bytes: 2_210_000, findings: [
		finding("gps", "high", "53.5503, 10.0006")] },
].map((photo, at) => ({ ...photo, id: at + 1, format: photo.source.endsWith("png") ? "png" : "jpeg",
	sha256: digits(at + 1, 64), added: ago(50 - at) }));

/** @typedef {{photo: number, place: string, state: "public" | "absent" | "unknown"}} Place */

/** Where they were seen, and what the last look came to. @type {Place[]} */
const places = [
	{ photo: 1, place: "https://choir.example/people/maja.jpg", state: "public" },
	{ photo: 1, place: "https://faces.example/found/8812.jpg", state: "public" },
	{ photo: 2, place: "https://photos.example/maja/beach.jpg", state: "absent" },
	{ photo: 3, place: "https://photos.example/maja/park.jpg", state: "public" },
	{ photo: 4, place: "https://work.example/team/muster.png", state: "public" },
	{ photo: 4, place: "https://people.example/p/maja-m.png", state: "unknown" },
	{ photo: 5, place: "https://town.example/2026/concert.jpg", state: "public" },
];

/** @param {Place} place @param {number} at @returns {Sighting} */
const sighting = ({ place, state }, at) => ({ id: at + 1, place, page: new URL("/", place).href, title: "", how: "page",
	first: ago(48), there: state === "absent" ? ago(48) : ago(3), last: ago(3), access: state,
	state: state === "public" ? "there" : state, why: "", gone: state === "absent", distance: 0,
	bytes: null, sha256: null, width: null, height: null, looks: [] });

const seenOf = (/** @type {number} */ photo) => places.filter((place) => place.photo === photo).map(sighting);

/** @returns {Photo[]} */
const rows = () => photos.map((photo) => ({ ...photo, sightings: seenOf(photo.id).length }));

/** Companies there are none of. @type {(Controller & {kind: string})[]} */
const controllers = [["faces", "face_search"], ["lookalike", "face_search"], ["people", "people_search"],
	["broker", "data_broker"], ["pixels", "ai_training"]].map(([slug = "", kind = ""]) => ({
	slug, kind, name: `${slug}.example`, email: slug === "broker" ? "" : `privacy@${slug}.example`,
	webform: slug === "broker" ? "https://broker.example/forget" : "", address_known: true, contact_unknown: false,
	contact_unverified: false, asks_for_photo: slug === "lookalike", asks_for_id: false, needs_id_document: false,
}));

/**
 * A case with what happened in it.
 * @param {number} number @param {string} slug @param {Pick<CaseShown, "stage" | "step"> & {reply?: string}} is
 * @param {number | null} sent days ago
 * @param {[days: number, kind: string, detail?: Record<string, string>][]} happened after the letter
 * @returns {CaseShown}
 */
function caseOf(number, slug, is, sent, happened) {
	const day = (/** @type {number} */ days) => dayOf(ago(days));
	const events = /** @type {typeof happened} */ ([[(sent ?? 0) + 1, "drafted", { letter: "request" }],
		...(sent === null ? [] : [[sent, "sent", { how: "email" }]]), ...happened]);
	return { reference: `DEMO-${number}`, law: "gdpr", verified: true, explained: "", reply: "", ...is, case: number,
		due: !["closed", "waiting"].includes(is.stage),
		controller: slug, name: `${slug}.example`, opened: ago((sent ?? 0) + 1), sent: sent === null ? null : day(sent),
		deadline: sent === null ? null : day(sent - TOLD), documents: [],
		history: events.map(([days, kind, detail = {}], at) => ({ number: at + 1, day: day(days), kind, detail })),
		letters: [{ letter: number, case: number, kind: "request", language: letterLanguage(),
			subject: `${slug}.example`, made: ago((sent ?? 0) + 1) }] };
}

const cases = () => [
	caseOf(1, "faces", { stage: "waiting", step: { action: "wait", letter: "", reason: "", day: null } }, 12, []),
	caseOf(2, "people", { stage: "overdue", step: { action: "letter", letter: "no_answer", reason: "", day: null } },
		41, []),
	caseOf(3, "lookalike", { stage: "closed", reply: "erased",
		step: { action: "none", letter: "", reason: "", day: null } }, 45,
	[[20, "reply", { kind: "erased" }], [19, "closed", {}]]),
	caseOf(4, "pixels", { stage: "draft", step: { action: "send", letter: "request", reason: "", day: null } },
		null, []),
];

/**
 * The places that a letter may name: where anybody gets the photos, but those of whom it goes to.
 * @param {string} slug @param {readonly number[]} [of] these photos; otherwise all
 */
const told = (slug, of) => places.filter(({ photo, place, state }) => state === "public"
	&& (!of || of.includes(photo)) && new URL(place).host !== `${slug}.example`).map(({ place }) => place);

/**
 * A letter's text, as short as a demo's may be.
 * @param {string} slug @param {string} [language] @param {string[]} [at] the places it names
 */
const text = (slug, language = letterLanguage(), at = told(slug)) => tIn(language, "demo_letter", {
	name: `${slug}.example`,
	places: at.length ? ` ${tIn(language, "demo_letter_places", { places: at.join("\n") })}` : "" });

/** What letters would be; they are not written. @param {any} params */
function draft({ to = [], case: number, photos: chosen = [], tell = [], language = letterLanguage(), preview }) {
	if (!preview)
		return refuse();
	const slugs = number ? [cases()[number - 1]?.controller ?? ""] : to;
	const disclosed = (/** @type {string} */ what, state = "new", count = 1) => ({ what, state, count, words: "" });
	return { letters: slugs.map((/** @type {string} */ slug) => {
		const at = told(slug, chosen.map((/** @type {{id: number}} */ { id }) => id));
		return { letter: 0, case: 0, reference: "DEMO", controller: slug, name: `${slug}.example`, subject: "",
			language, warning: "", warns: "", text: text(slug, language, at), discloses: [
				...tell.map((/** @type {string} */ what) => disclosed(what)),
				...(at.length ? [disclosed("photo_addresses", "held", at.length)] : [])] };
	}) };
}

/** @returns {never} */
function refuse() {
	throw new Failure("demo");
}

/** @template T @param {T | undefined} row @returns {T} */
function known(row) {
	if (row === undefined)
		throw new Failure("not_found");
	return row;
}

/** How places are open to anybody. @param {readonly Place[]} of */
const access = (of) => ({ public_to_browsers: 0, login: 0, stand_in: 0,
	.../** @type {Record<"public" | "absent" | "unknown", number>} */ (Object.fromEntries(
		/** @type {const} */ (["public", "absent", "unknown"]).map((state) =>
			[state, of.filter((place) => place.state === state).length]))) });

/** @param {readonly Place[]} of */
const photosIn = (of) => new Set(of.map(({ photo }) => photo)).size;

function overview() {
	const hosts = [...new Set(places.map(({ place }) => new URL(place).host))];
	const gives = (/** @type {string} */ kind) =>
		photos.filter(({ findings }) => findings.some((one) => one.kind === kind)).length;
	return { photos: photos.length, say_where: gives("gps"), say_who: gives("person_name"),
		photos_public: photosIn(places.filter(({ state }) => state === "public")), photos_unknown: 0,
		places: places.length, access: { ...access(places), absent: 0 }, gone: access(places).absent, not_asked: 0,
		looked: ago(3),
		unlearned: null,
		sites: hosts.map((host) => {
			const of = places.filter(({ place }) => new URL(place).host === host);
			return { host, photos: photosIn(of), places: of.length, access: { ...access(of), absent: 0 },
				gone: access(of).absent, not_asked: 0 };
		}),
		history: [48, 3].map((days) => {
			const { public: open, absent: gone, unknown } = access(places);
			return { day: dayOf(ago(days)), unknown, other: 0, open: days > 3 ? open + gone : open,
				gone: days > 3 ? 0 : gone };
		}),
		letters: { asked: 3, erased: 1, draft: 1, waiting: 1, overdue: 1, replied: 0, complained: 0, closed: 1 },
		due: 2, changes: { compared: 0, gone: 0, since: null } };
}

/** Orders of photos, by what is compared. @type {Record<string, (photo: Photo) => number | string>} */
const orders = { added: ({ added }) => added, source: ({ source }) => source, bytes: ({ bytes }) => bytes,
	pixels: ({ width, height }) => width * height, findings: ({ findings }) => findings.length,
	sightings: ({ sightings }) => sightings };

/** @param {any} params */
function list({ source = "", finding: kind, format, order = "added", descending }) {
	const by = orders[order] ?? refuse();
	const part = source.trim().toLowerCase();
	const found = rows().filter((photo) => photo.source.toLowerCase().includes(part)
		&& (!format || photo.format === format) && (!kind || photo.findings.some((one) => one.kind === kind)))
		.sort((one, other) => (by(one) < by(other) ? -1 : 1) * (descending ? -1 : 1));
	return { photos: found, total: found.length, next_offset: null };
}

/** @param {any} params */
function search({ query = "", kind }) {
	const part = query.trim().toLowerCase();
	const found = controllers.filter((row) => (!kind || row.kind === kind) && row.name.includes(part));
	return { controllers: found, total: found.length, next_offset: null };
}

/** How often each value is there. @param {string[]} values @returns {Record<string, number>} */
const tally = (values) => Object.fromEntries(values.map((value) =>
	[value, values.filter((other) => other === value).length]));

/** What is answered, by method. @type {{[M in Method]?: (params: any) => object}} */
const answers = {
	"ledger.status": () => ({ state: "open", photos: photos.length, sightings: places.length, bytes: 0, notices: [],
		unlock: [] }),
	"report.overview": overview,
	"report.summary": () => ({ findings: tally(photos.flatMap(({ findings }) => findings.map(({ kind }) => kind))),
		formats: tally(photos.map(({ format }) => format)) }),
	"photo.list": list,
	"photo.show": ({ id }) => ({ ...known(rows()[id - 1]), pdq: digits(id, 64), iscc: "ISCC:DEMO", seen: seenOf(id),
		used: [] }),
	"photo.thumbnail": ({ ids }) => ({ thumbnails: ids.map((/** @type {number} */ id) =>
		({ id, type: "image/svg+xml", data: btoa(drawing(id)) })) }),
	"case.list": () => ({ cases: cases() }),
	"case.show": ({ case: number }) => known(cases()[number - 1]),
	"controller.search": search,
	"controller.show": ({ slug }) => known(controllers.find((row) => row.slug === slug)),
	"pack.list": () => ({ packs: [] }),
	"watch.list": () => ({ pages: [] }),
	"me.get": () => ({ country: "fr", email: "maja@photos.example", name: "Maja Muster", language: letterLanguage() }),
	"letter.draft": draft,
	"letter.show": ({ letter }) => ({ text: text(known(cases()[letter - 1]).controller), twin: "" }),
	"letter.fields": ({ letter }) => ({ to: "", subject: "", body: text(known(cases()[letter - 1]).controller) }),
};

/**
 * What the background would say.
 * @param {string} name of a message @param {any} params @returns {Promise<any>}
 */
export async function answer(name, params) {
	const { method = "", params: wanted = {} } = name === "host.request" ? params : {};
	return Object.hasOwn(answers, method) ? answers[/** @type {Method} */ (method)]?.(wanted) : refuse();
}
