/* language.h: the language of the terminal. */
#ifndef LENSCAP_CLI_LANGUAGE_H
#define LENSCAP_CLI_LANGUAGE_H

/*
 * Speak the language that the environment asks for, as gettext has it: LC_ALL,
 * LC_MESSAGES or LANG say whether (C, POSIX or nothing: English), and LANGUAGE
 * which.  One that is not ours is English.  No locale is set, so that numbers
 * are read and written as ever.
 */
void cli_language_choose(void);

/* Speak English: to programs, and in what is made for all. */
void cli_language_english(void);

/* The code of what is spoken, as in host/share/languages.json. */
const char *cli_language(void);

#endif
