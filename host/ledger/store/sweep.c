/* sweep.c: remove what counts no more, so that nothing of it can be read. */
#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include <lenscap/base_io.h>

#include "header.h"
#include "io.h"
#include "sweep.h"

struct sweep_walk {
	int dir;
	const struct sweep *sweep; /* NULL: everything of ours */
	bool count_only;
	unsigned count;
	enum lens_err err;
};

static bool sweep_keeps(const struct sweep *sweep, enum names_what what,
			const struct names_parts *parts)
{
	switch (what) {
	case NAMES_TEMPORARY:
		return sweep->spares_temporary;
	case NAMES_ASIDE:
		return !sweep->erase || parts->number >= sweep->from;
	case NAMES_GENERATION:
		break;
	default:
		return true;
	}
	if (parts->number > sweep->to)
		return false;
	/* Of an older generation it serves nobody, not even as a backup. */
	if (parts->kind == ENVELOPE_INDEX)
		return parts->number == sweep->to;
	if (parts->kind != ENVELOPE_THUMBNAILS)
		return parts->number >= sweep->from;
	return sweep->blobs[0] == 0 || parts->number == sweep->blobs[0] ||
	       parts->number == sweep->blobs[1];
}

/* Whoever wipes takes all but what holds the folder together meanwhile. */
static bool sweep_stays(const struct sweep_walk *walk, const char *name,
			bool *destroy)
{
	struct names_parts parts;
	enum names_what what = names_read(name, &parts);

	*destroy = true;
	if (walk->sweep != NULL) {
		*destroy =
		    walk->sweep->erase || what == NAMES_TEMPORARY ||
		    parts.number > walk->sweep->to ||
		    (what == NAMES_GENERATION && parts.kind == ENVELOPE_INDEX);
		return sweep_keeps(walk->sweep, what, &parts);
	}
	return what == NAMES_FOREIGN || what == NAMES_LOCKING ||
	       what == NAMES_MARKING || what == NAMES_REGISTRY;
}

static void sweep_one(void *context, const char *name)
{
	struct sweep_walk *walk = context;
	bool destroy;
	enum lens_err err;

	if (sweep_stays(walk, name, &destroy))
		return;
	walk->count++;
	if (walk->count_only)
		return;
	err =
	    destroy ? io_destroy(walk->dir, name) : io_remove(walk->dir, name);
	if (err != LENS_OK)
		walk->err = err;
}

static enum lens_err sweep_walk(struct sweep_walk *walk, unsigned *count)
{
	if (io_list(walk->dir, sweep_one, walk) != LENS_OK)
		walk->err = LENS_SYSTEM;
	if (count != NULL)
		*count = walk->count;
	if (walk->err == LENS_OK && walk->count > 0 && !walk->count_only)
		return io_sync_dir(walk->dir);
	return walk->err;
}

enum lens_err sweep_run(int dir, const struct sweep *sweep, unsigned *gone)
{
	struct sweep_walk walk = {.dir = dir, .sweep = sweep};

	return sweep_walk(&walk, gone);
}

enum lens_err sweep_count(int dir, const struct sweep *sweep, unsigned *count)
{
	struct sweep_walk walk = {
	    .dir = dir, .sweep = sweep, .count_only = true};

	return sweep_walk(&walk, count);
}

/* What casework imported, in its folder; other things there stay. */
static void sweep_imported_one(void *context, const char *name)
{
	struct sweep_walk *walk = context;

	if (names_read_imported(name) == NAMES_FOREIGN)
		return;
	walk->count++;
	if (!walk->count_only && io_destroy(walk->dir, name) != LENS_OK)
		walk->err = LENS_SYSTEM;
}

static enum lens_err sweep_imported(int dir, bool count_only, unsigned *count)
{
	struct sweep_walk walk = {.count_only = count_only};
	enum lens_err err =
	    io_open(dir, NAMES_IMPORTED, O_RDONLY | O_DIRECTORY, &walk.dir);

	if (count != NULL)
		*count = 0;
	if (err != LENS_OK)
		return err == LENS_NOT_FOUND ? LENS_OK : err;
	if (io_list(walk.dir, sweep_imported_one, &walk) != LENS_OK)
		walk.err = LENS_SYSTEM;
	base_close(&walk.dir);
	if (count != NULL)
		*count = walk.count;
	if (walk.err == LENS_OK && !count_only &&
	    unlinkat(dir, NAMES_IMPORTED, AT_REMOVEDIR) != 0 &&
	    errno != ENOTEMPTY && errno != EEXIST)
		walk.err = LENS_SYSTEM;
	return walk.err;
}

enum lens_err sweep_count_imported(int dir, unsigned *count)
{
	return sweep_imported(dir, true, count);
}

enum lens_err sweep_ledger(int dir, unsigned *gone)
{
	struct sweep_walk walk = {.dir = dir};
	enum lens_err err = io_destroy(dir, HEADER_FILE);

	/* Once the header is noise, the rest is noise too. */
	if (err == LENS_OK)
		err = io_sync_dir(dir);
	return err == LENS_OK ? sweep_walk(&walk, gone) : err;
}

enum lens_err sweep_all(int dir, unsigned *gone)
{
	enum lens_err err = sweep_ledger(dir, gone);

	return err == LENS_OK ? sweep_imported(dir, false, NULL) : err;
}

enum lens_err sweep_count_all(int dir, unsigned *count)
{
	struct sweep_walk walk = {.dir = dir, .count_only = true};

	return sweep_walk(&walk, count);
}

enum lens_err sweep_mark(int dir)
{
	int fd;
	enum lens_err err = io_create(dir, NAMES_MARK, &fd);

	base_close(&fd);
	return err == LENS_OK ? io_sync_dir(dir) : err;
}

enum lens_err sweep_unmark(int dir)
{
	return io_remove(dir, NAMES_MARK);
}

bool sweep_is_marked(int dir)
{
	int fd;
	bool marked = io_open(dir, NAMES_MARK, O_RDONLY, &fd) == LENS_OK;

	base_close(&fd);
	return marked;
}
