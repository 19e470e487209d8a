/*
 * test_golden.c: the letter to a face search engine, in English and German,
 * as it was read line by line; and each of its eleven points, a sentence each
 * in the paragraph where it belongs, with its norm, in every language.
 *
 * After a change that is meant: LENSCAP_GOLDEN=write, and read them again.
 */
#include <stdlib.h>

#include <jansson.h>

#include "test.h"

#include <lenscap/base_io.h>
#include <lenscap/letter.h>

#define GOLDEN "tests/data/golden/"

struct golden {
	struct law_set *laws;
	struct letter_set *set;
	struct letter letter;
};

static char *golden_read(const char *path)
{
	struct base_buffer bytes;
	FILE *file = fopen(path, "re");
	char *text;

	base_buffer_init(&bytes, 1 << 20);
	if (file != NULL) {
		assert_int_equal(base_read_all(fileno(file), &bytes), LENS_OK);
		fclose(file);
	}
	assert_int_equal(base_buffer_add(&bytes, "", 1), LENS_OK);
	text = base_copy((char *)bytes.data);
	base_buffer_free(&bytes);
	return text;
}

/* The letters that were read sentence by sentence. */
static const struct golden_letter {
	const char *name, *kind;
	enum law_language language;
} golden_letters[] = {
    {"clearview", "request", LAW_EN},	/* every point, by --long */
    {"clearview", "request", LAW_DE},	/* the same */
    {"schufa", "request", LAW_DE},	/* a credit bureau */
    {"advertising", "request", LAW_DE}, /* an objection of one sentence */
    {"facebook", "request", LAW_EN},	/* to erase some, not the account */
    {"town", "request", LAW_DE},	/* a public body */
    {"parent", "request", LAW_FR},	/* for a child */
    {"swiss", "request", LAW_DE},	/* under Swiss law */
    {"complaint", "complaint", LAW_EN}, /* in the United Kingdom */
    {"california", "request.overseas", LAW_EN}, /* under another law */
};

/* Letters of one knowledge in any language: those of the face search. */
static const struct golden_letter golden_face = {"clearview", "request",
						 LAW_LANGUAGES};

/* Whether letters are written in it: a language that is begun may have none. */
static bool golden_written(enum law_language language)
{
	struct law_fault fault;
	struct law_set *laws;
	bool begun;

	assert_int_equal(law_open("host/share/laws", &fault, &laws), LENS_OK);
	begun = law_begun(laws, language);
	law_close(laws);
	return !begun;
}

static void golden_open(struct golden *golden,
			const struct golden_letter *which,
			enum law_language language)
{
	struct law_fault law_fault;
	struct letter_fault fault;
	bool own = which->language != LAW_LANGUAGES;
	const char *known_in = own ? law_language_name(language)
			       : language == LAW_DE ? "de"
						    : "en";
	char *path = base_format(GOLDEN "%s.%s.json", which->name, known_in);
	char *known = golden_read(path);

	assert_int_equal(law_open("host/share/laws", &law_fault, &golden->laws),
			 LENS_OK);
	if (letter_open("host/share/letters", golden->laws, &fault,
			&golden->set) != LENS_OK)
		fail_msg("%s", fault.sentence);
	if (letter_compose(golden->set, which->kind, language, known, &fault,
			   &golden->letter) != LENS_OK)
		fail_msg("%s", fault.sentence);
	free(known);
	free(path);
}

static void golden_close(struct golden *golden)
{
	letter_free(&golden->letter);
	letter_close(golden->set);
	law_close(golden->laws);
}

static void golden_same(const struct golden_letter *which)
{
	struct golden golden;
	struct base_buffer text;
	char *path = base_format(GOLDEN "%s.%s.txt", which->name,
				 law_language_name(which->language));
	char *expected;
	FILE *file;

	golden_open(&golden, which, which->language);
	base_buffer_init(&text, LETTER_TEXT_MAX);
	assert_int_equal(base_buffer_add_text(&text, golden.letter.subject),
			 LENS_OK);
	assert_int_equal(base_buffer_add_text(&text, "\n\n"), LENS_OK);
	assert_int_equal(letter_text(&golden.letter, 72, &text), LENS_OK);
	assert_int_equal(base_buffer_add(&text, "", 1), LENS_OK);
	if (getenv("LENSCAP_GOLDEN") != NULL) {
		file = fopen(path, "we");
		assert_non_null(file);
		fputs((char *)text.data, file);
		fclose(file);
	} else {
		expected = golden_read(path);
		assert_string_equal((char *)text.data, expected);
		free(expected);
	}
	base_buffer_free(&text);
	free(path);
	golden_close(&golden);
}

