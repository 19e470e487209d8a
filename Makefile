# Lenscap: one Makefile, no recursion.  "make help" lists the targets.
ifeq ($(wildcard packaging/setup.sh),)
$(error run make in the top folder of Lenscap, or name that folder with -C)
endif

# ---- The architecture ----------------------------------------------------
# Which folder of host/ may use which.  The link rules below are made from
# this table, and tests/lint/layers.sh holds every #include to it.
uses.base                 :=
uses.fingerprint          := base
uses.match                := base fingerprint
uses.law                  := base
uses.letter               := base law
uses.ipc                  := base fingerprint
uses.sandbox              := base ipc
uses.clients              := base fingerprint ipc sandbox
uses.ledger/store         := base fingerprint
uses.ledger/rows          := base fingerprint ledger/store
uses.ledger/life          := base fingerprint ledger/store ledger/rows
uses.ledger               := base fingerprint ledger/life
uses.registry             := base
uses.signature            := base
uses.browsers             := base
uses.casework             := base fingerprint match ipc sandbox clients ledger registry signature browsers law letter
uses.view                 := base fingerprint match ipc ledger registry signature casework law letter
uses.operations           := base fingerprint match ipc ledger registry signature casework view browsers law letter
uses.cli/screen           := base fingerprint match ipc clients ledger registry casework view operations browsers law letter
uses.cli/commands         := base fingerprint match ipc clients ledger registry casework view operations browsers law letter cli/screen
uses.cli                  := base casework operations cli/screen cli/commands
uses.native               := base fingerprint match ipc clients ledger registry casework view operations browsers law letter
uses.workers/picture      := base fingerprint ipc sandbox workers/container
uses.workers/decoder      := base fingerprint ipc sandbox workers/picture workers/container
uses.workers/pagereader   := base ipc sandbox
uses.workers/container    := base
uses.workers/decoder-jxl  := base fingerprint ipc sandbox workers/picture workers/container
uses.workers/decoder-tiff := base fingerprint ipc sandbox workers/picture workers/container
uses.workers/decoder-heif := base fingerprint ipc sandbox workers/picture workers/container
uses.workers/pdf          := base ipc sandbox
uses.workers/keyring      := base ipc sandbox
uses.workers/fetcher      := base ipc sandbox
uses.workers/typesetter   := base ipc sandbox
uses.workers/unpack       := base ipc sandbox
uses.workers/cleaner      := base fingerprint ipc sandbox workers/container
uses.workers/faces        := base fingerprint ipc sandbox

# Third-party libraries: each belongs to the folders named here and no other.
pkgs.sandbox              := libseccomp
pkgs.ledger/store         := sqlite3 libsodium
pkgs.browsers             := jansson
pkgs.law                  := jansson
pkgs.letter               := jansson
pkgs.casework             := jansson
pkgs.view                 := jansson
pkgs.operations           := jansson
pkgs.cli                  := jansson
pkgs.cli/screen           := jansson
pkgs.cli/commands         := jansson
pkgs.native               := jansson
pkgs.registry             := jansson
pkgs.signature            := libsodium
pkgs.workers/container    := zlib
pkgs.workers/picture      := libjpeg expat nettle zlib
pkgs.workers/decoder      := spng libwebp libwebpdemux
pkgs.workers/decoder-heif := libheif
pkgs.workers/decoder-jxl  := libjxl libbrotlidec
pkgs.workers/decoder-tiff := libtiff-4
pkgs.workers/pdf          := poppler-glib
pkgs.workers/keyring      := libsecret-1
pkgs.workers/fetcher      := libcurl libpsl
pkgs.workers/typesetter   := pangocairo gmime-3.0 libical libqrencode
pkgs.workers/unpack       := zlib jansson
pkgs.workers/pagereader   := zlib jansson
libs.workers/decoder      := -lgif
libs.ledger/store         := -lunistring
libs.casework             := -lunistring
libs.fingerprint          := -lm
libs.workers/faces        := -lm
libs.match                := -lm -pthread
libs.native               := -pthread

# The folders with a main.c: each is a process of its own.
bin.cli                   := lenscap
bin.native                := lenscap-host
bin.workers/decoder       := lenscap-decoder
bin.workers/decoder-heif  := lenscap-decoder-heif
bin.workers/decoder-jxl   := lenscap-decoder-jxl
bin.workers/decoder-tiff  := lenscap-decoder-tiff
bin.workers/pagereader    := lenscap-pagereader
bin.workers/pdf           := lenscap-pdf
bin.workers/keyring       := lenscap-keyring
bin.workers/fetcher       := lenscap-fetcher
bin.workers/typesetter    := lenscap-typesetter
bin.workers/unpack        := lenscap-unpack
bin.workers/cleaner       := lenscap-cleaner
bin.workers/faces         := lenscap-faces

