/* service.h: the Secret Service on the session bus. */
#ifndef LENSCAP_WORKERS_KEYRING_SERVICE_H
#define LENSCAP_WORKERS_KEYRING_SERVICE_H

#include <lenscap/ipc_keyring.h>

/* Do a job; whatever happens, *answer says how it went. */
void service_do(const struct ipc_keyring_job *job, struct ipc_keyring *answer);

/* Names and versions, for doctor. */
void service_libraries(char out[IPC_TEXT_MAX]);

#endif
