/*
 * test_edit.c: every passage of a letter in turn becomes another: what stands
 * there then, which marks of values remain, and which passages are refused.
 */
#include <lenscap/law.h>
#include <lenscap/letter.h>

#include "test.h"

#include "letter/marks.h"

#define CITED "Art. 15(1) GDPR"

static struct law_set *laws;
static struct letter_set *set;

static int open_set(void **state)
{
	struct law_fault law;
	struct letter_fault fault;

	(void)state;
	if (law_open("host/share/laws", &law, &laws) != LENS_OK)
		return -1;
	return letter_open("host/share/letters", laws, &fault, &set) == LENS_OK
		   ? 0
		   : -1;
}

static int close_set(void **state)
{
	(void)state;
	letter_close(set);
	law_close(laws);
	return 0;
}

static enum lens_err edit(const char *source, const char *was, const char *is,
			  struct letter_fault *fault, char out[512])
{
	struct base_buffer made;
	enum lens_err err;

	base_buffer_init(&made, 511);
	err =
	    letter_edit(set, LAW_EN, LAW_NO_DAY, source, was, is, fault, &made);
	if (made.size > 0)
		memcpy(out, made.data, made.size);
	out[made.size] = '\0';
	base_buffer_free(&made);
	return err;
}

/* What is read of a source; false where its marks are no pairs. */
static bool seen(const char *source, char out[512])
{
	int open = 0;

	for (const char *c = source; *c != '\0'; c++) {
		if (*c == MARK_CITE) {
			c = strchr(c, MARK_CITED);
			if (c == NULL)
				return false;
		} else if (*c == MARK_VALUE)
			open++;
		else if (*c == MARK_VALUED && open-- == 0)
			return false;
		else if ((unsigned char)*c >= 0x20)
			*out++ = *c;
	}
	*out = '\0';
	return open == 0;
}

/* Values beside and within each other, and a norm that is cited. */
static const char source[] = "ab\x01"
			     "cd\x07"
			     "ef\x01"
			     "gh\x01"
			     "ij\x07"
			     "kl\x07"
			     "op\x03gdpr:15(1)\x04" CITED ", qs";
static const char words[] = "abcdefghijklop" CITED ", qs";

static void passage(size_t from, size_t end)
{
	const size_t cite = (size_t)(strstr(words, CITED) - words);
	const size_t cited = cite + strlen(CITED);
	char was[128], made[512], read[512], wanted[512];
	struct letter_fault fault;
	enum lens_err err;
	bool cuts =
	    (from > cite && from < cited) || (end > cite && end < cited);

	snprintf(was, sizeof(was), "%.*s", (int)(end - from), words + from);
	if (strstr(strstr(words, was) + 1, was) != NULL)
		return;
	err = edit(source, was, "XY", &fault, made);
	if (cuts != (err == LENS_MALFORMED))
		fail_msg("\"%s\": %s", was, base_err_name(err));
	if (cuts) {
		assert_non_null(strstr(fault.sentence, "within a citation"));
		return;
	}
	snprintf(wanted, sizeof(wanted), "%.*sXY%s", (int)from, words,
		 words + end);
	if (!seen(made, read) || strcmp(read, wanted) != 0)
		fail_msg("\"%s\": reads \"%s\"", was, read);
	/* The norm's mark goes with its words, and stays with them. */
	assert_int_equal(strstr(made, "gdpr:15(1)") != NULL,
			 !(from <= cite && end >= cited));
}

TEST(any_passage_becomes_another_and_marks_stay_pairs)
{
	(void)state;
	for (size_t from = 0; from < strlen(words); from++)
		for (size_t end = from + 1; end <= strlen(words); end++)
			if (words[from] != ' ' && words[end - 1] != ' ')
				passage(from, end);
}

/* A norm that another follows may be cited shorter than it is here. */
TEST(a_citation_ends_where_its_words_do)
{
	static const char alone[] =
	    "\x03gdpr:15(1)\x04" CITED " and \x03gdpr:16\x04"
	    "Art. 16 GDPR";
	static const char run[] = "\x03gdpr:15(1)\x04"
				  "Art. 15(1) as \x03gdpr:16\x04"
				  "16 GDPR";
	struct letter_fault fault;
	char made[512];

	(void)state;
	assert_int_equal(edit(alone, "GDPR and", "x", &fault, made),
			 LENS_MALFORMED);
	assert_int_equal(edit(alone, "and", "or", &fault, made), LENS_OK);
	assert_int_equal(edit(run, "as", "or", &fault, made), LENS_OK);
	assert_int_equal(edit(run, "1) as", "2) as", &fault, made),
			 LENS_MALFORMED);
}

TEST(what_is_put_in_is_a_value_and_its_norms_are_marked)
{
	struct letter_fault fault;
	char made[512];

	(void)state;
	assert_int_equal(edit("a b c", "b", "x " CITED " y", &fault, made),
			 LENS_OK);
	assert_string_equal(made,
			    "a \x01x \x03gdpr:15(1)\x04" CITED " y\x07 c");
	assert_int_equal(edit("a b c", "b", "as (" CITED ")|", &fault, made),
			 LENS_OK);
	assert_string_equal(made, "a \x01"
				  "as (\x03gdpr:15(1)\x04" CITED ")\x02\x07 c");
	/* A letter before it, and it is none. */
	assert_int_equal(edit("a b c", "b", "x" CITED, &fault, made), LENS_OK);
	assert_null(strchr(made, MARK_CITE));
}

TEST(what_looks_like_a_norm_and_is_none_is_refused)
{
	static const char *const wrong[] = {
	    "Art. 999 GDPR", "article 7", "Articles 7", "ARTIKEL 7",
	    "articolo 7",    "art 7",	  "section 7",	"Sec. 7",
	    "Abs. 7",	     "Absatz 7",  "lit 7",	"para. 7",
	    "recital 47",    "§ 7",	  "§§ 7",	"C-311/18"};
	static const char *const right[] = {"smart 7", "article", "part 7",
					    "the sec of 7", "7 art"};
	struct letter_fault fault;
	char made[512];

	(void)state;
	for (size_t i = 0; i < sizeof(wrong) / sizeof(wrong[0]); i++) {
		if (edit("a b c", "b", wrong[i], &fault, made) !=
		    LENS_MALFORMED)
			fail_msg("%s is taken", wrong[i]);
		assert_non_null(strstr(fault.sentence, wrong[i]));
	}
	for (size_t i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		if (edit("a b c", "b", right[i], &fault, made) != LENS_OK)
			fail_msg("%s: %s", right[i], fault.sentence);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(any_passage_becomes_another_and_marks_stay_pairs),
	    RUN(a_citation_ends_where_its_words_do),
	    RUN(what_is_put_in_is_a_value_and_its_norms_are_marked),
	    RUN(what_looks_like_a_norm_and_is_none_is_refused),
	};

	return cmocka_run_group_tests(tests, open_set, close_set);
}
