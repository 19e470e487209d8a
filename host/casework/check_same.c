/*
 * check_same.c: stand-ins.  A site that does not show a picture to strangers
 * often gives another one, with the answer that all is well.
 */
#include <string.h>
#include <strings.h>

#include <lenscap/base_address.h>

#include "check_run.h"
#include "turned.h"

/* Many may be one photo by many names; a drawing as small as this, hardly. */
#define CHECK_SAME_SMALL 40000 /* bytes */
/* Pixels for each byte from which on it is a drawing: a head in grey, a sign.
 */
#define CHECK_DRAWN 20
#define CHECK_DRAWN_DENSE 60 /* of formats that pack closer */
#define CHECK_HEADERS 600    /* bytes that every file has */
#define CHECK_ICON 48	     /* pixels: smaller ones are signs anyway */

/* Sides differ by more than rounding and a little cropping. */
static bool check_unlike(uint32_t width, uint32_t height,
			 const struct ipc_picture *picture)
{
	struct turned_sides sides =
	    turned_sides(picture->orientation, picture->width, picture->height);
	uint64_t a = (uint64_t)width * sides.height;
	uint64_t b = (uint64_t)height * sides.width;

	return a * 10 > b * 12 || b * 10 > a * 12;
}

/*
 * Of one picture that two programs made smaller one in ten of the sure bits
 * differs at most (112 photos, Chromium's against ours); of two different ones
 * more than three in ten, in 95 of 100 pairs.
 */
#define CHECK_SURE_BITS 24

static bool check_looks_unlike(const struct casework_dhash *shown,
			       const struct ipc_picture *picture)
{
	unsigned sure = 0, differ = 0;

	for (size_t i = 0; i < FINGERPRINT_SMALL_SIZE; i++) {
		unsigned other =
		    (unsigned)(shown->bits[i] ^ picture->fingerprint.dhash[i]);

		sure += (unsigned)__builtin_popcount(shown->sure[i]);
		differ += (unsigned)__builtin_popcount(other & shown->sure[i]);
	}
	/* Of what moves, the browser may show another moment. */
	return !picture->animated && sure >= CHECK_SURE_BITS &&
	       differ * 10 > sure * 3;
}

bool check_names_photo(const char *url)
{
	size_t path = strcspn(url, "?#");

	return path > 5 && (strncasecmp(url + path - 4, ".jpg", 4) == 0 ||
			    strncasecmp(url + path - 5, ".jpeg", 5) == 0);
}

/* The name's ending is a photo's, and what came is of another kind. */
static bool check_other_kind(const char *url, enum ipc_format format)
{
	return format != IPC_FORMAT_JPEG && format != IPC_FORMAT_WEBP &&
	       check_names_photo(url);
}

/* A dot or a sign, where the page shows or announces a photo. */
static bool check_is_sign(const struct check_item *item,
			  const struct ipc_picture *picture)
{
	bool announced = item->inside && item->first == item &&
			 item->sibling == NULL && check_names_photo(item->url);

	return picture->width <= CHECK_ICON && picture->height <= CHECK_ICON &&
	       item->width > 2 * CHECK_ICON && item->height > 2 * CHECK_ICON &&
	       (announced || (item->target->shown && !item->inside));
}

bool check_is_drawn(const struct check_item *item,
		    const struct ipc_picture *picture)
{
	uint64_t pixels = (uint64_t)picture->width * picture->height;
	bool dense = picture->format != IPC_FORMAT_JPEG &&
		     picture->format != IPC_FORMAT_PNG &&
		     picture->format != IPC_FORMAT_GIF;

	/* Photos of smooth things come to 18 at most, measured so. */
	return pixels / (dense ? CHECK_DRAWN_DENSE : CHECK_DRAWN) +
		   CHECK_HEADERS >
	       item->bytes;
}

/*
 * A page of its own announces sizes by which it leaves room for the file, or
 * for a part of it: what fills neither side, nor half of the room, is another.
 * Of a photo in several sizes the first may be a sign that it loads.
 */