# Processes that are built only where their library is installed.
optional                  := workers/decoder-heif workers/decoder-jxl workers/decoder-tiff workers/pdf workers/keyring

# ---- What follows from it --------------------------------------------------
VERSION := 0.1.0
PREFIX  ?= /usr/local
LIBEXEC ?= $(PREFIX)/libexec/lenscap
SHARE   ?= $(PREFIX)/share/lenscap
# From where they lie programs find each other, so that they are compiled with no
# PREFIX, and installing compiles nothing.
way      = $(shell realpath -ms --relative-to='$(1)' '$(2)')
MODE    ?= release
CC      ?= cc
ifeq ($(MODE),fuzz)
CC      := clang
endif

# Who may speak to lenscap-host.
include packaging/native-messaging/ids

# A bare machine has neither compiler nor libraries: each target brings what it
# needs itself (packaging/packages), once; the others write nothing.
# What may be for another machine does so in its script.
builds     := $(filter-out clean zip xpi cross deb help format print-map print-units pot po new-command uninstall,$(or $(MAKECMDGOALS),all))
lists.all  := build $(if $(filter fuzz,$(MODE)),test)
lists.run  := build $(if $(PHOTOS),,run)
lists.lint := build lint
lists.units := build wall
lists.analyze := build
lists.release := build deb
lists.coverage = $(lists.test)
lists.test := build run $(if $(filter wall/,$(T)),wall,browser wall test)
lists      := $(sort $(foreach g,$(builds),$(or $(lists.$(g)),$(if $(filter install lenscap%,$(notdir $(g))),build,build run browser wall test))))
lacking    := $(foreach l,$(lists),$(if $(shell cmp -s packaging/packages build/tools/$(l) && echo there),,$(l)))
ifneq ($(lacking),)
ifneq ($(shell packaging/setup.sh $(lacking) >&2 && echo done),done)
$(error Not everything that this needs is here; see above)
endif
$(shell mkdir -p build/tools && for list in $(lacking); do cp packaging/packages build/tools/$$list; done)
endif

# Asked once of each compiler, and kept: which of these flags it takes for its
# machine, and what that machine is called where it is not this one.
hardening  := -fstack-protector-strong -fstack-clash-protection -fcf-protection
asked      := build/tools/cc-$(subst $() ,_,$(subst /,_,$(CC)))
define ask
mkdir -p build/tools && machine=$$($(CC) -dumpmachine) && { \
	for flag in $(hardening); do \
		! $(CC) -Werror $$flag -S -o /dev/null -x c /dev/null || echo "taken += $$flag"; \
	done; \
	case $$machine in $$(uname -m)-*) ;; *) echo "cross := $$machine" ;; esac; \
} 2>/dev/null >$(asked).new && mv $(asked).new $(asked)
endef
ifneq ($(builds),)
ifeq ($(wildcard $(asked)),)
$(shell $(ask))
endif
endif
-include $(wildcard $(asked))
B          := build/$(MODE)$(addprefix -,$(cross))
# Another machine's libraries lie where Debian's multiarch puts them.
PKG_CONFIG ?= $(if $(cross),env PKG_CONFIG_LIBDIR=/usr/lib/$(cross)/pkgconfig:/usr/share/pkgconfig )pkg-config

folders   := $(patsubst uses.%,%,$(filter uses.%,$(.VARIABLES)))
missing   := $(foreach f,$(optional),$(if $(shell $(PKG_CONFIG) --exists $(pkgs.$(f)) 2>/dev/null && echo there),,$(f)))
processes := $(filter-out $(missing),$(patsubst bin.%,%,$(filter bin.%,$(.VARIABLES))))
closure    = $(sort $(1) $(foreach d,$(uses.$(1)),$(call closure,$(d))))
sources    = $(wildcard host/$(1)/*.c)
objs       = $(patsubst %.c,$(B)/%.o,$(call sources,$(1)))
# WHOLE=1: a folder is compiled as one piece, but its main.c: to start the compiler
# for each small file takes four fifths of the time, where nothing is optimised.
ifeq ($(WHOLE),1)
objs       = $(if $(call parts,$(1)),$(B)/host/$(1)/whole.o)
endif
catalogues := $(patsubst po/%.po,$(B)/locale/%/LC_MESSAGES/lenscap.mo,$(wildcard po/*.po))
manuals    := $(B)/lenscap.1 $(patsubst host/share/words/%/help.mustache,$(B)/man/%/man1/lenscap.1,$(filter-out host/share/words/en/%,$(wildcard host/share/words/*/help.mustache)))
parts      = $(filter-out %/main.c,$(call sources,$(1)))
library    = $(filter-out %/main.o,$(foreach d,$(1),$(call objs,$(d))))
links      = $(foreach d,$(1),$(libs.$(d))) $(if $(strip $(foreach d,$(1),$(pkgs.$(d)))),$(and $(builds),$(shell $(PKG_CONFIG) --libs $(foreach d,$(1),$(pkgs.$(d))))))

