/* test_page.c: what is found in pages, feature by feature. */
#include "test.h"

#include "read_page.h"

#define HERE "https://a.example/dir/page.html"

TEST(finds_pictures_wherever_html_puts_them)
{
	(void)state;
	read_page_expect("<img src=a.jpg alt=' A\n cat ' width=640 height=480>",
			 HERE,
			 "img https://a.example/dir/a.jpg 640x480 'A cat'\n");
	read_page_expect("<image src=a.jpg>", NULL, "img a.jpg\n");
	read_page_expect("<input type=image src=a.jpg>", NULL, "img a.jpg\n");
	read_page_expect("<video poster=a.jpg></video>", NULL,
			 "poster a.jpg\n");
	read_page_expect("<td background=a.jpg>", NULL, "css a.jpg\n");
	read_page_expect("<object data=a.jpg></object><embed src=b.png>", NULL,
			 "img a.jpg\nimg b.png\n");
	read_page_expect("<a href=x/a.JPEG?b>x</a><area href=b.png>", NULL,
			 "anchor x/a.JPEG?b\nanchor b.png\n");
	read_page_expect("<svg><image href=a.jpg></image>"
			 "<image xlink:href=b.jpg /></svg>",
			 NULL, "svg a.jpg\nsvg b.jpg\n");
	read_page_expect("<noscript><img src=a.jpg></noscript>"
			 "<template><img src=b.jpg></template>",
			 NULL, "img a.jpg\nimg b.jpg hidden\n");
}

TEST(refuses_what_is_no_picture)
{
	(void)state;
	read_page_expect(
	    "<a href=page.html>x</a><object data=a.pdf>"
	    "<iframe src=a.jpg></iframe><script src=a.jpg></script>"
	    "<video src=a.mp4></video><source src=a.mp3>"
	    "<link rel=stylesheet href=a.css>"
	    "<meta name=description content=a.jpg>"
	    "<img alt=x><img src=''><img src='#x'>"
	    "<img src=javascript:a.jpg><img src=about:blank>"
	    "<!-- <img src=a.jpg> --><xmp><img src=a.jpg></xmp>"
	    "<textarea><img src=a.jpg></textarea>"
	    "<div data-src=a.js>",
	    NULL, "");
}

TEST(takes_the_largest_of_a_srcset)
{
	(void)state;
	read_page_expect("<img srcset='a.jpg 320w, b.jpg 1280w,c.jpg 640w'>",
			 NULL, "srcset b.jpg 1280x0\n");
	read_page_expect("<img srcset='a.jpg, b.jpg 1.5x, c.jpg 3x'>", NULL,
			 "srcset c.jpg\n");
	read_page_expect("<img srcset='a,b.jpg 2x'>", NULL, "srcset a,b.jpg\n");
	read_page_expect("<img srcset='a.jpg,, b.jpg 2x,'>", NULL,
			 "srcset b.jpg\n");
	read_page_expect("<img srcset='a.jpg 100w 50h, b.jpg 90w'>", NULL,
			 "srcset a.jpg 100x0\n");
	read_page_expect("<img srcset='a.jpg (x, y) 2x, b.jpg'>", NULL,
			 "srcset a.jpg\n");
	read_page_expect("<img srcset='a.jpg infx, b.jpg nanw, c.jpg 2x'>",
			 NULL, "srcset c.jpg\n");
	read_page_expect("<picture><source srcset='a.webp 2x,b.webp'>"
			 "<img src=c.jpg></picture>",
			 NULL, "source a.webp\nimg c.jpg\n");
	read_page_expect("<img srcset=' , '>", NULL, "");
}

TEST(finds_pictures_that_load_lazily)
{
	(void)state;
	read_page_expect("<img src='data:image/svg+xml,x' data-src=a.jpg>"
			 "<img data-srcset='b.jpg 2x, c.jpg'>"
			 "<img data-original=d.jpg><img data-lazy-src=e.php>"
			 "<div data-bg=f.jpg><div data-bg='url(g.jpg)'>"
			 "<div data-src=h.jpg>",
			 NULL,
			 "img a.jpg\nsrcset b.jpg\nimg d.jpg\nimg e.php\n"
			 "css f.jpg\ncss g.jpg\nimg h.jpg\n");
}

TEST(finds_the_pictures_of_style_sheets)
{
	(void)state;
	read_page_expect("<p style='background:url(a.jpg)'>"
			 "<p style=\"background: URL( &quot;b c.jpg&quot; )\">",
			 NULL, "css a.jpg\ncss b%20c.jpg\n");
	read_page_expect("<style>/* url(no.jpg) */ a{b:url('a.jpg')}"
			 "c{d:url(\\62 .jpg),u\\72l(x) url(c\\)d.jpg)}"
			 "e{f:image-set('e.jpg' 1x)} g{h:'not url(i.jpg)'}"
			 "m{n:zurl(no.jpg) Zurl(no.jpg) 9url(no.jpg)}"
			 "i{j:url( k.jpg )}</style>",
			 NULL,
			 "css a.jpg\ncss b.jpg\ncss c)d.jpg\ncss e.jpg\n"
			 "css k.jpg\n");
	read_page_expect("<svg><style>a{b:url(a.jpg)}</style></svg>", NULL,
			 "css a.jpg\n");
}

TEST(refuses_what_style_sheets_only_seem_to_show)
{
	(void)state;
	read_page_expect("<style>@import url(a.css); @import 'b.css';"
			 "@font-face{src:url(c.woff)} d{e:url(f g.jpg)}"
			 "h{i:url()} j{k:myurl(l.jpg)} m{n:'o.jpg'}"
			 "p{q:url('r\n.jpg)} s{t:url(</style>",
			 NULL, "");
}

