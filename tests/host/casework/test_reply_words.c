/*
 * test_reply_words.c: answers as controllers write them, in six languages,
 * and the kind that is proposed for each.
 */
#include "test.h"

#include <lenscap/casework_reply.h>
#include <lenscap/letter.h>

static const struct {
	const char *kind, *text;
} words_answers[] = {
    {"photo_demanded", "To process your request, please upload a photo of "
		       "your face."},
    {"photo_demanded", "We need a clear\nphoto of you to search our index."},
    {"photo_demanded", "Bitte senden Sie uns ein aktuelles Foto."},
    {"photo_demanded", "Merci de nous envoyer une photo récente."},
    {"id_demanded", "Please send a copy of your passport."},
    {"id_demanded", "A government-issued document is required."},
    {"id_demanded", "Wir brauchen eine Kopie Ihres Ausweises."},
    {"id_demanded", "Veuillez joindre une pièce d’identité."},
    {"use_form", "Please use our online form."},
    {"use_form", "Bitte nutzen Sie unser Formular."},
    {"cannot_identify", "We are unable to identify you."},
    {"cannot_identify", "Wir können Sie nicht identifizieren."},
    {"cannot_identify", "Nous ne pouvons pas vous identifier."},
    {"not_subject", "As a US company we are not subject to the GDPR."},
    {"not_subject", "Die DSGVO ist auf uns nicht anwendbar."},
    {"not_subject", "Notre société n'est pas soumise au RGPD."},
    {"too_often", "You may make two requests in any 12 month period."},
    {"public_data", "All pictures are publicly available."},
    {"public_data", "Die Bilder sind öffentlich zugänglich."},
    {"extension", "We must extend the response period by two months."},
    {"extension", "Wir verlängern die Frist um zwei Monate."},
    {"extension", "Nous devons prolonger le délai de deux mois."},
    {"erased", "Your data has been deleted from our systems."},
    {"erased", "We deleted all data concerning you."},
    {"erased", "Ihre Daten wurden gelöscht."},
    {"erased", "Vos données ont été supprimées."},
    {"nothing_held", "We do not hold any information about you."},
    {"nothing_held", "Zu Ihrer Person sind keine Daten gespeichert."},
    {"nothing_held", "Nous ne détenons aucune donnée vous concernant."},
    {"refused", "We decline your request."},
    {"refused", "Wir lehnen Ihren Antrag ab."},
    {"bounced", "Delivery has failed to these recipients."},
    {"bounced", "Ihre Nachricht war unzustellbar."},
    {"receipt", "We have received your request and will answer."},
    {"receipt", "Den Eingang Ihres Schreibens bestätigen wir."},
    {"receipt", "Nous accusons réception de votre courrier."},
    {"nothing_held", "Nous n’avons pas trouvé de données vous concernant; "
		     "votre demande est transmise à notre maison mère."},
    {"forwarded", "We have forwarded your request to our parent company."},
    {"forwarded", "Ihr Schreiben haben wir an die Muttergesellschaft "
		  "weitergeleitet."},
    {"fee_demanded", "You may pay a fee of EUR 15 first."},
    {"fee_demanded", "Es fällt eine Bearbeitungsgebühr an."},
    {"scope_asked", "Please clarify your request: which data?"},
    {"id_demanded", "Rogamos envíen copia de su documento de identidad."},
    {"id_demanded", "Stuur ons een kopie van uw identiteitsbewijs."},
    {"erased", "I dati che La riguardano sono stati cancellati."},
    {"erased", "Uw gegevens zijn verwijderd."},
    {"erased", "Not for others\r\n\r\nYour data has been deleted."},
    {"nothing_held", "No tenemos datos sobre usted."},
    {"nothing_held", "Wij hebben geen gegevens over u."},
    {"extension", "Il termine di risposta è prorogato di due mesi."},
    {"receipt", "Abbiamo ricevuto la Sua richiesta."},
    {"receipt", "Acusamos recibo de su solicitud."},
    {"receipt", "Wij bevestigen de ontvangst van uw brief."},
    {"not_subject", "Nuestra empresa no está sujeta al RGPD."},
    {"not_subject", "Wij vallen niet onder de AVG."},
    {"photo_demanded", "Stuur ons een recente foto."},
    {"photo_demanded", "Envíenos una fotografía de su rostro."},
    {"use_form", "Gebruik hiervoor ons formulier."},
    {"cannot_identify", "Wij kunnen u niet identificeren."},
    {"cannot_identify", "No podemos identificarle."},
    {"refused", "Wij wijzen uw verzoek af."},
    {"refused", "Denegamos su solicitud."},
    {"extension", "Prorrogamos el plazo dos meses."},
    {"public_data", "De foto's zijn openbaar toegankelijk."},
    {"bounced", "Uw bericht kon niet worden bezorgd."},
    /* What they quote is mine, not theirs. */
    {"receipt", "We have received your request.\n> Your data has been "
		"deleted, says nobody; do not ask for a selfie.\n"},
    {"none", ""},
    {"none", "Have a nice day."},
    {"none", "> upload a photo"},
    /* Two halves of a phrase, far from each other, are none. */
    {"none", "You can upload files here. It is a long way from this sentence "
	     "to the next one, and nothing that stands in between has to do "
	     "with either of them, which is why it is not one thing that is "
	     "said: a photo."},
};