# ---- Flags -------------------------------------------------------------------
# Lines for a backtrace; which variable lies where (-g) is a fifth of compiling,
# and little of it outlives -O2.
CFLAGS  ?= $(if $(filter coverage,$(MODE)),-O0 -g,-O2 -g1)
own     := -std=c17 -D_GNU_SOURCE -Iinclude -I$(B)/include -Ihost/workers -Ihost/ledger -Ihost/cli -MMD -MP -fPIE \
           -DLENSCAP_VERSION='"$(VERSION)"' \
           -DLENSCAP_LIBEXEC='"$(call way,$(PREFIX)/bin,$(LIBEXEC))"' \
           -DLENSCAP_SHARE='"$(call way,$(PREFIX)/bin,$(SHARE))"' \
           -DLENSCAP_LIBEXEC_SHARE='"$(call way,$(LIBEXEC),$(SHARE))"' \
           -DLENSCAP_HOST_NAME='"$(host_name)"' \
           -DLENSCAP_CHROMIUM_IDS='"$(chromium_ids)"' \
           -DLENSCAP_GECKO_IDS='"$(gecko_ids)"' \
           -Wall -Wextra -Wshadow -Wstrict-prototypes -Wmissing-prototypes \
           -Wvla -Wundef -Wformat=2 -Wpointer-arith -Wwrite-strings \
           -fno-strict-aliasing -fno-common
# A hundred and more programs of tests: what links them counts.
linker  := $(if $(cross),,$(firstword $(foreach l,lld gold,$(if $(shell command -v ld.$(l)),-fuse-ld=$(l)))))
link    := -pie -Wl,-z,relro,-z,now,-z,noexecstack,--as-needed
ifeq ($(CI),true)
own     += -Werror
endif
ifeq ($(MODE),release)
own     += $(taken) -U_FORTIFY_SOURCE -D_FORTIFY_SOURCE=3
endif
ifeq ($(MODE),asan)
own     += -DLENSCAP_DEV -fsanitize=address,undefined \
           -fno-sanitize-recover=all -fno-omit-frame-pointer
link    += -fsanitize=address,undefined
endif
ifeq ($(MODE),coverage)
# A jailed worker that ends writes no counts, and is not killed for trying; what
# ends without them at other times leaves them, too.
own     += -DLENSCAP_DEV -DLENSCAP_COUNTS -D_exit=exit --coverage -fprofile-update=atomic
link    += --coverage
endif
ifeq ($(MODE),fuzz)
own     += -DLENSCAP_DEV -DFUZZING_BUILD_MODE_UNSAFE_FOR_PRODUCTION \
           -fsanitize=fuzzer-no-link,address,undefined \
           -fno-sanitize-recover=all
link    += -fsanitize=fuzzer,address,undefined $(linker)
endif
# Sums of floats in the order PDQ's reference has them, whatever the machine.
flags.fingerprint := -O3 -ffp-contract=off -fno-math-errno
flags.workers/keyring = $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags $(pkgs.workers/keyring)))
flags.workers/pdf = $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags $(pkgs.workers/pdf)))
flags.workers/typesetter = $(patsubst -I%,-isystem %,$(shell $(PKG_CONFIG) --cflags $(pkgs.workers/typesetter)))
ifeq ($(MODE),fuzz)
# Arithmetic, not parsing: to trace its ways takes four fifths of a run.
flags.fingerprint += -fno-sanitize-coverage=trace-cmp,inline-8bit-counters,pc-table,indirect-calls,edge,func,bb
endif
flags.workers/faces := -O3 -ffast-math
ifeq ($(MODE),fuzz)
flags.workers/faces += -fno-sanitize-coverage=trace-cmp
endif
flags.match := -O3 -ffp-contract=off -fno-math-errno -fno-trapping-math
ifeq ($(WHOLE),1)
# Run once: to optimise these two takes longer than to compile all the others.
flags.fingerprint := $(filter-out -O3,$(flags.fingerprint))
flags.match := $(filter-out -O3,$(flags.match))
endif
ifneq ($(V),1)
quiet    = @printf '  %-5s %s\n' $(1) $@;
endif

# ---- Build ---------------------------------------------------------------------
# Objects depend on the flags they were built with, so that changed CFLAGS
# rebuild them; programs on those they were linked with.
config  := $(strip $(CC) $(own) $(CFLAGS) $(CPPFLAGS) $(flags.fingerprint) $(flags.workers/faces) \
           $(flags.match) $(link) $(LDFLAGS) $(foreach f,$(folders),$(libs.$(f))))