TEST(writes_the_letters_as_they_were_read)
{
	(void)state;
	for (size_t i = 0;
	     i < sizeof(golden_letters) / sizeof(golden_letters[0]); i++)
		golden_same(&golden_letters[i]);
}

/* Words of the running text, schedules left out. */
static size_t golden_words(const struct letter *letter)
{
	size_t words = 0;

	for (size_t i = 0;
	     i < letter->count && letter->blocks[i].kind != LETTER_PAGE; i++)
		for (unsigned c = 0; c < letter->blocks[i].count; c++)
			for (const char *at = letter->blocks[i].cells[c];
			     *at != '\0';) {
				size_t size = strcspn(at, " ");

				words += size > 0;
				at += size + (at[size] == ' ');
			}
	return words;
}

/* An objection to advertising, and access to a face search, in any language. */
TEST(is_as_short_as_a_page)
{
	static const struct golden_letter objection = {"advertising", "request",
						       LAW_DE};

	(void)state;
	for (enum law_language language = 0; language < LAW_LANGUAGES;
	     language++) {
		struct golden golden;
		struct golden_letter any = objection;
		struct letter_fault fault;
		struct letter letter;
		char *known;

		if (!golden_written(language))
			continue;
		known = golden_read(GOLDEN "advertising.de.json");
		golden_open(&golden, &any, LAW_DE);
		assert_int_equal(letter_compose(golden.set, "request", language,
						known, &fault, &letter),
				 LENS_OK);
		assert_in_range(golden_words(&letter), 80, 250);
		letter_free(&letter);
		golden_close(&golden);
		free(known);
	}
}

/* ---- The eleven points ---- */

