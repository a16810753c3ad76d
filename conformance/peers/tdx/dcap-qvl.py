"""What dcap-qvl makes of quotes: each line of standard input is a question in JSON and gets one line of JSON."""

import json
import sys
from base64 import b64decode

import dcap_qvl


def verified(asked):
    collateral = dcap_qvl.QuoteCollateralV3.from_json(json.dumps(asked["collateral"]))
    try:
        report = dcap_qvl.verify_with_root_ca(b64decode(asked["quote"]), collateral, b64decode(asked["root"]), asked["now"])
    except ValueError as problem:
        return {"problem": " ".join(str(problem).split())}
    return {"problem": "", "status": report.status, "advisories": sorted(report.advisory_ids)}


for line in sys.stdin:
    print(json.dumps(verified(json.loads(line))), flush=True)
