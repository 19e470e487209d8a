/*
 * test_readers.c: what comes from a worker, field by field: the largest value
 * that can be is read, the next one is a lie; and what is the core's to say is
 * never taken from a worker.
 */
#include "test.h"

#include <lenscap/base_io.h>
#include <lenscap/ipc_fetch.h>
#include <lenscap/ipc_keyring.h>
#include <lenscap/ipc_mail.h>
#include <lenscap/ipc_page.h>
#include <lenscap/ipc_picture.h>
#include <lenscap/ipc_unpack.h>

/* Each way to read one body; *status is what the reader made of it. */
typedef enum lens_err reading(struct base_view body, unsigned *status);

/* Neither a shorter nor a longer body is one. */
static void no_other_length(reading *read, struct base_buffer *body)
{
	unsigned status;

	assert_int_equal(read(base_buffer_view(body), &status), LENS_OK);
	for (size_t size = 0; size < body->size; size++)
		assert_int_equal(
		    read((struct base_view){body->data, size}, &status),
		    LENS_MALFORMED);
	assert_int_equal(base_buffer_add(body, "", 1), LENS_OK);
	assert_int_equal(read(base_buffer_view(body), &status), LENS_MALFORMED);
	body->size--;
}

/* Values of the byte at a place: those below the limit are read. */
static void below(reading *read, struct base_buffer *body, size_t at,
		  unsigned limit)
{
	uint8_t kept = body->data[at];
	unsigned status;

	for (unsigned value = 0; value < 256; value++) {
		enum lens_err err;

		body->data[at] = (uint8_t)value;
		err = read(base_buffer_view(body), &status);
		if (err != (value < limit ? LENS_OK : LENS_MALFORMED))
			fail_msg("byte %zu as %u: %d", at, value, err);
	}
	body->data[at] = kept;
}

/* Of a status: the worker's part is read as it is, the core's is a lie. */
static void statuses(reading *read, struct base_buffer *body, unsigned first,
		     unsigned of_worker, unsigned lied)
{
	uint8_t kept = body->data[0];
	unsigned status;

	for (unsigned value = first; value < 256; value++) {
		enum lens_err err;

		body->data[0] = (uint8_t)value;
		err = read(base_buffer_view(body), &status);
		assert_int_equal(err,
				 value < of_worker ? LENS_OK : LENS_MALFORMED);
		assert_int_equal(status, value < of_worker ? value : lied);
	}
	body->data[0] = kept;
}

static void open_body(struct base_buffer *body)
{
	base_buffer_init(body, 1 << 20);
}

/* ---- Pictures ---- */

static enum lens_err read_picture(struct base_view body, unsigned *status)
{
	static struct ipc_picture out;
	enum lens_err err = ipc_picture_read(body, &out);

	*status = out.status;
	ipc_picture_free(&out);
	return err;
}

TEST(a_decoder_cannot_say_what_the_core_says)
{
	static struct ipc_picture sent;
	struct base_buffer body;

	(void)state;
	sent = (struct ipc_picture){.status = IPC_PICTURE_EMPTY};
	open_body(&body);
	assert_int_equal(ipc_picture_write(&sent, &body), LENS_OK);
	statuses(read_picture, &body, IPC_PICTURE_EMPTY,
		 IPC_PICTURE_TOO_MUCH_CPU, IPC_PICTURE_LIED);
	no_other_length(read_picture, &body);
	below(read_picture, &body, 1, IPC_FORMATS);
	below(read_picture, &body, 2, 2);  /* damaged */
	below(read_picture, &body, 3, 2);  /* animated */
	below(read_picture, &body, 4, 9);  /* orientation */
	below(read_picture, &body, 13, 2); /* hashed */
	base_buffer_free(&body);
}

static enum lens_err picture_of(uint32_t width, uint32_t height, bool hashed,
				enum ipc_format format, unsigned quality,
				unsigned count)
{
	static struct ipc_picture sent, got;
	struct base_buffer body;
	enum lens_err err;

	sent = (struct ipc_picture){
	    .status = IPC_PICTURE_OK,
	    .format = format,
	    .width = width,
	    .height = height,
	    .hashed = hashed,
	    .count = count > IPC_FINDINGS_MAX ? IPC_FINDINGS_MAX : count};
	sent.fingerprint.pdq_quality = (uint8_t)quality;
	open_body(&body);
	assert_int_equal(ipc_picture_write(&sent, &body), LENS_OK);
	if (count > IPC_FINDINGS_MAX) {
		struct ipc_writer writer = {&body, LENS_OK};
		size_t at = body.size - 5 * IPC_FINDINGS_MAX - 4;

		base_put_u32(body.data + at, count);
		ipc_write_u8(&writer, 0);
		ipc_write_text(&writer, "");
	}
	err = ipc_picture_read(base_buffer_view(&body), &got);
	assert_int_equal(got.status,
			 err == LENS_OK ? IPC_PICTURE_OK : IPC_PICTURE_LIED);
	ipc_picture_free(&got);
	base_buffer_free(&body);
	return err;
}

TEST(a_picture_that_was_read_has_what_a_picture_has)
{
	const enum ipc_format jpeg = IPC_FORMAT_JPEG;

	(void)state;
	assert_int_equal(picture_of(1, 1, true, jpeg, 0, 0), LENS_OK);
	assert_int_equal(picture_of(0, 1, true, jpeg, 0, 0), LENS_MALFORMED);
	assert_int_equal(picture_of(1, 0, true, jpeg, 0, 0), LENS_MALFORMED);
	assert_int_equal(picture_of(1, 1, false, jpeg, 0, 0), LENS_MALFORMED);
	assert_int_equal(picture_of(1, 1, true, IPC_FORMAT_NONE, 0, 0),
			 LENS_MALFORMED);
	assert_int_equal(picture_of(20000, 10000, true, jpeg, 0, 0), LENS_OK);
	assert_int_equal(picture_of(20000, 10001, true, jpeg, 0, 0),
			 LENS_MALFORMED);
	assert_int_equal(picture_of(200000000, 1, true, jpeg, 0, 0), LENS_OK);
	assert_int_equal(picture_of(200000001, 1, true, jpeg, 0, 0),
			 LENS_MALFORMED);
	/* 2^16 times 2^16 is not nothing. */
	assert_int_equal(picture_of(65536, 65536, true, jpeg, 0, 0),
			 LENS_MALFORMED);
	assert_int_equal(picture_of(1, 1, true, jpeg, 100, 0), LENS_OK);
	assert_int_equal(picture_of(1, 1, true, jpeg, 101, 0), LENS_MALFORMED);
	assert_int_equal(picture_of(1, 1, true, jpeg, 0, IPC_FINDINGS_MAX),
			 LENS_OK);
	assert_int_equal(picture_of(1, 1, true, jpeg, 0, IPC_FINDINGS_MAX + 1),
			 LENS_MALFORMED);
}

