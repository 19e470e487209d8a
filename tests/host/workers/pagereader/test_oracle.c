/*
 * test_oracle.c: the pages that Debian's packages bring, read by us, by
 * Python's html.parser and by libxml2.
 */
#include <jansson.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "test.h"

#include "workers/pagereader/charset.h"
#include "workers/pagereader/html.h"

#define ORACLE_FIND                                                            \
	"find /usr/share/doc /usr/share/gtk-doc -xdev -type f -name '*.html' " \
	"-size -1000k 2>/dev/null | sort | head -1500"
#define ORACLE_SCRIPT "tests/host/workers/pagereader/html_oracle.py"

static json_t *oracle_text(struct base_view raw)
{
	struct base_buffer text;
	json_t *value;

	base_buffer_init(&text, raw.size * 3 + 4);
	assert_int_equal(charset_decode(raw, CHARSET_UNKNOWN, true, &text),
			 LENS_OK);
	value =
	    json_stringn_nocheck(text.size ? (char *)text.data : "", text.size);
	base_buffer_free(&text);
	return value;
}

static void oracle_tag(const struct html_token *token, FILE *out)
{
	json_t *line = json_array();

	json_array_append_new(line, json_string(token->name));
	for (unsigned i = 0; i < token->count; i++)
		json_array_append_new(
		    line, json_pack("[s,o]", token->attributes[i].name,
				    oracle_text(token->attributes[i].value)));
	assert_int_equal(json_dumpf(line, out, JSON_ENSURE_ASCII), 0);
	fputc('\n', out);
	json_decref(line);
}

static void oracle_page(const char *path, FILE *out)
{
	FILE *file = fopen(path, "rb");
	struct base_buffer page, room;
	struct base_view view;
	struct html *html = malloc(sizeof(*html));
	enum charset set = CHARSET_UNKNOWN;

	base_buffer_init(&page, 4 << 20);
	base_buffer_init(&room, 8 << 20);
	if (file != NULL) {
		assert_int_equal(base_read_all(fileno(file), &page), LENS_OK);
		fclose(file);
	}
	view = base_buffer_view(&page);
	assert_int_equal(charset_unmark(&view, &set, &room), LENS_OK);
	html_init(html, view);
	fprintf(out, "%s\n", path);
	for (;;) {
		const struct html_token *token = html_next(html);

		if (token->kind == HTML_END)
			break;
		if (token->kind == HTML_OPEN)
			oracle_tag(token, out);
	}
	base_buffer_free(&page);
	base_buffer_free(&room);
	free(html);
}

static unsigned oracle_dump(const char *folder)
{
	FILE *list = popen(ORACLE_FIND, "r");
	char path[4096];
	unsigned count = 0;

	assert_non_null(list);
	while (fgets(path, sizeof(path), list) != NULL) {
		char *name = base_format("%s/%04u", folder, count++);
		FILE *out = fopen(name, "w");

		assert_non_null(out);
		path[strcspn(path, "\n")] = '\0';
		oracle_page(path, out);
		fclose(out);
		free(name);
	}
	pclose(list);
	return count;
}

TEST(sees_what_other_parsers_see_in_real_pages)
{
	char folder[] = "/tmp/lenscap-pages-XXXXXX";
	char *command;
	int status;

	(void)state;
	assert_non_null(mkdtemp(folder));
	command = base_format("/usr/bin/python3 " ORACLE_SCRIPT " %s", folder);
	status = oracle_dump(folder) > 0 ? system(command) : -1;
	free(command);
	command = base_format("rm -rf %s", folder);
	(void)!system(command);
	free(command);
	if (status == -1) {
		print_message("# no page in /usr/share/doc\n");
		skip();
	}
	assert_int_equal(status, 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(sees_what_other_parsers_see_in_real_pages),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
