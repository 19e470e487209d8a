/* inventory_account.h: an account of one part of a file, by its own format. */
#ifndef LENSCAP_PICTURE_INVENTORY_ACCOUNT_H
#define LENSCAP_PICTURE_INVENTORY_ACCOUNT_H

#include "inventory.h"

/*
 * Bytes that are packed, and were not unpacked: they stay unread, and are told
 * by their size alone, for what looks like words in them is none.
 */
void inventory_packed(struct inventory *inventory, struct base_view part);

/* Read a packet of XMP or a block of Exif where none belongs; false: it is
 * neither. */
bool inventory_metadata(struct inventory *inventory, struct base_view block);

/*
 * Tell what an account of a part has not, as numbers or as unknown; what it has
 * is accounted for.  Ends the account.
 */
void inventory_account(struct inventory *inventory, struct inventory *account,
		       const char *label, bool numbers);

/*
 * A block of directories (TIFF) that is known: its fields are accounted for,
 * and what lies in none is told, as inventory_account() does.  False: it is no
 * such block.
 */
bool inventory_directories(struct inventory *inventory, const char *label,
			   struct base_view block, bool numbers);

#endif
