// answers.d.ts: what the host answers, as far as the extension reads it; and how a
// method's parameters and answer become the types of a call.
import type { Methods } from "./host.js";

export type Method = keyof Methods;
export type Params<M extends Method> = Methods[M]["params"];
export type Result<M extends Method> = Methods[M]["result"];
/** The arguments after a method's name: none need be given where none is required. */
export type Args<M extends Method> = Record<never, never> extends Params<M> ? [params?: Params<M>] : [params: Params<M>];
/** Who can be asked: the host from the background, or the background from a page. */
export interface Asker {
	request<M extends Method>(method: M, ...args: Args<M>): Promise<Result<M>>;
	hello(): Promise<Hello>;
}

/** Shape of an answer that has none below: nothing of it may be read, and whoever tries is told what to do. */
export type Answer<M extends string> = M extends keyof Answers ? Answers[M]
	: { "describe this answer in Answers of shared/answers.d.ts": M };

export interface Fault { code: string; message: string; remedy?: string }
export interface Limits { frame_in?: number; frame_out?: number; chunk?: number; chunk_bytes?: number; chunks_in_flight?: number }
export interface Hello {
	protocol: number;
	host: { version: string };
	browser: string;
	features: string[];
	ledger: { state: LedgerState };
	limits?: Limits;
	/** whose ledger it is, where it is not the user's own */
	person?: string;
	temporary?: boolean;
}
export interface Person { name: string; readable: boolean; chosen: boolean }
export type LedgerState = "none" | "locked" | "open" | "damaged";
export interface LedgerStatus {
	state: LedgerState;
	photos: number;
	sightings: number;
	bytes: number;
	notices: string[];
	/** of an open one: an older copy, or one with another history, lies in its place */
	older?: boolean;
	unlock: string[];
	/** where there is none: what could open it on this machine */
	offers?: string[];
}

export interface Finding { kind: string; label?: string; severity?: string; detail?: string; remedy?: string }
/** Whether a photo has faces that a face search can use; but for "looked" the numbers are null. */
export interface Faces {
	faces_state?: "looked" | "missing" | "failed" | "not_asked";
	faces_count?: number | null;
	faces_width?: number | null;
	faces_least?: number | null;
}
export interface Size { width: number; height: number }
/** A photo of mine as strangers get it. */
export interface Served extends Faces, Size {
	url: string;
	photo: number;
	original: Size;
	larger: (Size & { url: string }) | null;
}
export interface Exposed {
	kind: string;
	severity: "low" | "medium" | "high";
	points: number;
	label: string;
	subject: string;
	detail: string;
	sure: boolean;
	who: "you" | "site";
	remedy: string;
	where: { setting: string, source: string } | null;
}

/** What is in the answer of a controller. */
export interface CaseAnswer {
	case: number;
	kept: boolean;
	kind: string;
	kind_words: string;
	day: Day | null;
	language: string;
	picture_count: number;
	mine: number;
	unknown: number;
	unread: number;
	wordless: number;
	cut: boolean;
	pictures: { at: string; width: number; height: number; mine: number[] }[];
	places: { url: string; file: string }[];
	categories: { category: string; words: string; line: string; file: string }[];
	files: { file: string; words: string; why: string }[];
	next: { letter: string; words: string; command: string }[];
}

/** How exposed the person is on one page. */
export interface Audit {
	number: number;
	status: "audit";
	url: string;
	access: string;
	why: string;
	title: string;
	words: string;
	grade: string;
	grade_most: string;
	points: number;
	points_most: number;
	photos: number;
	compared: boolean;
	exposed: Exposed[];
	unlearned: { url: string, why: string }[];
	/** missing from a host of before */
	served?: Served[];
	machines: Record<"search" | "archive" | "ai", { told: string, by: string }>;
}

export interface PlaceSeen {
	photo: number; sighting: number; source?: string; place: string; page: string; address?: string;
	now: string; access: string; gone: boolean; back: boolean; missing: number | null; why: string; words: string;
}
export interface Look { first: number; last: number; times: number; now: string; access: string; why: string; address: string }
export interface Sighting {
	id: number; place: string; page: string; title: string; how: string;
	first: number | null; there: number | null; last: number | null;
	access: string; state: string; why: string; gone: boolean; distance: number;
	bytes: number | null; sha256: string | null; width: number | null; height: number | null; looks?: Look[];
}
export interface Photo {
	id: number;
	sha256: string;
	format: string;
	width: number;
	height: number;
	bytes: number;
	source: string;
	added: number;
	findings: Finding[];
	sightings: number;
}
export interface PhotoShown extends Photo {
	pdq?: string;
	iscc?: string;
	seen?: Sighting[];
	used?: { letter: number; case: number; subject: string }[];
}
export interface Cleaned {
	file: string;
	status: "ok" | "error";
	copy?: string;
	bytes?: number;
	clean_bytes?: number;
	removed?: Finding[];
	stayed?: Finding[];
	error?: Fault;
}
export interface Added { outcome: string; photo?: number; error?: Fault; findings?: Finding[] }
export interface Kept { id: number; outcome: string; photo: number | null; error?: Fault }
export interface Thumbnail { id: number; type: string; data: string }