/* Where the pictures of a page are described further, one a line. */
static void page_expect_links(const char *html, const char *type,
			      const char *expected)
{
	static const char *const kinds[IPC_PAGE_LINK_KINDS] = {"sheet", "frame",
							       "refresh"};
	struct ipc_page_job job = {.bytes = strlen(html), .url = HERE};
	struct ipc_page answer = {0};
	struct base_view file = {(const uint8_t *)html, strlen(html)};
	uint8_t room[64];
	char *said = base_copy("");

	snprintf(job.type, sizeof(job.type), "%s", type);
	page_read(file, &job, room, sizeof(room), &answer);
	assert_int_equal(answer.status, IPC_PAGE_OK);
	for (unsigned i = 0; i < answer.link_count; i++) {
		char *more =
		    base_format("%s%s %s\n", said, kinds[answer.links[i].kind],
				answer.links[i].address);

		free(said);
		said = more;
	}
	for (unsigned i = 0; i < answer.count; i++) {
		char *more = base_format("%spicture %s\n", said,
					 answer.pictures[i].address);

		free(said);
		said = more;
	}
	assert_string_equal(said, expected);
	free(said);
	ipc_page_free(&answer);
}

TEST(leads_to_what_else_shows_pictures)
{
	(void)state;
	page_expect_links(
	    "<link rel=stylesheet href=a.css><style>@import url(b.css);"
	    "@import 'c.css' screen;@namespace url(http://n/);</style>"
	    "<iframe src=d.html></iframe><iframe srcdoc='x'></iframe>"
	    "<object type=text/html data=g.html></object><embed src=h.html>"
	    "<meta http-equiv=Refresh content='0;URL=/e'>"
	    "<link rel='alternate stylesheet' href=f.css>",
	    "text/html",
	    "sheet https://a.example/dir/a.css\n"
	    "sheet https://a.example/dir/b.css\n"
	    "sheet https://a.example/dir/c.css\n"
	    "frame https://a.example/dir/d.html\n"
	    "frame https://a.example/dir/g.html\n"
	    "refresh https://a.example/e\n");
}

TEST(follows_scripts_that_can_mean_nothing_else)
{
	static const char *const next[] = {
	    "<script>location='/next'</script>",
	    "<title>x</title><script>location.href = \"\\/next\"</script>",
	    "<script>window.location.replace(`/next`);</script>One moment.",
	    "<script>setTimeout(function () { top.location.assign('/next') "
	    "}, 0)</script>",
	    "<body onload=\"document.location='/next'\">",
	    "<noscript>Scripts, please.</noscript><script>window.onload=()=>{"
	    "location='/next'}</script>",
	    "<script>window.addEventListener(\"load\", function (e) {\n"
	    "hide()\nself.location.href = '/next';\n});</script>",
	    "<script>document.addEventListener('DOMContentLoaded', e => {"
	    "setTimeout(() => location.replace('/next'), 2 * 1000)})</script>",
	    "<script>setTimeout(\"location.href='/next'\", 10000)</script>",
	    "<script><!--\nvar a = '} {'.length; $b_ = [{}]\n"
	    "globalThis.location = '/next'\n//--></script>",
	    "<body onload=\"javascript:location='/next'\">",
	    "<script>user.location='/other';location='/next'</script>",
	};
	static const char *const nowhere[] = {
	    "<script>if (a) location='/next'</script>",
	    "<script>function next() { location='/next' }</script>",
	    "<script>b.addEventListener('click', () => { location='/next' })"
	    "</script>",
	    "<script>document.cookie='a';location='/next'</script>",
	    "<script>mylocation='/next'</script>",
	    "<script>location == '/next'</script>",
	    "<script>location.hash='/next'</script>",
	    "<script>x=location.pathname.replace('/next','')</script>",
	    "<script>location='/p/' + name</script>",
	    "<script>location=`/p/${name}`</script>",
	    "<script>location='/next</script>",
	    "<script>location=next</script><script>location</script>",
	    "<script type=text/template>location='/next'</script>",
	    "<script src=a.js></script><script>location='/next'</script>",
	    "<script>location='/next'</script><script src=a.js></script>",
	    "<template><script>location='/next'</script></template>",
	    "<!-- <script>location='/next'</script> --><p>",
	    "<script>const go = () => { location='/next' }</script>",
	    "<script>const go = () => location='/next'</script>",
	    "<script>window.go = function () {location='/next'}</script>",
	    "<script>isEditor && (location='/next')</script>",
	    "<script>isReader || location.replace('/next')</script>",
	    "<script>user.location = '/next'</script>",
	    "<script>user.window.location = '/next'</script>",
	    "<script>$location='/next';_location='/next'</script>",
	    "<script>Location='/next'</script>",
	    "<script>var location='/next'</script>",
	    "<script>// location='/next'</script>",
	    "<script>/* location='/next' */</script>",
	    "<script><!-- location='/next'</script>",
	    "<script>a = \"; location='/next'\"</script>",
	    "<script>a.title = \"location='/next'\"</script>",
	    "<script>onload = \"location='/next'\"</script>",
	    "<script>setTimeout(() => { location='/next' }, 1800000)</script>",
	    "<script>setTimeout(function () { location='/next' }, 10001)"
	    "</script>",
	    "<script>setTimeout(() => location='/next', 60 * 1000)</script>",
	    "<script>setTimeout(() => location.replace('/next'), 60000)"
	    "</script>",
	    "<script>setTimeout(() => location='/next', later)</script>",
	    "<script>setTimeout(\"location='/next'\", 99999999999999999999)"
	    "</script>",
	    "<script>user.setTimeout(() => location='/next')</script>",
	    "<script>image.onload = () => { location='/next' }</script>",
	    "<script>on('load', () => { location='/next' })</script>",
	    "<script>addEventListener('error', () => { location='/next' })"
	    "</script>",
	    "<script>go((location='/next'))</script>",
	    "<script>x = {a() { location='/next' }}</script>",
	    "<script>location = '/next'.slice(2)</script>",
	    "<script>location.assign = '/next'</script>",
	    "<script>})]; location='/next'</script>",
	};
	char *talks = base_alloc(1000, 1);

	(void)state;
	for (size_t i = 0; i < sizeof(next) / sizeof(next[0]); i++)
		page_expect_links(next[i], "text/html",
				  "refresh https://a.example/next\n");
	for (size_t i = 0; i < sizeof(nowhere) / sizeof(nowhere[0]); i++)
		page_expect_links(nowhere[i], "text/html", "");
	page_expect_links("<script>location='/next?to=' + here</script>",
			  "text/html", "refresh https://a.example/next?to=\n");
	strcpy(talks, next[0]);
	memset(talks + strlen(talks), 'a', 401);
	page_expect_links(talks, "text/html", "");
	free(talks);
}

