/* home.c: ledgers to be tested, and what is put into them. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <unistd.h>

#include "host/ledger/home.h"

/* ---- Folders ---- */

typedef void home_visit(int dir, const char *name, int other);

/* Each entry of a folder that is open in dir, which is closed. */
static void home_each(int dir, home_visit *visit, int other)
{
	DIR *stream = fdopendir(dir);
	struct dirent *entry;

	assert_non_null(stream);
	while ((entry = readdir(stream)) != NULL)
		if (strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0)
			visit(dir, entry->d_name, other);
	closedir(stream);
}

/* Remove a file, or a folder with all in it, if it is there. */
static void home_drop(int dir, const char *name, int other)
{
	int folder = openat(dir, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);

	if (folder >= 0)
		home_each(folder, home_drop, other);
	assert_true(unlinkat(dir, name, folder >= 0 ? AT_REMOVEDIR : 0) == 0 ||
		    errno == ENOENT);
}

static void home_copy_as(int dir, const char *name, int to, const char *as);

static void home_copy_one(int dir, const char *name, int to)
{
	home_copy_as(dir, name, to, name);
}

/* Copy a file, or a folder with all in it, where nothing is. */
static void home_copy_as(int dir, const char *name, int to, const char *as)
{
	int from = openat(dir, name, O_RDONLY | O_NOFOLLOW), out;
	struct stat about;

	assert_true(from >= 0);
	assert_int_equal(fstat(from, &about), 0);
	if (S_ISDIR(about.st_mode)) {
		assert_int_equal(mkdirat(to, as, about.st_mode & 0777), 0);
		out = openat(to, as, O_RDONLY | O_DIRECTORY);
		assert_true(out >= 0);
		home_each(from, home_copy_one, out);
	} else {
		out = openat(to, as, O_WRONLY | O_CREAT | O_EXCL,
			     about.st_mode & 0777);
		assert_true(out >= 0);
		assert_int_equal(
		    sendfile(out, from, NULL, (size_t)about.st_size),
		    about.st_size);
		close(from);
	}
	close(out);
}

void home_copy(const struct home *home, const char *from, const char *to)
{
	int top = open(home->top, O_RDONLY | O_DIRECTORY);

	assert_true(top >= 0);
	home_drop(top, to, 0);
	home_copy_as(top, from, top, to);
	close(top);
}

/* ---- Ledgers ---- */

void home_make(struct home *home)
{
	*home = (struct home){.place = {0}};
	snprintf(home->top, sizeof(home->top), "%s/lenscap-ledger-XXXXXX",
		 getenv("LENSCAP_TEST_DIR") ? getenv("LENSCAP_TEST_DIR")
					    : "/tmp");
	assert_non_null(mkdtemp(home->top));
	snprintf(home->dir, HOME_PATH, "%.100s/home", home->top);
	snprintf(home->witness, HOME_PATH, "%.100s/witness", home->top);
	snprintf(home->key_file, HOME_PATH, "%.100s/key", home->top);
	home->place = (struct ledger_place){home->dir, home->witness};
	assert_int_equal(
	    ledger_secret_key_file_create(home->key_file, NULL, &home->secret),
	    LENS_OK);
	assert_int_equal(ledger_create(&home->place, &home->secret, 1, NULL,
				       &home->key, &home->ledger),
			 LENS_OK);
}

void home_remove(struct home *home)
{
	ledger_close(home->ledger);
	ledger_key_free(home->key);
	ledger_secret_free(home->secret);
	home_drop(AT_FDCWD, home->top, 0);
}

void home_reopen(struct home *home)
{
	struct ledger_fault fault;

	ledger_close(home->ledger);
	home->ledger = NULL;
	if (ledger_open(&home->place, home->key, &fault, &home->ledger) !=
	    LENS_OK)
		fail_msg("%s", fault.sentence);
}

unsigned home_step(unsigned otherwise)
{
	return getenv("LENSCAP_THOROUGH") ? 1 : otherwise;
}

/* ---- Photos ---- */

static void home_fill(void *out, size_t size, uint64_t seed)
{
	uint8_t *bytes = out;

	for (size_t i = 0; i < size; i++) {
		seed = seed * 6364136223846793005u + 1442695040888963407u;
		bytes[i] = (uint8_t)(seed >> 33);
	}
}

struct ledger_photo home_photo(unsigned number)
{
	static char source[64], detail[64];
	static uint8_t extra[100];
	static struct ledger_finding findings[2];
	struct ledger_photo photo = {.format = "jpeg",
				     .bytes = 1000 + number,
				     .width = 4000,
				     .height = 3000,
				     .orientation = number % 8 + 1,
				     .damaged = number % 2,
				     .added = 1700000000000 + number};

