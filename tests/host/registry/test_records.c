/* test_records.c: what is shipped, and what a record may not be. */
#include "test.h"

#include <lenscap/registry.h>

static struct registry *ours(void)
{
	struct registry_fault fault = {""};
	struct registry *registry;
	enum lens_err err =
	    registry_open("host/share", NULL, &fault, &registry);

	if (err != LENS_OK)
		print_message("%s\n", fault.sentence);
	assert_int_equal(err, LENS_OK);
	return registry;
}

TEST(reads_every_shipped_record)
{
	struct registry *registry = ours();
	size_t kinds[REGISTRY_KINDS] = {0};

	(void)state;
	assert_true(registry_count(registry) >= 60);
	for (size_t i = 0; i < registry_count(registry); i++) {
		const struct registry_controller *c = registry_at(registry, i);

		kinds[c->kind]++;
		assert_ptr_equal(registry_find(registry, c->slug), c);
		assert_int_equal(c->provenance.origin, REGISTRY_OURS);
		assert_int_equal(strlen(c->provenance.date), 10);
		assert_true(c->source_count > 0);
		for (size_t k = 0; k < c->contact_count; k++) {
			assert_true(c->contacts[k].source.url[0] != '\0');
			assert_true(c->contacts[k].source.date[0] != '\0');
		}
		for (size_t k = 0; k < c->decision_count; k++) {
			const char *by = c->decisions[k].authority;

			assert_true(by[0] == '\0' ||
				    registry_authority(registry, by) != NULL);
		}
	}
	for (unsigned k = 1; k < REGISTRY_KINDS; k++)
		assert_true(kinds[k] >= 5);
	registry_close(registry);
}

TEST(knows_clearview)
{
	struct registry *registry = ours();
	const struct registry_controller *c =
	    registry_find(registry, "clearview-ai");
	const struct registry_contact *contact;

	(void)state;
	assert_non_null(c);
	assert_int_equal(c->kind, REGISTRY_FACE_SEARCH);
	assert_string_equal(c->email, "legal-requests@clearview.ai");
	assert_string_equal(c->address, "418 Broadway STE N\nAlbany\nNY 12207\n"
					"United States of America");
	contact = registry_contact(c, REGISTRY_EMAIL);
	assert_int_equal(contact->state, REGISTRY_CURRENT);
	assert_true(contact->source.verified);
	/* Its form is known, and is not to be used. */
	assert_null(registry_contact(c, REGISTRY_WEBFORM));
	assert_string_equal(c->webform, "");
	assert_true(c->asks_for_photo.known && c->asks_for_photo.holds);
	assert_true(c->milder_key.known);
	assert_true(c->decision_count >= 15);
	assert_int_equal(c->representative_count, 1);
	assert_false(c->representatives[0].named);
	assert_false(c->contact_unknown);
	registry_close(registry);
}

TEST(has_an_authority_for_every_country_and_state)
{
	static const char countries[] =
	    "at be bg hr cy cz dk ee fi fr gr hu ie it lv lt lu mt nl pl pt ro "
	    "sk si es se gb no is li ch";
	static const char states[] =
	    "bw by be bb hb hh he mv ni nw rp sl sn st sh th";
	struct registry *registry = ours();
	char code[3] = "";

	(void)state;
	for (const char *at = countries; at < countries + sizeof(countries);
	     at += 3) {
		const struct registry_authority *found;

		memcpy(code, at, 2);
		found = registry_authority_for(registry, code, "");
		assert_non_null(found);
		assert_string_equal(found->countries[0], code);
		assert_true(found->language_count > 0);
		assert_true(found->email[0] != '\0' ||
			    found->webform[0] != '\0' ||
			    found->address[0] != '\0');
	}
	for (const char *at = states; at < states + sizeof(states); at += 3) {
		const struct registry_authority *found;

		memcpy(code, at, 2);
		found = registry_authority_for(registry, "de", code);
		assert_non_null(found);
		assert_string_equal(found->region, code);
	}
	registry_close(registry);
}

TEST(chooses_the_authority_for_companies)
{
	struct registry *registry = ours();

	(void)state;
	/* Bavaria has one for public bodies and one for all others. */
	assert_string_equal(
	    registry_authority_for(registry, "DE", "DE-BY")->slug, "debaylda");
	assert_string_equal(registry_authority_for(registry, "gb", "")->slug,
			    "gbico");
	/* Which of sixteen?  And neither the federal one nor a church's. */
	assert_null(registry_authority_for(registry, "de", ""));
	assert_null(registry_authority_for(registry, "de", "xx"));
	assert_null(registry_authority_for(registry, "us", ""));
	registry_close(registry);
}