/* What is denied, and what is denied only beside it. */
static const struct {
	const char *kind, *text;
} words_denied[] = {
    {"none", "Your data has not been deleted."},
    {"none", "None of your data has been deleted."},
    {"none", "None of your data, including photos, has been deleted."},
    {"none", "No data has been deleted so far."},
    {"none", "Your data could not be deleted."},
    {"none", "We cannot delete your data."},
    {"none", "We haven't deleted anything: nothing has been deleted."},
    {"none", "We have deleted none of your photos."},
    {"none", "We hold no personal data except your e-mail address."},
    {"none", "We hold no personal data other than your email."},
    {"none", "We did not find any other data."},
    {"none", "We have deleted everything except your invoices."},
    {"none", "You do not need to send us a photo."},
    {"none", "There is no need to upload a photo."},
    {"none", "We do not ask for a copy of your passport."},
    {"none", "We do not require proof of identity."},
    {"none", "You need not use our online form."},
    {"none", "We do not extend the period."},
    {"none", "We do not charge a fee of any kind."},
    {"none", "Your photos are not publicly available."},
    {"none", "We do not decline your request."},
    {"receipt", "We have received your request. Your data have not yet been "
		"deleted, and nothing has been erased."},
    {"erased", "Your data has been deleted and will not be used again."},
    {"erased", "Under Art. 17 all has been deleted, as we no longer hold it."},
    {"erased", "No problem, we have deleted your data."},
    {"erased", "We do not know you. Your data has been deleted."},
    {"erased", "Not only photos: your name has been erased."},
    {"photo_demanded", "We cannot find you unless you upload a photo."},
    {"photo_demanded", "If you do not upload a photo, we cannot help you."},
    {"photo_demanded", "Please upload a photo no older than six months."},
    {"bounced", "Your mail did not go through: undeliverable."},
    {"extension", "We are unable to answer in time and extend the period."},
    {"too_often", "You may not ask more than twice a year."},
    {"none", "Ihre Daten wurden nicht gelöscht."},
    {"none", "Ihre Daten wurden also noch nicht gelöscht."},
    {"none", "Es wurden keine Daten gelöscht, außer der Adresse."},
    {"none", "Wir können nicht bestätigen, dass Ihre Daten gelöscht wurden."},
    {"none", "Wir haben keine Daten außer Ihrer E-Mail-Adresse."},
    {"none", "Über Ihre E-Mail-Adresse hinaus haben wir keine Daten."},
    {"none", "Wir verlängern die Frist nicht."},
    {"none", "Sie müssen uns kein Foto senden."},
    {"none", "Es ist nicht nötig, uns ein Foto zu senden."},
    {"none", "Wir verlangen keine Kopie Ihres Ausweises."},
    {"none", "Ihre Bilder sind nicht öffentlich zugänglich."},
    {"none", "Wir lehnen Ihren Antrag nicht ab."},
    {"none", "Wir haben Ihr Schreiben nicht weitergeleitet."},
    {"erased", "Ihre Daten sind gelöscht und werden nicht mehr verwendet."},
    {"erased", "Am 5. Mai wurden alle Daten gelöscht."},
    {"photo_demanded", "Wir finden Sie nicht, bitte senden Sie uns ein Foto."},
    {"photo_demanded", "Wenn Sie uns kein Foto senden, endet die Prüfung."},
    {"extension", "Wir konnten Ihre Anfrage innerhalb der Frist nicht "
		  "bearbeiten. Wir verlängern die Frist um zwei Monate."},
    {"none", "Vos données n'ont pas été supprimées."},
    {"none", "Aucune de vos photos n’a été effacée."},
    {"none", "Nous ne détenons aucune donnée, sauf votre adresse."},
    {"none", "Nous ne prolongeons pas le délai."},
    {"none", "Il n'est pas nécessaire de nous envoyer une photo."},
    {"none", "Nous ne demandons pas de pièce d'identité."},
    {"erased", "Nous avons supprimé vos données et ne les utilisons plus."},
    {"photo_demanded", "Nous ne vous trouvons pas, veuillez nous envoyer une "
		       "photo."},
    {"none", "I Suoi dati non sono stati cancellati."},
    {"none", "Nessuno dei Suoi dati è stato cancellato."},
    {"none", "Non conserviamo alcun dato tranne il Suo indirizzo."},
    {"none", "Non proroghiamo il termine."},
    {"none", "Non serve un selfie."},
    {"none", "Non è necessario inviare una foto."},
    {"none", "Non chiediamo la carta d'identità."},
    {"erased", "I Suoi dati sono stati cancellati e non saranno usati."},
    {"none", "Sus datos no han sido eliminados."},
    {"none", "No se han eliminado sus datos."},
    {"none", "No disponemos de datos, salvo su correo."},
    {"none", "No prorrogamos el plazo."},
    {"none", "No hace falta enviar una foto."},
    {"none", "No pedimos copia de su pasaporte."},
    {"erased", "Hemos eliminado sus datos y no se usarán más."},
    {"none", "Uw gegevens zijn niet gewist."},
    {"none", "Wij hebben uw gegevens niet verwijderd."},
    {"none", "Wij hebben geen persoonsgegevens, behalve uw e-mailadres."},
    {"none", "Wij verlengen de termijn niet."},
    {"none", "U hoeft ons geen foto te sturen."},
    {"none", "Wij vragen geen kopie van uw paspoort."},
    {"erased", "Uw gegevens zijn gewist en worden niet meer gebruikt."},
};