TEST(reads_a_style_sheet_by_itself)
{
	static const char sheet[] = "@import \"a.css\";"
				    "b{c:url(d.jpg)} /* url(e.jpg) */"
				    "@font-face{src:url(f.woff)}<img src=g>";

	(void)state;
	page_expect_links(sheet, "text/css; charset=utf-8",
			  "sheet https://a.example/dir/a.css\n"
			  "picture https://a.example/dir/d.jpg\n");
	page_expect_links(sheet, "text/html",
			  "picture https://a.example/dir/g\n");
}

TEST(a_choice_of_sources_is_one_photo)
{
	static const char html[] =
	    "<picture><source srcset=a.jpg><source srcset=b.webp>"
	    "<img src=c.jpg></picture><img src=d.jpg>";
	struct read_page page;

	(void)state;
	read_page(html, sizeof(html) - 1, HERE, &page);
	assert_int_equal(page.answer.count, 4);
	assert_int_equal(page.answer.pictures[1].same, 0);
	assert_int_equal(page.answer.pictures[2].same, 0);
	assert_int_equal(page.answer.pictures[3].same, 3);
	read_page_free(&page);
}

TEST(finds_what_the_head_declares)
{
	(void)state;
	read_page_expect(
	    "<meta property=og:image content=a.jpg>"
	    "<meta name='twitter:image' content=b.jpg>"
	    "<meta itemprop=image content=c.jpg>"
	    "<link rel='shortcut icon' href=d.ico>"
	    "<link rel=icon sizes='16x16 192x192' href=e.png>"
	    "<link rel=apple-touch-icon sizes=180x180 href=f.png>"
	    "<link rel=image_src href=g.jpg>"
	    "<link rel=preload as=image href=h.jpg imagesrcset='i.jpg 9w'>"
	    "<link rel=preload as=font href=j.jpg>",
	    HERE,
	    "meta https://a.example/dir/a.jpg\n"
	    "meta https://a.example/dir/b.jpg\n"
	    "meta https://a.example/dir/c.jpg\n"
	    "link https://a.example/dir/d.ico icon\n"
	    "link https://a.example/dir/e.png icon 192x192\n"
	    "link https://a.example/dir/f.png icon 180x180\n"
	    "link https://a.example/dir/g.jpg\n"
	    "link https://a.example/dir/h.jpg\n"
	    "link https://a.example/dir/i.jpg icon 9x0\n");
}

#define JSON(text) "<script type='application/ld+json'>" text "</script>"

TEST(finds_the_pictures_of_linked_data)
{
	(void)state;
	read_page_expect(JSON("{\"image\":\"https:\\/\\/b.example\\/a.jpg\"}"),
			 NULL, "json-ld https://b.example/a.jpg\n");
	read_page_expect(
	    JSON("{\"image\":[\"a.jpg\",{\"@type\":\"ImageObject\","
		 "\"url\":\"\\u0062.jpg\",\"x\":{\"url\":\"no\"}}]}"),
	    NULL, "json-ld a.jpg\njson-ld b.jpg\n");
	read_page_expect(JSON("[{\"@graph\":[{\"contentUrl\":\"a.jpg?x\","
			      "\"@type\":[\"ImageObject\"],\"url\":\"b\"}]}]"),
			 NULL, "json-ld b\njson-ld a.jpg?x\n");
	read_page_expect(JSON("{\"thumbnailUrl\":[\"a\",\"b\"],\"logo\":"
			      "{\"url\":\"c\"}}"),
			 NULL, "json-ld a\njson-ld b\njson-ld c\n");
	read_page_expect(JSON("{\"image\":\"\\ud83d\\ude00\\u0041.jpg\"}"),
			 NULL, "json-ld %F0%9F%98%80A.jpg\n");
}

TEST(refuses_linked_data_that_is_no_picture)
{
	(void)state;
	read_page_expect(JSON("{\"url\":\"https://x/\",\"name\":\"a.jpg\","
			      "\"x\":{\"@type\":\"VideoObject\","
			      "\"contentUrl\":\"v.mp4\",\"url\":\"w\"}}"),
			 NULL, "");
	read_page_expect(JSON("{\"image\":\"a\\x.jpg\"}{\"image\":\"b\nc\"}"
			      "{\"image\":\"\\u12\"}{\"image\":\"open"),
			 NULL, "");
	read_page_expect("<script>{\"image\":\"a.jpg\"}</script>", NULL, "");
	read_page_expect(JSON("]]}}{\"image\":\"a.jpg\""), NULL,
			 "json-ld a.jpg\n");
}

