/* test.h: what every unit test includes, in the order cmocka wants it. */
#ifndef LENSCAP_TESTS_TEST_H
#define LENSCAP_TESTS_TEST_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* A test's name is a promise; main() lists the promises that are kept. */
#define TEST(name) static void name(void **state)
#define RUN(name) cmocka_unit_test(name)

#endif