	home_fill(photo.sha256, 32, number + 1);
	home_fill(&photo.fingerprint, sizeof(photo.fingerprint), number + 2);
	photo.fingerprint.pdq_quality = number % 101;
	home_fill(extra, sizeof(extra), number + 3);
	snprintf(source, sizeof(source), "/photos/canary-name-%u.jpg", number);
	snprintf(detail, sizeof(detail), "canary-detail-%u", number);
	findings[0] = (struct ledger_finding){"gps", detail};
	findings[1] = (struct ledger_finding){"author", "Someone"};
	photo.source = source;
	photo.findings = findings;
	photo.finding_count = number % 3;
	photo.extra = (struct base_view){extra, number % sizeof(extra)};
	return photo;
}

static struct base_view home_thumbnail(unsigned number)
{
	static uint8_t bytes[3000];
	size_t size = 200 + number * 37 % 2500;

	home_fill(bytes, size, number + 4);
	return (struct base_view){bytes, size};
}

int64_t home_add(struct ledger *ledger, unsigned number)
{
	struct ledger_photo photo = home_photo(number);
	struct ledger_added added;
	struct ledger_fault fault;

	photo.thumbnail = home_thumbnail(number);
	if (ledger_photo_add(ledger, &photo, &fault, &added) != LENS_OK)
		fail_msg("%s", fault.sentence);
	assert_true(added.fresh);
	return added.id;
}

static bool home_same(const struct ledger_photo *a,
		      const struct ledger_photo *b)
{
	bool same = memcmp(&a->fingerprint, &b->fingerprint,
			   sizeof(a->fingerprint)) == 0 &&
		    a->bytes == b->bytes && a->width == b->width &&
		    a->height == b->height &&
		    a->orientation == b->orientation &&
		    a->damaged == b->damaged && a->animated == b->animated &&
		    a->added == b->added && strcmp(a->source, b->source) == 0 &&
		    strcmp(a->format, b->format) == 0 &&
		    a->extra.size == b->extra.size &&
		    a->finding_count == b->finding_count;

	if (same && a->extra.size > 0)
		same = memcmp(a->extra.data, b->extra.data, a->extra.size) == 0;
	for (unsigned i = 0; same && i < a->finding_count; i++)
		same =
		    strcmp(a->findings[i].kind, b->findings[i].kind) == 0 &&
		    strcmp(a->findings[i].detail, b->findings[i].detail) == 0;
	return same;
}

bool home_has(struct ledger *ledger, unsigned number)
{
	struct ledger_photo expected = home_photo(number);
	struct base_view thumbnail = home_thumbnail(number);
	struct ledger_photos *found;
	struct base_buffer bytes;
	bool has;

	if (ledger_photo_by_sha256(ledger, expected.sha256, NULL, &found) !=
	    LENS_OK)
		return false;
	base_buffer_init(&bytes, LEDGER_BLOB_MAX);
	has = home_same(&found->photos[0], &expected) &&
	      ledger_blob_get(ledger, found->photos[0].id,
			      LEDGER_BLOB_THUMBNAIL, NULL, &bytes) == LENS_OK &&
	      bytes.size == thumbnail.size &&
	      memcmp(bytes.data, thumbnail.data, bytes.size) == 0;
	base_buffer_free(&bytes);
	ledger_photos_free(found);
	return has;
}

/* ---- Files ---- */

uint8_t *home_read(const struct home *home, const char *name, size_t *size)
{
	char path[2 * HOME_PATH];
	struct stat about;
	uint8_t *bytes;
	int fd;

	snprintf(path, sizeof(path), "%s/%s", home->dir, name);
	fd = open(path, O_RDONLY | O_CLOEXEC);
	assert_true(fd >= 0 && fstat(fd, &about) == 0);
	*size = (size_t)about.st_size;
	bytes = malloc(*size + 1);
	assert_non_null(bytes);
	assert_int_equal(read(fd, bytes, *size), *size);
	close(fd);
	return bytes;
}

void home_write(const struct home *home, const char *name, const void *data,
		size_t size)
{
	char path[2 * HOME_PATH];
	int fd;

	snprintf(path, sizeof(path), "%s/%s", home->dir, name);
	fd = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
	assert_true(fd >= 0);
	assert_int_equal(write(fd, data, size), size);
	close(fd);
}

bool home_exists(const struct home *home, const char *name)
{
	char path[2 * HOME_PATH];

	snprintf(path, sizeof(path), "%s/%s", home->dir, name);
	return access(path, F_OK) == 0;
}
