/*
 * ledger_settings.h: values under names.
 */
#ifndef LENSCAP_LEDGER_SETTINGS_H
#define LENSCAP_LEDGER_SETTINGS_H

#include <lenscap/ledger_life.h>

#define LEDGER_SETTING_MAX (64u << 10) /* bytes of one value */

/*
 * A value of at most LEDGER_SETTING_MAX bytes under a name, which does not
 * begin with a dot; NULL removes it. ledger_setting_get() empties the
 * initialised buffer *out and adds the value without a terminator;
 * LENS_NOT_FOUND when there is none.
 */
LENS_MUST enum lens_err ledger_setting_set(struct ledger *ledger,
					   const char *name, const char *value,
					   struct ledger_fault *fault);
LENS_MUST enum lens_err ledger_setting_get(struct ledger *ledger,
					   const char *name,
					   struct ledger_fault *fault,
					   struct base_buffer *out);

/* Every setting by name; visit returns false to stop. */
LENS_MUST enum lens_err ledger_setting_each(
    struct ledger *ledger,
    bool (*visit)(void *context, const char *name, const char *value),
    void *context, struct ledger_fault *fault);

#endif