static bool check_is_far_smaller(const struct check_item *item,
				 const struct ipc_picture *picture)
{
	struct turned_sides sides =
	    turned_sides(picture->orientation, picture->width, picture->height);

	return item->inside && item->first == item && item->sibling == NULL &&
	       sides.width > CHECK_ICON && sides.height > CHECK_ICON &&
	       sides.width <= item->width && sides.height <= item->height &&
	       (uint64_t)sides.width * sides.height * 2 <=
		   (uint64_t)item->width * item->height;
}

bool check_is_suspect(const struct check_item *item,
		      const struct ipc_picture *picture)
{
	bool flat = picture->fingerprint.pdq_quality == 0;
	bool known = item->width > 1 && item->height > 1;
	bool unlike = known && check_unlike(item->width, item->height, picture);

	if (unlike && check_is_far_smaller(item, picture))
		return true;
	if (item->target->shown && !item->inside && unlike)
		return true;
	if (!item->inside && check_looks_unlike(&item->target->dhash, picture))
		return true;
	if (check_is_sign(item, picture) || (flat && item->target->expect != 0))
		return true;
	return flat && picture->width > 2 && picture->height > 2 &&
	       (unlike || check_other_kind(item->url, picture->format));
}

/* ---- The same at several addresses ---- */

/* The last part of the path without what only says a size. */
static void check_name(const char *url, char out[256])
{
	size_t path = strcspn(url, "?#"), at = path, used = 0;

	while (at > 0 && url[at - 1] != '/')
		at--;
	while (at < path && used < 255) {
		size_t digits = strspn(url + at, "0123456789");
		const char *after = url + at + digits;

		if (digits > 0 && strncmp(after, "px-", 3) == 0) {
			at += digits + 3;
		} else if (digits > 0 && *after == 'x' &&
			   strspn(after + 1, "0123456789") > 0) {
			at += digits + 1 + strspn(after + 1, "0123456789");
		} else {
			out[used++] = url[at++];
		}
	}
	out[used] = '\0';
}

/*
 * Of photos the same name says that it is one photo in another place; of
 * drawings, only that the page says so: "/u/1/photo.jpg", "/photo?id=2".
 */
static bool check_is_other(const struct check_item *a,
			   const struct check_item *b)
{
	char one[256], two[256];
	size_t path = strcspn(a->url, "?#");

	if (a->first == b->first || strcmp(a->url, b->url) == 0)
		return false;
	check_name(a->url, one);
	check_name(b->url, two);
	if (strcasecmp(one, two) != 0)
		return true;
	if (!a->drawn)
		return false;
	return !base_address_names_picture(base_view_of(a->url)) ||
	       path != strcspn(b->url, "?#") ||
	       strncasecmp(a->url, b->url, path) != 0;
}

static size_t check_same(const struct check_run *run,
			 const struct check_item *item)
{
	size_t same = 1;

	for (size_t i = 0; i < run->count; i++) {
		const struct check_item *other = run->items[i];

		same += other != item && other->told && other->fetched &&
			memcmp(other->sha256, item->sha256,
			       sizeof(item->sha256)) == 0 &&
			check_is_other(item, other);
	}
	return same;
}

struct access_state check_judge(const struct check_run *run,
				const struct check_item *item)
{
	size_t same = item->fetched ? check_same(run, item) : 1;
	bool small = item->bytes <= CHECK_SAME_SMALL;

	if (!item->fetched)
		return (struct access_state){
		    item->inside ? LEDGER_ACCESS_PUBLIC : LEDGER_ACCESS_NONE,
		    "ok", "It is none of your photos."};
	/* One photo at many addresses is a photo: a crawler's bait, a feed. */
	if (same >= 2 && (item->flat || (small && item->drawn)))
		return access_say(ACCESS_SAME);
	if (item->suspect && item->flat)
		return access_say(ACCESS_FLAT);
	if (item->suspect)
		return access_say(item->inside ? ACCESS_SMALLER
					       : ACCESS_UNLIKE);
	return access_say(item->browser && item->turned_away ? ACCESS_BROWSERS
							     : ACCESS_PUBLIC);
}
