/* transfer.h: one address on its way, hop by hop. */
#ifndef LENSCAP_FETCHER_TRANSFER_H
#define LENSCAP_FETCHER_TRANSFER_H

#include <curl/curl.h>

#include <lenscap/base_rules.h>

#include "rate_limit.h"
#include "url_check.h"

/* What all transfers share. */
struct transfers {
	CURLM *multi;
	struct rate_limit *limits;
	uint64_t budget, spent; /* bytes that all may take, and did; 0: any */
	uint64_t begun;
	struct base_rules rules; /* of packs, beside ours */
};

/* Bytes of an error's page that are looked at. */
#define TRANSFER_SAMPLE 65536

struct transfer {
	struct transfers *all;
	uint64_t turn;	   /* who came first is asked for first */
	bool used, asking; /* a hop is with libcurl */
	bool done;	   /* answer is final */
	struct ipc_fetch_job job;
	struct url_check_rules rules;
	struct url_check target; /* of the hop at hand */
	int64_t deadline;
	int64_t paused_until; /* deadline was moved for pauses up to here */
	bool again;	      /* it was asked anew after a pause */
	int room;	      /* the core's memfd, owned */
	uint8_t *bytes;
	struct ipc_fetch answer;

	/* Of the hop at hand: */
	CURL *easy;
	struct curl_slist *headers;
	size_t header_bytes, sample_bytes;
	uint8_t *sample; /* of an answer that is an error, owned */
	char location[IPC_ADDRESS_MAX];
	bool refused;		      /* an address was not for strangers */
	bool skipped;		      /* the body is not wanted */
	bool part;		      /* what came says that it is not all */
	enum ipc_fetch_status broken; /* why we ended it; OK if we did not */
};

/* Begin with a job; room is the transfer's from now on. */
void transfer_begin(struct transfers *all, struct transfer *transfer,
		    const struct ipc_fetch_job *job, int room);

/*
 * Ask for the hop at hand if its site may be asked now.  The milliseconds
 * after which to try again; 0 when it is asked, or done.
 */
int64_t transfer_try(struct transfers *all, struct transfer *transfer,
		     int64_t now);

/* libcurl has ended the hop at hand. */
void transfer_end_hop(struct transfers *all, struct transfer *transfer,
		      CURLcode code);

/* Release everything and become unused. */
void transfer_free(struct transfers *all, struct transfer *transfer);

#endif