/* One sentence each: where it stands, what it rests on, how it is known. */
static const struct golden_point {
	const char *point, *id, *norm;
	const char *words[LAW_LANGUAGES];
} golden_points[] = {
    {"1 representative",
     "representative",
     "gdpr:27(1)",
     {"no representative", "benannter Vertreter", "aucun représentant",
      "alcun rappresentante", "vertegenwoordiger bekend",
      "ningún representante"}},
    {"2 reach",
     "reach",
     "gdpr:3(2)(b)",
     {"monitoring of behaviour", "Verhalten", "suivi du comportement",
      "del comportamento", "monitoring van gedrag",
      "control del comportamiento"}},
    {"3 purpose",
     "purpose",
     "gdpr:15(1)",
     {"check whether this is lawful", "rechtmäßig", "licite", "liceità",
      "rechtmatig", "lícito"}},
    {"4 confirm",
     "access",
     "gdpr:15(1)",
     {"Please confirm whether", "Bitte bestätigen Sie",
      "Je vous prie de me confirmer", "Vi prego di confermarmi",
      "Ik verzoek u mij te bevestigen", "Les ruego que me confirmen"}},
    {"4 copy",
     "access",
     "gdpr:15(3)",
     {"a copy of all data", "Kopie aller", "une copie de toutes les données",
      "una copia di tutti i dati", "een kopie van alle gegevens",
      "una copia de todos los datos"}},
    {"4 pictures",
     "access_face",
     "gdpr:15(3)",
     {"every picture of me", "jedes Bild von mir", "chaque image de moi",
      "ogni immagine che mi ritrae", "elke afbeelding van mij",
      "todas las imágenes mías"}},
    {"4 template",
     "access_face",
     "gdpr:4(14)",
     {"the template", "Template", "le gabarit", "il modello biometrico",
      "de biometrische template", "la plantilla biométrica"}},
    {"4 where found",
     "access_face",
     "gdpr:15(1)(g)",
     {"the time of collection", "Zeitpunkt der Erhebung",
      "le moment de la collecte", "il momento della raccolta",
      "het moment van verzamelen", "el momento de la recogida"}},
    {"4 links",
     "access_face",
     "gdpr:15(3)",
     {"the links that you have made", "die Verknüpfungen",
      "les liens que vous avez établis", "i collegamenti che avete stabilito",
      "de verbanden die u", "los vínculos que hayan establecido"}},
    {"4 searches",
     "access_face",
     "gdpr:15(1)(c)",
     {"the searches", "die Suchen", "les recherches", "le ricerche",
      "de zoekopdrachten", "las búsquedas"}},
    {"4 (a)",
     "access_info",
     "gdpr:15(1)(a)",
     {"the purposes", "Zwecke", "les finalités", "le finalità", "de doeleinden",
      "los fines"}},
    {"4 legal basis",
     "access_info",
     "gdpr:9(2)",
     {"legal basis", "Rechtsgrundlage", "base juridique", "base giuridica",
      "rechtsgrond", "base jurídica"}},
    {"4 (b)",
     "access_info",
     "gdpr:15(1)(b)",
     {"biometric data named separately", "biometrische",
      "données biométriques à part", "menzione separata dei dati biometrici",
      "vermelding van biometrische gegevens",
      "mención separada de los datos biométricos"}},
    {"4 (c)",
     "access_info",
     "cjeu:C-154/21",
     {"each by name", "jeden mit Namen", "chacun par son nom",
      "ciascuno per nome", "elk met naam", "cada uno por su nombre"}},
    {"4 (d)",
     "access_info",
     "gdpr:15(1)(d)",
     {"the period of storage", "Speicherdauer", "la durée de conservation",
      "il periodo di conservazione", "de bewaartermijn",
      "el plazo de conservación"}},
    {"4 (e)",
     "access_info",
     "gdpr:15(1)(e)",
     {"my rights", "Rechte", "mes droits", "i miei diritti", "mijn rechten",
      "mis derechos"}},
    {"4 (f)",
     "access_info",
     "gdpr:15(1)(f)",
     {"to complain", "Beschwerde", "réclamation", "proporre reclamo",
      "een klacht in te dienen", "presentar una reclamación"}},
    {"4 (g)",
     "access_info",
     "gdpr:15(1)(g)",
     {"the source of each item", "Herkunft jeder",
      "la source de chaque élément", "l’origine di ciascun dato",
      "de bron van elk gegeven", "el origen de cada dato"}},
    {"4 (h)",
     "access_info",
     "gdpr:15(1)(h)",
     {"thresholds and error rates", "Fehlerquoten", "taux d’erreur",
      "tassi di errore", "foutpercentages", "tasas de error"}},
    {"4 transfers",
     "access_info",
     "gdpr:15(2)",
     {"safeguards", "Garantien", "les garanties", "le garanzie",
      "de waarborgen", "las garantías"}},
    {"4 notice",
     "access_info",
     "gdpr:14(3)",
     {"informed me", "informiert", "à ma connaissance", "mi avete informato",
      "hebt geïnformeerd", "me informaron"}},
    {"5 situation",
     "objection",
     "gdpr:21(1)",
     {"my particular situation", "meiner besonderen Situation",
      "ma situation particulière", "mia situazione particolare",
      "mijn specifieke situatie", "mi situación particular"}},
    {"5 future",
     "objection",
     "gdpr:21(1)",
     {"future collection", "künftigen Erhebung", "collecte future",
      "raccolta futura", "toekomstig verzamelen", "recogida futura"}},
    {"5 restriction",
     "objection",
     "gdpr:18(1)(d)",
     {"restrict the processing", "schränken Sie", "limiter le traitement",
      "limitare il trattamento", "verwerking te beperken",
      "limiten el tratamiento"}},
    {"6 first access",
     "erasure",
     "gdpr:15(1)",
     {"access first", "zuerst", "d’abord",
      "prima alla mia richiesta di accesso", "eerst mijn verzoek om inzage",
      "primero a mi solicitud de acceso"}},
    {"6 unlawful",
     "erasure",
     "gdpr:17(1)(d)",
     {"no legal basis", "Rechtsgrundlage", "aucune base juridique",
      "alcuna base giuridica", "geen rechtsgrond", "ninguna base jurídica"}},
    {"6 objection",
     "erasure",
     "gdpr:17(1)(c)",
     {"because I object", "weil ich widerspreche", "mon opposition",
      "perché mi oppongo", "omdat ik bezwaar maak", "porque me opongo"}},
    {"6 consent",
     "erasure",
     "gdpr:17(1)(b)",
     {"consent that you may claim", "Einwilligung", "tout consentement",
      "ogni consenso", "elke toestemming", "todo consentimiento"}},
    {"6 backups",
     "erasure",
     "gdpr:17(1)",
     {"backups", "Sicherungskopien", "sauvegardes", "copie di riserva",
      "reservekopieën", "copias de seguridad"}},
    {"6 not again",
     "erasure",
     "gdpr:5(1)(c)",
     {"not entered again", "nicht erneut", "ne soient pas réintroduites",
      "non siano inseriti di nuovo", "niet opnieuw worden opgenomen",
      "no se introduzcan de nuevo"}},
    {"6 recipients",
     "erasure",
     "gdpr:19",
     {"every recipient", "jedem Empfänger", "chaque destinataire",
      "ciascun destinatario", "elke ontvanger", "cada destinatario"}},
    {"6 made public",
     "erasure",
     "gdpr:17(2)",
     {"made the data public", "öffentlich gemacht",
      "rendu les données publiques", "reso pubblici i dati",
      "openbaar hebt gemaakt", "han hecho públicos los datos"}},
    {"7 keys",
     "identify",
     "gdpr:12(2)",
     {"a key in your own records", "ein Schlüssel", "clé", "è una chiave",
      "een sleutel in uw eigen", "es una clave"}},
    {"7 template",
     "identify",
     "gdpr:5(1)(c)",
     {"existing template", "vorhandene Template", "ce gabarit existant",
      "quel modello già esistente", "die bestaande template",
      "esa plantilla ya existente"}},
    {"7 code",
     "identify",
     "gdpr:12(6)",
     {"one-time code", "einmaligen Code", "code", "codice monouso",
      "eenmalige code", "código de un solo uso"}},
    {"7 no photo, no ID",
     "no_more",
     "gdpr:12(6)",
     {"no new photograph", "Ein neues Foto", "ni nouvelle photographie",
      "nuova fotografia", "geen nieuwe foto", "ninguna fotografía nueva"}},
    {"7 demonstrate",
     "no_more",
     "gdpr:11(2)",
     {"please demonstrate it", "weisen Sie das bitte nach", "démontrer",
      "dimostrarlo", "aan te tonen", "lo demuestren"}},
    {"7 redacted",
     "no_more",
     "edpb:01/2022:76",
     {"redacted", "geschwärzt", "caviardée", "oscurato", "onleesbaar gemaakt",
      "tachado"}},
    {"8 only to answer",
     "uselimit",
     "gdpr:5(1)(b)",
     {"only to answer", "nur zu seiner Beantwortung", "que pour y répondre",
      "soltanto per rispondervi", "alleen te gebruiken om",
      "únicamente para responder"}},
    {"8 no form",
     "uselimit",
     "gdpr:12(2)",
     {"fill in a form", "Formular", "formulaire", "compili un modulo",
      "geen formulier in te vullen", "rellenar un formulario"}},
    {"9 one month",
     "time",
     "gdpr:12(3)",
     {"one month", "eines Monats", "un mois", "un mese", "een maand",
      "un mes"}},
    {"9 the day",
     "time",
     "1182/71:3(1)",
     {"22 December 2026", "22. Dezember 2026", "22 December 2026",
      "22 December 2026", "22 December 2026", "22 December 2026"}},
    {"9 free",
     "time",
     "gdpr:12(5)",
     {"free of charge", "kostenlos", "gratuite", "gratuita", "kosteloos",
      "gratuita"}},
    {"10 refusal",
     "refuse",
     "gdpr:12(4)",
     {"on what ground", "aus welchem Grund", "quel motif", "per quale motivo",
      "op welke grond", "por qué motivo"}},
    {"11 authority",
     "close",
     "gdpr:77(1)",
     {"supervisory authority", "Aufsichtsbehörde", "autorité de contrôle",
      "autorità di controllo", "toezichthoudende autoriteit",
      "autoridad de control"}},
    {"11 courts",
     "close",
     "gdpr:79(2)",
     {"the courts", "Gerichten", "voie judiciaire", "autorità giudiziaria",
      "weg naar de rechter", "vía judicial"}},
    {"11 non-profit",
     "close",
     "gdpr:80(1)",
     {"non-profit", "ohne Gewinnerzielungsabsicht", "but non lucratif",
      "senza scopo di lucro", "zonder winstoogmerk", "sin ánimo de lucro"}},
    {"A untouched",
     "schedule_a",
     "gdpr:5(1)(b)",
     {"do not fetch", "rufen Sie", "ne pas les télécharger",
      "di non scaricarle", "niet op te halen", "no las descarguen"}},
    {"B no selfie",
     "schedule_b",
     "gdpr:5(1)(c)",
     {"a new photograph", "neues Foto", "nouvelle photographie",
      "una nuova fotografia", "een nieuwe foto", "una fotografía nueva"}},
    {"B no ID",
     "schedule_b",
     "edpb:01/2022:74",
     {"identity card", "Personalausweis", "carte d’identité",
      "carta d’identità", "identiteitskaart", "documento de identidad"}},
};

