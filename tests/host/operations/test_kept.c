/* test_kept.c: what is kept of audits that are larger than may be kept. */
#include <stdlib.h>
#include <string.h>

#include <jansson.h>
#include <lenscap/ledger_sightings.h>

#include "operations/exposure_kept.h"

#include "test.h"

#define SERVED_MAX 6000
#define LONG 2300

static struct casework_served served[SERVED_MAX];
static struct casework_unlearned unlearned[SERVED_MAX];
static char address[LONG + 1], none[1], why[] = "dns";

/* So many photos and addresses that were not learned, each as long as that. */
static json_t *kept(unsigned count, unsigned unlearned_count, size_t size)
{
	struct casework_audit audit = {.url = address,
				       .why = why,
				       .title = none,
				       .grade = "C",
				       .grade_most = "C",
				       .photos = count,
				       .served = served,
				       .served_count = count,
				       .unlearned = unlearned,
				       .unlearned_count = unlearned_count};
	char *content;
	json_t *out;

	memset(address, 'a', sizeof(address) - 1);
	address[size] = '\0';
	for (unsigned i = 0; i < SERVED_MAX; i++) {
		served[i] =
		    (struct casework_served){.url = address, .photo = i + 1};
		unlearned[i] = (struct casework_unlearned){address, why};
	}
	content = exposure_kept(&audit);
	assert_true(strlen(content) <= LEDGER_AUDIT_MAX);
	out = json_loads(content, 0, NULL);
	free(content);
	assert_true(out != NULL);
	return out;
}

static const json_t *at(const json_t *whole, const char *name, size_t i)
{
	return json_array_get(json_object_get(whole, name), i);
}

static void what_fits_is_kept_whole(void **state)
{
	json_t *whole = kept(3, 9, 40);

	(void)state;
	assert_true(json_object_get(whole, "served_left") == NULL);
	assert_true(json_object_get(at(whole, "served", 2), "url") != NULL);
	assert_true(json_object_get(at(whole, "unlearned", 8), "url") != NULL);
	json_decref(whole);
}

/* Each is counted; the addresses that the report names are there. */
static void long_addresses_are_left_out_first(void **state)
{
	json_t *whole = kept(500, 500, LONG);

	(void)state;
	assert_true(json_integer_value(json_object_get(whole, "served_left")) ==
		    0);
	assert_true(json_array_size(json_object_get(whole, "served")) == 500);
	assert_true(json_array_size(json_object_get(whole, "unlearned")) ==
		    500);
	assert_true(json_object_get(at(whole, "unlearned", 4), "url") != NULL);
	assert_true(json_object_get(at(whole, "unlearned", 5), "url") == NULL);
	json_decref(whole);
}

static void photos_that_are_left_out_are_counted(void **state)
{
	json_t *whole = kept(SERVED_MAX, 0, 40);
	size_t count = json_array_size(json_object_get(whole, "served"));
	json_int_t left =
	    json_integer_value(json_object_get(whole, "served_left"));

	(void)state;
	assert_true(count > 1000 && left > 0 &&
		    count + (size_t)left == SERVED_MAX);
	assert_true(
	    json_integer_value(json_object_get(at(whole, "served", count - 1),
					       "photo")) == (json_int_t)count);
	json_decref(whole);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(what_fits_is_kept_whole),
	    RUN(long_addresses_are_left_out_first),
	    RUN(photos_that_are_left_out_are_counted),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
