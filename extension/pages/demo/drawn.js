// drawn.js: people who are nobody, drawn by us, for whoever looks around without photos of their own.

/** @typedef {{skin: string, hair: string, shirt: string, long?: boolean, glasses?: boolean, hat?: string}} Person */

/** The one whose photos they are. @type {Person} */
const maja = { skin: "#e0ac86", hair: "#5b3a29", shirt: "#0f6b62", long: true };
/** @type {Person} */
const ole = { skin: "#f0cfb0", hair: "#c8a24a", shirt: "#a63c12" };
/** @type {Person} */
const ada = { skin: "#8a5a3c", hair: "#231a16", shirt: "#2a56a8", glasses: true };

/** Around (0, 0), 100 high. @param {Person} person */
function drawn({ skin, hair, shirt, long = false, glasses = false, hat }) {
	return `${long ? `<path d="M-21 -24a21 22 0 0 1 42 0v38h-42z" fill="${hair}"/>` : ""}
		<path d="M-34 50c0-26 14-34 34-34s34 8 34 34z" fill="${shirt}"/>
		<path d="M-7 6h14v12a7 7 0 0 1-14 0z" fill="${skin}"/>
		<ellipse cy="-14" rx="17" ry="21" fill="${skin}"/>
		<path d="M-18 -16c-1-16 8-22 18-22s19 6 18 22c-6-2-12-8-14-12-5 6-14 10-22 12z" fill="${hair}"/>
		<circle cx="-6.500" cy="-13" r="2" fill="#231a16"/><circle cx="6.500" cy="-13" r="2" fill="#231a16"/>
		<path d="M-6 -3c3 4 9 4 12 0" fill="none" stroke="#7a3b2e" stroke-width="2" stroke-linecap="round"/>
		${glasses ? `<g fill="none" stroke="#231a16" stroke-width="1.5"><circle cx="-7" cy="-13" r="6"/>
			<circle cx="7" cy="-13" r="6"/><path d="M-1-13h2"/></g>` : ""}
		${hat ? `<path d="M-28 -28h56c0 4-56 4-56 0zM-23 -27c0-29 46-29 46 0z" fill="${hat}"/>` : ""}`;
}

/** @param {number} x @param {number} y @param {number} size times 100 high @param {Person} person */
const at = (x, y, size, person) => `<g transform="translate(${x} ${y}) scale(${size})">${drawn(person)}</g>`;

const sea = `<path d="M0 0h320v120H0z" fill="#bfe3f2"/><path d="M0 110h320v60H0z" fill="#4a9cc0"/>
	<path d="M0 165q80-18 160 0t160 0v75H0z" fill="#ecd9a8"/><circle cx="262" cy="46" r="22" fill="#ffd766"/>`;
const park = `<path d="M0 0h320v240H0z" fill="#d4ecf5"/><path d="M0 150q90-40 180-8t140-6v104H0z" fill="#7fb26a"/>
	<path d="M52 160v-50" stroke="#6b4a2f" stroke-width="10"/><circle cx="52" cy="84" r="38" fill="#4f8a4b"/>`;
const wall = "<path d=\"M0 0h320v240H0z\" fill=\"#dcd3c6\"/><path d=\"M0 200h320v40H0z\" fill=\"#b9a58c\"/>";
const office = `<path d="M0 0h320v240H0z" fill="#e9edf2"/><path d="M20 20h90v80H20z" fill="#a9c7e8"/>
	<path d="M65 20v80M20 60h90" stroke="#fff" stroke-width="4"/><path d="M0 205h320v35H0z" fill="#8d6e53"/>`;
const stage = `<path d="M0 0h320v240H0z" fill="#4b2435"/><path d="M0 200h320v40H0z" fill="#24141c"/>
	<path d="M160 0 60 200h200z" fill="#f6e3b4" opacity=".25"/>`;

/** What each shows, in the order of the demo's photos. */
const scenes = [
	wall + at(160, 150, 1.9, maja),
	sea + at(130, 160, 1.5, { ...maja, hat: "#f1e2b6", shirt: "#c94f4f" }),
	park + at(190, 165, 1.4, { ...maja, shirt: "#6a4c93" }) + at(262, 172, 1.3, ole),
	office + at(200, 150, 1.6, { ...maja, glasses: true, shirt: "#34495e" }),
	stage + at(70, 165, 1, ada) + at(160, 160, 1.1, maja) + at(250, 165, 1, ole),
	wall + at(100, 165, 1.4, ada) + at(220, 165, 1.4, { ...maja, shirt: "#d08b2f" }),
];

/** The picture of a photo, as an SVG; "" of one that is none of them. @param {number} photo from 1 */
export const drawing = (photo) => scenes[photo - 1] === undefined ? "" : `<svg xmlns="http://www.w3.org/2000/svg"
	viewBox="0 0 320 240" width="320" height="240">${scenes[photo - 1]}</svg>`;
