/*
 * fuzz_pagereader.c: hostile pages and hostile answers.  The first byte
 * chooses: a page with or without an URL, which must come through the wire as
 * it is; an answer as the core reads it; a job; a site's rules for machines; a
 * company's answer.
 */
#include <stdio.h>

#include "one_page.h"
#include "workers/pagereader/charset.h"
#include "workers/pagereader/read.h"

static void fuzz_same(struct base_view body, enum lens_err err,
		      const struct base_buffer *again)
{
	/* There is one way to say a thing, so what was read is what is
	 * written. */
	if (err != LENS_OK || again->size != body.size ||
	    (body.size > 0 && memcmp(again->data, body.data, body.size) != 0))
		abort();
}

static void fuzz_answer(struct base_view body)
{
	struct ipc_page page;
	struct base_buffer again;

	base_buffer_init(&again, IPC_PAGE_BODY_MAX);
	if (ipc_page_read(body, &page) == LENS_OK) {
		fuzz_same(body, ipc_page_write(&page, &again), &again);
		one_page_places(&page);
	} else if (page.status != IPC_PAGE_LIED || page.count != 0) {
		abort();
	}
	ipc_page_free(&page);
	base_buffer_free(&again);
}

static void fuzz_page(struct base_view file, const char *url,
		      enum ipc_page_reads reads)
{
	static uint8_t room[ONE_PAGE_ROOM];
	struct ipc_page_job job = {.bytes = file.size, .reads = reads};
	struct ipc_page page = {0};

	snprintf(job.url, sizeof(job.url), "%s", url);
	charset_open(); /* once: it knows what is open */
	page_read(file, &job, room, sizeof(room), &page);
	one_page_through(&page);
}

static void fuzz_saved(struct base_view file)
{
	fuzz_page(file, "", IPC_PAGE_READS_PAGE);
}

static void fuzz_fetched(struct base_view file)
{
	fuzz_page(file, "https://a.example/dir/page.html?q",
		  IPC_PAGE_READS_PAGE);
}

static void fuzz_robots(struct base_view file)
{
	fuzz_page(file, "", IPC_PAGE_READS_ROBOTS);
}

static void fuzz_reserved(struct base_view file)
{
	fuzz_page(file, "", IPC_PAGE_READS_TDM);
}

static void fuzz_received(struct base_view file)
{
	fuzz_page(file, "", IPC_PAGE_READS_ANSWER);
}

static void fuzz_job(struct base_view body)
{
	struct ipc_page_job job;
	struct base_buffer again;

	base_buffer_init(&again, IPC_ADDRESS_MAX + IPC_TEXT_MAX + 64);
	if (ipc_page_job_read(body, &job) == LENS_OK)
		fuzz_same(body, ipc_page_job_write(&job, &again), &again);
	base_buffer_free(&again);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static void (*const readers[])(struct base_view) = {
	    fuzz_saved,	 fuzz_fetched,	fuzz_answer,  fuzz_job,
	    fuzz_robots, fuzz_reserved, fuzz_received};

	if (size == 0 || data[0] < '0' || data[0] > '6')
		return 0;
	readers[data[0] - '0']((struct base_view){data + 1, size - 1});
	return 0;
}
