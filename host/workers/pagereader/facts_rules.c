/*
 * facts_rules.c: what a site tells machines in robots.txt (RFC 9309) and in
 * tdmrep.json (W3C TDM Reservation Protocol, 5).  Only taken apart here: who
 * may what is the core's to work out, of the patterns.
 */
#include <string.h>
#include <strings.h>

#include <jansson.h>

#include "facts.h"
#include "html.h"

#define RULES_FILE_MAX (512u << 10) /* RFC 9309, 2.5: at least 500 kB */

/* ---- robots.txt ---- */

static const struct {
	const char *key;
	enum ipc_page_fact_kind kind;
	const char *name;
} rules_keys[] = {
    {"user-agent", IPC_PAGE_AGENT, "agent"},
    {"allow", IPC_PAGE_ALLOW, "path"},
    {"disallow", IPC_PAGE_DISALLOW, "path"},
};

/* "search=yes, ai-train=no": each is told. */
static void rules_signal(struct page *page, struct base_view value)
{
	while (value.size > 0) {
		const uint8_t *comma = memchr(value.data, ',', value.size);
		size_t size = comma ? (size_t)(comma - value.data) : value.size;
		struct base_view one = base_view_part(value, 0, size);
		const uint8_t *is = memchr(one.data, '=', one.size);

		if (is != NULL) {
			size_t at = (size_t)(is - one.data);

			page_tell(page, IPC_PAGE_SIGNAL, page->groups,
				  html_trim(base_view_part(one, 0, at)),
				  html_trim(base_view_part(one, at + 1,
							   one.size - at - 1)));
		}
		value = base_view_part(value, size + (comma != NULL),
				       value.size - size - (comma != NULL));
	}
}

/* One line; *rules: whether the group has any, so that an agent begins one. */
static void rules_line(struct page *page, struct base_view line, bool *rules)
{
	const uint8_t *comment = memchr(line.data, '#', line.size);
	const uint8_t *colon;
	struct base_view key, value;

	if (comment != NULL)
		line.size = (size_t)(comment - line.data);
	colon = line.size > 0 ? memchr(line.data, ':', line.size) : NULL;
	if (colon == NULL)
		return;
	key = html_trim(base_view_part(line, 0, (size_t)(colon - line.data)));
	value = html_trim(
	    base_view_part(line, (size_t)(colon - line.data) + 1,
			   line.size - (size_t)(colon - line.data) - 1));
	if (key.size == 14 &&
	    strncasecmp((const char *)key.data, "content-signal", 14) == 0)
		rules_signal(page, value);
	for (size_t i = 0; i < sizeof(rules_keys) / sizeof(rules_keys[0]);
	     i++) {
		bool agent = rules_keys[i].kind == IPC_PAGE_AGENT;

		if (key.size != strlen(rules_keys[i].key) ||
		    strncasecmp((const char *)key.data, rules_keys[i].key,
				key.size) != 0)
			continue;
		if (agent && (*rules || page->groups == 0))
			page->groups++;
		*rules = !agent;
		/* What stands before any group is for nobody. */
		if (page->groups > 0)
			page_tell(page, rules_keys[i].kind, page->groups,
				  base_view_of(rules_keys[i].name), value);
	}
}

static void rules_robots(struct page *page, struct base_view file)
{
	bool rules = false;

	if (base_view_starts(file, "\xef\xbb\xbf", 3))
		file = base_view_part(file, 3, file.size - 3);
	while (file.size > 0) {
		size_t end = 0;

		while (end < file.size && file.data[end] != '\n' &&
		       file.data[end] != '\r')
			end++;
		if (end > 0)
			rules_line(page, base_view_part(file, 0, end), &rules);
		end += end < file.size;
		file = base_view_part(file, end, file.size - end);
	}
}

/* ---- tdmrep.json ---- */

static void rules_tdm(struct page *page, struct base_view file)
{
	json_t *list = json_loadb((const char *)file.data, file.size, 0, NULL);
	const json_t *entry;
	size_t i;

	if (!json_is_array(list))
		page->answer->status = IPC_PAGE_NOT_A_PAGE;
	json_array_foreach(list, i, entry)
	{
		const char *location =
		    json_string_value(json_object_get(entry, "location"));
		const json_t *reserved =
		    json_object_get(entry, "tdm-reservation");

		if (location != NULL && json_is_integer(reserved))
			page_tell(page, IPC_PAGE_RESERVED, (uint32_t)i + 1,
				  base_view_of(json_integer_value(reserved) == 1
						   ? "1"
						   : "0"),
				  base_view_of(location));
	}
	json_decref(list);
}

void facts_read_rules(struct page *page, enum ipc_page_reads reads,
		      struct base_view file)
{
	if (file.size > RULES_FILE_MAX) {
		page->answer->facts_cut = true;
		file.size = RULES_FILE_MAX;
	}
	/* A line that was cut would be a rule that nobody wrote. */
	while (page->answer->facts_cut && file.size > 0 &&
	       file.data[file.size - 1] != '\n')
		file.size--;
	if (reads == IPC_PAGE_READS_ROBOTS)
		rules_robots(page, file);
	else
		rules_tdm(page, file);
}
