// places.js: where somebody may live who has rights by the laws that Lenscap knows.
import { language } from "../../shared/i18n.js";

export const countries = ["at", "be", "bg", "ch", "cy", "cz", "de", "dk", "ee", "es", "fi", "fr", "gb",
	"gr", "hr", "hu",
	"ie", "is", "it", "li", "lt", "lu", "lv", "mt", "nl", "no", "pl", "pt", "ro", "se", "si", "sk"];

/** Where each state has an authority of its own; by the names that they have there.
 * @type {Record<string, Record<string, string>>} */
export const states = {
	de: {
		bw: "Baden-Württemberg", by: "Bayern", be: "Berlin", bb: "Brandenburg", hb: "Bremen", hh: "Hamburg",
			he: "Hessen",
		mv: "Mecklenburg-Vorpommern", ni: "Niedersachsen", nw: "Nordrhein-Westfalen", rp: "Rheinland-Pfalz",
		sl: "Saarland", sn: "Sachsen", st: "Sachsen-Anhalt", sh: "Schleswig-Holstein", th: "Thüringen",
	},
};

/** In the language of the page. @param {string} code; "" is nowhere */
export const countryName = (code) => code === "" ? ""
	: new Intl.DisplayNames([language()], { type: "region" }).of(code.toUpperCase()) ?? code;