static enum lens_err read_picture_job(struct base_view body, unsigned *status)
{
	struct ipc_picture_job out;

	*status = 0;
	return ipc_picture_job_read(body, &out);
}

TEST(a_picture_job_arrives_as_it_was_given)
{
	struct ipc_picture_job sent = {77, 123456789012, true, true, 3, {0}},
			       got;
	struct base_buffer body;

	(void)state;
	sent.wants[IPC_EXTRA_PREVIEW] = sent.wants[IPC_EXTRA_QUERY] = true;
	open_body(&body);
	assert_int_equal(ipc_picture_job_write(&sent, &body), LENS_OK);
	assert_int_equal(ipc_picture_job_read(base_buffer_view(&body), &got),
			 LENS_OK);
	assert_int_equal(got.number, 77);
	assert_int_equal(got.bytes, sent.bytes);
	assert_true(got.full && got.words);
	assert_int_equal(got.hidden, 3);
	for (unsigned i = 0; i < IPC_EXTRAS; i++)
		assert_int_equal(got.wants[i], sent.wants[i]);
	no_other_length(read_picture_job, &body);
	base_buffer_free(&body);
}

/* ---- Pages ---- */

static enum lens_err read_page(struct base_view body, unsigned *status)
{
	struct ipc_page out;
	enum lens_err err = ipc_page_read(body, &out);

	*status = out.status;
	if (err != LENS_OK)
		assert_int_equal(out.count, 0);
	ipc_page_free(&out);
	return err;
}

TEST(a_pagereader_cannot_say_what_the_core_says)
{
	struct ipc_page sent = {.status = IPC_PAGE_EMPTY};
	struct base_buffer body;

	(void)state;
	open_body(&body);
	assert_int_equal(ipc_page_write(&sent, &body), LENS_OK);
	statuses(read_page, &body, IPC_PAGE_OK, IPC_PAGE_TOO_MUCH_CPU,
		 IPC_PAGE_LIED);
	below(read_page, &body, 1, 2); /* archive */
	below(read_page, &body, 2, 2); /* cut */
	no_other_length(read_page, &body);
	base_buffer_free(&body);
}

static enum lens_err page_of(enum ipc_page_status status, unsigned count,
			     uint64_t first, uint64_t second,
			     struct ipc_page *got)
{
	static struct ipc_page_picture pictures[IPC_PAGE_PICTURES_MAX + 1];
	struct ipc_page sent = {
	    .status = status, .count = count, .pictures = pictures};
	struct base_buffer body;
	enum lens_err err;

	for (unsigned i = 0; i < count; i++)
		pictures[i].address = (char *)"a.jpg";
	pictures[0].size = first;
	pictures[1].size = second;
	base_buffer_init(&body, IPC_PAGE_BODY_MAX);
	assert_int_equal(ipc_page_write(&sent, &body), LENS_OK);
	err = ipc_page_read(base_buffer_view(&body), got);
	base_buffer_free(&body);
	return err;
}

TEST(pictures_inside_a_page_lie_one_after_the_other_within_the_room)
{
	const uint64_t capacity = IPC_PAGE_INSIDE_MAX;
	struct ipc_page got;

	(void)state;
	assert_int_equal(page_of(IPC_PAGE_OK, 3, 10, capacity - 10, &got),
			 LENS_OK);
	assert_int_equal(got.pictures[0].place, IPC_PAGE_INSIDE);
	assert_int_equal(got.pictures[0].offset, 0);
	assert_int_equal(got.pictures[1].offset, 10);
	assert_int_equal(got.pictures[1].size, capacity - 10);
	assert_null(got.pictures[1].path);
	assert_int_equal(got.pictures[2].place, IPC_PAGE_FILE);
	assert_string_equal(got.pictures[2].path, "a.jpg");
	ipc_page_free(&got);
	assert_int_equal(page_of(IPC_PAGE_OK, 3, 10, capacity - 9, &got),
			 LENS_MALFORMED);
	assert_int_equal(page_of(IPC_PAGE_OK, 3, 10, UINT64_MAX - 5, &got),
			 LENS_MALFORMED);
	assert_int_equal(got.status, IPC_PAGE_LIED);
	assert_int_equal(page_of(IPC_PAGE_OK, 3, capacity, 0, &got), LENS_OK);
	ipc_page_free(&got);
	assert_int_equal(page_of(IPC_PAGE_OK, 3, capacity + 1, 0, &got),
			 LENS_MALFORMED);
}

TEST(a_page_has_so_many_pictures_at_most_and_none_when_it_was_not_read)
{
	struct ipc_page got;

	(void)state;
	assert_int_equal(
	    page_of(IPC_PAGE_OK, IPC_PAGE_PICTURES_MAX, 0, 0, &got), LENS_OK);
	assert_int_equal(got.count, IPC_PAGE_PICTURES_MAX);
	ipc_page_free(&got);
	assert_int_equal(
	    page_of(IPC_PAGE_OK, IPC_PAGE_PICTURES_MAX + 1, 0, 0, &got),
	    LENS_MALFORMED);
	assert_int_equal(page_of(IPC_PAGE_EMPTY, 1, 0, 0, &got),
			 LENS_MALFORMED);
	assert_int_equal(page_of(IPC_PAGE_EMPTY, 0, 0, 0, &got), LENS_OK);
	ipc_page_free(&got);
}

