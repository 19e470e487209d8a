/* test_address.c: RFC 3986's own examples, and what browsers make of others. */
#include "test.h"

#include <lenscap/base_address.h>

static void address_is(const char *base, const char *written,
		       const char *expected)
{
	struct base_buffer clean_base, clean, out;

	base_buffer_init(&clean_base, 4096);
	base_buffer_init(&clean, 4096);
	base_buffer_init(&out, 4096);
	assert_int_equal(base_address_clean(base_view_of(base), &clean_base),
			 LENS_OK);
	assert_int_equal(base_address_clean(base_view_of(written), &clean),
			 LENS_OK);
	assert_int_equal(base_address_resolve(base_buffer_view(&clean_base),
					      base_buffer_view(&clean), &out),
			 LENS_OK);
	assert_int_equal(base_buffer_add(&out, "", 1), LENS_OK);
	if (strcmp((const char *)out.data, expected) != 0)
		print_message("# %s in %s\n", written, base);
	assert_string_equal((const char *)out.data, expected);
	base_buffer_free(&clean_base);
	base_buffer_free(&clean);
	base_buffer_free(&out);
}

/* RFC 3986, 5.4; fragments are dropped here. */
TEST(resolves_the_examples_of_the_standard)
{
	static const char *const examples[][2] = {
	    {"g", "http://a/b/c/g"},
	    {"./g", "http://a/b/c/g"},
	    {"g/", "http://a/b/c/g/"},
	    {"/g", "http://a/g"},
	    {"?y", "http://a/b/c/d;p?y"},
	    {"g?y", "http://a/b/c/g?y"},
	    {"g#s", "http://a/b/c/g"},
	    {"g?y#s", "http://a/b/c/g?y"},
	    {";x", "http://a/b/c/;x"},
	    {"g;x", "http://a/b/c/g;x"},
	    {"g;x?y#s", "http://a/b/c/g;x?y"},
	    {".", "http://a/b/c/"},
	    {"./", "http://a/b/c/"},
	    {"..", "http://a/b/"},
	    {"../", "http://a/b/"},
	    {"../g", "http://a/b/g"},
	    {"../..", "http://a/"},
	    {"../../", "http://a/"},
	    {"../../g", "http://a/g"},
	    {"../../../g", "http://a/g"},
	    {"../../../../g", "http://a/g"},
	    {"/./g", "http://a/g"},
	    {"/../g", "http://a/g"},
	    {"g.", "http://a/b/c/g."},
	    {".g", "http://a/b/c/.g"},
	    {"g..", "http://a/b/c/g.."},
	    {"..g", "http://a/b/c/..g"},
	    {"./../g", "http://a/b/g"},
	    {"./g/.", "http://a/b/c/g/"},
	    {"g/./h", "http://a/b/c/g/h"},
	    {"g/../h", "http://a/b/c/h"},
	    {"g;x=1/./y", "http://a/b/c/g;x=1/y"},
	    {"g;x=1/../y", "http://a/b/c/y"},
	    {"g?y/./x", "http://a/b/c/g?y/./x"},
	    {"g?y/../x", "http://a/b/c/g?y/../x"},
	    {"//g", "http://g/"}, /* a browser's slash */
	    {"//g/h", "http://g/h"},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(examples) / sizeof(examples[0]); i++)
		address_is("http://a/b/c/d;p?q", examples[i][0],
			   examples[i][1]);
	address_is("http://a/b/c/d;p?q", "g:h", "g:h");
}

TEST(spells_addresses_as_browsers_do)
{
	static const char base[] = "https://Example.ORG/Dir/page.html";

	(void)state;
	address_is(base, " \n a.jpg\t ", "https://example.org/Dir/a.jpg");
	address_is(base, "a\n b.jpg", "https://example.org/Dir/a%20b.jpg");
	address_is(base, "\xc3\xa4.jpg", "https://example.org/Dir/%C3%A4.jpg");
	address_is(base, "x\\y.jpg", "https://example.org/Dir/x/y.jpg");
	address_is(base, "a.jpg?x\\y", "https://example.org/Dir/a.jpg?x\\y");
	address_is(base, "%2e%2E/a.jpg", "https://example.org/a.jpg");
	address_is(base, "a.jpg?q='\"<>",
		   "https://example.org/Dir/"
		   "a.jpg?q=%27%22%3C%3E");
	address_is(base, "HTTP://WWW.A.B/C.jpg", "http://www.a.b/C.jpg");
	address_is(base, "https:/a.jpg", "https://example.org/a.jpg");
	address_is(base, "HTTPS:a.jpg?b", "https://example.org/Dir/a.jpg?b");
	address_is(base, "https:?b", "https://example.org/Dir/page.html?b");
	address_is(base, "https:///a.b/c.jpg", "https://a.b/c.jpg");
	address_is(base, "///a.b/c.jpg", "https://a.b/c.jpg");
	address_is(base, "\\\\\\a.b/c.jpg", "https://a.b/c.jpg");
	address_is("file:///a/b", "///c/d", "file:///c/d");
	address_is("https://a.b", "c.jpg", "https://a.b/c.jpg");
	address_is("https://a.b?q=/x/", "c.jpg", "https://a.b/c.jpg");
}

TEST(leaves_relative_what_has_no_base)
{
	(void)state;
	address_is("", "page_files/a.jpg", "page_files/a.jpg");
	address_is("", "./page_files/a.jpg", "page_files/a.jpg");
	address_is(".", "page_files/a.jpg", "page_files/a.jpg");
	address_is("sub/", "./a.jpg", "sub/a.jpg");
	address_is("", "../a.jpg", "../a.jpg");
	address_is("", "a/../../../b.jpg", "../../b.jpg");
	address_is("", "/a.jpg", "/a.jpg");
	address_is("", "//cdn.example/a.jpg", "https://cdn.example/a.jpg");
	address_is("about:blank", "a.jpg", "a.jpg");
}

