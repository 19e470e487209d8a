/* place.h: the folder of a ledger, opened when nobody else may write to it. */
#ifndef LENSCAP_LEDGER_STORE_PLACE_H
#define LENSCAP_LEDGER_STORE_PLACE_H

#include "fault.h"

/*
 * Open the folder, made when make is set.  LENS_NOT_FOUND, with nothing said,
 * when there is none; LEDGER_FAULT_OPEN when it or a folder above it belongs to
 * somebody else or may be written by others, who could lay files and links
 * there in the place of ours.
 */
LENS_MUST enum lens_err place_open(const char *path, bool make,
				   struct ledger_fault *fault, int *out);

#endif