TEST(an_address_leads_below_its_folder_or_nowhere)
{
	static const struct {
		const char *address;
		enum ipc_page_place place;
		const char *path;
	} known[] = {
	    {"a.jpg", IPC_PAGE_FILE, "a.jpg"},
	    {"./a.jpg", IPC_PAGE_FILE, "./a.jpg"},
	    {"a/b%20c.jpg?x#y", IPC_PAGE_FILE, "a/b c.jpg"},
	    {"a%4", IPC_PAGE_FILE, "a%4"},
	    {"a%41", IPC_PAGE_FILE, "aA"},
	    {"a%4g", IPC_PAGE_FILE, "a%4g"},
	    {"a%", IPC_PAGE_FILE, "a%"},
	    {"...", IPC_PAGE_FILE, "..."},
	    {"..a", IPC_PAGE_FILE, "..a"},
	    {".a", IPC_PAGE_FILE, ".a"},
	    {"ab", IPC_PAGE_FILE, "ab"},
	    {"1http:x", IPC_PAGE_FILE, "1http:x"},
	    {"a%7ec", IPC_PAGE_FILE, "a~c"},
	    {"a%7fc", IPC_PAGE_ELSEWHERE, NULL},
	    {"a%1fc", IPC_PAGE_ELSEWHERE, NULL},
	    {"a%00c", IPC_PAGE_ELSEWHERE, NULL},
	    {"", IPC_PAGE_ELSEWHERE, NULL},
	    {"?x", IPC_PAGE_ELSEWHERE, NULL},
	    {".", IPC_PAGE_ELSEWHERE, NULL},
	    {"a/", IPC_PAGE_ELSEWHERE, NULL},
	    {"a/.", IPC_PAGE_ELSEWHERE, NULL},
	    {"..", IPC_PAGE_ELSEWHERE, NULL},
	    {"../a", IPC_PAGE_ELSEWHERE, NULL},
	    {"a/../b", IPC_PAGE_ELSEWHERE, NULL},
	    {"a/%2e%2e/b", IPC_PAGE_ELSEWHERE, NULL},
	    {"/a", IPC_PAGE_ELSEWHERE, NULL},
	    {"%2fa", IPC_PAGE_ELSEWHERE, NULL},
	    {"http://a/", IPC_PAGE_URL, NULL},
	    {"HTTPS://a/", IPC_PAGE_URL, NULL},
	    {"ftp://a/", IPC_PAGE_ELSEWHERE, NULL},
	    {"https:", IPC_PAGE_URL, NULL},
	    {"httpx:", IPC_PAGE_ELSEWHERE, NULL},
	    {"httq:", IPC_PAGE_ELSEWHERE, NULL},
	    {"data:image/png", IPC_PAGE_ELSEWHERE, NULL},
	    {"c+1-2.z:x", IPC_PAGE_ELSEWHERE, NULL},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(known) / sizeof(known[0]); i++) {
		char *path;

		if (ipc_page_locate(known[i].address, &path) != known[i].place)
			fail_msg("\"%s\"", known[i].address);
		if (known[i].path == NULL)
			assert_null(path);
		else
			assert_string_equal(path, known[i].path);
		free(path);
	}
}

static enum lens_err read_page_job(struct base_view body, unsigned *status)
{
	static struct ipc_page_job out;

	*status = 0;
	return ipc_page_job_read(body, &out);
}

TEST(a_page_job_arrives_as_it_was_given)
{
	static struct ipc_page_job
	    sent = {4711,
		    IPC_PAGE_READS_TDM,
		    "https://a.example/",
		    "text/html",
		    "0; url=/next",
		    {(const uint8_t *)"lazy\tdata-x\n", 12}},
	    got;
	struct base_buffer body;

	(void)state;
	open_body(&body);
	assert_int_equal(ipc_page_job_write(&sent, &body), LENS_OK);
	assert_int_equal(ipc_page_job_read(base_buffer_view(&body), &got),
			 LENS_OK);
	assert_int_equal(got.bytes, 4711);
	assert_int_equal(got.reads, IPC_PAGE_READS_TDM);
	assert_string_equal(got.url, sent.url);
	assert_string_equal(got.type, sent.type);
	assert_string_equal(got.refresh, sent.refresh);
	assert_int_equal(got.rules.size, 12);
	assert_memory_equal(got.rules.data, sent.rules.data, 12);
	no_other_length(read_page_job, &body);
	base_buffer_free(&body);
}

/* ---- Fetching ---- */

static enum lens_err read_fetch_job(struct base_view body, unsigned *status)
{
	static struct ipc_fetch_job out;

	*status = 0;
	return ipc_fetch_job_read(body, &out);
}

static enum lens_err fetch_job_of(uint32_t bytes, uint32_t wall_ms)
{
	static struct ipc_fetch_job sent;
	struct base_buffer body;
	enum lens_err err;
	unsigned status;

	sent = (struct ipc_fetch_job){.number = 7,
				      .method = IPC_FETCH_HEAD,
				      .bytes = bytes,
				      .wall_ms = wall_ms,
				      .url = "https://a.example/",
				      .proxy = "socks5h://127.0.0.1:9050",
				      .etag = "\"x\"",
				      .modified = "Thu, 01 Jan 1970"};
	open_body(&body);
	assert_int_equal(ipc_fetch_job_write(&sent, &body), LENS_OK);
	err = read_fetch_job(base_buffer_view(&body), &status);
	base_buffer_free(&body);
	return err;
}

