"""areas.py: which tests answer for which folders.

A name of a test is a prefix: adding a test is adding a file.  Unit programs
run before scripts of the same length; what takes long is tried last.
"""
from dataclasses import dataclass


@dataclass(frozen=True)
class Area:
    name: str
    folders: tuple
    units: tuple = ()  # below tests/
    scripts: tuple = ()


def area(name, folders, units="", scripts=""):
    return Area(name, tuple(folders.split()), tuple(units.split()), tuple(scripts.split()))


AREAS = (
    area("base", "host/base",
         "host/base host/ipc host/law host/letter host/registry",
         "cli/limits cli/fingerprint cli/deadline cli/me cli/names cli/packs"),
    area("fingerprint", "host/fingerprint",
         "host/fingerprint host/match",
         "cli/fingerprint cli/compare cli/find"),
    area("match", "host/match",
         "host/match host/casework",
         "cli/find cli/compare native/page"),
    area("law", "host/law",
         "host/law host/letter",
         "cli/deadline cli/letter_ cli/cases cli/overseas cli/packs"),
    area("letter", "host/letter",
         "host/letter",
         "cli/letter_ cli/packs e2e/letters"),
    area("ipc", "host/ipc",
         "host/ipc host/clients host/workers wall",
         "cli/fingerprint cli/find_page e2e/papers cli/controllers"),
    area("sandbox", "host/sandbox",
         "host/sandbox wall host/clients",
         "wall/limits wall/no_network wall/elf cli/limits cli/fingerprint"),
    area("clients", "host/clients",
         "host/clients wall host/casework",
         "cli/fingerprint cli/find_page wall/odd_files"),
    area("ledger", "host/ledger host/ledger/store host/ledger/rows host/ledger/life",
         "host/ledger host/casework",
         "cli/ledger cli/closed"),
    area("registry", "host/registry",
         "host/registry",
         "cli/controllers cli/packs e2e/registry_records"),
    area("signature", "host/signature",
         "host/signature host/casework",
         "cli/controllers cli/pack"),
    area("browsers", "host/browsers",
         "host/browsers",
         "cli/install native/ids"),
    area("casework", "host/casework",
         "host/casework wall/test_changing_file",
         "cli/ e2e/letters native/methods native/page"),
    area("view", "host/view",
         "host/view",
         "native/ cli/ e2e/answers"),
    area("operations", "host/operations",
         "host/operations",
         "native/ cli/ e2e/answers"),
    area("cli", "host/cli host/cli/commands host/cli/screen", "host/cli/", "cli/ e2e/letters"),
    area("native", "host/native", "host/native", "native/"),
    area("picture", "host/workers/picture host/workers/decoder host/workers/container",
         "host/workers/picture host/workers/container wall/test_decoder_wall",
         "cli/kinds cli/hidden cli/formats cli/previews cli/heif_ cli/fingerprint "
         "wall/limits wall/bombs wall/odd_files wall/hostile_images"),
    area("decoders", "host/workers/decoder-heif host/workers/decoder-jxl host/workers/decoder-tiff",
         "host/workers/container wall/test_decoder_wall",
         "cli/heif_ cli/formats cli/kinds cli/hidden cli/fingerprint "
         "wall/odd_files wall/limits wall/bombs wall/hostile_images"),
    area("pagereader", "host/workers/pagereader",
         "host/workers/pagereader wall/test_page_wall",
         "cli/find_"),
    area("fetcher", "host/workers/fetcher",
         "host/workers/fetcher host/clients/test_fetch wall/test_fetch_wall",
         "cli/check cli/recheck e2e/strangers"),
    area("typesetter", "host/workers/typesetter",
         "host/workers/typesetter host/clients/test_typesetter",
         "e2e/papers e2e/letters cli/contacts cli/case_answer cli/cases_history"),
    area("unpack", "host/workers/unpack",
         "host/workers/unpack wall/test_unpack_wall",
         "cli/controllers"),
    area("faces", "host/workers/faces", "host/workers/faces wall/test_faces_wall", "cli/audit"),
    area("pdf", "host/workers/pdf", "host/workers/pdf", "cli/case_answer"),
    area("cleaner", "host/workers/cleaner", "wall/test_clean_wall", "cli/clean"),
    area("keyring", "host/workers/keyring",
         "host/workers/keyring host/clients/test_keyring",
         "cli/keyring e2e/keyring e2e/host_keyring"),
    area("extension", "extension/background extension/content extension/pages extension/shared",
         "", "extension/"),
)

# Other parts of a test than its own program that a fault may be in.
STARTS_PROGRAMS = ("wall/", "host/clients/", "host/casework/", "host/native/", "host/sandbox/", "host/workers/")
