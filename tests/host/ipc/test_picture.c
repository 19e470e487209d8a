/* test_picture.c: a decoder's answer survives the wire, a lie does not. */
#include "test.h"

#include <lenscap/ipc_picture.h>

static void picture_sample(struct ipc_picture *picture)
{
	*picture = (struct ipc_picture){
	    .status = IPC_PICTURE_OK,
	    .format = IPC_FORMAT_WEBP,
	    .animated = true,
	    .orientation = 6,
	    .width = 4032,
	    .height = 3024,
	    .hashed = true,
	    .count = 2,
	    .unread_bytes = 1200,
	    .end = 5000,
	    .elsewhere = 1,
	    .hiddens = 1,
	    .hidden = {{IPC_HIDDEN_VIDEO, 1200, 5000}},
	};
	for (size_t i = 0; i < sizeof(picture->fingerprint.pdq); i++)
		((uint8_t *)picture->fingerprint.pdq)[i] = (uint8_t)(i * 31);
	picture->fingerprint.pdq_quality = 100;
	picture->findings[0].kind = IPC_FINDING_GPS;
	strcpy(picture->findings[0].detail, "48.85837, 2.29448");
	picture->findings[1].kind = IPC_FINDING_CONTENT_CREDENTIALS;
	strcpy(picture->findings[1].detail, "ja \xc3\xa4");
}

static void picture_body(const struct ipc_picture *picture,
			 struct base_buffer *body)
{
	base_buffer_init(body, 65536);
	assert_int_equal(ipc_picture_write(picture, body), LENS_OK);
}

TEST(reads_what_was_written)
{
	static struct ipc_picture sent, got;
	struct base_buffer body;

	(void)state;
	picture_sample(&sent);
	picture_body(&sent, &body);
	assert_int_equal(ipc_picture_read(base_buffer_view(&body), &got),
			 LENS_OK);
	assert_memory_equal(&got.fingerprint, &sent.fingerprint,
			    sizeof(got.fingerprint));
	assert_int_equal(got.width, 4032);
	assert_int_equal(got.orientation, 6);
	assert_int_equal(got.count, 2);
	assert_string_equal(got.findings[0].detail, "48.85837, 2.29448");
	assert_string_equal(got.findings[1].detail, "ja \xc3\xa4");
	assert_int_equal(got.unread_bytes, 1200);
	assert_int_equal(got.end, 5000);
	assert_int_equal(got.elsewhere, 1);
	assert_int_equal(got.hiddens, 1);
	assert_int_equal(got.hidden[0].kind, IPC_HIDDEN_VIDEO);
	assert_int_equal(got.hidden[0].bytes, 1200);
	assert_int_equal(got.hidden[0].offset, 5000);
	base_buffer_free(&body);
}

TEST(refuses_every_shorter_and_longer_body)
{
	static struct ipc_picture sent, got;
	struct base_buffer body;

	(void)state;
	picture_sample(&sent);
	picture_body(&sent, &body);
	for (size_t size = 0; size < body.size; size++) {
		struct base_view cut = {body.data, size};

		assert_int_equal(ipc_picture_read(cut, &got), LENS_MALFORMED);
		assert_int_equal(got.status, IPC_PICTURE_LIED);
		assert_int_equal(got.count, 0);
	}
	assert_int_equal(base_buffer_add(&body, "", 1), LENS_OK);
	assert_int_equal(ipc_picture_read(base_buffer_view(&body), &got),
			 LENS_MALFORMED);
	base_buffer_free(&body);
}

TEST(refuses_a_hidden_part_beyond_every_file)
{
	static const struct ipc_hidden lies[] = {
	    {IPC_HIDDEN_VIDEO, 0, 0},
	    {IPC_HIDDEN_VIDEO, IPC_PICTURE_BYTES_MAX + 1ull, 0},
	    {IPC_HIDDEN_VIDEO, 1, IPC_PICTURE_BYTES_MAX},
	    {IPC_HIDDENS, 1, 1},
	};
	static struct ipc_picture sent, got;
	struct base_buffer body;

	(void)state;
	for (size_t i = 0; i < sizeof(lies) / sizeof(*lies); i++) {
		picture_sample(&sent);
		sent.hidden[0] = lies[i];
		picture_body(&sent, &body);
		assert_int_equal(
		    ipc_picture_read(base_buffer_view(&body), &got),
		    LENS_MALFORMED);
		base_buffer_free(&body);
	}
}

