"""Answers questions about OpenStack Nova with Nova's own code: a file of questions in, lines of JSON out.

Argument: a file with one JSON value a line. A line {"documents": {name: text}} gives texts that later questions name; every other line
is a question {"ask": kind, …}, and gets one line back: the answer, or {"crash": traceback} when this program itself is wrong.
"""

import json
import os
import sys
import traceback
import types
import warnings

warnings.simplefilter("ignore")
# Nova until 2024.2 imports it for the passwords of guests; Python has none since 3.13.
sys.modules.setdefault("crypt", types.ModuleType("crypt"))
os.environ["OS_NOVA_DISABLE_EVENTLET_PATCHING"] = "true"

from nova import monkey_patch  # noqa: E402

# Neither eventlet nor threads: nothing here waits for anything, and not every oslo.service knows both.
monkey_patch.patch = lambda: None

import nova.conf  # noqa: E402
from nova import objects  # noqa: E402

CONF = nova.conf.CONF
DOCUMENTS = {}


def main():
    CONF([], project="nova", default_config_files=[])
    for part in (nova.conf.devices, nova.conf.neutron):
        part.register_dynamic_opts(CONF)
    objects.register_all()
    with open(sys.argv[1]) as lines:
        for line in lines:
            question = json.loads(line)
            if "documents" in question:
                DOCUMENTS.update(question["documents"])
            else:
                print(json.dumps(answered(question)), flush=True)
    # Threads that Nova starts never end.
    os._exit(0)


def answered(question):
    try:
        return answer_to(question)
    except Exception:
        return {"crash": traceback.format_exc()}


def answer_to(question):
    kind = question["ask"]
    if kind == "detect":
        import detection
        return detection.answer(question, DOCUMENTS)
    if kind == "providers":
        import providers
        return providers.answer(question, DOCUMENTS)
    if kind == "request":
        import requested
        return requested.checks(question)
    if kind == "translate":
        import requested
        return requested.translation(question)
    if kind == "place":
        import placing
        return placing.answer(question)
    if kind == "domain":
        import domains
        return domains.answer(question, DOCUMENTS)
    raise ValueError(kind)


if __name__ == "__main__":
    main()