TEST(a_fetch_is_for_a_byte_to_32_megabytes_and_up_to_a_minute)
{
	(void)state;
	assert_int_equal(fetch_job_of(1, 1), LENS_OK);
	assert_int_equal(fetch_job_of(0, 1), LENS_MALFORMED);
	assert_int_equal(fetch_job_of(1, 0), LENS_MALFORMED);
	assert_int_equal(fetch_job_of(32 << 20, 60000), LENS_OK);
	assert_int_equal(fetch_job_of((32 << 20) + 1, 60000), LENS_MALFORMED);
	assert_int_equal(fetch_job_of(32 << 20, 60001), LENS_MALFORMED);
}

TEST(a_fetch_job_arrives_as_it_was_given)
{
	static struct ipc_fetch_job sent = {.number = 7,
					    .method = IPC_FETCH_HEAD,
					    .look = IPC_FETCH_DOCUMENT,
					    .local = true,
					    .bytes = 1000,
					    .budget = 1ull << 40,
					    .wall_ms = 2000,
					    .url = "https://a/",
					    .proxy = "p",
					    .etag = "e",
					    .modified = "m",
					    .agent = "a",
					    .referer = "https://b/"},
				    got;
	struct base_buffer body;

	(void)state;
	open_body(&body);
	assert_int_equal(ipc_fetch_job_write(&sent, &body), LENS_OK);
	assert_int_equal(ipc_fetch_job_read(base_buffer_view(&body), &got),
			 LENS_OK);
	assert_int_equal(got.number, 7);
	assert_int_equal(got.method, IPC_FETCH_HEAD);
	assert_true(got.local);
	assert_int_equal(got.bytes, 1000);
	assert_int_equal(got.wall_ms, 2000);
	assert_string_equal(got.url, "https://a/");
	assert_string_equal(got.proxy, "p");
	assert_string_equal(got.etag, "e");
	assert_string_equal(got.modified, "m");
	no_other_length(read_fetch_job, &body);
	below(read_fetch_job, &body, 4, IPC_FETCH_METHODS);
	below(read_fetch_job, &body, 5, 2); /* local */
	base_buffer_free(&body);
}

static enum lens_err read_fetch(struct base_view body, unsigned *status)
{
	static struct ipc_fetch out;
	enum lens_err err = ipc_fetch_read(body, &out);

	*status = out.status;
	ipc_fetch_free(&out);
	return err;
}

TEST(a_fetcher_cannot_say_what_the_core_says)
{
	static struct ipc_fetch sent;
	struct base_buffer body;

	(void)state;
	sent = (struct ipc_fetch){.status = IPC_FETCH_GONE, .fd = -1};
	open_body(&body);
	assert_int_equal(ipc_fetch_write(&sent, &body), LENS_OK);
	statuses(read_fetch, &body, IPC_FETCH_OK, IPC_FETCH_CRASHED,
		 IPC_FETCH_OK);
	no_other_length(read_fetch, &body);
	base_buffer_free(&body);
}

static enum lens_err fetch_of(enum ipc_fetch_status status, uint32_t answer,
			      uint64_t bytes, unsigned hops, uint32_t hop)
{
	static struct ipc_fetch sent, got;
	struct base_buffer body;
	enum lens_err err;

	sent = (struct ipc_fetch){
	    .status = status,
	    .number = 1,
	    .answer = answer,
	    .retry = 120,
	    .bytes = bytes,
	    .url = "https://b/",
	    .hop_count = hops > IPC_FETCH_HOPS_MAX ? IPC_FETCH_HOPS_MAX : hops};
	for (unsigned i = 0; i < sent.hop_count; i++)
		sent.hops[i] =
		    (struct ipc_fetch_hop){hop, (char *)"https://a/"};
	strcpy(sent.headers[IPC_FETCH_KEPT - 1], "last");
	open_body(&body);
	assert_int_equal(ipc_fetch_write(&sent, &body), LENS_OK);
	if (hops > IPC_FETCH_HOPS_MAX)
		body.data[21 + 4 + 10] = (uint8_t)hops;
	err = ipc_fetch_read(base_buffer_view(&body), &got);
	if (err == LENS_OK) {
		assert_int_equal(got.number, 1);
		assert_int_equal(got.retry, 120);
		assert_int_equal(got.answer, answer);
		assert_int_equal(got.hop_count, hops);
		assert_string_equal(got.headers[IPC_FETCH_KEPT - 1], "last");
		for (unsigned i = 0; i < hops; i++)
			assert_string_equal(got.hops[i].url, "https://a/");
	}
	assert_int_equal(got.fd, -1);
	ipc_fetch_free(&got);
	base_buffer_free(&body);
	return err;
}

TEST(an_answer_from_outside_has_what_an_answer_can_have)
{
	(void)state;
	assert_int_equal(fetch_of(IPC_FETCH_OK, 200, 32 << 20, 20, 999),
			 LENS_OK);
	assert_int_equal(fetch_of(IPC_FETCH_OK, 200, (32 << 20) + 1, 0, 0),
			 LENS_MALFORMED);
	/* A picture that comes with an error; a broken line has none. */
	assert_int_equal(fetch_of(IPC_FETCH_GONE, 404, 1, 0, 0), LENS_OK);
	assert_int_equal(fetch_of(IPC_FETCH_CUT, 200, 1, 0, 0), LENS_MALFORMED);
	assert_int_equal(fetch_of(IPC_FETCH_UNCHANGED, 304, 1, 0, 0),
			 LENS_MALFORMED);
	assert_int_equal(fetch_of(IPC_FETCH_GONE, 404, 0, 0, 0), LENS_OK);
	assert_int_equal(fetch_of(IPC_FETCH_OK, 999, 0, 0, 0), LENS_OK);
	assert_int_equal(fetch_of(IPC_FETCH_OK, 1000, 0, 0, 0), LENS_MALFORMED);
	assert_int_equal(fetch_of(IPC_FETCH_OK, 200, 0, 1, 1000),
			 LENS_MALFORMED);
	assert_int_equal(fetch_of(IPC_FETCH_OK, 200, 0, 21, 301),
			 LENS_MALFORMED);
}

/* ---- The keyring ---- */

static enum lens_err read_keyring(struct base_view body, unsigned *status)
{
	struct ipc_keyring out;
	enum lens_err err = ipc_keyring_read(body, &out);