export interface Match { photo: number; source: string; distance: number; confidence: string; how: string[]; words: string[]; degrees?: number; region?: { x: number; y: number; width: number; height: number } }
export interface PictureResult extends Faces {
	id: number;
	/** missing where more is said of a picture that was told before */
	status?: string;
	matches?: Match[];
	public?: { status: number; final_url?: string; bytes: number };
	access?: string | null;
	why?: string;
	words?: string;
	/** another site that the link around it leads to: a hit of a search */
	leads?: string;
	findings?: Finding[];
	format?: string;
	width?: number;
	height?: number;
	error?: Fault;
}
/** params of the notification job.progress */
export interface Progress { job: number; done: number; total: number; state: string; results?: PictureResult[]; error?: Fault }

export interface Controller {
	slug: string;
	name: string;
	email: string;
	webform: string;
	address_known: boolean;
	contact_unknown: boolean;
	contact_unverified: boolean;
	asks_for_photo: boolean;
	asks_for_id: boolean;
	needs_id_document: boolean;
}
export interface Disclosure { what: string; state: string; count: number; words: string; why?: string }
export interface Draft {
	letter: number;
	case: number;
	reference: string;
	controller: string;
	name: string;
	subject: string;
	language: string;
	warning: string;
	warns: string;
	warnings?: { warns: string; words: string }[];
	text?: string;
	discloses: Disclosure[];
}
export interface Pack {
	name: string;
	version: number;
	signer: string;
	signer_id: string;
	/** false: its file is not there, and what follows is missing */
	here?: boolean;
	title?: string;
	made?: string;
	helper?: { name: string; email: string; web: string };
	introduction?: { language: string; text: string }[];
	preset?: string[];
	/** what it brings beside companies; corrects: in the place of ours */
	changes?: { kind: string; what: string; corrects: boolean }[];
	/** its companies: "a, b" */
	names?: string;
	/** why its laws and letters are not used, or "" */
	unfit?: string;
}
/** a pack that is looked at before it is taken */
export type PackLook = Omit<Pack, "signer" | "signer_id" | "here" | "unfit"> & { signer?: string; signer_id?: string };
/** languages that packs bring, and the messages of the one that was asked for */
export interface PackWords {
	languages: { code: string; name: string; pack: string }[];
	words: Record<string, string>;
}
export interface Saved { folder: string; files: { letter?: number; file: string }[] }

/** A day such as "2026-11-22". */
export type Day = string;
/** What became of the cases, of which nothing tells whose they are. */
export interface OutcomeCard {
	folder: string;
	file: string;
	/** cases left out: only the person has the record of the company */
	own: number;
	outcomes: { controller: string; answer: string; answer_words: string; days: number }[];
}
export interface Case {
	case: number;
	reference: string;
	controller: string;
	name: string;
	/** the person that it is for, where that is not who writes; "" otherwise, and missing from a host of before */
	for?: string;
	law: string;
	stage: string;
	opened: number;
	sent: Day | null;
	deadline: Day | null;
	verified: boolean;
	explained: string;
	reply: string;
	step: { action: string; letter: string; reason: string; day: Day | null };
	due: boolean; // it is the person's turn
	clock?: {
		sent: Day | null; how: string; tracking: string; received: Day | null; received_how: string;
		received_words: string; due: Day | null; claimed: Day | null; set: Day | null; draft: string;
		/** the last day to turn to the authority, where the law has one and it runs; missing from a host of before */
		recourse?: Day | null;
	};
}
export interface CaseEvent { number: number; day: Day; kind: string; detail?: Record<string, string> }
export interface CaseShown extends Case {
	history: CaseEvent[];
	letters: { letter: number; case: number; kind: string; language: string; subject: string; made: number }[];
	documents: { document: number; name: string; type: string; kept: number; bytes: number }[];
}

