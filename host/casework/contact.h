/* contact.h: a person's own contacts of controllers, from within. */
#ifndef LENSCAP_CASEWORK_CONTACT_H
#define LENSCAP_CASEWORK_CONTACT_H

#include <lenscap/casework_registry.h>

#define CONTACT_SETTING "contact." /* begins the names of the settings */

#endif
