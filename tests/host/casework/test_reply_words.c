/*
 * test_reply_words.c: answers as controllers write them, in three languages,
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

TEST(proposes_what_they_say)
{
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
	     i++) {
		const char *kind = casework_reply_name(
		    casework_reply_guess(letters, words_answers[i].text));

		if (strcmp(kind, words_answers[i].kind) != 0)
			print_error("%s\n", words_answers[i].text);
		assert_string_equal(kind, words_answers[i].kind);
	}
	letter_close(letters);
	law_close(laws);
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
	    RUN(names_every_kind_once),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