TEST(decodes_pictures_inside_the_page)
{
	static const char html[] =
	    "<img src='data:image/png;base64,iVBO Rw0='>"
	    "<img src='data:image/jpeg,%ff%d8x'>"
	    "<img src='DATA:image/gif ; BASE64 ,R0lG'>"
	    "<p style=\"background:url(data:image/webp;base64,QUJD)\">"
	    "<img srcset='data:image/png;base64,QUE%3D 2x'>";
	struct read_page page;

	(void)state;
	read_page(html, strlen(html), NULL, &page);
	assert_int_equal(page.answer.count, 5);
	for (unsigned i = 0; i < 5; i++)
		assert_int_equal(page.answer.pictures[i].place,
				 IPC_PAGE_INSIDE);
	assert_memory_equal(page.room, "\x89PNG\r\xff\xd8xGIFABCAA", 16);
	assert_int_equal(page.answer.pictures[1].offset, 5);
	assert_int_equal(page.answer.pictures[4].offset, 14);
	assert_string_equal(page.answer.pictures[0].address,
			    "data:image/png;base64");
	assert_int_equal(page.answer.pictures[4].kind, IPC_PAGE_SRCSET);
	read_page_free(&page);
}

TEST(refuses_data_that_is_no_picture)
{
	(void)state;
	read_page_expect("<img src='data:text/html,<img>'><img src=data:,x>"
			 "<img src='data:image/svg+xml,<svg/>'>"
			 "<img src='data:image/png;base64,====='>"
			 "<img src='data:image/png;base64,A'>"
			 "<img src='data:image/png;base64,AA=A'>"
			 "<img src='data:image/png;base64,'>"
			 "<img src='data:image/png'><img src='data:'>"
			 "<a href='data:text/x,a.jpg'>",
			 NULL, "");
}

TEST(says_each_picture_once)
{
	(void)state;
	read_page_expect(
	    "<img src=a.jpg width=16 height=16>"
	    "<img src=./a.jpg#x alt=cat width=300><img src=b.jpg>"
	    "<meta property=og:image content=x/../b.jpg>"
	    "<img src='data:image/gif,x'><img src='data:image/gif,x'>",
	    NULL,
	    "img a.jpg 300x16 'cat'\nimg b.jpg\n"
	    "img data:image/gif [1]\n");
}

TEST(tells_icons_by_what_they_are_and_not_by_their_box)
{
	(void)state;
	/* A small place shows a large file. */
	read_page_expect("<img src=a.png width=24 height=24>", NULL,
			 "img a.png 24x24\n");
	read_page_expect("<img srcset='a.png 48w'><img srcset='b.png 49w'>",
			 NULL, "srcset a.png icon 48x0\nsrcset b.png 49x0\n");
	read_page_expect("<img src=a-32x32.png><img src=b-64x64.png>"
			 "<img src=c.svg><img src=d.jpg?x=e.svg>",
			 NULL,
			 "img a-32x32.png icon\nimg b-64x64.png\n"
			 "img c.svg icon\nimg d.jpg?x=e.svg\n");
	read_page_expect("<img src=a.png width=20><img src=a.png width=20>"
			 "<img src=a.png width=20><img src=a.png width=20>"
			 "<img src=avatar.png width=20><img src=avatar.png "
			 "width=20><img src=avatar.png width=20>"
			 "<img src=avatar.png width=20>",
			 NULL, "img a.png icon 20x0\nimg avatar.png 20x0\n");
	read_page_expect("<img src='data:image/gif;base64,R0lGODlhAQABAIAAAAA"
			 "AAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7'>",
			 NULL, "img data:image/gif;base64 icon [42]\n");
}

TEST(lists_apart_what_no_browser_shows)
{
	(void)state;
	read_page_expect("<img src=a?1 width=1 height=1><img src=b.jpg hidden>"
			 "<img src=c.jpg style='x:y; DISPLAY : none'>"
			 "<noscript><img src=d?e><img src=f.jpg></noscript>"
			 "<div style='background:url(g.jpg);width:0;height:0'>"
			 "<img src='https://www.facebook.com/tr?id=1'>"
			 "<img src=h.jpg style='max-width:0px'>"
			 "<img src=i.jpg width='100%'>",
			 NULL,
			 "img a?1 hidden 1x1\nimg b.jpg hidden\n"
			 "img c.jpg hidden\nimg d?e hidden\nimg f.jpg\n"
			 "css g.jpg hidden\n"
			 "img https://www.facebook.com/tr?id=1 hidden\n"
			 "img h.jpg\nimg i.jpg\n");
	/* What is shown elsewhere is shown. */
	read_page_expect("<img src=a.jpg hidden><img src=a.jpg>", NULL,
			 "img a.jpg\n");
}

TEST(knows_one_photo_in_many_sizes)
{
	static const char html[] =
	    "<a href=big.jpg><img src=small.jpg></a><img src=me-150x150.jpg>"
	    "<img src=other.jpg><meta property=og:image content=me.jpg>"
	    "<img src=x.jpg data-src=y.jpg><img src='/i?id=1&w=90'>"
	    "<img src='/i?id=1&w=900'><img src='/i?id=2&w=900'>";
	static const unsigned same[] = {0, 0, 2, 3, 2, 5, 5, 7, 7, 9};
	struct read_page page;

	(void)state;
	read_page(html, strlen(html), HERE, &page);
	assert_int_equal(page.answer.count, 10);
	for (unsigned i = 0; i < 10; i++)
		assert_int_equal(page.answer.pictures[i].same, same[i]);
	read_page_free(&page);
}