	*status = out.status;
	if (err != LENS_OK)
		for (size_t i = 0; i < sizeof(out.key); i++)
			assert_int_equal(out.key[i], 0);
	return err;
}

static enum lens_err read_keyring_job(struct base_view body, unsigned *status)
{
	struct ipc_keyring_job out;
	enum lens_err err = ipc_keyring_job_read(body, &out);

	*status = out.task;
	if (err != LENS_OK)
		for (size_t i = 0; i < sizeof(out.key); i++)
			assert_int_equal(out.key[i], 0);
	return err;
}

TEST(a_keyring_cannot_say_what_the_core_says)
{
	struct ipc_keyring sent = {IPC_KEYRING_OK, {1, 2, 3}};
	struct ipc_keyring_job job = {
	    IPC_KEYRING_PUT, {9, 8}, {7, 6}, "unix:path=/a"};
	struct base_buffer body;

	(void)state;
	open_body(&body);
	assert_int_equal(ipc_keyring_write(&sent, &body), LENS_OK);
	statuses(read_keyring, &body, IPC_KEYRING_OK, IPC_KEYRING_SLOW,
		 IPC_KEYRING_FAILED);
	no_other_length(read_keyring, &body);
	base_buffer_free(&body);
	open_body(&body);
	assert_int_equal(ipc_keyring_job_write(&job, &body), LENS_OK);
	below(read_keyring_job, &body, 0, IPC_KEYRING_TASKS);
	no_other_length(read_keyring_job, &body);
	base_buffer_free(&body);
}

/* ---- Papers and mails ---- */

static enum lens_err document_answer(unsigned status, uint64_t size)
{
	struct ipc_document_answer sent = {status, size}, got;
	struct base_buffer body;
	enum lens_err err;

	open_body(&body);
	assert_int_equal(ipc_document_answer_write(&sent, &body), LENS_OK);
	err = ipc_document_answer_read(base_buffer_view(&body), &got);
	assert_int_equal(got.status,
			 err == LENS_OK ? status : IPC_DOCUMENT_LIED);
	assert_int_equal(got.size, err == LENS_OK ? size : 0);
	base_buffer_free(&body);
	return err;
}

TEST(a_typesetter_cannot_say_what_the_core_says)
{
	(void)state;
	for (unsigned i = 1; i < 256; i++)
		assert_int_equal(document_answer(i, 0), i < IPC_DOCUMENT_CRASHED
							    ? LENS_OK
							    : LENS_MALFORMED);
	assert_int_equal(document_answer(IPC_DOCUMENT_OK, 0), LENS_MALFORMED);
	assert_int_equal(document_answer(IPC_DOCUMENT_OK, 1), LENS_OK);
	assert_int_equal(document_answer(IPC_DOCUMENT_NO_FONT, 1),
			 LENS_MALFORMED);
	assert_int_equal(document_answer(IPC_DOCUMENT_OK, 32 << 20), LENS_OK);
	assert_int_equal(document_answer(IPC_DOCUMENT_OK, (32 << 20) + 1),
			 LENS_MALFORMED);
}

static enum lens_err read_job(struct base_view body, unsigned *status)
{
	struct ipc_document_job out;
	enum lens_err err = ipc_document_job_read(body, &out);

	*status = out.task;
	if (err == LENS_OK)
		ipc_document_job_free(&out);
	return err;
}

static enum lens_err block_of(unsigned kind, unsigned cells)
{
	static struct ipc_block block;
	struct ipc_document_job job = {
	    .task = IPC_DOCUMENT_PDF,
	    .document = {.subject = "s", .count = 1, .blocks = &block}};
	struct base_buffer body;
	enum lens_err err;
	unsigned status;

	/* One that a writer can write: more cells are added by hand. */
	block = (struct ipc_block){kind, 0, {NULL}};
	open_body(&body);
	assert_int_equal(ipc_document_job_write(&job, &body), LENS_OK);
	body.data[body.size - 1] = (uint8_t)cells;
	for (unsigned i = 0; i < cells; i++) {
		struct ipc_writer writer = {&body, LENS_OK};

		ipc_write_text(&writer, "cell");
	}
	err = read_job(base_buffer_view(&body), &status);
	base_buffer_free(&body);
	return err;
}

TEST(each_kind_of_block_has_its_number_of_cells)
{
	static const struct {
		unsigned least, most;
	} cells[IPC_BLOCKS] = {{1, 1}, {1, 1}, {2, 2}, {1, 6},
			       {1, 6}, {0, 0}, {1, 1}, {2, 2}};

	(void)state;
	for (unsigned kind = 0; kind <= IPC_BLOCKS; kind++)
		for (unsigned count = 0; count < 9; count++)
			assert_int_equal(block_of(kind, count),
					 kind < IPC_BLOCKS &&
						 count >= cells[kind].least &&
						 count <= cells[kind].most
					     ? LENS_OK
					     : LENS_MALFORMED);
}

static enum lens_err job_of(const struct ipc_document_job *job)
{
	struct base_buffer body;
	enum lens_err err;
	unsigned status;

	base_buffer_init(&body, IPC_DOCUMENT_BODY_MAX);
	assert_int_equal(ipc_document_job_write(job, &body), LENS_OK);
	err = read_job(base_buffer_view(&body), &status);
	base_buffer_free(&body);
	return err;
}

