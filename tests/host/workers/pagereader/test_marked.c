/* test_marked.c: persons that a page's elements are marked as. */
#include <string.h>

#include "test.h"

#include "said.h"

#define SCHEMA "itemscope itemtype='https://schema.org/"
#define PERSON SCHEMA "Person'"

static const struct {
	const char *name, *html, *expected;
} cases[] = {
    {"microdata",
     "<div " PERSON "><h3 itemprop=name>Jane <b>Doe</b></h3>"
     "<span itemprop='jobTitle'>Glazier</span><a itemprop=sameAs "
     "href=//b.example/j>b</a><meta itemprop=birthDate content=1990-05-17>"
     "<a itemprop=email href='mailto:j@a.example?subject=x'>write</a></div>"
     "<p itemprop=name>Nobody</p>",
     "person 1 name: Jane Doe\nperson 1 jobTitle: Glazier\n"
     "person 1 sameAs: https://b.example/j\n"
     "person 1 birthDate: 1990-05-17\nperson 1 email: j@a.example\n"
     "reach 0 email: j@a.example\n"},
    {"what is said of an employer is the employer's",
     "<div " PERSON "><p itemprop=name>Jane</p><div itemprop=worksFor " SCHEMA
     "Organization'><b itemprop=name>Acme</b><i itemprop=address>Bonn</i>"
     "<i itemprop=telephone>1</i></div><div itemprop=homeLocation " SCHEMA
     "Place'><div itemprop=address " SCHEMA
     "PostalAddress'><span itemprop=addressLocality>Berlin</span></div></div>"
     "<p itemprop=jobTitle>Glazier</p></div>",
     "person 1 name: Jane\nperson 1 worksFor: Acme\n"
     "person 1 homeLocation: Berlin\nperson 1 jobTitle: Glazier\n"},
    {"who wrote it, and whom it is about",
     "<html " SCHEMA "Article'><div itemprop=author " PERSON
     "><a itemprop=url href=/a><span itemprop=name>A</span></a></div>"
     "<div itemprop=about " PERSON "><p itemprop=name>B</div>",
     "byline 1 url: https://a.example/a\nbyline 1 name: A\n"
     "person 2 name: B\n"},
    {"a profile, and its person within it",
     "<body " SCHEMA "ProfilePage'><main itemprop=mainEntity " PERSON
     "><ul><li itemprop=name>Jane<li itemprop=address>Berlin</ul>",
     "type 0 type: ProfilePage\nperson 1 name: Jane\n"
     "person 1 address: Berlin\n"},
    {"others of schema.org are nobody",
     "<div " SCHEMA "Organization'><p itemprop=name>Acme</p></div>"
     "<div " SCHEMA "Product'><p itemprop=name>Glass</p></div>"
     "<div itemscope><p itemprop=name>x</p></div>",
     ""},
    {"RDFa Lite",
     "<div vocab='http://schema.org/' typeof=Person><span property=name>Jane"
     "</span><div property=worksFor typeof=Organization><span "
     "property=name>Acme</span></div><a property=sameAs href=/x>x</a></div>",
     "person 1 name: Jane\nperson 1 worksFor: Acme\n"
     "person 1 sameAs: https://a.example/x\n"},
    {"RDFa with prefixes, and FOAF",
     "<div typeof=foaf:Person><b property='foaf:name'>Jane</b><i "
     "property='foaf:nick'>j42</i><meta property=og:url content=/no></div>"
     "<div typeof='schema:Person'><b property=schema:name>Ann</b></div>"
     "<div typeof='other:Person'><b property=schema:name>No</b></div>",
     "person 1 name: Jane\nperson 1 alternateName: j42\n"
     "says 0 og:url: /no\nperson 2 name: Ann\n"},
    {"h-card",
     "<div class='h-card big'><img class=u-photo src=a.jpg alt=x><a "
     "class='p-name u-url' href=/>Jane Doe</a><span class=p-org>Acme</span>"
     "<div class='p-adr h-adr'><span class=p-locality>Berlin</span></div>"
     "<abbr class=p-tel title=+491>1</abbr><time class=dt-bday "
     "datetime=1990-05-17>May</time><a class=u-email href=mailto:j@a.example>"
     "x</a></div><b class=p-name>Nobody</b>",
     "person 1 url: https://a.example/\nperson 1 name: Jane Doe\n"
     "person 1 worksFor: Acme\nperson 1 address: Berlin\n"
     "person 1 telephone: +491\nperson 1 birthDate: 1990-05-17\n"
     "person 1 email: j@a.example\nreach 0 email: j@a.example\n"},
    {"an h-card of nothing but its text",
     "<a class=h-card href=/j rel=me>Jane <i>Doe</i></a>",
     "rel 0 me: https://a.example/j\nperson 1 name: Jane Doe\n"},
    {"an employer that is a card, too",
     "<div class=h-card><b class=p-name>Jane</b><a class='p-org h-card' "
     "href=https://acme.example>Acme</a></div>",
     "person 1 name: Jane\nperson 1 worksFor: Acme\n"},
    {"an entry's author, and a blog's",
     "<article class=h-entry><h3 class=p-name>A day</h3><a class='p-author "
     "h-card' href=/>Jane</a></article><span class='author vcard'>By <a "
     "class='url fn n' href=/author/ann>Ann</a></span>",
     "byline 1 name: Jane\nbyline 2 url: https://a.example/author/ann\n"
     "byline 2 name: Ann\n"},
    {"hCard",
     "<div class=vcard><span class=fn>Jane</span><span class=nickname>j42"
     "</span><div class=adr><span class=locality>Berlin</span></div><span "
     "class=org>Acme</span><span class=role>Glazier</span></div>"
     "<span class=fn>Nobody</span>",
     "person 1 name: Jane\nperson 1 alternateName: j42\n"
     "person 1 address: Berlin\nperson 1 worksFor: Acme\n"
     "person 1 jobTitle: Glazier\n"},
    {"classes that only look like a card's",
     "<div class='h-10 h-full card profile'><b class=p-name>x</b></div>"
     "<div class=name itemprop=name>x</div>",
     ""},
    {"a link within says where",
     "<div " PERSON "><b itemprop=name>Jane</b><ul><li itemprop=url><a "
     "rel=nofollow href=//jane.example>x</a><li itemprop=social>Also <a "
     "href=//b.example/@j>y</a></ul></div>",
     "person 1 name: Jane\nperson 1 url: https://jane.example/\n"
     "person 1 sameAs: https://b.example/@j\n"},
    {"what is not shown to anybody",
     "<template><div " PERSON "><b itemprop=name>x</b></div></template>"
     "<noscript><a class=h-card href=/x>y</a></noscript><!-- <p " PERSON
     "><b itemprop=name>x</b></p> -->",
     ""},
    {"elements that are not closed, or closed twice",
     "<div " PERSON "><p><b><i itemprop=name>Jane</b></p></i></div></div>"
     "<p itemprop=jobTitle>no</p><div " PERSON "><p itemprop=name>Ann",
     "person 1 name: Jane\nperson 2 name: Ann\n"},
    {"what elements elsewhere say of it, before and behind",
     "<ul id=b><li itemprop=jobTitle>Glazier<li itemprop=sameAs><a href="
     "//b.example/j>y</a></ul><div " PERSON " itemref='a b  c'><b itemprop="
     "name>Jane</b></div><p id=a>Born <time itemprop=birthDate datetime="
     "1990-05-17>May</time><b>x</b></p><p itemprop=email>no</p>"
     "<meta id=c itemprop=telephone content=+491><p id=a itemprop=email>no",
     "person 1 name: Jane\nperson 1 jobTitle: Glazier\n"
     "person 1 sameAs: https://b.example/j\n"
     "person 1 birthDate: 1990-05-17\nperson 1 telephone: +491\n"},
    {"one address of two, in turn in two parts; an employer's is nobody's",
     "<div " PERSON " itemref=x><b itemprop=name>Jane</b></div><div " PERSON
     " itemref=x><b itemprop=name>Ann</b><p itemprop=worksFor " SCHEMA
     "Organization' itemref=y><i itemprop=name>Acme</i></p></div><p id=x "
     "itemprop=address " SCHEMA "PostalAddress' itemref=y><i itemprop="
     "addressLocality>Bonn</i></p><p id=y><i itemprop=postalCode>1</i></p>",
     "person 1 name: Jane\nperson 2 name: Ann\nperson 2 worksFor: Acme\n"
     "person 1 address: Bonn\nperson 2 address: Bonn\n"
     "person 1 address: 1\nperson 2 address: 1\n"},
    {"somebody else in it is told once; what nobody sees, not at all",
     "<div " PERSON " itemref='a t'><b itemprop=name>Jane</b></div><div id=a>"
     "<i itemprop=jobTitle>Glazier</i><p " PERSON "><b itemprop=name>Ann</b>"
     "<i itemprop=jobTitle>Baker</i></p></div><template><p id=t itemprop="
     "email>x</p></template>",
     "person 1 name: Jane\nperson 2 name: Ann\nperson 2 jobTitle: Baker\n"
     "person 1 jobTitle: Glazier\n"},
    {"whom nothing marks as a person has no words elsewhere",
     "<div " SCHEMA "Product' itemref=a></div><p id=a itemprop=name>x</p>"
     "<p itemref=a itemprop=name>x</p>",
     ""},
};

TEST(tells_whom_elements_are_marked_as)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		print_message("# %s\n", cases[i].name);
		said_of_page(cases[i].html, cases[i].expected);
	}
}

TEST(ends_whatever_is_within_whatever)
{
	struct base_buffer page;
	struct read_page got;

	(void)state;
	base_buffer_init(&page, 8u << 20);
	assert_int_equal(
	    base_buffer_add_text(&page, "<div " PERSON " itemref='a a b c'>"),
	    LENS_OK);
	for (unsigned i = 0; i < 20000; i++)
		assert_int_equal(
		    base_buffer_add_text(
			&page, "<div " PERSON "><b itemprop='name url email "
			       "telephone address'><p class='h-card p-org'>x"
			       "<i id=a itemprop=address itemscope itemref='a "
			       "b'>y<i id=b itemprop=name>z"),
		    LENS_OK);
	read_page(page.data, page.size, "https://a.example/", &got);
	assert_int_equal(got.answer.status, IPC_PAGE_OK);
	read_page_free(&got);
	base_buffer_free(&page);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(tells_whom_elements_are_marked_as),
	    RUN(ends_whatever_is_within_whatever),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
