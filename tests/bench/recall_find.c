/*
 * recall_find.c: enrol planes, then find them in others, as `find` does.
 *
 *     recall_find ENROL QUERIES
 *
 * Both are packs: for each picture a line "name width height" and its luma.
 * Prints "P name quality pdq*8 phash dhash iscc" of each, enrolled ones first,
 * then "Q ..." the same of each query, each followed by its answers:
 * "A photo confidence distance how value score likeness".  A query that is
 * named as its photo, "__" and a kind, is also compared with that photo alone:
 * "C ..." is the photo in the query, "R ..." the query in the photo.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <lenscap/match.h>

#define SIDE                                                                   \
	512 /* the decoder's planes have at least so many samples a side       \
	     */
#define REGIONS_SIZE ((size_t)FINGERPRINT_REGIONS * FINGERPRINT_REGION_SIZE_MAX)

struct pack {
	FILE *file;
	char name[256];
	unsigned width, height;
	uint8_t *luma;
};

static char (*names)[256];

static void need(enum lens_err err)
{
	if (!err)
		return;
	fprintf(stderr, "recall_find: %s\n", base_err_name(err));
	exit(1);
}

static int next(struct pack *pack)
{
	size_t size;

	free(pack->luma);
	pack->luma = NULL;
	if (fscanf(pack->file, "%255s %u %u", pack->name, &pack->width,
		   &pack->height) != 3)
		return 0;
	fgetc(pack->file);
	size = (size_t)pack->width * pack->height;
	pack->luma = malloc(size);
	return pack->luma && fread(pack->luma, 1, size, pack->file) == size;
}

static void hex(const uint8_t *bytes, size_t size)
{
	putchar(' ');
	while (size-- > 0)
		printf("%02x", *bytes++);
}

static void print(char kind, const char *name, const struct fingerprint *taken)
{
	printf("%c %s %u", kind, name, taken->pdq_quality);
	for (int i = 0; i < FINGERPRINT_DIHEDRALS; i++)
		hex(taken->pdq[i], FINGERPRINT_PDQ_SIZE);
	hex(taken->phash, sizeof(taken->phash));
	hex(taken->dhash, sizeof(taken->dhash));
	hex(taken->iscc, sizeof(taken->iscc));
	putchar('\n');
}

static void tell(void *context, const struct match_answer *answer)
{
	printf("%s %s %s %u %x %.2f %.1f %.3f\n", (const char *)context,
	       names[answer->photo], match_confidence_name(answer->confidence),
	       answer->distance, answer->how, (double)answer->value,
	       (double)answer->score, (double)answer->likeness);
}

/* ---- What is kept of each ---- */

/* As the decoder reduces it: means of squares of samples. */
static struct fingerprint_plane reduced(const struct pack *pack, uint8_t *room)
{
	unsigned side = pack->width < pack->height ? pack->width : pack->height;
	unsigned by = side / SIDE > 1 ? side / SIDE : 1;
	unsigned columns = pack->width / by, rows = pack->height / by;
	struct fingerprint_plane plane;

	for (unsigned y = 0; y < rows; y++)
		for (unsigned x = 0; x < columns; x++) {
			unsigned sum = 0;

			for (unsigned i = 0; i < by * by; i++)
				sum += pack->luma[(y * by + i / by) *
						      (size_t)pack->width +
						  x * by + i % by];
			room[y * (size_t)columns + x] =
			    (uint8_t)(sum / (by * by));
		}
	plane = fingerprint_plane_of(room, columns, rows);
	plane.width = pack->width;
	plane.height = pack->height;
	return plane;
}

static size_t regions(const struct pack *pack, uint8_t *out)
{
	static struct fingerprint_region region;
	struct fingerprint_plane plane =
	    fingerprint_plane_of(pack->luma, pack->width, pack->height);
	struct fingerprint_rectangle at[FINGERPRINT_REGIONS];
	size_t count =
	    fingerprint_regions(&plane, FINGERPRINT_REGION_LEAST, at);
	size_t size = 0;

	for (size_t i = 0; i < count; i++) {
		need(fingerprint_region_extract(&plane, &at[i], &region));
		size += fingerprint_region_write(&region, out + size);
	}
	return size;
}

