/* report_hidden.h: pictures of a report, as addresses that hold them. */
#ifndef LENSCAP_CASEWORK_REPORT_HIDDEN_H
#define LENSCAP_CASEWORK_REPORT_HIDDEN_H

#include <jansson.h>

#include <lenscap/casework_photos.h>

#define REPORT_IMAGE "data:image/jpeg;base64,"

/* A JPEG behind REPORT_IMAGE. */
json_t *report_image(const struct base_buffer *jpeg);

/*
 * The pictures inside a photo's file that show something else, each as
 * {"image": address}; NULL where its findings tell of none, or none can be
 * shown any more.
 */
json_t *report_hidden(struct casework *work, const struct ledger_photo *photo);

#endif