TEST(uses_no_contact_that_bounced_or_is_history)
{
	static const char record[] =
	    "{\"slug\":\"a\",\"name\":\"A\",\"relevant-countries\":[\"all\"],"
	    "\"email\":\"old@a.example\",\"quality\":\"verified\","
	    "\"lenscap\":{\"kind\":\"other\",\"checked\":\"2026-11-22\","
	    "\"contacts\":[{\"type\":\"email\",\"value\":\"old@a.example\","
	    "\"state\":\"bounced\",\"source\":\"https://a.example/\","
	    "\"date\":\"2026-08-20\",\"verified\":true},"
	    "{\"type\":\"letter\",\"value\":\"A\\nB\",\"state\":\"historic\","
	    "\"source\":\"https://a.example/\",\"date\":\"2020\","
	    "\"verified\":true}]}}";
	struct registry *registry = ours();
	const struct registry_controller *c;

	(void)state;
	assert_int_equal(registry_add(registry, base_view_of(record), NULL),
			 LENS_OK);
	c = registry_find(registry, "a");
	assert_string_equal(c->email, "");
	assert_string_equal(c->address, "");
	assert_true(c->contact_unknown);
	assert_int_equal(c->contact_count, 2);
	registry_close(registry);
}

TEST(refuses_what_the_schema_forbids)
{
	static const char *const bad[] = {
	    "",
	    "null",
	    "{\"slug\":\"a\"}",
	    "{\"slug\":\"a\",\"name\":\"A\",\"quality\":\"verified\"}",
	    "{\"slug\":\"a\",\"name\":\"A\",\"relevant-countries\":[\"DE\"],"
	    "\"quality\":\"verified\"}",
	    "{\"slug\":\"a\",\"name\":\"A\",\"relevant-countries\":[\"de\"],"
	    "\"quality\":\"good\"}",
	    "{\"slug\":\"a\",\"name\":\"A\\nB\",\"relevant-countries\":[\"de\"]"
	    ",\"quality\":\"verified\"}",
	    "{\"slug\":\"a\",\"name\":\"A\",\"relevant-countries\":[\"de\"],"
	    "\"quality\":\"verified\",\"email\":\"a b@c.example\"}",
	    "{\"slug\":\"a\",\"name\":\"A\",\"relevant-countries\":[\"de\"],"
	    "\"quality\":\"verified\",\"lenscap\":{\"kind\":\"x\","
	    "\"checked\":\"2026-11-22\"}}",
	    "{\"slug\":\"a\",\"name\":\"A\",\"relevant-countries\":[\"de\"],"
	    "\"quality\":\"verified\",\"lenscap\":{\"kind\":\"other\","
	    "\"checked\":\"2026-13-22\"}}",
	    "{\"slug\":\"a\",\"name\":\"A\",\"relevant-countries\":[\"de\"],"
	    "\"quality\":\"verified\",\"lenscap\":{\"kind\":\"other\","
	    "\"checked\":\"2026-11-22\",\"opt-out\":{\"text\":\"x\"}}}",
	    "{\"slug\":\"a\",\"name\":\"A\",\"relevant-countries\":[\"de\"],"
	    "\"quality\":\"verified\",\"runs\":\"B\"}",
	    "{\"slug\":\"a\",\"name\":\"A\",\"relevant-countries\":[\"de\"],"
	    "\"quality\":\"verified\",\"needs-id-document\":\"yes\"}",
	};
	struct registry *registry = ours();
	size_t before = registry_count(registry);

	(void)state;
	for (size_t i = 0; i < sizeof(bad) / sizeof(*bad); i++) {
		struct registry_fault fault = {""};

		assert_int_equal(
		    registry_add(registry, base_view_of(bad[i]), &fault),
		    LENS_MALFORMED);
		assert_true(fault.sentence[0] != '\0');
		assert_true(fault.sentence[strlen(fault.sentence) - 1] == '.');
	}
	assert_int_equal(registry_count(registry), before);
	assert_null(registry_find(registry, "a"));
	registry_close(registry);
}

TEST(says_so_when_it_is_not_installed)
{
	struct registry_fault fault = {""};
	struct registry *registry;

	(void)state;
	assert_int_equal(registry_open("/nonexistent", NULL, &fault, &registry),
			 LENS_SYSTEM);
	assert_null(registry);
	assert_non_null(strstr(fault.sentence, "install"));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(reads_every_shipped_record),
	    RUN(knows_clearview),
	    RUN(has_an_authority_for_every_country_and_state),
	    RUN(chooses_the_authority_for_companies),
	    RUN(uses_no_contact_that_bounced_or_is_history),
	    RUN(refuses_what_the_schema_forbids),
	    RUN(says_so_when_it_is_not_installed),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