/* What is asked with, and what a decoder makes of a picture. */
struct taken {
	struct fingerprint print;
	struct fingerprint_local local;
	struct fingerprint_query query;
	uint8_t turned[FINGERPRINT_TURNED_SIZE_MAX], *regions;
	struct match_more more;
};

static void take(const struct pack *pack, struct taken *out)
{
	static struct fingerprint_turned turned;
	uint8_t *room = malloc((size_t)pack->width * pack->height);
	struct fingerprint_plane plane;

	if (!room || !out->regions)
		exit(1);
	plane = reduced(pack, room);
	need(fingerprint_extract(&plane, &out->print));
	need(fingerprint_local_extract(&plane, &out->local));
	need(fingerprint_query_extract_turned(&plane, &out->query, &turned));
	out->more.turned.data = out->turned;
	out->more.turned.size = fingerprint_turned_write(&turned, out->turned);
	out->more.regions.data = out->regions;
	out->more.regions.size = regions(pack, out->regions);
	free(room);
}

/* ---- Looking ---- */

static struct taken **known;
static size_t count;

static enum lens_err fetch(void *context, uint64_t photo,
			   struct fingerprint_local *out)
{
	(void)context;
	*out = known[photo]->local;
	return LENS_OK;
}

static const struct fingerprint_local *alone;

static enum lens_err fetch_alone(void *context, uint64_t photo,
				 struct fingerprint_local *out)
{
	(void)context;
	(void)photo;
	*out = *alone;
	return LENS_OK;
}

static struct match_photos *enrol(const char *path)
{
	struct pack pack = {.file = fopen(path, "rb")};
	struct match_photos *photos;

	if (!pack.file)
		exit(2);
	need(match_photos_new(0, &photos));
	for (; next(&pack); count++) {
		struct taken *taken = calloc(1, sizeof(*taken));
		uint8_t *bytes = malloc(REGIONS_SIZE);

		names = realloc(names, (count + 1) * sizeof(*names));
		known = realloc(known, (count + 1) * sizeof(struct taken *));
		if (!taken || !names || !known || !bytes)
			exit(1);
		memcpy(names[count], pack.name, sizeof(pack.name));
		known[count] = taken;
		taken->regions = bytes;
		take(&pack, taken);
		taken->regions = realloc(bytes, taken->more.regions.size + 1);
		taken->more.regions.data = taken->regions;
		need(match_photos_add(photos, count, &taken->print,
				      &taken->local));
		print('P', pack.name, &taken->print);
	}
	fclose(pack.file);
	return photos;
}

/* One as the only photo there is, looked for in the other. */
static void compare(char *kind, const struct taken *photo, size_t number,
		    const struct taken *picture)
{
	struct match_ask ask = {
	    &picture->print, &picture->query, 1, fetch_alone, tell, kind};
	struct match_photos *one;

	alone = &photo->local;
	need(match_photos_new(0, &one));
	need(match_photos_add(one, number, &photo->print, &photo->local));
	need(match_photos_look(one, &ask, picture->more));
	match_photos_free(one);
}

static void look(struct match_photos *photos, const struct taken *taken,
		 const char *name)
{
	static char among[] = "A", there[] = "C", back[] = "R";
	struct match_ask ask = {&taken->print, &taken->query, 1,
				fetch,	       tell,	      among};
	const char *end = strstr(name, "__");

	need(match_photos_look(photos, &ask, taken->more));
	for (size_t i = 0; end && i < count; i++) {
		if (strncmp(names[i], name, (size_t)(end - name)) != 0 ||
		    names[i][end - name])
			continue;
		compare(there, known[i], i, taken);
		compare(back, taken, i, known[i]);
	}
}

int main(int argc, char **argv)
{
	static struct taken taken;
	struct match_photos *photos = argc == 3 ? enrol(argv[1]) : NULL;
	struct pack pack = {.file = photos ? fopen(argv[2], "rb") : NULL};

	taken.regions = malloc(REGIONS_SIZE);
	if (!pack.file)
		return 2;
	while (next(&pack)) {
		take(&pack, &taken);
		print('Q', pack.name, &taken.print);
		look(photos, &taken, pack.name);
	}
	return 0;
}
