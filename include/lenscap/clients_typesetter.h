/* clients_typesetter.h: the near side of the typesetter. */
#ifndef LENSCAP_CLIENTS_TYPESETTER_H
#define LENSCAP_CLIENTS_TYPESETTER_H

#include <lenscap/clients.h>
#include <lenscap/ipc_mail.h>

#define CLIENTS_TYPESETTER "lenscap-typesetter"

/* A typesetter for as many documents as are wanted; it starts with the first.
 */
struct clients_typesetter;

/* worker is its path; NULL: beside us, or as installed.  Never NULL; the
 * caller ends it with clients_typesetter_free(). */
struct clients_typesetter *clients_typesetter_new(const char *worker);
void clients_typesetter_free(struct clients_typesetter *setter);

/*
 * Make one document: *out is a sealed memfd with it, at its beginning, which
 * the caller closes; -1 on failure.  attached holds the bytes of a mail's
 * attachments, one after the other (a regular file or memfd, which stays the
 * caller's), -1 for none.
 */
enum ipc_document_status clients_typeset(struct clients_typesetter *setter,
					 const struct ipc_document_job *job,
					 int attached, int *out);

/*
 * Read a saved mail (a regular file or memfd, which stays the caller's) in a
 * process of its own.  ipc_mail_free() ends *out, whatever is returned.
 */
enum ipc_document_status clients_read_mail(const char *worker, int fd,
					   struct ipc_mail *out);

#endif
