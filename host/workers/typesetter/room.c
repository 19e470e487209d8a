/* room.c: the memory that documents are written into. */
#include <string.h>

#include "typesetter.h"

void typesetter_add(struct typesetter_room *room, const void *data, size_t size)
{
	if (size > room->size - room->used) {
		room->full = true;
		return;
	}
	if (size > 0)
		memcpy(room->data + room->used, data, size);
	room->used += size;
}