TEST(a_letter_has_at_most_its_blocks_and_its_text)
{
	static struct ipc_block blocks[IPC_DOCUMENT_BLOCKS_MAX + 1];
	static char text[IPC_DOCUMENT_TEXT_MAX + 2];
	struct ipc_document_job job = {
	    .task = IPC_DOCUMENT_PDF,
	    .document = {.layout = IPC_LAYOUT_US, .blocks = blocks}};

	(void)state;
	for (size_t i = 0; i <= IPC_DOCUMENT_BLOCKS_MAX; i++)
		blocks[i].kind = IPC_BLOCK_PAGE;
	job.document.count = 4000;
	assert_int_equal(job_of(&job), LENS_OK);
	job.document.count++;
	assert_int_equal(job_of(&job), LENS_MALFORMED);
	job.document.count = 0;
	memset(text, 'x', 256 << 10);
	job.document.facts = text;
	assert_int_equal(job_of(&job), LENS_OK);
	text[256 << 10] = 'x';
	assert_int_equal(job_of(&job), LENS_MALFORMED);
	job.document.facts = "one\ntwo \xc3\xa4";
	assert_int_equal(job_of(&job), LENS_OK);
	for (const char *const *bad =
		 (const char *const[]){"\t", "\r", "\x1f", "\x7f", "\xc3",
				       NULL};
	     *bad != NULL; bad++) {
		job.document.facts = *bad;
		assert_int_equal(job_of(&job), LENS_MALFORMED);
	}
	job.document.facts = " ~";
	assert_int_equal(job_of(&job), LENS_OK);
	job.document.layout = IPC_LAYOUTS;
	assert_int_equal(job_of(&job), LENS_MALFORMED);
	job = (struct ipc_document_job){.task = IPC_DOCUMENT_TASKS};
	assert_int_equal(job_of(&job), LENS_MALFORMED);
}

TEST(a_signature_has_at_most_its_pixels)
{
	static uint8_t ink[451 * 101];
	static const struct {
		uint32_t columns, rows;
		enum lens_err err;
	} sizes[] = {
	    {0, 0, LENS_OK},
	    {1, 1, LENS_OK},
	    {450, 100, LENS_OK},
	    {451, 100, LENS_MALFORMED},
	    {450, 101, LENS_MALFORMED},
	    {0, 1, LENS_MALFORMED},
	    {1, 0, LENS_MALFORMED},
	};

	(void)state;
	for (size_t i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++) {
		struct ipc_document_job job = {
		    .task = IPC_DOCUMENT_PDF,
		    .document = {
			.signature = {sizes[i].columns, sizes[i].rows, ink}}};

		assert_int_equal(job_of(&job), sizes[i].err);
	}
}

TEST(attachments_are_few_and_fit_together)
{
	static struct ipc_attachment some[IPC_DOCUMENT_ATTACHMENTS_MAX + 1];
	struct ipc_document_job job = {.task = IPC_DOCUMENT_DRAFT,
				       .draft = {.attachments = some}};
	static char name[IPC_TEXT_MAX + 2];

	(void)state;
	for (size_t i = 0; i <= IPC_DOCUMENT_ATTACHMENTS_MAX; i++)
		some[i] = (struct ipc_attachment){"a.pdf", "a/b", 1 << 20};
	job.draft.count = 32;
	assert_int_equal(job_of(&job), LENS_OK);
	job.draft.count = 33;
	some[0].size = some[1].size = 0;
	assert_int_equal(job_of(&job), LENS_MALFORMED);
	/* 32 MB of all of them, not of each. */
	job.draft.count = 2;
	some[0].size = (32 << 20) - 1;
	some[1].size = 1;
	assert_int_equal(job_of(&job), LENS_OK);
	some[1].size = 2;
	assert_int_equal(job_of(&job), LENS_MALFORMED);
	some[1].size = 1;
	memset(name, 'n', IPC_TEXT_MAX);
	some[0].name = name;
	assert_int_equal(job_of(&job), LENS_OK);
	name[IPC_TEXT_MAX] = 'n';
	assert_int_equal(job_of(&job), LENS_MALFORMED);
	some[0].name = "";
	some[0].type = name;
	assert_int_equal(job_of(&job), LENS_MALFORMED);
}

TEST(a_calendar_has_at_most_its_events_and_alarms)
{
	static struct ipc_event events[IPC_DOCUMENT_EVENTS_MAX + 1];
	struct ipc_document_job job = {.task = IPC_DOCUMENT_CALENDAR,
				       .calendar = {.events = events}};
	struct base_buffer body;
	unsigned status;

	(void)state;
	job.calendar.count = 2000;
	assert_int_equal(job_of(&job), LENS_OK);
	job.calendar.count = 2001;
	assert_int_equal(job_of(&job), LENS_MALFORMED);
	job.calendar.count = 1;
	events[0].alarms = 4;
	events[0].before[3] = 365;
	assert_int_equal(job_of(&job), LENS_OK);
	events[0].before[3] = 366;
	assert_int_equal(job_of(&job), LENS_MALFORMED);
	events[0].alarms = 0;
	open_body(&body);
	assert_int_equal(ipc_document_job_write(&job, &body), LENS_OK);
	body.data[body.size - 1] = 5;
	for (unsigned i = 0; i < 5; i++)
		assert_int_equal(base_buffer_add(&body, "\1\0\0\0", 4),
				 LENS_OK);
	assert_int_equal(read_job(base_buffer_view(&body), &status),
			 LENS_MALFORMED);
	base_buffer_free(&body);
}

static enum lens_err read_mail(struct base_view body, unsigned *status)
{
	static struct ipc_mail out;
	enum lens_err err = ipc_mail_read(body, &out);

	*status = out.status;
	ipc_mail_free(&out);
	return err;
}

static enum lens_err mail_of(unsigned count, uint64_t size, const char *text)
{
	static struct ipc_mail sent;
	struct base_buffer body;
	enum lens_err err;
	unsigned status;

	sent = (struct ipc_mail){.from = "a@b", .text = (char *)text};
	for (unsigned i = 0; i < count && i < IPC_DOCUMENT_ATTACHMENTS_MAX; i++)
		sent.attachments[sent.count++] =
		    (struct ipc_attachment){"n", "t/t", size};
	base_buffer_init(&body, IPC_MAIL_BODY_MAX);
	assert_int_equal(ipc_mail_write(&sent, &body), LENS_OK);
	if (count > IPC_DOCUMENT_ATTACHMENTS_MAX) {
		struct ipc_writer writer = {&body, LENS_OK};
		size_t at = body.size - sent.count * (4 + 1 + 4 + 3 + 8) - 4;

		base_put_u32(body.data + at, count);
		ipc_write_text(&writer, "n");
		ipc_write_text(&writer, "t/t");
		ipc_write_u64(&writer, size);
	}
	err = read_mail(base_buffer_view(&body), &status);
	base_buffer_free(&body);
	return err;
}

