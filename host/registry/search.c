/*
 * search.c: find a controller by name, brand, domain or slug, with a letter
 * wrong.  Two ways at once.  The whole query without its spaces is compared
 * to every whole name, which also forgives a space too many or missing; and
 * each word of the query to the dictionary of all words, every one of which
 * must be found.  Both go through everything: 15,000 keys of 20 letters with
 * a band of three and an early end take a millisecond, less than an index of
 * trigrams that would have to be right.
 */
#include <stdlib.h>
#include <string.h>

#include "fold.h"
#include "search.h"

#define SEARCH_QUERY_WORDS 8

/* A whole name, brand, domain or slug. */
struct search_key {
	uint32_t controller, at; /* of its letters in the pool */
	uint16_t length, less;	 /* and how much less it counts */
};

/* A word of the dictionary, and one of its places. */
struct search_word {
	uint32_t at;
	uint16_t length;
};

struct search_place {
	uint32_t controller, word;
};

struct search {
	struct record_controller *const *controllers;
	size_t count;
	uint16_t *pool;
	size_t pool_size, pool_capacity;
	struct search_key *keys;
	size_t key_count, key_capacity;
	struct search_word *words;
	size_t word_count, word_capacity;
	struct search_place *places;
	size_t place_count, place_capacity;
	uint32_t *table; /* of words, by hash; index + 1 */
	size_t table_size;
};

/* ---- Building ---- */

static uint32_t search_keep(struct search *search, const uint16_t *letters,
			    size_t length)
{
	size_t at = search->pool_size;

	for (size_t i = 0; i < length; i++) {
		search->pool =
		    base_grow(search->pool, search->pool_size,
			      &search->pool_capacity, sizeof(*search->pool));
		search->pool[search->pool_size++] = letters[i];
	}
	return (uint32_t)at;
}

static void search_add_key(struct search *search, size_t controller,
			   const uint16_t *letters, size_t length,
			   unsigned less)
{
	if (length == 0)
		return;
	search->keys = base_grow(search->keys, search->key_count,
				 &search->key_capacity, sizeof(*search->keys));
	search->keys[search->key_count++] = (struct search_key){
	    .controller = (uint32_t)controller,
	    .at = search_keep(search, letters, length),
	    .length = (uint16_t)length,
	    .less = (uint16_t)less,
	};
}

/* FNV-1a. */
static uint32_t search_hash(const uint16_t *letters, size_t length)
{
	uint32_t hash = 2166136261u;

	for (size_t i = 0; i < length; i++)
		hash = (hash ^ letters[i]) * 16777619u;
	return hash;
}

static size_t search_slot(const struct search *search, const uint16_t *letters,
			  size_t length)
{
	size_t mask = search->table_size - 1;
	size_t slot = search_hash(letters, length) & mask;

	for (; search->table[slot] != 0; slot = (slot + 1) & mask) {
		const struct search_word *word =
		    &search->words[search->table[slot] - 1];

		if (word->length == length &&
		    memcmp(search->pool + word->at, letters,
			   length * sizeof(*letters)) == 0)
			break;
	}
	return slot;
}

/* Never more than half full, so that a slot is always found. */
static void search_widen(struct search *search)
{
	if (search->word_count * 2 < search->table_size)
		return;
	search->table_size =
	    search->table_size > 0 ? search->table_size * 2 : 1024;
	free(search->table);
	search->table = base_alloc(search->table_size, sizeof(*search->table));
	for (size_t i = 0; i < search->word_count; i++) {
		const struct search_word *word = &search->words[i];

		search->table[search_slot(search, search->pool + word->at,
					  word->length)] = (uint32_t)i + 1;
	}
}

static uint32_t search_word(struct search *search, const uint16_t *letters,
			    size_t length)
{
	size_t slot;

	search_widen(search);
	slot = search_slot(search, letters, length);
	if (search->table[slot] != 0)
		return search->table[slot] - 1;
	search->words =
	    base_grow(search->words, search->word_count, &search->word_capacity,
		      sizeof(*search->words));
	search->words[search->word_count] = (struct search_word){
	    search_keep(search, letters, length), (uint16_t)length};
	search->table[slot] = (uint32_t)++search->word_count;
	return (uint32_t)search->word_count - 1;
}

