// globals.d.ts: what the scripts injected into a page leave for each other and for
// later injections, in a world that the page does not see.

/** A place in the top window, in CSS pixels. */
interface Offset { x: number; y: number }
/** One picture of a page. */
interface Found {
	url: string;
	kind: string;
	element: Element | null;
	rect: DOMRect | null;
	frame: Offset;
	size: number;
	alt: string;
}
interface Candidate { url: string; weight: number }

declare var lenscapAddresses: {
	isPicture(address: string): boolean;
	absolute(text: string | null | undefined, base: string): string | null;
	candidates(text: string | null | undefined): Candidate[];
	largest(sets: readonly (string | null | undefined)[]): string;
	ofStyle(value: string): string[];
} | undefined;

declare var lenscapReaders: {
	/** Every picture that was found, by its address. */
	found: Map<string, Found>;
	add(url: string | null, kind: string, element: Element | null, frame: Offset): void;
	addElement(element: Element, base: string, frame: Offset): void;
	addMeta(from: Document): void;
} | undefined;

declare var lenscapPictures: {
	element(id: number): Element | null;
	idOf(url: string): number;
	place(id: number): (Offset & { width: number; height: number; window: { width: number; height: number } }) | null;
	bytes(id: number): Promise<number>;
	piece(id: number, index: number, size: number): Promise<string>;
} | undefined;

declare var lenscapOutline: {
	show(list: { id: number; status: string; text: string }[]): number;
	clear(): void;
} | undefined;
