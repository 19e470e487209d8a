/* test_search.c: every name with one letter wrong. */
#include "test.h"

#include <time.h>
#include <unistd.h>

#include "foreign.h"
#include "registry/fold.h"

#define ROOM 20
#define MANY 400

/* ---- Distance, against the plain algorithm ---- */

static unsigned plain(const uint16_t *a, size_t n, const uint16_t *b, size_t m)
{
	unsigned d[16][16];

	for (size_t i = 0; i <= n; i++)
		for (size_t j = 0; j <= m; j++) {
			unsigned best = (unsigned)(i + j);

			if (i > 0 && d[i - 1][j] + 1 < best)
				best = d[i - 1][j] + 1;
			if (j > 0 && d[i][j - 1] + 1 < best)
				best = d[i][j - 1] + 1;
			if (i > 0 && j > 0 &&
			    d[i - 1][j - 1] + (a[i - 1] != b[j - 1]) < best)
				best = d[i - 1][j - 1] + (a[i - 1] != b[j - 1]);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1] && d[i - 2][j - 2] + 1 < best)
				best = d[i - 2][j - 2] + 1;
			d[i][j] = best;
		}
	return d[n][m];
}

TEST(measures_as_the_plain_algorithm_does)
{
	(void)state;
	srand(1);
	for (int i = 0; i < 200000; i++) {
		uint16_t a[12], b[12];
		size_t n = (size_t)rand() % 12, m = (size_t)rand() % 12;

		for (size_t k = 0; k < 12; k++) {
			a[k] = (uint16_t)(rand() % 3);
			b[k] = rand() % 4 ? a[k] : (uint16_t)(rand() % 3);
		}
		for (unsigned most = 0; most < 4; most++) {
			unsigned true_one = plain(a, n, b, m);

			assert_int_equal(fold_distance(a, n, b, m, most),
					 true_one > most ? most + 1 : true_one);
		}
	}
}

static void folds_to(const char *text, const char *letters, size_t words)
{
	struct fold fold;

	fold_text(&fold, text);
	assert_int_equal(fold.length, strlen(letters));
	for (size_t i = 0; i < fold.length; i++)
		assert_int_equal(fold.letters[i], letters[i]);
	assert_int_equal(fold.words, words);
}

TEST(folds_letters_and_splits_words)
{
	struct fold one, other;

	(void)state;
	folds_to("Clearview AI, Inc.", "clearviewaiinc", 3);
	folds_to("Österreichische Straße", "osterreichischestrasse", 2);
	folds_to("Ærø  &  Łódź", "aerolodz", 2);
	folds_to("O\xe2\x80\x99Reilly's", "oreillys", 1);
	folds_to("", "", 0);
	folds_to("\xff", "", 0);
	fold_text(&one, "ΑΡΧΉ Москва");
	fold_text(&other, "αρχη МОСКВА");
	assert_int_equal(one.length, 10);
	assert_memory_equal(one.letters, other.letters,
			    one.length * sizeof(*one.letters));
}

TEST(cuts_what_is_endless)
{
	char *text = base_alloc(5000, 1);
	struct fold fold;

	(void)state;
	memset(text, 'x', 4999);
	fold_text(&fold, text);
	assert_int_equal(fold.length, FOLD_LETTERS);
	for (size_t i = 1; i < 4999; i += 2)
		text[i] = ' ';
	fold_text(&fold, text);
	assert_true(fold.words <= FOLD_WORDS);
	assert_true(fold.ends[fold.words - 1] == fold.length);
	free(text);
}

/* ---- Searching ---- */

static size_t find(const struct registry *registry, const char *words,
		   struct registry_hit *hits)
{
	struct registry_query query = {.words = words};

	return registry_search(registry, &query, hits, ROOM);
}

static bool found(const struct registry *registry, const char *words,
		  const char *slug)
{
	struct registry_hit hits[ROOM];
	size_t count = find(registry, words, hits);

	for (size_t i = 0; i < count; i++)
		if (strcmp(hits[i].controller->slug, slug) == 0)
			return true;
	return false;
}

static struct registry *ours(void)
{
	struct registry *registry;

	assert_int_equal(registry_open("host/share", NULL, NULL, &registry),
			 LENS_OK);
	return registry;
}