TEST(a_mail_has_what_a_mail_can_have)
{
	static struct ipc_mail sent = {.status = IPC_DOCUMENT_MALFORMED};
	static char text[IPC_MAIL_TEXT_MAX + 2];
	struct base_buffer body;

	(void)state;
	open_body(&body);
	assert_int_equal(ipc_mail_write(&sent, &body), LENS_OK);
	statuses(read_mail, &body, IPC_DOCUMENT_OK, IPC_DOCUMENT_CRASHED,
		 IPC_DOCUMENT_LIED);
	below(read_mail, &body, 1 + 7 * 4 + 8, 2); /* cut */
	no_other_length(read_mail, &body);
	base_buffer_free(&body);
	assert_int_equal(mail_of(32, 32 << 20, ""), LENS_OK);
	assert_int_equal(mail_of(33, 0, ""), LENS_MALFORMED);
	assert_int_equal(mail_of(1, (32 << 20) + 1, ""), LENS_MALFORMED);
	memset(text, 'x', 256 << 10);
	assert_int_equal(mail_of(0, 0, text), LENS_OK);
	text[256 << 10] = 'x';
	assert_int_equal(mail_of(0, 0, text), LENS_MALFORMED);
}

/* ---- Unpacking ---- */

static enum lens_err unpack_of(unsigned status, uint32_t files, uint64_t bytes)
{
	struct ipc_unpack sent = {status, files, bytes}, got;
	struct base_buffer body;
	enum lens_err err;

	open_body(&body);
	assert_int_equal(ipc_unpack_write(&sent, &body), LENS_OK);
	err = ipc_unpack_read(base_buffer_view(&body), &got);
	if (err == LENS_OK) {
		assert_int_equal(got.status, status);
		assert_int_equal(got.files, files);
		assert_int_equal(got.bytes, bytes);
	}
	base_buffer_free(&body);
	return err;
}

TEST(an_unpacked_set_is_within_its_limits)
{
	(void)state;
	assert_int_equal(unpack_of(IPC_UNPACK_OK, 40000, 48 << 20), LENS_OK);
	assert_int_equal(unpack_of(IPC_UNPACK_OK, 40001, 0), LENS_MALFORMED);
	assert_int_equal(unpack_of(IPC_UNPACK_OK, 0, (48 << 20) + 1),
			 LENS_MALFORMED);
	assert_int_equal(unpack_of(IPC_UNPACK_TOO_MUCH, 0, 0), LENS_OK);
	assert_int_equal(unpack_of(IPC_UNPACK_STATUSES, 0, 0), LENS_MALFORMED);
}

/* One file of the room: what the name's length and the size claim. */
static bool next_of(uint32_t length, uint32_t size, size_t there,
		    enum lens_err *err, struct base_view *bytes)
{
	static uint8_t room[8 + 500 + IPC_UNPACK_JSON_MAX];
	struct base_view left = {room, 8 + there}, name;
	bool more;

	base_put_u32(room, length);
	base_put_u32(room + 4, size);
	more = ipc_unpack_next(&left, &name, bytes, err);
	if (more) {
		assert_int_equal(name.size, length);
		assert_ptr_equal(name.data, room + 8);
		assert_int_equal(left.size,
				 there - length - (bytes->data ? size : 0));
	}
	return more;
}

TEST(a_file_of_the_room_is_where_it_is_said_to_be)
{
	struct base_view bytes, left = {NULL, 0};
	enum lens_err err;

	(void)state;
	assert_true(next_of(3, 5, 8, &err, &bytes));
	assert_int_equal(err, LENS_OK);
	assert_int_equal(bytes.size, 5);
	assert_true(next_of(3, 5, 20, &err, &bytes));
	assert_false(next_of(3, 5, 7, &err, &bytes));
	assert_int_equal(err, LENS_MALFORMED);
	assert_false(next_of(0, 5, 20, &err, &bytes));
	assert_true(next_of(400, 0, 400, &err, &bytes));
	assert_null(bytes.data);
	assert_false(next_of(401, 0, 401, &err, &bytes));
	assert_false(next_of(3, 0, 2, &err, &bytes));
	assert_true(next_of(3, IPC_UNPACK_JSON_MAX, IPC_UNPACK_JSON_MAX + 3,
			    &err, &bytes));
	assert_false(next_of(3, IPC_UNPACK_JSON_MAX + 1,
			     IPC_UNPACK_JSON_MAX + 4, &err, &bytes));
	assert_int_equal(err, LENS_MALFORMED);
	assert_true(next_of(3, IPC_UNPACK_DAMAGED, 3, &err, &bytes));
	assert_null(bytes.data);
	assert_int_equal(bytes.size, IPC_UNPACK_DAMAGED);
	assert_true(next_of(3, IPC_UNPACK_TOO_LARGE, 3, &err, &bytes));
	assert_int_equal(bytes.size, IPC_UNPACK_TOO_LARGE);
	assert_false(next_of(3, IPC_UNPACK_DAMAGED - 1, 3, &err, &bytes));
	assert_false(ipc_unpack_next(&left, &bytes, &bytes, &err));
	assert_int_equal(err, LENS_OK);
}

/* ---- Texts ---- */