/* As large as it may be it is read, and a byte more is a lie. */
TEST(each_extra_has_its_limit)
{
	static const size_t limits[IPC_EXTRAS] = {
	    [IPC_EXTRA_THUMBNAIL] = 65536,
	    [IPC_EXTRA_PREVIEW] = 2 + 64 * 64 * 3,
	    [IPC_EXTRA_LOCAL] = 4096,
	    [IPC_EXTRA_QUERY] = 131072,
	    [IPC_EXTRA_PIXELS] = 32,
	    [IPC_EXTRA_TURNED] = FINGERPRINT_TURNED_SIZE_MAX,
	    [IPC_EXTRA_REGIONS] = IPC_REGIONS_MAX,
	    [IPC_EXTRA_GREY] = 1200004,
	};
	static struct ipc_picture sent, got;
	struct base_buffer body;
	uint8_t *filled;

	(void)state;
	for (unsigned i = 0; i < IPC_EXTRAS; i++)
		for (size_t more = 0; more < 2; more++) {
			struct base_buffer *extra = &sent.extras[i];

			picture_sample(&sent);
			base_buffer_init(extra, limits[i] + more);
			assert_int_equal(base_buffer_extend(
					     extra, limits[i] + more, &filled),
					 LENS_OK);
			memset(filled, 7, limits[i] + more);
			extra->size = limits[i] + more;
			base_buffer_init(&body, IPC_PICTURE_BODY_MAX);
			assert_int_equal(ipc_picture_write(&sent, &body),
					 LENS_OK);
			assert_int_equal(
			    ipc_picture_read(base_buffer_view(&body), &got),
			    more ? LENS_MALFORMED : LENS_OK);
			if (!more)
				assert_int_equal(got.extras[i].size, limits[i]);
			ipc_picture_free(&got);
			ipc_picture_free(&sent);
			base_buffer_free(&body);
		}
}

/* Whatever one byte becomes: no crash, and what is accepted is in range. */
TEST(believes_nothing_out_of_range)
{
	static struct ipc_picture sent, got;
	struct base_buffer body;
	unsigned refused = 0;

	(void)state;
	picture_sample(&sent);
	picture_body(&sent, &body);
	for (size_t at = 0; at < body.size; at++)
		for (unsigned value = 0; value < 256; value++) {
			uint8_t kept = body.data[at];

			body.data[at] = (uint8_t)value;
			if (ipc_picture_read(base_buffer_view(&body), &got) !=
			    LENS_OK) {
				refused++;
			} else {
				assert_true(got.status <
					    IPC_PICTURE_TOO_MUCH_CPU);
				assert_true(got.format < IPC_FORMATS);
				assert_true(got.orientation <= 8);
				assert_true(got.count <= IPC_FINDINGS_MAX);
				assert_true(got.fingerprint.pdq_quality <= 100);
			}
			body.data[at] = kept;
		}
	assert_true(refused > 1000);
	base_buffer_free(&body);
}

TEST(carries_a_failure_without_a_fingerprint)
{
	struct ipc_picture sent = {.status = IPC_PICTURE_TOO_MANY_PIXELS,
				   .format = IPC_FORMAT_PNG,
				   .hashed = true};
	static struct ipc_picture got;
	struct base_buffer body;

	(void)state;
	picture_body(&sent, &body);
	assert_int_equal(ipc_picture_read(base_buffer_view(&body), &got),
			 LENS_OK);
	assert_int_equal(got.status, IPC_PICTURE_TOO_MANY_PIXELS);
	assert_true(got.hashed);
	base_buffer_free(&body);
}

TEST(has_a_code_and_a_sentence_for_every_status)
{
	(void)state;
	for (unsigned i = 0; i < IPC_PICTURE_STATUSES; i++) {
		assert_non_null(ipc_picture_code(i));
		assert_true(strlen(ipc_picture_sentence(i)) > 10);
		for (unsigned j = 0; j < i; j++)
			assert_string_not_equal(ipc_picture_code(i),
						ipc_picture_code(j));
	}
	assert_string_equal(ipc_picture_code(9999), "unknown");
}

TEST(refuses_a_hello_that_would_print_controls)
{
	struct ipc_hello sent = {.version = IPC_VERSION}, got;
	struct base_buffer body;

	(void)state;
	strcpy(sent.refusal, "\x1b[2J");
	base_buffer_init(&body, 4096);
	assert_int_equal(ipc_hello_write(&sent, &body), LENS_OK);
	assert_int_equal(ipc_hello_read(base_buffer_view(&body), &got),
			 LENS_MALFORMED);
	assert_string_equal(got.refusal, "");
	base_buffer_free(&body);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	    RUN(reads_what_was_written),
	    RUN(refuses_every_shorter_and_longer_body),
	    RUN(refuses_a_hidden_part_beyond_every_file),
	    RUN(each_extra_has_its_limit),
	    RUN(believes_nothing_out_of_range),
	    RUN(carries_a_failure_without_a_fingerprint),
	    RUN(has_a_code_and_a_sentence_for_every_status),
	    RUN(refuses_a_hello_that_would_print_controls),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