/* One row of a table. */
static void proposes(const struct letter_set *letters, const char *kind,
		     const char *text)
{
	const char *is =
	    casework_reply_name(casework_reply_guess(letters, text));

	if (strcmp(is, kind) != 0)
		print_error("%s\n", text);
	assert_string_equal(is, kind);
}

TEST(proposes_what_they_say)
{
	static const char denied[] = "nothing has been deleted ";
	static char endless[1 << 20];
	struct law_fault law_fault;
	struct letter_fault fault;
	struct letter_set *letters;
	struct law_set *laws;

	(void)state;
	assert_int_equal(law_open("host/share/laws", &law_fault, &laws),
			 LENS_OK);
	assert_int_equal(
	    letter_open("host/share/letters", laws, &fault, &letters), LENS_OK);
	for (size_t i = 0; i < sizeof(words_answers) / sizeof(*words_answers);
	     i++)
		proposes(letters, words_answers[i].kind, words_answers[i].text);
	for (size_t i = 0; i < sizeof(words_denied) / sizeof(*words_denied);
	     i++)
		proposes(letters, words_denied[i].kind, words_denied[i].text);
	/* However long one sentence is, it is read in a moment. */
	for (size_t i = 0; i + sizeof(denied) < sizeof(endless); i++)
		endless[i] = denied[i % (sizeof(denied) - 1)];
	proposes(letters, "none", endless);
	letter_close(letters);
	law_close(laws);
}