static void search_add_words(struct search *search, size_t controller,
			     const struct fold *fold)
{
	for (size_t i = 0; i < fold->words; i++) {
		size_t begin = fold_word(fold, i);
		uint32_t word = search_word(search, fold->letters + begin,
					    fold->ends[i] - begin);

		search->places =
		    base_grow(search->places, search->place_count,
			      &search->place_capacity, sizeof(*search->places));
		search->places[search->place_count++] =
		    (struct search_place){(uint32_t)controller, word};
	}
}

/* How companies end, which nobody types. */
static bool search_legal_form(const struct fold *fold, size_t i)
{
	static const char forms[] =
	    " inc ltd limited llc llp gmbh ag se sa sas sarl bv nv ab as aps "
	    "oy oyj kg kgaa co corp corporation company plc spa srl ug ev eg "
	    "ohg mbh sl slu sro doo zrt kft lda pte pty uab sia ";
	char word[16] = " ";
	size_t begin = fold_word(fold, i), length = fold->ends[i] - begin;

	if (length > sizeof(word) - 3)
		return false;
	for (size_t j = 0; j < length; j++)
		word[1 + j] = (char)(fold->letters[begin + j] & 0x7f);
	word[1 + length] = ' ';
	word[2 + length] = '\0';
	return strstr(forms, word) != NULL;
}

static void search_add(struct search *search, size_t controller,
		       const char *text, unsigned less)
{
	struct fold fold;
	size_t words;

	fold_text(&fold, text);
	search_add_key(search, controller, fold.letters, fold.length, less);
	search_add_words(search, controller, &fold);
	words = fold.words;
	while (words > 1 && search_legal_form(&fold, words - 1))
		words--;
	if (words < fold.words)
		search_add_key(search, controller, fold.letters,
			       fold.ends[words - 1], less + 5);
}

/* The host of an address, without "www."; "" where it has none. */
static const char *search_host(char out[BASE_HOST_MAX], const char *url)
{
	(void)base_url_host(url, out);
	return strncmp(out, "www.", 4) == 0 ? out + 4 : out;
}

static void search_add_controller(struct search *search, size_t i)
{
	const struct registry_controller *c = &search->controllers[i]->public;
	char host[BASE_HOST_MAX];

	search_add(search, i, c->name, 0);
	for (size_t j = 0; j < c->runs_count; j++)
		search_add(search, i, c->runs[j], 10);
	search_add(search, i, search_host(host, c->web), 20);
	search_add(search, i, c->slug, 20);
}

struct search *search_new(struct record_controller *const *controllers,
			  size_t count)
{
	struct search *search = base_alloc(1, sizeof(*search));

	search->controllers = controllers;
	search->count = count;
	for (size_t i = 0; i < count; i++)
		search_add_controller(search, i);
	return search;
}

void search_free(struct search *search)
{
	if (search == NULL)
		return;
	free(search->pool);
	free(search->keys);
	free(search->words);
	free(search->places);
	free(search->table);
	free(search);
}

/* ---- Scoring ---- */

/* How many letters may be wrong in a whole query. */
static unsigned search_tolerance(size_t length)
{
	return length < 2 ? 0 : length < 10 ? 1 : 2;
}

static bool search_begins(const uint16_t *text, size_t length,
			  const uint16_t *with, size_t with_length)
{
	return length >= with_length &&
	       memcmp(text, with, with_length * sizeof(*with)) == 0;
}

static unsigned search_score_key(const struct search *search,
				 const struct search_key *key,
				 const struct fold *query)
{
	const uint16_t *letters = search->pool + key->at;
	unsigned most = search_tolerance(query->length), wrong;

	if (query->length >= 2 && key->length > query->length &&
	    search_begins(letters, key->length, query->letters, query->length))
		return 850 - key->less -
		       (key->length > query->length + 50u
			    ? 50
			    : key->length - (unsigned)query->length);
	wrong = fold_distance(query->letters, query->length, letters,
			      key->length, most);
	if (wrong > most)
		return 0;
	/* One letter of three is another word more often than a mistake. */
	if (wrong > 0 && query->length < 4)
		return 400 - key->less;
	return 1000 - 80 * wrong - key->less;
}

static void search_whole(const struct search *search, const struct fold *query,
			 uint16_t *scores)
{
	for (size_t i = 0; i < search->key_count; i++) {
		const struct search_key *key = &search->keys[i];
		unsigned score = search_score_key(search, key, query);

		if (score > scores[key->controller])
			scores[key->controller] = (uint16_t)score;
	}
}

