/* check_again.c: what came of an address, told for other pages that show it. */
#include "check_run.h"

static enum lens_err again_tell(struct check_run *run, struct check_item *item)
{
	const struct check_item *origin = item->origin;
	struct access_state state = origin->state;

	item->fetched = origin->fetched;
	item->browser = origin->browser;
	item->turned_away = origin->turned_away;
	item->suspect = origin->suspect;
	item->bytes = origin->bytes;
	if (origin->looked) {
		run->answer_count = origin->answer_count;
		for (unsigned i = 0; i < run->answer_count; i++)
			run->answers[i] = origin->answers[i];
		return check_tell_picture(run, item, &item->origin->picture);
	}
	if (origin->is_page && item->via != CASEWORK_VIA_NONE) {
		item->is_page = true;
		item->left = origin->left;
		item->own_title = base_copy(origin->own_title);
		check_show_again(run, item, &state);
	}
	return check_tell_state(run, item, origin->seen, state);
}

enum lens_err check_ask_shared(struct check_run *run, struct check_item *item)
{
	if (item->origin->over)
		return again_tell(run, item);
	item->next = item->origin->waiting;
	item->origin->waiting = item;
	return LENS_OK;
}

enum lens_err check_over(struct check_run *run, struct check_item *item)
{
	enum lens_err err = LENS_OK;

	while (item->over && item->waiting != NULL && err == LENS_OK) {
		struct check_item *other = item->waiting;

		item->waiting = other->next;
		err = again_tell(run, other);
	}
	return err;
}