TEST(says_where_the_link_around_a_picture_leads)
{
	static const char html[] =
	    "<a href=/u/77><img src='data:image/jpeg,abc'><b>x</b></a>"
	    "<img src=a.jpg><a href='javascript:x'><img src=b.jpg></a>";
	struct read_page page;

	(void)state;
	read_page(html, strlen(html), HERE, &page);
	assert_int_equal(page.answer.count, 3);
	assert_string_equal(page.answer.pictures[0].link,
			    "https://a.example/u/77");
	assert_null(page.answer.pictures[1].link);
	assert_null(page.answer.pictures[2].link);
	read_page_free(&page);
}

TEST(says_what_else_there_is_to_look_at)
{
	static const char html[] =
	    "<link rel=stylesheet href=a.css><link rel='alternate stylesheet' "
	    "href=b.css><iframe src=c.html></iframe><iframe src=about:blank>"
	    "</iframe><iframe srcdoc='<img src=d.jpg><title>no</title>'>"
	    "</iframe><meta http-equiv=REFRESH content='0;URL=\"/e\"'>"
	    "<meta http-equiv=refresh content='300; url=/f'><script>x</script>"
	    "<script src=y></script><script type=text/template>z</script>"
	    "<canvas></canvas><input type=PASSWORD>";
	struct read_page page;

	(void)state;
	read_page(html, strlen(html), HERE, &page);
	assert_int_equal(page.answer.link_count, 3);
	assert_int_equal(page.answer.links[0].kind, IPC_PAGE_SHEET);
	assert_string_equal(page.answer.links[0].address,
			    "https://a.example/dir/a.css");
	assert_int_equal(page.answer.links[1].kind, IPC_PAGE_FRAME);
	assert_string_equal(page.answer.links[1].address,
			    "https://a.example/dir/c.html");
	assert_int_equal(page.answer.links[2].kind, IPC_PAGE_REFRESH);
	assert_string_equal(page.answer.links[2].address,
			    "https://a.example/e");
	assert_int_equal(page.answer.scripts, 2);
	assert_int_equal(page.answer.canvases, 1);
	assert_true(page.answer.password);
	assert_string_equal(page.answer.title, "");
	assert_int_equal(page.answer.count, 1);
	assert_string_equal(page.answer.pictures[0].address,
			    "https://a.example/dir/d.jpg");
	assert_false(ipc_page_is_scripted(&page.answer));
	read_page_free(&page);
}

