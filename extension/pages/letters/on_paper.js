// on_paper.js: what letters on paper alone have of a person: a letterhead, and a
// signature, which the host takes out of a picture.
import { html, nothing } from "../../vendor/lit-html/lit-html.js";
import { bytesOf } from "../../shared/base64.js";
import { refusal } from "../../shared/casework.js";
import { fileButton, textArea } from "../../shared/fields.js";
import { t } from "../../shared/i18n.js";
import { asker, host } from "../../shared/rpc.js";
import { sendBlob } from "../../shared/upload.js";
import { about } from "./about_me.js";

/** @typedef {import("./about_me.js").Me} Me */

const PICTURES = ".png,.jpg,.jpeg,image/png,image/jpeg";

/** Black where there is ink, and nothing else. @param {import("../../shared/answers.js").Signature} signature */
function drawn({ columns, rows, ink }) {
	const canvas = document.createElement("canvas");
	canvas.width = columns;
	canvas.height = rows;
	canvas.className = "signature";
	canvas.role = "img";
	canvas.ariaLabel = t("me_signature_shown");
	canvas.dataset["testid"] = "me-signature";
	const pixels = new ImageData(columns, rows);
	bytesOf(ink).forEach((dark, i) => { pixels.data[4 * i + 3] = dark; });
	canvas.getContext("2d")?.putImageData(pixels, 0, 0);
	return canvas;
}

/** Have the host show what it keeps. @param {Me} me */
export async function loadSignature(me) {
	const signature = me.known["signature"] ? await host("me.signature") : { columns: 0, rows: 0, ink: "" };
	me.signature = signature.columns > 0 ? drawn(signature) : null;
	me.redraw();
}

/** @param {Me} me @param {() => Promise<Record<string, string>>} change */
async function sign(me, change) {
	me.error = undefined;
	try {
		me.known = await change();
		await loadSignature(me);
	} catch (failure) {
		me.error = refusal(failure, { bad_params: "signature" });
	}
	me.changed();
}

/** @param {Me} me @param {File | undefined} file */
const take = (me, file) => file && sign(me, async () =>
	host("me.sign", { upload: await sendBlob(asker, file, { purpose: "file", name: file.name }) }));

/** @param {Me} me */
export const paperForm = (me) => html`<h3>${t("me_paper")}</h3>
	${textArea({ ...about(me, "letterhead"), rows: 3 })}
	<div class="stack-small"><span class="label">${t("me_signature")}</span>
		${me.signature ?? nothing}
		<div class="row">${fileButton(t("me_sign"), PICTURES, "me-sign", (file) => take(me, file))}
			${me.signature ? html`<button type="button" @click=${() => sign(me, () => host("me.unsign"))}
				data-testid="me-unsign">${t("me_unsign")}</button>` : nothing}</div>
		<p class="soft small">${t("me_signature_hint")}</p></div>`;