/** What is known of all photos; places are as they were at the last look. */
export interface Overview {
	photos: number;
	say_where: number;
	say_who: number;
	photos_public: number;
	photos_unknown: number;
	places: number;
	access: Accesses;
	gone: number;
	not_asked: number;
	/** the earliest of the last looks at the places; null: nobody looked */
	looked: number | null;
	/** places of which the last look learned nothing, and that were open before */
	unlearned: { photos: number; places: number; first: number; last: number } | null;
	/** the worst first */
	sites: { host: string; photos: number; places: number; access: Accesses; gone: number; not_asked: number }[];
	/** by the last looks until each day on which something was looked at; none of one day alone */
	history: { day: Day; open: number; unknown: number; gone: number; other: number }[];
	letters: Record<"asked" | "erased" | "draft" | "waiting" | "overdue" | "replied" | "complained" | "closed", number>;
	due: number;
	/** how many of the places that have two looks came to what */
	changes: Changes;
}
export interface Changes { compared: number; gone: number; since: number | null }
export interface Moment { at: number; state: string; access: string; gone: boolean }
/** A place at its first look and at its last. */
export interface Change {
	photo: number; source?: string; place: string; page: string; change: string; same: boolean;
	then: Moment | null; now: Moment | null;
	/** what its file gives away no longer, and newly; null: not known */
	less: Finding[] | null; more: Finding[] | null;
}
/** A page to look at again; looked is null where it was not, or not learned. */
export interface Watched { page: string; added: number; looked: number | null }
export interface WatchSeen {
	page: string; access: string; why: string; words: string; unlearned: number; cut: boolean;
	photos: { photo: number; source?: string; found: boolean; added: boolean; now: string; gone: boolean;
		back: boolean }[];
}
export type Accesses = Record<"public" | "public_to_browsers" | "login" | "stand_in" | "absent" | "unknown", number>;

export interface Judged { strength: "hopeless" | "weak" | "fair" | "strong"; bits: number; sentence: string }
interface Page { total: number; next_offset: number | null }
/** The person's own, for paper. */
export interface Signature {
	columns: number;
	rows: number;
	ink: string; // base64 of a byte a pixel: 0 for none, 255 for black
}

export interface Answers {
	"session.hello": Hello;
	"ledger.status": LedgerStatus;
	"ledger.create": { recovery: string; state: LedgerState };
	"ledger.unlock": { state: LedgerState };
	"ledger.lock": { state: LedgerState };
	"ledger.backup": { folder: string; file: string };
	"ledger.autolock": { autolock: string; words: string };
	"ledger.accept": { words: string };
	"ledger.judge": Judged;
	"ledger.phrase": { passphrase: string };
	"photo.begin": { upload: number };
	"photo.chunk": { received: number };
	"photo.end": Added;
	"photo.keep": { kept: Kept[] };
	"photo.list": Page & { photos: Photo[] };
	"photo.show": PhotoShown;
	"photo.forget": { forgotten: number };
	"exposure.recheck": { places: PlaceSeen[] };
	"exposure.audit": { audits: Audit[] };
	"photo.thumbnail": { thumbnails: Thumbnail[] };
	"photo.hidden": { type: string; data: string };
	"picture.clean": { files: Cleaned[] };
	"page.check": { job: number };
	"page.find": { job: number };
	/** formats: since later than the rest */
	"report.summary": { photos: number; sightings: number; findings: Record<string, number>;
		formats?: Record<string, number>; cases: number; cases_due: number };
	"report.overview": Overview;
	"report.make": { folder?: string; file: string; bytes: number };
	"exposure.changes": Changes & Page & { places: Change[] };
	"watch.list": { pages: Watched[] };
	"watch.add": { pages: { page: string; changed: boolean }[] };
	"watch.remove": { pages: { page: string; changed: boolean }[] };
	"watch.run": { pages: WatchSeen[]; rested: number };
	"me.get": Record<string, string>;
	"me.set": Record<string, string>;
	"me.sign": Record<string, string>;
	"me.unsign": Record<string, string>;
	"me.signature": Signature;
	"controller.search": Page & { controllers: Controller[] };
	"controller.show": Controller;
	"controller.contact": { slug: string };
	"pack.list": { packs: Pack[] };
	"person.list": { persons: Person[] };
	"pack.words": PackWords;
	"pack.show": PackLook;
	"pack.import": Pick<Pack, "name" | "title">;
	"pack.forget": { forgotten: number };
	"pack.rules": { packs: string; rules: { list: string; entry: string }[] };
	"key.list": { keys: { id: number; kind: string }[] };
	"key.add": { id: number; recovery_key?: string };
	"key.change": { id: number; recovery_key?: string };
	"key.remove": { id: number; removed: boolean };
	"ledger.restore": { status: "restored" | "merged"; photos?: number; cases?: number; sightings?: number; settings?: number };
	"ledger.wipe": { destroyed: string };
	"letter.draft": { letters: Draft[] };
	"letter.show": { text: string; twin: string };
	"letter.fields": { to: string; subject: string; body: string };
	"letter.save": Saved;
	"case.list": { cases: Case[] };
	"case.show": CaseShown;
	"case.sent": CaseShown;
	"case.reply": CaseShown;
	"case.close": CaseShown;
	"case.answer": CaseAnswer;
	"case.import": { case: number; kind: string; day: Day | null; from: string; subject: string; bounced: string; next: string };
	"case.calendar": Saved;
	"case.table": Saved;
	"outcome.card": OutcomeCard;
	"case.received": CaseShown;
	"case.stand": CaseShown;
	"case.correct": CaseShown;
	"case.withdraw": CaseShown;
	"case.reopen": CaseShown;
	"case.adopt": CaseShown;
	"letter.discard": { discarded: number; case: number };
}
