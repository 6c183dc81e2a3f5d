"""What lets many machines find what one finds: stable keys, and statistics of the whole."""

import os
import subprocess
import sys
from collections import Counter

from credscore.article import Level, Span
from credscore.linking.document import Document, Statement
from credscore.linking.graph import Copies
from credscore.linking.origins import claim_groups
from credscore.linking.wording import Wordings

BRIDGE = (
    "The harbour bridge of Fenby was closed after two cables tore.",
    "Two cables tore, so that the harbour bridge of Fenby was closed.",
)
HERRING = (
    "Fishermen of Ostby landed 300 crates of herring after the storm.",
    "After the storm fishermen of Ostby landed 300 crates of herring.",
)


def document(name, text):
    return Document(
        id=name,
        text=text,
        outlet=name,
        statements=(Statement(span=Span(0, len(text)), level=Level.L0),),
    )


def documents(*texts):
    return [document(f"{text[:3]}{number}", text) for number, text in enumerate(texts)]


def often(some):
    wordings = Wordings(some, None)
    return Counter(term for number in wordings.loose for term in wordings.spelled(number))


def test_each_part_has_the_groups_that_it_has_in_the_whole():
    bridge, herring = documents(*BRIDGE), documents(*HERRING)
    whole = sorted([*bridge, *herring], key=lambda found: found.id)
    counts = often(whole)

    parts = [
        group for part in (bridge, herring) for group in claim_groups(part, Copies(), often=counts)
    ]

    assert len(parts) == 2
    assert sorted(parts, key=lambda group: group.id) == list(claim_groups(whole, Copies()))


def test_terms_that_are_rare_in_a_part_alone_lead_nowhere():
    bridge = documents(*BRIDGE)

    # Were each term in one wording only, none would be shared.
    assert claim_groups(bridge, Copies(), often={}) == ()


def test_the_keys_of_wordings_are_the_same_in_every_process():
    code = (
        "from tests.unit.linking.test_parts_of_collections import *\n"
        "print(Wordings(documents(*BRIDGE, *HERRING, 'He said so.', 'He said so.'), "
        "[1, 2, 3, 4, 5, 5]).keys.tolist())"
    )
    found = {
        subprocess.run(
            [sys.executable, "-c", code],
            check=True,
            capture_output=True,
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    }

    assert len(found) == 1
    assert len(next(iter(found)).split(b",")) == 5
