// globals.d.ts: what the scripts injected into a page leave for each other and for
// later injections, in a world that the page does not see.

/** A place in the top window, in CSS pixels. */
interface Offset { x: number; y: number }
/** What a document's addresses are read against. */
interface Base {
	url: string;
	/** Of a document that is not in UTF-8: knows how it encodes queries. */
	quote: HTMLQuoteElement | null;
}
/** One picture of a page. */
interface Found {
	url: string;
	kind: string;
	element: Element | null;
	rect: DOMRect | null;
	frame: Offset;
	size: number;
	alt: string;
	/** No browser shows or loaded it: asked for only where the user wants it. */
	apart: boolean;
	/** The address of the first that is this one in another size. */
	same: string;
	/** What the element was told to show when it was listed: sourceOf(). */
	shown: string;
}
/** What of a page was not looked at, by kind. */
interface Left { frames: number; canvases: number; scripts: number; styles: number; beyond: number; long: number }
interface Candidate { url: string; weight: number }

declare var lenscapRules: {
	ending: string[]; lazy: string[]; lazySet: string[]; lazyStyle: string[]; element: string[]; template: string[]; meta: string[];
	member: string[]; state: string[]; statePlain: string[]; stateLink: string[]; stateSign: string[]; stateAddress: string[]; stateFolder: string[]; pageLink: string[]; size: string[]; iconSize: number[]; iconTimes: number[]; pixel: string[];
	drawing: string[]; sign: string[]; person: string[];
} | undefined;

declare var lenscapAddresses: {
	/** Whether it ends as a picture's does, and is no page about one. */
	isPicture(address: string): boolean;
	upgraded(url: string | null, base: Base): string | null;
	within(list: readonly string[], text: string): boolean;
	sizeOf(url: string): { bare: string; asks: number };
	baseOf(document: Document): Base;
	absolute(text: string | null | undefined, base: Base): string | null;
	candidates(text: string | null | undefined): Candidate[];
	largest(sets: readonly (string | null | undefined)[]): string;
	ofStyle(value: string): string[];
} | undefined;

declare var lenscapState: {
	/** Whether a text may be the JSON that a page keeps for its scripts. */
	mayBe(text: string): boolean;
	/** Its pictures' addresses; program: of what a script is given. */
	read(text: string, program: boolean, add: (address: string) => void): void;
	/** The names of photos in a script, read or not. */
	photosNamed(text: string, names: Set<string>): void;
} | undefined;

declare var lenscapReaders: {
	/** Every picture that was found, by its address. */
	found: Map<string, Found>;
	left: Left;
	addElement(element: Element, base: Base, frame: Offset): void;
	/** Backgrounds and the like of everything below a root. */
	addStyles(root: Document | ShadowRoot, base: Base, frame: Offset): void;
	addBackgrounds(addresses: readonly string[], kind: string, element: Element, base: Base, frame: Offset, apart?: boolean): void;
	addMeta(from: Document): void;
	/** All is listed: small pictures that stand often are signs. */
	finish(): void;
	/** What an element is told to show: addresses, loaded or not. */
	sourceOf(element: Element | null): string;
	isImage(element: Element | null): element is HTMLImageElement;
	/** How many frames, shadow roots and templates within each other are looked into. */
	deepest: number;
} | undefined;

/** The dHash of a picture, then which of its bits are sure: 16 hexadecimal digits each; fails where the
 * page must not be drawn. */
declare var lenscapDhash: ((canvas: HTMLCanvasElement) => string | undefined) | undefined;

/** Pictures that were met while the page is scrolled, in the order of their numbers. */
declare var lenscapKept: Found[] | undefined;

declare var lenscapPictures: {
	element(id: number): Element | null;
	idOf(url: string): number;
	place(id: number): (Offset & { width: number; height: number; changed: boolean;
		window: { width: number; height: number } }) | null;
	bytes(id: number): Promise<number>;
	piece(id: number, index: number, size: number): Promise<string>;
} | undefined;

declare var lenscapOutline: {
	show(list: { id: number; status: string; text: string }[]): number;
	clear(): void;
} | undefined;