ifneq ($(builds),)
ifneq ($(config),$(file <$(B)/config))
.PHONY: $(B)/config
endif
endif
# Make writes the file while it expands the line, before any shell runs.
$(B)/config:
	@: $(shell mkdir -p $(@D))$(file >$@,$(config))
# "make clean all" is one after the other, whatever -j says; else every processor
# is used if nobody says how many.
ifneq ($(filter clean,$(MAKECMDGOALS)),)
.NOTPARALLEL:
else ifeq ($(MAKELEVEL)$(filter -j%,$(MAKEFLAGS)),0)
MAKEFLAGS += -j$(shell nproc)
endif

all: $(foreach p,$(processes),$(B)/$(bin.$(p))) $(B)/share $(catalogues) $(manuals)

# The manual page is the program's own knowledge.  Built for another machine it
# runs by what RUN names, qemu-aarch64 perhaps; else there is no page.
$(B)/lenscap.1: $(B)/lenscap host/share/words/en/help.mustache | $(B)/share
	$(call quiet,MAN)if LC_ALL=C $(RUN) $< --generate man >$@.new; then mv $@.new $@; \
		else rm -f $@.new; echo 'no manual page: $< does not run here (RUN=)' >&2; fi
$(B)/man/%/man1/lenscap.1: $(B)/lenscap host/share/words/%/help.mustache $(B)/locale/%/LC_MESSAGES/lenscap.mo | $(B)/share
	@mkdir -p $(@D)
	$(call quiet,MAN)if LC_ALL=C.UTF-8 LANGUAGE=$* $(RUN) $< --generate man >$@.new; then mv $@.new $@; else rm -f $@.new; fi

# What the command line says in other languages.  A number of 64 bits has another
# letter on each machine, for which the files have a way that only libintl reads.
$(B)/locale/%/LC_MESSAGES/lenscap.mo: po/%.po
	@mkdir -p $(@D)
	$(call quiet,MO)sed 's/%<PRI\([dux]\)64>/%l\1/g' $< | msgfmt --check-format --no-hash --endianness=little -o $@.new - && mv $@.new $@

# Data lies beside the programs, as it does once they are installed.
$(B)/share:
	@mkdir -p $(@D) && ln -sfn ../../host/share $@

# The languages that Lenscap writes and counts in: one line of data each.
languages := $(B)/include/lenscap/law_languages.h
# Not made anew for a changed Makefile: all that speaks of law would be compiled again.
$(languages): host/share/languages.json
	@mkdir -p $(@D)
	@{ printf '/* law_languages.h: made of %s. */\n#define LAW_LANGUAGE_LIST(L)' $<; \
	sed -n 's/.*"code": "\([a-z]*\)", "name": "\([^"]*\)".*"letters", "law".*/ L(\U\1\E, "\1", "\2")/p' $< | tr -d '\n'; echo; } >$@

# What pages do: one table for the page reader, and the same for the extension.
rules := $(B)/include/lenscap/base_page_rules.h
to_rules := host/workers/pagereader/make_rules.awk host/share/pages/rules.tsv
$(rules): $(to_rules)
	@mkdir -p $(@D)
	@awk -v as=c -f $(to_rules) >$@
rules:
	awk -v as=js -f $(to_rules) >extension/content/rules.js.new
	mv extension/content/rules.js.new extension/content/rules.js

$(B)/host/%.o: host/%.c $(B)/config | $(languages) $(rules)
	@mkdir -p $(@D)
	$(call quiet,CC)$(CC) $(own) $(CFLAGS) $(flags.$(patsubst host/%/,%,$(dir $<))) $(CPPFLAGS) -c -o $@ $<

define whole
$(B)/host/$(1)/whole.o: $(call parts,$(1)) $(B)/config | $(languages) $(rules)
	@mkdir -p $$(@D)
	$$(call quiet,CC)tests/fuzz/whole.sh $$@ '$(call parts,$(1))' $$(CC) $$(own) -iquote. $$(CFLAGS) $$(flags.$(1)) $$(CPPFLAGS)
endef
ifeq ($(WHOLE),1)
$(foreach f,$(folders),$(if $(call parts,$(f)),$(eval $(call whole,$(f)))))
endif

# A test is run once, and is not what is shipped: it is optimised no more than
# fortified headers ask for.  What measures (tests/bench) is.
ifneq ($(filter release asan,$(MODE)),)
flags.unit = $(if $(filter tests/host/% tests/wall/%,$(1)),-Og)
endif
flags.fuzz_mail.c = $(flags.workers/typesetter)
flags.fuzz_pdf.c = $(flags.workers/pdf)
$(B)/tests/%.o: tests/%.c $(B)/config | $(languages) $(rules)
	@mkdir -p $(@D)
	$(call quiet,CC)$(CC) $(own) -Itests -Ihost $(CFLAGS) $(call flags.unit,$<) $(flags.$(notdir $<)) $(CPPFLAGS) -c -o $@ $<