#define GOLDEN_POINTS (sizeof(golden_points) / sizeof(golden_points[0]))

static bool golden_rests_on(const struct letter_block *block, const char *norm)
{
	for (size_t n = 0; n < block->norm_count; n++)
		if (strcmp(block->norms[n], norm) == 0)
			return true;
	return false;
}

static bool golden_says(const struct letter_block *block, const char *words)
{
	for (unsigned cell = 0; cell < block->count; cell++)
		if (strstr(block->cells[cell], words) != NULL)
			return true;
	return false;
}

static bool golden_makes(const struct letter *letter,
			 const struct golden_point *point)
{
	for (size_t i = 0; i < letter->count; i++) {
		const struct letter_block *block = &letter->blocks[i];

		if (strcmp(block->id, point->id) == 0 &&
		    golden_rests_on(block, point->norm) &&
		    golden_says(block, point->words[letter->language]))
			return true;
	}
	return false;
}

TEST(makes_each_of_the_eleven_points)
{
	unsigned lacking = 0;

	(void)state;
	for (enum law_language language = 0; language < LAW_LANGUAGES;
	     language++) {
		struct golden golden;

		if (!golden_written(language))
			continue;
		golden_open(&golden, &golden_face, language);
		for (size_t i = 0; i < GOLDEN_POINTS; i++) {
			const struct golden_point *point = &golden_points[i];

			if (golden_makes(&golden.letter, point))
				continue;
			print_error("%s lacks in @%s, %s: %s\n",
				    law_language_name(language), point->id,
				    point->norm, point->point);
			lacking++;
		}
		golden_close(&golden);
	}
	assert_int_equal(lacking, 0);
}

