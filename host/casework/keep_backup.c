/*
 * keep_backup.c: a backup where people look for their documents.  Nobody but
 * this file says where: a browser may ask for a backup, not for a path.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <lenscap/casework_keys.h>

#include "home.h"

#define BACKUP_A_DAY 100

static void backup_name(char name[CASEWORK_BACKUP_NAME], unsigned number)
{
	time_t now = time(NULL);
	struct tm parts;
	char day[16] = "", more[16] = "";

	if (localtime_r(&now, &parts) != NULL)
		strftime(day, sizeof(day), "-%Y-%m-%d", &parts);
	if (number > 1)
		snprintf(more, sizeof(more), "-%u", number);
	snprintf(name, CASEWORK_BACKUP_NAME, "lenscap%s%s.backup", day, more);
}

static enum lens_err backup_into(struct casework *work, const char *folder,
				 struct ledger_fault *fault,
				 char name[CASEWORK_BACKUP_NAME])
{
	enum lens_err err = LENS_DENIED;

	for (unsigned number = 1; number <= BACKUP_A_DAY; number++) {
		char *path;

		backup_name(name, number);
		path = base_format("%s/%s", folder, name);
		err = ledger_backup(casework_ledger(work), path, false, fault);
		free(path);
		if (err != LENS_DENIED || fault->kind != LEDGER_FAULT_EXISTS)
			break;
	}
	return err;
}

enum lens_err casework_backup(struct casework *work, struct ledger_fault *fault,
			      char name[CASEWORK_BACKUP_NAME], char **folder)
{
	char *path = home_documents();
	enum lens_err err;

	*folder = NULL;
	if (path == NULL) {
		*fault = (struct ledger_fault){
		    .kind = LEDGER_FAULT_DISK,
		    .sentence = "There is no folder for documents; use "
				"'lenscap backup FILE'."};
		return LENS_DENIED;
	}
	err = backup_into(work, path, fault, name);
	if (err == LENS_OK) {
		const char *last = strrchr(path, '/');

		*folder = base_copy(last ? last + 1 : path);
	}
	free(path);
	return err;
}