/* To which day a reply of 10 January 2027 takes more time. */
static const struct {
	const char *until, *text;
} words_until[] = {
    {"2027-03-15", "We need until 15 March 2027 to answer."},
    {"2027-03-15", "We need more time, and will answer by March 15th, 2027."},
    {"2027-03-15", "We extend the response period. You will hear from us no "
		   "later than Monday, 15 March."},
    {"2027-03-15", "We extend the response period until 2027-03-15."},
    {"2027-03-15", "We extend the period until 15/03/2027."},
    {"2027-03-15", "Wir verlängern die Frist bis zum 15. März 2027."},
    {"2027-03-01", "Wir benötigen bis spätestens zum 1.3.2027 mehr Zeit."},
    {"2027-02-28", "Wir brauchen mehr Zeit, bis Sonntag, den 28.02.2027."},
    {"2027-04-01", "Nous devons prolonger le délai jusqu’au 1er avril 2027."},
    {"2027-03-15", "Un délai supplémentaire est nécessaire ; nous vous "
		   "répondrons au plus tard le 15/03/2027."},
    {"2027-03-15", "Il termine è prorogato; risponderemo entro il 15 marzo "
		   "2027."},
    {"2027-03-15", "Wij verlengen de termijn tot 15 maart 2027."},
    {"2027-03-15", "Necesitamos más tiempo, hasta el 15 de marzo de 2027."},
    {"2027-03-08", "Wir verlängern die Frist bis zum 8. März."},
    {"2027-03-05", "Wir benötigen mehr Zeit. Wir antworten Ihnen bis zum 5. "
		   "März 2027."},
    {"2027-03-05", "Wir benötigen mehr Zeit. Bis zum 5. März 2027 erhalten Sie "
		   "unsere Antwort."},
    {"2027-03-15", "We need more time, as we have many requests, and will "
		   "answer by 15 March 2027."},
    {"2027-03-15", "We need until 15 March 2027, because our office is closed "
		   "in January."},
    {"2027-03-15", "Nous avons besoin de plus de temps. Nous vous répondrons "
		   "au plus tard le 15 mars 2027."},
    {"2027-03-15", "Abbiamo bisogno di più tempo. Le risponderemo entro il 15 "
		   "marzo 2027."},
    {"2027-03-15", "Wij hebben meer tijd nodig. Wij antwoorden u uiterlijk 15 "
		   "maart 2027."},
    {"2027-03-15", "Necesitamos más tiempo. Le responderemos a más tardar el "
		   "15 de marzo de 2027."},
    /* A day of the person's, of the authority's, or of a reason. */
    {"", "We need more time. Please send us the documents by 20 March "
	 "2027."},
    {"", "We need more time. Please send us the documents by 20 March 2027, "
	 "and we will answer."},
    {"", "We need more time, please send the documents by 15 March 2027."},
    {"", "We need more time. You can complain to the authority until 15 March "
	 "2027."},
    {"", "We need more time. Our offices are open again by 15 March 2027."},
    {"", "Wir brauchen mehr Zeit, da unser Büro bis 10. März 2027 "
	 "geschlossen ist."},
    {"", "Unser Büro ist bis 10. März 2027 geschlossen und wir brauchen mehr "
	 "Zeit."},
    {"", "Wir brauchen mehr Zeit. Bitte senden Sie uns bis zum 5. März 2027 "
	 "eine Kopie."},
    {"", "Nous avons besoin de plus de temps. Veuillez nous envoyer les "
	 "documents au plus tard le 15 mars 2027."},
    {"", "Abbiamo bisogno di più tempo. Può presentare reclamo entro il 15 "
	 "marzo 2027."},
    {"", "Wij hebben meer tijd nodig, omdat ons kantoor tot 15 maart 2027 "
	 "gesloten is."},
    {"", "Necesitamos más tiempo, ya que la oficina está cerrada hasta el 15 "
	 "de marzo de 2027."},
    /* No day, no more time, a day that is over, that can be two or is two. */
    {"", "We must extend the response period by two months."},
    {"", "We have your request and will answer by 15 March 2027."},
    {"", "We extend the response period until 5 January 2027."},
    {"", "We extend the response period until 15 March 2029."},
    {"", "We extend the response period until 04/03/2027."},
    {"", "We extend the period until 1 March 2027, or by 2 March 2027."},
    {"", "We extend the response period. Your letter is of 15 March 2027."},
    {"", "Our office is closed until 2 February 2027. We are sorry. We extend "
	 "the response period by two months."},
    {"", "We do not extend the response period until 15 March 2027."},
    {"", "We extend the period.\n> Answer by 15 March 2027."},
};