TEST(refuses_an_empty_reference)
{
	struct base_buffer out;

	(void)state;
	base_buffer_init(&out, 100);
	assert_int_equal(base_address_resolve(base_view_of("http://a/b"),
					      base_view_of(""), &out),
			 LENS_MALFORMED);
	assert_int_equal(out.size, 0);
	base_buffer_free(&out);
}

TEST(refuses_to_grow_past_its_room)
{
	struct base_buffer out;

	(void)state;
	base_buffer_init(&out, 10);
	assert_int_equal(base_address_resolve(base_view_of("http://a/b"),
					      base_view_of("0123456789"), &out),
			 LENS_TOO_BIG);
	base_buffer_free(&out);
}

TEST(knows_the_names_of_pictures)
{
	(void)state;
	assert_true(
	    base_address_names_picture(base_view_of("a/b.JPG?x=.html")));
	assert_true(base_address_names_picture(base_view_of("b.avif")));
	assert_false(base_address_names_picture(base_view_of("b.html?x=.jpg")));
	assert_false(base_address_names_picture(base_view_of(".jpg")));
	assert_false(base_address_names_picture(base_view_of("")));
	assert_true(base_address_has_ending(base_view_of("/u/a.b")));
	assert_true(base_address_has_ending(base_view_of("/u/a.html?b/c")));
	assert_false(base_address_has_ending(base_view_of("/u.b/avatar#a.b")));
	assert_false(base_address_has_ending(base_view_of("")));
}

TEST(spells_hosts_as_they_are_looked_up)
{
	(void)state;
	address_is("",
		   "http://b\xc3\xbc"
		   "cher.example/a b.jpg",
		   "http://xn--bcher-kva.example/a%20b.jpg");
	address_is("https://B\xc3\x9c"
		   "CHER.example/x",
		   "/y", "https://xn--bcher-kva.example/y");
	address_is("", "https://me:pw@A.example:443",
		   "https://me:pw@a.example/");
	address_is("", "http://a.example:80/x", "http://a.example/x");
	address_is("", "http://a.example:443/x", "http://a.example:443/x");
	address_is("https://a.example/", "//b.example:443/x",
		   "https://b.example/x");
	address_is("", "http://[::1]:8080/x", "http://[::1]:8080/x");
	/* What is no host stays, for whoever asks there to refuse. */
	address_is("", "http://a b/x", "http://a%20b/x");
}

static void address_typed_is(const char *typed, const char *expected)
{
	char *address = base_address_typed(typed);

	if (expected == NULL)
		assert_null(address);
	else
		assert_string_equal(address, expected);
	free(address);
}

TEST(takes_addresses_as_people_type_them)
{
	(void)state;
	address_typed_is(" HTTPS://B\xc3\xbc"
			 "cher.Example/K\xc3\xa4se.jpg#x ",
			 "https://xn--bcher-kva.example/K%C3%A4se.jpg");
	address_typed_is("http://a.example/my photo.jpg",
			 "http://a.example/my%20photo.jpg");
	address_typed_is("example.org", "https://example.org/");
	address_typed_is("Example.org/me?x#y", "https://example.org/me?x");
	address_typed_is("example.org:8080/x", "https://example.org:8080/x");
	address_typed_is("//example.org/x", "https://example.org/x");
}

TEST(refuses_to_take_what_is_no_address_of_the_web)
{
	(void)state;
	address_typed_is("", NULL);
	address_typed_is("photo", NULL);
	address_typed_is("/etc/passwd", NULL);
	address_typed_is("file:///etc/passwd", NULL);
	address_typed_is("javascript:alert(1)", NULL);
	address_typed_is("mailto:me@example.org", NULL);
	address_typed_is("ftp://a.example/x", NULL);
	address_typed_is("http:/a.example", NULL);
}

TEST(a_login_is_a_whole_part_of_host_or_path)
{
	static const char *const logins[] = {
	    "https://login.example/",
	    "https://a.example/login",
	    "https://a.example/LogIn.php",
	    "https://a.example/x/wp-login.php?a",
	    "a.example/sign_in#b",
	    "https://signin.a.example",
	    "/login?next=https://a.example/me",
	    "//a.example/login",
	};
	static const char *const others[] = {
	    "https://a.example/",
	    "https://blogin.example/",
	    "https://a.example/logins",
	    "https://a.example/?next=/login",
	    "https://a.example/a#/login",
	    "https://a.example/my-login-page",
	    "https://a.example/p?u=login",
	    "",
	    "/me?next=https://login.example/",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(logins) / sizeof(*logins); i++)
		if (!base_address_is_login(logins[i], NULL))
			fail_msg("no login: %s", logins[i]);
	for (size_t i = 0; i < sizeof(others) / sizeof(*others); i++)
		if (base_address_is_login(others[i], NULL))
			fail_msg("a login: %s", others[i]);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_login_is_a_whole_part_of_host_or_path),
	    RUN(resolves_the_examples_of_the_standard),
	    RUN(spells_addresses_as_browsers_do),
	    RUN(spells_hosts_as_they_are_looked_up),
	    RUN(takes_addresses_as_people_type_them),
	    RUN(refuses_to_take_what_is_no_address_of_the_web),
	    RUN(leaves_relative_what_has_no_base),
	    RUN(refuses_an_empty_reference),
	    RUN(refuses_to_grow_past_its_room),
	    RUN(knows_the_names_of_pictures),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