define process
$(B)/$(bin.$(1)): $(foreach d,$(call closure,$(1)),$(call objs,$(d))) $(B)/config
	$$(call quiet,LD)$$(CC) $$(link) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$(filter %.o,$$^) $(call links,$(call closure,$(1)))
endef
$(foreach p,$(processes),$(eval $(call process,$(p))))

# ---- Run -------------------------------------------------------------------------
# The main job on real photographs, from nothing; PHOTOS=~/Pictures for yours.
run: all
	@packaging/run.sh $(B) $(if $(PHOTOS),'$(subst ','\'',$(PHOTOS))')

# ---- Tests -------------------------------------------------------------------------
# tests/host/<folder>/test_<name>.c links that folder and what it uses, never a
# main.c, and the other .c files beside it: adding a test is adding a file.
units   := $(filter-out $(foreach f,$(missing),$(B)/tests/host/$(f)/%), \
           $(patsubst %.c,$(B)/%,$(sort $(shell find tests/host tests/wall -name 'test_*.c' 2>/dev/null))))
# Those of a room within a folder (ledger/store) link the whole folder.
owner    = $(patsubst ledger/%,ledger,$(patsubst host/%/,%,$(patsubst wall/,host/casework/,$(patsubst tests/%,%,$(dir $(1))))))
beside   = $(patsubst %.c,$(B)/%.o,$(foreach s,$(sort $(wildcard $(dir $(1))*.c) $(if $(filter tests/host/ledger/%,$(1)),$(wildcard tests/host/ledger/*.c))),$(if $(filter test_% worker_%,$(notdir $(s))),,$(s))))
define unit
$(B)/$(1): $(B)/$(1).o $(call beside,$(1)) $(call library,$(call closure,$(call owner,$(1))))
	$$(call quiet,LD)$$(CC) $$(link) $(linker) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$(filter %.o,$$^) -lcmocka -ljansson -ljpeg -lspng -lm $(call links,$(call closure,$(call owner,$(1))))
endef
$(foreach u,$(patsubst $(B)/%,%,$(units)),$(eval $(call unit,$(u))))

# Workers that misbehave, for tests/wall.
rogues  := $(patsubst %.c,$(B)/%,$(wildcard tests/wall/worker_*.c))
$(rogues): $(B)/%: $(B)/%.o $(call library,$(call closure,workers/picture))
	$(call quiet,LD)$(CC) $(link) $(linker) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(call links,$(call closure,workers/picture))

# What makes passphrases cheap for the tests; a sanitizer wants to be loaded first.
cheap   := $(if $(filter release,$(MODE)),$(B)/tests/least_cost.so)
$(cheap): tests/least_cost.c
	@mkdir -p $(@D)
	$(call quiet,LD)$(CC) -shared -fPIC -o $@ $< -lsodium

# What has one call of a program fail.
failing := $(if $(filter asan,$(MODE)),,$(B)/tests/endurance/one_call.so)

units: $(units) $(rogues) $(cheap) $(failing)
named    = $(if $(T),$(foreach u,$(1),$(if $(findstring $(T),$(u)),$(u))),$(1))
test: all $(call named,$(units)) $(rogues) $(cheap) $(failing)
	@tests/run.sh $(if $(J),-j$(J)) $(B) $(if $(T),'$(T)')

# What takes long: a thousand deaths, hundreds of power cuts, every byte.
session := $(B)/tests/endurance/ledger_session
$(session): $(session).o $(B)/tests/host/ledger/home.o $(call library,$(call closure,ledger))
	$(call quiet,LD)$(CC) $(link) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lcmocka $(call links,$(call closure,ledger))
preloads := $(patsubst %.c,$(B)/%.so,$(addprefix tests/endurance/,no_sync.c no_memory.c one_call.c other_clock.c))
$(preloads): $(B)/%.so: %.c
	@mkdir -p $(@D)
	$(call quiet,LD)$(CC) -D_GNU_SOURCE -shared -fPIC -o $@ $<
endurance: all $(units) $(session) $(preloads)
	@tests/endurance/run.sh $(B) $(if $(T),'$(T)')

# Everything again under the sanitizers, then as it is shipped.
check:
	@$(MAKE) --no-print-directory MODE=asan test
	@$(MAKE) --no-print-directory MODE=release test

# A fuzzer links the decoder of jpeg.c and the like, or what is named here.
fuzz.heif := workers/decoder-heif
fuzz.jxl := workers/decoder-jxl
fuzz.tiff := workers/decoder-tiff
fuzz.pagereader := workers/pagereader
fuzz.pdf := workers/pdf
fuzz.fetch := workers/fetcher
fuzz.ledger := ledger
fuzz.law := law
fuzz.law_add := law
fuzz.rules := workers/pagereader
fuzz.letter := letter
fuzz.native := native
fuzz.mail := workers/typesetter
fuzz.unpack := workers/unpack
fuzz.clean := workers/cleaner
fuzz.faces := workers/faces
fuzz.skim := workers/container
fuzz.clean_tiff := workers/cleaner
fuzz.clean_jxl := workers/cleaner
fuzz.jxl_words := workers/decoder-jxl
fuzz.pack := registry signature
fuzz.registry := registry
fuzzers := $(patsubst tests/fuzz/fuzz_%.c,%,$(wildcard tests/fuzz/fuzz_*.c))
fuzzers := $(foreach f,$(fuzzers),$(if $(filter $(missing),$(fuzz.$(f))),,$(f)))
fuzz:
	@$(MAKE) --no-print-directory MODE=fuzz $(addprefix run-fuzz-,$(or $(F),$(fuzzers)))
define fuzzer
$(B)/fuzz_$(1): $(B)/tests/fuzz/fuzz_$(1).o $(call library,$(sort $(call closure,clients) $(2)))
	$$(call quiet,LD)$$(CC) $$(link) $$(CFLAGS) -o $$@ $$(filter %.o,$$^) $(call links,$(sort $(call closure,clients) $(2)))
endef
$(foreach f,$(fuzzers),$(eval $(call fuzzer,$(f),$(call closure,$(or $(fuzz.$(f)),workers/decoder)))))
fuzzers: $(addprefix $(B)/fuzz_,$(fuzzers))
run-fuzz-%: $(B)/fuzz_%
	@tests/fuzz/run.sh $< $* $(or $(N),200000)

# Counts of an earlier run would be added to. What workers do is counted without
# their jails, in a second run (where tests of the jails themselves fail).
coverage:
	@find build/coverage -name '*.gcda' -delete 2>/dev/null; true
	-@GCOV_ERROR_FILE=/dev/null $(MAKE) --no-print-directory MODE=coverage test
	-@for name in $(or $(T),cli/ wall/ clients/ e2e/papers e2e/letters e2e/strangers); do \
		LENSCAP_NO_JAIL= GCOV_ERROR_FILE=/dev/null $(MAKE) --no-print-directory MODE=coverage test T=$$name; done
	@tests/coverage.py build/coverage

# All of it for another machine, and there the tests that need no kernel of its own.
cross:
	@packaging/cross.sh $(A)

# tests/bench/bench_<folder>.c links that folder and what it uses.
benches := $(patsubst %.c,$(B)/%,$(wildcard tests/bench/bench_*.c))
define benchmark
$(B)/tests/bench/bench_$(1): $(B)/tests/bench/bench_$(1).o $(call library,$(call closure,$(1)))
	$$(call quiet,LD)$$(CC) $$(link) $$(CFLAGS) $$(LDFLAGS) -o $$@ $$(filter %.o,$$^) $(call links,$(call closure,$(1)))
endef
$(foreach b,$(patsubst $(B)/tests/bench/bench_%,%,$(benches)),$(eval $(call benchmark,$(b))))
# What tests/bench/recall.sh runs.
$(B)/tests/bench/recall_find: $(B)/tests/bench/recall_find.o $(call library,$(call closure,match))
	$(call quiet,LD)$(CC) $(link) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call links,$(call closure,match))
# What tests/bench/faces.py runs.
$(B)/tests/bench/faces_find: $(B)/tests/bench/faces_find.o $(call library,$(call closure,casework))
	$(call quiet,LD)$(CC) $(link) $(CFLAGS) $(LDFLAGS) -o $@ $(filter %.o,$^) $(call links,$(call closure,casework))
# What is measured from outside, over a ledger that grows.
$(B)/tests/bench/find_growth: $(B)/tests/bench/find_growth.o $(call library,$(call closure,ledger))
	$(call quiet,LD)$(CC) $(link) $(CFLAGS) $(LDFLAGS) -o $@ $^ $(call links,$(call closure,ledger))
bench: all $(benches) $(B)/tests/bench/find_growth
	@tests/bench/run.sh $(B)

# Small faults in a copy of the tree: which of them does no test see?
mutants:
	@tests/mutants/mutants.py . build/mutants --seed $(or $(SEED),1) --faults $(or $(N),100) --area '$(AREA)' --files '$(FILES)'

# ---- House-keeping ---------------------------------------------------------------------
csrc    := $(shell find host include tests -name node_modules -prune -o -name '*.[ch]' -print)
scripts := $(shell find tests packaging .ci -name node_modules -prune -o -name '*.sh' -print -o -path .ci/run -print)
# Versions of clang-format break other lines; this one decides.
FORM    := 14
form     = $(firstword $(foreach f,clang-format-$(FORM) clang-format,$(if $(findstring version $(FORM).,$(shell $(f) --version 2>/dev/null)),$(f))))
format:
	@$(or $(form),$(error clang-format $(FORM) decides how the source is formatted, and is not here)) -i $(csrc)
# What each check is there to find is planted into a copy, but with quick=1.
lint: all
	@$(if $(form),$(form) --dry-run -Werror $(csrc),echo 'formatting: not checked; versions of clang-format differ, and $(FORM) decides here')
	@tests/lint/layers.sh $(B)
	@tests/lint/circles.sh $(B)
	@tests/lint/prototypes.sh
	@tests/lint/headers.sh
	@tests/lint/words.py
	@tests/lint/screen_words.py
	@tests/lint/commands_named.py
	@tests/lint/spelling.sh
	@tests/lint/version.sh
	@tests/lint/languages.py
	@tests/lint/catalogue.py
	@tests/lint/details.py
	@tests/lint/paths.sh
	@tests/lint/fetcher.sh
	@$(if $(quick),,tests/lint/planted.sh $(B))
	@shellcheck $(scripts)
	@! grep -rnF --include='*.mjs' --exclude-dir=node_modules 'import.meta.url).pathname' tests || \
		{ echo 'a folder with a space in its name is not found so; fileURLToPath() does' >&2; false; }
# What analysers find, held to a list of what is known and why it may stand.
analyze: $(languages)
	@tests/lint/analyze.sh $(own) $(CFLAGS) $(CPPFLAGS) $(flags.workers/keyring) $(flags.workers/pdf) $(flags.workers/typesetter)
print-map:
	@$(foreach d,$(folders),echo "uses $(d): $(uses.$(d))";)
	@$(foreach d,$(folders),$(if $(pkgs.$(d)),echo "pkgs $(d): $(pkgs.$(d))";))
	@$(foreach p,$(processes),echo "bin $(p): $(bin.$(p))";)
print-units:
	@printf '%s\n' $(units) $(rogues)
clean:
	rm -rf build

# What is kept in git and held by a test to what the programs say.
protocol: all rules
	python3 tests/native/make_protocol.py $(B) >host/native/PROTOCOL.md.new
	mv host/native/PROTOCOL.md.new host/native/PROTOCOL.md
	node tests/extension/make_types.mjs $(B)/lenscap-host >extension/shared/host.d.ts.new
	mv extension/shared/host.d.ts.new extension/shared/host.d.ts
	python3 tests/native/make_report_words.py host/share/report

# The sentences of the command line, for whoever translates them: po/CODE.po.
pot:
	@mkdir -p build && tests/lint/catalogue.py --pot build/lenscap.pot && echo build/lenscap.pot
# New ones: once to have what is missing in build/said.json, and again to take it from there.
po:
	@mkdir -p build && tests/lint/catalogue.py --merge build/said.json $(CODE)
new-command:
	@packaging/new_command.py '$(NAME)'
	@$(if $(form),$(form) -i 'host/operations/$(NAME).c')
new-language:
	@packaging/new_language.py '$(CODE)' '$(subst ','\'',$(NAME))'

# ---- Install ------------------------------------------------------------------------------
# Where each shell looks, and what it finds there.
manual       = $(PREFIX)/share/man/$(if $(filter $(B)/man/%,$(1)),$(1:$(B)/man/%=%),man1/lenscap.1)
completions := bash-completion/completions/lenscap:lenscap.bash \
               zsh/site-functions/_lenscap:_lenscap \
               fish/vendor_completions.d/lenscap.fish:lenscap.fish
# A timer that is off until the person says so.
timers      := lenscap-watch.service lenscap-watch.timer
install: all
	install -Dm755 -t '$(DESTDIR)$(PREFIX)/bin' $(B)/lenscap
	$(foreach m,$(manuals),[ ! -e $(m) ] || install -Dm644 $(m) '$(DESTDIR)$(call manual,$(m))';)
	$(foreach c,$(completions),install -Dm644 packaging/completions/$(notdir $(subst :,/,$(c))) '$(DESTDIR)$(PREFIX)/share/$(firstword $(subst :, ,$(c)))';)
	install -Dm644 -t '$(DESTDIR)$(PREFIX)/lib/systemd/user' $(addprefix packaging/systemd/,$(timers))
	install -Dm755 -t '$(DESTDIR)$(LIBEXEC)' $(foreach p,$(filter native workers/%,$(processes)),$(B)/$(bin.$(p)))
	to=$$(realpath -m '$(DESTDIR)$(SHARE)') && cd host/share && find . -type f -exec install -Dm644 {} "$$to"/{} \;
	$(foreach c,$(catalogues),install -Dm644 $(c) '$(DESTDIR)$(SHARE)$(c:$(B)%=%)';)
	to=$$(realpath -m '$(DESTDIR)$(SHARE)') && cd extension && find . -type f ! -name README.md ! -name package.json -exec install -Dm644 {} "$$to"/extension/{} \;

# Takes away what install put there, file by file, and folders left empty.
uninstall:
	rm -f $(foreach m,$(manuals),'$(DESTDIR)$(call manual,$(m))') $(foreach c,$(completions),'$(DESTDIR)$(PREFIX)/share/$(firstword $(subst :, ,$(c)))')
	rm -f $(foreach t,$(timers),'$(DESTDIR)$(PREFIX)/lib/systemd/user/$(t)')
	rm -f '$(DESTDIR)$(PREFIX)/bin/lenscap' $(foreach p,$(filter native workers/%,$(processes)),'$(DESTDIR)$(LIBEXEC)/$(bin.$(p))')
	to=$$(realpath -m '$(DESTDIR)$(SHARE)') && cd host/share && find . -type f -exec rm -f "$$to"/{} \;
	rm -f $(foreach c,$(catalogues),'$(DESTDIR)$(SHARE)$(c:$(B)%=%)')
	to=$$(realpath -m '$(DESTDIR)$(SHARE)') && cd extension && find . -type f -exec rm -f "$$to"/extension/{} \;
	-find '$(DESTDIR)$(LIBEXEC)' '$(DESTDIR)$(SHARE)' -depth -type d -empty -delete

# ---- Packages -----------------------------------------------------------------------------
# Of what is committed, not of what lies here.
deb:
	@packaging/deb/build.sh build/deb$(addprefix -,$(ARCH)) $(ARCH)
# The extension for the stores, as it lies here.
zip:
	@packaging/zip.py chromium build/lenscap-$(VERSION)-chromium.zip
xpi:
	@packaging/zip.py firefox build/lenscap-$(VERSION)-firefox.xpi
# Static pages to stand beside a download: the acts, how it works, threats, the manual.
page: all
	@packaging/page/page.py $(B)/lenscap.1 build/page
screens: all
	@tests/screens/run.sh
# They leave a system as they found it; needs root.
piuparts:
	@tests/bare/piuparts.sh $(SUITE)
release:
	@packaging/release.sh build/release-$(VERSION) $(KEY)

help:
	@echo 'make run      do the main job on real photographs (PHOTOS=DIR for your own)'
	@echo 'make test     build and run every test (T=NAME for one, J=N at once)'
	@echo 'make lint     the form of the source: layers, formatting, shell'
	@echo 'make analyze  gcc -fanalyzer, and cppcheck if it is there; what is new is red'
	@echo 'make coverage what of host/ the tests reach, by folder (T=NAME for some tests)'
	@echo 'make check    the same under AddressSanitizer and UBSan, then as shipped'
	@echo 'make cross    build for arm64 and run by qemu the tests that ask nothing of a kernel'
	@echo 'make endurance   kills, power cuts, failures, absences by the hundred, as one table; T=ROW'
	@echo 'make fuzz     fuzz every parser of outside bytes (F=name, N=executions)'
	@echo 'make mutants  plant small faults: which does no test see? (SEED= N= AREA=name)'
	@echo 'make bench    speed, side by side with the peers'
	@echo 'make protocol   PROTOCOL.md, host.d.ts and rules.js anew, from what the programs say'
	@echo 'make pot      the sentences of the command line, for whoever translates them'
	@echo 'make po       new sentences, and texts of the extension, in five languages by one file, build/said.json'
	@echo 'make new-command NAME=WORD   a command to start from, with its test'
	@echo 'make new-language CODE=da NAME=Dansk   a language to start with, by ten sentences'
	@echo 'make deb      Debian packages of what is committed, in build/deb (ARCH=arm64: build/deb-arm64)'
	@echo 'make piuparts  install and purge them on a bare Debian (SUITE=trixie), which then is as it was'
	@echo 'make zip xpi  the extension for the stores'
	@echo 'make screens  pictures of every page by language, theme and width, with contact sheets; what is cut off or English is red'
	@echo 'make page     static pages beside a download: acts, how it works, threats, manual'
	@echo 'make release  all of these with checksums, signed if KEY= is a minisign key'
	@echo 'make all install uninstall format clean'
	@echo 'variables: MODE=release|asan|fuzz|coverage V=1 PREFIX= LIBEXEC= SHARE= DESTDIR= CFLAGS='

.DEFAULT_GOAL := all
.PHONY: all deb piuparts zip xpi page screens release run rules units test cross coverage check endurance fuzz fuzzers mutants bench analyze install uninstall format lint print-map print-units protocol pot po new-command new-language clean help
.SECONDARY:
-include $(shell find $(B) -name '*.d' 2>/dev/null)