TEST(tells_a_page_made_by_scripts)
{
	static const struct {
		const char *html;
		bool scripted;
	} pages[] = {
	    {"<div id=root></div><script>x</script>", true},
	    {"<meta property=og:image content=a.jpg><script src=x></script>",
	     true},
	    {"<img src=a.jpg><script>x</script>", false},
	    {"<img src=logo.jpg><noscript>Please enable <b>JavaScript</b>."
	     "</noscript><div id=root></div><script src=x></script>",
	     true},
	    {"<img src=a.jpg><noscript>Turn on scripts.</noscript>"
	     "<script src=x></script>",
	     false},
	    {"<link rel=modulepreload href=a.js><div id=app></div>", true},
	    {"<p>nothing</p>", false},
	    {"<script type=application/ld+json>{}</script>", false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct read_page page;

		read_page(pages[i].html, strlen(pages[i].html), HERE, &page);
		assert_int_equal(ipc_page_is_scripted(&page.answer),
				 pages[i].scripted);
		read_page_free(&page);
	}
}

/* A name is asked for by logins and by pages to register. */
TEST(tells_what_a_page_asks_for)
{
	static const struct {
		const char *html;
		bool password, named;
	} pages[] = {
	    {"<input type=Password>", true, false},
	    {"<input autocomplete=username>", false, true},
	    {"<input autocomplete='section-a UserName webauthn'>", false, true},
	    {"<input name=username><input autocomplete=email>", false, false},
	    {"<input autocomplete=username><input type=password "
	     "autocomplete=new-password>",
	     true, true},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct read_page page;

		read_page(pages[i].html, strlen(pages[i].html), HERE, &page);
		assert_int_equal(page.answer.password, pages[i].password);
		assert_int_equal(page.answer.named, pages[i].named);
		read_page_free(&page);
	}
}

TEST(tells_a_page_with_hardly_a_word)
{
	static const struct {
		const char *html;
		bool bare;
	} pages[] = {
	    {"<title>Example</title><img src=/img/Logo-dark.png>"
	     "<form><input name=u><input type=password>Forgotten?</form>",
	     true},
	    {"<p>Welcome</p><link rel=icon href=x.png>"
	     "<meta property=og:image content=card.png>",
	     true},
	    {"<p>Welcome</p><img src=/logos/me.jpg>", false},
	    {"<p>Welcome</p><img src='/site_logo.png?v=2'>", true},
	    {"<p>Welcome</p><img src='/The%20Logo.png#a/b'>", true},
	    {"<p>Welcome</p><img src=logo>", true},
	    {"<p>Welcome</p><img src=/dialogo-logo.png>", true},
	    {"<p>Welcome</p><img src=/catalogo-3.jpg>", false},
	    {"<p>Welcome</p><img src=/cat%C3%A1logo-3.jpg>", false},
	    {"<p>Welcome</p><img src=/catálogo-3.jpg>", false},
	    {"<p>Welcome</p><img src=/Dialogo.jpg>", false},
	    {"<p>Welcome</p><img src='/a.jpg?u=/logo'>", false},
	    {"<p>Welcome</p><img src='/a.jpg?logo'>", false},
	    {"<p>Welcome</p><img src=/img/logo.png><img src=me.jpg>", false},
	    {"<p>AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"
	     "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA</p>",
	     false},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(pages) / sizeof(pages[0]); i++) {
		struct read_page page;

		read_page(pages[i].html, strlen(pages[i].html), HERE, &page);
		if (ipc_page_is_bare(&page.answer) != pages[i].bare)
			fail_msg("%s", pages[i].html);
		read_page_free(&page);
	}
}

TEST(asks_by_https_for_what_a_page_of_https_shows)
{
	(void)state;
	read_page_expect("<img src=http://b.example/a.jpg>"
			 "<a href=http://b.example/c.jpg>x</a>"
			 "<img src=http://127.0.0.1/d.jpg>",
			 HERE,
			 "img https://b.example/a.jpg\n"
			 "anchor http://b.example/c.jpg\n"
			 "img http://127.0.0.1/d.jpg\n");
	read_page_expect("<img src=http://b.example/a.jpg>",
			 "http://a.example/", "img http://b.example/a.jpg\n");
}

TEST(resolves_against_base_and_url)
{
	(void)state;
	read_page_expect("<base href='/x/'><base href=/y/><img src=a.jpg>",
			 HERE, "img https://a.example/x/a.jpg\n");
	read_page_expect("<base href='https://c.example/'><img src=a.jpg>",
			 NULL, "img https://c.example/a.jpg\n");
	read_page_expect("<base href='.'><img src=p_files/a.jpg>", NULL,
			 "img p_files/a.jpg\n");
	read_page_expect("<base href='data:x'><img src=a.jpg>", HERE,
			 "img https://a.example/dir/a.jpg\n");
	read_page_expect("<img src=//cdn.example/a.jpg>", NULL,
			 "img https://cdn.example/a.jpg\n");
}

TEST(believes_where_a_page_was_saved_from_only_for_the_web)
{
	static const char html[] =
	    "<!DOCTYPE html>\n<!-- saved from url=(0026)"
	    "https://b.example/x/y?z -->\n<title> A &amp;\tB </title>"
	    "<img src=./y_files/a.jpg><img src=/b.jpg>";
	struct read_page page;

	(void)state;
	read_page(html, strlen(html), NULL, &page);
	assert_string_equal(page.answer.url, "https://b.example/x/y?z");
	assert_string_equal(page.answer.title, "A & B");
	assert_string_equal(page.answer.pictures[0].address, "y_files/a.jpg");
	assert_int_equal(page.answer.pictures[0].place, IPC_PAGE_FILE);
	assert_string_equal(page.answer.pictures[1].address,
			    "https://b.example/b.jpg");
	read_page_free(&page);
}

TEST(reads_character_references_as_attributes_have_them)
{
	(void)state;
	read_page_expect("<img src='a?b&amp;c&copy=1&lt;&eacute;&#x41;&#66;"
			 "&#0;&#xD800;&sol;&nosuch;&amp'>",
			 NULL,
			 "img a?b&c&copy=1%3C%C3%A9AB%EF%BF%BD%EF%BF%BD/"
			 "&nosuch;&\n");
	read_page_expect(
	    "<img src=a&#x2e;jpg alt='&quot;&hellip;&#150;&#10;x'>", NULL,
	    "img a.jpg '\"\xe2\x80\xa6\xe2\x80\x93 x'\n");
}

TEST(reads_several_encodings)
{
	static const char utf16[] = "\xff\xfe<\0i\0m\0g\0 \0s\0r\0c\0=\0"
				    "\xe4\0\x3d\xd8\x00\xde>\0";
	struct read_page page;

	(void)state;
	read_page_expect("<meta charset=utf-8><img src=\xc3\xa4.jpg alt=\xe4>",
			 NULL, "img %C3%A4.jpg '?'\n");
	read_page_expect("<meta charset=ISO-8859-1><img src=\xe4.jpg "
			 "alt=\x80\xc3\xa4>",
			 NULL,
			 "img %C3%A4.jpg '\xe2\x82\xac\xc3\x83\xc2\xa4'\n");
	read_page_expect("<meta http-equiv=Content-Type content='text/html; "
			 "charset=windows-1252'><img src=\xe4>",
			 NULL, "img %C3%A4\n");
	read_page_expect("<img src=\xe4><img src=\xc3\xb6>", NULL,
			 "img %C3%A4\nimg %C3%B6\n");
	read_page_expect("\xef\xbb\xbf<meta charset=latin1><img src=\xc3\xb6>",
			 NULL, "img %C3%B6\n");
	read_page_expect("<meta charset=iso-2022-kr><img src=\x83\x41.jpg>",
			 NULL, "img %83A.jpg\n");
	/* On the web it would be asked for by another name, in UTF-8. */
	read_page_expect("<meta charset=iso-2022-kr><img src=\x83\x41.jpg>",
			 "https://a.example/", "");
	read_page(utf16, sizeof(utf16) - 1, NULL, &page);
	assert_int_equal(page.answer.count, 1);
	assert_string_equal(page.answer.pictures[0].address,
			    "%C3%A4%F0%9F%98%80");
	read_page_free(&page);
}

TEST(what_is_in_the_page_has_no_address_to_spell)
{
	static const char html[] =
	    "<meta charset=iso-2022-kr><img src=\x83\x41.jpg>"
	    "<img src='data:image/gif;name=\x83\x41;base64,R0lGODk='>";
	struct read_page page;

	(void)state;
	read_page(html, sizeof(html) - 1, "https://a.example/", &page);
	assert_int_equal(page.answer.count, 1);
	assert_int_equal(page.answer.pictures[0].size, 5);
	/* The other is no picture beyond a limit. */
	assert_int_equal(page.answer.left_out, 1);
	assert_false(page.answer.cut);
	read_page_free(&page);
}

TEST(reads_encodings_of_one_byte_a_letter)
{
	(void)state;
	read_page_expect("<meta charset=windows-1251><img src=\xf4\xee\xf2"
			 "\xee.jpg>",
			 NULL, "img %D1%84%D0%BE%D1%82%D0%BE.jpg\n");
	/* The query is in the page's encoding, the path never. */
	read_page_expect("<meta charset=latin1><img src='\xe4?q=\xe4&r=&#8364;"
			 "&s=&#321;'>",
			 NULL, "img %C3%A4?q=%E4&r=%80&s=%26%23321%3B\n");
	read_page_expect("<meta charset=koi8-r><img src='a?\xc6'>", NULL,
			 "img a?%C6\n");
	read_page_expect("<meta charset=utf-8><img src='a?\xc3\xa4'>", NULL,
			 "img a?%C3%A4\n");
}

TEST(reads_encodings_of_east_asia)
{
	(void)state;
	/* As Chromium asks for them. */
	read_page_expect(
	    "<meta charset=shift_jis><img alt='\x83\x41\x95\x5c'"
	    " src='\x83\x41\xb1.jpg?q=\x83\x41\x95\x5c&r=&#228;'>",
	    NULL,
	    "img %E3%82%A2%EF%BD%B1.jpg?q=%83A%95\\&r=%26%23228%3B "
	    "'\xe3\x82\xa2\xe8\xa1\xa8'\n");
	read_page_expect("<meta charset=GB2312><img src='\xd5\xd5\xc6\xac/a"
			 "?\xd5\xd5&\xf0\x9f\x98\x80'>",
			 "https://a.example/",
			 "img https://a.example/%E7%85%A7%E7%89%87/a?%D5%D5&"
			 "%F0%9F%98%80\n");
	read_page_expect("<meta charset=big5><img src=\xa4\xa4.jpg?\xa4\xa4>",
			 NULL, "img %E4%B8%AD.jpg?%A4%A4\n");
	read_page_expect("<meta charset=euc-kr><img src=\xbb\xe7.jpg?\xbb\xe7>",
			 NULL, "img %EC%82%AC.jpg?%BB%E7\n");
	read_page_expect("<meta charset=euc-jp><img src=\xbc\xcc.jpg?\xbc\xcc>"
			 "<img src=\xff.jpg>",
			 NULL, "img %E5%86%99.jpg?%BC%CC\nimg %EF%BF%BD.jpg\n");
	read_page_expect("<meta charset=gb18030><img src='a?&#128512;\x94\x39"
			 "\xda\x33'>",
			 NULL, "img a?%949%FC6%949%DA3\n");
	/* Its letters hold quotes, brackets and signs of addresses. */
	read_page_expect("<meta charset=iso-2022-jp><img src=\"1.jpg?"
			 "\x1b$B$\"0!\x1b(B&x=\x1b$B%\"\x1b(Ba\x1b$B%\"%#\x1b(B"
			 "&y=&#228;\" alt='\x1b$B<L\x1b(B'>"
			 "<img src=\"\x1b$B$\"\x1b(B.jpg\">",
			 NULL,
			 "img 1.jpg?%1B$B$%220!%1B(B&x=%1B$B%%22%1B(Ba"
			 "%1B$B%%22%%23%1B(B&y=%26%23228%3B "
			 "'\xe5\x86\x99'\n"
			 "img %E3%81%82.jpg\n");
}

TEST(reads_utf_16_that_only_its_server_tells)
{
	static const struct {
		const char *type, *html;
		unsigned count;
	} served[] = {
	    {"text/html; charset=utf-16le", "<\0i\0m\0g\0 \0s\0r\0c\0=\0a\0>\0",
	     1},
	    {"text/html; charset=UTF-16BE", "\0<\0i\0m\0g\0 \0s\0r\0c\0=\0a\0>",
	     1},
	    {"text/html; charset=utf-16", "<img src=a>           ", 1},
	    {"text/html", "<\0i\0m\0g\0 \0s\0r\0c\0=\0a\0>\0", 0},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(served) / sizeof(served[0]); i++) {
		struct base_view file = {(const uint8_t *)served[i].html, 22};
		struct ipc_page_job job = {.bytes = file.size, .url = HERE};
		struct ipc_page answer = {0};
		uint8_t room[64];

		snprintf(job.type, sizeof(job.type), "%s", served[i].type);
		page_read(file, &job, room, sizeof(room), &answer);
		assert_int_equal(answer.count, served[i].count);
		ipc_page_free(&answer);
	}
}

TEST(makes_every_text_printable)
{
	(void)state;
	read_page_expect("<img src=a.jpg alt='a&#27;[2J\x01&#x202e;b'>", NULL,
			 "img a.jpg 'a?[2J?b'\n");
	read_page_expect("<img src='a&#27;&#x202e;\x7f.jpg'>", NULL,
			 "img a%1B%E2%80%AE%7F.jpg\n");
}

TEST(refuses_what_is_no_page)
{
	static const struct {
		const char *text;
		size_t size;
		enum ipc_page_status status;
	} files[] = {
	    {"", 0, IPC_PAGE_EMPTY},
	    {"hello < world", 13, IPC_PAGE_NOT_A_PAGE},
	    {"\x89PNG\r\n\0<img src=a>", 18, IPC_PAGE_NOT_A_PAGE},
	    {"Content-Type: multipart/related; boundary=x\n\n", 45,
	     IPC_PAGE_MALFORMED},
	    /* Data, which no browser shows as a page. */
	    {"\xef\xbb\xbf<?xml version='1.0'?><!-- > --><!DOCTYPE rss>\n<RSS "
	     "v='2'><image><url>a.jpg</url></image><a href=b.jpg>",
	     105, IPC_PAGE_NOT_A_PAGE},
	    {"<feed><link href=a.jpg></feed>", 30, IPC_PAGE_NOT_A_PAGE},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(files) / sizeof(files[0]); i++) {
		struct read_page page;

		read_page(files[i].text, files[i].size, NULL, &page);
		assert_int_equal(page.answer.status, files[i].status);
		assert_int_equal(page.answer.count, 0);
		read_page_free(&page);
	}
}

/* Append the text a number of times. */
static void page_repeat(struct base_buffer *page, const char *text,
			unsigned times)
{
	while (times-- > 0)
		assert_int_equal(base_buffer_add_text(page, text), LENS_OK);
}

TEST(says_when_there_is_more_than_it_lists)
{
	struct base_buffer html;
	struct read_page page;

	(void)state;
	base_buffer_init(&html, 8 << 20);
	for (unsigned i = 0; i < IPC_PAGE_PICTURES_MAX; i++) {
		char tag[40];

		snprintf(tag, sizeof(tag), "<img src=%u.jpg>", i);
		page_repeat(&html, tag, 1);
	}
	read_page(html.data, html.size, NULL, &page);
	assert_int_equal(page.answer.count, IPC_PAGE_PICTURES_MAX);
	assert_false(page.answer.cut);
	read_page_free(&page);
	page_repeat(&html, "<img src=1.jpg><img src=x.jpg>", 1);
	read_page(html.data, html.size, NULL, &page);
	assert_int_equal(page.answer.count, IPC_PAGE_PICTURES_MAX);
	assert_true(page.answer.cut);
	read_page_free(&page);
	base_buffer_free(&html);
}

TEST(lists_so_many_pictures_of_what_scripts_are_given)
{
	struct base_buffer html;
	struct read_page page;

	(void)state;
	base_buffer_init(&html, 1 << 20);
	assert_int_equal(base_buffer_add_text(&html, "<p data-a='["), LENS_OK);
	for (unsigned i = 0; i < 300; i++) {
		char *one = base_format("\"/%u.jpg\",", i);

		assert_int_equal(base_buffer_add_text(&html, one), LENS_OK);
		free(one);
	}
	assert_int_equal(
	    base_buffer_add_text(&html, "\"/7.jpg\",0]'><img src=/a.jpg>"),
	    LENS_OK);
	read_page(html.data, html.size, NULL, &page);
	assert_int_equal(page.answer.count, 201);
	assert_true(page.answer.cut);
	assert_int_equal(page.answer.left_out, 100);
	assert_string_equal(page.answer.pictures[200].address, "/a.jpg");
	assert_false(page.answer.pictures[200].hidden);
	read_page_free(&page);
	base_buffer_free(&html);
}

TEST(leaves_out_what_is_too_long)
{
	struct base_buffer html;
	struct read_page page;

	(void)state;
	base_buffer_init(&html, 8 << 20);
	page_repeat(&html, "<img src=", 1); /* an address of 4096 bytes */
	page_repeat(&html, "aaaaaaaa", 512);
	page_repeat(&html, "><img src='", 1); /* a value of 80 kB */
	page_repeat(&html, "          ", 8000);
	page_repeat(&html, "b'><img src='data:image/gif;base64,", 1);
	page_repeat(&html, "QUFB", 50000); /* 200 kB are fine here */
	page_repeat(&html, "'><img src='data:image/gif;base64,", 1);
	page_repeat(&html, "QUFC", 350000); /* more than there is room */
	page_repeat(&html, "'><img src=c.jpg>", 1);
	read_page(html.data, html.size, NULL, &page);
	assert_true(page.answer.cut);
	assert_int_equal(page.answer.count, 2);
	assert_int_equal(page.answer.pictures[0].size, 150000);
	assert_string_equal(page.answer.pictures[1].address, "c.jpg");
	read_page_free(&page);
	base_buffer_free(&html);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(finds_pictures_wherever_html_puts_them),
	    RUN(refuses_what_is_no_picture),
	    RUN(takes_the_largest_of_a_srcset),
	    RUN(finds_pictures_that_load_lazily),
	    RUN(finds_the_pictures_of_style_sheets),
	    RUN(refuses_what_style_sheets_only_seem_to_show),
	    RUN(leads_to_what_else_shows_pictures),
	    RUN(follows_scripts_that_can_mean_nothing_else),
	    RUN(reads_a_style_sheet_by_itself),
	    RUN(a_choice_of_sources_is_one_photo),
	    RUN(finds_what_the_head_declares),
	    RUN(finds_the_pictures_of_linked_data),
	    RUN(refuses_linked_data_that_is_no_picture),
	    RUN(decodes_pictures_inside_the_page),
	    RUN(refuses_data_that_is_no_picture),
	    RUN(says_each_picture_once),
	    RUN(tells_icons_by_what_they_are_and_not_by_their_box),
	    RUN(lists_apart_what_no_browser_shows),
	    RUN(knows_one_photo_in_many_sizes),
	    RUN(says_where_the_link_around_a_picture_leads),
	    RUN(says_what_else_there_is_to_look_at),
	    RUN(tells_a_page_made_by_scripts),
	    RUN(tells_what_a_page_asks_for),
	    RUN(tells_a_page_with_hardly_a_word),
	    RUN(asks_by_https_for_what_a_page_of_https_shows),
	    RUN(what_is_in_the_page_has_no_address_to_spell),
	    RUN(reads_encodings_of_one_byte_a_letter),
	    RUN(resolves_against_base_and_url),
	    RUN(believes_where_a_page_was_saved_from_only_for_the_web),
	    RUN(reads_character_references_as_attributes_have_them),
	    RUN(reads_several_encodings),
	    RUN(reads_encodings_of_east_asia),
	    RUN(reads_utf_16_that_only_its_server_tells),
	    RUN(makes_every_text_printable),
	    RUN(refuses_what_is_no_page),
	    RUN(says_when_there_is_more_than_it_lists),
	    RUN(lists_so_many_pictures_of_what_scripts_are_given),
	    RUN(leaves_out_what_is_too_long),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