TEST(a_text_has_at_most_399_bytes_that_print)
{
	char out[IPC_TEXT_MAX];
	static char address[IPC_ADDRESS_MAX];
	struct base_buffer body;
	struct ipc_reader reader;
	struct ipc_writer writer = {&body, LENS_OK};
	static uint8_t long_text[4 + 5000];

	(void)state;
	memset(long_text, 'x', sizeof(long_text));
	base_put_u32(long_text, 399);
	reader = (struct ipc_reader){{long_text, 403}, LENS_OK};
	ipc_read_text(&reader, out);
	assert_int_equal(ipc_read_end(&reader), LENS_OK);
	assert_int_equal(strlen(out), 399);
	base_put_u32(long_text, 400);
	reader = (struct ipc_reader){{long_text, 404}, LENS_OK};
	ipc_read_text(&reader, out);
	assert_int_equal(ipc_read_end(&reader), LENS_MALFORMED);
	assert_string_equal(out, "");
	base_put_u32(long_text, 4095);
	reader = (struct ipc_reader){{long_text, 4099}, LENS_OK};
	ipc_read_address(&reader, address);
	assert_int_equal(ipc_read_end(&reader), LENS_OK);
	assert_int_equal(strlen(address), 4095);
	base_put_u32(long_text, 4096);
	reader = (struct ipc_reader){{long_text, 4100}, LENS_OK};
	ipc_read_address(&reader, address);
	assert_int_equal(ipc_read_end(&reader), LENS_MALFORMED);
	assert_string_equal(address, "");
	/* Writers cut what is longer. */
	long_text[4 + 4998] = '\0';
	open_body(&body);
	ipc_write_text(&writer, (const char *)long_text + 4);
	assert_int_equal(body.size, 4 + 399);
	ipc_write_address(&writer, (const char *)long_text + 4);
	assert_int_equal(body.size, 4 + 399 + 4 + 4095);
	base_buffer_free(&body);
}

TEST(an_address_is_of_visible_ascii)
{
	static char out[IPC_ADDRESS_MAX];

	(void)state;
	for (unsigned byte = 0; byte < 256; byte++) {
		uint8_t bytes[] = {3, 0, 0, 0, 'a', (uint8_t)byte, 'b'};
		struct ipc_reader reader = {{bytes, sizeof(bytes)}, LENS_OK};

		ipc_read_address(&reader, out);
		assert_int_equal(ipc_read_end(&reader),
				 byte > 0x20 && byte < 0x7f ? LENS_OK
							    : LENS_MALFORMED);
		assert_int_equal(strlen(out),
				 byte > 0x20 && byte < 0x7f ? 3 : 0);
	}
}

/* Every status has a code of its own and a sentence; what is none has not. */
TEST(each_status_has_its_own_code_and_a_sentence)
{
	typedef const char *word(unsigned);
	static const struct {
		word *code, *sentence;
		unsigned count;
	} tables[] = {
	    {(word *)ipc_picture_code, (word *)ipc_picture_sentence,
	     IPC_PICTURE_STATUSES},
	    {(word *)ipc_page_code, (word *)ipc_page_sentence,
	     IPC_PAGE_STATUSES},
	    {(word *)ipc_fetch_code, (word *)ipc_fetch_sentence,
	     IPC_FETCH_STATUSES},
	    {(word *)ipc_keyring_code, (word *)ipc_keyring_sentence,
	     IPC_KEYRING_STATUSES},
	    {(word *)ipc_document_code, (word *)ipc_document_sentence,
	     IPC_DOCUMENT_STATUSES},
	};

	(void)state;
	for (size_t t = 0; t < sizeof(tables) / sizeof(tables[0]); t++) {
		for (unsigned i = 0; i < tables[t].count; i++) {
			assert_non_null(tables[t].code(i));
			assert_true(strlen(tables[t].sentence(i)) > 5);
			for (unsigned j = 0; j < i; j++)
				assert_string_not_equal(tables[t].code(i),
							tables[t].code(j));
		}
		assert_string_equal(tables[t].code(tables[t].count), "unknown");
		assert_string_equal(tables[t].sentence(tables[t].count), "");
	}
	for (unsigned i = 0; i < IPC_PAGE_KINDS; i++)
		assert_true(strlen(ipc_page_kind_name(i)) > 2);
	assert_string_equal(ipc_page_kind_name(IPC_PAGE_KINDS), "");
	for (unsigned i = 0; i < IPC_FETCH_KEPT; i++)
		assert_true(strlen(ipc_fetch_header_name(i)) > 2);
	for (unsigned i = 1; i < IPC_FORMATS; i++)
		assert_true(strlen(ipc_format_name(i)) > 2);
	assert_string_equal(ipc_format_name(IPC_FORMAT_NONE), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(a_decoder_cannot_say_what_the_core_says),
	    RUN(a_picture_that_was_read_has_what_a_picture_has),
	    RUN(a_picture_job_arrives_as_it_was_given),
	    RUN(a_pagereader_cannot_say_what_the_core_says),
	    RUN(pictures_inside_a_page_lie_one_after_the_other_within_the_room),
	    RUN(a_page_has_so_many_pictures_at_most_and_none_when_it_was_not_read),
	    RUN(an_address_leads_below_its_folder_or_nowhere),
	    RUN(a_page_job_arrives_as_it_was_given),
	    RUN(a_fetch_is_for_a_byte_to_32_megabytes_and_up_to_a_minute),
	    RUN(a_fetch_job_arrives_as_it_was_given),
	    RUN(a_fetcher_cannot_say_what_the_core_says),
	    RUN(an_answer_from_outside_has_what_an_answer_can_have),
	    RUN(a_keyring_cannot_say_what_the_core_says),
	    RUN(a_typesetter_cannot_say_what_the_core_says),
	    RUN(each_kind_of_block_has_its_number_of_cells),
	    RUN(a_letter_has_at_most_its_blocks_and_its_text),
	    RUN(a_signature_has_at_most_its_pixels),
	    RUN(attachments_are_few_and_fit_together),
	    RUN(a_calendar_has_at_most_its_events_and_alarms),
	    RUN(a_mail_has_what_a_mail_can_have),
	    RUN(an_unpacked_set_is_within_its_limits),
	    RUN(a_file_of_the_room_is_where_it_is_said_to_be),
	    RUN(a_text_has_at_most_399_bytes_that_print),
	    RUN(an_address_is_of_visible_ascii),
	    RUN(each_status_has_its_own_code_and_a_sentence),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