/* ---- What such a letter does not do ---- */

static const char *const golden_no_norms[] = {"gdpr:20", "gdpr:82", "gdpr:83",
					      "gdpr:58(2)(i)", "cjeu:C-300/21"};

static const char *const golden_no_words[LAW_LANGUAGES][5] = {
    {"anonymi", "copyright", "fine of", "damages", "penalt"},
    {"anonymi", "Urheber", "Bußgeld", "Schadenersatz", "Strafe"},
    {"anonymi", "droit d’auteur", "amende", "dommages", "sanction"},
    {"anonimizz", "diritto d’autore", "multa", "risarc", "sanzion"},
    {"anonimis", "auteursrecht", "boete", "schade", "straf"},
    {"anonimiz", "derechos de autor", "multa", "indemniz", "sanci"},
};

/* What it does and must not; NULL if nothing. */
static const char *golden_wrong(const struct letter *letter)
{
	for (size_t i = 0; i < letter->count; i++) {
		/* What authorities did is told there, and is no threat. */
		if (strcmp(letter->blocks[i].id, "reach") == 0)
			continue;
		for (size_t n = 0; n < 5; n++) {
			const char *words =
			    golden_no_words[letter->language][n];

			if (golden_rests_on(&letter->blocks[i],
					    golden_no_norms[n]))
				return golden_no_norms[n];
			if (golden_says(&letter->blocks[i], words))
				return words;
		}
	}
	return NULL;
}

/* The text of a block of a letter becomes another, and back. */
static void golden_plant(char **place, const char *text,
			 const struct letter *letter)
{
	char *was = *place;

	*place = base_copy(text);
	assert_string_equal(golden_wrong(letter), text);
	free(*place);
	*place = was;
	assert_null(golden_wrong(letter));
}