TEST(finds_by_name_brand_domain_slug_and_address)
{
	struct registry *registry = ours();
	struct registry_hit hits[ROOM];

	(void)state;
	assert_true(found(registry, "Clearview", "clearview-ai"));
	assert_true(found(registry, "clearview.ai", "clearview-ai"));
	assert_true(found(registry, "https://www.clearview.ai/privacy#x",
			  "clearview-ai"));
	assert_true(found(registry, "Claerview", "clearview-ai"));
	assert_true(found(registry, "clear view", "clearview-ai"));
	assert_true(found(registry, "pim eyes", "pimeyes"));
	assert_true(found(registry, "Instant Chekmate", "peopleconnect"));
	assert_true(found(registry, "stable difusion", "stability-ai"));
	assert_true(found(registry, "clearv", "clearview-ai"));
	/* Five letters may begin a word with one wrong, four may not. */
	assert_true(find(registry, "cleor", hits) > 0);
	assert_string_equal(hits[0].controller->slug, "clearview-ai");
	assert_int_equal(hits[0].score, 500);
	assert_false(found(registry, "cleo", "clearview-ai"));
	assert_int_equal(find(registry, "qqqqqqqqqqqqqq", hits), 0);
	assert_int_equal(find(registry, "\xff\xfe", hits), 0);
	assert_int_equal(find(registry, "...", hits), 0);
	assert_int_equal(find(registry, "", hits), ROOM);
	/* The very name comes first. */
	assert_true(find(registry, "Clearview AI, Inc.", hits) > 0);
	assert_string_equal(hits[0].controller->slug, "clearview-ai");
	assert_int_equal(hits[0].score, 1000);
	registry_close(registry);
}

TEST(keeps_to_a_kind_and_a_country)
{
	struct registry *registry = ours();
	struct registry_hit hits[200];
	struct registry_query query = {
	    .words = "", .of_kind = true, .kind = REGISTRY_FACE_SEARCH};
	size_t count = registry_search(registry, &query, hits, 200);

	(void)state;
	assert_true(count >= 8);
	for (size_t i = 0; i < count; i++)
		assert_int_equal(hits[i].controller->kind,
				 REGISTRY_FACE_SEARCH);
	query = (struct registry_query){.words = "acxiom", .country = "gb"};
	count = registry_search(registry, &query, hits, 200);
	assert_int_equal(count, 1);
	assert_string_equal(hits[0].controller->slug, "acxiom-gb");
	registry_close(registry);
}

TEST(finds_an_own_record_at_once_and_first)
{
	struct registry *registry = ours();
	const char *own =
	    "{\"slug\":\"mine\",\"name\":\"Clearview AI, Inc.\","
	    "\"relevant-countries\":[\"all\"],\"quality\":\"tested\","
	    "\"sources\":[\"https://a.example/\"]}";
	const char *typo = "{\"slug\":\"mine\",\"nmae\":\"x\"}";
	struct registry_fault fault;
	struct registry_hit hits[ROOM];
	size_t before = registry_count(registry);

	(void)state;
	assert_true(find(registry, "clearview", hits) > 0);
	assert_int_equal(registry_add(registry, base_view_of(typo), &fault),
			 LENS_MALFORMED);
	assert_non_null(strstr(fault.sentence, "nmae"));
	assert_int_equal(registry_count(registry), before);
	assert_int_equal(registry_add(registry, base_view_of(own), &fault),
			 LENS_OK);
	assert_int_equal(registry_add(registry, base_view_of(own), &fault),
			 LENS_OK);
	assert_int_equal(registry_count(registry), before + 1);
	assert_true(find(registry, "Clearview AI, Inc.", hits) >= 2);
	assert_string_equal(hits[0].controller->slug, "mine");
	assert_int_equal(hits[0].controller->provenance.origin, REGISTRY_OWN);
	assert_true(hits[0].controller->contact_unknown);
	registry_close(registry);
}