TEST(reads_to_which_day_they_take_more_time)
{
	struct law_fault law_fault;
	struct letter_fault fault;
	struct letter_set *letters;
	struct law_set *laws;
	int32_t written;

	(void)state;
	assert_int_equal(law_day_parse("2027-01-10", &written), LENS_OK);
	assert_int_equal(law_open("host/share/laws", &law_fault, &laws),
			 LENS_OK);
	assert_int_equal(
	    letter_open("host/share/letters", laws, &fault, &letters), LENS_OK);
	for (size_t i = 0; i < sizeof(words_until) / sizeof(*words_until);
	     i++) {
		int32_t until = casework_reply_until(
		    letters, laws, words_until[i].text, written);
		char day[11] = "";

		if (until != LAW_NO_DAY)
			law_day_text(until, day);
		if (strcmp(day, words_until[i].until) != 0)
			print_error("%s\n", words_until[i].text);
		assert_string_equal(day, words_until[i].until);
	}
	letter_close(letters);
	law_close(laws);
}

TEST(recognises_six_languages_and_no_other)
{
	static const struct {
		const char *language, *text;
	} texts[] = {
	    {"en", "We have received your request and will answer you soon."},
	    {"de", "Wir haben Ihre Anfrage erhalten und werden sie mit der "
		   "nötigen Sorgfalt prüfen; die Antwort folgt."},
	    {"fr", "Nous avons reçu votre demande et nous vous répondrons dans "
		   "les meilleurs délais."},
	    {"es", "Hemos recibido su solicitud y le informamos de que los "
		   "datos que usted indica no constan."},
	    {"it", "Abbiamo ricevuto la Sua richiesta e non risultano dati che "
		   "La riguardano, di cui al punto."},
	    {"nl", "Wij hebben uw verzoek ontvangen en zullen het binnen een "
		   "maand beantwoorden; van u is niet bekend."},
	    {"", ""},
	    {"", "Hej, vi har fått ditt brev."},
	    {"", "OK"},
	    /* What they quote says nothing of theirs. */
	    {"", "> We have received your letter, and you have the answer."},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(texts) / sizeof(*texts); i++)
		assert_string_equal(casework_reply_language(texts[i].text),
				    texts[i].language);
}

TEST(names_every_kind_once)
{
	(void)state;
	for (unsigned i = 0; i < CASEWORK_REPLIES; i++) {
		assert_int_equal(casework_reply_of(casework_reply_name(i)), i);
		assert_true(strlen(casework_reply_words(i)) > 5);
	}
	assert_int_equal(casework_reply_of("none"), CASEWORK_REPLIES);
	assert_string_equal(casework_reply_words(CASEWORK_REPLIES), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(proposes_what_they_say),
	    RUN(reads_to_which_day_they_take_more_time),
	    RUN(recognises_six_languages_and_no_other),
	    RUN(names_every_kind_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
