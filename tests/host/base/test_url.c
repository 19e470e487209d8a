/* test_url.c: whose server an address names, however it is dressed. */
#include "test.h"

#include <lenscap/base.h>

static void gives(const char *url, const char *host)
{
	char out[BASE_HOST_MAX];

	if (!base_url_host(url, out) || strcmp(out, host) != 0)
		fail_msg("%s: \"%s\", not \"%s\"", url, out, host);
}

static void refuses(const char *url)
{
	char out[BASE_HOST_MAX] = "x";

	if (base_url_host(url, out))
		fail_msg("%s: \"%s\"", url, out);
	assert_string_equal(out, "");
}

TEST(cuts_a_host_out_of_an_address)
{
	(void)state;
	gives("https://example.org/a/b?c#d", "example.org");
	gives("http://example.org?c", "example.org");
	gives("https://example.org#d", "example.org");
	gives("https://example.org", "example.org");
	gives("HTTPS://WWW.Example.ORG/A", "www.example.org");
	gives("example.org/a", "example.org");
	gives("//example.org/a", "example.org");
	gives("https:///example.org/a", "example.org");
	gives("https://example.org./", "example.org");
	gives("https://exampl%65.org/", "example.org");
	gives("https://a_b-c.example.org/", "a_b-c.example.org");
}

TEST(is_not_led_by_a_user_name)
{
	(void)state;
	gives("https://a@b/", "b");
	gives("https://mine.example@evil.example/", "evil.example");
	gives("https://u:p@evil.example:8080/", "evil.example");
	gives("https://u@v@evil.example/", "evil.example");
	/* These belong to the path: the host has ended. */
	gives("https://evil.example/@mine.example", "evil.example");
	gives("https://evil.example\\@mine.example", "evil.example");
	gives("https:\\\\evil.example/mine.example", "evil.example");
	gives("https://evil.example?@mine.example", "evil.example");
	gives("https://evil.example#@mine.example", "evil.example");
	refuses("https://mine.example%2f@/");
}

TEST(leaves_the_port_out)
{
	(void)state;
	gives("https://example.org:8443/", "example.org");
	gives("example.org:80", "example.org");
	gives("https://example.org:/", "example.org");
	refuses("https://example.org:http/");
	refuses("https://example.org:80:90/");
	refuses("https://:80/");
}

TEST(keeps_numeric_addresses)
{
	(void)state;
	gives("http://127.0.0.1:8/x", "127.0.0.1");
	gives("http://[::1]/", "[::1]");
	gives("http://[2001:DB8::1]:8080/", "[2001:db8::1]");
	gives("http://u@[::ffff:10.0.0.1]/", "[::ffff:10.0.0.1]");
	refuses("http://[::1/");
	refuses("http://[::1]x/");
	refuses("http://[fe80::1%25eth0]/");
	refuses("http://[]/");
}

/* IANA's names for tests, in the root zone from 2007 to 2013, and others that
 * are registered. */
static const char *const idn[][2] = {
    {"http://\u4f8b\u3048.\u30c6\u30b9\u30c8/", "xn--r8jz45g.xn--zckzah"},
    {"http://\u0438\u0441\u043f\u044b\u0442\u0430\u043d\u0438\u0435/",
     "xn--80akhbyknj4f"},
    {"http://\u6e2c\u8a66/", "xn--g6w251d"},
    {"http://\u03b4\u03bf\u03ba\u03b9\u03bc\u03ae/", "xn--jxalpdlp"},
    {"http://\ud14c\uc2a4\ud2b8/", "xn--9t4b11yi5a"},
    {"https://b\u00fccher.example/", "xn--bcher-kva.example"},
    {"https://M\u00dcNCHEN.de/", "xn--mnchen-3ya.de"},
    /* The first and the last capital, and the sign between them. */
    {"https://\u00c0.example/", "xn--0ca.example"},
    {"https://\u00d8.example/", "xn--pda.example"},
    {"https://\u00de.example/", "xn--vda.example"},
    {"https://\u00d7.example/", "xn--rca.example"},
    {"https://b%C3%BCcher.example/", "xn--bcher-kva.example"},
    {"https://b\u00fccher\u3002example/", "xn--bcher-kva.example"},
    {"http://\uff11\uff12\uff17.0.0.2/", "127.0.0.2"},
    {"http://%EF%BC%A1\uff0eexample/", "a.example"},
};

TEST(writes_unicode_names_as_they_are_registered)
{
	(void)state;
	for (size_t i = 0; i < sizeof(idn) / sizeof(idn[0]); i++) {
		gives(idn[i][0], idn[i][1]);
		gives(idn[i][1], idn[i][1]);
	}
	refuses("https://\xff.example/");
	refuses("https://\xc3/");
}

TEST(refuses_what_is_no_host)
{
	char many[400];

	(void)state;
	refuses("");
	refuses("https://");
	refuses("https://a..b/");
	refuses("https://./");
	refuses("https://.a/");
	refuses("https://a b/");
	refuses("https://a%20b/");
	refuses("https://a%00b/");
	refuses("https://a%2fb/");
	refuses("https://a%4/");
	refuses("https://a<b/");
	refuses("mailto:a@b c");
	memset(many, 'a', sizeof(many));
	many[63] = '\0';
	gives(many, many);
	many[63] = 'a';
	many[64] = '\0';
	refuses(many);
	for (size_t i = 0; i < sizeof(many); i++)
		many[i] = i % 2 ? '.' : 'a';
	many[255] = '\0';
	many[254] = 'a';
	gives(many, many);
	many[255] = '.';
	many[256] = 'a';
	many[257] = '\0';
	refuses(many);
}

TEST(knows_what_is_below_a_site)
{
	(void)state;
	assert_true(base_host_is_within("spokeo.com", "spokeo.com"));
	assert_true(base_host_is_within("img.spokeo.com", "www.spokeo.com"));
	assert_true(base_host_is_within("www.spokeo.com", "spokeo.com"));
	assert_false(base_host_is_within("notspokeo.com", "spokeo.com"));
	assert_false(base_host_is_within("spokeo.com.evil", "spokeo.com"));
	assert_false(base_host_is_within("com", "spokeo.com"));
	assert_false(base_host_is_within("spokeo.com", ""));
	assert_false(base_host_is_within("", "spokeo.com"));
	assert_false(base_host_is_within("www.com", "www."));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(cuts_a_host_out_of_an_address),
	    RUN(is_not_led_by_a_user_name),
	    RUN(leaves_the_port_out),
	    RUN(keeps_numeric_addresses),
	    RUN(writes_unicode_names_as_they_are_registered),
	    RUN(refuses_what_is_no_host),
	    RUN(knows_what_is_below_a_site),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
