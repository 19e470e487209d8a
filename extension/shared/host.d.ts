// host.d.ts: what the host can be asked.  Generated from `lenscap-host --methods`; not edited.
import type { Answer } from "./answers.js";

export interface Methods {
	/** your cases: what was asked of whom */
	"case.list": {
		params: {
			/** only where it is your turn */
			due?: boolean;
			/** the language of explanations */
			language?: "en" | "de" | "fr";
		};
		result: Answer<"case.list">;
	};
	/** the cases in which it is your turn */
	"case.due": {
		params: {
			/** the language of explanations */
			language?: "en" | "de" | "fr";
		};
		result: Answer<"case.due">;
	};
	/** what to do next in a case, and why */
	"case.next": {
		params: {
			/** the number of the case */
			case: number;
			/** the language of explanations */
			language?: "en" | "de" | "fr";
		};
		result: Answer<"case.next">;
	};
	/** where a case stands, and its history */
	"case.show": {
		params: {
			/** the number of the case */
			case: number;
			/** the language of explanations */
			language?: "en" | "de" | "fr";
		};
		result: Answer<"case.show">;
	};
	/** note that a letter was sent */
	"case.sent": {
		params: {
			/** the number of the case */
			case: number;
			/** the day it happened; otherwise today */
			on?: string;
			/** how it went; otherwise by email */
			how?: "email" | "post" | "form" | "fax";
			/** a note for yourself */
			note?: string;
			/** the language of explanations */
			language?: "en" | "de" | "fr";
		};
		result: Answer<"case.sent">;
	};
	/** note that a reply came */
	"case.reply": {
		params: {
			/** the number of the case */
			case?: number;
			/** what the reply was */
			kind?: "receipt" | "answer" | "nothing_held" | "erased" | "partial" | "photo_demanded" | "id_demanded" | "use_form" | "cannot_identify" | "not_subject" | "too_often" | "public_data" | "extension" | "refused" | "bounced";
			/** a saved mail (.eml); what it seems to say is noted, unless you say what it was */
			upload?: number;
			/** the day it happened; otherwise today */
			on?: string;
			/** a note for yourself */
			note?: string;
			/** the language of explanations */
			language?: "en" | "de" | "fr";
		};
		result: Answer<"case.reply">;
	};
	/** close a case: nothing more is to be done */
	"case.close": {
		params: {
			/** the number of the case */
			case: number;
			/** what came of it */
			outcome: string;
			/** the day it happened; otherwise today */
			on?: string;
			/** a note for yourself */
			note?: string;
			/** the language of explanations */
			language?: "en" | "de" | "fr";
		};
		result: Answer<"case.close">;
	};
	/** take a saved mail in as a reply */
	"case.import": {
		params: {
			/** a saved mail, begun for the purpose mail */
			upload: number;
			/** the case; otherwise the one it names */
			case?: number;
			/** what it is; otherwise what it seems to be */
			kind?: "receipt" | "answer" | "nothing_held" | "erased" | "partial" | "photo_demanded" | "id_demanded" | "use_form" | "cannot_identify" | "not_subject" | "too_often" | "public_data" | "extension" | "refused" | "bounced";
		};
		result: Answer<"case.import">;
	};
	/** forget cases with their letters */
	"case.forget": {
		params: {
			/** the numbers of the cases; all of them or none */
			cases: readonly number[];
		};
		result: Answer<"case.forget">;
	};
	/** keep the running deadlines as a calendar file */
	"case.calendar": {
		params: Record<never, never>;
		result: Answer<"case.calendar">;
	};
	/** agree on a version; comes first */
	"session.hello": {
		params: {
			/** [lowest, highest] version the extension speaks */
			protocol: readonly unknown[];
			/** what it would use */
			features?: readonly string[];
			/** {name, version, language} */
			client?: object;
		};
		result: Answer<"session.hello">;
	};
	/** is there a ledger, is it open, what is in it */
	"ledger.status": {
		params: Record<never, never>;
		result: Answer<"ledger.status">;
	};
	/** make the ledger; gives its recovery key, once */
	"ledger.create": {
		params: {
			/** what shall open it */
			passphrase?: string;
			/** or the desktop keyring opens it */
			keyring?: boolean;
		};
		result: Answer<"ledger.create">;
	};
	/** open it; without parameters by the session's key or the keyring */
	"ledger.unlock": {
		params: {
			/** what opens it */
			passphrase?: string;
			/** or its recovery key */
			recovery?: string;
		};
		result: Answer<"ledger.unlock">;
	};
	/** forget its key, here and everywhere */
	"ledger.lock": {
		params: Record<never, never>;
		result: Answer<"ledger.lock">;
	};
	/** keep a copy, sealed, in the documents folder */
	"ledger.backup": {
		params: Record<never, never>;
		result: Answer<"ledger.backup">;
	};
	/** announce a picture's bytes */
	"photo.begin": {
		params: {
			/** add: keep it as mine; check: compare it in a page.check; mail: a saved reply */
			purpose: string;
			/** its file name, for the list of photos */
			name: string;
			/** its size */
			bytes: number;
			/** where it is from, instead of its name */
			source?: string;
		};
		result: Answer<"photo.begin">;
	};
	/** the next of them */
	"photo.chunk": {
		params: {
			/** from photo.begin */
			upload: number;
			/** 0, 1, 2, ... */
			index: number;
			/** the next bytes in base64 */
			data: string;
		};
		result: Answer<"photo.chunk">;
	};
	/** read the picture */
	"photo.end": {
		params: {
			/** all of whose bytes have been sent */
			upload: number;
		};
		result: Answer<"photo.end">;
	};
	/** keep pictures of a page as mine */
	"photo.keep": {
		params: {
			/** a page.check that has finished */
			job: number;
			/** of its images */
			ids: readonly unknown[];
		};
		result: Answer<"photo.keep">;
	};
	/** my photos */
	"photo.list": {
		params: {
			/** photos to pass over */
			offset?: number;
			/** photos to give, at most; 50 */
			limit?: number;
			/** added, source, pixels, bytes, findings or sightings */
			order?: string;
			/** the other way round */
			descending?: boolean;
			/** only with this in their source */
			source?: string;
			/** only with such a finding */
			finding?: string;
			/** only of this format */
			format?: string;
		};
		result: Answer<"photo.list">;
	};
	/** all about one */
	"photo.show": {
		params: {
			/** the photo */
			id: number;
		};
		result: Answer<"photo.show">;
	};
	/** forget photos with all that hangs on them */
	"photo.forget": {
		params: {
			/** the photos; all of them or none */
			ids: readonly number[];
		};
		result: Answer<"photo.forget">;
	};
	/** their small pictures */
	"photo.thumbnail": {
		params: {
			/** the photos */
			ids: readonly number[];
		};
		result: Answer<"photo.thumbnail">;
	};
	/** what of a page is mine, what can strangers fetch */
	"page.check": {
		params: {
			/** the page's address */
			url: string;
			/** its title */
			title?: string;
			/** {id, url or upload, kind, width, height, alt} each */
			images: readonly unknown[];
			/** note in the ledger where mine were seen */
			record?: boolean;
		};
		result: Answer<"page.check">;
	};
	/** what of a page is mine */
	"page.find": {
		params: {
			/** the page's address */
			url: string;
			/** its title */
			title?: string;
			/** {id, url or upload, kind, width, height, alt} each */
			images: readonly unknown[];
			/** note in the ledger where mine were seen */
			record?: boolean;
		};
		result: Answer<"page.find">;
	};
	/** end a check */
	"job.cancel": {
		params: {
			/** what shall end */
			job: number;
		};
		result: Answer<"job.cancel">;
	};
	/** numbers for the dashboard */
	"report.summary": {
		params: Record<never, never>;
		result: Answer<"report.summary">;
	};
	/** what letters may say of me */
	"me.get": {
		params: Record<never, never>;
		result: Answer<"me.get">;
	};
	/** change it */
	"me.set": {
		params: {
			/** {key: text}; an empty text takes it away */
			values: object;
		};
		result: Answer<"me.set">;
	};
	/** who can be written to */
	"controller.search": {
		params: {
			/** words of a name, brand or domain */
			query: string;
			/** only of this kind */
			kind?: string;
			/** only relevant there */
			country?: string;
			/** controllers to pass over */
			offset?: number;
			/** controllers to give, at most; 30 */
			limit?: number;
		};
		result: Answer<"controller.search">;
	};
	/** all about one */
	"controller.show": {
		params: {
			/** the controller */
			slug: string;
		};
		result: Answer<"controller.show">;
	};
	/** one of my own */
	"controller.add": {
		params: {
			/** a controller of one's own, as Datenanfragen has them */
			record: object;
		};
		result: Answer<"controller.add">;
	};
	/** write letters, or see what they would be */
	"letter.draft": {
		params: {
			/** slugs of controllers */
			to?: readonly string[];
			/** or the case that it goes on with */
			case?: number;
			/** the next letter of a case */
			kind?: string;
			/** access, erasure, objection, ... */
			ask?: readonly string[];
			/** {id, disclose: [sha256, pdq, iscc]} each */
			photos?: readonly unknown[];
			/** name, email, address, region */
			tell?: readonly string[];
			/** why, in words of one's own */
			purpose?: string;
			/** one's particular situation */
			situation?: string;
			/** safety, work, minor or private */
			situation_kind?: string;
			/** object to direct marketing too */
			marketing?: boolean;
			/** what is wrong */
			wrong?: string;
			/** and what would be right */
			right?: string;
			/** a page of one's own, for a code */
			code_page?: string;
			/** of their answer */
			quote?: string;
			/** what it lacks */
			missing?: readonly string[];
			/** gdpr, uk or fadp; else by residence */
			law?: string;
			/** en, de or fr; else the controller's */
			language?: string;
			/** although the last one is young */
			again?: boolean;
			/** keep nothing */
			preview?: boolean;
		};
		result: Answer<"letter.draft">;
	};
	/** the letters that were written */
	"letter.list": {
		params: {
			/** letters to pass over */
			offset?: number;
			/** letters to give, at most; 50 */
			limit?: number;
		};
		result: Answer<"letter.list">;
	};
	/** one as text, in my own language too */
	"letter.show": {
		params: {
			/** the letter */
			letter: number;
		};
		result: Answer<"letter.show">;
	};
	/** one as to, subject and body, to be copied */
	"letter.fields": {
		params: {
			/** the letter */
			letter: number;
		};
		result: Answer<"letter.fields">;
	};
	/** keep letters as files in the documents folder */
	"letter.save": {
		params: {
			/** the letters */
			letters: readonly number[];
			/** txt, twin, eml, pdf, mailto, fields */
			formats: readonly string[];
		};
		result: Answer<"letter.save">;
	};
}