static void add_own(struct registry *registry, const char *slug,
		    const char *name, const char *country)
{
	char *json = base_format(
	    "{\"slug\":\"%s\",\"name\":\"%s\",\"relevant-countries\":[\"%s\"],"
	    "\"quality\":\"tested\",\"sources\":[\"https://a.example/\"]}",
	    slug, name, country);
	struct registry_fault fault;

	assert_int_equal(registry_add(registry, base_view_of(json), &fault),
			 LENS_OK);
	free(json);
}

/* The dictionary is widened on the way, and who was in it stays. */
TEST(finds_each_of_thousands_of_words)
{
	enum { COMPANIES = 1200 };
	struct registry *registry = ours();
	char slug[16], name[64];

	(void)state;
	for (unsigned i = 0; i < COMPANIES; i++) {
		snprintf(slug, sizeof(slug), "own-%u", i);
		snprintf(name, sizeof(name), "Sharedword %uqx%u", i, i * 7919);
		add_own(registry, slug, name, "all");
	}
	for (unsigned i = 0; i < COMPANIES; i += 97) {
		snprintf(slug, sizeof(slug), "own-%u", i);
		snprintf(name, sizeof(name), "Sharedword %uqx%u", i, i * 7919);
		assert_true(found(registry, name, slug));
	}
	assert_true(found(registry, "clearview", "clearview-ai"));
	registry_close(registry);
}

static size_t find_in(const struct registry *registry, const char *words,
		      const char *country)
{
	struct registry_query query = {.words = words, .country = country};
	struct registry_hit hits[ROOM];

	return registry_search(registry, &query, hits, ROOM);
}

TEST(who_is_everywhere_is_found_in_every_country)
{
	struct registry *registry = ours();

	(void)state;
	add_own(registry, "everywhere", "Xyzzyplugh Ltd", "all");
	add_own(registry, "there", "Qwertzuiop Ltd", "de");
	assert_int_equal(find_in(registry, "xyzzyplugh", "is"), 1);
	assert_int_equal(find_in(registry, "xyzzyplugh", "de"), 1);
	assert_int_equal(find_in(registry, "qwertzuiop", "de"), 1);
	assert_int_equal(find_in(registry, "qwertzuiop", "is"), 0);
	assert_int_equal(find_in(registry, "qwertzuiop", ""), 1);
	registry_close(registry);
}

TEST(a_last_word_may_be_longer_than_any_legal_form)
{
	struct registry *registry = ours();

	(void)state;
	add_own(registry, "long",
		"Photo "
		"Donaudampfschifffahrtsgesellschaftskapitaenswitwenrente",
		"all");
	add_own(registry, "ends", "Photo Incorporations", "all");
	assert_true(found(registry, "photo donaudampf", "long"));
	assert_true(found(registry, "photo incorporations", "ends"));
	registry_close(registry);
}

/* The own, then ours, then what was imported, whatever they are called. */
TEST(of_equals_the_imported_come_last)
{
	static const char record[] =
	    "{\"slug\":\"aaaa\",\"name\":\"AAAA\","
	    "\"relevant-countries\":[\"all\"],\"quality\":\"tested\","
	    "\"sources\":[\"https://a.example/\"]}";
	char path[] = "/tmp/lenscap-search-XXXXXX";
	struct registry_import *import = registry_import_new("s", "2026-01-01");
	struct registry_query query = {.words = ""};
	struct registry_hit *hits;
	struct registry_fault fault;
	struct registry *registry;
	size_t count;

	(void)state;
	close(mkstemp(path));
	assert_int_equal(registry_import_add(import, "companies/aaaa.json",
					     base_view_of(record), &fault),
			 LENS_OK);
	assert_int_equal(registry_import_save(import, path, &fault), LENS_OK);
	registry_import_free(import);
	assert_int_equal(registry_open("host/share", path, NULL, &registry),
			 LENS_OK);
	add_own(registry, "zzzz", "ZZZZ", "all");
	hits = base_alloc(registry_count(registry), sizeof(*hits));
	count =
	    registry_search(registry, &query, hits, registry_count(registry));
	assert_true(count > 50);
	assert_string_equal(hits[0].controller->slug, "zzzz");
	assert_int_equal(hits[1].controller->provenance.origin, REGISTRY_OURS);
	for (size_t i = 0; i < count; i++)
		if (strcmp(hits[i].controller->slug, "aaaa") == 0)
			while (++i < count)
				assert_true(hits[i].score < hits[1].score);
	free(hits);
	registry_close(registry);
	unlink(path);
}