TEST(threatens_nobody_and_finds_out_who_does)
{
	(void)state;
	for (enum law_language language = 0; language < LAW_LANGUAGES;
	     language++) {
		struct golden golden;
		struct letter_block *block;

		if (!golden_written(language))
			continue;
		golden_open(&golden, &golden_face, language);
		assert_null(golden_wrong(&golden.letter));
		block = &golden.letter.blocks[golden.letter.count / 2];
		while (block->norm_count == 0)
			block++;
		for (size_t n = 0; n < 5; n++) {
			golden_plant(&block->norms[0], golden_no_norms[n],
				     &golden.letter);
			golden_plant(&block->cells[0],
				     golden_no_words[language][n],
				     &golden.letter);
		}
		golden_close(&golden);
	}
}

/* A point whose paragraph moves, or loses its norm or its words, is missed. */
TEST(misses_what_is_taken_away)
{
	struct golden golden;

	(void)state;
	golden_open(&golden, &golden_face, LAW_EN);
	for (size_t i = 0; i < GOLDEN_POINTS; i++) {
		struct golden_point moved = golden_points[i];

		moved.id = "greeting";
		assert_false(golden_makes(&golden.letter, &moved));
		moved = golden_points[i];
		moved.norm = "gdpr:20";
		assert_false(golden_makes(&golden.letter, &moved));
		moved = golden_points[i];
		moved.words[LAW_EN] = "\x7f";
		assert_false(golden_makes(&golden.letter, &moved));
	}
	golden_close(&golden);
}

/* Four ways to begin: hundreds of letters are not one. */
TEST(begins_in_four_ways)
{
	char *known = golden_read(GOLDEN "clearview.en.json"), *openings[4];
	struct golden golden;

	(void)state;
	golden_open(&golden, &golden_face, LAW_EN);
	for (unsigned i = 0; i < 4; i++) {
		struct letter_fault fault;
		struct letter letter;
		json_t *other = json_loads(known, 0, NULL);
		json_t *facts = json_object_get(other, "facts");
		char *text;

		for (unsigned way = 0; way < 4; way++) {
			char name[16];

			snprintf(name, sizeof(name), "opening%u", way + 1);
			json_object_set_new(facts, name,
					    json_boolean(way == i));
		}
		text = json_dumps(other, 0);
		assert_int_equal(letter_compose(golden.set, "request", LAW_EN,
						text, &fault, &letter),
				 LENS_OK);
		assert_string_equal(letter.blocks[1].id, "opening");
		openings[i] = base_copy(letter.blocks[1].cells[0]);
		for (unsigned before = 0; before < i; before++)
			assert_string_not_equal(openings[before], openings[i]);
		letter_free(&letter);
		free(text);
		json_decref(other);
	}
	for (unsigned i = 0; i < 4; i++)
		free(openings[i]);
	free(known);
	golden_close(&golden);
}

/* The same knowledge gives the same norms at the same places. */
TEST(says_the_same_in_every_language)
{
	struct golden english;

	(void)state;
	golden_open(&english, &golden_face, LAW_EN);
	for (unsigned language = LAW_DE; language < LAW_LANGUAGES; language++) {
		struct golden other;

		if (!golden_written(language))
			continue;
		golden_open(&other, &golden_face, language);
		assert_int_equal(english.letter.count, other.letter.count);
		for (size_t i = 0; i < other.letter.count; i++) {
			const struct letter_block *a =
			    &english.letter.blocks[i];
			const struct letter_block *b = &other.letter.blocks[i];

			assert_int_equal(a->kind, b->kind);
			assert_string_equal(a->id, b->id);
			assert_int_equal(a->norm_count, b->norm_count);
			for (size_t n = 0; n < a->norm_count; n++)
				assert_string_equal(a->norms[n], b->norms[n]);
		}
		golden_close(&other);
	}
	golden_close(&english);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(writes_the_letters_as_they_were_read),
	    RUN(is_as_short_as_a_page),
	    RUN(makes_each_of_the_eleven_points),
	    RUN(threatens_nobody_and_finds_out_who_does),
	    RUN(misses_what_is_taken_away),
	    RUN(begins_in_four_ways),
	    RUN(says_the_same_in_every_language),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
