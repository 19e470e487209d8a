/*
 * faults.h: the n-th call to the disk fails: a full disk, a broken one, one
 * that may only be read.
 */
#ifndef LENSCAP_TESTS_LEDGER_FAULTS_H
#define LENSCAP_TESTS_LEDGER_FAULTS_H

#include "test.h"

#include "store/io.h"

enum faults_mode {
	FAULTS_ONCE,   /* the n-th call fails */
	FAULTS_SINCE,  /* so do all after it */
	FAULTS_SHORT,  /* the n-th writes half, and the next fails */
	FAULTS_WRITES, /* all that would change something fail */
	FAULTS_MODES
};

struct faults {
	bool armed;
	enum faults_mode mode;
	int reason; /* errno */
	unsigned long count, fails_at;
};
extern struct faults faults;

/* What the calls are when nothing fails. */
extern struct io_calls faults_real;

/* Stand in front of the calls of this process; nothing fails until armed. */
void faults_install(void);
void faults_arm(unsigned long n);
void faults_disarm(void);

/*
 * The n-th request for memory of this program fails, of libraries, too; how
 * many there were since.  AddressSanitizer has an allocator of its own.
 */
#ifndef __SANITIZE_ADDRESS__
void memory_arm(unsigned long n);
void memory_disarm(void);
unsigned long memory_asked(void);
#endif

#endif