/* 0 to 100: how well a word of the query fits one of the dictionary. */
static unsigned search_score_word(const uint16_t *query, size_t length,
				  const uint16_t *word, size_t word_length)
{
	if (search_begins(word, word_length, query, length))
		return word_length == length ? 100 : length > 1 ? 80 : 0;
	if (length < 4)
		return 0;
	if (fold_distance(query, length, word, word_length, 1) <= 1)
		return 70;
	if (length > 4 && word_length > length &&
	    fold_distance(query, length, word, length, 1) <= 1)
		return 50;
	return 0;
}

/* Every word of the query must be somewhere in the controller's names. */
static void search_by_words(const struct search *search,
			    const struct fold *query, uint16_t *scores)
{
	size_t words = query->words < SEARCH_QUERY_WORDS ? query->words
							 : SEARCH_QUERY_WORDS;
	uint8_t *fits = base_alloc(search->word_count + 1, 1);
	uint8_t *best = base_alloc(search->count * words + 1, 1);

	for (size_t q = 0; q < words; q++) {
		size_t begin = fold_word(query, q);

		for (size_t w = 0; w < search->word_count; w++)
			fits[w] = (uint8_t)search_score_word(
			    query->letters + begin, query->ends[q] - begin,
			    search->pool + search->words[w].at,
			    search->words[w].length);
		for (size_t p = 0; p < search->place_count; p++) {
			const struct search_place *place = &search->places[p];
			uint8_t *at = &best[place->controller * words + q];

			if (fits[place->word] > *at)
				*at = fits[place->word];
		}
	}
	for (size_t i = 0; i < search->count; i++) {
		unsigned sum = 0, missing = 0, score;

		for (size_t q = 0; q < words; q++) {
			sum += best[i * words + q];
			missing += best[i * words + q] == 0;
		}
		score = missing > 0 ? 0 : 300 + 4 * sum / (unsigned)words;
		if (score > scores[i])
			scores[i] = (uint16_t)score;
	}
	free(fits);
	free(best);
}

/* ---- Answering ---- */

static bool search_wanted(const struct registry_controller *c,
			  const struct registry_query *query)
{
	if (query->of_kind && c->kind != query->kind)
		return false;
	if (query->country == NULL || query->country[0] == '\0')
		return true;
	for (size_t i = 0; i < c->country_count; i++)
		if (strcmp(c->countries[i], "all") == 0 ||
		    strcmp(c->countries[i], query->country) == 0)
			return true;
	return false;
}

static int search_order(const void *left, const void *right)
{
	const struct registry_hit *a = left, *b = right;
	int names;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	/* The person's own, then ours, then imported ones. */
	if (a->controller->provenance.origin !=
	    b->controller->provenance.origin) {
		static const int rank[] = {1, 2, 0};

		return rank[a->controller->provenance.origin] -
		       rank[b->controller->provenance.origin];
	}
	names = strcmp(a->controller->name, b->controller->name);
	return names != 0 ? names
			  : strcmp(a->controller->slug, b->controller->slug);
}

static size_t search_answer(const struct search *search,
			    const struct registry_query *query,
			    const uint16_t *scores, struct registry_hit *hits,
			    size_t capacity)
{
	struct registry_hit *all = base_alloc(search->count + 1, sizeof(*all));
	size_t count = 0;

	for (size_t i = 0; i < search->count; i++) {
		const struct registry_controller *c =
		    &search->controllers[i]->public;
		/* What is gone comes after what is there. */
		unsigned gone = c->reason[0] != '\0' ? 30 : 0;

		if (scores[i] > gone && search_wanted(c, query))
			all[count++] =
			    (struct registry_hit){c, scores[i] - gone};
	}
	qsort(all, count, sizeof(*all), search_order);
	if (count > capacity)
		count = capacity;
	if (count > 0)
		memcpy(hits, all, count * sizeof(*all));
	free(all);
	return count;
}

size_t search_find(const struct search *search,
		   const struct registry_query *query,
		   struct registry_hit *hits, size_t capacity)
{
	uint16_t *scores = base_alloc(search->count + 1, sizeof(*scores));
	char host[BASE_HOST_MAX];
	const char *asked = query->words;
	struct fold words;
	size_t count;

	if (strstr(asked, "://") != NULL)
		asked = search_host(host, asked);
	fold_text(&words, asked);
	if (words.length > 0) {
		search_whole(search, &words, scores);
		search_by_words(search, &words, scores);
	} else if (query->words[0] == '\0') {
		for (size_t i = 0; i < search->count; i++)
			scores[i] = 100;
	}
	count = search_answer(search, query, scores, hits, capacity);
	free(scores);
	return count;
}