/* ---- One letter wrong ---- */

/* Where the characters of a text begin. */
static size_t characters(const char *text, size_t *starts)
{
	size_t count = 0;

	for (size_t i = 0; text[i] != '\0'; i++)
		if (((uint8_t)text[i] & 0xc0) != 0x80)
			starts[count++] = i;
	starts[count] = strlen(text);
	return count;
}

/* A letter left out, doubled into another, replaced, or swapped. */
static char *mistyped(const char *name)
{
	size_t starts[512], count = characters(name, starts);
	size_t at = (size_t)rand() % count;
	char letter = (char)('a' + rand() % 26);
	int from = (int)starts[at], to = (int)starts[at + 1];

	switch (rand() % 4) {
	case 0:
		return base_format("%.*s%s", from, name, name + to);
	case 1:
		return base_format("%.*s%c%s", from, name, letter, name + from);
	case 2:
		return base_format("%.*s%c%s", from, name, letter, name + to);
	default:
		if (at + 1 == count)
			return mistyped(name);
		return base_format(
		    "%.*s%.*s%.*s%s", from, name, (int)starts[at + 2] - to,
		    name + to, to - from, name + from, name + starts[at + 2]);
	}
}

/* Several records may have one name; any of them will do. */
static size_t rank_of(const struct registry_hit *hits, size_t count,
		      const char *name)
{
	size_t i = 0;

	while (i < count && strcmp(hits[i].controller->name, name) != 0)
		i++;
	return i;
}

#define ROUNDS 1

TEST(finds_every_name_with_one_letter_wrong)
{
	struct registry_imported counts;
	struct registry *registry;
	struct registry_hit hits[MANY];
	unsigned seed = (unsigned)time(NULL);
	size_t asked = 0, first = 0, missed = 0;
	char path[] = "/tmp/lenscap-search-XXXXXX";
	int fd = mkstemp(path);
	clock_t spent;

	(void)state;
	assert_true(fd >= 0);
	close(fd);
	if (!foreign_import(path, &counts)) {
		unlink(path);
		skip();
	}
	assert_int_equal(registry_open("host/share", path, NULL, &registry),
			 LENS_OK);
	unlink(path);
	srand(seed);
	spent = clock();
	for (size_t i = 0; i < registry_count(registry) * ROUNDS; i++) {
		const char *name =
		    registry_at(registry, i % registry_count(registry))->name;
		char *typed = mistyped(name);
		struct fold fold;
		size_t count, rank;

		fold_text(&fold, typed);
		/* Of two letters one is left: no search could know. */
		if (fold.length > 2) {
			struct registry_query query = {.words = typed};

			/* Of three, two: it is there, but so are others. */
			count = registry_search(registry, &query, hits,
						fold.length > 3 ? ROOM : MANY);
			rank = rank_of(hits, count, name);
			asked++;
			first += rank == 0;
			if (rank == count) {
				missed++;
				print_message("missed: %s as %s\n", name,
					      typed);
			}
		}
		free(typed);
	}
	spent = clock() - spent;
	print_message("seed %u: %zu names mistyped, %zu first, %zu missed, "
		      "%.2f ms each\n",
		      seed, asked, first, missed,
		      (double)spent * 1e3 / CLOCKS_PER_SEC / (double)asked);
	assert_true(asked > 3000 * ROUNDS);
	assert_int_equal(missed, 0);
	registry_close(registry);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(measures_as_the_plain_algorithm_does),
	    RUN(folds_letters_and_splits_words),
	    RUN(cuts_what_is_endless),
	    RUN(finds_by_name_brand_domain_slug_and_address),
	    RUN(keeps_to_a_kind_and_a_country),
	    RUN(finds_an_own_record_at_once_and_first),
	    RUN(finds_each_of_thousands_of_words),
	    RUN(who_is_everywhere_is_found_in_every_country),
	    RUN(a_last_word_may_be_longer_than_any_legal_form),
	    RUN(of_equals_the_imported_come_last),
	    RUN(finds_every_name_with_one_letter_wrong),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
