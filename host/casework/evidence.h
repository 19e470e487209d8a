/* evidence.h: what the writer and the checker of evidence agree on. */
#ifndef LENSCAP_CASEWORK_EVIDENCE_FILE_H
#define LENSCAP_CASEWORK_EVIDENCE_FILE_H

#define EVIDENCE_SUMS "SHA256SUMS"
#define EVIDENCE_LOG "log.tsv"

#endif
