// host.d.ts: what the host can be asked.  Generated from `lenscap-host --methods`; not edited.
import type { Answer } from "./answers.js";

export interface Methods {
	/** make the ledger; its recovery key is shown once */
	"ledger.create": {
		params: {
			/** what shall open it */
			passphrase?: string;
			/** the desktop keyring opens it */
			keyring?: boolean;
		};
		result: Answer<"ledger.create">;
	};
	/** is there a ledger, is it open, what is in it */
	"ledger.status": {
		params: Record<never, never>;
		result: Answer<"ledger.status">;
	};
	/** open the ledger for this session */
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
	/** what opens the ledger */
	"key.list": {
		params: Record<never, never>;
		result: Answer<"key.list">;
	};
	/** add a key */
	"key.add": {
		params: {
			/** a passphrase */
			passphrase?: string;
			/** or a recovery key, which is answered once */
			recovery?: boolean;
			/** or the desktop keyring opens it */
			keyring?: boolean;
		};
		result: Answer<"key.add">;
	};
	/** replace a key with a new one */
	"key.change": {
		params: {
			/** the number of the key, as the list of keys shows it */
			id: number;
			/** a passphrase */
			passphrase?: string;
			/** or a recovery key, which is answered once */
			recovery?: boolean;
		};
		result: Answer<"key.change">;
	};
	/** remove a key; never the last */
	"key.remove": {
		params: {
			/** the number of the key, as the list of keys shows it */
			id: number;
		};
		result: Answer<"key.remove">;
	};
	/** keep a copy, sealed, as one file */
	"ledger.backup": {
		params: Record<never, never>;
		result: Answer<"ledger.backup">;
	};
	/** bring a backup back */
	"ledger.restore": {
		params: {
			/** the backup */
			file: number;
			/** destroy the ledger that is there, and use the backup alone */
			replace?: boolean;
			/** what opens the backup */
			passphrase?: string;
			/** or the recovery key of its ledger */
			recovery?: string;
		};
		result: Answer<"ledger.restore">;
	};
	/** destroy the ledger */
	"ledger.wipe": {
		params: Record<never, never>;
		result: Answer<"ledger.wipe">;
	};
	/** when an unlocked ledger locks by itself */
	"ledger.autolock": {
		params: {
			/** one of never, end_of_browser, screen, or minutes:15; without it, the command says what is set */
			when?: string;
		};
		result: Answer<"ledger.autolock">;
	};
	/** take the ledger as it is, though a later state was seen */
	"ledger.accept": {
		params: Record<never, never>;
		result: Answer<"ledger.accept">;
	};
	/** how hard a passphrase is to guess */
	"ledger.judge": {
		params: {
			/** what would be one; nothing keeps it */
			passphrase: string;
		};
		result: Answer<"ledger.judge">;
	};
	/** make a passphrase of six words */
	"ledger.phrase": {
		params: Record<never, never>;
		result: Answer<"ledger.phrase">;
	};
	/** your photos */
	"photo.list": {
		params: {
			/** what comes first */
			order?: "added" | "source" | "pixels" | "bytes" | "findings" | "sightings";
			/** reverse the order */
			descending?: boolean;
			/** only photos whose source contains this */
			source?: string;
			/** only pictures of this format */
			format?: "jpeg" | "png" | "webp" | "gif" | "heic" | "avif" | "jxl" | "tiff" | "raw" | "bmp" | "ico" | "svg";
			/** only photos that give this away */
			finding?: "gps" | "place" | "person_name" | "thumbnail_differs" | "hidden_picture" | "hidden_remains" | "hidden_video" | "hidden_file" | "contact" | "camera_serial" | "lens_serial" | "file_names" | "capture_time" | "author" | "caption" | "keywords" | "faces" | "edit_history" | "unique_id" | "shutter_count" | "text" | "unread" | "ai_source" | "copyright" | "device" | "software" | "gain_map" | "picture_copy" | "content_credentials";
			/** skip this many photos */
			offset?: number;
			/** list this many photos at most */
			limit?: number;
		};
		result: Answer<"photo.list">;
	};
	/** all about one photo */
	"photo.show": {
		params: {
			/** the number of the photo */
			id: number;
		};
		result: Answer<"photo.show">;
	};
	/** forget photos with all that hangs on them */
	"photo.forget": {
		params: {
			/** the numbers of the photos; if one is unknown, none is forgotten */
			ids: readonly number[];
		};
		result: Answer<"photo.forget">;
	};
	/** the small pictures of photos */
	"photo.thumbnail": {
		params: {
			/** the photos */
			ids: readonly number[];
		};
		result: Answer<"photo.thumbnail">;
	};
	/** a picture inside a photo's file that shows something else, small */
	"photo.hidden": {
		params: {
			/** the number of the photo */
			id: number;
			/** which of the pictures inside its file that show something else */
			number: number;
		};
		result: Answer<"photo.hidden">;
	};
	/** numbers for the overview */
	"report.summary": {
		params: Record<never, never>;
		result: Answer<"report.summary">;
	};
	/** agree on a version; comes first */
	"session.hello": {
		params: {
			/** [lowest, highest] version that the extension speaks */
			protocol: readonly unknown[];
			/** what it would use */
			features?: readonly string[];
			/** whose ledger it is, beside the user's own; otherwise the user's */
			person?: string;
			/** a new ledger instead, destroyed when the session ends */
			temporary?: boolean;
			/** {name, version, language} */
			client?: object;
		};
		result: Answer<"session.hello">;
	};
	/** announce a picture's bytes */
	"photo.begin": {
		params: {
			/** add: keep it as mine; check: compare it in a page.check; mail: a saved reply; clean: for picture.clean; file: a pack, its signature, or a backup */
			purpose: "add" | "check" | "mail" | "clean" | "file";
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
			/** which piece: 0, 1, 2 and so on */
			index: number;
			/** the next bytes in base64 */
			data: string;
		};
		result: Answer<"photo.chunk">;
	};
	/** read the picture, or give it up */
	"photo.end": {
		params: {
			/** all of whose bytes have been sent */
			upload: number;
			/** give it up instead, whole or not: nothing of it stays */
			discard?: boolean;
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
			/** where they stand, which the job knows */
			page?: string;
		};
		result: Answer<"photo.keep">;
	};
	/** what of a page is mine, and what strangers can fetch */
	"page.check": {
		params: {
			/** the page's address */
			url: string;
			/** its title */
			title?: string;
			/** {id, url or upload, kind, width, height, alt, natural, dhash, link, same} each; natural: [width, height] that the page shows; dhash: 16 hexadecimal digits of its dHash, and 16 of those of the bits that are sure; link: where the link around it leads; same: one number for all sizes of it */
			images: readonly unknown[];
			/** note in the ledger where mine were seen */
			record?: boolean;
			/** say last of each of mine that anybody can fetch whether it has a face that a face search can use */
			faces?: boolean;
			/** the browser's User-Agent, in whose name to ask; empty: as Lenscap */
			agent?: string;
			/** ask through this proxy (Tor: socks5h://127.0.0.1:9050) */
			proxy?: string;
			/** megabytes that the check may take; otherwise 200 */
			budget?: number;
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
			/** {id, url or upload, kind, width, height, alt, natural, dhash, link, same} each; natural: [width, height] that the page shows; dhash: 16 hexadecimal digits of its dHash, and 16 of those of the bits that are sure; link: where the link around it leads; same: one number for all sizes of it */
			images: readonly unknown[];
			/** note in the ledger where mine were seen */
			record?: boolean;
			/** say last of each of mine that anybody can fetch whether it has a face that a face search can use */
			faces?: boolean;
			/** the browser's User-Agent, in whose name to ask; empty: as Lenscap */
			agent?: string;
			/** ask through this proxy (Tor: socks5h://127.0.0.1:9050) */
			proxy?: string;
			/** megabytes that the check may take; otherwise 200 */
			budget?: number;
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
	/** a copy of a picture without what its file gives away */
	"picture.clean": {
		params: {
			/** a picture, or - for standard input */
			files: readonly number[];
			/** keep this, as far as Exif states it */
			keep?: readonly ("gps" | "camera_serial" | "lens_serial" | "capture_time" | "author" | "caption" | "unique_id" | "copyright" | "device" | "software")[];
			/** the picture's name */
			name?: string;
		};
		result: Answer<"picture.clean">;
	};
	/** what letters may say about you */
	"me.get": {
		params: Record<never, never>;
		result: Answer<"me.get">;
	};
	/** say who you are, for letters only */
	"me.set": {
		params: {
			/** what to set, and to what; an empty text removes it */
			values: { readonly [key in "name" | "email" | "address" | "country" | "region" | "language" | "former" | "birth" | "phone" | "handle" | "emails" | "customer" | "letterhead"]?: string };
		};
		result: Answer<"me.set">;
	};
	/** remove some of it again */
	"me.unset": {
		params: {
			/** what to remove */
			keys: readonly ("name" | "email" | "address" | "country" | "region" | "language" | "former" | "birth" | "phone" | "handle" | "emails" | "customer" | "letterhead")[];
		};
		result: Answer<"me.unset">;
	};
	/** keep your signature, for letters on paper */
	"me.sign": {
		params: {
			/** a picture of the signature, PNG or JPEG, of at most 10 MB; of a browser an upload begun for the purpose file */
			upload: number;
		};
		result: Answer<"me.sign">;
	};
	/** keep your signature no longer */
	"me.unsign": {
		params: Record<never, never>;
		result: Answer<"me.unsign">;
	};
	/** the signature that is kept, to be shown */
	"me.signature": {
		params: Record<never, never>;
		result: Answer<"me.signature">;
	};
	/** parts of countries, for 'me set region' */
	"me.regions": {
		params: {
			/** only those of this country, given by its code or name */
			country?: string;
		};
		result: Answer<"me.regions">;
	};
	/** take the companies that somebody you trust publishes */
	"pack.import": {
		params: {
			/** the pack */
			pack: number;
			/** the publisher's public key, one word that begins with RW */
			signer?: string;
			/** the signature; otherwise PACK.minisig */
			signature?: number;
		};
		result: Answer<"pack.import">;
	};
	/** the packs you took, and whose they are */
	"pack.list": {
		params: Record<never, never>;
		result: Answer<"pack.list">;
	};
	/** what a pack does, before you take it or after */
	"pack.show": {
		params: {
			/** the pack */
			pack: number;
			/** the publisher's public key, one word that begins with RW */
			signer?: string;
			/** the signature; otherwise PACK.minisig */
			signature?: number;
		};
		result: Answer<"pack.show">;
	};
	/** forget a pack, and whose key it had */
	"pack.forget": {
		params: {
			/** its name, as the list of packs shows it */
			name: string;
		};
		result: Answer<"pack.forget">;
	};
	/** what packs add to the rules for pages */
	"pack.rules": {
		params: Record<never, never>;
		result: Answer<"pack.rules">;
	};
	/** languages of pages that packs bring, and the words of one */
	"pack.words": {
		params: {
			/** the code of one */
			language?: string;
		};
		result: Answer<"pack.words">;
	};
	/** find companies to write to */
	"controller.search": {
		params: {
			/** words of a name or brand, a domain, or the address of a page */
			query: string | readonly string[];
			/** only of this kind */
			kind?: "other" | "face_search" | "people_search" | "data_broker" | "ai_training" | "social_network" | "image_search";
			/** only those relevant in this country, such as de */
			country?: string;
			/** skip this many controllers */
			offset?: number;
			/** list this many controllers at most */
			limit?: number;
		};
		result: Answer<"controller.search">;
	};
	/** all the companies it knows */
	"controller.list": {
		params: {
			/** only of this kind */
			kind?: "other" | "face_search" | "people_search" | "data_broker" | "ai_training" | "social_network" | "image_search";
			/** only those relevant in this country, such as de */
			country?: string;
			/** skip this many controllers */
			offset?: number;
			/** list this many controllers at most */
			limit?: number;
		};
		result: Answer<"controller.list">;
	};
	/** all about one, with sources */
	"controller.show": {
		params: {
			/** its short name, as a search shows it */
			slug: string;
			/** the record itself, as datenanfragen.de's schema has it */
			record?: boolean;
		};
		result: Answer<"controller.show">;
	};
	/** add a company of your own */
	"controller.add": {
		params: {
			/** a record in datenanfragen.de's schema */
			record?: object;
			/** or, without a file, its name */
			name?: string;
			/** where requests go */
			email?: string;
			/** for letters by post; \n begins a new line */
			address?: string;
			/** the address of a form for requests */
			webform?: string;
			/** its website */
			web?: string;
			/** what it does */
			kind?: "other" | "face_search" | "people_search" | "data_broker" | "ai_training" | "social_network" | "image_search";
			/** a short name for commands */
			slug?: string;
		};
		result: Answer<"controller.add">;
	};
	/** add a contact of your own, or mark a dead one */
	"controller.contact": {
		params: {
			/** add one, mark one whose mail came back, or forget one of your own */
			what: "add" | "bounced" | "forget";
			/** its short name, as a search shows it */
			slug: string;
			/** an e-mail address or the address of a form; to mark as bounced, any contact */
			value: string;
			/** the page where you read it */
			source?: string;
		};
		result: Answer<"controller.contact">;
	};
	/** forget a company you added */
	"controller.forget": {
		params: {
			/** its short name, as a search shows it */
			slug: string;
		};
		result: Answer<"controller.forget">;
	};
	/** write letters, or see what they would be */
	"letter.draft": {
		params: {
			/** to whom: short names of controllers ('lenscap controllers search' finds them), or all of a kind, such as face_search */
			to?: readonly string[];
			/** or the case that it continues */
			case?: number;
			/** which letter; request opens a case, the others continue one */
			kind?: "request" | "no_answer" | "partial_answer" | "photo_demanded" | "id_demanded" | "use_form" | "cannot_identify" | "not_subject" | "too_often" | "public_data" | "extension" | "erased_but_back" | "notice" | "complaint";
			/** what you ask for */
			ask?: readonly ("access" | "erasure" | "objection" | "restriction" | "rectification" | "withdrawal" | "notice")[];
			/** which photos it is about, or all */
			photos?: readonly unknown[];
			/** what it tells about each photo, or none; otherwise sha256 */
			disclose?: readonly ("sha256" | "pdq" | "iscc")[];
			/** what it tells about you; otherwise your e-mail address, and what the controller needs to find you */
			tell?: readonly ("name" | "email" | "address" | "region" | "birth" | "phone" | "handle" | "former" | "emails" | "customer")[];
			/** what you confirm about yourself, so that the letter may say it */
			confirm?: readonly ("adult" | "not_informed")[];
			/** for whom you write; otherwise for yourself */
			role?: "self" | "child" | "mandated";
			/** and the name of that person */
			for?: string;
			/** what is to be erased; otherwise everything */
			erase?: readonly ("photos" | "templates" | "training")[];
			/** why you ask, in a sentence of your own */
			purpose?: string;
			/** your particular situation, for an objection */
			situation?: string;
			/** or what kind of situation it is */
			situation_kind?: "safety" | "work" | "minor" | "private";
			/** object to direct marketing too, which needs no reason */
			marketing?: boolean;
			/** keep session numbers, tokens and expiry times in addresses */
			whole_addresses?: boolean;
			/** object to research and statistics too */
			research?: boolean;
			/** write every point out, instead of one page and schedules */
			long?: boolean;
			/** what is wrong, for a rectification */
			wrong?: string;
			/** and what would be right */
			right?: string;
			/** a page of yours, on which a code is to prove that it is yours */
			code_page?: string;
			/** what their answer says */
			quote?: string;
			/** what their answer lacks, or where erased photos still are, ';' between the points */
			missing?: readonly string[];
			/** which law, such as gdpr, uk, fadp or ccpa; otherwise the one that fits */
			law?: string;
			/** its language; otherwise the one that is read there */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
			/** write even if the last request was recent */
			again?: boolean;
			/** show it and keep nothing */
			preview?: boolean;
		};
		result: Answer<"letter.draft">;
	};
	/** the letters you have written */
	"letter.list": {
		params: {
			/** how many letters to skip */
			offset?: number;
			/** how many letters to list, at most */
			limit?: number;
		};
		result: Answer<"letter.list">;
	};
	/** a letter as text, in your own language too */
	"letter.show": {
		params: {
			/** the number of the letter */
			letter: number;
		};
		result: Answer<"letter.show">;
	};
	/** note that a letter will not be sent */
	"letter.discard": {
		params: {
			/** the number of the letter */
			letter: number;
			/** a note for yourself */
			note?: string;
		};
		result: Answer<"letter.discard">;
	};
	/** put a passage of a letter in your own words */
	"letter.edit": {
		params: {
			/** the number of the letter */
			letter: number;
			/** the passage that is to be changed, as the letter has it */
			was: string;
			/** what stands there instead; otherwise nothing */
			is?: string;
		};
		result: Answer<"letter.edit">;
	};
	/** a letter as to, subject and body, to be copied */
	"letter.fields": {
		params: {
			/** the number of the letter */
			letter: number;
		};
		result: Answer<"letter.fields">;
	};
	/** keep letters as files in the documents folder */
	"letter.save": {
		params: {
			/** the letters */
			letters: readonly number[];
			/** the formats of the files; otherwise text */
			formats: readonly ("txt" | "twin" | "eml" | "pdf" | "mailto" | "fields" | "schedule")[];
		};
		result: Answer<"letter.save">;
	};
	/** your cases: what was asked of whom */
	"case.list": {
		params: {
			/** only where it is your turn */
			due?: boolean;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"case.list">;
	};
	/** the cases in which it is your turn */
	"case.due": {
		params: {
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"case.due">;
	};
	/** what to do next in a case, and why */
	"case.next": {
		params: {
			/** the number of the case */
			case: number;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"case.next">;
	};
	/** where a case stands, and its history */
	"case.show": {
		params: {
			/** the number of the case */
			case: number;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"case.show">;
	};
	/** note that a letter was sent */
	"case.sent": {
		params: {
			/** the number of the case */
			case: number | readonly number[];
			/** the day it happened; otherwise today */
			on?: string;
			/** how it was sent; otherwise by email, if the letter is to an e-mail address, else not known */
			how?: "email" | "post" | "form" | "fax";
			/** its tracking number, if it went by post */
			tracking?: string;
			/** the day it reached them, if you know it */
			received?: string;
			/** a delivery receipt or tracking proves that day */
			proven?: boolean;
			/** a note for yourself */
			note?: string;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"case.sent">;
	};
	/** note that a reply came */
	"case.reply": {
		params: {
			/** the number of the case */
			case?: number;
			/** what the reply was */
			kind?: "receipt" | "answer" | "nothing_held" | "erased" | "partial" | "photo_demanded" | "id_demanded" | "use_form" | "cannot_identify" | "not_subject" | "too_often" | "public_data" | "extension" | "fee_demanded" | "scope_asked" | "forwarded" | "refused" | "bounced";
			/** a saved mail (.eml), or on the command line a folder of them; what it appears to say is noted, unless you say what it was */
			upload?: number;
			/** the day it happened; otherwise today */
			on?: string;
			/** if they take more time: the day they gave */
			until?: string;
			/** a note for yourself */
			note?: string;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"case.reply">;
	};
	/** close a case: nothing more is to be done */
	"case.close": {
		params: {
			/** the number of the case */
			case: number | readonly number[];
			/** what came of it */
			outcome: string;
			/** the day it happened; otherwise today */
			on?: string;
			/** a note for yourself */
			note?: string;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"case.close">;
	};
	/** note the day a letter reached them */
	"case.received": {
		params: {
			/** the number of the case */
			case: number | readonly number[];
			/** the day it happened; otherwise today */
			on?: string;
			/** a delivery receipt or tracking proves that day */
			proven?: boolean;
			/** a note for yourself */
			note?: string;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"case.received">;
	};
	/** say whether what they ask for stops their time */
	"case.stand": {
		params: {
			/** the number of the case */
			case: number | readonly number[];
			/** whether you accept that it stops their time */
			stand: "accepted" | "disputed";
			/** the day you gave them what they ask for */
			given?: string;
			/** a note for yourself */
			note?: string;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"case.stand">;
	};
	/** correct an entry of a case's history */
	"case.correct": {
		params: {
			/** the number of the case */
			case: number;
			/** which line of its history */
			entry?: number;
			/** the day it really happened */
			on?: string;
			/** what the reply really was */
			kind?: "receipt" | "answer" | "nothing_held" | "erased" | "partial" | "photo_demanded" | "id_demanded" | "use_form" | "cannot_identify" | "not_subject" | "too_often" | "public_data" | "extension" | "fee_demanded" | "scope_asked" | "forwarded" | "refused" | "bounced";
			/** how the letter really went */
			how?: "email" | "post" | "form" | "fax";
			/** its tracking number, if it went by post */
			tracking?: string;
			/** the day it reached them, if you know it */
			received?: string;
			/** a delivery receipt or tracking proves that day */
			proven?: boolean;
			/** if they take more time: the day they gave */
			until?: string;
			/** what really came of the case */
			outcome?: string;
			/** a note for yourself */
			note?: string;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"case.correct">;
	};
	/** take back an entry made by mistake */
	"case.withdraw": {
		params: {
			/** the number of the case */
			case: number;
			/** which line of its history */
			entry: number;
			/** a note for yourself */
			note?: string;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"case.withdraw">;
	};
	/** reopen a case that was closed */
	"case.reopen": {
		params: {
			/** the number of the case */
			case: number | readonly number[];
			/** a note for yourself */
			note?: string;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"case.reopen">;
	};
	/** open a case for a letter sent earlier */
	"case.adopt": {
		params: {
			/** whom it went to: the short name of a controller */
			to: string;
			/** the day it was sent */
			on: string;
			/** what it asked for, by which its answer is judged; if you no longer know, ask anew (letter draft) */
			ask: readonly ("access" | "erasure" | "objection" | "restriction" | "rectification" | "withdrawal" | "notice")[];
			/** how it was sent; otherwise not known */
			how?: "email" | "post" | "form" | "fax";
			/** its text, or its mail (.eml), if you have it */
			upload?: number;
			/** the reference in it, by which replies are matched to the case */
			reference?: string;
			/** the law that it relied on, such as gdpr, uk, fadp or ccpa */
			law?: string;
			/** the country where you lived then, if you have moved since, by its code or name */
			country?: string;
			/** its state, nation or canton, such as de-be, gb-sct or Bayern */
			region?: string;
			/** its tracking number, if it went by post */
			tracking?: string;
			/** the day it reached them, if you know it */
			received?: string;
			/** a delivery receipt or tracking proves that day */
			proven?: boolean;
			/** a note for yourself */
			note?: string;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"case.adopt">;
	};
	/** take a saved mail in as a reply */
	"case.import": {
		params: {
			/** a saved mail, begun for the purpose mail */
			upload: number;
			/** the case; otherwise the one it names */
			case?: number;
			/** what it is; otherwise what it seems to be */
			kind?: "receipt" | "answer" | "nothing_held" | "erased" | "partial" | "photo_demanded" | "id_demanded" | "use_form" | "cannot_identify" | "not_subject" | "too_often" | "public_data" | "extension" | "fee_demanded" | "scope_asked" | "forwarded" | "refused" | "bounced";
		};
		result: Answer<"case.import">;
	};
	/** forget cases with their letters */
	"case.forget": {
		params: {
			/** the numbers of the cases; if one is unknown, none is forgotten */
			cases: readonly number[];
		};
		result: Answer<"case.forget">;
	};
	/** keep the running deadlines as a calendar file */
	"case.calendar": {
		params: Record<never, never>;
		result: Answer<"case.calendar">;
	};
	/** keep all cases as a table for a spreadsheet */
	"case.table": {
		params: Record<never, never>;
		result: Answer<"case.table">;
	};
	/** what is in an answer: pictures, places, kinds of data */
	"case.answer": {
		params: {
			/** the number of the case */
			case: number;
			/** what came: a mail (.eml), a PDF, a ZIP, JSON or text; of a browser an upload begun for the purpose mail */
			upload: number;
			/** what it is; otherwise what it seems to be */
			kind?: "receipt" | "answer" | "nothing_held" | "erased" | "partial" | "photo_demanded" | "id_demanded" | "use_form" | "cannot_identify" | "not_subject" | "too_often" | "public_data" | "extension" | "fee_demanded" | "scope_asked" | "forwarded" | "refused" | "bounced";
			/** the day it came; otherwise today */
			on?: string;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"case.answer">;
	};
	/** what became of your cases, for a campaign: no name, no day */
	"outcome.card": {
		params: Record<never, never>;
		result: Answer<"outcome.card">;
	};
	/** when an answer is due, and why */
	"deadline.count": {
		params: {
			/** the country whose holidays count, by its code or name, such as de, fr, gb or Switzerland */
			country: string;
			/** its state, nation or canton, such as de-be, gb-sct or Bayern */
			region?: string;
			/** the day the request arrived */
			received: string;
			/** which law: gdpr (the default), uk, fadp, or another, such as ccpa */
			law?: string;
			/** the day an extension was announced */
			extended_on?: string;
			/** the day it was extended to, if they named one */
			extended_to?: string;
			/** FROM..TO, from the day something was asked for to the day it came; then :identity, :scope or :fee, which laws treat differently */
			paused?: readonly string[];
			/** the language of the sentence */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"deadline.count">;
	};
	/** how exposed the person is on one page */
	"exposure.audit": {
		params: {
			/** the address of a page */
			url: string;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
			/** ask through this proxy (Tor: socks5h://127.0.0.1:9050) */
			proxy?: string;
			/** download this many megabytes at most; otherwise 200 */
			budget?: number;
			/** the browser's User-Agent, in whose name to ask; empty: as Lenscap */
			agent?: string;
		};
		result: Answer<"exposure.audit">;
	};
	/** can strangers still get your photos where they were seen */
	"exposure.recheck": {
		params: {
			/** only these photos */
			photos?: readonly number[];
			/** ask through this proxy (Tor: socks5h://127.0.0.1:9050) */
			proxy?: string;
			/** download this many megabytes at most; otherwise 200 */
			budget?: number;
			/** the browser's User-Agent, in whose name to ask; empty: as Lenscap */
			agent?: string;
		};
		result: Answer<"exposure.recheck">;
	};
	/** how exposed you are, in a few lines */
	"report.overview": {
		params: Record<never, never>;
		result: Answer<"report.overview">;
	};
	/** everything that is known, as one page to keep */
	"report.make": {
		params: {
			/** leave out pictures, names and, of addresses, all but the site, so that you can show it to others */
			redact?: boolean;
			/** as PDF, for paper: the same without pictures */
			pdf?: boolean;
			/** the language of explanations */
			language?: "en" | "de" | "fr" | "it" | "nl" | "es";
		};
		result: Answer<"report.make">;
	};
	/** what became of the places where your photos were seen */
	"exposure.changes": {
		params: {
			/** only these photos */
			photos?: readonly number[];
			/** compare with the last look by this day; otherwise with the first look at each place */
			since?: string;
			/** skip this many places */
			offset?: number;
			/** list this many places at most */
			limit?: number;
		};
		result: Answer<"exposure.changes">;
	};
	/** the pages to look at again */
	"watch.list": {
		params: Record<never, never>;
		result: Answer<"watch.list">;
	};
	/** put pages on the list to look at again */
	"watch.add": {
		params: {
			/** the address of a page */
			urls: readonly string[];
		};
		result: Answer<"watch.add">;
	};
	/** take pages off that list */
	"watch.remove": {
		params: {
			/** the address of a page */
			urls: readonly string[];
		};
		result: Answer<"watch.remove">;
	};
	/** look at the pages of that list again */
	"watch.run": {
		params: {
			/** also pages that were looked at within the last 20 hours */
			all?: boolean;
			/** ask through this proxy (Tor: socks5h://127.0.0.1:9050) */
			proxy?: string;
			/** download this many megabytes at most; otherwise 200 */
			budget?: number;
			/** the browser's User-Agent, in whose name to ask; empty: as Lenscap */
			agent?: string;
		};
		result: Answer<"watch.run">;
	};
	/** the persons you help, each with a ledger of its own */
	"person.list": {
		params: Record<never, never>;
		result: Answer<"person.list">;
	};
}
