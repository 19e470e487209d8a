/* test_findings.c: every kind of finding has its words, in every language. */
#include <jansson.h>
#include <lenscap/casework_findings.h>

#include "test.h"

#define LOCALES "extension/_locales/"

static const char *const languages[] = {"en", "de", "fr"};

static const char *message(const json_t *all, const char *front,
			   const char *name)
{
	char *key = base_format("%s_%s", front, name);
	const char *text = json_string_value(
	    json_object_get(json_object_get(all, key), "message"));

	free(key);
	return text != NULL ? text : "";
}

TEST(has_words_for_every_kind_in_every_language)
{
	(void)state;
	for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++) {
		char *path =
		    base_format(LOCALES "%s/messages.json", languages[i]);
		json_t *all = json_load_file(path, 0, NULL);

		free(path);
		assert_non_null(all);
		for (unsigned kind = 0; kind < IPC_FINDINGS; kind++) {
			const char *name = casework_finding(kind)->kind;

			if (*message(all, "finding", name) == '\0' ||
			    *message(all, "remedy", name) == '\0')
				fail_msg("%s lacks words for %s", languages[i],
					 name);
		}
		json_decref(all);
	}
}

TEST(has_a_label_and_a_remedy_of_its_own_for_every_kind)
{
	(void)state;
	for (unsigned kind = 0; kind < IPC_FINDINGS; kind++) {
		const struct casework_finding *about = casework_finding(kind);

		assert_non_null(about->kind);
		assert_true(*about->label != '\0' && *about->remedy != '\0');
		assert_ptr_equal(casework_finding_named(about->kind), about);
	}
	assert_null(casework_finding_named("no_such_kind"));
}

TEST(names_every_severity_in_every_language)
{
	(void)state;
	for (size_t i = 0; i < sizeof(languages) / sizeof(*languages); i++) {
		char *path =
		    base_format(LOCALES "%s/messages.json", languages[i]);
		json_t *all = json_load_file(path, 0, NULL);

		free(path);
		for (unsigned s = 0; s < CASEWORK_SEVERITIES; s++)
			assert_true(*message(all, "severity",
					     casework_severity_name(s)));
		/* view_finding() says so of a later Lenscap's kinds. */
		assert_true(*message(all, "severity", "unknown"));
		json_decref(all);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(has_words_for_every_kind_in_every_language),
	    RUN(has_a_label_and_a_remedy_of_its_own_for_every_kind),
	    RUN(names_every_severity_in_every_language),
	};

	cmocka_set_message_output(CM_OUTPUT_TAP);
	return cmocka_run_group_tests(tests, NULL, NULL);
}
